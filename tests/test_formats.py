"""Formats of articles: tables, pages, archives of the web, each packed or not, read with the real libraries."""

from __future__ import annotations

import csv
import datetime
import gzip
import json
import os
import random
import sys
from pathlib import Path

import nbclient
import nbformat
import pyarrow
import pytest
import quantclaims as qc
from pyarrow import parquet

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# ---- Tables of articles


RECORDS = [
    {"doc": "a", "date": "2024-05-16", "text": "Exports fell 7% last year."},
    {"doc": "b", "date": "2020-02-29T23:00:00-05:00", "text": "Output, it said, rose 9% last year;\nsales 8%."},
    {"doc": "c", "date": None, "text": "Costs rose 5% last year."},
]


def write_csv(path: Path, delimiter: str = ",", names: tuple[str, ...] = ("doc", "date", "text")) -> None:
    with open(path, "w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter=delimiter)
        writer.writerow(names)
        writer.writerows([record[key] for key in ("doc", "date", "text")] for record in RECORDS)


def write_parquet(path: Path) -> None:
    dates = [datetime.date(2024, 5, 16), datetime.date(2020, 2, 29), None]
    columns = {"doc": ["a", "b", "c"], "date": dates, "text": [record["text"] for record in RECORDS]}
    parquet.write_table(pyarrow.table({**columns, "other": [1, 2, 3]}), path, row_group_size=2)


def write_jsonl(path: Path) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")


def years(claims: qc.Claims) -> dict[str, str]:
    dates = claims.filter(kind="date")
    return dict(zip(dates["doc"].tolist(), dates["period_start"].astype(str).tolist()))


WRITERS = {".csv": write_csv, ".parquet": write_parquet, ".jsonl": write_jsonl}


def packed(path: Path, how: str) -> Path:
    """The file, packed."""
    if not how:
        return path
    pack = gzip.compress if how == ".gz" else zstd.compress
    target = path.with_name(path.name + how)
    target.write_bytes(pack(path.read_bytes()))
    path.unlink()
    return target


@pytest.mark.parametrize("how", ["", ".gz", ".zst"])
@pytest.mark.parametrize("suffix", WRITERS)
def test_tables_give_the_same_documents(tmp_path: Path, suffix: str, how: str) -> None:
    path = tmp_path / f"news{suffix}"
    WRITERS[suffix](path)
    claims = qc.extract_files(packed(path, how))
    assert claims.names == ("a", "b", "c")
    assert claims.texts == tuple(record["text"] for record in RECORDS)
    assert years(claims) == {"a": "2023-01-01T00:00:00", "b": "2019-01-01T00:00:00", "c": "NaT"}


@pytest.mark.parametrize("how", ["", ".gz", ".zst"])
@pytest.mark.parametrize("suffix", WRITERS)
def test_files_are_a_stream_of_the_same_documents(tmp_path: Path, suffix: str, how: str) -> None:
    path = tmp_path / f"news{suffix}"
    WRITERS[suffix](path)
    path = packed(path, how)
    dates = [datetime.date(2024, 5, 16), datetime.date(2020, 2, 29), None]
    assert list(qc.read_files(path)) == [(row["text"], day, row["doc"]) for row, day in zip(RECORDS, dates)]
    (claims,) = qc.iter_extract(qc.read_files([path]))
    assert claims.to_jsonl() == qc.extract_files(path).to_jsonl()


def test_a_stream_of_files_is_read_as_far_as_it_is_taken(tmp_path: Path) -> None:
    """A file of endless size, as far as its reader can tell: a pipe that nobody closes."""
    path = tmp_path / "endless.jsonl"
    os.mkfifo(path)
    pipe = os.open(path, os.O_RDWR)
    os.write(pipe, b"".join(b'{"text": "Up %d%%."}\n' % number for number in range(3000)))
    stream = qc.read_files(path)
    assert [next(stream)[0] for _ in range(10)] == [f"Up {number}%." for number in range(10)]
    stream.close()  # type: ignore[attr-defined]
    os.close(pipe)


def test_a_stream_names_what_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "Up 5%."}\nno JSON\n{"text": "Up 6%."}\n')
    stream = qc.read_files([path, tmp_path / "none.txt"])
    assert next(stream)[0] == "Up 5%."
    with pytest.raises(ValueError, match=r"news\.jsonl:2: not JSON"):
        next(stream)
    with pytest.warns(UserWarning, match="skipped: ") as told:
        found = list(qc.read_files([path, tmp_path / "none.txt"], on_error="skip"))
    assert [text for text, _, _ in found] == ["Up 5%.", "Up 6%."]
    assert [str(one.message).partition(str(tmp_path))[2].partition(": ")[0] for one in told] == [
        "/news.jsonl:2",
        "/none.txt",
    ]
    assert {one.filename for one in told} == {__file__}
    for wrong in ({"on_error": "log"}, {"errors": "ignore"}, {"date": "16 May"}):
        with pytest.raises(ValueError):
            qc.read_files(path, **wrong)


