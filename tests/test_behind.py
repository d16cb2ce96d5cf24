"""Rows are written behind the extraction: in order, by a bounded amount; what fails leaves no thread and no gap."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator, Sequence

import pytest
import quantclaims as qc
from quantclaims import stream
from quantclaims.behind import Behind
from quantclaims.documents import Document, Record

PATIENCE = 20


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def test_calls_are_made_in_their_order_and_all_of_them() -> None:
    done: list[int] = []
    with Behind(done.append, room=3) as later:
        for number in range(1000):
            later(1, number)
    assert done == list(range(1000))


def test_no_more_than_the_room_waits() -> None:
    go, begun = threading.Event(), []

    def work(number: int) -> None:
        begun.append(number)
        assert go.wait(PATIENCE)

    with Behind(work, room=5) as later:
        later(2, 0)
        later(3, 1)
        blocked = threading.Thread(target=later, args=(1, 2))
        blocked.start()
        blocked.join(0.05)
        assert blocked.is_alive()
        assert begun == [0]
        go.set()
        blocked.join(PATIENCE)
        later(100, 3)
    assert begun == [0, 1, 2, 3]


def test_a_failure_ends_the_work_and_is_heard() -> None:
    done: list[int] = []
    held = threading.Event()

    def work(number: int) -> None:
        assert held.wait(PATIENCE)
        if number == 1:
            raise OSError("the disk is full")
        done.append(number)

    with pytest.raises(OSError, match="the disk is full"), Behind(work, room=10) as later:
        for number in range(4):
            later(1, number)
        held.set()
    assert done == [0]
    with pytest.raises(OSError, match="the disk is full"), Behind(work, room=1) as later:
        for number in range(1, 4):
            later(1, number)
    assert done == [0]


def test_of_a_block_that_fails_only_what_has_begun_is_done() -> None:
    done: list[int] = []
    begun, held = threading.Event(), threading.Event()

    def work(number: int) -> None:
        begun.set()
        assert held.wait(PATIENCE)
        done.append(number)

    with pytest.raises(KeyError), Behind(work, room=10) as later:
        later(1, 0)
        later(1, 1)
        assert begun.wait(PATIENCE)
        threading.Timer(0.05, held.set).start()
        raise KeyError
    assert done == [0]


def test_ctrl_c_is_heard_where_there_is_no_room() -> None:
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    with pytest.raises(KeyboardInterrupt), Behind(time.sleep, room=1) as later:
        later(1, 0.5)
        later(1, 0.5)
    timer.join()


class Kept:
    """An output that keeps what it is told; what it does with a chunk is to be said."""

    done = 0

    def __init__(self) -> None:
        self.chunks: list[tuple[int, int]] = []
        self.rejected: list[tuple[int, str]] = []
        self.finished = False

    def write(self, claims: qc.Claims, found: Sequence[Document], records: int) -> None:
        self.chunks.append((len(claims), records))

    def reject(self, failure: Exception) -> None:
        self.rejected.append((len(self.chunks), str(failure)))

    def finish(self) -> None:
        self.finished = True

    def close(self) -> None:
        pass


def records(count: int) -> Iterator[Record]:
    def read(number: int) -> Document:
        if number % 1000 == 999:
            raise ValueError(f"record {number} is none")
        return Document(number, None, f"It cost ${number}.")

    for number in range(count):
        yield lambda number=number: read(number)


def test_a_run_writes_chunks_in_their_order_with_what_they_reject() -> None:
    output, told = Kept(), []
    stream.run(records(3000), qc.Extractor(), output, told.append)
    assert output.chunks == [(1023, 1024), (1023, 1024), (951, 952)]
    assert output.rejected == [(0, "record 999 is none"), (1, "record 1999 is none"), (2, "record 2999 is none")]
    assert [str(failure) for failure in told] == [reason for _, reason in output.rejected]
    assert output.finished


def test_the_next_chunk_is_read_while_one_is_written() -> None:
    """The first chunk is not written before the second has been read: one after the other would not end."""
    read = threading.Event()

    class Waiting(Kept):
        def write(self, claims: qc.Claims, found: Sequence[Document], records: int) -> None:
            assert read.wait(PATIENCE)
            super().write(claims, found, records)

    def watched() -> Iterator[Record]:
        for number, record in enumerate(records(3000)):
            if number == 1500:
                read.set()
            yield record

    output = Waiting()
    stream.run(watched(), qc.Extractor(), output, print)
    assert output.finished
    assert len(output.chunks) == 3


def test_an_output_that_fails_ends_the_run_before_its_input_does() -> None:
    class Full(Kept):
        def write(self, claims: qc.Claims, found: Sequence[Document], records: int) -> None:
            if self.chunks:
                raise OSError("the disk is full")
            super().write(claims, found, records)

    output, taken = Full(), []

    def watched() -> Iterator[Record]:
        for number, record in enumerate(records(10_000_000)):
            taken.append(number)
            yield record

    with pytest.raises(OSError, match="the disk is full"):
        stream.run(watched(), qc.Extractor(), output, lambda failure: None)
    assert len(output.chunks) == 1
    assert not output.finished
    assert len(taken) < 5_000_000
