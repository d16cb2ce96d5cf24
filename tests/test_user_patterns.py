"""Patterns of one's own: what a match becomes, who wins, what is said of bad ones, and what hostile texts cost."""

from __future__ import annotations

import json
import math
import pickle
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
import quantclaims as qc

LNG = {"lng": r"(?<value>\d+)\s+LNG cargoes"}


def only(text: str | bytes, pattern: object) -> qc.Claim:
    (claim,) = [claim for claim in qc.extract(text, patterns={"own": pattern}) if claim.rule == "own"]  # type: ignore[dict-item]
    return claim


def test_without_kind_it_is_a_count() -> None:
    (claim,) = qc.extract("Japan bought 12 LNG cargoes.", patterns=LNG)
    assert (claim.text, claim.kind, claim.dimension, claim.value, claim.unit, claim.rule) == (
        "12 LNG cargoes",
        "count",
        "count",
        12.0,
        None,
        "lng",
    )


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("12", 12.0),
        ("1,234.5", 1234.5),
        ("two and a half million", 2.5e6),
        ("a million", 1e6),
        ("3.2m", 3.2e6),
        ("−4", -4.0),
        ("-4", -4.0),
        ("$7", 7.0),
        ("½", 0.5),
        ("１２", 12.0),
        ("0.1", 0.1),
        ("33.7 billion", 33.7e9),
    ],
)
def test_values_are_read_as_everywhere(number: str, value: float) -> None:
    claim = only(f"<<{number}>>", "<<(?<value>.*?)>>")
    assert claim.value == value and claim.text == f"<<{number}>>"


@pytest.mark.parametrize("words", ["many", "", "..."])
def test_no_value(words: str) -> None:
    assert only(f"<<{words}>>", "<<(?<value>.*?)>>").value is None


def test_units() -> None:
    assert only("5 bcm!", r"(?<value>\d+) (?<unit>\w+)!").unit == "bcm"
    claim = only("€5!", r"(?<unit>€)(?<value>\d)!")
    assert (claim.unit, claim.base_unit) == ("EUR", "EUR")
    assert only("5 large cargoes!", r"(?<value>\d+) (?<unit>[\w ]+)!").unit == "large cargo"
    claim = only("7 mb/d!", {"pattern": r"(?<value>\d+) (?<unit>[\w/]+)!", "kind": "quantity"})
    assert (claim.unit, claim.dimension, claim.flags) == ("mb/d", "volume_rate", ("ambiguous_unit",))


def test_kinds() -> None:
    assert only("5 bcm!", {"pattern": r"(?<value>\d+) (?<unit>\w+)!", "kind": "quantity"}).kind == "quantity"
    assert only("5 of money", r"(?<value>\d+) of (?<kind>\w+)").kind == "money"
    assert only("5 of cards", r"(?<value>\d+) of (?<kind>\w+)").kind == "count"
    claim = only("rate 5", {"pattern": r"rate (?<value>\d+)", "kind": "percent"})
    assert (claim.kind, claim.unit, claim.dimension) == ("percent", "percent", "ratio")
    assert only("score 5", {"pattern": r"score (?<value>\d+)", "kind": "quantity"}).dimension == "other"


def test_a_group_may_have_its_name_twice() -> None:
    pattern = r"(?<value>\d+) berths|berths: (?<value>\d+)"
    claims = qc.extract("berths: 7, then 8 berths", patterns={"own": pattern})
    assert claims["value"].tolist() == [7.0, 8.0]


def test_own_rows_win_where_they_overlap() -> None:
    text = "Prices rose from 12 LNG cargoes of 3 bcm to $5 billion in May 2023."
    built_in = qc.extract(text)["text"].tolist()
    assert qc.extract(text, patterns={"none": "never"})["text"].tolist() == built_in
    claims = qc.extract(text, patterns={"own": r"(?<value>3) bcm to \$5", "month": "in (?<value>May)"})
    assert claims["text"].tolist() == ["12 LNG cargoes", "3 bcm to $5", "in May"]
    assert claims["rule"].tolist()[1:] == ["own", "month"]


