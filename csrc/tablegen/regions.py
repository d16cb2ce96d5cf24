"""Countries: what they and their people are called, with ISO 3166-1 codes.

In: regions.tsv. Out: qc_regions, sorted by name.
"""

from __future__ import annotations

from tablegen import emit
from tablegen.source import Row, read_rows


class Regions:
    """The table of names."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, Row]] = {}
        for row in read_rows("regions.tsv"):
            for name in filter(None, (row["names"] + "|" + row["people"]).split("|")):
                self._add_name(name.lower(), row)

    def _add_name(self, name: str, row: Row) -> None:
        if name in self._codes:
            raise row.clash(self._codes[name][1], f"{name!r} stands for two countries")
        self._codes[name] = (row["code"], row)

    def declarations(self) -> str:
        """The part of tables.h."""
        return (
            "/* A country's name or people in lower case, and its code. */\n"
            "typedef struct qc_region {\n    const char *name, *code;\n} qc_region;\n"
            f"enum {{ QC_REGION_COUNT = {len(self._codes)} }};\nextern const qc_region qc_regions[QC_REGION_COUNT];\n"
        )

    def definitions(self) -> str:
        """The part of tables.c."""
        rows = (f"{{{emit.quote(name)}, {emit.quote(code)}}}" for name, (code, _) in sorted(self._codes.items()))
        return emit.array("qc_region", "qc_regions", rows, "QC_REGION_COUNT")
