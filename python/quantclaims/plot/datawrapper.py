"""Pictures as CSV that Datawrapper takes as it is: for a line, bar, arrow, range or dot chart.

In: a `Picture` (marks.py). Out: lines of CSV. Title, unit, notes and sources are for Datawrapper's own fields.
"""

from __future__ import annotations

import csv
import io

from quantclaims.plot.marks import Mark, Picture

#: More digits than any article writes.
DIGITS = 9


def _number(value: float | None) -> str:
    return "" if value is None or abs(value) == float("inf") else f"{value:.{DIGITS}g}"


def _day(mark: Mark, end: bool = False) -> str:
    moment = mark.end if end else mark.start
    return "" if moment is None else moment.date().isoformat()


def _label(mark: Mark) -> str:
    return mark.label.replace("\n", ": ")


def table(picture: Picture, kind: str) -> list[list[str]]:
    """The rows of the file, its head first.

    Parameters
    ----------
    picture : Picture
    kind : {"series", "bars", "changes", "timeline", "agreement"}
    """
    if kind == "series":
        return _wide(picture)
    if kind == "bars":
        return [["", picture.unit], *([_label(mark), _number(mark.value)] for mark in picture.marks)]
    if kind == "changes":
        return [
            ["", "from", "to", "change"],
            *([_label(mark), _number(mark.base), _number(mark.value), mark.words] for mark in picture.marks),
        ]
    if kind == "timeline":
        head = ["date", "start", "end", "words", "sources"]
        return [
            head,
            *([mark.period, _day(mark), _day(mark, True), _label(mark), _docs(mark)] for mark in picture.marks),
        ]
    return _by_source(picture)


def _docs(mark: Mark) -> str:
    return ", ".join(mark.docs)


def _wide(picture: Picture) -> list[list[str]]:
    """A row for each period, a column for each line."""
    cells: dict[str, dict[str, str]] = {}
    for mark in sorted(picture.marks, key=lambda mark: str(mark.start)):
        row = cells.setdefault(mark.period, {})
        # The first mark of a period is the one that the line goes through.
        row.setdefault(mark.label, _number(mark.value))
    head = ["period", *picture.labels]
    return [head, *([period, *(row.get(label, "") for label in picture.labels)] for period, row in cells.items())]


def _by_source(picture: Picture) -> list[list[str]]:
    """A row for each figure, a column for each article."""
    cells: dict[str, dict[str, str]] = {}
    for mark in picture.marks:
        cells.setdefault(_label(mark), {})[mark.docs[0]] = _number(mark.value)
    docs = picture.sources
    return [["", *docs], *([label, *(row.get(doc, "") for doc in docs)] for label, row in cells.items())]


def text(picture: Picture, kind: str) -> str:
    """The file.

    Parameters
    ----------
    picture, kind
        As in `table`.
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table(picture, kind))
    return out.getvalue()
