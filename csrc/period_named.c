/* Periods with a name that returns: quarters, halves, the last week of May, centuries, seasons, holidays. */
#include "period_rules.h"

static const qc_extent unknown;

/* A quarter or half of a year; the second one ends a range. */
qc_extent qc_period_part_of(const qc_date_parts *parts, int year)
{
    int months = parts->unit == QC_TIME_QUARTER ? 3 : parts->unit == QC_TIME_HALF ? 6 : parts->count;
    int ordinal = parts->ordinal > 0 ? parts->ordinal : 12 / months;
    int last = parts->ordinal2 > ordinal ? parts->ordinal2 : ordinal;
    uint8_t granularity = parts->unit == QC_TIME_MONTH ? QC_GRANULARITY_MONTH : qc_extent_granularity(parts->unit);
    int first = parts->fiscal ? parts->fiscal : 1;
    return qc_extent_of_months(year, (ordinal - 1) * months + first, (last - ordinal + 1) * months, granularity);
}

/* The unit of time that ends with the day or month behind "ended", "ending" after a mention; unknown where none does.
 */
static qc_extent read_ended(const qc_resolver *resolver, const qc_mention *mention, uint8_t unit, int index)
{
    const qc_work *work = resolver->work;
    if (index < 0 || (size_t)index + 1 >= work->mention_count)
        return unknown;
    const qc_mention *next = &work->mentions[index + 1];
    qc_span lead = qc_word_after(&work->view, mention->end + (qc_at(&work->view, mention->end) == ','));
    bool ends = qc_span_is(&work->view, lead, "ended") || qc_span_is(&work->view, lead, "ending");
    if (!ends || next->kind != QC_KIND_DATE || next->date.form != QC_DATE_DAYS || !next->date.month ||
        next->start < lead.end || next->start - lead.end > 4)
        return unknown;
    qc_mention end = *next;
    qc_extent last = qc_period_days(resolver, &end, index + 1);
    if (!last.known)
        return unknown;
    return qc_extent_of_days(qc_day_move(last.end, unit, -1), last.end, qc_extent_granularity(unit));
}

static bool is_calendar_unit(qc_extent extent, uint8_t unit)
{
    qc_extent calendar = qc_extent_of_unit(extent.start, unit);
    return calendar.start == extent.start && calendar.end == extent.end;
}

/* It ends with the day or month that follows; where no unit of the calendar does, it is one of a fiscal year. */
qc_extent qc_period_ended(const qc_resolver *resolver, qc_mention *mention, int index)
{
    bool year = mention->date.form == QC_DATE_YEARS;
    uint8_t unit = year ? QC_TIME_YEAR : mention->date.unit;
    qc_extent extent = read_ended(resolver, mention, unit, index);
    bool named = year || qc_civil_from_day(extent.start).month ==
                             (mention->date.ordinal - 1) * (unit == QC_TIME_QUARTER ? 3 : 6) + 1;
    if (extent.known && !(named && is_calendar_unit(extent, unit)))
        mention->flags |= QC_FLAG_FISCAL;
    return extent;
}

/* The year of "the second half of the year ending June 30". */
static qc_extent ended_year(const qc_resolver *resolver, qc_mention *mention, int index)
{
    const qc_date_parts *parts = &mention->date;
    if (parts->of_unit != QC_TIME_YEAR || parts->of_relative || parts->direction)
        return unknown;
    qc_extent year = read_ended(resolver, mention, QC_TIME_YEAR, index);
    if (year.known && !is_calendar_unit(year, QC_TIME_YEAR))
        mention->flags |= QC_FLAG_FISCAL;
    return year;
}

/* What a part is a part of: a year, a month, last year, this quarter. */
static qc_extent larger_of(const qc_resolver *resolver, qc_mention *mention, int index)
{
    qc_date_parts *parts = &mention->date;
    qc_extent year_ended = ended_year(resolver, mention, index);
    if (year_ended.known)
        return year_ended;
    if (parts->month)
        return qc_period_days(resolver, mention, (int)resolver->work->mention_count);
    if (parts->year) {
        int year = qc_period_full_year(resolver, parts->year);
        return qc_period_year(resolver, mention, year);
    }
    if (parts->of_unit == QC_TIME_YEAR && parts->fiscal <= 1) {
        int year = qc_period_of_year(resolver, parts);
        return year ? qc_extent_of_months(year, 1, 12, QC_GRANULARITY_YEAR) : unknown;
    }
    if (!parts->of_unit || resolver->date == QC_NO_DATE)
        return unknown;
    int step = parts->of_relative == QC_RELATIVE_LAST ? -1 : parts->of_relative == QC_RELATIVE_NEXT ? 1 : 0;
    return qc_extent_move(qc_period_unit(resolver, mention, resolver->date, parts->of_unit), parts->of_unit, step);
}

