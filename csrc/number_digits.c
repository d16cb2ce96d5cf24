/* Numbers in figures: digits with their groups, decimals, and fractions beside them.
 *
 * In: a place where digits or a vulgar fraction begin, or the point before them. Out: the number. No number are
 * ordinals (16th), versions and dates with two points (2.14.5) and runs whose separators contradict each other
 * (number_groups.c).
 */
#include "decimal.h"
#include "lexicon.h"
#include "number_parts.h"

/* Significant digits so far. */
typedef struct digits {
    uint64_t mantissa;
    int64_t exponent; /* grows with each digit that found no room, falls with each decimal */
    int kept;
    bool truncated;
} digits;

static void take_digit(digits *digits, uint8_t digit)
{
    if (digits->kept == QC_MANTISSA_DIGITS) {
        digits->exponent++;
        digits->truncated |= digit != '0';
        return;
    }
    digits->mantissa = digits->mantissa * 10 + (uint64_t)(digit - '0');
    digits->kept += digits->mantissa > 0;
}

static void take_digits(const qc_view *view, size_t at, size_t end, digits *digits)
{
    for (; at < end; at++)
        if (qc_is_digit(qc_at(view, at)))
            take_digit(digits, qc_at(view, at));
}

static size_t digits_end(const qc_view *view, size_t at)
{
    while (qc_is_digit(qc_at(view, at)))
        at++;
    return at;
}

/* A vulgar fraction of Latin-1 or of signs.tsv. */
static bool read_vulgar(uint8_t byte, uint32_t *numerator, uint32_t *divisor)
{
    static const struct {
        uint8_t byte, numerator, divisor;
    } vulgar[] = {
        {0xbc, 1, 4},
        {0xbd, 1, 2},
        {0xbe, 3, 4},
        {QC_SIGN_ONE_THIRD, 1, 3},
        {QC_SIGN_TWO_THIRDS, 2, 3},
        {QC_SIGN_ONE_EIGHTH, 1, 8},
        {QC_SIGN_THREE_EIGHTHS, 3, 8},
        {QC_SIGN_FIVE_EIGHTHS, 5, 8},
        {QC_SIGN_SEVEN_EIGHTHS, 7, 8},
    };
    for (size_t i = 0; i < sizeof vulgar / sizeof vulgar[0]; i++) {
        if (vulgar[i].byte == byte) {
            *numerator = vulgar[i].numerator;
            *divisor = vulgar[i].divisor;
            return true;
        }
    }
    return false;
}

/* Divisors that are written with a slash: 24/7, 9/11 and 2015/16 are no fractions. */
static bool is_divisor(uint32_t number)
{
    bool eighths = number == 8 || number == 16 || number == 32 || number == 64;
    return eighths || (number >= 2 && number <= 5);
}

static uint32_t read_two_digits(const qc_view *view, size_t at, size_t *end)
{
    uint32_t value = 0;
    for (*end = at; *end - at < 2 && qc_is_digit(qc_at(view, *end)); (*end)++)
        value = value * 10 + (uint32_t)(qc_at(view, *end) - '0');
    return value;
}

/* Reads "3/4" that begins at `at`; a stroke behind it leads to a unit (3/4/bbl) or makes a date of it (3/4/05). */
static bool read_slashed(const qc_view *view, size_t at, uint32_t *numerator, uint32_t *divisor, size_t *end)
{
    size_t slash;
    *numerator = read_two_digits(view, at, &slash);
    if (slash == at || qc_at(view, slash) != '/')
        return false;
    *divisor = read_two_digits(view, slash + 1, end);
    uint8_t behind = qc_at(view, *end), next = qc_at(view, *end + 1);
    bool goes_on = qc_is_digit(behind) || (behind == '/' && !qc_is_letter(next)) ||
                   (behind == '.' && qc_is_digit(next));
    return *numerator > 0 && *numerator < *divisor && is_divisor(*divisor) && !goes_on;
}

/* Can a fraction stand at `at` behind digits, by its first two bytes? */
static inline bool may_be_fraction(const qc_view *view, size_t at)
{
    uint8_t joint = qc_at(view, at), behind = qc_at(view, at + 1);
    return (joint | behind) >= 0x80 || qc_is_digit(behind);
}

static bool read_fraction(const qc_view *view, size_t at, uint32_t *numerator, uint32_t *divisor, size_t *end)
{
    *end = at + 1;
    return read_vulgar(qc_at(view, at), numerator, divisor) || read_slashed(view, at, numerator, divisor, end);
}

/* Takes in the fraction behind the digits: 2½, 10-1/2, 1 1/2; behind two decimals it is one of the last place
 * ($5.05-1/4: grain is quoted in eighths of a cent). */
