"""Relations may be left out: figures and dates stay as they are, and all that a sentence says of them is none."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
import quantclaims as qc
from quantclaims.cli import main

#: What a column holds where there are no relations.
NONE = {
    "direction": 0,
    "role": 0,
    "basis": 0,
    "link": -1,
    "period_row": -1,
    **{f"{name}_{side}": -1 for name in ("measure", "subject", "speaker") for side in ("start", "end")},
}
#: Flags of the clause; the others are of the mention itself.
CLAUSE = ("record", "forecast", "target", "negated", "conditional", "quoted", "headline")
ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in ARTICLES]
TEXTS += ["", "Nothing.", "“Exports could rise 5% to a record $7 billion by 2030 from $6 billion,” the bank said."]


@pytest.fixture(scope="module")
def bare() -> qc.Claims:
    return qc.extract(TEXTS, date="2024-05-16", relate=False)


@pytest.mark.parametrize("name", NONE)
def test_relations_are_none(bare: qc.Claims, name: str) -> None:
    assert (bare.arrays[name] == NONE[name]).all()


def test_figures_have_no_period_and_no_flag_of_the_clause(bare: qc.Claims) -> None:
    figures = ~np.isin(bare["kind"], ["date", "time", "duration"])
    for name in ("period_start", "period_end"):
        assert np.isnat(bare.arrays[name][figures]).all()
    assert not {flag for flags in bare["flags"] for flag in flags} & set(CLAUSE)


def test_all_else_is_the_same(bare: qc.Claims) -> None:
    whole = qc.extract(TEXTS, date="2024-05-16")
    assert len(whole) == len(bare) > 500
    for name in whole.arrays.keys() - {*NONE, "period_start", "period_end", "granularity", "flags"}:
        number = whole.arrays[name].dtype.kind == "f"
        assert np.array_equal(whole.arrays[name], bare.arrays[name], equal_nan=number), name
    dates = np.isin(whole["kind"], ["date", "time", "duration"])
    for name in ("period_start", "period_end", "granularity"):
        assert np.array_equal(whole.arrays[name][dates], bare.arrays[name][dates], equal_nan=True), name


def test_the_command_leaves_them_out(tmp_path: Path) -> None:
    source, out = tmp_path / "lines.jsonl", io.StringIO()
    source.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    target = tmp_path / "rows.jsonl"
    assert main(["extract", str(source), "--no-relate", "--format", "jsonl", "-o", str(target)]) == 0
    qc.extract_files(source, relate=False).to_jsonl(out)
    assert target.read_text(encoding="utf-8") == out.getvalue()
    for line in out.getvalue().splitlines():
        row = json.loads(line)
        assert (row["direction"], row["role"], row["basis"], row["link"]) == (0, "level", "none", None)
        assert row["measure"] is row["subject"] is row["speaker"] is row["period_row"] is None
