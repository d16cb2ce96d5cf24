"""`import quantclaims` costs at most 30 ms on top of `import numpy`, and brings nothing else along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

MEASURE = """
import numpy, sys, time, json
before = set(sys.modules)
start = time.process_time()
import quantclaims
spent = time.process_time() - start
print(json.dumps([spent, sorted({name.partition('.')[0] for name in set(sys.modules) - before})]))
"""


def measure(bytecode: Path) -> tuple[float, list[str]]:
    # With bytecode, as pip installs every package: an environment may forbid to write it, and compiling it is slower
    # than all the rest.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(bytecode)
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True, env=environment)
    spent, modules = json.loads(done.stdout)
    return spent, modules


def test_import_is_fast(tmp_path: Path) -> None:
    measure(tmp_path)
    assert any(tmp_path.rglob("quantclaims/__init__*.pyc"))
    # One run of some is enough: other work on the machine only ever adds.
    assert any(measure(tmp_path)[0] <= 0.030 for _ in range(20))


def test_import_is_lazy(tmp_path: Path) -> None:
    _, modules = measure(tmp_path)
    heavy = {"argparse", "csv", "html", "json", "matplotlib", "pandas", "tempfile", "webbrowser"}
    assert heavy.isdisjoint(modules)
