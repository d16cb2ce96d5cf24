"""Where the command extract writes: standard output, a file that grows, a folder of parts.

In: arguments. Out: an `Output`, whose form is the one that is asked for or that the name of OUT says.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any

from quantclaims import __version__
from quantclaims.cli.messages import coloured
from quantclaims.documents import Document
from quantclaims.extras import need
from quantclaims.output import FORMS, Growing, Output, Stream
from quantclaims.parts import Parts

if TYPE_CHECKING:
    from quantclaims.table import Claims

SUFFIXES = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".txt": "table",
    "": "table",
}
#: What the rows depend on.
DECISIVE = (
    "files", "input", "date", "text_field", "date_field", "id_field", "errors", "kinds", "month_first", "region",
    "fiscal_year_start", "week_start", "lexicon", "pattern", "no_relate", "format", "by_year", "texts",
)  # fmt: skip


class Table:
    """A table for people, which needs all its rows before the first is shown."""

    done = 0

    def __init__(self, path: str | None) -> None:
        self._path = path
        self._claims: list[Claims] = []

    def write(self, claims: Claims, found: Sequence[Document], records: int) -> None:
        self._claims.append(claims)

    def reject(self, failure: Exception) -> None:
        pass

    def finish(self) -> None:
        from quantclaims.join import concat
        from quantclaims.show import plain_table

        claims = self._claims[0] if len(self._claims) == 1 else concat(self._claims)
        colours = self._path is None and coloured(sys.stdout)
        data = (plain_table(claims, limit=None, colours=colours) + "\n").encode()
        if self._path is None:
            with _standard_output() as out:
                out.write(data)
            return
        with open(self._path + ".part", "wb") as out:
            out.write(data)
        os.replace(self._path + ".part", self._path)

    def close(self) -> None:
        pass


def _standard_output() -> IO[bytes]:
    """Standard output as bytes, which are written wholly: sys.stdout may have no buffer (PYTHONUNBUFFERED)."""
    return open(sys.stdout.fileno(), "wb", closefd=False)


def output_of(arguments: argparse.Namespace) -> Output:
    """The output that the arguments ask for.

    Raises
    ------
    ValueError
        For arguments that do not go together.
    OSError
        For an output that cannot be written.
    """
    path = arguments.output
    folder = path is not None and (path.endswith(("/", os.sep)) or os.path.isdir(path))
    form = arguments.format or _usual(path, folder)
    _check(arguments, form, path, folder)
    if form == "table":
        return Table(path)
    if path is None:
        return Stream(_standard_output(), FORMS[form]())
    if form in ("parquet", "arrow"):
        # Said before hours of reading, not behind them.
        need("pyarrow", "arrow")
    command = _command(arguments, form)
    if form == "parquet":
        return Parts(path, folder, arguments.by_year, arguments.texts, command, arguments.resume, arguments.part_rows)
    return Growing(path, FORMS[form](), command, arguments.resume)


def _usual(path: str | None, folder: bool) -> str:
    if path is None:
        return "table"
    if folder:
        return "parquet"
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in SUFFIXES:
        known = ", ".join(filter(None, SUFFIXES))
        raise ValueError(f"{path}: {suffix} files are not written ({known} are; --format says what another name holds)")
    return SUFFIXES[suffix]


def _check(arguments: argparse.Namespace, form: str, path: str | None, folder: bool) -> None:
    if form == "parquet" and path is None:
        raise ValueError("Parquet does not go to standard output: name a file with -o OUT.parquet, or a folder -o OUT/")
    if form == "arrow" and path is None and sys.stdout.isatty():
        raise ValueError("Arrow is not for a terminal: name a file with -o OUT.arrow, or a pipe")
    if folder and form != "parquet":
        raise ValueError(f"a folder holds Parquet, not {form}: name a file with -o OUT.{form}")
    for option in ("by_year", "texts"):
        if getattr(arguments, option) and not folder:
            raise ValueError(f"--{option.replace('_', '-')} is for a folder: -o OUT/")
    parent = os.path.dirname(os.path.abspath(path)) if path is not None else "."
    if not os.path.isdir(parent):
        raise FileNotFoundError(errno.ENOENT, "no such folder (make it first)", parent)
    if arguments.resume and (path is None or form == "table"):
        raise ValueError("--resume is for -o OUT as jsonl, csv, arrow or parquet")
    if arguments.resume and "-" in arguments.files:
        raise ValueError("--resume reads the files again, which standard input cannot: name files")


def _command(arguments: argparse.Namespace, form: str) -> dict[str, Any]:
    """What the rows depend on: the options, the version, and the files as they are."""
    decisive = {name: getattr(arguments, name) for name in DECISIVE}
    sizes = {path: os.path.getsize(path) for path in arguments.files if os.path.isfile(path)}
    return {**decisive, "format": form, "version": __version__, "sizes": sizes}
