/* What the parts of an expression say together: its form, and whether it is a date at all.
 *
 * In: the parts that a rule of the grammar read. Out: form, kind, rule, open ends; or false. It knows the words around an
 * expression, never the date of the document.
 */
#include "calendar.h"
#include "date_rules.h"

#include <math.h>

static qc_span word_before(const qc_work *work, size_t at)
{
    return qc_word_before(&work->view, at);
}

static uint8_t relative_of(const qc_view *view, qc_span span)
{
    const qc_word *word = span.end > span.start ? qc_lexicon_word(view, span) : NULL;
    return word ? word->relative : QC_RELATIVE_NONE;
}

static uint32_t classes_of(const qc_view *view, qc_span span)
{
    return span.end > span.start ? qc_lexicon_classes(view, span) : 0;
}

static bool is_possessive(const qc_view *view, size_t end)
{
    return qc_is_apostrophe(qc_at(view, end)) && qc_lower(qc_at(view, end + 1)) == 's';
}

/* Where the expression with its article begins. */
static size_t skip_article(const qc_work *work, const qc_mention *mention)
{
    return mention->date.article ? word_before(work, mention->start).start : mention->start;
}

/* Does "the" belong to the expression, or to the noun behind it: since the first quarter, since the May 5 attack? */
static bool owns_article(const qc_date_parts *parts)
{
    return parts->part || (parts->form != QC_DATE_DAYS && parts->form != QC_DATE_HOLIDAY &&
                           !(parts->form == QC_DATE_YEARS && parts->unit != QC_TIME_DECADE));
}

/* since, after: the end is open; until, before, through: the start is. "After Monday's ruling" says nothing of Monday. */
static void read_open_ends(const qc_work *work, qc_mention *mention)
{
    const qc_view *view = &work->view;
    if (is_possessive(view, mention->end) || (mention->date.article && !owns_article(&mention->date)))
        return;
    qc_span before = word_before(work, skip_article(work, mention));
    uint8_t relative = relative_of(view, before);
    if (relative == QC_RELATIVE_SINCE || relative == QC_RELATIVE_AFTER)
        mention->flags |= QC_FLAG_OPEN_END;
    else if (relative == QC_RELATIVE_UNTIL || relative == QC_RELATIVE_BEFORE ||
             (qc_span_is(view, before, "to") && qc_span_is(view, word_before(work, before.start), "prior")))
        mention->flags |= QC_FLAG_OPEN_START;
}

/* The second end of a list is dropped where it does not touch the first: "March and May 2024" are two rows, of one year. */
static void drop_second_end(const qc_view *view, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    mention->end = qc_skip_space_back(view, mention->noun.start);
    if (parts->month2 && !parts->year)
        parts->year = parts->year2;
    parts->month2 = parts->day2 = parts->weekday2 = 0;
    parts->year2 = 0;
    parts->list = false;
}

static bool touches(const qc_date_parts *parts)
{
    if (parts->weekday2)
        return parts->weekday2 == parts->weekday % 7 + 1;
    if (parts->day2)
        return !parts->month2 && parts->day2 == parts->day + 1;
    if (parts->month2)
        return parts->month2 == parts->month % 12 + 1;
    int step = parts->unit == QC_TIME_DECADE ? 10 : 1;
    return parts->year2 == parts->year + step;
}

static void check_list(const qc_work *work, qc_mention *mention)
{
    bool between = qc_span_is(&work->view, word_before(work, mention->start), "between");
    if (mention->date.list && !between && !touches(&mention->date))
        drop_second_end(&work->view, mention);
    mention->noun = (qc_span){0, 0};
}

static bool is_day_of_month(int month, int day)
{
    return !day || (day >= 1 && day <= (month ? qc_days_in_month(2000, month) : 31)); /* 2000: a leap year */
}

/* Days and months: in their ranges, a range forwards. */
static bool check_days(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    parts->form = QC_DATE_DAYS;
    check_list(work, mention);
    int month2 = parts->month2 ? parts->month2 : parts->month;
    if (!is_day_of_month(parts->month, parts->day) || !is_day_of_month(month2, parts->day2))
        return false;
    return !parts->day2 || parts->month2 || parts->day2 > parts->day;
}

