"""Each spelling of the lexicon reads back to its unit, with each style of number that may stand beside it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import quantclaims as qc

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "csrc"))

from tablegen import aliases
from tablegen.phrases import Phrases
from tablegen.signs import Signs
from tablegen.units import Unit, Units


@dataclass(frozen=True)
class Style:
    """A number as it is written, its value, and what decides where it may stand."""

    text: str
    value: float
    digits: bool = True  # written in digits to the end: letters that count only glued may follow
    spaced: bool = False  # plain blanks inside: what a letter before it makes a name, and a digit behind it prolongs
    amount: bool = True  # written as amounts are: a separator, a decimal, a scale
    range: bool = False


STYLES = (
    Style("33.7", 33.7),
    Style("1,250", 1250),
    Style("1,234.56", 1234.56),
    Style("1\N{NARROW NO-BREAK SPACE}250\N{NARROW NO-BREAK SPACE}000", 1_250_000),
    Style("1 250 000", 1_250_000, spaced=True),
    Style("400", 400, amount=False),
    Style("7½", 7.5, amount=False),
    Style("3–5", 3, amount=False, range=True),
    Style("five", 5, digits=False, amount=False),
    Style("forty thousand", 40_000, digits=False),
    Style("two and a half billion", 2.5e9, digits=False),
    Style("2.5 million", 2.5e6, digits=False),
    Style("12bn", 12e9, digits=False),
    Style("3 lakh", 300_000, digits=False),
    Style("1.2 thousand", 1200, digits=False),
)
# Words and letters that are money only in larger amounts: "won 5", "five mark".
LARGE = ("won", "mark")
# A quotation mark is inches only before a word such as "wide".
INCH = '"'

SHORT = {"day": "d", "year": "yr", "hour": "h", "minute": "min", "second": "s", "therm": "thm"}


@dataclass(frozen=True)
class Case:
    """A figure in its text, and how it has to be read."""

    figure: str
    unit: str
    value: float

    @property
    def text(self) -> str:
        return f"The figure was {self.figure} there."


def may_follow(style: Style, alias: aliases.Alias) -> bool:
    """May the alias stand behind the number?"""
    text = alias.text
    if "QC_UNIT_NEEDS_GLUE" in alias.flags and (not style.digits or style.spaced):
        return False
    if text in LARGE and (style.value < 100 or style.range):
        return False
    if text == INCH or (text[0].isdigit() and (style.spaced or style.range or style.text == "400")):
        return False
    return not (text.startswith(("twenty", "forty")) and style.text.startswith("forty"))


def may_precede(style: Style, alias: aliases.Alias, gap: str) -> bool:
    """May the currency stand before the number, with this gap?"""
    if style.text[0].isalpha():
        return False
    if "QC_UNIT_NEEDS_GLUE" in alias.flags and (gap or not style.amount):
        return False
    return not (style.spaced and not gap and (alias.text[-1].isalpha() or alias.text[-1] in "./"))


def behind(unit: Unit) -> Iterator[Case]:
    """The unit behind numbers."""
    for alias in aliases.expand(unit.behind):
        if "QC_UNIT_NAME_ONLY" in alias.flags or "denominator" in unit.traits:
            continue
        gap = "" if "QC_UNIT_NEEDS_GLUE" in alias.flags else " "
        for style in STYLES:
            if may_follow(style, alias):
                # So many megatons are more than the world makes: "2.5 million mt" are metric tons.
                tons = alias.text == "mt" and style.value >= 10_000
                yield Case(style.text + gap + alias.text, "t" if tons else unit.symbol, style.value)


def before(unit: Unit) -> Iterator[Case]:
    """The currency before numbers."""
    for alias in aliases.expand(unit.before):
        for style in STYLES:
            for gap in ("", " "):
                if may_precede(style, alias, gap):
                    yield Case(alias.text + gap + style.text, unit.symbol, style.value)


def below(unit: Unit) -> Iterator[Case]:
    """What a price is per, where that is said by words that say it nowhere else."""
    symbol = f"EUR/{SHORT.get(unit.symbol, unit.symbol)}"
    for alias in aliases.expand(unit.behind):
        if "QC_UNIT_NAME_ONLY" in alias.flags or "denominator" in unit.traits:
            for style in (STYLES[0], STYLES[11]):
                yield Case(f"€{style.text} per {alias.text}", symbol, style.value)


def cases() -> list[Case]:
    units = Units(Phrases(Signs())).units
    return [case for unit in units for kind in (behind, before, below) for case in kind(unit)]


def test_every_alias_reads_back_with_every_number() -> None:
    asked = cases()
    assert len(asked) > 50_000
    started = time.process_time()
    claims = qc.extract([case.text for case in asked], relate=False)
    assert time.process_time() - started < 10
    found: list[list[tuple[str, str, float]]] = [[] for _ in asked]
    docs, values = claims.arrays["doc"].tolist(), claims.arrays["value"].tolist()
    for doc, figure, unit, value in zip(docs, claims["text"], claims["unit"], values):
        found[doc].append((figure, unit, value))
    wrong = [
        f"{case.figure!r} is {case.value:g} {case.unit}, not {rows}"
        for case, rows in zip(asked, found)
        if rows != [(case.figure, case.unit, case.value)]
    ]
    assert not wrong, f"{len(wrong)} of {len(asked)}:\n" + "\n".join(wrong[:40])
