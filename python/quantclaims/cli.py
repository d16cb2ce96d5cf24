"""The command quantclaims.

In: arguments. Out: tables, JSON Lines, CSV, pages; messages about what cannot be read or converted go to standard
error. Exit status: 0 all is done, 1 some file, line or amount could not be read (the others are done), 2 the arguments
are wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from quantclaims import __version__, _core, files
from quantclaims.extractor import Extractor
from quantclaims.inputs import day_number
from quantclaims.table import Claims

INPUTS = ".txt, .md, .jsonl, a folder, or - for standard input"
EXAMPLES = """examples:
  quantclaims extract article.txt --date 2024-05-16
  quantclaims extract articles/ --format csv -o figures.csv
  cat articles.jsonl | quantclaims extract - --input jsonl --format jsonl
  quantclaims extract article.txt --lexicon my.tsv --pattern 'berth=(?<value>\\d+) berths'
  quantclaims show article.txt
  quantclaims compare articles/
  quantclaims units "barrels per day"
  quantclaims convert "33.7 bcm" Bcf
"""


def _date(word: str) -> int | None:
    try:
        return day_number(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _kinds(words: str) -> list[str]:
    kinds = [word.strip() for word in words.split(",")]
    for kind in kinds:
        if kind not in _core.KINDS:
            raise argparse.ArgumentTypeError(f"a kind is one of {', '.join(_core.KINDS)}, not {kind!r}")
    return kinds


def _pattern(words: str) -> tuple[str, dict[str, str]]:
    name, sign, pattern = words.partition("=")
    name, _, kind = name.partition(":")
    if not sign or not name:
        raise argparse.ArgumentTypeError(f"NAME=REGEX is wanted, not {words!r}")
    return name, {"pattern": pattern, "kind": kind or "count"}


def _equivalent(words: str) -> tuple[str, str]:
    left, sign, right = words.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError(f"UNIT=AMOUNT is wanted, not {words!r}")
    return left.strip(), right.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quantclaims",
        description="Find quantitative claims in news text: money, volumes, percentages, counts, durations and dates.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"quantclaims {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="when documents that bring no date appeared")
    common.add_argument(
        "--input", choices=("text", "jsonl"), default="text", help="what standard input is (default: %(default)s)"
    )
    common.add_argument(
        "--errors",
        choices=("strict", "replace"),
        default="strict",
        help="bytes that are not UTF-8 make a file fail, or are replaced (default: %(default)s)",
    )
    common.add_argument("--kinds", type=_kinds, metavar="KIND,KIND", help=f"keep only these: {', '.join(_core.KINDS)}")
    common.add_argument("--month-first", action="store_true", help="read 05/06/2024 as 6 May where nothing decides")
    common.add_argument("--region", metavar="CODE", help="the country, US or GB, whose customs of the calendar hold")
    common.add_argument("--fiscal-year-start", type=int, metavar="MONTH", help="the month in which fiscal years begin")
    common.add_argument(
        "--week-start", type=int, default=1, metavar="DAY", help="Monday 1 (default) to Sunday 7: when weeks begin"
    )
    common.set_defaults(no_relate=False)
    bare = argparse.ArgumentParser(add_help=False)
    bare.add_argument("--no-relate", action="store_true", help="leave out what the sentence says of a figure")

    common.add_argument("--lexicon", metavar="TSV", help="units, currencies and aliases of your own")
    common.add_argument(
        "--pattern",
        type=_pattern,
        action="append",
        default=[],
        metavar="NAME[:KIND]=REGEX",
        help="a pattern of your own, with groups (?<value>...), (?<unit>...), (?<kind>...); a count without kind",
    )

    extract = commands.add_parser("extract", parents=[common, bare], help="a table of all claims")
    extract.add_argument("files", nargs="+", metavar="FILE", help=INPUTS)
    extract.add_argument("--format", choices=("table", "jsonl", "csv"), default="table", help="default: table")
    extract.add_argument("-o", "--output", metavar="OUT", help="write into this file")
    extract.set_defaults(run=_extract)

    show = commands.add_parser("show", parents=[common, bare], help="the article in the browser, its figures marked")
    show.add_argument("files", nargs="+", metavar="FILE", help=INPUTS)
    show.add_argument("-o", "--output", metavar="OUT", help="write the page into this file and open no browser")
    show.add_argument("--no-browser", action="store_true", help="only write the page and print where it is")
    show.set_defaults(run=_show)

    compare = commands.add_parser("compare", parents=[common], help="what documents say alike, and what contradicts")
    compare.add_argument("files", nargs="+", metavar="DIR", help=INPUTS)
    compare.set_defaults(run=_compare)

    units = commands.add_parser("units", help="the units and currencies that are known")
    units.add_argument("query", nargs="?", metavar="QUERY", help="a symbol, a spelling or its beginning, a dimension")
    units.add_argument("--format", choices=("table", "jsonl"), default="table", help="(%(default)s)")
    units.set_defaults(run=_units)

    convert = commands.add_parser("convert", help="an amount in another unit")
    convert.add_argument("amount", metavar="AMOUNT", help='a text with one quantity: "33.7 bcm"')
    convert.add_argument("to", metavar="UNIT", help="the unit that is wanted: Bcf, USD/MWh, barrels per day")
    convert.add_argument(
        "--equivalent",
        type=_equivalent,
        action="append",
        default=[],
        metavar="UNIT=AMOUNT",
        help="what to take for equal across dimensions: --equivalent 'boe=5.8 MMBtu'",
    )
    convert.set_defaults(run=_convert)
    return parser


class _Failures:
    """Says on standard error what could not be read, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, failure: Exception) -> None:
        self.count += 1
        print(f"quantclaims: {files.describe(failure)}", file=sys.stderr)


