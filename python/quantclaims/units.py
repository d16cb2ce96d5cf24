"""The units that are known, and what each measures.

In: the units of the lexicon, as the core tells of them; a symbol or words for one. Out: rows of a catalogue; a unit as
a factor over base units. Words are read by the core; here only symbols are taken apart ("USD/MWh"). Amounts are in
convert.py.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from quantclaims import _core
from quantclaims.extract import extract

if TYPE_CHECKING:
    from fractions import Fraction

    from quantclaims.lexicon import Unit as OwnUnit

#: Short forms in compound symbols, as the core writes them (bbl/d, GBX/thm).
SHORT = {"d": "day", "yr": "year", "h": "hour", "min": "minute", "s": "second", "thm": "therm"}
#: A share and a difference of shares have one base in the lexicon, but are not the same thing.
POINTS = ("percentage point", "basis point")
#: Rows of a catalogue that are shown at its head and at its foot.
HEAD, FOOT = 20, 5


# ---- The catalogue


class Unit(NamedTuple):
    """A unit or a currency of the lexicon.

    Attributes
    ----------
    symbol, name : str
        ``bbl/d``, barrel per day.
    dimension : str
        volume, mass, price ...
    base : str or None
        Symbol of the base unit of its dimension; None where it has none.
    factor : float or None
        ``amount in the base unit = amount * factor + offset``.
    offset : float
        0 but for temperatures.
    aliases : tuple of str
        How texts write it.
    exactness : str
        ``exact``, or what the factor rests on.
    source : str
        Where the factor and the name come from.
    """

    symbol: str
    name: str
    dimension: str
    base: str | None
    factor: float | None
    offset: float
    aliases: tuple[str, ...]
    exactness: str
    source: str


class Units(tuple[Unit, ...]):
    """Units in a tuple that shows itself as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return plain_table(self)

    def _repr_html_(self) -> str:
        from html import escape

        lines = ["<table><thead><tr>", *(f"<th>{title}</th>" for title in HEADER), "</tr></thead><tbody>"]
        for unit in self:
            lines += ["<tr>", *(f"<td>{escape(cell)}</td>" for cell in _cells(unit)), "</tr>"]
        return "".join([*lines, "</tbody></table>"])


HEADER = ("symbol", "name", "dimension", "1 of it is", "exactness", "source", "aliases")


def _cells(unit: Unit) -> tuple[str, ...]:
    amount = "" if unit.factor is None else f"{unit.factor:.12g} {unit.base}"
    if unit.offset:
        amount = f"{unit.factor + unit.offset:.12g} {unit.base}" if unit.factor is not None else ""
    aliases = ", ".join(unit.aliases)
    return unit.symbol, unit.name, unit.dimension, amount, unit.exactness, unit.source, aliases


def plain_table(rows: Units, width: int | None = None, limit: int | None = HEAD + FOOT) -> str:
    """The catalogue for a terminal, its lines cut to the width.

    Parameters
    ----------
    rows : Units
    width : int, optional
        Of the lines; that of the terminal without it.
    limit : int, optional
        Show a head and a foot of a catalogue with more rows; None shows all.
    """
    import shutil

    width = shutil.get_terminal_size().columns if width is None else width
    cut = limit is not None and len(rows) > limit
    shown = [*rows[:HEAD], *rows[-FOOT:]] if cut else list(rows)
    # Exactness and source are for the ones who ask for the record.
    table = [tuple(cell for place, cell in enumerate(row) if place not in (4, 5)) for row in map(_cells, shown)]
    widths = [max(map(len, column), default=0) for column in zip(*table)]
    lines = ["  ".join(f"{cell:<{wide}}" for cell, wide in zip(row, widths)).rstrip() for row in table]
    if cut:
        lines.insert(HEAD, f"… {len(rows) - HEAD - FOOT} more")
    count = f"{len(rows)} unit{'s' * (len(rows) != 1)}"
    return "\n".join([count, *(line if len(line) <= width else line[: width - 1] + "…" for line in lines)])


@functools.cache
def _catalogue() -> tuple[tuple[Unit, Fraction, Fraction], ...]:
    """The units of the lexicon with their factor and offset, exact."""
    from fractions import Fraction

    rows = []
    for symbol, name, dimension, base, factor, offset, aliases, exactness, source in _core.units():
        exact, shift = Fraction(factor), Fraction(offset)
        spellings = tuple(aliases.split("|")) if aliases else ()
        number = None if base is None else float(exact)
        unit = Unit(symbol, name, dimension, base, number, float(shift), spellings, exactness, source)
        rows.append((unit, exact, shift))
    return tuple(rows)


def units(query: str | None = None) -> Units:
    """The units and currencies that are known.

    Parameters
    ----------
    query : str, optional
        A symbol, a name, a spelling, the beginning of one, or a dimension. Without it all units are given.

    Returns
    -------
    Units
        A tuple of `Unit`; what is called exactly as the query says comes first, then the units of a dimension of that
        name, then those with a word that begins so.

    Examples
    --------
    >>> import quantclaims as qc
    >>> qc.units("bcm")[0].name
    'billion cubic metres'
    >>> bbl = qc.units("barrels")[0]
    >>> bbl.symbol, bbl.base, bbl.factor
    ('bbl', 'm3', 0.158987294928)
    >>> [unit.symbol for unit in qc.units("temperature")]
    ['K', 'degC', 'degF']
    """
    return select([unit for unit, _, _ in _catalogue()], query)


