/* The walk around a number: what stands before and behind it is looked up once, then the readers are asked in their
 * order.
 *
 * It decides nothing about money, units or nouns; the files named in figure.h do.
 */
#include "cue.h"
#include "figure.h"
#include "lexicon_tables.h"

#include <math.h>

/* The number at "a" or "an": of "a million", "a third"; or the one of "for a decade", where a length of time stands
 * behind. Most articles begin neither, so the word behind is looked up first. */
static bool read_article(const qc_work *work, size_t at, qc_number *number)
{
    enum { GOES_ON = QC_WORD_NUMBER | QC_WORD_SCALE | QC_WORD_FRACTION | QC_WORD_VAGUE };
    const qc_view *view = &work->view;
    size_t end = qc_lower(qc_at(view, at + 1)) == 'n' ? at + 2 : at + 1;
    const qc_word *word = qc_at(view, end) == ' ' ? qc_lexicon_word(view, qc_word_at(view, end + 1)) : NULL;
    if (word && word->classes & GOES_ON && qc_number_read(view, at, &work->format, number))
        return true;
    if (!word || word->time_unit <= QC_TIME_SECOND) /* "a second" is mostly an ordinal */
        return false;
    *number = (qc_number){.mantissa = 1,
                          .divisor = 1,
                          .style = QC_NUMBER_WORDS,
                          .article = true,
                          .start = at,
                          .end = end,
                          .digits_end = end};
    return true;
}

/* The words on both sides of the number, where only spaces are between. */
static void look_around(qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t start = figure->mention->start;
    bool apart = qc_is_space(qc_at(view, start - 1));
    figure->word = qc_neighbour_of(view, apart ? qc_word_before(view, start) : (qc_span){0, 0});
    size_t behind = qc_skip_space(view, figure->mention->number.end);
    qc_word_read next = qc_lexicon_read(view, behind);
    figure->next = (qc_neighbour){{behind, behind + next.length}, next.length ? next.word : qc_words};
}

bool qc_span_is_any(const qc_view *view, qc_span span, const char *const *words)
{
    if (span.start >= span.end)
        return false;
    for (uint8_t first = qc_lower(view->bytes[span.start]); *words; words++)
        if ((uint8_t) * *words == first && qc_span_equals(view, span, *words))
            return true;
    return false;
}

/* Is the line that ends at `at` one of wrapped prose: long, with single blanks between its words, as no row of a table
 * is? */
static bool is_prose(const qc_view *view, size_t at)
{
    enum { SHORTEST_LINE = 45, FEWEST_BLANKS = 5 };
    size_t blanks = 0;
    for (size_t i = at; i > at - SHORTEST_LINE; i--) {
        uint8_t byte = qc_at(view, i - 1);
        if (at < SHORTEST_LINE || byte == '\n' || byte == '\t' || byte == '|' ||
            (byte == ' ' && qc_at(view, i - 2) == ' '))
            return false;
        blanks += byte == ' ';
    }
    return blanks >= FEWEST_BLANKS;
}

size_t qc_figure_skip_far(const qc_view *view, size_t at)
{
    size_t end = qc_skip_space(view, at);
    uint8_t next = qc_at(view, end);
    if (end == at || (qc_is_letter(next) && !qc_is_upper(next)))
        return end;
    for (size_t i = at; i < end; i++)
        if (qc_at(view, i) == '\n')
            return qc_is_upper(next) && is_prose(view, i) ? end : at;
    return end;
}

/* "several hundred", "a few thousand", "many millions" say no number. */
static bool is_vague_amount(const qc_figure *figure)
{
    static const char *const words[] = {"several", "few", "many", "couple", NULL};
    uint8_t first = qc_at(figure->view, figure->word.span.start);
    return qc_letter_in(QC_LETTERS6('s', 'f', 'm', 'c', 'c', 'c'), first) &&
           qc_span_is_any(figure->view, figure->word.span, words);
}

/* "six figures", "one way or the other", "at one point", "one another": a number word that counts nothing. */
static bool is_idiom(const qc_figure *figure)
{
    static const char *const nouns[] = {"way", "hand", "thing", "point", "time", "stage", "another", "other", NULL};
    const qc_number *number = &figure->mention->number;
    if (number->style == QC_NUMBER_WORDS && number->mantissa < 10 &&
        qc_span_is(figure->view, figure->next.span, "figures"))
        return true;
    if (number->style != QC_NUMBER_WORDS || number->mantissa != 1 || number->end - number->start != 3)
        return false;
    return qc_span_is_any(figure->view, figure->next.span, nouns);
}

