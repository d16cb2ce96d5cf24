/* Numbers in words: cardinals, dozens, halves, fractions, vague scales.
 *
 * In: a place in a number word. Out: the number. What is ambiguous is read so: "nineteen ninety-nine" is a year and
 * no number; "between one hundred and two hundred" is two numbers; a word before a hyphen and a noun begins another
 * number ("twenty two-bedroom homes") unless it stands behind a hyphen itself; commas end a number. Bare "hundred",
 * "million" and "dozen" are none ("several hundred"), nor is "third" without a count before it.
 */
#include "number_parts.h"

/* Cardinals below 10,000: "six hundred and five", "twelve hundred". */
typedef struct group {
    uint32_t value;
    size_t end;
    uint32_t head;   /* the number before a hundred that ends the group, else 0 */
    size_t head_end; /* and where it ends */
} group;

static bool is_below_hundred(const qc_part *part) { return part->kind >= QC_PART_ONES && part->kind <= QC_PART_TENS; }

/* Ends of words that make the whole no number: the possessive ("one's"), a digit glued to it. */
static bool is_cut_off(const qc_view *view, size_t end)
{
    if (qc_is_digit(qc_at(view, end)))
        return true;
    bool possessive = qc_is_apostrophe(qc_at(view, end)) && qc_lower(qc_at(view, end + 1)) == 's';
    return possessive && !qc_is_word(qc_at(view, end + 2));
}

/* Does this part, behind a space, belong to a noun instead ("two-bedroom")? "twenty-two" goes on as a number. */
static bool begins_compound(const qc_view *view, const qc_part *part)
{
    if (part->joined || !qc_part_is_compound(view, part))
        return false;
    qc_part next = qc_part_after(view, part->span.end);
    return next.kind == QC_PART_OTHER || next.kind == QC_PART_ORDINAL;
}

/* Reads 0 to 99, whose first word is given. False: it is an ordinal ("twenty-first") or a year ("nineteen ninety"). */
static bool read_below_hundred(const qc_view *view, const qc_part *first, group *result)
{
    *result = (group){.value = (uint32_t)first->value, .end = first->span.end};
    qc_part next = qc_part_after(view, first->span.end);
    if (first->kind != QC_PART_TENS)
        return first->kind != QC_PART_TEENS || next.joined || next.kind != QC_PART_TENS || begins_compound(view, &next);
    if (next.kind == QC_PART_ORDINAL || (next.kind == QC_PART_FRACTION && next.ordinal))
        return qc_span_is(view, next.span, "second");
    if (next.kind == QC_PART_ONES && next.value > 0 && !begins_compound(view, &next)) {
        result->value += (uint32_t)next.value;
        result->end = next.span.end;
        return true;
    }
    bool pair = next.kind == QC_PART_TENS || next.kind == QC_PART_TEENS;
    return !pair || next.joined || begins_compound(view, &next);
}

/* Is what follows a group a multiplier, so that "and two" before it begins another number ("and two hundred")? */
static bool is_multiplied(const qc_view *view, size_t end)
{
    qc_part next = qc_part_after(view, end);
    return next.kind == QC_PART_HUNDRED || next.kind == QC_PART_DOZEN || next.kind == QC_PART_FRACTION;
}

static bool follows_between(const qc_view *view, size_t start)
{
    return qc_span_is(view, qc_word_before(view, start), "between");
}

/* The part behind `end`, over an "and" where one may stand. */
static qc_part part_over_and(const qc_view *view, size_t end, bool may_and, bool *over)
{
    qc_part part = qc_part_after(view, end);
    *over = may_and && part.kind == QC_PART_AND;
    return *over ? qc_part_after(view, part.span.end) : part;
}