static bool is_capital_word(const qc_view *view, qc_span span)
{
    return span.end > span.start && qc_is_upper(qc_at(view, span.start));
}

/* A month by itself is a word or a name too: May I, Theresa May, June Smith, march on. */
static bool is_month_alone(const qc_work *work, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span before = word_before(work, mention->start), behind = qc_word_after(view, mention->end);
    uint32_t lead = classes_of(view, before);
    if (lead & (QC_WORD_PREPOSITION | QC_WORD_DETERMINER | QC_WORD_RELATIVE))
        return true;
    bool name_behind = is_capital_word(view, behind) && qc_at(view, mention->end) == ' ' && !(classes_of(view, behind) & QC_WORD_MONTH);
    bool name_before = is_capital_word(view, before) && !lead && before.end + 1 == mention->start;
    uint32_t own = classes_of(view, (qc_span){mention->start, mention->end});
    if (own & (QC_WORD_AUXILIARY | QC_WORD_VERB | QC_WORD_ABBREVIATION) || mention->end - mention->start <= 5)
        return !name_behind && !(name_before && mention->end - mention->start == 3) && !(own & QC_WORD_AUXILIARY && before.end == before.start && qc_is_letter(qc_at(view, behind.start)));
    return !name_behind || !name_before;
}

/* A number of something stands there, not a year: a unit, a scale or a percent sign behind it. */
static bool is_amount(const qc_work *work, size_t end)
{
    const qc_view *view = &work->view;
    size_t next = qc_skip_space(view, end);
    qc_unit_match unit;
    if (qc_at(view, next) == '%' || qc_is_currency(qc_at(view, next)))
        return true;
    if (next == end || !qc_is_letter(qc_at(view, next)))
        return false;
    return classes_of(view, qc_word_at(view, next)) & (QC_WORD_SCALE | QC_WORD_TIME_UNIT) ||
           (qc_lexicon_unit(view, next, &unit) && !(unit.flags & QC_UNIT_NEEDS_GLUE));
}

static bool is_plural(const qc_view *view, size_t end)
{
    qc_span word = qc_word_after(view, end);
    if (word.end - word.start < 4 || is_capital_word(view, word))
        return false;
    uint32_t classes = classes_of(view, word);
    if (classes & QC_WORD_PLURAL)
        return true;
    return qc_lower(qc_at(view, word.end - 1)) == 's' && qc_lower(qc_at(view, word.end - 2)) != 's' &&
           !(classes & (QC_WORD_SINGULAR_S | QC_WORD_VERB | QC_WORD_AUXILIARY | QC_WORD_PREPOSITION | QC_WORD_PRONOUN | QC_WORD_DETERMINER));
}

/* Prepositions behind which a number of four digits is a year, and those behind which a plural noun makes it an amount. */
static bool is_time_lead(const qc_view *view, qc_span before, bool *weak)
{
    static const char *const strong[] = {"in", "since", "by", "during", "until", "till", "circa", "mid", "pre", "post", "year", "late", "early", NULL};
    static const char *const weaker[] = {"of", "for", "from", "to", "through", "between", "before", "after", "and", "vs", "versus", "than",
                                         "throughout", "with", "on", "or", "around", NULL};
    for (const char *const *word = strong; *word; word++)
        if (qc_span_is(view, before, *word)) {
            *weak = false;
            return true;
        }
    for (const char *const *word = weaker; *word; word++)
        if (qc_span_is(view, before, *word)) {
            *weak = true;
            return true;
        }
    return false;
}

/* Did a year end just before, in a list of years: 1994, 1995 and 1997? */
static bool follows_year(const qc_work *work, size_t start)
{
    if (!work->mention_count)
        return false;
    const qc_mention *last = &work->mentions[work->mention_count - 1];
    return last->kind == QC_KIND_DATE && (last->date.form == QC_DATE_YEARS || last->date.year) && start - last->end <= 6;
}

