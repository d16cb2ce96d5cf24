/* Which rule a unit of time asks for: last year, the fourth quarter, a year ago, the week ended May 10, year-end.
 *
 * In: the unit at a candidate; a number before it is date_digit.c's or date_word.c's. Out: a plan, by the word before
 * the unit, and where that says nothing by the word behind it.
 */
#include "date_rules.h"

static const qc_word *word_of(const qc_view *view, qc_span span)
{
    return span.end > span.start ? qc_lexicon_word(view, span) : NULL;
}

static bool is_moment(uint8_t relative)
{
    return relative == QC_RELATIVE_AGO || relative == QC_RELATIVE_EARLIER || relative == QC_RELATIVE_LATER ||
           relative == QC_RELATIVE_BEFORE || relative == QC_RELATIVE_AFTER;
}

/* The word behind a unit, one space or hyphen between; `*start` is where. */
static const qc_word *word_behind(const qc_view *view, size_t end, qc_span *span)
{
    *span = qc_date_word_after(view, end);
    return span->start > end ? word_of(view, *span) : NULL;
}

bool qc_date_moment_follows(const qc_view *view, size_t end)
{
    qc_span span;
    const qc_word *word = word_behind(view, end, &span);
    return (word && (is_moment(word->relative) || word->key == QC_KEY_FROM)) || qc_span_is(view, span, "hence");
}

/* Behind "ended", "of" or "to", may a day, a month or a weekday follow? */
static bool is_ending(const qc_view *view, qc_span span, const qc_word *word)
{
    if (!word || !(word->relative == QC_RELATIVE_ENDED || word->key == QC_KEY_OF || word->key == QC_KEY_TO))
        return false;
    size_t next = qc_skip_space(view, span.end);
    if (qc_at(view, next) == 'i' || qc_at(view, next) == 'o')
        next = qc_skip_space(view, qc_word_at(view, next).end); /* ended in, on */
    return qc_is_digit(qc_at(view, next)) || qc_is_upper(qc_at(view, next));
}

/* Year-end, the year's end. */
static bool is_end_behind(const qc_view *view, size_t end)
{
    if (qc_is_apostrophe(qc_at(view, end)) && qc_at(view, end + 1) == 's')
        end += 2;
    return qc_span_is(view, qc_date_word_after(view, end), "end");
}

/* What a unit with no modifier before it may be by what follows: a year earlier, week ended May 10, year-end. */
static int rule_of_follower(const qc_view *view, size_t end)
{
    /* Letters that begin what follows: ago, earlier, end, later, before, from, hence, of, to, 's. */
    static const uint32_t initials = QC_LETTERS6('a', 'e', 'l', 'b', 'f', 'h') | QC_LETTERS3('o', 't', 't');
    uint8_t sign = qc_at(view, end);
    bool apostrophe = qc_is_apostrophe(sign);
    size_t next = sign == '-' ? end + 1 : qc_skip_space(view, end);
    if (apostrophe || (next > end && qc_letter_in(initials, qc_at(view, next)))) {
        qc_span span;
        const qc_word *word = word_behind(view, end, &span);
        if ((word && (is_moment(word->relative) || word->key == QC_KEY_FROM)) || qc_span_is(view, span, "hence"))
            return QC_RULE_DATES_AGO;
        if (is_end_behind(view, end))
            return QC_RULE_DATES_YEAR_END;
        if (sign != '-' && is_ending(view, span, word))
            return QC_RULE_DATES_ENDING;
    }
    return QC_DATE_NO_RULE;
}

/* Where "same stage" or "same point" begins before the word that leads a year; `lead.start` where neither does. */
static size_t same_start(const qc_work *work, qc_span lead)
{
    const qc_view *view = &work->view;
    qc_span noun = qc_date_word_before(work, lead.start);
    if (!(qc_span_is(view, noun, "stage") || qc_span_is(view, noun, "point") || qc_span_is(view, noun, "time") ||
          qc_span_is(view, noun, "date")))
        return lead.start;
    qc_span same = qc_date_word_before(work, noun.start);
    return qc_span_is(view, same, "same") ? same.start : lead.start;
}

/* Where "every other" begins before a unit; `before.end` where `before` is not its "other". */
static size_t other_start(const qc_work *work, qc_span before)
{
    if (!qc_span_is(&work->view, before, "other"))
        return before.end;
    qc_span each = qc_date_word_before(work, before.start);
    return qc_date_relative(&work->view, each) == QC_RELATIVE_EACH ? each.start : before.end;
}

/* Where "once a", "twice a", "times a" begins before an article; `article.end` where it does not. */
static size_t set_start(const qc_work *work, qc_span article)
{
    const qc_view *view = &work->view;
    qc_span span = qc_date_word_before(work, article.start);
    bool counted = qc_span_is(view, span, "once") || qc_span_is(view, span, "twice") || qc_span_is(view, span, "times");
    return counted ? span.start : article.end;
}

/* The last or final quarter of something; "last quarter" alone is the quarter before this. */
static bool is_end(const qc_view *view, size_t end, const qc_word *lead)
{
    if (lead->relative == QC_RELATIVE_FINAL)
        return true;
    return lead->relative == QC_RELATIVE_LAST && qc_span_is(view, qc_word_after(view, end), "of");
}

/* Where "first and" begins before the second ordinal of a list of quarters, and "twenty" before that of a century; the
 * ordinal's own start where neither does. */
