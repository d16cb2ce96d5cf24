"""Compiles lexicon/*.tsv and grammar/*.txt into tables.h and tables.c: `python3 csrc/make_tables.py OUTDIR`.

A duplicate or a clash in the data ends it with status 1 and names file and line of both rows.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tablegen.signs import Signs
from tablegen.source import LexiconError

HEADER = """/* Made by make_tables.py from lexicon/ and grammar/; never edited, never committed. */
#ifndef QC_TABLES_H
#define QC_TABLES_H

#include <stddef.h>
#include <stdint.h>

{}
#endif
"""

SOURCE = """/* Made by make_tables.py from lexicon/ and grammar/; never edited, never committed. */
#include "tables.h"

{}"""


def main(arguments: list[str]) -> int:
    """Writes the tables into the folder that the command line names."""
    if len(arguments) != 1:
        print("usage: make_tables.py OUTDIR", file=sys.stderr)
        return 2
    try:
        parts = [Signs()]
    except LexiconError as error:
        print(f"make_tables.py: {error}", file=sys.stderr)
        return 1
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "tables.h", HEADER.format("\n".join(part.declarations() for part in parts)))
    write(folder / "tables.c", SOURCE.format("\n".join(part.definitions() for part in parts)))
    return 0


def write(path: Path, text: str) -> None:
    """Writes a file unless it holds the text already, so that make does not compile again."""
    if not path.exists() or path.read_text(encoding="ascii") != text:
        path.write_text(text, encoding="ascii")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