static void take_fraction(const qc_view *view, qc_number *number)
{
    uint32_t numerator, divisor;
    size_t end, at = number->end;
    uint8_t joint = qc_at(view, at);
    bool year = number->integer && at - number->start > 3;
    if (joint == '-' || (joint == ' ' && !year) || joint == 0xa0 || joint == QC_SIGN_THIN_SPACE)
        at++;
    else if (qc_is_digit(joint) || !read_vulgar(joint, &numerator, &divisor))
        return;
    if (number->truncated || (number->exponent != 0 && number->exponent != -2))
        return;
    if (read_fraction(view, at, &numerator, &divisor, &end) && qc_number_add_fraction(number, numerator, divisor))
        number->end = number->digits_end = end;
}

/* Does an ordinal's ending stand here (16th, 1st)? */
static bool has_ordinal_ending(const qc_view *view, size_t at)
{
    if (!qc_is_letter(qc_at(view, at)))
        return false;
    qc_span word = qc_word_at(view, at);
    if (word.end - at != 2 || qc_is_digit(qc_at(view, word.end)))
        return false;
    return qc_span_is(view, word, "th") || qc_span_is(view, word, "st") || qc_span_is(view, word, "nd") ||
           qc_span_is(view, word, "rd");
}

static bool is_mark_and_digit(const qc_view *view, size_t at, uint8_t mark)
{
    return qc_at(view, at) == mark && qc_is_digit(qc_at(view, at + 1));
}

/* Where the decimals end that begin with the mark at `at`; `at` where there are none. Behind groups with spaces
 * either mark begins decimals. */
static size_t decimals_end(const qc_view *view, size_t at, uint8_t mark, qc_grouping grouping)
{
    bool decimals = is_mark_and_digit(view, at, mark);
    if (grouping == QC_GROUPING_SPACED)
        decimals = is_mark_and_digit(view, at, ',') || is_mark_and_digit(view, at, '.');
    return decimals ? digits_end(view, at + 1) : at;
}

/* Decimals after which something follows that no number has: 2.14.5, 1.234,56 where points are decimal. */
static bool is_contradicted(const qc_view *view, size_t whole_end, size_t end, uint8_t mark)
{
    uint8_t other = mark == '.' ? ',' : '.';
    if (is_mark_and_digit(view, end, mark) && end > whole_end)
        return true;
    return end - whole_end == 4 && is_mark_and_digit(view, end, other);
}

/* Does the digit run at `at` stand behind a decimal mark of digits before it? Then it is no beginning. */
static bool is_behind_mark(const qc_view *view, size_t at, uint8_t mark)
{
    return qc_at(view, at - 1) == mark && qc_is_digit(qc_at(view, at - 2));
}

/* A point that begins a number (.5), not one of an abbreviation, an ellipsis or a sentence. */
static bool is_leading_point(const qc_view *view, size_t at)
{
    uint8_t before = qc_at(view, at - 1);
    bool sign = before == '~' || before == '<' || before == '>' || before == '+' || before == '=' || qc_is_dash(before);
    bool opens = before == 0 || before == '(' || qc_is_space(before) || qc_is_quote(before);
    return is_mark_and_digit(view, at, '.') && (sign || opens || qc_is_currency(before));
}

static int32_t clamp(int64_t exponent)
{
    enum { FAR = 1000000000 }; /* farther than any double, and far from the ends of int32_t */
    return exponent > FAR ? FAR : exponent < -FAR ? -FAR : (int32_t)exponent;
}

/* Reads the digits, groups and decimals from `at`, where the first of them stands, into the number. */
static bool read_decimal(const qc_view *view, size_t at, const qc_number_format *format, qc_number *number)
{
    uint8_t mark = format->decimal_comma ? ',' : '.';
    size_t whole_end = at;
    qc_grouping grouping = qc_number_group(view, at, format->decimal_comma, &whole_end);
    if (grouping == QC_GROUPING_BROKEN || qc_is_digit(qc_at(view, at - 1)) || is_behind_mark(view, at, mark))
        return false;
    size_t end = decimals_end(view, whole_end, mark, grouping);
    if (is_contradicted(view, whole_end, end, mark) || has_ordinal_ending(view, end))
        return false;
    digits read = {0};
    take_digits(view, at, whole_end, &read);
    int64_t decimals = end > whole_end ? (int64_t)(end - whole_end - 1) : 0;
    take_digits(view, whole_end, end, &read);
    number->mantissa = read.mantissa;
    number->exponent = clamp(read.exponent - decimals);
    number->truncated = read.truncated;
    number->last_digit = clamp(-decimals);
    number->grouped = grouping != QC_GROUPING_PLAIN;
    number->integer = grouping == QC_GROUPING_PLAIN && end == whole_end;
    number->end = number->digits_end = end;
    return true;
}

/* Adds the digits from `at` on to a value, none at or behind `limit`; returns their end. */
static inline const uint8_t *add_digits(const uint8_t *at, const uint8_t *limit, uint64_t *value)
{
    for (; at < limit && (uint8_t)(*at - '0') <= 9; at++)
        *value = *value * 10 + (uint64_t)(*at - '0');
    return at;
}

