/* Expressions with a number and a unit of time: how far away, how long, of what the first or last part. */
#include "date_rules.h"

#include <math.h>

/* "The day before" is a date where a clause ends; before a noun it is a distance from an event. */
static bool ends_clause(const qc_view *view, size_t end)
{
    size_t next = qc_skip_space(view, end);
    if (!qc_is_word(qc_at(view, next)))
        return qc_at(view, next) != '$' && !qc_is_quote(qc_at(view, next));
    uint32_t classes = qc_date_classes(view, qc_word_at(view, next));
    if (classes & QC_WORD_MONTH && qc_is_upper(qc_at(view, next))) /* the day after May 3 */
        return false;
    return classes & (QC_WORD_CONJUNCTION | QC_WORD_PREPOSITION | QC_WORD_AUXILIARY | QC_WORD_VERB) &&
           !(classes & QC_WORD_DETERMINER); /* "six months before that" */
}

bool qc_date_check_ago(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    parts->form = QC_DATE_AGO;
    if (!parts->count)
        parts->count = 1;
    if ((parts->direction == QC_RELATIVE_BEFORE || parts->direction == QC_RELATIVE_AFTER) &&
        !ends_clause(&work->view, mention->end))
        return false;
    return parts->unit >= QC_TIME_DAY && parts->unit <= QC_TIME_CENTURY && parts->unit != QC_TIME_SEASON;
}

/* The number before a unit: whole, or of half years, which are months. */
static bool take_count(const qc_view *view, const qc_number *number, qc_date_parts *parts)
{
    double count = qc_number_value(view, number);
    if (count != floor(count) && parts->unit == QC_TIME_YEAR) {
        count *= 12;
        parts->unit = QC_TIME_MONTH;
    }
    if (!(count >= 1 && count <= 9999) || count != floor(count))
        return false;
    parts->count = (int16_t)count;
    return true;
}

/* The past two years: a duration with a period. */
static bool check_span(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    qc_unit_match unit;
    qc_span word = qc_date_word_after(&work->view, plan->number.end);
    if (!qc_lexicon_unit(NULL, &work->view, word.start, &unit))
        return false;
    mention->kind = QC_KIND_DURATION;
    mention->dimension = QC_DIMENSION_DURATION;
    mention->number = plan->number;
    mention->unit = unit.unit;
    mention->date.form = QC_DATE_LENGTH;
    return true;
}

bool qc_date_check_length(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    qc_span lead = plan->lead.start < plan->number.start ? qc_word_at(view, plan->lead.start) : (qc_span){0, 0};
    bool counted = take_count(view, &plan->number, parts);
    if (parts->direction && counted)
        return qc_date_check_ago(work, mention);
    if (parts->month && counted && !parts->inside) {
        parts->form = QC_DATE_ENDING;
        return parts->unit >= QC_TIME_DAY;
    }
    if (lead.end == lead.start)
        return false;
    bool larger = parts->of_unit || parts->month || parts->year;
    parts->relative = qc_date_relative(view, lead);
    if (qc_span_is(view, lead, "first") || larger) {
        parts->form = QC_DATE_PART;
        parts->ordinal = qc_span_is(view, lead, "first") ? 1 : -1;
        parts->relative = QC_RELATIVE_NONE;
        return counted && parts->unit >= QC_TIME_DAY && (larger || parts->unit == QC_TIME_MONTH);
    }
    return check_span(work, plan, mention);
}
