"""What each picture shows: marks with their values, labels and sources, before anything is drawn.

In: a `Claims` and what is asked for. Out: a `Picture`, which matplotlib (draw.py), Altair (altair.py) and a file for
Datawrapper (datawrapper.py) are made from. Rows are chosen in chosen.py.
"""

from __future__ import annotations

import datetime
import textwrap
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from quantclaims.keys import Key
from quantclaims.plot.chosen import Chosen, Row, choose, labels, topic
from quantclaims.plot.same import has_digits, outliers, same_claims
from quantclaims.plot.wording import plural, scaled_unit
from quantclaims.show import one_line, period_words, surroundings

if TYPE_CHECKING:
    from quantclaims.record import Claim
    from quantclaims.table import Claims

Moment = datetime.datetime | None
EARLIEST, LATEST = datetime.datetime.min, datetime.datetime.max

#: Code points of text on each side of a date, and of its label.
TIMELINE_REACH, TIMELINE_LABEL = 45, 84
#: How a mark came about: said by an article, computed from a change, yet to come, or far from what others say.
STATED, DERIVED, AHEAD, OUTLIER = "stated", "derived", "forecast", "outlier"


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


def _finished(picture: Picture, chosen: Chosen) -> Picture:
    """With the marks scaled to thousands, millions ..., and the unit said so."""
    size, picture.unit = scaled_unit(chosen.name, [abs(mark.value) for mark in picture.marks])
    picture.marks = [_divided(mark, size) for mark in picture.marks]
    if any(mark.style == AHEAD for mark in picture.marks):
        picture.notes.append("Hollow: forecasts and targets.")
    picture.left_out += chosen.left_out
    return picture


def _divided(mark: Mark, size: float) -> Mark:
    base, low, high = (
        None if number is None else number / size for number in (mark.base, mark.base_low, mark.base_high)
    )
    stated = mark._replace(value=mark.value / size, low=mark.low / size, high=mark.high / size)
    return stated._replace(base=base, base_low=low, base_high=high)


def _mark(row: Row, label: str) -> Mark:
    claim = row.claim
    style = AHEAD if row.ahead else STATED
    start, end, period = claim.period_start, claim.period_end, period_words(claim)
    return Mark(label, start, end, period, row.value, row.low, row.high, one_line(claim.text), row.docs, style)


def _agreed(rows: list[Row]) -> list[Row]:
    """Rows about one thing and period: those that agree become one. What has been comes first, told by most."""
    left = sorted(rows, key=lambda row: (row.ahead, row.claim.comparison != "=", row.high - row.low))
    found = []
    while left:
        first = left[0]
        same = [row for row in left if row.low <= first.high and first.low <= row.high]
        found.append(first._replace(docs=tuple(dict.fromkeys(doc for row in same for doc in row.docs))))
        left = [row for row in left if row not in same]
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


# ---- Series


def _is_dated(claim: Claim) -> bool:
    return claim.period_start is not None and claim.period_end is not None


def _told(claim: Claim) -> bool:
    """Whether a row says what it measures."""
    return claim.measure is not None or claim.subject is not None or claim.kind == "count"


def _line_of(claim: Claim, about: Key) -> tuple[Key, str]:
    return about, claim.granularity


def series(
    claims: Claims, *, about: str | None = None, unit: str | None = None, top: int = 6, bases: bool = True
) -> Picture:
    """A line for each thing that is told for several periods."""
    told = claims.baselines() if bases else None
    dated = set() if told is None else set(told.level[~np.isnat(told.period_start)].tolist())
    levels = {(claims.arrays["doc"][row], claims.arrays["start"][row]) for row in dated}

    def worth(rows: list[Claim]) -> float:
        periods: dict[tuple[Key, str], set[object]] = {}
        for claim in rows:
            if _is_dated(claim) and _told(claim):
                seen = periods.setdefault(_line_of(claim, topic(claim)), set())
                seen.add(claim.period_start)
                if (claim.doc, claim.start) in levels:
                    seen.add("base")
        return sum(len(seen) for seen in periods.values() if len(seen) > 1)

    what = "a series needs figures of one thing for two periods"
    chosen = choose(claims, about, unit, ("level", "previous", "share"), worth, what)
    lines: dict[tuple[Key, str], list[Row]] = {}
    for row in chosen.rows:
        if _is_dated(row.claim) and _told(row.claim):
            lines.setdefault(_line_of(row.claim, row.about), []).append(row)
    marks = {line: _periods(rows) for line, rows in lines.items()}
    if bases:
        _add_bases(chosen, lines, marks)
    marks = {line: found for line, found in marks.items() if len({mark.start for mark in found}) > 1 and _stated(found)}
    if not marks:
        raise ValueError(
            f"nothing to draw: {what}; the {len(chosen.rows)} amounts in {chosen.unit} have one each, or none. "
            "plot.bars() needs no second period"
        )
    best = sorted(marks, key=lambda line: -len({mark.start for mark in marks[line] if mark.style == STATED}))[:top]
    names, common = labels([row for line in best for row in lines[line]])
    picture = Picture(_title(about, common, names, chosen), "", [])
    twice = Counter(about for about, _ in best)
    for line in best:
        label = names[line[0]] + (f" ({line[1]})" if twice[line[0]] > 1 else "")
        found = sorted(marks[line], key=lambda mark: mark.start or EARLIEST)
        picture.marks += [mark._replace(label=label) for mark in found]
    if any(mark.style == DERIVED for mark in picture.marks):
        picture.notes.append("Small hollow marks: computed from a change and the level that it led to.")
    if len(marks) > len(best):
        picture.left_out.append(f"{len(marks) - len(best)} more lines")
    return _finished(picture, chosen)