/* "eight mln", "three quarters billion": a scale behind number words that the number did not take in. */
static void read_late_scale(const qc_view *view, qc_number *number)
{
    bool words = number->style == QC_NUMBER_WORDS ||
                 (number->style == QC_NUMBER_FRACTION && !qc_is_digit(qc_at(view, number->start)));
    if (!words || number->scale != 0 || number->article || qc_at(view, number->end) != ' ')
        return;
    qc_span span = qc_word_at(view, number->end + 1);
    const qc_word *word = span.end - span.start >= 2 ? qc_lexicon_word(view, span) : NULL;
    if (!word || !(word->classes & QC_WORD_SCALE))
        return;
    qc_number_shift(number, word->scale);
    number->style = QC_NUMBER_WORDS;
    number->scale = word->scale;
    number->end = span.end;
}

/* "quarter million", without the article that the number asks for. */
static bool read_quarter(const qc_view *view, size_t at, qc_number *number)
{
    qc_span quarter = qc_word_at(view, at);
    if (!qc_span_is(view, quarter, "quarter"))
        return false;
    *number = (qc_number){.mantissa = 25,
                          .exponent = -2,
                          .last_digit = -2,
                          .divisor = 1,
                          .style = QC_NUMBER_WORDS,
                          .start = quarter.start,
                          .end = quarter.end,
                          .digits_end = quarter.end};
    read_late_scale(view, number);
    return number->scale > 0;
}

/* "64, 000 seats": three zeros behind a comma and a space, as tokenised text has them. */
static void read_spaced_zeros(const qc_view *view, qc_number *number)
{
    size_t at = number->end;
    if (!number->integer || qc_at(view, at + 1) != ' ' || qc_at(view, at + 2) != '0' || qc_at(view, at + 3) != '0' ||
        qc_at(view, at + 4) != '0' || qc_is_word(qc_at(view, at + 5)) || number->mantissa >= 1000)
        return;
    qc_number_shift(number, 3);
    number->last_digit = 0;
    number->integer = false;
    number->grouped = true;
    number->end = number->digits_end = at + 5;
}

/* The second price of a quotation, behind the stroke at the end of the first: whole ("1,750/1,780 dlrs") or its last
 * decimals only ("3.85/95 pct"). */
static bool read_quotation(const qc_work *work, const qc_number *first, qc_number *second)
{
    enum { MOST_DIGITS = 4 };
    const qc_view *view = &work->view;
    if (first->style != QC_NUMBER_DIGITS || first->scale != 0 || first->mantissa < 100 ||
        first->mantissa > UINT32_MAX || !qc_is_digit(qc_at(view, first->end + 1)) ||
        !qc_number_read(view, first->end + 1, &work->format, second) || second->style != QC_NUMBER_DIGITS)
        return false;
    size_t digits = second->end - second->start;
    if (first->exponent < 0 && second->integer && digits >= 2 && digits <= MOST_DIGITS &&
        (int32_t)digits <= -first->exponent) {
        uint64_t part = 1;
        for (size_t i = 0; i < digits; i++)
            part *= 10;
        uint64_t whole = first->mantissa - first->mantissa % part + second->mantissa;
        bool far = whole == first->mantissa || (whole < first->mantissa && 2 * (first->mantissa - whole) >= part);
        second->mantissa = far ? whole + part : whole; /* the nearest that ends so */
        second->exponent = second->last_digit = first->exponent;
        return true;
    }
    return first->exponent == second->exponent && second->mantissa > first->mantissa &&
           second->mantissa < 2 * first->mantissa;
}

/* Is what stands behind a quotation what prices are quoted in, or is it written with decimals? Else it is a fraction, a
 * year or a name: "2024/2025". */
static bool is_quotation(const qc_work *work, const qc_number *first, const qc_number *second)
{
    qc_unit_match unit;
    if (qc_is_word(qc_at(&work->view, second->end)) || qc_at(&work->view, second->end) == '/')
        return false;
    if (first->exponent < 0)
        return true;
    return qc_lexicon_unit(work->lexicon, &work->view, qc_figure_skip(&work->view, second->end), &unit) &&
           qc_unit_get(work->lexicon, unit.unit)->traits & (QC_UNIT_CURRENCY | QC_UNIT_PERCENT);
}

/* The number at `at` as if the text ended at `end`. */
static bool read_before(const qc_work *work, size_t at, size_t end, qc_number *number)
{
    enum { BEFORE = 8 }; /* signs that say whether a number begins */
    size_t from = at < BEFORE ? 0 : at - BEFORE;
    qc_excerpt excerpt;
    bool read = qc_excerpt_make(work->view.bytes + from, end - from, &excerpt) &&
                qc_number_read(&excerpt.view, at - from, &work->format, number);
    number->start += from;
    number->end += from;
    number->digits_end += from;
    return read;
}

