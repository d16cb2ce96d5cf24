"""Conversion: exact where it can be, refused across dimensions, conventions and currencies."""

from __future__ import annotations

import math
import pickle
import subprocess
import sys

import numpy as np
import pytest
import quantclaims as qc


@pytest.mark.parametrize(
    ("text", "to", "amount"),
    [
        ("33.7 bcm", "m3", 33700000000.0),
        ("2.14 million barrels per day", "mb/d", 2.14),
        ("2.14 mb/d", "bbl/d", 2140000.0),
        ("1 barrel of oil", "US gallons", 42.0),
        ("10 Mtpa", "t/d", 10e6 / 365.2425),
        ("100 km/h", "mph", 100 / 1.609344),
        ("7.1 US cents per kWh", "USD/MWh", 71.0),
        ("40 pence a therm", "GBP/therm", 0.4),
        ("$84 a barrel", "USc/gal_US", 200.0),
        ("$10 per MMBtu", "USD/Dth", 10.0),
        ("1 therm", "Btu", 100000.0),
        ("37 °C", "degF", 98.6),
        ("-40 °F", "degC", -40.0),
        ("0 °C", "K", 273.15),
        ("50 basis points", "percentage point", 0.5),
        ("3 FEU", "TEU", 6.0),
        ("18 months", "year", 1.5),
        ("80 cents", "USD", 0.8),
        ("10 tonnes per hectare", "kg/m2", 1.0),
        ("5 bcm per day", "m3/d", 5e9),
        ("3 tonnes of carbon", "tCO2", 3 * 44.009 / 12.011),
    ],
)
def test_amounts_in_another_unit(text: str, to: str, amount: float) -> None:
    assert qc.convert(text, to) == pytest.approx(amount, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "to", "message"),
    [
        ("33.7 bcm", "MMBtu", "cannot convert volume (bcm) to energy (MMBtu): different dimensions"),
        ("5 Mt of LNG", "bcm", "cannot convert mass (Mt) to volume (bcm): different dimensions"),
        ("3 boe", "MMBtu", "cannot convert boe to MMBtu: how boe and J compare"),
        ("3 Mtce", "TWh", "cannot convert Mtce to TWh: how tce and J compare"),
        ("$5bn", "EUR", "cannot convert USD to EUR: exchange rates are never guessed"),
        ("80 cents", "GBP", "cannot convert USc to GBP: exchange rates are never guessed"),
        ("$80 a barrel", "EUR/bbl", "cannot convert USD/bbl to EUR/bbl: exchange rates are never guessed"),
        ("$80 a barrel", "USD/t", "USD/bbl to USD/t: different dimensions below the line (volume and mass)"),
        ("$80 a barrel", "USD", "cannot convert price (USD/bbl) to money (USD): different dimensions"),
        ("5%", "percentage point", "cannot convert percent to percentage point: a share, a difference of shares"),
        ("3 mb/d", "bbl", "cannot convert volume_rate (mb/d) to volume (bbl): different dimensions"),
        ("two ships", "t", "cannot convert count (ship) to mass (t): different dimensions"),
        ("1.5 million", "t", "cannot convert 1,500,000 to mass (t): it has no unit"),
        ("5 TWh", "flurbs", "'flurbs' is no unit"),
        ("5 TWh", "million barrels", "'million barrels' is no unit"),
        ("5 TWh", "", "'' is no unit"),
        ("no figure", "t", "there is no quantity in 'no figure': one is wanted"),
        ("5 bcm or 177 Bcf", "bcm", "there are 2 quantities in '5 bcm or 177 Bcf': one is wanted ('5 bcm', '177 Bcf')"),
        ("3-5 bcm", "Bcf", "'3-5 bcm' is a range"),
    ],
)
def test_what_is_refused(text: str, to: str, message: str) -> None:
    with pytest.raises(ValueError) as refusal:
        qc.convert(text, to)
    assert message in str(refusal.value)


def test_numbers_and_arrays() -> None:
    assert qc.convert(1.5, "bcm", "mcm") == 1500.0
    amounts = qc.convert([[1.0, math.nan], [math.inf, -2.5]], "mb/d", "barrels a day")
    np.testing.assert_array_equal(amounts, [[1e6, math.nan], [math.inf, -2.5e6]])
    assert qc.convert([], "t", "kg").shape == (0,)


def test_the_unit_belongs_to_numbers_alone() -> None:
    with pytest.raises(TypeError):
        qc.convert("5 bcm", "bcm", "Bcf")  # type: ignore[call-overload]
    with pytest.raises(TypeError):
        qc.convert(5.0, "bcm")  # type: ignore[call-overload]


def test_there_and_back() -> None:
    for unit in qc.units():
        if unit.base is not None and unit.symbol not in ("percentage point", "basis point"):
            amount = qc.convert(7.0, unit.symbol, unit.base)
            assert qc.convert(amount, unit.base, unit.symbol) == pytest.approx(7.0, rel=1e-13)


