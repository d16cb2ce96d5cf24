"""Claims across documents: keys, what corroborates, what contradicts."""

from __future__ import annotations

import time

import numpy as np
import pytest
import quantclaims as qc
from quantclaims.keys import key

Pair = tuple[str | None, str | None]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("trade", "Sino-Russian"), ("China-Russia trade", None)),
        (("trade", "Sino-Russian"), ("trade between Russia and China", None)),
        (("trade with Russia", "China"), ("trade", "Russia and China")),
        (("gas imports from Russia", "Chinese"), ("imports of Russian gas", "China")),
        (("oil exports to China", "Russia"), ("exports of oil to China", "Russian")),
        (("exports", "Britain"), ("total exports", "the UK")),
        (("exports", "the U.S."), ("annual exports", "American")),
        (("Steel companies", None), ("steel company", None)),
        (("carbon taxes", None), ("carbon tax", None)),
        (("open beaches", None), ("open beach", None)),
    ],
)
def test_two_wordings_have_one_key(one: Pair, other: Pair) -> None:
    assert key(*one) == key(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("exports to China", "Russia"), ("exports to Russia", "China")),
        (("exports", "China"), ("imports", "China")),
        (("exports", "China"), ("exports", "India")),
        (("exports", "Turkey"), ("turkey exports", None)),
        (("imports", "the US"), ("imports to us", None)),
        (("95 petrol price", None), ("92 petrol price", None)),
    ],
)
def test_two_things_have_two_keys(one: Pair, other: Pair) -> None:
    assert key(*one) != key(*other)


def agreed(*texts: str) -> list[int]:
    return qc.extract(list(texts)).corroborate().documents.tolist()


def contradicted(*texts: str) -> list[tuple[str, str]]:
    claims = qc.extract(list(texts))
    return [(claims[int(pair.first)].text, claims[int(pair.second)].text) for pair in claims.conflicts()]


TRADE = "Sino-Russian trade was $240 billion in 2023."


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("China-Russia trade was $240 billion in 2023.", True),
        ("China-Russia trade was $238 billion in 2023.", True),
        ("China-Russia trade was about $200 billion in 2023.", True),
        ("China-Russia trade was more than $200 billion in 2023.", True),
        ("China-Russia trade was less than $300 billion in 2023.", True),
        ("China-Russia trade was 0.24 trillion dollars in 2023.", True),
        ("China-Russia trade was $251 billion in 2023.", False),
        ("China-Russia trade was more than $300 billion in 2023.", False),
    ],
)
def test_amounts_agree_or_contradict(text: str, agrees: bool) -> None:
    assert agreed(TRADE, text) == ([2] if agrees else [])
    assert len(contradicted(TRADE, text)) == (not agrees)


@pytest.mark.parametrize(
    "text",
    [
        "China-Russia trade was $201 billion in 2022.",
        "China-Russia trade was $201 billion.",
        "China-Russia trade was 201 billion euros in 2023.",
        "China-India trade was $201 billion in 2023.",
        "China-Russia trade rose by $201 billion in 2023.",
        "China-Russia trade could be $201 billion in 2023.",
        "China-Russia trade was not $201 billion in 2023.",
        "China-Russia trade is forecast to reach $201 billion in 2023.",
        "Nothing was said of it.",
        "",
    ],
)
def test_what_speaks_of_something_else_does_neither(text: str) -> None:
    assert agreed(TRADE, text) == []
    assert contradicted(TRADE, text) == []


def test_one_document_does_not_corroborate_itself() -> None:
    assert agreed(f"{TRADE} {TRADE}") == []
    assert contradicted(f"{TRADE} China-Russia trade was $201 billion in 2023.") == []


def test_units_of_one_dimension_are_compared() -> None:
    one, other = (
        "Russia’s gas exports were 33.7 bcm in 2023.",
        "Russian gas exports were {} billion cubic metres in 2023.",
    )
    assert agreed(one, other.format(33.7)) == [2]
    assert contradicted(one, other.format(43.7)) == [("33.7 bcm", "43.7 billion cubic metres")]


