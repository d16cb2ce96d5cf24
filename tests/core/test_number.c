/* Numbers: how they are written, what is none, and that the double is the nearest one. */
#include "check.h"

#include "number.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"
#include "number_cases.h"

static const qc_number_format points = {false}, commas = {true};

/* A view of its own bytes and pads on the heap, so that a read outside is seen. `text` is in the bytes of the view. */
static qc_view view_of(const char *text, size_t length)
{
    uint8_t *bytes = calloc(length + 2 * QC_VIEW_PAD, 1);
    memcpy(bytes + QC_VIEW_PAD, text, length);
    return (qc_view){bytes + QC_VIEW_PAD, length};
}

static void forget(qc_view view) { free((void *)(view.bytes - QC_VIEW_PAD)); }

static uint64_t bits_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Reads the number at the first place where `written` stands in `text`; false as qc_number_read. */
static bool read_in(const char *text, const char *written, const qc_number_format *format, qc_number *number,
                    double *value)
{
    qc_view view = view_of(text, strlen(text));
    bool found = qc_number_read(&view, (size_t)(strstr(text, written) - text), format, number);
    *value = found ? qc_number_value(&view, number) : NAN;
    forget(view);
    return found;
}

/* Is `written` read from `text`, all of it, as mantissa * 10^exponent / divisor? */
static bool gives(const char *text, const char *written, uint64_t mantissa, int32_t exponent, uint32_t divisor)
{
    qc_number number;
    double value;
    if (!read_in(text, written, &points, &number, &value))
        return false;
    size_t start = (size_t)(strstr(text, written) - text);
    bool same = number.start == start && number.end == start + strlen(written) && number.mantissa == mantissa &&
                number.exponent == exponent && number.divisor == divisor;
    if (!same)
        fprintf(stderr, "%s: [%zu, %zu) %llu * 10^%d / %u\n", text, number.start, number.end,
                (unsigned long long)number.mantissa, number.exponent, number.divisor);
    return same && bits_of(value) == bits_of(qc_ratio_to_double(mantissa, exponent, divisor));
}

static bool is_whole(const char *written, uint64_t mantissa, int32_t exponent)
{
    return gives(written, written, mantissa, exponent, 1);
}

/* Does no number begin at `written`? And is the result left as it was? */
static bool is_none(const char *text, const char *written)
{
    qc_number number = {.mantissa = 4711};
    double value;
    return !read_in(text, written, &points, &number, &value) && number.mantissa == 4711;
}

static qc_number number_in(const char *text, const char *written)
{
    qc_number number = {.start = SIZE_MAX};
    double value;
    read_in(text, written, &points, &number, &value);
    return number;
}

static void test_figures(void)
{
    CHECK(is_whole("0", 0, 0));
    CHECK(is_whole("2024", 2024, 0));
    CHECK(is_whole("3.14", 314, -2));
    CHECK(is_whole("1,234.56", 123456, -2));
    CHECK(is_whole("1,234,567", 1234567, 0));
    CHECK(is_whole("1,23,45,678", 12345678, 0));
    CHECK(is_whole("1 234 567", 1234567, 0));
    CHECK(is_whole("1\xa0" "234", 1234, 0));
    CHECK(is_whole("61\x99" "666\x99" "737", 61666737, 0));
    CHECK(is_whole("1'234'567", 1234567, 0));
    CHECK(is_whole("1 234,56", 123456, -2));
    CHECK(gives("up .5%", ".5", 5, -1, 1));
    CHECK(number_in("up .5%", "5").start == 3);
    CHECK(gives("No.5", "5", 5, 0, 1));
    CHECK(gives("rose 5. Then", "5", 5, 0, 1));
    CHECK(gives("5m", "5", 5, 0, 1));
    CHECK(is_whole("1000000000000000000000000", 1000000000000000000, 6));
    CHECK(number_in("up 12345678901234567890.5 tonnes of it", "1").truncated);
    CHECK(number_in("up 12345678901234567890.5 tonnes of it", "1").end == 25);
}

