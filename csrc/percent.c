/* Percentages, percentage points, basis points, and parts of a whole.
 *
 * In: a number and the unit behind it. Out: a mention of kind percent. A part of something ("a third of exports", "one
 * in five homes", "fell by a quarter") is its percentage; a length or a number with a fraction in it ("half an hour")
 * is not read here.
 */
#include "figure.h"

#include <string.h>

/* "points" are percentage points where a percentage stands at most this far before them. */
enum { NEAR = 120 };

static bool keep(qc_figure *figure, int32_t unit, size_t end, qc_rule rule)
{
    qc_mention *mention = figure->mention;
    mention->kind = QC_KIND_PERCENT;
    mention->dimension = QC_DIMENSION_RATIO;
    mention->unit = unit;
    mention->end = end;
    mention->rule = (uint16_t)rule;
    return true;
}

/* Does "or" stand between two offsets: "0.4%, or 58 points"? Then the points are those of an index. */
static bool has_or(const qc_view *view, size_t from, size_t to)
{
    for (; from + 3 < to; from++)
        if (qc_at(view, from) == ' ' && qc_at(view, from + 1) == 'o' && qc_at(view, from + 2) == 'r' &&
            qc_at(view, from + 3) == ' ')
            return true;
    return false;
}

/* "2 points to 48%": what they lead to is a percentage. */
static bool leads_to_percent(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_span to = qc_word_after(view, figure->after.end);
    qc_number level;
    qc_unit_match unit;
    if (!qc_span_is(view, to, "to") ||
        !qc_number_read(view, qc_skip_space(view, to.end), &figure->work->format, &level))
        return false;
    return qc_lexicon_unit(figure->work->lexicon, view, qc_skip_space(view, level.end), &unit) &&
           unit.unit == QC_UNIT_CODE_PERCENT;
}

/* Are "points" those of a percentage: a quarter point, or points not far behind or right before a percentage? */
static bool is_percentage_point(const qc_figure *figure)
{
    const qc_work *work = figure->work;
    const qc_number *number = &figure->mention->number;
    if (number->style == QC_NUMBER_FRACTION || leads_to_percent(figure))
        return true;
    if (work->mention_count == 0 || number->grouped || number->mantissa == 0)
        return false;
    const qc_mention *last = &work->mentions[work->mention_count - 1];
    bool percent = last->kind == QC_KIND_PERCENT && !last->tentative && last->unit >= 0;
    return percent && figure->mention->start - last->end < NEAR &&
           !has_or(figure->view, last->end, figure->mention->start) &&
           !qc_paragraph_ends(figure->view, last->end, figure->mention->start);
}

static bool read_unit(qc_figure *figure)
{
    if (figure->unit->traits & QC_UNIT_PERCENT) {
        bool whole = figure->after.unit == QC_UNIT_CODE_PERCENT;
        return keep(figure, figure->after.unit, figure->after.end, whole ? QC_RULE_PERCENT : QC_RULE_PERCENT_POINT);
    }
    if (figure->after.unit == QC_UNIT_CODE_POINT && is_percentage_point(figure))
        return keep(figure, QC_UNIT_CODE_PERCENTAGE_POINT, figure->after.end, QC_RULE_PERCENT_POINT);
    return false;
}

/* "the first half", "the last quarter", "the other half": a period or a side, no part. */
static bool is_ordered(const qc_figure *figure)
{
    bool period = figure->word.row->relative >= QC_RELATIVE_LAST && figure->word.row->relative <= QC_RELATIVE_LATE;
    return period || (figure->word.row->classes & QC_WORD_ORDINAL) != 0 ||
           qc_span_is(figure->view, figure->word.span, "other") ||
           qc_span_is(figure->view, figure->word.span, "latter");
}

/* Does what stands behind a fraction let it be a part by itself: "fell by a third in May", "lost a third, ..."? */
static bool ends_part(const qc_figure *figure, qc_span next)
{
    enum {
        CLOSES = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_DETERMINER | QC_WORD_AUXILIARY | QC_WORD_RELATIVE |
                 QC_WORD_ADVERB | QC_WORD_PRONOUN
    };
    if (next.end == next.start)
        return !qc_is_digit(qc_at(figure->view, next.start)) && qc_at(figure->view, next.start) != '-';
    return (qc_lexicon_classes(figure->view, next) & CLOSES) != 0;
}

/* Do the words before a fraction lead to a part: by, a hedge, a verb of change? */
static bool leads_part(const qc_figure *figure)
{
    static const char *const leads[] = {"by",   "almost",  "nearly", "about", "roughly", "around",
                                        "than", "over",    "only",   "just",  "some",    "approximately",
                                        "lost", "another", "least",  "to",    "under",   "cut",
                                        "up",   "down",    NULL};
    return (figure->word.row->classes & (QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN)) != 0 ||
           qc_span_is_any(figure->view, figure->word.span, leads);
}

