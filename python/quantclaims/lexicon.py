"""A lexicon of the caller's own: rows of a table of units, as the core takes them.

In: a file of tab-separated values, or rows as mappings. Out: tuples for the core, and the rows with their places. Which
aliases clash is found by the core.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quantclaims import _core, notation

#: A spelling, its traits, whether it stands before the number.
Alias = tuple[str, int, bool]
#: Symbol, name, code of the dimension, base, factor, offset, traits, aliases.
Unit = tuple[str, str | None, int, str | None, float, float, int, tuple[Alias, ...]]

COLUMNS = (
    "symbol", "name", "dimension", "base", "factor", "offset", "exactness", "aliases", "before", "source", "traits",
)  # fmt: skip
TRAITS = ("ambiguous", "currency", "minor", "rate", "percent", "denominator", "override")


@dataclass(frozen=True)
class Row:
    """A row with the place where it stands; a column that is missing is empty."""

    place: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __str__(self) -> str:
        return f"{self.place}: {' | '.join(cell for cell in self.cells.values() if cell)}"

    def fault(self, message: str) -> ValueError:
        """An error that says where the row stands."""
        return ValueError(f"{self.place}: {message}\n  {self}")


def read_lexicon(
    lexicon: str | os.PathLike[str] | Iterable[Mapping[str, object]],
) -> tuple[tuple[Unit, ...], tuple[Row, ...]]:
    """The units of a lexicon as the core takes them, and the row of each.

    Raises
    ------
    OSError
        For a file that cannot be opened.
    ValueError
        For a column that is not known, or a cell that cannot be read, with the place.
    """
    file = isinstance(lexicon, (str, os.PathLike))
    rows = list(_read_file(lexicon) if file else _read_mappings(lexicon))  # type: ignore[arg-type]
    known = {unit[0] for unit in _core.units()}
    units = []
    for row in rows:
        units.append(_unit(row, row["symbol"] in known))
        known.add(row["symbol"])
    return tuple(units), tuple(rows)


def _read_file(path: str | os.PathLike[str]) -> Iterator[Row]:
    """The rows of a file: a head line, then one a line; empty lines and those that begin with # are left out."""
    name = os.fspath(path)
    with open(path, encoding="utf-8-sig", newline="") as file:
        try:
            lines = file.read().replace("\r\n", "\n").split("\n")
        except UnicodeDecodeError as error:
            raise ValueError(f"{name}: not UTF-8 at byte {error.start}") from None
    head: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        place, cells = f"{name}:{number}", [cell.strip() for cell in line.split("\t")]
        if not head:
            _check_columns(place, cells)
            head = cells
        elif len(cells) > len(head):
            raise ValueError(f"{place}: {len(cells)} cells, the head line has {len(head)}\n  {place}: {line}")
        else:
            yield Row(place, dict(zip(head, cells)))


def _read_mappings(rows: Iterable[Mapping[str, object]]) -> Iterator[Row]:
    """The rows that are mappings."""
    for number, row in enumerate(rows):
        place = f"lexicon[{number}]"
        if not isinstance(row, Mapping):
            raise TypeError(f"{place} is a mapping of columns to cells, not {type(row).__name__}")
        _check_columns(place, list(row))
        yield Row(place, {column: "" if cell is None else str(cell).strip() for column, cell in row.items()})


def _check_columns(place: str, columns: list[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise ValueError(f"{place}: there is no column {column!r}; there are {', '.join(COLUMNS)}")
    if "symbol" not in columns or len(set(columns)) < len(columns):
        raise ValueError(f"{place}: the column symbol is wanted, and each column once")


def _unit(row: Row, known: bool) -> Unit:
    """A row as the core takes it; `known` says whether there is a unit with its symbol."""
    if not row["symbol"]:
        raise row.fault("a unit needs a symbol")
    traits = _traits(row)
    money = row["dimension"] == "money"
    if row["dimension"] and row["dimension"] not in _core.DIMENSIONS[1:]:
        raise row.fault(f"there is no dimension {row['dimension']!r}; there are {', '.join(_core.DIMENSIONS[1:])}")
    base, factor, offset = row["base"], _number(row, "factor"), _number(row, "offset")
    if money:
        traits |= _core.TRAITS["currency"]
        base, factor = base or row["symbol"], factor if base else 1.0
    if bool(base) != bool(factor) and not (money and row["base"] == ""):
        raise row.fault("a base needs a factor, and a factor a base")
    dimension = _core.DIMENSIONS.index(row["dimension"]) if row["dimension"] else 0
    name = row["name"] or None
    return row["symbol"], name, dimension, base or None, factor, offset, traits, _aliases(row, money, known)


def _traits(row: Row) -> int:
    """The traits as the bits of the core."""
    bits = 0
    for trait in filter(None, map(str.strip, row["traits"].split(","))):
        if trait not in TRAITS:
            raise row.fault(f"there is no trait {trait!r}; there are {', '.join(TRAITS)}")
        bits |= _core.TRAITS[trait]
    return bits


def _number(row: Row, column: str) -> float:
    """A product or quotient of decimals, 0 where the cell is empty."""
    try:
        return float(notation.exact(row[column]))
    except ValueError as error:
        raise row.fault(f"column {column}: {error}") from None


def _aliases(row: Row, money: bool, known: bool) -> tuple[Alias, ...]:
    """The spellings behind and before a number; the symbol is one of a currency, and of a unit that has no other."""
    behind, before = row["aliases"], row["before"]
    if not known and money:
        behind, before = f"{row['symbol']}|{behind}", f"{row['symbol']}|{before}"
    elif not known and not behind:
        behind = row["symbol"]
    try:
        found = [_alias(alias, False) for alias in notation.expand(behind)]
        found += [_alias(alias, True) for alias in notation.expand(before)]
    except ValueError as error:
        raise row.fault(str(error)) from None
    if not found:
        raise row.fault("a row for a unit that is known needs aliases")
    return tuple(found)


def _alias(alias: notation.Alias, before: bool) -> Alias:
    return alias.text, sum(_core.TRAITS[mark] for mark in alias.marks), before
