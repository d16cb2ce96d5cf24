"""What a picture shows before anything is drawn: marks with values, labels and sources, the words around them.

In: rows (chosen.py). Out: marks, and a `Picture` in short numbers. Which marks a picture has is levels.py and told.py.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from quantclaims.plot.chosen import Chosen, Row, has_digits
from quantclaims.plot.wording import plural, scaled_unit
from quantclaims.show import one_line, period_words

Moment = datetime.datetime | None
EARLIEST, LATEST = datetime.datetime.min, datetime.datetime.max

#: How a mark came about: said by an article, computed from a change, yet to come, or far from what others say.
STATED, DERIVED, AHEAD, OUTLIER = "stated", "derived", "forecast", "outlier"
INFINITE = float("inf")


class Mark(NamedTuple):
    """One figure of a picture, in its unit.

    Attributes
    ----------
    label : str
        What it is of: the name of its line, its bar, its arrow.
    start, end : datetime.datetime or None
        The period that it is about.
    period : str
        The same in words.
    value, low, high : float
        And what rounding leaves possible.
    base, base_low, base_high : float or None
        Of an arrow: where it begins.
    words : str
        As it is written, or how it came about.
    docs : tuple of str
        The documents that say so.
    style : str
        stated, derived, forecast or outlier.
    """

    label: str
    start: Moment
    end: Moment
    period: str
    value: float
    low: float
    high: float
    words: str
    docs: tuple[str, ...]
    style: str = STATED
    base: float | None = None
    base_low: float | None = None
    base_high: float | None = None

    @property
    def bounded(self) -> bool:
        """Whether rounding leaves an interval: "more than 5" has no upper end."""
        return self.low > -INFINITE and self.high < INFINITE


@dataclass
class Picture:
    """Marks, and the words around them."""

    title: str
    unit: str
    marks: list[Mark]
    notes: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        """The documents that the marks come from."""
        return list(dict.fromkeys(doc for mark in self.marks for doc in mark.docs))

    @property
    def labels(self) -> list[str]:
        """The labels of the marks, each once, in their order."""
        return list(dict.fromkeys(mark.label for mark in self.marks))

    def has(self, style: str) -> bool:
        """Whether a mark came about in that way."""
        return any(mark.style == style for mark in self.marks)

    def leave_out(self, count: int, one: str) -> None:
        """Notes how many are not shown, where there are any; `one` says what one of them is."""
        if count:
            self.left_out.append(counted(count, one))


def counted(count: int, one: str) -> str:
    """A number with its noun, in the plural but for 1: 5 smaller ones.

    Parameters
    ----------
    count : int
    one : str
    """
    return f"{count} {one if count == 1 else plural(one)}"


def finished(picture: Picture, chosen: Chosen) -> Picture:
    """With the marks scaled to thousands, millions ..., and the unit said so."""
    size, picture.unit = scaled_unit(chosen.name, [abs(mark.value) for mark in picture.marks])
    picture.marks = [_divided(mark, size) for mark in picture.marks]
    if picture.has(AHEAD):
        picture.notes.append("Hollow: forecasts and targets.")
    picture.leave_out(chosen.others, "figure in other units")
    return picture


def _divided(mark: Mark, size: float) -> Mark:
    base, low, high = (
        None if number is None else number / size for number in (mark.base, mark.base_low, mark.base_high)
    )
    stated = mark._replace(value=mark.value / size, low=mark.low / size, high=mark.high / size)
    return stated._replace(base=base, base_low=low, base_high=high)


def mark_of(row: Row, label: str) -> Mark:
    claim = row.claim
    style = AHEAD if row.ahead else STATED
    start, end, period = claim.period_start, claim.period_end, period_words(claim)
    return Mark(label, start, end, period, row.value, row.low, row.high, one_line(claim.text), row.docs, style)


def agreed(rows: list[Row]) -> list[Row]:
    """Rows about one thing and period: those that agree become one. What has been comes first, told by most."""
    clusters: list[list[Row]] = []
    top = 0.0
    for row in sorted(rows, key=lambda row: (row.ahead, row.low)):
        # A cluster ends where a row begins above the lowest end in it.
        if not clusters or row.low > top or row.ahead != clusters[-1][0].ahead:
            clusters.append([])
            top = row.high
        clusters[-1].append(row)
        top = min(top, row.high)
    found = []
    for cluster in clusters:
        best = min(cluster, key=lambda row: (row.claim.comparison != "=", row.high - row.low, row.at))
        found.append(best._replace(docs=tuple(dict.fromkeys(doc for row in cluster for doc in row.docs))))
    return sorted(found, key=lambda row: (row.ahead, -len(row.docs)))


def merged(rows: list[Row], more: Callable[[Row], str] = lambda row: "") -> list[Row]:
    """Rows of several documents that have three digits in common become one, the one that tells most.

    What they measure may be in other words: “exports” and “shipments abroad”.

    Parameters
    ----------
    rows : list of Row
    more : callable, optional
        What they must have in common too.
    """
    told = sorted(rows, key=lambda row: (row.claim.period_start is None, not row.claim.subject, not row.claim.measure))
    found: list[Row] = []
    places: dict[tuple[str, str], list[int]] = {}
    for row in told:
        same = places.setdefault((f"{row.value:.2e}", more(row)), [])
        for place in same if has_digits(row) else []:
            other = found[place]
            if not set(row.docs) & set(other.docs) and row.claim.period_start in (None, other.claim.period_start):
                found[place] = other._replace(docs=(*other.docs, *row.docs))
                break
        else:
            same.append(len(found))
            found.append(row)
    return sorted(found, key=lambda row: row.at)
