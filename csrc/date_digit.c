/* Which rule a run of digits asks for: a numeric date, a day of a month, a clock time, a year, a quarter, a length of
 * time.
 *
 * In: the first digit at a candidate, which date_begin.h has not told to be no date. Out: a plan. The byte behind the
 * digits decides first, then the word behind them; PCRE2 is not asked before both agree.
 */
#include "date_rules.h"

static int read_digits(const qc_view *view, size_t at, size_t end)
{
    int value = 0;
    for (; at < end; at++)
        value = value * 10 + (view->bytes[at] - '0');
    return value;
}

static bool is_month(const qc_view *view, qc_span span)
{
    return qc_is_upper(qc_at(view, span.start)) && qc_date_classes(view, span) & QC_WORD_MONTH;
}

size_t qc_date_skip_ending(const qc_view *view, size_t at)
{
    uint8_t first = qc_lower(qc_at(view, at)), second = qc_lower(qc_at(view, at + 1));
    bool ending = (first == 's' && second == 't') || (first == 'n' && second == 'd') ||
                  (first == 'r' && second == 'd') || (first == 't' && second == 'h');
    return ending && !qc_is_letter(qc_at(view, at + 2)) ? at + 2 : at;
}

/* The word behind a number and the ending of an ordinal, spaces, a hyphen and "of". */
static qc_span word_behind(const qc_view *view, size_t at)
{
    qc_span word = qc_date_word_after(view, qc_date_skip_ending(view, at));
    return qc_span_is(view, word, "of") ? qc_word_after(view, word.end) : word;
}

size_t qc_date_skip_join(const qc_view *view, size_t at)
{
    size_t end = qc_date_skip_ending(view, at), next = qc_skip_space(view, end);
    if (qc_is_dash(qc_at(view, next)))
        next = qc_skip_space(view, next + 1);
    else {
        uint8_t first = qc_lower(qc_at(view, next));
        if (next == end || (first != 'a' && first != 't' && first != 'o'))
            return at;
        qc_span word = qc_word_at(view, next);
        if (!(qc_span_is(view, word, "and") || qc_span_is(view, word, "to") || qc_span_is(view, word, "or") ||
              qc_span_is(view, word, "through")))
            return at;
        next = qc_skip_space(view, word.end);
    }
    return qc_is_digit(qc_at(view, next)) ? next : at;
}

/* A day of a month: 16th May, 15-20 October, 9 and 10 May, 28 April. */
static bool plan_day(const qc_work *work, size_t at, size_t end, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    bool day = is_month(view, word_behind(view, end));
    size_t second = day ? end : qc_date_skip_join(view, end);
    if (!day && (second == end || !is_month(view, word_behind(view, qc_date_skip_digits(view, second)))))
        return false;
    qc_date_plan_rule(plan, QC_RULE_DATES_DAY, at);
    return true;
}

/* 29.06.2022, 16/05/2024, 2024-05-16: three runs of digits with one sign. */
static bool is_numeric(const qc_view *view, size_t at, size_t end)
{
    uint8_t sign = qc_at(view, end);
    if (sign != '/' && sign != '-' && sign != '.')
        return false;
    size_t second = qc_date_skip_digits(view, end + 1);
    if (second - end < 2 || second - end > 3 || qc_at(view, second) != sign)
        return false;
    size_t third = qc_date_skip_digits(view, second + 1) - second - 1;
    return end - at == 4 ? third == 1 || third == 2 : end - at <= 2 && (third == 4 || (third == 2 && sign == '/'));
}

/* Q1, H2, 1Q24, FY24: a letter on one side. */
static bool plan_quarter(const qc_work *work, size_t at, size_t end, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    uint8_t before = qc_lower(qc_at(view, at - 1)), behind = qc_lower(qc_at(view, end));
    int digit = read_digits(view, at, end);
    bool quarter = digit >= 1 && digit <= 4, half = digit == 1 || digit == 2;
    if (end - at == 1 && ((before == 'q' && quarter) || (before == 'h' && half)) && !qc_is_word(qc_at(view, at - 2)))
        qc_date_plan_rule(plan, QC_RULE_DATES_QUARTER, at - 1);
    else if (end - at == 1 && ((behind == 'q' && quarter) || (behind == 'h' && half)) &&
             !qc_is_letter(qc_at(view, end + 1)) && !qc_is_word(before))
        qc_date_plan_rule(plan, QC_RULE_DATES_QUARTER, at);
    else if (before == 'y' && qc_lower(qc_at(view, at - 2)) == 'f' && !qc_is_word(qc_at(view, at - 3)))
        qc_date_plan_rule(plan, QC_RULE_DATES_YEAR, at - 2);
    return plan->rule != QC_DATE_NO_RULE;
}

