/* Amounts of money and prices: the currency, the sign, and what a price is per.
 *
 * In: a number. Out: a mention of kind money, unit the currency, per the denominator of a price. A flow ("£615 a year")
 * stops at the amount. Minor units keep their own symbol; unit.c gives the major one as base.
 */
#include "figure.h"
#include "local.h"
#include "user_lexicon.h"

/* No currency before a number is longer than this many letters; names stand behind. */
enum { LONGEST_CURRENCY = 5 };

static bool is_small(uint8_t byte) { return byte >= 'a' && byte <= 'z'; }

/* Can the text that ends at `at` be a currency: a sign, or a short word that begins with a capital (Rs, RMB, kr is the
 * exception)? */
static bool may_be_currency(const qc_view *view, size_t at)
{
    uint8_t byte = qc_at(view, at - 1);
    if (qc_is_currency(byte))
        return true;
    if (byte != '.' && !(qc_currency_end_pairs[byte & 63] >> (qc_at(view, at - 2) & 63) & 1))
        return false;
    size_t start = byte == '.' ? at - 1 : at;
    start -= qc_at(view, start - 1) == '/'; /* S/ B/. */
    if (is_small(qc_at(view, start - 1)) && is_small(qc_at(view, start - 2)) && is_small(qc_at(view, start - 3)) &&
        !qc_is_upper(qc_at(view, start - 4)))
        return false; /* Euro, Kshs and Baht have three */
    size_t end = start;
    while (end - start < LONGEST_CURRENCY && qc_is_letter(qc_at(view, start - 1)))
        start--;
    return start < end && (qc_is_upper(qc_at(view, start)) || end - start == 2);
}

/* A minus sign that ends at `at` and belongs to the number behind it, not to a word or a range before it. */
static bool is_minus(const qc_view *view, size_t at)
{
    uint8_t dash = qc_at(view, at - 1), before = qc_at(view, at - 2);
    if (dash != '-' && dash != QC_SIGN_MINUS && dash != QC_SIGN_EN_DASH)
        return false;
    return !qc_is_word(before) && before != ')' && before != '%' && before != '.' &&
           before != QC_SIGN_RIGHT_DOUBLE_QUOTE;
}

/* Where the word "minus" begins that ends before `at`, with a space or hyphen between; `at` where there is none. */
static size_t minus_word(const qc_view *view, size_t at)
{
    uint8_t before = qc_at(view, at - 1);
    if (before != '-' && !qc_is_space(before))
        return at;
    size_t end = before == '-' ? at - 1 : qc_skip_space_back(view, at);
    if (end == at || qc_lower(qc_at(view, end - 1)) != 's' || qc_lower(qc_at(view, end - 2)) != 'u')
        return at;
    qc_span word = qc_word_before(view, end);
    bool either = qc_span_is(view, qc_word_before(view, word.start), "or"); /* "plus or minus three points" */
    return word.end == end && qc_span_is(view, word, "minus") && !either ? word.start : at;
}

/* Takes in the sign before the span. */
static void read_sign(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_mention *mention = figure->mention;
    size_t floor = figure->work->floor, word = minus_word(view, mention->start);
    if (word < mention->start && word >= floor) {
        mention->number.negative = true;
        mention->start = word;
    } else if (mention->start > floor && is_minus(view, mention->start)) {
        mention->number.negative = true;
        mention->start--;
    } else if (mention->start > floor && qc_at(view, mention->start - 1) == '+' &&
               !qc_is_word(qc_at(view, mention->start - 2))) {
        mention->start--;
    }
}

/* "(14.2) million" behind a currency: the scale behind the bracket belongs to the number. */
static void read_bracket(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_number *number = &figure->mention->number;
    if (qc_at(view, number->end) != ')')
        return;
    number->negative = true;
    number->end++;
    qc_span word = qc_word_after(view, number->end);
    const qc_word *scale = word.end > word.start ? qc_lexicon_word(view, word) : NULL;
    if (scale && scale->classes & QC_WORD_SCALE && number->scale == 0) {
        qc_number_shift(number, scale->scale);
        number->scale = scale->scale;
        number->end = word.end;
    }
    figure->mention->end = number->end;
}

/* Is the number written as an amount? "R5bn", "P56.02" and "N150,000" are money, "P5" and "N95" are names. */
static bool is_large(const qc_number *number)
{
    return number->scale > 0 || number->grouped || number->exponent < 0 || number->mantissa >= 1000;
}

/* "N617 per litre": what it is per makes it a price. */
static bool is_priced(const qc_figure *figure)
{
    qc_unit_match per;
    return qc_unit_read_per(figure->work, figure->mention->number.end, &per);
}

