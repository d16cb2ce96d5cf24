"""Long runs: records in, rows out, chunk by chunk, so that memory does not grow with the number of articles.

In: records, an extractor, an output. Out: nothing; the output has the rows, in the order of the records. Which process
reads a record does not matter: with several, they read ahead of the extraction by a bounded number. What has been found
is written by a thread of its own, while the next chunk is read and extracted on all cores.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from quantclaims.behind import Behind
from quantclaims.documents import Document, Record
from quantclaims.files import claims_of

if TYPE_CHECKING:
    from quantclaims.extractor import Extractor
    from quantclaims.output import Output
    from quantclaims.table import Claims

#: A chunk ends with this record, or with the one that brings its text to this length.
CHUNK_RECORDS, CHUNK_CHARACTERS = 1024, 1 << 22
#: Characters of documents whose rows are not written yet: some chunks, so that a part of Parquet holds nobody up.
UNWRITTEN = 1 << 25
#: Records that one process is given at a time, and such portions that are on their way for each process.
PORTION, AHEAD = 16, 4


class Chunk(NamedTuple):
    """Documents that follow each other, the failures among them, and how many records they are."""

    documents: list[Document]
    failures: list[Exception]

    @property
    def records(self) -> int:
        return len(self.documents) + len(self.failures)

    @property
    def characters(self) -> int:
        return sum(len(document.text) for document in self.documents)


def run(
    records: Iterator[Record],
    extractor: Extractor,
    output: Output,
    fail: Callable[[Exception], object],
    processes: int = 1,
) -> None:
    """Extract from all records that the output does not have yet, and give the output its name.

    Parameters
    ----------
    records : iterator of callables
        Those that the output has done are passed over without being read.
    extractor : Extractor
    output : Output
    fail : callable
        Told of each record that cannot be read; the output notes it too.
    processes : int
        How many read records: worth it for pages of HTML, which take longer to read than to extract from.
    """

    def write(chunk: Chunk, claims: Claims) -> None:
        for failure in chunk.failures:
            output.reject(failure)
        output.write(claims, chunk.documents, chunk.records)

    with outcomes(islice(records, output.done, None), processes) as found, Behind(write, UNWRITTEN) as write_later:
        for chunk in chunks(found):
            for failure in chunk.failures:
                fail(failure)
            write_later(chunk.characters, chunk, claims_of(chunk.documents, extractor))
    output.finish()


def outcome(record: Record) -> Document | Exception:
    """The document, or why there is none."""
    try:
        return record()
    except (OSError, ValueError, TypeError, ImportError) as failure:
        return failure


@contextmanager
def outcomes(records: Iterator[Record], processes: int) -> Iterator[Iterator[Document | Exception]]:
    """What the records are, in their order, read by so many processes."""
    if processes <= 1:
        yield map(outcome, records)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # A forked process would have the threads' locks, but not the threads.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield _ahead(pool, records, processes * AHEAD)


def _portion(records: list[Record]) -> list[Document | Exception]:
    return list(map(outcome, records))


def _ahead(pool: Any, records: Iterator[Record], limit: int) -> Iterator[Document | Exception]:
    """The outcomes in order, with at most `limit` portions on their way."""
    waiting: deque[Any] = deque()
    while True:
        while len(waiting) < limit and (portion := list(islice(records, PORTION))):
            waiting.append(pool.submit(_portion, portion))
        if not waiting:
            return
        yield from waiting.popleft().result()


def chunks(found: Iterator[Document | Exception]) -> Iterator[Chunk]:
    """The outcomes in chunks of bounded size."""
    chunk, characters = Chunk([], []), 0
    for item in found:
        if isinstance(item, Document):
            chunk.documents.append(item)
            characters += len(item.text)
        else:
            chunk.failures.append(item)
        if chunk.records >= CHUNK_RECORDS or characters >= CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = Chunk([], []), 0
    if chunk.records:
        yield chunk
