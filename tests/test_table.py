"""The table: its columns, rows, parts, sums and other forms."""

from __future__ import annotations

import csv
import io
import json
import pickle
import sys

import numpy as np
import pandas as pd
import pytest
import quantclaims as qc

TEXTS = [
    "Trade grew 26% last year to $240 billion. Exports of gas rose 40% to 33.7 billion cubic meters in 2023.",
    "No figure stands here.",
    "Prices fell to $82.40 a barrel on 14 May 2024, and two ships waited for six days.",
]
DTYPES = {
    "doc": "int32",
    "sentence": "int32",
    "start": "int64",
    "end": "int64",
    "kind": "uint8",
    "dimension": "uint8",
    "value": "float64",
    "high": "float64",
    "unit": "int32",
    "base_value": "float64",
    "base_unit": "int32",
    "resolution": "float64",
    "comparison": "uint8",
    "direction": "int8",
    "role": "uint8",
    "basis": "uint8",
    "link": "int32",
    "period_start": "datetime64[s]",
    "period_end": "datetime64[s]",
    "granularity": "uint8",
    "period_row": "int32",
    "timex": "int32",
    "measure_start": "int64",
    "measure_end": "int64",
    "subject_start": "int64",
    "subject_end": "int64",
    "speaker_start": "int64",
    "speaker_end": "int64",
    "flags": "uint32",
    "rule": "int32",
}


@pytest.fixture(scope="module")
def claims() -> qc.Claims:
    return qc.extract(TEXTS, date="2024-05-16")


def linked(links: list[int], length: int) -> qc.Claims:
    """A table of so many rows with these partners."""
    table = qc.extract(["Up 5%."] * length)
    arrays = {**table.arrays, "link": np.array(links, dtype=np.int32)}
    return qc.Claims(arrays, {}, tuple(table.texts), None, table._result)


def test_columns_have_the_types_of_the_schema(claims: qc.Claims) -> None:
    assert {name: str(column.dtype) for name, column in claims.arrays.items()} == DTYPES
    assert {column.shape for column in claims.arrays.values()} == {(len(claims),)}


def test_columns_share_the_memory_of_the_core_and_cannot_be_written() -> None:
    arrays = qc.extract(TEXTS[0]).arrays
    bases = {id(column.base) for column in arrays.values()}
    assert len(bases) == 1
    value = arrays["value"]
    before = value.tobytes()
    del arrays
    assert value.tobytes() == before
    with pytest.raises(ValueError, match="read-only"):
        value[0] = 1


def test_rows_are_in_the_order_of_document_and_place(claims: qc.Claims) -> None:
    places = list(zip(claims["doc"].tolist(), claims["start"].tolist(), claims["end"].tolist()))
    assert places == sorted(places)


def test_codes_come_as_words_and_spans_as_text(claims: qc.Claims) -> None:
    row = claims["text"].tolist().index("$82.40 a barrel")
    assert claims["kind"][row] == "money"
    assert claims["unit"][row] == "USD/bbl"
    assert claims["unit_name"][row] == claims[row].unit_name
    assert claims["dimension"][row] == "price"
    assert claims["value"][row] == 82.4
    assert claims["timex"][row] is None
    assert claims.categories["unit"][claims.arrays["unit"][row]] == "USD/bbl"
    assert claims.categories["kind"][0] == "money"


def test_flags_are_words_of_their_bits() -> None:
    table = qc.extract(["Up 5%."] * 3)
    arrays = {**table.arrays, "flags": np.array([0, 1, (1 << 14) | 2], dtype=np.uint32)}
    flagged = qc.Claims(arrays, {}, tuple(table.texts), None, table._result)
    assert flagged["flags"].tolist() == [(), ("record",), ("forecast", "open_start")]
    assert flagged.filter(flags="forecast")["doc"].tolist() == [2]
    assert flagged.filter(flags=["forecast", "record"])["doc"].tolist() == []


