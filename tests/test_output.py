"""Where a run writes: each format holds the same rows, and no run that ends early loses a finished document.

The runs are real processes, which are killed, starved of disk and left by their readers.
"""

from __future__ import annotations

import csv
import datetime
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow
import pytest
import quantclaims as qc
from pyarrow import ipc, parquet

ARTICLES = 6000
SUFFIXES = ("jsonl", "csv", "arrow", "parquet")
#: Small parts, so that a run has many.
PARTS = ("--part-rows", "1500")


def article(number: int) -> dict[str, object]:
    """An article; each seventh says nothing, each thirteenth has no date."""
    day = datetime.date(2019, 1, 1) + datetime.timedelta(days=number % 2000)
    text = f"Exports of firm {number} rose {number % 97}% last year to ${number + 1} million, “a record”."
    record: dict[str, object] = {"doc": f"n{number}", "text": "Nothing happened." if number % 7 == 0 else text}
    return record if number % 13 == 0 else {**record, "date": day.isoformat()}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of articles, of whose lines two are broken."""
    path = tmp_path_factory.mktemp("articles") / "news.jsonl"
    lines = [json.dumps(article(number)) for number in range(ARTICLES)]
    lines[17], lines[4011] = '{"doc": "n17"', '{"doc": "n4011", "text": null}'
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "quantclaims", "extract", *map(str, words)]


def run(*words: object, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def starve() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(command(*words), capture_output=True, text=True, preexec_fn=starve)


def tree(path: Path) -> dict[str, bytes]:
    """All that is there, by name."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


