"""Pictures of what documents tell: the dates that they name, and the figures that several of them give.

In: a `Claims` and what is asked for. Out: a `Picture`, as of levels.py.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from quantclaims.plot.chosen import Row
from quantclaims.plot.marks import DERIVED, EARLIEST, LATEST, OUTLIER, STATED, Mark, Moment, Picture, mark_of
from quantclaims.plot.same import outliers, same_claims
from quantclaims.plot.wording import plural
from quantclaims.show import one_line, period_words, surroundings

if TYPE_CHECKING:
    from quantclaims.record import Claim
    from quantclaims.table import Claims

#: Code points of text on each side of a date, and of its label.
TIMELINE_REACH, TIMELINE_LABEL = 45, 84


# ---- Dates


def timeline(claims: Claims, *, about: str | None = None, top: int = 20) -> Picture:
    """A bar or a dot for each date and period that the articles name, with the words around it."""
    dates, texts = claims.filter(kind=["date", "time"]), claims.texts
    found: dict[tuple[Moment, Moment], list[tuple[Claim, str]]] = {}
    for claim, doc in zip(dates, dates.arrays["doc"].tolist()):
        words = surroundings(texts[doc], claim, TIMELINE_REACH)
        if (claim.period_start or claim.period_end) and (about is None or _says(words, about)):
            found.setdefault((claim.period_start, claim.period_end), []).append((claim, words))
    if not found:
        why = "" if about is None else f" with {about!r} beside it"
        raise ValueError(
            f"nothing to draw: a timeline needs dates, and of {len(dates)} dates none{why} is resolved "
            "(extract(..., date=...) says what “last year” counts from)"
        )
    often = sorted(found, key=lambda period: -len({claim.doc for claim, _ in found[period]}))[:top]
    marks = []
    for start, end in sorted(often, key=lambda period: (period[0] or period[1] or EARLIEST, period[1] or LATEST)):
        claim, words = found[start, end][0]
        docs = tuple(dict.fromkeys(str(claim.doc) for claim, _ in found[start, end]))
        style = DERIVED if "approximate" in claim.flags else STATED
        label = textwrap.shorten(words, TIMELINE_LABEL, placeholder=" …")
        marks.append(Mark(label, start, end, _when(claim), 0.0, 0.0, 0.0, one_line(claim.text), docs, style))
    picture = Picture("Dates and periods that the articles name", "", marks)
    picture.leave_out(len(found) - len(marks), "date that fewer articles name")
    return picture


def _when(claim: Claim) -> str:
    """A period in words, also where it is open: since 2020, until 2024-05-31."""
    words = period_words(claim)
    if claim.period_start is not None and claim.period_end is not None:
        return words
    day = words.strip(".")
    return f"{'since' if claim.period_end is None else 'until'} {day}"


def _says(words: str, about: str) -> bool:
    folded = words.casefold()
    return all(word in folded for word in about.casefold().split())


# ---- Agreement


def agreement(
    claims: Claims, *, about: str | None = None, unit: str | None = None, within: float = 0.1, top: int = 10
) -> Picture:
    """What several documents say of one thing, relative to the figure in the middle."""
    groups = same_claims(claims, about, unit, within)
    marks = []
    for rows in groups[:top]:
        middle = float(np.median([row.value for row in rows]))
        label = f"{_of(rows)}\n{_written(rows, middle)}"
        apart = outliers(rows)
        for row in rows:
            numbers = [100 * (number / middle - 1) for number in (row.value, row.low, row.high)]
            mark = mark_of(row, label)._replace(value=numbers[0], low=numbers[1], high=numbers[2])
            marks.append(mark._replace(style=OUTLIER if row in apart else STATED))
    picture = Picture("The same figures in several articles", "difference from the middle one, percent", marks)
    if picture.has(OUTLIER):
        picture.notes.append("Circled: beyond what rounding allows.")
    picture.leave_out(max(len(groups) - top, 0), "more figure")
    return picture


def _of(rows: list[Row]) -> str:
    """What most of the rows call it; whose it is and for which period where half of them say so."""
    told = [" ".join(row.claim.measure.split()) for row in rows if row.claim.measure]
    measures = Counter(words.casefold() for words in told)
    written = {words.casefold(): words for words in reversed(told)}
    subjects = Counter(row.claim.subject for row in rows if row.claim.subject)
    periods = Counter(period_words(row.claim) for row in rows if period_words(row.claim))
    measure = max(measures, key=lambda words: (measures[words], words.count(" "), len(words)), default=None)
    parts = [_said_by_half(subjects, rows), written.get(measure or "")]
    label = ": ".join(filter(None, parts)) or plural(rows[0].claim.unit_name or "amount")
    return ", ".join(filter(None, (label[:1].upper() + label[1:], _said_by_half(periods, rows))))


def _said_by_half(words: Counter[str], rows: list[Row]) -> str | None:
    word, count = words.most_common(1)[0] if words else ("", 0)
    return word if 2 * count >= len(rows) else None


def _written(rows: list[Row], middle: float) -> str:
    nearest = min(rows, key=lambda row: abs(row.value - middle))
    return one_line(nearest.claim.text)
