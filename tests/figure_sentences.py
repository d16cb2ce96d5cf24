"""Hypothesis strategies of sentences with one figure, made of parts whose amount is known.

In: nothing. Out: a sentence, the surface of its figure and its amount. Not made: dates, names, lists and moves.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import reference
from hypothesis import strategies as st

LEADS = ("The port reported ", "Officials listed ", "The yard recorded ", "Its books show ", "In the north they noted ")
TAILS = (".", " in the north.", ", officials said.", " for the second time.", "; nobody objected.", " (see the table).")
BEFORE = (
    "", "", "", "about ", "nearly ", "roughly ", "an estimated ", "close to ", "in the region of ", "more than ",
    "in excess of ", "at least ", "no less than ", "less than ", "fewer than ", "no more than ", "~", "up to ",
)  # fmt: skip
BEHIND = ("", "", "", "", " or more", " or so", " or less", " or thereabouts")

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {" thousand": 3, " million": 6, " billion": 9, " trillion": 12, " mn": 6, " bln": 9, " lakh": 5, " crore": 7}
SPELLED_SCALES = ("", "", " million", " billion", " trillion")
GLUED = {"": 0, "k": 3, "m": 6, "bn": 9, "b": 9, "tn": 12}
SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅝": Fraction(5, 8)}
SLASHED = ((1, 2), (1, 4), (3, 4), (3, 8), (2, 3))
FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}
VAGUE = {"tens of thousands": 10**4, "thousands": 1000, "hundreds": 100, "dozens": 12, "hundreds of millions": 10**8}
PARTS = {"a third": (1, 3), "two-thirds": (2, 3), "three quarters": (3, 4), "half": (1, 2), "one-fifth": (1, 5)}

MONEY_BEFORE = ("$", "US$", "€", "£", "₦", "₹", "RM", "CHF ", "CHF", "RMB ", "Rs ", "SEK ", "zł", "KRW ", "PLN", "AED ")
MONEY_BEHIND = (
    " euros", " yuan", " rupees", " Swiss francs", " USD", " zloty", " rand", " naira", " baht", " cents", " roubles",
    " pence", " dirhams", " Norwegian crowns", " ringgit", "-euro",
)  # fmt: skip
PRICES = ("", "", "", "", *reference.PRICES)
UNITS = (
    " tonnes", " bcm", " barrels", " bpd", " barrels per day", " barrels a day", " kb/d", " bbl", " cubic metres",
    " cubic feet", " mmcf", " Bcf/d", " litres", " gallons", " acre-feet", " kg", " ounces", " troy ounces", " Mt",
    " kt", " Mtpa", " toe", " boe", " MMBtu", " TWh", " MWh", "GWh", " megawatt hours", " gigajoules", " MW",
    " gigawatts", " horsepower", " km", "km", " miles", " nautical miles", " hectares", " acres", " square feet",
    " square kilometres", " km/h", " knots", " hPa", " psi", " GHz", " gigabytes", " TEU", " FEU", " dwt", " tCO2e",
    "-TEU", "-tonne", " volts", " degrees Celsius", " L/s",
)  # fmt: skip
PERCENTS = ("%", " percent", " per cent", " pct", " percentage points", " basis points", "pc")
TIMES = (" seconds", " minutes", " hours", " days", " weeks", " months", " years", " decades", "-day", " centuries")
COUNTED = tuple(f" {noun}" for noun in reference.NOUNS)


class Part(NamedTuple):
    """What is written, and the amount that it says."""

    text: str
    amount: Fraction


class Sentence(NamedTuple):
    """A sentence, the surface of its figure, and its amount."""

    text: str
    surface: str
    amount: Fraction


def join(first: str, second: str) -> str:
    """Both, apart where letters would touch."""
    return f"{first} {second}" if first[-1:].isalpha() and second[:1].isalpha() else first + second


def spell(number: int) -> str:
    """A number below a million in words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    joint = " and " if size == 100 or number % size < 100 else " "
    return f"{spell(number // size)} {name}" + (joint + spell(number % size) if number % size else "")


WHOLES = st.one_of(st.integers(2, 99), st.integers(2, 999), st.integers(1000, 10**9))


@st.composite
def digits(draw: st.DrawFn) -> Part:
    """A number in digits: grouped by commas or thin spaces, in full width (where it is no year), with decimals."""
    number = draw(WHOLES)
    shape = draw(st.sampled_from(("plain", "decimals", "spaces", "wide")))
    if shape == "decimals":
        decimals = draw(st.text("0123456789", min_size=1, max_size=3))
        return Part(f"{number:,}.{decimals}", Fraction(f"{number}.{decimals}"))
    text = f"{number:,}".replace(",", "\u202f") if shape == "spaces" else f"{number:,}"
    return Part(str(number).translate(FULL_WIDTH) if shape == "wide" and number < 1900 else text, Fraction(number))


