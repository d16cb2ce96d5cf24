"""Claims and documents as Arrow tables of one fixed schema, for files that grow and for folders of them.

In: a `Claims`, its documents. Out: record batches without dictionaries, so that files written one after another, and by
many, are one table. Rows are counted within the document (``row``, ``link``, ``period_row``), whose name and place stay
valid wherever the rows go.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quantclaims.documents import Document
from quantclaims.extras import need
from quantclaims.record import FLOATS, INDICES, TIMES, Claim
from quantclaims.table import CODES, LINKS, WORDS

if TYPE_CHECKING:
    import pyarrow
    from numpy.typing import NDArray

    from quantclaims.table import Claims

#: The columns of a table of claims: those of SCHEMA, and the number of the row in its document.
COLUMNS = ("doc", "row", *Claim._fields[1:])
INTEGERS = {"row": "int32", "sentence": "int32", "start": "int64", "end": "int64", "direction": "int8"}


def claims_schema() -> pyarrow.Schema:
    """The schema of a table of claims.

    Examples
    --------
    >>> claims_schema().field("period_start").type
    TimestampType(timestamp[s])
    """
    arrow = need("pyarrow", "arrow")
    kinds: dict[str, Any] = {name: getattr(arrow, kind)() for name, kind in INTEGERS.items()}
    kinds.update(dict.fromkeys(FLOATS, arrow.float64()))
    kinds.update(dict.fromkeys(INDICES, arrow.int64()))
    kinds.update(dict.fromkeys(LINKS, arrow.int32()))
    kinds.update(dict.fromkeys(TIMES, arrow.timestamp("s")))
    kinds["flags"] = arrow.list_(arrow.string())
    return arrow.schema([(name, kinds.get(name, arrow.string())) for name in COLUMNS])


def documents_schema(texts: bool = False) -> pyarrow.Schema:
    """The schema of a table of documents, with their texts where they are wanted."""
    arrow = need("pyarrow", "arrow")
    fields = [("doc", arrow.string()), ("date", arrow.date32())]
    fields += [("characters", arrow.int64()), ("claims", arrow.int32())]
    return arrow.schema(fields + [("text", arrow.string())] * texts)


def claims_batch(claims: Claims) -> pyarrow.RecordBatch:
    """The rows of a `Claims` in the schema of `claims_schema`.

    Raises
    ------
    ImportError
        Without pyarrow.
    """
    arrow = need("pyarrow", "arrow")
    schema = claims_schema()
    return arrow.record_batch([_array(arrow, claims, name).cast(schema.field(name).type) for name in COLUMNS], schema)


def _array(arrow: Any, claims: Claims, name: str) -> Any:
    """A column; what is missing is null."""
    arrays = claims.arrays
    if name in WORDS:
        return arrow.array(WORDS[name]).take(arrow.array(arrays[name]))
    if name in CODES:
        codes = arrays[CODES[name][0]]
        return arrow.array(claims.categories[name], arrow.string()).take(arrow.array(codes, mask=codes < 0))
    if name == "doc":
        names = arrow.array([_sound(str(document)) for document in claims.names], arrow.string())
        return names.take(arrow.array(arrays["doc"]))
    if name == "row":
        return arrow.array(np.arange(len(claims)) - first_rows(arrays["doc"]))
    if name in LINKS:
        return arrow.array(arrays[name] - first_rows(arrays["doc"]), mask=arrays[name] < 0)
    if name in INDICES:
        return arrow.array(arrays[name], mask=arrays[name] < 0)
    if name in FLOATS:
        return arrow.array(arrays[name], mask=~np.isfinite(arrays[name]))
    if name == "flags":
        return arrow.array(list(map(list, claims["flags"])), arrow.list_(arrow.string()))
    if name in arrays:
        return arrow.array(arrays[name])
    return arrow.array([None if text is None else _sound(text) for text in claims[name]], arrow.string())


def first_rows(docs: NDArray[Any]) -> NDArray[np.intp]:
    """For each row the first one of its document; rows are in the order of documents."""
    return np.searchsorted(docs, docs, side="left")


def _sound(text: str) -> str:
    """A lone surrogate has no UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def documents_batch(found: Sequence[Document], claims: Claims, texts: bool = False) -> pyarrow.RecordBatch:
    """The documents that the rows of a `Claims` were found in, in the schema of `documents_schema`."""
    arrow = need("pyarrow", "arrow")
    schema = documents_schema(texts)
    counts = np.bincount(claims.arrays["doc"], minlength=len(found))
    columns: list[Any] = [
        arrow.array([_sound(str(document.name)) for document in found], arrow.string()),
        arrow.array([document.day for document in found], arrow.int32()).cast(arrow.date32()),
        arrow.array([len(document.text) for document in found], arrow.int64()),
        arrow.array(counts.astype(np.int32)),
    ]
    if texts:
        columns.append(arrow.array([_sound(document.text) for document in found], arrow.string()))
    return arrow.record_batch(columns, schema)
