/* What the named groups of grammar/dates.txt say: from the span of a group to a part of the date. Words are looked up
 * in the lexicon, so that a grammar names classes of words and never what one of them means. */
#include "date_rules.h"

#include <stddef.h>
#include <string.h>

typedef struct context {
    const qc_view *view;
    qc_span span;
    qc_mention *mention;
    qc_date_parts *parts;
    const qc_word *word; /* of the span; a row without classes where it is none */
    size_t member;       /* where in the parts the simple readers write */
} context;

/* Digits at the beginning of a span; what is behind them (st, nd ...) does not count. */
static int read_digits(const qc_view *view, qc_span span)
{
    int value = 0;
    for (size_t at = span.start; at < span.end && at < span.start + 4 && qc_is_digit(view->bytes[at]); at++)
        value = value * 10 + (view->bytes[at] - '0');
    return value;
}

/* The number in a span that may begin with an apostrophe or a letter: '98, Q3. */
static int read_inner_digits(const qc_view *view, qc_span span)
{
    while (span.start < span.end && !qc_is_digit(view->bytes[span.start]))
        span.start++;
    return read_digits(view, span);
}

/* The member of the parts that a simple reader fills, an int8_t or uint8_t. */
static uint8_t *member_of(const context *at) { return (uint8_t *)at->parts + at->member; }

static bool read_number(context *at)
{
    bool spelled = at->word->classes & QC_WORD_NUMBER; /* May One */
    *(int8_t *)member_of(at) = (int8_t)(spelled ? at->word->number : read_inner_digits(at->view, at->span));
    return true;
}

static bool read_calendar(context *at)
{
    *member_of(at) = at->word->calendar;
    return true;
}

/* Four digits, or two, of which 00 is QC_DATE_YEAR_00. False for 0024-05-16. */
static bool read_year_into(const context *at, int16_t *year)
{
    int digits = read_inner_digits(at->view, at->span);
    *year = (int16_t)(digits ? digits : QC_DATE_YEAR_00);
    return digits > QC_DATE_YEAR_00 || at->span.end - at->span.start < 4;
}

static bool read_year(context *at) { return read_year_into(at, &at->parts->year); }

static bool read_year2(context *at) { return read_year_into(at, &at->parts->year2); }

static bool read_word(context *at)
{
    at->parts->offset = (int8_t)(at->word->calendar - 8); /* DATE_WORD_BIAS of tablegen/words.py */
    return true;
}

static bool read_fiscal(context *at)
{
    at->mention->flags |= QC_FLAG_FISCAL;
    return true;
}

static bool read_crop(context *at)
{
    at->parts->fiscal = QC_DATE_OTHER_YEAR;
    return read_fiscal(at);
}

/* The joining word of a list; `noun`, which dates do not have, keeps its place for date_check.c. */
static bool read_and(context *at)
{
    at->parts->list = true;
    at->mention->noun = at->span;
    return true;
}

static bool read_decade(context *at)
{
    at->parts->unit = QC_TIME_DECADE;
    return read_year(at);
}

/* The code of a relative word; of a phrase (that same, end of) that of its first word. */
static uint8_t relative_of(const context *at)
{
    return qc_lexicon_row(at->view, qc_word_at(at->view, at->span.start))->relative;
}

static bool read_relative(context *at)
{
    *member_of(at) = relative_of(at);
    return true;
}

static bool read_direction(context *at)
{
    uint8_t direction = relative_of(at);
    bool forwards = qc_span_is(at->view, at->span, "from") || !direction; /* "from now", "hence" */
    at->parts->direction = forwards ? QC_RELATIVE_FOLLOWING : direction;
    return true;
}

static bool read_unit(context *at)
{
    *member_of(at) = qc_date_unit(at->word); /* "stage", "point" are a period */
    return true;
}

static bool read_ordinal(context *at)
{
    int digits = read_digits(at->view, at->span);
    if (digits)
        at->parts->ordinal = (int8_t)digits;
    else if (at->word->classes & QC_WORD_ORDINAL)
        at->parts->ordinal = (int8_t)at->word->ordinal;
    else if (qc_span_is(at->view, at->span, "opening"))
        at->parts->ordinal = 1;
    else
        at->parts->ordinal = -1;
    return true;
}

static bool read_ordinal2(context *at)
{
    at->parts->ordinal2 = (int8_t)at->word->ordinal;
    return true;
}

