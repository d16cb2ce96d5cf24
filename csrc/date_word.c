/* Which rule a trigger word asks for: a month, a weekday, a season, a holiday, today, noon, daily, a number word; units
 * of time are in date_unit.c.
 *
 * In: the word at a candidate. Out: a plan. Only the words next to it are looked at, backwards for what modifies it
 * (last, early, the end of), forwards for what goes on; where nothing does, the word is a date by itself or none.
 */
#include "date_rules.h"

static const uint64_t parts = QC_DATE_PART_BITS;
static const uint64_t sides = QC_DATE_SIDE_BITS;

static const qc_word *word_of(const qc_view *view, qc_span span)
{
    return span.end > span.start ? qc_lexicon_word(view, span) : NULL;
}

static void plan_plain(qc_date_plan *plan, const qc_word *word)
{
    plan->rule = QC_DATE_PLAIN;
    plan->plain = word;
}

static bool is_capital(const qc_view *view, size_t at) { return qc_is_upper(qc_at(view, at)) != 0; }

/* Does "of 2018" follow? */
static bool of_digit(const qc_view *view, size_t end)
{
    qc_span of = qc_word_after(view, end);
    return qc_span_is(view, of, "of") && qc_is_digit(qc_at(view, qc_skip_space(view, of.end)));
}

size_t qc_date_holiday_start(const qc_work *work, qc_span last)
{
    size_t start = last.end;
    qc_span span = last;
    for (int i = 0; i < 2; i++) {
        const qc_word *word = is_capital(&work->view, span.start) ? word_of(&work->view, span) : NULL;
        if (!word || !(word->classes & QC_WORD_HOLIDAY))
            break;
        start = span.start;
        span = qc_date_word_before(work, span.start);
    }
    return start;
}

enum { JULY = 7 };

/* Where "Fourth of" begins before July; `at` where it does not. */
static size_t fourth_start(const qc_work *work, size_t at)
{
    const qc_view *view = &work->view;
    qc_span of = qc_date_word_before(work, at);
    if (!qc_span_is(view, of, "of"))
        return at;
    qc_span fourth = qc_date_word_before(work, of.start);
    return qc_date_is_capital(view, fourth) && qc_span_is(view, fourth, "fourth") ? fourth.start : at;
}

static void plan_month(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    static const uint64_t allowed =
        QC_DATE_PART_BITS | QC_DATE_SIDE_BITS | QC_RELATIVE_BIT(PREVIOUS) | QC_RELATIVE_BIT(FOLLOWING);
    if (!is_capital(&work->view, at))
        return;
    if (word->calendar == JULY && fourth_start(work, at) < at) {
        qc_date_plan_rule(plan, QC_RULE_DATES_HOLIDAY, fourth_start(work, at));
        return;
    }
    plan->rule = QC_RULE_DATES_MONTH;
    qc_date_look_before(work, at, &plan->lead);
    qc_date_look_back(work, allowed, &plan->lead);
    if (plan->lead.start == at)
        qc_date_look_end(work, &plan->lead);
}

static bool is_daypart(uint8_t relative) { return relative >= QC_RELATIVE_MORNING && relative <= QC_RELATIVE_NIGHT; }

/* What may go on behind a weekday: a day, a month, a part of a day, another weekday, "of last week". */
static bool weekday_goes_on(const qc_view *view, size_t end)
{
    if (qc_at(view, end) == '.')
        end++;
    bool comma = qc_at(view, end) == ',';
    size_t next = qc_skip_space(view, end + comma);
    bool dash = qc_is_dash(qc_at(view, next));
    if (dash)
        next = qc_skip_space(view, next + 1);
    if (qc_is_digit(qc_at(view, next)))
        return true;
    qc_span span = qc_word_at(view, next);
    const qc_word *word = word_of(view, span);
    if (!word)
        return false;
    if (is_capital(view, next))
        return word->classes & QC_WORD_MONTH || (dash && word->classes & QC_WORD_WEEKDAY);
    if (is_daypart(word->relative) || word->key == QC_KEY_OF || word->key == QC_KEY_THE ||
        word->relative == QC_RELATIVE_LAST || word->relative == QC_RELATIVE_NEXT || word->relative == QC_RELATIVE_THIS)
        return true;
    bool joins = word->key == QC_KEY_AND || word->key == QC_KEY_OR || word->key == QC_KEY_TO ||
                 word->key == QC_KEY_THRU || word->relative == QC_RELATIVE_UNTIL;
    return joins && !comma && qc_date_classes(view, qc_word_after(view, span.end)) & QC_WORD_WEEKDAY;
}

