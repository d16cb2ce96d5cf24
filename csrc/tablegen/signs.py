"""The narrow view: the names of its private bytes, the class of each byte, and the byte of each code point above FF.

In: signs.tsv, lookalikes.tsv, letters.tsv. Out: QC_SIGN_..., qc_char_class, qc_narrow_page(s).
"""

from __future__ import annotations

from tablegen import emit
from tablegen.source import LexiconError, Row, read_ranges, read_rows

# The bits of the enumeration QC_CHAR_... in text.h.
LETTER, UPPER, DIGIT, SPACE, DASH, QUOTE, CURRENCY = (1 << bit for bit in range(7))
CLASSES = {
    "letter": LETTER,
    "space": SPACE,
    "dash": DASH,
    "quote": QUOTE,
    "currency": CURRENCY,
    "fraction": 0,
    "mark": 0,
}

DECLARATIONS = """
/* The class of each byte of the narrow view: bits QC_CHAR_... of text.h. */
extern const uint8_t qc_char_class[256];

/* The narrow view of the basic plane: code point c is qc_narrow_pages[qc_narrow_page[c >> 8]][c & 0xff]. */
extern const uint8_t qc_narrow_page[256];
extern const uint8_t qc_narrow_pages[][256];
"""


class Signs:
    """The narrow view as tables."""

    def __init__(self) -> None:
        self.names: dict[str, int] = {}
        self.classes = [latin_class(byte) for byte in range(256)]
        self._ranges: list[tuple[int, int, int, Row]] = []
        for row in read_rows("signs.tsv"):
            self._add_sign(row)
        for row in read_rows("lookalikes.tsv"):
            self._add_lookalike(row)
        self.letters = sorted(pair for row in read_rows("letters.tsv") for pair in read_ranges(row, "code_points"))
        self._narrow = {point: byte for first, last, byte, _ in self._ranges for point in range(first, last + 1)}

    def _add_sign(self, row: Row) -> None:
        byte = int(row["byte"], 16)
        if not 0x80 <= byte <= 0x9F or byte in self.names.values() or row["name"] in self.names:
            raise row.fault("a byte outside 80-9F, or a byte or name that another row has")
        if row["class"] not in CLASSES:
            raise row.fault(f"no class of signs: {row['class']}")
        self.names[row["name"]] = byte
        self.classes[byte] = CLASSES[row["class"]]
        for first, last in read_ranges(row, "code_points"):
            self._add_range(first, last, byte, row)

    def _add_lookalike(self, row: Row) -> None:
        counts = row["read_as"].endswith("+")
        byte = self.names.get(row["read_as"])
        if byte is None:
            byte = int(row["read_as"].rstrip("+"), 16)
        for first, last in read_ranges(row, "code_points"):
            if counts:
                for point in range(first, last + 1):
                    self._add_range(point, point, byte + point - first, row)
            else:
                self._add_range(first, last, byte, row)

    def _add_range(self, first: int, last: int, byte: int, row: Row) -> None:
        for other_first, other_last, _, other in self._ranges:
            if first <= other_last and other_first <= last:
                raise row.clash(other, f"U+{first:04X} stands twice")
        self._ranges.append((first, last, byte, row))

    def narrow(self, text: str) -> bytes:
        """A text as the narrow view holds it: letters above FF are all one byte, other signs must have their own."""
        out = bytearray()
        for character in text:
            point = ord(character)
            if point < 0x80 or 0xA0 <= point <= 0xFF:
                out.append(point)
            elif point in self._narrow:
                out.append(self._narrow[point])
            elif any(first <= point <= last for first, last in self.letters):
                out.append(self.names["LETTER"])
            else:
                raise LexiconError(f"U+{point:04X} in {text!r} has no byte of its own in the narrow view")
        return bytes(out)

    def declarations(self) -> str:
        """The part of tables.h."""
        names = sorted(self.names.items(), key=lambda item: item[1])
        lines = [f"    QC_SIGN_{name} = 0x{byte:02X}," for name, byte in names]
        return "/* The private bytes of the narrow view. */\nenum {\n" + "\n".join(lines) + "\n};\n" + DECLARATIONS

    def definitions(self) -> str:
        """The part of tables.c."""
        pages: dict[bytes, int] = {}
        index = [pages.setdefault(self._page(number), len(pages)) for number in range(256)]
        rows = ("{" + ", ".join(map(str, page)) + "}" for page in pages)
        return "\n".join(
            [
                emit.array("uint8_t", "qc_char_class", map(str, self.classes), "256"),
                emit.array("uint8_t", "qc_narrow_page", map(str, index), "256"),
                "const uint8_t qc_narrow_pages[][256] = {\n    " + ",\n    ".join(rows) + "};\n",
            ]
        )

    def _page(self, number: int) -> bytes:
        """The bytes of the 256 code points of a page."""
        page = bytearray([self.names["MARK"]] * 256)
        for low in range(256):
            point = number << 8 | low
            if point < 0x80 or 0xA0 <= point <= 0xFF:
                page[low] = point
            elif any(first <= point <= last for first, last in self._letters_of(number)):
                page[low] = self.names["LETTER"]
            page[low] = self._narrow.get(point, page[low])
        return bytes(page)

    def _letters_of(self, number: int) -> list[tuple[int, int]]:
        """The blocks of letters that a page meets."""
        return [pair for pair in self.letters if pair[0] >> 8 <= number <= pair[1] >> 8]


def latin_class(byte: int) -> int:
    """The class of a byte that is its own code point; the private bytes 80-9F are filled by signs.tsv."""
    character = chr(byte)
    if 0x80 <= byte <= 0x9F:
        return 0
    bits = LETTER if character.isalpha() else 0
    bits |= UPPER if character.isupper() else 0
    bits |= DIGIT if character in "0123456789" else 0
    bits |= SPACE if character in " \t\n\r\v\f\xa0" else 0
    bits |= DASH if character == "-" else 0
    bits |= QUOTE if character in "'\"" else 0
    return bits | (CURRENCY if character in "$¢£¥" else 0)
