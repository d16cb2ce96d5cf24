"""Streams: the rows of one call, whatever the batches; in their order, on all cores, in memory that does not grow."""

from __future__ import annotations

import datetime
import itertools
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quantclaims as qc
from quantclaims import arrow, batches

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
COUNT = 120


def articles() -> pa.Table:
    texts = [path.read_text(encoding="utf-8") for path in ARTICLES]
    return pa.table(
        {
            "text": [None if i % 17 == 3 else texts[i % len(texts)] + f"\n\nIt sold {i} lamps." for i in range(COUNT)],
            "date": [datetime.date(2023, 1, 1) + datetime.timedelta(days=7 * i) for i in range(COUNT)],
            "doc": [f"article-{i}" for i in range(COUNT)],
        }
    )


def rows(found: Any) -> list[dict[str, Any]]:
    return list(itertools.chain.from_iterable(pa.record_batch(batch).to_pylist() for batch in found))


@pytest.fixture(scope="module")
def expected() -> list[dict[str, Any]]:
    table = articles()
    claims = qc.extract(table["text"], date=table["date"], threads=1)
    named = qc.Claims(claims.arrays, {}, claims.texts, tuple(table["doc"].to_pylist()), claims._result)
    return pa.record_batch(arrow.leaving_batch(named)).to_pylist()


@pytest.mark.parametrize("size", [1, 7, 50, COUNT])
@pytest.mark.parametrize("threads", [1, 4])
def test_batches_of_any_size_give_the_rows_of_one_call(size: int, threads: int, expected: list[dict[str, Any]]) -> None:
    found = list(qc.extract_batches(articles().to_batches(max_chunksize=size), threads=threads))
    assert len(found) == -(-COUNT // size)
    assert rows(found) == expected
    assert len({pa.record_batch(batch).schema for batch in found}) == 1


def test_batches_may_come_from_any_library(expected: list[dict[str, Any]]) -> None:
    table = articles()
    frame = pl.DataFrame(table)
    given = {
        "a reader": pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=9)),
        "a table": table,
        "polars": frame,
        "slices of polars": frame.iter_slices(11),
        "pandas": [table.to_pandas()],
        "DuckDB": duckdb.from_arrow(table).to_arrow_reader(13),
        "structs": [table.to_struct_array()],
        "slices of structs": (table.to_struct_array().combine_chunks().slice(i, 10) for i in range(0, COUNT, 10)),
        "dates as strings": [table.set_column(1, "date", table["date"].cast(pa.string()))],
    }
    for name, batch in given.items():
        assert rows(qc.extract_batches(batch)) == expected, name


def test_columns_have_the_names_that_are_said() -> None:
    table = pa.table({"id": [7, 8], "body": ["Up 5% today.", "Down 3% today."], "when": ["2024-05-16", None]})
    found = rows(qc.extract_batches([table], "body", "when", "id"))
    assert [(row["doc"], row["text"]) for row in found] == [("7", "5%"), ("7", "today"), ("8", "3%"), ("8", "today")]
    assert [row["period_start"] for row in found if row["text"] == "today"] == [datetime.datetime(2024, 5, 16), None]
    for wrong in ({"text": "title"}, {"text": "body", "date": "day"}, {"text": "body", "doc": "name"}):
        with pytest.raises(KeyError, match="no column"):
            list(qc.extract_batches([table], **wrong))


def test_documents_without_names_are_numbered_over_all_batches() -> None:
    table = pa.table({"text": ["Up 5%.", "Nothing.", "Up 6%.", "Up 7%."]})
    found = qc.extract_batches(table.to_batches(max_chunksize=3))
    assert [row["doc"] for row in rows(found)] == ["0", "2", "3"]


def test_a_batch_is_taken_when_it_is_its_turn() -> None:
    taken = []

    def source() -> Iterator[pa.RecordBatch]:
        for i in range(4):
            taken.append(i)
            yield pa.record_batch({"text": [f"Up {i}%."]})

    found = qc.extract_batches(source())
    assert taken == []
    for i, batch in enumerate(found):
        assert taken == list(range(i + 1))
        assert len(batch) == 1


def test_no_batch_and_empty_ones_give_as_many() -> None:
    assert list(qc.extract_batches([])) == []
    empty = pa.record_batch({"text": pa.array([], pa.string())})
    (found,) = qc.extract_batches([empty])
    full = next(qc.extract_batches([pa.record_batch({"text": ["5%"]})]))
    assert len(found) == 0
    assert pa.record_batch(found).schema == pa.record_batch(full).schema


