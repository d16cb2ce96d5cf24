"""`import quantclaims` costs at most 30 ms on top of `import numpy`, and brings nothing else along."""

from __future__ import annotations

import json
import subprocess
import sys

MEASURE = """
import numpy, sys, time, json
before = set(sys.modules)
start = time.process_time()
import quantclaims
spent = time.process_time() - start
print(json.dumps([spent, sorted({name.partition('.')[0] for name in set(sys.modules) - before})]))
"""


def measure() -> tuple[float, list[str]]:
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    spent, modules = json.loads(done.stdout)
    return spent, modules


def test_import_is_fast() -> None:
    # One run of some is enough: other work on the machine only ever adds.
    assert any(measure()[0] <= 0.030 for _ in range(60))


def test_import_is_lazy() -> None:
    _, modules = measure()
    heavy = {"argparse", "csv", "html", "json", "matplotlib", "pandas", "tempfile", "webbrowser"}
    assert heavy.isdisjoint(modules)
