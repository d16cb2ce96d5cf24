"""A paragraph without figures, dates, currencies or names of places changes no row of the text before or behind it.

The texts are the sample articles, the examples of tests/spec, and the articles of the planning folder if it is there.
The one thing that a place in the text says is that its first line is a headline.
"""

from __future__ import annotations

import re
from pathlib import Path

import quantclaims as qc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_spec import EXAMPLES

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "tests" / "articles", ROOT.parent / "shared" / "articles")

#: Columns that count sentences or characters, -1 where there is nothing.
PLACES = [name for name in qc.Claim._fields if name.endswith(("start", "end")) and not name.startswith("period")]

Row = dict[str, object]


def read_texts() -> list[tuple[str, str, dict[str, object]]]:
    """Texts with their dates and options."""
    articles = [path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
    examples = [(each.text, each.date or "", each.options) for each in EXAMPLES if each.text.strip()]
    return [(text, "2024-05-16", {}) for text in articles] + examples


TEXTS = read_texts()

SUBJECTS = ("The committee", "A neighbour", "Her brother", "The old orchestra", "Nobody", "The new manager")
VERBS = ("praised", "disliked", "described", "ignored", "remembered", "defended")
OBJECTS = ("the music", "a quiet garden", "the long debate", "their own proposal", "the colour of the door")
ENDS = (".", " with some surprise.", " without much comment.", ", which pleased the guests.", ".")

#: Speech, a question, a rise and a fall: what relations could carry over into the next paragraph.
WHOLE = (
    "“We loved the music,” the manager said.",
    "Was the debate too long?",
    "The exports of the firm rose, and its prices fell.",
    "According to the committee, output will grow.",
    "‘Nobody knows,’ her brother added.",
)

PLAIN = st.tuples(*map(st.sampled_from, (SUBJECTS, VERBS, OBJECTS, ENDS))).map(
    lambda words: " ".join(words[:3]) + words[3]
)
SENTENCES = st.one_of(PLAIN, st.sampled_from(WHOLE))
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)


def read_rows(text: str, date: str, options: dict[str, object], offset: int, sentences: int) -> list[Row]:
    """The rows of a text, their places counted from an offset, without the flag of headlines."""
    rows: list[Row] = []
    for claim in qc.extract(text, date=date or None, **options):  # type: ignore[arg-type]
        row = claim._asdict()
        for name in PLACES:
            row[name] = row[name] if row[name] in (-1, None) else row[name] - offset
        row["sentence"] -= sentences
        row["flags"] = [flag for flag in row["flags"] if flag != "headline"]
        rows.append({name: None if value != value else value for name, value in row.items()})
    return rows


def differences(rows: list[Row], wanted: list[Row]) -> list[object]:
    """What is not as it was."""
    changed = [
        (was["text"], {name: (was[name], now[name]) for name in was if was[name] != now[name]})
        for was, now in zip(wanted, rows, strict=False)
        if was != now
    ]
    return [*changed, *([] if len(rows) == len(wanted) else [f"{len(wanted)} rows are {len(rows)}"])]


@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(TEXTS), PARAGRAPHS)
def test_a_paragraph_behind_changes_no_row(text: tuple[str, str, dict[str, object]], paragraph: str) -> None:
    body, date, options = text
    alone = read_rows(body, date, options, 0, 0)
    assert differences(read_rows(f"{body}\n\n{paragraph}\n", date, options, 0, 0), alone) == []


@settings(deadline=None, max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(TEXTS), PARAGRAPHS)
def test_a_paragraph_before_changes_no_row(text: tuple[str, str, dict[str, object]], paragraph: str) -> None:
    body, date, options = text
    alone = read_rows(body, date, options, 0, 0)
    before = f"{paragraph}\n\n"
    moved = read_rows(before + body, date, options, len(before), len(re.findall("[.?]", paragraph)))
    assert differences(moved, alone) == []
