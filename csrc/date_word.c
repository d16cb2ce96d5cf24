/* Which rule a trigger word asks for: a month, a weekday, a unit of time, a season, a holiday, today, noon, daily, a
 * number word.
 *
 * In: the word at a candidate. Out: a plan. Only the words next to it are looked at, backwards for what modifies it
 * (last, early, the end of), forwards for what goes on; where nothing does, the word is a date by itself or none.
 */
#include "date_rules.h"

static const uint64_t parts = QC_DATE_PART_BITS;
static const uint64_t sides = QC_RELATIVE_BIT(LAST) | QC_RELATIVE_BIT(THIS) | QC_RELATIVE_BIT(NEXT) |
                              QC_RELATIVE_BIT(COMING) | QC_RELATIVE_BIT(PAST);
static const uint64_t anchored = QC_RELATIVE_BIT(PREVIOUS) | QC_RELATIVE_BIT(FOLLOWING) | QC_RELATIVE_BIT(SAME) |
                                 QC_RELATIVE_BIT(THAT) | QC_RELATIVE_BIT(CURRENT);
static const uint64_t moments =
    QC_RELATIVE_BIT(EARLIER) | QC_RELATIVE_BIT(LATER) | QC_RELATIVE_BIT(FISCAL) | QC_RELATIVE_BIT(EACH);

static const qc_word *word_of_span(const qc_view *view, qc_span span)
{
    return span.end > span.start ? qc_lexicon_word(view, span) : NULL;
}

static const qc_word *word_of(const qc_work *work, qc_span span) { return word_of_span(&work->view, span); }

static void plan_rule(qc_date_plan *plan, int rule, size_t start)
{
    plan->rule = rule;
    plan->start = plan->surface = start;
}

static void plan_plain(qc_date_plan *plan, const qc_word *word, size_t at)
{
    plan->rule = QC_DATE_PLAIN;
    plan->start = plan->surface = at;
    plan->plain = word;
}

/* What the next token is, as far as dates care. */
typedef struct next_token {
    qc_span span; /* the word; empty: none */
    const qc_word *word;
    uint32_t classes;
    uint8_t relative;
    bool digit;       /* a digit follows the spaces */
    bool comma, dash; /* between */
} next_token;

static next_token look_ahead(const qc_view *view, size_t at)
{
    next_token next = {0};
    if (qc_at(view, at) == '.')
        at++;
    if (qc_at(view, at) == ',') {
        next.comma = true;
        at++;
    }
    size_t start = qc_skip_space(view, at);
    if (qc_is_dash(qc_at(view, start)) || qc_at(view, start) == '/') {
        next.dash = true;
        start = qc_skip_space(view, start + 1);
    }
    next.digit = qc_is_digit(qc_at(view, start)) ||
                 (qc_is_apostrophe(qc_at(view, start)) && qc_is_digit(qc_at(view, start + 1)));
    next.span = qc_word_at(view, start);
    next.word = qc_lexicon_word(view, next.span);
    if (next.word) {
        next.classes = next.word->classes;
        next.relative = next.word->relative;
    }
    return next;
}

static bool is_joiner(const qc_view *view, qc_span span)
{
    uint8_t first = qc_lower(qc_at(view, span.start));
    if (first != 'a' && first != 't' && first != 'o' && first != 'u')
        return false;
    return qc_span_is(view, span, "and") || qc_span_is(view, span, "to") || qc_span_is(view, span, "through") ||
           qc_span_is(view, span, "or") || qc_span_is(view, span, "thru") || qc_span_is(view, span, "until") ||
           qc_span_is(view, span, "till");
}

/* Do "and" or "to" and another month or weekday, or a day, follow? */
static bool joins(const qc_view *view, const next_token *next, uint32_t classes)
{
    if (next->comma || !is_joiner(view, next->span))
        return false;
    next_token second = look_ahead(view, next->span.end);
    return (second.classes & classes) != 0;
}

/* Does "of last year", "next year", "a year earlier" follow? */
static bool year_follows(const qc_view *view, const next_token *next)
{
    qc_span span = next->span;
    if (next->dash || !next->word ||
        !(next->relative || next->classes & (QC_WORD_PREPOSITION | QC_WORD_DETERMINER | QC_WORD_TIME_UNIT)))
        return false;
    if (qc_span_is(view, span, "of") || qc_span_is(view, span, "in"))
        span = qc_word_after(view, span.end);
    if (qc_span_is(view, span, "the") || qc_span_is(view, span, "a"))
        span = qc_word_after(view, span.end);
    const qc_word *word = qc_lexicon_word(view, span);
    if (!word)
        return false;
    if (word->relative >= QC_RELATIVE_LAST && word->relative <= QC_RELATIVE_THAT)
        return true;
    return word->time_unit == QC_TIME_YEAR;
}

