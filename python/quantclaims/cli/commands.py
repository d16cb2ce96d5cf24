"""What each command does: arguments in, output out. Extracting, converting and comparing are done by the package."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import warnings
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import IO, TYPE_CHECKING, TextIO

from quantclaims import files
from quantclaims.cli.messages import complain
from quantclaims.cli.outputs import output_of
from quantclaims.documents import Failure, Reading, Record, documents
from quantclaims.extractor import Extractor
from quantclaims.readers import FORMATS, stream_records

if TYPE_CHECKING:
    from quantclaims.table import Claims


def _extractor(arguments: argparse.Namespace) -> Extractor:
    try:
        return Extractor(
            kinds=arguments.kinds,
            relate=not arguments.no_relate,
            dayfirst=False if arguments.month_first else None,
            region=arguments.region,
            fiscal_year_start=arguments.fiscal_year_start,
            week_start=arguments.week_start,
            threads=arguments.threads,
            lexicon=arguments.lexicon,
            patterns=dict(arguments.pattern),
        )
    except OSError as error:
        raise ValueError(f"{error.filename}: {error.strerror}") from None


def _records(arguments: argparse.Namespace, progress: bool, stack: contextlib.ExitStack) -> Iterator[Record]:
    """The records of all that is named, with a bar where one is wanted."""
    reading = Reading(arguments.date, arguments.errors, arguments.text_field, arguments.date_field, arguments.id_field)
    named = [path for path in arguments.files if path != "-"]
    chosen = list(files.files(named)) if progress else []
    advance = stack.enter_context(files.bar(chosen)) if progress else None

    def read() -> Iterator[Record]:
        for path in arguments.files:
            if path == "-":
                form = FORMATS[arguments.input]
                yield from stream_records(_standard_input(), form, "standard input", reading)
            else:
                yield from files.records(files.files(path), reading, advance)

    return read()


def _standard_input() -> IO[bytes]:
    return open(sys.stdin.fileno(), "rb", closefd=False)


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    """Warnings of the package become messages."""

    def tell(message: Warning | str, category: type[Warning], *place: object, **more: object) -> None:
        complain(str(message))

    with warnings.catch_warnings():
        warnings.simplefilter("always", RuntimeWarning)
        warnings.showwarning = tell
        yield


def _claims(arguments: argparse.Namespace, fail: Failure) -> Claims:
    """The claims of all that is named, in memory."""
    extractor = _extractor(arguments)
    with _telling(), contextlib.ExitStack() as stack:
        return files.claims_of(list(documents(_records(arguments, False, stack), fail)), extractor)


@contextlib.contextmanager
def _printed() -> Iterator[TextIO]:
    """Standard output, in UTF-8 whatever the locale."""
    with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="\n", closefd=False) as out:
        yield out


def _print(lines: Iterable[str]) -> None:
    with _printed() as out:
        out.writelines(f"{line}\n" for line in lines)


def extract(arguments: argparse.Namespace, fail: Failure) -> None:
    """``quantclaims extract``."""
    from quantclaims.stream import run

    extractor = _extractor(arguments)
    output = output_of(arguments)
    with _telling(), contextlib.ExitStack() as stack, contextlib.closing(output):
        run(_records(arguments, arguments.progress, stack), extractor, output, fail, arguments.processes)


def show(arguments: argparse.Namespace, fail: Failure) -> None:
    """``quantclaims show``."""
    claims = _claims(arguments, fail)
    if not claims.texts:
        return
    path = arguments.output
    if path is None:
        import tempfile

        handle, path = tempfile.mkstemp(prefix="quantclaims-", suffix=".html")
        os.close(handle)
    names = ("standard input" if name == "-" else str(name) for name in claims.names)
    claims.show().save(path, title=", ".join(names))
    _print([path])
    if arguments.output is None and not arguments.no_browser:
        import webbrowser
        from pathlib import Path

        webbrowser.open(Path(path).resolve().as_uri())


def compare(arguments: argparse.Namespace, fail: Failure) -> None:
    """``quantclaims compare``."""
    from quantclaims.report import lines

    claims = _claims(arguments, fail)
    if claims.texts:
        _print(lines(claims))


def units(arguments: argparse.Namespace, fail: Failure) -> None:
    """``quantclaims units``."""
    import json

    from quantclaims.units import dicts, plain_table, units

    found = units(arguments.query)
    if not found:
        fail(ValueError(f"no unit is called like {arguments.query!r} (quantclaims units lists all)"))
    elif arguments.format == "jsonl":
        _print(json.dumps(row, ensure_ascii=False) for row in dicts(found))
    else:
        _print([plain_table(found, limit=None)])


def convert(arguments: argparse.Namespace, fail: Failure) -> None:
    """``quantclaims convert``."""
    from quantclaims.convert import parse_quantity

    try:
        quantity = parse_quantity(arguments.amount).convert(arguments.to, equivalents=dict(arguments.equivalent))
    except ValueError as refusal:
        fail(refusal)
        return
    _print([str(quantity)])


def bench(arguments: argparse.Namespace, fail: Failure) -> None:
    """``quantclaims bench``."""
    import_module("quantclaims.bench").run(arguments)


def completion(arguments: argparse.Namespace, fail: Failure) -> None:
    """``quantclaims completion``."""
    from quantclaims.cli.completion import script

    _print([script(arguments.shell)])
