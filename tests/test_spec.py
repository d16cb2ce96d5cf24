"""The rules of tests/spec/*.md: every fenced block is an example of the paragraph before it, and a test.

A block holds, where the example needs them, a line ``date: 2024-05-16`` and a line ``options: region=US week_start=7``
(arguments of ``extract``); the text; a line ``---``; and one row a line::

    "$240 billion" money value=2.4e11 unit=USD comparison=~ flags=record,quoted

A row is the surface in double quotes, the kind, and columns with what they must hold: ``none`` is nothing, a value with
blanks is quoted, ``flags`` are exactly these. Columns that are not named are not judged. Rows that are not listed must
not be found, so that a block without rows says that nothing may be found.
"""

from __future__ import annotations

import datetime
import math
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import quantclaims as qc

SPEC = Path(__file__).parent / "spec"
ROW = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"\s+(?P<kind>\w+)(?P<columns>(?:\s.*)?)')


class Row(NamedTuple):
    """An expected row."""

    line: int
    text: str
    kind: str
    columns: dict[str, str]


class Example(NamedTuple):
    """A block: the rule before it, and what stands in it."""

    path: Path
    line: int
    rule_line: int
    rule: str
    date: str | None
    options: dict[str, Any]
    text: str
    rows: tuple[Row, ...]


class SpecError(ValueError):
    """A block that cannot be read."""


def read_row(path: Path, number: int, line: str) -> Row:
    """A line behind the ---."""
    match = ROW.fullmatch(line.strip())
    if match is None:
        raise SpecError(f'{path.name}:{number}: a row is "surface" kind column=value ..., not {line!r}')
    columns = {}
    for word in shlex.split(match["columns"]):
        name, equals, value = word.partition("=")
        if not equals or name not in qc.Claim._fields:
            raise SpecError(f"{path.name}:{number}: {word!r} is not column=value")
        columns[name] = value
    text = match["text"].replace("\\n", "\n").replace('\\"', '"')
    return Row(number, text, match["kind"], columns)


def read_block(path: Path, line: int, block: list[str], rule_line: int, rule: str) -> Example:
    """The example in the lines of a block, whose first has the number `line`."""
    head: dict[str, str] = {}
    while len(head) < len(block) and block[len(head)].startswith(("date: ", "options: ")):
        name, _, value = block[len(head)].partition(":")
        head[name] = value.strip()
    options: dict[str, Any] = dict(word.split("=") for word in head.get("options", "").split())
    options = {name: int(value) if value.isdigit() else value for name, value in options.items()}
    if "---" not in block:
        raise SpecError(f"{path.name}:{line}: a block needs a line ---")
    bar = block.index("---")
    rows = tuple(read_row(path, line + at, block[at]) for at in range(bar + 1, len(block)) if block[at].strip())
    return Example(path, line, rule_line, rule, head.get("date"), options, "\n".join(block[len(head) : bar]), rows)