/* Takes in "[and] five" behind a hundred. False: an ordinal ("hundred and fifth"). */
static bool read_behind_hundred(const qc_view *view, bool may_and, group *result)
{
    bool over;
    group rest;
    qc_part part = part_over_and(view, result->end, may_and, &over);
    if ((over || part.joined) && (part.kind == QC_PART_ORDINAL || part.ordinal))
        return false;
    if (!is_below_hundred(&part) || part.value == 0 || begins_compound(view, &part))
        return true;
    if (!read_below_hundred(view, &part, &rest))
        return false;
    if (over ? is_multiplied(view, rest.end) : qc_part_after(view, rest.end).kind == QC_PART_HUNDRED)
        return true;
    result->value += rest.value;
    result->end = rest.end;
    result->head = 0;
    return true;
}

/* Reads 0 to 9,999, whose first word is given; an article stands for one before a hundred or a scale. */
static bool read_group(const qc_view *view, const qc_part *first, bool may_and, group *result)
{
    if (!read_below_hundred(view, first, result))
        return false;
    qc_part next = qc_part_after(view, result->end);
    if (next.kind != QC_PART_HUNDRED || result->value == 0)
        return true;
    result->head = result->value;
    result->head_end = result->end;
    result->value *= 100;
    result->end = next.span.end;
    return read_behind_hundred(view, may_and, result);
}

/* Adds "[and] two hundred thousand" behind a scale of 10^*limit. False: nothing of the kind follows. */
static bool add_group(const qc_view *view, bool may_and, int32_t *limit, qc_number *number)
{
    bool over;
    group rest;
    qc_part part = part_over_and(view, number->end, may_and, &over);
    if (!is_below_hundred(&part) || part.value == 0 || begins_compound(view, &part) ||
        !read_group(view, &part, may_and, &rest))
        return false;
    qc_part scale = qc_part_after(view, rest.end);
    int32_t power = scale.kind == QC_PART_SCALE && scale.spelled ? scale.value : 0;
    bool too_large = power >= *limit || rest.value * qc_power_of_ten(power) >= qc_power_of_ten(*limit);
    if (too_large || (over && (power || rest.value >= 100 || is_multiplied(view, rest.end))))
        return false;
    number->mantissa = number->mantissa * qc_power_of_ten(number->exponent) + rest.value * qc_power_of_ten(power);
    number->exponent = 0;
    number->last_digit = power + (rest.head ? 2 : 0);
    number->end = power ? scale.span.end : rest.end;
    *limit = power;
    return true;
}

/* Adds the groups behind the scale word: "two million five hundred thousand and twelve". */
static void add_groups(const qc_view *view, int32_t limit, bool may_and, qc_number *number)
{
    enum { MOST_GROUPS = 6, HIGHEST_SCALE = 15 }; /* 9,999 * 10^15 fits 64 bits */
    if (number->exponent != number->scale || number->scale > HIGHEST_SCALE || number->divisor != 1)
        return;
    bool added = false;
    for (int count = 0; count < MOST_GROUPS && limit >= 3 && add_group(view, may_and, &limit, number); count++)
        added = true;
    if (added) {
        number->scale = 0;
        number->digits_end = number->end;
    }
}

/* Behind a fraction: "of a million", "of a dozen" makes it a number by itself. */
static void take_of_scale(const qc_view *view, qc_number *number)
{
    qc_part part = qc_part_after(view, number->end);
    if (part.kind != QC_PART_OF)
        return;
    part = qc_part_after(view, part.span.end);
    if (part.kind != QC_PART_ARTICLE)
        return;
    qc_number whole = *number;
    whole.style = QC_NUMBER_WORDS;
    whole.end = whole.digits_end = part.span.end;
    qc_number_take_scale(view, &whole);
    if (whole.end != whole.digits_end)
        *number = whole;
}

/* Reads the fraction of which `count` is the numerator: "two-thirds", "a quarter". False: it is none. */
static bool read_fraction(const qc_view *view, uint32_t count, const qc_part *fraction, qc_number *number)
{
    bool plural = qc_part_is_plural(view, fraction), usual = fraction->value == 3 || fraction->value == 4;
    if (fraction->kind != QC_PART_FRACTION || count == 0 || count >= (uint32_t)fraction->value)
        return false;
    if (plural != (count > 1) && !(count > 1 && fraction->joined && usual))
        return false;
    if (fraction->ordinal && !fraction->joined && qc_part_is_compound(view, fraction))
        return false;
    if (fraction->value == 4 && count == 2)
        return false; /* "two quarters" are half a year */
    qc_number_set_fraction(number, count, (uint32_t)fraction->value);
    number->end = number->digits_end = fraction->span.end;
    take_of_scale(view, number);
    return true;
}

