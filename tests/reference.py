"""The grammar of figures in plain Python: regular expressions and fractions, slow and easy to check.

In: text whose figures are written as the planning notes and tests/spec name them. Out: where each stands and what it
says, exact. The tables of the lexicon are read as files; no code of quantclaims is used. What it does not do: dates,
relations between figures, numbers in names, and lists or moves, where one figure takes its unit from another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache, reduce
from operator import truediv
from pathlib import Path
from typing import NamedTuple

LEXICON = Path(__file__).resolve().parent.parent / "csrc" / "lexicon"


class Figure(NamedTuple):
    """A figure: its place in code points, and its amounts without any rounding."""

    start: int
    end: int
    kind: str
    value: Fraction
    high: Fraction | None
    unit: str
    comparison: str
    resolution: Fraction | None
    base_value: Fraction | None


class Number(NamedTuple):
    """An amount without a unit; `resolution` is the size of the last written digit."""

    value: Fraction
    resolution: Fraction | None
    scaled: bool


class Unit(NamedTuple):
    """What a figure is measured in; no factor: it has no base."""

    kind: str
    symbol: str
    factor: Fraction | None
    offset: Fraction


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table of the lexicon, by the names of its columns."""
    lines = [line for line in (LEXICON / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    names = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(names, line.split("\t") + [""] * len(names)))


#: The lengths of time behind a rate, as they are written behind a stroke.
SHORT = {"second": "s", "minute": "min", "hour": "h", "day": "d", "year": "yr"}


def alternatives(alias: str) -> list[str]:
    """What an alias stands for: {a;b} is one of them, (s) may be missing, <day> is a length of time behind a rate."""
    alias = alias.replace("(s)", "{;s}")
    for name, short in SHORT.items():
        article = "an" if name == "hour" else "a"
        alias = alias.replace(f"<{name}>", f"{{ per {name}; {article} {name};/{name};/{short}}}")
    found = re.search(r"\{([^{}]*)\}", alias)
    if found is None:
        return [alias]
    before, behind = alias[: found.start()], alias[found.end() :]
    return [each for part in found[1].split(";") for each in alternatives(before + part + behind)]


def spellings(aliases: str, marks: str = "^&") -> list[str]:
    """The spellings of a list of aliases; not of those for some places, with a number first or a stop last."""
    names = [alias.rstrip("?") for alias in aliases.split("|") if alias and not set(alias[-2:]) & set(marks)]
    return [each for alias in names for each in alternatives(alias) if not each.endswith(".") and not each[0].isdigit()]


def exact(expression: str) -> Fraction:
    """A product or quotient of decimals."""
    products = (part.split("*") for part in expression.split("/"))
    return reduce(truediv, (reduce(Fraction.__mul__, map(Fraction, each)) for each in products))  # type: ignore[arg-type]


@cache
def units() -> dict[str, Unit]:
    """The units of the lexicon by their spellings, the first row where two have one."""
    found: dict[str, Unit] = {}
    for row in rows("units.tsv"):
        if row["dimension"] == "none":
            continue
        traits = row["traits"]
        kind = "percent" if "percent" in traits else "duration" if "time:" in traits else "quantity"
        kind = "count" if row["symbol"] in ("times", "point") else kind
        factor = exact(row["factor"]) if row["base"] else None
        unit = Unit(kind, row["symbol"], factor, exact(row["offset"] or "0"))
        for spelling in spellings(row["aliases"]):
            found.setdefault(spelling, unit)
    return found


@cache
def currencies() -> tuple[dict[str, Unit], dict[str, Unit]]:
    """The currencies by what stands before a number, and by what stands behind it."""
    before: dict[str, Unit] = {}
    behind: dict[str, Unit] = {}
    for row in rows("currencies.tsv"):
        unit = Unit("money", row["code"], Fraction(1), Fraction(0))
        for spelling in (*([] if row["traits"] == "behind" else [row["code"]]), *spellings(row["before"])):
            before.setdefault(spelling, unit)
        for spelling in (row["code"], *spellings(row["behind"])):
            behind.setdefault(spelling, unit)
        minor = Unit("money", row["minor"], Fraction(1, 10 ** int(row["digits"] or 0)), Fraction(0))
        for spelling in spellings(row["minor_behind"]):
            behind.setdefault(spelling, minor)
    return before, behind


#: What is counted, of many shapes of the plural.
NOUNS = {
    "vessels": "vessel", "nurses": "nurse", "ferries": "ferry", "electric vehicles": "electric vehicle",
    "workers": "worker", "oil tankers": "oil tanker", "factories": "factory", "wives": "wife",
}  # fmt: skip

#: What a price is per, in words and behind a stroke.
PRICES = {
    " a barrel": "bbl", "/bbl": "bbl", " a tonne": "t", " per tonne": "t", "/t": "t", " per MWh": "MWh", "/MWh": "MWh",
}  # fmt: skip

SIGNS = {
    "½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8),
}  # fmt: skip
SMALL = {
    row["words"]: int(row["value"])
    for row in rows("numbers.tsv")
    if "NUMBER" in row["classes"] and int(row["value"]) <= 90 and row["words"].isalpha() and row["words"] != "dozen"
}
TENS = {word: value for word, value in SMALL.items() if 20 <= value <= 90}
PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
SCALES = {
    word: int(row["value"])
    for row in rows("scales.tsv")
    if "VAGUE" not in row["classes"]
    for word in row["words"].split()
}
VAGUE = {"ones": 1, "tens": 10, "dozens": 12, "hundreds": 100, "thousands": 10**3, "millions": 10**6, "billions": 10**9}
GLUED = {"k": 3, "m": 6, "b": 9, "bn": 9, "mn": 6, "tn": 12, "trn": 12}


def any_of(words: Iterable[str]) -> str:
    """A pattern of words, the longest first; one with four small letters in a row stands in any case."""
    patterns = []
    for word in sorted(words, key=len, reverse=True):
        pattern = re.escape(word).replace(r"\ ", "[ -]" if word.isascii() else " ")
        patterns.append(f"(?i:{pattern})" if re.search("[a-z]{4}", word) else pattern)
    return "(?:" + "|".join(patterns) + ")"


ONES = f"(?:{any_of(TENS)}(?:[ -]{any_of(SMALL)})?|{any_of(SMALL)})"
HUNDREDS = f"(?:{ONES}(?:[ -]hundred(?: (?:and )?{ONES})?)?)"
PLAIN = r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})+|\d+)"
DIGITS = rf"(?:{PLAIN}[{''.join(SIGNS)}]|(?:\d+[ -])?\d/\d\d?(?!\d)|{PLAIN}(?:\.\d+)?|\.\d+|[{''.join(SIGNS)}])"
THOUSANDS = f"(?:{HUNDREDS}(?:[ -]thousand(?: (?:and )?{HUNDREDS})?)?(?: and a half)?)"
SPELLED = f"(?i:{THOUSANDS}|an? (?=hundred|thousand|million|billion)|half an?(?= ))"
SCALE = rf"(?:[ -]?(?:{any_of(SCALES)})\b)"
NUMBER = rf"(?:(?:{DIGITS}(?:(?:{any_of(GLUED)})(?!\w))?|{SPELLED}){SCALE}*)"


