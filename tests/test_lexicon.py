"""The lexicon: every alias reads back to its row, clashes are found and named, and the plan's units are there."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CSRC = ROOT / "csrc"
sys.path.insert(0, str(CSRC))

import make_tables  # noqa: E402
from tablegen import aliases, source  # noqa: E402
from tablegen.phrases import Phrases  # noqa: E402
from tablegen.signs import Signs  # noqa: E402
from tablegen.source import read_rows  # noqa: E402
from tablegen.units import TRAITS, Units  # noqa: E402

FLAGS = {"QC_UNIT_AMBIGUOUS": 1, "QC_UNIT_NEEDS_GLUE": 64, "QC_UNIT_NAME_ONLY": 128}
# What stands behind an alias in the questions: a full stop of its own needs a word behind it.
TAIL = " of"

Answer = tuple[str, int, int] | None
Reader = Callable[[list[tuple[str, str]]], list[Answer]]


@dataclass(frozen=True)
class Case:
    """A question to the lexicon and what it has to say: symbol or comparison, end or start, flags."""

    question: str
    text: str
    answer: Answer


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The look-ups of the core, asked through a small program."""
    if shutil.which("cc") is None:
        pytest.skip("no C compiler")
    folder = tmp_path_factory.mktemp("lexicon")
    assert make_tables.main([str(folder)]) == 0
    program = folder / "reader"
    stages = ("phrases.c", "lexicon.c", "user_lexicon.c", "words.c", "text.c", "ascii.c", "alloc.c")
    sources = [ROOT / "tests" / "lexicon_reader.c", *(CSRC / name for name in stages)]
    command = ["cc", "-std=c11", "-O1", f"-I{ROOT / 'include'}", f"-I{CSRC}", f"-I{folder}", "-o", str(program)]
    subprocess.run([*command, *map(str, sources), str(folder / "tables.c")], check=True)
    signs = Signs()

    def ask(questions: list[tuple[str, str]]) -> list[Answer]:
        text = b"".join(letter.encode() + signs.narrow(words) + b"\n" for letter, words in questions)
        lines = subprocess.run([program], input=text, capture_output=True, check=True).stdout.decode().splitlines()
        assert len(lines) == len(questions)
        return [read_answer(line) for line in lines]

    return ask


def read_answer(line: str) -> Answer:
    if line == "-":
        return None
    symbol, place, flags = line.split("\t")
    return symbol, int(place), int(flags)


def unit_cases() -> Iterator[Case]:
    for unit in Units(Phrases(Signs())).units:
        for alias in aliases.expand(unit.behind):
            answer = (unit.symbol, len(alias.text), sum(FLAGS[flag] for flag in alias.flags))
            question = "d" if "QC_UNIT_NAME_ONLY" in alias.flags or "denominator" in unit.traits else "u"
            yield Case(question, alias.text + TAIL, answer)
            if aliases.matches_any_case(alias.text) and alias.text.isascii():
                yield Case(question, alias.text.upper() + TAIL, answer)
                if len(alias.text) > 5:
                    yield Case(question, alias.text.capitalize() + TAIL, answer)
        for alias in aliases.expand(unit.before):
            yield Case("c", alias.text + "5", (unit.symbol, 0, sum(FLAGS[flag] for flag in alias.flags)))


def hedge_cases() -> Iterator[Case]:
    for row in read_rows("hedges.tsv"):
        for item in aliases.split_outside(row["phrases"], "|"):
            for text in map(str.strip, aliases.spellings(item)):
                if row["side"] == "before":
                    yield Case("b", "it was " + text, (row["comparison"], 7, 0))
                else:
                    yield Case("a", text + TAIL, (row["comparison"], len(text), 0))


def failures(reader: Reader, cases: list[Case]) -> list[tuple[str, Answer, Answer]]:
    answers = reader([(case.question, case.text) for case in cases])
    return [(case.text, case.answer, answer) for case, answer in zip(cases, answers) if case.answer != answer]


def test_every_alias_reads_back(reader: Reader) -> None:
    cases = list(unit_cases())
    assert len(cases) > 9000
    assert failures(reader, cases) == []