/* Does a decade, a range or a kind of year go on behind a year: 1990s, 2009-10, 2019 to 2023, 2023/24 marketing year?
 */
static bool year_goes_on(const qc_view *view, size_t end)
{
    uint8_t next = qc_at(view, end);
    if (qc_lower(next) == 's' || (qc_is_apostrophe(next) && qc_lower(qc_at(view, end + 1)) == 's'))
        return !qc_is_apostrophe(next);
    if (next == '/' || qc_is_dash(next))
        return qc_is_digit(qc_at(view, end + 1)) || qc_is_space(qc_at(view, end + 1));
    /* Letters that begin what goes on: to, through, and, or; fiscal, financial, tax, budget, marketing, model, crop. */
    static const uint32_t initials = QC_LETTERS6('t', 'a', 'o', 'f', 'b', 'm') | QC_LETTERS3('c', 'c', 'c');
    size_t start = qc_skip_space(view, end);
    if (start == end || !(qc_letter_in(initials, qc_at(view, start)) || qc_is_dash(qc_at(view, start))))
        return false;
    if (qc_date_skip_join(view, end) > end)
        return true;
    qc_span word = qc_word_at(view, start);
    return qc_date_relative(view, word) == QC_RELATIVE_FISCAL || qc_span_is(view, word, "marketing") ||
           qc_span_is(view, word, "crop") || qc_span_is(view, word, "tax") || qc_span_is(view, word, "budget") ||
           qc_span_is(view, word, "model");
}

/* Units of time, and "period". */
enum { UNIT_CLASSES = QC_WORD_TIME_UNIT | QC_WORD_RELATIVE };

/* What stands before a year: early, by end, fiscal, fiscal year. */
static void look_before_year(const qc_work *work, size_t at, qc_date_lead *lead)
{
    static const uint64_t modifiers = QC_DATE_PART_BITS | QC_RELATIVE_BIT(FISCAL);
    qc_date_look_before(work, at, lead);
    if (!lead->word)
        return;
    if (lead->word->time_unit == QC_TIME_YEAR && qc_at(&work->view, at - 1) != '-') {
        qc_date_lead year;
        qc_date_look_before(work, lead->before.start, &year);
        qc_date_look_back(work, QC_RELATIVE_BIT(FISCAL), &year);
        if (year.fiscal)
            *lead = year;
        return;
    }
    qc_date_look_back(work, modifiers, lead);
    if (lead->start == at)
        qc_date_look_end(work, lead);
}

static bool plan_year(const qc_work *work, size_t at, size_t end, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    size_t digits = end - at;
    int year = read_digits(view, at, end);
    bool decade = digits == 2 && qc_is_apostrophe(qc_at(view, at - 1)) && qc_lower(qc_at(view, end)) == 's';
    if (digits == 4 ? year < 1500 || year >= 2100 : !decade)
        return false;
    size_t first = decade ? at - 1 : at;
    look_before_year(work, first, &plan->lead);
    plan->start = first;
    if (plan->lead.start < first || decade || year_goes_on(view, end)) {
        plan->rule = QC_RULE_DATES_YEAR;
        return true;
    }
    if (plan->lead.word && plan->lead.word->relative == QC_RELATIVE_SAME &&
        qc_date_classes(view, qc_word_after(view, end)) & UNIT_CLASSES) {
        qc_date_plan_rule(plan, QC_RULE_DATES_SAME, plan->lead.before.start); /* the same 2023 quarter */
        return true;
    }
    plan->rule = QC_DATE_PLAIN;
    plan->plain = NULL;
    plan->number.mantissa = (uint64_t)year;
    plan->number.end = end;
    return true;
}

