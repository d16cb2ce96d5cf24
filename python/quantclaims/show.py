"""The table as a person sees it: as plain text and as HTML; the words for a row. Articles are in marked.py.

In: a `Claims`. Out: strings. Every text that comes from a document is escaped.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from quantclaims.record import LAST_SECOND, Claim

if TYPE_CHECKING:
    from quantclaims.table import Claims

#: Rows of a long table that are shown at its head and at its foot.
HEAD, FOOT = 20, 5
#: A cell longer than this is cut in a table; the surface gives way first, down to this.
LONGEST, SHORTEST = 44, 16
#: Code points of text around a figure.
CONTEXT = 90
#: The places of document and surface in a row of a plain table.
DOC, SURFACE = 1, 2
#: The place of the kind in a row of a plain table, behind number, document and surface.
KIND = 3
#: Colours of kinds (ECMA-48, SGR), near those of marked.py.
TERMINAL = {"money": 33, "percent": 34, "quantity": 32, "count": 35, "duration": 31, "date": 2, "time": 2}
ARROWS = {1: "↑", 0: "", -1: "↓"}


# ---- Words for a row


def number_words(number: float | None) -> str:
    """A number as a reader writes it: 33.7, 2,140,000, 5.1e+17."""
    if number is None:
        return ""
    if number and not 1e-4 <= abs(number) < 1e15:
        return f"{number:.6g}"
    return f"{number:,.10f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"


def value_words(claim: Claim) -> str:
    """Hedge, value and range: ~40, >=5, 3–5."""
    words = number_words(claim.value)
    if claim.high is not None:
        words += f"–{number_words(claim.high)}"
    return words if claim.comparison == "=" else claim.comparison + words


def period_words(claim: Claim) -> str:
    """The period in the manner of its granularity: 2023, 2023-Q4, 2024-05, 2024-05-16, days; .. is open."""
    start, end = claim.period_start, claim.period_end
    if start is None or end is None:
        known = _day(start) or _last_day(end)
        known = known.partition("-")[0] if claim.granularity == "year" else known
        return "" if start is end else f"{known}.." if end is None else f"..{known}"
    if claim.granularity in ("second", "minute", "hour"):
        return start.isoformat(" ", "minutes")
    months = (end.year - start.year) * 12 + end.month - start.month
    whole = start.day == end.day == 1
    if whole and months == 12 and start.month == 1:
        return f"{start.year:04}"
    if whole and months == 3 and start.month % 3 == 1:
        return f"{start.year:04}-Q{start.month // 3 + 1}"
    if whole and months == 1:
        return f"{start.year:04}-{start.month:02}"
    if end - start == datetime.timedelta(days=1):
        return _day(start)
    if whole and start.month == end.month == 1:
        return f"{start.year:04}..{end.year - 1:04}"
    return f"{_day(start)}..{_last_day(end)}"


def _day(moment: datetime.datetime | None) -> str:
    return "" if moment is None else moment.date().isoformat()


def _last_day(end: datetime.datetime | None) -> str:
    """The last day before a half-open end."""
    return _day(end if end is None or end == LAST_SECOND else end - datetime.timedelta(seconds=1))


def one_line(text: str) -> str:
    """Without line ends, and with a mark for what no terminal shows."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(width - 1, 0)] + "…"


def _cells(claim: Claim) -> tuple[str, ...]:
    """The cells of a row of a table, after its number and its document."""
    return (
        one_line(claim.text),
        claim.kind,
        value_words(claim),
        claim.unit or "",
        ARROWS[claim.direction],
        period_words(claim),
        one_line(claim.subject or ""),
        one_line(claim.measure or ""),
    )


HEADER = ("text", "kind", "value", "unit", "", "period", "subject", "measure")
#: The place of the value in HEADER.
VALUE = 2
#: Places of the columns that stand to the right, counted from the first of HEADER.
RIGHT = (-2, 2)


def _ends(length: int, limit: int | None) -> tuple[range, range]:
    """The rows to show: all, or a head and a foot."""
    if limit is None or length <= limit:
        return range(length), range(0)
    return range(HEAD), range(length - FOOT, length)


def _chosen(claims: Claims, rows: Sequence[int]) -> Iterator[tuple[int, Claim]]:
    return zip(rows, claims[rows[0] : rows[-1] + 1] if rows else (), strict=True)


def summary(claims: Claims) -> str:
    """How much there is: 12 claims in 2 documents."""
    length, count = len(claims), len(claims.names)
    return f"{length} claim{'s' * (length != 1)} in {count} document{'s' * (count != 1)}"


# ---- Plain text


