"""What several documents say, alike or not: claims that corroborate each other, and claims that cannot all be true.

In: the rows of a `Claims` over many documents. Out: record arrays of groups and of pairs. Two rows speak of the same
thing where role, basis, dimension, unit of comparison and period agree, and the keys of measure and subject: the
countries that they name (ISO 3166, as a set), and their content words in the singular. Amounts are compared as
intervals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quantclaims import _core
from quantclaims.intervals import Floats, intervals

if TYPE_CHECKING:
    from quantclaims.table import Claims

Rows = NDArray[np.intp]
Records = np.recarray[Any, Any]

CORROBORATION = [("row", np.intp), ("documents", np.intp), ("low", float), ("high", float), ("rows", object)]
CONFLICT = [("first", np.intp), ("second", np.intp), ("gap", float)]

#: Words that say nothing of what is measured.
EMPTY = frozenset(
    ("a", "an", "the", "its", "their", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and")
) | {"total", "overall", "annual", "yearly"}
#: Clauses that do not state a fact conflict with nothing.
UNSURE = ("forecast", "target", "negated", "conditional")


@lru_cache(maxsize=1)
def _regions() -> tuple[dict[str, str], re.Pattern[str]]:
    """The codes of countries by name, and the pattern that finds the names, the longest first."""
    codes: dict[str, str] = _core.regions()
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return codes, re.compile(rf"(?<![a-z])(?:{names})(?![a-z])")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us")) else word


def key(measure: str | None, subject: str | None) -> tuple[frozenset[str], frozenset[str]]:
    """The countries and the content words of a claim.

    Parameters
    ----------
    measure, subject : str or None

    Returns
    -------
    countries : frozenset of str
        ISO 3166-1 alpha-2 codes.
    words : frozenset of str
        Without case, in the singular.

    Examples
    --------
    >>> countries, words = key("trade", "Sino-Russian")
    >>> sorted(countries), sorted(words)
    (['CN', 'RU'], ['trade'])
    """
    codes, pattern = _regions()
    text = f"{subject or ''} {measure or ''}".lower().replace("’", "'")
    countries = frozenset(codes[name] for name in pattern.findall(text))
    words = re.findall(r"[^\W\d_]+", re.sub(r"'s?\b", "", pattern.sub(" ", text)))
    return countries, frozenset(_singular(word) for word in words) - EMPTY


def _key_codes(claims: Claims) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """A number for the key of each row, and whether the key says what is measured."""
    pairs = list(zip(claims["measure"].tolist(), claims["subject"].tolist(), strict=True))
    keys = {pair: key(*pair) for pair in dict.fromkeys(pairs)}
    numbers = {value: number for number, value in enumerate(dict.fromkeys(keys.values()))}
    codes = np.array([numbers[keys[pair]] for pair in pairs], dtype=np.int64)
    told = np.array([bool(keys[pair][1]) for pair in pairs], dtype=bool)
    return codes, told


def _base_intervals(claims: Claims) -> tuple[Floats, Floats]:
    """The intervals in the base unit of the dimension, in the written unit where there is none; a fall is negative."""
    low, high = intervals(claims)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = claims.arrays["base_value"] / claims.arrays["value"]
    factor = np.where(np.isfinite(factor), factor, 1.0)
    falls = (claims.arrays["role"] == _core.ROLES.index("change")) & (claims.arrays["direction"] < 0)
    factor = np.where(falls, -factor, factor)
    ends = np.sort(np.stack([low * factor, high * factor]), axis=0)
    return ends[0], ends[1]


def _groups(claims: Claims) -> Iterator[Rows]:
    """The rows that speak of the same thing, each group with at least two documents."""
    arrays = claims.arrays
    codes, told = _key_codes(claims)
    unit = np.where(arrays["base_unit"] >= 0, arrays["base_unit"], arrays["unit"])
    rows = np.flatnonzero(told & ~np.isnan(arrays["value"]))
    start, end = arrays["period_start"].astype(np.int64), arrays["period_end"].astype(np.int64)
    columns = [arrays["role"], arrays["basis"], arrays["dimension"], unit, start, end, codes]
    table = np.stack([column[rows].astype(np.int64) for column in columns])
    order = np.lexsort(table)
    if not len(order):
        return
    new = np.any(np.diff(table[:, order], axis=1) != 0, axis=0)
    for group in np.split(rows[order], np.flatnonzero(new) + 1):
        if len(group) > 1 and np.ptp(arrays["doc"][group]) > 0:
            yield group


def _clusters(group: Rows, low: Floats, high: Floats) -> list[Rows]:
    """A group by amount: the rows of a cluster have an amount in common."""
    order = group[np.argsort(low[group], kind="stable")]
    clusters, top = [[order[0]]], high[order[0]]
    for row in order[1:]:
        if low[row] <= top:
            clusters[-1].append(row)
            top = min(top, high[row])
        else:
            clusters.append([row])
            top = high[row]
    return [np.sort(np.array(cluster, dtype=np.intp)) for cluster in clusters]


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
        ``high``, what all of them leave possible, in the base unit; ``rows``, an array of all its rows. Most
        documents first.

    Examples
    --------
    >>> import quantclaims as qc
    >>> texts = ["Sino-Indian trade reached $136 billion in 2023.", "India-China trade was $136 billion in 2023."]
    >>> qc.extract(texts).corroborate().documents.tolist()
    [2]
    """
    low, high = _base_intervals(claims)
    found = []
    for group in _groups(claims):
        for rows in _clusters(group, low, high):
            documents = len(np.unique(claims.arrays["doc"][rows]))
            if documents > 1:
                found.append((int(rows[0]), documents, float(low[rows].max()), float(high[rows].min()), rows))
    found.sort(key=lambda claim: (-claim[1], claim[0]))
    return _records(found, CORROBORATION)


def conflicts(claims: Claims) -> Records:
    """Pairs of claims of different documents that cannot both be true.

    Forecasts, targets, negations and conditions state no fact, and are left out.

    Parameters
    ----------
    claims : Claims
        Of several documents.

    Returns
    -------
    recarray
        ``first`` and ``second``, rows of `claims`; ``gap``, how far their intervals are apart, in the base unit.

    Examples
    --------
    >>> import quantclaims as qc
    >>> texts = ["Sino-Indian trade reached $136 billion in 2023.", "India-China trade was $118 billion in 2023."]
    >>> len(qc.extract(texts).conflicts())
    1
    """
    low, high = _base_intervals(claims)
    unsure = sum(1 << _core.FLAGS.index(flag) for flag in UNSURE)
    stated = claims.arrays["flags"] & unsure == 0
    found = []
    for group in _groups(claims):
        clusters = [rows[stated[rows]] for rows in _clusters(group, low, high)]
        found += _pairs([rows for rows in clusters if len(rows)], claims.arrays["doc"], low, high)
    return _records(sorted(found), CONFLICT)


def _pairs(clusters: list[Rows], doc: NDArray[Any], low: Floats, high: Floats) -> list[tuple[int, int, float]]:
    """One pair for each two neighbouring clusters whose rows are of different documents and do not overlap."""
    pairs = []
    for below, above in pairwise(clusters):
        first, second = below[np.argmin(high[below])], above[np.argmax(low[above])]
        if doc[first] != doc[second] and low[second] > high[first]:
            pairs.append((int(min(first, second)), int(max(first, second)), float(low[second] - high[first])))
    return pairs


def _records(found: list[Any], kind: list[tuple[str, Any]]) -> Records:
    records = np.empty(len(found), dtype=kind)
    for index, record in enumerate(found):
        records[index] = record
    return records.view(np.recarray)
