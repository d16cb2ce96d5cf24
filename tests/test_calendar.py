"""The calendar against Python's datetime: every day from 0001-01-01 to 9999-12-31, and dates as texts write them."""

from __future__ import annotations

import calendar
import datetime
import itertools
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
import quantclaims as qc

ROOT = Path(__file__).resolve().parent.parent
EPOCH = datetime.date(1970, 1, 1).toordinal()
FIRST, LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()
#: What calendar_days.c writes for a day.
COLUMNS = ("year", "month", "day", "weekday", "ISO year", "ISO week", "day from its date")


def days_between(first: str, last: str, step: int = 1) -> list[datetime.date]:
    """The days from the first up to the last."""
    start, end = (datetime.date.fromisoformat(day) for day in (first, last))
    return [datetime.date.fromordinal(day) for day in range(start.toordinal(), end.toordinal() + 1, step)]


def periods(texts: list[str], dates: Iterable[datetime.date | None]) -> np.ndarray:
    """Start and last day of the only row of each text, as days."""
    claims = qc.extract(texts, date=list(dates))
    assert claims.arrays["doc"].tolist() == list(range(len(texts)))
    start, end = (claims.arrays[name].astype("datetime64[D]") for name in ("period_start", "period_end"))
    return np.stack([start, end - 1], axis=1)


