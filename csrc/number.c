/* The entry to numbers, and what is done with one afterwards: letter scales, shifts, the double. */
#include "number.h"

#include "decimal.h"
#include "number_parts.h"

bool qc_number_read(const qc_view *view, size_t at, const qc_number_format *format, qc_number *number)
{
    if (!qc_is_letter(qc_at(view, at)))
        return qc_number_read_digits(view, at, format, number);
    qc_number read = {.divisor = 1, .start = at};
    bool found = qc_number_read_words(view, at, &read);
    if (found)
        *number = read;
    return found;
}

static int32_t letter_power(uint8_t letter)
{
    switch (letter) {
    case 'k':
    case 'K':
        return 3;
    case 'm':
    case 'M':
        return 6;
    case 'b':
    case 'B':
        return 9;
    case 't':
    case 'T':
        return 12;
    default:
        return 0;
    }
}

/* Does a token end before `at`? An ampersand or apostrophe goes on ("M&A", "T's"), and so does a superscript ("m²"). */
static bool ends_token(const qc_view *view, size_t at)
{
    uint8_t byte = qc_at(view, at);
    if (byte == '&' || qc_is_apostrophe(byte))
        return !qc_is_letter(qc_at(view, at + 1));
    return !qc_is_word(byte) && byte != 0xb2 && byte != 0xb3;
}

bool qc_number_letter_scale(const qc_view *view, bool spaced, qc_number *number)
{
    if (number->end != number->digits_end || number->style != QC_NUMBER_DIGITS)
        return false;
    size_t at = number->end;
    if (spaced && qc_is_space(qc_at(view, at)) && qc_at(view, at) != '\n')
        at++;
    int32_t power = letter_power(qc_at(view, at));
    if (power == 0 || !ends_token(view, at + 1))
        return false;
    number->scale = power;
    number->integer = false;
    number->end = at + 1;
    qc_number_shift(number, power);
    return true;
}

void qc_number_shift(qc_number *number, int32_t power)
{
    number->exponent += power;
    number->last_digit += power;
}

double qc_number_value(const qc_view *view, const qc_number *number)
{
    double value;
    if (number->truncated && number->digits_end <= view->length)
        value = qc_digits_to_double(view->bytes + number->start, number->digits_end - number->start,
                                    (int64_t)number->exponent + QC_MANTISSA_DIGITS);
    else
        value = qc_ratio_to_double(number->mantissa, number->exponent, number->divisor);
    return number->negative && value > 0 ? -value : value;
}