/* A quarter or half of a year, wherever the year begins. */
static qc_extent cut_year(qc_extent year, const qc_date_parts *parts)
{
    int months = parts->unit == QC_TIME_QUARTER ? 3 : 6;
    int count = parts->count ? parts->count : 1; /* the first three quarters */
    int ordinal = parts->ordinal > 0 ? parts->ordinal : 12 / months - count + 1;
    int last = parts->ordinal2 > ordinal ? parts->ordinal2 : ordinal + count - 1;
    if (last * months > 12)
        return unknown;
    return qc_extent_of_days(qc_day_move(year.start, QC_TIME_MONTH, (ordinal - 1) * months),
                             qc_day_move(year.start, QC_TIME_MONTH, last * months), qc_extent_granularity(parts->unit));
}

/* The first half of January ends with its 15th day. */
static qc_extent cut_half(qc_extent month, int ordinal)
{
    qc_day middle = month.start + 15;
    return ordinal == 1 ? qc_extent_of_days(month.start, middle, QC_GRANULARITY_DAY)
                        : qc_extent_of_days(middle, month.end, QC_GRANULARITY_DAY);
}

/* The weekends of a month are those whose Saturday is in it. */
static qc_extent cut_weekend(qc_extent larger, int ordinal)
{
    qc_day first = larger.start + (13 - qc_weekday(larger.start)) % 7;
    qc_day last = larger.end - 1 - (qc_weekday(larger.end - 1) + 1) % 7;
    qc_day saturday = ordinal > 0 ? first + 7 * (ordinal - 1) : last;
    return saturday > last ? unknown : qc_extent_of_days(saturday, saturday + 2, QC_GRANULARITY_DAY);
}

/* The first 12 days of September, the last week of May: counted from one end. */
static qc_extent cut_part(qc_extent larger, const qc_date_parts *parts)
{
    if (parts->unit == QC_TIME_HALF && larger.granularity == QC_GRANULARITY_MONTH)
        return cut_half(larger, parts->ordinal);
    if (parts->unit == QC_TIME_WEEKEND)
        return cut_weekend(larger, parts->ordinal);
    int count = parts->count ? parts->count : 1;
    uint8_t unit = parts->unit;
    qc_day start = parts->ordinal > 0 ? qc_day_move(larger.start, unit, parts->ordinal - 1)
                                      : qc_day_move(larger.end, unit, -count);
    qc_day end = parts->ordinal > 0 ? qc_day_move(start, unit, count) : larger.end;
    if (start < larger.start || end > larger.end)
        return unknown;
    return qc_extent_of_days(start, end, qc_extent_granularity(unit));
}

/* The year in four digits right before `start`: the 2022 fourth quarter; 0 where none stands there. */
static int year_before(const qc_view *view, size_t start)
{
    enum { DIGITS = 4, FIRST = 1500, LAST = 2099 };
    size_t end = qc_skip_space_back(view, start);
    int year = 0;
    if (end == start || end < DIGITS + 1 || qc_is_word(qc_at(view, end - DIGITS - 1)))
        return 0;
    for (size_t at = end - DIGITS; at < end; at++) {
        if (!qc_is_digit(view->bytes[at]))
            return 0;
        year = year * 10 + (view->bytes[at] - '0');
    }
    return year >= FIRST && year <= LAST ? year : 0;
}

/* A year right before, by itself or with its possessive: last year's first quarter, the prior year's second half. */
static int owner_year(const qc_work *work, const qc_mention *mention, int index)
{
    int year = year_before(&work->view, mention->start);
    if (year || index <= 0)
        return year;
    const qc_mention *owner = &work->mentions[index - 1];
    bool owns = owner->kind == QC_KIND_DATE && owner->granularity == QC_GRANULARITY_YEAR &&
                owner->period_start != QC_NAT && mention->start - owner->end <= 3 &&
                qc_is_apostrophe(qc_at(&work->view, owner->end));
    return owns ? qc_civil_from_day(qc_day_from_seconds(owner->period_start)).year : 0;
}

qc_extent qc_period_part(const qc_resolver *resolver, qc_mention *mention, int index)
{
    const qc_date_parts *parts = &mention->date;
    if (parts->unit == QC_TIME_CENTURY)
        return qc_extent_of_months((parts->ordinal - 1) * 100, 1, 1200, QC_GRANULARITY_CENTURY);
    mention->date.fiscal = qc_period_year_start(resolver, mention);
    qc_extent larger = larger_of(resolver, mention, index);
    bool quarter = parts->unit == QC_TIME_QUARTER || parts->unit == QC_TIME_HALF;
    if (larger.known && quarter && larger.granularity == QC_GRANULARITY_YEAR)
        return cut_year(larger, parts);
    if (larger.known)
        return cut_part(larger, parts);
    if (!quarter && parts->unit != QC_TIME_MONTH)
        return unknown;
    qc_extent fiscal = qc_period_ended(resolver, mention, index);
    if (fiscal.known)
        return fiscal;
    int year = owner_year(resolver->work, mention, index);
    return year ? qc_period_part_of(parts, year) : qc_period_choose_year(resolver, mention, qc_period_part_of);
}

