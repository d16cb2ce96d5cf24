/* What the parts of years, ranges of years, decades and fiscal years say together, and whether they are a date at all.
 *
 * In: parts with a year. Out: their form, the full second year, the flag fiscal; or false.
 */
#include "date_rules.h"

/* 2009-10 is two years where the second is later, else a month. */
static bool check_short_end(const qc_view *view, qc_date_parts *parts, size_t end)
{
    int rest = parts->year % 100;
    if (parts->year2 > rest && parts->year2 < QC_DATE_YEAR_00) {
        parts->year2 = (int16_t)(parts->year - rest + parts->year2);
        return true;
    }
    if (parts->year2 == QC_DATE_YEAR_00 && rest == 99) { /* 1999-00 */
        parts->year2 = (int16_t)(parts->year + 1);
        return true;
    }
    if (qc_at(view, end - 3) != '-' || parts->year2 < 1 || parts->year2 > 12)
        return false;
    parts->month = (int8_t)parts->year2;
    parts->year2 = 0;
    parts->form = QC_DATE_DAYS;
    return true;
}

/* Does a word near by say that 2024-25 is a year of accounts: the 2024-25 budget, the tax year 2024-25? */
static bool is_of_accounts(const qc_work *work, const qc_mention *mention)
{
    enum { WORDS_BEFORE = 3, WORDS_BEHIND = 2 };
    static const char *const words[] = {"budget", "budgets", "tax", "fiscal", "financial", NULL};
    const qc_view *view = &work->view;
    size_t at = mention->start;
    for (int i = 0; i < WORDS_BEFORE; i++) {
        qc_span word = qc_date_word_before(work, at);
        if (qc_date_is_one_of(view, word, words))
            return true;
        at = word.start;
    }
    at = mention->end;
    for (int i = 0; i < WORDS_BEHIND; i++) {
        qc_span word = qc_word_after(view, at);
        if (qc_date_is_one_of(view, word, words))
            return true;
        at = word.end;
    }
    return false;
}

bool qc_date_check_years(const qc_work *work, const qc_date_front *front, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    parts->form = QC_DATE_YEARS;
    qc_date_check_list(work, mention);
    bool fiscal = mention->flags & QC_FLAG_FISCAL;
    if (parts->unit == QC_TIME_DECADE)
        return !qc_date_is_amount(work, mention->end);
    if (parts->year2 && parts->year2 <= QC_DATE_YEAR_00 && parts->year > QC_DATE_YEAR_00 &&
        !check_short_end(view, parts, mention->end))
        return false;
    /* The 2015/16 season is no length. */
    bool amount = qc_date_is_amount(work, mention->end) &&
                  !(parts->year2 && qc_date_classes(view, qc_word_after(view, mention->end)) & QC_WORD_TIME_UNIT);
    if (parts->year2 && (parts->year2 <= parts->year || (!fiscal && parts->year < 1900)))
        return false;
    if (parts->year2 == parts->year + 1 && !parts->list && !fiscal && is_of_accounts(work, mention))
        mention->flags |= QC_FLAG_FISCAL;
    if (parts->year2 || parts->month || fiscal || (parts->part && parts->year >= 1900))
        return !amount || fiscal;
    return !amount && qc_date_year_alone(work, front, mention);
}
