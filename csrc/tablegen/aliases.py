"""The notation of aliases in units.tsv, currencies.tsv and hedges.tsv, and the form in which phrases are looked up.

`a|b` are two aliases; `{a;b}` are alternatives inside one; `(s)` may stand or not; `<day>` is any way to say "per day".
Marks behind an alias: `?` flags ambiguous_unit, `^` counts only glued to the digits, `&` is a denominator only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKS = {"?": "QC_UNIT_AMBIGUOUS", "^": "QC_UNIT_NEEDS_GLUE", "&": "QC_UNIT_NAME_ONLY"}

RATES = {
    "day": " {per;a;each;every} day| daily|/day|/d",
    "year": " {per;a;each;every} year| per annum| annually|/year|/yr|/y| p.a.",
    "hour": " {per;an;each;every} hour|/hour|/hr|/h",
    "minute": " {per;a;each;every} minute|/minute|/min",
    "second": " {per;a;each;every} second|/second|/sec|/s",
}

# Letters, digits and superscripts make one token; any other sign is one by itself.
TOKEN = re.compile(r"[^\W_]+|[^\s\w]|_")


@dataclass(frozen=True)
class Alias:
    """A spelling and the traits that its marks give."""

    text: str
    flags: tuple[str, ...]


def expand(notation: str) -> Iterator[Alias]:
    """All spellings of a cell, each once, in order."""
    seen: set[str] = set()
    for item in filter(None, split_outside(notation, "|")):
        body = item.rstrip("".join(MARKS))
        marks = item[len(body) :]
        if not body:
            body, marks = item, ""
        for text in spellings(body):
            if text not in seen:
                seen.add(text)
                yield Alias(text, tuple(MARKS[mark] for mark in marks))


def spellings(body: str) -> list[str]:
    """The spellings of one alias, without its marks."""
    rate = re.search(r"<(\w+)>", body)
    if rate:
        tails = RATES[rate.group(1)].split("|")
        return [text for tail in tails for text in spellings(body[: rate.start()] + tail + body[rate.end() :])]
    choice = re.search(r"\{([^{}]*)\}", body)
    if choice:
        choices = choice.group(1).split(";")
        return [text for word in choices for text in spellings(body[: choice.start()] + word + body[choice.end() :])]
    if "(s)" in body:
        return spellings(body.replace("(s)", "", 1)) + spellings(body.replace("(s)", "s", 1))
    return [body]


def split_outside(text: str, separator: str) -> list[str]:
    """The parts of a text between separators that stand outside braces."""
    parts, depth, part = [], 0, ""
    for character in text:
        depth += (character == "{") - (character == "}")
        if character == separator and not depth:
            parts.append(part)
            part = ""
        else:
            part += character
    return [*parts, part]


def tokens(text: str) -> list[str]:
    """The tokens of a phrase; one that stands apart begins with a blank. A hyphen before a word is a blank."""
    text = re.sub(r"(?<=\S)-(?=\w)", " ", text.strip())
    apart = re.compile(rf"(?P<blank> ?)\s*(?P<token>{TOKEN.pattern})")
    return [match["blank"] + match["token"] for match in apart.finditer(text)]


def matches_any_case(text: str) -> bool:
    """Aliases with a word of four or more letters, all in lower case, match in any case; symbols do not."""
    return re.search(r"(?<![A-Za-z])[a-z]{4}", text) is not None
