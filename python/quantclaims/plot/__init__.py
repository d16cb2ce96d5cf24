"""Pictures of claims: ``claims.plot.series()``, ``.bars()``, ``.changes()``, ``.timeline()``, ``.agreement()``.

In: a `Claims`. Out: matplotlib axes that a reader understands without the code: title, unit, notes, sources. They need
the extra ``plot``. What is shown is levels.py and told.py, how it is drawn draw.py and
furniture.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quantclaims.plot.amounts import amounts

if TYPE_CHECKING:
    import altair
    from matplotlib.axes import Axes

    from quantclaims.plot.marks import Picture
    from quantclaims.table import Claims

__all__ = ["Plots", "amounts"]

#: The pictures that other libraries draw too.
TOLD = ("timeline", "agreement")
KINDS = ("series", "bars", "changes", *TOLD)


class Plots:
    """The pictures of a table of claims, as `Claims.plot` gives them.

    Every method draws on `ax` or on a new figure and returns the axes. Without `unit` the unit is that of the amounts
    that give most to see; amounts in other units of its dimension are converted. `about` keeps the rows whose measure,
    subject or counted noun has all of its words, in whatever form: ``about="Russian exports"`` finds “exports” of
    “Russia”. Other choices are for `Claims.filter`.
    """

    def __init__(self, claims: Claims) -> None:
        self._claims = claims

    def series(
        self,
        *,
        about: str | None = None,
        unit: str | None = None,
        top: int = 6,
        bases: bool = True,
        title: str | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """Levels over their periods: a line for each thing that has two or more, rounding as bars.

        Parameters
        ----------
        about : str, optional
            Words that measure and subject must have.
        unit : str, optional
            The unit of the scale, such as ``"bcm"``.
        top : int, default 6
            How many lines to show, those with most periods.
        bases : bool, default True
            Whether to show what a level was before its change (“rose 40% to 33.7 bcm”), as small hollow marks.
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
            Where nothing is told for two periods, with what would help; for an unknown unit.
        """
        from quantclaims.plot import draw, levels

        return draw.series(levels.series(self._claims, about=about, unit=unit, top=top, bases=bases), title, ax)

    def bars(
        self,
        *,
        about: str | None = None,
        unit: str | None = None,
        period: str | None = None,
        top: int = 12,
        title: str | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """The latest level of each thing as a bar, the largest at the top, with its words.

        Parameters
        ----------
        about, unit, title, ax
            As in `series`.
        period : str, optional
            The year, month or day that the figures must be about: ``"2023"``, ``"2023-05"``.
        top : int, default 12
            How many bars to show.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.
        ValueError
            Where there is nothing to draw; for an unknown unit, or a period that is none.
        """
        from quantclaims.plot import draw, levels

        return draw.bars(levels.bars(self._claims, about=about, unit=unit, period=period, top=top), title, ax)

    def changes(
        self,
        *,
        about: str | None = None,
        unit: str | None = None,
        top: int = 12,
        title: str | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """An arrow for each change, from its base to its level.

        The base is what the article says, or what its percentage gives (`Claims.baselines`): then its mark is hollow.

        Parameters
        ----------
        about, unit, title, ax
            As in `series`.
        top : int, default 12
            How many arrows to show, those of the largest amounts.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.
        ValueError
            Where there is no change with its level; for an unknown unit.
        """
        from quantclaims.plot import draw, levels

        return draw.changes(levels.changes(self._claims, about=about, unit=unit, top=top), title, ax)

    def timeline(
        self, *, about: str | None = None, top: int = 20, title: str | None = None, ax: Axes | None = None
    ) -> Axes:
        """The dates and periods that the articles name, each with the words around it.

        Parameters
        ----------
        about : str, optional
            Words that must stand beside the date.
        top : int, default 20
            How many dates to show, those that most articles name.
        title, ax
            As in `series`.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.
        ValueError
            Where no date is resolved.
        """
        from quantclaims.plot import draw, told

        return draw.timeline(told.timeline(self._claims, about=about, top=top), title, ax)

    def agreement(
        self,
        *,
        about: str | None = None,
        unit: str | None = None,
        within: float = 0.1,
        top: int = 10,
        title: str | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """Figures that several documents tell, each relative to the one in the middle; those that differ are marked.

        Figures belong together where `Claims.corroborate` or `Claims.conflicts` say so, and also where amounts
        of three digits lie close to each other and share a word of what they measure, or all three; then only if they
        do not speak of different periods or owners.

        Parameters
        ----------
        about, unit, title, ax
            As in `series`; without `unit` amounts of all units are looked at.
        within : float, default 0.1
            How far neighbours may be apart, as a part of the amount.
        top : int, default 10
            How many figures to show, those that most documents tell.

        Returns
        -------
        matplotlib.axes.Axes

        Raises
        ------
        ImportError
            Without matplotlib.
        ValueError
            Where no two documents tell one thing; for an unknown unit.
        """
        from quantclaims.plot import draw, told

        picture = told.agreement(self._claims, about=about, unit=unit, within=within, top=top)
        return draw.agreement(picture, title, ax)

    def amounts(
        self,
        dimension: str = "money",
        *,
        unit: str | None = None,
        top: int = 12,
        title: str | None = None,
        ax: Axes | None = None,
    ) -> Axes:
        """The largest amounts of one dimension with the words around them: `quantclaims.plot.amounts`."""
        return amounts(self._claims, dimension, unit=unit, top=top, title=title, ax=ax)


def picture(claims: Claims, kind: str, options: dict[str, Any]) -> Picture:
    """What a picture shows, for libraries other than matplotlib.

    Parameters
    ----------
    claims : Claims
    kind : {"series", "bars", "changes", "timeline", "agreement"}
    options : dict
        As of the method of `Plots` of that name, without ``ax``.

    Raises
    ------
    TypeError
        For an option that this picture does not have.
    ValueError
        For another kind, or where there is nothing to draw.
    """
    from quantclaims.plot import levels, told

    if kind not in KINDS:
        raise ValueError(f"a picture is one of {', '.join(KINDS)}, not {kind!r}")
    shape: Picture = getattr(told if kind in TOLD else levels, kind)(claims, **options)
    return shape


def to_altair(claims: Claims, kind: str, title: str | None, options: dict[str, Any]) -> altair.LayerChart:
    """`Claims.to_altair`."""
    from quantclaims.plot import altair as charts

    shown = picture(claims, kind, options)
    chart: altair.LayerChart = getattr(charts, kind)(shown, title)
    return chart


def to_datawrapper(claims: Claims, kind: str, options: dict[str, Any]) -> str:
    """`Claims.to_datawrapper`."""
    from quantclaims.plot import datawrapper

    return datawrapper.text(picture(claims, kind, options), kind)