/* Reads "half a million", "half-dozen", "half an" before a noun, or half by itself; `half` is that word. */
static bool read_half(const qc_view *view, const qc_part *half, qc_number *number)
{
    qc_number_set_fraction(number, 1, 2);
    number->article = true;
    number->end = number->digits_end = half->span.end;
    qc_part article = qc_part_after(view, half->span.end);
    qc_number whole = *number;
    whole.style = QC_NUMBER_WORDS;
    if (article.kind == QC_PART_ARTICLE)
        whole.end = whole.digits_end = article.span.end;
    qc_number_take_scale(view, &whole);
    if (article.kind == QC_PART_ARTICLE || whole.end != whole.digits_end)
        *number = whole;
    else
        take_of_scale(view, number);
    return true;
}

/* Sets the number to the group, before the hundred that ends it: the hundred is a scale. */
static void set_group(const group *from, qc_number *number)
{
    number->style = QC_NUMBER_WORDS;
    number->mantissa = from->head ? from->head : from->value;
    number->end = number->digits_end = from->head ? from->head_end : from->end;
}

/* Reads a cardinal with its scales: `first` is its first word, an article only before a hundred, a scale or a dozen. */
static bool read_cardinal(const qc_view *view, const qc_part *first, qc_number *number)
{
    group start;
    bool may_and = !follows_between(view, first->span.start);
    if (!read_group(view, first, may_and, &start))
        return false;
    qc_part next = qc_part_after(view, start.end);
    if (!start.head && read_fraction(view, start.value, &next, number))
        return true;
    if (!start.head && next.joined && next.kind == QC_PART_FRACTION && next.ordinal && start.value > 1)
        return false; /* "two-hundredth" */
    set_group(&start, number);
    if (!start.head)
        qc_number_take_and_fraction(view, number);
    qc_number_take_scale(view, number);
    add_groups(view, number->scale - (start.head ? 2 : 0), may_and, number);
    return true;
}

/* Reads what "a" or "an" begins. */
static bool read_article(const qc_view *view, const qc_part *article, qc_number *number)
{
    qc_part next = qc_part_after(view, article->span.end);
    number->article = true;
    if (next.kind == QC_PART_FRACTION)
        return next.value == 2 ? read_half(view, &next, number) : read_fraction(view, 1, &next, number);
    if (next.kind != QC_PART_HUNDRED && next.kind != QC_PART_DOZEN && !(next.kind == QC_PART_SCALE && next.spelled))
        return false;
    if (!read_cardinal(view, article, number))
        return false;
    number->article = number->end == next.span.end || number->scale > 2;
    return true;
}

/* Reads "tens of thousands", "dozens": the lower end; the upper is ten times as high. */
static bool read_vague(const qc_view *view, const qc_part *first, qc_number *number)
{
    number->style = QC_NUMBER_VAGUE;
    number->mantissa = qc_span_is(view, first->span, "dozens") ? 12 : 1;
    number->exponent = number->mantissa == 12 ? 0 : first->value;
    number->end = number->digits_end = first->span.end;
    qc_part next = qc_part_after(view, first->span.end);
    if (next.kind == QC_PART_OF) {
        next = qc_part_after(view, next.span.end);
        bool plural = next.kind == QC_PART_VAGUE || (next.kind == QC_PART_SCALE && qc_part_is_plural(view, &next));
        if (plural && next.value >= 3) {
            number->exponent += next.value;
            number->scale = next.value;
            number->end = next.span.end;
        }
    }
    number->last_digit = number->exponent;
    return true;
}

