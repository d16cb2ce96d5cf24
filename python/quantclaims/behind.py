"""Work that one thread does behind its caller: in order, and never more than a bounded amount of it waits.

In: a function, and what it is to be called with. Out: nothing but what the function does. What it raises ends the work:
nothing more is done, and the caller hears of it at the next call or at the end. No thread outlives the `with` block.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

#: Seconds after which who waits looks up: a lock of Windows does not hear Ctrl-C.
PATIENCE = 0.1


class Behind:
    """Calls of a function, which a thread makes one after another.

    Parameters
    ----------
    work : callable
    room : int
        The greatest weight of calls that are not finished; one call may weigh more, and then is alone.

    Examples
    --------
    >>> done = []
    >>> with Behind(done.append, room=10) as later:
    ...     for number in range(3):
    ...         later(4, number)
    >>> done
    [0, 1, 2]
    """

    def __init__(self, work: Callable[..., object], room: int) -> None:
        self._work, self._room = work, room
        self._waiting: deque[tuple[int, tuple[Any, ...]]] = deque()
        self._weight = 0
        self._closed = False
        self._failure: BaseException | None = None
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="quantclaims-behind")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __call__(self, weight: int, *arguments: Any) -> None:
        """Have the function called, as soon as there is room.

        Raises
        ------
        BaseException
            What an earlier call has raised.
        """
        with self._changed:
            while self._failure is None and self._weight and self._weight + weight > self._room:
                self._changed.wait(PATIENCE)
            if self._failure is not None:
                raise self._failure
            self._waiting.append((weight, arguments))
            self._weight += weight
            self._changed.notify_all()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait until all is done; where the block has failed, only for the call that has begun."""
        with self._changed:
            if kind is not None:
                self._waiting.clear()
            self._closed = True
            self._changed.notify_all()
        self._thread.join()
        if kind is None and self._failure is not None:
            raise self._failure

    def _run(self) -> None:
        while (call := self._next()) is not None:
            weight, arguments = call
            try:
                self._work(*arguments)
            except BaseException as failure:
                self._end(failure)
                return
            # What was handed over is let go before the next is waited for.
            del call, arguments
            with self._changed:
                self._weight -= weight
                self._changed.notify_all()

    def _next(self) -> tuple[int, tuple[Any, ...]] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            return self._waiting.popleft() if self._waiting else None

    def _end(self, failure: BaseException) -> None:
        with self._changed:
            self._failure = failure
            self._waiting.clear()
            self._changed.notify_all()
