"""Phrases of several tokens as a hashed trie: every beginning of a phrase is a node.

A node is found from the node before it and the token that leads to it.

In: phrases by table (what follows a number, a currency before a number, a hedge before or behind). Out:
qc_phrase_nodes, qc_phrase_entries and their hash, in the shapes of lexicon_tables.h. Tokens are in lower case.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tablegen import aliases, emit
from tablegen.hashing import PerfectHash, hash_key, letters_of
from tablegen.pool import Pool
from tablegen.signs import UPPER, Signs
from tablegen.source import LexiconError, Row

MAX_PHRASE = 62
MAX_TOKENS = 12
MAX_TOKEN = 32
# The parents of first tokens: this and the letter of the table, above all indices of nodes.
ROOT = 0x10000
# A table whose phrases are read from the last token to the first, each by its last letter.
BACKWARDS = "b"
# A table whose phrases are looked up as a whole, as one token.
WHOLE = "c"


@dataclass
class Entry:
    """What a spelling means: a code, traits of the alias, the row it comes from. Without exact, any case is right."""

    exact: bytes | None
    code: int
    flags: tuple[str, ...]
    row: Row


@dataclass
class Node:
    """A beginning of phrases: the one before it and the token between, and the entries of those that end here."""

    parent: bytes
    apart: bool
    token: bytes
    nexts: int = 0
    entries: list[Entry] = field(default_factory=list)


class Phrases:
    """The trie of all tables."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._nodes: dict[bytes, Node] = {}

    def add(self, table: str, parts: list[str], any_case: bool, entry_of: tuple[int, tuple[str, ...], Row]) -> None:
        """Adds a phrase, given as its tokens, to a table; what it clashes with is a LexiconError."""
        code, flags, row = entry_of
        spelling = self._narrow("".join(parts), row)
        if len(parts) > MAX_TOKENS or len(spelling) > MAX_PHRASE:
            raise row.fault(f"longer than {MAX_TOKENS} tokens or {MAX_PHRASE} letters: {''.join(parts)}")
        key = table.encode()
        for part in parts:
            node, key = self._add_token(key, self._fold(self._narrow(part, row)), row)
        self._add_entry(node, Entry(None if any_case else spelling, code, flags, row), "".join(parts))

    def _add_token(self, parent: bytes, part: bytes, row: Row) -> tuple[Node, bytes]:
        """The node that a token leads to, and its key: the letter of the table and the phrase so far."""
        token = part.removeprefix(b" ")
        if len(token) > MAX_TOKEN:
            raise row.fault(f"a token of more than {MAX_TOKEN} letters: {token!r}")
        if parent in self._nodes:
            seen = token[-1] if parent.startswith(BACKWARDS.encode()) else token[0]
            self._nodes[parent].nexts |= 1 << (seen & 31)
        node = self._nodes.setdefault(parent + part, Node(parent, token != part, token))
        return node, parent + part

    @staticmethod
    def _add_entry(node: Node, entry: Entry, text: str) -> None:
        for other in node.entries:
            if other.exact != entry.exact:
                continue
            if other.code != entry.code or other.row is not entry.row:
                raise entry.row.clash(other.row, f"{text!r} stands for two things")
            return
        node.entries.append(entry)

    def _narrow(self, text: str, row: Row) -> bytes:
        try:
            return self._signs.narrow(text)
        except LexiconError as error:
            raise row.fault(str(error)) from None

    def _fold(self, text: bytes) -> bytes:
        return bytes(byte | 0x20 if self._signs.classes[byte] & UPPER else byte for byte in text)

    def definitions(self) -> str:
        """The part of tables.c: node 0 is none."""
        pool = Pool()
        nodes = ["{0}"]
        entries: list[str] = []
        keys = sorted(self._nodes)
        for key, way in zip(keys, self._ways()):
            node = self._nodes[key]
            first = len(entries)
            exact_first = sorted(node.entries, key=lambda entry: entry.exact is None)
            entries += [self._entry(entry, pool) for entry in exact_first]
            letters, *others = letters_of(node.token)
            text = pool.place(b"".join(number.to_bytes(8, "little") for number in others))
            counts = f"{first}, {len(node.token)}, {len(node.entries)}"
            nodes.append(f"{{0x{letters:X}, {way}, 0x{node.nexts:X}, {text}, {counts}}}")
        if len(nodes) > 0xFFFF or len(entries) > 0xFFFF:
            raise LexiconError("more than 65535 phrases: the types of lexicon_tables.h must grow")
        return "\n".join(
            [
                pool.definition("qc_phrase_pool"),
                emit.array("qc_phrase_node", "qc_phrase_nodes", nodes),
                emit.array("qc_phrase_entry", "qc_phrase_entries", entries),
                self._hash().definition("qc_phrase_hash"),
                emit.exact_pairs("qc_currency_end_pairs", self._endings(b"c")),
                emit.pairs("qc_unit_pairs", [key[1:].decode("latin-1") for key in keys if key[:1] == b"u"]),
            ]
        )

    def first_tokens(self, table: str) -> dict[str, int]:
        """The tokens with which the phrases of a table begin, and their nodes."""
        firsts = enumerate(sorted(self._nodes), 1)
        return {key[1:].decode("latin-1"): place for place, key in firsts if self._nodes[key].parent == table.encode()}

    def _ways(self) -> list[int]:
        """How each node is reached: twice the number of its parent, and one more where a blank stands between."""
        places = {key: place for place, key in enumerate(sorted(self._nodes), 1)}
        nodes = [self._nodes[key] for key in sorted(self._nodes)]
        return [2 * places.get(node.parent, ROOT + node.parent[0]) + node.apart for node in nodes]

    def _hash(self) -> PerfectHash:
        """Of the way to a node as eight bytes and its token, in the order of the nodes."""
        tokens = [self._nodes[key].token for key in sorted(self._nodes)]
        return PerfectHash([way.to_bytes(8, "little") + token for way, token in zip(self._ways(), tokens)], hash_key)

    def _endings(self, table: bytes) -> list[bytes]:
        """The last two bytes of the spellings of a table, the last first; of those for any case, in all four."""
        endings = []
        for key, node in self._nodes.items():
            for entry in node.entries if key[:1] == table else []:
                last = (entry.exact or key[1:])[:-3:-1]
                endings.append(last)
                if not entry.exact:
                    endings += [last.upper(), last[:1].upper() + last[1:], last[:1] + last[1:].upper()]
        return endings

    @staticmethod
    def _entry(entry: Entry, pool: Pool) -> str:
        exact = 0 if entry.exact is None else pool.place(entry.exact)
        length = 0 if entry.exact is None else len(entry.exact)
        return f"{{{exact}, {length}, {' | '.join(entry.flags) or '0'}, {entry.code}}}"

    def declarations(self) -> str:
        """The part of tables.h; lexicon_tables.h declares the shapes."""
        return (
            self._hash().declaration("qc_phrase_hash")
            + "/* With which two letters the units behind a number begin. */\n"
            + "extern const uint32_t qc_unit_pairs[32];\n"
            + "/* The last two bytes of currencies before a number: bit s & 63 of [last & 63], s the byte before. */\n"
            + "extern const uint64_t qc_currency_end_pairs[64];\n"
        )


def add_alias(phrases: Phrases, table: str, alias: aliases.Alias, code: int, row: Row) -> None:
    """Adds a spelling; one of words matches in any case. What stands before a number is looked up as a whole."""
    any_case = aliases.matches_any_case(alias.text)
    parts = aliases.tokens(alias.text)
    phrases.add(table, ["".join(parts)] if table in WHOLE else parts, any_case, (code, alias.flags, row))
