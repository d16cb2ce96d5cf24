"""The core executes no more instructions per byte than the committed figure and a twentieth of it.

Who makes it dearer on purpose says so with `make bench-commit`. Another compiler makes other code: the figure is
compared only with that of the compiler that made it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).resolve().parent / "bench"
GROWTH = 1.05


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("valgrind") is None, reason="valgrind counts the instructions")
def test_instructions_per_byte_do_not_grow(tmp_path: Path) -> None:
    made = tmp_path / "instructions.json"
    subprocess.run([sys.executable, str(BENCH / "instructions.py"), "--json", str(made)], check=True)
    now = json.loads(made.read_text(encoding="utf-8"))
    committed = json.loads((BENCH / "instructions.json").read_text(encoding="utf-8"))
    if now.pop("compiler") != committed.pop("compiler"):
        pytest.skip("the committed figure is that of another compiler")
    assert now.keys() == committed.keys()
    grown = {mode: (committed[mode], count) for mode, count in now.items() if count > GROWTH * committed[mode]}
    assert not grown
