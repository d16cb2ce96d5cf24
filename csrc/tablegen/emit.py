"""C text from Python values."""

from __future__ import annotations

from collections.abc import Iterable


def quote(text: str) -> str:
    """A C string literal of a short text, in UTF-8; what is not printable ASCII becomes octal escapes."""
    out = []
    for byte in text.encode():
        if byte in b'"\\?':
            out.append("\\" + chr(byte))
        else:
            out.append(chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def characters(text: bytes) -> list[str]:
    """Bytes as character constants: a long text is an array, for C99 promises strings of 4095 bytes only."""
    plain = set(range(0x20, 0x7F)) - set(b"'\\?")
    return [f"'{chr(byte)}'" if byte in plain else f"'\\{byte:o}'" for byte in text]


def wrap(items: Iterable[str], width: int = 116) -> str:
    """Items joined by commas, in indented lines."""
    lines, line = [], ""
    for item in items:
        if line and len(line) + len(item) + 2 > width:
            lines.append("    " + line + ",")
            line = ""
        line += (", " if line else "") + item
    if line:
        lines.append("    " + line)
    return "\n".join(lines)


def array(kind: str, name: str, items: Iterable[str], size: str = "") -> str:
    """The definition of a constant array; an empty one gets a zero, which C asks for."""
    return f"const {kind} {name}[{size}] = {{\n{wrap(items) or '    0'}\n}};\n"


def exact_pairs(name: str, words: Iterable[bytes]) -> str:
    """The table of the first two bytes of spellings: bit s & 63 of [f & 63]; all bits for one of a single byte."""
    bits = [0] * 64
    for word in words:
        bits[word[0] & 63] |= 1 << (word[1] & 63) if len(word) > 1 else (1 << 64) - 1
    return array("uint64_t", name, (f"0x{row:016X}" for row in bits), "64")


def pairs(name: str, words: Iterable[str]) -> str:
    """The table of the first two letters of words: bit s & 31 of [f & 31] for those that begin with f and s."""
    bits = [0] * 32
    for word in words:
        first, second = (word + "\0").lower().encode("latin-1")[:2]
        bits[first & 31] |= 1 << (second & 31)
    return array("uint32_t", name, (f"0x{row:08X}" for row in bits), "32")
