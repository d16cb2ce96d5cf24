/* What shows at once that a candidate is no date: a few bytes around a number,
 * the class of a word and two letters behind it.
 *
 * In: a candidate. Out: false where it can be no date; true where it may be
 * one. Four candidates of five that are none end here, so it is read in place,
 * without a call.
 */
#ifndef QC_DATE_BEGIN_H
#define QC_DATE_BEGIN_H

#include "date_rules.h"

/* Behind a number, `bytes` begins: may a unit of time follow, or where `day`
 * says so what follows a day or an hour? */
static inline bool qc_may_go_on(const uint8_t *bytes, bool day)
{
    uint8_t first = bytes[1], second = bytes[2];
    if (bytes[0] == '/') /* 5/6/98 */
        return second == '/' || bytes[3] == '/';
    if (bytes[0] != '-' && !qc_is_space(bytes[0]))
        return qc_is_dash(bytes[0]) || bytes[0] == ':';
    if (qc_is_digit(first) && second == '/') /* 1-1/2 */
        return false;
    return !qc_is_letter(first) || qc_may_begin(qc_time_pairs, first, second) ||
           (day && qc_may_begin(qc_day_pairs, first, second));
}

/* The same behind the digits of decimals or groups: 5.30 a.m., 17.11.2023,
 * 1,200 days. */
static inline bool qc_may_go_on_behind_sign(const uint8_t *bytes, size_t sign)
{
    enum { MOST = 16 };
    size_t end = sign + 1;
    while (end < MOST &&
           (qc_is_digit(bytes[end]) || ((bytes[end] == ',' || bytes[end] == '.') && qc_is_digit(bytes[end + 1]))))
        end++;
    bool second = bytes[sign] == '.' && (bytes[sign + 2] == '.' || bytes[sign + 3] == '.' || end - sign == 3);
    return end == MOST || qc_is_letter(bytes[end]) ? second
                                                   : qc_may_go_on(bytes + end, second) || (second && end - sign > 3);
}

/* How many of eight bytes from the first on are digits. */
static inline size_t qc_count_digits(const uint8_t *bytes)
{
    uint64_t values = qc_load(bytes) ^ 0x3030303030303030u; /* 0 to 9 for digits */
    uint64_t others = (((values & 0x7f7f7f7f7f7f7f7fu) + 0x7676767676767676u) | values) & 0x8080808080808080u;
    return others ? (size_t)__builtin_ctzll(others) / 8 : sizeof others;
}

/* May the run of digits at `at` be part of a date? Most are amounts. */
static inline bool qc_date_digits_may_begin(const qc_work *work, size_t at)
{
    enum { LIST = 5 };
    const qc_view *view = &work->view;
    if (at - work->floor <= LIST && work->mention_count && work->mentions[work->mention_count - 1].kind == QC_KIND_DATE)
        return true; /* "April 10 and 15" */
    const uint8_t *bytes = view->bytes + at;
    uint8_t before = bytes[-1];
    size_t digits = qc_count_digits(bytes);
    uint8_t next = bytes[digits];
    if (digits == QC_DATE_DIGITS || qc_is_letter(before) || qc_is_apostrophe(before))
        return true;
    if (digits > QC_DATE_DIGITS || qc_is_currency(before) ||
        ((before == '.' || before == ',') && qc_is_digit(bytes[-2])))
        return false;
    if (qc_is_letter(next))
        return digits < 3;
    if (next == '.' || next == ',')
        return qc_is_digit(bytes[digits + 1]) && qc_may_go_on_behind_sign(bytes, digits);
    return qc_may_go_on(bytes + digits, digits < 3);
}

/* May a trigger word be part of a date? Most number words count something else.
 */
static inline bool qc_date_word_may_begin(const qc_work *work, size_t at, const qc_word *word)
{
    enum {
        DATES = QC_WORD_MONTH | QC_WORD_WEEKDAY | QC_WORD_SEASON | QC_WORD_TIME_UNIT | QC_WORD_RELATIVE |
                QC_WORD_DATE_WORD | QC_WORD_HOLIDAY
    };
    if (!(word->classes & QC_WORD_NUMBER) || word->classes & DATES)
        return (word->classes & DATES) != 0;
    const qc_view *view = &work->view;
    size_t end = at + word->text_length, next = qc_at(view, end) == '-' ? end + 1 : qc_skip_space(view, end);
    uint8_t first = qc_at(view, next), second = qc_at(view, next + 1);
    /* half *past* ten, two *years* ago, twenty-*five* days */
    return qc_may_begin(qc_time_pairs, first, second) ||
           (word->text_length > 2 &&
            (qc_may_begin(qc_part_pairs, first, second) || (first == 'p' && second == 'a') || first == 't'));
}

#endif
