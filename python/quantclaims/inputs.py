"""What a caller may give: texts, and the dates that they appeared.

In: a text or several, a date or several. Out: a tuple of texts and one of days since 1970-01-01. What is in the texts
is checked by the core.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Set
from typing import Any

import numpy as np

from quantclaims import _core

Text = str | bytes
Date = str | datetime.date | None

#: Ordinal of 1970-01-01.
EPOCH = datetime.date(1970, 1, 1).toordinal()
#: Bytes of a day as the core takes them.
DAY_SIZE = 4

#: More threads than the core makes are of no use.
MOST_THREADS = 256


def thread_count(threads: int) -> int:
    """How many threads are meant; 0 asks the environment variable QUANTCLAIMS_THREADS, then the cores of this process.

    Raises
    ------
    ValueError
        Where the variable is no number of threads.
    """
    if threads:
        return threads
    word = os.environ.get("QUANTCLAIMS_THREADS", "").strip() or "0"
    if not word.isascii() or not word.isdigit() or int(word) > MOST_THREADS:
        raise ValueError(f"QUANTCLAIMS_THREADS is a number from 0 to {MOST_THREADS}, not {word!r}")
    if int(word):
        return int(word)
    # A process may be bound to some of the cores; not every system can say so.
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_THREADS)


def batch(texts: object) -> tuple[Text, ...] | _core.Column:
    """The texts as a tuple, or as the column of Arrow that they are."""
    if isinstance(texts, (str, bytes)):
        if isinstance(texts, str) and " " not in texts and "." in texts:
            _warn_of_file_name(texts)
        return (texts,)
    if isinstance(texts, (list, tuple)):
        return tuple(texts)
    if speaks_arrow(texts):
        return _column(texts)
    if isinstance(texts, (bytearray, memoryview, Mapping, Set)) or not isinstance(texts, Iterable):
        cure = " (extract_files reads files)" if isinstance(texts, os.PathLike) else ""
        raise TypeError(f"a text is str or bytes, or there is a sequence of them, not {type(texts).__name__}{cure}")
    return tuple(texts)


def _warn_of_file_name(text: str) -> None:
    """A text that is called like a file is most likely meant as one: it has no claims, and nothing else would tell."""
    from quantclaims.readers import SUFFIXES, stem_and_suffix

    if len(text.split()) == 1 and stem_and_suffix(text)[1] in SUFFIXES:
        import warnings

        message = f"the text {text!r} looks like the name of a file: extract_files reads files"
        warnings.warn(message, stacklevel=5)


def speaks_arrow(values: object) -> bool:
    """Whether something gives its values by the Arrow PyCapsule interface.

    Parameters
    ----------
    values : object
        A column of pandas that has Python objects does not: what is wrong with them is said one by one.
    """
    if not (hasattr(values, "__arrow_c_stream__") or hasattr(values, "__arrow_c_array__")):
        return False
    return str(getattr(values, "dtype", "")) != "object"


def _column(texts: Any) -> tuple[Text, ...] | _core.Column:
    """A column of texts, of which those that are missing are empty."""
    try:
        return _core.Column(texts)
    except ImportError:
        # pandas speaks Arrow only where pyarrow is there.
        if texts.ndim != 1:
            raise TypeError("a column of texts is wanted, not a table: name one of its columns") from None
        return tuple(texts.where(texts.notna(), ""))


def days(date: object, count: int) -> tuple[int | None, ...] | bytes:
    """A day for each text: int or None, or the bytes of int32, of which the least is none."""
    if date is None:
        return (None,) * count
    packed = _packed_days(date)
    if packed is None and (isinstance(date, (str, datetime.date)) or not isinstance(date, Iterable)):
        return (day_number(date),) * count
    found = tuple(map(day_number, date)) if packed is None else packed  # type: ignore[call-overload]
    length = len(found) if packed is None else len(found) // DAY_SIZE
    if length != count:
        raise ValueError(f"{length} dates for {count} texts")
    return found


def _packed_days(date: object) -> bytes | None:
    """The days of an array or a column of dates as int32; None for anything else."""
    if speaks_arrow(date):
        try:
            return _core.Column(date).days()
        except (ImportError, TypeError):
            # Moments of a time zone have another date there than in UTC; pandas may have no pyarrow.
            return None
    if not isinstance(date, np.ndarray) or date.dtype.kind != "M" or date.ndim != 1:
        return None
    whole = date.astype("datetime64[D]").astype(np.int64)
    # NaT is the least int64; no other date of news is near the least int32.
    return np.maximum(whole, np.iinfo(np.int32).min).astype(np.int32).tobytes()


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
    if isinstance(date, np.datetime64):
        date = date.astype("datetime64[D]").item()
    if isinstance(date, datetime.date):
        return date.toordinal() - EPOCH
    raise TypeError(f"a date is str, datetime.date or None, not {type(date).__name__}")