def test_of_two_patterns_the_first_wins() -> None:
    text = "5 red ships and 6 blue ships"
    patterns = {"a": r"(?<value>5) red", "b": r"(?<value>\d) \w+ ships"}
    assert qc.extract(text, patterns=patterns)["text"].tolist() == ["5 red", "6 blue ships"]
    patterns = dict(reversed(patterns.items()))
    assert qc.extract(text, patterns=patterns)["text"].tolist() == ["5 red ships", "6 blue ships"]


def test_ranges_leave_own_rows_alone() -> None:
    claims = qc.extract("Japan took 10 to 12 LNG cargoes.", patterns=LNG)
    assert [(claim.text, claim.high) for claim in claims if claim.rule == "lng"] == [("12 LNG cargoes", None)]


def test_hedges_directions_and_periods_reach_own_rows() -> None:
    claim = qc.extract("Imports rose to about 12 LNG cargoes in 2023.", patterns=LNG)[0]
    assert (claim.comparison, claim.direction, str(claim.period_start)[:4]) == ("~", 1, "2023")


@pytest.mark.parametrize("before", ["", "plain ", "café – ", "日本語、", "😀😀 ", "\ud800 lone ", "x" * 3000 + " "])
def test_offsets_are_code_points_in_every_encoding(before: str) -> None:
    text = f"{before}“12 LNG cargoes”, é 13 LNG cargoes"
    claims = qc.extract(text, patterns=LNG)
    spans = [(claim.start, claim.end) for claim in claims if claim.rule == "lng"]
    assert [text[start:end] for start, end in spans] == ["12 LNG cargoes", "13 LNG cargoes"]
    if "\ud800" not in text:
        claims = qc.extract(text.encode(), patterns=LNG)
        assert [(claim.start, claim.end) for claim in claims if claim.rule == "lng"] == spans


def test_offsets_where_bytes_are_replaced() -> None:
    data = b"\xff\xe2\x82 \xc3\xa9 12 LNG cargoes"
    (claim,) = qc.extract(data, patterns=LNG, errors="replace")
    assert data.decode("utf-8", "replace")[claim.start : claim.end] == "12 LNG cargoes" == claim.text


def test_patterns_read_unicode() -> None:
    assert only("Es kostet 5 größere Schiffe", r"(?<value>\d) (?<unit>gr\wßere) \b").unit is not None
    assert only("5 ГРУЗОВ", r"(?i)(?<value>\d) грузов").value == 5.0
    assert only("a 😀 5", r"😀 (?<value>\d)").text == "😀 5"


def test_lookbehind_and_groups_outside_the_match() -> None:
    claim = only("zł–USD 5 é", r"(?<=(?<unit>USD) )(?<value>\d)")
    assert (claim.text, claim.unit, claim.value) == ("5", "USD", 5.0)


def test_empty_matches_are_none() -> None:
    assert len(qc.extract("nothing", patterns={"own": r"x*", "other": r"\b"})) == 0


def test_documents_are_read_one_by_one() -> None:
    claims = qc.Extractor(patterns=LNG).extract(["5 LNG cargoes", "é", "6 LNG cargoes"])
    assert claims["doc"].tolist() == [0, 2] and claims["value"].tolist() == [5.0, 6.0]


def test_an_extractor_is_pickled() -> None:
    extractor = pickle.loads(pickle.dumps(qc.Extractor(patterns=LNG)))
    assert extractor.extract("5 LNG cargoes")["rule"].tolist() == ["lng"]


# ---- Bad patterns


def test_a_bad_pattern_is_shown_with_its_place() -> None:
    with pytest.raises(ValueError) as caught:
        qc.Extractor(patterns={"good": "a", "bad": r"é (?<value>\d+"})
    assert str(caught.value).splitlines() == [
        "pattern 'bad': missing closing parenthesis at offset 14",
        r"  é (?<value>\d+",
        "  " + " " * 14 + "^",
    ]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (r"\C", "disabled"),
        ("()" * 120, "groups"),
        ("(?<1a>x)", "subpattern name"),
        ({"pattern": "x", "kind": "date"}, "kind is one of"),
        ({"pattern": "x", "flags": "i"}, "not 'flags'"),
    ],
)
def test_what_no_pattern_is(pattern: object, message: str) -> None:
    with pytest.raises(ValueError, match="pattern 'own'") as caught:
        qc.Extractor(patterns={"own": pattern})  # type: ignore[dict-item]
    assert message in str(caught.value)


