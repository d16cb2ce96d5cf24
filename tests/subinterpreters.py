"""Run by itself: tries the package in a subinterpreter of each kind that this Python makes, then reads a text outside.

Prints a line for each refusal, and the number of rows. From Python 3.12 on there are two kinds: those with a lock of
their own, and those that share the main one's.
"""

from __future__ import annotations

import sys
from typing import Any

TRIAL = (
    f"import sys; sys.path[:0] = {sys.path!r}"
    + """
try:
    import quantclaims
except ImportError as error:
    print(error, flush=True)
"""
)


def kinds() -> tuple[Any, list[dict[str, Any]]]:
    """The module that makes subinterpreters, and the arguments for each kind."""
    if sys.version_info >= (3, 13):
        import _interpreters

        return _interpreters, [{"config": "isolated"}, {"config": "legacy"}]
    import _xxsubinterpreters

    return _xxsubinterpreters, [{"isolated": True}, {"isolated": False}]


def main() -> None:
    interpreters, arguments = kinds()
    for chosen in arguments:
        inner = interpreters.create(**chosen)
        interpreters.run_string(inner, TRIAL)
        interpreters.destroy(inner)
    import quantclaims

    print(len(quantclaims.extract("Sales rose 5%.")))


if __name__ == "__main__":
    main()
