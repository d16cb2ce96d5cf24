"""One record of a file: how it becomes a document, and how one that cannot be read is told.

In: bytes of a text, a line of JSON, a row of a table. Out: a `Document`, or a failure that names the place, the reason
and the cure. Which files and records there are is found in files.py and readers.py.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from quantclaims.inputs import day_number

#: Fields of a record, as SCHEMA names them.
TEXT_FIELD, DATE_FIELD, ID_FIELD = "text", "date", "doc"
#: What helps where bytes are not UTF-8.
REPLACE = "errors=replace reads it nevertheless"
#: Names of fields that a message lists.
LISTED = 12


class Document(NamedTuple):
    """A text with its name and its day of publication (days since 1970-01-01, None where it is unknown)."""

    name: Any
    day: int | None
    text: str


#: What reads a document when it is called: passing over records costs no parsing.
Record = Callable[[], Document]
#: What is told of each record that cannot be read.
Failure = Callable[[Exception], None]
#: What is told of the number of bytes of each piece that has been read.
Advance = Callable[[int], object]


class Unreadable(ValueError):
    """A file or a record that cannot be read.

    Attributes
    ----------
    where, reason, cure : str
        The place (``articles.csv:17``; empty until it is known), what is wrong there, and what helps (or nothing).
    """

    def __init__(self, where: str, reason: str, cure: str = "") -> None:
        super().__init__(where, reason, cure)
        self.where, self.reason, self.cure = where, reason, cure

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}" + (f" ({self.cure})" if self.cure else "")


def describe(failure: Exception) -> str:
    """What went wrong, beginning with the file's name."""
    if isinstance(failure, OSError) and failure.filename is not None:
        return f"{failure.filename}: {failure.strerror}"
    return str(failure)


def understood(failure: Exception, where: str) -> Exception:
    """The failure, with its place where it does not name one itself."""
    if isinstance(failure, Unreadable):
        return failure if failure.where else Unreadable(where, failure.reason, failure.cure)
    if isinstance(failure, MemoryError) or (isinstance(failure, OSError) and failure.filename):
        return failure
    if isinstance(failure, ImportError):
        return ImportError(f"{where}: {failure}")
    reason = " ".join(str(failure).split()) or type(failure).__name__
    return Unreadable(where, reason if isinstance(failure, (ValueError, TypeError)) else f"cannot be read: {reason}")


class Reading(NamedTuple):
    """How files are read.

    Attributes
    ----------
    day : int or None
        The day of publication of documents that bring none.
    errors : {"strict", "replace"}
        What is done about bytes that are not UTF-8.
    text, date, id : str or None
        The fields of a record that hold the text, the date and the name; None stands for ``text``, ``date``, ``doc``.
    """

    day: int | None = None
    errors: str = "strict"
    text: str | None = None
    date: str | None = None
    id: str | None = None

    def fields(self, names: Iterable[str]) -> tuple[str, str | None, str | None]:
        """The fields of text, date and name among those that there are.

        Raises
        ------
        Unreadable
            Where there is no field for the text, or not the one that was asked for.
        """
        return _fields_among(tuple(names), self)


# The records of a file have the same names.
@functools.lru_cache(maxsize=8)
def _fields_among(names: tuple[str, ...], reading: Reading) -> tuple[str, str | None, str | None]:
    found: list[str | None] = []
    for option, asked, usual in (
        ("text", reading.text, TEXT_FIELD),
        ("date", reading.date, DATE_FIELD),
        ("id", reading.id, ID_FIELD),
    ):
        name = usual if asked is None else asked
        if name not in names and (asked is not None or option == "text"):
            there = ", ".join(names[:LISTED]) + (", …" if len(names) > LISTED else "")
            raise Unreadable("", f"no field {name!r} among {there}", f"--{option}-field names it")
        found.append(name if name in names else None)
    return found[0] or TEXT_FIELD, found[1], found[2]


def checked(reading: Reading) -> Reading:
    """The reading, whose way with errors there is."""
    if reading.errors not in ("strict", "replace"):
        raise ValueError(f"errors is 'strict' or 'replace', not {reading.errors!r}")
    return reading


def documents(records: Iterator[Record], fail: Failure) -> Iterator[Document]:
    """The documents of records; `fail` is told of those that cannot be read."""
    for record in records:
        try:
            document = record()
        except (OSError, ValueError, TypeError, ImportError) as failure:
            fail(failure)
            continue
        yield document


def refuse(failure: Exception) -> Document:
    """A record that is none."""
    raise failure


def attempt(record: Record, where: str) -> Document:
    """The document, or a failure that says where it is."""
    try:
        return record()
    except MemoryError:
        raise
    except Exception as failure:
        # What libraries raise about hostile files has no common kind.
        raise understood(failure, where) from failure


# ---- What a record may be


def decoded(data: bytes, reading: Reading) -> str:
    """The text of bytes in UTF-8."""
    try:
        return data.decode("utf-8", reading.errors)
    except UnicodeDecodeError as failure:
        raise Unreadable("", f"not UTF-8 at byte {failure.start}", REPLACE) from None


def text_document(data: bytes, name: str, reading: Reading) -> Document:
    """The document that a text is."""
    return Document(name, reading.day, decoded(data, reading))


def line_document(line: bytes, name: str, reading: Reading) -> Document:
    """The document in a line of JSON."""
    import json

    try:
        # U+FEFF begins the file; within a string it is text.
        record = json.loads(decoded(line, reading).removeprefix("\ufeff"))
    except json.JSONDecodeError as failure:
        raise ValueError(f"not JSON ({failure.msg} at column {failure.colno})") from None
    except RecursionError:
        raise ValueError("not JSON (nested too deep)") from None
    if not isinstance(record, dict):
        raise ValueError(f'not an object with a string "{reading.text or TEXT_FIELD}"')
    return row_document(record, reading.fields(record), name, reading)


def row_document(
    record: Mapping[str, Any], fields: tuple[str, str | None, str | None], name: str, reading: Reading
) -> Document:
    """The document in a row; `name` is for one that brings none."""
    text_field, date_field, id_field = fields
    text = record[text_field]
    if not isinstance(text, str):
        raise ValueError(f'"{text_field}" is {"null" if text is None else type(text).__name__}, not a text')
    day = reading.day if date_field is None else day_of(record[date_field])
    return Document(name if id_field is None else record[id_field], day, text)


def day_of(date: object) -> int | None:
    """The day of a date or of a moment, as it is written there; None where it is unknown.

    >>> day_of("1970-01-03"), day_of("1970-01-03T23:30:00-05:00"), day_of("")
    (2, 2, None)
    """
    if not isinstance(date, str):
        return day_number(date)
    if not date.strip():
        return None
    if len(date) > len("2024-05-16") and date[10] in "T ":
        try:
            return day_number(datetime.datetime.fromisoformat(date.strip()).date())
        except ValueError:
            pass
    return day_number(date)
