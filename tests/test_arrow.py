"""Arrow, without pyarrow in between: claims that other libraries read, columns of theirs that are read in place."""

from __future__ import annotations

import datetime
import gc
import subprocess
import sys
import threading
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import quantclaims as qc
from quantclaims import arrow, dataset

TEXTS = [
    "Trade grew 26% last year to a record $240 billion. “Exports of gas rose 40% to 33.7 billion cubic meters in "
    "2023,” Łódź’s mayor said.",
    "No figure stands here.",
    "",
    "Prices in Zürich fell to €82.40 a barrel on 14 May 2024 — and two 😀 ships waited for six days, the port said.",
    "Sales in 日本 rose 5%, Acme said. It will sell 4 million tonnes by 2030.",
]


@pytest.fixture(scope="module")
def claims() -> qc.Claims:
    return qc.extract(TEXTS, date="2024-05-16")


def columns(table: pa.Table) -> dict[str, list[Any]]:
    return {name: table[name].to_pylist() for name in table.column_names}


# ---- Out


def test_pyarrow_reads_what_to_arrow_gives(claims: qc.Claims) -> None:
    table = pa.table(claims)
    table.validate(full=True)
    assert columns(table) == columns(claims.to_arrow())
    assert table.column_names == list(qc.Claim._fields)
    assert [row["text"] for row in table.to_pylist()] == claims["text"].tolist()


def test_types_and_nulls_are_those_of_the_schema(claims: qc.Claims) -> None:
    schema = pa.table(claims).schema
    assert schema.field("period_start").type == pa.timestamp("s")
    assert schema.field("kind").type == pa.dictionary(pa.uint8(), pa.string())
    assert schema.field("unit").type == pa.dictionary(pa.int32(), pa.string())
    assert schema.field("flags").type == pa.list_(pa.field("item", pa.string(), nullable=False))
    assert schema.field("direction").type == pa.int8()
    nullable = {field.name for field in schema if field.nullable}
    assert nullable == {
        *("value", "high", "unit", "unit_name", "base_value", "base_unit", "resolution", "link", "period_start"),
        *("period_end", "period_row", "timex", "measure_start", "measure_end", "measure", "subject_start"),
        *("subject_end", "subject", "speaker_start", "speaker_end", "speaker", "rule"),
    }
    rows = pa.table(claims).to_pylist()
    for row, claim in zip(rows, claims, strict=True):
        assert row["link"] == claim.link
        assert row["value"] == claim.value
        assert tuple(row["flags"]) == claim.flags
        assert row["period_start"] == claim.period_start


def test_each_document_may_be_named(claims: qc.Claims) -> None:
    def docs(names: tuple[Any, ...]) -> pa.ChunkedArray:
        return pa.table(qc.Claims(claims.arrays, {}, claims.texts, names, claims._result))["doc"]

    plain = claims.arrays["doc"].tolist()
    assert docs((7, 1 << 40, -3, 4, 5)).to_pylist() == [(7, 1 << 40, -3, 4, 5)[doc] for doc in plain]
    assert docs(("a", "b", "ç", "d", "e")).to_pylist() == [("a", "b", "ç", "d", "e")[doc] for doc in plain]
    assert set(docs((1, "b", None, 2.5, True)).to_pylist()) <= {"1", "b", "None", "2.5", "True"}


def test_pandas_reads_claims(claims: qc.Claims) -> None:
    frame = pd.DataFrame.from_arrow(claims)
    assert frame["text"].tolist() == claims["text"].tolist()
    assert isinstance(frame["kind"].dtype, pd.CategoricalDtype)
    assert frame["period_start"].dtype == "datetime64[s]"
    assert frame["value"].dtype == "float64"
    assert frame["unit"].astype(object).where(frame["unit"].notna(), None).tolist() == claims["unit"].tolist()


