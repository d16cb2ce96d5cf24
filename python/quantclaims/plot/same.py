"""Which rows of several documents tell one thing, for a picture of their agreement.

In: a `Claims` over several documents. Out: groups of rows, one a document. Corroborated and conflicting claims belong
together; so do, more generously, amounts of three digits that lie close to each other, where they share a word of what
they measure or all three. It is for looking at: what may be concluded is for corroborate.py.
"""

from __future__ import annotations

import statistics
from collections import Counter

import numpy as np

from quantclaims.intervals import common_scale
from quantclaims.keys import key
from quantclaims.plot.chosen import AHEAD, ASIDE, DIGITS, UNSAID, Row, about_mask, choose, flagged, has_digits, rows_of
from quantclaims.show import surroundings
from quantclaims.table import Claims

#: Rows with one sign that another one is compared with.
NEAREST = 50


class _Sets:
    """Rows that belong together."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, row: int) -> int:
        parent = self._parent
        parent.setdefault(row, row)
        while parent[row] != row:
            parent[row] = parent[parent[row]]
            row = parent[row]
        return row

    def join(self, one: int, other: int) -> None:
        self._parent[self.find(one)] = self.find(other)


def same_claims(claims: Claims, about: str | None, unit: str | None, within: float) -> list[list[Row]]:
    """Groups of rows of which each tells one thing, those of most documents first.

    Parameters
    ----------
    claims : Claims
    about, unit : str or None
        As in `choose`; without a unit amounts of all units.
    within : float
        How far neighbours may be apart, as a part of the amount.

    Raises
    ------
    ValueError
        Where no two documents tell one thing.
    """
    sets = _Sets()
    for group in claims.corroborate():
        for row in group.rows[1:].tolist():
            sets.join(int(group.row), row)
    for pair in claims.conflicts():
        sets.join(int(pair.first), int(pair.second))
    rows = _rows(claims, about, unit)
    for near in _near(claims, [row for row in rows if has_digits(row)], within):
        _join_near(sets, claims, near)
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(sets.find(row.at), []).append(row)
    found = [one for one in map(_one_a_document, groups.values()) if len(one) > 1]
    if not found:
        documents = len({row.docs for row in rows})
        raise ValueError(
            f"nothing to draw: agreement needs figures that two documents tell, and none of {len(rows)} amounts in "
            f"{documents} document{'s' * (documents != 1)} is told twice within {within:.0%}; a greater `within` "
            "brings more together"
        )
    return sorted(found, key=lambda group: (-len(group), not outliers(group), group[0].at))


def outliers(rows: list[Row]) -> list[Row]:
    """Those whose intervals do not overlap that of most.

    Parameters
    ----------
    rows : list of Row
    """
    low, high = np.array([row.low for row in rows]), np.array([row.high for row in rows])
    below = np.searchsorted(np.sort(high), low, side="left")
    above = len(rows) - np.searchsorted(np.sort(low), high, side="right")
    most = int(np.argmin(below + above))
    return [row for row in rows if row.high < low[most] or row.low > high[most]]


def _rows(claims: Claims, about: str | None, unit: str | None) -> list[Row]:
    """Levels and shares that are said to be so."""
    part = claims.filter(~flagged(claims, AHEAD))
    places = np.flatnonzero(~flagged(claims, AHEAD))
    if unit is not None:
        chosen = choose(part, about, unit, ("level", "share"), len, "agreement needs amounts")
        return [row._replace(at=int(places[row.at])) for row in chosen.rows]
    levels = np.isin(claims["role"], ("level", "share")) & ~flagged(claims, (*UNSAID, *AHEAD))
    levels &= ~np.isin(claims["dimension"], ASIDE) & np.isfinite(claims.arrays["value"]) & about_mask(claims, about)
    return rows_of(claims, levels)


def _near(claims: Claims, rows: list[Row], within: float) -> list[list[Row]]:
    """Rows of one scale, parted where the next amount is too far away."""
    scales, factors, _ = common_scale(claims)
    keyed = sorted((int(scales[row.at]), row.value * float(factors[row.at]), row.at, row) for row in rows)
    found: list[list[Row]] = []
    last_scale, last = None, 0.0
    for scale, value, _, row in keyed:
        if scale != last_scale or abs(value - last) > within * max(abs(value), abs(last)):
            found.append([])
        found[-1].append(row)
        last_scale, last = scale, value
    return found


def _signs(row: Row, text: str, words: frozenset[str]) -> list[object]:
    """What two rows that tell one thing have in common: a word of it, or three digits.

    A row that does not say what it measures has the `words` of others where they stand around it.
    """
    about = row.about.words
    if row.claim.measure is None:
        about |= key(surroundings(text, row.claim), None).words & words
    if row.claim.kind == "count" and row.claim.unit:
        about |= key(row.claim.unit, None).words
    return [*sorted(about), *([f"{row.value:.{DIGITS - 1}e}"] if has_digits(row) else [])]


def _join_near(sets: _Sets, claims: Claims, near: list[Row]) -> None:
    """Joins each row with the nearest one that shares a sign, speaks of no other period and is of nobody else.

    Those that say most come first. As each is joined once, one that says little never brings two others together.
    """
    texts, docs = claims.texts, claims.arrays["doc"]
    words = frozenset[str]().union(*(row.about.words for row in near))
    by_sign: dict[object, list[Row]] = {}
    told = sorted(near, key=lambda row: (row.claim.period_start is None, not row.about.countries, row.at))
    for row in told:
        signs = _signs(row, texts[docs[row.at]], words)
        others = [other for sign in signs for other in by_sign.get(sign, [])[-NEAREST:] if _may_be_one(row, other)]
        if others:
            sets.join(row.at, min(others, key=lambda other: (abs(other.value - row.value), other.at)).at)
        for sign in signs:
            by_sign.setdefault(sign, []).append(row)


def _may_be_one(row: Row, other: Row) -> bool:
    """Whether neither period nor owner says that two rows tell different things."""
    starts = {row.claim.period_start, other.claim.period_start} - {None}
    if len(starts) > 1:
        return False
    owner, owner_too = key(None, row.claim.subject), key(None, other.claim.subject)
    if owner.countries and owner_too.countries:
        return bool(owner.countries & owner_too.countries)
    if owner.words and owner_too.words and not owner.countries and not owner_too.countries:
        return bool(owner.words & owner_too.words)
    return True


def _one_a_document(rows: list[Row]) -> list[Row]:
    """Of each document the row that lies nearest to the middle, in the unit of most."""
    unit = Counter(row.claim.unit for row in rows).most_common(1)[0][0]
    rows = [row for row in rows if row.claim.unit == unit] if len({row.claim.unit for row in rows}) > 1 else rows
    middle = statistics.median(row.value for row in rows)
    nearest: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (abs(row.value - middle), row.at)):
        nearest.setdefault(row.docs[0], row)
    return sorted(nearest.values(), key=lambda row: row.at)
