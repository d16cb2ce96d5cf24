"""How much of the C core the tests reach, file by file, and whether that is enough.

``core_coverage.py CORE.json``: what gcovr wrote with ``--json``. ``tests/core/not_covered.tsv`` lists what no test can
reach: a file, the text of a line in it (or ``name()`` for a whole function) and the reason. Outside that list every
line must run, and of each hundred ways out of a condition (an arm of ``&&`` is one) ninety-five must be taken; a line
of the list that is no longer in its file fails too. What was not reached and is not listed goes to ``CORE.txt``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "core" / "not_covered.tsv"
LEAST_BRANCHES = 95.0

Exceptions = dict[tuple[str, str], str]


class Figures(NamedTuple):
    """Of one file: how many lines and ways there are, how many were not reached, how many of those are listed."""

    file: str
    lines: int
    lines_missed: int
    lines_listed: int
    ways: int
    ways_missed: int
    ways_listed: int


def read_list(path: Path) -> Exceptions:
    """The reason of each file and text; a text is a line without its indentation, or a function and ``()``."""
    exceptions = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 3 or not all(cells):
            raise SystemExit(f"{path.name}:{number}: a file, a line's text or function() and a reason, by tabs")
        exceptions[cells[0], cells[1]] = cells[2]
    return exceptions


def missed_ways(line: dict[str, Any]) -> int:
    return sum(not way["count"] for way in line["branches"])


def judge(file: dict[str, Any], exceptions: Exceptions, used: set[tuple[str, str]]) -> tuple[Figures, list[str]]:
    """The figures of a file and the places that are not reached and not listed; what is listed goes to `used`."""
    name = Path(file["file"]).name
    texts = (ROOT / file["file"]).read_text(encoding="utf-8").splitlines()
    counts, places = [0, 0, 0, 0, 0, 0], []
    for line in file["lines"]:
        text = texts[line["line_number"] - 1].strip()
        missed, ways = not line["count"], missed_ways(line)
        keys = {(name, text), (name, f"{line.get('function_name', '')}()")} & exceptions.keys()
        listed = bool(keys) and bool(missed or ways)
        used |= keys if listed else set()
        found = (1, missed, missed and listed, len(line["branches"]), ways, ways * listed)
        counts = [count + more for count, more in zip(counts, found)]
        if (missed or ways) and not listed:
            what = "never runs" if missed else f"{ways} of {len(line['branches'])} ways never taken"
            places.append(f"{file['file']}:{line['line_number']}: {what}: {text}")
    return Figures(name, *counts), places


def percent(missed: int, whole: int) -> float:
    return 100 * (1 - missed / whole) if whole else 100.0


def lost(exceptions: Exceptions) -> list[str]:
    """What is listed of a file that does not have it any more."""
    gone = []
    for name, text in exceptions:
        path = ROOT / "csrc" / name
        code = path.read_text(encoding="utf-8") if path.exists() else ""
        if text not in {line.strip() for line in code.splitlines()} and not (text.endswith("()") and text[:-1] in code):
            gone.append(f"{LIST.name}: {name} has no {text}")
    return gone


def table(rows: Iterable[Figures]) -> str:
    """A row a file: what was not reached, with what is listed of it in brackets."""
    lines = [f"{'file':24}{'lines':>7}{'missed':>12}{'ways':>8}{'missed':>12}{'taken':>9}"]
    for row in rows:
        lines_missed, ways_missed = f"{row.lines_missed} ({row.lines_listed})", f"{row.ways_missed} ({row.ways_listed})"
        share = percent(row.ways_missed, row.ways)
        lines.append(f"{row.file:24}{row.lines:7}{lines_missed:>12}{row.ways:8}{ways_missed:>12}{share:8.1f}%")
    return "\n".join(lines)


def main(path: Path) -> int:
    """The exit status."""
    exceptions = read_list(LIST)
    used: set[tuple[str, str]] = set()
    judged = [judge(file, exceptions, used) for file in json.loads(path.read_text())["files"] if file["lines"]]
    rows = [row for row, _ in judged]
    whole = Figures("all", *(sum(numbers) for numbers in zip(*(row[1:] for row in rows))))
    path.with_suffix(".txt").write_text("".join(f"{place}\n" for _, places in judged for place in places))
    lines = percent(whole.lines_missed - whole.lines_listed, whole.lines - whole.lines_listed)
    ways = percent(whole.ways_missed - whole.ways_listed, whole.ways - whole.ways_listed)
    print(table([*rows, whole]))
    print(f"lines {percent(whole.lines_missed, whole.lines):.2f} %, without those listed {lines:.2f} %")
    print(f"ways {percent(whole.ways_missed, whole.ways):.2f} %, without those listed {ways:.2f} %")
    for name, text in sorted(exceptions.keys() - used):
        print(f"listed and reached: {name}: {text}")
    gone = lost(exceptions)
    print("".join(f"{fault}\n" for fault in gone), end="")
    return 1 if lines < 100 or ways < LEAST_BRANCHES or gone else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
