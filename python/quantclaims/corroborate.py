"""What several documents say, alike or not: claims that corroborate each other, and claims that cannot all be true.

In: the rows of a `Claims` over many documents. Out: record arrays of groups and of pairs. Two rows speak of the same
thing where role, basis, dimension, scale and period agree, and the keys of measure and subject (keys.py). Amounts are
compared as intervals, in a scale that their units share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quantclaims import _core
from quantclaims.intervals import Floats, Mask, common_scale, intervals
from quantclaims.keys import Key, key

if TYPE_CHECKING:
    from quantclaims.table import Claims

Rows = NDArray[np.intp]
Records = np.recarray[Any, Any]

CORROBORATION = [("row", np.intp), ("documents", np.intp), ("low", float), ("high", float), ("rows", object)]
CONFLICT = [("first", np.intp), ("second", np.intp), ("gap", float)]

#: Clauses that do not state a fact conflict with nothing.
UNSURE = ("forecast", "target", "negated", "conditional")


# ---- Rows that speak of the same thing


def _key_codes(claims: Claims, rows: Rows) -> Rows:
    """A number for the key of each of the rows, -1 where it does not say what is measured."""
    chosen = np.zeros(len(claims), dtype=bool)
    chosen[rows] = True
    part = claims.filter(chosen)
    pairs = list(zip(part["measure"].tolist(), part["subject"].tolist()))
    numbers: dict[Key, int] = {}
    codes = {}
    for pair in dict.fromkeys(pairs):
        about = key(*pair)
        told = pair[0] is not None and about.words
        codes[pair] = numbers.setdefault(about, len(numbers)) if told else -1
    return np.array([codes[pair] for pair in pairs], dtype=np.intp)


def flagged(claims: Claims, *words: str) -> Mask:
    """The rows that have one of these flags."""
    bits = sum(1 << _core.FLAGS.index(word) for word in words)
    flagged: Mask = claims.arrays["flags"] & bits != 0
    return flagged


def _dated(claims: Claims) -> Mask:
    """The rows whose period is known, at one end at least."""
    dated: Mask = ~np.isnat(claims.arrays["period_start"]) | ~np.isnat(claims.arrays["period_end"])
    return dated


def told(claims: Claims) -> Mask:
    """The rows that say what is measured, how much, and when."""
    arrays = claims.arrays
    # Two levels that are alike without a period may well be one; two changes are alike by chance.
    dated = _dated(claims) | (arrays["role"] == _core.ROLES.index("level"))
    found: Mask = (arrays["measure_start"] >= 0) & ~np.isnan(arrays["value"]) & dated
    return found


def _shared(rows: Rows, docs: Rows, columns: list[NDArray[Any]]) -> tuple[Rows, Rows]:
    """The rows whose columns are equal to those of a row in another document, and a number for each such group."""
    if not len(rows):
        return rows, rows
    table = np.stack([column.astype(np.int64) for column in columns])
    order = np.lexsort((rows, *table))
    starts = np.append(True, np.any(np.diff(table[:, order], axis=1) != 0, axis=0))
    groups, docs = np.cumsum(starts) - 1, docs[order]
    first = np.flatnonzero(starts)
    several = (np.minimum.reduceat(docs, first) < np.maximum.reduceat(docs, first))[groups]
    return rows[order][several], groups[several]


def _groups(claims: Claims, scale: Rows) -> tuple[Rows, Rows]:
    """The rows that speak of something of which another document speaks too, and the number of that thing for each."""
    arrays = claims.arrays
    columns = [scale, arrays["role"], arrays["basis"], arrays["dimension"], flagged(claims, "negated")]
    columns += [arrays["period_start"].astype(np.int64), arrays["period_end"].astype(np.int64)]
    docs = arrays["doc"].astype(np.intp)
    chosen = np.flatnonzero(told(claims))
    # Keys are dear: only rows that agree in all the rest have theirs made.
    rows, groups = _shared(chosen, docs[chosen], [column[chosen] for column in columns])
    order = np.argsort(rows)
    rows, groups = rows[order], groups[order]
    keys = _key_codes(claims, rows)
    rows, groups, keys = rows[keys >= 0], groups[keys >= 0], keys[keys >= 0]
    return _shared(rows, docs[rows], [groups, keys])


def ends(claims: Claims) -> tuple[Rows, Floats, Floats]:
    """The scale of each row, and the least and the greatest amount that it leaves possible there; falls are below 0."""
    scale, factor, offset = common_scale(claims)
    low, high = (ends * factor + offset for ends in intervals(claims))
    falls = (claims.arrays["role"] == _core.ROLES.index("change")) & (claims.arrays["direction"] < 0)
    return scale, np.where(falls, -high, low), np.where(falls, -low, high)


class Spread:
    """The rows of groups in the order of their amounts, and the clusters among them that have an amount in common.

    Parameters
    ----------
    rows, groups, docs : ndarray of integers, shape (n,)
        Sorted by group, `low` and row.
    low, high : ndarray of float64, shape (n,)
    """

    def __init__(self, rows: Rows, groups: Rows, docs: NDArray[Any], low: Floats, high: Floats) -> None:
        self.rows, self.groups, self.docs, self.low, self.high = rows, groups, docs, low, high
        self.clusters = self._clusters()

    @classmethod
    def of(cls, claims: Claims) -> Spread:
        """That of the claims of several documents."""
        scale, low, high = ends(claims)
        rows, groups = _groups(claims, scale)
        order = np.lexsort((rows, low[rows], groups))
        rows, groups = rows[order], groups[order]
        return cls(rows, groups, claims.arrays["doc"][rows], low[rows], high[rows])

    def only(self, mask: Mask) -> None:
        """Keeps some of the rows."""
        for name in ("rows", "groups", "low", "high", "docs", "clusters"):
            setattr(self, name, getattr(self, name)[mask])

    def _clusters(self) -> Rows:
        """A number for each row: a cluster ends where a row begins above the lowest end in it."""
        # One pass over plain lists: where a cluster begins depends on the one before.
        numbers, number, last, top = [], -1, -1, 0.0
        for group, low, high in zip(self.groups.tolist(), self.low.tolist(), self.high.tolist()):
            if group != last or low > top:
                number, last, top = number + 1, group, high
            top = min(top, high)
            numbers.append(number)
        return np.array(numbers, dtype=np.intp)


def corroborate(claims: Claims) -> Records:
    """The claims that more than one document makes.

    Parameters
    ----------
    claims : Claims
        Of several documents.

    Returns
    -------
    recarray
        One element a claim: ``row``, the first row that makes it; ``documents``, how many make it; ``low`` and
        ``high``, what all of them leave possible, in the base of their units, falls below 0; ``rows``, an array of all
        its rows. Most documents first.

    Examples
    --------
    >>> import quantclaims as qc
    >>> texts = ["Sino-Russian trade reached $240 billion in 2023.", "China-Russia trade was $240 billion in 2023."]
    >>> qc.extract(texts).corroborate().documents.tolist()
    [2]
    """
    return corroborated(Spread.of(claims))


def corroborated(spread: Spread) -> Records:
    """What `corroborate` gives, of rows that are spread."""
    if not len(spread.rows):
        return np.empty(0, dtype=CORROBORATION).view(np.recarray)
    first = np.flatnonzero(np.diff(spread.clusters, prepend=-1))
    stops = np.append(first[1:], len(spread.rows))
    pairs = np.unique(np.stack([spread.clusters, spread.docs]), axis=1)[0]
    documents = np.bincount(pairs)
    low, high = np.maximum.reduceat(spread.low, first), np.minimum.reduceat(spread.high, first)
    leaders = np.minimum.reduceat(spread.rows, first)
    chosen = np.flatnonzero(documents > 1)
    chosen = chosen[np.lexsort((leaders[chosen], -documents[chosen]))]
    found = np.empty(len(chosen), dtype=CORROBORATION)
    found["row"], found["documents"] = leaders[chosen], documents[chosen]
    found["low"], found["high"] = low[chosen], high[chosen]
    for place, cluster in enumerate(chosen.tolist()):
        found["rows"][place] = np.sort(spread.rows[first[cluster] : stops[cluster]])
    return found.view(np.recarray)


def conflicts(claims: Claims) -> Records:
    """Pairs of claims of different documents that cannot both be true.

    Forecasts, targets, negations and conditions state no fact, and amounts of an unknown period may be of two: they are
    left out. A claim that conflicts with many is paired with the nearest below and the nearest above it, and claims
    that corroborate each other are paired once.

    Parameters
    ----------
    claims : Claims
        Of several documents.

    Returns
    -------
    recarray
        ``first`` and ``second``, rows of `claims`; ``gap``, how far their intervals are apart, in the base of their
        units.

    Examples
    --------
    >>> import quantclaims as qc
    >>> texts = ["Sino-Russian trade reached $240 billion in 2023.", "China-Russia trade was $201 billion in 2023."]
    >>> len(qc.extract(texts).conflicts())
    1
    """
    spread = Spread.of(claims)
    spread.only(sure(claims)[spread.rows])
    return conflicting(spread)


def sure(claims: Claims) -> Mask:
    """The rows that state a fact of a known period."""
    return _dated(claims) & ~flagged(claims, *UNSURE)


def conflicting(spread: Spread) -> Records:
    """What `conflicts` gives, of rows that are spread and sure."""
    below, above = _apart(spread)
    gap = spread.low[above] - spread.high[below]
    # The narrowest gap of two clusters stands for all their pairs.
    order = np.lexsort((spread.rows[above], spread.rows[below], gap, spread.clusters[above], spread.clusters[below]))
    clusters = np.stack([spread.clusters[below], spread.clusters[above]])[:, order]
    first = np.any(np.diff(clusters, axis=1, prepend=-1) != 0, axis=0)
    below, above, gap = below[order][first], above[order][first], gap[order][first]
    found = np.empty(len(gap), dtype=CONFLICT)
    found["first"] = np.minimum(spread.rows[below], spread.rows[above])
    found["second"] = np.maximum(spread.rows[below], spread.rows[above])
    found["gap"] = gap
    return found[np.lexsort((found["second"], found["first"]))].view(np.recarray)


def _apart(spread: Spread) -> tuple[Rows, Rows]:
    """For each row the nearest one of another document that lies wholly above it, and the nearest wholly below."""
    up = _next_above(spread.groups, spread.low, spread.high, spread.docs)
    # Mirrored at 0, what is below is above.
    order = np.lexsort((-spread.high, spread.groups))
    down = _next_above(spread.groups[order], -spread.high[order], -spread.low[order], spread.docs[order])
    rows = np.arange(len(spread.rows), dtype=np.intp)
    under = np.concatenate([rows[up >= 0], order[down[down >= 0]]])
    over = np.concatenate([up[up >= 0], order[rows[down >= 0]]])
    return under, over


def _next_above(groups: Rows, low: Floats, high: Floats, docs: NDArray[Any]) -> Rows:
    """For each row, sorted by group and `low`, the first of another document that begins above its `high`, else -1."""
    count = len(groups)
    if not count:
        return np.empty(0, dtype=np.intp)
    # The rank of each end among all ends makes the search one over integers, group by group.
    ends = np.concatenate([low, high])
    ranks = np.unique(ends, return_inverse=True)[1].reshape(-1).astype(np.int64)
    width = int(ranks.max()) + 1
    place = np.searchsorted(groups * width + ranks[:count], groups * width + ranks[count:], side="right")
    # Where that is the same document, the next row that is not.
    change = np.append(np.flatnonzero(np.diff(docs)) + 1, count)
    after = change[np.searchsorted(change, np.arange(count), side="right")]
    nearest = np.minimum(place, count - 1)
    place = np.where((place < count) & (docs[nearest] == docs), after[nearest], place)
    inside = place < count
    inside[inside] = groups[place[inside]] == groups[inside]
    return np.where(inside, place, -1).astype(np.intp)
