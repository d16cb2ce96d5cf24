"""One row as a person reads it: codes as their words, spans as text, what is missing as None.

In: the columns of a `Claims`. Out: named records, JSON Lines, CSV. It does not cut, join or show tables.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import numpy as np

from quantclaims.columns import FLOATS, INDICES, LINKS, TIMES, first_rows

if TYPE_CHECKING:
    from quantclaims.table import Claims

#: Half-open periods may end with the last year that datetime has; the year 10000 is cut to this second.
LAST_SECOND = datetime.datetime.max.replace(microsecond=0)


class Claim(NamedTuple):
    """One mention of a quantity or a date; the fields are those of SCHEMA, None where there is nothing.

    Attributes
    ----------
    doc : object
        Name of the document, else its index in the call.
    sentence : int
        Index of the sentence in the document.
    start, end : int
        The surface in code points, half-open.
    text : str
        The surface.
    kind : str
        money, percent, quantity, count, duration, date or time.
    dimension : str
        volume, mass, price ...
    value, high : float or None
        The number as written with its scale word folded in, and the upper end of a range.
    unit, unit_name : str or None
        Canonical symbol and English name.
    base_value, base_unit : float or None, str or None
        The amount in the base unit of its dimension.
    resolution : float or None
        Size of the last written digit.
    comparison : str
        One of = ~ < <= > >=.
    direction : int
        +1 up, -1 down, 0 none.
    role, basis : str
        level, change, previous or share; and what a change is compared with.
    link : int or None
        Row of the partner.
    period_start, period_end : datetime.datetime or None
        What the figure is about, half-open.
    granularity : str
        Of the period: day, month, year ...
    period_row : int or None
        Row of the date that gave the period.
    timex : str or None
        TIMEX3 value of dates, times and durations.
    measure_start, measure_end, measure : int or None, int or None, str or None
        What is measured.
    subject_start, subject_end, subject : int or None, int or None, str or None
        Whose figure it is.
    speaker_start, speaker_end, speaker : int or None, int or None, str or None
        Who says so.
    flags : tuple of str
        record, forecast, quoted ...
    rule : str or None
        Which rule made the row.
    """

    doc: Any
    sentence: int
    start: int
    end: int
    text: str
    kind: str
    dimension: str
    value: float | None
    high: float | None
    unit: str | None
    unit_name: str | None
    base_value: float | None
    base_unit: str | None
    resolution: float | None
    comparison: str
    direction: int
    role: str
    basis: str
    link: int | None
    period_start: datetime.datetime | None
    period_end: datetime.datetime | None
    granularity: str
    period_row: int | None
    timex: str | None
    measure_start: int | None
    measure_end: int | None
    measure: str | None
    subject_start: int | None
    subject_end: int | None
    subject: str | None
    speaker_start: int | None
    speaker_end: int | None
    speaker: str | None
    flags: tuple[str, ...]
    rule: str | None


def _datetime(moment: datetime.datetime | int | None) -> datetime.datetime | None:
    """NumPy gives an int where datetime has no such year."""
    return LAST_SECOND if isinstance(moment, int) else moment


def _values(claims: Claims, name: str) -> list[Any]:
    """A column as Python objects, None where there is nothing; dates stay datetime64."""
    values: list[Any] = claims[name].tolist()
    if name in FLOATS:
        return [value if math.isfinite(value) else None for value in values]
    if name in INDICES:
        return [None if value < 0 else value for value in values]
    return values


def iterate(claims: Claims) -> Iterator[Claim]:
    """The rows as named records."""
    columns = [
        [_datetime(moment) for moment in claims.arrays[name].tolist()] if name in TIMES else _values(claims, name)
        for name in Claim._fields
    ]
    return map(Claim._make, zip(*columns, strict=True))


def _iso(claims: Claims, name: str) -> list[str | None]:
    """Dates as 2023-01-01T00:00:00."""
    return [None if moment == "NaT" else moment for moment in np.datetime_as_string(claims.arrays[name]).tolist()]


def _within_document(claims: Claims, name: str) -> list[int | None]:
    """Row indices counted within the document."""
    rows = claims.arrays[name]
    return [None if row < 0 else row for row in np.where(rows < 0, -1, rows - first_rows(claims)).tolist()]


def dicts(claims: Claims) -> Iterator[dict[str, Any]]:
    """The rows as they stand in JSON Lines."""
    columns: list[list[Any]] = []
    for name in Claim._fields:
        if name in TIMES:
            columns.append(_iso(claims, name))
        elif name in LINKS:
            columns.append(_within_document(claims, name))
        else:
            columns.append(_values(claims, name))
    return (dict(zip(Claim._fields, row, strict=True)) for row in zip(*columns, strict=True))


def write_jsonl(claims: Claims, out: TextIO) -> None:
    """One JSON object a line."""
    import json

    for row in dicts(claims):
        line = json.dumps(row, ensure_ascii=False, allow_nan=False)
        # A lone surrogate has no UTF-8; its escape is what JSON has for it.
        out.write(line.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")


def write_csv(claims: Claims, out: TextIO) -> None:
    """A header and one line a row; empty where there is nothing, flags parted by blanks."""
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Claim._fields)
    for row in dicts(claims):
        row["flags"] = " ".join(row["flags"])
        writer.writerow([_encodable(value) for value in row.values()])


def _encodable(value: Any) -> Any:
    """A lone surrogate has no UTF-8, and CSV has no escapes."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
