"""Texts to claims: what a caller may give, and the call of the core.

In: a text or several, their dates, options. Out: a `Claims`. Reading files is files.py.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Mapping, Set
from typing import Any

from quantclaims import _core
from quantclaims.table import Claims

Text = str | bytes
Date = str | datetime.date | None

#: Ordinal of 1970-01-01.
EPOCH = datetime.date(1970, 1, 1).toordinal()


def extract(
    texts: Text | Iterable[Text],
    /,
    *,
    date: Date | Iterable[Date] = None,
    kinds: str | Iterable[str] | None = None,
    relate: bool = True,
    dayfirst: bool = True,
    errors: str = "strict",
) -> Claims:
    """Find every amount of money, percentage, quantity, count, duration, date and time in a text, or in several.

    Parameters
    ----------
    texts : str, bytes, or an iterable of them
        The text; or a list, a Series, an array of texts. Bytes are UTF-8.
    date : str, datetime.date, or an iterable of them, optional
        When the text was published (``"2024-05-16"``), which relative dates count from; or one date a text, None where
        it is unknown. Without it the text's own dateline serves. The clock is never read.
    kinds : str or iterable of str, optional
        Keep only rows of these kinds. They are dropped last, so that what is kept is the same as without.
    relate : bool, default True
        Fill direction, role, basis, link, period, measure, subject, speaker and the flags of the clause.
    dayfirst : bool, default True
        Read 05/06/2024 as 5 June where nothing in the text decides.
    errors : {"strict", "replace"}, default "strict"
        What to do with bytes that are not UTF-8: raise, or read U+FFFD in their place.

    Returns
    -------
    Claims
        One row a mention, in the order of document and place.

    Raises
    ------
    TypeError
        For texts or dates of another type.
    ValueError
        For bytes that are not UTF-8 (with the offset), a date that is none, an unknown kind or option, or a number of
        dates that is not the number of texts.

    Examples
    --------
    >>> import quantclaims as qc
    >>> claims = qc.extract("Sales fell 5% last year.", date="2024-05-16")
    >>> claims["text"].tolist()
    ['5%', 'last year']
    >>> str(claims[1].period_start)
    '2023-01-01 00:00:00'
    """
    batch = _batch(texts)
    return run(batch, _days(date, len(batch)), None, kinds=kinds, relate=relate, dayfirst=dayfirst, errors=errors)


def run(
    texts: tuple[Text, ...],
    days: tuple[int | None, ...],
    names: tuple[Any, ...] | None,
    *,
    kinds: str | Iterable[str] | None = None,
    relate: bool = True,
    dayfirst: bool = True,
    errors: str = "strict",
) -> Claims:
    """`extract` for texts and days that are ready, with the names of the documents."""
    if errors not in ("strict", "replace"):
        raise ValueError(f"errors is 'strict' or 'replace', not {errors!r}")
    arrays, result = _extractor(bool(relate), errors == "replace", bool(dayfirst)).extract(texts, days)
    claims = Claims(arrays, {}, texts, names, result)
    return claims if kinds is None else claims.filter(kind=kinds)


@functools.cache
def _extractor(relate: bool, replace: bool, day_first: bool) -> _core.Extractor:
    """Compiling the patterns is dear; the extractor is immutable."""
    return _core.Extractor(relate=relate, replace_utf8=replace, day_first=day_first)


def _batch(texts: object) -> tuple[Text, ...]:
    """The texts as a tuple. What is in it is checked by the core."""
    if isinstance(texts, (str, bytes)):
        return (texts,)
    if isinstance(texts, (bytearray, memoryview, Mapping, Set)) or not isinstance(texts, Iterable):
        raise TypeError(f"a text is str or bytes, or there is a sequence of them, not {type(texts).__name__}")
    return tuple(texts)


def _days(date: object, count: int) -> tuple[int | None, ...]:
    """A day for each text."""
    if date is None or isinstance(date, (str, datetime.date)) or not isinstance(date, Iterable):
        return (day_number(date),) * count
    days = tuple(map(day_number, date))
    if len(days) != count:
        raise ValueError(f"{len(days)} dates for {count} texts")
    return days


def day_number(date: object) -> int | None:
    """Days since 1970-01-01 of a date, None where it is None, NaN or NaT.

    Parameters
    ----------
    date : str, datetime.date, numpy.datetime64 or None
        A str is YYYY-MM-DD.

    Raises
    ------
    TypeError
        For another type.
    ValueError
        For a str that is no date.

    Examples
    --------
    >>> day_number("1970-01-31"), day_number(None)
    (30, None)
    """
    if isinstance(date, str):
        try:
            return _core.parse_day(date)
        except ValueError:
            raise ValueError(f"{date!r} is not a date YYYY-MM-DD in the years 0001 to 9999") from None
    if date is None or date != date:
        return None
    if hasattr(date, "astype"):
        date = date.astype("datetime64[D]").item()
    if isinstance(date, datetime.date):
        return date.toordinal() - EPOCH
    raise TypeError(f"a date is str, datetime.date or None, not {type(date).__name__}")
