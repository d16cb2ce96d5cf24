"""Which rows a picture is made of: amounts of one kind in one unit, and what each of them is of.

In: a `Claims`, words that say what it shall be about, a unit. Out: the rows converted to one unit, their intervals, and
labels for what they are of. What a picture shows of them is levels.py and told.py.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quantclaims import _core
from quantclaims.intervals import Mask, common_scale, intervals
from quantclaims.keys import Key, key
from quantclaims.units import measure_named

if TYPE_CHECKING:
    from quantclaims.record import Claim
    from quantclaims.table import Claims

#: Clauses that do not say that something is so.
UNSAID = ("negated", "conditional")
#: Clauses about what is yet to come.
AHEAD = ("forecast", "target")
#: Dimensions that are drawn only where their unit is asked for.
ASIDE = ("duration", "age", "calendar", "none")
#: How much more rows of these dimensions must be to be drawn without being asked for.
LIGHT = {"ratio": 0.4, "other": 0.4}

#: So many digits of an amount are hardly alike by chance.
DIGITS = 3


class Row(NamedTuple):
    """An amount in the unit of the picture."""

    at: int
    claim: Claim
    about: Key
    value: float
    low: float
    high: float
    docs: tuple[str, ...]

    @property
    def ahead(self) -> bool:
        """Whether it is a forecast or a target."""
        return any(flag in AHEAD for flag in self.claim.flags)


#: A row of a table by its place, and itself.
Told = tuple[int, "Claim"]


class Chosen(NamedTuple):
    """The rows of a picture, their unit with its name, and how many are left out because they have another one."""

    claims: Claims
    rows: list[Row]
    unit: str
    name: str
    others: int


def has_digits(row: Row) -> bool:
    """Whether an amount is written with so many digits that another one like it is hardly chance."""
    resolution = row.claim.resolution
    return bool(resolution) and abs(row.claim.value or 0.0) / (resolution or 1.0) >= 10 ** (DIGITS - 1)


def flagged(claims: Claims, words: Iterable[str]) -> Mask:
    """The rows with one of some flags."""
    bits = sum(1 << _core.FLAGS.index(word) for word in words)
    found: Mask = claims.arrays["flags"] & bits != 0
    return found


def topic(claim: Claim) -> Key:
    """What a row is about; the noun of a count that names nothing else is what it counts."""
    measure = claim.measure
    if measure is None and claim.kind == "count":
        measure = claim.unit
    return _known(measure, claim.subject)


#: Many rows are about few things, in a picture more than once.
_known = functools.lru_cache(maxsize=4096)(key)


def about_mask(claims: Claims, about: str | None) -> Mask:
    """The rows whose measure, subject or counted noun has every word of `about`, in whatever form."""
    if about is None:
        return np.ones(len(claims), dtype=bool)
    wanted = key(about, None)
    nouns = [unit if kind == "count" else None for unit, kind in zip(claims["unit"].tolist(), claims["kind"])]
    told = list(zip(claims["measure"].tolist(), claims["subject"].tolist(), nouns))
    answers = {}
    for measure, subject, noun in dict.fromkeys(told):
        found = key(" ".join(filter(None, (measure, noun))), subject)
        answers[measure, subject, noun] = wanted.words <= found.words and wanted.countries <= found.countries
    return np.array([answers[words] for words in told], dtype=bool)


def choose(
    claims: Claims,
    about: str | None,
    unit: str | None,
    roles: tuple[str, ...],
    score: Callable[[list[Told]], float],
    what: str,
) -> Chosen:
    """The rows that a picture can be made of, in one unit.

    Parameters
    ----------
    claims : Claims
    about : str or None
        Words that measure and subject must have.
    unit : str or None
        The unit that is wanted; without it the most frequent one of the amounts that score best.
    roles : tuple of str
        The roles that the rows may have.
    score : callable
        How much rows of one scale are worth drawing, 0 for not at all.
    what : str
        What the picture shows, for the message where there is nothing.

    Raises
    ------
    ValueError
        Where there is nothing to draw.
    """
    mask = np.isin(claims["role"], roles) & np.isfinite(claims.arrays["value"]) & ~flagged(claims, UNSAID)
    mask &= about_mask(claims, about)
    if not mask.any():
        raise ValueError(_nothing(claims, about, what))
    scales = common_scale(claims)[0]
    if unit is None:
        scale = _best_scale(claims, mask, scales, score, about, what)
        kept = mask & (scales == scale)
        symbols = claims.filter(kept)["unit"].tolist()
        unit = Counter(symbols).most_common(1)[0][0]
        assert unit is not None
        converted = claims.convert(unit) if len(set(symbols)) > 1 else claims
    else:
        converted, unit = _in_unit(claims, unit)
        kept = mask & (converted["unit"] == unit)
        if not kept.any():
            raise ValueError(f"{_nothing(claims, about, what)}; none of them is in {unit} or can be converted to it")
    others = int(np.count_nonzero(mask & ~kept))
    return Chosen(converted, rows_of(converted, kept), unit, _name(converted, unit), others)


def _best_scale(
    claims: Claims,
    mask: Mask,
    scales: NDArray[np.intp],
    score: Callable[[list[Told]], float],
    about: str | None,
    what: str,
) -> int:
    """The scale whose rows are most worth drawing."""
    by_scale: dict[int, list[Told]] = {}
    for at, claim, scale in zip(np.flatnonzero(mask).tolist(), claims.filter(mask), scales[mask].tolist()):
        if claim.dimension not in ASIDE:
            by_scale.setdefault(scale, []).append((at, claim))
    worth = {scale: score(rows) * LIGHT.get(rows[0][1].dimension, 1.0) for scale, rows in by_scale.items()}
    best = max(worth, key=lambda scale: worth[scale], default=None)
    if best is None or not worth[best]:
        raise ValueError(_nothing(claims.filter(mask), about, what))
    return best


def _in_unit(claims: Claims, unit: str) -> tuple[Claims, str]:
    """The claims in a unit, and its symbol; a noun that is counted is a unit too."""
    if unit in set(claims.filter(kind="count")["unit"].tolist()):
        return claims, unit
    symbol = measure_named(unit).symbol
    return claims.convert(unit), symbol


def _name(claims: Claims, unit: str) -> str:
    """The English name of a unit."""
    return claims.categories["unit_name"][claims.categories["unit"].index(unit)] or unit


def rows_of(claims: Claims, kept: Mask) -> list[Row]:
    """The rows of a mask with their intervals; a range counts as its middle."""
    low, high = (ends[kept].tolist() for ends in intervals(claims))
    found = []
    for at, claim, least, most in zip(np.flatnonzero(kept).tolist(), claims.filter(kept), low, high):
        assert claim.value is not None
        value = claim.value if claim.high is None else (claim.value + claim.high) / 2
        found.append(Row(at, claim, topic(claim), value, least, most, (str(claim.doc),)))
    return found


def _nothing(claims: Claims, about: str | None, what: str) -> str:
    """Why there is nothing to draw, and what would help."""
    amounts = claims.filter(np.isfinite(claims.arrays["value"]))
    words = f"nothing to draw: {what}, and "
    if not len(amounts):
        return f"{words}there are no amounts in these {len(claims)} claims"
    if about is not None and not about_mask(claims, about).any():
        named = [measure for measure in amounts["measure"].tolist() if measure]
        common = ", ".join(repr(measure) for measure, _ in Counter(named).most_common(5))
        return f"{words}no figure is about {about!r}; the measures told most often are {common}"
    dimensions = Counter(claim.dimension for claim in amounts)
    undated = int(np.count_nonzero(np.isnat(amounts.arrays["period_start"])))
    unnamed = int(np.count_nonzero(amounts.arrays["measure_start"] < 0))
    told = ", ".join(f"{count} of {dimension}" for dimension, count in dimensions.most_common(4))
    return (
        f"{words}there is no such thing among {len(amounts)} amounts ({told}): {undated} have no period (extract(..., "
        f"date=...) resolves “last year”), {unnamed} do not say what they measure"
    )


# ---- What the rows are of


def labels(rows: list[Row]) -> tuple[dict[Key, str], str | None]:
    """A label for each thing that rows are of, and what all of them have in common, for the title.

    Parameters
    ----------
    rows : list of Row
    """
    measures: dict[Key, Counter[str]] = {}
    subjects: dict[Key, Counter[str]] = {}
    for row in rows:
        noun = row.claim.unit if row.claim.kind == "count" else None
        measures.setdefault(row.about, Counter()).update([_words(row.claim.measure or noun)])
        subjects.setdefault(row.about, Counter()).update([_words(row.claim.subject)])
    measure = {about: _commonest(words) for about, words in measures.items()}
    subject = {about: _commonest(words) for about, words in subjects.items()}
    one_measure = {word.casefold() for word in measure.values()}
    one_subject = {word.casefold() for word in subject.values()}
    if len(one_measure) == 1 and len(one_subject) == len(measure) > 1:
        return {about: _capital(words or "not named") for about, words in subject.items()}, _capital(
            next(iter(measure.values()))
        )
    if len(one_subject) == 1 and len(measure) > 1:
        return _without_common(measure, next(iter(subject.values())))
    both = {about: _capital(": ".join(filter(None, (subject[about], measure[about])))) for about in measure}
    return {about: words or "Not named" for about, words in both.items()}, None


def _without_common(measure: dict[Key, str], subject: str) -> tuple[dict[Key, str], str]:
    """Measures of one subject without the words that all begin with, which go to the title: China: trade with …"""
    split = {about: words.split() for about, words in measure.items()}
    places = itertools.takewhile(lambda same: len(same) == 1, ({*map(str.casefold, at)} for at in zip(*split.values())))
    common = len(list(places))
    least = min(len(words) for words in split.values())
    begin = split[next(iter(split))][:common] if common < least else []
    rest = {about: _capital(" ".join(words[len(begin) :]) or "not named") for about, words in split.items()}
    return rest, ": ".join(filter(None, (subject, " ".join([*begin, "…"] if begin else []))))


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def _commonest(words: Counter[str]) -> str:
    """The wording that is used most; one is better than none."""
    return max(words, key=lambda word: (bool(word), words[word], -len(word)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
