/* Days, months and years: which year a month without one is in, which week a weekday is in.
 *
 * A date that returns is the latest one not after the document, unless a cue of the future stands in its clause;
 * without any cue one that is near ahead and long ago behind is taken ahead. Where no cue decided, the row is flagged
 * assumed_date.
 */
#include "period_rules.h"

/* Without a cue a date at most so many days ahead wins over one more than so many days back; against a cue of the past
 * it must be nearer still. */
enum { NEAR_AHEAD = 62, VERY_NEAR = 30, LONG_AGO = 305 };
/* Against a cue of the future, one at most so many days back wins over one more than so many ahead. */
enum { JUST_OVER = 60, FAR_AHEAD = 240 };
/* Two digits of a year lie from 80 years before the document to 19 behind it; without a date from 1970 to 2069, as
 * POSIX has it. */
enum { PIVOT_BACK = 80, POSIX_PIVOT = 70 };
/* Years within which 29 February returns. */
enum { LEAP_SEARCH = 8 };

int qc_date_full_year(int year, qc_day document)
{
    if (year == 0 || year > QC_DATE_YEAR_00)
        return year;
    year %= 100;
    if (document == QC_NO_DATE)
        return year >= POSIX_PIVOT ? 1900 + year : 2000 + year;
    int first = qc_civil_from_day(document).year - PIVOT_BACK;
    return first + ((year - first) % 100 + 100) % 100;
}

int qc_period_full_year(const qc_resolver *resolver, int year) { return qc_date_full_year(year, resolver->date); }

int qc_period_of_year(const qc_resolver *resolver, const qc_date_parts *parts)
{
    int document = resolver->date == QC_NO_DATE ? 0 : qc_civil_from_day(resolver->date).year;
    int anchor = resolver->anchor.known ? qc_civil_from_day(resolver->anchor.start).year : document;
    if (parts->direction)
        return parts->direction == QC_RELATIVE_AGO ? (document ? document - 1 : 0) : (anchor ? anchor - 1 : 0);
    switch (parts->of_relative) {
    case QC_RELATIVE_LAST:
        return document ? document - 1 : 0;
    case QC_RELATIVE_NEXT:
        return document ? document + 1 : 0;
    case QC_RELATIVE_PREVIOUS:
        return anchor ? anchor - 1 : 0;
    case QC_RELATIVE_FOLLOWING:
        return anchor ? anchor + 1 : 0;
    case QC_RELATIVE_SAME:
    case QC_RELATIVE_THAT:
        return anchor;
    default:
        return document;
    }
}

uint8_t qc_period_year_start(const qc_resolver *resolver, const qc_mention *mention)
{
    uint8_t start = resolver->work->options->fiscal_start;
    bool fiscal = mention->flags & QC_FLAG_FISCAL && mention->date.fiscal != QC_DATE_OTHER_YEAR;
    return fiscal && start ? start : 1;
}

qc_extent qc_period_year(const qc_resolver *resolver, const qc_mention *mention, int year)
{
    int month = qc_period_year_start(resolver, mention);
    bool before = month > 1 && !resolver->work->options->fiscal_by_start && !mention->date.year2;
    return qc_extent_of_months(year - before, month, 12, QC_GRANULARITY_YEAR);
}

/* The first day of the week that holds a day. */
static qc_day week_of(const qc_resolver *resolver, qc_day day)
{
    return day - (qc_weekday(day) - resolver->work->options->week_start + 7) % 7;
}

qc_extent qc_period_unit(const qc_resolver *resolver, const qc_mention *mention, qc_day day, uint8_t unit)
{
    int month = qc_period_year_start(resolver, mention);
    if (unit == QC_TIME_YEAR && month > 1) {
        qc_civil civil = qc_civil_from_day(day);
        return qc_extent_of_months(civil.year - (civil.month < month), month, 12, QC_GRANULARITY_YEAR);
    }
    if (unit != QC_TIME_WEEK && unit != QC_TIME_FORTNIGHT)
        return qc_extent_of_unit(day, unit);
    qc_day start = week_of(resolver, day);
    return qc_extent_of_days(start, start + 7, QC_GRANULARITY_WEEK);
}

