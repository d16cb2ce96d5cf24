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

if TYPE_CHECKING:
    import pyarrow

    from quantclaims.table import Claims


def claims_schema() -> pyarrow.Schema:
    """The schema of a table of claims.

    Examples
    --------
    >>> claims_schema().field("period_start").type
    TimestampType(timestamp[s])
    """
    from quantclaims.extract import extract

    return claims_batch(extract([])).schema


def claims_batch(claims: Claims) -> pyarrow.RecordBatch:
    """The rows of a `Claims` in the schema of `claims_schema`.

    Raises
    ------
    ImportError
        Without pyarrow.
    """
    from quantclaims.arrow import leaving_batch

    return need("pyarrow", "arrow").record_batch(leaving_batch(claims))


def documents_schema(texts: bool = False) -> pyarrow.Schema:
    """The schema of a table of documents, with their texts where they are wanted."""
    arrow = need("pyarrow", "arrow")
    fields = [("doc", arrow.string()), ("date", arrow.date32())]
    fields += [("characters", arrow.int64()), ("claims", arrow.int32())]
    return arrow.schema(fields + [("text", arrow.string())] * texts)


def documents_batch(found: Sequence[Document], claims: Claims, texts: bool = False) -> pyarrow.RecordBatch:
    """The documents that the rows of a `Claims` were found in, in the schema of `documents_schema`."""
    arrow = need("pyarrow", "arrow")
    counts = np.bincount(claims.arrays["doc"], minlength=len(found))
    names, days, contents = zip(*found, strict=True) if found else ((), (), ())
    columns: list[Any] = [
        arrow.array(map(_sound, map(str, names)), arrow.string()),
        arrow.array(days, arrow.int32()).cast(arrow.date32()),
        arrow.array(map(len, contents), arrow.int64()),
        arrow.array(counts.astype(np.int32)),
    ]
    if texts:
        columns.append(arrow.array(map(_sound, contents), arrow.string()))
    return arrow.record_batch(columns, documents_schema(texts))


def _sound(text: str) -> str:
    """A lone surrogate has no UTF-8."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
