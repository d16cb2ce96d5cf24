"""The holidays of holidays.tsv: their names and the rule by which each year has its day."""

from __future__ import annotations

import re

from tablegen import emit
from tablegen.source import Row, read_rows

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

DECLARATIONS = """
/* How a holiday finds its day in a year. */
enum {
    QC_HOLIDAY_FIXED,
    QC_HOLIDAY_WEEKDAY,
    QC_HOLIDAY_EASTER,
    QC_HOLIDAY_ISLAMIC,
    QC_HOLIDAY_JEWISH, /* from Rosh Hashanah */
    QC_HOLIDAY_HANUKKAH,
    QC_HOLIDAY_LISTED
};

/* A name of a holiday, in lower case, and its rule. */
typedef struct qc_holiday {
    const char *name;
    uint8_t rule;
    uint8_t month, day;      /* FIXED, ISLAMIC; WEEKDAY: the month */
    uint8_t weekday;         /* WEEKDAY: Monday 1 ... Sunday 7 */
    int8_t nth;              /* WEEKDAY: 1 the first of the month, -1 the last */
    int16_t offset;          /* days added at the end */
    uint8_t days;            /* how long it lasts */
    uint16_t first_year, years;
    const uint16_t *dates;   /* LISTED: month * 100 + day of each year from first_year */
} qc_holiday;

extern const qc_holiday qc_holidays[];
extern const size_t qc_holiday_count;
"""


class Holidays:
    """The table of holidays."""

    def __init__(self) -> None:
        self._rows = [(name.strip(), row) for row in read_rows("holidays.tsv") for name in row["names"].split(",")]
        self._rows.sort(key=lambda item: item[0])

    def names(self) -> list[str]:
        """All names, in lower case, with the straight apostrophe."""
        return [name for name, _ in self._rows]

    def declarations(self) -> str:
        """The part of tables.h."""
        return DECLARATIONS

    def definitions(self) -> str:
        """The part of tables.c."""
        lists: dict[str, str] = {}
        rows = []
        for name, row in self._rows:
            rows.append("{" + ", ".join([f".name = {emit.quote(name)}", *members(row, lists)]) + "}")
        return "\n".join(
            [
                *lists.values(),
                emit.array("qc_holiday", "qc_holidays", rows),
                f"const size_t qc_holiday_count = {len(rows)};\n",
            ]
        )


def members(row: Row, lists: dict[str, str]) -> list[str]:
    """The initializers of a row; its list of dates, where it has one, is added to `lists`."""
    days = [f".days = {row.number('days')}", f".offset = {row['offset'] or 0}"]
    rule = row["rule"]
    if match := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return [".rule = QC_HOLIDAY_FIXED", f".month = {int(match[1])}", f".day = {int(match[2])}", *days]
    if match := re.fullmatch(r"(\d\d) (\w\w\w) (-?\d)", rule):
        weekday = WEEKDAYS.index(match[2]) + 1
        month, nth = f".month = {int(match[1])}", f".nth = {match[3]}"
        return [".rule = QC_HOLIDAY_WEEKDAY", month, f".weekday = {weekday}", nth, *days]
    if match := re.fullmatch(r"islamic (\d\d)-(\d\d)", rule):
        return [".rule = QC_HOLIDAY_ISLAMIC", f".month = {int(match[1])}", f".day = {int(match[2])}", *days]
    if rule in ("easter", "jewish", "hanukkah"):
        return [f".rule = QC_HOLIDAY_{rule.upper()}", *days]
    dates = [re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", item) for item in rule.split()]
    if not all(dates):
        raise row.fault(f"no rule of a holiday: {rule!r}")
    years = [int(match[1]) for match in dates if match]
    if years != list(range(years[0], years[0] + len(years))):
        raise row.fault("the listed dates are not one a year")
    name = f"holiday_dates_{row.line}"
    lists[name] = "static " + emit.array("uint16_t", name, [str(int(m[2]) * 100 + int(m[3])) for m in dates if m])
    first, count = f".first_year = {years[0]}", f".years = {len(years)}"
    return [".rule = QC_HOLIDAY_LISTED", first, count, f".dates = {name}", *days]
