/* Clock times: the day of a date in the same sentence, else the document's; the minute as written, local; a written
 * zone in the timex. */
#include "period_rules.h"

enum { HALF_DAY = 12 };

static bool is_day(const qc_mention *mention)
{
    return mention->kind == QC_KIND_DATE && mention->granularity == QC_GRANULARITY_DAY &&
           mention->date.form != QC_DATE_SET && (mention->period_start != QC_NAT || mention->period_end != QC_NAT);
}

/* The first day of a resolved date, open ends included. */
static qc_day day_of(const qc_mention *mention)
{
    if (mention->period_start != QC_NAT)
        return qc_day_from_seconds(mention->period_start);
    return qc_day_from_seconds(mention->period_end - 1);
}

/* "From Feb. 10" is when something else begins. */
static bool begins_something(const qc_view *view, const qc_mention *mention)
{
    return qc_span_is(view, qc_word_before(view, mention->start), "from") || mention->flags & QC_FLAG_OPEN_END;
}

/* The nearest day before or behind in the same sentence. Neighbours are few: a sentence's dates. */
static qc_day day_in_sentence(const qc_work *work, size_t index, size_t start, size_t end)
{
    enum { NEIGHBOURS = 8 };
    const qc_mention *clock = &work->mentions[index];
    size_t best = SIZE_MAX;
    qc_day day = QC_NO_DATE;
    size_t first = index > NEIGHBOURS ? index - NEIGHBOURS : 0;
    for (size_t i = first; i < work->mention_count && i <= index + NEIGHBOURS; i++) {
        const qc_mention *other = &work->mentions[i];
        if (!is_day(other) || other->start < start || other->end > end || begins_something(&work->view, other))
            continue;
        size_t distance = other->start > clock->end ? other->start - clock->end : clock->start - other->end;
        if (distance < best) {
            best = distance;
            day = day_of(other);
        }
    }
    return day;
}

/* Summer time of the United States: second Sunday of March to first Sunday of November (Energy Policy Act of 2005). */
static bool is_american_summer(qc_day day)
{
    int year = qc_civil_from_day(day).year;
    qc_day march = qc_day_from_civil(year, 3, 8), november = qc_day_from_civil(year, 11, 1);
    return day >= march + (7 - qc_weekday(march)) % 7 && day < november + (7 - qc_weekday(november)) % 7;
}

static void write_zone(qc_put *put, const qc_date_parts *parts, qc_day day)
{
    if (!parts->zoned)
        return;
    int zone = parts->zone + (parts->zoned == 2 && day != QC_NO_DATE && is_american_summer(day) ? 60 : 0);
    int minutes = zone < 0 ? -zone : zone;
    qc_put_char(put, zone == 0 ? 'Z' : zone < 0 ? '-' : '+');
    if (zone == 0)
        return;
    qc_put_digits(put, minutes / 60, 2);
    qc_put_char(put, ':');
    qc_put_digits(put, minutes % 60, 2);
}

static void write_timex(qc_mention *mention, qc_day day)
{
    const qc_date_parts *parts = &mention->date;
    qc_put put = {.buffer = mention->timex, .size = sizeof mention->timex};
    if (day != QC_NO_DATE)
        qc_extent_timex(qc_extent_of_days(day, day + 1, QC_GRANULARITY_DAY), &put);
    qc_put_char(&put, 'T');
    qc_put_digits(&put, parts->hour, 2);
    qc_put_char(&put, ':');
    qc_put_digits(&put, parts->minute < 0 ? 0 : parts->minute, 2);
    if (parts->second >= 0) {
        qc_put_char(&put, ':');
        qc_put_digits(&put, parts->second, 2);
    }
    write_zone(&put, parts, day);
}

static qc_day written_day(const qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    bool valid = parts->month && qc_civil_valid(parts->year, parts->month, parts->day);
    return valid ? qc_day_from_civil(parts->year, parts->month, parts->day) : QC_NO_DATE;
}

static void resolve_clock(const qc_work *work, size_t index, qc_mention *mention, size_t sentence)
{
    size_t start = work->sentences.count ? work->sentences.starts[sentence] : 0;
    size_t end = sentence + 1 < work->sentences.count ? work->sentences.starts[sentence + 1] : work->view.length;
    qc_date_parts *parts = &mention->date;
    qc_day day = written_day(mention);
    if (day == QC_NO_DATE)
        day = day_in_sentence(work, index, start, end);
    if (day == QC_NO_DATE)
        day = work->date;
    mention->granularity = parts->second >= 0 ? QC_GRANULARITY_SECOND : QC_GRANULARITY_MINUTE;
    write_timex(mention, day);
    if (day == QC_NO_DATE)
        return;
    int minute = parts->minute < 0 ? 0 : parts->minute, second = parts->second < 0 ? 0 : parts->second;
    mention->period_start = qc_seconds_from_day(day) + parts->hour * 3600 + minute * 60 + second;
    mention->period_end = mention->period_start + (parts->second >= 0 ? 1 : 60);
}

/* A time that does not say which half of the day it is in follows the one before it: "from 7pm to half past ten". */
static void settle_half(qc_date_parts *parts, const qc_mention *before)
{
    if (!parts->half_day || !before || parts->hour >= HALF_DAY)
        return;
    if (before->date.hour > parts->hour || before->date.half_day)
        parts->hour = (int8_t)(parts->hour + (before->date.hour >= HALF_DAY ? HALF_DAY : 0));
}

void qc_period_clocks(qc_work *work)
{
    size_t sentence = 0;
    const qc_mention *before = NULL;
    for (size_t i = 0; i < work->mention_count; i++) {
        qc_mention *mention = &work->mentions[i];
        if (mention->kind != QC_KIND_TIME)
            continue;
        size_t found = qc_sentence_find(&work->sentences, mention->start, sentence);
        settle_half(&mention->date, before && found - sentence <= 1 ? before : NULL);
        sentence = found;
        resolve_clock(work, i, mention, sentence);
        before = mention;
    }
}
