"""The five real articles of the plan, where they stand beside the repository: everything right, nothing else."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path


def test_the_five_articles_come_out_whole(shared: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m quantclaims"
    judge = [sys.executable, str(shared / "score" / "evaluate.py"), "articles", "--command", command]
    done = subprocess.run(
        [*judge, "--errors", "50", "--min", "right=100", "--max", "spurious=0"], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
