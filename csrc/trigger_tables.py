"""Compiles the trigger words into the tables of the scan (scan_kernel.h says how they are read).

In: the words at which the scan has to stop, lexicon/signs.tsv (which bytes of the narrow view are letters and
fractions) and lexicon/beginnings.tsv (how English begins its words). Out: C text. The same words give the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

from tablegen import emit
from tablegen.signs import LETTER, Signs
from tablegen.source import read_rows

POSITIONS = 4
BUCKETS = 8
NONE, OTHER_LETTER, DIGIT = 0, 27, 28
LATIN_FRACTIONS = (0xBC, 0xBD, 0xBE)
ANY = frozenset(range(DIGIT + 1))

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
    return "\n".join([
        emit.array("uint8_t", "qc_trigger_code", map(str, code), "256"),
        "const uint8_t qc_trigger_sets[4][32] = {\n    {" + "},\n    {".join(rows) + "}};\n",
        emit.array("uint8_t", "qc_trigger_high_letters", map(str, high_rows(code, OTHER_LETTER)), "16"),
        emit.array("uint8_t", "qc_trigger_high_fractions", map(str, high_rows(code, DIGIT)), "16"),
    ])


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
        return reduce(lambda left, right: left & right, (
            reduce(or_, (bits[letter] for letter in letters), 0) for bits, letters in zip(self._bits, sets)
        ))


def sets_of(members: Iterable[Prefix]) -> Sets:
    """The letters of the members of a bucket at each position; one behind the end of a word, anything may stand."""
    sets: list[set[int]] = [set() for _ in range(POSITIONS)]
    for prefix in members:
        for position, letter in enumerate(prefix):
            over = position > 0 and prefix[position - 1] == NONE
            sets[position] |= ANY if over else {letter}
    return tuple(map(frozenset, sets))


def group(prefixes: list[Prefix], sample: Sample) -> list[Sets]:
    """Puts prefixes into buckets that few other words pass: joins the two that harm least, then moves single ones."""
    buckets = [[prefix] for prefix in prefixes]
    harms = {(i, j): harm(buckets[i], buckets[j], sample) for j in range(len(buckets)) for i in range(j)}
    alive = set(range(len(buckets)))
    while len(alive) > BUCKETS:
        kept, gone = min(harms, key=lambda pair: (harms[pair], pair))
        buckets[kept] += buckets[gone]
        alive.remove(gone)
        harms = {pair: value for pair, value in harms.items() if gone not in pair}
        for other in alive - {kept}:
            harms[min(kept, other), max(kept, other)] = harm(buckets[kept], buckets[other], sample)
    start = [buckets[index] for index in sorted(alive)]
    return [sets_of(members) for members in improve(start + [[] for _ in range(BUCKETS - len(start))], sample)]


def harm(left: list[Prefix], right: list[Prefix], sample: Sample) -> float:
    """What joining two buckets costs."""
    apart = total_cost([bucket_cost(sets_of(members), sample) for members in (left, right)])
    return total_cost([bucket_cost(sets_of(left + right), sample)]) - apart


def improve(buckets: list[list[Prefix]], sample: Sample) -> list[list[Prefix]]:
    """Moves one prefix at a time to the bucket where it does least harm, until none wants to move."""
    costs = [bucket_cost(sets_of(members), sample) for members in buckets]
    moved = True
    while moved:
        moved = False
        for prefix in sorted(prefix for members in buckets for prefix in members):
            moved |= move(prefix, buckets, costs, sample)
    return buckets


def move(prefix: Prefix, buckets: list[list[Prefix]], costs: list[tuple[int, float]], sample: Sample) -> bool:
    """Moves a prefix to its best bucket; says whether that is another one than before."""
    home = next(index for index, members in enumerate(buckets) if prefix in members)
    now = total_cost(costs)
    buckets[home].remove(prefix)
    left = bucket_cost(sets_of(buckets[home]), sample)
    best = home, now, costs[home]
    for index in range(BUCKETS):
        if index == home:
            continue
        joined = bucket_cost(sets_of([*buckets[index], prefix]), sample)
        trial = [left if other == home else joined if other == index else cost for other, cost in enumerate(costs)]
        if total_cost(trial) < best[1] - 1e-9:
            best = index, total_cost(trial), joined
    target, _, cost = best
    buckets[target].append(prefix)
    if target != home:
        costs[home], costs[target] = left, cost
    return target != home


def bucket_cost(sets: Sets, sample: Sample) -> tuple[int, float]:
    """The beginnings that pass a bucket, and a little for its breadth, which speaks for words outside the sample."""
    breadth = 1
    for letters in sets:
        breadth *= len(letters)
    return sample.hits(sets), breadth / 200


def total_cost(costs: Iterable[tuple[int, float]]) -> float:
    """The beginnings that pass any bucket, plus the breadths."""
    hits, breadths = zip(*costs)
    return int(reduce(or_, hits)).bit_count() + sum(breadths)


def bucket_rows(sets: list[Sets], position: int) -> list[int]:
    """The bits of the buckets for each code at a position. A digit behind a word ends it as any sign does."""
    row = [sum(1 << bucket for bucket, letters in enumerate(sets) if code in letters[position]) for code in range(32)]
    row[DIGIT] = row[NONE]
    return row
