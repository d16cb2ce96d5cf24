"""Files to claims: which files paths, folders and patterns stand for, and all of them in one table.

In: paths. Out: records, file by file in the order of names; a `Claims` whose documents are named, or the documents one
by one. How a file is read is decided by its suffix in readers.py. What cannot be read is reported by name, and the rest
is done.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import warnings
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from quantclaims.documents import Advance, Document, Reading, Record, Unreadable, checked, describe, documents, refuse
from quantclaims.extractor import Extractor, Lexicon, Patterns
from quantclaims.inputs import EPOCH, Date, day_number
from quantclaims.readers import FORMATS, SUFFIXES, file_records, stem_and_suffix
from quantclaims.table import Claims

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

READ = f"{', '.join(SUFFIXES)} are, each also with .gz or .zst"


class File(NamedTuple):
    """A file, the name of its documents, and what is wrong with it."""

    path: str
    name: str
    fault: Exception | None = None


def extract_files(
    paths: Paths,
    /,
    *,
    date: Date = None,
    kinds: str | Iterable[str] | None = None,
    relate: bool = True,
    dayfirst: bool | None = None,
    region: str | None = None,
    fiscal_year_start: int | None = None,
    week_start: int = 1,
    threads: int = 0,
    errors: str = "strict",
    on_error: str = "raise",
    lexicon: Lexicon = None,
    patterns: Patterns = None,
    text_field: str | None = None,
    date_field: str | None = None,
    id_field: str | None = None,
    progress: bool = False,
) -> Claims:
    """Extract from files, folders and patterns of names (``articles/*.html``).

    .txt, .md and .html files are one document each, named after the file without its suffix; below a folder with the
    way to it. A page of HTML gives its article, beginning with the headline, and its day of publication. The lines of
    .jsonl and the rows of .csv, .tsv and .parquet are documents with the fields ``text``, and where they are known
    ``doc`` (the name, as it is) and ``date`` (a date or a moment; null or empty is unknown). The pages in .warc files
    are documents named after their addresses. Any of these may be packed as .gz or .zst.

    Parameters
    ----------
    paths : path, or an iterable of them
        Files, folders and patterns. A folder is read with all that is below it, in the order of names.
    date : str or datetime.date, optional
        The date of publication of documents that bring none.
    kinds, relate, dayfirst, region, fiscal_year_start, week_start, threads
        As in `extract`.
    errors : {"strict", "replace"}, default "strict"
        As in `extract`: a file that is not UTF-8 is a failure, or read with U+FFFD.
    on_error : {"raise", "skip"}, default "raise"
        What to do about files and records that cannot be read: raise when all has been read, or warn and go on without
        them.
    lexicon, patterns
        Units and patterns of your own, as in `Extractor`.
    text_field, date_field, id_field : str, optional
        The fields that hold text, date and name, where they are called otherwise.
    progress : bool, default False
        Show a bar of what has been read, with the rate and the time left, in a terminal or in Jupyter (tqdm).

    Returns
    -------
    Claims
        ``claims.names`` are the documents' names.

    Raises
    ------
    OSError
        For a file that is missing or cannot be opened.
    ValueError
        For a file that is not UTF-8, a record that is no document, a suffix that is not read, a folder with no such
        file, a pattern that matches nothing.
    ImportError
        For a file that needs an extra which is not installed, and for `progress` without tqdm.
    ExceptionGroup
        Of these, where there are several.
    """
    if on_error not in ("raise", "skip"):
        raise ValueError(f"on_error is 'raise' or 'skip', not {on_error!r}")
    extractor = Extractor(
        kinds=kinds,
        relate=relate,
        dayfirst=dayfirst,
        region=region,
        fiscal_year_start=fiscal_year_start,
        week_start=week_start,
        threads=threads,
        lexicon=lexicon,
        patterns=patterns,
    )
    reading = checked(Reading(day_number(date), errors, text_field, date_field, id_field))
    failures: list[Exception] = []
    chosen = list(files(paths))
    with bar(chosen) if progress else contextlib.nullcontext() as advance:
        found = list(documents(records(chosen, reading, advance), failures.append))
    if failures and on_error == "raise":
        raise failures[0] if len(failures) == 1 else ExceptionGroup("some of the files could not be read", failures)
    for failure in failures:
        warnings.warn(f"skipped: {describe(failure)}", stacklevel=2)
    return claims_of(found, extractor, stacklevel=4)


def read_files(
    paths: Paths,
    /,
    *,
    date: Date = None,
    errors: str = "strict",
    on_error: str = "raise",
    text_field: str | None = None,
    date_field: str | None = None,
    id_field: str | None = None,
    progress: bool = False,
) -> Iterator[tuple[str, datetime.date | None, Any]]:
    """The documents of files, folders and patterns one after another, for `iter_extract`.

    Parameters
    ----------
    paths, date, errors, text_field, date_field, id_field, progress
        As in `extract_files`, which says what the files may be.
    on_error : {"raise", "skip"}, default "raise"
        What to do about a file or a record that cannot be read, when it is its turn: raise, or warn and go on.

    Yields
    ------
    tuple of (str, datetime.date or None, object)
        Text, date and name. A file is read as far as its documents are taken.

    Raises
    ------
    OSError, ValueError, ImportError
        As `extract_files`, for the first that cannot be read.

    Examples
    --------
    >>> import quantclaims as qc
    >>> stream = qc.read_files("crawl/*.warc.gz", on_error="skip")
    >>> for claims in qc.iter_extract(stream):  # doctest: +SKIP
    ...     print(len(claims))
    """
    if on_error not in ("raise", "skip"):
        raise ValueError(f"on_error is 'raise' or 'skip', not {on_error!r}")
    reading = checked(Reading(day_number(date), errors, text_field, date_field, id_field))
    return _read_files(paths, reading, on_error == "skip", progress)


def _read_files(
    paths: Paths, reading: Reading, skip: bool, progress: bool
) -> Iterator[tuple[str, datetime.date | None, Any]]:
    def fail(failure: Exception) -> None:
        if not skip:
            raise failure
        # Three calls up is who takes the documents.
        warnings.warn(f"skipped: {describe(failure)}", stacklevel=4)

    chosen = list(files(paths)) if progress else files(paths)
    with bar(chosen) if isinstance(chosen, list) else contextlib.nullcontext() as advance:
        for name, day, text in documents(records(chosen, reading, advance), fail):
            yield text, None if day is None else datetime.date.fromordinal(EPOCH + day), name


def claims_of(found: list[Document], extractor: Extractor, stacklevel: int = 3) -> Claims:
    """The claims of documents; a warning about a pattern points at the caller `stacklevel` calls up."""
    names, days, texts = zip(*found, strict=True) if found else ((), (), ())
    return extractor.run(texts, days, names, stacklevel)


@contextlib.contextmanager
def bar(chosen: list[File]) -> Iterator[Advance]:
    """A bar of the bytes that are read, for as long as it lasts: what moves it."""
    from quantclaims.extras import need

    total = sum(os.path.getsize(file.path) for file in chosen if os.path.isfile(file.path))
    with need("tqdm.auto", "progress").tqdm(total=total, unit="B", unit_scale=True, desc="reading") as shown:
        yield shown.update


def records(chosen: Iterable[File], reading: Reading, advance: Advance | None = None) -> Iterator[Record]:
    """The records of files, one file after another; a file with a fault is one record, which raises it."""
    for path, name, fault in chosen:
        if fault is not None:
            yield partial(refuse, fault)
        else:
            form = SUFFIXES.get(stem_and_suffix(path)[1], FORMATS["text"])
            yield from file_records(path, form, name, reading, advance)


def files(paths: Paths) -> Iterator[File]:
    """The files that paths, folders and patterns stand for."""
    if isinstance(paths, (str, os.PathLike)):
        paths = (paths,)
    for given in paths:
        path = os.fspath(given)
        if os.path.isdir(path):
            yield from _folder(path)
        elif not os.path.exists(path) and any(mark in path for mark in "*?["):
            yield from _matching(path)
        else:
            yield _file(path)


def _file(path: str) -> File:
    stem, suffix = stem_and_suffix(os.path.basename(path))
    if suffix in SUFFIXES or not suffix or not os.path.exists(path):
        return File(path, stem)
    return File(path, stem, Unreadable(path, f"{suffix} files are not read", READ))


def _folder(path: str) -> Iterator[File]:
    """The files below a folder, which are named with the way from there."""
    inside = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    inside = sorted(file for file in inside if stem_and_suffix(file)[1] in SUFFIXES)
    if not inside:
        yield File(path, path, Unreadable(path, "no file in this folder can be read", READ))
    for file in inside:
        yield File(file, stem_and_suffix(os.path.relpath(file, path))[0].replace(os.sep, "/"))


def _matching(pattern: str) -> Iterator[File]:
    """The files that a pattern of names matches; folders among them are read too."""
    import glob

    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        yield File(pattern, pattern, Unreadable(pattern, "no file is called like this"))
    for path in found:
        if os.path.isfile(path):
            yield _file(path)
        elif not pattern.endswith("**"):
            yield from _folder(path)
