/* Words that belong to numbers, scales and fractions. */
#include "number_parts.h"

/* Scale words that the scan does not stop at are abbreviations (mln, bn) unless they are this long (crores,
 * quintillion). */
enum { SHORTEST_SPELLED = 5 };

/* Above this, mantissa * divisor * 10^6 might not fit 64 bits. */
static const uint64_t largest_with_fraction = 10000000000;

bool qc_part_is_plural(const qc_view *view, const qc_part *part)
{
    return qc_lower(qc_at(view, part->span.end - 1)) == 's';
}

bool qc_part_is_compound(const qc_view *view, const qc_part *part)
{
    return qc_at(view, part->span.end) == '-' && qc_is_letter(qc_at(view, part->span.end + 1));
}

/* one ... ninety, hundred and dozen. */
static qc_part_kind number_kind(const qc_word *word)
{
    if (word->number == 100)
        return QC_PART_HUNDRED;
    if (word->key == QC_KEY_DOZEN)
        return QC_PART_DOZEN;
    if (word->number < 10)
        return QC_PART_ONES;
    return word->number < 20 ? QC_PART_TEENS : QC_PART_TENS;
}

static void classify(const qc_word *word, qc_part *part)
{
    uint32_t classes = word->classes;
    if (classes & QC_WORD_FRACTION) {
        part->kind = QC_PART_FRACTION;
        part->value = word->divisor;
        part->ordinal = (classes & QC_WORD_ORDINAL) != 0;
    } else if (classes & QC_WORD_NUMBER) {
        part->kind = number_kind(word);
        part->value = word->number;
    } else if (classes & QC_WORD_VAGUE) {
        part->kind = QC_PART_VAGUE;
        part->value = word->scale;
    } else if (classes & QC_WORD_SCALE && part->span.end - part->span.start > 1) {
        part->kind = QC_PART_SCALE;
        part->value = word->scale;
        part->spelled = (classes & QC_WORD_TRIGGER) != 0 || part->span.end - part->span.start >= SHORTEST_SPELLED;
    } else if (classes & QC_WORD_ORDINAL) {
        part->kind = QC_PART_ORDINAL;
    }
}

/* Words of numbers that have a key: they come before the classes that they have too. */
static qc_part_kind keyed_kind(const qc_word *word)
{
    switch (word->key) {
    case QC_KEY_A:
    case QC_KEY_AN:
        return QC_PART_ARTICLE;
    case QC_KEY_AND:
        return QC_PART_AND;
    case QC_KEY_OF:
        return QC_PART_OF;
    default:
        return QC_PART_OTHER;
    }
}

qc_part qc_part_at(const qc_view *view, size_t at)
{
    qc_part part = {.kind = QC_PART_OTHER, .span = qc_word_at(view, at)};
    if (part.span.end == at || qc_is_digit(qc_at(view, part.span.end)))
        return part;
    bool single = part.span.end == at + 1;
    if (!single && !qc_may_begin(qc_part_pairs, view->bytes[at], view->bytes[at + 1]))
        return part;
    const qc_word *word = qc_lexicon_row(view, part.span);
    part.kind = keyed_kind(word);
    if (part.kind == QC_PART_OTHER)
        classify(word, &part);
    else
        part.value = part.kind == QC_PART_ARTICLE;
    return part;
}

qc_part qc_part_after(const qc_view *view, size_t at)
{
    size_t start = qc_part_start(view, at);
    qc_part part = qc_part_at(view, start);
    part.joined = start == at || qc_at(view, at) == '-';
    return part;
}

/* The power of ten that makes 1 / divisor a whole number; -1 where none does (thirds). */
static int32_t decimal_places(uint32_t divisor)
{
    int32_t places = 0;
    for (uint32_t power = 1; power <= 1000000; power *= 10, places++)
        if (power % divisor == 0)
            return places;
    return -1;
}

uint64_t qc_power_of_ten(int32_t power)
{
    uint64_t value = 1;
    for (; power > 0; power--)
        value *= 10;
    return value;
}

bool qc_number_add_fraction(qc_number *number, uint32_t numerator, uint32_t divisor)
{
    if (number->mantissa > largest_with_fraction || number->divisor != 1 || divisor > 100)
        return false;
    int32_t places = decimal_places(divisor);
    if (places < 0) {
        number->mantissa = number->mantissa * divisor + numerator;
        number->divisor = divisor;
        number->last_digit = number->exponent - 2; /* a third is known as well as 0.33 is */
    } else {
        uint64_t power = qc_power_of_ten(places);
        number->mantissa = number->mantissa * power + numerator * (power / divisor);
        number->exponent -= places;
        number->last_digit = number->exponent;
    }
    number->integer = false;
    return true;
}

void qc_number_set_fraction(qc_number *number, uint32_t numerator, uint32_t divisor)
{
    number->mantissa = 0;
    number->exponent = 0;
    number->style = QC_NUMBER_FRACTION;
    qc_number_add_fraction(number, numerator, divisor);
}