def read_fraction(top: int, bottom: int) -> tuple[Fraction, Fraction | None]:
    """A part of one, and the size of its last decimal, where it has one."""
    value = Fraction(top, bottom)
    places = next((places for places in range(1, 8) if (value * 10**places).denominator == 1), None)
    return value, None if places is None else Fraction(1, 10**places)


def read_digits(text: str) -> tuple[Fraction, Fraction | None]:
    """A number in digits."""
    text = re.sub("[,\u00a0\u2009\u202f]", "", text)
    if text[-1] in SIGNS:
        part, size = read_fraction(*SIGNS[text[-1]])
        return Fraction(text[:-1] or 0) + part, size
    if "/" in text:
        *wholes, top, bottom = map(int, re.split("[ /-]", text))
        part, size = read_fraction(top, bottom)
        return sum(wholes) + part, size
    return Fraction(text), Fraction(1, 10 ** len(text.partition(".")[2]))


def read_words(words: list[str]) -> tuple[Fraction, Fraction]:
    """A number in words, and the size of its last part: a hundred of "two hundred", one of "two hundred and five"."""
    if words[-3:] == ["and", "a", "half"]:
        return read_words(words[:-3])[0] + Fraction(1, 2), Fraction(1, 10)
    for name, factor in (("thousand", 1000), ("hundred", 100)):
        if name in words:
            at = words.index(name)
            value, size = read_words(words[:at])
            rest = [word for word in words[at + 1 :] if word != "and"]
            behind, last = read_words(rest) if rest else (Fraction(0), size * factor)
            return value * factor + behind, last
    if words[0] == "half":
        return Fraction(1, 2), Fraction(1, 10)
    return Fraction(sum({**SMALL, **TENS, "a": 1, "an": 1}[word] for word in words)), Fraction(1)


