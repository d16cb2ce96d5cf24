"""C text from Python values."""

from __future__ import annotations

from collections.abc import Iterable


def quote(text: bytes) -> str:
    """A C string literal of bytes; what is not printable ASCII becomes an octal escape, which cannot run on."""
    out = []
    for byte in text:
        if byte in b'"\\?':
            out.append("\\" + chr(byte))
        elif 0x20 <= byte < 0x7F:
            out.append(chr(byte))
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


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
