"""What the command says on standard error, and whether a stream is a terminal that shows colours."""

from __future__ import annotations

import os
import sys
from typing import IO, Any

from quantclaims.documents import describe

#: Failures that are told one by one; the rest is counted.
TOLD = 20
RED, RESET = "\033[31m", "\033[0m"


def coloured(stream: IO[Any]) -> bool:
    """Whether colours are shown: on a terminal, unless NO_COLOR (no-color.org) is set or the terminal is dumb."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def complain(message: str) -> None:
    """Says on standard error, in one line, what is wrong."""
    name = f"{RED}quantclaims:{RESET}" if coloured(sys.stderr) else "quantclaims:"
    print(f"{name} {message}", file=sys.stderr)


class Failures:
    """Says what could not be read, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, failure: Exception) -> None:
        self.count += 1
        if self.count <= TOLD:
            complain(describe(failure))

    def close(self) -> None:
        """Says how many were not told."""
        if self.count > TOLD:
            complain(f"and {self.count - TOLD} more")