/* Plain digits that are too short for a year. */
static bool is_short_integer(const qc_number *number)
{
    return number->integer && number->digits_end - number->start < 4;
}

/* "fourteen and a third of the crew" and "2023 and a half ..." are two things; behind figures only a half is usual. */
static bool may_follow_and(const qc_view *view, const qc_number *number, const qc_part *fraction)
{
    if (number->style == QC_NUMBER_DIGITS && (fraction->value != 2 || !is_short_integer(number)))
        return false;
    if (fraction->value == 2)
        return true;
    return qc_part_after(view, fraction->span.end).kind != QC_PART_OF &&
           !(fraction->ordinal && qc_part_is_compound(view, fraction));
}

bool qc_number_take_and_fraction(const qc_view *view, qc_number *number)
{
    if (!qc_part_may_and(view, number->end))
        return false;
    qc_part part = qc_part_after(view, number->end);
    if (part.kind != QC_PART_AND)
        return false;
    qc_part count = qc_part_after(view, part.span.end);
    if (count.kind != QC_PART_ARTICLE && count.kind != QC_PART_ONES)
        return false;
    qc_part fraction = qc_part_after(view, count.span.end);
    bool plural = count.value > 1;
    if (fraction.kind != QC_PART_FRACTION || count.value < 1 || count.value >= fraction.value)
        return false;
    if (plural != qc_part_is_plural(view, &fraction) || !may_follow_and(view, number, &fraction) ||
        !qc_number_add_fraction(number, (uint32_t)count.value, (uint32_t)fraction.value))
        return false;
    number->end = number->digits_end = fraction.span.end;
    return true;
}

/* Plurals are scales of figures in some kinds of English ("12 millions"), but behind a year they begin a number. */
static bool is_plural_scale(const qc_number *number, const qc_word *word)
{
    return number->style == QC_NUMBER_DIGITS && word->scale >= 6 && (!number->integer || is_short_integer(number));
}

/* The power of ten of a word of so many letters, 0 where it is no scale of this number. Abbreviations follow figures
 * alone. */
static int32_t scale_of(const qc_number *number, const qc_word *word, size_t length)
{
    uint32_t classes = word->classes;
    if (classes & (QC_WORD_NUMBER | QC_WORD_FRACTION))
        return word->number == 100 ? 2 : 0;
    if (classes & QC_WORD_VAGUE)
        return is_plural_scale(number, word) ? word->scale : 0;
    bool spelled = classes & QC_WORD_TRIGGER || length >= SHORTEST_SPELLED;
    return classes & QC_WORD_SCALE && length > 1 && (spelled || number->style != QC_NUMBER_WORDS) ? word->scale : 0;
}

/* "a million and a half": the half is one of the scale. */
static void take_half_of_scale(const qc_view *view, qc_number *number)
{
    qc_part part = qc_part_after(view, number->end);
    if (part.kind != QC_PART_AND || number->scale < 3)
        return;
    part = qc_part_after(view, part.span.end);
    if (part.kind != QC_PART_ARTICLE)
        return;
    part = qc_part_after(view, part.span.end);
    if (part.kind != QC_PART_FRACTION || part.value != 2 || qc_part_is_compound(view, &part))
        return;
    qc_part next = qc_part_after(view, part.span.end);
    bool own_scale = next.kind == QC_PART_SCALE || next.kind == QC_PART_HUNDRED || next.kind == QC_PART_ARTICLE;
    if (!own_scale && number->exponent == number->scale && qc_number_add_fraction(number, 1, 2))
        number->end = number->digits_end = part.span.end;
}

/* The number is more than its digits: no year, no part of a whole. */
static void extend(qc_number *number, size_t end)
{
    number->end = end;
    number->integer = false;
    if (number->style == QC_NUMBER_FRACTION)
        number->style = QC_NUMBER_DIGITS;
}

/* "five dozen", behind any number that has room for it. */
static bool take_dozen(size_t end, qc_number *number)
{
    if (number->mantissa >= UINT64_MAX / 12 || number->truncated)
        return false;
    number->mantissa *= 12;
    number->last_digit = 0;
    extend(number, end);
    return true;
}

void qc_number_take_scale(const qc_view *view, qc_number *number)
{
    enum { MOST_SCALES = 3 }; /* five hundred thousand crore */
    int32_t last = 0;
    for (int count = 0; count < MOST_SCALES && qc_part_may_follow(view, number->end); count++) {
        qc_span span = qc_word_at(view, qc_part_start(view, number->end));
        const qc_word *word = qc_lexicon_row(view, span);
        if (qc_is_digit(qc_at(view, span.end)))
            break;
        if (count == 0 && word->key == QC_KEY_DOZEN && take_dozen(span.end, number))
            return;
        int32_t scale = scale_of(number, word, span.end - span.start);
        if (scale == 0 || scale < last)
            break;
        number->scale += scale;
        qc_number_shift(number, scale);
        extend(number, span.end);
        last = scale;
    }
    if (number->scale && qc_part_may_and(view, number->end))
        take_half_of_scale(view, number);
}
