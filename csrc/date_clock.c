/* Does a clock time begin with a run of digits: 4:30, 5.50 a.m., 4am, 1600 GMT, 4 in the morning, 9 o'clock?
 *
 * In: the digits. Out: yes or no, or a plan; the rule `clock` of the grammar reads it. Only what stands behind the
 * digits is looked at.
 */
#include "date_rules.h"

/* am, a.m., p. m. at `at` or behind spaces. */
static bool is_meridiem(const qc_view *view, size_t at)
{
    size_t start = qc_skip_space(view, at);
    uint8_t half = qc_lower(qc_at(view, start));
    if (half != 'a' && half != 'p')
        return false;
    size_t next = start + 1;
    if (qc_at(view, next) == '.')
        next = qc_skip_space(view, next + 1);
    return qc_lower(qc_at(view, next)) == 'm' && !qc_is_word(qc_at(view, next + 1));
}

static bool is_capitals(const qc_view *view, qc_span word)
{
    while (word.start < word.end && qc_is_upper(qc_at(view, word.start)))
        word.start++;
    return word.start == word.end;
}

/* A zone behind four digits; "1000 MT" are tonnes. */
static bool is_zone(const qc_view *view, size_t at)
{
    static const char *const names[] = {"gmt", "utc", "bst", "est", "edt",  "et",  "cst",  "cdt",  "ct",
                                        "pst", "pdt", "pt",  "cet", "cest", "msk", "ist",  "jst",  "kst",
                                        "hkt", "sgt", "mst", "mdt", "eet", "eest", "aest", "aedt"};
    size_t start = qc_skip_space(view, at);
    if (!qc_is_upper(qc_at(view, start)) && qc_at(view, start) != 'h' && qc_at(view, start) != 'g')
        return false;
    qc_span word = qc_word_at(view, start);
    if (qc_span_is(view, word, "hours") || qc_span_is(view, word, "hrs"))
        word = qc_word_after(view, word.end);
    if (qc_span_is(view, word, "gmt"))
        return true;
    if (word.end - word.start < 2 || word.end - word.start > 4 || !is_capitals(view, word))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qc_span_is(view, word, names[i]))
            return true;
    return false;
}

bool qc_date_is_clock(const qc_view *view, size_t at, size_t end)
{
    size_t digits = end - at;
    if (digits == 4)
        return is_zone(view, end);
    if (digits > 2)
        return false;
    uint8_t next = qc_at(view, end);
    if (next == ':' || next == '.') {
        size_t minute = qc_date_skip_digits(view, end + 1);
        return minute - end == 3 && (next == ':' || is_meridiem(view, minute));
    }
    if (is_meridiem(view, end))
        return true;
    uint8_t first = qc_lower(qc_at(view, qc_skip_space(view, end)));
    if (first != 'o' && first != 'i' && first != 'a')
        return false;
    qc_span word = qc_word_after(view, end);
    if (qc_span_is(view, word, "o"))
        return qc_is_apostrophe(qc_at(view, word.end));
    if (qc_span_is(view, word, "at"))
        return qc_date_relative(view, qc_word_after(view, word.end)) == QC_RELATIVE_NIGHT;
    if (!qc_span_is(view, word, "in") || !qc_span_is(view, qc_word_after(view, word.end), "the"))
        return false;
    uint8_t daypart = qc_date_relative(view, qc_word_after(view, qc_word_after(view, word.end).end));
    return daypart >= QC_RELATIVE_MORNING && daypart <= QC_RELATIVE_EVENING;
}

bool qc_date_plan_clock(const qc_view *view, size_t at, size_t end, qc_date_plan *plan)
{
    size_t next = qc_skip_space(view, end);
    uint8_t first = qc_at(view, next);
    if (!qc_is_dash(first) && !qc_is_letter(first))
        return false;
    size_t second = qc_date_skip_join(view, end);
    bool range = second > end && qc_date_skip_digits(view, second) - second == 4 &&
                 is_zone(view, qc_date_skip_digits(view, second));
    if (!range && !is_zone(view, end))
        return false;
    qc_date_plan_rule(plan, QC_RULE_DATES_CLOCK, at);
    return true;
}
