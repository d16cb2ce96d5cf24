"""`extract`: from texts to claims in one call.

In: a text or several, their dates, options. Out: a `Claims`. Options are kept in an `Extractor`; reading files is
files.py.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from quantclaims.extractor import Extractor, Lexicon, Patterns
from quantclaims.inputs import Date, Text
from quantclaims.table import Claims


def extract(
    texts: Text | Iterable[Text],
    /,
    *,
    date: Date | Iterable[Date] = None,
    kinds: str | Iterable[str] | None = None,
    relate: bool = True,
    dayfirst: bool | None = None,
    region: str | None = None,
    fiscal_year_start: int | None = None,
    week_start: int = 1,
    errors: str = "strict",
    threads: int = 0,
    lexicon: Lexicon = None,
    patterns: Patterns = None,
) -> Claims:
    """Find every amount of money, percentage, quantity, count, duration, date and time in a text, or in several.

    Parameters
    ----------
    texts : str, bytes, an iterable of them, or an Arrow column
        The text; or a list, a Series, an array of texts. Bytes are UTF-8. A column that speaks the Arrow PyCapsule
        interface (of pyarrow, polars, pandas) is read where it lies; its nulls are empty texts.
    date : str, datetime.date, an iterable of them, or an Arrow column, optional
        When the text was published (``"2024-05-16"``), which relative dates count from; or one date a text, None where
        it is unknown. Without it the text's own dateline serves. The clock is never read.
    kinds : str or iterable of str, optional
        Keep only rows of these kinds. They are dropped last, so that what is kept is the same as without.
    relate : bool, default True
        Fill direction, role, basis, link, period, measure, subject, speaker and the flags of the clause.
    dayfirst : bool, optional
        Read 05/06/2024 as 5 June where nothing in the text decides; without it as the region does, else True.
    region : str, optional
        The country whose customs of the calendar hold: its ISO 3166-1 code, ``"US"``. It says the order of day and
        month and when the government's fiscal year begins.
    fiscal_year_start : int, optional
        The month in which fiscal years begin; without it as in the region. Where that is not known either, fiscal
        2024 stands as 2024. A fiscal year is named after the year in which it ends, in the regions JP and SG after
        that in which it begins; 2024-25 is the one that begins in 2024.
    week_start : int, default 1
        The day on which weeks begin, from Monday 1 to Sunday 7.
    errors : {"strict", "replace"}, default "strict"
        What to do with bytes that are not UTF-8: raise, or read U+FFFD in their place.
    threads : int, default 0
        How many threads read a batch of texts; 0: as many as the environment variable ``QUANTCLAIMS_THREADS`` says, or
        as there are cores for this process. The result is the same for any number.
    lexicon, patterns
        Units and patterns of your own, as in `Extractor`, which is for reading more than once with them.

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
        dates that is not the number of texts; for a lexicon or a pattern that cannot be, with the line or the offset.
    KeyboardInterrupt
        Within a tenth of a second of Ctrl-C, however long the texts are.

    Warns
    -----
    UserWarning
        For one text that looks like the name of a file, which `extract_files` reads.

    Examples
    --------
    >>> import quantclaims as qc
    >>> claims = qc.extract("Sales fell 5% last year.", date="2024-05-16")
    >>> claims["text"].tolist()
    ['5%', 'last year']
    >>> str(claims[1].period_start)
    '2023-01-01 00:00:00'
    """
    plain = lexicon is None and patterns is None and (kinds is None or isinstance(kinds, str))
    make = _kept if plain else _new
    # By place: the names of ten arguments would be hashed at each call.
    extractor = make(kinds, relate, dayfirst, region, fiscal_year_start, week_start, errors, threads, lexicon, patterns)
    return extractor.extract(texts, date=date)


def _new(
    kinds: str | Iterable[str] | None,
    relate: bool,
    dayfirst: bool | None,
    region: str | None,
    fiscal_year_start: int | None,
    week_start: int,
    errors: str,
    threads: int,
    lexicon: Lexicon,
    patterns: Patterns,
) -> Extractor:
    return Extractor(
        kinds=kinds,
        relate=relate,
        dayfirst=dayfirst,
        region=region,
        fiscal_year_start=fiscal_year_start,
        week_start=week_start,
        errors=errors,
        threads=threads,
        lexicon=lexicon,
        patterns=patterns,
    )


#: Extractors without units and patterns of one's own are kept: checking options costs as much as reading a sentence.
_kept: Callable[..., Extractor] = functools.lru_cache(maxsize=16)(_new)
