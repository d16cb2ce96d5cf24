"""Streams: documents in, claims out, in their order and in memory that does not grow with their number.

In: record batches of Arrow, or an iterable of documents. Out: record batches, or `Claims` of a few documents each.
Every portion is read on all cores. Files are read in readers.py; engines call `extract_batches`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from quantclaims import _core
from quantclaims.extractor import Extractor
from quantclaims.inputs import Date, Text, day_number, speaks_arrow
from quantclaims.table import Claims

#: A portion ends with this document, or with the one that brings its texts to this length: enough for every core.
PORTION_DOCUMENTS, PORTION_CHARACTERS = 1024, 1 << 22

#: A document of a stream.
Document = Text | tuple[Text] | tuple[Text, Date] | tuple[Text, Date, Any]


def extract_batches(
    batches: Iterable[Any],
    /,
    text: str = "text",
    date: str | None = "date",
    doc: str | None = "doc",
    *,
    extractor: Extractor | None = None,
    **options: Any,
) -> Iterator[_core.Batch]:
    """Claims of record batches, one record batch for each: the function that engines of data call.

    Parameters
    ----------
    batches : iterable of record batches
        Anything that speaks the Arrow PyCapsule interface: record batches of pyarrow, DataFrames of polars and pandas;
        or one such table, which is one batch. Each is read when it is its turn, and then let go.
    text : str, default "text"
        The column of texts: string, large_string, string_view, or a dictionary of them. They are not copied.
    date : str or None, default "date"
        The column of dates of publication: dates, timestamps without a zone or in UTC, or strings YYYY-MM-DD. Where
        there is no column ``date``, or for None, they are unknown.
    doc : str or None, default "doc"
        The column of names: strings or integers. Where there is no column ``doc``, or for None, documents are numbered
        over all batches.
    extractor : Extractor, optional
        What reads the texts.
    **options
        As of `Extractor`, where there is no extractor.

    Yields
    ------
    Batch
        Speaks the Arrow PyCapsule interface: ``pyarrow.record_batch(batch)``, ``polars.DataFrame(batch)``. Its columns
        have the same types in every batch: ``doc`` (string), ``row`` (the number of the row in its document) and the
        fields of `Claim`, with strings for codes, ``link`` and ``period_row`` counted within the document, lists of
        words as ``flags``.

    Raises
    ------
    KeyError
        Where a column that is named is not there.
    TypeError, ValueError
        For a column of another type, a date that is none, a text that is not UTF-8.

    Examples
    --------
    >>> import polars as pl
    >>> import quantclaims as qc
    >>> articles = pl.DataFrame({"doc": ["a", "b"], "text": ["Sales rose 5%.", "It cost $3."]})
    >>> for batch in qc.extract_batches(articles.iter_slices(1)):
    ...     print(pl.DataFrame(batch).select("doc", "text", "value").rows())
    [('a', '5%', 5.0)]
    [('b', '$3', 3.0)]
    """
    reader = _reader(extractor, options)
    if speaks_arrow(batches) and not isinstance(batches, Iterator):
        batches = (batches,)
    return _extract_batches(batches, text, date, doc, reader)


def _extract_batches(
    batches: Iterable[Any], text: str, date: str | None, doc: str | None, reader: Extractor
) -> Iterator[_core.Batch]:
    from quantclaims.arrow import leaving_batch

    first = 0
    for batch in batches:
        texts = _core.Column(batch, text)
        count = len(texts)
        dates, names = _optional(batch, date, "date"), _optional(batch, doc, "doc")
        days = (None,) * count if dates is None else dates.days()
        numbered = tuple(range(first, first + count))
        claims = reader.run(texts, days, numbered if names is None else tuple(names))
        first += count
        # What was taken in is let go before the next batch is asked for.
        del batch, texts, dates, names, days
        yield leaving_batch(claims)
        del claims


def _optional(batch: Any, name: str | None, usual: str) -> _core.Column | None:
    """A column, None where it has the usual name and is not there."""
    try:
        return None if name is None else _core.Column(batch, name)
    except KeyError:
        if name != usual:
            raise
        return None


def _reader(extractor: Extractor | None, options: dict[str, Any]) -> Extractor:
    if extractor is not None and options:
        raise TypeError(f"an extractor has its own options: leave out {', '.join(sorted(options))}")
    return Extractor(**options) if extractor is None else extractor


def iter_extract(
    documents: Iterable[Document], /, *, extractor: Extractor | None = None, **options: Any
) -> Iterator[Claims]:
    """Claims of a stream of documents, some documents at a time.

    Parameters
    ----------
    documents : iterable of tuples (text, date, name), or of texts
        Date and name may be left out: then the date is unknown, and the name is the number of the document in the
        stream. They are taken when they are needed, at most 1024 of them or 4 million characters at a time. Those of
        files come from `read_files`.
    extractor : Extractor, optional
        What reads the texts.
    **options
        As of `Extractor`, where there is no extractor.

    Yields
    ------
    Claims
        Of the documents that were taken together, in their order; there is one also where they have no claims.

    Raises
    ------
    TypeError, ValueError
        As `quantclaims.extract`, for a text or a date.

    Examples
    --------
    >>> import quantclaims as qc
    >>> stream = (("Sales rose 5% last year.", f"20{year}-05-16") for year in (21, 22))
    >>> for claims in qc.iter_extract(stream):
    ...     print(claims["doc"].tolist(), claims["timex"].tolist())
    [0, 0, 1, 1] [None, '2020', None, '2021']
    """
    return _iter_extract(iter(documents), _reader(extractor, options))


def _iter_extract(documents: Iterator[Document], reader: Extractor) -> Iterator[Claims]:
    first = 0
    while portion := _portion(documents, first):
        texts, days, names = zip(*portion)
        first += len(portion)
        del portion
        yield reader.run(texts, days, names)
        del texts


def _portion(documents: Iterator[Document], number: int) -> list[tuple[Text, int | None, Any]]:
    """The next documents, with their days and names."""
    found: list[tuple[Text, int | None, Any]] = []
    characters = 0
    for document in documents:
        found.append(_parts(document, number + len(found)))
        characters += len(found[-1][0])
        if len(found) == PORTION_DOCUMENTS or characters >= PORTION_CHARACTERS:
            break
    return found


def _parts(document: Any, number: int) -> tuple[Text, int | None, Any]:
    """Text, day and name of a document."""
    parts = (document,) if isinstance(document, (str, bytes)) else document
    if not isinstance(parts, (tuple, list)) or not 1 <= len(parts) <= 3 or not isinstance(parts[0], (str, bytes)):
        raise TypeError(f"document {number} is a text, or a tuple of text, date and name, not {document!r:.80}")
    return parts[0], day_number(parts[1]) if len(parts) > 1 else None, parts[2] if len(parts) > 2 else number
