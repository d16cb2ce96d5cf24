"""What a caller may give wrongly, and what is said then; and texts that are odd but right."""

from __future__ import annotations

import datetime
import pathlib
import re
import sys
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
import quantclaims as qc


@pytest.mark.parametrize("wrong", [None, 7, 1.5, {"a": "b"}, {"a"}, bytearray(b"a"), memoryview(b"a")])
def test_what_is_no_text_is_named(wrong: Any) -> None:
    with pytest.raises(TypeError, match=type(wrong).__name__):
        qc.extract(wrong)


@pytest.mark.parametrize(("wrong", "name"), [(None, "NoneType"), (7, "int"), (float("nan"), "float"), (["a"], "list")])
def test_what_is_no_text_in_a_list_is_named_with_its_place(wrong: Any, name: str) -> None:
    with pytest.raises(TypeError, match=f"text 1 is {name}"):
        qc.extract(["5%", wrong])


def test_what_is_missing_in_a_list_is_said_to_be_an_empty_text() -> None:
    with pytest.raises(TypeError, match=r'text 1 is NoneType, not str or bytes \(give "" for one that is missing\)'):
        qc.extract(["5%", None])  # type: ignore[list-item]


@pytest.mark.parametrize("name", ["trade.txt", "articles/trade.HTML", "news/*.jsonl.gz"])
def test_a_text_that_looks_like_the_name_of_a_file_is_told(name: str) -> None:
    with pytest.warns(UserWarning, match="looks like the name of a file: extract_files reads files") as told:
        assert len(qc.extract(name)) == 0
    assert told[0].filename == __file__


@pytest.mark.parametrize("text", ["5.5%", "example.org", "Sales rose 5%, says report.txt", "A report\nis.txt", "é.é"])
def test_other_texts_are_not_taken_for_names_of_files(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        qc.extract(text)


def test_a_path_is_no_text() -> None:
    with pytest.raises(TypeError, match=r"not \w*Path \(extract_files reads files\)"):
        qc.extract(pathlib.Path("trade.txt"))  # type: ignore[arg-type]


def test_a_table_is_no_column_with_and_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pd.DataFrame({"body": ["Sales rose 5%."], "title": ["Sales"]})
    with pytest.raises(TypeError, match="name one"):
        qc.extract(table)  # type: ignore[arg-type]
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(TypeError, match="name one"):
        qc.extract(table)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"region": "Atlantis"}, ValueError, "such as US, not 'Atlantis'"),
        ({"fiscal_year_start": 13}, ValueError, "a month from 1 to 12, not 13"),
        ({"threads": 2.5}, TypeError, "threads is a number from 1 to 256, or 0 for all cores, not 2.5"),
        ({"patterns": ["berths"]}, TypeError, "patterns is a mapping of names to regular expressions, not list"),
    ],
)
def test_an_option_that_cannot_be_is_said_with_what_can(
    options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=re.escape(message)):
        qc.Extractor(**options)


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"up 5% \xff", 6),
        (b"\x80", 0),
        (b"caf\xc3", 3),
        (b"overlong \xc0\xaf", 9),
        (b"surrogate \xed\xa0\x80", 10),
        (b"beyond \xf4\x90\x80\x80", 7),
        (b"\xe2\x82\xac5 and \xe2\x82", 9),
    ],
)
def test_bytes_that_are_not_utf8_are_refused_with_the_offset(data: bytes, offset: int) -> None:
    with pytest.raises(ValueError, match=f"text 1 is not UTF-8 at byte {offset} "):
        qc.extract([b"fine", data])


@pytest.mark.parametrize(
    "junk",
    [
        b"\xff",
        b"\xc3",
        b"\xe2\x82",
        b"\xf0\x9f\x98",
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xf4\x90\x80\x80",
        b"\x80\x80",
        b"\xe2\x28",
    ],
)
def test_replaced_bytes_keep_the_offsets_of_python(junk: bytes) -> None:
    data = b"a " + junk + b" b " + junk + b" rose 5% " + junk
    claims = qc.extract(data, errors="replace")
    assert claims.texts == (data.decode("utf-8", "replace"),)
    assert claims["text"].tolist() == ["5%"]


def test_bytes_and_str_give_the_same_rows() -> None:
    text = "Crude rose 5% to €82.40 a barrel on 16 May 2024 — “the most since 2022”, in Łódź, 日本, 😀 and ½ of 40 km²."
    by_str, by_bytes = qc.extract(text), qc.extract(text.encode())
    assert len(by_str) > 0
    assert by_str.to_jsonl() == by_bytes.to_jsonl()


