"""The command quantclaims.

In: arguments. Out: tables, JSON Lines, CSV, Parquet, Arrow, pages; messages about what cannot be read or converted go
to standard error. The exit status is one of those in parser.py.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from quantclaims.cli.messages import Failures, complain
from quantclaims.cli.parser import BROKEN_PIPE, INTERRUPTED, NOT_WRITTEN, SOME_FAILED, WRONG_ARGUMENTS, make_parser


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    words : sequence of str, optional
        The arguments; those of the process without it.

    Returns
    -------
    int
        The exit status.
    """
    arguments = make_parser().parse_args(words)
    fail = Failures()
    try:
        arguments.run(arguments, fail)
    except BrokenPipeError:
        # The reader has gone, and Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except KeyboardInterrupt:
        complain("interrupted; what is finished of -o OUT stays in OUT.part (--resume continues it)")
        return INTERRUPTED
    except (ImportError, ValueError) as failure:
        complain(str(failure))
        return WRONG_ARGUMENTS
    except OSError as failure:
        complain(f"{failure.filename or 'output'}: {failure.strerror}")
        return NOT_WRITTEN
    fail.close()
    return SOME_FAILED if fail.count else 0
