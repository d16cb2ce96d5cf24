"""Intervals, baselines and checks: arithmetic on claims, and what it leaves open."""

from __future__ import annotations

import math
import time

import numpy as np
import pytest
import quantclaims as qc


def interval(text: str) -> tuple[float, float]:
    """The interval of the one figure of a text."""
    figures = qc.extract(text)
    figures = figures.filter(~np.isnan(figures["value"]))
    low, high = qc.intervals(figures)
    assert len(low) == 1
    return float(low[0]), float(high[0])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It cost $33.7 billion.", 33.65e9, 33.75e9),
        ("It cost $241 billion.", 240.5e9, 241.5e9),
        ("It cost $240 billion.", 235e9, 245e9),
        ("It cost $1,500.", 1450, 1550),
        ("It cost $2.10 million.", 2.095e6, 2.105e6),
        ("It cost $2.0 million.", 1.95e6, 2.05e6),
        ("It cost $1.500 billion.", 1.4995e9, 1.5005e9),
        ("It cost Rs 200 crore.", 1.5e9, 2.5e9),
        ("It cost about $2.10 million.", 2.05e6, 2.15e6),
        ("It cost about $40.", 35, 45),
        ("It cost $3-5 billion.", 2.5e9, 5.5e9),
        ("It cost more than $20 billion.", 20e9, math.inf),
        ("It cost at least $20 billion.", 20e9, math.inf),
        ("It cost less than $20 billion.", -math.inf, 20e9),
        ("It cost up to $20 billion.", -math.inf, 20e9),
        ("It cost $0.", -0.5, 0.5),
    ],
)
def test_an_interval_is_what_was_written(text: str, low: float, high: float) -> None:
    assert interval(text) == pytest.approx((low, high))


def test_dates_have_no_interval() -> None:
    low, high = qc.intervals(qc.extract("It opened in 2023."))
    assert np.isnan(low).all() and np.isnan(high).all()


def test_conversion_keeps_what_was_written() -> None:
    claims = qc.extract("Output rose to 2,140 kb/d.")
    low, high = qc.intervals(claims.convert("mb/d"))
    assert (low[0], high[0]) == pytest.approx((2.135, 2.145))


def base_of(text: str, date: str | None = None) -> np.record:
    found = qc.extract(text, date=date).baselines()
    assert len(found) == 1
    return found[0]


def test_a_base_is_a_level_over_its_growth() -> None:
    base = base_of("Gas imports rose 40.0% to 33.7 bcm.")
    assert (base.change, base.level, base.previous) == (0, 1, -1)
    assert base.value == pytest.approx(33.7 / 1.4)
    assert (base.low, base.high) == pytest.approx((33.65 / 1.4005, 33.75 / 1.3995))
    assert (base.unit, base.percent) == ("bcm", 40)
    assert (base.percent_low, base.percent_high) == pytest.approx((39.95, 40.05))


def test_a_base_is_a_level_over_what_a_fall_left() -> None:
    base = base_of("Gas imports fell 25.0% to 33.3 bcm.")
    assert base.value == pytest.approx(44.4)
    assert base.percent == -25
    assert base.low < base.value < base.high


def test_a_multiple_has_a_base() -> None:
    assert base_of("Sales doubled to $4.2 billion.").value == pytest.approx(2.1e9)
    base = base_of("Sales more than doubled to $4.2 billion.")
    assert (base.low, base.high) == pytest.approx((0, 4.25e9 / 2))


def test_an_open_change_has_an_open_base() -> None:
    base = base_of("Gas imports rose by more than 40% to 33.7 bcm.")
    assert (base.low, base.high) == pytest.approx((0, 33.75 / 1.4))
    base = base_of("Gas imports fell by more than 40% to 33.7 bcm.")
    assert base.low == pytest.approx(33.65 / 0.6)
    assert base.value == pytest.approx(33.7 / 0.6)
    assert base.high == math.inf


def test_a_fall_of_all_has_no_base() -> None:
    assert base_of("Gas imports fell 100% to 33.7 bcm.").value == math.inf


@pytest.mark.parametrize(
    "text",
    [
        "The rate rose 5% to 6%.",
        "The margin rose by 2 percentage points to 5%.",
        "Gas imports rose 40%.",
        "Gas imports rose to 33.7 bcm.",
        "",
    ],
)
def test_what_says_too_little_has_no_base(text: str) -> None:
    assert len(qc.extract(text).baselines()) == 0
    assert len(qc.extract(text).checks()) == 0