/* "US $84", "C $6", "hk $ 10": letters a space before the sign. They are put together and looked up as one. */
static void find_spaced_letters(qc_figure *figure)
{
    enum { MOST_LETTERS = 3 };
    const qc_view *view = figure->view;
    size_t sign = figure->before.start;
    if (qc_at(view, sign) != '$' || qc_at(view, sign - 1) != ' ')
        return;
    qc_span word = qc_word_before(view, sign);
    size_t length = word.end - word.start;
    uint8_t first = qc_at(view, word.start);
    qc_span before = qc_word_before(view, word.start);
    bool inside = before.end > before.start && !qc_is_upper(qc_at(view, before.start));
    bool letter = length == 1 && (qc_lower(first) == first || (first == 'A' && !inside)); /* "a $300 loan" */
    if (length == 0 || length > MOST_LETTERS || word.start < figure->work->floor ||
        (letter && qc_at(view, word.start) != 'c'))
        return;
    uint8_t bytes[MOST_LETTERS + 1];
    qc_excerpt joined;
    for (size_t i = 0; i < length; i++)
        bytes[i] = (uint8_t)(qc_at(view, word.start + i) & ~0x20);
    bytes[length] = '$';
    qc_unit_match match;
    if (qc_excerpt_make(bytes, length + 1, &joined) &&
        qc_lexicon_currency_before(&joined.view, length + 1, &match) && match.start == 0) {
        figure->before.unit = match.unit;
        figure->before.start = word.start;
    }
}

/* "TD3C", "AD8F": letters on both sides of a number are those of a name. */
static bool is_in_code(const qc_figure *figure, size_t end)
{
    const qc_number *number = &figure->mention->number;
    return number->scale == 0 && end == number->start && qc_is_letter(qc_at(figure->view, end - 1)) &&
           qc_is_upper(qc_at(figure->view, number->end)) && figure->after.unit < 0;
}

/* The currency that ends at `at`, or before the spaces that end there. */
static bool find_before(qc_figure *figure, size_t at)
{
    const qc_view *view = figure->view;
    size_t end = qc_is_space(qc_at(view, at - 1)) ? qc_skip_space_back(view, at) : at;
    const qc_user_lexicon *lexicon = figure->work->lexicon;
    if (end <= figure->work->floor || (!lexicon && !may_be_currency(view, end)))
        return false;
    bool own = lexicon && qc_user_lexicon_before(lexicon, view, end, &figure->before);
    bool found = (own || (may_be_currency(view, end) && qc_lexicon_currency_before(view, end, &figure->before))) &&
                 figure->before.start >= figure->work->floor;
    if (found && figure->before.flags & QC_UNIT_NEEDS_GLUE)
        found = end == at && (is_large(&figure->mention->number) || is_priced(figure));
    if (found && is_in_code(figure, end))
        found = false;
    if (found && qc_at(view, figure->before.start - 1) == '/' && qc_is_upper(qc_at(view, figure->before.start - 2)))
        found = false; /* "USD/JPY 156.30" */
    if (found)
        find_spaced_letters(figure);
    else
        figure->before.unit = -1;
    return found;
}

/* "(€45.2)m", "($3.1) million": a loss in brackets, which its scale behind the bracket tells from a conversion. */
static void read_outer_bracket(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_mention *mention = figure->mention;
    qc_number *number = &mention->number, scaled = *number;
    if (number->scale != 0 || qc_at(view, number->end) != ')' || qc_at(view, mention->start - 1) != '(' ||
        mention->start - 1 < figure->work->floor)
        return;
    scaled.end = scaled.digits_end = number->end + 1;
    qc_span word = qc_word_after(view, scaled.end);
    const qc_word *scale = word.end > word.start ? qc_lexicon_word(view, word) : NULL;
    if (scale && scale->classes & QC_WORD_SCALE) {
        qc_number_shift(&scaled, scale->scale);
        scaled.scale = scale->scale;
        scaled.end = word.end;
    } else if (!qc_number_letter_scale(view, false, &scaled)) {
        return;
    }
    scaled.digits_end = number->digits_end;
    *number = scaled;
    number->negative = true;
    mention->start--;
    mention->end = number->end;
}

/* May a currency, or the word minus, end before `at`? Most words are told by their last letters. */
static inline bool may_lead(const qc_view *view, size_t at)
{
    uint8_t last = qc_at(view, at - 1), before = qc_at(view, at - 2);
    return qc_currency_end_pairs[last & 63] >> (before & 63) & 1 || qc_is_currency(last) || last == '.' ||
           qc_is_space(last) || (qc_lower(last) == 's' && qc_lower(before) == 'u');
}

/* Takes in a currency and a sign; apart, so that what has neither needs no stack. */
__attribute__((noinline)) static void look_back(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_mention *mention = figure->mention;
    size_t at = mention->start;
    uint8_t byte = qc_at(view, at - 1);
    bool dash = byte == '-' || byte == QC_SIGN_MINUS, bracket = byte == '(';
    bool inside = at > figure->work->floor + 1 && (dash || bracket) && qc_is_currency(qc_at(view, at - 2));
    if (find_before(figure, inside ? at - 1 : at)) {
        mention->start = figure->before.start;
        if (inside && bracket)
            read_bracket(figure);
        else if (inside)
            mention->number.negative = true;
        else
            read_outer_bracket(figure);
    }
    read_sign(figure);
}

void qc_money_look_back(qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t at = figure->mention->start;
    if (qc_at(view, at - 1) != ' ' || figure->work->lexicon || may_lead(view, at - 1))
        look_back(figure);
}