def read_number(text: str) -> Number:
    """A number with its scales, of the pattern NUMBER."""
    power, shown = 0, text
    while found := re.search(rf"[ -]?({any_of(SCALES)})$", text):
        power, text = power + SCALES[found[1].lower()], text[: found.start()]
    if re.match(rf"[\d.{''.join(SIGNS)}]", text):
        glued = re.search("[a-z]+$", text)
        power += GLUED[glued[0]] if glued else 0
        value, size = read_digits(text[: glued.start()] if glued else text)
    else:
        value, size = read_words([word for word in re.split("[ -]", text.lower()) if word])
    return Number(value * 10**power, None if size is None else size * 10**power, text != shown or power > 0)


def patterns() -> Iterator[str]:
    """The shapes of a figure: parts of a whole, vague scales, and amounts with and without an upper end."""
    before, behind = map(any_of, currencies())
    counted, measured = any_of(NOUNS), any_of(units())
    minus, price, stop = "(?P<sign>[-−]|minus )?", f"(?P<per>{any_of(PRICES)})?", r"(?![\w½¼¾$€£¥])"
    yield rf"(?P<top>an?|one|two|three|four)[ -](?P<part>{any_of(PARTS)})s?(?= of the)"
    yield r"(?P<half>half)(?= of the)"
    largest = "(?: of (?P<upper>thousands|millions|billions))?"
    yield rf"(?P<vague>{any_of(VAGUE)}){largest} of (?P<behind>{counted}|{measured}|{behind}){stop}"
    for upper, upper_before in (
        (f"(?:-|–| to | or )(?P<upper>{NUMBER})", f"(?:-|–| to | and )(?:(?P<again>{before}) ?)?(?P<upper>{NUMBER})"),
        ("", ""),
    ):
        yield rf"{minus}(?P<before>{before}) ?(?P<number>{NUMBER}){upper_before}{price}{stop}"
        yield rf"{minus}(?P<number>{NUMBER}){upper}[ -]?(?P<behind>{behind}){price}{stop}"
        yield rf"{minus}(?P<number>{NUMBER}){upper}[ -]?(?P<behind>{measured}){stop}"
        yield rf"(?P<number>{NUMBER}){upper}(?P<plus>\+?) (?P<behind>{counted}){stop}"


@cache
def shapes() -> tuple[re.Pattern[str], ...]:
    """The patterns, compiled."""
    return tuple(map(re.compile, patterns()))