def _documents(arguments: argparse.Namespace, fail: files.Failure) -> Iterator[files.Document]:
    for path in arguments.files:
        if path == "-":
            data = sys.stdin.buffer.read()
            lines = arguments.input == "jsonl"
            yield from files.parse(data, "-", lines, arguments.date, arguments.errors, fail, "standard input")
        else:
            yield from files.documents(path, arguments.date, arguments.errors, fail)


def _claims(arguments: argparse.Namespace, fail: files.Failure) -> Claims:
    import warnings

    try:
        extractor = Extractor(
            kinds=arguments.kinds,
            relate=not arguments.no_relate,
            dayfirst=False if arguments.month_first else None,
            region=arguments.region,
            fiscal_year_start=arguments.fiscal_year_start,
            week_start=arguments.week_start,
            lexicon=arguments.lexicon,
            patterns=dict(arguments.pattern),
        )
    except (ValueError, OSError) as error:
        print(f"quantclaims: {files.describe(error)}", file=sys.stderr)
        raise SystemExit(2) from None
    found = list(_documents(arguments, fail))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RuntimeWarning)
        claims = files.claims_of(found, extractor)
    for warning in caught:
        print(f"quantclaims: {warning.message}", file=sys.stderr)
    return claims


@contextlib.contextmanager
def _output(path: str | None) -> Iterator[TextIO]:
    """The file to write, or standard output, in UTF-8 whatever the locale."""
    if path is not None:
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n", closefd=False) as out:
        yield out


def _extract(arguments: argparse.Namespace, fail: files.Failure) -> None:
    claims = _claims(arguments, fail)
    with _output(arguments.output) as out:
        if arguments.format == "jsonl":
            claims.to_jsonl(out)
        elif arguments.format == "csv":
            claims.to_csv(out)
        else:
            from quantclaims.show import plain_table

            print(plain_table(claims, limit=None), file=out)


def _show(arguments: argparse.Namespace, fail: files.Failure) -> None:
    claims = _claims(arguments, fail)
    if not claims.texts:
        return
    path = arguments.output
    if path is None:
        import tempfile

        handle, path = tempfile.mkstemp(prefix="quantclaims-", suffix=".html")
        os.close(handle)
    claims.show().save(path, title=", ".join(map(str, claims.names)))
    print(path)
    if arguments.output is None and not arguments.no_browser:
        import webbrowser
        from pathlib import Path

        webbrowser.open(Path(path).resolve().as_uri())


def _compare(arguments: argparse.Namespace, fail: files.Failure) -> None:
    from quantclaims.report import lines

    claims = _claims(arguments, fail)
    with _output(None) as out:
        out.writelines(f"{line}\n" for line in lines(claims))


def _units(arguments: argparse.Namespace, fail: files.Failure) -> None:
    import json

    from quantclaims.units import dicts, plain_table, units

    found = units(arguments.query)
    if not found:
        fail(ValueError(f"no unit is called like {arguments.query!r}"))
    with _output(None) as out:
        if arguments.format == "jsonl":
            for row in dicts(found):
                print(json.dumps(row, ensure_ascii=False), file=out)
        elif found:
            print(plain_table(found, limit=None), file=out)


def _convert(arguments: argparse.Namespace, fail: files.Failure) -> None:
    from quantclaims.convert import parse_quantity

    try:
        quantity = parse_quantity(arguments.amount).convert(arguments.to, equivalents=dict(arguments.equivalent))
    except ValueError as refusal:
        fail(refusal)
        return
    with _output(None) as out:
        print(quantity, file=out)


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
    arguments = _parser().parse_args(words)
    fail = _Failures()
    try:
        arguments.run(arguments, fail)
    except BrokenPipeError:
        # The reader has gone, and Python would complain once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as failure:
        fail(failure)
    return 1 if fail.count else 0