def plain_table(
    claims: Claims, width: int | None = None, limit: int | None = HEAD + FOOT, colours: bool = False
) -> str:
    """The table for a terminal, its lines cut to the width.

    Parameters
    ----------
    claims : Claims
    width : int, optional
        Of the lines; that of the terminal without it.
    limit : int, optional
        Show a head and a foot of a table with more rows; None shows all.
    colours : bool, default False
        Kinds in the colours of a terminal.
    """
    if width is None:
        import shutil

        width = shutil.get_terminal_size().columns
    head, foot = _ends(len(claims), limit)
    table: list[tuple[str, ...]] = [("", "doc", *HEADER)]
    for rows in (head, foot):
        table += [(str(row), one_line(str(claim.doc)), *_cells(claim)) for row, claim in _chosen(claims, rows)]
    if len(claims.names) == 1:
        table = [(row[0], "", *row[2:]) for row in table]
    widths = _fit(table, width)
    lines = _lines(table, widths, width)
    if colours:
        lines = [_coloured(line, row[KIND], widths) for line, row in zip(lines, table)]
    if foot:
        lines.insert(len(head) + 1, f"… {len(claims) - len(head) - len(foot)} more")
    return "\n".join([summary(claims), *(lines if len(claims) else ())])


def _fit(table: list[tuple[str, ...]], width: int) -> dict[int, int]:
    """The columns to show and their widths: what is empty is left out, and what comes last where it does not fit."""
    columns = [column for column in range(len(table[0])) if any(row[column] for row in table[1:])]
    widths = {column: min(max(len(row[column]) for row in table), LONGEST) for column in columns}
    # Long names of documents give way first, then what is measured and whose, then the surface.
    _narrow(widths, DOC, width)
    for column in (len(HEADER) + 1, len(HEADER)):
        if _excess(widths, width) > 0:
            widths.pop(column, None)
    _narrow(widths, SURFACE, width)
    return widths


def _excess(widths: dict[int, int], width: int) -> int:
    """How much wider than `width` the lines are."""
    return sum(widths.values()) + 2 * len(widths) - 2 - width


def _narrow(widths: dict[int, int], column: int, width: int) -> None:
    """Narrows a column as far as lines are too wide, but not below the least."""
    if column in widths:
        excess = max(_excess(widths, width), 0)
        widths[column] = max(widths[column] - excess, min(widths[column], SHORTEST))


def _lines(table: list[tuple[str, ...]], widths: dict[int, int], width: int) -> list[str]:
    """The lines of a table, cut to the width."""
    lines = []
    for row in table:
        cells = [
            f"{_cut(row[column], space):{'>' if column - 2 in RIGHT else '<'}{space}}"
            for column, space in widths.items()
        ]
        lines.append(_cut("  ".join(cells).rstrip(), width))
    return lines


def _coloured(line: str, kind: str, widths: dict[int, int]) -> str:
    """The line with the word of its kind in colour; the head has no kind."""
    at = sum(space + 2 for column, space in widths.items() if column < KIND)
    if kind not in TERMINAL or line[at : at + len(kind)] != kind:
        return line
    return f"{line[:at]}\033[{TERMINAL[kind]}m{kind}\033[0m{line[at + len(kind) :]}"


# ---- HTML


def html_table(claims: Claims, limit: int | None = HEAD + FOOT) -> str:
    """The table for Jupyter; the words around a figure appear on hover."""
    head, foot = _ends(len(claims), limit)
    several = len(claims.names) > 1
    titles = ("", *(("doc",) if several else ()), *HEADER)
    heads = [f'<th style="text-align:{_side(place - several - 1)}">{title}</th>' for place, title in enumerate(titles)]
    lines = ["<table><thead><tr>", *heads, "</tr></thead><tbody>"]
    for rows in (head, foot):
        if rows is foot and foot:
            lines.append(f'<tr><td colspan="{len(titles)}">… {len(claims) - len(head) - len(foot)} more</td></tr>')
        for row, claim in _chosen(claims, rows):
            context = surroundings(claims.texts[int(claims.arrays["doc"][row])], claim)
            cells = (str(row), *((str(claim.doc),) if several else ()), *_cells(claim))
            lines.append(f'<tr title="{safe(context)}">')
            lines += [_cell(cell, place - several - 1) for place, cell in enumerate(cells)]
            lines.append("</tr>")
    return "".join([*lines, "</tbody></table>", f"<p>{summary(claims)}</p>"])


def _cell(text: str, place: int) -> str:
    """A cell of the table; `place` counts from the first of HEADER."""
    return f'<td style="text-align:{_side(place)}">{safe(_cut(text, 2 * LONGEST))}</td>'


def _side(place: int) -> str:
    """Numbers stand to the right, all else to the left, whatever the style of the page is."""
    return "right" if place == VALUE else "left"


def surroundings(text: str, claim: Claim, reach: int = CONTEXT) -> str:
    """The words around a figure, within its paragraph."""
    before = text[max(claim.start - reach, 0) : claim.start]
    behind = text[claim.end : claim.end + reach]
    clipped = "…" if claim.start > reach and "\n" not in before else ""
    if clipped:
        before = before.partition(" ")[2]
    more = "…" if claim.end + reach < len(text) and "\n" not in behind else ""
    if more:
        behind = behind.rpartition(" ")[0]
    return one_line(f"{clipped}{before.rpartition(chr(10))[2]}{claim.text}{behind.partition(chr(10))[0]}{more}")


def safe(text: str) -> str:
    return escape(text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd"))
