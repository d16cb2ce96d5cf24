"""Claims as Arrow columns, without pyarrow.

In: a `Claims`. Out: a batch that other libraries read by the Arrow PyCapsule interface. Its structs are made in C, the
columns here; columns that come in are for inputs.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quantclaims import _core
from quantclaims.columns import CODES, FLOATS, INDICES, LINKS, SPANS, TIMES, WORDS, first_rows
from quantclaims.record import Claim

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quantclaims._core import Field
    from quantclaims.table import Claims

#: Arrow's letters for the types of columns that are as the core made them.
FORMATS = {"int8": "c", "uint8": "C", "int32": "i", "int64": "l", "float64": "g"}
#: The columns of rows that leave their table: those of `Claim`, and the number of the row in its document.
LEAVING = ("doc", "row", *Claim._fields[1:])
#: Those of them that are codes.
CODED = (*WORDS, *CODES)


def batch(claims: Claims) -> _core.Batch:
    """The rows with the fields of `Claim`: codes as dictionaries, row indices as in the table.

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    Batch
    """
    return _struct([_field(claims, name) for name in Claim._fields], len(claims))


def leaving_batch(claims: Claims) -> _core.Batch:
    """The rows as they stay right wherever they go: strings instead of dictionaries, row indices within the document.

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    Batch
        Its columns have the same types whatever is in them: `LEAVING`.
    """
    firsts = first_rows(claims)
    return _struct([_leaving_field(claims, name, firsts) for name in LEAVING], len(claims))


def coded_batch(claims: Claims) -> _core.Batch:
    """The rows of `leaving_batch` with dictionaries instead of strings, for a writer that stores strings as codes.

    Parameters
    ----------
    claims : Claims

    Returns
    -------
    Batch
        Its dictionaries have what is in it, and the columns of fixed words all of their words.
    """
    firsts = first_rows(claims)
    fields = [_field(claims, name) if name in CODED else _leaving_field(claims, name, firsts) for name in LEAVING]
    return _struct(fields, len(claims))


# ---- Fields: name, format, nullable, length, null count, buffers, children, dictionary


def _struct(fields: list[Field], length: int) -> _core.Batch:
    return _core.Batch(("", "+s", False, length, 0, (None,), tuple(fields), None))


def _validity(valid: NDArray[np.bool_] | None) -> tuple[int, Any]:
    """How many are missing, and the bitmap of those that are there."""
    missing = 0 if valid is None else len(valid) - int(np.count_nonzero(valid))
    return missing, np.packbits(valid, bitorder="little") if valid is not None and missing else None


def _fixed(name: str, format: str, values: NDArray[Any], valid: NDArray[np.bool_] | None = None) -> Field:
    """A column of numbers; without `valid` none can be missing."""
    missing, bitmap = _validity(valid)
    buffers = (bitmap, np.ascontiguousarray(values))
    return name, format, valid is not None, len(values), missing, buffers, (), None


def _pieces(name: str, texts: Any, docs: Any, starts: Any, ends: Any, nullable: bool = True) -> Field:
    """A column of strings that are pieces of texts."""
    first = np.ascontiguousarray(starts, np.int64)
    cut = _core.surfaces(texts, np.ascontiguousarray(docs, np.int32), first, np.ascontiguousarray(ends, np.int64))
    missing, bitmap = _validity(first >= 0)
    buffers = (bitmap, *cut)
    return name, "u", nullable, len(docs), missing, buffers, (), None


def _strings(name: str, strings: Sequence[str], codes: NDArray[Any], nullable: bool = True) -> Field:
    """A column of strings that codes stand for; code -1 is missing."""
    lengths = np.array([*map(len, strings), 0], dtype=np.int64)
    return _pieces(name, tuple(strings), codes, np.minimum(codes.astype(np.int64), 0), lengths[codes], nullable)


def _dictionary(name: str, codes: NDArray[Any], words: Sequence[str], nullable: bool) -> Field:
    """A column of codes with the strings that they stand for."""
    field = _fixed(name, FORMATS[codes.dtype.name], codes, codes >= 0 if nullable else None)
    return *field[:7], _strings("", words, np.arange(len(words)), False)


def _flags(flags: NDArray[np.uint32]) -> Field:
    """Lists of words."""
    flagged = np.flatnonzero(flags)
    rows, bits = np.nonzero(flags[flagged, np.newaxis] >> np.arange(len(_core.FLAGS), dtype=np.uint32) & 1)
    ends = np.cumsum(np.bincount(flagged[rows], minlength=len(flags)))
    offsets = np.concatenate([[0], ends]).astype(np.int32)
    return "flags", "+l", False, len(flags), 0, (None, offsets), (_strings("item", _core.FLAGS, bits, False),), None


# ---- Columns of claims


def _plain_field(name: str, values: NDArray[Any]) -> Field:
    """A column that is neither of codes nor of text."""
    if name in FLOATS:
        return _fixed(name, "g", values, np.isfinite(values))
    if name in TIMES:
        return _fixed(name, "tss:", values.view(np.int64), ~np.isnat(values))
    if name == "flags":
        return _flags(values)
    valid = values >= 0 if name in INDICES else None
    return _fixed(name, FORMATS[values.dtype.name], values, valid)


def _text_field(claims: Claims, name: str) -> Field:
    start, end = SPANS[name]
    arrays = claims.arrays
    return _pieces(name, claims._texts, arrays["doc"], arrays[start], arrays[end], name != "text")


def _field(claims: Claims, name: str) -> Field:
    """A column of `batch`."""
    if name in SPANS:
        return _text_field(claims, name)
    if name in WORDS:
        return _dictionary(name, claims.arrays[name], WORDS[name], False)
    if name in CODES:
        from quantclaims.frames import column

        _, codes, words = column(claims, name)
        return _dictionary(name, codes, words or (), True)
    if name == "doc" and claims._names is not None:
        return _names(claims.arrays["doc"], claims._names)
    return _plain_field(name, claims.arrays[name])


def _names(docs: NDArray[Any], names: tuple[Any, ...]) -> Field:
    """Names of documents: integers where all of them are, else strings."""
    if all(type(name) is int and abs(name) < 1 << 63 for name in names):
        return _fixed("doc", "l", np.array(names, dtype=np.int64)[docs])
    return _strings("doc", tuple(map(str, names)), docs, False)


def _leaving_field(claims: Claims, name: str, firsts: NDArray[np.int32]) -> Field:
    """A column of `leaving_batch`; `firsts` are the first rows of the documents."""
    arrays = claims.arrays
    if name in WORDS:
        return _strings(name, WORDS[name], arrays[name].astype(np.int32), False)
    if name in CODES:
        column, table = CODES[name]
        return _strings(name, claims._strings(table), arrays[column])
    if name == "doc":
        return _strings(name, tuple(map(str, claims.names)), arrays[name], False)
    if name == "row" or name in LINKS:
        if name == "row":
            return _fixed(name, "i", np.arange(len(claims), dtype=np.int32) - firsts)
        return _fixed(name, "i", arrays[name] - firsts, arrays[name] >= 0)
    return _text_field(claims, name) if name in SPANS else _plain_field(name, arrays[name])
