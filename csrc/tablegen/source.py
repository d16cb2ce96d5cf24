"""Reading the lexicon: TSV files with a head line, comments that begin with #, and faults that name file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEXICON = Path(__file__).resolve().parent.parent / "lexicon"
GRAMMAR = LEXICON.parent / "grammar"


class LexiconError(Exception):
    """A fault in the data; the message names file and line."""


@dataclass(frozen=True)
class Row:
    """One line of a TSV file, its cells by the names of the head line."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells[name]

    def fault(self, message: str) -> LexiconError:
        """An error that says where this row stands."""
        return LexiconError(f"{self}: {message}")

    def clash(self, other: Row, what: str) -> LexiconError:
        """An error that shows two rows which cannot both be."""
        return LexiconError(f"{what}\n  {other}: {other.text()}\n  {self}: {self.text()}")

    def text(self) -> str:
        """The row as it was written."""
        return " | ".join(self.cells.values())

    def number(self, name: str) -> int:
        """A cell as an integer."""
        try:
            return int(self[name])
        except ValueError:
            raise self.fault(f"column {name}: not an integer: {self[name]!r}") from None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def read_rows(name: str) -> Iterator[Row]:
    """The rows of lexicon/`name`; a missing file has none."""
    path = LEXICON / name
    if not path.exists():
        return
    head: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if head is None:
            head = cells
            continue
        if len(cells) > len(head):
            raise LexiconError(f"{name}:{number}: {len(cells)} cells, the head line has {len(head)}")
        cells += [""] * (len(head) - len(cells))
        yield Row(name, number, dict(zip(head, (cell.strip() for cell in cells))))


def read_ranges(row: Row, name: str) -> Iterator[tuple[int, int]]:
    """The ranges of code points of a cell: hexadecimal, first-last or single, separated by spaces."""
    for item in row[name].split():
        first, _, last = item.partition("-")
        try:
            yield int(first, 16), int(last or first, 16)
        except ValueError:
            raise row.fault(f"not a range of code points: {item!r}") from None