def test_level_and_previous_imply_a_change() -> None:
    base = base_of("Gas imports rose to 33.7 bcm from 24.1 bcm.")
    assert (base.change, base.level, base.previous) == (-1, 0, 1)
    assert (base.value, base.unit) == (24.1, "bcm")
    assert base.percent == pytest.approx(100 * (33.7 / 24.1 - 1))
    assert (base.percent_low, base.percent_high) == pytest.approx(
        (100 * (33.65 / 24.15 - 1), 100 * (33.75 / 24.05 - 1))
    )


def test_level_and_previous_may_have_two_units() -> None:
    base = base_of("Output rose to 2.14 million barrels per day from 980 kb/d.")
    assert (base.value, base.unit) == (pytest.approx(980e3), "bbl/d")


@pytest.mark.parametrize(
    ("text", "date", "start", "end"),
    [
        ("Gas imports rose 40% to 33.7 bcm in 2023.", None, "2022-01-01", "2023-01-01"),
        ("Gas imports rose 40% to 33.7 bcm last year.", "2024-05-16", "2022-01-01", "2023-01-01"),
        ("Gas imports rose 4% to 3.7 bcm in March 2024 from a year earlier.", None, "2023-03-01", "2023-04-01"),
        ("Gas imports rose 4% year-on-year to 3.7 bcm in March 2024.", None, "2023-03-01", "2023-04-01"),
        ("Gas imports rose 4% month-on-month to 3.7 bcm in March 2024.", None, "2024-02-01", "2024-03-01"),
        ("Gas imports rose 4% to 3.7 bcm in March 2024.", None, "NaT", "NaT"),
        ("Gas imports rose 4% to 3.7 bcm.", None, "NaT", "NaT"),
        ("Gas imports rose to 33.7 bcm in 2023 from 24.1 bcm in 2021.", None, "2021-01-01", "2022-01-01"),
    ],
)
def test_a_base_has_a_period(text: str, date: str | None, start: str, end: str) -> None:
    base = base_of(text, date)
    assert np.array_equal(
        np.array([base.period_start, base.period_end]), np.array([start, end], "M8[s]"), equal_nan=True
    )


def test_short_months_keep_their_days() -> None:
    from quantclaims.algebra import _moved

    one = np.array([12], dtype=np.intp)
    none = np.array([0], dtype=np.intp)
    start = _moved(np.array(["2024-02-29"], "M8[s]"), one, none, 1)
    end = _moved(np.array(["2024-03-01"], "M8[s]"), one, none, 0)
    assert (str(start[0]), str(end[0])) == ("2023-02-28T00:00:00", "2023-03-01T00:00:00")


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("Exports rose 40% to 33.7 bcm from 24.1 bcm.", True),
        ("Exports rose 12% to 33.7 bcm from 24.1 bcm.", False),
        ("Exports fell 28.5% to 24.1 bcm from 33.7 bcm.", True),
        ("Exports fell 40% to 24.1 bcm from 33.7 bcm.", False),
        ("Exports more than doubled to 33.7 bcm from 12.1 bcm.", True),
        ("Exports doubled to 93.7 bcm from 12.1 bcm.", False),
    ],
)
def test_change_level_and_previous_are_checked(text: str, agrees: bool) -> None:
    checks = qc.extract(text).checks()
    assert checks.agrees.tolist() == [agrees]


def test_a_check_names_its_rows() -> None:
    check = qc.extract("Exports fell 40% to 24.1 bcm from 33.7 bcm.").checks()[0]
    assert (check.change, check.level, check.previous) == (0, 1, 2)
    assert check.stated == -40
    assert check.implied == pytest.approx(100 * (24.1 / 33.7 - 1))
    assert check.low < check.implied < check.high


def test_relations_left_out_leave_nothing_to_compute() -> None:
    claims = qc.extract("Exports rose 12% to 33.7 bcm from 24.1 bcm.", relate=False)
    assert [len(found) for found in (claims.baselines(), claims.checks())] == [0, 0]


def test_a_hundred_thousand_rows_take_less_than_a_second() -> None:
    sentence = "Exports rose {}% to {}.5 bcm from {}.5 bcm in 2022."
    text = " ".join(sentence.format(number % 70 + 1, number % 97 + 9, number % 89 + 3) for number in range(250))
    claims = qc.extract([text] * 100)
    assert len(claims) == 100_000
    claims[:1].baselines()
    for compute in (claims.baselines, claims.checks):
        start = time.process_time()
        assert len(compute()) > 20_000
        assert time.process_time() - start < 1
