"""Corroboration and conflicts beyond memory: the claims as rows that DuckDB groups, on disk where they are many.

In: `Claims`, portion by portion, then a table of all their facts. Out: what `corroborate` and `conflicts` give of the
whole. What speaks of the same thing, and how amounts are compared, is decided in corroborate.py: here the rows are only
brought together.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quantclaims.corroborate import (
    CONFLICT,
    CORROBORATION,
    Records,
    Spread,
    conflicting,
    corroborated,
    ends,
    flagged,
    sure,
    told,
)
from quantclaims.extras import need
from quantclaims.intervals import scales
from quantclaims.keys import key

if TYPE_CHECKING:
    import duckdb
    import pyarrow

    from quantclaims.table import Claims

#: What two rows have in common that speak of the same thing.
THING = ("about", "scale", "role", "basis", "dimension", "negated", "since", "until")
#: Rows that are in memory at once.
PORTION = 1 << 20


def facts(claims: Claims, first_row: int = 0, first_document: int = 0) -> pyarrow.RecordBatch:
    """The rows that may be compared, with what they speak of and the amounts that they leave possible.

    Parameters
    ----------
    claims : Claims
        A portion of all.
    first_row, first_document : int
        How many rows and documents were in the portions before.

    Returns
    -------
    RecordBatch
        With ``row`` and ``document`` (int64, counted over all portions), the columns of `THING`, ``low`` and ``high``
        (float64, in the scale) and ``sure``, whether it states a fact of a known period.
    """
    arrow = need("pyarrow", "arrow")
    about = _about(claims)
    rows = np.flatnonzero([words is not None for words in about])
    arrays = claims.arrays
    _, low, high = ends(claims)
    names, _, _, places = scales(claims)
    columns: dict[str, Any] = {
        "row": rows.astype(np.int64) + first_row,
        "document": arrays["doc"][rows].astype(np.int64) + first_document,
        "about": about[rows],
        "scale": np.array([repr(name) for name in names], dtype=object)[places[rows]],
        "negated": flagged(claims, "negated")[rows],
        "since": arrays["period_start"][rows].astype(np.int64),
        "until": arrays["period_end"][rows].astype(np.int64),
        "low": low[rows],
        "high": high[rows],
        "sure": sure(claims)[rows],
        **{name: arrays[name][rows] for name in ("role", "basis", "dimension")},
    }
    strings = {"about": arrow.string(), "scale": arrow.string()}
    return arrow.record_batch({name: arrow.array(column, strings.get(name)) for name, column in columns.items()})


def _about(claims: Claims) -> NDArray[np.object_]:
    """What each row is about, as a string that is equal for equal keys; None where it does not say."""
    chosen = told(claims)
    part = claims.filter(chosen)
    pairs = list(zip(part["measure"].tolist(), part["subject"].tolist()))
    keys = {pair: key(*pair) for pair in dict.fromkeys(pairs)}
    words = {
        pair: repr((sorted(about.countries), sorted(about.words), about.origin)) if about.words else None
        for pair, about in keys.items()
    }
    found = np.full(len(claims), None, dtype=object)
    found[chosen] = [words[pair] for pair in pairs]
    return found


def corroborate_facts(connection: duckdb.DuckDBPyConnection, table: str) -> Records:
    """What `Claims.corroborate` gives of all the claims whose facts are in a table of DuckDB.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
    table : str
        A table, a view, or a call like ``read_parquet('facts/*.parquet')``.

    Returns
    -------
    recarray
        As of `quantclaims.corroborate.corroborate`; rows are counted over all portions.
    """
    parts = [corroborated(spread) for spread, _ in _spreads(connection, table)]
    found = np.concatenate([np.empty(0, dtype=CORROBORATION), *parts])
    return found[np.lexsort((found["row"], -found["documents"]))].view(np.recarray)


def conflict_facts(connection: duckdb.DuckDBPyConnection, table: str) -> Records:
    """What `Claims.conflicts` gives of all the claims whose facts are in a table of DuckDB.

    Parameters
    ----------
    connection, table
        As in `corroborate_facts`.

    Returns
    -------
    recarray
        As of `quantclaims.corroborate.conflicts`; rows are counted over all portions.
    """
    parts = []
    for spread, certain in _spreads(connection, table):
        spread.only(certain)
        parts.append(conflicting(spread))
    found = np.concatenate([np.empty(0, dtype=CONFLICT), *parts])
    return found[np.lexsort((found["second"], found["first"]))].view(np.recarray)


def _spreads(connection: duckdb.DuckDBPyConnection, table: str) -> Iterator[tuple[Spread, NDArray[np.bool_]]]:
    """The rows of things of which several documents speak, whole things at a time, and which of them are sure."""
    thing = ", ".join(THING)
    found: Any = connection.sql(
        f"""
        WITH things AS (
            SELECT {thing}, row_number() OVER () AS thing
            FROM (SELECT {thing} FROM {table} GROUP BY ALL HAVING min(document) <> max(document))
        )
        SELECT thing, "row", document, low, high, sure FROM {table} JOIN things USING ({thing})
        ORDER BY thing, low, "row"
        """
    )
    kept: list[NDArray[Any]] | None = None
    for batch in found.to_arrow_reader(PORTION):
        columns = [column.to_numpy(zero_copy_only=False) for column in batch.columns]
        if kept is not None:
            columns = [np.concatenate(pair) for pair in zip(kept, columns)]
        # The last thing of a batch may go on in the next one.
        whole = int(np.searchsorted(columns[0], columns[0][-1]))
        if whole:
            yield _spread([column[:whole] for column in columns])
        kept = [column[whole:] for column in columns]
    if kept is not None and len(kept[0]):
        yield _spread(kept)


def _spread(columns: list[NDArray[Any]]) -> tuple[Spread, NDArray[np.bool_]]:
    things, rows, documents, low, high, certain = columns
    return Spread(rows.astype(np.intp), things.astype(np.intp), documents, low, high), certain
