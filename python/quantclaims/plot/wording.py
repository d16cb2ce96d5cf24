"""Words on a picture: units in the plural, with the scale that makes their numbers short.

In: a unit, its name, numbers. Out: words.
"""

from __future__ import annotations

import statistics

SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
#: Thousands are for numbers of six digits.
THOUSAND = (1e5, 1e3, "thousand")
#: A scale is too large where the number in the middle would be smaller than this.
SMALLEST = 0.01
#: Nouns with a plural of their own; None is for those that have none.
PLURALS = {
    "foot": "feet",
    "inch": "inches",
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "percent": "percent",
    "hertz": "hertz",
    "yuan": "yuan",
    "yen": "yen",
    "won": "won",
    "baht": "baht",
    "rand": "rand",
    "ringgit": "ringgit",
    "aircraft": "aircraft",
    "half": "halves",
    "knife": "knives",
    "life": "lives",
}
#: Behind one of these the noun is at its end.
LINKS = (" per ", " of ", " in ", " that ")
#: The word that is put in the plural is not the last one.
FIRST = ("pound", "degree")


def plural(noun: str) -> str:
    """A noun, or a name with words behind it such as "per" and "of", in the plural: barrels per day.

    Parameters
    ----------
    noun : str

    Examples
    --------
    >>> plural("US dollar per barrel"), plural("pound sterling"), plural("company"), plural("million barrels per day")
    ('US dollars per barrel', 'pounds sterling', 'companies', 'million barrels per day')
    """
    for link in LINKS:
        head, found, rest = noun.partition(link)
        if found:
            return plural(head) + found + rest
    words = noun.split(" ")
    place = 0 if words[0] in FIRST else -1
    words[place] = _plural_word(words[place])
    return " ".join(words)


def _plural_word(word: str) -> str:
    if word.casefold() in PLURALS:
        return PLURALS[word.casefold()]
    if word.endswith(("s", "feet")):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("x", "ch", "sh", "z")) else "s")


def scaled_unit(name: str, numbers: list[float]) -> tuple[float, str]:
    """What to divide numbers by, and the unit that they are in then.

    Parameters
    ----------
    name : str
        Of the unit: ``US dollar``.
    numbers : list of float

    Examples
    --------
    >>> scaled_unit("US dollar", [240e9, 3e9])
    (1000000000.0, 'billion US dollars')
    """
    largest, middle = max(numbers, default=0.0), statistics.median(numbers or [0.0])
    for size, word in SCALES:
        if largest >= size and middle / size >= SMALLEST:
            return size, f"{word} {plural(name)}"
    least, size, word = THOUSAND
    if largest >= least and middle / size >= SMALLEST:
        return size, f"{word} {plural(name)}"
    return 1.0, plural(name)
