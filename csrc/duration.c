/* Lengths of time and ages.
 *
 * In: a number and the unit behind it. Out: a mention of kind duration, dimension duration or age; its TIMEX3 value is
 * filled by period.c. Points on the calendar ("two years ago") are read before, by date.c.
 */
#include "figure.h"

#include <string.h>

/* Nobody is older. */
enum { OLDEST = 125 };

static bool keep(qc_figure *figure, int32_t unit, size_t end, bool age)
{
    qc_mention *mention = figure->mention;
    mention->kind = QC_KIND_DURATION;
    mention->dimension = age ? QC_DIMENSION_AGE : QC_DIMENSION_DURATION;
    mention->unit = unit;
    mention->end = end;
    mention->rule = age ? QC_RULE_DURATION_AGE : QC_RULE_DURATION;
    return true;
}

/* Behind "-old", " old", " of age" at `at`; `at` where there is none. */
static size_t skip_old(const qc_view *view, size_t at)
{
    if (qc_at(view, at) != '-' && !qc_is_space(qc_at(view, at)))
        return at;
    qc_span word = qc_at(view, at) == '-' ? qc_word_at(view, at + 1) : qc_word_after(view, at);
    if (qc_span_is(view, word, "old") || qc_span_is(view, word, "olds"))
        return word.end;
    if (!qc_span_is(view, word, "of"))
        return at;
    word = qc_word_after(view, word.end);
    return qc_span_is(view, word, "age") ? word.end : at;
}

/* "a year and a half": half a unit more. */
static size_t read_half_more(qc_figure *figure, size_t at)
{
    const qc_view *view = figure->view;
    qc_number *number = &figure->mention->number;
    static const char *const words[] = {"and", "a", "half"};
    size_t end = at;
    for (int i = 0; i < 3; i++) {
        qc_span word = qc_word_after(view, end);
        if (word.start == end || !qc_span_is(view, word, words[i]))
            return at;
        end = word.end;
    }
    if (number->exponent != 0 || number->divisor != 1 || number->mantissa > 1000)
        return at;
    number->mantissa = number->mantissa * 10 + 5;
    number->exponent = number->last_digit = -1;
    return end;
}

/* Does a length of one lead on from the words before it: "over a decade", "in less than an hour"? Elsewhere "a year" is
 * a rate or a date. */
static bool is_length_of_one(const qc_figure *figure, size_t end)
{
    static const char *const leads[] = {"for",    "over",  "in",     "within", "than",    "about", "nearly",
                                        "almost", "after", "under",  "around", "roughly", "of",    "lasted",
                                        "took",   "some",  "during", "least",  "just",    NULL};
    const qc_view *view = figure->view;
    if (qc_is_letter(qc_at(view, end + 1)) && qc_at(view, end) == '-')
        return false;
    return qc_span_is_any(view, figure->word.span, leads);
}

static bool read_length(qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t end = read_half_more(figure, figure->after.end), old = skip_old(view, end);
    bool article = qc_number_is_article(&figure->mention->number);
    if (article && old > end && qc_lower(qc_at(view, end - 1)) == 's') /* "a months-old slump" */
        return false;
    if (article && end == figure->after.end && old == end && !is_length_of_one(figure, end))
        return false;
    if (old > end)
        return keep(figure, figure->after.unit, old, true);
    return keep(figure, figure->after.unit, end, false);
}

/* Is the number whole and small enough for an age? */
static bool may_be_age(const qc_number *number)
{
    return number->exponent == 0 && number->divisor == 1 && number->scale == 0 && number->mantissa > 0 &&
           number->mantissa <= OLDEST && !number->grouped && !number->article && number->style != QC_NUMBER_VAGUE;
}

/* Is a capitalised word, and the one before it, the name of a person: "Jane Roe", "Li Jun", or "Roe" where a sentence
 * begins? */
static bool is_person(const qc_view *view, qc_span name)
{
    enum { NO_NAME = QC_WORD_MONTH | QC_WORD_WEEKDAY | QC_WORD_NAME_BEFORE };
    if (name.end == name.start || !qc_is_upper(view->bytes[name.start]))
        return false;
    uint32_t classes = qc_lexicon_classes(view, name);
    qc_span first = qc_word_before(view, name.start);
    if (first.end == first.start) {
        uint8_t before = qc_at(view, qc_skip_space_back(view, name.start) - 1);
        return !qc_lexicon_word(view, name) && (name.start == 0 || before == '.' || before == '\n');
    }
    if (!qc_is_upper(view->bytes[first.start]))
        return false;
    return !(classes & NO_NAME) || (classes & QC_WORD_MONTH && !qc_lexicon_word(view, first));
}

/* "Jane Roe, 66, said": a name, an age between commas. */
static bool is_apposition(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    if (!number->integer || qc_at(view, number->end) != ',' || qc_at(view, number->start - 1) != ' ' ||
        qc_at(view, number->start - 2) != ',')
        return false;
    if (number->start - 2 <= figure->work->floor || !qc_is_space(qc_at(view, number->end + 1)) ||
        !qc_is_letter(qc_at(view, number->end + 2)))
        return false;
    qc_span name = qc_word_before(view, number->start - 2);
    return name.end == number->start - 2 && is_person(view, name);
}

/* "aged 66", "at age 9", "ages 4 to 11". */
static bool is_aged(const qc_figure *figure)
{
    static const char *const words[] = {"aged", "age", "ages", NULL};
    return qc_span_is_any(figure->view, figure->word.span, words);
}

/* "children under 5", "adults over 65": an age of people, where nothing else follows the number. */
static bool is_aged_bound(const qc_figure *figure)
{
    static const char *const people[] = {"kids",  "children",  "people", "adults",   "men",       "women",
                                         "girls", "boys",      "pupils", "anyone",   "teenagers", "those",
                                         "adult", "residents", "voters", "patients", "child",     NULL};
    enum {
        FOLLOWS = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_AUXILIARY | QC_WORD_VERB | QC_WORD_ADVERB |
                  QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN
    };
    const qc_view *view = figure->view;
    if (!qc_span_is(view, figure->word.span, "under") && !qc_span_is(view, figure->word.span, "over"))
        return false;
    if (!qc_span_is_any(view, qc_word_before(view, figure->word.span.start), people))
        return false;
    qc_span next = figure->next.span;
    bool ends = next.end == next.start && !qc_is_letter(qc_at(view, figure->mention->number.end + 1));
    return ends || figure->next.row->classes & FOLLOWS;
}

bool qc_duration_read(qc_figure *figure)
{
    if (figure->unit)
        return read_length(figure);
    if (!may_be_age(&figure->mention->number) || !(is_aged(figure) || is_aged_bound(figure) || is_apposition(figure)))
        return false;
    return keep(figure, QC_UNIT_CODE_YEAR, figure->mention->number.end, true);
}
