"""Many short strings behind one another in one C array; equal strings share a place."""

from __future__ import annotations

from tablegen import emit


class Pool:
    """Strings as narrow bytes and where they begin. Offset 0 is the empty string."""

    def __init__(self) -> None:
        self._bytes = bytearray(b"\0")
        self._places: dict[bytes, int] = {b"": 0}

    def place(self, text: bytes) -> int:
        """The offset of a string, which is added where it is new."""
        if text not in self._places:
            self._places[text] = len(self._bytes)
            self._bytes += text
        return self._places[text]

    def definition(self, name: str) -> str:
        """C text of the array `name`."""
        return emit.array("char", name, emit.characters(bytes(self._bytes)))