/* What may stand before a number and a unit: the past two years, the next 30 days, the first six months. */
static size_t length_start(const qc_work *work, size_t at)
{
    static const uint64_t sides = QC_RELATIVE_BIT(LAST) | QC_RELATIVE_BIT(PAST) | QC_RELATIVE_BIT(NEXT) |
                                  QC_RELATIVE_BIT(COMING) | QC_RELATIVE_BIT(PREVIOUS) | QC_RELATIVE_BIT(FOLLOWING);
    qc_span before = qc_date_word_before(work, at);
    const qc_word *word = before.end > before.start ? qc_lexicon_word(&work->view, before) : NULL;
    if (!word || before.end == at)
        return at;
    bool first = word->classes & QC_WORD_ORDINAL && word->ordinal == 1;
    return first || (word->relative && sides >> word->relative & 1) || qc_span_is(&work->view, before, "final")
               ? before.start
               : at;
}

/* The first three quarters of a year are no fraction of something: the number is 3. */
static bool take_three_quarters(const qc_view *view, size_t at, qc_span unit, qc_number *number)
{
    qc_span three = qc_word_at(view, at);
    if (!qc_span_is(view, three, "three") || qc_date_word_after(view, three.end).start != unit.start ||
        !qc_span_is(view, unit, "quarters"))
        return false;
    *number = (qc_number){.mantissa = 3, .divisor = 1, .style = QC_NUMBER_WORDS, .start = at};
    number->end = number->digits_end = three.end;
    return true;
}

void qc_date_plan_length(const qc_work *work, size_t at, qc_span unit, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    size_t start = length_start(work, at);
    qc_span each = start == at ? qc_date_word_before(work, at) : (qc_span){at, at};
    if (qc_date_relative(view, each) == QC_RELATIVE_EACH) {
        qc_date_plan_rule(plan, QC_RULE_DATES_SET, each.start); /* every two weeks */
        return;
    }
    qc_span next = qc_date_word_after(view, unit.end);
    uint8_t relative = qc_date_relative(view, next);
    bool more = (relative >= QC_RELATIVE_AGO && relative <= QC_RELATIVE_ENDED) || relative == QC_RELATIVE_EARLIER ||
                relative == QC_RELATIVE_LATER || qc_span_is(view, next, "to") || qc_span_is(view, next, "from") ||
                qc_span_is(view, next, "hence") || qc_span_is(view, next, "through");
    bool quarters = start < at && take_three_quarters(view, at, unit, &plan->number);
    if (!quarters && ((start == at && !more) || !qc_number_read(view, at, &work->format, &plan->number)))
        return;
    if (qc_date_word_after(view, plan->number.end).start != unit.start)
        return;
    qc_date_plan_rule(plan, QC_RULE_DATES_LENGTH, plan->number.end);
    plan->lead.start = start;
}

/* The number goes on in decimals or groups: 5.5 years ago, 1,200 days. */
static size_t skip_number(const qc_view *view, size_t at)
{
    size_t end = qc_date_skip_digits(view, at);
    while (end - at < 16 && (qc_at(view, end) == '.' || qc_at(view, end) == ',') && qc_is_digit(qc_at(view, end + 1)))
        end = qc_date_skip_digits(view, end + 1);
    return end;
}

/* Digits with a sign behind them and more digits: an amount, a numeric date, a clock time, a range of days or years. */
static void plan_signed(const qc_work *work, size_t at, size_t end, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    if (is_numeric(view, at, end))
        qc_date_plan_rule(plan, QC_RULE_DATES_NUMERIC, at);
    else if (qc_date_is_clock(view, at, end))
        qc_date_plan_rule(plan, QC_RULE_DATES_CLOCK, at);
    else if (qc_is_dash(qc_at(view, end)) || qc_at(view, end) == '/') {
        if (end - at > 2 || !plan_day(work, at, end, plan))
            plan_year(work, at, end, plan);
    }
}