/* "$500 US", "$100 USD", "C$5 dollars": a currency on both sides is one. */
static void join_currencies(qc_figure *figure)
{
    qc_mention *mention = figure->mention;
    if (!figure->unit || !(figure->unit->traits & QC_UNIT_CURRENCY) || figure->unit->traits & QC_UNIT_MINOR)
        return;
    mention->end = figure->after.end;
    if (qc_unit_get(figure->work->lexicon, mention->unit)->traits & QC_UNIT_CURRENCY &&
        mention->unit == figure->work->dollar)
        mention->unit = figure->after.unit;
}

/* "64 USD million": the scale behind the currency. */
static void read_late_scale(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_mention *mention = figure->mention;
    if (mention->number.scale != 0 || !qc_is_upper(qc_at(view, mention->end - 1)))
        return;
    qc_span word = qc_word_after(view, mention->end);
    const qc_word *scale = word.end > word.start ? qc_lexicon_word(view, word) : NULL;
    if (!scale || !(scale->classes & QC_WORD_SCALE))
        return;
    qc_number_shift(&mention->number, scale->scale);
    mention->number.scale = scale->scale;
    mention->end = word.end;
}

/* Does a number begin at `at`, in digits or words? */
static bool may_be_number(const qc_view *view, size_t at)
{
    return qc_is_digit(qc_at(view, at)) || qc_lexicon_classes(view, qc_word_at(view, at)) & QC_WORD_NUMBER;
}

/* "twenty dollars sixty five": a number below a hundred that counts nothing is of the minor unit. */
static void read_loose_minor(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_mention *mention = figure->mention;
    qc_number *number = &mention->number, minor;
    size_t at = mention->end + 1;
    if (number->exponent != 0 || number->scale != 0 || number->mantissa > UINT32_MAX ||
        qc_at(view, mention->end) != ' ' || !may_be_number(view, at) ||
        !qc_number_read(view, at, &figure->work->format, &minor))
        return;
    bool small =
        minor.exponent == 0 && minor.scale == 0 && minor.divisor == 1 && minor.mantissa >= 10 && minor.mantissa < 100;
    qc_unit_match unit;
    qc_span noun;
    size_t behind = qc_figure_skip(view, minor.end);
    if (minor.start != at || minor.style != number->style || !small ||
        qc_lexicon_unit(figure->work->lexicon, view, behind, &unit) || qc_noun_read(view, behind, false, &noun))
        return;
    number->mantissa = number->mantissa * 100 + minor.mantissa;
    number->exponent = number->last_digit = -2;
    mention->end = minor.end;
}

/* The currency of the document, where the text says "$", "dollars", "crowns" and no more. */
static void choose_local(const qc_figure *figure, const qc_unit_match *match)
{
    qc_mention *mention = figure->mention;
    bool assumed;
    if (mention->unit != match->unit)
        return;
    mention->unit = qc_local_currency(figure->work, match, mention->start, &assumed);
    if (assumed)
        mention->flags |= QC_FLAG_ASSUMED_CURRENCY;
}

/* Things of which money is a flow or a rate, not a price: then the row stops at the amount. */
static bool is_price_of(const qc_unit *per)
{
    return per->dimension != QC_DIMENSION_DURATION &&
           !(per->traits & (QC_UNIT_TIME | QC_UNIT_CURRENCY | QC_UNIT_PERCENT));
}

/* Takes in "a barrel", "/t", "per 1,000 cubic metres". */
static void read_price(qc_figure *figure)
{
    qc_mention *mention = figure->mention;
    qc_unit_match per;
    if (!qc_unit_read_per(figure->work, mention->end, &per))
        return;
    const qc_unit *unit = qc_unit_get(figure->work->lexicon, per.unit);
    if (!is_price_of(unit))
        return;
    mention->per = per.unit;
    mention->end = per.end;
    mention->unit_flags |= per.flags | (unit->traits & QC_UNIT_AMBIGUOUS);
    mention->dimension = QC_DIMENSION_PRICE;
    mention->rule = QC_RULE_MONEY_PRICE;
}

bool qc_money_read(qc_figure *figure)
{
    qc_mention *mention = figure->mention;
    const qc_unit_match *match = figure->before.unit >= 0 ? &figure->before : &figure->after;
    mention->kind = QC_KIND_MONEY;
    mention->dimension = QC_DIMENSION_MONEY;
    mention->unit = match->unit;
    mention->unit_flags = match->flags;
    if (figure->before.unit >= 0) {
        mention->rule = QC_RULE_MONEY_SYMBOL;
        mention->end = mention->number.end;
        join_currencies(figure);
    } else {
        mention->rule = QC_RULE_MONEY_NAME;
        mention->end = figure->after.end;
        read_late_scale(figure);
        read_loose_minor(figure);
    }
    choose_local(figure, match);
    read_price(figure);
    if (mention->unit_flags & QC_UNIT_AMBIGUOUS)
        mention->flags |= QC_FLAG_AMBIGUOUS_UNIT;
    return true;
}