/* Is a fraction a part of something? "half" also takes what follows without "of": "half the output", "cut in half". */
static bool is_part(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    qc_span next = qc_figure_behind(figure, number->end).span;
    static const char *const determiners[] = {"the", "its",   "their", "his",  "her",  "our",
                                              "all", "these", "those", "that", "what", NULL};
    if (is_ordered(figure) || (qc_at(view, number->end) == '-' && qc_is_letter(qc_at(view, number->end + 1))))
        return false;
    if (qc_span_is(view, next, "of") || qc_is_digit(qc_at(view, number->start)))
        return qc_span_is(view, next, "of");
    bool half = qc_span_is(view, (qc_span){number->start, number->end}, "half");
    if (half && qc_span_is_any(view, next, determiners))
        return true;
    uint8_t quote = qc_at(view, next.end);
    if (half && qc_is_upper(qc_at(view, next.start)) && (quote == '\'' || quote == QC_SIGN_RIGHT_SINGLE_QUOTE))
        return true; /* "half Angola's exports" */
    bool several = qc_lower(qc_at(view, number->end - 1)) == 's';
    return (several || leads_part(figure) || (half && qc_span_is(view, figure->word.span, "in"))) &&
           ends_part(figure, next);
}

static bool read_part(qc_figure *figure)
{
    if (!is_part(figure))
        return false;
    qc_number_shift(&figure->mention->number, 2);
    return keep(figure, QC_UNIT_CODE_PERCENT, figure->mention->number.end, QC_RULE_PERCENT_FRACTION);
}

/* Behind " in " or " out of " at `at`; `at` where there is neither. */
static size_t skip_in(const qc_view *view, size_t at)
{
    uint8_t first = qc_lower(qc_at(view, at + 1));
    if (qc_at(view, at) != ' ' || (first != 'i' && first != 'o'))
        return at;
    qc_span word = qc_word_at(view, at + 1);
    if (qc_span_is(view, word, "out") && qc_at(view, word.end) == ' ') {
        word = qc_word_at(view, word.end + 1);
        return qc_span_is(view, word, "of") ? word.end + 1 : at;
    }
    if (!qc_span_is(view, word, "in"))
        return at;
    qc_span every = qc_word_at(view, word.end + 1);
    return qc_span_is(view, every, "every") ? every.end + 1 : word.end + 1;
}

/* Can the second number of "one in five" be a whole: larger, small or round, and no year, day or amount? */
static bool is_whole(const qc_figure *figure, const qc_number *whole)
{
    enum { MOST = 1000000 };
    const qc_number *part = &figure->mention->number;
    static const char *const tries[] = {"overs", "games", "matches", "innings", "attempts", "starts", "outings", NULL};
    if (qc_span_is_any(figure->view, qc_word_after(figure->view, whole->end), tries))
        return false; /* "245 for 6 in 50 overs" */
    bool plain = whole->scale == 0 && whole->exponent == 0 && whole->divisor == 1 && whole->style != QC_NUMBER_VAGUE &&
                 !whole->article;
    bool round = whole->mantissa <= 20 || whole->mantissa % 50 == 0;
    bool year = whole->integer && whole->mantissa >= 1900 && whole->mantissa < 2100;
    qc_unit_match unit;
    size_t behind = qc_skip_space(figure->view, whole->end);
    return plain && round && !year && part->mantissa < whole->mantissa && whole->mantissa <= MOST &&
           !qc_lexicon_unit(figure->work->lexicon, figure->view, behind, &unit);
}

static bool read_one_in(qc_figure *figure)
{
    qc_number *part = &figure->mention->number, whole;
    size_t at = skip_in(figure->view, part->end);
    if (at == part->end || part->exponent != 0 || part->scale != 0 || part->mantissa == 0 || part->divisor != 1 ||
        part->article)
        return false;
    if (!qc_number_read(figure->view, at, &figure->work->format, &whole) || !is_whole(figure, &whole))
        return false;
    part->divisor = (uint32_t)whole.mantissa;
    part->style = QC_NUMBER_FRACTION;
    part->end = whole.end;
    qc_number_shift(part, 2);
    return keep(figure, QC_UNIT_CODE_PERCENT, whole.end, QC_RULE_PERCENT_FRACTION);
}

bool qc_percent_read(qc_figure *figure)
{
    if (figure->unit)
        return read_unit(figure);
    if (figure->mention->number.style == QC_NUMBER_FRACTION)
        return read_part(figure);
    return read_one_in(figure);
}
