"""The five real articles of the plan, where they stand beside the repository: what is said of their figures."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import quantclaims as qc

YEAR_2023 = (datetime.datetime(2023, 1, 1), datetime.datetime(2024, 1, 1))


@pytest.fixture
def articles(shared: Path) -> qc.Claims:
    return qc.extract_files(shared / "articles", date="2024-05-16")


@pytest.fixture
def rows(articles: qc.Claims) -> dict[str, qc.Claim]:
    """The rows of the article with the figures, by their surfaces; each stands there once."""
    return {claim.text: claim for claim in articles if claim.doc == "article-003"}


def test_a_change_leads_to_its_level(articles: qc.Claims, rows: dict[str, qc.Claim]) -> None:
    change, level = rows["40%"], rows["33.7 billion cubic meters"]
    assert (change.role, change.direction, change.comparison) == ("change", 1, "~")
    assert (level.role, level.direction, level.comparison) == ("level", 1, "=")
    assert change.link is not None and articles[change.link] == level
    for claim in (change, level):
        assert (claim.period_start, claim.period_end) == YEAR_2023
        assert (claim.measure, claim.subject) == ("gas imports from Russia", "Chinese")


def test_the_level_of_the_year_before_follows(articles: qc.Claims) -> None:
    base = articles.baselines()
    assert len(base) == 1
    assert base.value[0] == pytest.approx(24.1e9, rel=2e-3)
    assert base.low[0] < base.value[0] < base.high[0]
    assert base.unit[0] == "m3"
    assert [str(base[name][0]) for name in ("period_start", "period_end")] == [
        "2022-01-01T00:00:00",
        "2023-01-01T00:00:00",
    ]


def test_a_record_is_one(rows: dict[str, qc.Claim]) -> None:
    claim = rows["2.14 million barrels per day"]
    assert (claim.flags, claim.direction, claim.unit) == (("record",), 1, "bbl/d")
    assert (claim.period_start, claim.period_end) == YEAR_2023
    assert (claim.measure, claim.subject) == ("oil exports to China", "Russia")


def test_an_approximate_amount_is_about(rows: dict[str, qc.Claim]) -> None:
    claim = rows["$4.34 billion"]
    assert (claim.comparison, claim.value, claim.unit) == ("~", 4.34e9, "USD")


def test_two_articles_tell_of_one_trade(articles: qc.Claims) -> None:
    found = articles.corroborate()
    assert found.documents.tolist() == [2]
    same = [articles[row] for row in found.rows[0].tolist()]
    assert [(claim.doc, claim.text) for claim in same] == [
        ("article-000", "$240 billion"),
        ("article-002", "$240 billion"),
    ]
    assert {(claim.period_start, claim.period_end) for claim in same} == {YEAR_2023}
    assert len(articles.conflicts()) == 0
