"""The patterns of grammar/*.txt as strings: qc_grammar_<stem>, with every sign in its byte of the narrow view."""

from __future__ import annotations

from pathlib import Path

from tablegen import emit
from tablegen.signs import Signs
from tablegen.source import GRAMMAR, LexiconError


class Grammar:
    """The text of each grammar."""

    def __init__(self, signs: Signs) -> None:
        self.texts = {path.stem: self._read(path, signs) for path in sorted(GRAMMAR.glob("*.txt"))}

    @staticmethod
    def _read(path: Path, signs: Signs) -> bytes:
        lines = []
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            try:
                lines.append(signs.narrow(line))
            except LexiconError as error:
                raise LexiconError(f"{path.name}:{number}: {error}") from None
        return b"\n".join(lines)

    def declarations(self) -> str:
        """The part of tables.h."""
        lines = ["/* The patterns of grammar/, in the bytes of the narrow view. */"]
        for stem in self.texts:
            lines += [f"extern const char qc_grammar_{stem}[];", f"extern const size_t qc_grammar_{stem}_length;"]
        return "\n".join(lines) + "\n"

    def definitions(self) -> str:
        """The part of tables.c."""
        parts = []
        for stem, text in self.texts.items():
            parts.append(emit.array("char", f"qc_grammar_{stem}", emit.characters(text + b"\0")))
            parts.append(f"const size_t qc_grammar_{stem}_length = sizeof qc_grammar_{stem} - 1;\n")
        return "\n".join(parts)
