"""Pictures as Altair charts, which readers of a web page can point at.

In: a `Picture` (marks.py). Out: an Altair chart with its data inside, on which a figure shows its words and sources.
It needs the extra ``altair``.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING, Any

from quantclaims.extras import need
from quantclaims.plot.furniture import BLACK, BLUE, GREY, PALETTE, VERMILLION, below
from quantclaims.plot.marks import OUTLIER, STATED, Mark, Picture

if TYPE_CHECKING:
    import altair

WIDTH, HEIGHT, ROW = 560, 300, 26
#: A period shorter than this part of the axis is a dot.
SHORTEST = 0.012


def _record(mark: Mark, row: int) -> dict[str, Any]:
    """A mark as a row of data; what is not finite is left out."""
    record: dict[str, Any] = {
        "row": row,
        "label": mark.label.replace("\n", ": "),
        "period": mark.period,
        "start": _iso(mark.start),
        "end": _iso(mark.end),
        "words": mark.words,
        "sources": ", ".join(mark.docs),
        "kind": mark.style,
        "hollow": mark.style not in (STATED, OUTLIER),
        "up": mark.base is None or mark.value >= mark.base,
    }
    for name in ("value", "low", "high", "base", "base_low", "base_high"):
        number = getattr(mark, name)
        record[name] = number if number is not None and abs(number) < float("inf") else None
    return record


def _iso(moment: datetime.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _base(picture: Picture) -> tuple[Any, altair.Chart]:
    """The library, and a chart with the data."""
    charts = need("altair", "altair")
    data = charts.Data(values=[_record(mark, row) for row, mark in enumerate(picture.marks)])
    return charts, charts.Chart(data, width=WIDTH)


def _tooltip(charts: Any) -> list[Any]:
    return [charts.Tooltip(f"{name}:N", title=name) for name in ("label", "period", "words", "kind", "sources")]


def _finished(chart: Any, picture: Picture, title: str | None, height: int) -> altair.LayerChart:
    """With its title, above notes and sources."""
    words = need("altair", "altair").TitleParams(
        title or picture.title,
        subtitle=[line for line in below(picture) if line],
        anchor="start",
        fontSize=16,
        subtitleColor=GREY,
        subtitleFontSize=10,
    )
    titled = chart.properties(title=words, height=height)
    layered: altair.LayerChart = titled.configure_view(stroke=None).configure_axis(domain=False, ticks=False)
    return layered


def series(picture: Picture, title: str | None = None) -> altair.LayerChart:
    """Lines over time."""
    charts, chart = _base(picture)
    scale = charts.Scale(range=list(PALETTE), domain=picture.labels)
    colour = charts.Color("label:N", scale=scale, legend=None)
    yearly = all(mark.period.isdigit() for mark in picture.marks)
    years = charts.Axis(format="%Y", tickCount="year", grid=False) if yearly else charts.Axis(grid=False)
    x = charts.X("start:T", title=None, axis=years)
    above = charts.Axis(
        titleAngle=0, titleAnchor="end", titleAlign="left", titleX=0, titleY=-8, titleFontWeight="normal"
    )
    y = charts.Y("value:Q", title=picture.unit, axis=above)
    line = chart.mark_line(strokeWidth=2).encode(x, y, colour, tooltip=_tooltip(charts))
    bars = chart.mark_rule(strokeWidth=5, opacity=0.35).encode(x, charts.Y("low:Q"), charts.Y2("high:Q"), colour)
    dots = chart.mark_point(size=60, opacity=1).encode(x, y, colour, tooltip=_tooltip(charts))
    hollow = dots.encode(fill=charts.value("white")).transform_filter("datum.hollow")
    full = dots.mark_point(size=60, opacity=1, filled=True).transform_filter("!datum.hollow")
    names = chart.mark_text(align="left", dx=9, fontWeight="bold").encode(x, y, charts.Text("label:N"), colour)
    names = names.transform_filter(charts.FieldOneOfPredicate(field="row", oneOf=_last_rows(picture)))
    return _finished(charts.layer(line, bars, full, hollow, names), picture, title, HEIGHT)


def _last_rows(picture: Picture) -> list[int]:
    """The row at the end of each line."""
    return list({mark.label: row for row, mark in enumerate(picture.marks)}.values())


def bars(picture: Picture, title: str | None = None) -> altair.LayerChart:
    """Bars, the largest at the top."""
    charts, chart = _base(picture)
    y = charts.Y("label:N", title=None, sort=None, axis=charts.Axis(labelLimit=320))
    x = charts.X("value:Q", title=picture.unit)
    fill = charts.condition("datum.hollow", charts.value("white"), charts.value(BLUE))
    boxes = chart.mark_bar(stroke=BLUE).encode(x, y, fill=fill, tooltip=_tooltip(charts))
    lines = chart.mark_rule().encode(charts.X("low:Q"), charts.X2("high:Q"), y)
    words = chart.mark_text(align="left", dx=6).encode(x, y, charts.Text("words:N"))
    return _finished(charts.layer(boxes, lines, words), picture, title, ROW * len(picture.marks))


def changes(picture: Picture, title: str | None = None) -> altair.LayerChart:
    """Arrows from base to level."""
    charts, chart = _base(picture)
    rows = len(picture.marks)
    names = json.dumps([mark.label for mark in picture.marks]) + "[datum.value]"
    axis = charts.Axis(labelExpr=names, values=list(range(rows)), labelLimit=320, grid=False)
    y = charts.Y("row:O", title=None, axis=axis)
    colour = charts.condition("datum.up", charts.value(BLUE), charts.value(VERMILLION))
    line = chart.mark_rule(strokeWidth=2).encode(
        charts.X("base:Q", title=picture.unit), charts.X2("value:Q"), y, color=colour
    )
    dot = chart.mark_point(size=40, fill="white", opacity=1).encode(charts.X("base:Q"), y, stroke=colour)
    turned = charts.condition("datum.up", charts.value(90), charts.value(-90))
    head = chart.mark_point(shape="triangle", size=90, filled=True, opacity=1).encode(
        charts.X("value:Q"), y, color=colour, angle=turned, tooltip=_tooltip(charts)
    )
    words = chart.mark_text(align="left", dx=12, fontWeight="bold").encode(
        charts.X("right:Q"), y, charts.Text("words:N"), color=colour
    )
    words = words.transform_calculate(right="max(datum.base, datum.value)")
    return _finished(charts.layer(line, dot, head, words), picture, title, ROW * rows)


def timeline(picture: Picture, title: str | None = None) -> altair.LayerChart:
    """A row for each date; a period without an end or a beginning is a dot at what is known."""
    charts, chart = _base(picture)
    y = charts.Y("label:N", title=None, sort=picture.labels, axis=charts.Axis(labelLimit=420))
    start, known = charts.X("start:T", title=None), charts.X("known:T", title=None)
    fill = charts.condition("datum.hollow", charts.value("white"), charts.value(BLUE))
    spans = chart.mark_bar(stroke=BLUE, height=9).encode(
        start, charts.X2("end:T"), y, fill=fill, tooltip=_tooltip(charts)
    )
    spans = spans.transform_filter("datum.start != null && datum.end != null")
    dots = chart.mark_point(stroke=BLUE, size=45, opacity=1).encode(known, y, fill=fill, tooltip=_tooltip(charts))
    dots = dots.transform_calculate(known="datum.start != null ? datum.start : datum.end")
    dots = dots.transform_filter(charts.FieldOneOfPredicate(field="row", oneOf=_dot_rows(picture)))
    words = chart.mark_text(align="left", dx=8).encode(known, y, charts.Text("period:N"))
    words = words.transform_calculate(known="datum.end != null ? datum.end : datum.start")
    return _finished(charts.layer(spans, dots, words), picture, title, ROW * len(picture.marks))


def _dot_rows(picture: Picture) -> list[int]:
    """The rows of dates that are open, or too short for a bar."""
    moments = [moment for mark in picture.marks for moment in (mark.start, mark.end) if moment]
    least = (max(moments) - min(moments)) * SHORTEST
    return [
        row
        for row, mark in enumerate(picture.marks)
        if mark.start is None or mark.end is None or mark.end - mark.start < least
    ]


def agreement(picture: Picture, title: str | None = None) -> altair.LayerChart:
    """A row for each figure, a mark for each article."""
    charts, chart = _base(picture)
    y = charts.Y("label:N", title=None, sort=None, axis=charts.Axis(labelLimit=320))
    x = charts.X("value:Q", title=picture.unit)
    colour = charts.Color("sources:N", title=None, scale=charts.Scale(range=list(PALETTE)))
    lines = chart.mark_rule(strokeWidth=4, opacity=0.3, color=GREY).encode(charts.X("low:Q"), charts.X2("high:Q"), y)
    shape = charts.Shape("sources:N", title=None)
    dots = chart.mark_point(filled=True, size=60, opacity=1).encode(x, y, colour, shape, tooltip=_tooltip(charts))
    apart = chart.mark_point(shape="circle", size=300, stroke=BLACK, opacity=1).encode(x, y)
    apart = apart.transform_filter("datum.kind == 'outlier'")
    return _finished(charts.layer(lines, dots, apart), picture, title, ROW * len(picture.labels))