static void test_fractions(void)
{
    CHECK(is_whole("2\xbd", 25, -1));
    CHECK(is_whole("\xbe", 75, -2));
    CHECK(is_whole("3\x9e", 3125, -3));
    CHECK(is_whole("10-1/2", 105, -1));
    CHECK(is_whole("1 1/2", 15, -1));
    CHECK(is_whole("934-3/4", 93475, -2));
    CHECK(is_whole("5.05-1/4", 50525, -4));
    CHECK(is_whole("1,198 1/4", 119825, -2));
    CHECK(gives("5 1/3", "5 1/3", 16, 0, 3));
    CHECK(gives("\x9c", "\x9c", 1, 0, 3));
    CHECK(is_whole("3/4", 75, -2));
    CHECK(is_whole("1 3/4 million", 175, 4));
    CHECK(is_whole("2/5", 4, -1));
    CHECK(is_whole("3/8", 375, -3));
    CHECK(is_whole("5/16", 3125, -4));
    CHECK(is_whole("7/32", 21875, -5));
    CHECK(is_whole("1/64", 15625, -6));
    CHECK(gives("5/6 of it", "5", 5, 0, 1));
    CHECK(gives("12345678901\xbd", "12345678901", 12345678901, 0, 1)); /* no room for the half */
    CHECK(gives("7/11", "7", 7, 0, 1));
    CHECK(gives("in 2024 1/2", "2024", 2024, 0, 1));
    CHECK(gives("24/7", "24", 24, 0, 1));
    CHECK(gives("2015/16", "2015", 2015, 0, 1));
    CHECK(gives("1/2/2024", "1", 1, 0, 1));
    CHECK(number_in("\xbe", "\xbe").style == QC_NUMBER_FRACTION);
    CHECK(number_in("\xbe million", "\xbe").style == QC_NUMBER_DIGITS);
}

static void test_scales(void)
{
    CHECK(is_whole("2.14 million", 214, 4));
    CHECK(is_whole("12bn", 12, 9));
    CHECK(is_whole("3.2mln", 32, 5));
    CHECK(is_whole("80-billion", 80, 9));
    CHECK(gives("a 2.2-million-bpd plan", "2.2-million", 22, 5, 1));
    CHECK(is_whole("2 thousand million", 2, 9));
    CHECK(is_whole("5 lakh crore", 5, 12));
    CHECK(is_whole("10 crores", 10, 7));
    CHECK(is_whole("5 hundred thousand", 5, 5));
    CHECK(is_whole("10 dozen", 120, 0));
    CHECK(is_whole("3 and a half million", 35, 5));
    CHECK(gives("5 millions of euros", "5 millions", 5, 6, 1));
    CHECK(gives("in 2023 millions fled", "2023", 2023, 0, 1));
    CHECK(gives("12bnx", "12", 12, 0, 1));
    CHECK(gives("12 mm", "12", 12, 0, 1));
    qc_number number = number_in("2.14 million", "2.14");
    CHECK(number.digits_end == 4 && number.scale == 6 && number.last_digit == 4 && !number.integer && !number.grouped);
    number = number_in("1,200", "1,200");
    CHECK(number.digits_end == number.end && number.scale == 0 && number.last_digit == 0);
    CHECK(number.grouped && !number.integer);
    CHECK(number_in("2024", "2024").integer);
}

