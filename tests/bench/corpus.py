"""The text that is measured: the sentences of the sample articles in random order, the same in every run."""

from __future__ import annotations

import random
import re
from pathlib import Path

ARTICLES = Path(__file__).resolve().parent.parent / "articles"


def generate(size: int) -> bytes:
    """At least `size` bytes of sentences, one a line, none twice in a row: a text repeated would train the branches."""
    sentences: list[str] = []
    for path in sorted(ARTICLES.glob("*.txt")):
        paragraphs = path.read_text(encoding="utf-8").split("\n")
        sentences += [part for text in paragraphs for part in re.split(r"(?<=[.!?”]) (?=[A-Z“])", text) if part]
    chance = random.Random(0)
    lines: list[str] = []
    length = 0
    while length < size:
        sentence = chance.choice(sentences)
        if lines and sentence == lines[-1]:
            continue
        lines.append(sentence)
        length += len(sentence.encode()) + 1
    return "\n".join(lines).encode()
