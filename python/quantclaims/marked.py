"""Articles with their figures marked by kind, what the figures are about underlined, and changes led to their levels.

In: texts and their rows. Out: HTML that needs nothing else. Every text that comes from a document is escaped.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from quantclaims.record import Claim
from quantclaims.show import one_line, period_words, safe, value_words

if TYPE_CHECKING:
    from quantclaims.table import Claims

#: Background and line of each kind: tints and tones of the palette of Okabe and Ito, for colour-blind readers too.
COLOURS = {
    "money": ("#ffe9b8", "#b87700"),
    "percent": ("#d3ecfa", "#2b86b8"),
    "quantity": ("#c9ecdf", "#00755a"),
    "count": ("#f6dcea", "#a8517f"),
    "duration": ("#fbdcc8", "#b34a00"),
    "date": ("#e6e6e6", "#5a5a5a"),
    "time": ("#e6e6e6", "#5a5a5a"),
}
#: From a change to its level.
LEADS = {1: "↗", 0: "→", -1: "↘"}
#: Articles that a notebook shows, of more than that; a page has all of them.
SHOWN = 10
#: What a figure is about, underlined in its article.
SPANS = ("measure", "subject", "speaker")


def tooltip(claim: Claim) -> str:
    """Kind, value, unit and period of a figure, one a line."""
    lines = [claim.kind]
    if claim.value is not None:
        unit = claim.unit_name or claim.unit or ""
        lines.append(f"value: {value_words(claim)} {unit}".rstrip())
    if claim.direction:
        lines.append(f"{claim.role}: {'up' if claim.direction > 0 else 'down'}")
    lines.append(f"period: {period_words(claim) or claim.timex or 'not known'}")
    for name in SPANS:
        if getattr(claim, name):
            lines.append(f"{name}: {one_line(getattr(claim, name))}")
    if claim.flags:
        lines.append(f"flags: {', '.join(claim.flags)}")
    return "\n".join(lines)


def _spans(claims: Sequence[Claim]) -> list[tuple[int, int, str]]:
    """The spans of measures, subjects and speakers, each once."""
    spans = {
        (getattr(claim, f"{name}_start"), getattr(claim, f"{name}_end"), name) for claim in claims for name in SPANS
    }
    return [span for span in spans if span[0] is not None and span[1] is not None]


def _arrow(claim: Claim, level: Claim, anchor: str) -> str:
    """From a change or a previous figure to its level, in words that lead to its mark."""
    title = f"{claim.role}: the level is {one_line(level.text)}"
    words = f"{LEADS[claim.direction]} {one_line(level.text)}"
    return f'<a class="qc-link" href="#{anchor}" title="{safe(title)}">{safe(words)}</a>'


def marked(text: str, claims: Iterable[Claim], prefix: str = "qc") -> str:
    """A text with its figures in <mark>, what they are about underlined, and links to levels, as HTML.

    Parameters
    ----------
    text : str
    claims : iterable of Claim
        Those of this text; ``link`` is a place among them.
    prefix : str
        What the ids of the marks begin with.
    """
    rows = list(claims)
    opened: list[int] = []
    at = 0
    for row, claim in enumerate(rows):
        if claim.start >= at:
            opened.append(row)
            at = claim.end
    shown = set(opened)
    targets = {rows[row].link for row in opened}
    tags: dict[int, list[str]] = {0: [], len(text): []}
    for row in opened:
        claim = rows[row]
        title = safe(tooltip(claim)).replace("\n", "&#10;")
        name = f' id="{prefix}-{row}"' if row in targets else ""
        # The marks are in order and do not overlap: what ends somewhere is listed before what begins there.
        tags.setdefault(claim.start, []).append(f'<mark class="qc-{claim.kind}" title="{title}"{name}>')
        ends = tags.setdefault(claim.end, [])
        ends.append("</mark>")
        if claim.link is not None and claim.link in shown:
            ends.append(_arrow(claim, rows[claim.link], f"{prefix}-{claim.link}"))
    return _woven(text, tags, _spans(rows))


def _woven(text: str, tags: dict[int, list[str]], spans: list[tuple[int, int, str]]) -> str:
    """A text with tags at their places, and its spans in <u>, piece by piece, so that all is well nested."""
    edges: dict[int, list[tuple[str, int]]] = {}
    for start, end, name in spans:
        edges.setdefault(start, []).append((name, 1))
        edges.setdefault(end, []).append((name, -1))
    depth: dict[str, int] = dict.fromkeys(SPANS, 0)
    parts, at = [], 0
    for place in sorted(tags.keys() | edges.keys()):
        words, names = safe(text[at:place]), [f"qc-{name}" for name in SPANS if depth[name]]
        parts.append(f'<u class="{" ".join(names)}">{words}</u>' if names and words else words)
        parts += tags.get(place, [])
        for name, step in edges.get(place, []):
            depth[name] += step
        at = place
    return "".join(parts)


STYLE = (
    ".qc-article{white-space:pre-wrap;overflow-wrap:anywhere;max-width:44em;line-height:1.6}"
    ".qc-article mark,.qc-legend mark{color:#111;border-radius:.15em;padding:0 .1em;cursor:help}"
    ".qc-article mark,.qc-legend mark{print-color-adjust:exact}"
    "u.qc-measure{text-decoration:underline solid #8a8a8a 1px;text-underline-offset:.2em}"
    "u.qc-subject{text-decoration:underline dashed #8a8a8a 1px;text-underline-offset:.2em}"
    "u.qc-speaker{text-decoration:underline dotted #8a8a8a 1px;text-underline-offset:.2em}"
    ".qc-article a.qc-link,.qc-legend a.qc-link{font-size:.72em;vertical-align:super;line-height:0;color:inherit;"
    "opacity:.7;text-decoration:none;margin-left:.15em;white-space:nowrap;user-select:none}"
    ".qc-article mark:target{outline:2px solid #111}"
    + "".join(
        f"mark.qc-{kind}{{background:{back};border-bottom:2px {'dotted' if kind == 'time' else 'solid'} {line}}}"
        for kind, (back, line) in COLOURS.items()
    )
)


def places(claims: Claims, doc: object) -> range:
    """The places of the documents to show: all of them for None, else that of a name or of a place.

    Parameters
    ----------
    claims : Claims
    doc : object

    Raises
    ------
    IndexError, KeyError
        Where there is no such document.
    """
    every = range(len(claims.names))
    if doc is None:
        return every
    if doc in claims.names:
        place = claims.names.index(doc)
    elif isinstance(doc, int):
        if not -len(every) <= doc < len(every):
            raise IndexError(f"no document {doc}: there are {len(every)}")
        place = every[doc]
    else:
        raise KeyError(f"no document {doc!r}: there are {', '.join(map(repr, claims.names[:SHOWN]))} …")
    return range(place, place + 1)


class Marked:
    """Articles with their figures marked by kind; shown by Jupyter, saved as a page by `save`."""

    def __init__(self, claims: Claims, docs: Sequence[int]) -> None:
        self._claims = claims
        self._docs = docs

    def _repr_html_(self) -> str:
        more = len(self._docs) - SHOWN
        rest = f"<p>… {more} more; show(doc) shows one of them, save(path) writes all</p>" if more > 0 else ""
        return self._html(self._docs[:SHOWN]) + rest

    def _html(self, docs: Sequence[int]) -> str:
        legend = " ".join(
            [f'<mark class="qc-{kind}">{kind}</mark>' for kind in COLOURS]
            + [f'<u class="qc-{name}">{name}</u>' for name in SPANS]
            + ['<a class="qc-link">↗ level</a>']
        )
        return f'<style>{STYLE}</style><p class="qc-legend">{legend}</p>' + "".join(map(self._article, docs))

    def _article(self, doc: int) -> str:
        rows = self._claims[self._claims.arrays["doc"] == doc]
        text, name = self._claims.texts[doc], safe(str(self._claims.names[doc]))
        heading = f"<h2>{name}</h2>" if len(self._docs) > 1 else ""
        # Several articles may stand on one page, in a notebook too: each has ids of its own.
        prefix = f"qc-{zlib.crc32(text.encode('utf-8', 'replace')):x}-{doc}"
        return f'{heading}<div class="qc-article">{marked(text, rows, prefix)}</div>'

    def __repr__(self) -> str:
        return f"<{len(self._docs)} marked article{'s' * (len(self._docs) != 1)}; save(path) writes a page>"

    def page(self, title: str = "quantclaims") -> str:
        """A whole page of HTML that needs nothing else."""
        return (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{safe(title)}</title><style>body{{font:16px/1.6 Georgia,serif;margin:2em auto;max-width:46em;"
            "padding:0 1em;color:#111;background:#fff}</style></head>\n"
            f"<body>\n{self._html(self._docs)}\n</body></html>\n"
        )

    def save(self, path: str | os.PathLike[str], title: str = "quantclaims") -> None:
        """Write the page.

        Parameters
        ----------
        path : path
            Where to; a file that is there is replaced.
        title : str
            What the browser shows as its name.
        """
        with open(path, "w", encoding="utf-8", newline="\n") as out:
            out.write(self.page(title))
