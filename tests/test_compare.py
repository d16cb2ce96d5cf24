"""The command compare: the report over a folder, line by line, and its exit status."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import quantclaims as qc
from quantclaims.report import lines

TEXTS = {
    "agency": "Officials met. China-Russia trade was $240 billion in 2023.",
    "paper": "Sino-Russian trade reached $240 billion in 2023.",
    "rival": "Sino-Russian trade was $201 billion in 2023.",
    "steel": "Exports of steel rose 12% to 33.7 million tonnes from 24.1 million tonnes.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "quantclaims", "compare", *map(str, words)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, "LC_ALL": "C"})


def test_all_three_reports_are_printed(folder: Path) -> None:
    done = run(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "1 claim made by more than one document",
        "  China-Russia, trade, 2023: 2 documents",
        "    agency:1:38-50  $240 billion  | Officials met. China-Russia trade was $240 billion in 2023.",
        "    paper:0:27-39  $240 billion  | Sino-Russian trade reached $240 billion in 2023.",
        "1 conflict between documents",
        "  China-Russia, trade, 2023: $240 billion or $201 billion",
        "    agency:1:38-50  $240 billion  | Officials met. China-Russia trade was $240 billion in 2023.",
        "    rival:0:23-35  $201 billion  | Sino-Russian trade was $201 billion in 2023.",
        "1 change that does not add up",
        "  Exports of steel: 12% is written, 39.8% follows",
        "    steel:0:22-25  12%  | Exports of steel rose 12% to 33.7 million tonnes from 24.1 million tonnes.",
        "    steel:0:29-48  33.7 million tonnes  | Exports of steel rose 12% to 33.7 million tonnes from 24.1 million "
        "tonnes.",
        "    steel:0:54-73  24.1 million tonnes  | Exports of steel rose 12% to 33.7 million tonnes from 24.1 million "
        "tonnes.",
    ]


def test_every_place_is_where_the_figure_stands(folder: Path) -> None:
    found = re.findall(r"^    (\w+):\d+:(\d+)-(\d+)  (.*?)  \| ", run(folder).stdout, re.MULTILINE)
    assert len(found) == 7
    for name, start, end, surface in found:
        assert TEXTS[name][int(start) : int(end)] == surface


def test_nothing_to_report_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "0 claims made by more than one document",
        "0 conflicts between documents",
        "0 changes that do not add up",
    ]


def test_what_cannot_be_read_is_named_and_the_rest_is_done(folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"caf\xe9")
    done = run(folder, folder / "missing")
    assert done.returncode == 1
    assert "broken.txt: not UTF-8 at byte 3" in done.stderr
    assert "missing: No such file or directory" in done.stderr
    assert done.stdout.startswith("1 claim made by more than one document\n")


def test_wrong_arguments_are_named(folder: Path) -> None:
    assert run().returncode == 2
    assert run(folder, "--no-relate").returncode == 2


def test_kinds_choose_what_is_compared(folder: Path) -> None:
    assert "\n0 changes that do not add up" in run(folder, "--kinds", "money").stdout


def test_a_line_stays_one() -> None:
    text = "China-Russia\ntrade was $240\tbillion in 2023."
    report = list(lines(qc.extract([text, text])))
    assert not any("\n" in line or "\t" in line for line in report)
