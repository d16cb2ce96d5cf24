"""Pictures on matplotlib axes.

In: a `Picture` (marks.py). Out: the axes with its marks; title, unit, notes and sources are furniture.py's.
"""

from __future__ import annotations

import datetime
import itertools
import textwrap
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from quantclaims.extras import need
from quantclaims.plot.furniture import (
    BLACK,
    BLUE,
    GREY,
    LIGHT,
    MARKERS,
    PALETTE,
    SMALL,
    TEXT,
    VERMILLION,
    WIDE,
    axes,
    frame,
    inches,
    number,
    plain,
    spread,
)
from quantclaims.plot.marks import AHEAD, DERIVED, INFINITE, OUTLIER, STATED, Mark, Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

#: Code points of a line of a label beside the axes.
LABEL = 34
#: Inches of a figure, and of each row of those that have rows.
WIDTH, HEIGHT, ROW = 8.0, 4.6, 0.42
YEAR = datetime.timedelta(days=366)


def _fill(mark: Mark, colour: str) -> str:
    return colour if mark.style in (STATED, OUTLIER) else "white"


def _wrapped(label: str, width: int = LABEL) -> str:
    return "\n".join(line for part in label.split("\n") for line in textwrap.wrap(part, width)[:2])


# ---- Series


class _Times(NamedTuple):
    """Where periods stand on the axis: at their year, at their beginning, at their middle where their lengths differ.

    Attributes
    ----------
    yearly, exact : bool
        Whether all periods are years; whether all are of one length.
    """

    yearly: bool
    exact: bool

    def at(self, mark: Mark) -> float:
        """The place of a mark."""
        if self.yearly:
            return float(mark.start.year) if mark.start else 0.0
        start, end = self.ends(mark)
        return start if self.exact else (start + end) / 2

    def right(self, mark: Mark) -> float:
        """The end of what is drawn of a mark."""
        return self.at(mark) if self.yearly or self.exact else self.ends(mark)[1]

    def ends(self, mark: Mark) -> tuple[float, float]:
        """The ends of the period, in the days of matplotlib."""
        dates = need("matplotlib.dates", "plot")
        assert mark.start is not None and mark.end is not None
        return float(dates.date2num(mark.start)), float(dates.date2num(mark.end))


class _End(NamedTuple):
    """Where the name of a line stands: to the right of its last mark."""

    x: float
    value: float
    label: str
    colour: str


def series(picture: Picture, title: str | None, ax: Axes | None) -> Axes:
    """Lines over time, rounding as bars, labels at their ends."""
    ax = axes(ax, WIDTH, HEIGHT)
    lengths = {_length(mark) for mark in picture.marks}
    times = _Times(all(map(_is_year, picture.marks)), len(lengths) == 1)
    ends = [_line(ax, picture, times, place) for place in range(len(picture.labels))]
    values = [mark.value for mark in picture.marks]
    if _is_wide(picture, values):
        ax.set_yscale("log")
    elif min(values) >= 0:
        ax.set_ylim(0, max(mark.high if mark.high < INFINITE else mark.value for mark in picture.marks) * 1.08)
    ax.grid(axis="y", color=LIGHT)
    ax.margins(x=0.04)
    _time_axis(ax, times.yearly)
    ax.yaxis.set_major_formatter(lambda value, _: number(value))
    if len(ends) > 1:
        _end_labels(ax, ends)
    frame(ax, picture, title, unit_on="y")
    return ax


def _line(ax: Axes, picture: Picture, times: _Times, place: int) -> _End:
    """One line with its marks; where periods differ, each has a bar as long as it is."""
    label = picture.labels[place]
    colour, shape = PALETTE[place % len(PALETTE)], MARKERS[place % len(MARKERS)]
    marks = [mark for mark in picture.marks if mark.label == label]
    line = _main(marks)
    for one, other in itertools.pairwise(line):
        dashed = "--" if other.style == AHEAD else "-"
        ax.plot([times.at(one), times.at(other)], [one.value, other.value], dashed, color=colour, lw=2)
    for mark in marks:
        _dot(ax, mark, times.at(mark), colour, shape, mark in line)
        if not times.exact:
            ax.hlines(mark.value, *times.ends(mark), color=colour, lw=4, alpha=0.35)
    last = line[-1]
    return _End(max(map(times.right, marks)), last.value, label, colour)