def test_a_rise_contradicts_a_fall() -> None:
    texts = ["Russia’s gas exports rose 4.1% in 2023.", "Russia’s gas exports fell 4.1% in 2023."]
    assert contradicted(*texts) == [("4.1%", "4.1%")]
    assert agreed(*texts) == []
    assert agreed(texts[1], texts[1]) == [2]


def test_a_claim_has_all_its_rows() -> None:
    claims = qc.extract([TRADE, "Nothing.", TRADE, f"{TRADE} Once more: {TRADE}"]).filter(kind="money")
    (found,) = claims.corroborate()
    assert (found.row, found.documents, found.low, found.high) == (0, 3, 235e9, 245e9)
    assert found.rows.tolist() == [0, 1, 2, 3]


def test_claims_made_most_often_come_first() -> None:
    other = "Norway’s gas exports were 33.7 bcm in 2023."
    assert agreed(other, other, TRADE, TRADE, TRADE) == [3, 2]


def test_many_that_say_alike_contradict_once() -> None:
    low, high = "China-Russia trade was $201 billion in 2023.", "China-Russia trade was $299 billion in 2023."
    assert len(contradicted(*[TRADE] * 5, *[low] * 5)) == 1
    found = contradicted(TRADE, low, high)
    assert found == [("$240 billion", "$201 billion"), ("$240 billion", "$299 billion")]


def test_a_contradiction_is_seen_past_a_row_of_the_same_document() -> None:
    texts = ["China-Russia trade was $101 billion in 2023. China-Russia trade was $111 billion in 2023.", TRADE]
    assert contradicted(*texts) == [("$101 billion", "$240 billion"), ("$111 billion", "$240 billion")]


def test_the_gap_is_between_the_intervals() -> None:
    claims = qc.extract([TRADE, "China-Russia trade was $201 billion in 2023."])
    assert claims.conflicts().gap.tolist() == [235e9 - 201.5e9]


@pytest.mark.parametrize("texts", [[], [""], ["Nothing."], ["It rose 5%."], ["In 2023.", "In 2023."]])
def test_nothing_gives_nothing(texts: list[str]) -> None:
    claims = qc.extract(texts)
    assert len(claims.corroborate()) == len(claims.conflicts()) == 0


def naive(claims: qc.Claims) -> set[tuple[int, int]]:
    """All pairs of rows of one thing that contradict each other, the slow way."""
    low, high = qc.intervals(claims)
    return {
        (i, j)
        for i in range(len(claims))
        for j in range(i + 1, len(claims))
        if claims["doc"][i] != claims["doc"][j] and (low[i] > high[j] or low[j] > high[i])
    }


def test_conflicts_are_all_true_and_found_where_there_are_any() -> None:
    random = np.random.default_rng(6)
    for _ in range(40):
        texts = [
            " ".join(
                f"China-Russia trade was {random.choice(['', 'about ', 'more than '])}${random.integers(1, 60)} billion"
                " in 2023."
                for _ in range(random.integers(1, 4))
            )
            for _ in range(8)
        ]
        claims = qc.extract(texts).filter(kind="money")
        every = naive(claims)
        found = {(int(pair.first), int(pair.second)) for pair in claims.conflicts()}
        assert found <= every
        assert bool(found) == bool(every)


def test_a_hundred_thousand_rows_take_less_than_a_second() -> None:
    random = np.random.default_rng(6)
    places, goods = ["Russia", "China", "India", "Norway", "Qatar", "Brazil"], ["oil", "gas", "coal", "steel", "grain"]

    def sentence() -> str:
        one, other = random.choice(places, 2, replace=False)
        amount, year = random.integers(10, 300), random.integers(2000, 2024)
        return f"{one}’s {random.choice(goods)} exports to {other} were ${amount} billion in {year}."

    sentences = [sentence() for _ in range(5000)]
    texts = [" ".join(sentences[start : start + 50]) for start in range(0, 5000, 50)]
    claims = qc.extract(texts * 10)
    assert len(claims) == 100_000
    claims[:1].conflicts()
    for compute in (claims.corroborate, claims.conflicts):
        start = time.process_time()
        assert len(compute())
        assert time.process_time() - start < 1