static bool read_number(const qc_work *work, size_t at, qc_number *number)
{
    if (qc_lower(work->view.bytes[at]) == 'a')
        return read_article(work, at, number);
    if (!qc_number_read(&work->view, at, &work->format, number))
        return read_quarter(&work->view, at, number);
    size_t group = number->end - 4; /* "15 747s": the second number is a model's */
    if (!number->grouped || qc_at(&work->view, number->end) != 's' || group <= at || qc_at(&work->view, group) != ' ')
        return true;
    return read_before(work, at, group, number);
}

/* "1986 yr", "1987 qtr": a year and what is its, while "2000 years" are a length. */
static bool is_named_year(const qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    bool year = number->integer && number->mantissa >= 1900 && number->mantissa < 2100;
    return year && figure->unit && figure->unit->traits & QC_UNIT_TIME &&
           qc_at(figure->view, figure->after.end - 1) != 's';
}

/* The kind of a number with a unit behind it. */
static bool read_measured(qc_figure *figure)
{
    bool percent = figure->unit->traits & QC_UNIT_PERCENT || figure->after.unit == QC_UNIT_CODE_POINT;
    if (percent && qc_percent_read(figure))
        return true;
    if (figure->unit->traits & QC_UNIT_TIME && qc_duration_read(figure))
        return true;
    return (figure->after.unit == QC_UNIT_CODE_TIMES && qc_multiple_read(figure)) || qc_quantity_read(figure) ||
           qc_count_read(figure);
}

static bool read_kind(qc_figure *figure)
{
    if (figure->before.unit >= 0 || (figure->unit && figure->unit->traits & QC_UNIT_CURRENCY))
        return qc_money_read(figure);
    if (figure->unit)
        return read_measured(figure);
    return qc_percent_read(figure) || qc_duration_read(figure) || qc_multiple_read(figure) || qc_count_read(figure);
}

/* Takes in what else of a number is written behind it: late scales, zeros that stand apart, the second price of a
 * quotation. */
static void complete_number(const qc_work *work, qc_mention *mention)
{
    qc_number *number = &mention->number, high;
    if (number->style != QC_NUMBER_DIGITS)
        read_late_scale(&work->view, number);
    uint8_t behind = qc_at(&work->view, number->end);
    if (behind == ',')
        read_spaced_zeros(&work->view, number);
    if (behind == '/' && read_quotation(work, number, &high) && is_quotation(work, number, &high)) {
        if (high.mantissa < number->mantissa) { /* yields are quoted from the higher on */
            uint64_t low = high.mantissa;
            high.mantissa = number->mantissa;
            number->mantissa = low;
        }
        mention->high = qc_number_value(&work->view, &high);
        number->end = high.end;
    }
    mention->start = number->start;
    mention->end = number->end;
}

bool qc_figure_read(qc_work *work, size_t at, qc_mention *mention)
{
    if (!read_number(work, at, &mention->number))
        return false;
    work->next_clear = false;
    if (mention->number.start < work->floor)
        return false;
    complete_number(work, mention);
    qc_figure figure; /* its words and tail are written by those who look there */
    figure.work = work;
    figure.view = &work->view;
    figure.mention = mention;
    figure.unit = NULL;
    figure.before.unit = figure.after.unit = -1;
    qc_money_look_back(&figure);
    look_around(&figure);
    size_t start = mention->start;
    if (qc_name_holds(&figure) || is_idiom(&figure) || (figure.word.row->classes && is_vague_amount(&figure)))
        return false;
    if (!qc_unit_look_ahead(&figure) || is_named_year(&figure) || !read_kind(&figure))
        return false;
    qc_cue_figure(&figure);
    mention->unhedged = mention->start == start && qc_hedge_lacks(&figure);
    return true;
}

/* The size of the last written digit; of vague scales and fractions of a whole there is none. */
static double digit_size(const qc_number *number)
{
    if (number->style == QC_NUMBER_VAGUE || number->style == QC_NUMBER_FRACTION || number->divisor > 1)
        return NAN;
    return qc_decimal_to_double(1, number->last_digit);
}

void qc_figure_round(const qc_view *view, qc_mention *mention)
{
    qc_number number = mention->number;
    mention->value = qc_number_value(view, &number);
    mention->resolution = digit_size(&number);
    if (number.style == QC_NUMBER_VAGUE) {
        qc_number_shift(&number, 1);
        mention->high = qc_number_value(view, &number);
    }
}
