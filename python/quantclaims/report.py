"""What documents say together, as lines for a terminal: what several say, what contradicts, what does not add up.

In: a `Claims` of several documents. Out: lines of text. Which claims those are is decided in corroborate.py and
algebra.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quantclaims.show import number_words, one_line, period_words, surroundings

if TYPE_CHECKING:
    from quantclaims.record import Claim
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
    checks = checks[~checks.agrees]
    rows = list(claims)
    docs = claims.arrays["doc"].tolist()

    def listed(*chosen: int) -> Iterator[str]:
        return (_line(rows[row], claims.texts[docs[row]]) for row in chosen)

    yield f"{_several(len(corroborated), 'claim')} made by more than one document"
    for found in corroborated:
        yield f"  {_about(rows[found.row])}: {_several(int(found.documents), 'document')}"
        yield from listed(*found.rows.tolist())
    yield f"{_several(len(conflicts), 'conflict')} between documents"
    for found in conflicts:
        first, second = rows[found.first], rows[found.second]
        yield f"  {_about(first)}: {one_line(first.text)} or {one_line(second.text)}"
        yield from listed(found.first, found.second)
    yield f"{_several(len(checks), 'change')} that {'does' if len(checks) == 1 else 'do'} not add up"
    for found in checks:
        stated, implied = (number_words(round(float(percent), 1)) for percent in (found.stated, found.implied))
        yield f"  {_about(rows[found.level])}: {stated}% is written, {implied}% follows"
        yield from listed(found.change, found.level, found.previous)


def _several(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def _about(claim: Claim) -> str:
    """What a row is about, and when: Russia, oil exports to China, 2023."""
    return one_line(", ".join(filter(None, (claim.subject, claim.measure, period_words(claim)))))


def _line(claim: Claim, text: str) -> str:
    place = f"{one_line(str(claim.doc))}:{claim.sentence}:{claim.start}-{claim.end}"
    return f"    {place}  {one_line(claim.text)}  | {surroundings(text, claim, REACH)}"