def test_columns_may_have_other_names_and_delimiters(tmp_path: Path) -> None:
    for delimiter in ",;\t":
        write_csv(tmp_path / "news.csv", delimiter, ("url", "published", "body"))
        claims = qc.extract_files(
            tmp_path / "news.csv", text_field="body", date_field="published", id_field="url", kinds="date"
        )
        assert years(claims) == {"a": "2023-01-01T00:00:00", "b": "2019-01-01T00:00:00", "c": "NaT"}


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    write_csv(tmp_path / "news.csv", ";", ("url", "published", "body"))
    with pytest.raises(ValueError, match=r"news\.csv: no field 'text' among url, published, body \(--text-field"):
        qc.extract_files(tmp_path / "news.csv")
    write_parquet(tmp_path / "news.parquet")
    with pytest.raises(ValueError, match=r"no field 'when' among doc, date, text, other \(--date-field"):
        qc.extract_files(tmp_path / "news.parquet", date_field="when")


def test_rows_without_names_are_named_after_their_place(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text('text\n"Up 5%,\nor 6%."\n\nDown 7%.\n', encoding="utf-8")
    assert qc.extract_files(path).names == ("news:3", "news:5")


def test_bad_rows_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("doc,text\na,Up 5%.\nb\nc,Up 7%.\n", encoding="utf-8")
    with pytest.warns(UserWarning, match=r"news\.csv:3: 1 cells for 2 columns"):
        assert qc.extract_files(path, on_error="skip").names == ("a", "c")


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(f"text\n{'Sales rose. ' * 20000}Costs fell 7%.\n", encoding="utf-8")
    usual = csv.field_size_limit()
    assert qc.extract_files(path)["text"].tolist() == ["7%"]
    assert csv.field_size_limit() == usual


@pytest.mark.parametrize("how", [".gz", ".zst"])
def test_a_truncated_file_gives_what_it_has_and_is_named(tmp_path: Path, how: str) -> None:
    path = tmp_path / "news.jsonl"
    # Random words do not pack, so that half of the bytes are about half of the lines.
    path.write_text("".join(f'{{"text": "Up {n}%, {random.Random(n).random()}."}}\n' for n in range(20000)))
    path = packed(path, how)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.warns(UserWarning, match=rf"news\.jsonl\{how}: "):
        assert len(qc.extract_files(path, on_error="skip").names) > 100
    path.write_bytes(b"this is no packed file")
    with pytest.raises(ValueError, match=rf"news\.jsonl\{how}: "):
        qc.extract_files(path)


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(b"PAR1 but no more")
    with pytest.raises(ValueError, match=r"news\.parquet: "):
        qc.extract_files(path)


# ---- Packed texts, progress, missing extras


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_jsonl(tmp_path / "d.jsonl")
    (tmp_path / "b.txt").write_text("Sales rose 5%.", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("how", [".gz", ".zst"])
def test_texts_may_be_packed(folder: Path, how: str) -> None:
    path = packed(folder / "b.txt", how)
    assert qc.extract_files(path).names == ("b",)
    assert "b" in qc.extract_files(folder).names


def test_progress_is_shown_in_a_notebook(folder: Path) -> None:
    code = f"import quantclaims as qc; len(qc.extract_files({str(folder)!r}, progress=True))"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    shown = [output.get("text", "") for output in notebook.cells[0].outputs]
    assert any("reading: 100%" in text for text in shown)


def test_progress_is_shown_and_counts_all_bytes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packed(folder / "d.jsonl", ".gz")
    plain = qc.extract_files(folder)
    assert capsys.readouterr().err == ""
    counted = qc.extract_files(folder, progress=True)
    assert counted.names == plain.names
    shown = capsys.readouterr().err
    assert "reading: 100%" in shown


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [
        ("a.html", "trafilatura", "html"),
        ("a.parquet", "pyarrow.parquet", "arrow"),
        ("a.warc", "fastwarc.warc", "archive"),
    ],
)
def test_a_missing_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    path = tmp_path / name
    path.write_bytes(b"<p>7%</p>")
    with pytest.raises(
        ImportError, match=rf"{name}: {module.partition('.')[0]} is needed here: pip install .*\[{extra}\]"
    ):
        qc.extract_files(path)


# ---- Pages


PAGE = """<!DOCTYPE html><html lang="en"><head>
<meta charset="{charset}"><title>Gas exports fall - The Example Post</title>
<meta property="og:title" content="Gas exports fall to 109 bcm">
<meta property="article:published_time" content="2024-03-04T07:30:00+01:00">
<meta property="article:modified_time" content="2025-01-09T07:30:00+01:00">
<script>var x = "$999 billion";</script></head>
<body><nav><a href="/">Home</a> <a href="/x">1,234 comments</a></nav><article>
<p>Norway’s gas exports fell 7% last year to 109 bcm from 117 bcm in 2022, analysts said on Friday.</p>
<p>The price of gas sank from about €120 per megawatt-hour to less than €40 per megawatt-hour. It was the largest fall
in a decade of rising output and prices, and buyers on the continent did not expect it to last.</p>
<table><tr><th>Year</th><th>Volume</th></tr><tr><td>2022</td><td>117 bcm</td></tr></table>
</article><footer>Copyright 1998 Example, 55 shares</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_article_and_its_day(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    claims = qc.extract_files(path, date="1999-01-01")
    assert claims.names == ("page",)
    paragraphs = claims.texts[0].split("\n\n")
    assert paragraphs[0] == "Gas exports fall to 109 bcm"
    assert paragraphs[1].startswith("Norway’s gas exports")
    assert "comments" not in claims.texts[0] and "999" not in claims.texts[0] and "shares" not in claims.texts[0]
    found = {claim.text: claim for claim in claims}
    assert str(found["last year"].period_start) == "2023-01-01 00:00:00"
    assert str(found["Friday"].period_start) == "2024-03-01 00:00:00"
    assert found["€120 per megawatt-hour"].unit == "EUR/MWh"


def test_a_page_that_states_no_day_has_that_of_the_caller(tmp_path: Path) -> None:
    path = tmp_path / "page.htm"
    page = "\n".join(line for line in PAGE.splitlines() if "_time" not in line and "Copyright" not in line)
    path.write_text(page.format(charset="utf-8") + "</body></html>", encoding="utf-8")
    claims = qc.extract_files(path, date="2011-06-01", kinds="date")
    assert claims["period_start"].astype(str).tolist()[0] == "2010-01-01T00:00:00"


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\0\xff\xfe", b"<div>" * 100_000])
def test_a_page_without_an_article_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"page\.html: "):
        qc.extract_files(path)


# ---- Archives of the web


def warc_record(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Encoding: gzip\r\n\r\n".encode() + gzip.compress(body)
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-04T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def test_the_pages_of_a_web_archive_are_documents(tmp_path: Path) -> None:
    page = PAGE.format(charset="utf-8").encode()
    records = [
        warc_record("https://news.example/a", page),
        warc_record("https://news.example/gone", page, status="404 Not Found"),
        warc_record("https://news.example/logo.png", b"\x89PNG 7%", kind="image/png"),
        warc_record("https://news.example/empty", b"<html></html>"),
        warc_record("https://news.example/b", page.replace(b"109", b"108")),
    ]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(records))
    with pytest.warns(UserWarning, match=r"crawl\.warc\.gz:4: no article is found"):
        claims = qc.extract_files(path, on_error="skip")
    assert claims.names == ("https://news.example/a", "https://news.example/b")
    with pytest.warns(UserWarning, match=r"crawl\.warc\.gz:4: no article is found"):
        assert [name for _, _, name in qc.read_files(path, on_error="skip")] == list(claims.names)
    assert claims.filter(doc="https://news.example/b", unit="bcm")["value"].tolist()[0] == 108
    assert "2023-01-01T00:00:00" in claims.filter(text="last year")["period_start"].astype(str).tolist()