def _is_wide(picture: Picture, values: list[float]) -> bool:
    """Whether values need a logarithmic scale, which is noted."""
    if min(values) <= 0 or max(values) / min(values) <= WIDE:
        return False
    picture.notes.insert(0, "Logarithmic scale.")
    return True


def _is_year(mark: Mark) -> bool:
    start, end = mark.start, mark.end
    return bool(start and end and (start.month, start.day, end.month, end.day) == (1, 1, 1, 1) and end - start <= YEAR)


def _length(mark: Mark) -> int:
    """The period in months, roughly."""
    return round((mark.end - mark.start).days / 30.4) if mark.start and mark.end else 0


def _main(marks: list[Mark]) -> list[Mark]:
    """The first mark of each period, which the line goes through."""
    return list({mark.start: mark for mark in reversed(marks)}.values())[::-1]


def _dot(ax: Axes, mark: Mark, x: float, colour: str, shape: str, on_line: bool) -> None:
    """A mark with the bar of its rounding."""
    low, high = max(mark.low, 0.0 if mark.value > 0 else mark.low), mark.high
    if mark.bounded:
        ax.vlines(x, low, high, color=colour, lw=5, alpha=0.35)
    size = 7 if on_line and mark.style != DERIVED else 5
    ax.plot([x], [mark.value], shape, color=colour, mfc=_fill(mark, colour), ms=size, zorder=3, mew=1.4)


def _time_axis(ax: Axes, yearly: bool) -> None:
    if yearly:
        ax.xaxis.set_major_locator(need("matplotlib.ticker", "plot").MaxNLocator(integer=True))
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0f}")
        return
    dates = need("matplotlib.dates", "plot")
    locator = dates.AutoDateLocator(minticks=3, maxticks=9)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))


def _end_labels(ax: Axes, ends: list[_End]) -> None:
    """The names of lines at their right ends, moved apart."""
    ax.autoscale_view()
    to_screen, from_screen = ax.transData, ax.transAxes.inverted()
    places = [from_screen.transform(to_screen.transform((end.x, end.value))) for end in ends]
    lines = [_wrapped(end.label, 26) for end in ends]
    tallest = max(line.count("\n") + 1 for line in lines)
    gap = 0.055 * tallest * HEIGHT / inches(ax)[1]
    heights = spread([float(height) for _, height in places], gap)
    for end, line, (start, _), height in zip(ends, lines, places, heights):
        _beside(ax, line, (float(start), height), 9, color=end.colour, weight="bold", xycoords="axes fraction")


def _beside(ax: Axes, words: str, place: tuple[float, float], points: float, **style: Any) -> None:
    """Words so many points to the right of a place, to the left where there are fewer than none."""
    style = {"fontsize": TEXT, "ha": "right" if points < 0 else "left", "annotation_clip": False, **style}
    ax.annotate(plain(words), place, (points, 0), textcoords="offset points", va="center", **style)


# ---- Bars


def _rows(ax: Axes | None, labels: list[str], row: float = ROW) -> Axes:
    """Axes with a row for each label, the first at the top."""
    lines = [_wrapped(label) for label in labels]
    tall = sum(max(1.0, 0.62 * (line.count("\n") + 1)) for line in lines)
    ax = axes(ax, WIDTH, 1.5 + row * tall)
    ax.set_yticks(range(len(lines)), [plain(line) for line in lines], fontsize=TEXT)
    ax.set_ylim(len(lines) - 0.4, -0.6)
    return ax


