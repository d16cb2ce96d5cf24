"""Python objects that cannot be made: every allocation of a call fails, once and from then on, and what it gives is an
error or the same result. Allocations of the core fail in core/test_memory.c.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: What is called, by name: the extension's own work. NumPy itself crashes where it has no memory.
CALLS = {
    "extract": "len(qc.extract(TEXTS, date='2024-05-16'))",
    "extractor": "repr(qc.Extractor(patterns={'b': r'b \\\\d'}, lexicon=[{'symbol': 'x', 'aliases': 'xs'}]))",
    "units": "str(_core.units()[:3])",
    "faults": "fault()",
}
#: Allocations that fail, one after the other, until the call ends well; fewer without QUANTCLAIMS_TRUST=1.
MOST = 2000
STEP = 1 if os.environ.get("QUANTCLAIMS_TRUST") else 7
PROGRAM = """
import json, sys
import _testcapi
import quantclaims as qc
from quantclaims import _core

TEXTS = ["Sales of Łódź rose 5% to $40 million in May 2023, he said.", "12 tankers 😀 sailed."]
claims = qc.extract(TEXTS)

def fault():
    try:
        qc.extract([b"late \\xff"])
    except ValueError as error:
        return str(error)

def call():
    return CALL

def limited(start, stop):
    _testcapi.set_nomemory(start, stop)
    try:
        return call()
    except MemoryError:
        return None
    except SystemError as error:
        # What CPython says itself where it has no room for a frame.
        assert str(error) == "error return without exception set", error
        return None
    finally:
        _testcapi.remove_mem_hooks()

call()
wanted, refused = call(), 0
for persists in (False, True):
    start, well = 1, 0
    while well < 3 and start < MOST:
        got = limited(start, 0 if persists else start + 1)
        assert got in (None, wanted), (start, persists, got)
        refused += got is None
        well = well + 1 if got is not None else 0
        start += STEP
assert call() == wanted
print(json.dumps(refused))
"""


@pytest.mark.parametrize("name", CALLS)
def test_without_memory_a_call_fails_or_gives_the_same(name: str) -> None:
    pytest.importorskip("_testcapi")
    script = PROGRAM.replace("STEP", str(STEP)).replace("MOST", str(MOST)).replace("CALL", CALLS[name])
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).parent)
    assert done.returncode == 0, done.stderr[-3000:]
    assert json.loads(done.stdout) > 0