def test_types_are_checked() -> None:
    with pytest.raises(TypeError, match="pattern 'own' is a str"):
        qc.Extractor(patterns={"own": 5})  # type: ignore[dict-item]


# ---- Cost

DEAR = [
    (r"(a+)+b", "a" * 200 + " b "),
    (r"(\w+\s?)*!", "word " * 100 + "; ! "),
    (r"(a|aa)+$", "a" * 100 + " "),
    (r"(?:a|b)*(?:a|b)*c", "a" * 60 + " c "),
    (r"^(\w+\s?)*$", "word "),
]


@pytest.mark.parametrize(("pattern", "unit"), DEAR)
def test_a_catastrophic_pattern_ends_soon(pattern: str, unit: str) -> None:
    text = "It rose 5%. " + unit * (500_000 // len(unit))
    extractor = qc.Extractor(patterns={"dear": pattern}, relate=False)
    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        claims = extractor.extract(text)
    assert time.process_time() - start < 1.0
    assert claims["text"].tolist()[0] == "5%"


def test_a_pattern_that_is_given_up_is_named() -> None:
    hostile, fine = ("a" * 200 + " b ") * 500, "aaab and 5%"
    extractor = qc.Extractor(patterns={"dear": "(?<unit>(a+)+)b", "other": r"(?<value>\d)%"})
    with pytest.warns(RuntimeWarning, match=r"pattern 'dear' was given up in document 1 and in 1 more") as caught:
        claims = extractor.extract([fine, hostile + "5%", hostile])
    assert len(caught) == 1 and caught[0].filename == __file__
    assert claims["rule"].tolist() == ["dear", "other", "other"]
    assert claims["doc"].tolist() == [0, 0, 1]


def test_cost_is_linear() -> None:
    def seconds(pattern: str, size: int) -> float:
        extractor = qc.Extractor(patterns={"own": pattern}, relate=False)
        text = ("word " * 40 + "; ") * (size // 202)
        least = math.inf
        for _ in range(3):
            start = time.process_time()
            extractor.extract(text)
            least = min(least, time.process_time() - start)
        return least

    for pattern in (r"\w+;!?x", r"(?<value>\d+) ships", r"\w+\s\w+\s\w+\s\w+;x", r".*x;"):
        assert seconds(pattern, 800_000) < 8 * seconds(pattern, 200_000) + 0.05


def test_a_match_is_bounded() -> None:
    assert len(qc.extract("x" * 500 + "!", patterns={"own": "x+!"})) == 1
    assert len(qc.extract("x" * 5000 + "!", patterns={"own": "(?s)x.*!"})) == 0


# ---- The command line


def run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quantclaims", *map(str, words)], capture_output=True, text=True, encoding="utf-8"
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("Japan took 12 LNG cargoes at a rate of 5.", encoding="utf-8")
    return path


def test_the_command_takes_patterns(article: Path) -> None:
    patterns = ("--pattern", f"lng={LNG['lng']}", "--pattern", r"rate:percent=rate of (?<value>\d)")
    done = run("extract", article, *patterns, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["rule"], row["kind"], row["value"]) for row in found] == [("lng", "count", 12), ("rate", "percent", 5)]


def test_the_command_refuses_bad_patterns(article: Path) -> None:
    done = run("extract", article, "--pattern", "bad=(")
    assert done.returncode == 2 and "pattern 'bad': missing closing parenthesis at offset 1" in done.stderr
    done = run("extract", article, "--pattern", "nothing")
    assert done.returncode == 2 and "NAME[:KIND]=REGEX" in done.stderr


def test_the_command_says_what_was_given_up(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(("a" * 200 + " b ") * 500, encoding="utf-8")
    done = run("extract", path, "--pattern", "dear=(a+)+b", "--format", "jsonl")
    assert done.returncode == 0
    assert done.stderr.startswith("quantclaims: pattern 'dear' was given up in document 'hostile'")


def test_a_value_of_hundreds_of_digits_is_read_whole() -> None:
    digits = "1" * 300
    assert only(f"berths: {digits} zz", r"(?<value>\d+) zz").value == float(digits)
