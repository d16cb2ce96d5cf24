"""What a call holds at most, and that it leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import quantclaims as qc

HERE = Path(__file__).parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="peaks are read from /proc")

#: Prints in bytes: how much more a call held at its peak than before it, and its result.
PEAK = """
import sys
from pathlib import Path
import quantclaims as qc

def status(name):
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) * 1024

articles = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
texts = [f"{articles[i % len(articles)]} It has {i} doors." for i in range(int(sys.argv[2]))]
if sys.argv[3] == "one":
    texts = ["\\n\\n".join(texts).encode("ascii", "replace").decode()]
qc.extract(articles, threads=int(sys.argv[4]))
del articles
Path("/proc/self/clear_refs").write_text("5")
before = status("VmRSS")
claims = qc.extract(texts, threads=int(sys.argv[4]))
print(status("VmHWM") - before, sum(column.nbytes for column in claims.arrays.values()), max(map(len, texts)))
"""


@pytest.mark.parametrize(("kind", "threads"), [("many", 1), ("many", 2), ("many", 8), ("one", 1)])
def test_a_call_holds_three_times_its_result_and_one_byte_a_character(kind: str, threads: int) -> None:
    command = [sys.executable, "-c", PEAK, str(HERE / "articles"), "6000", kind, str(threads)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak, result, longest = map(int, done.stdout.split())
    assert result > 20 << 20
    # Of the documents in work, one for each thread.
    assert peak <= 3 * result + threads * longest, f"{peak / result:.2f} times the result"


#: What the programs below begin with. Each runs in a process of its own, whose heap nobody else has cut to pieces.
START = """
import sys
from pathlib import Path
import quantclaims as qc

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
"""


def growth(program: str, *arguments: str) -> int:
    """Return the bytes that a program says it holds more at its end than where it began to count."""
    command = [sys.executable, "-c", START + program, *arguments]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


CALLS = """
extractor = qc.Extractor(threads=int(sys.argv[1]))
texts = [
    "Sales rose 5% to $40 million in 2023, Łódź’s mayor said.",
    "12 tankers sailed for 33.7 bcm of gas 😀.",
    ["Up 5%.", "Down 3% in May."],
    "No figure stands here.",
    "",
]

def call(times):
    for i in range(times):
        claims = extractor.extract(texts[i % 5])
        if i % 10 == 0:
            claims["value"]
        if i % 100 == 0:
            claims.__arrow_c_array__()

call(5_000)
before = resident()
call(100_000)
print(resident() - before)
"""


@pytest.mark.parametrize("threads", [1, 2])
def test_a_hundred_thousand_calls_leave_nothing_behind(threads: int) -> None:
    assert growth(CALLS, str(threads)) <= 1 << 20


FAILURES = """
texts = ["Sales rose 5% to $40 million. " * 100] * 50 + [b"late \\xff"]

def fail(times):
    for _ in range(times):
        try:
            qc.extract(texts, threads=2)
        except ValueError as error:
            assert "text 50 is not UTF-8" in str(error)
        else:
            raise AssertionError("read what is not UTF-8")

fail(50)
before = resident()
fail(300)
print(resident() - before)
"""


def test_calls_that_fail_leave_nothing_behind() -> None:
    assert growth(FAILURES) <= 1 << 20


REST = """
extractor = qc.Extractor()
extractor.extract("Up 5%.")
before = resident()
assert len(extractor.extract("Sales of Łódź rose 5% in May. " * 200_000)) == 400_000
print(resident() - before)
"""


def test_a_long_document_leaves_no_buffers_behind() -> None:
    assert growth(REST) <= 2 << 20


def test_a_string_keeps_no_copy_of_its_text() -> None:
    for text in ("Sales rose 5%.", "Sales of Zürich rose 5%.", "Sales of Łódź rose 5%.", "Sales 😀 rose 5%."):
        fresh = text * 1000
        before = sys.getsizeof(fresh)
        assert len(qc.extract(fresh)) == 1000
        assert sys.getsizeof(fresh) == before
