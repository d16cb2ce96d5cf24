"""Files to claims: which files there are, and the documents in them.

In: paths of .txt, .md and .jsonl files, folders of them. Out: a `Claims` whose documents are named. What cannot be read
is reported by name, and the rest is done.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from quantclaims.extractor import Extractor, Lexicon, Patterns
from quantclaims.inputs import Date, day_number
from quantclaims.table import Claims

Failure = Callable[[Exception], None]

TEXT_SUFFIXES = ("", ".txt", ".md")
SUFFIXES = (".jsonl", ".md", ".txt")


class Document(NamedTuple):
    """A text with its name and its day of publication (days since 1970-01-01, None where it is unknown)."""

    name: Any
    day: int | None
    text: str


def extract_files(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    /,
    *,
    date: Date = None,
    kinds: str | Iterable[str] | None = None,
    relate: bool = True,
    dayfirst: bool | None = None,
    region: str | None = None,
    fiscal_year_start: int | None = None,
    week_start: int = 1,
    errors: str = "strict",
    on_error: str = "raise",
    lexicon: Lexicon = None,
    patterns: Patterns = None,
) -> Claims:
    """Extract from files: .txt and .md are one document, .jsonl is one a line; a folder stands for its files.

    The lines of a .jsonl file are objects with ``text``, and where they are known ``doc`` (the name, echoed as it is)
    and ``date`` (YYYY-MM-DD; null is unknown). Other documents are named after their file, without its suffix.

    Parameters
    ----------
    paths : path, or an iterable of them
        Files and folders. A folder is read with all that is below it, in the order of names.
    date : str or datetime.date, optional
        The date of publication of documents that bring none.
    kinds, relate, dayfirst, region, fiscal_year_start, week_start
        As in `extract`.
    errors : {"strict", "replace"}, default "strict"
        As in `extract`: a file that is not UTF-8 is a failure, or read with U+FFFD.
    on_error : {"raise", "skip"}, default "raise"
        What to do about files and lines that cannot be read: raise when all has been read, or warn and go on without
        them.
    lexicon, patterns
        Units and patterns of your own, as in `Extractor`.

    Returns
    -------
    Claims
        ``claims.names`` are the documents' names.

    Raises
    ------
    OSError
        For a file that is missing or cannot be opened.
    ValueError
        For a file that is not UTF-8, a line that is no document, a suffix that is not read, a folder with no such file.
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
        lexicon=lexicon,
        patterns=patterns,
    )
    failures: list[Exception] = []
    found = list(documents(paths, day_number(date), errors, failures.append))
    if failures and on_error == "raise":
        raise failures[0] if len(failures) == 1 else ExceptionGroup("some of the files could not be read", failures)
    for failure in failures:
        import warnings

        warnings.warn(f"skipped: {describe(failure)}", stacklevel=2)
    return claims_of(found, extractor, stacklevel=4)


def claims_of(found: list[Document], extractor: Extractor, stacklevel: int = 3) -> Claims:
    """The claims of documents; a warning about a pattern points at the caller `stacklevel` calls up."""
    names, days, texts = zip(*found, strict=True) if found else ((), (), ())
    return extractor.run(texts, days, names, stacklevel)


def describe(failure: Exception) -> str:
    """What went wrong, beginning with the file's name."""
    if isinstance(failure, OSError) and failure.filename is not None:
        return f"{failure.filename}: {failure.strerror}"
    return str(failure)


def documents(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], day: int | None, errors: str, fail: Failure
) -> Iterator[Document]:
    """The documents of files and folders; `fail` is called with what could not be read."""
    if errors not in ("strict", "replace"):
        raise ValueError(f"errors is 'strict' or 'replace', not {errors!r}")
    if isinstance(paths, (str, os.PathLike)):
        paths = (paths,)
    for path in paths:
        for file in _files(os.fspath(path), fail):
            try:
                with open(file, "rb") as source:
                    data = source.read()
            except OSError as failure:
                fail(failure)
                continue
            yield from parse(data, file, _suffix(file) == ".jsonl", day, errors, fail, file)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _files(path: str, fail: Failure) -> Iterator[str]:
    """The file itself, or those of a folder."""
    if not os.path.isdir(path):
        if _suffix(path) in TEXT_SUFFIXES + SUFFIXES or not os.path.exists(path):
            yield path
        else:
            fail(ValueError(f"{path}: {_suffix(path)} files are not read; {', '.join(SUFFIXES)} are"))
        return
    inside = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names]
    inside = sorted(file for file in inside if _suffix(file) in SUFFIXES)
    if not inside:
        fail(ValueError(f"{path}: no {', '.join(SUFFIXES)} file in this folder"))
    yield from inside


def parse(
    data: bytes, name: str, lines: bool, day: int | None, errors: str, fail: Failure, where: str
) -> Iterator[Document]:
    """The documents in the bytes of a file of this name; `where` is how failures name it."""
    try:
        text = data.decode("utf-8", errors)
    except UnicodeDecodeError as failure:
        fail(ValueError(f"{where}: not UTF-8 at byte {failure.start} (errors=replace reads it nevertheless)"))
        return
    if not lines:
        yield Document(_stem(name), day, text)
        return
    # Lines end with LF alone: U+2028 and its kin may stand inside JSON strings.
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if line.strip():
            try:
                yield _document(line, f"{_stem(name)}:{number}", day)
            except (ValueError, TypeError) as failure:
                fail(ValueError(f"{where}:{number}: {failure}"))


def _document(line: str, name: str, day: int | None) -> Document:
    """The document of a line of JSON."""
    import json

    try:
        record = json.loads(line)
    except json.JSONDecodeError as failure:
        raise ValueError(f"not JSON ({failure.msg} at column {failure.colno})") from None
    except RecursionError:
        raise ValueError("not JSON (nested too deep)") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError('not an object with a string "text"')
    if "date" in record:
        day = day_number(record["date"])
    return Document(record.get("doc", name), day, record["text"])
