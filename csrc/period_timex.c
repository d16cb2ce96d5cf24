/* TIMEX3 values that are no stretch of a known calendar: unresolved dates with X, lengths, sets. */
#include "period_rules.h"

#include <math.h>

/* The letter of a unit in a TIMEX3 length, behind P or PT (TIMEX3 and ISO 8601; DE and CE are TIMEX2's). */
static const char *letter_of(uint8_t unit)
{
    static const char *const letters[] = {
        [QC_TIME_SECOND] = "S",   [QC_TIME_MINUTE] = "M",    [QC_TIME_HOUR] = "H",  [QC_TIME_DAY] = "D",
        [QC_TIME_WEEK] = "W",     [QC_TIME_FORTNIGHT] = "W", [QC_TIME_MONTH] = "M", [QC_TIME_QUARTER] = "Q",
        [QC_TIME_HALF] = "M",     [QC_TIME_SEASON] = "Q",    [QC_TIME_YEAR] = "Y",  [QC_TIME_DECADE] = "DE",
        [QC_TIME_CENTURY] = "CE",
    };
    return unit && unit < sizeof letters / sizeof *letters ? letters[unit] : "D";
}

/* A count of at most nine digits, with up to ten decimals; a greater one is unknown. */
static void write_count(qc_put *put, double count)
{
    if (!(count >= 0 && count < 1e9)) {
        qc_put_char(put, 'X');
        return;
    }
    int whole = (int)count, width = 1;
    for (int rest = whole; rest >= 10; rest /= 10)
        width++;
    qc_put_digits(put, whole, width);
    long long decimals = llround((count - whole) * 1e10);
    if (decimals <= 0 || decimals >= 10000000000)
        return;
    qc_put_char(put, '.');
    for (long long divisor = 1000000000; divisor > 0 && decimals > 0; decimals %= divisor, divisor /= 10)
        qc_put_char(put, (char)('0' + decimals / divisor));
}

static void write_length(qc_put *put, double count, uint8_t unit)
{
    bool clock = unit && unit <= QC_TIME_HOUR;
    count *= unit == QC_TIME_FORTNIGHT ? 2 : unit == QC_TIME_HALF ? 6 : 1;
    if (unit >= QC_TIME_DECADE && unit <= QC_TIME_CENTURY && count != floor(count)) { /* half a century */
        count *= unit == QC_TIME_DECADE ? 10 : 100;
        unit = QC_TIME_YEAR;
    }
    qc_put_text(put, clock ? "PT" : "P");
    if (unit == QC_TIME_HOUR && count < 1e9 && count - floor(count) == 0.5) {
        write_count(put, floor(count));
        qc_put_text(put, "H30M");
        return;
    }
    write_count(put, count);
    qc_put_text(put, letter_of(unit));
}

void qc_timex_length(qc_mention *mention)
{
    bool built_in = mention->unit >= 0 && mention->unit < qc_unit_count(); /* others are no lengths of time */
    const qc_unit *unit = built_in ? qc_unit_get(NULL, mention->unit) : NULL;
    if (!unit || !unit->time_unit)
        return;
    qc_put put = {.buffer = mention->timex, .size = sizeof mention->timex};
    write_length(&put, mention->value, unit->time_unit);
    if (isnan(mention->high))
        return;
    qc_put_char(&put, '/');
    write_length(&put, mention->high, unit->time_unit);
}

void qc_timex_set(qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    qc_put put = {.buffer = mention->timex, .size = sizeof mention->timex};
    qc_put_text(&put, "SET:");
    if (parts->weekday) {
        qc_put_text(&put, "XXXX-WXX-");
        qc_put_digits(&put, parts->weekday, 1);
    } else if (parts->daypart || parts->unit == QC_TIME_WEEKEND)
        qc_put_text(&put, parts->daypart ? "P1D" : "P1W");
    else
        write_length(&put, parts->count ? parts->count : 1, parts->unit);
}

static void write_day(qc_put *put, int year, int month, int day)
{
    if (year)
        qc_put_digits(put, year, 4);
    else
        qc_put_text(put, "XXXX");
    qc_put_char(put, '-');
    qc_put_digits(put, month, 2);
    if (!day)
        return;
    qc_put_char(put, '-');
    qc_put_digits(put, day, 2);
}

static void write_days(qc_put *put, const qc_date_parts *parts)
{
    if (!parts->month) {
        qc_put_text(put, "XXXX-WXX-");
        qc_put_digits(put, parts->weekday, 1);
        return;
    }
    write_day(put, parts->year, parts->month, parts->day);
    if (!parts->day2 && !parts->month2)
        return;
    qc_put_char(put, '/');
    write_day(put, parts->year2 ? parts->year2 : parts->year, parts->month2 ? parts->month2 : parts->month,
              parts->day2);
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
    static const char *const seasons[] = {"XXXX-SP", "XXXX-SU", "XXXX-FA", "XXXX-WI"};
    const qc_date_parts *parts = &mention->date;
    qc_put put = {.buffer = mention->timex, .size = sizeof mention->timex};
    const qc_holiday *holiday = parts->form == QC_DATE_HOLIDAY ? &qc_holidays[parts->holiday - 1] : NULL;
    if (parts->offset)
        qc_put_text(&put, shape_of(QC_TIME_DAY));
    else if (parts->form == QC_DATE_DAYS)
        write_days(&put, parts);
    else if (parts->form == QC_DATE_SEASON)
        qc_put_text(&put, seasons[(parts->season - 1) & 3]);
    else if (parts->form == QC_DATE_PART && parts->ordinal > 0 &&
             (parts->unit == QC_TIME_QUARTER || parts->unit == QC_TIME_HALF)) {
        qc_put_text(&put, parts->unit == QC_TIME_HALF ? "XXXX-H" : "XXXX-Q");
        qc_put_digits(&put, parts->ordinal, 1);
    } else if (holiday && holiday->rule == QC_HOLIDAY_FIXED)
        write_day(&put, 0, holiday->month, holiday->day);
    else
        qc_put_text(&put, shape_of(parts->form == QC_DATE_WORD ? QC_TIME_DAY : parts->unit));
}
