"""What stands in a picture: title, unit, the words of the articles, the sources."""

from __future__ import annotations

import sys

import matplotlib
import pytest
import quantclaims as qc
from quantclaims import plot

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
    assert any("Not shown: 1 in other units than USD." in text and "Sources: 0, 1." in text for text in words)
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
