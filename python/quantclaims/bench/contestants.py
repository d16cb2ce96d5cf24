"""Who is measured: this package, the copying of memory, regular expressions, and libraries that find quantities.

In: nothing. Out: contestants, and why others are missing. The engines of regular expressions look for the bounds of 17
patterns (patterns.txt: money, percentages, quantities, dates) and make no values of them; RE2, Hyperscan and re are
called through Python. Libraries read sentence by sentence, as they are meant to.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.resources import files

import numpy as np

from quantclaims.bench.measure import Contestant, Job
from quantclaims.extractor import Extractor

#: Memory that RE2 may use for its automaton; with less it falls back to one that is many times slower.
RE2_MEMORY = 1 << 29
SENTENCE_END = re.compile(r"(?<=[.!?”\"]) (?=[A-Z“\"])|\n+")


def patterns() -> list[str]:
    """The regular expressions, one a line of patterns.txt."""
    return files("quantclaims.bench").joinpath("patterns.txt").read_text(encoding="utf-8").splitlines()


def alternation() -> str:
    """All patterns as one."""
    return "|".join(f"(?:{pattern})" for pattern in patterns())


def sentences(text: str) -> list[str]:
    """The text in pieces of about a sentence."""
    return [part for part in SENTENCE_END.split(text) if part.strip()]


def contestants() -> tuple[list[Contestant], dict[str, str]]:
    """Those that are installed, and why others are not measured."""
    found = [
        Contestant("quantclaims, all columns", "quantclaims", partial(_quantclaims, relate=True)),
        Contestant("quantclaims, figures and dates", "quantclaims", partial(_quantclaims, relate=False)),
        Contestant("memcpy", "limit", _copy),
        Contestant("Python re", "regular expressions", _re),
    ]
    missing: dict[str, str] = {}
    others: tuple[tuple[str, str, Callable[[], Callable[[str], Job]]], ...] = (
        ("RE2", "regular expressions", _re2),
        ("Hyperscan", "regular expressions", _hyperscan),
        ("text2num", "libraries", _text2num),
        ("price-parser", "libraries", _price_parser),
        ("quantulum3", "libraries", _quantulum3),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, group, load in others:
            try:
                found.append(Contestant(name, group, load()))
            except ImportError as error:
                missing[name] = f"not installed ({error})"
    return found, missing


def _quantclaims(text: str, relate: bool) -> Job:
    extractor = Extractor(relate=relate, threads=1)
    return lambda: extractor.extract(text)


def _copy(text: str) -> Job:
    source = np.frombuffer(text.encode(), dtype=np.uint8)
    return partial(np.copyto, np.empty_like(source), source)


def _re(text: str) -> Job:
    pattern = re.compile(alternation())
    return lambda: sum(1 for _ in pattern.finditer(text))


def _re2() -> Callable[[str], Job]:
    re2 = import_module("re2")
    options = re2.Options()
    options.max_mem = RE2_MEMORY
    options.encoding = re2.Options.Encoding.LATIN1
    pattern = re2.compile(alternation().encode(), options)

    def prepare(text: str) -> Job:
        data = text.encode()
        return lambda: sum(1 for _ in pattern.finditer(data))

    return prepare


def _hyperscan() -> Callable[[str], Job]:
    hyperscan = import_module("hyperscan")
    expressions = [pattern.encode() for pattern in patterns()]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = [hyperscan.HS_FLAG_SOM_LEFTMOST] * len(expressions)
    database.compile(expressions=expressions, ids=range(len(expressions)), elements=len(expressions), flags=flags)

    def prepare(text: str) -> Job:
        return partial(database.scan, text.encode(), match_event_handler=lambda *match: None)

    return prepare


def _each(read: Callable[[str], object]) -> Callable[[str], Job]:
    """A job that reads the text sentence by sentence."""

    def prepare(text: str) -> Job:
        parts = sentences(text)
        return lambda: [read(part) for part in parts]

    return prepare


def _text2num() -> Callable[[str], Job]:
    return _each(partial(import_module("text_to_num").alpha2digit, lang="en"))


def _price_parser() -> Callable[[str], Job]:
    return _each(import_module("price_parser").Price.fromstring)


def _quantulum3() -> Callable[[str], Job]:
    return _each(import_module("quantulum3.parser").parse)
