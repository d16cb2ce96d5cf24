"""Amounts in other units.

In: an amount as text or as numbers, or the rows of a `Claims`; the unit that is wanted. Out: the amount in it. Texts
are read by the core, what a unit measures is units.py. Money is never converted into other money, and what a barrel of
oil equivalent or a cubic metre of gas holds is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, overload

import numpy as np

from quantclaims import _core
from quantclaims.extract import extract
from quantclaims.units import Measure, measure_named, measure_of

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import ArrayLike, NDArray

    from quantclaims.table import Claims

Equivalents = Mapping[str, str]
Line = tuple["Fraction", "Fraction"]


def _line(source: Measure, target: Measure, equivalents: Equivalents | None) -> Line:
    """The a and b of ``target amount = a * source amount + b``."""
    if source.over == target.over:
        return source.factor / target.factor, (source.offset - target.offset) / target.factor
    for left, right in (equivalents or {}).items():
        factor = _equivalence(source, target, left, right)
        if factor is not None:
            return factor, source.offset * 0
    raise ValueError(_refusal(source, target))


def _equivalence(source: Measure, target: Measure, left: str, right: str) -> Fraction | None:
    """What one of `source` holds of `target` where one `left` is `right`; None where these two say nothing of it."""
    from fractions import Fraction

    one, other = measure_named(left), parse_quantity(right)
    two = measure_of(other.unit or "")
    if two is None or other.high is not None or not other.value or one.offset or two.offset:
        raise ValueError(f"{right!r} is no amount that one {left!r} could be equivalent to")
    if "money" in (one.dimension, two.dimension):
        raise ValueError(f"cannot take {left!r} for {right!r}: exchange rates and prices are no equivalents")
    size = Fraction(repr(other.value)) * two.factor / one.factor
    if (source.over, target.over) == (one.over, two.over):
        return source.factor * size / target.factor
    if (source.over, target.over) == (two.over, one.over):
        return source.factor / size / target.factor
    return None


def _is_money(measure: Measure) -> bool:
    return measure.dimension in ("money", "price")


def _refusal(source: Measure, target: Measure) -> str:
    """Why one cannot be converted to the other."""
    if source.dimension != target.dimension:
        what = f"{source.dimension} ({source.symbol}) to {target.dimension} ({target.symbol})"
        return f"cannot convert {what}: different dimensions"
    what = f"cannot convert {source.symbol} to {target.symbol}"
    if _is_money(source) and source.over[0] != target.over[0]:
        return f"{what}: exchange rates are never guessed"
    if source.over[1] != target.over[1]:
        sides = [measure_of(over[1] or "") for over in (source.over, target.over)]
        below = " and ".join("none" if side is None else side.dimension for side in sides)
        return f"{what}: different dimensions below the line ({below})"
    if source.dimension == "ratio":
        return f"{what}: a share, a difference of shares and a multiple are different things"
    return f"{what}: how {source.over[0]} and {target.over[0]} compare is for `equivalents` to say"


def _apply(amounts: ArrayLike, line: Line) -> NDArray[np.float64]:
    """The amounts on a line, each rounded once: 33.7 bcm are 33700000000 m3, and 37 °C are 98.6 °F."""
    from fractions import Fraction

    factor, offset = line
    distinct, places = np.unique(np.asarray(amounts, dtype=np.float64), return_inverse=True)
    converted = distinct * float(factor)
    for place in np.flatnonzero(np.isfinite(converted)).tolist():
        converted[place] = float(Fraction(repr(float(distinct[place]))) * factor + offset)
    return converted[places]


@overload
def convert(amount: str, to: str, /, *, equivalents: Equivalents | None = None) -> float: ...
@overload
def convert(amount: float, unit: str, to: str, /, *, equivalents: Equivalents | None = None) -> float: ...
@overload
def convert(
    amount: ArrayLike, unit: str, to: str, /, *, equivalents: Equivalents | None = None
) -> float | NDArray[np.float64]: ...
def convert(
    amount: ArrayLike, unit: str, to: str | None = None, /, *, equivalents: Equivalents | None = None
) -> float | NDArray[np.float64]:
    """An amount in another unit: ``convert("33.7 bcm", "Bcf")`` or ``convert(33.7, "bcm", "Bcf")``.

    Parameters
    ----------
    amount : str, float or array_like of float
        A text with one quantity in it; or numbers, whose unit follows.
    unit : str
        The unit of the numbers; left out behind a text.
    to : str
        The unit that is wanted: a symbol (``USD/MWh``) or as texts write it (``barrels per day``).
    equivalents : mapping of str to str, optional
        What the caller takes for equal across dimensions or conventions: ``{"boe": "5.8 MMBtu", "m3": "36 MJ"}``.
        Without it no boe, tce, LNG or volume of gas becomes energy.

    Returns
    -------
    float or ndarray of float64
        In the shape of `amount`.

    Raises
    ------
    ValueError
        Across dimensions and between currencies; for a text without a quantity, with several, or with a range; for a
        unit that is not known.

    Examples
    --------
    >>> import quantclaims as qc
    >>> round(qc.convert("33.7 billion cubic metres", "Bcf"), 1)
    1190.1
    >>> qc.convert(37, "degC", "degF"), qc.convert("7.1 US cents per kWh", "USD/MWh")
    (98.6, 71.0)
    >>> qc.convert([1, 2.5], "mb/d", "barrels per day")
    array([1000000., 2500000.])
    >>> qc.convert("33.7 bcm", "MMBtu")
    Traceback (most recent call last):
    ValueError: cannot convert volume (bcm) to energy (MMBtu): different dimensions
    >>> qc.convert("2 boe", "MMBtu", equivalents={"boe": "5.8 MMBtu"})
    11.6
    """
    if isinstance(amount, str):
        if to is not None:
            raise TypeError("a text brings its own unit: convert(text, to)")
        quantity = parse_quantity(amount)
        if quantity.high is not None:
            raise ValueError(f"{amount!r} is a range: parse_quantity(...).convert(...) converts both of its ends")
        return quantity.convert(unit, equivalents=equivalents).value
    if to is None:
        raise TypeError("numbers need the unit that they are in: convert(numbers, unit, to)")
    line = _line(measure_named(unit), measure_named(to), equivalents)
    converted = _apply(np.asarray(amount, dtype=np.float64), line)
    return float(converted) if converted.ndim == 0 else converted


class Quantity(NamedTuple):
    """One amount, as `parse_quantity` reads it.

    Attributes
    ----------
    value, high : float, float or None
        The amount with its scale word folded in, and the upper end of a range.
    unit : str or None
        Canonical symbol; of a count its noun.
    dimension : str
        volume, mass, price ...
    comparison : str
        One of = ~ < <= > >=.
    base_value, base_unit : float or None, str or None
        The amount in the base unit of its dimension.
    """

    value: float
    high: float | None
    unit: str | None
    dimension: str
    comparison: str
    base_value: float | None
    base_unit: str | None

    def __str__(self) -> str:
        ends = [f"{end:,.10g}" for end in (self.value, self.high) if end is not None]
        sign = "" if self.comparison == "=" else self.comparison
        return f"{sign}{'–'.join(ends)} {self.unit or ''}".rstrip()

    def convert(self, to: str, *, equivalents: Equivalents | None = None) -> Quantity:
        """The same amount in another unit, refused as `quantclaims.convert` does.

        Parameters
        ----------
        to : str
            The unit that is wanted.
        equivalents : mapping of str to str, optional
            As in `quantclaims.convert`.

        Examples
        --------
        >>> import quantclaims as qc
        >>> parsed = qc.parse_quantity("up to 10-12 million bpd").convert("mb/d")
        >>> parsed.value, parsed.high, parsed.unit, parsed.comparison
        (10.0, 12.0, 'mb/d', '<=')
        """
        source, target = measure_of(self.unit or ""), measure_named(to)
        if source is None or self.dimension == "count":
            where = f"to {target.dimension} ({target.symbol})"
            if self.unit is None:
                raise ValueError(f"cannot convert {self} {where}: it has no unit")
            raise ValueError(f"cannot convert {self.dimension} ({self.unit}) {where}: different dimensions")
        line = _line(source, target, equivalents)
        value = float(_apply(self.value, line))
        high = None if self.high is None else float(_apply(self.high, line))
        base_value, base_unit = self.base_value, self.base_unit
        if base_unit != target.base:
            base_unit = target.base
            factor = (target.base_factor, target.base_offset)
            base_value = None if base_unit is None else float(_apply(value, factor))
        return self._replace(
            value=value,
            high=high,
            unit=target.symbol,
            dimension=target.dimension,
            base_value=base_value,
            base_unit=base_unit,
        )


def parse_quantity(text: str) -> Quantity:
    """The one quantity in a short text, such as a cell of a table.

    Parameters
    ----------
    text : str
        ``33.7 bcm``, ``about $3-5 billion``, ``2.14 million barrels per day``.

    Returns
    -------
    Quantity

    Raises
    ------
    ValueError
        Where there is none, or more than one.

    Examples
    --------
    >>> import quantclaims as qc
    >>> parsed = qc.parse_quantity("about 33.7 bcm")
    >>> parsed.value, parsed.unit, parsed.dimension, parsed.comparison
    (33.7, 'bcm', 'volume', '~')
    >>> parsed.base_value, parsed.base_unit
    (33700000000.0, 'm3')
    """
    rows = [row for row in extract(text, relate=False) if row.kind not in ("date", "time")]
    if len(rows) != 1:
        found = ", ".join(repr(row.text) for row in rows) or "a number with its unit"
        what = f"there are {len(rows)} quantities" if rows else "there is no quantity"
        raise ValueError(f"{what} in {text!r}: one is wanted ({found})")
    row = rows[0]
    assert row.value is not None
    return Quantity(row.value, row.high, row.unit, row.dimension, row.comparison, row.base_value, row.base_unit)


# ---- Tables of claims


def convert_claims(claims: Claims, to: str, equivalents: Equivalents | None) -> Claims:
    """`Claims.convert`.

    Parameters
    ----------
    claims : Claims
    to : str
    equivalents : mapping of str to str or None
    """
    target = measure_named(to)
    lines, refusals = _lines(claims, target, equivalents)
    if not lines and refusals:
        raise ValueError(refusals[0])
    return _rewritten(claims, target, lines)


def _lines(claims: Claims, target: Measure, equivalents: Equivalents | None) -> tuple[dict[int, Line], list[str]]:
    """The conversion of each code of a unit that has one; and why others have none, in the order of their rows."""
    codes = claims.arrays["unit"][_measured(claims)]
    strings = claims.categories["unit"]
    lines, refusals = {}, []
    for code in dict.fromkeys(codes.tolist()):
        source = measure_of(strings[code])
        if source is None:
            continue
        try:
            lines[code] = _line(source, target, equivalents)
        except ValueError as refusal:
            refusals.append(str(refusal))
    return lines, refusals


def _measured(claims: Claims) -> NDArray[np.bool_]:
    """The rows with a unit that measures: no counts of things, no ages, no dates."""
    arrays = claims.arrays
    others = [_core.DIMENSIONS.index(dimension) for dimension in ("none", "count", "age", "calendar")]
    measured: NDArray[np.bool_] = ~np.isin(arrays["dimension"], others) & ~np.isnan(arrays["value"])
    return measured & (arrays["unit"] >= 0)


def _code(strings: list[str], names: list[str], symbol: str, name: str) -> int:
    """The code of a unit in the tables, where it is added if it is new."""
    if symbol not in strings:
        strings.append(symbol)
        names.append(name)
    return strings.index(symbol)


def _rewritten(claims: Claims, target: Measure, lines: Mapping[int, Line]) -> Claims:
    """The claims with the rows of the codes in `lines` converted."""
    from fractions import Fraction

    arrays = {name: column.copy() for name, column in claims.arrays.items()}
    strings, names = list(claims.categories["unit"]), list(claims.categories["unit_name"])
    unit = _code(strings, names, target.symbol, target.name)
    base = -1 if target.base is None else _code(strings, names, target.base, target.base)
    measured = _measured(claims)
    for code, line in lines.items():
        rows = measured & (claims.arrays["unit"] == code)
        for name in ("value", "high"):
            arrays[name][rows] = _apply(arrays[name][rows], line)
        arrays["resolution"][rows] = _apply(arrays["resolution"][rows], (abs(line[0]), Fraction(0)))
        # What stays in its base keeps its amount there, to the last bit.
        moved = rows & (arrays["base_unit"] != base)
        arrays["base_value"][moved] = _apply(arrays["value"][moved], (target.base_factor, target.base_offset))
        arrays["base_unit"][rows] = base
        arrays["unit"][rows] = unit
        arrays["dimension"][rows] = _core.DIMENSIONS.index(target.dimension)
    return claims._with(arrays, {"unit": tuple(strings), "unit_name": tuple(names)})