static size_t list_start(const qc_work *work, const qc_word *unit, qc_span ordinal)
{
    const qc_view *view = &work->view;
    qc_span join = qc_date_word_before(work, ordinal.start);
    if (unit->time_unit == QC_TIME_CENTURY && qc_span_is(view, join, "twenty"))
        return join.start;
    if (unit->time_unit != QC_TIME_QUARTER)
        return ordinal.start;
    uint8_t first = qc_at(view, join.start);
    if (!(first == 'a' || first == 't') ||
        !(qc_span_is(view, join, "and") || qc_span_is(view, join, "to") || qc_span_is(view, join, "through")))
        return ordinal.start;
    qc_span start = qc_date_word_before(work, join.start);
    return qc_date_classes(view, start) & QC_WORD_ORDINAL ? start.start : ordinal.start;
}

/* A unit that is part of a longer expression in spite of what leads it: the same year-ago quarter, the fiscal year
 * ended May 31, the same stage last year. */
static bool plan_led(const qc_work *work, const qc_word *unit, qc_span before, const qc_word *lead, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    size_t end = plan->at + unit->text_length;
    if (lead->relative == QC_RELATIVE_SAME && qc_at(view, end) == '-') {
        if (qc_date_moment_follows(view, end))
            plan->rule = QC_RULE_DATES_AGO;
    } else if (lead->relative == QC_RELATIVE_FISCAL) {
        qc_span span;
        const qc_word *word = word_behind(view, end, &span);
        qc_span ordinal = qc_date_word_before(work, before.start);
        if (qc_date_classes(view, ordinal) & QC_WORD_ORDINAL)
            qc_date_plan_rule(plan, QC_RULE_DATES_ORDINAL, ordinal.start); /* the first fiscal quarter */
        else if (is_ending(view, span, word)) {
            plan->rule = QC_RULE_DATES_ENDING;
            plan->lead = (qc_date_lead){.start = before.start, .fiscal = true};
        }
    } else if (unit->time_unit == QC_TIME_YEAR && lead->relative && same_start(work, before) < before.start)
        qc_date_plan_rule(plan, QC_RULE_DATES_SAME, same_start(work, before));
    return plan->rule != QC_DATE_NO_RULE;
}

void qc_date_plan_modified(qc_date_plan *plan)
{
    const qc_date_lead *lead = &plan->lead;
    if (lead->start == plan->at)
        return;
    if (lead->first == QC_RELATIVE_EACH || lead->first == QC_RELATIVE_SAME)
        qc_date_plan_rule(plan, lead->first == QC_RELATIVE_EACH ? QC_RULE_DATES_SET : QC_RULE_DATES_SAME, lead->start);
    else if (lead->side != QC_RELATIVE_EACH)
        plan->rule = QC_RULE_DATES_RELATIVE;
}

/* A unit behind an ordinal, an article, "every other". */
static bool plan_ranked(const qc_work *work, const qc_word *unit, qc_span before, const qc_word *lead,
                        qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    if (qc_date_is_capital(view, before) && qc_is_upper(view->bytes[plan->at]) &&
        qc_date_holiday_start(work, before) < before.end) {
        qc_date_plan_rule(plan, QC_RULE_DATES_HOLIDAY, qc_date_holiday_start(work, before));
    } else if (lead && (lead->classes & QC_WORD_ORDINAL || is_end(view, plan->at + unit->text_length, lead))) {
        size_t start = list_start(work, unit, before);
        qc_date_plan_rule(plan, QC_RULE_DATES_ORDINAL, start);
        plan->plain = start == before.start ? lead : NULL;
        qc_date_look_before(work, start, &plan->lead);
        qc_date_look_back(work, QC_RELATIVE_BIT(FISCAL), &plan->lead);
    } else if (lead && (lead->key == QC_KEY_A || lead->key == QC_KEY_AN)) {
        if (set_start(work, before) < before.start)
            qc_date_plan_rule(plan, QC_RULE_DATES_SET, set_start(work, before));
    } else if (other_start(work, before) < before.start)
        qc_date_plan_rule(plan, QC_RULE_DATES_SET, other_start(work, before));
    return plan->rule != QC_DATE_NO_RULE;
}

void qc_date_plan_unit(const qc_work *work, size_t at, const qc_word *unit, qc_date_plan *plan)
{
    static const uint64_t allowed = QC_DATE_PART_BITS | QC_DATE_SIDE_BITS | QC_DATE_ANCHOR_BITS |
                                    QC_RELATIVE_BIT(EARLIER) | QC_RELATIVE_BIT(LATER) | QC_RELATIVE_BIT(FISCAL) |
                                    QC_RELATIVE_BIT(EACH);
    qc_date_look_before(work, at, &plan->lead);
    qc_span before = plan->lead.before;
    const qc_word *lead = plan->lead.word;
    if ((lead && plan_led(work, unit, before, lead, plan)) || plan_ranked(work, unit, before, lead, plan))
        return;
    if (qc_lower(work->view.bytes[at + unit->text_length - 1]) == 's')
        return; /* coming quarters */
    qc_date_look_back(work, allowed, &plan->lead);
    qc_date_plan_modified(plan);
    if (plan->rule != QC_DATE_NO_RULE || plan->lead.start < at)
        return;
    bool article = lead && (lead->key == QC_KEY_A || lead->key == QC_KEY_AN);
    plan->rule = rule_of_follower(&work->view, at + unit->text_length);
    if (plan->rule == QC_DATE_NO_RULE && unit->relative == QC_RELATIVE_WEEKEND &&
        !qc_span_is(&work->view, qc_word_after(&work->view, at + unit->text_length), "of"))
        plan->rule = QC_RULE_DATES_RELATIVE; /* not a weekend of talks */
    if (plan->rule == QC_RULE_DATES_AGO && article)
        qc_date_plan_rule(plan, QC_RULE_DATES_AGO, before.start);
}