def _stated(marks: list[Mark]) -> bool:
    """Whether anything is said to have been so."""
    return any(mark.style == STATED for mark in marks)


def _periods(rows: list[Row]) -> list[Mark]:
    """The marks of a line: what each period is told to have, the figure that most tell first."""
    by_period: dict[tuple[Moment, Moment], list[Row]] = {}
    for row in rows:
        by_period.setdefault((row.claim.period_start, row.claim.period_end), []).append(row)
    return [_mark(row, "") for found in by_period.values() for row in _agreed(found)]


def _add_bases(
    chosen: Chosen, lines: dict[tuple[Key, str], list[Row]], marks: dict[tuple[Key, str], list[Mark]]
) -> None:
    """What stood before a change, for periods that nothing is said of."""
    of_row = {row.at: (line, row) for line, rows in lines.items() for row in rows}
    for base in chosen.claims.baselines():
        if int(base.level) not in of_row or np.isnat(base.period_start) or not np.isfinite(base.value):
            continue
        line, row = of_row[int(base.level)]
        start, end = base.period_start.astype(datetime.datetime), base.period_end.astype(datetime.datetime)
        if end is None or any(mark.start == start for mark in marks[line]):
            continue
        words = f"{base.percent:+.3g}% to {one_line(row.claim.text)}"
        period = period_words(row.claim._replace(period_start=start, period_end=end))
        numbers = float(base.value), float(base.low), float(base.high)
        marks[line].append(Mark("", start, end, period, *numbers, words, row.docs, DERIVED))


def _title(about: str | None, common: str | None, names: dict[Key, str], chosen: Chosen) -> str:
    """What all marks have in common."""
    common = about or common
    if common:
        return common[:1].upper() + common[1:]
    if len(names) == 1:
        return next(iter(names.values()))
    dimension = chosen.rows[0].claim.dimension
    words = {"ratio": "Shares", "money": "Amounts of money", "count": "Numbers", "other": "Figures"}
    return words.get(dimension, dimension.replace("_", " ").capitalize())


# ---- Bars


def bars(
    claims: Claims,
    *,
    about: str | None = None,
    unit: str | None = None,
    period: str | None = None,
    top: int = 12,
) -> Picture:
    """A bar for the latest figure of each thing."""
    claims = claims if period is None else in_period(claims, period)

    def worth(rows: list[Claim]) -> float:
        return len({(claim.subject, claim.measure) for claim in rows if _told(claim)})

    what = "bars need figures that say what they are of"
    chosen = choose(claims, about, unit, ("level", "share"), worth, what)
    groups: dict[Key, list[Row]] = {}
    for row in chosen.rows:
        if _told(row.claim):
            groups.setdefault(row.about, []).append(row)
    if not groups:
        raise ValueError(f"nothing to draw: {what}; the {len(chosen.rows)} amounts in {chosen.unit} do not")
    rows = merged([_agreed(_latest(found))[0] for found in groups.values()])
    shown = sorted(rows, key=lambda row: -row.value)[:top]
    names, common = labels(shown)
    periods = {period_words(row.claim) for row in shown}
    marks = []
    for row in shown:
        when = period_words(row.claim)
        label = names[row.about] + (f" ({when})" if when and len(periods) > 1 else "")
        marks.append(_mark(row, label))
    picture = Picture(_title(about, common, names, chosen), "", marks)
    if len(periods) == 1 and "" not in periods:
        picture.title += f", {periods.pop()}"
    if any(len({period_words(row.claim) for row in found}) > 1 for found in groups.values()):
        picture.notes.append("Of several periods the latest.")
    if len(rows) > len(shown):
        picture.left_out.append(f"{len(rows) - len(shown)} smaller ones")
    return _finished(picture, chosen)