bool qc_date_year_alone(const qc_work *work, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    size_t start = mention->start;
    int year = mention->date.year;
    if (is_amount(work, mention->end) || qc_is_currency(qc_at(view, qc_skip_space_back(view, start) - 1)))
        return false;
    uint8_t mark = qc_at(view, qc_skip_space_back(view, start) - 1);
    qc_span before = qc_date_word_before(work, start);
    uint32_t classes = classes_of(view, before);
    bool weak = true;
    if (is_time_lead(view, before, &weak))
        return (year >= 1900 || !weak) && !(weak && is_plural(view, mention->end) && !follows_year(work, start)) &&
               (year >= 1700 || qc_span_is(view, before, "in") || qc_span_is(view, before, "since"));
    if (year < 1900)
        return false;
    if (mark == '(' || mark == '[' || (is_possessive(view, mention->end) && !is_plural(view, mention->end)))
        return true;
    bool owner = before.end - before.start == 1 && qc_lower(qc_at(view, before.start)) == 's' && qc_is_apostrophe(qc_at(view, before.start - 1));
    if (owner || classes & (QC_WORD_MONTH | QC_WORD_SEASON))
        return true;
    if (classes & QC_WORD_DETERMINER)
        return qc_is_letter(qc_at(view, qc_word_after(view, mention->end).start));
    return follows_year(work, start);
}

