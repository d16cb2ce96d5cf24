/* Dates of a month or of a unit of time that say no more than news mostly does: January; March 31; May 3, 2024; June of
 * 2018; last year; later this week; this morning. They are read here and nowhere else, for they are most of all, and
 * running a rule of grammar/dates.txt costs ten times as much.
 *
 * In: a plan. Out: the parts; and whether a rule of the grammar might read a longer date, which then counts: lists and
 * ranges, "of last year". A rule has no form that is read here.
 */
#include "date_rules.h"

/* Does "of last year", "next year", "a year earlier" follow? */
bool qc_date_year_follows(const qc_view *view, size_t end)
{
    /* Letters that begin it: of, in, the, a, last, this, next, current, coming, previous, following, ensuing, same,
     * upcoming, year. */
    static const uint32_t initials = QC_LETTERS6('o', 'i', 't', 'a', 'l', 'n') |
                                     QC_LETTERS6('c', 'p', 'f', 'e', 's', 'u') | QC_LETTERS3('y', 'y', 'y');
    size_t next = qc_skip_space(view, end);
    if (next == end || !qc_letter_in(initials, qc_at(view, next)))
        return false;
    qc_span span = qc_word_at(view, next);
    const qc_word *word = qc_lexicon_word(view, span);
    if (word && (word->key == QC_KEY_OF || word->key == QC_KEY_IN)) {
        span = qc_word_after(view, span.end);
        word = qc_lexicon_word(view, span);
    }
    if (word && (word->key == QC_KEY_THE || word->key == QC_KEY_A || word->key == QC_KEY_AN))
        word = qc_lexicon_word(view, qc_word_after(view, span.end));
    if (!word)
        return false;
    return (word->relative >= QC_RELATIVE_LAST && word->relative <= QC_RELATIVE_THAT) ||
           word->time_unit == QC_TIME_YEAR;
}

/* Behind a sign or word that joins two dates, a month, "early" or, behind a day, a digit: May-July, May and late June,
 * May 3 to 6. */
static bool join_follows(const qc_view *view, size_t end, bool day)
{
    size_t next = qc_skip_space(view, end);
    uint8_t sign = qc_at(view, next);
    if (qc_is_dash(sign) || sign == '/' || sign == '&')
        next = qc_skip_space(view, next + 1);
    else {
        if (next == end || !(sign == 'a' || sign == 'o' || sign == 't' || sign == 'u'))
            return false;
        qc_span word = qc_word_at(view, next);
        const qc_word *join = qc_lexicon_word(view, word);
        if (!join || !(join->key == QC_KEY_AND || join->key == QC_KEY_OR || join->key == QC_KEY_TO ||
                       join->key == QC_KEY_THRU || join->relative == QC_RELATIVE_UNTIL))
            return false;
        next = qc_skip_space(view, word.end);
    }
    uint8_t first = qc_at(view, next);
    if (qc_is_digit(first))
        return day;
    bool part = first == 'e' || first == 'm' || first == 'l';
    return part || (qc_is_upper(first) && qc_date_classes(view, qc_word_at(view, next)) & QC_WORD_MONTH);
}

/* Is the number that ends at `end` part of a greater one, a percentage or a compound: 2024.5, 13%, 10-year? */
static bool is_figure(const qc_view *view, size_t end)
{
    uint8_t next = qc_at(view, end), second = qc_at(view, end + 1);
    if (qc_is_word(next))
        return true;
    if (next == '.' || next == ',' || next == ':')
        return qc_is_digit(second);
    if (next == '-' && qc_is_letter(second))
        return !(qc_date_classes(view, qc_word_at(view, end + 1)) & QC_WORD_MONTH) || !qc_is_upper(second);
    return qc_at(view, qc_skip_space(view, end)) == '%';
}

/* The number of two or four digits at `at`, no figure: its end, `at` where there is none. */
static size_t read_number(const qc_view *view, size_t at, int *value)
{
    size_t end = at;
    for (*value = 0; end - at < 5 && qc_is_digit(qc_at(view, end)); end++)
        *value = *value * 10 + (view->bytes[end] - '0');
    return end;
}

/* A day, 3 or 3rd. */
static size_t read_day(const qc_view *view, size_t at, qc_date_parts *parts)
{
    int day;
    size_t end = read_number(view, at, &day);
    if (end == at || end - at > 2 || day < 1 || day > 31)
        return at;
    if (qc_is_letter(qc_at(view, end)))
        end = qc_date_skip_ending(view, end);
    if (is_figure(view, end))
        return at;
    parts->day = (int8_t)day;
    return end;
}

/* A year, 2024 or '24. */
static size_t read_year(const qc_view *view, size_t at, qc_date_parts *parts)
{
    int year;
    bool two = qc_is_apostrophe(qc_at(view, at));
    size_t start = at + two, end = read_number(view, start, &year);
    if (end - start != (two ? 2 : 4) || (!two && (year < 1500 || year > 2099)) || is_figure(view, end))
        return at;
    parts->year = (int16_t)(year ? year : QC_DATE_YEAR_00);
    return end;
}

