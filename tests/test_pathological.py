"""Hostile texts cost time in proportion to their length, with the JIT and without; hostile patterns are given up.

Here the thread's CPU time is measured, the least of several, up to 4 MiB; as that takes minutes, only where
``QUANTCLAIMS_TRUST=1`` is set. core/test_linear.c counts steps instead of seconds, in every run of the tests.
"""

from __future__ import annotations

import itertools
import os
import time
from pathlib import Path

import pytest
import quantclaims as qc
from quantclaims import _core

TRUST = bool(os.environ.get("QUANTCLAIMS_TRUST"))
MIB = 1 << 20
#: Sizes at which a text no longer fits the caches: below, doubling costs what memory costs.
SIZES = (MIB, 2 * MIB, 4 * MIB)
MOST_RATIO = 2.2
MOST_NEWS = 25.0
ROUNDS = 8
DAY = 19859  # 2024-05-16

#: What a text is made of, over and over.
PIECES = (
    *(
        "1",
        "1 ",
        "1,",
        "1.",
        "1/",
        "1-",
        "1:",
        "1'",
        "100 ",
        "1,000,",
        "0",
        "1a ",
        "1\n",
        "1\n\n",
        "½",
        "5½-",
        "１",
        "٣",
    ),
    *("$", "$1", "$1 ", "$1-2 ", "¥1 ", "kr 1 ", "1 USD/", "%", "1% ", "5 per ", "1 barrel per ", "1 km per hour per "),
    *(
        "one ",
        "one and ",
        "half a ",
        "one hundred and ",
        "million ",
        "twenty-",
        "tens of thousands of ",
        "two-thirds of a ",
    ),
    *(
        "May ",
        "1 January ",
        "January-",
        "Monday ",
        "last ",
        "last year ",
        "2023-",
        "in 2023 ",
        "05/06/2024 ",
        "4:30 a.m. ",
    ),
    *(
        "2 years ago ",
        "a year earlier ",
        "Q1 ",
        "first ",
        "the first of the ",
        "1st ",
        "early mid-late ",
        "winter ",
        "by 2 ",
    ),
    *(
        "between 1 and ",
        "from 1 to ",
        "1 or ",
        "10-20-",
        "1 and 2 and ",
        "compared with 1 ",
        "1% 1 point ",
        "1 million, ",
    ),
    *("rose to from ", "rose 5% to ", "fell ", "said ", "he said, ", "according to ", "not ", "if ", "will ", "China "),
    *(
        "?",
        "? ",
        ". ",
        "A. ",
        "U.S. ",
        "...",
        "\n",
        "\n\n",
        " ",
        "\t",
        "\0",
        "-",
        "—",
        '"',
        "“",
        "'",
        "((((",
        "<div>",
        "&amp;",
    ),
    *("a", "a ", "a-", "é", "Ł", "日", "😀", "\ud800", "http://1.", "#1", "@1", "1e1"),
)