/* Where the number of the word at `at` begins: "a", "half a", "a half" before it belong to it. */
static size_t find_start(const qc_view *view, size_t at)
{
    qc_part part = qc_part_at(view, at);
    if (part.kind < QC_PART_HUNDRED || part.kind == QC_PART_VAGUE || part.kind == QC_PART_ORDINAL)
        return at;
    qc_span before = qc_word_before(view, at);
    bool half = part.kind != QC_PART_FRACTION && qc_span_is(view, before, "half");
    bool article = qc_span_is(view, before, "a") || qc_span_is(view, before, "an");
    if (!half && !article)
        return at;
    qc_span farther = qc_word_before(view, before.start);
    if (half ? qc_span_is(view, farther, "a") : qc_span_is(view, farther, "half"))
        return farther.start;
    return before.start;
}

static bool read_first(const qc_view *view, const qc_part *first, qc_number *number)
{
    if (first->kind == QC_PART_ARTICLE)
        return read_article(view, first, number);
    if (first->kind == QC_PART_FRACTION && qc_span_is(view, first->span, "half"))
        return read_half(view, first, number);
    if (first->kind == QC_PART_VAGUE)
        return read_vague(view, first, number);
    return is_below_hundred(first) && read_cardinal(view, first, number);
}

/* Does the word end a year ("nineteen ninety-nine") or tens ("ninety-nine")? What it ends is no number, or was read. */
static bool is_inside(const qc_view *view, const qc_part *part)
{
    bool joined = qc_at(view, part->span.start - 1) == '-';
    qc_span word = qc_word_before(view, part->span.start - joined);
    if (word.start == word.end)
        return false;
    qc_part before = qc_part_at(view, word.start);
    if (part->kind == QC_PART_ONES)
        return joined && before.kind == QC_PART_TENS;
    if (joined || (part->kind != QC_PART_TENS && part->kind != QC_PART_TEENS))
        return false;
    return !begins_compound(view, part) &&
           (before.kind == QC_PART_TENS || (before.kind == QC_PART_TEENS && part->kind == QC_PART_TENS));
}

/* May what stands behind a number word below ten belong to the number? An article does not, nor does "of". */
static bool goes_on(const qc_view *view, size_t end)
{
    enum { PARTS = QC_WORD_NUMBER | QC_WORD_SCALE | QC_WORD_FRACTION | QC_WORD_VAGUE | QC_WORD_ORDINAL };
    size_t next = qc_part_start(view, end);
    if (!qc_may_begin(qc_part_pairs, qc_at(view, next), qc_at(view, next + 1)))
        return false;
    const qc_word *word = qc_lexicon_row(view, qc_word_at(view, next));
    bool article = word->key == QC_KEY_A || word->key == QC_KEY_AN;
    return word->key == QC_KEY_AND || (word->classes & PARTS && !article);
}

/* Reads what most numbers in words are, "one" to "nine" with no other part of a number behind it. False: they may be
 * more. */
static bool read_simple(const qc_view *view, size_t at, qc_number *number)
{
    qc_span span = qc_word_at(view, at);
    const qc_word *word = qc_lexicon_row(view, span);
    bool ones = word->classes & QC_WORD_NUMBER && word->number < 10 && word->key == QC_KEY_NONE &&
                !(word->classes & QC_WORD_FRACTION);
    if (!ones || qc_at(view, at - 1) == '-' || goes_on(view, span.end) || is_cut_off(view, span.end))
        return false;
    number->style = QC_NUMBER_WORDS;
    number->mantissa = (uint64_t)word->number;
    number->end = number->digits_end = span.end;
    return true;
}

bool qc_number_read_words(const qc_view *view, size_t at, qc_number *number)
{
    if (qc_is_word(qc_at(view, at - 1)))
        return false;
    if (read_simple(view, at, number))
        return true;
    number->start = find_start(view, at);
    qc_part first = qc_part_at(view, number->start);
    return !is_inside(view, &first) && read_first(view, &first, number) && !is_cut_off(view, number->end);
}
