"""The algebra of change: what a level was before, and whether the figures of one claim agree.

In: the columns of a `Claims`. Out: NumPy record arrays whose rows name rows of it. It is arithmetic on columns; the
sentences are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quantclaims import _core
from quantclaims.intervals import Floats, Mask, common_scale, intervals

if TYPE_CHECKING:
    from quantclaims.table import Claims

Rows = NDArray[np.intp]
Times = NDArray[np.datetime64]
Records = np.recarray[Any, Any]

BASELINE: list[tuple[str, Any]] = [
    ("change", np.intp),
    ("level", np.intp),
    ("previous", np.intp),
    ("value", float),
    ("low", float),
    ("high", float),
    ("unit", object),
    ("percent", float),
    ("percent_low", float),
    ("percent_high", float),
    ("period_start", "M8[s]"),
    ("period_end", "M8[s]"),
]
CHECK: list[tuple[str, Any]] = [
    ("change", np.intp),
    ("level", np.intp),
    ("previous", np.intp),
    ("stated", float),
    ("implied", float),
    ("low", float),
    ("high", float),
    ("agrees", bool),
]
#: Months and days that lie between what a basis compares.
STEPS = {
    "year-on-year": (12, 0),
    "quarter-on-quarter": (3, 0),
    "month-on-month": (1, 0),
    "week-on-week": (0, 7),
}
#: Percentages that lead to percentages may mean points.
SHARES = ("percent", "percentage point", "basis point")


# ---- Changes, their levels, and what stood before


def _records(kind: list[tuple[str, Any]], columns: dict[str, Any]) -> Records:
    """A record array from its columns."""
    records = np.empty(len(columns[kind[0][0]]), dtype=kind)
    for name, column in columns.items():
        records[name] = column
    return records.view(np.recarray)


def _linked(claims: Claims, role: str) -> Rows:
    """The rows of a role that point at a level."""
    arrays = claims.arrays
    return np.flatnonzero((arrays["role"] == _core.ROLES.index(role)) & (arrays["link"] >= 0))


def _has_unit(claims: Claims, *symbols: str) -> Mask:
    table = claims.categories["unit"]
    return np.isin(claims.arrays["unit"], [table.index(symbol) for symbol in symbols if symbol in table])


def _changes(claims: Claims) -> Rows:
    """The changes by a percentage or a multiple that have a sense and lead to an amount above nothing."""
    arrays = claims.arrays
    percent, times, shares = (_has_unit(claims, *symbols) for symbols in (("percent",), ("times",), SHARES))
    rows = _linked(claims, "change")
    levels = arrays["link"][rows]
    scaled = percent & (arrays["direction"] != 0) & (arrays["value"] >= 0) | times & (arrays["value"] > 0)
    sure: Mask = scaled[rows] & (arrays["value"][levels] > 0) & ~(shares | times)[levels]
    return rows[sure]


def _factors(claims: Claims, rows: Rows) -> tuple[Floats, Floats, Floats]:
    """What the amount before is multiplied by: as written, and at least and at most; never below 0."""
    low, high = intervals(claims)
    sense, times = claims.arrays["direction"][rows], _has_unit(claims, "times")[rows]
    # "Halved" is 0.5 times, and "fell threefold" a third.
    upside_down = times & (sense < 0) & (claims.arrays["value"][rows] > 1)

    def factor(amounts: Floats) -> Floats:
        multiple = np.where(upside_down, 1 / amounts, amounts)
        return np.maximum(np.where(times, multiple, 1 + sense * amounts / 100), 0)

    with np.errstate(divide="ignore", invalid="ignore"):
        ends = factor(np.maximum(low[rows], 0)), factor(high[rows])
        return factor(claims.arrays["value"][rows]), np.fmin(*ends), np.fmax(*ends)


def _ratios(over: tuple[Floats, Floats, Floats], under: tuple[Floats, Floats, Floats]) -> tuple[Floats, Floats, Floats]:
    """The quotients of positive amounts, each as written, at least and at most; infinite over nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        least = np.maximum(over[1], 0) / under[2]
        return over[0] / under[0], np.where(np.isnan(least), 0, least), over[2] / np.maximum(under[1], 0)


def _previous(claims: Claims) -> Rows:
    """For each row the first previous that points at it and is comparable with it, -1 where there is none."""
    former = _linked(claims, "previous")
    levels = claims.arrays["link"][former]
    scale, factor, offset = common_scale(claims)
    amounts = claims.arrays["value"] * factor + offset
    sure = (scale[former] == scale[levels]) & (amounts[former] > 0) & (amounts[levels] > 0)
    before = np.full(len(claims), -1, dtype=np.intp)
    # Written backwards, so that the first previous of a level is the one that stays.
    before[levels[sure][::-1]] = former[sure][::-1]
    return before


def _amounts(claims: Claims, rows: Rows, like: Rows) -> tuple[Floats, Floats, Floats]:
    """The amounts of rows, as written, at least and at most, in the units of the rows `like`."""
    low, high = intervals(claims)
    _, factor, offset = common_scale(claims)
    same = claims.arrays["unit"][rows] == claims.arrays["unit"][like]
    # What is in that unit already keeps its last bit.
    scale = np.where(same, 1.0, factor[rows] / factor[like])
    shift = np.where(same, 0.0, (offset[rows] - offset[like]) / factor[like])
    value, least, most = (column[rows] * scale + shift for column in (claims.arrays["value"], low, high))
    return value, least, most


def _percent(factors: tuple[Floats, Floats, Floats]) -> tuple[Floats, Floats, Floats]:
    value, least, most = (100 * (factor - 1) for factor in factors)
    return value, least, most