/* ", 2024" or " 2024" behind a day. */
static size_t read_year_behind(const qc_view *view, size_t end, qc_date_parts *parts)
{
    size_t comma = end + (qc_at(view, end) == ','), start = qc_skip_space(view, comma);
    size_t behind = start > comma ? read_year(view, start, parts) : start;
    return behind > start ? behind : end;
}

/* May 2024; May, 2024; May-2024; May of 2024. */
static size_t read_month_year(const qc_view *view, size_t end, qc_date_parts *parts)
{
    size_t comma = end + (qc_at(view, end) == ','), start = qc_skip_space(view, comma);
    if (start == comma && qc_at(view, comma) == '-')
        start = comma + 1;
    if (qc_at(view, start) == 'o' && start > comma && qc_span_is(view, qc_word_at(view, start), "of"))
        start = qc_skip_space(view, start + 2);
    size_t behind = start > comma ? read_year(view, start, parts) : start;
    return behind > start ? behind : end;
}

/* Do "quarter", "half", "one" follow a month: the June quarter, March one? */
static bool unit_or_number_follows(const qc_view *view, size_t end)
{
    qc_span span = qc_word_after(view, end);
    const qc_word *word = span.start > end ? qc_lexicon_word(view, span) : NULL;
    return word && (word->time_unit == QC_TIME_QUARTER || word->time_unit == QC_TIME_HALF ||
                    (word->classes & QC_WORD_NUMBER && word->number >= 1 && word->number <= 9));
}

static bool read_month(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_date_parts *parts = &mention->date;
    size_t word = plan->at + plan->word->text_length;
    size_t dot = word + (qc_at(view, word) == '.' && plan->word->classes & QC_WORD_ABBREVIATION);
    size_t start = qc_skip_space(view, dot), end = read_day(view, start, parts);
    parts->month = (int8_t)plan->word->calendar;
    if (end > start) { /* a day */
        size_t day = end;
        end = read_year_behind(view, day, parts);
        mention->end = end;
        return end == day && (join_follows(view, day, true) || qc_date_year_follows(view, day) ||
                              qc_span_is(view, qc_word_after(view, day), "week"));
    }
    end = read_month_year(view, dot, parts);
    mention->end = end > dot ? end : word;
    if (end > dot)
        return join_follows(view, end, false);
    return qc_at(view, dot) != ',' &&
           (join_follows(view, dot, false) || qc_date_year_follows(view, dot) || unit_or_number_follows(view, dot));
}

/* Last year; later in the week; this morning: the unit behind its modifiers. */
static bool read_relative(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    const qc_word *word = plan->word;
    mention->end = plan->at + word->text_length;
    if (word->relative >= QC_RELATIVE_MORNING && word->relative <= QC_RELATIVE_NIGHT) {
        mention->date.daypart = word->relative;
        return false;
    }
    mention->date.unit = qc_date_unit(word);
    return qc_date_year_follows(&work->view, mention->end);
}

/* Last Friday; Monday night is the grammar's. */
static bool read_weekday(const qc_date_plan *plan, qc_mention *mention)
{
    mention->end = plan->at + plan->word->text_length;
    mention->date.weekday = (int8_t)plan->word->calendar;
    return plan->goes_on;
}

/* Do "of", "in", a year or "last year" follow a quarter or half? */
static bool larger_follows(const qc_view *view, size_t end)
{
    size_t next = qc_skip_space(view, end + (qc_at(view, end) == ','));
    uint8_t first = qc_at(view, next);
    if (next == end || qc_is_digit(first) || (qc_is_apostrophe(first) && qc_is_digit(qc_at(view, next + 1))))
        return next > end;
    if (first == 'o' || first == 'i' || first == 'f' || (first == 't' && qc_at(view, next + 1) == 'h'))
        return true; /* of, in, fiscal, the */
    return qc_date_year_follows(view, end);
}

/* The rank of an ordinal, the last -1: fourth, final, opening; 4th. 0: it is no quarter's or half's. */
static int read_rank(const qc_view *view, const qc_date_plan *plan)
{
    enum { QUARTERS = 4 };
    const qc_word *word = plan->plain;
    if (!plan->word) {
        int digit = qc_at(view, plan->at) - '0';
        return digit >= 1 && digit <= QUARTERS && qc_is_letter(qc_at(view, plan->at + 1)) ? digit : 0;
    }
    if (!word || (word->classes & QC_WORD_ORDINAL && word->ordinal > QUARTERS))
        return 0;
    if (word->classes & QC_WORD_ORDINAL)
        return word->ordinal;
    return qc_span_is(view, qc_word_at(view, plan->start), "opening") ? 1 : -1;
}

