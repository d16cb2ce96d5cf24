"""Corroboration and conflicts through DuckDB: the same as in memory, however the claims are portioned."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest
import quantclaims as qc
from quantclaims import facts

sys.path.insert(0, str(Path(__file__).parent / "bench"))
from articles import articles as generated


@pytest.fixture(scope="module")
def claims() -> qc.Claims:
    rows = list(generated(1500, seed=7))
    # Months, hedges, falls, temperatures and prices are among what the generated articles do not have.
    more = [
        ("2024-05-16", "Norway’s gas exports fell about 7% to 9.1 bcm in May 2023."),
        ("2024-05-17", "Norway’s gas exports fell 9% to 9,100 mcm in May 2023."),
        (
            "2024-05-18",
            "Norway’s gas exports rose 7% to more than 12 bcm in May 2023. Norway’s gas exports did not reach 9 bcm.",
        ),
        (
            "2024-05-19",
            "The price of gas was €40 per megawatt-hour in 2023. The price of gas was 5 US cents per kWh in 2023.",
        ),
        (
            "2024-05-20",
            "The price of gas was €0.04 per kilowatt-hour in 2023. The price of gas was $61 per MWh in 2023.",
        ),
    ]
    texts = [str(row["text"]) for row in rows] + [text for _, text in more]
    return qc.extract(texts, date=[str(row["date"]) for row in rows] + [date for date, _ in more])


def in_portions(claims: qc.Claims, size: int) -> pa.Table:
    """The facts of the documents, so many at a time."""
    batches = []
    docs = claims.arrays["doc"]
    for first in range(0, len(claims.texts), size):
        part = claims.filter((docs >= first) & (docs < first + size))
        batches.append(facts.facts(part, int(np.searchsorted(docs, first))))
    return pa.Table.from_batches(batches)


@pytest.mark.parametrize("size", [100, 2000])
def test_duckdb_finds_what_memory_finds(claims: qc.Claims, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    # Things that go over the bounds of batches.
    monkeypatch.setattr(facts, "PORTION", 2048)
    table = in_portions(claims, size)
    with duckdb.connect() as connection:
        connection.register("facts", table)
        found, wanted = facts.corroborate_facts(connection, "facts"), claims.corroborate()
        assert len(wanted) > 1000
        for name in ("row", "documents", "low", "high"):
            assert np.array_equal(found[name], wanted[name]), name
        assert all(np.array_equal(one, other) for one, other in zip(found["rows"], wanted["rows"]))
        found, wanted = facts.conflict_facts(connection, "facts"), claims.conflicts()
        assert len(wanted) > 1000
        assert np.array_equal(found, wanted)


def test_nothing_to_compare_gives_nothing() -> None:
    table = pa.Table.from_batches([facts.facts(qc.extract([]))])
    with duckdb.connect() as connection:
        connection.register("facts", table)
        assert len(facts.corroborate_facts(connection, "facts")) == len(facts.conflict_facts(connection, "facts")) == 0
