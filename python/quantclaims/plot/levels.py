"""Pictures of levels: lines over periods, bars, arrows from base to level.

In: a `Claims` and what is asked for. Out: a `Picture`, which matplotlib (draw.py), Altair (altair.py) and a file for
Datawrapper (datawrapper.py) are made from.
"""

from __future__ import annotations

import datetime
import functools
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from quantclaims.keys import Key
from quantclaims.plot.chosen import Chosen, Row, Told, choose, labels, topic
from quantclaims.plot.marks import DERIVED, EARLIEST, STATED, Mark, Moment, Picture, agreed, finished, mark_of, merged
from quantclaims.show import one_line, period_words

if TYPE_CHECKING:
    from quantclaims.record import Claim
    from quantclaims.table import Claims


# ---- Series


def _told(claim: Claim) -> bool:
    """Whether a row says what it measures."""
    return claim.measure is not None or claim.subject is not None or claim.kind == "count"


Line = tuple[Key, str]
NO_SERIES = "a series needs figures of one thing for two periods"


def _line_of(claim: Claim, about: Key) -> Line | None:
    """What a row is of, and how long its period is; None for one without."""
    dated = claim.period_start is not None and claim.period_end is not None
    return (about, claim.granularity) if dated and _told(claim) else None


def series(
    claims: Claims, *, about: str | None = None, unit: str | None = None, top: int = 6, bases: bool = True
) -> Picture:
    """A line for each thing that is told for several periods."""
    worth = functools.partial(_periods_told, _based(claims) if bases else frozenset())
    chosen = choose(claims, about, unit, ("level", "previous", "share"), worth, NO_SERIES)
    lines = _lines(chosen.rows)
    marks = {line: _periods(rows) for line, rows in lines.items()}
    if bases:
        _add_bases(chosen, lines, marks)
    marks = {line: found for line, found in marks.items() if len({mark.start for mark in found}) > 1 and _stated(found)}
    if not marks:
        raise ValueError(
            f"nothing to draw: {NO_SERIES}; the {len(chosen.rows)} amounts in {chosen.unit} have one each, or none. "
            "plot.bars() needs no second period"
        )
    best = sorted(marks, key=lambda line: -len({mark.start for mark in marks[line] if mark.style == STATED}))[:top]
    names, common = labels([row for line in best for row in lines[line]])
    picture = Picture(_title(about, common, names, chosen), "", _labelled({line: marks[line] for line in best}, names))
    if picture.has(DERIVED):
        picture.notes.append("Small hollow marks: computed from a change and the level that it led to.")
    picture.leave_out(len(marks) - len(best), "more line")
    return finished(picture, chosen)


def _periods_told(based: frozenset[int], rows: list[Told]) -> float:
    """How many periods the lines have that rows would make, of those that have two or more."""
    periods: dict[Line | None, set[object]] = {}
    for at, claim in rows:
        seen = periods.setdefault(_line_of(claim, topic(claim)), set())
        seen.update([claim.period_start, "base"] if at in based else [claim.period_start])
    periods.pop(None, None)
    return sum(len(seen) for seen in periods.values() if len(seen) > 1)


def _lines(rows: list[Row]) -> dict[Line, list[Row]]:
    """The rows of each line."""
    lines: dict[Line, list[Row]] = {}
    for row in rows:
        line = _line_of(row.claim, row.about)
        if line is not None:
            lines.setdefault(line, []).append(row)
    return lines


def _based(claims: Claims) -> frozenset[int]:
    """The levels of which a change tells what stood before, and when."""
    told = claims.baselines()
    return frozenset(told.level[~np.isnat(told.period_start)].tolist())


def _labelled(marks: dict[Line, list[Mark]], names: dict[Key, str]) -> list[Mark]:
    """The marks of lines by their periods; lines of one thing are told apart by how long these are."""
    twice = Counter(about for about, _ in marks)
    found = []
    for (about, length), line in marks.items():
        label = names[about] + (f" ({length})" if twice[about] > 1 else "")
        found += [mark._replace(label=label) for mark in sorted(line, key=lambda mark: mark.start or EARLIEST)]
    return found


def _stated(marks: list[Mark]) -> bool:
    """Whether anything is said to have been so."""
    return any(mark.style == STATED for mark in marks)


def _periods(rows: list[Row]) -> list[Mark]:
    """The marks of a line: what each period is told to have, the figure that most tell first."""
    by_period: dict[tuple[Moment, Moment], list[Row]] = {}
    for row in rows:
        by_period.setdefault((row.claim.period_start, row.claim.period_end), []).append(row)
    return [mark_of(row, "") for found in by_period.values() for row in agreed(found)]


def _add_bases(chosen: Chosen, lines: dict[Line, list[Row]], marks: dict[Line, list[Mark]]) -> None:
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

    def worth(rows: list[Told]) -> float:
        return len({(claim.subject, claim.measure) for _, claim in rows if _told(claim)})

    what = "bars need figures that say what they are of"
    chosen = choose(claims, about, unit, ("level", "share"), worth, what)
    groups: dict[Key, list[Row]] = {}
    for row in chosen.rows:
        if _told(row.claim):
            groups.setdefault(row.about, []).append(row)
    if not groups:
        raise ValueError(f"nothing to draw: {what}; the {len(chosen.rows)} amounts in {chosen.unit} do not")
    rows = merged([agreed(_latest(found))[0] for found in groups.values()])
    shown = sorted(rows, key=lambda row: -row.value)[:top]
    names, common = labels(shown)
    periods = {period_words(row.claim) for row in shown}
    marks = [mark_of(row, _with_period(names[row.about], row.claim, len(periods) > 1)) for row in shown]
    picture = Picture(_title(about, common, names, chosen), "", marks)
    if len(periods) == 1 and "" not in periods:
        picture.title += f", {periods.pop()}"
    if any(len({row.claim.period_start for row in found}) > 1 for found in groups.values()):
        picture.notes.append("Of several periods the latest.")
    picture.leave_out(len(rows) - len(shown), "smaller one")
    return finished(picture, chosen)


def _with_period(label: str, claim: Claim, wanted: bool) -> str:
    words = period_words(claim)
    return f"{label} ({words})" if words and wanted else label


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
    levels = frozenset(claims.baselines().level.tolist())

    def worth(rows: list[Told]) -> float:
        return sum(at in levels for at, _ in rows)

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
        mark = mark_of(row, names[row.about] + (f", {when}" if when else ""))
        style = STATED if base.previous >= 0 else DERIVED
        mark = mark._replace(base=float(base.value), base_low=float(base.low), base_high=float(base.high))
        picture.marks.append(mark._replace(words=_percent(base), style=style))
    if picture.has(DERIVED):
        picture.notes.append("Hollow: computed from the change that the article gives.")
    picture.leave_out(len(found) - len(shown), "smaller one")
    return finished(picture, chosen)


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