static bool read_century(context *at)
{
    read_ordinal(at);
    if (at->parts->ordinal < 0) /* twenty-first */
        at->parts->ordinal = 21;
    return true;
}

static bool read_quarter(context *at)
{
    at->parts->unit = QC_TIME_QUARTER;
    at->parts->ordinal = (int8_t)read_inner_digits(at->view, at->span);
    return true;
}

static bool read_half(context *at)
{
    at->parts->unit = QC_TIME_HALF;
    at->parts->ordinal = (int8_t)read_inner_digits(at->view, at->span);
    return true;
}

static bool read_meridiem(context *at)
{
    bool after_noon = qc_lower(at->view->bytes[at->span.start]) == 'p';
    int hour = at->parts->hour;
    if (hour > 12)
        return false;
    at->parts->hour = (int8_t)(hour % 12 + (after_noon ? 12 : 0));
    return true;
}

/* Offsets of the abbreviations that news writes, in minutes: IANA time zone database. CST is read as American. */
static bool read_zone(context *at)
{
    static const struct {
        const char *name;
        int16_t minutes;
        uint8_t summer; /* 2: adds an hour in summer */
    } zones[] = {
        {"gmt", 0, 1},   {"utc", 0, 1},    {"z", 0, 1},      {"bst", 60, 1},   {"cet", 60, 1},   {"cest", 120, 1},
        {"eet", 120, 1}, {"eest", 180, 1}, {"msk", 180, 1},  {"ist", 330, 1},  {"sgt", 480, 1},  {"hkt", 480, 1},
        {"jst", 540, 1}, {"kst", 540, 1},  {"aest", 600, 1}, {"aedt", 660, 1}, {"est", -300, 1}, {"edt", -240, 1},
        {"et", -300, 2}, {"cst", -360, 1}, {"cdt", -300, 1}, {"ct", -360, 2},  {"mst", -420, 1}, {"mdt", -360, 1},
        {"mt", -420, 2}, {"pst", -480, 1}, {"pdt", -420, 1}, {"pt", -480, 2},
    };
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (qc_span_is(at->view, at->span, zones[i].name)) {
            at->parts->zone = zones[i].minutes;
            at->parts->zoned = zones[i].summer;
        }
    return true;
}

/* +05:30 */
static bool read_offset(context *at)
{
    const qc_view *view = at->view;
    size_t start = at->span.start + 1;
    int hours = read_digits(view, (qc_span){start, start + 2});
    int minutes = read_digits(view, (qc_span){at->span.end - 2, at->span.end});
    int zone = hours * 60 + minutes;
    at->parts->zone = (int16_t)(view->bytes[at->span.start] == '-' ? -zone : zone);
    at->parts->zoned = 1;
    return true;
}

/* Half past, quarter to: the minutes. */
static bool read_past(context *at)
{
    qc_span word = qc_word_at(at->view, at->span.start);
    int minutes = qc_lexicon_row(at->view, word)->number;
    if (qc_span_is(at->view, word, "half"))
        minutes = 30;
    else if (qc_span_is(at->view, word, "quarter"))
        minutes = 15;
    else if (word.end < at->span.end) /* twenty-five */
        minutes += 5;
    at->parts->minute = (int8_t)minutes;
    return true;
}

static bool read_half_side(context *at)
{
    at->parts->direction = qc_span_is(at->view, at->span, "to") ? QC_RELATIVE_BEFORE : QC_RELATIVE_AFTER;
    return true;
}

static bool read_hour_word(context *at)
{
    uint8_t relative = relative_of(at);
    int hour = relative ? 12 : at->word->number;
    if (at->parts->direction == QC_RELATIVE_BEFORE) {
        hour--;
        at->parts->minute = (int8_t)(60 - at->parts->minute);
    }
    at->parts->direction = QC_RELATIVE_NONE;
    at->parts->hour = (int8_t)(relative == QC_RELATIVE_MIDNIGHT ? (hour + 12) % 24 : hour);
    at->parts->half_day = !relative;
    return true;
}

static bool same_name(const qc_view *view, qc_span span, const char *name)
{
    size_t at = span.start;
    for (; *name && at < span.end; name++) {
        uint8_t byte = qc_is_apostrophe(view->bytes[at]) ? '\'' : qc_lower(view->bytes[at]);
        if (*name == ' ') {
            at = qc_skip_space(view, at);
            continue;
        }
        if (byte != (uint8_t)*name)
            return false;
        at++;
    }
    return !*name && at == span.end;
}

