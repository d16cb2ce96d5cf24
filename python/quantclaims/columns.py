"""What the columns of a table hold, and each of them as a person reads it: codes as strings, spans as text.

In: a `Claims` and the name of a column. Out: an array of its values. Rows are made of them in record.py, columns of
other libraries in frames.py and arrow.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np

from quantclaims import _core

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quantclaims.table import Claims

#: Columns of codes whose words are fixed.
WORDS: dict[str, tuple[str, ...]] = {
    "kind": _core.KINDS,
    "dimension": _core.DIMENSIONS,
    "comparison": _core.COMPARISONS,
    "role": _core.ROLES,
    "basis": _core.BASES,
    "granularity": _core.GRANULARITIES,
}
#: Columns of codes into tables of strings: name of the column of codes, name of the table.
CODES = {
    "unit": ("unit", "unit"),
    "unit_name": ("unit", "unit_name"),
    "base_unit": ("base_unit", "unit"),
    "timex": ("timex", "timex"),
    "rule": ("rule", "rule"),
}
#: Columns of text: where it begins and ends.
SPANS = {
    "text": ("start", "end"),
    "measure": ("measure_start", "measure_end"),
    "subject": ("subject_start", "subject_end"),
    "speaker": ("speaker_start", "speaker_end"),
}
#: Columns that hold indices of rows.
LINKS = ("link", "period_row")
#: Columns of row indices and offsets, where -1 is none.
INDICES = frozenset((*LINKS, *(side for name, ends in SPANS.items() if name != "text" for side in ends)))
FLOATS = frozenset(("value", "high", "base_value", "resolution"))
TIMES = frozenset(("period_start", "period_end"))


def column(claims: Claims, name: str) -> NDArray[Any]:
    """A column: codes as strings, spans as text, flags as tuples of words, documents by their names.

    Parameters
    ----------
    claims : Claims
    name : str

    Raises
    ------
    KeyError
        Where there is no such column.
    """
    if name in WORDS:
        return np.array(WORDS[name], dtype=object)[claims.arrays[name]]
    if name in CODES:
        codes, table = CODES[name]
        # The last element, which code -1 finds, is none.
        return np.array([*claims._strings(table), None], dtype=object)[claims.arrays[codes]]
    if name in SPANS:
        return _surfaces(claims, *SPANS[name])
    if name == "flags":
        return _flag_words(claims)
    if name == "doc" and claims._names is not None:
        return _objects(claims._names, len(claims._names))[claims.arrays["doc"]]
    if name not in claims.arrays:
        raise no_column(name, (*claims.arrays, *SPANS, "unit_name"))
    return claims.arrays[name]


def no_column(name: object, names: Iterable[object]) -> KeyError:
    """What is said where there is no column of that name."""
    return KeyError(f"no column {name!r}: there are {', '.join(map(str, names))}")


def _objects(values: Iterable[Any], length: int) -> NDArray[np.object_]:
    """An array of objects, one element each, whatever they are."""
    array = np.empty(length, dtype=object)
    for index, value in enumerate(values):
        array[index] = value
    return array


def _surfaces(claims: Claims, start: str, end: str) -> NDArray[np.object_]:
    texts = claims.texts
    spans = zip(*(claims.arrays[name].tolist() for name in ("doc", start, end)), strict=True)
    return _objects((texts[doc][begin:stop] if begin >= 0 else None for doc, begin, stop in spans), len(claims))


def _flag_words(claims: Claims) -> NDArray[np.object_]:
    bits, rows = np.unique(claims.arrays["flags"], return_inverse=True)
    words = [tuple(word for bit, word in enumerate(_core.FLAGS) if value >> bit & 1) for value in bits.tolist()]
    return _objects(words, len(words))[rows]


def first_rows(claims: Claims) -> NDArray[np.int32]:
    """For each row the first one of its document, from which indices are counted that leave the table."""
    docs = claims.arrays["doc"]
    counts = np.bincount(docs)
    return (np.cumsum(counts) - counts).astype(np.int32)[docs]