static void test_words(void)
{
    CHECK(is_whole("one", 1, 0));
    CHECK(is_whole("Forty-two", 42, 0));
    CHECK(is_whole("forty two", 42, 0));
    CHECK(gives("(twenty)", "twenty", 20, 0, 1));
    CHECK(is_whole("twelve hundred", 12, 2));
    CHECK(is_whole("a hundred and five", 105, 0));
    CHECK(is_whole("seven hundred twelve thousand eight hundred thirty-one", 712831, 0));
    CHECK(is_whole("two million three hundred and forty-five thousand and six", 2345006, 0));
    CHECK(is_none("in twenty twelve", "twenty") && is_none("in twenty fifty", "twenty"));
    CHECK(number_in("2023", "2023").integer && !number_in("2023 thousand", "2023").integer);
    CHECK(number_in("half a hundred", "hundred").start == 0 && number_in("a hundred", "hundred").start == 0);
    CHECK(is_whole("one hundred and two thousand", 102, 3));
    CHECK(is_whole("three hundred thousand", 3, 5));
    CHECK(is_whole("two crore fifty lakh", 25000000, 0));
    CHECK(is_whole("two and a half billion", 25, 8));
    CHECK(is_whole("one-and-a-half", 15, -1));
    CHECK(is_whole("two and three-quarters", 275, -2));
    CHECK(gives("two and two-thirds", "two and two-thirds", 8, 0, 3));
    CHECK(is_whole("a million", 1, 6));
    CHECK(is_whole("a million and a half", 15, 5));
    CHECK(is_whole("half a million", 5, 5));
    CHECK(is_whole("a half-million", 5, 5));
    CHECK(is_whole("half a dozen", 60, -1));
    CHECK(is_whole("ten dozen", 120, 0));
    CHECK(is_whole("a quarter of a million", 25, 4));
    CHECK(gives("two-thirds of a billion", "two-thirds of a billion", 2, 9, 3));
    CHECK(gives("half an hour", "half an", 5, -1, 1));
    qc_number number = number_in("six hundred thousand", "six");
    CHECK(number.digits_end == 3 && number.scale == 5 && number.last_digit == 5);
    CHECK(number_in("a million", "a").article && !number_in("one million", "one").article);
    CHECK(number_in("a million", "million").start == 0);
}

static void test_word_fractions(void)
{
    CHECK(gives("a third", "a third", 1, 0, 3));
    CHECK(gives("two-thirds", "two-thirds", 2, 0, 3));
    CHECK(gives("one sixth", "one sixth", 1, 0, 6));
    CHECK(is_whole("three quarters", 75, -2));
    CHECK(is_whole("nine-tenths", 9, -1));
    CHECK(is_whole("an eighth", 125, -3));
    CHECK(gives("half of it", "half", 5, -1, 1));
    CHECK(gives("a quarter-point cut", "a quarter", 25, -2, 1));
    CHECK(number_in("half of it", "half").style == QC_NUMBER_FRACTION);
    CHECK(number_in("half an hour", "half").style == QC_NUMBER_WORDS);
    CHECK(gives("two quarters", "two", 2, 0, 1));
    CHECK(gives("four quarters", "four", 4, 0, 1));
    CHECK(gives("one fifth-grader", "one", 1, 0, 1));
    CHECK(is_none("a third-party app", "a"));
}

static void test_vague(void)
{
    CHECK(is_whole("tens of thousands", 1, 4));
    CHECK(is_whole("hundreds", 1, 2));
    CHECK(is_whole("hundreds of millions", 1, 8));
    CHECK(gives("thousands of people", "thousands", 1, 3, 1));
    CHECK(is_whole("dozens", 12, 0));
    CHECK(number_in("dozens", "dozens").style == QC_NUMBER_VAGUE);
}

/* Where one number ends because another begins. */
static void test_neighbours(void)
{
    CHECK(gives("between one hundred and two hundred", "one hundred", 1, 2, 1));
    CHECK(gives("one million and two million", "one million", 1, 6, 1));
    CHECK(gives("between one hundred and ten", "one hundred", 1, 2, 1));
    CHECK(gives("twenty two-bedroom homes", "twenty", 20, 0, 1));
    CHECK(gives("two hundred five-year bonds", "two hundred", 2, 2, 1));
    CHECK(gives("twenty-two-year bond", "twenty-two", 22, 0, 1));
    CHECK(gives("two-three weeks", "two", 2, 0, 1));
    CHECK(gives("two-three weeks", "three", 3, 0, 1));
    CHECK(gives("five- to ten-year", "five", 5, 0, 1));
    CHECK(gives("one, two", "one", 1, 0, 1));
    CHECK(gives("one and one and one", "one", 1, 0, 1));
    CHECK(gives("fourteen and a third of it", "fourteen", 14, 0, 1));
    CHECK(gives("3,5,8", "3", 3, 0, 1) && gives("3,5,8", "5", 5, 0, 1) && gives("3,5,8", "8", 8, 0, 1));
    CHECK(gives("1996,1997", "1997", 1997, 0, 1));
    CHECK(gives("1.5,2.5", "2.5", 25, -1, 1));
    CHECK(gives("5 100 23", "5", 5, 0, 1) && gives("5 100 23", "100", 100, 0, 1));
    CHECK(gives("2 500-MW units", "2", 2, 0, 1));
    CHECK(gives("covid-19 100 cases", "19", 19, 0, 1));
    CHECK(gives("in 2023 100 cases", "2023", 2023, 0, 1));
}