def expected(pairs: Iterable[tuple[datetime.date, datetime.date]]) -> np.ndarray:
    """Pairs of days as an array."""
    return np.array(list(pairs), dtype="datetime64[D]")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The calendar of the core as a small program."""
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    made = tmp_path_factory.mktemp("calendar") / "days"
    sources = [ROOT / "tests" / "calendar_days.c", ROOT / "csrc" / "calendar.c"]
    command = ["cc", "-std=c11", "-O2", f"-I{ROOT / 'include'}", f"-I{ROOT / 'csrc'}", "-o", str(made)]
    subprocess.run([*command, *map(str, sources)], check=True)
    return made


def test_every_day_is_that_of_datetime(program: Path) -> None:
    bounds = [str(FIRST - EPOCH), str(LAST - EPOCH + 1)]
    output = subprocess.run([program, *bounds], capture_output=True, check=True).stdout
    found = np.frombuffer(output, dtype=np.int32).reshape(-1, len(COLUMNS)).T
    year, month, day, weekday, iso_year, iso_week = (column.tolist() for column in found[:6])
    wanted = np.arange(FIRST, LAST + 1)
    read_by_datetime = {
        "date": map(datetime.date, year, month, day),
        "ISO week": map(datetime.date.fromisocalendar, iso_year, iso_week, weekday),
    }
    for name, dates in read_by_datetime.items():
        ordinals = np.fromiter(map(datetime.date.toordinal, dates), dtype=np.int64)
        assert np.array_equal(ordinals, wanted), name
    assert np.array_equal(found[6] + EPOCH, wanted)


def test_every_day_of_six_centuries_is_read_from_its_text() -> None:
    days = days_between("1500-01-01", "2099-12-31")
    months = calendar.month_name
    texts = [f"It was signed on {day.day} {months[day.month]} {day.year}." for day in days]
    assert (periods(texts, [None] * len(days)) == expected((day, day) for day in days)).all()


def test_today_is_the_document_from_the_first_day_to_the_last() -> None:
    days = [*days_between("0001-01-01", "9999-12-31", 97), datetime.date.max]
    assert (periods(["It fell today."] * len(days), days) == expected((day, day) for day in days)).all()


def test_every_month_ends_with_its_last_day() -> None:
    months = [(year, month) for year in range(1900, 2100) for month in range(1, 13)]
    texts = [f"It fell in {calendar.month_name[month]} {year}." for year, month in months]
    last = [calendar.monthrange(year, month)[1] for year, month in months]
    wanted = [
        (datetime.date(year, month, 1), datetime.date(year, month, end))
        for (year, month), end in zip(months, last, strict=True)
    ]
    assert (periods(texts, [None] * len(texts)) == expected(wanted)).all()


def test_a_leap_day_is_a_date_in_leap_years_alone() -> None:
    for year in range(1890, 2100):
        rows = qc.extract(f"It was signed on 29 February {year}.")
        known = [str(claim.period_start)[:10] for claim in rows if claim.period_start is not None]
        assert known == ([f"{year}-02-29"] if calendar.isleap(year) else [])


def test_last_week_is_the_iso_week_before_the_documents() -> None:
    days = days_between("1995-01-01", "2035-12-31")
    claims = qc.extract(["It fell last week."] * len(days), date=days)
    before = [day - datetime.timedelta(7) for day in days]
    weeks = [day.isocalendar() for day in before]
    assert claims["timex"].tolist() == [f"{year:04}-W{week:02}" for year, week, _ in weeks]
    mondays = [day - datetime.timedelta(day.weekday()) for day in before]
    assert claims["period_start"].astype("datetime64[D]").tolist() == mondays


@pytest.mark.parametrize("weekday", range(7))
def test_a_bare_weekday_is_at_most_six_days_back(weekday: int) -> None:
    days = days_between("2023-12-20", "2024-03-10")
    wanted = [day - datetime.timedelta((day.weekday() - weekday) % 7) for day in days]
    texts = [f"It was signed on {calendar.day_name[weekday]}."] * len(days)
    assert (periods(texts, days) == expected((day, day) for day in wanted)).all()


def test_easter_is_within_its_limits_and_on_the_days_of_the_tables() -> None:
    years = range(1900, 2100)
    found = periods([f"It fell at Easter {year}." for year in years], [None] * len(years))[:, 0].tolist()
    assert all((3, 22) <= (day.month, day.day) <= (4, 25) and day.isoweekday() == 7 for day in found)
    # Explanatory Supplement to the Astronomical Almanac, table of Western Easter.
    tables = ("1943-04-25", "1961-04-02", "1999-04-04", "2000-04-23", "2008-03-23", "2024-03-31", "2038-04-25")
    assert {datetime.date.fromisoformat(day) for day in tables} <= set(found)


@pytest.mark.parametrize("year", [1955, 1987, 2000, 2024])
def test_two_digits_of_a_year_are_read_by_a_pivot_at_the_document(year: int) -> None:
    date = datetime.date(year, 5, 16)
    texts = [f"It was signed on 3/25/{rest:02}." for rest in range(100)]
    found = periods(texts, [date] * 100)[:, 0].tolist()
    # From 80 years before the document to 19 after it.
    wanted = {rest % 100: rest for rest in range(year - 80, year + 20)}
    assert found == [datetime.date(wanted[rest], 3, 25) for rest in range(100)]


def holidays(name: str, years: Iterable[int]) -> list[str]:
    """The first day of a holiday in some years."""
    texts = [f"It closed at {name} {year}." for year in years]
    return [str(start) for start in periods(texts, [None] * len(texts))[:, 0]]


def test_jewish_holidays_are_those_of_the_tables() -> None:
    # The days behind the eves, in the calendar of the United States Naval Observatory.
    assert holidays("Rosh Hashanah", [1999, 2013, 2021, 2024, 2025]) == [
        "1999-09-11",
        "2013-09-05",
        "2021-09-07",
        "2024-10-03",
        "2025-09-23",
    ]
    assert holidays("Passover", [2013, 2021, 2024, 2025]) == ["2013-03-26", "2021-03-28", "2024-04-23", "2025-04-13"]
    assert holidays("Hanukkah", [2013, 2021, 2023, 2024]) == ["2013-11-28", "2021-11-29", "2023-12-08", "2024-12-26"]


def test_a_jewish_year_is_of_one_of_six_lengths_and_never_begins_on_three_weekdays() -> None:
    starts = [datetime.date.fromisoformat(day) for day in holidays("Rosh Hashanah", range(1900, 2100))]
    lengths = {(after - before).days for before, after in itertools.pairwise(starts)}
    assert lengths == {353, 354, 355, 383, 384, 385}
    assert {day.isoweekday() for day in starts}.isdisjoint({3, 5, 7})


def test_islamic_days_are_within_two_of_those_announced() -> None:
    # Announced in Saudi Arabia.
    announced = {2010: "2010-09-10", 2015: "2015-07-17", 2020: "2020-05-24", 2023: "2023-04-21", 2024: "2024-04-10"}
    found = holidays("Eid al-Fitr", announced)
    apart = [datetime.date.fromisoformat(day).toordinal() for day in found]
    wanted = [datetime.date.fromisoformat(day).toordinal() for day in announced.values()]
    assert max(abs(a - b) for a, b in zip(apart, wanted, strict=True)) <= 2
