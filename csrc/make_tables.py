"""Compiles lexicon/*.tsv and grammar/*.txt into tables.h and tables.c: `python3 csrc/make_tables.py OUTDIR`.

A duplicate or a clash in the data ends it with status 1 and names file and line of both rows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Protocol

import trigger_tables
from tablegen.grammar import Grammar
from tablegen.hedges import TABLES, Hedges
from tablegen.holidays import Holidays
from tablegen.phrases import Phrases
from tablegen.regions import Regions
from tablegen.signs import Signs
from tablegen.source import LexiconError
from tablegen.units import BEHIND, Units
from tablegen.words import Words

HEADER = """/* Made by make_tables.py from lexicon/ and grammar/; never edited, never committed. */
#ifndef QC_TABLES_H
#define QC_TABLES_H

#include <stddef.h>
#include <stdint.h>

{}
#endif
"""

SOURCE = """/* Made by make_tables.py from lexicon/ and grammar/; never edited, never committed. */
#include "lexicon_tables.h"

{}"""


class Part(Protocol):
    """What makes a part of both files."""

    def declarations(self) -> str: ...
    def definitions(self) -> str: ...


def main(arguments: list[str]) -> int:
    """Writes the tables into the folder that the command line names."""
    if len(arguments) != 1:
        print("usage: make_tables.py OUTDIR", file=sys.stderr)
        return 2
    try:
        header, source = make_tables()
    except LexiconError as error:
        print(f"make_tables.py: {error}", file=sys.stderr)
        return 1
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "tables.h", header)
    write(folder / "tables.c", source)
    return 0


def make_tables() -> tuple[str, str]:
    """The text of tables.h and tables.c."""
    signs, words = Signs(), Words()
    holidays = Holidays()
    phrases = Phrases(signs)
    units = Units(phrases)
    hedges = Hedges(phrases, signs)
    words.link("unit_node", phrases.first_tokens(BEHIND))
    words.link("hedge_node", phrases.first_tokens(TABLES["before"]))
    parts: list[Part] = [signs, words, holidays, Grammar(signs, words, holidays), units, hedges, phrases, Regions()]
    declarations = [part.declarations() for part in parts] + [trigger_tables.trigger_declarations()]
    definitions = [part.definitions() for part in parts] + [trigger_tables.trigger_tables(words.triggers())]
    return HEADER.format("\n".join(declarations)), SOURCE.format("\n".join(definitions))


def write(path: Path, text: str) -> None:
    """Writes a file unless it holds the text already, so that make does not compile again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
