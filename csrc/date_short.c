/* The plain cases of two rules of grammar/dates.txt, read by hand: a month with a day or a year, a unit of time behind
 * one word that says which ("last year").
 *
 * In: a plan. Out: the parts that the rule would have given, or nothing where anything beside could be a part of the
 * expression. They are most dates of news, and running a rule costs ten times as much. The grammar stays the reference.
 */
#include "date_rules.h"

/* May the word at `at` go on with a date: a join ("and", "to"), a larger period ("of last year", "the year before")? */
static bool may_go_on(const qc_view *view, size_t at)
{
    const qc_word *word = qc_lexicon_word(view, qc_word_at(view, at));
    if (!word)
        return false;
    bool side = word->relative >= QC_RELATIVE_LAST && word->relative <= QC_RELATIVE_THAT;
    if (side || word->relative == QC_RELATIVE_UNTIL || word->classes & (QC_WORD_TIME_UNIT | QC_WORD_MONTH))
        return true;
    switch (word->key) {
    case QC_KEY_A:
    case QC_KEY_AN:
    case QC_KEY_THE:
    case QC_KEY_OF:
    case QC_KEY_IN:
    case QC_KEY_AND:
    case QC_KEY_OR:
    case QC_KEY_TO:
    case QC_KEY_THRU:
        return true;
    default:
        return false;
    }
}

/* Does nothing behind `end` belong to a date that ends there? Signs and digits might, but for what ends clauses and
 * brackets. */
static bool is_closed(const qc_view *view, size_t end)
{
    uint8_t sign = qc_at(view, end), next = qc_at(view, end + 1);
    if (sign == ')' || sign == ';' || qc_is_apostrophe(sign))
        return true;
    if (sign == '.')
        return !qc_is_digit(next);
    if (sign == ',')
        return next == ' ' && qc_is_letter(qc_at(view, end + 2));
    size_t behind = qc_skip_space(view, end);
    if (behind == end)
        return qc_is_space(sign); /* the end of a paragraph */
    return qc_is_letter(qc_at(view, behind)) && !may_go_on(view, behind);
}

/* The number of one or two digits, or of four, at `at`; 0: there is none. */
static int read_digits(const qc_view *view, size_t at, size_t *end)
{
    int value = 0;
    for (*end = at; *end - at < 5 && qc_is_digit(qc_at(view, *end)); (*end)++)
        value = value * 10 + (view->bytes[*end] - '0');
    return *end - at <= 2 || *end - at == 4 ? value : 0;
}

static bool is_day(int number, size_t digits) { return digits <= 2 && number >= 1 && number <= 31; }

static bool is_year(int number, size_t digits) { return digits == 4 && number >= 1500 && number <= 2099; }

/* Reads ", 2024" behind a day. False: something else follows the comma. */
static bool read_year_behind(const qc_view *view, size_t *end, int *year)
{
    size_t at = *end;
    *year = 0;
    if (qc_at(view, at) != ',' || qc_at(view, at + 1) != ' ' || !qc_is_digit(qc_at(view, at + 2)))
        return true;
    *year = read_digits(view, at + 2, end);
    return is_year(*year, *end - at - 2);
}

/* "May, 753 dlrs", "May 753": a number behind a month that is neither day nor year is no part of the date. */
static bool is_lone(const qc_view *view, size_t end)
{
    size_t last, start = qc_at(view, end) == ',' && qc_at(view, end + 1) == ' ' ? end + 2 : qc_skip_space(view, end);
    int number = read_digits(view, start, &last);
    size_t digits = last - start;
    return start > end && !is_year(number, digits) && (digits > 2 || (digits > 0 && qc_at(view, end) == ','));
}

/* January-February, Aug/Sept: the second month; NULL where none follows, or more does. */
static const qc_word *read_second(const qc_view *view, size_t at, size_t *end)
{
    if ((qc_at(view, at) != '-' && qc_at(view, at) != '/') || !qc_is_upper(qc_at(view, at + 1)))
        return NULL;
    qc_span span = qc_word_at(view, at + 1);
    const qc_word *word = qc_lexicon_word(view, span);
    *end = span.end;
    bool month = word && word->classes & QC_WORD_MONTH && qc_at(view, span.end) != '.';
    return month && is_closed(view, span.end) ? word : NULL;
}

/* March 31; March 2024; March 31, 2024. Behind a day, a comma may lead to a year. */
static bool read_day_or_year(const qc_view *view, size_t month_end, size_t *end, qc_date_parts *parts)
{
    size_t start = qc_skip_space(view, month_end);
    int number = read_digits(view, start, end), year = 0;
    bool day = is_day(number, *end - start);
    if (start == month_end || !(day ? read_year_behind(view, end, &year) : is_year(number, *end - start)))
        return false;
    if (!is_closed(view, *end))
        return false;
    parts->day = (int8_t)(day ? number : 0);
    parts->year = (int16_t)(day ? year : number);
    return true;
}

static bool read_month(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span month = qc_word_at(view, plan->start);
    size_t end = month.end;
    const qc_word *second = read_second(view, month.end, &end);
    if (second)
        mention->date.month2 = (int8_t)second->calendar;
    else if (is_lone(view, month.end))
        end = month.end;
    else if (!read_day_or_year(view, month.end, &end, &mention->date))
        return false;
    mention->date.month = (int8_t)qc_lexicon_word(view, month)->calendar;
    mention->start = plan->surface;
    mention->end = end;
    return true;
}

/* Last year; this week; the following month. */
static bool read_relative(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    enum { SIDES_END = QC_RELATIVE_THAT };
    const qc_view *view = &work->view;
    qc_span side = qc_word_at(view, plan->start), unit = qc_word_at(view, plan->at);
    if (unit.start == side.end || qc_skip_space(view, side.end) != unit.start)
        return false;
    const qc_word *lead = qc_lexicon_word(view, side), *word = qc_lexicon_word(view, unit);
    if (!lead || lead->relative < QC_RELATIVE_LAST || lead->relative > SIDES_END || !word ||
        word->time_unit < QC_TIME_DAY || !(word->classes & QC_WORD_TRIGGER) || qc_at(view, unit.end - 1) == 's' ||
        !is_closed(view, unit.end))
        return false; /* of triggers in s there is "quarters", parts of a whole */
    mention->date.relative = lead->relative;
    mention->date.unit = word->time_unit;
    mention->start = plan->surface;
    mention->end = unit.end;
    return true;
}

bool qc_date_short(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    if (plan->rule == QC_RULE_DATES_MONTH)
        return read_month(work, plan, mention);
    return plan->rule == QC_RULE_DATES_RELATIVE && read_relative(work, plan, mention);
}
