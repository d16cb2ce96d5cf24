/* Stretches of the calendar, and their TIMEX3 values. */
#include "extent.h"

uint8_t qc_extent_granularity(uint8_t unit)
{
    static const uint8_t granularities[] = {
        [QC_TIME_SECOND] = QC_GRANULARITY_SECOND,   [QC_TIME_MINUTE] = QC_GRANULARITY_MINUTE,
        [QC_TIME_HOUR] = QC_GRANULARITY_HOUR,       [QC_TIME_DAY] = QC_GRANULARITY_DAY,
        [QC_TIME_WEEK] = QC_GRANULARITY_WEEK,       [QC_TIME_FORTNIGHT] = QC_GRANULARITY_WEEK,
        [QC_TIME_MONTH] = QC_GRANULARITY_MONTH,     [QC_TIME_QUARTER] = QC_GRANULARITY_QUARTER,
        [QC_TIME_HALF] = QC_GRANULARITY_HALF,       [QC_TIME_SEASON] = QC_GRANULARITY_SEASON,
        [QC_TIME_YEAR] = QC_GRANULARITY_YEAR,       [QC_TIME_DECADE] = QC_GRANULARITY_DECADE,
        [QC_TIME_CENTURY] = QC_GRANULARITY_CENTURY,
    };
    return unit < sizeof granularities ? granularities[unit] : QC_GRANULARITY_DAY;
}

/* Months in a unit, 0 where it is one of days. */
static int months_of(uint8_t unit)
{
    static const int months[] = {
        [QC_TIME_MONTH] = 1, [QC_TIME_QUARTER] = 3,  [QC_TIME_HALF] = 6,      [QC_TIME_SEASON] = 3,
        [QC_TIME_YEAR] = 12, [QC_TIME_DECADE] = 120, [QC_TIME_CENTURY] = 1200};
    return unit < sizeof months / sizeof *months ? months[unit] : 0;
}

static int days_of(uint8_t unit) { return unit == QC_TIME_WEEK ? 7 : unit == QC_TIME_FORTNIGHT ? 14 : 1; }

qc_extent qc_extent_of_days(qc_day start, qc_day end, uint8_t granularity)
{
    return (qc_extent){.known = true, .granularity = granularity, .start = start, .end = end};
}

qc_extent qc_extent_of_months(int year, int month, int count, uint8_t granularity)
{
    return qc_extent_of_days(qc_day_from_civil(year, month, 1), qc_day_from_civil(year, month + count, 1), granularity);
}

qc_extent qc_extent_of_season(int year, int season)
{
    return qc_extent_of_months(year, season * 3, 3, QC_GRANULARITY_SEASON);
}

static qc_extent season_of(qc_civil civil)
{
    int month = civil.month < 3 ? civil.month + 12 : civil.month;
    return qc_extent_of_season(civil.month < 3 ? civil.year - 1 : civil.year, month / 3);
}

qc_extent qc_extent_of_unit(qc_day day, uint8_t unit)
{
    qc_civil civil = qc_civil_from_day(day);
    uint8_t granularity = qc_extent_granularity(unit);
    int months = months_of(unit), month_index = civil.month - 1;
    if (unit == QC_TIME_WEEK || unit == QC_TIME_FORTNIGHT)
        return qc_extent_of_days(day - qc_weekday(day) + 1, day - qc_weekday(day) + 8, granularity);
    if (unit == QC_TIME_SEASON)
        return season_of(civil);
    if (months == 0)
        return qc_extent_of_days(day, day + 1, granularity);
    if (months <= 12)
        return qc_extent_of_months(civil.year, month_index / months * months + 1, months, granularity);
    int years = months / 12;
    return qc_extent_of_months(civil.year / years * years, 1, months, granularity);
}

qc_day qc_day_move(qc_day day, uint8_t unit, int count)
{
    int months = months_of(unit);
    if (months == 0)
        return day + count * days_of(unit);
    qc_civil civil = qc_civil_from_day(day);
    qc_day first = qc_day_from_civil(civil.year, civil.month + count * months, 1);
    qc_civil moved = qc_civil_from_day(first);
    int length = qc_days_in_month(moved.year, moved.month);
    return first + (civil.day < length ? civil.day : length) - 1;
}

qc_extent qc_extent_move(qc_extent extent, uint8_t unit, int count)
{
    qc_day start = qc_day_move(extent.start, unit, count);
    qc_day end = qc_day_move(extent.end, unit, count);
    if (extent.granularity == QC_GRANULARITY_DAY && extent.end - extent.start == 1)
        end = start + 1;
    if (extent.granularity == QC_GRANULARITY_WEEK && months_of(unit) != 0) {
        /* The same days of the week: of those around the moved day the nearest. */
        start += (qc_weekday(extent.start) - qc_weekday(start) + 10) % 7 - 3;
        return qc_extent_of_days(start, start + (extent.end - extent.start), extent.granularity);
    }
    return qc_extent_of_days(start, end, extent.granularity);
}

