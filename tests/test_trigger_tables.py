"""The tables of the scan: the same from the same words, never without a trigger word, and narrow on English text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CSRC = ROOT / "csrc"
sys.path.insert(0, str(CSRC))

import trigger_tables  # noqa: E402
from tablegen.words import Words  # noqa: E402


def read_sets(source: str) -> list[list[int]]:
    """The four rows of qc_trigger_sets from C text."""
    body = source.split("qc_trigger_sets[4][32] = {")[1].split(";")[0]
    return [[int(number) for number in row.split(",")] for row in re.findall(r"\{([^{}]*)\}", body)]


def passes(sets: list[list[int]], word: str) -> bool:
    """Does the scan stop at this word, with a blank behind it?"""
    codes = [ord(letter) - ord("`") if letter != " " else 0 for letter in (word + "    ")[:4]]
    buckets = 0xFF
    for row, code in zip(sets, codes):
        buckets &= row[code]
    return buckets != 0


def test_every_trigger_word_passes() -> None:
    words = Words().triggers()
    sets = read_sets(trigger_tables.trigger_tables(words))
    assert [word for word in words if not passes(sets, word)] == []


def test_few_other_words_pass() -> None:
    """Of the words of the sample articles, fewer than one in ten is stopped at without need."""
    words = set(Words().triggers())
    sets = read_sets(trigger_tables.trigger_tables(words))
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "articles").glob("*.txt")))
    seen = re.findall(r"[a-z]+", text.lower())
    needless = [word for word in seen if word not in words and passes(sets, word)]
    assert len(needless) < len(seen) / 10


def test_the_order_of_words_and_hashes_does_not_matter() -> None:
    words = Words().triggers()
    program = "import sys, trigger_tables; print(trigger_tables.trigger_tables(sys.argv[1:]))"
    made = {
        subprocess.run(
            [sys.executable, "-c", program, *order],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(CSRC)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, order in (("1", words), ("2", words[::-1]))
    }
    assert len(made) == 1


def test_no_trigger_words_give_empty_tables() -> None:
    sets = read_sets(trigger_tables.trigger_tables([]))
    assert not any(any(row) for row in sets)