static bool is_capital(const qc_view *view, size_t at) { return qc_is_upper(qc_at(view, at)) != 0; }

/* Where a holiday's name begins that the capitalised word `last` may end or be within: Lunar New Year, Labor Day.
 * `last.end` where it is none. */
static size_t holiday_start(const qc_work *work, qc_span last)
{
    size_t start = last.end;
    qc_span span = last;
    for (int i = 0; i < 2; i++) {
        const qc_word *word = word_of(work, span);
        if (!word || !(word->classes & QC_WORD_HOLIDAY) || !is_capital(&work->view, span.start))
            break;
        start = span.start;
        span = qc_date_word_before(work, span.start);
    }
    return start;
}

enum { JULY = 7 };

/* Does "of 2018" follow? */
static bool of_digit(const qc_view *view, const next_token *next)
{
    return qc_span_is(view, next->span, "of") && qc_is_digit(qc_at(view, qc_skip_space(view, next->span.end)));
}

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
    const qc_view *view = &work->view;
    if (!is_capital(view, at))
        return;
    if (word->calendar == JULY && fourth_start(work, at) < at) {
        plan_rule(plan, QC_RULE_DATES_HOLIDAY, fourth_start(work, at));
        return;
    }
    size_t start = qc_date_look_back(work, at, parts | sides | QC_RELATIVE_BIT(PREVIOUS) | QC_RELATIVE_BIT(FOLLOWING));
    if (start == at)
        start = qc_date_bare_end(work, at);
    next_token next = look_ahead(view, qc_word_at(view, at).end);
    bool more = next.digit || of_digit(view, &next) || (next.dash && next.classes & QC_WORD_MONTH) || joins(view, &next, QC_WORD_MONTH) ||
                year_follows(view, &next) || (!next.comma && next.classes & (QC_WORD_TIME_UNIT | QC_WORD_NUMBER));
    if (start < at || more)
        plan_rule(plan, start < at ? QC_RULE_DATES_LED_MONTH : QC_RULE_DATES_MONTH, start);
    else
        plan_plain(plan, word, at);
}

static void plan_weekday(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    if (!is_capital(view, at))
        return;
    qc_span before = qc_date_word_before(work, at);
    const qc_word *lead = word_of(work, before);
    if (lead && lead->relative == QC_RELATIVE_EACH) {
        plan_rule(plan, QC_RULE_DATES_SET, before.start);
        return;
    }
    if (holiday_start(work, before) < before.end) {
        plan_rule(plan, QC_RULE_DATES_HOLIDAY, holiday_start(work, before));
        return;
    }
    uint64_t allowed = sides;
    if (lead && lead->relative == QC_RELATIVE_FOLLOWING &&
        qc_span_is(view, qc_date_word_before(work, before.start), "the"))
        allowed |= QC_RELATIVE_BIT(FOLLOWING);
    size_t start = qc_date_look_back(work, at, allowed);
    next_token next = look_ahead(view, qc_word_at(view, at).end);
    bool daypart = next.relative >= QC_RELATIVE_MORNING && next.relative <= QC_RELATIVE_NIGHT;
    bool more =
        next.digit || next.classes & (QC_WORD_MONTH) || daypart || (next.dash && next.classes & QC_WORD_WEEKDAY) ||
        joins(view, &next, QC_WORD_WEEKDAY) || next.relative == QC_RELATIVE_LAST || next.relative == QC_RELATIVE_NEXT ||
        next.relative == QC_RELATIVE_THIS || qc_span_is(view, next.span, "the") || qc_span_is(view, next.span, "of");
    if (start < at || more)
        plan_rule(plan, start < at ? QC_RULE_DATES_LED_WEEKDAY : QC_RULE_DATES_WEEKDAY, start);
    else
        plan_plain(plan, word, at);
}

static bool is_moment(uint8_t relative)
{
    return relative == QC_RELATIVE_AGO || relative == QC_RELATIVE_EARLIER || relative == QC_RELATIVE_LATER ||
           relative == QC_RELATIVE_BEFORE || relative == QC_RELATIVE_AFTER;
}

/* The rule for a unit behind the modifier that begins at `start`. */
static int rule_of_modifier(const qc_work *work, size_t start)
{
    const qc_word *word = word_of(work, qc_word_at(&work->view, start));
    uint8_t relative = word ? word->relative : QC_RELATIVE_NONE;
    return relative == QC_RELATIVE_EACH   ? QC_RULE_DATES_SET
           : relative == QC_RELATIVE_SAME ? QC_RULE_DATES_SAME
                                          : QC_RULE_DATES_RELATIVE;
}

