"""The double of every number is the one nearest to what is written, by fractions of whole numbers, in every locale.

``QUANTCLAIMS_TRUST=1`` reads a million random decimals instead of twenty thousand.
"""

from __future__ import annotations

import locale
import math
import os
import random
from collections.abc import Iterator
from fractions import Fraction

import pytest
import quantclaims as qc

COUNT = 1_000_000 if os.environ.get("QUANTCLAIMS_TRUST") else 20_000
BATCH = 20_000
SCALES = {"": 0, " thousand": 3, " million": 6, " billion": 9, " trillion": 12, " lakh": 5, " crore": 7}

#: What has gone wrong elsewhere: midpoints, the ends of the range, slow paths of strtod and of Java.
HARD = [
    "9007199254740993",
    "9007199254740992.999999999999999999999999",
    "9007199254740993.000000000000000000000001",
    "2.2250738585072011",
    "0." + "0" * 307 + "22250738585072011",
    "0." + "0" * 307 + "22250738585072014",
    "0." + "0" * 323 + "49406564584124654",
    "0." + "0" * 323 + "24703282292062327",
    "0." + "0" * 323 + "24703282292062328",
    "17976931348623157" + "0" * 292,
    "17976931348623158" + "0" * 292,
    "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692"
    "887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842"
    "914819860834936475292719074168444365510704342711559699508093042880",
    "6929495644600919.5",
    "3.518437208883201171875",
    "62.5364939768271845828",
    "8.10109172351",
    "1.00000000000000011102230246251565404236316680908203125",
    "1.00000000000000011102230246251565404236316680908203124",
    "1.00000000000000011102230246251565404236316680908203126",
    "0.1",
    "0.3",
    "33.7",
    "123456789012345678901234567890",
]


def nearest(value: Fraction) -> float:
    """The double nearest to a fraction, ties to even: Python divides whole numbers so."""
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return math.inf


def written(generator: random.Random) -> str:
    """A decimal of any length and size, grouped or not."""
    digits = generator.choice((1, 3, 8, 15, 16, 17, 18, 19, 20, 25, 40))
    whole = str(generator.randrange(1, 10**digits))
    if generator.random() < 0.4:
        whole = f"{int(whole):,}"
    decimals = generator.choice((0, 0, 1, 2, 5, 17, 22, 40))
    point = "." + "".join(generator.choice("0123456789") for _ in range(decimals)) if decimals else ""
    return whole + point


def check(numbers: list[str]) -> None:
    """Reads each number with a unit, scaled and not, in texts of its own."""
    generator = random.Random(7)
    scales = [generator.choice(list(SCALES)) if len(number) < 300 else "" for number in numbers]
    texts = [f"It made {number}{scale} tonnes." for number, scale in zip(numbers, scales)]
    claims = qc.extract(texts)
    assert claims.arrays["doc"].tolist() == list(range(len(texts)))
    for number, scale, value in zip(numbers, scales, claims.arrays["value"].tolist()):
        expected = nearest(Fraction(number.replace(",", "")) * 10 ** SCALES[scale])
        assert value == expected, number + scale


def batches() -> Iterator[list[str]]:
    generator = random.Random(20240516)
    for _ in range(COUNT // BATCH):
        yield [written(generator) for _ in range(BATCH)]


def test_random_decimals() -> None:
    for numbers in batches():
        check(numbers)


def test_hard_cases() -> None:
    check(HARD)


def below(number: str) -> str:
    """A decimal that is a little less, ten places behind its last one."""
    whole = int(number.replace(".", "") + "0" * 10) - 1
    text = str(whole).rjust(71, "0")
    return f"{text[:-70]}.{text[-70:]}"


def test_halves_of_the_last_place() -> None:
    generator = random.Random(1)
    numbers = []
    for _ in range(500):
        low = generator.randrange(1 << 52, 1 << 53)
        # The midpoint above a double, and a little to either side of it.
        middle = Fraction(2 * low + 1, 1 << generator.randrange(1, 50))
        scaled = middle * 10**60
        assert scaled.denominator == 1
        text = str(scaled.numerator).rjust(61, "0")
        point = f"{text[:-60]}.{text[-60:]}"
        numbers += [point, point + "1", below(point)]
    check(numbers)


def locales() -> list[str]:
    names = ["C", "C.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "hi_IN.UTF-8", "ar_EG.UTF-8", "tr_TR.UTF-8"]
    before = locale.setlocale(locale.LC_ALL)
    found = []
    for name in names:
        try:
            locale.setlocale(locale.LC_ALL, name)
            found.append(name)
        except locale.Error:
            pass
    locale.setlocale(locale.LC_ALL, before)
    return found


@pytest.mark.parametrize("name", locales())
def test_no_locale_matters(name: str) -> None:
    before = locale.setlocale(locale.LC_ALL)
    expected = qc.extract("Up 1,234.5% to 12,5 tonnes and $3.25 million.", threads=1).to_jsonl()
    try:
        locale.setlocale(locale.LC_ALL, name)
        check(HARD)
        assert qc.extract("Up 1,234.5% to 12,5 tonnes and $3.25 million.", threads=1).to_jsonl() == expected
    finally:
        locale.setlocale(locale.LC_ALL, before)
