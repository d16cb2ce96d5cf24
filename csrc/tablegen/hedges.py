"""Hedges and bounds: rows of hedges.tsv in the trie of phrases; those before a number have their tokens in reverse."""

from __future__ import annotations

import re

from tablegen import aliases, emit
from tablegen.phrases import Phrases
from tablegen.signs import Signs
from tablegen.source import LEXICON, read_rows

# Tables of the trie.
TABLES = {"before": "b", "behind": "a"}


DECLARATIONS = """
/* How the last word of a hedge before a number ends, its last letter first; how the first word of one behind begins. */
extern const uint32_t qc_hedge_end_pairs[32], qc_hedge_begin_pairs[32];

/* The signs that end such a hedge; 0 behind the last. */
extern const uint8_t qc_hedge_signs[];
"""


class Hedges:
    """What of hedges lets most words be passed over; the phrases themselves are in the trie."""

    def __init__(self, phrases: Phrases, signs: Signs) -> None:
        self._signs = signs
        self._firsts: dict[str, set[str]] = {side: set() for side in TABLES}
        add_hedges(phrases, self._firsts)

    def declarations(self) -> str:
        """The part of tables.h."""
        return DECLARATIONS

    def definitions(self) -> str:
        """The part of tables.c."""
        ends = sorted(word[::-1] for word in self._firsts["before"] if word.isalpha())
        begins = sorted(word for word in self._firsts["behind"] if word.isalpha())
        signs = sorted(self._signs.narrow(sign)[0] for sign in self._firsts["before"] if not sign.isalpha())
        return "\n".join(
            [
                emit.pairs("qc_hedge_end_pairs", ends),
                emit.pairs("qc_hedge_begin_pairs", begins),
                emit.array("uint8_t", "qc_hedge_signs", [str(sign) for sign in [*signs, 0]]),
            ]
        )


def add_hedges(phrases: Phrases, firsts: dict[str, set[str]]) -> None:
    """Adds the rows of hedges.tsv; to `firsts`, by side, the words that are next to the number."""
    header = (LEXICON.parent.parent / "include" / "quantclaims.h").read_text(encoding="utf-8")
    listing = header[header.index("define QC_COMPARISONS") : header.index("define QC_ROLES")]
    codes = {word: code for code, word in enumerate(re.findall(r'X\(\w+, "([^"]+)"\)', listing))}
    for row in read_rows("hedges.tsv"):
        if row["side"] not in TABLES or row["comparison"] not in codes:
            raise row.fault("side is before or behind, comparison one of " + " ".join(codes))
        for item in aliases.split_outside(row["phrases"], "|"):
            for text in aliases.spellings(item):
                parts = aliases.tokens(text)
                if row["side"] == "before":
                    parts = backwards(parts)
                firsts[row["side"]].add(parts[0].strip())
                phrases.add(TABLES[row["side"]], parts, True, (codes[row["comparison"]], (), row))


def backwards(parts: list[str]) -> list[str]:
    """Tokens from the last to the first; the blank of a token goes to the one that comes behind it now."""
    words = [part.strip() for part in parts]
    blanks = [part.startswith(" ") for part in parts]
    return [(" " if at + 1 < len(words) and blanks[at + 1] else "") + words[at] for at in reversed(range(len(words)))]
