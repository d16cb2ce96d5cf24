"""What a claim is about, whatever words it is put in: the key by which claims of several documents are compared.

In: measure and subject as they stand in a text. Out: the countries they name (ISO 3166, as a set, with the origin where
something leads from one to another), and their content words in the singular. It looks for no synonyms.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from quantclaims import _core

#: Words of closed classes, and those that do not change what is measured.
EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an the this that these those its their his her our of in on at to for from by with between into and or as "
        "per total overall annual yearly record",
    )
)
#: Stands between two countries of which the first is the origin: "Russia's exports to China" are not China's to Russia.
LEADS = re.compile(r"\b(?:to|from|of|into|for|by)\b")
WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"'s?\b")


class Key(NamedTuple):
    """What a claim is about, without its wording."""

    countries: frozenset[str]
    words: frozenset[str]
    origin: str | None


@cache
def _regions() -> tuple[dict[str, str], re.Pattern[str]]:
    """The codes of countries by name, and the pattern that finds the names, the longest first."""
    codes = _core.regions()
    # Names by their first two letters: a word is then compared with few of them.
    heads: dict[str, list[str]] = {}
    for name in sorted(codes, key=len, reverse=True):
        heads.setdefault(name[:2], []).append(re.escape(name[2:]))
    names = "|".join(f"{re.escape(head)}(?:{'|'.join(tails)})" for head, tails in heads.items())
    return codes, re.compile(rf"(?<!\w)(?:{names})(?!\w)")


def _singular(word: str) -> str:
    if word[-1] != "s" or len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def key(measure: str | None, subject: str | None) -> Key:
    """What a claim is about: countries, and content words.

    Parameters
    ----------
    measure, subject : str or None

    Returns
    -------
    countries : frozenset of str
        ISO 3166-1 alpha-2 codes of names, adjectives and combining forms.
    words : frozenset of str
        Without case, in the singular.
    origin : str or None
        The country named first, where a preposition leads to or from another one.

    Examples
    --------
    >>> countries, words, origin = key("trade", "Sino-Russian")
    >>> sorted(countries), sorted(words), origin
    (['CN', 'RU'], ['trade'], None)
    >>> key("oil exports to China", "Russia").origin
    'RU'
    """
    codes, pattern = _regions()
    # In lower case this letter would become two, and shift what follows.
    written = f"{subject or ''} {measure or ''}".replace("’", "'").replace("İ", "I")
    text = written.lower()
    found: list[re.Match[str]] = []

    def name(match: re.Match[str]) -> str:
        """Takes a name out; "turkey" is a bird and "us" a pronoun."""
        surface = written[match.start() : match.end()]
        if not (surface.isupper() if len(surface) == 2 else surface[0].isupper()):
            return match[0]
        found.append(match)
        return " "

    rest = pattern.sub(name, text)
    words = WORD.findall(POSSESSIVE.sub("", rest) if "'" in rest else rest)
    countries = frozenset(codes[match[0]] for match in found)
    leads = len(countries) > 1 and LEADS.search(text, found[0].end(), found[-1].start())
    return Key(countries, frozenset(map(_singular, words)) - EMPTY, codes[found[0][0]] if leads else None)
