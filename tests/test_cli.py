"""The command line: its outputs, what it says of bad files, its exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Exports rose 5% last year to $240 billion.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "trade.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*words: object, data: bytes = b"", **variables: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "quantclaims", *map(str, words)],
        input=data,
        capture_output=True,
        env={**os.environ, **variables},
    )


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_a_table_is_printed(article: Path) -> None:
    done = run("extract", article, "--date", "2024-05-16")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "3 claims in 1 document"
    assert "240,000,000,000  USD" in lines[-1]


def test_json_lines_go_to_a_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    done = run("extract", article, "--date", "2024-05-16", "--format", "jsonl", "-o", out)
    assert (done.returncode, done.stdout) == (0, b"")
    found = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in found] == ["5%", "last year", "$240 billion"]
    assert found[0]["doc"] == "trade"
    assert found[1]["period_start"] == "2023-01-01T00:00:00"


def test_csv_keeps_chosen_kinds(article: Path) -> None:
    done = run("extract", article, "--format", "csv", "--kinds", "money,percent")
    found = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert [row["kind"] for row in found] == ["percent", "money"]


def test_relations_may_be_left_out(article: Path) -> None:
    found = rows(run("extract", article, "--no-relate", "--format", "jsonl"))
    assert {row["direction"] for row in found} == {0}


def test_standard_input_is_a_text_or_lines() -> None:
    found = rows(run("extract", "-", "--format", "jsonl", data=TEXT.encode()))
    assert [row["text"] for row in found] == ["5%", "last year", "$240 billion"]
    assert {row["doc"] for row in found} == {"-"}
    line = json.dumps({"doc": 7, "date": "2024-05-16", "text": TEXT}).encode()
    found = rows(run("extract", "-", "--input", "jsonl", "--format", "jsonl", data=line))
    assert {row["doc"] for row in found} == {7}


def test_numeric_dates_may_begin_with_the_month() -> None:
    data = b"It was signed on 05/06/2024."
    european = rows(run("extract", "-", "--format", "jsonl", data=data))
    american = rows(run("extract", "-", "--format", "jsonl", "--month-first", data=data))
    assert european[0]["period_start"] == "2024-06-05T00:00:00"
    assert american[0]["period_start"] == "2024-05-06T00:00:00"


def test_a_missing_file_is_named_and_the_others_are_done(article: Path, tmp_path: Path) -> None:
    done = run("extract", tmp_path / "none.txt", article, tmp_path / "other.jsonl", "--format", "jsonl")
    assert done.returncode == 1
    assert len(rows(done)) == 3
    messages = done.stderr.decode().splitlines()
    assert messages == [
        f"quantclaims: {tmp_path / 'none.txt'}: No such file or directory",
        f"quantclaims: {tmp_path / 'other.jsonl'}: No such file or directory",
    ]


def test_a_file_that_is_not_utf8_is_named_or_replaced(article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "latin.txt"
    bad.write_bytes(b"caf\xe9 sales rose 7%")
    done = run("extract", bad, article, "--format", "jsonl")
    assert done.returncode == 1
    assert len(rows(done)) == 3
    assert f"{bad}: not UTF-8 at byte 3" in done.stderr.decode()
    done = run("extract", bad, "--errors", "replace", "--format", "jsonl")
    assert done.returncode == 0
    assert [row["text"] for row in rows(done)] == ["7%"]


def test_an_output_that_cannot_be_written_is_named(article: Path, tmp_path: Path) -> None:
    done = run("extract", article, "-o", tmp_path / "no" / "folder.csv")
    assert done.returncode == 3
    assert done.stderr.decode() == f"quantclaims: {tmp_path / 'no'}: no such folder (make it first)\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--date", "16 May 2024"], "not a date YYYY-MM-DD"),
        (["--kinds", "money,dollars"], "not 'dollars'"),
        (["--format", "xml"], "invalid choice"),
        (["--frobnicate"], "unrecognized arguments"),
    ],
)
def test_wrong_arguments_are_named(article: Path, words: list[str], message: str) -> None:
    done = run("extract", article, *words)
    assert done.returncode == 2
    assert message in done.stderr.decode()


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "euro.txt"
    path.write_text("It cost €5 million – up 3%.", encoding="utf-8")
    for words in (["--format", "jsonl"], ["--format", "csv"], []):
        done = run("extract", path, *words, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert done.returncode == 0
        assert "€5 million" in done.stdout.decode("utf-8")


def test_lone_surrogates_are_written() -> None:
    data = b'{"text": "a \\ud800 b 5% \\ud800"}'
    for form in ("table", "csv", "jsonl"):
        done = run("extract", "-", "--input", "jsonl", "--format", form, data=data)
        assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 20000, encoding="utf-8")
    command = [sys.executable, "-m", "quantclaims", "extract", str(path), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_show_writes_a_page(article: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("show", article, "-o", page)
    assert (done.returncode, done.stdout.decode()) == (0, f"{page}\n")
    assert "$240 billion</mark>" in page.read_text(encoding="utf-8")


def test_show_without_a_browser_prints_where_the_page_is(article: Path, tmp_path: Path) -> None:
    done = run("show", article, "--no-browser", TMPDIR=str(tmp_path))
    path = Path(done.stdout.decode().strip())
    assert path.parent == tmp_path
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_show_opens_the_page_in_a_browser(article: Path, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    done = run("show", article, TMPDIR=str(tmp_path), BROWSER=f"{browser} %s")
    assert done.returncode == 0
    assert opened.read_text().strip() == Path(done.stdout.decode().strip()).as_uri()


def test_show_of_nothing_that_can_be_read_writes_no_page(tmp_path: Path) -> None:
    done = run("show", tmp_path / "none.txt", "-o", tmp_path / "page.html")
    assert (done.returncode, done.stdout) == (1, b"")
    assert not (tmp_path / "page.html").exists()


def test_a_table_goes_to_a_file_without_colours(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.txt"
    assert run("extract", article, "-o", out).stdout == b""
    assert out.read_bytes() == run("extract", article).stdout
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_help_has_examples() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert "quantclaims extract article.txt --date 2024-05-16" in done.stdout.decode()