def test_polars_reads_claims(claims: qc.Claims) -> None:
    frame = pl.DataFrame(claims)
    assert frame.height == len(claims)
    assert frame["text"].to_list() == claims["text"].tolist()
    assert frame["unit"].cast(pl.String).to_list() == claims["unit"].tolist()
    assert frame.filter(pl.col("kind").cast(pl.String) == "money")["value"].to_list() == [2.4e11, 82.4]
    assert frame["flags"].to_list() == [list(flags) for flags in claims["flags"]]


def test_duckdb_reads_claims_by_their_name_in_python(claims: qc.Claims) -> None:
    assert len(claims) > 5  # DuckDB finds the variable `claims`
    rows = duckdb.sql("SELECT text, value FROM claims WHERE kind = 'money' ORDER BY value").fetchall()
    assert rows == [("€82.40 a barrel", 82.4), ("$240 billion", 2.4e11)]
    spoken = sum(claim.speaker is not None for claim in claims)
    assert duckdb.sql("SELECT count(speaker) FROM claims").fetchall() == [(spoken,)]
    assert duckdb.sql("SELECT count(*) FROM claims WHERE list_contains(flags, 'record')").fetchall() == [(1,)]


def test_parts_and_sums_are_read_as_well(claims: qc.Claims) -> None:
    for part in (claims[2:5], claims.filter(kind="date"), claims.filter(doc=1), qc.concat([claims, claims])):
        table = pa.table(part)
        table.validate(full=True)
        assert columns(table) == columns(part.to_arrow())


def test_rows_outlive_their_claims() -> None:
    claims = qc.extract(TEXTS, date="2024-05-16")
    table, expected = pa.table(claims), claims["text"].tolist()
    del claims
    gc.collect()
    assert table["text"].to_pylist() == expected
    table.validate(full=True)


