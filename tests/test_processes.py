"""Memory that does not grow, machines that forbid writable code, processes that fork, and subinterpreters."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
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


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_process_may_fork_while_threads_extract() -> None:
    texts = [f"{TEXT} Then {i} wagons came." for i in range(3000)]
    extractor = qc.Extractor(threads=3)
    few = texts[:40]
    expected = extractor.extract(few).to_jsonl()
    ended = threading.Event()

    def work() -> None:
        while not ended.is_set():
            extractor.extract(texts)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for _ in range(10):
            assert in_fork(
                lambda: extractor.extract(few).to_jsonl() == qc.extract(few, threads=2).to_jsonl() == expected
            )
    finally:
        ended.set()
        worker.join()
    assert extractor.extract(few).to_jsonl() == expected


def in_fork(check: Callable[[], bool]) -> bool:
    """Whether `check` holds in a child, which is ended by the system where it hangs."""
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        with contextlib.suppress(BaseException):
            os._exit(0 if check() else 1)
        os._exit(2)
    return os.waitpid(child, 0)[1] == 0


def test_a_subinterpreter_is_refused_and_the_main_one_goes_on() -> None:
    script = Path(__file__).parent / "subinterpreters.py"
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    *refusals, rows = done.stdout.splitlines()
    assert refusals
    assert all("quantclaims" in line and "subinterpreter" in line for line in refusals)
    assert rows == "1"
