"""What stands in a picture: title, unit, marks where the figures are, labels, notes, the sources."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib
import numpy as np
import pytest
import quantclaims as qc
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.markers import CARETLEFT, CARETRIGHT
from quantclaims import plot
from quantclaims.plot import furniture

matplotlib.use("Agg")

TEXTS = [
    "Trade reached $240 billion in 2023. Aid was about $3 billion. The price rose by $4 billion.",
    "Costs were $3-5 billion; the loan was £7 million.",
]


@pytest.fixture(scope="module")
def claims() -> qc.Claims:
    return qc.extract(TEXTS)


def test_the_plot_says_what_it_shows(claims: qc.Claims) -> None:
    axes = plot.amounts(claims)
    assert "largest amounts (US dollar)" in axes.get_title(loc="left")
    assert "(USD), logarithmic scale" in axes.get_xlabel()
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert any("Trade reached" in label for label in labels)
    assert labels[-1].endswith("\n0")
    words = [" ".join(text.get_text().split()) for text in axes.texts]
    assert r"\$240 billion (2023)" in words
    assert r"~ \$3 billion" in words
    assert any("Not shown: 1 in other units than USD." in text for text in words)
    assert any("Sources: document 0, document 1." in text for text in words)
    axes.figure.canvas.draw()


def test_an_amount_of_several_documents_is_one_dot() -> None:
    axes = plot.amounts(qc.extract(["Trade reached $240 billion."] * 3))
    (label,) = axes.get_yticklabels()
    assert label.get_text().endswith("0 and 2 more")


def test_an_amount_with_and_without_its_period_is_one_dot_and_one_of_another_year_another() -> None:
    texts = ["Trade was about $240 billion.", "Trade was $240 billion in 2023.", "Trade was $240 billion in 2021."]
    axes = plot.amounts(qc.extract(texts))
    assert [label.get_text().splitlines()[-1] for label in axes.get_yticklabels()] == ["1 and 1 more", "2"]


def test_what_cannot_be_drawn_is_named(claims: qc.Claims) -> None:
    with pytest.raises(ValueError, match="no amount of dimension energy"):
        plot.amounts(claims, "energy")
    with pytest.raises(ValueError, match="no amount in JPY"):
        plot.amounts(claims, unit="JPY")
    with pytest.raises(ValueError, match="dimension is one of"):
        plot.amounts(claims, "colour")


def test_a_missing_extra_is_named(claims: qc.Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)
    with pytest.raises(ImportError, match=r"pip install 'quantclaims\[plot\]'"):
        plot.amounts(claims)


# ---- Series, bars, changes, dates, agreement

GAS = {
    "Post": "Norway’s gas exports rose to 109 bcm in 2023 from 99 bcm in 2022. "
    "Norway’s gas exports were 113 bcm in 2021.",
    "Herald": "Russia’s gas exports fell 24% to 139 billion cubic metres in 2023. "
    "Russia’s gas exports were 241 bcm in 2021.",
    "Wire": "Qatar’s gas exports rose to 128 bcm in 2023. In 2021 Qatar’s gas exports came to 4.45 Tcf.",
    "Daily": "Norway’s gas exports were 109 bcm in 2023, it said. Norway’s gas exports will reach 120 bcm in 2025. "
    "A cargo cost $30 million. The agreement of 12 March 2019 holds until 2030 and has been in force since 2020.",
}
TRADE = {
    "Post": "China’s exports fell 4.6% to $3.38 trillion in 2023. China exported 5.22 million vehicles.",
    "Herald": "Exports of China came to $3.38 trillion in 2023. Car exports reached 4.91 million vehicles.",
    "Wire": "China’s exports were $3.38 trillion in 2023. Exports of 5.22 million vehicles were a record.",
}


def named(articles: dict[str, str]) -> qc.Claims:
    return qc.Extractor().run(tuple(articles.values()), (None,) * len(articles), tuple(articles))


@pytest.fixture(scope="module")
def gas() -> qc.Claims:
    return named(GAS)


@pytest.fixture(scope="module")
def trade() -> qc.Claims:
    return named(TRADE)


@pytest.fixture(autouse=True)
def close() -> Iterator[None]:
    yield
    pyplot.close("all")


def words(axes: Axes) -> list[str]:
    return [" ".join(text.get_text().split()) for text in axes.texts]


def marks(axes: Axes, x: float) -> list[float]:
    """The heights of the marks that stand above one place."""
    lines = [line for line in axes.lines if line.get_marker() not in ("None", None, "")]
    return sorted(float(y) for line in lines for at, y in zip(*line.get_data()) if at == x)


PICTURES: list[Callable[[qc.Claims, qc.Claims], Axes]] = [
    lambda gas, _: gas.plot.series(),
    lambda gas, _: gas.plot.bars(),
    lambda gas, _: gas.plot.changes(),
    lambda gas, _: gas.plot.timeline(),
    lambda _, trade: trade.plot.agreement(),
]


@pytest.mark.parametrize("draw", PICTURES, ids=["series", "bars", "changes", "timeline", "agreement"])
def test_every_picture_has_title_sources_and_fits_its_figure(
    draw: Callable[[qc.Claims, qc.Claims], Axes], gas: qc.Claims, trade: qc.Claims
) -> None:
    axes = draw(gas, trade)
    assert axes.get_title(loc="left")
    assert any("Sources: " in text and "Herald" in text for text in words(axes))
    figure = axes.get_figure(root=True)
    assert figure is not None
    figure.canvas.draw()
    box = axes.get_tightbbox()
    assert box is not None
    assert box.x0 >= -1 and box.y0 >= -1
    assert box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1


@pytest.mark.parametrize("draw", PICTURES, ids=["series", "bars", "changes", "timeline", "agreement"])
def test_a_picture_is_drawn_where_it_is_wanted(
    draw: Callable[[qc.Claims, qc.Claims], Axes], gas: qc.Claims, trade: qc.Claims
) -> None:
    count = len(pyplot.get_fignums())
    draw(gas, trade)
    assert len(pyplot.get_fignums()) == count + 1


def test_a_series_has_a_line_for_each_subject_in_one_unit(gas: qc.Claims) -> None:
    axes = gas.plot.series()
    assert axes.get_title(loc="left") == "Gas exports"
    assert axes.get_ylabel() == "Billion cubic metres"
    assert {"Norway", "Russia", "Qatar"} <= set(words(axes))
    assert marks(axes, 2021.0) == pytest.approx([113, 126.01, 241], rel=1e-4)
    assert marks(axes, 2023.0) == [109, 128, 139]
    assert any("Not shown: 1 figure in other units." in text for text in words(axes))


def test_a_series_shows_rounding_and_what_was_computed(gas: qc.Claims) -> None:
    axes = gas.plot.series()
    assert marks(axes, 2022.0) == pytest.approx([99, 182.89], rel=1e-3)
    spans = [tuple(path.vertices[:, 1]) for collection in axes.collections for path in collection.get_paths()]
    assert any(span == pytest.approx((108.5, 109.5)) for span in spans)
    assert any("computed from a change" in text for text in words(axes))
    assert marks(gas.plot.series(bases=False), 2022.0) == [99]


def test_what_is_yet_to_come_is_hollow_and_dashed(gas: qc.Claims) -> None:
    axes = gas.plot.series()
    (mark,) = (line for line in axes.lines if line.get_marker() == "o" and line.get_xdata()[0] == 2025)
    assert mark.get_markerfacecolor() == "white"
    assert [line for line in axes.lines if line.get_linestyle() == "--"]
    assert any("forecasts" in text for text in words(axes))


def test_a_unit_that_is_asked_for_is_on_the_scale(gas: qc.Claims) -> None:
    axes = gas.plot.series(unit="Tcf", about="Qatari exports")
    assert axes.get_ylabel() == "Trillion cubic feet"
    assert marks(axes, 2021.0) == [4.45]
    assert axes.get_title(loc="left") == "Qatari exports"


def test_months_and_years_stand_at_the_middle_of_their_periods() -> None:
    text = "Germany’s oil imports were 8 Mt in May 2023. Germany’s oil imports were 7 Mt in June 2023."
    axes = qc.extract(text).plot.series()
    assert len(marks(axes, matplotlib.dates.date2num(np.datetime64("2023-05-01")))) == 1


def test_bars_show_the_latest_figure_of_each(gas: qc.Claims) -> None:
    axes = gas.plot.bars()
    assert axes.get_title(loc="left") == "Gas exports, 2023"
    assert axes.get_xlabel() == "Billion cubic metres"
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Russia", "Qatar", "Norway"]
    assert [bar.get_width() for bar in axes.patches] == [139, 128, 109]
    assert axes.get_xlim()[0] == 0
    earlier = gas.plot.bars(period="2021")
    assert [bar.get_width() for bar in earlier.patches] == pytest.approx([241, 126.01, 113], rel=1e-4)


def test_bars_put_one_figure_of_several_articles_together(trade: qc.Claims) -> None:
    axes = trade.plot.bars(unit="USD")
    assert len(axes.patches) == 1
    assert any("Sources: Post, Herald, Wire." in text for text in words(axes))


def test_a_count_is_told_by_its_noun(trade: qc.Claims) -> None:
    axes = trade.plot.bars(unit="vehicle")
    assert axes.get_xlabel() == "Million vehicles"


def test_changes_lead_from_base_to_level(gas: qc.Claims) -> None:
    axes = gas.plot.changes()
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels[:2] == ["Russia, 2022 to 2023", "Norway, 2022 to 2023"]
    heads = {(line.get_marker(), float(line.get_xdata()[0])) for line in axes.lines}
    assert (CARETLEFT, 139.0) in heads and (CARETRIGHT, 109.0) in heads and ("o", 99.0) in heads
    assert "−24%" in words(axes) and "+10%" in words(axes)
    colours = {line.get_color() for line in axes.lines}
    assert {furniture.BLUE, furniture.VERMILLION} <= colours
    assert any("Hollow: computed" in text for text in words(axes))


def test_names_and_changes_stand_beside_what_is_drawn_not_on_it() -> None:
    told = "Norway's gas exports fell 7% to 109 bcm in 2023. Norway's gas exports were 9 bcm in May 2024 and 8 bcm in"
    claims = qc.extract(f"{told} April 2024. Norway's gas exports were 117 bcm in 2022.")
    line, change = claims.plot.series(), claims.plot.changes()
    for axes in (line, change):
        bars = [segment for bars in axes.collections for segment in bars.get_segments()]
        right = max(float(x) for segment in bars for x, _ in segment)
        beside = [note for note in axes.texts if "Norway" in note.get_text() or "%" in note.get_text()]
        assert beside
        within = axes.transData if axes is change else axes.transAxes
        assert max(within.transform(note.xy)[0] for note in beside) >= axes.transData.transform((right, 0))[0] - 1


def test_a_timeline_has_dots_bars_and_open_ends(gas: qc.Claims) -> None:
    axes = gas.plot.timeline()
    told = words(axes)
    assert {"2019-03-12", "2021 ×3", "2023 ×4", "since 2020"} <= set(told)
    assert "until 2030" in told
    assert any("12 March 2019" in label.get_text() for label in axes.get_yticklabels())
    only = gas.plot.timeline(about="agreement 12 March")
    assert 0 < len(only.get_yticklabels()) < len(axes.get_yticklabels())


def test_agreement_marks_the_one_that_differs(trade: qc.Claims) -> None:
    axes = trade.plot.agreement()
    labels = [" ".join(label.get_text().split()) for label in axes.get_yticklabels()]
    assert "China: exports, 2023 $3.38 trillion".replace("$", r"\$") in labels
    assert any("5.22 million vehicles" in label for label in labels)
    assert "4.91 million vehicles" in words(axes)
    rings = [line for line in axes.lines if line.get_marker() == "o" and line.get_markerfacecolor() == "none"]
    assert [float(ring.get_xdata()[0]) for ring in rings] == pytest.approx([100 * (4.91 / 5.22 - 1)])
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["Post", "Herald", "Wire"]


def test_conflicts_belong_together_however_far_apart() -> None:
    claims = named(
        {
            "Post": "Sino-Russian trade reached $240 billion in 2023.",
            "Herald": "China-Russia trade was $201 billion in 2023.",
        }
    )
    assert len(claims.plot.agreement().get_yticklabels()) == 1


def test_the_palette_is_told_apart_by_colour_blind_readers() -> None:
    """Each pair stays apart without the difference of red and green (Viénot, Brettel and Mollon 1999)."""
    rgb = np.array([[int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)] for colour in furniture.PALETTE])
    # Deuteranopia in linear RGB.
    blind = np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]])
    seen = np.clip(rgb**2.2 @ blind.T, 0, 1) ** (1 / 2.2)
    apart = np.linalg.norm(seen[:, None] - seen[None], axis=-1)[np.triu_indices(len(seen), 1)]
    assert apart.min() > 0.1
    assert len(set(furniture.MARKERS)) == len(furniture.PALETTE) == len(set(furniture.PALETTE))


def test_signs_of_formulas_are_words() -> None:
    claims = named({"$a_$b": "Steel sales were $3 billion in 2022. Steel sales were $4 billion in 2023."})
    for axes in (claims.plot.bars(), claims.plot.timeline()):
        figure = axes.get_figure(root=True)
        assert figure is not None
        figure.canvas.draw()
        assert any(r"\$a_\$b" in text for text in words(axes))


# ---- Wide scales, many figures


def test_the_plots_of_claims_are_those_of_the_module(claims: qc.Claims) -> None:
    assert claims.plot.amounts(top=1).get_title(loc="left") == plot.amounts(claims, top=1).get_title(loc="left")


@pytest.mark.parametrize("kind", ["series", "changes"])
def test_figures_far_apart_are_on_a_logarithmic_scale(kind: str) -> None:
    text = "Norway’s gas exports rose to 5,000 bcm in 2023 from 2 bcm in 2022."
    axes = getattr(qc.extract(text).plot, kind)()
    assert "log" in (axes.get_xscale(), axes.get_yscale())
    assert any("Logarithmic scale." in said for said in words(axes))


def test_what_is_beyond_the_top_is_counted() -> None:
    texts = [
        "Norway’s gas exports rose to 109 bcm in 2023 from 99 bcm in 2022. Its budget rose to $9 billion in 2023.",
        "Norway’s gas exports came to 109 bcm in 2023. Qatar’s gas exports rose to 8 bcm in 2021 from 7 bcm in 2020.",
        "Qatar’s gas exports came to 8 bcm in 2021.",
    ]
    plots = qc.extract(texts).plot
    for axes, said in (
        (plots.series(top=1), "1 more line"),
        (plots.bars(top=1), "1 smaller one"),
        (plots.changes(top=1), "1 smaller one"),
        (plots.timeline(top=1), "dates that fewer articles name"),
        (plots.agreement(top=1), "1 more figure"),
    ):
        assert any(said in line for line in words(axes)), said


# ---- Where there is nothing to draw


@pytest.mark.parametrize(
    ("text", "draw", "message"),
    [
        ("Nothing.", lambda plots: plots.series(), "there are no amounts"),
        ("Exports were 3 bcm in 2023.", lambda plots: plots.series(), "figures of one thing for two periods"),
        ("Exports were 3 bcm in 2023.", lambda plots: plots.bars(about="cheese"), "told most often are 'Exports'"),
        ("Exports were 3 bcm in 2023.", lambda plots: plots.bars(unit="USD"), "cannot convert volume"),
        ("Exports were 3 bcm last year.", lambda plots: plots.bars(period="2023"), "nothing to draw"),
        ("Exports were 3 bcm.", lambda plots: plots.bars(period="May"), "a period is a year, a month or a day"),
        ("Exports were 3 bcm in 2023.", lambda plots: plots.changes(), "rose 7% to 33 bcm"),
        ("Exports were 3 bcm last year.", lambda plots: plots.timeline(), "extract(..., date=...)"),
        ("Exports were 3 bcm in 2023.", lambda plots: plots.agreement(), "two documents tell"),
    ],
)
def test_nothing_to_draw_is_said_with_what_would_help(
    text: str, draw: Callable[[plot.Plots], Axes], message: str
) -> None:
    with pytest.raises(ValueError) as error:
        draw(qc.extract(text).plot)
    assert message in str(error.value)


# ---- Altair and Datawrapper

KINDS = ("series", "bars", "changes", "timeline", "agreement")


@pytest.mark.parametrize("kind", KINDS)
def test_altair_has_the_same_figures(kind: str, gas: qc.Claims, trade: qc.Claims) -> None:
    claims = trade if kind == "agreement" else gas
    chart = claims.to_altair(kind, title="Of <b>gas</b>")
    spec = json.loads(chart.to_json())
    assert spec["title"]["text"] == "Of <b>gas</b>"
    assert "Sources: " in spec["title"]["subtitle"][-1]
    rows = spec["data"]["values"]
    shape = plot.picture(claims, kind, {})
    assert [row["value"] for row in rows] == [mark.value for mark in shape.marks]
    assert [row["sources"] for row in rows] == [", ".join(mark.docs) for mark in shape.marks]


@pytest.mark.parametrize("kind", KINDS)
def test_datawrapper_reads_the_same_figures(kind: str, gas: qc.Claims, trade: qc.Claims, tmp_path: Path) -> None:
    claims = trade if kind == "agreement" else gas
    path = tmp_path / "figures.csv"
    assert claims.to_datawrapper(path, kind) is None
    text = path.read_text(encoding="utf-8")
    assert text == claims.to_datawrapper(kind=kind)
    table = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in table}) == 1
    assert len({tuple(row) for row in table}) == len(table) > 1


def test_datawrapper_has_a_column_for_each_line(gas: qc.Claims) -> None:
    rows = list(csv.DictReader(io.StringIO(gas.to_datawrapper() or "")))
    assert [row["period"] for row in rows] == ["2021", "2022", "2023", "2025"]
    assert [row["Norway"] for row in rows] == ["113", "99", "109", "120"]
    assert rows[3]["Russia"] == ""


def test_another_kind_of_picture_is_refused(gas: qc.Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="one of series, bars"):
        gas.to_altair("pie")
    with pytest.raises(TypeError, match="colour"):
        gas.to_datawrapper(kind="bars", colour="red")
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match=r"pip install 'quantclaims\[altair\]'"):
        gas.to_altair()
