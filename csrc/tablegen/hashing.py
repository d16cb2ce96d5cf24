"""A perfect hash over byte strings: hash and displace, with the arithmetic of qc_hash_... in lexicon_tables.h.

Keys are hashed by eight bytes at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tablegen import emit
from tablegen.source import LexiconError

MASK, MASK_64 = 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF
# Any; it is varied until no two keys have one hash.
START = 0x811C9DC5
# Odd constants with well-spread bits: MurmurHash3's and the golden ratio.
MIX, SPREAD, SPREAD_64 = 0x85EBCA6B, 0x9E3779B1, 0x9E3779B97F4A7C15
MAX_DISPLACEMENT = 0xFFFF


def letters_of(word: bytes) -> list[int]:
    """A word as numbers of eight letters, the first letter lowest."""
    return [int.from_bytes(word[at : at + 8], "little") for at in range(0, len(word), 8)]


def hash_key(word: bytes, start: int) -> int:
    """The hash of a word or of the key of a phrase."""
    value = start
    for letters in letters_of(word):
        value = mix(value ^ letters)
    return value


def mix(value: int) -> int:
    """64 bits to 32, each of which depends on all letters."""
    value = value * SPREAD_64 & MASK_64
    return (value ^ value >> 32) & MASK


class PerfectHash:
    """Which slot each key has; slot tables hold index + 1, and 0 where no key is."""

    def __init__(self, keys: Sequence[bytes], hash_of: Callable[[bytes, int], int]) -> None:
        self.bits = max(4, (len(keys) * 5 // 4).bit_length())
        self.bucket_bits = max(2, self.bits - 2)
        self.start, hashes = self._distinct(keys, hash_of)
        buckets: dict[int, list[int]] = {}
        for index, value in enumerate(hashes):
            buckets.setdefault(value >> (32 - self.bucket_bits), []).append(index)
        self.displacements = [0] * (1 << self.bucket_bits)
        self.slots = [0] * (1 << self.bits)
        for bucket in sorted(buckets, key=lambda number: (-len(buckets[number]), number)):
            self._place(bucket, buckets[bucket], hashes)

    @staticmethod
    def _distinct(keys: Sequence[bytes], hash_of: Callable[[bytes, int], int]) -> tuple[int, list[int]]:
        for start in range(START, START + 1000):
            hashes = [hash_of(key, start) for key in keys]
            if len(set(hashes)) == len(keys):
                return start, hashes
        raise LexiconError("no start of the hash keeps the keys apart: is a key there twice?")

    def _place(self, bucket: int, members: list[int], hashes: list[int]) -> None:
        shift = 32 - self.bits
        for displacement in range(MAX_DISPLACEMENT):
            places = [((hashes[index] ^ displacement * SPREAD & MASK) * MIX & MASK) >> shift for index in members]
            if len(set(places)) == len(places) and not any(self.slots[place] for place in places):
                self.displacements[bucket] = displacement
                for place, index in zip(places, members):
                    self.slots[place] = index + 1
                return
        raise LexiconError("the hash found no place for a bucket of keys")

    def declaration(self, name: str) -> str:
        """C text for tables.h: the arrays, and the constants as an initializer, so that the compiler sees them."""
        return "\n".join(
            [
                f"extern const uint16_t {name}_displacements[];",
                f"extern const uint16_t {name}_slots[];",
                f"#define {name.upper()} {{{name}_displacements, {name}_slots, 0x{self.start:08X}, "
                f"{32 - self.bucket_bits}, {32 - self.bits}}}\n",
            ]
        )

    def definition(self, name: str) -> str:
        """C text for tables.c."""
        return "\n".join(
            [
                emit.array("uint16_t", f"{name}_displacements", map(str, self.displacements)),
                emit.array("uint16_t", f"{name}_slots", map(str, self.slots)),
            ]
        )