static void write_month(qc_put *put, qc_civil civil)
{
    qc_put_digits(put, civil.year, 4);
    qc_put_char(put, '-');
    qc_put_digits(put, civil.month, 2);
}

/* One unit of the calendar, by its first day. */
static void write_unit(qc_put *put, qc_day day, uint8_t granularity)
{
    static const char *const seasons[4] = {"-SP", "-SU", "-FA", "-WI"};
    qc_civil civil = qc_civil_from_day(day);
    int week_year, week;
    switch (granularity) {
    case QC_GRANULARITY_WEEK:
        qc_week_from_day(day, &week_year, &week);
        qc_put_digits(put, week_year, 4);
        qc_put_text(put, "-W");
        qc_put_digits(put, week, 2);
        break;
    case QC_GRANULARITY_MONTH:
        write_month(put, civil);
        break;
    case QC_GRANULARITY_QUARTER:
    case QC_GRANULARITY_HALF:
        qc_put_digits(put, civil.year, 4);
        qc_put_text(put, granularity == QC_GRANULARITY_HALF ? "-H" : "-Q");
        qc_put_digits(put, granularity == QC_GRANULARITY_HALF ? (civil.month + 5) / 6 : (civil.month + 2) / 3, 1);
        break;
    case QC_GRANULARITY_SEASON:
        qc_put_digits(put, civil.month < 3 ? civil.year - 1 : civil.year, 4);
        qc_put_text(put, seasons[(civil.month + 9) % 12 / 3]);
        break;
    case QC_GRANULARITY_YEAR:
        qc_put_digits(put, civil.year, 4);
        break;
    case QC_GRANULARITY_DECADE:
        qc_put_digits(put, civil.year / 10, 3);
        qc_put_char(put, 'X');
        break;
    case QC_GRANULARITY_CENTURY:
        qc_put_digits(put, civil.year / 100, 2);
        qc_put_text(put, "XX");
        break;
    default:
        write_month(put, civil);
        qc_put_char(put, '-');
        qc_put_digits(put, civil.day, 2);
    }
}

/* The unit of time of a granularity of days or more. */
static uint8_t unit_of(uint8_t granularity)
{
    static const uint8_t units[] = {
        [QC_GRANULARITY_DAY] = QC_TIME_DAY,        [QC_GRANULARITY_WEEK] = QC_TIME_WEEK,
        [QC_GRANULARITY_MONTH] = QC_TIME_MONTH,    [QC_GRANULARITY_QUARTER] = QC_TIME_QUARTER,
        [QC_GRANULARITY_HALF] = QC_TIME_HALF,      [QC_GRANULARITY_SEASON] = QC_TIME_SEASON,
        [QC_GRANULARITY_YEAR] = QC_TIME_YEAR,      [QC_GRANULARITY_DECADE] = QC_TIME_DECADE,
        [QC_GRANULARITY_CENTURY] = QC_TIME_CENTURY};
    return granularity < sizeof units && units[granularity] ? units[granularity] : QC_TIME_DAY;
}

/* The unit in which an extent ends; mostly the first one. */
static qc_extent last_unit(qc_extent extent, qc_extent first, uint8_t granularity)
{
    return extent.end <= first.end ? first : qc_extent_of_unit(extent.end - 1, unit_of(granularity));
}

void qc_extent_timex(qc_extent extent, qc_put *put)
{
    uint8_t granularity = extent.granularity;
    /* A week that ends on a Friday is named after the ISO week of its end. */
    if (granularity == QC_GRANULARITY_WEEK && extent.end - extent.start == 7) {
        write_unit(put, extent.end - 1, granularity);
        return;
    }
    if (granularity <= QC_GRANULARITY_DAY) {
        write_unit(put, extent.start, granularity);
        if (extent.end - extent.start > 1) {
            qc_put_char(put, '/');
            write_unit(put, extent.end - 1, granularity);
        }
        return;
    }
    qc_extent first = qc_extent_of_unit(extent.start, unit_of(granularity)),
              last = last_unit(extent, first, granularity);
    while (granularity > QC_GRANULARITY_DAY && (first.start != extent.start || last.end != extent.end)) {
        granularity = granularity > QC_GRANULARITY_MONTH ? QC_GRANULARITY_MONTH : QC_GRANULARITY_DAY;
        first = qc_extent_of_unit(extent.start, unit_of(granularity));
        last = last_unit(extent, first, granularity);
    }
    write_unit(put, extent.start, granularity);
    if (first.start == last.start)
        return;
    qc_put_char(put, '/');
    write_unit(put, extent.end - 1, granularity);
}
