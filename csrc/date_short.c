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

bool qc_date_short(const qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *longer)
{
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
    default:
        *longer = true;
        return false;
    }
}
