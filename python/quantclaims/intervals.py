"""What a written number leaves possible: the interval around it that rounding, hedges and bounds allow.

In: the columns of a `Claims`, and of the texts whether a number was written with a decimal point. Out: the least and
the greatest amount of each row, in its own unit, and what brings rows to one scale. On either side of a number lies
half its last written digit; the zeros that end an integer, and those of a hedged number, count as unwritten.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from quantclaims import _core

if TYPE_CHECKING:
    from quantclaims.table import Claims

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: No double has more decimal digits than this that all could be zeros of an integer below 2**63.
MOST_ZEROS = 18
#: The last separator inside a number, and the digits behind it.
SEPARATOR = re.compile(r"(?s:.*)\d([.,])(\d+)")


def compares(claims: Claims, *signs: str) -> Mask:
    """The rows whose comparison is one of `signs`."""
    return np.isin(claims.arrays["comparison"], [_core.COMPARISONS.index(sign) for sign in signs])


def _is_decimal(text: str, resolution: float) -> bool:
    """Whether a number is written with a decimal point: 2.10, and not 2,100, nor 2.100 for two thousand one hundred."""
    found = SEPARATOR.match(text)
    if found is None:
        return False
    return len(found[2]) != 3 or (found[1] == "." and resolution != 1)


def coarse_resolution(claims: Claims) -> Floats:
    """The size of the last digit of each row that counts.

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    ndarray of float64, shape (len(claims),)
        1e10 for 240 billion, 1e4 for 2.10 million, 10 for a hedged 40; 0 where the resolution is not known.
    """
    value, resolution = claims.arrays["value"], claims.arrays["resolution"]
    with np.errstate(divide="ignore", invalid="ignore"):
        digits = np.abs(np.round(value / resolution))
    ends = np.isfinite(digits) & (digits > 0)
    ends[ends] = np.mod(digits[ends], 10) == 0
    # 240 billion has the resolution of its scale word, and so has 2.0 million that of ten lakh: the text decides.
    sure = np.flatnonzero(ends & ~compares(claims, "~"))
    chosen = np.zeros(len(claims), dtype=bool)
    chosen[sure] = True
    texts = claims.filter(chosen)["text"].tolist()
    ends[sure] = [not _is_decimal(*number) for number in zip(texts, resolution[sure].tolist())]
    coarse = np.where(np.isfinite(resolution), resolution, 0.0)
    for _ in range(MOST_ZEROS):
        if not ends.any():
            break
        coarse[ends] *= 10
        digits[ends] /= 10
        ends &= np.mod(digits, 10) == 0
    return coarse


def intervals(claims: Claims) -> tuple[Floats, Floats]:
    """The least and the greatest amount that each row leaves possible.

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    low, high : ndarray of float64, shape (len(claims),)
        In the unit of the row; infinite on the open side of "more than" and "at most"; NaN for dates and times.

    Examples
    --------
    >>> import quantclaims as qc
    >>> low, high = qc.intervals(qc.extract("Exports reached 33.7 bcm and cost more than $20 billion."))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([33.65, 20000000000.0], [33.75, inf])
    """
    value, top = claims.arrays["value"], claims.arrays["high"]
    half = coarse_resolution(claims) / 2
    more, less = compares(claims, ">", ">="), compares(claims, "<", "<=")
    top = np.where(np.isnan(top), value, top)
    low = np.where(less, -np.inf, np.where(more, value, value - half))
    high = np.where(more, np.inf, np.where(less, top, top + half))
    return np.where(np.isnan(value), np.nan, low), np.where(np.isnan(value), np.nan, high)


def common_scale(claims: Claims) -> tuple[NDArray[np.intp], Floats, Floats]:
    """What makes amounts of different units comparable: ``value * factor + offset`` in a scale that rows share.

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    scale : ndarray of intp, shape (len(claims),)
        Equal for rows whose amounts can be compared: barrels and cubic metres, USc/kWh and USD/MWh, but not percent and
        percentage points, nor two currencies.
    factor, offset : ndarray of float64, shape (len(claims),)
        The offset of temperatures is that of levels; a change by a degree has none.
    """
    names, factors, offsets, rows = scales(claims)
    codes: dict[object, int] = {}
    table = np.array([codes.setdefault(name, len(codes)) for name in names], dtype=np.intp)
    offset = offsets[rows]
    offset[claims.arrays["role"] == _core.ROLES.index("change")] = 0
    return table[rows], factors[rows], offset


def scales(claims: Claims) -> tuple[list[object], Floats, Floats, NDArray[np.intp]]:
    """The scales that occur, by what they measure, with factors and offsets, and for each row the place of its own."""
    from quantclaims.units import measure_of

    arrays = claims.arrays
    symbols = (*claims.categories["unit"], None)
    pairs = (arrays["unit"] + 1) * np.int64(len(symbols)) + arrays["base_unit"] + 1
    distinct, rows = np.unique(pairs, return_inverse=True)
    names: list[object] = []
    sizes = np.empty((2, len(distinct)))
    for place, pair in enumerate(distinct.tolist()):
        unit, base = pair // len(symbols) - 1, pair % len(symbols) - 1
        # The nouns of counts have no base, and may look like symbols.
        found = None if base < 0 or symbols[unit] is None else measure_of(str(symbols[unit]))
        names.append(symbols[unit] if found is None else found.over)
        sizes[:, place] = (1.0, 0.0) if found is None else (float(found.factor), float(found.offset))
    return names, sizes[0], sizes[1], rows.reshape(-1)