def test_equivalents_are_taken_where_they_are_given() -> None:
    assert qc.convert("3 boe", "MMBtu", equivalents={"boe": "5.8 MMBtu"}) == 17.4
    assert qc.convert("17.4 MMBtu", "boe", equivalents={"boe": "5.8 MMBtu"}) == 3.0
    assert qc.convert("2 bcm", "PJ", equivalents={"tce": "29.3 GJ", "m3": "36 MJ"}) == 72.0
    with pytest.raises(ValueError, match="different dimensions"):
        qc.convert("2 bcm", "PJ", equivalents={"tce": "29.3 GJ"})
    with pytest.raises(ValueError, match="exchange rates"):
        qc.convert("$5", "EUR", equivalents={"USD": "0.92 EUR"})
    with pytest.raises(ValueError, match="no amount"):
        qc.convert("3 boe", "MMBtu", equivalents={"boe": "0 MMBtu"})


def test_one_quantity() -> None:
    quantity = qc.parse_quantity("up to $3-5 billion")
    assert quantity == (3e9, 5e9, "USD", "money", "<=", 3e9, "USD")
    assert str(quantity) == "<=3,000,000,000–5,000,000,000 USD"
    assert qc.parse_quantity("-3 °C").base_value == 270.15
    assert qc.parse_quantity("two ships").unit == "ship"
    assert qc.parse_quantity("33.7 bcm in 2023").value == 33.7


def test_both_ends_of_a_range() -> None:
    quantity = qc.parse_quantity("3-5 bcm").convert("mcm")
    assert (quantity.value, quantity.high, quantity.unit) == (3000.0, 5000.0, "mcm")
    assert (quantity.base_value, quantity.base_unit) == (3e9, "m3")


TEXT = (
    "Gas rose 5% to 33.7 bcm in 2023; 3-5 Tcf were sold at $10.50 per MMBtu. "
    "Power cost 7.1 US cents per kWh in 66 towns."
)


def test_a_column_of_claims() -> None:
    claims = qc.extract(TEXT)
    converted = claims.convert("mcm")
    volume = converted["dimension"] == "volume"
    assert converted["value"][volume].tolist() == pytest.approx([33700.0, 84950.539776])
    assert converted["high"][volume][1] == pytest.approx(141584.23296)
    assert converted["resolution"][volume][0] == pytest.approx(100.0)
    assert set(converted["unit"][volume]) == {"mcm"} and set(converted["unit_name"][volume]) == {"million cubic metres"}
    assert (converted["base_value"][volume] == claims["base_value"][volume]).all()
    for name in converted.arrays:
        np.testing.assert_array_equal(converted.arrays[name][~volume], claims.arrays[name][~volume])
    assert converted["text"].tolist() == claims["text"].tolist()
    assert claims["unit"][volume].tolist() == ["bcm", "Tcf"]


def test_prices_get_their_new_base() -> None:
    converted = qc.extract(TEXT).filter(kind="money").convert("USD/MWh")
    assert converted["value"].tolist() == [pytest.approx(10.5 / 0.29307107017222), 71.0]
    assert converted["base_unit"].tolist() == ["USD/MWh"] * 2
    assert converted["base_value"].tolist() == converted["value"].tolist()


def test_claims_of_another_dimension_are_refused() -> None:
    with pytest.raises(ValueError, match=r"volume \(bcm\) to energy \(MMBtu\): different dimensions"):
        qc.extract("Exports reached 33.7 bcm.").convert("MMBtu")
    with pytest.raises(ValueError, match="is no unit"):
        qc.extract("Exports reached 33.7 bcm.").convert("flurbs")


def test_claims_by_an_equivalent() -> None:
    converted = qc.extract("Exports reached 33.7 bcm.").convert("PJ", equivalents={"m3": "36 MJ"})
    assert (converted["value"][0], converted["unit"][0], converted["dimension"][0]) == (1213.2, "PJ", "energy")
    assert (converted["base_value"][0], converted["base_unit"][0]) == (1.2132e18, "J")


def test_nothing_to_convert_is_no_fault() -> None:
    assert len(qc.extract("No figures here.").convert("bcm")) == 0


def test_ages_and_counts_stay() -> None:
    claims = qc.extract("The 66-year-old served 18 months with two others.").convert("year")
    assert claims.filter(kind="duration")["value"].tolist() == [66.0, 1.5]
    assert claims.convert("month")["value"].tolist()[:2] == [66.0, 18.0]


def test_converted_claims_are_claims() -> None:
    converted = qc.extract(TEXT).convert("mcm")
    again = pickle.loads(pickle.dumps(converted))
    assert again.to_jsonl() == converted.to_jsonl()
    both = qc.concat([converted, qc.extract(TEXT)])
    assert both["unit"].tolist() == [*converted["unit"], *qc.extract(TEXT)["unit"]]
    with pytest.raises(ValueError):
        converted.arrays["value"][0] = 1


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quantclaims", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_the_command_converts() -> None:
    done = run("convert", "about 33.7 billion cubic metres", "Bcf")
    assert (done.returncode, done.stdout) == (0, "~1,190.104269 Bcf\n")
    assert run("convert", "3-5 boe", "MMBtu", "--equivalent", "boe=5.8 MMBtu").stdout == "17.4–29 MMBtu\n"


def test_the_command_refuses() -> None:
    done = run("convert", "33.7 bcm", "MMBtu")
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot convert volume (bcm) to energy (MMBtu)" in done.stderr
    assert run("convert", "33.7 bcm", "Bcf", "--equivalent", "boe").returncode == 2


def test_units_of_no_known_size_stay_as_they_are() -> None:
    claims = qc.extract("It took 5 zots and 3 barrels.", lexicon=[{"symbol": "zot", "aliases": "zots"}])
    assert claims.convert("m3")["unit"].tolist() == ["zot", "m3"]