static void plan_weekday(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    if (!is_capital(view, at))
        return;
    qc_date_look_before(work, at, &plan->lead);
    qc_span before = plan->lead.before;
    const qc_word *lead = plan->lead.word;
    if (lead && lead->relative == QC_RELATIVE_EACH) {
        qc_date_plan_rule(plan, QC_RULE_DATES_SET, before.start);
        return;
    }
    if (qc_date_holiday_start(work, before) < before.end) {
        qc_date_plan_rule(plan, QC_RULE_DATES_HOLIDAY, qc_date_holiday_start(work, before));
        return;
    }
    uint64_t allowed = sides;
    if (lead && lead->relative == QC_RELATIVE_FOLLOWING &&
        qc_span_is(view, qc_date_word_before(work, before.start), "the"))
        allowed |= QC_RELATIVE_BIT(FOLLOWING);
    plan->rule = QC_RULE_DATES_WEEKDAY;
    plan->goes_on = weekday_goes_on(view, at + word->text_length);
    qc_date_look_back(work, allowed, &plan->lead);
}

/* A season is a date with a modifier or a year, or behind a preposition of time: "fall" and "spring" are verbs too. */
static void plan_season(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    static const char *const prepositions[] = {"in",   "during", "by",      "since", "until",
                                               "over", "before", "through", NULL};
    const qc_view *view = &work->view;
    qc_date_look_before(work, at, &plan->lead);
    qc_date_look_back(work, parts | sides | QC_DATE_ANCHOR_BITS, &plan->lead);
    size_t end = at + word->text_length, next = qc_skip_space(view, end);
    bool year = qc_is_digit(qc_at(view, next + qc_is_apostrophe(qc_at(view, next))));
    if (plan->lead.start < at || year || of_digit(view, end) || qc_date_year_follows(view, end)) {
        plan->rule = QC_RULE_DATES_SEASON;
        return;
    }
    qc_span before = plan->lead.before;
    if (qc_span_is(view, before, "the"))
        before = qc_date_word_before(work, before.start);
    if (qc_date_is_one_of(view, before, prepositions))
        plan_plain(plan, word);
}

/* Half past ten, a quarter to nine, twenty-five past two. */
static bool is_spoken_time(const qc_view *view, size_t at, const qc_word *word)
{
    size_t end = at + word->text_length;
    if (qc_at(view, end) == '-')
        end = qc_word_at(view, end + 1).end; /* twenty-five */
    size_t start = qc_skip_space(view, end);
    uint8_t first = qc_lower(qc_at(view, start));
    if (first != 'p' && first != 't')
        return false;
    qc_span side = qc_word_at(view, start);
    if (!qc_span_is(view, side, "past") && !(qc_span_is(view, side, "to") && word->time_unit == QC_TIME_QUARTER))
        return false;
    const qc_word *entry = qc_lexicon_word(view, qc_word_after(view, side.end));
    return entry && (entry->classes & QC_WORD_NUMBER || entry->relative == QC_RELATIVE_NOON ||
                     entry->relative == QC_RELATIVE_MIDNIGHT);
}

/* A year ago, where the article is the candidate. */
static bool is_article_ago(const qc_view *view, size_t at)
{
    size_t start = qc_skip_space(view, at + (qc_lower(qc_at(view, at + 1)) == 'n') + 1);
    if (!qc_may_begin(qc_time_pairs, qc_at(view, start), qc_at(view, start + 1)))
        return false;
    qc_span unit = qc_word_at(view, start);
    const qc_word *word = qc_lexicon_word(view, unit);
    if (!word || !(word->classes & QC_WORD_TIME_UNIT))
        return false;
    return qc_date_moment_follows(view, unit.end);
}