def read_file(path: Path) -> Iterator[Example]:
    """The examples of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rule, rule_line, number = "", 1, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.startswith("```"):
            end = lines.index("```", number)
            yield read_block(path, number + 1, lines[number:end], rule_line, rule)
            number = end + 1
        elif line.strip() and (number == 1 or not lines[number - 2].strip() or lines[number - 2].startswith("```")):
            rule, rule_line = line.strip(), number
        elif line.strip():
            rule += "\n" + line.strip()


EXAMPLES = [example for path in sorted(SPEC.glob("*.md")) for example in read_file(path)]


def moment(value: datetime.datetime | None) -> str:
    """A date as the spec may write it: without the midnight."""
    return "none" if value is None else value.isoformat().removesuffix("T00:00:00")


def holds(claim: qc.Claim, name: str, wanted: str) -> bool:
    """Whether a column of a row holds what the spec says."""
    value: Any = getattr(claim, name)
    if name == "flags":
        return sorted(value) == sorted(word for word in wanted.split(",") if word != "none")
    if isinstance(value, datetime.datetime):
        return moment(value) == wanted.removesuffix("T00:00:00")
    if value is None or wanted == "none":
        return wanted == "none" and value in (None, "none")
    if isinstance(value, float):
        exact = name in ("value", "high")
        return value == float(wanted) if exact else math.isclose(value, float(wanted), rel_tol=1e-9)
    return str(value) == wanted


def describe(claim: qc.Claim, names: set[str]) -> str:
    """A found row, in the manner of the spec."""
    words = [f'"{claim.text}"', claim.kind]
    for name in qc.Claim._fields:
        value = getattr(claim, name)
        if name in names or (name in ("value", "unit", "period_start", "period_end") and value is not None):
            shown = moment(value) if name.startswith("period_") and name != "period_row" else value
            shown = ",".join(value) or "none" if name == "flags" else "none" if shown is None else shown
            words.append(f"{name}={shown}")
    return " ".join(words)


def mistakes(example: Example, found: list[qc.Claim]) -> list[str]:
    """What is missing, wrong or too much; empty where the rule holds. Rows are in the order of the text."""
    report, left = [], list(found)
    for row in example.rows:
        claim = next((claim for claim in left if claim.text == row.text), None)
        if claim is None:
            report.append(f'line {row.line}: "{row.text}" is not found')
            continue
        left.remove(claim)
        if claim.kind != row.kind:
            report.append(f'line {row.line}: "{row.text}" is {claim.kind}, not {row.kind}')
        for name, wanted in row.columns.items():
            if not holds(claim, name, wanted):
                value = getattr(claim, name)
                report.append(f'line {row.line}: "{row.text}" has {name}={value}, not {wanted}')
    report += [f"not in the rule: {describe(claim, set())}" for claim in left]
    return report


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.path.name}:{example.line}")
def test_rule(example: Example) -> None:
    found = list(qc.extract(example.text, date=example.date, **example.options))
    report = mistakes(example, found)
    if report:
        names = {name for row in example.rows for name in row.columns}
        lines = [
            f"tests/spec/{example.path.name}:{example.rule_line}: this rule does not hold in line {example.line}",
            *(f"    {line}" for line in example.rule.splitlines()),
            f"text (date {example.date}, options {example.options}): {example.text}",
            *report,
            "found:",
            *(f"    {describe(claim, names)}" for claim in found),
        ]
        pytest.fail("\n".join(lines), pytrace=False)


def test_there_are_enough_examples() -> None:
    assert len(EXAMPLES) >= 100


def example_of(tmp_path: Path, text: str) -> Example:
    path = tmp_path / "rules.md"
    path.write_text(text, encoding="utf-8")
    (example,) = read_file(path)
    return example


def test_a_block_is_read_as_written(tmp_path: Path) -> None:
    block = '```\ndate: 2024-05-16\nIt rose 5%.\n---\n"5%" percent value=5 unit="a b"\n```\n'
    example = example_of(tmp_path, f"# Title\n\nA rule of\ntwo lines.\n\n{block}")
    assert (example.line, example.rule_line, example.rule) == (7, 3, "A rule of\ntwo lines.")
    assert (example.date, example.text) == ("2024-05-16", "It rose 5%.")
    assert example.rows == (Row(10, "5%", "percent", {"value": "5", "unit": "a b"}),)


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    example = example_of(tmp_path, 'Rule.\n\n```\nIt rose 5% to $7.\n---\n"5%" money value=6\n"9%" percent\n```\n')
    report = "\n".join(mistakes(example, list(qc.extract(example.text))))
    assert 'line 6: "5%" is percent, not money' in report
    assert 'line 6: "5%" has value=5.0, not 6' in report
    assert 'line 7: "9%" is not found' in report
    assert 'not in the rule: "$7" money' in report


def test_a_row_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match=r"rules\.md:6"):
        example_of(tmp_path, "Rule.\n\n```\nIt rose 5%.\n---\n5% percent\n```\n")
