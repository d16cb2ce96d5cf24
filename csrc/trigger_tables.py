"""Compiles the trigger words into the tables of the scan (scan_kernel.h says how they are read).

In: the words at which the scan has to stop, lexicon/signs.tsv (which bytes of the narrow view are letters and
fractions) and lexicon/beginnings.tsv (how English begins its words). Out: C text. The same words give the same tables.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import or_

from tablegen import emit
from tablegen.signs import LETTER, Signs
from tablegen.source import read_rows

POSITIONS = 4
BUCKETS = 8
NONE, OTHER_LETTER, DIGIT = 0, 27, 28
LATIN_FRACTIONS = (0xBC, 0xBD, 0xBE)
ANY = frozenset(range(DIGIT + 1))
# The search for buckets: after so many rounds it finds little more; a prefix more is worth more than its breadth.
ROUNDS, MOST_TAKEN = 800, 8
BREADTH_WEIGHT = 1 / 800

DECLARATIONS = """
/* What each byte of the narrow view is to the scan: 0 nothing, 1-26 an ASCII letter, 27 another letter, 28 a digit or a
 * vulgar fraction. */
extern const uint8_t qc_trigger_code[256];

/* Eight buckets of trigger words: bit b of [p][code] is set where a word of bucket b has that code as its letter p,
 * or is over before it. */
extern const uint8_t qc_trigger_sets[4][32];

/* The upper half of the narrow view for SIMD: bit h of [l] is set where byte 0x80 + 16 * h + l is a letter, a
 * fraction. */