@pytest.fixture(scope="module")
def whole(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what runs that nothing disturbs write."""
    folder = tmp_path_factory.mktemp("whole")
    for suffix in SUFFIXES:
        assert run(articles, "-o", folder / f"out.{suffix}", *PARTS).returncode == 1
    assert run(articles, "-o", f"{folder}/out/", "--by-year", *PARTS).returncode == 1
    return folder


# ---- The same rows in each format


def test_each_format_has_the_rows_that_python_gives(whole: Path, articles: Path) -> None:
    with pytest.warns(UserWarning, match="skipped"):
        claims = qc.extract_files(articles, on_error="skip")
    rows = claims.to_dicts()
    lines = (whole / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(rows))
    assert (whole / "out.csv").read_text(encoding="utf-8") == claims.to_csv()
    with open(whole / "out.csv", encoding="utf-8", newline="") as cells:
        assert sum(1 for _ in csv.reader(cells)) == len(rows) + 1
    with ipc.open_stream(str(whole / "out.arrow")) as stream:
        table = stream.read_all()
    assert table.equals(parquet.read_table(whole / "out.parquet").cast(table.schema))
    for name in set(table.column_names) - {"row", "period_start", "period_end"}:
        wanted = [list(row[name]) if name == "flags" else row[name] for row in rows]
        assert table[name].to_pylist() == wanted, name
    starts = [None if moment is None else moment.isoformat() for moment in table["period_start"].to_pylist()]
    assert starts == [row["period_start"] for row in rows]


def test_links_point_at_rows_of_their_document(whole: Path) -> None:
    table = parquet.read_table(whole / "out.parquet").to_pylist()
    places = {(row["doc"], row["row"]): row for row in table}
    assert len(places) == len(table)
    linked = [(row, places[row["doc"], row["link"]]) for row in table if row["link"] is not None]
    assert linked
    assert {(row["kind"], level["kind"]) for row, level in linked} == {("percent", "money")}


def test_a_folder_has_claims_and_documents_by_year(whole: Path) -> None:
    everything = parquet.read_table(whole / "out.parquet")
    claims = parquet.read_table(whole / "out" / "claims", partitioning=None)
    documents = parquet.read_table(whole / "out" / "documents", partitioning=None)
    assert sorted(claims["doc"].to_pylist()) == sorted(everything["doc"].to_pylist())
    assert documents.num_rows == ARTICLES - 2
    assert sum(documents["claims"].to_pylist()) == everything.num_rows
    years = {path.name for path in (whole / "out" / "documents").iterdir()}
    assert years == {"year=__HIVE_DEFAULT_PARTITION__", *(f"year={year}" for year in range(2019, 2025))}
    of_2020 = parquet.read_table(whole / "out" / "documents" / "year=2020", partitioning=None)
    assert {day.year for day in of_2020["date"].to_pylist()} == {2020}


def test_row_groups_are_of_the_size_that_is_asked_for(whole: Path) -> None:
    file = parquet.ParquetFile(whole / "out.parquet")
    assert file.num_row_groups > 2
    assert max(file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)) < 1500 + 1024 * 4


def test_parquet_has_plain_columns_and_says_where_documents_and_periods_are(whole: Path) -> None:
    """What is written as codes is read as strings, and a reader that looks for one document passes over the others."""
    for path in (whole / "out.parquet", *sorted((whole / "out" / "claims").rglob("*.parquet"))):
        file = parquet.ParquetFile(path)
        assert file.schema_arrow.field("unit").type == file.schema_arrow.field("doc").type == pyarrow.string()
        assert not [field for field in file.schema_arrow if pyarrow.types.is_dictionary(field.type)]
        for group in range(file.num_row_groups):
            rows = file.read_row_group(group, ["doc", "period_start"])
            chunks = [file.metadata.row_group(group).column(number) for number in range(file.metadata.num_columns)]
            told = {chunk.path_in_schema: chunk.statistics for chunk in chunks if chunk.is_stats_set}
            assert (told["doc"].min, told["doc"].max) == (min(rows["doc"].to_pylist()), max(rows["doc"].to_pylist()))
            starts = [moment for moment in rows["period_start"].to_pylist() if moment is not None]
            if starts:
                assert (told["period_start"].min, told["period_start"].max) == (min(starts), max(starts))


def test_texts_are_kept_where_they_are_wanted(articles: Path, tmp_path: Path) -> None:
    run(articles, "-o", f"{tmp_path}/out/", "--texts")
    documents = parquet.read_table(tmp_path / "out" / "documents").to_pylist()
    assert documents[1]["text"] == article(1)["text"]
    assert documents[1]["characters"] == len(documents[1]["text"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_found_is_an_empty_table(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "empty.txt").write_text("Nothing happened.")
    assert run(tmp_path / "empty.txt", "-o", tmp_path / f"out.{suffix}").returncode == 0
    out = tmp_path / f"out.{suffix}"
    if suffix == "parquet":
        assert parquet.read_table(out).num_rows == 0
    elif suffix == "arrow":
        assert ipc.open_stream(pyarrow.OSFile(str(out))).read_all().num_rows == 0
    else:
        assert out.read_text().count("\n") == (suffix == "csv")


def test_standard_output_and_files_have_the_same_bytes(whole: Path, articles: Path) -> None:
    for suffix in ("jsonl", "csv", "arrow"):
        done = subprocess.run(command(articles, "--format", suffix), capture_output=True)
        assert done.stdout == (whole / f"out.{suffix}").read_bytes()


# ---- What cannot be read


def test_records_that_cannot_be_read_go_to_a_side_file(whole: Path, articles: Path) -> None:
    for out in ("out.jsonl", "out.parquet", "out"):
        lines = [json.loads(line) for line in (whole / f"{out}.rejected.jsonl").read_text().splitlines()]
        assert [line["where"] for line in lines] == [f"{articles}:18", f"{articles}:4012"]
        assert [line["reason"].partition(" (")[0] for line in lines] == ["not JSON", '"text" is null, not a text']


def test_a_file_that_is_not_there_is_in_the_side_file_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sales rose 5%.")
    assert run(tmp_path / "none.txt", tmp_path / "a.txt", "-o", tmp_path / "out.csv").returncode == 1
    (line,) = (tmp_path / "out.csv.rejected.jsonl").read_text().splitlines()
    rejected = json.loads(line)
    assert (rejected["where"], rejected["reason"]) == (str(tmp_path / "none.txt"), "No such file or directory")
    # A run without failures leaves no such file of an earlier one.
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out.csv").returncode == 0
    assert not (tmp_path / "out.csv.rejected.jsonl").exists()


def test_many_failures_are_counted_not_listed(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("no JSON\n" * 100)
    done = run(tmp_path / "bad.jsonl", "-o", tmp_path / "out.csv")
    assert done.returncode == 1
    messages = done.stderr.splitlines()
    assert (len(messages), messages[-1]) == (21, "quantclaims: and 80 more")
    assert len((tmp_path / "out.csv.rejected.jsonl").read_text().splitlines()) == 100


# ---- Runs that end early


def journal_of(out: str) -> Path:
    folder = out.endswith(("/", ".parquet"))
    return Path(out.rstrip("/") + ".part") / "_journal" if folder else Path(out + ".part.journal")


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv", "out.arrow", "out.parquet", "out/"])
def test_a_killed_run_is_continued_without_doubles_or_gaps(
    whole: Path, articles: Path, tmp_path: Path, name: str
) -> None:
    out = f"{tmp_path}/{name}"
    words = (articles, "-o", out, *PARTS, *(["--by-year"] if name.endswith("/") else []))
    journal = journal_of(out)
    for kills in range(1, 4):
        words = (*words, *(["--resume"] if kills == 2 else []))
        with subprocess.Popen(command(*words), stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > kills):
                time.sleep(0.002)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL, "the run ended before it was killed: more articles are needed"
        assert not os.path.exists(out.rstrip("/"))
    before = json.loads(journal.read_bytes().rpartition(b"\n")[0].splitlines()[-1])[0]
    assert 0 < before < ARTICLES
    done = run(*words)
    assert done.returncode in (0, 1)
    assert tree(Path(out)) == tree(whole / name.rstrip("/"))
    rejected = name.rstrip("/") + ".rejected.jsonl"
    assert (tmp_path / rejected).read_bytes() == (whole / rejected).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name.rstrip("/"), rejected])


@pytest.mark.parametrize("suffix", ["jsonl", "arrow", "parquet"])
def test_a_full_disk_loses_no_finished_document(whole: Path, articles: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    limit = (whole / out.name).stat().st_size // 2
    done = run(articles, "-o", out, *PARTS, limit=limit)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(f"quantclaims: {out}.part")
    assert not out.exists()
    if suffix == "jsonl":
        written = Path(f"{out}.part").read_bytes()
        assert written.endswith(b"}\n")
        assert (whole / out.name).read_bytes().startswith(written)
    run(articles, "-o", out, *PARTS, "--resume")
    assert tree(out) == tree(whole / out.name)


def test_an_unfinished_output_without_its_journal_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sales rose 5%.")
    (tmp_path / "out.jsonl.part").write_text("of nobody knows which command\n")
    assert run(tmp_path / "a.txt", "-o", tmp_path / "out.jsonl", "--resume").returncode == 0
    assert [json.loads(line)["text"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["5%"]
    assert not (tmp_path / "out.jsonl.part").exists()


@pytest.mark.parametrize("name", ["out.parquet", "out/"])
def test_unfinished_parts_are_not_overwritten(articles: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name.rstrip('/')}.part").mkdir()
    done = run(articles, "-o", f"{tmp_path}/{name}")
    assert done.returncode == 2
    assert "--resume continues it; delete it to begin anew" in done.stderr


def test_parts_go_to_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sales rose 5%.")
    (tmp_path / "out").mkdir()
    assert run(tmp_path / "a.txt", "-o", f"{tmp_path}/out/").returncode == 0
    assert parquet.read_table(tmp_path / "out" / "claims")["text"].to_pylist() == ["5%"]


def test_an_unfinished_output_is_not_overwritten(articles: Path, tmp_path: Path) -> None:
    part = tmp_path / "out.csv.part"
    part.write_text("doc,sentence\n")
    done = run(articles, "-o", tmp_path / "out.csv")
    assert done.returncode == 2
    assert "--resume continues it; delete it to begin anew" in done.stderr
    assert part.read_text() == "doc,sentence\n"


def test_another_command_does_not_continue_it(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run(articles, "-o", out, limit=200_000)
    done = run(articles, "-o", out, "--resume", "--kinds", "money")
    assert done.returncode == 2
    assert "of another command" in done.stderr


def test_an_interrupted_run_keeps_what_is_finished(whole: Path, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    with subprocess.Popen(command(articles, "-o", out), stderr=subprocess.PIPE, text=True) as process:
        journal = journal_of(str(out))
        while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        message = process.stderr.read().splitlines()[-1]
    assert process.returncode == 130
    assert message.startswith("quantclaims: interrupted")
    assert run(articles, "-o", out, "--resume").returncode in (0, 1)
    assert out.read_bytes() == (whole / "out.jsonl").read_bytes()


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "arrow"])
def test_a_reader_that_goes_away_is_no_traceback(articles: Path, form: str) -> None:
    words = command(articles, "--format", form)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.read(100)
        process.stdout.close()
        messages = process.stderr.read().decode().splitlines()
    assert process.returncode == 141
    assert [message for message in messages if not message.startswith(f"quantclaims: {articles}:")] == []


# ---- Bounded memory and several processes


def peak(path: Path, out: Path) -> int:
    """The most memory of a run, in KiB."""
    script = (
        "import resource, sys; from quantclaims.cli import main; main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    words = [sys.executable, "-c", script, "extract", str(path), "-o", str(out), "--part-rows", "5000"]
    return int(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_memory_does_not_grow_with_the_articles(articles: Path, tmp_path: Path, suffix: str) -> None:
    many = tmp_path / "many.jsonl"
    many.write_text(articles.read_text() * 4)
    few, lots = peak(articles, tmp_path / f"few.{suffix}"), peak(many, tmp_path / f"many.{suffix}")
    assert lots < few + 40 * 1024


def test_several_processes_give_the_same_rows(whole: Path, articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run(articles, "-o", out, "--processes", "2").returncode == 1
    assert out.read_bytes() == (whole / "out.jsonl").read_bytes()
    rejected = "out.jsonl.rejected.jsonl"
    assert (tmp_path / rejected).read_bytes() == (whole / rejected).read_bytes()
