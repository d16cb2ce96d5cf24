/* The number lexer at every place of a text, in the styles of point and comma: spans in order, and plain decimals the
 * nearest double, which the C library's strtod says too. */
#include "fuzz.h"
#include "number.h"

enum { LONGEST = 400, LONGEST_PLAIN = 300 };

/* Is the number digits and at most one point, and all of them? Then `*value` is what strtod makes of them. */
static bool is_plain(const qc_view *view, const qc_number *number, double *value)
{
    char digits[LONGEST_PLAIN + 1];
    size_t length = number->end - number->start, points = 0;
    if (length > LONGEST_PLAIN || number->divisor != 1 || number->style != QC_NUMBER_DIGITS)
        return false;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = view->bytes[number->start + i];
        points += byte == '.';
        if ((byte != '.' && (byte < '0' || byte > '9')) || points > 1)
            return false;
        digits[i] = (char)byte;
    }
    digits[length] = '\0';
    *value = strtod(digits, NULL);
    return true;
}

static void read_at(const qc_view *view, size_t at, bool decimal_comma)
{
    const qc_number_format format = {decimal_comma};
    qc_number number;
    double expected;
    if (!qc_number_read(view, at, &format, &number))
        return;
    REQUIRE(number.start <= at + 1 && number.start < number.end && number.end <= view->length);
    REQUIRE(number.digits_end > number.start && number.digits_end <= number.end && number.divisor > 0);
    double value = qc_number_value(view, &number);
    REQUIRE(value >= 0);
    if (!decimal_comma && is_plain(view, &number, &expected))
        REQUIRE(value == expected);
    qc_number_shift(&number, 6);
    REQUIRE(qc_number_value(view, &number) >= value);
    size_t end = number.end;
    if (qc_number_letter_scale(view, at % 2, &number))
        REQUIRE(number.end > end && number.end <= view->length);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    uint8_t padded[QC_VIEW_PAD + LONGEST + QC_VIEW_PAD] = {0};
    qc_view view = {padded + QC_VIEW_PAD, size < LONGEST ? size : LONGEST};
    memcpy(padded + QC_VIEW_PAD, bytes, view.length);
    for (size_t at = 0; at < view.length; at++) {
        bool inside = qc_is_word(qc_at(&view, at)) && qc_is_word(qc_at(&view, at - 1));
        if (!inside || (qc_is_digit(qc_at(&view, at)) && !qc_is_digit(qc_at(&view, at - 1)))) {
            read_at(&view, at, false);
            read_at(&view, at, true);
        }
    }
    return 0;
}