def test_rows_may_be_let_go_by_another_thread() -> None:
    held = [pa.table(qc.extract(TEXTS)) for _ in range(50)]
    threads = [threading.Thread(target=held.pop) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held == []


def test_capsules_that_nobody_reads_are_freed() -> None:
    claims = qc.extract(TEXTS)
    value = claims.arrays["value"]
    before = sys.getrefcount(value)
    for _ in range(10):
        claims.__arrow_c_stream__()
        claims.__arrow_c_array__()
        claims.__arrow_c_schema__()
    assert sys.getrefcount(value) == before


def test_rows_that_leave_are_those_of_files(claims: qc.Claims) -> None:
    batch = pa.record_batch(arrow.leaving_batch(claims))
    batch.validate(full=True)
    assert batch.to_pylist() == dataset.claims_batch(claims).to_pylist()
    assert [(field.name, field.type) for field in batch.schema if field.name != "flags"] == [
        (field.name, field.type) for field in dataset.claims_schema() if field.name != "flags"
    ]


def test_a_field_that_cannot_be_is_refused() -> None:
    from quantclaims import _core

    for wrong in ((), ("a", "u"), ("a", "u", True, 1, 0, (7,), (), None), ("a", "u", True, 1, 0, (None,), (3,), None)):
        with pytest.raises(TypeError):
            _core.Batch(wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="3 numbers of 8 bytes"):
        _core.surfaces(("a",), np.zeros(3, np.int32), np.zeros(3, np.int64), np.zeros(2, np.int64))
    for doc, end in ((1, 1), (-1, 1), (0, 2)):
        with pytest.raises(ValueError, match="out of its range"):
            _core.surfaces(("a",), np.array([doc], np.int32), np.array([0]), np.array([end]))


# ---- In


def same(left: qc.Claims, right: qc.Claims) -> None:
    for name, column in left.arrays.items():
        assert column.tobytes() == right.arrays[name].tobytes(), name
    assert left.texts == right.texts
    assert left.to_jsonl() == right.to_jsonl()


COLUMNS = {
    "string": pa.array(TEXTS),
    "large_string": pa.array(TEXTS, pa.large_string()),
    "string_view": pa.array(TEXTS, pa.string_view()),
    "binary": pa.array([text.encode() for text in TEXTS]),
    "dictionary": pa.array(TEXTS).dictionary_encode(),
    "chunks": pa.chunked_array([TEXTS[:1], [], TEXTS[1:]]),
    "slice": pa.array(["x", *TEXTS, "y"]).slice(1, len(TEXTS)),
    "slice of views": pa.array(["x", *TEXTS, "y"], pa.string_view()).slice(1, len(TEXTS)),
    "chunks of a dictionary": pa.chunked_array([pa.array(TEXTS).dictionary_encode().slice(1)]),
    "small dictionary": pa.DictionaryArray.from_arrays(pa.array([0, 1, 2, 3, 4], pa.uint8()), pa.array(TEXTS)),
    "pandas": pd.Series(TEXTS),
    "pandas with an index": pd.Series(TEXTS, index=[5, 3, 1, 0, 9]),
    "pandas of objects": pd.Series(TEXTS, dtype=object),
    "pandas with pyarrow": pd.Series(TEXTS, dtype=pd.ArrowDtype(pa.large_string())),
    "polars": pl.Series(TEXTS),
    "polars categories": pl.Series(TEXTS, dtype=pl.Categorical),
    "polars slice": pl.Series(["x", *TEXTS]).slice(1),
}


@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("threads", [1, 3])
def test_a_column_gives_the_rows_of_its_texts(kind: str, threads: int) -> None:
    column = COLUMNS[kind]
    texts = [text.decode() if isinstance(text, bytes) else text for text in pa.array(column).to_pylist()]
    expected = qc.extract(texts, date="2024-05-16", threads=threads)
    same(expected, qc.extract(column, date="2024-05-16", threads=threads))
    assert columns(pa.table(qc.extract(column, date="2024-05-16"))) == columns(pa.table(expected))


@pytest.mark.parametrize(
    "column",
    [
        pa.array([None, TEXTS[0], None]),
        pa.array([None, TEXTS[0], None], pa.string_view()),
        pa.array([None, TEXTS[0], None]).dictionary_encode(),
        pa.DictionaryArray.from_arrays([1, 0, 1], pa.array([TEXTS[0], None])),
        pa.array(["x", None, TEXTS[0], None]).slice(1),
        pd.Series([None, TEXTS[0], None], dtype="str"),
        pl.Series([None, TEXTS[0], None]),
    ],
)
def test_nulls_are_empty_documents(column: Any) -> None:
    claims = qc.extract(column)
    assert claims.texts == ("", TEXTS[0], "")
    assert set(claims["doc"].tolist()) == {1}


def test_a_column_of_nulls_is_as_many_empty_documents() -> None:
    assert qc.extract(pa.nulls(3)).texts == ("", "", "")
    assert qc.extract(pa.array([], pa.string())).texts == ()
    assert qc.extract(pa.chunked_array([], pa.string())).texts == ()


def test_no_string_of_python_is_made() -> None:
    text = "Sales rose 5% in 2023. " * 10_000
    column = pa.array([text] * 20)
    import tracemalloc

    tracemalloc.start()
    try:
        claims = qc.extract(column)
        assert len(claims) == 400_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < len(text)


DAYS = [
    datetime.date(2024, 5, 16),
    None,
    datetime.date(1969, 12, 31),
    datetime.date(2000, 2, 29),
    datetime.date(1, 1, 1),
]
MOMENTS = [day and datetime.datetime(day.year, day.month, day.day, 23, 59) for day in DAYS[:4]] + [None]
DATES = {
    "date32": (pa.array(DAYS), DAYS),
    "date64": (pa.array(DAYS, pa.date64()), DAYS),
    "timestamp s": (pa.array(MOMENTS, pa.timestamp("s")), MOMENTS),
    "timestamp ns": (pa.array(MOMENTS, pa.timestamp("ns")), MOMENTS),
    "timestamp UTC": (pa.array(MOMENTS, pa.timestamp("us", "UTC")), MOMENTS),
    "strings": (pa.array([day and day.isoformat() for day in DAYS]), DAYS),
    "polars": (pl.Series(DAYS), DAYS),
    "polars moments": (pl.Series(MOMENTS), MOMENTS),
    "pandas": (pd.Series(MOMENTS, dtype="datetime64[ns]"), MOMENTS),
    "pandas with a zone": (pd.Series(MOMENTS, dtype="datetime64[s]").dt.tz_localize("Asia/Tokyo"), MOMENTS),
    "numpy": (np.array(DAYS, dtype="datetime64[D]"), DAYS),
    "numpy moments": (np.array(MOMENTS, dtype="datetime64[ms]"), MOMENTS),
}


@pytest.mark.parametrize("kind", DATES)
def test_dates_may_come_as_columns(kind: str) -> None:
    column, dates = DATES[kind]
    texts = ["It fell 5% today, and last year."] * 5
    same(qc.extract(texts, date=dates), qc.extract(texts, date=column))
    same(qc.extract(texts, date=dates), qc.extract(pa.array(texts), date=column))


def test_dates_that_are_none_are_named() -> None:
    with pytest.raises(ValueError, match="date 1 is not a date YYYY-MM-DD"):
        qc.extract(["a", "b"], date=pa.array(["2024-05-16", "16 May 2024"]))
    with pytest.raises(ValueError, match="1 dates for 2 texts"):
        qc.extract(["a", "b"], date=pa.array(DAYS[:1]))
    with pytest.raises(ValueError, match="3 dates for 2 texts"):
        qc.extract(pa.array(["a", "b"]), date=np.array(["2024-05-16"] * 3, dtype="datetime64[D]"))


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (pa.array([1, 2]), "texts is wanted, not one of numbers"),
        (pa.array([1.5]), "not one of Arrow's type 'g'"),
        (pa.array(DAYS), "texts is wanted, not one of numbers or dates"),
        (pa.array([["a"]]), "not one of Arrow's type"),
        (pa.table({"text": ["a"], "body": ["b"]}), "a table has several columns, name one"),
        (pl.DataFrame({"text": ["a"]}), "a table has several columns, name one"),
    ],
)
def test_a_column_of_another_type_is_refused(column: Any, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        qc.extract(column)


def test_bytes_of_a_column_that_are_not_utf8_are_named_and_may_be_replaced() -> None:
    column = pa.array([b"Up 5%.", b"Up \xff 6%."])
    with pytest.raises(ValueError, match="text 1 is not UTF-8 at byte 3 "):
        qc.extract(column)
    claims = qc.extract(column, errors="replace")
    assert claims["text"].tolist() == ["5%", "6%"]
    assert pa.table(claims)["text"].to_pylist() == ["5%", "6%"]


def test_lone_surrogates_have_a_replacement_in_arrow() -> None:
    claims = qc.extract("Sales of \ud800 Łódź rose 5%.", date="2024-05-16")
    assert pa.table(claims)["subject"].to_pylist() == [
        None if subject is None else subject.replace("\ud800", "\ufffd") for subject in claims["subject"]
    ]


def test_claims_of_a_column_can_be_pickled_joined_and_shown(claims: qc.Claims) -> None:
    import pickle

    column = qc.extract(pa.array(TEXTS), date="2024-05-16")
    assert pickle.loads(pickle.dumps(column)).to_jsonl() == claims.to_jsonl()
    assert qc.concat([column, claims]).to_jsonl() == qc.concat([claims, claims]).to_jsonl()
    assert column.filter(kind="money").to_jsonl() == claims.filter(kind="money").to_jsonl()
    assert column.explain(0).words("value") == claims.explain(0).words("value")


def test_a_series_of_pandas_needs_no_pyarrow() -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "import pandas as pd, quantclaims as qc\n"
        "found = qc.extract(pd.Series(['Up 5%.', None, 'Down 3%.'], dtype='str'), date=pd.Series(['2024-05-16'] * 3))\n"
        "print(found['value'].tolist(), found.texts[1] == '')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[5.0, 3.0] True\n"