@pytest.mark.parametrize("odd", ["", "é", "ÿ\x80\x9f", "Ł", "€", "\ud800", "\udfff", "😀", "\0", "\ufeff", "\u2028"])
def test_any_character_may_stand_before_a_figure(odd: str) -> None:
    text = f"{odd} Sales rose 5% {odd} to $40 million. {odd}"
    claims = qc.extract(text)
    assert claims["text"].tolist() == ["5%", "$40 million"]
    assert [text[claim.start : claim.end] for claim in claims] == ["5%", "$40 million"]


@pytest.mark.parametrize("empty", ["", b"", " ", "\n\n", "\0", "no figure here"])
def test_a_text_without_figures_gives_no_rows(empty: str | bytes) -> None:
    claims = qc.extract(empty)
    assert len(claims) == 0
    assert list(claims) == []
    assert len(claims.texts) == 1


def test_no_text_at_all_gives_an_empty_table_with_all_columns() -> None:
    claims = qc.extract([])
    assert len(claims) == 0
    assert claims.texts == ()
    assert claims.arrays["period_start"].dtype == np.dtype("datetime64[s]")
    assert claims.to_pandas().shape[0] == 0


def test_texts_may_come_as_any_iterable() -> None:
    texts = ["Up 5%.", "Down 3%."]
    for given in (texts, tuple(texts), pd.Series(texts), np.array(texts), np.array(texts, dtype=object), iter(texts)):
        assert qc.extract(given)["doc"].tolist() == [0, 1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong", ["16 May 2024", "2024-5-16", "2024-02-30", "2023-02-29", "0000-01-01", "20240516", "", "2024-05-16T10:00"]
)
def test_a_date_that_is_none_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match="YYYY-MM-DD") as caught:
        qc.extract("last year", date=wrong)
    assert repr(wrong) in str(caught.value)


@pytest.mark.parametrize("wrong", [20240516, 3.5, b"2024-05-16", [3]])
def test_a_date_of_another_type_is_refused(wrong: Any) -> None:
    with pytest.raises((TypeError, ValueError), match="date"):
        qc.extract("last year", date=wrong)


def test_there_is_a_date_for_each_text() -> None:
    with pytest.raises(ValueError, match="1 dates for 2 texts"):
        qc.extract(["a", "b"], date=["2024-05-16"])


@pytest.mark.parametrize(
    "date",
    [
        "2024-05-16",
        datetime.date(2024, 5, 16),
        datetime.datetime(2024, 5, 16, 23, 59),
        np.datetime64("2024-05-16"),
        np.datetime64("2024-05-16T23:59:59.5"),
        pd.Timestamp("2024-05-16 12:00"),
    ],
)
def test_a_date_may_come_in_these_types(date: Any) -> None:
    claims = qc.extract("It fell last year.", date=date)
    assert claims["period_start"].tolist() == [datetime.datetime(2023, 1, 1)]


def test_dates_may_be_unknown() -> None:
    texts = ["It fell last year."] * 4
    dates = [None, np.datetime64("NaT"), pd.NaT, datetime.date(2024, 5, 16)]
    claims = qc.extract(texts, date=dates)  # type: ignore[arg-type]
    assert np.isnat(claims["period_start"]).tolist() == [True, True, True, False]
    column = pd.Series(["2024-05-16", None], dtype="datetime64[s]")
    assert np.isnat(qc.extract(texts[:2], date=column)["period_start"]).tolist() == [False, True]


def test_the_widest_dates_are_read() -> None:
    first = qc.extract("It fell today.", date="0001-01-01")
    last = qc.extract("It fell today.", date="9999-12-31")
    assert first[0].period_start == datetime.datetime(1, 1, 1)
    assert last[0].period_end == datetime.datetime(9999, 12, 31, 23, 59, 59)
    assert str(last.arrays["period_end"][0]) == "10000-01-01T00:00:00"


def test_unknown_options_are_refused() -> None:
    with pytest.raises(ValueError, match="strict"):
        qc.extract("5%", errors="ignore")
    with pytest.raises(ValueError, match="volume"):
        qc.extract("5%", kinds="volume")
    with pytest.raises(TypeError):
        qc.extract("5%", dates="2024-05-16")  # type: ignore[call-arg]


def test_the_core_checks_what_python_gives_it() -> None:
    from quantclaims import _core

    extractor = _core.Extractor()
    with pytest.raises(ValueError, match="1 dates for 2 texts"):
        extractor.extract(("a", "b"), (None,), 1)
    with pytest.raises(ValueError, match="date"):
        extractor.extract(("a",), (1 << 40,), 1)
    with pytest.raises(TypeError):
        extractor.extract(["a"], (None,), 1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        extractor.extract(("a",), (None,), "two")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="table 99"):
        extractor.extract((), (), 1).strings(99)
    with pytest.raises(TypeError):
        _core.Result()