def test_every_hedge_reads_back(reader: Reader) -> None:
    assert failures(reader, list(hedge_cases())) == []


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("u", "barrels-per-day cut", ("bbl/d", 15, 0)),
        ("u", "kilowatt  hours", ("kWh", 15, 0)),
        ("u", "sq. ft. Then", ("sq_ft", 6, 0)),
        ("u", "m³", ("m3", 2, 0)),
        ("u", "m3s", None),
        ("u", "mW", ("mW", 2, 0)),
        ("u", "MW", ("MW", 2, 0)),
        ("u", "mcf", ("Mcf", 3, 0)),
        ("u", "mcm", ("mcm", 3, 0)),
        ("u", "tonnesx", None),
        ("u", "tonnes of oil", ("t", 6, 0)),
        ("u", "per annum", None),
        ("u", "€/MWh", ("EUR", 1, 0)),
        ("u", "$10", None),
        ("u", "%-point", ("percentage point", 7, 0)),
        ("u", "pounds", ("GBP", 6, 0)),
        ("d", "pound of", ("lb", 5, 128)),
        ("d", "barrel of", ("bbl", 6, 0)),
        ("d", "pound sterling", ("GBP", 14, 0)),
        ("u", "shares", None),
        ("c", "the US$5", ("USD", 4, 0)),
        ("c", "the US $5", ("USD", 7, 0)),
        ("c", "of C $5", ("CAD", 3, 0)),
        ("c", "XUS$5", ("USD", 3, 0)),
        ("c", "worth Rs.5", ("INR", 6, 0)),
        ("c", "R5", ("ZAR", 0, 65)),
        ("c", "BAR5", None),
        ("c", "number 5", None),
        ("c", "R", None),
        ("b", "no more than", ("<=", 0, 0)),
        ("b", "rose more than", (">", 5, 0)),
        ("b", "over the past", None),
        ("b", "leftover", None),
        ("a", "+5", None),
    ],
)
def test_bounds_of_a_match(reader: Reader, question: str, text: str, answer: Answer) -> None:
    assert reader([(question, text)]) == [answer]


def test_no_hash_collision_gives_a_match(reader: Reader) -> None:
    strangers = [f"{first}{second}rq{number}" for first in "abckmt" for second in "aeou" for number in range(300)]
    assert set(reader([("u", word) for word in strangers])) == {None}


def test_the_longest_text_is_bounded(reader: Reader) -> None:
    assert reader([("u", "barrels " + "of " * 80), ("b", "more " * 80), ("u", "a" * 400)])[0] == ("bbl", 7, 0)


