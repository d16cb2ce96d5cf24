"""What a written number leaves possible: the interval around it that rounding, hedges and bounds allow.

In: the columns of a `Claims`. Out: two columns, the least and the greatest amount. On either side of a number lies half
its last written digit; the zeros that end an integer, and those of a hedged number, count as unwritten.
"""

from __future__ import annotations

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


def compares(claims: Claims, *signs: str) -> Mask:
    """The rows whose comparison is one of `signs`."""
    return np.isin(claims.arrays["comparison"], [_core.COMPARISONS.index(sign) for sign in signs])


def coarse_resolution(value: Floats, resolution: Floats, about: Mask) -> Floats:
    """The size of the last digit that counts.

    Parameters
    ----------
    value, resolution : ndarray of float64, shape (n,)
        As in the columns: 240 billion is 2.4e11 with 1e9.
    about : ndarray of bool, shape (n,)
        Where the number is hedged by about, nearly and their kin.

    Returns
    -------
    ndarray of float64, shape (n,)
        1e10 for 240 billion, 1e4 for 2.14 million, 10 for a hedged 40; 0 where the resolution is not known.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        thousands = np.log10(resolution) / 3
        digits = np.abs(np.round(value / resolution))
    # 240 billion has the resolution of a scale word, so its digits are an integer; that of 2.10 million is 1e4, so its
    # zero was written.
    integer = (resolution >= 1) & np.isclose(thousands, np.round(thousands))
    strip = (integer | about) & np.isfinite(digits) & (digits > 0)
    coarse = np.where(np.isfinite(resolution), resolution, 0.0)
    for _ in range(MOST_ZEROS):
        strip &= np.mod(digits, 10) == 0
        coarse[strip] *= 10
        digits[strip] /= 10
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
    half = coarse_resolution(value, claims.arrays["resolution"], compares(claims, "~")) / 2
    more, less = compares(claims, ">", ">="), compares(claims, "<", "<=")
    top = np.where(np.isnan(top), value, top)
    low = np.where(less, -np.inf, np.where(more, value, value - half))
    high = np.where(more, np.inf, np.where(less, top, top + half))
    return np.where(np.isnan(value), np.nan, low), np.where(np.isnan(value), np.nan, high)