/* A day that follows one of the same month: April 10 and 15. */
static bool plan_next_day(const qc_work *work, size_t at, size_t end, qc_date_plan *plan)
{
    enum { JOIN = 5, LEADS = QC_WORD_PREPOSITION | QC_WORD_AUXILIARY | QC_WORD_CONJUNCTION | QC_WORD_VERB };
    const qc_view *view = &work->view;
    const qc_mention *last = work->mention_count ? &work->mentions[work->mention_count - 1] : NULL;
    if (!last || at - last->end > JOIN || last->kind != QC_KIND_DATE || last->date.form != QC_DATE_DAYS ||
        !last->date.month || read_digits(view, at, end) <= last->date.day || !last->date.day || last->date.day2)
        return false;
    qc_span join = qc_word_before(view, at), next = qc_word_after(view, end);
    bool ends = next.end == next.start || next.start > end + 1 ||
                (qc_date_classes(view, next) & LEADS && !is_month(view, next));
    if (!ends || !(qc_span_is(view, join, "and") || qc_span_is(view, join, "or")) || qc_date_is_amount(work, end))
        return false;
    plan->rule = QC_DATE_NEXT_DAY;
    plan->number.mantissa = (uint64_t)read_digits(view, at, end);
    plan->number.end = end;
    return true;
}

/* May what stands behind one or two digits belong to a day or an hour: a month, am, "and", "of", a dash? */
static bool may_be_day(const qc_view *view, size_t end)
{
    size_t next = qc_skip_space(view, end);
    uint8_t first = qc_at(view, next), second = qc_at(view, next + 1);
    if (qc_is_dash(first))
        return !qc_is_letter(second) || qc_may_begin(qc_day_pairs, second, qc_at(view, next + 2));
    return qc_is_letter(first) && (next == end || qc_may_begin(qc_day_pairs, first, second));
}

/* One or two digits: a day, a clock time, an ordinal of a century or quarter. */
static bool plan_short(const qc_work *work, size_t at, size_t end, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    if (plan_next_day(work, at, end, plan))
        return true;
    if (!may_be_day(view, end) && !qc_is_apostrophe(qc_at(view, at - 1)))
        return false;
    if (qc_date_is_clock(view, at, end)) {
        qc_date_plan_rule(plan, QC_RULE_DATES_CLOCK, at);
        return true;
    }
    if (plan_day(work, at, end, plan))
        return true;
    if (qc_date_skip_ending(view, end) > end && qc_date_classes(view, word_behind(view, end)) & QC_WORD_TIME_UNIT) {
        qc_date_plan_rule(plan, QC_RULE_DATES_ORDINAL, at);
        return true;
    }
    return end - at == 2 && qc_is_apostrophe(qc_at(view, at - 1)) && plan_year(work, at, end, plan);
}

void qc_date_plan_digits(const qc_work *work, size_t at, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    size_t end = qc_date_skip_digits(view, at), digits = end - at;
    uint8_t before = qc_at(view, at - 1), next = qc_at(view, end);
    if (digits > QC_DATE_DIGITS || !digits)
        return;
    if (qc_is_letter(before) || qc_is_letter(next))
        if (plan_quarter(work, at, end, plan) || qc_is_letter(before))
            return;
    if (qc_is_currency(before) || before == '#' ||
        ((before == '.' || before == ',') && qc_is_digit(qc_at(view, at - 2))))
        return;
    if (!qc_is_space(next) && !qc_is_letter(next) && qc_is_digit(qc_at(view, end + 1))) {
        if (next != ',')
            plan_signed(work, at, end, plan);
        if (plan->rule != QC_DATE_NO_RULE)
            return;
    } else if (digits <= 2 ? plan_short(work, at, end, plan)
                           : digits == 4 && (qc_date_plan_clock(view, at, end, plan) || plan_year(work, at, end, plan)))
        return;
    size_t number = skip_number(view, at);
    size_t next_word = qc_at(view, number) == '-' ? number + 1 : qc_skip_space(view, number);
    if (!qc_may_begin(qc_time_pairs, qc_at(view, next_word), qc_at(view, next_word + 1)))
        return;
    qc_span unit = qc_word_at(view, next_word);
    if (unit.start > number && qc_date_classes(view, unit) & QC_WORD_TIME_UNIT)
        qc_date_plan_length(work, at, unit, plan);
}
