"""The catalogue of units: what it tells, what a query finds, and that it is the lexicon."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
import quantclaims as qc
from quantclaims import _core

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "csrc"))

from tablegen.phrases import Phrases
from tablegen.signs import Signs
from tablegen.units import Units


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quantclaims", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def test_the_catalogue_is_the_lexicon() -> None:
    rows = {unit.symbol: unit for unit in Units(Phrases(Signs())).units}
    told = qc.units()
    assert [unit.symbol for unit in told] == list(rows)
    for unit in told:
        row = rows[unit.symbol]
        assert (unit.name, unit.dimension, unit.base or "") == (row.name, row.dimension, row.base)
        assert unit.factor == (float(row.factor) if row.base else None)
        assert unit.offset == float(row.offset)


def test_codes_are_places_in_the_catalogue() -> None:
    claims = qc.extract("It cost $5 and weighed 3 tonnes.")
    told = qc.units()
    assert [told[code].symbol for code in claims.arrays["unit"].tolist()] == ["USD", "t"]


def test_factors_are_exact() -> None:
    factors = {row[0]: Fraction(row[4]) for row in _core.units()}
    assert factors["bbl"] == 42 * 231 * Fraction("0.0254") ** 3
    assert factors["degF"] == Fraction(5, 9)
    assert factors["USc"] == Fraction(1, 100)


def test_every_unit_says_where_it_comes_from() -> None:
    assert [unit.symbol for unit in qc.units() if not unit.source or not unit.exactness] == []


def test_aliases_are_written_as_in_texts() -> None:
    by_symbol = {unit.symbol: unit for unit in qc.units()}
    assert {"barrels per day", "bpd", "barrels a day"} <= set(by_symbol["bbl/d"].aliases)
    assert {"zł", "zlotys", "PLN"} <= set(by_symbol["PLN"].aliases)
    assert not any("{" in alias or "<" in alias or not alias for unit in qc.units() for alias in unit.aliases)


@pytest.mark.parametrize(
    ("query", "symbols"),
    [
        ("bcm", ["bcm"]),
        ("Barrels Per Day", ["bbl/d"]),
        ("$", ["USD"]),
        ("mt", ["Mt"]),
        ("km/h", ["km/h"]),
        ("yuan renminbi", ["CNY"]),
    ],
)
def test_what_is_called_so_comes_first(query: str, symbols: list[str]) -> None:
    assert [unit.symbol for unit in qc.units(query)][: len(symbols)] == symbols


def test_a_dimension_lists_its_units() -> None:
    assert {unit.dimension for unit in qc.units("mass_rate")} == {"mass_rate"}
    assert len(qc.units("mass_rate")) == sum(unit.dimension == "mass_rate" for unit in qc.units())


def test_beginnings_of_words_are_found() -> None:
    symbols = {unit.symbol for unit in qc.units("megawatt")}
    assert {"MW", "MWh", "MWh/d"} <= symbols
    assert qc.units("no such unit") == ()


def test_the_catalogue_shows_itself() -> None:
    assert repr(qc.units("temperature")).splitlines()[0] == "3 units"
    assert len(repr(qc.units()).splitlines()) == 27
    page = qc.units("bcm")._repr_html_()
    assert page.startswith("<table>") and "billion cubic metres" in page


def test_the_command_lists_units() -> None:
    done = run("units", "temperature")
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == ["K", "degC", "degF"]
    rows = [json.loads(line) for line in run("units", "bcm", "--format", "jsonl").stdout.splitlines()]
    assert rows[0]["symbol"] == "bcm" and rows[0]["factor"] == 1e9 and "bcm" in rows[0]["aliases"]


def test_the_command_says_that_there_is_none() -> None:
    done = run("units", "flurbs")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no unit is called like 'flurbs'" in done.stderr


def test_an_extractor_lists_its_own_units() -> None:
    extractor = qc.Extractor(
        lexicon=[
            {"symbol": "cask", "base": "L", "factor": "41", "aliases": "cask(s)"},
            {"symbol": "butt", "name": "butt of ale", "base": "cask", "factor": "12"},
            {"symbol": "bbl", "aliases": "petrobarrel(s)"},
            {"symbol": "STC", "name": "starcoin", "dimension": "money"},
        ]
    )
    butt, petrobarrel, coin = (extractor.units(name)[0] for name in ("butt of ale", "petrobarrels", "STC"))
    assert (butt.dimension, butt.base, butt.factor) == ("volume", "m3", pytest.approx(0.492))
    assert (petrobarrel.symbol, coin.dimension, coin.base) == ("bbl", "money", "STC")
    assert qc.units("cask")[:1] == ()
    assert len(extractor.units()) == len(qc.units()) + 3
