"""The README shows what its code and its commands really give.

``python tests/test_readme.py`` writes into it what they give now.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import math
import os
import re
import shlex
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
import quantclaims as qc

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"


#: What the table of rates lists, of what `make bench` measures.
SYSTEMS = [
    "quantclaims, figures and dates",
    "quantclaims, all columns",
    "RE2",
    "Hyperscan",
    "PCRE2 JIT",
    "Python re",
    "text2num",
    "price-parser",
    "quantulum3",
]
RATES = re.compile(r"(?P<head>\| \| sample articles \| reuters \| news \|\n\|[-|]+\n)(?P<rows>(?:\|.*\n)*)")


def run_session(session: str, names: dict[str, object]) -> str:
    """Return a Python session with the output that its statements have."""
    shown = ""
    for example in doctest.DocTestParser().get_examples(session):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(example.source, README.name, "single"), names)
        shown += ">>> " + example.source.rstrip("\n").replace("\n", "\n... ") + "\n" + output.getvalue()
    return shown


def run_commands(session: str) -> str:
    """Return a console session with the output of each ``$ quantclaims`` in it."""
    shown = ""
    for command in re.findall(r"^\$ quantclaims (.*)\n", session, re.MULTILINE):
        arguments = [sys.executable, "-m", "quantclaims", *shlex.split(command)]
        shown += f"$ quantclaims {command}\n" + subprocess.check_output(arguments, encoding="utf-8")
    return shown


def run_blocks(text: str) -> str:
    """Return a text whose blocks of Python and console sessions have the output that they have now."""
    names: dict[str, object] = {}

    def run(block: re.Match[str]) -> str:
        session = block["session"]
        return block["head"] + (run_session(session, names) if block["language"] == "pycon" else run_commands(session))

    return re.sub(r"(?P<head>^```(?P<language>pycon|console)\n)(?P<session>.*?)(?=^```$)", run, text, flags=re.M | re.S)


#: What news writes and other tools misread: trade units, scales, prices, clock times, dates, ranges.
STRINGS = (
    "2.1 million bpd",
    "33.7 bcm",
    "12bn",
    "Rs 200 crore",
    "1.3 mb/d",
    "25 bps",
    "6.6 Mtpa",
    "4:30 a.m.",
    "Thu May 16 2024",
    "between $3 and $5 billion",
)
TABLE = re.compile(r"(?P<head>^\| Text \| quantclaims \| quantulum3 .*\n\|---.*\n)(?P<rows>(?:\|.*\n)+)", re.M)


def read_here(text: str) -> str:
    """Return what the package reads in a text, as a cell of the table."""
    claims = qc.extract(text)
    cells = []
    for value, high, unit, timex in zip(claims["value"], claims["high"], claims["unit"], claims["timex"], strict=True):
        number = f"{value:,.15g}" + ("" if math.isnan(high) else f" to {high:,.15g}")
        cells.append(timex or f"{number} {unit or ''}".rstrip())
    return ", ".join(cells)


def read_there(text: str) -> str:
    """Return what quantulum3 reads in it."""
    parser = pytest.importorskip("quantulum3.parser", reason="the extra bench brings quantulum3")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that its classifier is not installed
        return ", ".join(f"{found.value:,.15g} {found.unit.name}" for found in parser.parse(text))


def table_rows() -> list[str]:
    """Return the rows of the table as they stand in the README."""
    table = TABLE.search(README.read_text(encoding="utf-8"))
    assert table
    return table["rows"].splitlines()


def test_the_strings_that_others_misread_are_read_as_it_says() -> None:
    assert [row.split(" | ")[:2] for row in table_rows()] == [[f"| {text}", read_here(text)] for text in STRINGS]


def test_the_other_tool_reads_them_as_it_says() -> None:
    assert [row.removesuffix(" |").split(" | ")[2] for row in table_rows()] == [read_there(text) for text in STRINGS]


def speed_rows() -> str:
    """Return the table of rates as `make bench` left them."""
    rates = [
        {rate["name"]: rate["MB/s"] for rate in text["rates"]}
        for text in json.loads((ROOT / "docs" / "speed.json").read_text(encoding="utf-8"))["texts"]
    ]
    return "".join(f"| {name} | " + " | ".join(f"{text[name]:.3g}" for text in rates) + " |\n" for name in SYSTEMS)


def test_the_rates_are_those_that_were_measured() -> None:
    table = RATES.search(README.read_text(encoding="utf-8"))
    assert table and table["rows"] == speed_rows()


def test_what_it_shows_is_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    text = README.read_text(encoding="utf-8")
    assert ">>> " in text and "$ quantclaims" in text
    assert run_blocks(text) == text, f"run: python tests/{Path(__file__).name}"


def test_the_files_that_it_names_are_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


if __name__ == "__main__":
    os.chdir(ROOT)
    os.environ["COLUMNS"] = "100"
    written = run_blocks(README.read_text(encoding="utf-8"))
    rows = "".join(f"| {text} | {read_here(text)} | {read_there(text)} |\n" for text in STRINGS)
    written = TABLE.sub(lambda table: table["head"] + rows, written)
    README.write_text(RATES.sub(lambda table: table["head"] + speed_rows(), written), encoding="utf-8")
