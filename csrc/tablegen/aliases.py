"""The aliases of units.tsv, currencies.tsv and hedges.tsv: their spellings, and how phrases are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tablegen import notation
from tablegen.notation import spellings, split_outside

__all__ = ["Alias", "expand", "matches_any_case", "spellings", "split_outside", "tokens"]

FLAGS = {"ambiguous": "QC_UNIT_AMBIGUOUS", "glued": "QC_UNIT_NEEDS_GLUE", "denominator": "QC_UNIT_NAME_ONLY"}

# Letters, digits and superscripts make one token; any other sign is one by itself.
TOKEN = re.compile(r"[^\W_]+|[^\s\w]|_")


@dataclass(frozen=True)
class Alias:
    """A spelling and the traits that its marks give."""

    text: str
    flags: tuple[str, ...]


def expand(cell: str) -> Iterator[Alias]:
    """All spellings of a cell, each once, in order."""
    for text, marks in notation.expand(cell):
        yield Alias(text, tuple(FLAGS[mark] for mark in marks))


def tokens(text: str) -> list[str]:
    """The tokens of a phrase; one that stands apart begins with a blank. A hyphen before a word is a blank."""
    text = re.sub(r"(?<=\S)-(?=\w)", " ", text.strip())
    apart = re.compile(rf"(?P<blank> ?)\s*(?P<token>{TOKEN.pattern})")
    return [match["blank"] + match["token"] for match in apart.finditer(text)]


def matches_any_case(text: str) -> bool:
    """Aliases with a word of four or more letters, all in lower case, match in any case; symbols do not."""
    return re.search(r"(?<![A-Za-z])[a-z]{4}", text) is not None
