"""Words and what they may be: rows `classes, value, words` of the files below, merged by word.

A row's classes are those of QC_WORD_CLASSES and QC_WORD_SENSES in lexicon.h; its value belongs to the one class among
them that has a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tablegen import emit
from tablegen.hashing import PerfectHash, hash_key, letters_of
from tablegen.pool import Pool
from tablegen.source import LEXICON, LexiconError, Row, read_rows

FILES = ("numbers.tsv", "scales.tsv", "calendar.tsv", "words.tsv", "plurals.tsv", "change.tsv", "senses.tsv")

# Where the value of a class goes: the member of qc_word.
MEMBERS = {
    "NUMBER": "number",
    "SCALE": "scale",
    "ORDINAL": "ordinal",
    "FRACTION": "divisor",
    "VAGUE": "scale",
    "MULTIPLE": "number",
    "MONTH": "calendar",
    "WEEKDAY": "calendar",
    "SEASON": "calendar",
    "DATE_WORD": "calendar",
    "TIME_UNIT": "time_unit",
    "RELATIVE": "relative",
    "PLURAL": "singular",
}
# A date word's offset in days is stored with this added, so that it is positive.
DATE_WORD_BIAS = 8

#: What follows a day or an hour: 9 and 10 May, 15 to 20 October, 3rd of June, 9 a.m., 4 o'clock, 4 in the morning,
#: 9 at night.
BEHIND_DAYS = ["and", "to", "through", "or", "of", "am", "pm", "a.", "p.", "o'", "in", "at"]
MAX_WORD = 24
# Parts of names that say nothing by themselves; about.c takes them in where a place follows.
NOT_PLACES = {"north", "south", "east", "west", "central", "republic", "states", "united", "union"}


@dataclass
class Word:
    """A word with its classes, its values by member, and the row that each class came from."""

    classes: dict[str, Row] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


class Words:
    """The table of words."""

    def __init__(self) -> None:
        header = (LEXICON.parent / "lexicon.h").read_text(encoding="utf-8")
        self.known = listed(header, "define QC_WORD_CLASSES", "define QC_WORD_CLASS_BIT")
        self.senses = listed(header, "define QC_WORD_SENSES", "define QC_WORD_SENSE_BIT")
        units = header[header.index("enum qc_time_unit") : header.index("} qc_time_unit")]
        self.keys = listed(header, "define QC_WORD_KEYS", "define QC_WORD_KEY_CODE")
        self.units = re.findall(r"QC_TIME_(\w+)", units)
        self.relatives: list[str] = []
        self.words: dict[str, Word] = {}
        for name in FILES:
            for row in read_rows(name):
                self._add_row(row)
        for row in read_rows("regions.tsv"):
            self._add_places(row)
        for name in self.keys:
            self.words.setdefault(name.lower(), Word()).values["key"] = f"QC_KEY_{name}"

    def _add_row(self, row: Row) -> None:
        classes = row["classes"].split(",")
        for unknown in sorted(set(classes) - set(self.known) - set(self.senses)):
            raise row.fault(f"no class or sense of words: {unknown}")
        valued = [name for name in classes if name in MEMBERS]
        if len(valued) > 1 or bool(valued) != bool(row["value"]):
            raise row.fault("a value belongs to exactly one class")
        for text in row["words"].split():
            if not re.fullmatch(r"[a-z]+", text) or len(text) > MAX_WORD:
                raise row.fault(f"not a word of at most {MAX_WORD} lower-case ASCII letters: {text}")
            word = self.words.setdefault(text, Word())
            for name in classes:
                if name in word.classes and name != "TRIGGER":
                    raise row.clash(word.classes[name], f"{text} is {name} twice")
                word.classes[name] = row
            if valued:
                self._add_value(word, text, valued[0], row)

    def _add_places(self, row: Row) -> None:
        """The words of a country's names and people get the sense PLACE, but for those that every text is full of."""
        for text in re.findall(r"[a-z]+", (row["names"] + "|" + row["people"]).lower()):
            if len(text) > 3 and text not in NOT_PLACES:
                self.words.setdefault(text, Word()).classes.setdefault("PLACE", row)

    def _add_value(self, word: Word, text: str, name: str, row: Row) -> None:
        member, value = MEMBERS[name], self._value(name, row)
        if word.values.get(member, value) != value:
            others = [other for other in word.classes if MEMBERS.get(other) == member and other != name]
            raise row.clash(word.classes[others[0]], f"{text} would have two values of {member}")
        word.values[member] = value

    def _value(self, name: str, row: Row) -> str:
        if name == "PLURAL":
            return row["value"]
        if name == "TIME_UNIT":
            if row["value"] not in self.units:
                raise row.fault(f"no unit of time: {row['value']}")
            return f"QC_TIME_{row['value']}"
        if name == "RELATIVE":
            if row["value"] not in self.relatives:
                self.relatives.append(row["value"])
            return f"QC_RELATIVE_{row['value']}"
        return str(row.number("value") + (DATE_WORD_BIAS if name == "DATE_WORD" else 0))

    def link(self, member: str, nodes: dict[str, int]) -> None:
        """Gives words that begin phrases the nodes where they do; words that are nothing else are added."""
        for text, node in nodes.items():
            if re.fullmatch(r"[a-z]+", text) and len(text) <= MAX_WORD:
                self.words.setdefault(text, Word()).values[member] = str(node)

    def _hash(self) -> PerfectHash:
        return PerfectHash([text.encode() for text in sorted(self.words)], hash_key)

    def triggers(self) -> list[str]:
        """The words at which the scan stops."""
        return sorted(text for text, word in self.words.items() if "TRIGGER" in word.classes)

    def declarations(self) -> str:
        """The part of tables.h."""
        names = ["NONE", *self.relatives]
        lines = "\n".join(f"    QC_RELATIVE_{name}," for name in names)
        comment = "/* What a word of class RELATIVE says; in the order of calendar.tsv. */"
        return (
            f"{comment}\nenum qc_relative {{\n{lines}\n}};\n\n{self._hash().declaration('qc_word_hash')}\n"
            "/* With which letters words begin that go on with a number: scales, hundred, dozen, and. */\n"
            "extern const uint32_t qc_scale_pairs[32];\n"
            '/* ... units of time, parts of numbers in words, what "a" stands before in numbers and lengths. */\n'
            "extern const uint32_t qc_time_pairs[32], qc_part_pairs[32], qc_article_pairs[32];\n"
            "/* ... months, and what else a number from 1 to 31 goes on with as a day or an hour. */\n"
            "extern const uint32_t qc_day_pairs[32];\n"
        )

    def definitions(self) -> str:
        """The part of tables.c: row 0 is no word."""
        pool, letters = Pool(), [0]
        texts = sorted(self.words)
        rows = ["{0}"]
        for text in texts:
            rows.append(self._initializer(text, len(letters), pool))
            letters += letters_of(text.encode())
        if max(pool.place(b"\xff"), len(letters)) > 0xFFFF:
            raise LexiconError("the words have more letters than qc_word.text can count")
        return "\n".join(
            [
                pool.definition("qc_word_pool"),
                emit.array("uint64_t", "qc_word_letters", (f"0x{number:X}" for number in letters)),
                "const qc_word qc_words[] = {\n    " + ",\n    ".join(rows) + "};\n",
                self._hash().definition("qc_word_hash"),
                emit.pairs("qc_article_pairs", self._of_classes({"NUMBER", "SCALE", "FRACTION", "VAGUE", "TIME_UNIT"})),
                emit.pairs(
                    "qc_part_pairs",
                    [*self._of_classes({"NUMBER", "SCALE", "FRACTION", "VAGUE", "ORDINAL"}), "a\0", "and", "of"],
                ),
                emit.pairs("qc_time_pairs", self._of_classes({"TIME_UNIT"})),
                emit.pairs("qc_day_pairs", [*self._of_classes({"MONTH"}), *BEHIND_DAYS]),
                emit.pairs("qc_scale_pairs", [*self._of_classes({"SCALE", "VAGUE"}), "hundred", "dozen", "and"]),
            ]
        )

    def _of_classes(self, classes: set[str]) -> list[str]:
        """The words that have one of these classes."""
        return [text for text, word in self.words.items() if classes & set(word.classes)]

    def _initializer(self, text: str, place: int, pool: Pool) -> str:
        word = self.words[text]
        values = dict(word.values)
        singular = values.pop("singular", "").encode()
        members = [
            f".classes = {mask('QC_WORD_', self.known, word)}",
            f".senses = {mask('QC_SENSE_', self.senses, word)}",
        ]
        members += [f".{member} = {value}" for member, value in sorted(values.items())]
        members += [f".text = {place}", f".text_length = {len(text)}"]
        if word.classes or "key" in values:
            members.append(".known = true")
        if singular:
            members += [f".singular = {pool.place(singular)}", f".singular_length = {len(singular)}"]
        return "{" + ", ".join(members) + "}"


def listed(header: str, begin: str, end: str) -> list[str]:
    """The names X(NAME) of a list in lexicon.h."""
    return re.findall(r"X\((\w+)\)", header[header.index(begin) : header.index(end)])


def mask(prefix: str, names: list[str], word: Word) -> str:
    """The classes or senses of a word as a C expression."""
    return " | ".join(prefix + name for name in names if name in word.classes) or "0"
