/* What the parts of an expression say together: its form, and whether it is a date at all.
 *
 * In: the parts that a rule of the grammar read. Out: form, kind, rule, open ends; or false. It knows the words around
 * an expression, never the date of the document.
 */
#include "calendar.h"
#include "date_rules.h"

/* The second end of a list is dropped where it does not touch the first: "March and May 2024" are two rows, of one
 * year. */
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

void qc_date_check_list(const qc_work *work, qc_mention *mention)
{
    bool between = qc_span_is(&work->view, qc_word_before(&work->view, mention->start), "between");
    if (mention->date.list && !between && !touches(&mention->date))
        drop_second_end(&work->view, mention);
    mention->noun = (qc_span){0, 0};
}

static bool is_day_of_month(int month, int day)
{
    static const uint8_t most[] = {31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}; /* of no month; January ... */
    return !day || (day >= 1 && day <= most[month]);
}

/* Days and months: in their ranges, a range forwards. */
static bool check_days(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    parts->form = QC_DATE_DAYS;
    qc_date_check_list(work, mention);
    int month2 = parts->month2 ? parts->month2 : parts->month;
    if (!is_day_of_month(parts->month, parts->day) || !is_day_of_month(month2, parts->day2))
        return false;
    return !parts->day2 || parts->month2 || parts->day2 > parts->day;
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
    if (parts->month < 1 || parts->month > 12 || parts->day < 1 ||
        (parts->year > QC_DATE_YEAR_00 && (parts->year < 1500 || parts->year > 2099)))
        return false;
    bool valid = check_days(work, mention);
    if (parts->hour >= 0)
        parts->form = QC_DATE_CLOCK;
    return valid;
}

/* Does a clock time follow these words? */
static bool is_time_preposition(const qc_view *view, qc_span before)
{
    static const char *const words[] = {"at",    "by",    "until", "till",    "around", "about", "before",
                                        "after", "since", "from",  "between", "to",     NULL};
    return qc_date_is_one_of(view, before, words);
}

static bool check_clock(const qc_work *work, qc_mention *mention)
{
    enum { EVENING = 6 };
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    bool led = is_time_preposition(view, qc_word_before(&work->view, mention->start));
    parts->form = QC_DATE_CLOCK;
    if (parts->hour < 0 || parts->hour > 23 || (qc_is_digit(qc_at(view, mention->end - 1)) && !led))
        return false;
    if (parts->daypart) {
        if (!led)
            return false;
        bool small = parts->daypart == QC_RELATIVE_NIGHT && parts->hour < EVENING; /* 2 at night */
        if (parts->daypart != QC_RELATIVE_MORNING && parts->hour < 12 && !small)
            parts->hour = (int8_t)(parts->hour + 12);
    } else if (qc_lower(qc_at(view, mention->end - 1)) == 'k') /* o'clock */
        parts->half_day = true;
    return true;
}

/* Does a hyphen tie the expression to a word behind it: a last-minute deal, the same week-long fair? */
static bool is_compound(const qc_view *view, const qc_mention *mention)
{
    return qc_at(view, mention->end) == '-' && qc_is_letter(qc_at(view, mention->end + 1));
}

/* What a unit with "last", "that", "the end of" is a date, and what is none: "last time", "this hour". */
static bool check_relative(const qc_work *work, qc_mention *mention)
{
    static const uint64_t no_daypart = QC_RELATIVE_BIT(PAST) | QC_RELATIVE_BIT(COMING),
                          no_day = QC_RELATIVE_BIT(LAST) | QC_RELATIVE_BIT(PAST) | QC_RELATIVE_BIT(THIS) |
                                   QC_RELATIVE_BIT(COMING) | QC_RELATIVE_BIT(CURRENT),
                          part_of = QC_RELATIVE_BIT(BEGINNING) | QC_RELATIVE_BIT(END) | QC_RELATIVE_BIT(MID);
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    parts->form = QC_DATE_RELATIVE;
    if (is_compound(view, mention) && parts->unit != QC_TIME_WEEKEND)
        return false;
    if (parts->daypart)
        return !(no_daypart >> parts->relative & 1);
    if (parts->unit == QC_TIME_SESSION)
        return parts->relative == QC_RELATIVE_PREVIOUS || parts->relative == QC_RELATIVE_LAST;
    if (parts->unit == QC_TIME_PERIOD)
        return parts->of_unit != 0;
    if (parts->unit == QC_TIME_WEEKEND)
        return true;
    if (parts->unit < QC_TIME_DAY || parts->unit == QC_TIME_SEASON)
        return false;
    if (!parts->relative)
        return (parts->inside && parts->unit > QC_TIME_DAY) || part_of >> parts->part & 1;
    return parts->unit != QC_TIME_DAY || !(no_day >> parts->relative & 1);
}

