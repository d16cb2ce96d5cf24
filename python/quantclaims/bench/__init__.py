"""How fast this package is on this machine, beside others: the command ``quantclaims bench FILE``.

In: a text. Out: a table of MB/s, and on demand JSON and a plot. Everything is measured in one run: one thread, its CPU
time, turn by turn, of five rounds the shortest. What else is measured beside it is in contestants.py.
"""

from __future__ import annotations

import argparse
from pathlib import Path

ROUNDS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the arguments of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a text, plain or .xz; a megabyte or more is best")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="the best of N (default: %(default)s)")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures into this file")
    parser.add_argument("--plot", type=Path, metavar="OUT", help="draw them into this file (.png, .svg, .pdf)")


def run(arguments: argparse.Namespace) -> None:
    """Measures and prints."""
    from quantclaims.bench import contestants, measure, report

    text = read_text(arguments.file)
    found, missing = contestants.contestants()
    measured = measure.measure(arguments.file.name, text, found, missing, max(1, arguments.rounds))
    print(report.table(measured), end="")
    if arguments.json:
        report.write_json([measured], arguments.json)
    if arguments.plot:
        report.plot([measured], arguments.plot)


def read_text(path: Path) -> str:
    """The text of a file; bytes that are not UTF-8 become U+FFFD."""
    if path.suffix != ".xz":
        return path.read_text(encoding="utf-8", errors="replace")
    import lzma

    with lzma.open(path) as file:
        return file.read().decode("utf-8", "replace")