static qc_extent make_season(const qc_date_parts *parts, int year) { return qc_extent_of_season(year, parts->season); }

/* "This winter" is the one nearest to the document. */
static qc_extent nearest_season(qc_day document, int season)
{
    int year = qc_civil_from_day(document).year;
    qc_extent best = qc_extent_of_season(year, season), other = qc_extent_of_season(year - 1, season);
    bool before = document < best.start && best.start - document > document - other.end;
    return before && season == 4 ? other : best;
}

qc_extent qc_period_season(const qc_resolver *resolver, qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    int year = parts->year      ? qc_period_full_year(resolver, parts->year)
               : parts->of_unit ? qc_period_of_year(resolver, parts)
                                : 0;
    mention->flags |= QC_FLAG_APPROXIMATE;
    if (year)
        return make_season(parts, year);
    if (resolver->date != QC_NO_DATE && (parts->relative == QC_RELATIVE_THIS || parts->relative == QC_RELATIVE_CURRENT))
        return nearest_season(resolver->date, parts->season);
    return qc_period_choose_year(resolver, mention, make_season);
}

/* The n-th weekday of a month, -1 the last. */
static qc_day nth_weekday(int year, const qc_holiday *holiday)
{
    if (holiday->nth > 0) {
        qc_day first = qc_day_from_civil(year, holiday->month, 1);
        return first + (holiday->weekday - qc_weekday(first) + 7) % 7 + (holiday->nth - 1) * 7;
    }
    qc_day last = qc_day_from_civil(year, holiday->month + 1, 1) - 1;
    return last - (qc_weekday(last) - holiday->weekday + 7) % 7;
}

static qc_extent make_holiday(const qc_date_parts *parts, int year)
{
    const qc_holiday *holiday = &qc_holidays[parts->holiday - 1];
    qc_day day;
    if (holiday->rule == QC_HOLIDAY_FIXED)
        day = qc_day_from_civil(year, holiday->month, holiday->day);
    else if (holiday->rule == QC_HOLIDAY_WEEKDAY)
        day = nth_weekday(year, holiday);
    else if (holiday->rule == QC_HOLIDAY_EASTER)
        day = qc_easter(year);
    else if (holiday->rule == QC_HOLIDAY_ISLAMIC)
        day = qc_islamic_day(year, holiday->month, holiday->day); /* of an Islamic year */
    else if (holiday->rule == QC_HOLIDAY_JEWISH)
        day = qc_rosh_hashanah(year);
    else if (holiday->rule == QC_HOLIDAY_HANUKKAH)
        day = qc_hanukkah(year);
    else {
        if (year < holiday->first_year || year >= holiday->first_year + holiday->years)
            return unknown;
        int date = holiday->dates[year - holiday->first_year];
        day = qc_day_from_civil(year, date / 100, date % 100);
    }
    day += holiday->offset;
    return qc_extent_of_days(day, day + holiday->days, holiday->days == 7 ? QC_GRANULARITY_WEEK : QC_GRANULARITY_DAY);
}

/* A day of the Islamic calendar, which some years of ours have twice. */
static qc_extent resolve_islamic(const qc_resolver *resolver, qc_mention *mention, int year)
{
    const qc_date_parts *parts = &mention->date;
    const qc_holiday *holiday = &qc_holidays[parts->holiday - 1];
    bool said = year != 0;
    mention->flags |= QC_FLAG_APPROXIMATE;
    if (!said && resolver->date == QC_NO_DATE)
        return unknown;
    if (!said)
        year = qc_civil_from_day(resolver->date).year;
    int turn = qc_islamic_year(year, holiday->month, holiday->day);
    qc_extent second = make_holiday(parts, turn + 1);
    if (said && qc_civil_from_day(second.start).year == year)
        mention->flags |= QC_FLAG_ASSUMED_DATE;
    if (said)
        return make_holiday(parts, turn);
    return qc_period_choose_turn(resolver, mention, turn + (second.start <= resolver->date), make_holiday);
}

qc_extent qc_period_holiday(const qc_resolver *resolver, qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    int year = parts->year      ? qc_period_full_year(resolver, parts->year)
               : parts->of_unit ? qc_period_of_year(resolver, parts)
                                : 0;
    if (qc_holidays[parts->holiday - 1].rule == QC_HOLIDAY_ISLAMIC)
        return resolve_islamic(resolver, mention, year);
    return year ? make_holiday(parts, year) : qc_period_choose_year(resolver, mention, make_holiday);
}
