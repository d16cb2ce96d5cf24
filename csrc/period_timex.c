/* TIMEX3 values that are no stretch of a known calendar: unresolved dates with X, lengths, sets. */
#include "period_rules.h"

#include <math.h>
#include <stdio.h>

/* The letter of a unit in a TIMEX3 length, behind P or PT (TIMEX3 and ISO 8601; DE and CE are TIMEX2's). */
static const char *letter_of(uint8_t unit)
{
    static const char *const letters[] = {
        [QC_TIME_SECOND] = "S", [QC_TIME_MINUTE] = "M", [QC_TIME_HOUR] = "H", [QC_TIME_DAY] = "D", [QC_TIME_WEEK] = "W",
        [QC_TIME_FORTNIGHT] = "W", [QC_TIME_MONTH] = "M", [QC_TIME_QUARTER] = "Q", [QC_TIME_HALF] = "M", [QC_TIME_SEASON] = "Q",
        [QC_TIME_YEAR] = "Y", [QC_TIME_DECADE] = "DE", [QC_TIME_CENTURY] = "CE",
    };
    return unit && unit < sizeof letters / sizeof *letters ? letters[unit] : "D";
}

static size_t write_length(double count, uint8_t unit, char *buffer, size_t size)
{
    if (unit == QC_TIME_FORTNIGHT)
        count *= 2;
    if (unit == QC_TIME_HALF)
        count *= 6;
    bool clock = unit && unit <= QC_TIME_HOUR;
    if (unit == QC_TIME_HOUR && count < 1e6 && count - floor(count) == 0.5) {
        int hours = snprintf(buffer, size, "PT%.0fH30M", floor(count));
        return hours > 0 ? (size_t)hours : 0;
    }
    int written = count >= 1e15 || !isfinite(count) ? snprintf(buffer, size, "P%sX%s", clock ? "T" : "", letter_of(unit))
                                                    : snprintf(buffer, size, "P%s%.10g%s", clock ? "T" : "", count, letter_of(unit));
    return written > 0 ? (size_t)written : 0;
}

void qc_timex_length(qc_mention *mention)
{
    const qc_unit *unit = mention->unit >= 0 ? qc_unit_get(mention->unit) : NULL;
    if (!unit || !unit->time_unit)
        return;
    size_t length = write_length(mention->value, unit->time_unit, mention->timex, sizeof mention->timex);
    if (isnan(mention->high) || length + 2 >= sizeof mention->timex)
        return;
    mention->timex[length++] = '/';
    write_length(mention->high, unit->time_unit, mention->timex + length, sizeof mention->timex - length);
}

void qc_timex_set(qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    size_t size = sizeof mention->timex;
    if (parts->weekday)
        snprintf(mention->timex, size, "SET:XXXX-WXX-%d", parts->weekday);
    else if (parts->daypart || parts->unit == QC_TIME_WEEKEND)
        snprintf(mention->timex, size, parts->daypart ? "SET:P1D" : "SET:P1W");
    else
        snprintf(mention->timex, size, "SET:P%s%d%s", parts->unit == QC_TIME_HOUR ? "T" : "", parts->count ? parts->count : 1, letter_of(parts->unit));
}

static void write_days(const qc_date_parts *parts, char *buffer, size_t size)
{
    char year[8] = "XXXX";
    if (parts->year)
        snprintf(year, sizeof year, "%04d", parts->year);
    if (parts->day && parts->day2)
        snprintf(buffer, size, "%s-%02d-%02d/%s-%02d-%02d", year, parts->month, parts->day, year, parts->month2 ? parts->month2 : parts->month, parts->day2);
    else if (parts->day)
        snprintf(buffer, size, "%s-%02d-%02d", year, parts->month, parts->day);
    else if (parts->month2)
        snprintf(buffer, size, "%s-%02d/%s-%02d", year, parts->month, year, parts->month2);
    else if (parts->month)
        snprintf(buffer, size, "%s-%02d", year, parts->month);
    else
        snprintf(buffer, size, "XXXX-WXX-%d", parts->weekday);
}

/* The shape of a unit, every digit an X. */
static const char *shape_of(uint8_t unit)
{
    switch (unit) {
    case QC_TIME_WEEK:
    case QC_TIME_FORTNIGHT:
        return "XXXX-WXX";
    case QC_TIME_WEEKEND:
        return "XXXX-WXX-WE";
    case QC_TIME_MONTH:
        return "XXXX-XX";
    case QC_TIME_QUARTER:
        return "XXXX-QX";
    case QC_TIME_HALF:
        return "XXXX-HX";
    case QC_TIME_YEAR:
        return "XXXX";
    case QC_TIME_DECADE:
        return "XXXX";
    case QC_TIME_CENTURY:
        return "XXXX";
    default:
        return "XXXX-XX-XX";
    }
}

void qc_timex_unresolved(qc_mention *mention)
{
    static const char *const seasons[] = {"SP", "SU", "FA", "WI"};
    const qc_date_parts *parts = &mention->date;
    char *buffer = mention->timex;
    size_t size = sizeof mention->timex;
    if (parts->form == QC_DATE_DAYS)
        write_days(parts, buffer, size);
    else if (parts->form == QC_DATE_SEASON)
        snprintf(buffer, size, "XXXX-%s", seasons[(parts->season - 1) & 3]);
    else if (parts->form == QC_DATE_PART && parts->ordinal > 0 && (parts->unit == QC_TIME_QUARTER || parts->unit == QC_TIME_HALF))
        snprintf(buffer, size, "XXXX-%c%d", parts->unit == QC_TIME_HALF ? 'H' : 'Q', parts->ordinal);
    else if (parts->form == QC_DATE_HOLIDAY && qc_holidays[parts->holiday - 1].rule == QC_HOLIDAY_FIXED)
        snprintf(buffer, size, "XXXX-%02d-%02d", qc_holidays[parts->holiday - 1].month, qc_holidays[parts->holiday - 1].day);
    else
        snprintf(buffer, size, "%s", shape_of(parts->form == QC_DATE_WORD ? QC_TIME_DAY : parts->unit));
}