/* The fourth quarter, the first-half, 4th qtr; of other units the grammar reads which are part of something. */
static bool read_ordinal(const qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *longer)
{
    const qc_view *view = &work->view;
    qc_span span = {plan->at, 0};
    const qc_word *unit = plan->word;
    if (!unit) {
        span = qc_date_word_after(
            view, qc_date_skip_ending(view, plan->at + (qc_is_digit(qc_at(view, plan->at + 1)) ? 2 : 1)));
        unit = qc_lexicon_row(view, span);
    }
    size_t end = span.start + unit->text_length;
    bool quarter =
        (unit->time_unit == QC_TIME_QUARTER || unit->time_unit == QC_TIME_HALF) && view->bytes[end - 1] != 's';
    int rank = quarter ? read_rank(view, plan) : 0;
    bool list = plan->word && !plan->plain;
    *longer = list || unit->time_unit == QC_TIME_CENTURY || larger_follows(view, end);
    mention->date.ordinal = (int8_t)rank;
    mention->date.unit = unit->time_unit;
    mention->end = end;
    return rank != 0;
}

/* Behind a year or decade, "to", a dash or "and" with another one, or "early"; or "crop year". */
static bool year_longer(const qc_view *view, size_t end)
{
    size_t next = qc_skip_space(view, end);
    if (qc_is_dash(qc_at(view, next)))
        return true;
    /* Letters that begin it: to, through, till, and, or, until; fiscal, tax, budget, marketing, crop, model. */
    static const uint32_t initials = QC_LETTERS6('t', 'a', 'o', 'u', 'f', 'b') | QC_LETTERS3('m', 'c', 'c');
    return next > end && qc_letter_in(initials, qc_at(view, next));
}

/* Is a year that ends at `end` part of a greater number or of a percentage? */
static bool is_amount(const qc_view *view, size_t end)
{
    uint8_t next = qc_at(view, end);
    return qc_is_word(next) || ((next == '.' || next == ',' || next == ':') && qc_is_digit(qc_at(view, end + 1))) ||
           qc_at(view, qc_skip_space(view, end)) == '%';
}

/* 1990s, '90s: behind the s, `end` where there is none. */
static size_t read_decade(const qc_view *view, size_t end, int year)
{
    size_t letter = end + qc_is_apostrophe(qc_at(view, end));
    bool decade = year % 10 == 0 && year >= 20;
    return decade && qc_lower(qc_at(view, letter)) == 's' && !qc_is_word(qc_at(view, letter + 1)) ? letter + 1 : end;
}

/* 2009-10, 2015/16, 2022/2023: the second year behind the sign at `end`. */
static size_t read_second_year(const qc_view *view, size_t end, qc_date_parts *parts)
{
    uint8_t sign = qc_at(view, end);
    int year;
    size_t second = read_number(view, end + 1, &year), digits = second - end - 1;
    if ((sign != '/' && sign != '-' && sign != QC_SIGN_EN_DASH) || !(digits == 2 || (digits == 4 && sign == '/')) ||
        is_amount(view, second))
        return end;
    parts->year2 = (int16_t)(year ? year : QC_DATE_YEAR_00);
    return second;
}

/* Early 1988, fiscal 2024, 1986/87, the 1990s. */
static bool read_years(const qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *longer)
{
    const qc_view *view = &work->view;
    int year;
    size_t end = read_number(view, plan->at, &year);
    size_t decade = read_decade(view, end, year);
    *longer = true;
    if (plan->start < plan->at && qc_is_letter(qc_at(view, plan->start)))
        return false; /* FY24 */
    mention->date.year = (int16_t)year;
    mention->end = decade;
    if (decade > end)
        mention->date.unit = QC_TIME_DECADE;
    else
        mention->end = read_second_year(view, end, &mention->date);
    *longer = year_longer(view, mention->end);
    return decade > end || (year >= 1500 && !is_amount(view, mention->end));
}

/* The past two years: the unit behind the number. */
static bool read_length(const qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *longer)
{
    const qc_view *view = &work->view;
    /* Letters that begin what goes on: ago, before, after, earlier, later, from, hence, to, through, of. */
    static const uint32_t initials = QC_LETTERS6('a', 'b', 'e', 'l', 'f', 'h') | QC_LETTERS3('t', 'o', 'o');
    qc_span unit = qc_date_word_after(view, plan->number.end);
    const qc_word *word = qc_lexicon_row(view, unit);
    size_t next = qc_at(view, unit.end) == '-' ? unit.end + 1 : qc_skip_space(view, unit.end);
    *longer = next > unit.end && qc_letter_in(initials, qc_at(view, next));
    mention->date.unit = word->time_unit;
    mention->end = unit.end;
    return true;
}

bool qc_date_short(const qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *longer)
{
    *longer = false;
    switch (plan->rule) {
    case QC_RULE_DATES_MONTH:
        *longer = read_month(work, plan, mention);
        return true;
    case QC_RULE_DATES_RELATIVE:
        *longer = read_relative(work, plan, mention);
        return true;
    case QC_RULE_DATES_WEEKDAY:
        *longer = read_weekday(plan, mention);
        return true;
    case QC_RULE_DATES_ORDINAL:
        return read_ordinal(work, plan, mention, longer);
    case QC_RULE_DATES_YEAR:
        return read_years(work, plan, mention, longer);
    case QC_RULE_DATES_LENGTH:
        return read_length(work, plan, mention, longer);
    default:
        *longer = true;
        return false;
    }
}
