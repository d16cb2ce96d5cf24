/* When it was: the walk over the dates of a document, in order, with the document date and the narrative anchor. */
#include "period_rules.h"

#include <string.h>

/* An anchor farther back than a long paragraph no longer leads. */
enum { ANCHOR_REACH = 1200 };

static const qc_extent unknown;

static qc_extent resolve_word(const qc_resolver *resolver, const qc_date_parts *parts)
{
    if (resolver->date == QC_NO_DATE)
        return unknown;
    qc_day day = resolver->date + parts->offset;
    return qc_extent_of_days(day, day + 1, QC_GRANULARITY_DAY);
}

static qc_extent resolve(const qc_resolver *resolver, qc_mention *mention, int index)
{
    switch (mention->date.form) {
    case QC_DATE_DAYS:
        return qc_period_days(resolver, mention, index);
    case QC_DATE_YEARS:
        return qc_period_years(resolver, mention, index);
    case QC_DATE_PART:
        return qc_period_part(resolver, mention, index);
    case QC_DATE_SEASON:
        return qc_period_season(resolver, mention);
    case QC_DATE_HOLIDAY:
        return qc_period_holiday(resolver, mention);
    case QC_DATE_WORD:
        return resolve_word(resolver, &mention->date);
    case QC_DATE_RELATIVE:
        return qc_period_relative(resolver, mention);
    case QC_DATE_AGO:
        return qc_period_ago(resolver, mention);
    case QC_DATE_ENDING:
        return qc_period_ending(resolver, mention, index);
    default: /* QC_DATE_LENGTH; sets and clock times are not resolved here */
        return qc_period_length(resolver, mention);
    }
}

/* Years that the calendar has; an extent that leaves them stays unresolved. */
static bool is_in_range(qc_extent extent)
{
    enum { FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* 0001-01-01, 9999-12-31 */
    return extent.known && extent.start < extent.end && extent.start >= FIRST_DAY && extent.end - 1 <= LAST_DAY;
}

/* The TIMEX3 value of a resolved date: its extent, a weekend, a length that ends today. A part of a day is the
 * day, as its period is. */
static void write_timex(qc_mention *mention, qc_extent extent)
{
    const qc_date_parts *parts = &mention->date;
    qc_put put = {.buffer = mention->timex, .size = sizeof mention->timex};
    if (qc_period_is_rolling(parts)) {
        static const char *const lengths[] = {
            [QC_TIME_WEEK] = "P1W", [QC_TIME_FORTNIGHT] = "P2W", [QC_TIME_MONTH] = "P1M",   [QC_TIME_QUARTER] = "P1Q",
            [QC_TIME_HALF] = "P6M", [QC_TIME_YEAR] = "P1Y",      [QC_TIME_DECADE] = "P1DE", [QC_TIME_CENTURY] = "P1CE"};
        const char *length = parts->unit < sizeof lengths / sizeof *lengths ? lengths[parts->unit] : NULL;
        if (length) {
            qc_put_text(&put, length);
            return;
        }
    }
    if (parts->unit == QC_TIME_WEEKEND && parts->form == QC_DATE_RELATIVE) {
        int year, week;
        qc_week_from_day(extent.start, &year, &week);
        qc_put_digits(&put, year, 4);
        qc_put_text(&put, "-W");
        qc_put_digits(&put, week, 2);
        qc_put_text(&put, "-WE");
        return;
    }
    qc_extent_timex(extent, &put);
}

/* Does a date carry the narrative, so that "a year earlier" counts from it? Not those that count from it themselves. */
static bool leads_narrative(const qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    bool derived =
        parts->form == QC_DATE_AGO && parts->direction != QC_RELATIVE_AGO && parts->direction != QC_RELATIVE_FOLLOWING;
    bool compared = parts->form == QC_DATE_RELATIVE &&
                    (parts->relative == QC_RELATIVE_SAME || parts->relative == QC_RELATIVE_PREVIOUS);
    return mention->kind == QC_KIND_DATE && !derived && !compared && parts->form != QC_DATE_LENGTH &&
           !(parts->form == QC_DATE_AGO && parts->unit == QC_TIME_YEAR);
}

/* The first quarter ended February 28: the quarter leads on, not its last day. */
static bool ends_anchor(const qc_resolver *resolver, const qc_mention *mention)
{
    enum { NEAR = 12 };
    const qc_view *view = &resolver->work->view;
    if (!resolver->anchor.known || mention->date.form != QC_DATE_DAYS || mention->start - resolver->anchor_end > NEAR)
        return false;
    qc_span lead = qc_word_before(view, mention->start);
    return qc_span_is(view, lead, "ended") || qc_span_is(view, lead, "ending");
}

static void store(qc_resolver *resolver, qc_mention *mention, qc_extent extent)
{
    mention->granularity = extent.granularity;
    if (mention->kind == QC_KIND_DATE)
        write_timex(mention, extent);
    mention->period_start = mention->flags & QC_FLAG_OPEN_START ? QC_NAT : qc_seconds_from_day(extent.start);
    mention->period_end = mention->flags & QC_FLAG_OPEN_END ? QC_NAT : qc_seconds_from_day(extent.end);
    if (leads_narrative(mention) && !ends_anchor(resolver, mention)) {
        resolver->anchor = extent;
        resolver->anchor_end = mention->end;
    }
}

/* The granularity that the words say where the date stays unknown. */
static uint8_t granularity_of(const qc_date_parts *parts)
{
    if (parts->form == QC_DATE_DAYS)
        return parts->month && !parts->day ? QC_GRANULARITY_MONTH : QC_GRANULARITY_DAY;
    if (parts->form == QC_DATE_SEASON)
        return QC_GRANULARITY_SEASON;
    return parts->unit ? qc_extent_granularity(parts->unit) : QC_GRANULARITY_DAY;
}

/* Does a blank line stand between the anchor and a date, or too much text? */
static bool leaves_paragraph(const qc_resolver *resolver, size_t start)
{
    const qc_view *view = &resolver->work->view;
    if (start - resolver->anchor_end > ANCHOR_REACH)
        return true;
    const uint8_t *at = view->bytes + resolver->anchor_end, *end = view->bytes + start;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at++;
        if (at < end && (*at == '\n' || *at == '\r'))
            return true;
    }
    return false;
}

