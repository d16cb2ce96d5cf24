"""Claims as tables of other libraries: pandas, polars, Arrow, Parquet.

In: a `Claims`, the columns that are wanted. Out: a DataFrame or a Table of that library, its codes as categoricals, its
periods as timestamps, what is missing as that library says it. Each library is imported where it is used. Reading
texts out of DataFrames is accessors.py, amounts with pint's units are pints.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from quantclaims.columns import CODES, SPANS, WORDS, no_column
from quantclaims.extras import need
from quantclaims.record import Claim

if TYPE_CHECKING:
    import os

    import pandas
    import polars
    import pyarrow
    from numpy.typing import NDArray

    from quantclaims.table import Claims

#: A column that is made when it is asked for by name: the words around the figure.
CONTEXT = "context"
#: Alone it has no UTF-8.
SURROGATE = re.compile("[\ud800-\udfff]")
COLUMNS = (*Claim._fields, CONTEXT)


class Column(NamedTuple):
    """A column: its values, and where they are codes the words that they stand for; code -1 is none."""

    name: str
    values: NDArray[Any]
    words: tuple[str, ...] | None


def chosen(columns: Iterable[str] | None, text: bool) -> tuple[str, ...]:
    """The names of the columns that are wanted.

    Parameters
    ----------
    columns : iterable of str or None
        Fields of `Claim`, or ``context``; None is all fields.
    text : bool
        Whether columns of text are among all fields.

    Raises
    ------
    KeyError
        For a name that no column has.
    """
    if columns is None:
        return tuple(name for name in Claim._fields if text or name not in SPANS)
    names = (columns,) if isinstance(columns, str) else tuple(columns)
    for name in names:
        if name not in COLUMNS:
            raise no_column(name, COLUMNS)
    return names


def column(claims: Claims, name: str) -> Column:
    """A column, its codes with the words that occur.

    Parameters
    ----------
    claims : Claims
    name : str
    """
    if name in WORDS:
        return Column(name, claims.arrays[name], WORDS[name])
    if name in CODES:
        return Column(name, *_used(claims.arrays[CODES[name][0]], claims.categories[name]))
    if name == CONTEXT:
        return Column(name, _contexts(claims), None)
    return Column(name, claims[name], None)


def _used(codes: NDArray[Any], strings: tuple[str, ...]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Codes into the strings that occur, in the order of their first occurrence."""
    # The last element, which code -1 finds, is none. Of several rows that are given to a code the last one stays.
    first = np.full(len(strings) + 1, len(codes))
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    occurring = np.flatnonzero(first[:-1] < len(codes))
    distinct = occurring[np.argsort(first[occurring])].tolist()
    words = list(dict.fromkeys(strings[code] for code in distinct))
    places = {word: place for place, word in enumerate(words)}
    moved = np.full(len(strings) + 1, -1, dtype=np.int32)
    for code in distinct:
        moved[code] = places[strings[code]]
    return moved[codes], tuple(words)


def _contexts(claims: Claims) -> NDArray[np.object_]:
    """The words around each figure, within its paragraph."""
    from quantclaims.show import surroundings

    found, texts = np.empty(len(claims), dtype=object), claims.texts
    for row, (doc, claim) in enumerate(zip(claims.arrays["doc"].tolist(), claims)):
        found[row] = surroundings(texts[doc], claim)
    return found


def _columns(claims: Claims, columns: Iterable[str] | None, text: bool) -> Iterator[Column]:
    return (column(claims, name) for name in chosen(columns, text))


# ---- pandas


def to_pandas(claims: Claims, columns: Iterable[str] | None, text: bool) -> pandas.DataFrame:
    """`Claims.to_pandas`."""
    frames = need("pandas", "pandas")
    data: dict[str, Any] = {}
    for name, values, words in _columns(claims, columns, text):
        if words is not None:
            data[name] = frames.Categorical.from_codes(values.astype(np.int32), categories=list(words))
        elif name == "flags":
            data[name] = frames.array([" ".join(flags) for flags in values], dtype="str")
        elif name in SPANS or name == CONTEXT:
            data[name] = frames.array(_plain(values), dtype="str")
        else:
            data[name] = values
    frame: pandas.DataFrame = frames.DataFrame(data, index=frames.RangeIndex(len(claims)))
    return frame


def _plain(values: NDArray[Any]) -> list[Any]:
    """Strings, and None, without lone surrogates."""
    return [SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for value in values.tolist()]


# ---- polars


def to_polars(claims: Claims, columns: Iterable[str] | None, text: bool) -> polars.DataFrame:
    """`Claims.to_polars`."""
    frames = need("polars", "polars")
    names = chosen(columns, text)
    frame: polars.DataFrame = frames.DataFrame(claims)
    # Arrow has no name for words that are fixed.
    frame = frame.with_columns(frame[name].cast(frames.Enum(WORDS[name])) for name in names if name in WORDS)
    if CONTEXT in names:
        frame = frame.with_columns(frames.Series(CONTEXT, _plain(_contexts(claims)), dtype=frames.String))
    return frame.select(names)


# ---- Arrow


def to_arrow(claims: Claims, columns: Iterable[str] | None, text: bool) -> pyarrow.Table:
    """`Claims.to_arrow`."""
    arrow = need("pyarrow", "arrow")
    names = chosen(columns, text)
    table: pyarrow.Table = arrow.table(claims)
    if CONTEXT in names:
        table = table.append_column(CONTEXT, arrow.array(_plain(_contexts(claims)), arrow.string()))
    return table.select(names)


def write_parquet(
    claims: Claims, target: str | os.PathLike[str] | Any, columns: Iterable[str] | None, text: bool
) -> None:
    """`Claims.to_parquet`."""
    parquet = need("pyarrow.parquet", "arrow")
    parquet.write_table(to_arrow(claims, columns, text), target)