@pytest.mark.parametrize(
    ("column", "error"),
    [
        ({"text": [1]}, TypeError),
        ({"text": ["a"], "date": [1]}, TypeError),
        ({"text": ["a"], "date": ["x"]}, ValueError),
    ],
)
def test_columns_of_another_type_are_refused(column: dict[str, list[Any]], error: type[Exception]) -> None:
    with pytest.raises(error):
        list(qc.extract_batches([pa.table(column)]))


def test_an_extractor_has_its_own_options() -> None:
    extractor = qc.Extractor(kinds="percent")
    table = pa.table({"text": ["Up 5% to $3."]})
    assert [row["kind"] for row in rows(qc.extract_batches([table], extractor=extractor))] == ["percent"]
    assert [row["kind"] for row in rows(qc.extract_batches([table], kinds="money"))] == ["money"]
    with pytest.raises(TypeError, match="leave out kinds"):
        qc.extract_batches([table], extractor=extractor, kinds="money")


def test_pandas_and_polars_read_batches() -> None:
    (batch,) = qc.extract_batches([pa.table({"text": ["Sales rose 5% to $3 million."]})])
    assert pd.DataFrame.from_arrow(batch)["value"].tolist() == [5.0, 3e6]
    assert pl.DataFrame(batch)["unit"].to_list() == ["percent", "USD"]
    assert duckdb.sql("SELECT doc, unit FROM batch").fetchall() == [("0", "percent"), ("0", "USD")]


# ---- Documents one by one


def test_a_stream_of_documents_gives_the_rows_of_one_call(monkeypatch: pytest.MonkeyPatch) -> None:
    table = articles()
    texts, dates = ([text or "" for text in table["text"].to_pylist()], table["date"].to_pylist())
    whole = qc.extract(texts, date=dates).to_jsonl()
    for documents, characters in ((1024, 1 << 22), (1, 1 << 22), (50, 1 << 22), (1024, 5000)):
        monkeypatch.setattr(batches, "PORTION_DOCUMENTS", documents)
        monkeypatch.setattr(batches, "PORTION_CHARACTERS", characters)
        found = list(qc.iter_extract(zip(texts, dates)))
        assert "".join(claims.to_jsonl() or "" for claims in found) == whole
        assert sum(len(claims.texts) for claims in found) == COUNT


def test_documents_of_a_stream_may_be_texts_or_have_names() -> None:
    (claims,) = qc.iter_extract(["Up 5%.", b"Up 6%.", ("Up 7%.",), ("Up 8%.", None), ("Up 9%.", "2024-05-16", "last")])
    assert claims["doc"].tolist() == [0, 1, 2, 3, "last"]
    assert claims["value"].tolist() == [5, 6, 7, 8, 9]
    assert list(qc.iter_extract([])) == []


@pytest.mark.parametrize("wrong", [7, (), (7, None), ("a", None, 1, 2), None])
def test_what_is_no_document_is_named_with_its_place(wrong: Any) -> None:
    with pytest.raises(TypeError, match="document 1 is a text, or a tuple"):
        list(qc.iter_extract(["Up 5%.", wrong]))


def test_documents_are_taken_when_they_are_needed() -> None:
    endless = (f"Sales rose {i % 100}%." for i in itertools.count())
    first, second = itertools.islice(qc.iter_extract(endless), 2)
    assert len(first.texts) == len(second.texts) == batches.PORTION_DOCUMENTS
    assert second["doc"][0] == batches.PORTION_DOCUMENTS


#: What a run prints: how many rows, and how many KiB more than before its second half it holds at its end.
MEMORY = """
import resource, sys
import pyarrow as pa, quantclaims as qc
text = "Sales of oil rose 5% to $40 million in 2023, the firm said on Monday. " * 60

def source(count):
    for i in range(count):
        yield (text, None) if sys.argv[1] == "documents" else pa.record_batch({"text": [f"{i} {text}"] * 100})

def read(count):
    stream = source(count)
    found = qc.extract_batches(stream) if sys.argv[1] == "batches" else qc.iter_extract(stream)
    return sum(map(len, found))

count = int(sys.argv[2])
rows = read(count)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
rows += read(4 * count)
print(rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in KiB on Linux")
@pytest.mark.parametrize(("kind", "count"), [("batches", 12), ("documents", 2048)])
def test_memory_does_not_grow_with_the_stream(kind: str, count: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, kind, str(count)], capture_output=True, text=True, check=True, env=os.environ
    )
    found, grown = map(int, done.stdout.split())
    assert found > 5 * count * 180
    # The four times as long stream would hold 20 MB of texts and 60 MB of rows.
    assert grown < 8 * 1024
