/* Units of time relative to the document date or to the anchor, the last explicit date to the left. */
#include "period_rules.h"

static const qc_extent unknown;

/* The steps that a relative word takes from where it counts. */
static int steps_of(uint8_t relative)
{
    switch (relative) {
    case QC_RELATIVE_LAST:
    case QC_RELATIVE_PREVIOUS:
        return -1;
    case QC_RELATIVE_NEXT:
    case QC_RELATIVE_COMING:
    case QC_RELATIVE_FOLLOWING:
        return 1;
    default:
        return 0;
    }
}

bool qc_period_is_rolling(const qc_date_parts *parts)
{
    if (parts->form != QC_DATE_RELATIVE || parts->unit > QC_TIME_CENTURY || parts->ordinal || parts->of_unit)
        return false;
    bool moves = parts->relative == QC_RELATIVE_LAST || parts->relative == QC_RELATIVE_NEXT ||
                 parts->relative == QC_RELATIVE_COMING;
    return parts->relative == QC_RELATIVE_PAST || (moves && parts->unit >= QC_TIME_DECADE);
}

/* Does the word count from the narrative, not from the document: the previous week, that year, the next day? */
static bool is_anchored(const qc_date_parts *parts)
{
    bool day = parts->unit == QC_TIME_DAY || parts->daypart;
    return parts->relative == QC_RELATIVE_PREVIOUS || parts->relative == QC_RELATIVE_FOLLOWING ||
           parts->relative == QC_RELATIVE_SAME || parts->relative == QC_RELATIVE_THAT ||
           (parts->relative == QC_RELATIVE_NEXT && day);
}

/* The last day of trade before a day: exchanges rest on Saturdays and Sundays. */
static qc_extent session_before(qc_day day)
{
    int weekday = qc_weekday(day);
    int back = weekday == 1 ? 3 : weekday == 7 ? 2 : 1;
    return qc_extent_of_days(day - back, day - back + 1, QC_GRANULARITY_DAY);
}

/* Saturday and Sunday: the last ones not after the document, or those that the word or the tense asks for. */
static qc_extent resolve_weekend(const qc_resolver *resolver, const qc_mention *mention, qc_day base)
{
    const qc_date_parts *parts = &mention->date;
    int weekday = qc_weekday(base);
    qc_day saturday = weekday >= 6 ? base - weekday + 6 : base - weekday - 1; /* this one, or the one before */
    bool ahead = !parts->relative && weekday < 6 &&
                 qc_tense_read(resolver->work, mention, resolver->sentence) == QC_TENSE_FUTURE;
    if (parts->relative == QC_RELATIVE_LAST && weekday >= 6)
        saturday -= 7;
    else if (parts->relative == QC_RELATIVE_NEXT || parts->relative == QC_RELATIVE_COMING || ahead ||
             (parts->relative == QC_RELATIVE_THIS && weekday < 6))
        saturday += 7;
    return qc_extent_of_days(saturday, saturday + 2, QC_GRANULARITY_DAY);
}

/* Last night, this morning, the next evening: the day. */
static qc_extent resolve_daypart(const qc_resolver *resolver, const qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    bool anchored = is_anchored(parts) && resolver->anchor.known;
    qc_day base = anchored ? resolver->anchor.end - 1 : resolver->date;
    if (!anchored && (resolver->date == QC_NO_DATE || (is_anchored(parts) && parts->relative != QC_RELATIVE_NEXT)))
        return unknown;
    if (!anchored && parts->relative == QC_RELATIVE_NEXT &&
        qc_tense_read(resolver->work, mention, resolver->sentence) == QC_TENSE_PAST)
        return unknown; /* the next morning of a day that is not named */
    qc_day day = base + steps_of(parts->relative);
    return qc_extent_of_days(day, day + 1, QC_GRANULARITY_DAY);
}

