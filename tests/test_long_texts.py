"""Texts of 100 MB, and with ``QUANTCLAIMS_TRUST=1`` of 2.2 GB: all rows are there, and offsets beyond 2^31 are right.

core/test_long.c looks at every column of rows beyond 2^31 in every run of the tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import numpy as np
import pytest
import quantclaims as qc

GB = 10**9
LENGTH = 2_200_000_000
#: A paragraph of about 1000 characters with two figures, and the last words of the text.
PARAGRAPH = "The harbour master spoke with the crews of ships from afar. " * 16 + "Exports rose 12% to $4 million.\n\n"
LAST = "Sales of Zürich fell to 33.7 bcm in May 2023, he said.\n"
LAST_SURFACES = ["33.7 bcm", "May 2023"]

needs_trust = pytest.mark.skipif(not os.environ.get("QUANTCLAIMS_TRUST"), reason="takes GBs: QUANTCLAIMS_TRUST=1")


def needs_memory(size: int) -> None:
    """Skip the test where fewer bytes are free."""
    lines = Path("/proc/meminfo").read_text().splitlines() if sys.platform == "linux" else []
    free = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable")), 0)
    if free < size:
        pytest.skip(f"{size / GB:.0f} GB of free memory are needed")


def check_rows(length: int) -> None:
    """All rows of a text of so many characters, which is made of paragraphs."""
    count = length // len(PARAGRAPH)
    text = PARAGRAPH * count + LAST
    claims = qc.extract(text, date="2024-05-16")
    assert len(claims) == 2 * count + len(LAST_SURFACES)
    first = qc.extract(PARAGRAPH)
    starts = np.arange(count, dtype=np.int64)[:, np.newaxis] * len(PARAGRAPH) + first.arrays["start"]
    assert np.array_equal(claims.arrays["start"][: 2 * count], starts.ravel())
    measures = np.arange(count, dtype=np.int64)[:, np.newaxis] * len(PARAGRAPH) + first.arrays["measure_start"]
    assert np.array_equal(claims.arrays["measure_start"][: 2 * count], measures.ravel())
    sentences = np.arange(count)[:, np.newaxis] * 17 + first.arrays["sentence"]
    assert np.array_equal(claims.arrays["sentence"][: 2 * count], sentences.ravel())
    last = [claims[len(claims) - 2], claims[len(claims) - 1]]
    assert [text[claim.start : claim.end] for claim in last] == [claim.text for claim in last] == LAST_SURFACES
    assert last[0].measure == "Sales of Zürich"
    assert last[0].value == 33.7


def in_process(call: str) -> None:
    """Run a check by itself, so that its memory goes back."""
    script = f"import test_long_texts as tests; tests.{call}"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parent)


def test_a_text_of_100_mb_gives_all_its_rows() -> None:
    needs_memory(GB)
    in_process("check_rows(100_000_000)")


@needs_trust
def test_a_text_of_2_gb_gives_all_its_rows() -> None:
    needs_memory(6 * GB)
    in_process(f"check_rows({LENGTH})")


@needs_trust
def test_a_column_of_more_than_2_gib_of_strings_is_refused_with_the_cure(tmp_path: Path) -> None:
    needs_memory(10 * GB)
    path = tmp_path / "long_name.jsonl"
    path.write_text(json.dumps({"doc": "n" * 1_000_000, "text": "Sales rose 5%. " * 2200}))
    in_process(f"check_refusal({str(path)!r})")


def check_refusal(path: str) -> None:
    """The name of the document is 1 MB long, and stands in each of its 2200 rows."""
    claims = qc.extract_files(path)
    with pytest.raises(OverflowError, match=r"2 GiB at most: take the rows in parts, claims\[:n\]"):
        claims.__arrow_c_array__()
    claims[:100].__arrow_c_array__()


# ---- The command line


def run_command(feed: Callable[[IO[bytes]], None] | None, *arguments: str) -> list[dict[str, Any]]:
    """The rows that the command gives, which may be fed by its standard input."""
    command = [sys.executable, "-m", "quantclaims", "extract", *arguments, "--format", "jsonl", "--date", "2024-05-16"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        with process.stdin as source:
            if feed is not None:
                feed(source)
        rows = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    return rows


def check_last(rows: list[dict[str, Any]]) -> None:
    """The rows of spaces or zeros, and the last words behind them."""
    begin = [LENGTH + LAST.index(surface) for surface in LAST_SURFACES]
    assert [row["text"] for row in rows] == LAST_SURFACES
    assert [row["start"] for row in rows] == begin
    assert [row["measure"] for row in rows] == ["Sales of Zürich", None]
    assert rows[0]["measure_start"] == LENGTH


@needs_trust
def test_the_command_reads_a_file_of_2_gb(tmp_path: Path) -> None:
    needs_memory(10 * GB)
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        # What is not written takes no room on the disk, and is read as zeros.
        file.seek(LENGTH)
        file.write(LAST.encode())
    try:
        check_last(run_command(None, str(path)))
    finally:
        path.unlink()


@needs_trust
@pytest.mark.parametrize(("form", "head", "foot"), [("jsonl", '{"text": "', '"}\n'), ("text", "", "")])
def test_the_command_reads_a_record_of_2_gb(form: str, head: str, foot: str) -> None:
    needs_memory(10 * GB)
    last = json.dumps(LAST, ensure_ascii=False)[1:-1] if form == "jsonl" else LAST

    def feed(source: IO[bytes]) -> None:
        source.write(head.encode())
        for _ in range(LENGTH // 1_000_000):
            source.write(b" " * 1_000_000)
        source.write((last + foot).encode())

    check_last(run_command(feed, "-", "--input", form))
