"""The command bench: a table, figures and a plot of one run; who is missing is named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from quantclaims.bench import measure, report
from quantclaims.bench.contestants import patterns
from quantclaims.cli import main

ARTICLE = Path(__file__).resolve().parent / "articles"
PEERS = {"RE2": "re2", "Hyperscan": "hyperscan", "text2num": "text_to_num", "price-parser": "price_parser"}


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """The sample articles as one file."""
    made = tmp_path / "articles.txt"
    made.write_text("".join(path.read_text("utf-8") for path in sorted(ARTICLE.glob("*.txt"))), encoding="utf-8")
    return made


def test_one_run_gives_table_figures_and_plot(
    text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (*PEERS.values(), "quantulum3", "quantulum3.parser"):
        monkeypatch.setitem(sys.modules, module, None)
    figures, plot = tmp_path / "speed.json", tmp_path / "speed.png"
    assert main(["bench", str(text), "--rounds", "1", "--json", str(figures), "--plot", str(plot)]) == 0
    table = capsys.readouterr().out
    (run,) = json.loads(figures.read_text(encoding="utf-8"))["texts"]
    rates = {rate["name"]: rate["MB/s"] for rate in run["rates"]}
    assert run["bytes"] == len(text.read_bytes())
    assert set(rates) == {"quantclaims, all columns", "quantclaims, figures and dates", "memcpy", "Python re"}
    assert all(rate > 0 for rate in rates.values())
    assert rates["memcpy"] > rates["quantclaims, all columns"] > rates["Python re"]
    assert set(run["missing"]) == {*PEERS, "quantulum3"}
    assert all(f"not measured: {name}, not installed" in table for name in run["missing"])
    assert all(name in table for name in rates)
    assert plot.read_bytes().startswith(b"\x89PNG")


def test_each_round_measures_everyone_in_turn() -> None:
    order: list[str] = []
    one, two = (
        measure.Contestant(name, "group", lambda text, name=name: lambda: order.append(name)) for name in ("one", "two")
    )
    measured = measure.measure("text", "a text", [one, two], {}, rounds=3)
    assert order[-6:] == ["one", "two"] * 3
    assert [rate.name for rate in measured.rates] == ["one", "two"]


def test_the_slow_read_the_beginning_alone() -> None:
    def prepare(text: str) -> measure.Job:
        return lambda: sum(range(len(text) * 100))

    text = "words and words\n" * 100_000
    measured = measure.measure("text", text, [measure.Contestant("slow", "group", prepare)], {}, rounds=1)
    assert 0 < measured.rates[0].size < len(text)
    assert f"{measured.rates[0].size:,} B" in report.table(measured)


def test_the_patterns_are_17() -> None:
    assert len(patterns()) == 17
