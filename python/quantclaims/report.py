"""What documents say together, as lines for a terminal: what several say, what contradicts, what does not add up.

In: a `Claims` of several documents. Out: lines of text. Which claims those are is decided in corroborate.py and
algebra.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quantclaims.show import number_words, one_line, period_words, surroundings

if TYPE_CHECKING:
    from quantclaims.table import Claims

#: Code points of text around a figure.
REACH = 60


def lines(claims: Claims) -> Iterator[str]:
    """The report: corroborated claims, conflicts, checks that do not agree, each with its rows, one a line.

    Parameters
    ----------
    claims : Claims

    Yields
    ------
    str
        A row's line is its document, sentence and offsets (``name:9:1808-1820``), its surface, and the words around it.
    """
    corroborated, conflicts, checks = claims.corroborate(), claims.conflicts(), claims.checks()
    yield f"{_several(len(corroborated), 'claim')} made by more than one document"
    for found in corroborated:
        yield f"  {_about(claims, int(found.row))}: {_several(int(found.documents), 'document')}"
        yield from _rows(claims, found.rows.tolist())
    yield f"{_several(len(conflicts), 'conflict')} between documents"
    for found in conflicts:
        first, second = int(found.first), int(found.second)
        yield f"  {_about(claims, first)}: {one_line(claims[first].text)} or {one_line(claims[second].text)}"
        yield from _rows(claims, (first, second))
    checks = checks[~checks.agrees]
    yield f"{_several(len(checks), 'change')} that {'does' if len(checks) == 1 else 'do'} not add up"
    for found in checks:
        stated, implied = (number_words(round(float(value), 1)) for value in (found.stated, found.implied))
        yield f"  {_about(claims, int(found.level))}: {stated}% is written, {implied}% follows"
        yield from _rows(claims, (int(found.change), int(found.level), int(found.previous)))


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _about(claims: Claims, row: int) -> str:
    """What a row is about, and when: Russia, oil exports to China, 2023."""
    claim = claims[row]
    return one_line(", ".join(filter(None, (claim.subject, claim.measure, period_words(claim)))))


def _rows(claims: Claims, rows: Iterable[int]) -> Iterator[str]:
    for row in rows:
        claim = claims[row]
        place = f"{one_line(str(claim.doc))}:{claim.sentence}:{claim.start}-{claim.end}"
        words = surroundings(claims.texts[int(claims.arrays["doc"][row])], claim, REACH)
        yield f"    {place}  {one_line(claim.text)}  | {words}"
