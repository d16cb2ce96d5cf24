"""What every picture has around its marks: a figure of the right size, title, unit, notes, sources; its colours.

In: matplotlib axes and words. Out: nothing; the axes are drawn on. What is drawn is draw.py.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from quantclaims.extras import need

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.transforms import Bbox

    from quantclaims.plot.marks import Picture

#: The palette of Okabe and Ito, which colour-blind readers can tell apart; its yellow is too light for lines.
BLUE, VERMILLION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
SKY, ORANGE, BLACK = "#56B4E9", "#E69F00", "#000000"
PALETTE = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, BLACK)
#: What tells lines apart where there is no colour.
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
GREY, LIGHT = "#5a5a5a", "#dddddd"
#: Figures that differ more than so many times need a logarithmic scale to be told apart.
WIDE = 30.0
#: Code points of a line of the note for each inch of width, and how many sources are named.
NOTE_LINE, SOURCES = 15.5, 6
TITLE, TEXT, SMALL = 13, 9.5, 8
#: What matplotlib gives lone axes of the width and height of their figure, before any layout.
SHARE = (0.775, 0.77)
#: A title is wrapped after so many code points for each inch of width.
TITLE_LINE = 8.5


def plain(words: str) -> str:
    """Words for matplotlib, in which a dollar sign is no formula and a glyph that no font has is a mark.

    Parameters
    ----------
    words : str
    """
    return words.replace("$", r"\$")


def axes(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes to draw on, of a new figure where none are given.

    Parameters
    ----------
    ax : matplotlib.axes.Axes or None
    width, height : float
        Inches of a new figure.
    """
    pyplot = need("matplotlib.pyplot", "plot")
    drawn: Axes = pyplot.subplots(figsize=(width, height), layout="constrained")[1] if ax is None else ax
    for side in ("top", "right", "left"):
        drawn.spines[side].set_visible(False)
    drawn.tick_params(length=0, labelsize=TEXT)
    drawn.set_axisbelow(True)
    return drawn


def inches(ax: Axes) -> tuple[float, float]:
    """Width and height of the part of a figure that some axes have.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    """
    figure, place = ax.figure, ax.get_position()
    return (
        place.width / SHARE[0] * figure.bbox.width / figure.dpi,
        place.height / SHARE[1] * figure.bbox.height / figure.dpi,
    )


def frame(ax: Axes, picture: Picture, title: str | None, *, unit_on: str, room: float = 30) -> None:
    """Title, unit, notes and sources.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    picture : Picture
    title : str or None
        In the place of the picture's own.
    unit_on : {"x", "y", ""}
        The axis that has the unit: on "y" it stands above it, as in newspapers.
    room : float
        Points below the axes, for the labels of their ticks.
    """
    words = "\n".join(textwrap.wrap(title or picture.title, int(TITLE_LINE * inches(ax)[0])))
    ax.set_title(plain(words), loc="left", weight="bold", fontsize=TITLE, pad=24 if unit_on == "y" else 10)
    if unit_on == "y":
        ax.set_ylabel(plain(_capital(picture.unit)), rotation=0, ha="left", va="bottom", color=GREY, fontsize=TEXT)
        ax.yaxis.set_label_coords(0.0, 1.02)
    elif unit_on == "x":
        ax.set_xlabel(plain(_capital(picture.unit)), color=GREY, fontsize=TEXT, loc="left")
        room += 16
    note(ax, below(picture), room)


def below(picture: Picture) -> list[str]:
    """What is written below a picture: what its signs mean and what is not shown; its sources.

    Parameters
    ----------
    picture : Picture
    """
    left_out = [f"Not shown: {', '.join(picture.left_out)}."] if picture.left_out else []
    return [" ".join([*picture.notes, *left_out]), sources(picture.sources)]


def note(ax: Axes, parts: list[str], room: float) -> None:
    """Words below the axes.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    parts : list of str
    room : float
        Points between the axes and the words.
    """
    width = int(NOTE_LINE * inches(ax)[0])
    words = "\n".join(line for part in parts for line in textwrap.wrap(part, width, break_on_hyphens=False))

    def flush(renderer: RendererBase) -> Bbox:
        """The axes with the labels on their left."""
        labels = ax.yaxis.get_tightbbox(renderer)
        box = ax.get_window_extent(renderer)
        left = box.x0 if labels is None else min(labels.x0, box.x0)
        whole: Bbox = need("matplotlib.transforms", "plot").Bbox.from_extents(left, box.y0, box.x1, box.y1)
        return whole

    place: dict[str, Any] = {"xycoords": flush, "xytext": (0, -room), "textcoords": "offset points"}
    ax.annotate(plain(words), (0, 0), **place, va="top", fontsize=SMALL, color=GREY, linespacing=1.35)


def sources(docs: list[str]) -> str:
    """The documents that a picture comes from: Sources: a, b and 7 more.

    Parameters
    ----------
    docs : list of str
    """
    named = [" ".join(doc.split()) for doc in docs[:SOURCES]]
    if all(doc.isdigit() for doc in named):
        named = [f"document {doc}" for doc in named]
    more = f" and {len(docs) - SOURCES} more" if len(docs) > SOURCES else ""
    return f"Source{'s' * (len(docs) != 1)}: {', '.join(named)}{more}."


def spread(places: list[float], gap: float) -> list[float]:
    """Places moved apart so far that labels there do not touch, as little as may be, in their order.

    Parameters
    ----------
    places : list of float
    gap : float

    Examples
    --------
    >>> spread([1.0, 1.5, 5.0], 1.0)
    [0.75, 1.75, 5.0]
    """
    order = sorted(range(len(places)), key=lambda place: places[place])
    groups: list[tuple[list[int], float]] = []
    for place in order:
        groups.append(([place], places[place]))
        while len(groups) > 1 and _bottom(groups[-1], gap) < _top(groups[-2], gap) + gap:
            members = groups[-2][0] + groups[-1][0]
            groups[-2:] = [(members, sum(places[member] for member in members) / len(members))]
    moved = list(places)
    for members, centre in groups:
        for step, member in enumerate(members):
            moved[member] = centre + (step - (len(members) - 1) / 2) * gap
    return moved


def _bottom(group: tuple[list[int], float], gap: float) -> float:
    return group[1] - (len(group[0]) - 1) / 2 * gap


def _top(group: tuple[list[int], float], gap: float) -> float:
    return group[1] + (len(group[0]) - 1) / 2 * gap


def number(value: float) -> str:
    """A number for a label: 33.7, 1,140, 0.052.

    Parameters
    ----------
    value : float

    Examples
    --------
    >>> [number(value) for value in (33.7000001, 1140.0, 0.05218, -2.5)]
    ['33.7', '1,140', '0.0522', '−2.5']
    """
    digits = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}" if abs(value) < 100 else f"{value:.1f}"
    if "." in digits and "e" not in digits:
        digits = digits.rstrip("0").rstrip(".")
    return digits.replace("-", "−")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