/* The same month last year, the same period a year earlier, the same quarter of 2023. */
static qc_extent resolve_same(const qc_resolver *resolver, qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    int year = parts->year ? qc_period_full_year(resolver, parts->year) : qc_period_of_year(resolver, parts);
    if (!year)
        return unknown;
    if (!resolver->anchor.known) {
        mention->flags |= QC_FLAG_ASSUMED_DATE;
        return qc_extent_of_months(year, 1, 12, QC_GRANULARITY_YEAR);
    }
    qc_extent base = resolver->anchor;
    if (parts->unit < QC_TIME_PERIOD && qc_extent_granularity(parts->unit) > base.granularity)
        base = qc_period_unit(resolver, mention, base.start, parts->unit);
    return qc_extent_move(base, QC_TIME_YEAR, year - qc_civil_from_day(base.start).year);
}

/* The past year, the next decade: a length that ends or begins with the document. */
static qc_extent resolve_rolling(const qc_resolver *resolver, const qc_date_parts *parts)
{
    uint8_t granularity = qc_extent_granularity(parts->unit);
    if (resolver->date == QC_NO_DATE)
        return unknown;
    if (steps_of(parts->relative) > 0)
        return qc_extent_of_days(resolver->date, qc_day_move(resolver->date, parts->unit, 1), granularity);
    return qc_extent_of_days(qc_day_move(resolver->date, parts->unit, -1), resolver->date, granularity);
}

/* Is it as long as one unit, wherever it begins: the week ended April 8? */
static bool is_one(qc_extent extent, uint8_t unit)
{
    return extent.granularity == qc_extent_granularity(unit) && qc_day_move(extent.start, unit, 1) == extent.end;
}

qc_extent qc_period_relative(const qc_resolver *resolver, qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    if (parts->daypart)
        return resolve_daypart(resolver, mention);
    if (parts->of_unit || (parts->relative == QC_RELATIVE_SAME && parts->year))
        return resolve_same(resolver, mention);
    if (qc_period_is_rolling(parts))
        return resolve_rolling(resolver, parts);
    uint8_t finest = qc_extent_granularity(parts->unit);
    bool follows = parts->inside && finest >= resolver->anchor.granularity; /* later in the week */
    bool anchored = (is_anchored(parts) || follows) && resolver->anchor.known;
    bool needs_anchor = parts->relative == QC_RELATIVE_SAME || parts->relative == QC_RELATIVE_THAT ||
                        parts->relative == QC_RELATIVE_FOLLOWING;
    if (!anchored && (resolver->date == QC_NO_DATE || needs_anchor))
        return unknown;
    if (parts->unit == QC_TIME_SESSION)
        return resolver->date == QC_NO_DATE ? unknown : session_before(resolver->date);
    qc_day base = anchored ? resolver->anchor.start : resolver->date;
    if (anchored && parts->relative == QC_RELATIVE_FOLLOWING)
        base = resolver->anchor.end - 1;
    if (parts->unit == QC_TIME_WEEKEND)
        return resolve_weekend(resolver, mention, base);
    if (anchored && finest < resolver->anchor.granularity)
        return unknown;
    if (anchored && parts->relative == QC_RELATIVE_PREVIOUS && is_one(resolver->anchor, parts->unit))
        return qc_extent_of_days(qc_day_move(resolver->anchor.start, parts->unit, -1), resolver->anchor.start, finest);
    return qc_extent_move(qc_period_unit(resolver, mention, base, parts->unit), parts->unit, steps_of(parts->relative));
}

/* A year earlier than the anchor, as long as it; a finer unit than the anchor's leaves it open. */
static qc_extent move_anchor(const qc_resolver *resolver, const qc_mention *mention, int count)
{
    const qc_date_parts *parts = &mention->date;
    qc_extent anchor = resolver->anchor;
    if (parts->same_unit && parts->same_unit < QC_TIME_PERIOD && !is_one(anchor, parts->same_unit))
        anchor = qc_period_unit(resolver, mention, anchor.start, parts->same_unit);
    if (qc_extent_granularity(parts->unit) < anchor.granularity)
        return unknown;
    return qc_extent_move(anchor, parts->unit, count);
}