static inline bool is_ascii_digit(uint8_t byte) { return (uint8_t)(byte - '0') <= 9; }

/* Does the sign behind a number of so many characters part it from the digit behind that? A blank joins groups of three
 * only to a first group of at most three. */
static bool is_apart(uint8_t sign, size_t length)
{
    return qc_is_dash(sign) || qc_is_letter(sign) || (sign == ' ' && length > 3);
}

/* Reads what most numbers are: digits, groups of three behind commas, decimals behind a point, and no other sign
 * between digits on either side. False, and nothing written: read_decimal has to look closer. */
static bool read_simple(const qc_view *view, size_t at, qc_number *number)
{
    enum { LONGEST = QC_MANTISSA_DIGITS + 1 };
    const uint8_t *start = view->bytes + at, *limit = start + LONGEST;
    uint8_t before = start[-1];
    if (before == '.' || before == ',' || before == '/' || is_ascii_digit(before))
        return false;
    uint64_t value = 0;
    const uint8_t *end = add_digits(start, limit, &value);
    bool grouped = *end == ',' && is_ascii_digit(end[1]);
    if (end == start || (grouped && (end - start > 3 || *start == '0')))
        return false;
    while (*end == ',' && is_ascii_digit(end[1])) {
        const uint8_t *group = add_digits(end + 1, limit, &value);
        if (group - end != 4)
            return false;
        end = group;
    }
    const uint8_t *whole = end;
    if (*end == '.' && is_ascii_digit(end[1]))
        end = add_digits(end + 1, limit, &value);
    size_t length = (size_t)(end - start);
    if (end >= limit || (is_ascii_digit(end[1]) && !is_apart(*end, length)) ||
        (qc_is_letter(*end) && has_ordinal_ending(view, at + length)))
        return false;
    int32_t last_digit = end > whole ? -(int32_t)(end - whole - 1) : 0;
    *number = (qc_number){.mantissa = value,
                          .exponent = last_digit,
                          .divisor = 1,
                          .last_digit = last_digit,
                          .integer = !grouped && end == whole,
                          .grouped = grouped,
                          .start = at,
                          .end = at + length,
                          .digits_end = at + length};
    return true;
}

/* Reads ".5", whose first digit is at `at`. */
static bool read_bare_decimals(const qc_view *view, size_t at, qc_number *number)
{
    size_t end = digits_end(view, at);
    if (is_mark_and_digit(view, end, '.') || has_ordinal_ending(view, end))
        return false;
    digits read = {0};
    take_digits(view, at, end, &read);
    number->start = at - 1;
    number->mantissa = read.mantissa;
    number->last_digit = clamp(-(int64_t)(end - at));
    number->exponent = clamp(read.exponent - (int64_t)(end - at));
    number->truncated = read.truncated;
    number->end = number->digits_end = end;
    return true;
}

/* Reads a fraction that is the whole number: ¾, 3/4. */
static bool read_bare_fraction(const qc_view *view, size_t at, qc_number *number)
{
    uint32_t numerator, divisor;
    size_t end;
    if (qc_at(view, at - 1) == '/' || !read_fraction(view, at, &numerator, &divisor, &end))
        return false;
    if (has_ordinal_ending(view, end))
        return false;
    qc_number_set_fraction(number, numerator, divisor);
    number->end = number->digits_end = end;
    return true;
}

/* Reads the number that begins at `at` where it is none of the simple ones: fractions, decimals without a whole, groups
 * behind spaces. */
static bool read_unusual(const qc_view *view, size_t at, const qc_number_format *format, qc_number *number)
{
    bool digit = qc_is_digit(qc_at(view, at));
    if (read_bare_fraction(view, at, number))
        return true;
    if (is_leading_point(view, at - digit))
        return read_bare_decimals(view, at + !digit, number);
    if (!digit || !read_decimal(view, at, format, number))
        return false;
    if (may_be_fraction(view, number->end))
        take_fraction(view, number);
    return true;
}

/* The same, with nothing written where there is none. */
__attribute__((noinline)) static bool read_other(const qc_view *view, size_t at, const qc_number_format *format,
                                                 qc_number *number)
{
    qc_number read = {.divisor = 1, .start = at};
    bool found = read_unusual(view, at, format, &read);
    if (found)
        *number = read;
    return found;
}

bool qc_number_read_digits(const qc_view *view, size_t at, const qc_number_format *format, qc_number *number)
{
    if (format->decimal_comma || !read_simple(view, at, number)) {
        if (!read_other(view, at, format, number))
            return false;
    } else if (may_be_fraction(view, number->end)) {
        take_fraction(view, number);
    }
    if (!qc_part_may_follow(view, number->end))
        return true;
    if (number->style == QC_NUMBER_DIGITS)
        qc_number_take_and_fraction(view, number);
    qc_number_take_scale(view, number);
    return true;
}