def select(rows: Sequence[Unit], query: str | None) -> Units:
    """The rows that answer a query, the best first; all of them without one.

    Parameters
    ----------
    rows : sequence of Unit
    query : str or None
    """
    if query is None:
        return Units(rows)
    words = query.strip().casefold()
    ranked = sorted((_rank(unit, query.strip(), words), place) for place, unit in enumerate(rows))
    return Units(rows[place] for rank, place in ranked if rank < NO_MATCH)


def with_own(own: Iterable[OwnUnit]) -> list[Unit]:
    """The units of a lexicon of the caller's own, then those that are built in, with the aliases that it adds to them.

    Parameters
    ----------
    own : iterable of tuple
        As the core takes them.
    """
    known = {unit.symbol: unit for unit, _, _ in _catalogue()}
    made: dict[str, Unit] = {}
    for symbol, name, dimension, base, factor, offset, _, aliases in own:
        spellings = tuple(dict.fromkeys(text for text, _, _ in aliases))
        there = made.get(symbol, known.get(symbol))
        if there is not None:
            unit = there._replace(aliases=(*there.aliases, *spellings))
            (made if symbol in made else known)[symbol] = unit
            continue
        of = made.get(base or "", known.get(base or ""))
        if of is not None and of.base is not None and of.factor is not None:
            base, factor, offset = of.base, factor * of.factor, offset * of.factor + of.offset
        words = _core.DIMENSIONS[dimension] if dimension else "other" if of is None else of.dimension
        size = None if base is None else factor
        made[symbol] = Unit(symbol, name or symbol, words, base, size, offset, spellings, "as given", "own lexicon")
    return [*made.values(), *known.values()]


NO_MATCH = 4


def _rank(unit: Unit, query: str, words: str) -> int:
    """How well a unit answers a query; `words` is the query without case."""
    spellings = (unit.symbol, unit.name, *unit.aliases)
    if query in spellings:
        return 0
    folded = [spelling.casefold() for spelling in spellings]
    if words in folded:
        return 1
    if words == unit.dimension:
        return 2
    return 3 if words and any(f" {spelling}".find(f" {words}") >= 0 for spelling in folded) else NO_MATCH


def dicts(listed: Iterable[Unit]) -> list[dict[str, Any]]:
    """Units as dicts of plain values, for JSON Lines.

    Parameters
    ----------
    listed : iterable of Unit
    """
    return [{**unit._asdict(), "aliases": list(unit.aliases)} for unit in listed]


# ---- What a unit measures


class Measure(NamedTuple):
    """A unit by what it is made of: `factor` times the base of `over`, a numerator and a denominator, plus `offset`."""

    symbol: str
    name: str
    dimension: str
    over: tuple[str, str | None]
    factor: Fraction
    offset: Fraction
    base: str | None
    base_factor: Fraction
    base_offset: Fraction


@functools.cache
def _measures() -> dict[str, Measure]:
    """The measure of each unit of the catalogue."""
    from fractions import Fraction

    one, none = Fraction(1), Fraction(0)
    sizes = {unit.symbol: (unit.base, factor) for unit, factor, _ in _catalogue()}

    def measure(unit: Unit, factor: Fraction, offset: Fraction) -> Measure:
        if unit.base is None:
            return Measure(unit.symbol, unit.name, unit.dimension, (unit.symbol, None), one, none, None, one, none)
        top, slash, per = unit.base.partition("/")
        # Days are the base of lengths of time: 1 t/yr is 1/365.2425 t over a day.
        below, size = sizes[SHORT.get(per, per)] if slash else (None, one)
        over = ("percentage point" if unit.symbol in POINTS else top, below)
        return Measure(unit.symbol, unit.name, unit.dimension, over, factor / size, offset, unit.base, factor, offset)

    return {unit.symbol: measure(unit, factor, offset) for unit, factor, offset in _catalogue()}


@functools.cache
def _rates() -> dict[tuple[str, str | None], Measure]:
    """The base units that have a denominator, by what they are over."""
    return {one.over: one for one in _measures().values() if one.over[1] is not None and one.symbol == one.base}


def measure_of(symbol: str) -> Measure | None:
    """The measure of a canonical symbol, also of a compound one (USD/MWh); None where there is none.

    Parameters
    ----------
    symbol : str
    """
    known = _measures()
    if symbol in known:
        return known[symbol]
    top, slash, per = symbol.rpartition("/")
    above, below = known.get(top), known.get(SHORT.get(per, per))
    if not slash or above is None or below is None or above.over[1] or below.over[1] or above.offset or below.offset:
        return None
    over, factor = (above.over[0], below.over[0]), above.factor / below.factor
    name, none = f"{above.name} per {below.name}", above.offset
    if above.dimension == "money":
        return Measure(symbol, name, "price", over, factor, none, f"{above.base}/{per}", above.factor, none)
    rate = _rates().get(over)
    if rate is None:
        return Measure(symbol, name, "other", over, factor, none, None, factor, none)
    return Measure(symbol, name, rate.dimension, over, factor, none, rate.base, factor / rate.factor, none)


@functools.cache
def measure_named(text: str) -> Measure:
    """The measure that a text names: a symbol, or words as the core reads them behind a number.

    Parameters
    ----------
    text : str
        ``MMBtu``, ``barrels per day``, ``$/bbl``.

    Raises
    ------
    ValueError
        Where it names no unit.
    """
    found = measure_of(text.strip())
    if found is None:
        rows = [row for row in extract(f"1 {text.strip()}", relate=False) if row.kind not in ("date", "time", "count")]
        if len(rows) == 1 and rows[0].value == 1 and rows[0].end == len(text.strip()) + 2 and rows[0].unit is not None:
            found = measure_of(rows[0].unit)
    if found is None:
        raise ValueError(f"{text!r} is no unit; units(), or the command quantclaims units, lists those that are known")
    return found