def _latest(rows: list[Row]) -> list[Row]:
    """The rows of the latest period that has been, else of the latest one."""
    past = [row for row in rows if not row.ahead] or rows
    last = max(row.claim.period_start or EARLIEST for row in past)
    return [row for row in past if (row.claim.period_start or EARLIEST) == last]


def in_period(claims: Claims, period: str) -> Claims:
    """The rows whose period lies within one: ``2023``, ``2023-05``, ``2023-05-16``.

    Raises
    ------
    ValueError
        For another form.
    """
    try:
        first = np.datetime64(period)
    except ValueError:
        raise ValueError(f"a period is a year, a month or a day (2023, 2023-05, 2023-05-16), not {period!r}") from None
    start, end = first.astype("M8[s]"), (first + 1).astype("M8[s]")
    return claims.filter((claims.arrays["period_start"] >= start) & (claims.arrays["period_end"] <= end))


# ---- Changes


def changes(claims: Claims, *, about: str | None = None, unit: str | None = None, top: int = 12) -> Picture:
    """An arrow for each change, from what it was to what it became."""
    told = claims.baselines()
    levels = {(claims.arrays["doc"][row], claims.arrays["start"][row]) for row in told.level.tolist()}
    docs = dict(zip(claims.names, range(len(claims.names))))

    def worth(rows: list[Claim]) -> float:
        return sum((docs.get(claim.doc), claim.start) in levels for claim in rows)

    what = "an arrow needs a change and the level that it led to (“rose 7% to 33 bcm”), or two levels (“to 33 from 31”)"
    chosen = choose(claims, about, unit, ("level",), worth, what)
    rows = {row.at: row for row in chosen.rows if _told(row.claim)}
    bases = {int(base.level): base for base in chosen.claims.baselines() if np.isfinite(base.value)}
    found = merged([row for at, row in rows.items() if at in bases], lambda row: f"{bases[row.at].percent:.2g}")
    if not found:
        raise ValueError(f"nothing to draw: {what}; no amount in {chosen.unit} has one")
    shown = sorted(found, key=lambda row: -max(abs(row.value), abs(bases[row.at].value)))[:top]
    names, common = labels(shown)
    picture = Picture(_title(about, common, names, chosen), "", [])
    for row in shown:
        base = bases[row.at]
        when = _between(base, row.claim)
        mark = _mark(row, names[row.about] + (f", {when}" if when else ""))
        style = STATED if base.previous >= 0 else DERIVED
        mark = mark._replace(base=float(base.value), base_low=float(base.low), base_high=float(base.high))
        picture.marks.append(mark._replace(words=_percent(base), style=style))
    if any(mark.style == DERIVED for mark in picture.marks):
        picture.notes.append("Hollow: computed from the change that the article gives.")
    if len(found) > len(shown):
        picture.left_out.append(f"{len(found) - len(shown)} smaller ones")
    return _finished(picture, chosen)


def _percent(base: np.record) -> str:
    """A change as it is said, or of two digits as it follows."""
    digits = 3 if base.change >= 0 or abs(base.percent) >= 100 else 2
    return f"{base.percent:+.{digits}g}%".replace("-", "−")


def _between(base: np.record, level: Claim) -> str:
    """The periods of base and level: 2022 to 2023; that of the level where the other is not known."""
    after = period_words(level)
    if np.isnat(base.period_start) or np.isnat(base.period_end):
        return after
    start, end = base.period_start.astype(datetime.datetime), base.period_end.astype(datetime.datetime)
    before = period_words(level._replace(period_start=start, period_end=end))
    return f"{before} to {after}" if after and before != after else after or before


# ---- Dates


def timeline(claims: Claims, *, about: str | None = None, top: int = 20) -> Picture:
    """A bar or a dot for each date and period that the articles name, with the words around it."""
    dates = claims.filter(kind=["date", "time"])
    found: dict[tuple[Moment, Moment], list[tuple[Claim, str]]] = {}
    for claim, doc in zip(dates, dates.arrays["doc"].tolist()):
        words = surroundings(claims.texts[doc], claim, TIMELINE_REACH)
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
    if len(found) > len(marks):
        picture.left_out.append(f"{len(found) - len(marks)} dates that fewer articles name")
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
            mark = _mark(row, label)._replace(value=numbers[0], low=numbers[1], high=numbers[2])
            marks.append(mark._replace(style=OUTLIER if row in apart else STATED))
    picture = Picture("The same figures in several articles", "difference from the middle one, percent", marks)
    if any(mark.style == OUTLIER for mark in marks):
        picture.notes.append("Diamonds: beyond what rounding allows.")
    if len(groups) > top:
        picture.left_out.append(f"{len(groups) - top} more figures")
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
