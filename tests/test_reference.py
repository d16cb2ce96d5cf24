"""C and the reference model read the same figures in generated sentences; no row of any text breaks what rows promise.

``QUANTCLAIMS_TRUST=1`` tries fifty thousand sentences, and other ones each time; else they are always the same.
"""

from __future__ import annotations

import lzma
import os
import re
from fractions import Fraction
from itertools import cycle
from pathlib import Path

import numpy as np
import pytest
import quantclaims as qc
import reference
from figure_sentences import Sentence, sentences
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_spec import EXAMPLES

ROOT = Path(__file__).resolve().parent.parent
LONG = bool(os.environ.get("QUANTCLAIMS_TRUST"))
#: Sentences of one example: a call of the extractor for all of them.
BATCH = 25
TRY = settings(
    deadline=None, derandomize=not LONG, max_examples=2000 if LONG else 100, suppress_health_check=list(HealthCheck)
)
#: The amount, the factor, the offset, the product and the sum are rounded, each by half a unit in the last place.
ROUNDINGS = 5


def nearest(value: Fraction | None) -> float | None:
    """The double nearest to a fraction: Python divides whole numbers so."""
    return None if value is None else value.numerator / value.denominator


def near(base: float | None, figure: reference.Figure) -> bool:
    """Whether an amount in base units is the nearest one by a power of ten, or as near as its roundings allow."""
    wanted, value = figure.base_value, figure.value
    if base is None or wanted is None:
        return base is None and wanted is None
    if value and re.fullmatch("10*(/10*)?", str(wanted / value)):
        return base == nearest(wanted)
    return abs(Fraction(base) - wanted) <= abs(wanted) * Fraction(ROUNDINGS, 2**53)


def found_by_c(claim: qc.Claim) -> tuple[object, ...]:
    return claim.start, claim.end, claim.kind, claim.value, claim.high, claim.unit, claim.comparison, claim.resolution


def wanted_by_model(figure: reference.Figure) -> tuple[object, ...]:
    value, high, size = nearest(figure.value), nearest(figure.high), nearest(figure.resolution)
    return *figure[:3], value, high, figure.unit, figure.comparison, size


def compare(text: str, rows: list[qc.Claim], figures: list[reference.Figure]) -> str | None:
    """How C and the model read a text differently."""
    found, wanted = [found_by_c(row) for row in rows], [wanted_by_model(figure) for figure in figures]
    if found == wanted and all(near(row.base_value, figure) for row, figure in zip(rows, figures)):
        return None
    bases = [row.base_value for row in rows], [nearest(figure.base_value) for figure in figures]
    return f"{text!r}\n  C     {found} {bases[0]}\n  model {wanted} {bases[1]}"


def differences(texts: list[str]) -> list[str]:
    """The texts that C and the model read differently."""
    rows: list[list[qc.Claim]] = [[] for _ in texts]
    claims = qc.extract(texts)
    check(claims, texts)
    for claim in claims:
        rows[int(claim.doc)].append(claim)
    return [each for text, found in zip(texts, rows) if (each := compare(text, found, reference.figures(text)))]


def check(claims: qc.Claims, texts: list[str]) -> None:
    """What holds of the rows of any texts."""
    columns = claims.arrays
    doc, start, end, kind = (columns[name] for name in ("doc", "start", "end", "kind"))
    assert claims["text"].tolist() == [texts[d][s:e] for d, s, e in zip(doc.tolist(), start.tolist(), end.tolist())]
    assert np.all((start >= 0) & (start < end))
    order = np.lexsort((end, start, doc))
    assert np.array_equal(order, np.arange(len(claims))), "rows are in the order of doc, start, end"
    for code in np.unique(kind):
        d, s, e = (column[kind == code] for column in (doc, start, end))
        assert not np.any((d[1:] == d[:-1]) & (s[1:] < e[:-1])), "rows of a kind do not overlap"
    for name in ("link", "period_row"):
        at = columns[name]
        linked = np.flatnonzero(at != -1)
        assert np.all((at[linked] >= 0) & (at[linked] < len(claims)) & (at[linked] != linked)), name
        assert np.array_equal(doc[at[linked]], doc[linked]), name
    since, until = columns["period_start"], columns["period_end"]
    assert np.all((since < until) | np.isnat(since) | np.isnat(until))
    assert np.all((columns["value"] <= columns["high"]) | np.isnan(columns["high"]))
    assert np.all((columns["resolution"] > 0) | np.isnan(columns["resolution"]))
    for name in ("measure", "subject", "speaker"):
        first, last = columns[f"{name}_start"], columns[f"{name}_end"]
        assert np.all(((first == -1) & (last == -1)) | ((first >= 0) & (first < last))), name


@TRY
@given(st.lists(sentences(), min_size=BATCH, max_size=BATCH))
def test_figures_are_those_of_the_model(drawn: list[Sentence]) -> None:
    report = differences([each.text for each in drawn])
    assert not report, "\n".join(report)


@settings(TRY, max_examples=20)
@given(st.lists(sentences(), min_size=BATCH, max_size=BATCH))
def test_the_model_reads_what_was_written(drawn: list[Sentence]) -> None:
    for text, surface, amount in drawn:
        assert [(text[each.start : each.end], each.value) for each in reference.figures(text)] == [(surface, amount)]


def spelled() -> list[str]:
    """A sentence for each spelling of a unit, a currency and a hedge in the lexicon, with numbers in turn."""
    before, behind = reference.currencies()
    surfaces = [join_all(number, unit) for number, unit in zip(cycle(TURNS), reference.units())]
    surfaces += [f"{number} {name}" for number, name in zip(cycle(TURNS), behind)]
    surfaces += [join_all(sign, number) for number, sign in zip(cycle(TURNS[1:]), before)]
    for phrase in reference.hedges()[2]:
        side, words = phrase.split(" ", 1)
        surfaces.append(f"{words} 1,250 tonnes" if side == "before" else f"1,250 tonnes {words}")
    return [f"The port reported {surface} in the north." for surface in surfaces]


def join_all(first: str, second: str) -> str:
    """Both, apart where letters would touch a letter or a digit."""
    return f"{first} {second}" if first[-1].isalpha() or second[0].isalpha() or second[0] == "'" else first + second


#: Numbers behind each spelling; the first stands only before one.
TURNS = ("seven", "12", "1,234.5", "3.2 million", "4½", "250", "18,000")
#: English words in the singular: "seven won" and "12 mark" are no amounts alone.
WORDS = ("seven won", "seven mark", "seven crown")


def test_every_spelling_of_the_lexicon() -> None:
    texts = [text for text in spelled() if not any(word in text for word in WORDS)]
    assert len(texts) > 4000
    report = differences(texts)
    assert not report, "\n".join(report)


def test_rows_of_real_texts_hold_together() -> None:
    folders = (ROOT / "tests" / "articles", ROOT.parent / "shared" / "articles")
    texts = [path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("*.txt"))]
    texts += [example.text for example in EXAMPLES]
    check(qc.extract(texts, date="2024-05-16"), texts)
    check(qc.extract(texts), texts)


@pytest.mark.parametrize("name", ["news", "reuters"])
def test_rows_of_news_hold_together(shared: Path, name: str) -> None:
    path = shared / "bench" / f"{name}.txt.xz"
    if not path.exists():
        pytest.skip("no bench beside the repository")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        text = file.read(60_000_000 if LONG else 2_000_000)
    texts = [text[at : at + 20_000] for at in range(0, len(text), 20_000)]
    check(qc.extract(texts, date="2024-05-16"), texts)