static bool check_same(const qc_view *view, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    parts->form = QC_DATE_RELATIVE;
    if (is_compound(view, mention))
        return false;
    bool larger = parts->of_unit || parts->year;
    return parts->unit >= QC_TIME_DAY && (larger || parts->unit < QC_TIME_PERIOD);
}

/* The second half of a match, the first quarter of an hour: of no year. */
static bool is_of_other(const qc_view *view, const qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    qc_span of = qc_word_after(view, mention->end);
    if (parts->year || parts->of_unit || parts->month || !qc_span_is(view, of, "of"))
        return false;
    qc_span article = qc_word_after(view, of.end);
    return qc_span_is(view, article, "a") || qc_span_is(view, article, "an");
}

static bool check_part(const qc_work *work, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    const qc_view *view = &work->view;
    parts->form = QC_DATE_PART;
    if (is_compound(view, mention))
        return false;
    mention->noun = (qc_span){0, 0};
    if (parts->ordinal2 ? parts->ordinal2 <= parts->ordinal || (parts->list && parts->ordinal2 != parts->ordinal + 1)
                        : is_of_other(view, mention))
        return false;
    int most = parts->unit == QC_TIME_CENTURY   ? 21
               : parts->unit == QC_TIME_QUARTER ? 4
               : parts->unit == QC_TIME_HALF    ? 2
                                                : 31;
    return parts->ordinal <= most;
}

static bool check_plain(const qc_work *work, const qc_date_plan *plan, const qc_date_front *front, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_date_parts *parts = &mention->date;
    if (!plan->plain)
        return qc_date_check_years(work, front, mention);
    if (parts->season) {
        parts->form = QC_DATE_SEASON;
        return qc_date_season_alone(work, plan->at, mention);
    }
    if (parts->relative >= QC_RELATIVE_HOURLY && parts->relative <= QC_RELATIVE_YEARLY) {
        static const uint8_t units[] = {QC_TIME_HOUR,  QC_TIME_DAY,     QC_TIME_DAY, QC_TIME_WEEK,
                                        QC_TIME_MONTH, QC_TIME_QUARTER, QC_TIME_YEAR};
        parts->form = QC_DATE_SET;
        parts->unit = units[parts->relative - QC_RELATIVE_HOURLY];
        return qc_date_frequency_alone(work, mention);
    }
    if (parts->relative) {
        if (qc_span_is(view, qc_word_before(&work->view, mention->start), "high"))
            return false;
        parts->hour = parts->relative == QC_RELATIVE_NOON ? 12 : 0;
        parts->minute = 0;
        parts->form = QC_DATE_CLOCK;
        return true;
    }
    parts->form = QC_DATE_WORD;
    qc_span before = qc_word_before(&work->view, mention->start);
    return !(qc_is_upper(qc_at(view, mention->start)) && qc_date_is_capital(view, before)); /* USA Today */
}

/* The week ended May 10; the week of May 6, but not the month of May. */
static bool check_ending(qc_date_parts *parts)
{
    parts->form = QC_DATE_ENDING;
    parts->count = 1;
    return !parts->inside || parts->unit == QC_TIME_WEEK || parts->unit == QC_TIME_WEEKEND;
}

/* "In May 10 percent": the number behind a month is an amount. */
static void drop_amount(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    if (!parts->day || parts->year || parts->of_unit || !qc_date_is_amount(work, mention->end))
        return;
    if (parts->list) { /* "on May 4 and 12 percent": the second number is */
        drop_second_end(&work->view, mention);
        mention->noun = (qc_span){0, 0};
        return;
    }
    mention->end = qc_word_at(&work->view, plan->at).end;
    parts->day = parts->day2 = parts->month2 = 0;
}

