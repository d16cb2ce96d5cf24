"""Why a row is what it is: its rule, and the words that gave each of its columns.

In: a row of a `Claims`. Out: an explanation that shows itself. The core reads the document once more and says which
words its stages used; here they are only put beside the columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quantclaims import _core

if TYPE_CHECKING:
    from quantclaims.record import Claim
    from quantclaims.table import Claims

Cues = dict[str, tuple[int, int]]

#: Cues that say a flag of the same name.
FLAG_CUES = ("record", "forecast", "target", "negated", "conditional")


class Reason(NamedTuple):
    """One column of a row and what gave it.

    Attributes
    ----------
    column : str
        Name of the column, or of a flag; ``scale`` and ``per`` are parts of value and unit.
    value : str
        What the column says; empty for parts and spans.
    words : str or None
        The words of the text that gave it; None where a rule did.
    start, end : int or None
        Where they stand, in code points.
    """

    column: str
    value: str
    words: str | None
    start: int | None
    end: int | None


class Explanation:
    """A row, the sentence of its rule and the words behind its columns; shows itself as text and in Jupyter.

    Attributes
    ----------
    claim : Claim
        The row.
    rule : str
        Name of the rule, or of the user's pattern.
    sentence : str
        What the rule says.
    reasons : tuple of Reason
        The columns that have something to say, in the order of the record.
    """

    __slots__ = ("claim", "reasons", "rule", "sentence")

    def __init__(self, claim: Claim, rule: str, sentence: str, reasons: tuple[Reason, ...]) -> None:
        self.claim = claim
        self.rule = rule
        self.sentence = sentence
        self.reasons = reasons

    def words(self, column: str) -> str | None:
        """The words that gave a column, or None.

        Parameters
        ----------
        column : str
            Or a flag: ``words("forecast")``.
        """
        return next((reason.words for reason in self.reasons if reason.column == column), None)

    def __repr__(self) -> str:
        from quantclaims.show import one_line

        rows = [(reason.column, reason.value, _quoted(reason.words)) for reason in self.reasons]
        widths = [max((len(row[place]) for row in rows), default=0) for place in (0, 1)]
        lines = [f"{one_line(self.claim.text)}: {self.sentence} ({self.rule})"]
        lines += [f"  {column:<{widths[0]}}  {value:<{widths[1]}}  {words}".rstrip() for column, value, words in rows]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from quantclaims.show import safe

        head = f"<b>{safe(self.claim.text)}</b>: {safe(self.sentence)} <i>({safe(self.rule)})</i>"
        lines = [f"<p>{head}</p><table><tbody>"]
        for reason in self.reasons:
            cells = (reason.column, reason.value, _quoted(reason.words))
            lines.append("<tr>" + "".join(f"<td>{safe(cell)}</td>" for cell in cells) + "</tr>")
        return "".join([*lines, "</tbody></table>"])


def _quoted(words: str | None) -> str:
    from quantclaims.show import one_line

    return "" if words is None else f"“{one_line(words)}”"


def explain(claims: Claims, row: int, extractor: _core.Extractor) -> Explanation:
    """`Claims.explain`.

    Parameters
    ----------
    claims : Claims
    row : int
    extractor : _core.Extractor
        What made the claims.
    """
    claim = claims[row]
    text = claims.texts[int(claims.arrays["doc"][row])]
    cues = extractor.explain(text, claim.start, claim.end) or {}
    figure, sense = _figure(claim, text, cues), _sense(claim, text, cues)
    reasons = (*figure, *sense, *_spans(claim, text, claims), *_flags(claim, text, cues))
    rule = claim.rule or ""
    sentence = _core.rules().get(rule, "a pattern of the user's own")
    return Explanation(claim, rule, sentence, reasons)


def _reason(column: str, value: object, text: str, span: tuple[int, int] | None) -> Reason:
    if span is None:
        return Reason(column, str(value), None, None, None)
    return Reason(column, str(value), text[slice(*span)], *span)


def _figure(claim: Claim, text: str, cues: Cues) -> list[Reason]:
    """Value, scale, high, unit and comparison."""
    from quantclaims.show import number_words

    reasons = []
    if claim.value is not None:
        reasons.append(_reason("value", number_words(claim.value), text, cues.get("number")))
    if "scale" in cues:
        reasons.append(_reason("scale", "", text, cues["scale"]))
    if claim.high is not None:
        reasons.append(_reason("high", number_words(claim.high), text, cues.get("high")))
    if claim.unit is not None:
        reasons.append(_reason("unit", claim.unit, text, cues.get("currency", cues.get("unit"))))
    if "per" in cues:
        reasons.append(_reason("per", "", text, cues["per"]))
    if claim.base_value is not None and claim.base_unit != claim.unit:
        reasons.append(_reason("base_value", f"{number_words(claim.base_value)} {claim.base_unit}", text, None))
    if claim.comparison != "=":
        reasons.append(_reason("comparison", claim.comparison, text, cues.get("comparison")))
    return reasons


def _sense(claim: Claim, text: str, cues: Cues) -> list[Reason]:
    """Role, direction and basis."""
    reasons = []
    if claim.role != "level" or "role" in cues:
        reasons.append(_reason("role", claim.role, text, cues.get("role")))
    if claim.direction:
        reasons.append(_reason("direction", f"{claim.direction:+d}", text, cues.get("direction")))
    if claim.basis != "none":
        reasons.append(_reason("basis", claim.basis, text, None))
    return reasons


def _spans(claim: Claim, text: str, claims: Claims) -> list[Reason]:
    """Link and period by the rows that gave them; timex, measure, subject and speaker."""
    from quantclaims.show import period_words

    own = (claim.start, claim.end) if claim.kind in ("date", "time", "duration") else None
    reasons = []
    if claim.link is not None:
        reasons.append(_reason("link", claim.link, text, _surface(claims[claim.link])))
    if claim.period_start is not None or claim.period_end is not None:
        given = own if claim.period_row is None else _surface(claims[claim.period_row])
        reasons.append(_reason("period", period_words(claim), text, given))
    if claim.timex is not None:
        reasons.append(_reason("timex", claim.timex, text, own))
    for column in ("measure", "subject", "speaker"):
        start, end = getattr(claim, f"{column}_start"), getattr(claim, f"{column}_end")
        if start is not None:
            reasons.append(_reason(column, "", text, (start, end)))
    return reasons


def _surface(claim: Claim) -> tuple[int, int]:
    return claim.start, claim.end


def _flags(claim: Claim, text: str, cues: Cues) -> list[Reason]:
    """Each flag, with the words that say it."""
    words = {flag: cues.get(flag) for flag in FLAG_CUES}
    words["ambiguous_unit"] = cues.get("per", cues.get("unit"))
    words["assumed_currency"] = cues.get("currency")
    return [_reason(flag, "flag", text, words.get(flag)) for flag in claim.flags]
