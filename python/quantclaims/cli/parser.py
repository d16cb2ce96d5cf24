"""The arguments of the command: what they are called, what they mean, examples.

In: words. Out: a namespace whose `run` is the function of the command. The pages of help and the completion of shells
are made from the same parser.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any

from quantclaims import __version__, _core
from quantclaims.inputs import day_number
from quantclaims.parts import PART_ROWS
from quantclaims.readers import FORMATS, SUFFIXES

SOME_FAILED, WRONG_ARGUMENTS, NOT_WRITTEN, INTERRUPTED, BROKEN_PIPE = 1, 2, 3, 130, 141
#: The exit statuses; the last two are those of a shell for SIGINT and SIGPIPE.
STATUSES = {
    0: "all is done",
    SOME_FAILED: "some file, record or amount could not be read; the others are done",
    WRONG_ARGUMENTS: "the arguments are wrong, an extra is missing, or an unfinished output is in the way",
    NOT_WRITTEN: "the output could not be written; what is finished stays in OUT.part",
    INTERRUPTED: "interrupted; what is finished stays in OUT.part",
    BROKEN_PIPE: "the reader of standard output has gone",
}
OUTPUTS = ("table", "jsonl", "csv", "parquet", "arrow")
INPUTS = f"{' '.join(SUFFIXES)} (also .gz, .zst), a folder, a pattern, or - for standard input"


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


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"a whole number from 1 is wanted, not {word!r}")
    return int(word)


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command with its subcommands."""
    parser = argparse.ArgumentParser(
        prog="quantclaims",
        description="Find quantitative claims in news text: money, volumes, percentages, counts, durations and dates.",
        epilog=_examples(
            "quantclaims extract article.txt --date 2024-05-16",
            "quantclaims extract articles/ -o figures.csv",
            "quantclaims show article.html",
            "quantclaims compare articles/",
            'quantclaims units "barrels per day"',
            'quantclaims convert "33.7 bcm" Bcf',
        )
        + "\n\nexit status:\n"
        + "\n".join(f"  {status:>3}  {meaning}" for status, meaning in STATUSES.items())
        + "\n\nquantclaims COMMAND --help says more of each command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"quantclaims {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_extract, _show, _compare, _units, _convert, _bench, _completion):
        add(commands)
    return parser


def _examples(*lines: str) -> str:
    return "\n".join(["examples:", *(f"  {line}" for line in lines)])


def _command(
    commands: Any, name: str, what: str, examples: tuple[str, ...], parents: tuple[argparse.ArgumentParser, ...] = ()
) -> argparse.ArgumentParser:
    """A subcommand; its function is imported when it is run."""

    def run(arguments: argparse.Namespace, fail: Callable[[Exception], None]) -> None:
        from quantclaims.cli import commands as functions

        getattr(functions, name)(arguments, fail)

    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=what,
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=_examples(*examples),
        parents=parents,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(run=run)
    return made


def _reading(what: str = "FILE", relations: bool = True) -> argparse.ArgumentParser:
    """The files and options of commands that read articles; `relations` says whether these may be left out."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("files", nargs="+", metavar=what, help=INPUTS)
    files = common.add_argument_group("what is read")
    files.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="when documents that bring no date appeared")
    files.add_argument(
        "--input", choices=tuple(FORMATS), default="text", help="what standard input is (default: %(default)s)"
    )
    files.add_argument("--text-field", metavar="NAME", help="the field of the text in .jsonl, .csv, .parquet (text)")
    files.add_argument("--date-field", metavar="NAME", help="the field of the date of publication (date)")
    files.add_argument("--id-field", metavar="NAME", help="the field of the document's name (doc)")
    files.add_argument(
        "--errors",
        choices=("strict", "replace"),
        default="strict",
        help="bytes that are not UTF-8 make a file or a line fail, or are replaced (default: %(default)s)",
    )
    rules = common.add_argument_group("how it is read")
    rules.add_argument("--kinds", type=_kinds, metavar="KIND,KIND", help=f"keep only these: {', '.join(_core.KINDS)}")
    rules.add_argument("--month-first", action="store_true", help="read 05/06/2024 as 6 May where nothing decides")
    rules.add_argument("--region", metavar="CODE", help="the country, US or GB, whose customs of the calendar hold")
    rules.add_argument("--fiscal-year-start", type=int, metavar="MONTH", help="the month in which fiscal years begin")
    rules.add_argument(
        "--week-start", type=int, default=1, metavar="DAY", help="Monday 1 (default) to Sunday 7: when weeks begin"
    )
    rules.add_argument(
        "--threads",
        type=int,
        default=0,
        metavar="N",
        help="that read texts; without it QUANTCLAIMS_THREADS, or all cores",
    )
    rules.add_argument("--lexicon", metavar="TSV", help="units, currencies and aliases of your own")
    rules.add_argument(
        "--pattern",
        type=_pattern,
        action="append",
        default=[],
        metavar="NAME[:KIND]=REGEX",
        help="a pattern of your own, with groups (?<value>...), (?<unit>...), (?<kind>...); a count without kind",
    )
    common.set_defaults(no_relate=False)
    if relations:
        rules.add_argument("--no-relate", action="store_true", help="leave out what the sentence says of a figure")
    return common


def _extract(commands: Any) -> None:
    extract = _command(
        commands,
        "extract",
        "a table of all claims",
        (
            "quantclaims extract article.txt --date 2024-05-16",
            "quantclaims extract 'articles/**/*.html' -o figures.csv --progress",
            "quantclaims extract news.csv --text-field body --date-field published --id-field url -o figures.parquet",
            "cat articles.jsonl | quantclaims extract - --input jsonl --format jsonl | jq .value",
            "quantclaims extract article.txt --lexicon my.tsv --pattern 'berth=(?<value>\\d+) berths'",
            "quantclaims extract crawl/*.warc.gz -o claims/ --by-year --processes 8 --resume",
        ),
        (_reading(),),
    )
    output = extract.add_argument_group("what is written")
    output.add_argument(
        "--format", choices=OUTPUTS, help="default: that of the suffix of OUT, parquet for a folder, else a table"
    )
    output.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write into this file, which grows as OUT.part and is renamed at the end; OUT/ is a folder of Parquet "
        "files with claims and documents. Records that cannot be read go to OUT.rejected.jsonl",
    )
    output.add_argument("--resume", action="store_true", help="continue OUT.part where an earlier run ended")
    output.add_argument("--by-year", action="store_true", help="part the folder OUT/ by the year of the document")
    output.add_argument("--texts", action="store_true", help="keep the texts in the table of documents of OUT/")
    output.add_argument(
        "--part-rows",
        type=_count,
        default=PART_ROWS,
        metavar="N",
        help="rows of a row group or a part file of Parquet, and what a killed run has to do again (%(default)s)",
    )
    work = extract.add_argument_group("how it is done")
    work.add_argument("--progress", action="store_true", help="show a bar with the rate and the time left")
    work.add_argument(
        "--processes", type=_count, default=1, metavar="N", help="read pages of HTML in N processes (%(default)s)"
    )


def _show(commands: Any) -> None:
    show = _command(
        commands,
        "show",
        "the article in the browser, its figures marked",
        ("quantclaims show article.html", "quantclaims show article.txt --date 2024-05-16 -o page.html"),
        (_reading(),),
    )
    show.add_argument("-o", "--output", metavar="OUT", help="write the page into this file and open no browser")
    show.add_argument("--no-browser", action="store_true", help="only write the page and print where it is")


def _compare(commands: Any) -> None:
    _command(
        commands,
        "compare",
        "what documents say alike, and what contradicts",
        ("quantclaims compare articles/", "quantclaims compare reuters.txt bbc.html --date 2024-05-16"),
        (_reading("DIR", relations=False),),
    )


def _units(commands: Any) -> None:
    units = _command(
        commands,
        "units",
        "the units and currencies that are known",
        ("quantclaims units", 'quantclaims units "barrels per day"', "quantclaims units energy --format jsonl"),
    )
    units.add_argument("query", nargs="?", metavar="QUERY", help="a symbol, a spelling or its beginning, a dimension")
    units.add_argument("--format", choices=("table", "jsonl"), default="table", help="(%(default)s)")


def _convert(commands: Any) -> None:
    convert = _command(
        commands,
        "convert",
        "an amount in another unit",
        (
            'quantclaims convert "33.7 bcm" Bcf',
            'quantclaims convert "€40 per megawatt-hour" EUR/kWh',
            "quantclaims convert '100 boe' MMBtu --equivalent 'boe=5.8 MMBtu'",
        ),
    )
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


def _bench(commands: Any) -> None:
    """The command of bench.py, which declares its own arguments."""
    bench = _command(commands, "bench", "how fast it is on this machine", ("quantclaims bench news.txt",))
    import_module("quantclaims.bench").add_arguments(bench)


def _completion(commands: Any) -> None:
    completion = _command(
        commands,
        "completion",
        "a script that completes commands and options in a shell",
        (
            "quantclaims completion bash > ~/.local/share/bash-completion/completions/quantclaims",
            "quantclaims completion zsh > ~/.zfunc/_quantclaims",
        ),
    )
    completion.add_argument("shell", choices=("bash", "zsh"), help="the shell that reads the script")
