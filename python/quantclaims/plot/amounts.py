"""The largest amounts of a dimension, each with the words of the article around it.

In: a `Claims`. Out: matplotlib axes. The other pictures are levels.py and told.py.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import numpy as np

from quantclaims.extras import need
from quantclaims.plot.furniture import BLUE, LIGHT, SMALL, WIDE, axes, note, plain, sources
from quantclaims.plot.wording import SCALES
from quantclaims.record import Claim
from quantclaims.show import period_words, surroundings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quantclaims.table import Claims

#: Code points of text on each side of a figure in its label, and of a line of the label.
REACH, LINE = 55, 62
#: Points below the axes, for the labels of the ticks and of the axis.
NOTE_ROOM = 46


def amounts(
    claims: Claims,
    dimension: str = "money",
    *,
    unit: str | None = None,
    top: int = 12,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The largest amounts of one dimension as dots on one scale, each with the words around it.

    Levels alone are shown, so that no change stands beside what has changed. An amount that is given several times for
    the same period, or for none, is one dot; its words are those of the mention with a period and without a hedge.

    Parameters
    ----------
    claims : Claims
    dimension : str, default "money"
        money, volume, mass, energy, power ...
    unit : str, optional
        Base unit of the scale (USD, m3, t); the most frequent one of the dimension without it.
    top : int, default 12
        How many amounts to show.
    title : str, optional
        In the place of one that says what is shown.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure without it.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ImportError
        Without matplotlib.
    ValueError
        Where there is no amount of the dimension, or the dimension is unknown.
    """
    need("matplotlib.pyplot", "plot")
    levels = claims.filter(dimension=dimension, role="level")
    levels = levels[np.isfinite(levels["base_value"])]
    if not len(levels):
        raise ValueError(f"there is no amount of dimension {dimension}")
    units = levels["base_unit"].tolist()
    unit = unit or max(dict.fromkeys(units), key=units.count)
    chosen = levels.filter(base_unit=unit)
    rows = _largest(chosen, top)
    if not rows:
        raise ValueError(f"there is no amount in {unit}")
    ax = axes(ax, 11, 1.8 + 0.62 * len(rows))
    _draw(ax, rows)
    _label(ax, chosen, rows)
    name = _name(claims, unit)
    ax.set_xlabel(f"{name} ({unit})" + (", logarithmic scale" if ax.get_xscale() == "log" else ""))
    ax.xaxis.set_major_formatter(lambda value, _: _scaled(value))
    ax.set_title(title or f"The {len(rows)} largest amounts ({name}), as written", loc="left", weight="bold")
    _note(ax, rows, len(levels) - len(chosen), unit)
    return ax


def _largest(claims: Claims, top: int) -> list[tuple[Claim, list[str]]]:
    """The largest distinct amounts with the documents that give them, the smallest first."""
    found: dict[object, dict[str, tuple[Claim, list[str]]]] = {}
    for claim in sorted(claims, key=lambda claim: (not period_words(claim), claim.comparison != "=")):
        periods = found.setdefault((claim.base_value, claim.high), {})
        period = period_words(claim) or next(iter(periods), "")
        _, docs = periods.setdefault(period, (claim, []))
        if str(claim.doc) not in docs:
            docs.append(str(claim.doc))
    rows = [row for periods in found.values() for row in periods.values()]
    return sorted(rows, key=lambda row: row[0].base_value or 0.0)[-top:]


def _name(claims: Claims, unit: str) -> str:
    """The English name of a unit."""
    symbols = claims.categories["unit"]
    return claims.categories["unit_name"][symbols.index(unit)] or unit


def _draw(ax: Axes, rows: list[tuple[Claim, list[str]]]) -> None:
    """Dots, lines for ranges, and the words of the figure to the right."""
    values = [claim.base_value or 0.0 for claim, _ in rows]
    if min(values) > 0 and max(values) / min(values) > WIDE:
        ax.set_xscale("log")
    for place, (claim, _) in enumerate(rows):
        value = values[place]
        right = value
        if claim.high is not None and claim.value:
            right = value * claim.high / claim.value
            ax.plot([value, right], [place, place], color=BLUE, linewidth=3, solid_capstyle="round")
        ax.plot(value, place, "o", color=BLUE, markersize=9, mfc=BLUE if claim.comparison == "=" else "white")
        ax.annotate(
            _written(claim), (right, place), xytext=(9, 0), textcoords="offset points", va="center", weight="bold"
        )
    ax.margins(x=0.22, y=0.06)
    if min(values) >= 0 and ax.get_xscale() == "linear":
        ax.set_xlim(left=0)
    ax.grid(axis="x", color=LIGHT)


def _scaled(value: float) -> str:
    """A number of the axis with its scale word: 200 billion."""
    size, word = next(((size, word) for size, word in SCALES if abs(value) >= size), (1.0, ""))
    return f"{value / size:,.6g} {word}".rstrip()


def _written(claim: Claim) -> str:
    """The figure as the article writes it, with its hedge as a sign, and its period. A dollar sign is no formula."""
    sign = "" if claim.comparison == "=" else f"{claim.comparison} "
    period = period_words(claim)
    return plain(sign + " ".join(claim.text.split()) + (f" ({period})" if period else ""))


def _label(ax: Axes, claims: Claims, rows: list[tuple[Claim, list[str]]]) -> None:
    """The words around each figure, and where they stand."""
    texts = dict(zip(claims.names, claims.texts))
    labels = []
    for claim, docs in rows:
        words = textwrap.shorten(surroundings(texts[claim.doc], claim, REACH), 2 * LINE, placeholder=" …")
        source = docs[0] + (f" and {len(docs) - 1} more" if len(docs) > 1 else "")
        labels.append(plain("\n".join([*textwrap.wrap(words, LINE), source])))
    ax.set_yticks(range(len(rows)), labels, fontsize=SMALL)
    ax.tick_params(axis="y", length=0)


def _note(ax: Axes, rows: list[tuple[Claim, list[str]]], left_out: int, unit: str) -> None:
    """What the signs mean, what is not shown, and the sources."""
    parts = []
    if any(claim.comparison != "=" for claim, _ in rows):
        parts.append("Hollow dots: about (~), at least (>=), more than (>), at most (<=), less than (<).")
    if any(claim.high is not None for claim, _ in rows):
        parts.append("Lines: ranges.")
    if any(period_words(claim) for claim, _ in rows):
        parts.append("In brackets: the time that the figure is about, where the article says it.")
    if left_out:
        parts.append(f"Not shown: {left_out} in other units than {unit}.")
    docs = sorted({name for _, docs in rows for name in docs})
    note(ax, [" ".join(parts), sources(docs)], NOTE_ROOM)