static bool read_holiday(context *at)
{
    for (size_t i = 0; i < qc_holiday_count; i++)
        if (same_name(at->view, at->span, qc_holidays[i].name))
            at->parts->holiday = (uint8_t)(i + 1);
    return at->parts->holiday != 0;
}

static bool read_each(context *at)
{
    at->parts->relative = QC_RELATIVE_EACH;
    return true;
}

static bool read_of(context *at)
{
    at->parts->inside = true;
    return true;
}

/* Every two weeks: the number, in digits or a word. */
static bool read_times(context *at)
{
    int digits = read_digits(at->view, at->span);
    at->parts->count = (int16_t)(digits ? digits : at->word->number);
    return at->parts->count > 0;
}

static bool read_other(context *at)
{
    at->parts->count = 2;
    return true;
}

/* What each group holds. `first` and `next` are the numbers of 05/06/2024, whose roles date_check.c decides. */
static const struct {
    const char *name;
    bool (*read)(context *at);
    size_t member; /* of the simple readers */
} fields[] = {
    {"", NULL, 0},
    {"and", read_and, 0},
    {"century", read_century, 0},
    {"crop", read_crop, 0},
    {"day", read_number, offsetof(qc_date_parts, day)},
    {"day2", read_number, offsetof(qc_date_parts, day2)},
    {"daypart", read_relative, offsetof(qc_date_parts, daypart)},
    {"decade", read_decade, 0},
    {"decade2", read_year2, 0},
    {"direction", read_direction, 0},
    {"each", read_each, 0},
    {"first", read_number, offsetof(qc_date_parts, day)},
    {"fiscal", read_fiscal, 0},
    {"half", read_half, 0},
    {"half2", read_number, offsetof(qc_date_parts, ordinal2)},
    {"half_side", read_half_side, 0},
    {"holiday", read_holiday, 0},
    {"hour", read_number, offsetof(qc_date_parts, hour)},
    {"hour_word", read_hour_word, 0},
    {"meridiem", read_meridiem, 0},
    {"minute", read_number, offsetof(qc_date_parts, minute)},
    {"month", read_calendar, offsetof(qc_date_parts, month)},
    {"month2", read_calendar, offsetof(qc_date_parts, month2)},
    {"month_number", read_number, offsetof(qc_date_parts, month)},
    {"next", read_number, offsetof(qc_date_parts, month)},
    {"of", read_of, 0},
    {"of_relative", read_relative, offsetof(qc_date_parts, of_relative)},
    {"of_unit", read_unit, offsetof(qc_date_parts, of_unit)},
    {"offset", read_offset, 0},
    {"ordinal", read_ordinal, 0},
    {"ordinal2", read_ordinal2, 0},
    {"other", read_other, 0},
    {"part", read_relative, offsetof(qc_date_parts, part)},
    {"past", read_past, 0},
    {"quarter", read_quarter, 0},
    {"quarter2", read_number, offsetof(qc_date_parts, ordinal2)},
    {"relative", read_relative, offsetof(qc_date_parts, relative)},
    {"same", read_unit, offsetof(qc_date_parts, same_unit)},
    {"season", read_calendar, offsetof(qc_date_parts, season)},
    {"second", read_number, offsetof(qc_date_parts, second)},
    {"short_year", read_year, 0},
    {"times", read_times, 0},
    {"unit", read_unit, offsetof(qc_date_parts, unit)},
    {"weekday", read_calendar, offsetof(qc_date_parts, weekday)},
    {"weekday2", read_calendar, offsetof(qc_date_parts, weekday2)},
    {"word", read_word, 0},
    {"year", read_year, 0},
    {"year2", read_year2, 0},
    {"zone", read_zone, 0},
};

bool qc_date_field_find(const char *name, uint8_t *field)
{
    for (size_t i = 1; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i].name, name) == 0) {
            *field = (uint8_t)i;
            return true;
        }
    return false;
}

bool qc_date_field_read(const qc_view *view, uint8_t field, qc_span span, qc_mention *mention)
{
    context at = {.view = view, .span = span, .mention = mention, .parts = &mention->date};
    at.word = qc_lexicon_row(view, span);
    at.member = fields[field].member;
    return fields[field].read(&at);
}
