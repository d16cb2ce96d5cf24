"""The patterns of grammar/*.txt: each rule as one PCRE2 pattern in the bytes of the narrow view.

A file has definitions, `let name = pattern`, and rules, `rule name = pattern`; indented lines go on with the one above,
and # begins a comment. In a pattern <name> is a definition above, <MONTH> any word of that class in calendar.tsv or
numbers.tsv, <LAST> any word that has that value there, <HOLIDAY> any name of holidays.tsv, and _ the space between two
words, which may be a line end. Free-spacing is undone here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tablegen import emit
from tablegen.holidays import Holidays
from tablegen.signs import Signs
from tablegen.source import GRAMMAR, LexiconError
from tablegen.words import Words

# Two blanks at most, or a line end with its indentation: what qc_skip_space passes. Nothing of it is given back,
# and one blank is tried first. \x99 is THIN_SPACE of signs.tsv.
SPACE = r"(?>\x20(?![\s\xA0\x99])|[ \t]{0,8}+\r?\n[ \t]{0,8}+|[ \xA0\x99\t]{1,2}+)"
HEAD = re.compile(r"(let|rule) (\w+) =(.*)")
# What a word begins with: a letter, or one that must be a capital.
FIRST = re.compile(r"\(\?-i:[A-Z]\)|.")
# Classes whose words are dates only with a capital: may, march, sun, mon.
CAPITALS = ("MONTH", "WEEKDAY")


class Grammar:
    """The rules of each file, in their order."""

    def __init__(self, signs: Signs, words: Words, holidays: Holidays) -> None:
        self.names = word_lists(words)
        self.names["HOLIDAY"] = alternatives(holiday(name) for name in holidays.names())
        self.rules = {path.stem: self._read(path, signs) for path in sorted(GRAMMAR.glob("*.txt"))}

    def _read(self, path: Path, signs: Signs) -> dict[str, bytes]:
        names, rules = dict(self.names), {}
        for kind, name, pattern, line in statements(path):
            try:
                text = expand(pattern, names)
                if kind == "let":
                    names[name] = f"(?:{text})"
                else:
                    rules[name] = signs.narrow(text)
            except LexiconError as error:
                raise LexiconError(f"{path.name}:{line}: {error}") from None
        return rules

    def declarations(self) -> str:
        """The part of tables.h."""
        lines = [
            "/* A rule of a grammar: a pattern in the bytes of the narrow view. */",
            "typedef struct qc_grammar_rule {",
            "    const char *name;\n    const char *source;\n    size_t length;",
            "} qc_grammar_rule;",
        ]
        for stem, rules in self.rules.items():
            codes = "\n".join(f"    QC_RULE_{stem.upper()}_{name.upper()}," for name in rules)
            lines.append(f"\n/* The rules of grammar/{stem}.txt. */")
            lines.append(f"enum {{\n{codes}\n    QC_RULE_{stem.upper()}_COUNT\n}};")
            lines.append(f"extern const qc_grammar_rule qc_grammar_{stem}[QC_RULE_{stem.upper()}_COUNT];")
        return "\n".join(lines) + "\n"

    def definitions(self) -> str:
        """The part of tables.c."""
        parts = []
        for stem, rules in self.rules.items():
            rows = []
            for name, text in rules.items():
                parts.append("static " + emit.array("char", f"{stem}_{name}", emit.characters(text + b"\0")))
                rows.append(f'{{"{name}", {stem}_{name}, sizeof {stem}_{name} - 1}}')
            parts.append(emit.array("qc_grammar_rule", f"qc_grammar_{stem}", rows, f"QC_RULE_{stem.upper()}_COUNT"))
        return "\n".join(parts)


def statements(path: Path) -> list[tuple[str, str, str, int]]:
    """The definitions and rules of a file: kind, name, pattern, line."""
    found: list[tuple[str, str, str, int]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        text = re.sub(r"(^|\s)#.*", "", line)
        if not text.strip():
            continue
        head = HEAD.fullmatch(text)
        if head:
            found.append((head[1], head[2], head[3], number))
        elif line[0].isspace() and found:
            kind, name, pattern, start = found[-1]
            found[-1] = (kind, name, pattern + " " + text.strip(), start)
        else:
            raise LexiconError(f"{path.name}:{number}: neither a definition nor a rule: {text}")
    return found


def expand(pattern: str, names: dict[str, str]) -> str:
    """A pattern without its own free spacing and with the names in it replaced."""

    def replace(match: re.Match[str]) -> str:
        if match[1] not in names:
            raise LexiconError(f"no such name: {match[0]}")
        return names[match[1]]

    tight = re.sub(r"(?<!\S)_(?![^\s?)])", "<SPACE>", pattern)
    tight = re.sub(r"(?<=\()_(?![^\s?)])", "<SPACE>", tight)
    tight = re.sub(r"\s+", "", tight)
    return re.sub(r"(?<!\(\?)<(\w+)>", replace, tight)


def word_lists(words: Words) -> dict[str, str]:
    """Alternatives of the words of calendar.tsv and numbers.tsv, by class, and by value of RELATIVE."""
    lists: dict[str, list[str]] = {}
    for text, word in sorted(words.words.items()):
        for name, row in word.classes.items():
            if row.file in ("calendar.tsv", "numbers.tsv"):
                written = f"(?-i:{text[0].upper()}){text[1:]}" if name in CAPITALS else text
                lists.setdefault(name, []).append(written)
                if name == "RELATIVE":
                    lists.setdefault(row["value"], []).append(written)
    named = {name: alternatives(items) for name, items in lists.items()}
    named["SPACE"] = SPACE
    return named


def holiday(name: str) -> str:
    """A name as a pattern."""
    return SPACE.join(re.escape(word).replace("'", "['\u2019]") for word in name.split())


def alternatives(items: Iterable[str]) -> str:
    """Any of these words, the longest first; grouped by first letter, so that a wrong one costs one comparison."""
    groups: dict[str, list[str]] = {}
    for item in items:
        first = FIRST.match(item)
        assert first is not None
        groups.setdefault(first[0], []).append(item[first.end() :])
    parts = []
    for first_letter, rests in sorted(groups.items()):
        rests.sort(key=lambda rest: (-len(rest), rest))
        parts.append(first_letter + (f"(?:{'|'.join(rests)})" if len(rests) > 1 else rests[0]))
    return "(?:" + "|".join(parts) + r")(?!\w)"