/* The first and the last end of a range of days or months in a year that belongs to the last. */
static qc_extent make_days(const qc_date_parts *parts, int year)
{
    int month2 = parts->month2 ? parts->month2 : parts->month;
    int first_year = parts->year2 && parts->year ? parts->year : parts->month > month2 ? year - 1 : year;
    if (!parts->day)
        return qc_extent_of_days(qc_day_from_civil(first_year, parts->month, 1), qc_day_from_civil(year, month2 + 1, 1),
                                 QC_GRANULARITY_MONTH);
    int day2 = parts->day2 ? parts->day2 : parts->day;
    if (!qc_civil_valid(first_year, parts->month, parts->day) || !qc_civil_valid(year, month2, day2))
        return (qc_extent){0};
    return qc_extent_of_days(qc_day_from_civil(first_year, parts->month, parts->day),
                             qc_day_from_civil(year, month2, day2) + 1, QC_GRANULARITY_DAY);
}

/* One return of a date that comes each year. */
typedef struct turn {
    qc_extent extent;
    int year;
} turn;

/* That of the nearest year from `year` on, in steps, that has it. */
static turn find_turn(const qc_date_parts *parts, int year, int step, qc_make_turn *make)
{
    for (int i = 0; i < LEAP_SEARCH; i++, year += step) {
        qc_extent extent = make(parts, year);
        if (extent.known)
            return (turn){extent, year};
    }
    return (turn){.year = year};
}

/* A day of a month with its weekday: of last year, this and next the one on which it falls. */
static qc_extent make_named(const qc_date_parts *parts, int year, qc_make_turn *make)
{
    static const int order[] = {0, -1, 1};
    for (int i = 0; parts->weekday && parts->day && i < 3; i++) {
        qc_extent extent = make(parts, year + order[i]);
        if (extent.known && qc_weekday(extent.start) == parts->weekday)
            return extent;
    }
    return (qc_extent){0};
}

/* Of the last one and the next one that of the clause's side; where no cue says which, the likelier, flagged. */
static qc_extent choose_side(const qc_resolver *resolver, qc_mention *mention, qc_extent past, qc_extent future)
{
    if (!past.known || !future.known)
        return past.known ? past : future;
    qc_tense tense = qc_tense_read(resolver->work, mention, resolver->sentence);
    qc_day back = resolver->date - past.end, ahead = future.start - resolver->date;
    if (tense == QC_TENSE_FUTURE && (back >= JUST_OVER || ahead <= FAR_AHEAD ||
                                     qc_tense_is_deadline(resolver->work, mention, resolver->sentence)))
        return future;
    bool dated = mention->date.form != QC_DATE_PART && mention->date.form != QC_DATE_SEASON;
    bool near =
        dated && ahead <= (tense == QC_TENSE_PAST ? VERY_NEAR : NEAR_AHEAD) && resolver->date - past.start >= LONG_AGO;
    if (tense != QC_TENSE_PAST || near)
        mention->flags |= QC_FLAG_ASSUMED_DATE;
    return near ? future : past;
}

qc_extent qc_period_choose_turn(const qc_resolver *resolver, qc_mention *mention, int year, qc_make_turn *make)
{
    const qc_date_parts *parts = &mention->date;
    qc_day document = resolver->date;
    turn now = find_turn(parts, year, 1, make);
    bool started = now.extent.known && now.extent.start <= document;
    turn past = started ? now : find_turn(parts, year - 1, -1, make);
    bool over = !now.extent.known || now.extent.end <= document;
    turn future = over ? find_turn(parts, year + 1, 1, make) : now;
    switch (parts->relative) {
    case QC_RELATIVE_LAST:
    case QC_RELATIVE_PAST:
        return past.extent.end <= document ? past.extent : find_turn(parts, past.year - 1, -1, make).extent;
    case QC_RELATIVE_NEXT:
    case QC_RELATIVE_COMING:
        return future.extent.start > document ? future.extent : find_turn(parts, future.year + 1, 1, make).extent;
    case QC_RELATIVE_THIS:
    case QC_RELATIVE_CURRENT:
        return now.extent;
    default:
        break;
    }
    qc_extent named = make_named(parts, year, make);
    return named.known ? named : choose_side(resolver, mention, past.extent, future.extent);
}

qc_extent qc_period_choose_year(const qc_resolver *resolver, qc_mention *mention, qc_make_turn *make)
{
    if (resolver->date == QC_NO_DATE)
        return (qc_extent){0};
    return qc_period_choose_turn(resolver, mention, qc_civil_from_day(resolver->date).year, make);
}

/* In a list the year of the next month serves this one: March and May 2024. */
static int year_of_next(const qc_resolver *resolver, const qc_mention *mention, int index)
{
    const qc_work *work = resolver->work;
    if ((size_t)index + 1 >= work->mention_count)
        return 0;
    const qc_mention *next = &work->mentions[index + 1];
    bool list = next->kind == QC_KIND_DATE && next->date.form == QC_DATE_DAYS && next->date.month && next->date.year &&
                next->start - mention->end <= 6;
    return list && next->date.month > mention->date.month ? qc_period_full_year(resolver, next->date.year) : 0;
}