/* Words of a number that may stand between its first and a unit: twenty-five years, two and a half years. */
enum { MOST_NUMBER_WORDS = 5 };

/* The unit of time that ends the number word which ends at `end` and those behind it; empty where none does. */
static qc_span unit_behind(const qc_view *view, size_t end)
{
    qc_span span = {end, end};
    for (int i = 0; i < MOST_NUMBER_WORDS; i++) {
        size_t next = qc_at(view, span.end) == '-' ? span.end + 1 : qc_skip_space(view, span.end);
        uint8_t first = qc_at(view, next), second = qc_at(view, next + 1);
        if (!qc_may_begin(qc_time_pairs, first, second) && !qc_may_begin(qc_part_pairs, first, second))
            break;
        span = qc_word_at(view, next);
        const qc_word *word = qc_lexicon_row(view, span);
        if (qc_span_is(view, span, "half")) /* and a half */
            continue;
        if (word->classes & QC_WORD_TIME_UNIT)
            return span;
        if (!(word->classes & (QC_WORD_NUMBER | QC_WORD_SCALE)) && !qc_span_is(view, span, "and"))
            break;
    }
    return (qc_span){0, 0};
}

static void plan_number(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    if (word->number == 1 && word->text_length <= 2) {
        if (is_article_ago(view, at))
            qc_date_plan_rule(plan, QC_RULE_DATES_AGO, at);
    } else if (is_spoken_time(view, at, word))
        qc_date_plan_rule(plan, QC_RULE_DATES_SPOKEN, at);
    else if (word->classes & QC_WORD_NUMBER) {
        qc_span unit = unit_behind(view, at + word->text_length);
        if (unit.end > unit.start)
            qc_date_plan_length(work, at, unit, plan);
    }
}

static void plan_relative(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    if (word->relative >= QC_RELATIVE_WEEKEND && word->relative <= QC_RELATIVE_SESSION)
        qc_date_plan_unit(work, at, word, plan);
    else if (is_daypart(word->relative)) {
        qc_date_look_before(work, at, &plan->lead);
        qc_date_look_back(work, sides | QC_DATE_ANCHOR_BITS | QC_RELATIVE_BIT(EACH), &plan->lead);
        qc_date_plan_modified(plan);
    } else if (word->relative == QC_RELATIVE_NOON || word->relative == QC_RELATIVE_MIDNIGHT ||
               (word->relative >= QC_RELATIVE_HOURLY && word->relative <= QC_RELATIVE_YEARLY))
        plan_plain(plan, word);
}

/* Today; tomorrow morning. */
static void plan_date_word(const qc_view *view, size_t at, const qc_word *word, qc_date_plan *plan)
{
    qc_span next = qc_word_after(view, at + word->text_length);
    if (is_daypart(qc_date_relative(view, next)))
        qc_date_plan_rule(plan, QC_RULE_DATES_WORD, at);
    else
        plan_plain(plan, word);
}

void qc_date_plan_word(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    plan->word = word;
    if (word->classes & QC_WORD_MONTH)
        plan_month(work, at, word, plan);
    else if (word->classes & QC_WORD_WEEKDAY)
        plan_weekday(work, at, word, plan);
    else if (word->classes & QC_WORD_DATE_WORD)
        plan_date_word(view, at, word, plan);
    else if (word->classes & QC_WORD_HOLIDAY) {
        if (is_capital(view, at)) {
            plan->rule = QC_RULE_DATES_HOLIDAY;
            qc_date_look_before(work, at, &plan->lead);
            qc_date_look_back(work, sides, &plan->lead);
        }
    } else if (word->classes & QC_WORD_SEASON)
        plan_season(work, at, word, plan);
    else if (word->classes & QC_WORD_TIME_UNIT) {
        if ((word->time_unit == QC_TIME_QUARTER || word->time_unit == QC_TIME_HALF) && is_spoken_time(view, at, word))
            qc_date_plan_rule(plan, QC_RULE_DATES_SPOKEN, at);
        else
            qc_date_plan_unit(work, at, word, plan);
    } else if (word->classes & QC_WORD_NUMBER)
        plan_number(work, at, word, plan);
    else if (word->classes & QC_WORD_RELATIVE)
        plan_relative(work, at, word, plan);
}