@st.composite
def mixed(draw: st.DrawFn) -> Part:
    """A whole number with a fraction behind it: 2½, 1 1/2, 10-1/2."""
    number = draw(st.integers(1, 99))
    if draw(st.booleans()):
        sign = draw(st.sampled_from(list(SIGNS)))
        return Part(f"{number}{sign}", number + SIGNS[sign])
    top, bottom = draw(st.sampled_from(SLASHED))
    return Part(f"{number}{draw(st.sampled_from(' -'))}{top}/{bottom}", number + Fraction(top, bottom))


@st.composite
def scaled(draw: st.DrawFn) -> Part:
    """A number in digits with a scale word."""
    number, scale = draw(st.one_of(digits(), mixed())), draw(st.sampled_from(list(SCALES)))
    return Part(number.text + scale, number.amount * 10 ** SCALES[scale])


@st.composite
def glued(draw: st.DrawFn) -> Part:
    """A number with the letters of a scale: 12bn, 3.2m."""
    text, scale = draw(st.sampled_from(("2", "12", "3.2", "0.75", "1,250"))), draw(st.sampled_from(list(GLUED)))
    return Part(text + scale, Fraction(text.replace(",", "")) * 10 ** GLUED[scale])


@st.composite
def words(draw: st.DrawFn) -> Part:
    """A number in words, and a half, with a scale."""
    scale = draw(st.sampled_from(SPELLED_SCALES))
    number, half = draw(st.integers(2, 99 if scale else 999_999)), bool(scale) and draw(st.booleans())
    text = spell(number) + (" and a half" if half else "")
    return Part(text + scale, (number + Fraction(half, 2)) * 10 ** SCALES.get(scale, 0))


NUMBERS = st.one_of(digits(), digits(), scaled(), words(), st.just(Part("half a billion", Fraction(10**9, 2))))
FINE = st.one_of(NUMBERS, mixed())
MEASURES = (*MONEY_BEHIND, *UNITS, *UNITS, *PERCENTS, *TIMES)


@st.composite
def money(draw: st.DrawFn) -> Part:
    """An amount behind its currency, or a price."""
    number = draw(st.one_of(digits(), mixed(), scaled(), glued()))
    return Part(join(draw(st.sampled_from(MONEY_BEFORE)) + number.text, draw(st.sampled_from(PRICES))), number.amount)


@st.composite
def measured(draw: st.DrawFn) -> Part:
    """A number before its unit, currency or noun; a percentage may be negative."""
    measure = draw(st.sampled_from((*MEASURES, *COUNTED)))
    number = draw(digits() if measure[0] == "-" else NUMBERS if measure in COUNTED else FINE)
    sign = draw(st.sampled_from(("", "-", "−", "minus "))) if measure in PERCENTS else ""
    return Part(sign + join(number.text, measure), -number.amount if sign else number.amount)


@st.composite
def ranges(draw: st.DrawFn) -> Part:
    """Two numbers that share a scale and what they are measured in; the amount is the lower one."""
    currency = draw(st.sampled_from(("", "", "$", "€", "£", "RMB ")))
    measure = draw(st.sampled_from(("", " a barrel", "/t") if currency else MEASURES))
    scale = draw(st.sampled_from(("", " million", " billion")))
    low, more = draw(st.integers(2, 400)), draw(st.integers(1, 500))
    text = f"{currency}{low}{draw(st.sampled_from(('-', '–', ' to ')))}{low + more}{scale}"
    return Part(join(text, measure), Fraction(low) * 10 ** SCALES.get(scale, 0))


@st.composite
def whole_ranges(draw: st.DrawFn) -> Part:
    """Two amounts of one currency, each written whole."""
    ends = draw(st.lists(scaled(), min_size=2, max_size=2, unique_by=lambda part: part.amount))
    low, high = sorted(ends, key=lambda part: part.amount)
    currency = draw(st.sampled_from(("€", "£", "CHF ")))
    return Part(f"{currency}{low.text} to {currency}{high.text}", low.amount)


@st.composite
def vague(draw: st.DrawFn) -> Part:
    """A scale that no number leads: tens of thousands of tonnes."""
    scale = draw(st.sampled_from(list(VAGUE)))
    return Part(f"{scale} of {draw(st.sampled_from((*reference.NOUNS, 'tonnes', 'euros')))}", Fraction(VAGUE[scale]))


FIGURES = st.one_of(measured(), measured(), measured(), money(), money(), ranges(), whole_ranges(), vague())


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A sentence of a lead, hedges, a figure and a tail. "up to 5 to 7" is a move and is not made."""
    lead, tail = draw(st.sampled_from(LEADS)), draw(st.sampled_from(TAILS))
    if draw(st.integers(0, 19)) == 0:
        part = draw(st.sampled_from(list(PARTS)))
        return Sentence(f"{lead}{part} of the salt{tail}", part, 100 * Fraction(*PARTS[part]))
    figure = draw(FIGURES)
    before = draw(st.sampled_from(BEFORE[:-1] if " to " in figure.text else BEFORE))
    return Sentence(lead + before + figure.text + draw(st.sampled_from(BEHIND)) + tail, figure.text, figure.amount)