/* The weekday of the document's week. */
static qc_day in_week(const qc_resolver *resolver, int weekday)
{
    return week_of(resolver, resolver->date) + (weekday - resolver->work->options->week_start + 7) % 7;
}

/* A weekday by itself: that day or before it within the last week, or the next one where the clause looks ahead. */
static qc_day choose_weekday(const qc_resolver *resolver, qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    int back = (qc_weekday(resolver->date) - parts->weekday + 7) % 7, ahead = (7 - back) % 7;
    switch (parts->relative) {
    case QC_RELATIVE_LAST:
    case QC_RELATIVE_PAST:
        return resolver->date - (back ? back : 7);
    case QC_RELATIVE_NEXT:
    case QC_RELATIVE_COMING:
        return resolver->date + (ahead ? ahead : 7);
    case QC_RELATIVE_THIS:
    case QC_RELATIVE_CURRENT:
        return in_week(resolver, parts->weekday);
    default:
        break;
    }
    qc_tense tense = qc_tense_read(resolver->work, mention, resolver->sentence);
    if (tense == QC_TENSE_NONE)
        mention->flags |= QC_FLAG_ASSUMED_DATE;
    return tense == QC_TENSE_FUTURE ? resolver->date + ahead : resolver->date - back;
}

static qc_extent resolve_weekday(const qc_resolver *resolver, qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    qc_day day;
    if (parts->relative == QC_RELATIVE_FOLLOWING && resolver->anchor.known) {
        int ahead = (parts->weekday - qc_weekday(resolver->anchor.end - 1) + 7) % 7;
        day = resolver->anchor.end - 1 + (ahead ? ahead : 7);
    } else if (resolver->date == QC_NO_DATE)
        return (qc_extent){0};
    else if (parts->of_unit == QC_TIME_WEEK) {
        int week = parts->of_relative == QC_RELATIVE_LAST ? -7 : parts->of_relative == QC_RELATIVE_NEXT ? 7 : 0;
        day = in_week(resolver, parts->weekday) + week;
    } else
        day = choose_weekday(resolver, mention);
    int length = parts->weekday2 ? (parts->weekday2 - parts->weekday + 7) % 7 : 0;
    return qc_extent_of_days(day, day + length + 1, QC_GRANULARITY_DAY);
}

qc_extent qc_period_days(const qc_resolver *resolver, qc_mention *mention, int index)
{
    qc_date_parts *parts = &mention->date;
    if (!parts->month)
        return resolve_weekday(resolver, mention);
    parts->year = (int16_t)qc_period_full_year(resolver, parts->year);
    parts->year2 = (int16_t)qc_period_full_year(resolver, parts->year2);
    int year = parts->year2 ? parts->year2 : parts->year;
    if (!year && parts->of_unit == QC_TIME_YEAR)
        year = qc_period_of_year(resolver, parts);
    if (!year && !parts->relative)
        year = year_of_next(resolver, mention, index);
    return year ? make_days(parts, year) : qc_period_choose_year(resolver, mention, make_days);
}

qc_extent qc_period_years(const qc_resolver *resolver, qc_mention *mention, int index)
{
    const qc_date_parts *parts = &mention->date;
    qc_extent ended =
        parts->year2 || !(mention->flags & QC_FLAG_FISCAL) ? (qc_extent){0} : qc_period_ended(resolver, mention, index);
    if (ended.known)
        return ended;
    int year = qc_period_full_year(resolver, parts->year);
    int year2 = parts->year2 ? qc_period_full_year(resolver, parts->year2) : year;
    if (parts->unit == QC_TIME_DECADE) {
        if (parts->year < 100 && parts->year >= 20) /* the '30s to '90s of the last century, whatever the pivot */
            year = 1900 + parts->year;
        if (parts->year2 && parts->year2 < 100)
            year2 = year - year % 100 + parts->year2;
        int last = parts->year2 ? year2 : year;
        return qc_extent_of_months(year, 1, (last - year + 10) * 12, QC_GRANULARITY_DECADE);
    }
    if (qc_period_year_start(resolver, mention) > 1 && year2 - year <= 1)
        return qc_period_year(resolver, mention, year);
    return qc_extent_of_months(year, 1, (year2 - year + 1) * 12, QC_GRANULARITY_YEAR);
}
