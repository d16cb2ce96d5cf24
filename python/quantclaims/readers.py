"""The records of a file, by its format, one after another: a file of any size is read in bounded memory.

In: a file, its name, how it is read. Out: records, which are parsed only when they are called. Which files there are is
found in files.py; what a record becomes is decided in documents.py.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from quantclaims.documents import (
    REPLACE,
    Advance,
    Document,
    Reading,
    Record,
    Unreadable,
    attempt,
    line_document,
    refuse,
    row_document,
    text_document,
    understood,
)
from quantclaims.extras import need

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

#: Rows of a Parquet file that are in memory at once.
BATCH = 1024
#: What parts the columns of a table of text; the one that finds the field of the text is taken.
DELIMITERS = (",", ";", "\t")
#: The longest cell of a CSV file: the greatest that the module csv takes everywhere.
LONGEST_CELL = 2**31 - 1


class Format(NamedTuple):
    """How files of a suffix are read: the whole of one as a document, or a stream of records."""

    suffixes: tuple[str, ...]
    whole: Callable[[bytes, str, Reading], Document] | None = None
    stream: Callable[[IO[bytes], str, str, Reading], Iterator[Record]] | None = None
    unpack: bool = True


def _html(data: bytes, name: str, reading: Reading) -> Document:
    from quantclaims.html import page_document

    return page_document(data, name, reading)


def _warc(source: IO[bytes], stem: str, where: str, reading: Reading) -> Iterator[Record]:
    from quantclaims.archive import warc_records

    return warc_records(source, stem, where, reading)


def _lines(source: IO[bytes], stem: str, where: str, reading: Reading) -> Iterator[Record]:
    # Lines end with LF alone: U+2028 and its kin may stand inside JSON strings.
    for number, line in enumerate(source, 1):
        if line.strip().removeprefix(b"\xef\xbb\xbf"):
            record = partial(line_document, line, f"{stem}:{number}", reading)
            yield partial(attempt, record, f"{where}:{number}")


def _rows(source: IO[bytes], stem: str, where: str, reading: Reading) -> Iterator[Record]:
    import csv

    text = io.TextIOWrapper(source, "utf-8-sig", reading.errors, newline="")
    head = text.readline()
    usual = csv.field_size_limit(LONGEST_CELL)
    try:
        names = _header(head, reading)
        fields = reading.fields(names[1])
        reader = csv.reader(text, delimiter=names[0])
        for row in reader:
            if row:
                place = reader.line_num + 1
                record = partial(_cells, row, names[1], fields, f"{stem}:{place}", reading)
                yield partial(attempt, record, f"{where}:{place}")
    except UnicodeDecodeError as failure:
        raise Unreadable(where, f"not UTF-8: {failure.reason}", REPLACE) from None
    finally:
        csv.field_size_limit(usual)
        text.detach()


def _header(head: str, reading: Reading) -> tuple[str, list[str]]:
    """What parts the columns, and their names."""
    import csv

    found = [(mark, next(csv.reader([head], delimiter=mark), [])) for mark in DELIMITERS]
    wanted = reading.text or "text"
    return next((pair for pair in found if wanted in pair[1]), max(found, key=lambda pair: len(pair[1])))


def _cells(
    row: list[str], names: list[str], fields: tuple[str, str | None, str | None], name: str, reading: Reading
) -> Document:
    if len(row) != len(names):
        raise ValueError(f"{len(row)} cells for {len(names)} columns")
    return row_document(dict(zip(names, row)), fields, name, reading)


def _parquet(source: IO[bytes], stem: str, where: str, reading: Reading) -> Iterator[Record]:
    parquet = need("pyarrow.parquet", "arrow")
    file = parquet.ParquetFile(source if source.seekable() else io.BytesIO(source.read()))
    fields = reading.fields(file.schema_arrow.names)
    columns = list(dict.fromkeys(field for field in fields if field is not None))
    number = 0
    for batch in file.iter_batches(batch_size=BATCH, columns=columns):
        for row in batch.to_pylist():
            number += 1
            record = partial(row_document, row, fields, f"{stem}:{number}", reading)
            yield partial(attempt, record, f"{where}:{number}")


#: The formats by name; the suffixes may be followed by .gz and .zst.
FORMATS = {
    "text": Format((".txt", ".md"), whole=text_document),
    "html": Format((".html", ".htm"), whole=_html),
    "jsonl": Format((".jsonl", ".ndjson"), stream=_lines),
    "csv": Format((".csv", ".tsv"), stream=_rows),
    "parquet": Format((".parquet",), stream=_parquet),
    "warc": Format((".warc",), stream=_warc, unpack=False),
}
SUFFIXES = {suffix: form for form in FORMATS.values() for suffix in form.suffixes}
PACKED = (".gz", ".zst")


def stem_and_suffix(path: str) -> tuple[str, str]:
    """The name of a file without what says how it is written, and that: articles, .jsonl of articles.jsonl.gz."""
    stem, suffix = os.path.splitext(path)
    if suffix.lower() in PACKED:
        stem, suffix = os.path.splitext(stem)
    return stem, suffix.lower()


class _Counted(io.RawIOBase):
    """A file that tells how many bytes have been read from it."""

    def __init__(self, raw: io.FileIO, advance: Advance) -> None:
        self._raw, self._advance = raw, advance

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._raw.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        count = self._raw.readinto(buffer)
        self._advance(count or 0)
        return count or 0

    def close(self) -> None:
        self._raw.close()
        super().close()


@contextmanager
def opened(path: str, advance: Advance | None = None, unpack: bool = True) -> Iterator[IO[bytes]]:
    """The file for a while, unpacked where it is packed."""
    suffix = os.path.splitext(path)[1].lower() if unpack else ""
    with ExitStack() as stack:
        raw = stack.enter_context(open(path, "rb", buffering=0))
        counted = raw if advance is None else _Counted(raw, advance)
        source: Any = stack.enter_context(io.BufferedReader(counted, 1 << 16))
        if suffix == ".gz":
            import gzip

            source = _lines_apart(stack, gzip.GzipFile(fileobj=source))
        elif suffix == ".zst":
            source = _lines_apart(stack, _zstd().open(source))
        yield source


def _lines_apart(stack: ExitStack, unpacked: Any) -> IO[bytes]:
    """The stream with a buffer that finds the ends of lines in C, as those of packed files do not."""
    return stack.enter_context(io.BufferedReader(unpacked, 1 << 18))


def _zstd() -> Any:
    """The module of Python 3.14, or its twin for those before."""
    try:
        return need("compression.zstd", "zstd")
    except ImportError:
        return need("backports.zstd", "zstd")


def _whole_file(path: str, form: Format, name: str, reading: Reading) -> Document:
    with opened(path) as source:
        data = source.read()
    assert form.whole is not None
    return form.whole(data, name, reading)


def file_records(
    path: str, form: Format, name: str, reading: Reading, advance: Advance | None = None
) -> Iterator[Record]:
    """The records of a file; what ends it too early is its last."""
    if form.stream is None:
        if advance is not None and os.path.exists(path):
            advance(os.path.getsize(path))
        yield partial(attempt, partial(_whole_file, path, form, name, reading), path)
        return
    try:
        with opened(path, advance, form.unpack) as source:
            yield from form.stream(source, name, path, reading)
    except MemoryError:
        raise
    except Exception as failure:
        # What gzip, zstd, csv and Arrow raise about hostile files has no common kind.
        yield partial(refuse, understood(failure, path))


def stream_records(source: IO[bytes], form: Format, where: str, reading: Reading) -> Iterator[Record]:
    """The records of an open file, which `where` names in messages."""
    if form.stream is None:
        assert form.whole is not None
        yield partial(attempt, partial(form.whole, source.read(), "-", reading), where)
        return
    try:
        yield from form.stream(source, "-", where, reading)
    except MemoryError:
        raise
    except Exception as failure:
        yield partial(refuse, understood(failure, where))
