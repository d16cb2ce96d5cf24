"""The sample articles: every row that stands beside an article is found, with its columns, and nothing else.

``articles/NAME.txt`` is the text; ``articles/NAME.jsonl`` begins with the document (``doc``, ``date``, ``dateline``:
whether the text itself says its date in full) and goes on with the expected rows, written by hand from the rules. A row
names the columns that the rules decide; ``optional`` rows may be missing.
"""

from __future__ import annotations

import itertools
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import quantclaims

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
JUDGED_FLAGS = {"open_start", "open_end", "approximate", "fiscal", "ambiguous_unit"}
NOT_COLUMNS = {"start", "end", "text", "optional"}

Row = dict[str, Any]


def expected_rows(article: Path) -> tuple[Row, list[Row]]:
    """Return the document's line and its rows."""
    first, *rows = article.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    return json.loads(first), [json.loads(row) for row in rows]


def plain(column: str, value: Any) -> Any:
    """Return a value of a record as the expected rows write it."""
    if column == "flags":
        return sorted(JUDGED_FLAGS.intersection(value))
    if value is None or value == "":
        return None
    if column in ("period_start", "period_end"):
        return None if np.isnat(np.datetime64(value, "s")) else str(np.datetime64(value, "s"))
    if isinstance(value, float) and math.isnan(value):
        return None
    return value


def found_rows(text: str, date: str | None) -> dict[tuple[int, int], Any]:
    """Return the records of a text by their spans."""
    return {(record.start, record.end): record for record in quantclaims.extract(text, date=date)}


def agrees(column: str, found: Any, expected: Any) -> bool:
    """Return whether a column holds what is expected of it."""
    if isinstance(expected, float) and isinstance(found, float):
        return math.isclose(found, expected, rel_tol=1e-15)
    return bool(found == (sorted(expected) if column == "flags" else expected))


def differences(article: Path, date: str | None) -> list[str]:
    """Return a line for every row that is missing, wrong or not expected."""
    text = article.read_text(encoding="utf-8")
    found = found_rows(text, date)
    lines = []
    for row in expected_rows(article)[1]:
        record = found.pop((row["start"], row["end"]), None)
        where = f"{article.name}:{row['start']} {row['text']!r}"
        if record is None:
            if not row.get("optional"):
                lines.append(f"{where}: expected {row['kind']}, found nothing")
            continue
        for column in row.keys() - NOT_COLUMNS:
            value = plain(column, getattr(record, column))
            if not agrees(column, value, row[column]):
                lines.append(f"{where}: {column} expected {row[column]!r}, found {value!r}")
    for (start, end), record in found.items():
        lines.append(
            f"{article.name}:{start} {text[start:end]!r}: expected nothing, found {record.kind} {record.value}"
        )
    return lines


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_expected_rows_are_in_order_and_say_what_stands_in_the_text(article: Path) -> None:
    text = article.read_text(encoding="utf-8")
    _, rows = expected_rows(article)
    assert [row["text"] for row in rows] == [text[row["start"] : row["end"]] for row in rows]
    assert all(before["end"] <= after["start"] for before, after in itertools.pairwise(rows))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.stem)
def test_article_gives_its_rows_and_nothing_else(article: Path) -> None:
    document, _ = expected_rows(article)
    lines = differences(article, document["date"])
    assert not lines, "\n" + "\n".join(lines)


@pytest.mark.parametrize(
    "article",
    [article for article in ARTICLES if expected_rows(article)[0]["dateline"]],
    ids=lambda article: article.stem,
)
def test_article_with_a_dateline_needs_no_date(article: Path) -> None:
    lines = differences(article, None)
    assert not lines, "\n" + "\n".join(lines)