/* Does the expression count from the anchor, so that it must be in the same paragraph? */
static bool asks_anchor(const qc_date_parts *parts)
{
    return parts->form == QC_DATE_AGO || parts->form == QC_DATE_RELATIVE || parts->of_relative || parts->direction ||
           parts->relative == QC_RELATIVE_FOLLOWING || parts->form == QC_DATE_PART;
}

static void resolve_date(qc_resolver *resolver, qc_mention *mention, int index)
{
    if (mention->date.form == QC_DATE_SET) {
        mention->granularity = mention->date.weekday ? QC_GRANULARITY_DAY : qc_extent_granularity(mention->date.unit);
        qc_timex_set(mention);
        return;
    }
    if (resolver->anchor.known && asks_anchor(&mention->date) && leaves_paragraph(resolver, mention->start))
        resolver->anchor = unknown;
    resolver->sentence = qc_sentence_find(&resolver->work->sentences, mention->start, resolver->sentence);
    qc_extent extent = resolve(resolver, mention, index);
    if (mention->date.form == QC_DATE_DAYS || mention->date.form == QC_DATE_HOLIDAY) { /* the day after Christmas */
        extent.start += mention->date.offset;
        extent.end += mention->date.offset;
    }
    if (is_in_range(extent))
        store(resolver, mention, extent);
    else if (mention->kind == QC_KIND_DATE) {
        mention->granularity = granularity_of(&mention->date);
        qc_timex_unresolved(mention);
    }
}

void qc_period_resolve(qc_work *work)
{
    qc_resolver resolver = {.work = work, .date = work->date};
    for (size_t i = 0; i < work->mention_count; i++) {
        qc_mention *mention = &work->mentions[i];
        if (mention->kind == QC_KIND_DURATION)
            qc_timex_length(mention);
        if (mention->kind == QC_KIND_DATE ||
            (mention->kind == QC_KIND_DURATION && mention->date.form == QC_DATE_LENGTH))
            resolve_date(&resolver, mention, (int)i);
    }
    qc_period_clocks(work);
}