def bars(picture: Picture, title: str | None, ax: Axes | None) -> Axes:
    """Bars from nought, the largest at the top, rounding as a line over their ends."""
    ax = _rows(ax, [mark.label for mark in picture.marks])
    for place, mark in enumerate(picture.marks):
        hollow = mark.style == AHEAD
        ax.barh(place, mark.value, height=0.62, color="white" if hollow else BLUE, edgecolor=BLUE, lw=1.4)
        if mark.bounded:
            ax.hlines(place, mark.low, mark.high, color=BLACK, lw=1.6)
        _beside(ax, mark.words, (max(mark.value, mark.high if mark.bounded else mark.value, 0.0), place), 6)
    ax.margins(x=0.22)
    ax.axvline(0, color=GREY, lw=0.8)
    if min(mark.value for mark in picture.marks) >= 0:
        ax.set_xlim(left=0)
    ax.grid(axis="x", color=LIGHT)
    ax.xaxis.set_major_formatter(lambda value, _: number(value))
    frame(ax, picture, title, unit_on="x")
    return ax


# ---- Changes


def changes(picture: Picture, title: str | None, ax: Axes | None) -> Axes:
    """Arrows from what was to what is, blue up and vermillion down, the change beside them."""
    ax = _rows(ax, [mark.label for mark in picture.marks])
    ends = [end for mark in picture.marks for end in (mark.value, mark.base) if end is not None]
    if _is_wide(picture, ends):
        ax.set_xscale("log")
    for place, mark in enumerate(picture.marks):
        _arrow(ax, mark, place)
    ax.margins(x=0.16)
    if min(ends) >= 0 and ax.get_xscale() == "linear" and min(ends) < 0.4 * max(ends):
        ax.set_xlim(left=0)
    ax.grid(axis="x", color=LIGHT)
    ax.xaxis.set_major_formatter(lambda value, _: number(value))
    frame(ax, picture, title, unit_on="x")
    return ax


def _arrow(ax: Axes, mark: Mark, place: int) -> None:
    """A line from the base to the tip of its head, which stands at the level; what rounding leaves of the base."""
    base = mark.value if mark.base is None else mark.base
    colour = BLUE if mark.value >= base else VERMILLION
    right = max(base, mark.value)
    ax.plot([base, mark.value], [place, place], color=colour, lw=2.2, solid_capstyle="butt")
    # After "more than 25%" there is no lower end.
    if mark.base_low is not None and mark.base_high is not None and mark.base_low > 0 and mark.base_high < INFINITE:
        ax.hlines(place, mark.base_low, mark.base_high, color=colour, lw=6, alpha=0.3)
        right = max(right, mark.base_high)
    ax.plot([base], [place], "o", color=colour, mfc=_fill(mark, colour), ms=5.5, zorder=3, mew=1.4)
    heads = need("matplotlib.markers", "plot")
    head = heads.CARETRIGHT if mark.value >= base else heads.CARETLEFT
    ax.plot([mark.value], [place], marker=head, color=colour, ms=12, mew=0, zorder=4)
    _beside(ax, mark.words, (right, place), 8, color=colour, weight="bold")


# ---- Dates


def timeline(picture: Picture, title: str | None, ax: Axes | None) -> Axes:
    """A row for each date, earliest at the top: dots for days, bars for periods, arrows for what has no end."""
    dates = need("matplotlib.dates", "plot")
    marks = picture.marks
    ax = axes(ax, 10.0, 1.6 + 0.46 * len(marks))
    moments = [float(dates.date2num(moment)) for mark in marks for moment in (mark.start, mark.end) if moment]
    first, last = min(moments), max(moments)
    length = max(last - first, 1.0)
    for place, mark in enumerate(marks):
        start = float(dates.date2num(mark.start)) if mark.start else None
        end = float(dates.date2num(mark.end)) if mark.end else None
        _span(ax, place, (start, end), (first, last, length), mark)
    ax.set_yticks(range(len(marks)), [plain(f"{_wrapped(mark.label, 52)}") for mark in marks], fontsize=SMALL)
    ax.set_ylim(len(marks) - 0.4, -0.6)
    ax.set_xlim(first - 0.04 * length, last + 0.24 * length)
    ax.grid(axis="x", color=LIGHT)
    locator = dates.AutoDateLocator(minticks=3, maxticks=8)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator))
    if any(mark.style == DERIVED for mark in marks):
        picture.notes.insert(0, "Hollow: about then.")
    frame(ax, picture, title, unit_on="")
    return ax


