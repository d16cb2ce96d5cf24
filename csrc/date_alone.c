/* Words and numbers that are dates only in some company: a month that is a name, a year that is a number, H2, fall,
 * daily.
 *
 * In: a mention of one word or number. Out: whether its neighbours let it be a date. It changes nothing.
 */
#include "date_rules.h"
#include "figure.h"

static bool is_all_capitals(const qc_view *view, qc_span span)
{
    for (size_t at = span.start; at < span.end; at++)
        if (!qc_is_upper(view->bytes[at]))
            return false;
    return true;
}

/* Months that are words or names of people too. */
static bool is_common_name(const qc_view *view, qc_span span)
{
    static const char *const names[] = {"may", "march", "april", "june", "august", "jan", "mar", "jun"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (qc_span_is(view, span, names[i]))
            return true;
    return false;
}

/* A month by itself is a word or a name too: May I, Theresa May, June Smith, the March for Life. */
bool qc_date_month_alone(const qc_work *work, const qc_date_front *front, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span own = {mention->start, mention->end}, before = front->span, behind = qc_word_after(view, mention->end);
    uint32_t lead = front->word ? front->word->classes : 0;
    bool name_behind =
        qc_date_is_capital(view, behind) && qc_at(view, mention->end) == ' ' && !is_all_capitals(view, behind);
    if (qc_span_is(view, before, "by") && name_behind) /* a byline */
        return false;
    uint8_t relative = front->word ? front->word->relative : QC_RELATIVE_NONE;
    bool leads = lead & QC_WORD_PREPOSITION || (relative && relative <= QC_RELATIVE_LATER);
    if (leads || !is_common_name(view, own))
        return !(name_behind && lead & QC_WORD_VERB && is_common_name(view, own)); /* met April Jones */
    if (qc_span_is(view, behind, "of") || qc_span_is(view, behind, "for") || qc_span_is(view, behind, "on"))
        return false;
    if (lead & QC_WORD_DETERMINER)
        return true;
    bool name_before = qc_date_is_capital(view, before) && !is_all_capitals(view, before) && !lead;
    bool starts = before.end == before.start;
    uint32_t next = qc_date_classes(view, behind);
    if (starts && qc_span_is(view, own, "may") && next & (QC_WORD_PRONOUN | QC_WORD_DETERMINER))
        return false;
    return !name_behind && !name_before;
}

/* A number of something stands there, not a year: a unit, a scale or a percent sign behind it. */
bool qc_date_is_amount(const qc_work *work, size_t end)
{
    const qc_view *view = &work->view;
    size_t next = qc_skip_space(view, end);
    qc_unit_match unit;
    if (qc_at(view, next) == '%' || qc_is_currency(qc_at(view, next)))
        return true;
    if (next == end || !qc_is_letter(qc_at(view, next)))
        return false;
    uint8_t first = qc_at(view, next), second = qc_at(view, next + 1);
    if (!work->lexicon && qc_is_letter(second) && !qc_may_begin(qc_unit_pairs, first, second) &&
        !qc_may_begin(qc_scale_pairs, first, second) && !qc_may_begin(qc_time_pairs, first, second))
        return false;
    return qc_date_classes(view, qc_word_at(view, next)) & (QC_WORD_SCALE | QC_WORD_TIME_UNIT) ||
           (qc_lexicon_unit(work->lexicon, view, next, &unit) && !(unit.flags & QC_UNIT_NEEDS_GLUE));
}

static bool is_plural(const qc_view *view, size_t end)
{
    qc_span word = qc_word_after(view, end);
    if (word.end - word.start < 4 || qc_date_is_capital(view, word))
        return false;
    uint32_t classes = qc_date_classes(view, word);
    if (classes & QC_WORD_PLURAL)
        return true;
    return qc_lower(qc_at(view, word.end - 1)) == 's' && qc_lower(qc_at(view, word.end - 2)) != 's' &&
           !(classes & (QC_WORD_SINGULAR_S | QC_WORD_VERB | QC_WORD_AUXILIARY | QC_WORD_PREPOSITION | QC_WORD_PRONOUN |
                        QC_WORD_DETERMINER));
}

/* Does a preposition of time stand before a year? A weak one is beaten by a plural noun behind the number. */
static bool is_time_lead(const qc_view *view, qc_span before, const qc_word *word, bool *weak)
{
    *weak = false;
    switch (word ? word->relative : QC_RELATIVE_NONE) {
    case QC_RELATIVE_IN:
    case QC_RELATIVE_SINCE:
    case QC_RELATIVE_UNTIL:
    case QC_RELATIVE_EARLY:
    case QC_RELATIVE_MID:
    case QC_RELATIVE_LATE:
        return true;
    case QC_RELATIVE_FUTURE: /* by, due; the other cues do not lead */
        return word->key == QC_KEY_BY || qc_span_is(view, before, "due");
    case QC_RELATIVE_OF:
    case QC_RELATIVE_BEFORE:
    case QC_RELATIVE_AFTER:
        *weak = true;
        return true;
    default:
        return qc_span_is(view, before, "year") || qc_span_is(view, before, "calendar");
    }
}

/* Did a year end just before, in a list of years: 1994, 1995 and 1997? */
static bool follows_year(const qc_work *work, size_t start)
{
    if (!work->mention_count)
        return false;
    const qc_mention *last = &work->mentions[work->mention_count - 1];
    return last->kind == QC_KIND_DATE && (last->date.form == QC_DATE_YEARS || last->date.year) &&
           start - last->end <= 6 && !qc_paragraph_ends(&work->view, last->end, start);
}

/* A revised 2023 budget, its final 1998 deal: an article or a possessive, a word, the year, a noun in the singular. */
static bool is_described(const qc_work *work, const qc_mention *mention, qc_span before)
{
    const qc_view *view = &work->view;
    qc_span noun = qc_word_after(view, mention->end);
    enum {
        NO_ADJECTIVE = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_VERB | QC_WORD_AUXILIARY | QC_WORD_PRONOUN |
                       QC_WORD_NUMBER | QC_WORD_ORDINAL | QC_WORD_NAME_BEFORE | QC_WORD_SCALE
    };
    if (before.end == before.start || qc_date_is_capital(view, before) ||
        qc_date_classes(view, before) & NO_ADJECTIVE || !qc_is_letter(qc_at(view, noun.start)) ||
        qc_date_is_capital(view, noun) || is_plural(view, mention->end) ||
        qc_date_classes(view, noun) & (QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION))
        return false;
    return qc_date_classes(view, qc_date_word_before(work, before.start)) & QC_WORD_DETERMINER;
}

bool qc_date_year_alone(const qc_work *work, const qc_date_front *front, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    size_t start = mention->start;
    int year = mention->date.year;
    qc_span before = front->span;
    const qc_word *word = front->word;
    if (qc_at(view, start - 1) == '-' || qc_span_is(view, before, "least")) { /* post-2020; until at least 2030 */
        before = qc_date_word_before(work, start);
        if (qc_span_is(view, before, "least"))
            before = qc_date_word_before(work, qc_date_word_before(work, before.start).start);
        word = before.end > before.start ? qc_lexicon_word(view, before) : NULL;
    }
    bool weak = true, led = is_time_lead(view, before, word, &weak);
    if (!led && year < 1900)
        return false;
    if (led) {
        bool since = qc_span_is(view, before, "in") || qc_span_is(view, before, "since");
        return (year >= 1900 || !weak) && (year >= 1700 || since) &&
               !(weak && is_plural(view, mention->end) && !follows_year(work, start));
    }
    uint8_t mark = qc_at(view, qc_skip_space_back(view, start) - 1);
    if (mark == '(' || mark == '[' || (qc_date_is_possessive(view, mention->end) && !is_plural(view, mention->end)))
        return true;
    bool owner = before.end - before.start == 1 && qc_lower(qc_at(view, before.start)) == 's' &&
                 qc_is_apostrophe(qc_at(view, before.start - 1));
    uint32_t classes = word ? word->classes : 0;
    if (owner || classes & (QC_WORD_MONTH | QC_WORD_SEASON))
        return true;
    if (classes & QC_WORD_DETERMINER)
        return qc_is_letter(qc_at(view, qc_word_after(view, mention->end).start));
    return follows_year(work, start) || is_described(work, mention, before);
}

/* "H1 copper output", "H2 profit": what is measured in a half; what is made of H2 may be hydrogen. */
static bool leads_measure(const qc_view *view, const qc_mention *half)
{
    static const char *const money[] = {"profit", "profits",  "revenue", "revenues", "earnings", "sales",
                                        "net",    "results", "ebitda",  "loss",     NULL};
    qc_span first = qc_word_after(view, half->end), second = qc_word_after(view, first.end);
    if (qc_at(view, half->start) == '2' || qc_at(view, half->start + 1) == '2')
        return qc_span_is_any(view, first, money);
    const qc_word *one = qc_lexicon_word(view, first), *two = qc_lexicon_word(view, second);
    return (one && one->senses & QC_SENSE_MEASURE) || (two && two->senses & QC_SENSE_MEASURE);
}

/* H2 is hydrogen too, and Q3 a car: a half without a year needs a preposition or a measure, a quarter no name before
 * it. */
bool qc_date_quarter_alone(const qc_work *work, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span before = qc_word_before(&work->view, mention->start);
    uint32_t classes = qc_date_classes(view, before);
    if (mention->date.year || mention->date.of_unit)
        return true;
    if (mention->date.unit == QC_TIME_HALF)
        return classes & QC_WORD_PREPOSITION || leads_measure(view, mention);
    return !(classes & QC_WORD_NAME_BEFORE);
}

/* "Annual" and "monthly" before a noun are no dates; "daily" is one. */
bool qc_date_frequency_alone(const qc_work *work, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    uint8_t relative = mention->date.relative;
    bool starts = mention->start == 0 || qc_at(view, qc_skip_space_back(view, mention->start) - 1) == '.';
    qc_span behind = qc_word_after(view, mention->end);
    bool names = qc_date_is_capital(view, behind); /* Daily Telegraph; the daily Tribune */
    if (qc_is_upper(qc_at(view, mention->start)) ? !starts || names
                                                 : names && !(qc_date_classes(view, behind) & QC_WORD_WEEKDAY))
        return false;
    if (relative == QC_RELATIVE_DAILY || qc_span_is(view, (qc_span){mention->start, mention->end}, "annually"))
        return true;
    size_t next = qc_skip_space(view, mention->end);
    if (!qc_is_word(qc_at(view, next)))
        return qc_at(view, next) != '-';
    return qc_date_classes(view, qc_word_at(view, next)) &
           (QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_AUXILIARY | QC_WORD_PRONOUN);
}

/* "Fall" and "spring" are verbs and nouns too: "exports fall in this year", "a 5 pct fall a year earlier". */
bool qc_date_season_alone(const qc_work *work, size_t at, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    const qc_date_parts *parts = &mention->date;
    qc_span word = qc_word_at(view, at);
    bool verb = qc_span_is(view, word, "fall") || qc_span_is(view, word, "spring");
    if (!verb || parts->year)
        return true;
    qc_span behind = qc_word_after(view, word.end);
    bool led = qc_date_classes(view, qc_word_before(view, mention->start)) & QC_WORD_PREPOSITION;
    if (parts->of_unit)
        return qc_span_is(view, behind, "of") ? led || parts->article
                                              : led && !parts->direction && !qc_span_is(view, behind, "in");
    bool of = qc_span_is(view, behind, "of") || qc_span_is(view, behind, "in");
    return !(of && !parts->relative) && !(parts->relative && parts->article) &&
           (parts->relative || parts->article || parts->part);
}