@cache
def hedges() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """What hedges before a figure, behind one, and what each phrase says."""
    said: dict[str, str] = {}
    sides: dict[str, list[str]] = {"before": [], "behind": []}
    for row in rows("hedges.tsv"):
        for phrase in spellings(row["phrases"], marks=""):
            said[f"{row['side']} {phrase.lower()}"] = row["comparison"]
            sides[row["side"]].append(phrase)
    before = "|".join(map(re.escape, sorted(sides["before"], key=len, reverse=True)))
    behind = "|".join(map(re.escape, sorted(sides["behind"], key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])({before}) ?$", re.I), re.compile(rf"[ -]?({behind})(?!\w)", re.I), said


def read_comparison(text: str, start: int, end: int, kind: str) -> str:
    """What the words before a figure say of it, else those behind it. Over a length of time is when."""
    before, behind, said = hedges()
    lead = text[:start]
    found = before.search(lead) or before.search(re.sub(r"\b(between|from) $", "", lead))
    if found and not (kind == "duration" and found[1].lower() == "over"):
        return said[f"before {found[1].lower()}"]
    found = behind.match(text, end)
    return said[f"behind {found[1].lower()}"] if found else "="


def unit_of(parts: dict[str, str | None]) -> Unit:
    """The unit of a shape."""
    before, behind = currencies()
    nouns = {plural: Unit("count", noun, None, Fraction(0)) for plural, noun in NOUNS.items()}
    name = parts.get("before") or parts.get("behind") or ""
    for table in (before,) if parts.get("before") else (behind, units(), nouns):
        for spelling in (name, name.lower(), name.replace("-", " "), name.lower().replace("-", " ")):
            if spelling in table:
                return table[spelling]
    raise KeyError(name)


def part_of(parts: dict[str, str | None]) -> Fraction:
    """The percentage of a part of a whole."""
    top = {"two": 2, "three": 3, "four": 4}.get(parts.get("top") or "", 1)
    return 100 * Fraction(top, PARTS[parts.get("part") or "half"])


def amounts_of(parts: dict[str, str | None]) -> tuple[Fraction, Fraction | None, Fraction | None]:
    """The amount, its upper end, and the size of its last written digit."""
    upper = parts.get("upper")
    if vague := parts.get("vague"):
        low = Fraction(VAGUE[vague.lower()] * VAGUE[upper or "ones"])
        return low, low * 10, None
    value, size, scaled = read_number(parts["number"] or "")
    sign = -1 if parts.get("sign") else 1
    if upper is None:
        return sign * value, None, size
    shared = 1 if scaled or parts.get("again") else scale_of(upper)
    return sign * value * shared, read_number(upper).value, None if size is None else size * shared


def figure_of(text: str, found: re.Match[str]) -> Figure:
    """The figure that a shape makes."""
    start, end, parts = found.start(), found.end(), found.groupdict()
    if "part" in parts or "half" in parts:
        share = part_of(parts)
        return Figure(start, end, "percent", share, None, "percent", read_comparison(text, start, end, ""), None, share)
    unit = unit_of(parts)
    value, high, size = amounts_of(parts)
    symbol = f"{unit.symbol}/{PRICES[parts['per']]}" if parts.get("per") else unit.symbol
    base = None if unit.factor is None else value * unit.factor + unit.offset
    comparison = ">=" if parts.get("plus") else read_comparison(text, start, end, unit.kind)
    return Figure(start, end, unit.kind, value, high, symbol, comparison, size, base)


def scale_of(number: str) -> Fraction:
    """What the scales behind a number multiply it by: the end of a range gives them to its start."""
    power = 0
    while found := re.search(rf"[ -]?({any_of((*SCALES, *GLUED))})$", number):
        power, number = power + {**SCALES, **GLUED}[found[1].lower()], number[: found.start()]
    return Fraction(10**power)


def rises(figure: Figure) -> bool:
    """Whether a figure is one, not a range that ends below its start."""
    return figure.high is None or figure.value < figure.high


def figures(text: str) -> list[Figure]:
    """The figures of a text, in its order: at each place the longest shape."""
    text = re.sub("[０-９]", lambda digit: str(int(digit[0])), text)
    found: list[Figure] = []
    at = 0
    while at < len(text):
        begins = at == 0 or not re.match(r"[\w.,$€£¥-]", text[at - 1])
        matches = [match for shape in shapes() if begins and (match := shape.match(text, at))]
        made = [figure for figure in (figure_of(text, match) for match in matches) if rises(figure)]
        best = max(made, key=lambda figure: (figure.end, figure.high is None), default=None)
        if best is not None:
            found.append(best)
        at = best.end if best else at + 1
    return found