def test_a_row_is_a_record(claims: qc.Claims) -> None:
    first = claims[0]
    assert isinstance(first, qc.Claim)
    assert first == next(iter(claims))
    assert (first.text, first.kind, first.value, first.unit, first.high) == ("26%", "percent", 26.0, "percent", None)
    assert claims[-1] == list(claims)[-1]
    assert len(list(claims)) == len(claims)


def test_what_is_not_there_is_an_error(claims: qc.Claims) -> None:
    with pytest.raises(IndexError, match=f"no row {len(claims)}: there are {len(claims)}"):
        claims[len(claims)]
    with pytest.raises(IndexError, match="no document 7: there are 3"):
        claims.show(7)
    with pytest.raises(TypeError, match="the number of a row, a slice or a mask of booleans, not list"):
        claims[[0, 1]]  # type: ignore[call-overload]
    with pytest.raises(KeyError, match="no column 'volume': there are doc, sentence"):
        claims["volume"]
    with pytest.raises(KeyError, match="no column 'volume'"):
        claims.filter(volume=3)
    with pytest.raises(ValueError, match="money, percent"):
        claims.filter(kind="dollars")
    with pytest.raises(ValueError, match="a mask"):
        claims.filter(np.array([True]))
    with pytest.raises(TypeError, match="str"):
        qc.concat(["5%"])  # type: ignore[list-item]


def test_filter_by_columns_and_masks(claims: qc.Claims) -> None:
    assert set(claims.filter(kind=["money", "percent"])["kind"]) == {"money", "percent"}
    assert claims.filter(unit="USD/bbl")["text"].tolist() == ["$82.40 a barrel"]
    assert set(claims.filter(doc=2)["doc"]) == {2}
    assert len(claims.filter(kind="money", doc=1)) == 0
    assert claims.filter(claims["value"] > 1e9)["text"].tolist() == ["$240 billion", "33.7 billion cubic meters"]
    assert claims[1:3]["text"].tolist() == claims["text"].tolist()[1:3]


def test_filter_rewrites_the_partners() -> None:
    table = linked([-1, 0, 1, 4, -1], 5)
    kept = table.filter(np.array([False, True, True, True, True]))
    assert kept.arrays["link"].tolist() == [-1, 0, 3, -1]
    assert kept.filter(np.array([True, True, True, False])).arrays["link"].tolist() == [-1, 0, -1]


def test_kinds_are_dropped_last(claims: qc.Claims) -> None:
    few = qc.extract(TEXTS, date="2024-05-16", kinds="money")
    assert few.to_jsonl() == claims.filter(kind="money").to_jsonl()


def test_concat_shifts_documents_partners_and_codes(claims: qc.Claims) -> None:
    other = qc.extract("Seven red tractors and 12 wooden bridges cost $3 in 2019.")
    both = qc.concat([claims, other, claims])
    assert both["text"].tolist() == [*claims["text"], *other["text"], *claims["text"]]
    assert both["unit"].tolist() == [*claims["unit"], *other["unit"], *claims["unit"]]
    assert both["timex"].tolist() == [*claims["timex"], *other["timex"], *claims["timex"]]
    assert len(both.texts) == 7
    assert set(both["doc"][-len(claims) :]) == {4, 6}
    chained = qc.concat([linked([-1, 0], 2), linked([1, -1], 2)])
    assert chained.arrays["link"].tolist() == [-1, 0, 3, -1]
    assert len(qc.concat([])) == 0


def test_a_pickle_is_the_same_table(claims: qc.Claims) -> None:
    again = pickle.loads(pickle.dumps(claims))
    assert again.to_jsonl() == claims.to_jsonl()
    assert again.categories == claims.categories
    assert again.texts == claims.texts


