"""Several tables in one.

In: `Claims`. Out: a `Claims` with the documents and rows of all of them, whose codes and row indices are rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from quantclaims.columns import LINKS
from quantclaims.table import Claims, frozen


def concat(parts: Iterable[Claims]) -> Claims:
    """The rows and documents of several tables in one; codes and row indices are rewritten.

    Parameters
    ----------
    parts : iterable of Claims
        In the order that the result has.

    Examples
    --------
    >>> import quantclaims as qc
    >>> both = qc.concat([qc.extract("Up 5%."), qc.extract("Down $3.")])
    >>> both["doc"].tolist(), both["unit"].tolist()
    ([0, 1], ['percent', 'USD'])
    """
    tables = list(parts)
    for part in tables:
        if not isinstance(part, Claims):
            raise TypeError(f"concat joins a list of Claims, not of {type(part).__name__}")
    if not tables:
        from quantclaims.extract import extract

        return extract([])
    units = _Union([tuple(zip(part._strings("unit"), part._strings("unit_name"), strict=True)) for part in tables])
    timexes, rules = (_Union([part._strings(table) for part in tables]) for table in ("timex", "rule"))
    unions = {"unit": units, "base_unit": units, "timex": timexes, "rule": rules}
    rows = np.cumsum([0, *(len(part) for part in tables)])
    docs = np.cumsum([0, *(len(part._texts) for part in tables)])

    def shifted(name: str, index: int) -> Any:
        column = tables[index].arrays[name]
        if name in unions:
            return unions[name].codes[index][column]
        if name == "doc":
            return (column + docs[index]).astype(column.dtype)
        if name in LINKS:
            return np.where(column < 0, -1, column + rows[index]).astype(column.dtype)
        return column

    arrays = {name: np.concatenate([shifted(name, index) for index in range(len(tables))]) for name in tables[0].arrays}
    named = any(part._names is not None for part in tables)
    return Claims(
        frozen(arrays),
        {
            "unit": tuple(unit for unit, _ in units.strings),
            "unit_name": tuple(name for _, name in units.strings),
            "timex": tuple(timexes.strings),
            "rule": tuple(rules.strings),
        },
        tuple(text for part in tables for text in part._texts),
        tuple(name for part in tables for name in part.names) if named else None,
    )


class _Union:
    """Several tables of strings in one: its strings, and for each table the new codes of its own (code -1 stays -1)."""

    def __init__(self, tables: list[tuple[Any, ...]]) -> None:
        places: dict[Any, int] = {}
        self.codes = [
            np.array([*(places.setdefault(string, len(places)) for string in table), -1], dtype=np.int32)
            for table in tables
        ]
        self.strings = list(places)
