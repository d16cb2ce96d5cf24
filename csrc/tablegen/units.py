"""The table of units: rows of units.tsv, then of currencies.tsv with their minor units; a unit's code is its index.

Out: qc_units, qc_unit_total, qc_unit_notes (what a person is told of each), and their aliases in the trie of phrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tablegen import aliases, emit, notation
from tablegen.phrases import Phrases, add_alias
from tablegen.source import LEXICON, Row, read_rows

# Tables of the trie: what follows a number, what follows only "per", what stands before a number, canonical symbols.
BEHIND, DENOMINATOR, BEFORE, SYMBOL = "u", "d", "c", "s"

# Units that rules ask for by name: QC_UNIT_CODE_... are their codes.
NAMED = ("percent", "percentage point", "point", "times", "year", "lb", "t", "Mt", "USD", "USc", "GBP", "INR")

TRAITS = {
    "ambiguous": "QC_UNIT_AMBIGUOUS",
    "percent": "QC_UNIT_PERCENT",
    "rate": "QC_UNIT_RATE",
    "denominator": "QC_UNIT_NAME_ONLY",
    "currency": "QC_UNIT_CURRENCY",
    "minor": "QC_UNIT_MINOR",
    "time": "QC_UNIT_TIME",
    "behind": "",
}


# The source of a currency's code, name and minor unit, unless its row names another.
CURRENCIES = "ISO 4217"

NOTES = """
/* What a person is told of a unit, by its code: factor and offset as exact fractions, aliases parted by |. */
typedef struct qc_unit_note {
    const char *factor, *offset, *aliases, *exactness, *source;
} qc_unit_note;
extern const qc_unit_note qc_unit_notes[];
"""


@dataclass
class Unit:
    """A unit before it becomes a row of qc_units; aliases in the notation of aliases.py."""

    row: Row
    symbol: str
    name: str
    dimension: str
    base: str
    factor: Fraction
    offset: Fraction
    traits: list[str]
    behind: str
    before: str = ""


class Units:
    """All units, and their aliases in a trie of phrases."""

    def __init__(self, phrases: Phrases) -> None:
        header = (LEXICON.parent.parent / "include" / "quantclaims.h").read_text(encoding="utf-8")
        listing = header[header.index("define QC_DIMENSIONS") : header.index("define QC_COMPARISONS")]
        self._dimensions = {word: code for code, word in re.findall(r'X\((\w+), "(\w+)"\)', listing)}
        self.units = list(read_units()) + [unit for row in read_rows("currencies.tsv") for unit in moneys(row)]
        self.codes: dict[str, int] = {}
        for code, unit in enumerate(self.units):
            self._add(code, unit, phrases)
        for unit in self.units:
            if unit.base and unit.base not in self.codes:
                raise unit.row.fault(f"no such base unit: {unit.base}")

    def _add(self, code: int, unit: Unit, phrases: Phrases) -> None:
        if unit.symbol in self.codes:
            raise unit.row.clash(self.units[self.codes[unit.symbol]].row, f"two units {unit.symbol}")
        if unit.dimension not in self._dimensions:
            raise unit.row.fault(f"no such dimension: {unit.dimension}")
        self.codes[unit.symbol] = code
        phrases.add(SYMBOL, [unit.symbol], False, (code, (), unit.row))
        for alias in aliases.expand(unit.behind):
            lone = "QC_UNIT_NAME_ONLY" in alias.flags or "denominator" in unit.traits
            add_alias(phrases, DENOMINATOR if lone else BEHIND, alias, code, unit.row)
        for alias in aliases.expand(unit.before):
            add_alias(phrases, BEFORE, alias, code, unit.row)

    def declarations(self) -> str:
        """The part of tables.h; lexicon_tables.h declares the other shapes."""
        codes = (f"    QC_UNIT_CODE_{name.upper().replace(' ', '_')} = {self.codes[name]}," for name in NAMED)
        return NOTES + "\n/* The codes of some units. */\nenum {\n" + "\n".join(codes) + "\n};\n"

    def definitions(self) -> str:
        """The part of tables.c."""
        return "\n".join(
            [
                "const qc_unit_note qc_unit_notes[] = {\n    " + ",\n    ".join(map(note, self.units)) + "};\n",
                "const qc_unit qc_units[] = {\n    " + ",\n    ".join(map(self._initializer, self.units)) + "};\n",
                f"const int32_t qc_unit_total = {len(self.units)};\n",
            ]
        )

    def _initializer(self, unit: Unit) -> str:
        times = [trait.removeprefix("time:") for trait in unit.traits if trait.startswith("time:")]
        try:
            traits = [TRAITS[trait.partition(":")[0]] for trait in unit.traits]
        except KeyError as error:
            raise unit.row.fault(f"no such trait: {error}") from None
        members = [
            f".symbol = {emit.quote(unit.symbol)}",
            f".name = {emit.quote(unit.name)}",
            f".factor = {float(unit.factor)!r}",
            f".offset = {float(unit.offset)!r}",
            f".power = {power_of_ten(unit.factor)}",
            f".base = {self.codes[unit.base] if unit.base else -1}",
            f".dimension = QC_DIMENSION_{self._dimensions[unit.dimension]}",
            f".traits = {' | '.join(filter(None, traits)) or '0'}",
        ]
        return "{" + ", ".join(members + [f".time_unit = QC_TIME_{name}" for name in times]) + "}"


def power_of_ten(factor: Fraction) -> int:
    """The power of ten that a factor is, else 0."""
    whole = max(factor.numerator, factor.denominator)
    power = len(str(whole)) - 1
    if min(factor.numerator, factor.denominator) != 1 or whole != 10**power:
        return 0
    return power if factor.denominator == 1 else -power


def note(unit: Unit) -> str:
    """The row of qc_unit_notes."""
    row = unit.row
    spellings = dict.fromkeys(alias.text for cell in (unit.before, unit.behind) for alias in aliases.expand(cell))
    exactness, origin = row["exactness"] if "exactness" in row.cells else "exact", row["source"] or CURRENCIES
    cells = (str(unit.factor), str(unit.offset), "|".join(spellings), exactness, origin)
    return "{" + ", ".join(map(emit.quote, cells)) + "}"


def read_units() -> Iterator[Unit]:
    """The rows of units.tsv."""
    for row in read_rows("units.tsv"):
        if bool(row["base"]) != bool(row["factor"]):
            raise row.fault("a base needs a factor, and a factor a base")
        traits = [trait for trait in row["traits"].split(",") if trait]
        yield Unit(
            row,
            row["symbol"],
            row["name"],
            row["dimension"],
            row["base"],
            exact(row, "factor"),
            exact(row, "offset"),
            traits,
            row["aliases"],
        )


def moneys(row: Row) -> Iterator[Unit]:
    """A currency and, where it has one, its minor unit."""
    code = row["code"]
    traits = [trait for trait in row["traits"].split(",") if trait]
    before = row["before"] if "behind" in traits else f"{code}|{row['before']}"
    behind = f"{code}|{row['behind']}"
    one, zero = Fraction(1), Fraction(0)
    yield Unit(row, code, row["name"], "money", code, one, zero, ["currency", *traits], behind, before)
    if row["minor"]:
        part = Fraction(1, 10 ** row.number("digits"))
        traits = ["currency", "minor"]
        yield Unit(row, row["minor"], row["minor_name"], "money", code, part, zero, traits, row["minor_behind"])


def exact(row: Row, name: str) -> Fraction:
    """A cell that is a product or quotient of decimals."""
    try:
        return notation.exact(row[name])
    except ValueError as error:
        raise row.fault(f"column {name}: {error}") from None
