"""The notation of cells in a table of units: aliases and factors.

`a|b` are two aliases; `{a;b}` are alternatives inside one; `(s)` may stand or not; `<day>` is any way to say "per
day". Marks behind an alias: `?` flags ambiguous_unit, `^` counts only glued to the digits, `&` is a denominator only. A
factor is a product or quotient of decimals. The built-in lexicon is compiled with this file: it needs nothing but the
standard library, and nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

MARKS = {"?": "ambiguous", "^": "glued", "&": "denominator"}

RATES = {
    "day": " {per;a;each;every} day| daily|/day|/d",
    "year": " {per;a;each;every} year| per annum| annually|/year|/yr|/y| p.a.",
    "hour": " {per;an;each;every} hour|/hour|/hr|/h",
    "minute": " {per;a;each;every} minute|/minute|/min",
    "second": " {per;a;each;every} second|/second|/sec|/s",
}


class Alias(NamedTuple):
    """A spelling and the traits that its marks give."""

    text: str
    marks: tuple[str, ...]


def expand(notation: str) -> Iterator[Alias]:
    """All spellings of a cell, each once, in order.

    Examples
    --------
    >>> [alias.text for alias in expand("{barrel;bbl}(s)|b^")]
    ['barrel', 'barrels', 'bbl', 'bbls', 'b']
    """
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
        if rate.group(1) not in RATES:
            raise ValueError(f"<{rate.group(1)}> is none of {', '.join(f'<{name}>' for name in RATES)}")
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


def exact(text: str) -> Fraction:
    """A product or quotient of decimals, 0 where there is nothing.

    Examples
    --------
    >>> exact("42*231/1000")
    Fraction(4851, 500)
    """
    if not re.fullmatch(r"(\d+(\.\d+)?([*/]\d+(\.\d+)?)*)?", text):
        raise ValueError(f"not a product of decimals: {text!r}")
    value = Fraction(1 if text else 0)
    for operator, operand in re.findall(r"([*/]?)([\d.]+)", text):
        if operator == "/" and not Fraction(operand):
            raise ValueError(f"a quotient by 0: {text!r}")
        value = value / Fraction(operand) if operator == "/" else value * Fraction(operand)
    return value
