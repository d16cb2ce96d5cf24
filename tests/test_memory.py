"""Python's allocations fail one by one: MemoryError or the same result, nothing left behind, and all works afterwards.

What picks rows is left out: NumPy's fancy indexing falls over when its own buffers are refused.
"""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
from collections.abc import Callable

import pytest
import quantclaims as qc
from quantclaims import _core

_testcapi = pytest.importorskip("_testcapi", reason="this interpreter has no failing allocator")

TEXT = "Exports rose nearly 12% last year to 33.7 bcm, the ministry said; €2.5 million a week by 3 May 2024."
TEXTS = [TEXT, "Only 5% here, “and 7 tonnes”.", TEXT.encode(), ""]
OPTIONS = {"patterns": {"tanker": r"(?<value>\d+) tankers"}, "lexicon": [{"symbol": "cask", "aliases": "cask(s)"}]}
EXTRACTOR = _core.Extractor()

#: A call, and what tells that it gave what it gives otherwise.
CALLS: dict[str, Callable[[], object]] = {
    "core extractor": lambda: type(_core.Extractor(use_jit=False)),
    "core extract": lambda: len(EXTRACTOR.extract(tuple(TEXTS), (None,) * 4, 1)),
    "core columns": lambda: {
        k: v.tolist() for k, v in EXTRACTOR.extract((TEXT,), (19859,), 1).columns().items()
    }.keys(),
    "core strings": lambda: EXTRACTOR.extract((TEXT,), (19859,), 1).strings(_core.TABLES["timex"]),
    "core explain": lambda: EXTRACTOR.explain(TEXT, 20, 23),
    "core tables": lambda: (len(_core.units()), len(_core.rules()), len(_core.regions())),
    "extract": lambda: len(qc.extract(TEXTS, date="2024-05-16", threads=1)),
    "extractor": lambda: repr(qc.Extractor(**OPTIONS)),
    "pickle": lambda: len(pickle.loads(pickle.dumps(qc.Extractor(**OPTIONS))).extract(TEXT)),
}
MOST = 20_000
#: "From then on": CPython itself does not come back where its handling of a MemoryError never gets memory again.
MANY = 40


def try_with(call: Callable[[], object], first: int, last: int) -> object:
    """What a call gives while allocations from `first` on, and before `last`, fail; MemoryError as itself."""
    _testcapi.set_nomemory(first, last)
    try:
        return call()
    except MemoryError:
        return MemoryError
    finally:
        _testcapi.remove_mem_hooks()


def fail_each(name: str) -> int:
    """How many allocations of a call were made to fail, from then on and once."""
    call = CALLS[name]
    expected = call()
    count = 1
    while (found := try_with(call, count, count + MANY)) is MemoryError and count < MOST:
        count += 1 if count < 500 else 7
    assert found == expected, (name, count)
    for number in range(1, count, 1 if count < 500 else 7):
        found = try_with(call, number, number + 1)
        assert found is MemoryError or found == expected, (name, number)
    assert call() == expected
    return count


@pytest.mark.parametrize("name", CALLS)
def test_each_allocation_fails(name: str) -> None:
    done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    count, grown = map(int, done.stdout.split())
    assert count > 1
    assert grown < 30, "blocks that nobody frees"


def main(name: str) -> None:
    fail_each(name)
    gc.collect()
    before = sys.getallocatedblocks()
    count = fail_each(name)
    gc.collect()
    print(count, sys.getallocatedblocks() - before)


if __name__ == "__main__":
    main(sys.argv[1])