def news(size: int) -> str:
    """As many characters of the sample articles."""
    text = "\n\n".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("articles/*.txt"))
    )
    return (text * (size // len(text) + 1))[:size]


def once(extractor: _core.Extractor, text: str) -> float:
    """Seconds of the thread's CPU time for a text."""
    start = time.thread_time()
    extractor.extract((text,), (DAY,), 1)
    return time.thread_time() - start


@pytest.fixture(scope="module", params=[True, False], ids=["jit", "interpreter"])
def reader(request: pytest.FixtureRequest) -> tuple[_core.Extractor, float]:
    """An extractor, and its seconds for a character of news."""
    extractor = _core.Extractor(use_jit=request.param)
    text = news(MIB)
    return extractor, min(once(extractor, text) for _ in range(5)) / MIB


@pytest.mark.skipif(not TRUST, reason="takes minutes: QUANTCLAIMS_TRUST=1")
@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_twice_the_text_takes_twice_the_time(reader: tuple[_core.Extractor, float], piece: str) -> None:
    extractor, of_news = reader
    texts = [(piece * (size // len(piece) + 1))[:size] for size in SIZES]
    least = [once(extractor, text) for text in texts]
    for _ in range(ROUNDS):
        ratios = [second / first for first, second in itertools.pairwise(least)]
        if max(ratios) <= MOST_RATIO and least[-1] <= MOST_NEWS * of_news * SIZES[-1]:
            break
        least = [min(before, once(extractor, text)) for before, text in zip(least, texts)]
    if least[0] > 0.001:  # less is the clock
        assert max(ratios) <= MOST_RATIO
    assert least[-1] <= MOST_NEWS * of_news * SIZES[-1]


#: Patterns that are known to go back and forth, and what sends them there.
REDOS = {
    r"(a+)+b": "a",
    r"(a*)*b": "a",
    r"(a|a)*b": "a",
    r"(a|aa)+b": "a",
    r"(a|a?)+b": "a",
    r"(.*a){12}b": "a",
    r"(\w+\s?)*!": "word ",
    r"(\d+)+%": "1",
    r"(\d+,?)+%": "1",
    r"(\d+\.?\d*)+x": "1.1",
    r"([a-zA-Z]+)*@": "a",
    r"(x+x+)+y": "x",
    r"^(([a-z])+.)+[A-Z]([a-z])+$": "a",
    r"(?:\s*\w+\s*)+:": "a ",
    r"(?<value>\d+(?:\d+)*) LNG": "1",
    r"<(?:[^>]+)*>>": "<a",
    r"\s+$": " ",
    r"(\s|\n)+x": " ",
    r"([^,]*,)*z": "a,",
    r"(?:a?){30}a{30}b": "a",
    r"(.+)\1+b": "a",
    r"(?=(a+))a*b\1": "a",
    r"((a+)b?)+c": "ab",
    r"(?:(?:a{1,3}){1,3}){1,3}b": "a",
    r"(a+)*(b+)*(c+)*d": "abc",
    r"(?:[ab]|[bc])+d": "abc",
    r"\b(?:\w+[- ]?)+\?": "word-",
    r"(?s).*.*.*x": "a",
    r"(\(([^()]|(?1))*\))x": "(",
    r"((?:\d+ ?)+)(?:%|percent)\b!": "1 ",
    r"(?i)(?:million|mill?ion|m+i+l+i+o+n+)+s": "million",
    r"((a|b)*|c)*d": "ab",
    r"|s*(?0)": "s ",
    r"^|s*(.*?)(?0)": "s",
    r"(?<a>a?(?&a)?b?)+c": "ab",
}
LENGTH = MIB if TRUST else MIB // 8


@pytest.mark.parametrize("use_jit", [True, False], ids=["jit", "interpreter"])
@pytest.mark.parametrize("pattern", REDOS)
def test_a_pattern_that_goes_back_and_forth_is_bounded(pattern: str, use_jit: bool) -> None:
    extractor = _core.Extractor(use_jit=use_jit, patterns=(("p", pattern, 3),))
    unit = REDOS[pattern]
    for text in (unit * (LENGTH // len(unit)), (unit * 60 + " up 5%. ") * (LENGTH // (60 * len(unit)))):
        start = time.thread_time()
        extractor.extract((text,), (DAY,), 1)
        assert time.thread_time() - start <= 1.0


def test_a_match_of_blanks_at_the_end_of_a_text() -> None:
    extractor = _core.Extractor(patterns=(("p", r"\s+$", 3),))
    assert len(extractor.extract(("It rose 5%. ",), (DAY,), 1)) == 2


def test_a_pattern_that_is_given_up_says_so() -> None:
    extractor = qc.Extractor(patterns={"hostile": r"(a+)+b", "tame": r"(?<value>\d+) tankers"})
    with pytest.warns(RuntimeWarning, match="'hostile' was given up"):
        claims = extractor.extract("5 tankers " + ("a" * 200 + " b ") * 500)
    assert claims["text"].tolist() == ["5 tankers"]