def test_pandas_keeps_types(claims: qc.Claims) -> None:
    frame = claims.to_pandas()
    assert list(frame.columns) == list(qc.Claim._fields)
    assert len(frame) == len(claims)
    assert isinstance(frame["kind"].dtype, pd.CategoricalDtype)
    assert isinstance(frame["unit"].dtype, pd.CategoricalDtype)
    assert str(frame["period_start"].dtype) == "datetime64[s]"
    dates = frame[frame["kind"] == "date"]
    assert dates["value"].isna().all()
    assert dates["unit"].isna().all()
    assert frame.loc[0, "text"] == "26%"


def test_a_missing_extra_is_named(claims: qc.Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"pip install 'quantclaims\[pandas\]'"):
        claims.to_pandas()


def test_json_lines_follow_the_contract(claims: qc.Claims) -> None:
    lines = claims.to_jsonl()
    assert lines is not None
    rows = [json.loads(line) for line in lines.splitlines()]
    assert [list(row) for row in rows] == [list(qc.Claim._fields)] * len(claims)
    for row in rows:
        assert row["text"] == TEXTS[row["doc"]][row["start"] : row["end"]]
        assert isinstance(row["flags"], list)
        assert row["direction"] in (-1, 0, 1)
    date = next(row for row in rows if row["text"] == "14 May 2024")
    assert (date["period_start"], date["period_end"]) == ("2024-05-14T00:00:00", "2024-05-15T00:00:00")
    assert date["value"] is None


def test_partners_are_counted_within_the_document() -> None:
    table = linked([-1, 1, 2], 3)
    assert [row["link"] for row in table.to_dicts()] == [None, 0, 0]


def test_json_of_a_lone_surrogate_is_an_escape() -> None:
    claims = qc.extract("Sales rose 5%, \ud800 said.")
    arrays = {**claims.arrays, "end": claims.arrays["end"] + 3}
    wider = qc.Claims(arrays, {}, tuple(claims.texts), None, claims._result)
    lines = wider.to_jsonl()
    assert lines is not None
    assert lines.encode("utf-8")
    assert json.loads(lines)["text"] == "5%, \ud800"


def test_csv_has_a_header_and_reads_back(claims: qc.Claims) -> None:
    rows = list(csv.DictReader(io.StringIO(claims.to_csv())))
    assert list(rows[0]) == list(qc.Claim._fields)
    assert [row["text"] for row in rows] == claims["text"].tolist()
    assert rows[0]["high"] == ""


def test_the_plain_table_fits_the_terminal(claims: qc.Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = repr(claims).splitlines()
    assert lines[0] == f"{len(claims)} claims in 3 documents"
    assert max(map(len, lines)) <= 60
    assert len(lines) == len(claims) + 2


def test_a_long_table_shows_its_head_and_foot() -> None:
    claims = qc.extract("It rose 5%. " * 100)
    lines = repr(claims).splitlines()
    assert len(lines) == 28
    assert lines[22] == "… 75 more"
    assert lines[-1].startswith("99 ")


SCRIPT = '<script>alert("5%")</script> Sales & costs rose 7%.'


def test_html_escapes_every_text() -> None:
    claims = qc.extract([SCRIPT, SCRIPT])
    for html in (claims._repr_html_(), claims.show()._repr_html_(), claims.show().page(SCRIPT)):
        assert "<script" not in html
        assert "&lt;script&gt;" in html


def test_an_article_is_shown_whole_with_its_figures_marked() -> None:
    html = qc.extract("Sales rose 5% in 2023.").show()._repr_html_()
    assert '<mark class="qc-percent" title="percent&#10;value: 5 percent' in html
    assert '<mark class="qc-date" title="date&#10;period: 2023">2023</mark>.' in html


def test_a_document_that_is_not_there_is_named_with_those_that_are(claims: qc.Claims) -> None:
    with pytest.raises(KeyError, match=r"no document 'nowhere': there are 0, 1"):
        claims.show(doc="nowhere")


def test_one_document_can_be_shown(claims: qc.Claims) -> None:
    html = claims.show(1)._repr_html_()
    assert "No figure stands here." in html
    assert "Trade grew" not in html
    with pytest.raises(IndexError):
        claims.show(3)
