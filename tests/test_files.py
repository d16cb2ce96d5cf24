"""Files and folders: what is a document, how it is named, and what happens to those that cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import quantclaims as qc


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "below").mkdir()
    (tmp_path / "b.txt").write_text("Sales rose 5%.", encoding="utf-8")
    (tmp_path / "a.md").write_text("Costs fell 7% – the most yet.", encoding="utf-8")
    (tmp_path / "below" / "c.txt").write_text("Exports rose 9% last year.", encoding="utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"%PDF 11%")
    lines = [
        {"doc": 17, "date": "2024-05-16", "text": "It fell 1% last year."},
        {"doc": "x", "date": None, "text": "It fell 2% last year."},
        {"text": "It fell 3% last year.\u2028It did."},
    ]
    text = "\n\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "d.jsonl").write_text("\ufeff" + text, encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_in_the_order_of_names(folder: Path) -> None:
    claims = qc.extract_files(folder, kinds="percent")
    assert claims.names == ("a", "b", "below/c", 17, "x", "d:5")
    assert claims["text"].tolist() == ["7%", "5%", "9%", "1%", "2%", "3%"]
    assert claims["doc"].tolist() == list(claims.names)
    assert claims.filter(doc=17)["text"].tolist() == ["1%"]


def test_dates_come_from_the_line_else_from_the_caller(folder: Path) -> None:
    claims = qc.extract_files(folder, date="2020-01-01", kinds="date")
    starts = dict(zip(claims["doc"].tolist(), claims["period_start"].astype(str).tolist()))
    assert starts == {
        "below/c": "2019-01-01T00:00:00",
        17: "2023-01-01T00:00:00",
        "x": "NaT",
        "d:5": "2019-01-01T00:00:00",
    }


def test_paths_may_be_one_or_several(folder: Path) -> None:
    assert qc.extract_files(str(folder / "b.txt")).names == ("b",)
    assert qc.extract_files([folder / "b.txt", str(folder / "a.md")]).names == ("b", "a")
    assert qc.extract_files([]).names == ()


def test_offsets_count_what_stands_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "dos.txt"
    path.write_bytes("Erste Zeile\r\n– Sales rose 5%\r\n".encode())
    claims = qc.extract_files(path)
    assert claims.texts[0] == path.read_bytes().decode()
    assert claims["text"].tolist() == ["5%"]


def test_a_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.txt"):
        qc.extract_files(tmp_path / "none.txt")


def test_several_failures_come_together(folder: Path) -> None:
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    paths = [folder / name for name in ("none.txt", "latin.txt", "b.txt", "notes.pdf")]
    with pytest.raises(ExceptionGroup) as caught:
        qc.extract_files(paths)
    assert [failure for failure in caught.value.exceptions if not isinstance(failure, (OSError, ValueError))] == []
    assert isinstance(caught.value.exceptions[0], FileNotFoundError)
    messages = [str(failure) for failure in caught.value.exceptions]
    assert "latin.txt: not UTF-8 at byte 3" in messages[1]
    assert "notes.pdf: .pdf files are not read" in messages[2]


def test_failures_may_be_skipped_with_a_warning(folder: Path) -> None:
    with pytest.warns(UserWarning, match=r"none\.txt: No such file"):
        claims = qc.extract_files([folder / "none.txt", folder / "b.txt"], on_error="skip")
    assert claims["text"].tolist() == ["5%"]


def test_bytes_that_are_not_utf8_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(b"caf\xe9 sales rose 5%")
    claims = qc.extract_files(path, errors="replace")
    assert claims.texts == ("caf\ufffd sales rose 5%",)
    assert claims["text"].tolist() == ["5%"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[" * 100000, "not JSON"),
        ("[1]", '"text"'),
        ('{"doc": "a", "body": "5%"}', "no field 'text' among doc, body (--text-field names it)"),
        ('{"text": 5}', '"text"'),
        ('{"text": "5%", "date": "2024-05-16 at noon"}', "2024-05-16 at noon"),
        ('{"text": "5%", "date": "May 2024"}', "'May 2024' is not a date"),
        ('{"text": "5%", "date": 20240516}', "not int"),
    ],
)
def test_a_line_that_is_no_document_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"text": "4%"}\n' + line + '\n{"text": "6%"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"lines\.jsonl:2: ") as caught:
        qc.extract_files(path)
    assert message in str(caught.value)
    with pytest.warns(UserWarning, match=r"lines\.jsonl:2: "):
        claims = qc.extract_files(path, on_error="skip")
    assert claims["text"].tolist() == ["4%", "6%"]


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"no file in this folder can be read \(\.txt, .*\.warc are"):
        qc.extract_files(tmp_path)


def test_unknown_options_are_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="skip"):
        qc.extract_files(folder, on_error="ignore")
    with pytest.raises(ValueError, match="replace"):
        qc.extract_files(folder, errors="ignore")


# ---- Patterns of names


def test_patterns_stand_for_the_files_they_match(folder: Path) -> None:
    assert qc.extract_files(f"{folder}/?.[tm][xd]*").names == ("a", "b")
    assert qc.extract_files(f"{folder}/**/*.txt").names == ("b", "c")
    with pytest.raises(ValueError, match=r"\*\.html: no file is called like this"):
        qc.extract_files(f"{folder}/*.html")


def test_patterns_may_stand_for_folders(folder: Path) -> None:
    assert qc.extract_files(f"{folder}/bel*")["text"].tolist() == ["9%", "last year"]


@pytest.mark.parametrize("name", ["b.txt", "d.jsonl"])
def test_a_lack_of_memory_is_no_fault_of_a_file(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*words: object) -> None:
        raise MemoryError

    monkeypatch.setattr("quantclaims.readers.opened", refuse)
    with pytest.raises(MemoryError):
        qc.extract_files(folder / name, on_error="skip")


def test_a_file_may_be_called_like_a_pattern(tmp_path: Path) -> None:
    path = tmp_path / "what [now]?.txt"
    path.write_text("Sales rose 5%.", encoding="utf-8")
    assert qc.extract_files(path).names == ("what [now]?",)