def _stated(claims: Claims, rows: Rows) -> Floats:
    """The changes in percent with their sign, as they are written; of multiples what they come to."""
    written = claims.arrays["direction"][rows] * claims.arrays["value"][rows]
    return np.where(_has_unit(claims, "times")[rows], _percent(_factors(claims, rows))[0], written)


# ---- Periods


def _moved(moments: Times, months: NDArray[np.intp], days: NDArray[np.intp], last: int) -> Times:
    """Moments that many months and days earlier; where a month is too short, its last day but `last`."""
    month = moments.astype("M8[M]")
    earlier = month - months
    latest = ((earlier + 1).astype("M8[D]") - last).astype("M8[s]")
    moved = np.minimum(earlier.astype("M8[s]") + (moments - month.astype("M8[s]")), latest)
    return np.asarray(np.where(months > 0, moved, moments) - days.astype("m8[D]"))


def _base_periods(claims: Claims, changes: Rows, levels: Rows) -> tuple[Times, Times]:
    """The periods of what stood before: by the basis of the change; without one, a whole year follows a year."""
    arrays = claims.arrays
    start, end = arrays["period_start"][levels], arrays["period_end"][levels]
    steps = np.array([STEPS.get(basis, (0, 0)) for basis in _core.BASES], dtype=np.intp)
    months, days = steps[arrays["basis"][changes]].T
    whole = start.astype("M8[M]") + 12 == end.astype("M8[M]")
    whole &= (start.astype("M8[M]") == start) & (end.astype("M8[M]") == end)
    months = np.where((months == 0) & (days == 0) & whole, 12, months)
    known = (months > 0) | (days > 0)
    none = np.datetime64("NaT", "s")
    # The day that begins a period is in its month; that which ends it, half-open, may be the first of the next.
    start, end = _moved(start, months, days, 1), _moved(end, months, days, 0)
    return np.where(known, start, none), np.where(known, end, none)


# ---- What follows


def baselines(claims: Claims) -> Records:
    """The level before each change in percent, base = level / (1 ± change); and the change that two levels imply.

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    recarray
        ``change``, ``level`` and ``previous``, rows of `claims`: a change and its level, with the previous where it is
        given too; or a level and its previous alone, with ``change`` -1. ``value``, the base, with ``low`` and
        ``high``, the interval that the rounding of both figures allows, in ``unit``, the unit of the level; infinite
        after a fall of 100 percent. ``percent``, ``percent_low``, ``percent_high``, the change from base to level with
        its sign, stated or implied. ``period_start`` and ``period_end``, the period of the base: that of the previous,
        else by the basis of the change (year-on-year: one year earlier), else the year before where that of the level
        is a whole year.

    Examples
    --------
    >>> import quantclaims as qc
    >>> base = qc.extract("Gas imports rose 40.0% to 33.7 bcm in 2023.").baselines()
    >>> [base[name].round(2).tolist() for name in ("value", "low", "high")], base.unit.tolist()
    ([[24.07], [24.03], [24.12]], ['bcm'])
    >>> base.period_start.astype("M8[Y]").tolist()
    [datetime.date(2022, 1, 1)]
    """
    before = _previous(claims)
    changes = _changes(claims)
    told = claims.arrays["link"][changes]
    bare = np.flatnonzero(before >= 0)
    bare = bare[~np.isin(bare, told)]
    levels = np.concatenate([told, bare]).astype(np.intp)
    factors = _factors(claims, changes)
    earlier = _amounts(claims, before[bare], bare)
    implied = _ratios(_amounts(claims, bare, bare), earlier)
    bases = _ratios(_amounts(claims, levels[: len(changes)], levels[: len(changes)]), factors)
    base, low, high = (np.concatenate(columns) for columns in zip(bases, earlier))
    stated = _stated(claims, changes), *_percent(factors)[1:]
    percent, least, most = (np.concatenate(columns) for columns in zip(stated, _percent(implied)))
    rows = np.concatenate([changes, np.full(len(bare), -1, dtype=np.intp)])
    start, end = _base_periods(claims, np.where(rows < 0, levels, rows), levels)
    own = claims.arrays["period_start"][before[levels]]
    given = (before[levels] >= 0) & ~np.isnat(own) & (own != claims.arrays["period_start"][levels])
    columns = {
        "change": rows,
        "level": levels,
        "previous": before[levels],
        "value": base,
        "low": low,
        "high": high,
        "unit": claims["unit"][levels],
        "percent": percent,
        "percent_low": least,
        "percent_high": most,
        "period_start": np.where(given, own, start),
        "period_end": np.where(given, claims.arrays["period_end"][before[levels]], end),
    }
    order = np.argsort(np.where(rows < 0, levels, rows), kind="stable")
    return _records(BASELINE, {name: column[order] for name, column in columns.items()})


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
    changes, before = _changes(claims), _previous(claims)
    levels = claims.arrays["link"][changes].astype(np.intp)
    sure = before[levels] >= 0
    changes, levels = changes[sure], levels[sure]
    previous = before[levels]
    factors = _factors(claims, changes)
    implied = _ratios(_amounts(claims, levels, levels), _amounts(claims, previous, levels))
    percent, least, most = _percent(implied)
    return _records(
        CHECK,
        {
            "change": changes,
            "level": levels,
            "previous": previous,
            "stated": _stated(claims, changes),
            "implied": percent,
            "low": least,
            "high": most,
            "agrees": (factors[1] <= implied[2]) & (implied[1] <= factors[2]),
        },
    )