static bool check_month(const qc_work *work, const qc_date_plan *plan, const qc_date_front *front, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    drop_amount(work, plan, mention);
    if (parts->unit == QC_TIME_WEEK) { /* the February 16 week */
        parts->inside = true;
        return check_ending(parts);
    }
    if (parts->unit) { /* the June quarter */
        parts->ordinal = (int8_t)(parts->unit == QC_TIME_QUARTER ? (parts->month + 2) / 3 : (parts->month + 5) / 6);
        parts->month = 0;
        return check_part(work, mention);
    }
    bool alone = !parts->day && !parts->year && !parts->month2 && !parts->relative && !parts->part && !parts->of_unit;
    if (alone) {
        mention->rule = QC_RULE_DATE_WORD;
        if (!qc_date_month_alone(work, front, mention))
            return false;
    }
    return check_days(work, mention);
}

/* "Mon" and "Sun" by themselves are words. */
static bool check_weekday(const qc_work *work, const qc_date_plan *plan, qc_mention *mention)
{
    enum { SHORTEST = 6 };
    bool alone = mention->start == plan->at && mention->end == plan->at + plan->word->text_length;
    if (alone)
        mention->rule = QC_RULE_DATE_WORD;
    return (!alone || plan->word->text_length >= SHORTEST) && check_days(work, mention);
}

/* The checks of each rule, in the order of the grammar. */
static bool check_rule(const qc_work *work, int rule, const qc_date_plan *plan, const qc_date_front *front,
                       qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    switch (rule) {
    case QC_DATE_PLAIN:
        return check_plain(work, plan, front, mention);
    case QC_RULE_DATES_MONTH:
        return check_month(work, plan, front, mention);
    case QC_RULE_DATES_WEEKDAY:
        return check_weekday(work, plan, mention);
    case QC_RULE_DATES_DAY:
        return check_days(work, mention);
    case QC_RULE_DATES_NUMERIC:
        return check_numeric(work, mention);
    case QC_RULE_DATES_CLOCK:
    case QC_RULE_DATES_SPOKEN:
        return check_clock(work, mention);
    case QC_RULE_DATES_YEAR:
        return qc_date_check_years(work, front, mention);
    case QC_RULE_DATES_QUARTER:
        return qc_date_quarter_alone(work, mention) && check_part(work, mention);
    case QC_RULE_DATES_RELATIVE:
        return check_relative(work, mention);
    case QC_RULE_DATES_SAME:
        return check_same(&work->view, mention);
    case QC_RULE_DATES_ORDINAL:
        return check_part(work, mention);
    case QC_RULE_DATES_AGO:
        return qc_date_check_ago(work, mention);
    case QC_RULE_DATES_ENDING:
        return check_ending(parts);
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
        return qc_date_check_length(work, plan, mention);
    case QC_RULE_DATES_SEASON:
        parts->form = QC_DATE_SEASON;
        return qc_date_season_alone(work, plan->at, mention);
    default:
        parts->form = QC_DATE_HOLIDAY;
        return true;
    }
}

/* A full stop behind a whole word ends the sentence; behind Oct it belongs to the word. */
static void drop_full_stop(const qc_view *view, qc_mention *mention)
{
    if (qc_at(view, mention->end - 1) != '.')
        return;
    qc_span word = qc_word_before(view, mention->end - 1);
    if (qc_date_classes(view, word) & (QC_WORD_MONTH | QC_WORD_WEEKDAY) &&
        !(qc_date_classes(view, word) & QC_WORD_ABBREVIATION))
        mention->end--;
}

bool qc_date_check(const qc_work *work, int rule, const qc_date_plan *plan, qc_mention *mention)
{
    qc_date_parts *parts = &mention->date;
    mention->kind = QC_KIND_DATE;
    mention->dimension = QC_DIMENSION_CALENDAR;
    mention->rule = rule != QC_DATE_PLAIN ? QC_RULE_DATE_GRAMMAR : plan->plain ? QC_RULE_DATE_WORD : QC_RULE_DATE_YEAR;
    qc_date_front front = qc_date_look_front(work, &plan->lead, mention->start);
    parts->article = front.word && front.word->key == QC_KEY_THE;
    drop_full_stop(&work->view, mention);
    if (!check_rule(work, rule, plan, &front, mention))
        return false;
    if (parts->form == QC_DATE_CLOCK) {
        mention->kind = QC_KIND_TIME;
        mention->rule = QC_RULE_TIME_CLOCK;
    } else if (parts->form != QC_DATE_SET && parts->form != QC_DATE_LENGTH) {
        qc_date_read_around(work, &front, mention);
    }
    if (parts->part)
        mention->flags |= QC_FLAG_APPROXIMATE;
    return true;
}