# What follows asks the generator.


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the lexicon that a test may spoil."""
    folder = tmp_path / "lexicon"
    shutil.copytree(source.LEXICON, folder)
    monkeypatch.setattr(source, "LEXICON", folder)
    return folder


def append(path: Path, *cells: str) -> int:
    """Adds a row; its line number."""
    text = path.read_text(encoding="utf-8").rstrip("\n") + "\n" + "\t".join(cells) + "\n"
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


@pytest.mark.parametrize(
    ("name", "cells", "message"),
    [
        ("units.tsv", ("smoot", "smoot", "length", "m", "1.7", "", "", "smoot|tonne"), "'tonne' stands for two things"),
        ("units.tsv", ("TWh", "terawatt hour", "energy", "J", "1", "", "", "twhs"), "two units TWh"),
        ("units.tsv", ("smoot", "smoot", "size", "m", "1.7", "", "", "smoot"), "no such dimension: size"),
        ("units.tsv", ("smoot", "smoot", "length", "yard", "1", "", "", "smoot"), "no such base unit: yard"),
        ("units.tsv", ("smoot", "smoot", "length", "m", "1+1", "", "", "smoot"), "not a product of decimals"),
        ("currencies.tsv", ("QQQ", "quid", "2", "", "quid"), "'quid' stands for two things"),
        ("hedges.tsv", ("before", ">", "at least"), "'least at' stands for two things"),
        ("words.tsv", ("ADVERB", "", "also"), "also is ADVERB twice"),
        ("numbers.tsv", ("NUMBER", "many", "umpteen"), "not an integer: 'many'"),
        ("words.tsv", ("ADVERBIAL", "", "umpteen"), "no class or sense of words: ADVERBIAL"),
    ],
)
def test_a_clash_is_named(
    lexicon: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, cells: tuple[str, ...], message: str
) -> None:
    line = append(lexicon / name, *cells)
    assert make_tables.main([str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert message in error
    assert f"{name}:{line}" in error


def test_a_new_unit_is_one_line(lexicon: Path) -> None:
    append(lexicon / "units.tsv", "smoot", "smoot", "length", "m", "67*0.0254", "", "exact", "smoot(s)", "MIT", "")
    assert "smoot" in Units(Phrases(Signs())).codes


def test_tables_are_the_same_each_time() -> None:
    assert make_tables.make_tables() == make_tables.make_tables()


def test_every_trait_is_known() -> None:
    known = set(TRAITS) - {"time"}
    for name in ("units.tsv", "currencies.tsv"):
        for row in read_rows(name):
            assert {
                trait for trait in filter(None, row["traits"].split(",")) if not trait.startswith("time:")
            } <= known, str(row)


# Canonical symbols of the plan that have a longer name here.
SYMBOLS = {"%": "percent", "pp": "percentage point", "bp": "basis point", "tC->tCO2": "tC"}
# Their column base is another than SCHEMA.md has: the factor is compared through these.
SCALES = {"m3/s": 86400.0, "kg": 0.001, "1": 100.0}


def plan_rows(shared: Path) -> Iterator[dict[str, str]]:
    with open(shared / "lexicon" / "units.tsv", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["dimension"] not in ("scale", "price"):
                yield row


def test_the_units_of_the_plan_are_there(shared: Path) -> None:
    units = Units(Phrases(Signs()))
    for row in plan_rows(shared):
        symbol = SYMBOLS.get(row["canonical"], row["canonical"])
        assert symbol in units.codes, symbol
        unit = units.units[units.codes[symbol]]
        if row["base"] in SCALES and re.fullmatch(r"[\d.e+-]+", row["factor"]) and unit.dimension != "ratio":
            assert float(unit.factor) == pytest.approx(float(row["factor"]) * SCALES[row["base"]], rel=1e-9), symbol
        if row["base"] == unit.base:
            assert float(unit.factor) == pytest.approx(float(row["factor"]), rel=1e-9), symbol


# Aliases of the plan that read as another row here: GUIDELINE.md or the context decides; None is no unit by itself.
DECIDED: dict[str, str | None] = {
    "p": "GBX",
    "kboe/d": "kboe/d",
    "mboed": "kboe/d",
    "mmboe/d": "mmboe/d",
    "bcm/y": "bcm/yr",
    "bcma": "bcm/yr",
    "ktpa": "ktpa",
    "bushel of wheat": "bushel",
    "bushels of wheat": "bushel",
    "bushels of soybeans": "bushel",
    "bushel of corn": "bushel",
    "bushels of corn": "bushel",
    "maize": None,
    "sorghum": None,
    "ounce": "oz",
    "ounces": "oz",
    "oz": "oz",
    "points": None,
    "Rs": "INR",
    "krone": "NOK",
}
SCALE_WORDS = ("thousand ", "million ", "billion ", "trillion ", "hundred ", "quadrillion ", "mln ", "bn ")


def plan_aliases(notation: str) -> Iterator[str]:
    """Aliases as CONVENTIONS 16 reads them: brackets are remarks, (s) is a plural, a scale word first is no alias."""
    for item in notation.split("|"):
        for text in aliases.spellings(item) if "(s)" in item else [item]:
            text = re.sub(r"\s*\([^)]*\)", "", text).strip()
            if text and not text.startswith(SCALE_WORDS) and "<" not in text:
                yield text


def test_the_aliases_of_the_plan_read_back(reader: Reader, shared: Path) -> None:
    wanted = []
    for row in plan_rows(shared):
        symbol = SYMBOLS.get(row["canonical"], row["canonical"])
        for text in plan_aliases(row["news_aliases"]):
            expected = DECIDED.get(text, symbol)
            if expected is not None:
                wanted.append((text, expected))
    behind = reader([("u", text + TAIL) for text, _ in wanted])
    before = reader([("c", text + "5") for text, _ in wanted])
    wrong = []
    for (text, symbol), *answers in zip(wanted, behind, before):
        if symbol not in [answer[0] for answer in answers if answer]:
            wrong.append((text, symbol, answers))
    assert wrong == [], "\n".join(map(str, wrong))
