"""Memory that does not grow, machines that forbid writable code, and processes that fork."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
import quantclaims as qc

TEXT = "Exports rose nearly 12% last year to 33.7 bcm, or $3–5 billion, by the end of the first quarter of 2024."
CALLS = 100_000
MOST_GROWTH = 1 << 20
#: prctl(2): PR_SET_MDWE with PR_MDWE_REFUSE_EXEC_GAIN, from Linux 6.3 on.
PR_SET_MDWE, REFUSE_EXEC_GAIN = 65, 1


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow() -> None:
    script = "import test_processes; test_processes.print_growth()"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    assert int(done.stdout) <= MOST_GROWTH


def print_growth() -> None:
    extractor = qc.Extractor(threads=1)
    for _ in range(CALLS // 10):
        extractor.extract(TEXT)
    before = resident()
    for _ in range(CALLS):
        extractor.extract(TEXT)
    print(resident() - before)


def print_rows_without_writable_code() -> None:
    """Refuses code that was written at run time, as hardened systems do, and reads a text all the same."""
    if ctypes.CDLL(None).prctl(PR_SET_MDWE, REFUSE_EXEC_GAIN, 0, 0, 0):
        print("no such prctl")
    else:
        print(qc.extract(TEXT, date="2024-05-16", threads=1).to_jsonl(), end="")


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_where_no_code_may_be_written_the_rows_are_the_same() -> None:
    script = "import test_processes; test_processes.print_rows_without_writable_code()"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    if done.stdout.startswith("no such"):
        pytest.skip("this kernel cannot refuse it")
    assert done.stdout == qc.extract(TEXT, date="2024-05-16").to_jsonl()