static void test_none(void)
{
    CHECK(is_none("16th", "16"));
    CHECK(is_none("21st-century", "21"));
    CHECK(is_none("twenty-first", "twenty"));
    CHECK(is_none("one hundred and first", "one"));
    CHECK(is_none("third", "third"));
    CHECK(is_none("2.14.5", "2") && is_none("2.14.5", "14") && is_none("2.14.5", "5"));
    CHECK(is_none("192.168.100.200", "168"));
    CHECK(is_none("1,234,56", "1") && is_none("1,234,56", "234") && is_none("1,234,56", "56"));
    CHECK(is_none("1.234,56", "1") && is_none("1.234,56", "56"));
    CHECK(is_none("1,2", "1") && is_none("0,123", "0"));
    CHECK(is_none("nineteen ninety-nine", "nineteen") && is_none("nineteen ninety-nine", "ninety"));
    CHECK(is_none("several hundred", "hundred") && is_none("a few million", "million"));
    CHECK(is_none("one's", "one"));
    CHECK(is_none("a barrel", "a") && is_none("", ""));
    CHECK(is_none("1,234", "234"));
}

static void test_decimal_commas(void)
{
    static const struct {
        const char *text;
        uint64_t mantissa;
        int32_t exponent;
    } rows[] = {
        {"1.234,56", 123456, -2}, {"12.345.678", 12345678, 0}, {"0,5", 5, -1}, {"1 234,5", 12345, -1}, {"7", 7, 0},
    };
    static const char *none[] = {"3,5,8", "2.5", "16.5.2024", "1,234.5", "1.2345"};
    qc_number number;
    double value;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CHECK(read_in(rows[i].text, rows[i].text, &commas, &number, &value) && number.mantissa == rows[i].mantissa &&
              number.exponent == rows[i].exponent && number.end == strlen(rows[i].text));
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        CHECK(!read_in(none[i], none[i], &commas, &number, &value));
}

static bool takes_letter(const char *text, bool spaced, int32_t exponent)
{
    qc_view view = view_of(text, strlen(text));
    qc_number number;
    bool found = qc_number_read(&view, 0, &points, &number) && qc_number_letter_scale(&view, spaced, &number);
    forget(view);
    return found && number.exponent == exponent && number.scale > 0 && number.end > number.digits_end;
}

static void test_letter_scales(void)
{
    CHECK(takes_letter("5k", false, 3) && takes_letter("3.2m", false, 5) && takes_letter("240B.", false, 9));
    CHECK(takes_letter("1.2 m", true, 5) && takes_letter("7T-", false, 12));
    CHECK(!takes_letter("1.2 m", false, 5) && !takes_letter("5km", false, 3) && !takes_letter("5m\xb2", false, 6));
    CHECK(!takes_letter("5 M&A deals", true, 6) && !takes_letter("5bn m", true, 15) && !takes_letter("5", true, 0));
}

/* The double of digits * 10^exponent, written out with zeros and read as a text. */
static double read_written(const char *digits, int exponent)
{
    size_t length = strlen(digits), zeros = (size_t)abs(exponent);
    char *text = malloc(length + zeros + 3);
    size_t at = 0;
    if (exponent >= 0) {
        memcpy(text, digits, length);
        memset(text + length, '0', zeros);
        at = length + zeros;
    } else {
        size_t lead = zeros >= length ? zeros - length : 0, whole = zeros >= length ? 0 : length - zeros;
        text[at++] = '0';
        memcpy(text + at, digits, whole);
        at += whole;
        text[at++] = '.';
        memset(text + at, '0', lead);
        memcpy(text + at + lead, digits + whole, length - whole);
        at += lead + length - whole;
    }
    qc_view view = view_of(text, at);
    qc_number number;
    bool whole = qc_number_read(&view, 0, &points, &number) && number.end == at;
    double value = whole ? qc_number_value(&view, &number) : NAN;
    forget(view);
    free(text);
    return value;
}

