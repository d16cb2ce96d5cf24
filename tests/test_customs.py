"""The customs of the calendar: region, first of day and month, fiscal years, weeks; in Python and as options."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
import quantclaims as qc
from quantclaims import cli

DATE = "2024-05-16"


def period(text: str, **options: object) -> tuple[str, str]:
    """The only period of a text."""
    (claim,) = qc.extract(text, date=DATE, **options)  # type: ignore[arg-type]
    return str(claim.period_start)[:10], str(claim.period_end)[:10]


def test_an_option_wins_over_the_region() -> None:
    assert period("Filed 03/04/2024.", region="US") == ("2024-03-04", "2024-03-05")
    assert period("Filed 03/04/2024.", region="US", dayfirst=True) == ("2024-04-03", "2024-04-04")
    assert period("It fell in fiscal 2023.", region="US", fiscal_year_start=2) == ("2022-02-01", "2023-02-01")


def test_a_region_without_customs_has_the_day_first() -> None:
    assert period("Filed 03/04/2024.", region="IS") == ("2024-04-03", "2024-04-04")


@pytest.mark.parametrize("start", range(1, 8))
def test_this_week_holds_the_document_and_begins_on_its_day(start: int) -> None:
    import datetime

    first, behind = (datetime.date.fromisoformat(day) for day in period("It fell this week.", week_start=start))
    assert first <= datetime.date.fromisoformat(DATE) < behind
    assert (first.isoweekday(), (behind - first).days) == (start, 7)


@pytest.mark.parametrize("month", range(1, 13))
def test_a_fiscal_year_is_named_after_its_end_and_has_four_quarters(month: int) -> None:
    year = period("It fell in fiscal 2020.", fiscal_year_start=month)
    quarters = [
        period(f"It fell in the {ordinal} quarter of fiscal 2020.", fiscal_year_start=month)
        for ordinal in ("first", "second", "third", "fourth")
    ]
    assert year == (f"{2020 - (month > 1)}-{month:02}-01", f"{2021 - (month > 1)}-{month:02}-01")
    assert (quarters[0][0], quarters[-1][1]) == year
    assert [end for _, end in quarters[:-1]] == [start for start, _ in quarters[1:]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"region": "XX"}, "ISO 3166-1"),
        ({"region": "us"}, "ISO 3166-1"),
        ({"fiscal_year_start": 13}, "month"),
        ({"week_start": 0}, "Monday 1"),
    ],
)
def test_what_cannot_be_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        qc.Extractor(**options)  # type: ignore[arg-type]


def test_an_extractor_keeps_its_customs_when_it_is_pickled() -> None:
    extractor = pickle.loads(pickle.dumps(qc.Extractor(region="JP", week_start=7)))
    (claim,) = extractor.extract("It fell in fiscal 2020.", date=DATE)
    assert str(claim.period_start) == "2020-04-01 00:00:00"


def test_the_command_line_takes_them(tmp_path: Path) -> None:
    article, rows = tmp_path / "article.txt", tmp_path / "rows.jsonl"
    article.write_text("Filed 03/04/2024, in fiscal 2023; it fell last week.", encoding="utf-8")
    words = ["--region", "US", "--fiscal-year-start", "7", "--week-start", "7", "--date", DATE]
    cli.main(["extract", str(article), *words, "--format", "jsonl", "-o", str(rows)])
    starts = [json.loads(line)["period_start"][:10] for line in rows.read_text(encoding="utf-8").splitlines()]
    assert starts == ["2024-03-04", "2022-07-01", "2024-05-05"]
