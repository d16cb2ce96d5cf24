"""Explanations: the rule, and the words that the stages used for each column."""

from __future__ import annotations

import pickle
import re
from pathlib import Path

import pytest
import quantclaims as qc
from quantclaims import _core
from quantclaims.explain import Explanation

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
TEXT = (
    "Oil exports surged by nearly 40% to a record 2.14 million barrels per day in May, the ministry said. "
    "They are expected to fetch $3–5 billion, or $82.40 a barrel, and may not pass 12bn roubles."
)


def explained(text: str, surface: str) -> Explanation:
    claims = qc.extract(text, date="2024-06-16")
    return claims.explain(claims["text"].tolist().index(surface))


@pytest.mark.parametrize(
    ("text", "surface", "words"),
    [
        (TEXT, "40%", {"value": "40", "unit": "%", "comparison": "nearly", "role": "by", "direction": "surged"}),
        (TEXT, "40%", {"link": "2.14 million barrels per day", "period": "May", "measure": "Oil exports"}),
        (TEXT, "2.14 million barrels per day", {"value": "2.14", "scale": "million", "unit": "barrels per day"}),
        (TEXT, "2.14 million barrels per day", {"role": "to", "record": "record", "speaker": "the ministry"}),
        (TEXT, "$3–5 billion", {"value": "3", "scale": "billion", "high": "5 billion", "unit": "$"}),
        (TEXT, "$3–5 billion", {"forecast": "expected"}),
        (TEXT, "$82.40 a barrel", {"value": "82.40", "unit": "$", "per": "a barrel"}),
        (TEXT, "12bn roubles", {"scale": "bn", "unit": "roubles", "negated": "not", "conditional": "may"}),
        (TEXT, "May", {"period": "May", "timex": "May", "assumed_date": None}),
        ("We sold 3, 5 and 8 million tonnes.", "3", {"scale": "million", "unit": "tonnes"}),
        ("The 66-year-old left.", "66-year-old", {"value": "66", "unit": "year-old"}),
        ("It cut 1,200 factory jobs.", "1,200 factory jobs", {"value": "1,200", "unit": "factory jobs"}),
        ("It took 50-odd days, or more than 70 USD million.", "70 USD million", {"unit": "USD", "scale": "million"}),
        ("Sales were 5% higher.", "5%", {"direction": "higher"}),
        ("A third of sales went.", "A third", {"value": "A third", "role": "of"}),
        ("The pipe carries 3 mb/d.", "3 mb/d", {"ambiguous_unit": "mb/d"}),
        ("It rose $2, or 3%.", "3%", {"role": "rose", "direction": "rose"}),
        ("Exports surged past $3 million.", "$3 million", {"comparison": "surged past", "direction": "surged past"}),
        ("It put an additional 3% levy on it.", "3%", {"role": "additional", "direction": None}),
        ("Income was $1.4bn (2022: $990m).", "$990m", {"role": "2022", "direction": None}),
        ("Sales fell by 5 km (3 miles).", "3 miles", {"role": "by", "direction": "fell"}),
        ("Output: +2.1% y/y and -0.3% m/m.", "-0.3%", {"role": None, "direction": None}),
        ("Output was 5%, or $3, higher.", "5%", {"direction": "higher"}),
        ("Sales hit an all-time high of $5 million.", "$5 million", {"record": "all-time"}),
    ],
)
def test_the_words_behind_columns(text: str, surface: str, words: dict[str, str | None]) -> None:
    explanation = explained(text, surface)
    assert {column: explanation.words(column) for column in words} == words


def test_the_rule_and_its_sentence() -> None:
    explanation = explained(TEXT, "$82.40 a barrel")
    assert (explanation.rule, explanation.claim.text) == ("money.price", "$82.40 a barrel")
    assert explanation.sentence == "money per a unit of something is a price"


def test_every_rule_has_a_sentence() -> None:
    rules = _core.rules()
    built_in = list(qc.extract("5%").categories["rule"])
    assert list(rules) == built_in
    assert all(sentence and not sentence.endswith(".") for name, sentence in rules.items() if name)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_words_stand_where_the_row_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    claims = qc.extract(text, date="2024-05-16")
    for row, claim in enumerate(claims):
        explanation = claims.explain(row)
        for reason in explanation.reasons:
            assert reason.words is None or text[reason.start : reason.end] == reason.words
        columns = {reason.column: reason for reason in explanation.reasons}
        if claim.value is not None:
            value = columns["value"]
            assert value.start is not None and claim.start <= value.start < claim.end
            assert re.search(r"\w", value.words or "")
            assert (claim.comparison != "=") == ("comparison" in columns)
        if claim.comparison != "=":
            assert columns["comparison"].words
        assert set(claim.flags) <= set(columns)


def test_it_shows_itself() -> None:
    explanation = explained(TEXT, "40%")
    lines = repr(explanation).splitlines()
    assert lines[0] == "40%: a percent sign or word stands behind the number (percent.sign)"
    assert "  comparison  ~        “nearly”" in lines
    page = explained("<b>5%</b> & more", "5%")._repr_html_()
    assert page.startswith("<p><b>5%</b>") and "<script" not in page


def test_rows_of_other_tables_are_explained() -> None:
    claims = qc.extract([TEXT, "Nothing.", TEXT.encode()])
    rows = len(claims) // 2
    assert claims.explain(rows).words("comparison") == "nearly"
    assert claims.explain(-1).claim.doc == 2
    chosen = claims.filter(kind="money")
    assert chosen.explain(0).words("unit") == "$"
    both = qc.concat([qc.extract("Up 7%."), pickle.loads(pickle.dumps(claims))])
    assert both.explain(1).words("direction") == "surged"
    with pytest.raises(IndexError):
        claims.explain(len(claims))


def test_what_was_not_related_has_no_such_words() -> None:
    explanation = qc.extract(TEXT, relate=False).explain(0)
    assert explanation.words("direction") is None
    assert explanation.words("unit") == "%"


def test_a_place_that_is_no_row() -> None:
    extractor = _core.Extractor()
    assert extractor.explain(TEXT, 0, 3) is None
    with pytest.raises(TypeError):
        extractor.explain(5, 0, 3)  # type: ignore[arg-type]


def test_units_and_patterns_of_ones_own_are_explained() -> None:
    extractor = qc.Extractor(
        lexicon=[{"symbol": "lng_cargo", "aliases": "LNG {cargo;cargoes}"}],
        patterns={"berth": r"(?<value>\w+) (?<unit>berths?) at \w+"},
    )
    claims = extractor.extract("About twelve LNG cargoes waited for three berths at Zeebrugge.")
    assert claims.explain(0).words("unit") == "LNG cargoes"
    own = claims.filter(kind="count").explain(0)
    assert (own.rule, own.words("value"), own.sentence) == ("berth", "three", "a pattern of the user's own")
    again = pickle.loads(pickle.dumps(claims))
    assert again.explain(0, extractor=extractor).words("comparison") == "About"