def _span(
    ax: Axes, place: int, ends: tuple[float | None, float | None], scale: tuple[float, float, float], mark: Mark
) -> None:
    """One date: a bar, a dot where it would be too short, an arrow where it is open."""
    first, last, length = scale
    start, end = ends
    style = {"arrowstyle": "-|>", "color": BLUE, "lw": 3, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 13}
    if start is None or end is None:
        known = start if start is not None else end
        assert known is not None
        reach = max(0.05 * length, (last - known) if end is None else (known - first))
        tip = known + (reach if end is None else -reach)
        ax.annotate("", (tip, place), (known, place), arrowprops=style)
        ax.plot([known], [place], "|", color=BLUE, ms=10, mew=2)
        right = max(known, tip)
    elif end - start < 0.012 * length:
        right = (start + end) / 2
        ax.plot([right], [place], "o", color=BLUE, mfc=_fill(mark, BLUE), ms=7, mew=1.4)
    else:
        ax.barh(place, end - start, left=start, height=0.42, color=_fill(mark, BLUE), edgecolor=BLUE, lw=1.2)
        right = end
    words = f"{mark.period}" + (f"  ×{len(mark.docs)}" if len(mark.docs) > 1 else "")
    _beside(ax, words, (right, place), 7, fontsize=SMALL)


# ---- Agreement


def agreement(picture: Picture, title: str | None, ax: Axes | None) -> Axes:
    """A row for each figure, a mark for each article; those that differ are named."""
    ax = _rows(ax, picture.labels, 0.52)
    docs = {doc: place for place, doc in enumerate(picture.sources)}
    widest = max(abs(mark.value) for mark in picture.marks)
    shown: dict[str, Line2D] = {}
    for mark, height in zip(picture.marks, _heights(picture)):
        doc = mark.docs[0]
        # More articles than colours are all alike.
        colour, shape = (GREY, "o") if len(docs) > len(PALETTE) else (PALETTE[docs[doc]], MARKERS[docs[doc]])
        if mark.style == OUTLIER:
            _outlier(ax, mark, height, widest)
        if mark.bounded:
            ax.hlines(height, mark.low, mark.high, color=colour, lw=4, alpha=0.3)
        (shown[doc],) = ax.plot([mark.value], [height], shape, color=colour, ms=6, zorder=3)
    ax.axvline(0, color=GREY, lw=0.8, zorder=0)
    ax.margins(x=0.2)
    ax.grid(axis="y", color=LIGHT)
    ax.xaxis.set_major_formatter(lambda value, _: ("+" if value > 0 else "") + number(value))
    if len(docs) <= len(PALETTE):
        handles, names = [shown[doc] for doc in docs], [plain(doc) for doc in docs]
        ax.legend(handles, names, frameon=False, fontsize=SMALL, loc="upper left", bbox_to_anchor=(1.0, 1.0))
    frame(ax, picture, title, unit_on="x")
    return ax


def _heights(picture: Picture) -> list[float]:
    """Where marks stand, those of one row beside each other."""
    places = {label: place for place, label in enumerate(picture.labels)}
    count = Counter(mark.label for mark in picture.marks)
    seen: Counter[str] = Counter()
    heights = []
    for mark in picture.marks:
        step = seen[mark.label] - (count[mark.label] - 1) / 2
        seen[mark.label] += 1
        heights.append(places[mark.label] + step * min(0.16, 0.7 / count[mark.label]))
    return heights


def _outlier(ax: Axes, mark: Mark, height: float, widest: float) -> None:
    """A ring, and the words of the one that differs, on the side where there is room."""
    ax.plot([mark.value], [height], "o", color=BLACK, mfc="none", ms=13, mew=1.3, zorder=4)
    inwards = abs(mark.value) > 0.4 * widest
    left = (mark.value < 0) != inwards
    _beside(ax, mark.words, (mark.value, height), -11 if left else 11, fontsize=SMALL, weight="bold")
