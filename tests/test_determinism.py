"""Two runs give the same bytes, whatever the seed of hashes, the locale and the time zone."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import quantclaims as qc

ARTICLES = Path(__file__).parent / "articles"
ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0"},
    {"PYTHONHASHSEED": "1"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "TZ": "Pacific/Apia"},
]


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_runs_give_the_same_bytes(form: str) -> None:
    paths = sorted(map(str, ARTICLES.glob("*.txt")))
    command = [sys.executable, "-m", "quantclaims", "extract", *paths, "--format", form, "--date", "2024-05-16"]
    outputs = {
        subprocess.run(command, capture_output=True, check=True, env={**os.environ, **variables}).stdout
        for variables in ENVIRONMENTS
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000


def test_a_text_gives_the_same_rows_alone_and_in_a_batch() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    batch = qc.extract(texts, date="2024-05-16")
    alone = qc.concat([qc.extract(text, date="2024-05-16") for text in texts])
    assert batch.to_jsonl() == alone.to_jsonl()


def test_threads_share_the_extractor() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    expected = qc.extract(texts).to_jsonl()
    found: list[str | None] = []
    threads = [threading.Thread(target=lambda: found.append(qc.extract(texts).to_jsonl())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8