/* Does "ended", "of" or "to" follow, which may lead the end of a unit? */
static bool is_ending(const qc_view *view, const next_token *next)
{
    return next->relative == QC_RELATIVE_ENDED || qc_span_is(view, next->span, "of") ||
           qc_span_is(view, next->span, "to");
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

/* What a unit with no modifier before it may be by what follows: a year earlier, week ended May 10, year-end. */
static int rule_of_follower(const qc_view *view, size_t at, const qc_word *word)
{
    size_t end = qc_word_at(view, at).end;
    next_token next = look_ahead(view, end);
    if (!next.comma &&
        (is_moment(next.relative) || qc_span_is(view, next.span, "from") || qc_span_is(view, next.span, "hence")))
        return QC_RULE_DATES_AGO;
    if (next.relative == QC_RELATIVE_END || (qc_is_apostrophe(qc_at(view, end)) && qc_at(view, end + 1) == 's'))
        return QC_RULE_DATES_YEAR_END;
    if (is_ending(view, &next))
        return QC_RULE_DATES_ENDING;
    return word->relative == QC_RELATIVE_WEEKEND ? QC_RULE_DATES_RELATIVE : QC_DATE_NO_RULE;
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
static bool is_end(const qc_view *view, size_t at, qc_span before)
{
    uint8_t relative = qc_date_relative(view, before);
    if (relative == QC_RELATIVE_FINAL)
        return true;
    return relative == QC_RELATIVE_LAST && qc_span_is(view, qc_word_after(view, qc_word_at(view, at).end), "of");
}

/* A unit that is part of a longer expression in spite of what leads it: the same year-ago quarter, the fiscal year
 * ended May 31, the same stage last year. */
static bool plan_led_unit(const qc_work *work, size_t at, const qc_word *word, qc_span before, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    uint8_t lead = qc_date_relative(view, before);
    size_t end = at + word->text_length;
    if (lead == QC_RELATIVE_SAME && qc_at(view, end) == '-') {
        if (is_moment(look_ahead(view, end).relative))
            plan_rule(plan, QC_RULE_DATES_AGO, at);
    } else if (lead == QC_RELATIVE_FISCAL) {
        next_token next = look_ahead(view, end);
        if (is_ending(view, &next))
            plan_rule(plan, QC_RULE_DATES_ENDING, before.start);
    } else if (word->time_unit == QC_TIME_YEAR && lead && same_start(work, before) < before.start)
        plan_rule(plan, QC_RULE_DATES_SAME, same_start(work, before));
    return plan->rule != QC_DATE_NO_RULE;
}

/* Where "first and" begins before the second ordinal of a list of quarters; the ordinal's own start where none does. */
static size_t list_start(const qc_work *work, const qc_word *unit, qc_span ordinal)
{
    const qc_view *view = &work->view;
    if (unit->time_unit != QC_TIME_QUARTER)
        return ordinal.start;
    qc_span join = qc_date_word_before(work, ordinal.start);
    if (!is_joiner(view, join))
        return ordinal.start;
    qc_span first = qc_date_word_before(work, join.start);
    return qc_date_classes(view, first) & QC_WORD_ORDINAL ? first.start : ordinal.start;
}

static void plan_unit(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    qc_span before = qc_date_word_before(work, at);
    const qc_word *lead = word_of(work, before);
    bool article = qc_span_is(view, before, "a") || qc_span_is(view, before, "an");
    if (plan_led_unit(work, at, word, before, plan))
        return;
    if (is_capital(view, at) && holiday_start(work, before) < before.end) {
        plan_rule(plan, QC_RULE_DATES_HOLIDAY, holiday_start(work, before));
    } else if (is_end(view, at, before) || (lead && lead->classes & QC_WORD_ORDINAL)) {
        plan_rule(plan, QC_RULE_DATES_ORDINAL,
                  qc_date_look_back(work, list_start(work, word, before), QC_RELATIVE_BIT(FISCAL)));
    } else if (article && set_start(work, before) < before.start) {
        plan_rule(plan, QC_RULE_DATES_SET, set_start(work, before));
    } else if (other_start(work, before) < before.start) {
        plan_rule(plan, QC_RULE_DATES_SET, other_start(work, before));
    } else {
        size_t start = qc_date_look_back(work, at, parts | sides | anchored | moments);
        int rule = start < at ? rule_of_modifier(work, start) : rule_of_follower(view, at, word);
        if (rule != QC_DATE_NO_RULE)
            plan_rule(plan, rule, rule == QC_RULE_DATES_AGO && article ? before.start : start);
    }
}

static bool is_one_of(const qc_view *view, qc_span span, const char *const *words)
{
    for (; *words; words++)
        if (qc_span_is(view, span, *words))
            return true;
    return false;
}

/* A season is a date with a modifier or a year, or behind a preposition of time: "fall" and "spring" are verbs too. */
static void plan_season(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    static const char *const prepositions[] = {"in",   "during", "by",      "since", "until",
                                               "over", "before", "through", NULL};
    const qc_view *view = &work->view;
    size_t start = qc_date_look_back(work, at, parts | sides | anchored);
    next_token next = look_ahead(view, qc_word_at(view, at).end);
    if (start < at || (next.digit && !next.dash) || of_digit(view, &next) || year_follows(view, &next)) {
        plan_rule(plan, QC_RULE_DATES_SEASON, start);
        return;
    }
    qc_span before = qc_date_word_before(work, at);
    if (qc_span_is(view, before, "the"))
        before = qc_date_word_before(work, before.start);
    if (is_one_of(view, before, prepositions))
        plan_plain(plan, word, at);
}

/* Half past ten, a quarter to nine. */
static bool is_spoken_time(const qc_view *view, size_t at, const qc_word *word)
{
    size_t start = qc_skip_space(view, at + word->text_length);
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
    next_token next = look_ahead(view, unit.end);
    return !next.comma && (is_moment(next.relative) || qc_span_is(view, next.span, "from"));
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
        const qc_word *word = word_of_span(view, span);
        if (!word || word->classes & QC_WORD_TIME_UNIT)
            return word ? span : (qc_span){0, 0};
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
            plan_rule(plan, QC_RULE_DATES_AGO, at);
    } else if (is_spoken_time(view, at, word))
        plan_rule(plan, QC_RULE_DATES_SPOKEN, at);
    else if (word->classes & QC_WORD_NUMBER) {
        qc_span unit = unit_behind(view, at + word->text_length);
        if (unit.end > unit.start)
            qc_date_plan_length(work, at, unit, plan);
    }
}

static void plan_relative(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    if (word->relative >= QC_RELATIVE_WEEKEND && word->relative <= QC_RELATIVE_SESSION)
        plan_unit(work, at, word, plan);
    else if (word->relative >= QC_RELATIVE_MORNING && word->relative <= QC_RELATIVE_NIGHT) {
        size_t start = qc_date_look_back(work, at, sides | anchored | QC_RELATIVE_BIT(EACH));
        if (start < at)
            plan_rule(plan,
                      rule_of_modifier(work, start) == QC_RULE_DATES_SET ? QC_RULE_DATES_SET : QC_RULE_DATES_RELATIVE,
                      start);
    } else if (word->relative == QC_RELATIVE_NOON || word->relative == QC_RELATIVE_MIDNIGHT ||
               (word->relative >= QC_RELATIVE_HOURLY && word->relative <= QC_RELATIVE_YEARLY))
        plan_plain(plan, word, at);
}

void qc_date_plan_word(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan)
{
    const qc_view *view = &work->view;
    if (word->classes & QC_WORD_MONTH)
        plan_month(work, at, word, plan);
    else if (word->classes & QC_WORD_WEEKDAY)
        plan_weekday(work, at, word, plan);
    else if (word->classes & QC_WORD_DATE_WORD) {
        next_token next = look_ahead(view, qc_word_at(view, at).end);
        if (!next.comma && next.relative >= QC_RELATIVE_MORNING && next.relative <= QC_RELATIVE_NIGHT)
            plan_rule(plan, QC_RULE_DATES_WORD, at);
        else
            plan_plain(plan, word, at);
    } else if (word->classes & QC_WORD_HOLIDAY) {
        if (is_capital(view, at))
            plan_rule(plan, QC_RULE_DATES_HOLIDAY, qc_date_look_back(work, at, sides));
    } else if (word->classes & QC_WORD_SEASON)
        plan_season(work, at, word, plan);
    else if (word->classes & QC_WORD_NUMBER && !(word->classes & QC_WORD_TIME_UNIT))
        plan_number(work, at, word, plan);
    else if (word->classes & QC_WORD_TIME_UNIT && is_spoken_time(view, at, word))
        plan_rule(plan, QC_RULE_DATES_SPOKEN, at);
    else if (word->classes & QC_WORD_TIME_UNIT)
        plan_unit(work, at, word, plan);
    else if (word->classes & QC_WORD_RELATIVE)
        plan_relative(work, at, word, plan);
}
