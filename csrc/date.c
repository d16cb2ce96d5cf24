/* Dates, times and periods: a candidate gets a plan, the plan's rule of grammar/dates.txt is run once, its groups
 * become parts.
 *
 * In: a candidate of the scan. Out: a mention of kind date, time or duration with what its words say. When that is,
 * period.c says. A date of one word (Friday, today, March) runs no rule.
 */
#include "date_begin.h"

#include <string.h>

static qc_status compile_rule(struct qc_grammar *grammar, bool use_jit, unsigned rule)
{
    size_t offset;
    const qc_grammar_rule *text = &qc_grammar_dates[rule];
    QC_TRY(qc_pattern_new(grammar->allocator, text->source, text->length, use_jit, &offset, &grammar->patterns[rule]));
    unsigned groups = qc_pattern_groups(grammar->patterns[rule]);
    if (groups >= QC_DATE_GROUPS)
        return QC_BAD_PATTERN;
    for (unsigned group = 1; group <= groups; group++) {
        const char *name = qc_pattern_name(grammar->patterns[rule], group);
        if (name && !qc_date_field_find(name, &grammar->fields[rule][group]))
            return QC_BAD_PATTERN;
    }
    return QC_OK;
}

qc_status qc_grammar_new(const qc_allocator *allocator, bool use_jit, struct qc_grammar **grammar)
{
    *grammar = NULL;
    struct qc_grammar *made = allocator->resize(allocator->context, NULL, sizeof *made);
    if (!made)
        return QC_NO_MEMORY;
    memset(made, 0, sizeof *made);
    made->allocator = allocator;
    for (unsigned rule = 0; rule < QC_RULE_DATES_COUNT; rule++) {
        qc_status status = compile_rule(made, use_jit, rule);
        if (status != QC_OK) {
            qc_grammar_free(made);
            return status;
        }
    }
    *grammar = made;
    return QC_OK;
}

void qc_grammar_free(struct qc_grammar *grammar)
{
    if (!grammar)
        return;
    for (unsigned rule = 0; rule < QC_RULE_DATES_COUNT; rule++)
        qc_pattern_free(grammar->patterns[rule]);
    qc_release(grammar->allocator, grammar);
}

/* The parts that the groups of the last match say. */
static bool read_groups(const qc_work *work, int rule, qc_mention *mention)
{
    const uint8_t *fields = work->grammar->fields[rule];
    unsigned count;
    const size_t *pairs = qc_matcher_groups(work->matcher, &count);
    for (unsigned group = 1; group < count; group++) {
        qc_span span = {pairs[2 * group], pairs[2 * group + 1]};
        if (span.start != QC_NO_GROUP && fields[group] &&
            !qc_date_field_read(&work->view, fields[group], span, mention))
            return false;
    }
    return true;
}

static void clear_parts(qc_date_parts *parts)
{
    memset(parts, 0, sizeof *parts);
    parts->hour = parts->minute = parts->second = -1;
}

/* Runs the rule of a plan, which must reach beyond the candidate. */
static qc_status run_rule(qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *found)
{
    QC_TRY(qc_pattern_match(work->grammar->patterns[plan->rule], work->matcher, &work->view, plan->start, found));
    unsigned groups;
    size_t end = *found ? qc_matcher_groups(work->matcher, &groups)[1] : 0;
    *found = end > plan->at;
    if (!*found)
        return QC_OK;
    clear_parts(&mention->date);
    qc_date_lead_apply(&plan->lead, mention);
    mention->end = end;
    *found = read_groups(work, plan->rule, mention);
    return QC_OK;
}

/* A plain form, or where a rule reads more what it reads. */
static qc_status read_planned(qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *found)
{
    bool longer, read = false, plain = qc_date_short(work, plan, mention, &longer);
    if (longer) {
        qc_date_parts parts = mention->date;
        size_t end = mention->end;
        QC_TRY(run_rule(work, plan, mention, &read));
        if (!read) {
            mention->date = parts;
            mention->end = end;
        }
    }
    if (plain && !read)
        qc_date_lead_apply(&plan->lead, mention);
    *found = (plain || read) && qc_date_check(work, plan->rule, plan, mention);
    return QC_OK;
}

/* A date of one word. */
static bool read_plain(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    const qc_word *word = plan->plain;
    qc_date_parts *parts = &mention->date;
    mention->start = plan->at;
    mention->end = word ? qc_word_at(&work->view, plan->start).end : plan->number.end;
    if (!word)
        parts->year = (int16_t)plan->number.mantissa;
    else if (word->classes & QC_WORD_SEASON)
        parts->season = word->calendar;
    else if (word->classes & QC_WORD_DATE_WORD)
        parts->offset = (int8_t)(word->calendar - 8); /* DATE_WORD_BIAS of tablegen/words.py */
    else
        parts->relative = word->relative;
    if (qc_span_is(&work->view, (qc_span){mention->start, mention->end}, "tonight"))
        parts->daypart = QC_RELATIVE_NIGHT;
    return qc_date_check(work, QC_DATE_PLAIN, plan, mention);
}

/* Behind ", 2024" at `at`, where that is the year; else `at`. */
static size_t end_of_year(const qc_view *view, size_t at, int year)
{
    enum { DIGITS = 4 };
    size_t start = qc_skip_space(view, at + (qc_at(view, at) == ',')), end = start;
    int value = 0;
    while (end - start < DIGITS && qc_is_digit(qc_at(view, end)))
        value = value * 10 + (view->bytes[end++] - '0');
    return value == year && end - start == DIGITS ? end : at;
}

/* April 10 and 15: the month and the year are those of the mention before. */
static bool read_next_day(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    const qc_date_parts *last = &work->mentions[work->mention_count - 1].date;
    mention->start = plan->start;
    mention->end = end_of_year(&work->view, plan->number.end, last->year);
    mention->date.month = last->month;
    mention->date.year = last->year;
    mention->date.of_unit = last->of_unit;
    mention->date.of_relative = last->of_relative;
    mention->date.day = (int8_t)plan->number.mantissa;
    return qc_date_check(work, QC_RULE_DATES_DAY, plan, mention);
}

/* Reads what may be a date; apart, so that what is none needs no stack. */
__attribute__((noinline)) static qc_status read_possible(qc_work *work, size_t at, const qc_word *word,
                                                         qc_mention *mention, bool *found)
{
    qc_date_plan plan; /* what its rule needs is written where it is read */
    plan.rule = QC_DATE_NO_RULE;
    plan.at = plan.start = plan.lead.start = at;
    plan.lead.seen = plan.lead.fiscal = plan.lead.inside = false;
    plan.lead.side = plan.lead.part = 0;
    plan.word = plan.plain = NULL;
    if (word)
        qc_date_plan_word(work, at, word, &plan);
    else
        qc_date_plan_digits(work, at, &plan);
    if (plan.rule == QC_DATE_NO_RULE)
        return QC_OK;
    clear_parts(&mention->date);
    if (plan.rule == QC_DATE_NEXT_DAY)
        *found = read_next_day(work, &plan, mention);
    else if (plan.rule == QC_DATE_PLAIN)
        *found = read_plain(work, &plan, mention);
    else
        QC_TRY(read_planned(work, &plan, mention, found));
    if (!*found)
        qc_mention_clear(mention);
    return QC_OK;
}

qc_status qc_date_read(qc_work *work, size_t at, const qc_word *word, qc_mention *mention, bool *found)
{
    *found = false;
    if (!(word ? qc_date_word_may_begin(work, at, word) : qc_date_digits_may_begin(work, at)))
        return QC_OK;
    return read_possible(work, at, word, mention, found);
}
