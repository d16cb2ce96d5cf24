"""A perfect hash over byte strings: hash and displace, with the arithmetic of qc_hash_... in lexicon_tables.h.

Keys are hashed by eight bytes at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tablegen import emit
from tablegen.source import LexiconError

MASK_64 = 0xFFFFFFFFFFFFFFFF
# An odd constant with well-spread bits: 2^64 over the golden ratio.
SPREAD_64 = 0x9E3779B97F4A7C15


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
    """64 bits to 64; the higher a bit, the more of the letters it depends on."""
    return value * SPREAD_64 & MASK_64


class PerfectHash:
    """Which slot each key has; slot tables hold index + 1, and 0 where no key is.

    The highest bits of a key's hash are its bucket; those below are its slot, but for the bits that
    the bucket turns over.
    """

    def __init__(self, keys: Sequence[bytes], hash_of: Callable[[bytes, int], int]) -> None:
        self.bits = max(4, (len(keys) * 5 // 4).bit_length())
        self.bucket_bits = max(2, self.bits - 2)
        self.start, hashes = self._distinct(keys, hash_of)
        buckets: dict[int, list[int]] = {}
        for index, value in enumerate(hashes):
            buckets.setdefault(value >> self.bits, []).append(index)
        self.displacements = [0] * (1 << self.bucket_bits)
        self.slots = [0] * (1 << self.bits)
        for bucket in sorted(buckets, key=lambda number: (-len(buckets[number]), number)):
            self._place(bucket, buckets[bucket], hashes)

    def _distinct(self, keys: Sequence[bytes], hash_of: Callable[[bytes, int], int]) -> tuple[int, list[int]]:
        """A start, and of each hash the bits that are used, which are apart."""
        for start in range(1000):
            hashes = [hash_of(key, start) >> (64 - self.bucket_bits - self.bits) for key in keys]
            if len(set(hashes)) == len(keys):
                return start, hashes
        raise LexiconError("no start of the hash keeps the keys apart: is a key there twice?")

    def _place(self, bucket: int, members: list[int], hashes: list[int]) -> None:
        last = (1 << self.bits) - 1
        for displacement in range(last + 1):
            places = [hashes[index] & last ^ displacement for index in members]
            if not any(self.slots[place] for place in places):
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
                f"#define {name.upper()} {{{name}_displacements, {name}_slots, {self.start}, "
                f"{self.bucket_bits}, {self.bits}}}\n",
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