extern const uint8_t qc_trigger_high_letters[16];
extern const uint8_t qc_trigger_high_fractions[16];
"""

Prefix = tuple[int, ...]
Sets = tuple[frozenset[int], ...]


def trigger_declarations() -> str:
    """The part of tables.h."""
    return DECLARATIONS


def trigger_tables(words: Iterable[str]) -> str:
    """The part of tables.c for words in any case; what follows the first run of ASCII letters in a word is left out."""
    code = byte_codes()
    sets = group(sorted({prefix_of(word) for word in words}), Sample())
    rows = (", ".join(str(row) for row in bucket_rows(sets, position)) for position in range(POSITIONS))
    return "\n".join(
        [
            emit.array("uint8_t", "qc_trigger_code", map(str, code), "256"),
            "const uint8_t qc_trigger_sets[4][32] = {\n    {" + "},\n    {".join(rows) + "}};\n",
            emit.array("uint8_t", "qc_trigger_high_letters", map(str, high_rows(code, OTHER_LETTER)), "16"),
            emit.array("uint8_t", "qc_trigger_high_fractions", map(str, high_rows(code, DIGIT)), "16"),
        ]
    )


def byte_codes() -> list[int]:
    """What each byte of the narrow view is to the scan."""
    signs = Signs()
    fractions = [int(row["byte"], 16) for row in read_rows("signs.tsv") if row["class"] == "fraction"]
    codes = [OTHER_LETTER if bits & LETTER else NONE for bits in signs.classes]
    for letter in range(26):
        codes[ord("a") + letter] = codes[ord("A") + letter] = letter + 1
    for byte in [*LATIN_FRACTIONS, *fractions, *b"0123456789"]:
        codes[byte] = DIGIT
    return codes


def high_rows(codes: Sequence[int], wanted: int) -> list[int]:
    """The bytes 80-FF with a code, one bit a high nibble, by low nibble."""
    return [sum(1 << high for high in range(8) if codes[0x80 + 16 * high + low] == wanted) for low in range(16)]


def prefix_of(word: str) -> Prefix:
    """The codes of the first letters of a word, NONE behind its end."""
    letters = []
    for character in word.lower():
        if not "a" <= character <= "z":
            break
        letters.append(ord(character) - ord("a") + 1)
    if not letters:
        raise ValueError(f"a trigger word has to begin with an ASCII letter: {word!r}")
    return tuple((letters + [NONE] * POSITIONS)[:POSITIONS])


class Sample:
    """Beginnings of English words, as often as they are: a bit set of them a position and letter."""

    def __init__(self) -> None:
        self._bits = [[0] * 32 for _ in range(POSITIONS)]
        size = 0
        for row in read_rows("beginnings.tsv"):
            run = ((1 << row.number("count")) - 1) << size
            for position, letter in enumerate(prefix_of(row["beginning"])):
                self._bits[position][letter] |= run
            size += row.number("count")

    def hits(self, sets: Sets) -> int:
        """The beginnings that pass the four sets of a bucket."""
        return reduce(
            lambda left, right: left & right,
            (reduce(or_, (bits[letter] for letter in letters), 0) for bits, letters in zip(self._bits, sets)),
        )


def sets_of(members: Iterable[Prefix]) -> Sets:
    """The letters of the members of a bucket at each position; one behind the end of a word, anything may stand."""
    sets: list[set[int]] = [set() for _ in range(POSITIONS)]
    for prefix in members:
        for position, letter in enumerate(prefix):
            over = position > 0 and prefix[position - 1] == NONE
            sets[position] |= ANY if over else {letter}
    return tuple(map(frozenset, sets))


@dataclass(frozen=True)
class Bucket:
    """Some prefixes, and what they let pass."""

    members: tuple[Prefix, ...]
    sets: Sets
    hits: int
    """The beginnings of the sample that pass, as a bit set."""
    breadth: float
    """What it may let pass besides, of the words outside the sample."""

    @staticmethod
    def of(members: Iterable[Prefix], sample: Sample) -> Bucket:
        """The bucket of these members."""
        members = tuple(members)
        sets = sets_of(members)
        return Bucket(members, sets, sample.hits(sets), prod(len(letters) for letters in sets) * BREADTH_WEIGHT)


def group(prefixes: list[Prefix], sample: Sample) -> list[Sets]:
    """Puts prefixes into buckets that few other words pass: puts each where it harms least, then takes some out by
    chance and puts them in again, many times, and keeps what has become no worse."""
    chance = random.Random(0)
    buckets = [Bucket.of([], sample)] * BUCKETS
    for prefix in sorted(prefixes, key=lambda prefix: -Bucket.of([prefix], sample).hits.bit_count()):
        put(prefix, buckets, sample)
    for _ in range(ROUNDS if prefixes else 0):
        pool = prefixes if chance.random() < 0.5 else list(chance.choice(buckets).members)
        gone = chance.sample(pool, min(len(pool), chance.randint(1, MOST_TAKEN)))
        trial = [without(bucket, set(gone), sample) for bucket in buckets]
        for prefix in gone:
            put(prefix, trial, sample)
        if total_cost(trial) <= total_cost(buckets):
            buckets = trial
    return [bucket.sets for bucket in buckets]


def without(bucket: Bucket, gone: set[Prefix], sample: Sample) -> Bucket:
    """The bucket without some of its members."""
    kept = [prefix for prefix in bucket.members if prefix not in gone]
    return bucket if len(kept) == len(bucket.members) else Bucket.of(kept, sample)


def put(prefix: Prefix, buckets: list[Bucket], sample: Sample) -> None:
    """Adds a prefix to the bucket where it harms least."""
    grown = [Bucket.of((*bucket.members, prefix), sample) for bucket in buckets]
    costs = [total_cost([*buckets[:i], grown[i], *buckets[i + 1 :]]) for i in range(BUCKETS)]
    best = costs.index(min(costs))
    buckets[best] = grown[best]


def total_cost(buckets: Iterable[Bucket]) -> float:
    """How many beginnings of the sample pass any bucket, plus the breadths."""
    buckets = list(buckets)
    return reduce(or_, (bucket.hits for bucket in buckets)).bit_count() + sum(bucket.breadth for bucket in buckets)


def bucket_rows(sets: list[Sets], position: int) -> list[int]:
    """The bits of the buckets for each code at a position. A digit behind a word ends it as any sign does."""
    row = [sum(1 << bucket for bucket, letters in enumerate(sets) if code in letters[position]) for code in range(32)]
    row[DIGIT] = row[NONE]
    return row
