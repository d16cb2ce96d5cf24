"""The algebra of change: what a level was before, and whether the figures of one claim agree.

In: the columns of a `Claims`. Out: NumPy record arrays whose rows name rows of it. It is arithmetic on columns; the
texts are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quantclaims import _core
from quantclaims.intervals import Floats, intervals

if TYPE_CHECKING:
    from quantclaims.table import Claims

Rows = NDArray[np.intp]
Records = np.recarray[Any, Any]

BASELINE = [("change", np.intp), ("level", np.intp), ("base", float), ("low", float), ("high", float), ("unit", object)]
CHECK = [
    ("change", np.intp),
    ("level", np.intp),
    ("previous", np.intp),
    ("stated", float),
    ("implied", float),
    ("low", float),
    ("high", float),
    ("agrees", bool),
]


def _linked(claims: Claims, role: str) -> Rows:
    """The rows of a role that point at a level."""
    arrays = claims.arrays
    return np.flatnonzero((arrays["role"] == _core.ROLES.index(role)) & (arrays["link"] >= 0))


def _changes(claims: Claims) -> tuple[Rows, Rows]:
    """The changes in percent that have a sense, and the levels they led to.

    A percentage that leads to a percentage may mean points, and one of nothing leads nowhere: they are left out.
    """
    arrays, percent = claims.arrays, claims["unit"] == "percent"
    rows = _linked(claims, "change")
    rows = rows[percent[rows] & (arrays["direction"][rows] != 0)]
    levels = arrays["link"][rows].astype(np.intp)
    sure = ~percent[levels] & (arrays["value"][levels] > 0)
    return rows[sure], levels[sure]


def _factors(claims: Claims, rows: Rows, amounts: Floats) -> Floats:
    """1 ± amount/100, by the sense of each row."""
    factors: Floats = 1 + claims.arrays["direction"][rows] * amounts / 100
    return factors


def _records(kind: list[tuple[str, Any]], columns: dict[str, NDArray[Any]]) -> Records:
    """A record array from its columns."""
    records = np.empty(len(next(iter(columns.values()))), dtype=kind)
    for name, column in columns.items():
        records[name] = column
    return records.view(np.recarray)


def baselines(claims: Claims) -> Records:
    """The level before each change in percent: base = level / (1 ± change).

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    recarray
        ``change`` and ``level``, rows of `claims`; ``base``, and ``low`` and ``high``, the interval that the rounding
        of both figures allows, in ``unit``, the unit of the level. A fall of 100 percent and more has no
        base: infinite.

    Examples
    --------
    >>> import quantclaims as qc
    >>> base = qc.extract("Gas imports rose 40.0% to 33.7 bcm in 2023.").baselines()
    >>> [base[name].round(2).tolist() for name in ("base", "low", "high")], base.unit.tolist()
    ([[24.07], [24.03], [24.12]], ['bcm'])
    """
    rows, levels = _changes(claims)
    low, high = intervals(claims)
    factors = np.stack([_factors(claims, rows, low[rows]), _factors(claims, rows, high[rows])])
    with np.errstate(divide="ignore", invalid="ignore"):
        base = claims.arrays["value"][levels] / _factors(claims, rows, claims.arrays["value"][rows])
        least, greatest = low[levels] / factors.max(axis=0), high[levels] / factors.min(axis=0)
    gone = factors.min(axis=0) <= 0
    return _records(
        BASELINE,
        {
            "change": rows,
            "level": levels,
            "base": np.where(gone, np.inf, base),
            "low": least,
            "high": np.where(gone, np.inf, greatest),
            "unit": claims["unit"][levels],
        },
    )


def _with_previous(claims: Claims) -> tuple[Rows, Rows, Rows]:
    """Changes in percent whose level has a previous in the same unit: the three rows."""
    changes, levels = _changes(claims)
    former = _linked(claims, "previous")
    former = former[claims.arrays["value"][former] > 0]
    before = np.full(len(claims), -1, dtype=np.intp)
    # Written backwards, so that the first previous of a level is the one that stays.
    before[claims.arrays["link"][former][::-1]] = former[::-1]
    previous = before[levels]
    units = claims.arrays["unit"]
    sure = (previous >= 0) & (units[previous] == units[levels])
    return changes[sure], levels[sure], previous[sure]


def checks(claims: Claims) -> Records:
    """Do "up 40 %", "to 33.7" and "from 24.1" agree within their rounding?

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    recarray
        ``change``, ``level`` and ``previous``, rows of `claims`; ``stated`` and ``implied``, the change in percent with
        its sign as the text says it and as level and previous give it; ``low`` and ``high``, what rounding allows for
        the implied one; ``agrees``, whether the intervals of both overlap.

    Examples
    --------
    >>> import quantclaims as qc
    >>> check = qc.extract("Exports rose 12% to 33.7 bcm from 24.1 bcm.").checks()
    >>> check.stated.tolist(), check.implied.round(1).tolist(), check.agrees.tolist()
    ([12.0], [39.8], [False])
    """
    changes, levels, previous = _with_previous(claims)
    low, high = intervals(claims)
    value, sense = claims.arrays["value"], claims.arrays["direction"][changes]
    with np.errstate(divide="ignore", invalid="ignore"):
        least = 100 * (low[levels] / high[previous] - 1)
        greatest = 100 * (high[levels] / np.maximum(low[previous], 0) - 1)
        implied = 100 * (value[levels] / value[previous] - 1)
    ends = np.sort(np.stack([sense * low[changes], sense * high[changes]]), axis=0)
    return _records(
        CHECK,
        {
            "change": changes,
            "level": levels,
            "previous": previous,
            "stated": sense * value[changes],
            "implied": implied,
            "low": least,
            "high": greatest,
            "agrees": (ends[0] <= greatest) & (least <= ends[1]),
        },
    )