/* 2009-10 is two years where the second is later, else a month. */
static bool check_short_end(const qc_view *view, qc_date_parts *parts, size_t end)
{
    int rest = parts->year % 100;
    if (parts->year2 > rest) {
        parts->year2 = (int16_t)(parts->year - rest + parts->year2);
        return true;
    }
    if (parts->year2 == 0 && rest == 99) { /* 1999-00 */
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

static bool check_years(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    parts->form = QC_DATE_YEARS;
    check_list(work, mention);
    bool fiscal = mention->flags & QC_FLAG_FISCAL;
    if (parts->unit == QC_TIME_DECADE)
        return !is_amount(work, mention->end);
    if (parts->year < 100 && !fiscal)
        return false;
    if (parts->year2 && parts->year2 < 100 && parts->year >= 100 && !check_short_end(view, parts, mention->end))
        return false;
    if (parts->year2 && (parts->year2 <= parts->year || (!fiscal && (parts->year < 1900 || is_amount(work, mention->end)))))
        return false;
    if (parts->year2 || parts->month || fiscal || (parts->part && parts->year >= 1900))
        return !is_amount(work, mention->end) || fiscal;
    return qc_date_year_alone(work, mention);
}

/* 05/06/2024: the number above 12 is the day; where none is, the option decides and the flag says so. */
static bool check_numeric(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    uint8_t sign = qc_at(&work->view, mention->start + (qc_is_digit(qc_at(&work->view, mention->start + 1)) ? 2 : 1));
    bool written_year_first = qc_is_digit(sign);
    bool swap = parts->month > 12;
    if (!written_year_first && !swap && parts->day <= 12 && parts->day != parts->month && sign != '.') {
        mention->flags |= QC_FLAG_AMBIGUOUS_DATE;
        swap = !work->options->day_first;
    }
    if (swap && !written_year_first) {
        int8_t day = parts->day;
        parts->day = parts->month;
        parts->month = day;
    }
    if (parts->month < 1 || parts->month > 12 || parts->day < 1 || (parts->year >= 100 && (parts->year < 1500 || parts->year > 2099)))
        return false;
    bool valid = check_days(work, mention);
    if (parts->hour >= 0)
        parts->form = QC_DATE_CLOCK;
    return valid;
}

/* Does a clock time follow these words? */
static bool is_time_preposition(const qc_view *view, qc_span before)
{
    static const char *const words[] = {"at", "by", "until", "till", "around", "about", "before", "after", "since", "from", "between", "to", NULL};
    for (const char *const *word = words; *word; word++)
        if (qc_span_is(view, before, *word))
            return true;
    return false;
}

static bool check_clock(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    bool led = is_time_preposition(view, word_before(work, mention->start));
    parts->form = QC_DATE_CLOCK;
    if (parts->hour < 0 || parts->hour > 23 || (qc_is_digit(qc_at(view, mention->end - 1)) && !led))
        return false;
    if (parts->daypart) {
        if (!led)
            return false;
        if (parts->daypart != QC_RELATIVE_MORNING && parts->hour < 12)
            parts->hour = (int8_t)(parts->hour + 12);
    } else if (qc_lower(qc_at(view, mention->end - 1)) == 'k') /* o'clock */
        parts->half_day = true;
    return true;
}

/* What a unit with "last", "that", "the end of" is a date, and what is none: "last time", "this hour". */
static bool check_relative(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    parts->form = QC_DATE_RELATIVE;
    if (qc_at(view, mention->end) == '-' && qc_is_letter(qc_at(view, mention->end + 1)) && parts->unit != QC_TIME_WEEKEND)
        return false;
    if (parts->daypart)
        return parts->relative != QC_RELATIVE_PAST && parts->relative != QC_RELATIVE_COMING;
    if (parts->ordinal && (parts->unit == QC_TIME_QUARTER || parts->unit == QC_TIME_HALF))
        return true;
    bool anchor = parts->relative == QC_RELATIVE_PREVIOUS || parts->relative == QC_RELATIVE_LAST;
    if (parts->unit == QC_TIME_SESSION)
        return anchor;
    if (parts->unit == QC_TIME_PERIOD)
        return parts->of_unit != 0;
    if (parts->unit == QC_TIME_WEEKEND)
        return true;
    if (parts->unit < QC_TIME_DAY || parts->unit == QC_TIME_SEASON)
        return false;
    if (!parts->relative)
        return parts->part == QC_RELATIVE_BEGINNING || parts->part == QC_RELATIVE_END || parts->part == QC_RELATIVE_MID;
    if (parts->unit == QC_TIME_DAY)
        return parts->relative != QC_RELATIVE_LAST && parts->relative != QC_RELATIVE_PAST && parts->relative != QC_RELATIVE_THIS &&
               parts->relative != QC_RELATIVE_COMING && parts->relative != QC_RELATIVE_CURRENT;
    return true;
}

static bool check_same(qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    parts->form = QC_DATE_RELATIVE;
    bool larger = parts->of_unit || parts->year;
    return parts->unit >= QC_TIME_DAY && (larger || parts->unit < QC_TIME_PERIOD);
}

/* "The day before" is a date where a clause ends; before a noun it is a distance from an event. */
static bool ends_clause(const qc_view *view, size_t end)
{
    size_t next = qc_skip_space(view, end);
    if (!qc_is_word(qc_at(view, next)))
        return qc_at(view, next) != '$' && !qc_is_quote(qc_at(view, next));
    return classes_of(view, qc_word_at(view, next)) & (QC_WORD_CONJUNCTION | QC_WORD_PREPOSITION | QC_WORD_AUXILIARY | QC_WORD_VERB);
}

static bool check_ago(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    parts->form = QC_DATE_AGO;
    if (!parts->count)
        parts->count = 1;
    if ((parts->direction == QC_RELATIVE_BEFORE || parts->direction == QC_RELATIVE_AFTER) && !ends_clause(&work->view, mention->end))
        return false;
    return parts->unit >= QC_TIME_DAY && parts->unit <= QC_TIME_CENTURY && parts->unit != QC_TIME_SEASON;
}

/* The number before a unit: whole, or of half years, which are months. */
static bool take_count(const qc_view *view, const qc_number *number, qc_date_parts *parts)
{
    double count = qc_number_value(view, number);
    if (count != floor(count) && parts->unit == QC_TIME_YEAR) {
        count *= 12;
        parts->unit = QC_TIME_MONTH;
    }
    if (!(count >= 1 && count <= 9999) || count != floor(count))
        return false;
    parts->count = (int16_t)count;
    return true;
}

/* The past two years: a duration with a period. */
static bool check_span(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    qc_unit_match unit;
    qc_span word = qc_date_word_after(&work->view, plan->number.end);
    if (!qc_lexicon_unit(&work->view, word.start, &unit))
        return false;
    mention->kind = QC_KIND_DURATION;
    mention->dimension = QC_DIMENSION_DURATION;
    mention->number = plan->number;
    mention->unit = unit.unit;
    mention->date.form = QC_DATE_LENGTH;
    return true;
}

static bool check_length(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    qc_span lead = plan->surface < plan->number.start ? qc_word_at(view, plan->surface) : (qc_span){0, 0};
    bool counted = take_count(view, &plan->number, parts);
    if (parts->direction && counted) {
        if (lead.end > lead.start)
            mention->start = plan->number.start;
        return check_ago(work, mention);
    }
    if (parts->month && counted) {
        if (lead.end > lead.start)
            mention->start = plan->number.start;
        parts->form = QC_DATE_ENDING;
        return parts->unit >= QC_TIME_DAY;
    }
    if (lead.end == lead.start)
        return false;
    bool larger = parts->of_unit || parts->month || parts->year;
    parts->relative = relative_of(view, lead);
    if (qc_span_is(view, lead, "first") || larger) {
        parts->form = QC_DATE_PART;
        parts->ordinal = qc_span_is(view, lead, "first") ? 1 : -1;
        parts->relative = QC_RELATIVE_NONE;
        return counted && parts->unit >= QC_TIME_DAY && (larger || parts->unit == QC_TIME_MONTH);
    }
    return check_span(work, plan, mention);
}

static bool check_part(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    parts->form = QC_DATE_PART;
    if (qc_at(view, mention->end) == '-' && qc_is_letter(qc_at(view, mention->end + 1)))
        return false;
    int most = parts->unit == QC_TIME_CENTURY ? 21 : parts->unit == QC_TIME_QUARTER ? 4 : parts->unit == QC_TIME_HALF ? 2 : 31;
    return parts->ordinal <= most;
}

/* H2 is hydrogen too, and Q3 a car: a half without a year needs a preposition, a quarter no name before it. */
static bool check_quarter(const qc_work *work, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span before = word_before(work, mention->start);
    uint32_t classes = classes_of(view, before);
    bool bare = !mention->date.year && !mention->date.of_unit;
    if (bare && mention->date.unit == QC_TIME_HALF && !(classes & QC_WORD_PREPOSITION))
        return false;
    if (bare && classes & QC_WORD_NAME_BEFORE)
        return false;
    return check_part(work, mention);
}

/* "Annual" and "monthly" before a noun are no dates; "daily" is one. */
static bool check_frequency(const qc_work *work, qc_mention *mention)
{
    static const uint8_t units[] = {QC_TIME_HOUR, QC_TIME_DAY, QC_TIME_DAY, QC_TIME_WEEK, QC_TIME_MONTH, QC_TIME_QUARTER, QC_TIME_YEAR};
    const qc_view *view = &work->view;
    uint8_t relative = mention->date.relative;
    mention->date.form = QC_DATE_SET;
    mention->date.unit = units[relative - QC_RELATIVE_HOURLY];
    bool starts = mention->start == 0 || qc_at(view, qc_skip_space_back(view, mention->start) - 1) == '.';
    if (qc_is_upper(qc_at(view, mention->start)) && !starts)
        return false;
    if (relative == QC_RELATIVE_DAILY || relative == QC_RELATIVE_YEARLY)
        return true;
    size_t next = qc_skip_space(view, mention->end);
    if (!qc_is_word(qc_at(view, next)))
        return qc_at(view, next) != '-';
    return classes_of(view, qc_word_at(view, next)) & (QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_AUXILIARY | QC_WORD_PRONOUN);
}

static bool check_season(const qc_work *work, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_date_parts *parts = &mention->date;
    parts->form = QC_DATE_SEASON;
    qc_span word = qc_word_before(view, mention->end);
    bool verb = qc_span_is(view, word, "fall") || qc_span_is(view, word, "spring");
    if (!verb || parts->year || parts->of_unit)
        return true;
    qc_span behind = qc_word_after(view, mention->end);
    bool of = qc_span_is(view, behind, "of") || qc_span_is(view, behind, "in");
    return !of && !(parts->relative && parts->article) && (parts->relative || parts->article || parts->part);
}

static bool check_plain(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_date_parts *parts = &mention->date;
    if (!plan->plain)
        return check_years(work, mention);
    if (parts->month)
        return is_month_alone(work, mention) && check_days(work, mention);
    if (parts->weekday)
        return mention->end - mention->start >= 6 && check_days(work, mention);
    if (parts->season)
        return check_season(work, mention);
    if (parts->relative >= QC_RELATIVE_HOURLY && parts->relative <= QC_RELATIVE_YEARLY)
        return check_frequency(work, mention);
    if (parts->relative) {
        parts->hour = parts->relative == QC_RELATIVE_NOON ? 12 : 0;
        parts->minute = 0;
        parts->form = QC_DATE_CLOCK;
        return true;
    }
    parts->form = QC_DATE_WORD;
    qc_span before = word_before(work, mention->start);
    return !(qc_is_upper(qc_at(view, mention->start)) && is_capital_word(view, before)); /* USA Today */
}

/* The checks of each rule, in the order of the grammar. */
static bool check_rule(const qc_work *work, int rule, const qc_date_plan *plan, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    switch (rule) {
    case QC_DATE_PLAIN:
        return check_plain(work, plan, mention);
    case QC_RULE_DATES_MONTH:
        if (parts->unit) { /* the June quarter */
            parts->ordinal = (int8_t)(parts->unit == QC_TIME_QUARTER ? (parts->month + 2) / 3 : (parts->month + 5) / 6);
            parts->month = 0;
            return check_part(work, mention);
        }
        if (!parts->day && !parts->year && !parts->month2 && !parts->relative && !parts->part && !parts->of_unit && !is_month_alone(work, mention))
            return false;
        return check_days(work, mention);
    case QC_RULE_DATES_DAY:
    case QC_RULE_DATES_WEEKDAY:
        return check_days(work, mention);
    case QC_RULE_DATES_NUMERIC:
        return check_numeric(work, mention);
    case QC_RULE_DATES_CLOCK:
    case QC_RULE_DATES_SPOKEN:
        return check_clock(work, mention);
    case QC_RULE_DATES_YEAR:
        return check_years(work, mention);
    case QC_RULE_DATES_QUARTER:
        return check_quarter(work, mention);
    case QC_RULE_DATES_RELATIVE:
        return check_relative(work, mention);
    case QC_RULE_DATES_SAME:
        return check_same(mention);
    case QC_RULE_DATES_ORDINAL:
        return check_part(work, mention);
    case QC_RULE_DATES_AGO:
        return check_ago(work, mention);
    case QC_RULE_DATES_ENDING:
        parts->form = QC_DATE_ENDING;
        parts->count = 1;
        return parts->of_relative == QC_RELATIVE_NONE || parts->unit == QC_TIME_WEEK || parts->unit == QC_TIME_WEEKEND;
    case QC_RULE_DATES_YEAR_END:
        parts->form = QC_DATE_RELATIVE;
        return true;
    case QC_RULE_DATES_SET:
        parts->form = QC_DATE_SET;
        return true;
    case QC_RULE_DATES_WORD:
        parts->form = QC_DATE_WORD;
        return true;
    case QC_RULE_DATES_LENGTH:
        return check_length(work, plan, mention);
    case QC_RULE_DATES_SEASON:
        return check_season(work, mention);
    default:
        parts->form = QC_DATE_HOLIDAY;
        return true;
    }
}

bool qc_date_check(const qc_work *work, int rule, const qc_date_plan *plan, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    mention->kind = QC_KIND_DATE;
    mention->dimension = QC_DIMENSION_CALENDAR;
    mention->rule = rule != QC_DATE_PLAIN ? QC_RULE_DATE_GRAMMAR : plan->plain ? QC_RULE_DATE_WORD : QC_RULE_DATE_YEAR;
    parts->article = qc_span_is(&work->view, word_before(work, mention->start), "the");
    if (!check_rule(work, rule, plan, mention))
        return false;
    if (parts->form == QC_DATE_CLOCK) {
        mention->kind = QC_KIND_TIME;
        mention->rule = QC_RULE_TIME_CLOCK;
    } else if (parts->form != QC_DATE_SET && parts->form != QC_DATE_LENGTH)
        read_open_ends(work, mention);
    if (parts->part)
        mention->flags |= QC_FLAG_APPROXIMATE;
    return true;
}