/* Two years ago is a year, three days ago a day, a decade ago a year. */
static qc_extent move_document(const qc_resolver *resolver, const qc_mention *mention, int count)
{
    const qc_date_parts *parts = &mention->date;
    if (resolver->date == QC_NO_DATE)
        return unknown;
    qc_day day = qc_day_move(resolver->date, parts->unit, count);
    int year = qc_civil_from_day(day).year;
    if (year < 1 || year > 9998)
        return unknown;
    uint8_t unit = parts->same_unit && parts->same_unit < QC_TIME_PERIOD ? parts->same_unit
                   : parts->unit > QC_TIME_YEAR                          ? QC_TIME_YEAR
                                                                         : parts->unit;
    return qc_period_unit(resolver, mention, day, unit);
}

/* The year-ago second quarter: of the year before the anchor's or, without one, before the latest. */
static qc_extent move_part(const qc_resolver *resolver, qc_mention *mention)
{
    qc_date_parts part = mention->date;
    mention->date.unit = part.same_unit;
    mention->date.direction = mention->date.of_unit = QC_RELATIVE_NONE;
    qc_extent latest = resolver->anchor.known
                           ? qc_period_part_of(&mention->date, qc_civil_from_day(resolver->anchor.start).year)
                           : qc_period_part(resolver, mention, -1);
    mention->date = part;
    return latest.known ? qc_extent_move(latest, QC_TIME_YEAR, -1) : latest;
}

qc_extent qc_period_ago(const qc_resolver *resolver, qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    bool forwards = parts->direction == QC_RELATIVE_LATER || parts->direction == QC_RELATIVE_AFTER ||
                    parts->direction == QC_RELATIVE_FOLLOWING;
    int count = forwards ? parts->count : -parts->count;
    bool from_document = parts->direction == QC_RELATIVE_AGO || parts->direction == QC_RELATIVE_FOLLOWING;
    if (parts->ordinal)
        return move_part(resolver, mention);
    if ((!from_document || parts->same_unit) && resolver->anchor.known)
        return move_anchor(resolver, mention, count);
    if (!from_document) {
        if (parts->unit != QC_TIME_YEAR)
            return unknown;
        mention->flags |= QC_FLAG_ASSUMED_DATE;
    }
    return move_document(resolver, mention, count);
}

qc_extent qc_period_ending(const qc_resolver *resolver, qc_mention *mention, int index)
{
    const qc_date_parts *parts = &mention->date;
    qc_extent last = qc_period_days(resolver, mention, index);
    if (!last.known)
        return unknown;
    uint8_t unit = parts->unit == QC_TIME_WEEKEND ? QC_TIME_WEEK : parts->unit;
    if (parts->inside && parts->unit == QC_TIME_WEEKEND) /* the weekend of May 4 */
        return qc_extent_of_days(last.start - qc_weekday(last.start) + 6, last.start - qc_weekday(last.start) + 8,
                                 QC_GRANULARITY_DAY);
    if (parts->inside) /* the week of March 6 */
        return qc_period_unit(resolver, mention, last.start, unit);
    uint8_t granularity =
        parts->count == 1 || unit <= QC_TIME_WEEK ? qc_extent_granularity(unit) : QC_GRANULARITY_MONTH;
    return qc_extent_of_days(qc_day_move(last.end, unit, -parts->count), last.end, granularity);
}

qc_extent qc_period_length(const qc_resolver *resolver, const qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    qc_day document = resolver->date;
    if (document == QC_NO_DATE || !parts->count || parts->unit < QC_TIME_DAY)
        return unknown;
    bool forwards = steps_of(parts->relative) > 0;
    qc_day other = qc_day_move(document, parts->unit, forwards ? parts->count : -parts->count);
    int year = qc_civil_from_day(other).year;
    if (year < 1 || year > 9998)
        return unknown;
    return forwards ? qc_extent_of_days(document, other, qc_extent_granularity(parts->unit))
                    : qc_extent_of_days(other, document, qc_extent_granularity(parts->unit));
}