/* The midpoint goes to the even neighbour, whatever lies below or above it, however little, to the nearer one. */
static void test_midpoint(const struct midpoint *row)
{
    size_t length = strlen(row->digits);
    char *digits = malloc(length + 1002);
    memcpy(digits, row->digits, length + 1);
    CHECK(bits_of(read_written(digits, row->exponent)) == row->lower + (row->lower & 1));
    memset(digits + length, '0', 1000);
    memcpy(digits + length + 1000, "1", 2);
    CHECK(bits_of(read_written(digits, row->exponent - 1001)) == row->lower + 1);
    digits[length - 1]--;
    memset(digits + length, '9', 1001);
    CHECK(bits_of(read_written(digits, row->exponent - 1001)) == row->lower);
    free(digits);
}

static void test_nearest_double(void)
{
    for (size_t i = 0; i < sizeof midpoints / sizeof midpoints[0]; i++)
        test_midpoint(&midpoints[i]);
    for (size_t i = 0; i < sizeof mantissas / sizeof mantissas[0]; i++)
        CHECK(bits_of(qc_decimal_to_double(mantissas[i].mantissa, mantissas[i].exponent)) == mantissas[i].bits);
    for (size_t i = 0; i < sizeof ratios / sizeof ratios[0]; i++)
        CHECK(bits_of(qc_ratio_to_double(ratios[i].mantissa, ratios[i].exponent, ratios[i].divisor)) == ratios[i].bits);
    CHECK(isinf(read_written("1", 400)) && read_written("1", -400) == 0);
    CHECK(qc_decimal_to_double(17976931348623157, 292) == DBL_MAX);
    CHECK(qc_decimal_to_double(5, -324) == double_of(1));
}

/* What is multiplied after reading is still rounded once, also where the mantissa does not hold all digits. */
static void test_shift(void)
{
    const char *text = "-0.33700000000000001907348632812500000001";
    qc_view view = view_of(text, strlen(text));
    qc_number number;
    CHECK(qc_number_read(&view, 1, &points, &number) && number.truncated);
    qc_number_shift(&number, 11);
    CHECK(number.last_digit == -38 + 11);
    CHECK(bits_of(qc_number_value(&view, &number)) == bits_of(33.7e9) + 1);
    number.negative = true;
    CHECK(qc_number_value(&view, &number) < 0);
    forget(view);
    number = number_in("33.7", "33.7");
    qc_number_shift(&number, 9);
    CHECK(qc_decimal_to_double(number.mantissa, number.exponent) == 33700000000.0);
}

/* Reads at every byte of a text that repeats `piece`: quadratic work would not end. */
static void read_everywhere(const char *piece)
{
    enum { LENGTH = 200000 };
    size_t period = strlen(piece), numbers = 0;
    char *text = malloc(LENGTH);
    for (size_t i = 0; i < LENGTH; i++)
        text[i] = piece[i % period];
    qc_view view = view_of(text, LENGTH);
    qc_number number;
    for (size_t at = 0; at < LENGTH; at++) {
        bool inside = qc_is_word(qc_at(&view, at)) && qc_is_word(qc_at(&view, at - 1));
        if (!inside && qc_number_read(&view, at, &points, &number)) {
            CHECK(number.start <= number.digits_end && number.digits_end <= number.end && number.end <= LENGTH);
            numbers += qc_number_value(&view, &number) >= 0;
        }
    }
    CHECK(numbers <= LENGTH);
    forget(view);
    free(text);
}

static void test_hostile(void)
{
    static const char *pieces[] = {
        "1", "1 ", "1,", "1.", "100 ", "1,000,", "100\xa0", "1'000", "1/2 ", "1-1/2-", "0", "9.9", "x", "\xbd",
        "one ", "one and ", "a ", "half a ", "one hundred and ", "a million and a half ", "twenty-", "million ",
        "tens of thousands of ", "thousand million ", "two-thirds of a ",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++)
        read_everywhere(pieces[i]);
}

int main(void)
{
    test_figures();
    test_fractions();
    test_scales();
    test_words();
    test_word_fractions();
    test_vague();
    test_neighbours();
    test_none();
    test_decimal_commas();
    test_letter_scales();
    test_nearest_double();
    test_shift();
    test_hostile();
    return CHECKS_DONE();
}
