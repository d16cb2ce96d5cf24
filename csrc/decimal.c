/* The nearest double, by the short way where floating point is exact and by long division of big integers elsewhere. */
#include "decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "number.h"

/* More digits than any midpoint between two doubles has (767), also times a 32-bit divisor: behind them it only counts
 * whether another digit than 0 follows. */
enum { MOST_DIGITS = 800 };

/* Of the first digit: from 10^310 on all is infinity, below 10^-324 / 2 all is zero; the divisor takes ten powers
 * more. */
enum { HIGHEST_POINT = 330, LOWEST_POINT = -330 };

/* Room for MOST_DIGITS digits (2,661 bits), or for 5^(MOST_DIGITS + 330) times a divisor (2,656 bits), and a few
 * bits more. */
enum { LIMBS = 88 };

/* A natural number; limbs[0] is the lowest, and the highest is not 0. */
typedef struct big {
    size_t count;
    uint32_t limbs[LIMBS];
} big;

static void add_product(big *number, uint32_t factor, uint32_t addend)
{
    uint64_t carry = addend;
    for (size_t i = 0; i < number->count; i++) {
        carry += (uint64_t)number->limbs[i] * factor;
        number->limbs[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        number->limbs[number->count++] = (uint32_t)carry;
}

static big big_from(uint64_t value)
{
    big number = {.limbs = {(uint32_t)value, (uint32_t)(value >> 32)}};
    number.count = value >> 32 ? 2 : value > 0;
    return number;
}

static void multiply_by_power_of_five(big *number, uint32_t power)
{
    static const uint32_t five_to_13 = 1220703125; /* the highest power of five below 2^32 */
    for (; power >= 13; power -= 13)
        add_product(number, five_to_13, 0);
    for (; power; power--)
        add_product(number, 5, 0);
}

static uint32_t bit_length(const big *number)
{
    uint32_t bits = 32 * (uint32_t)number->count;
    for (uint32_t top = number->limbs[number->count - 1]; !(top >> 31); top <<= 1)
        bits--;
    return bits;
}

static void shift_left(big *number, uint32_t bits)
{
    size_t whole = bits / 32;
    if (bits % 32)
        add_product(number, 1u << bits % 32, 0);
    memmove(number->limbs + whole, number->limbs, number->count * sizeof number->limbs[0]);
    memset(number->limbs, 0, whole * sizeof number->limbs[0]);
    number->count += whole;
}

static bool less_than(const big *left, const big *right)
{
    if (left->count != right->count)
        return left->count < right->count;
    for (size_t i = left->count; i-- > 0;)
        if (left->limbs[i] != right->limbs[i])
            return left->limbs[i] < right->limbs[i];
    return false;
}

/* left -= right, which is not greater. */
static void subtract(big *left, const big *right)
{
    uint64_t borrow = 0;
    for (size_t i = 0; i < left->count; i++) {
        uint64_t taken = borrow + (i < right->count ? right->limbs[i] : 0);
        borrow = left->limbs[i] < taken;
        left->limbs[i] -= (uint32_t)taken;
    }
    while (left->count && left->limbs[left->count - 1] == 0)
        left->count--;
}

/* The nearest double to (bits + a remainder below 1, if any) * 2^exponent; `bits` has more than 54. */
static double round_bits(uint64_t bits, bool remainder, int32_t exponent)
{
    int32_t length = 64;
    while (!(bits >> (length - 1)))
        length--;
    int32_t precision = length + exponent - (DBL_MIN_EXP - DBL_MANT_DIG);
    if (precision > DBL_MANT_DIG)
        precision = DBL_MANT_DIG;
    if (precision < 0)
        return 0;
    int32_t dropped = length - precision;
    uint64_t half = 1ull << (dropped - 1), rest = bits & (2 * half - 1);
    uint64_t kept = bits >> dropped;
    if (rest > half || (rest == half && (remainder || kept & 1)))
        kept++;
    return ldexp((double)kept, exponent + dropped);
}

/* The nearest double to numerator / denominator * 2^exponent; both are above 0 and are used up. */
static double divide(big *numerator, big *denominator, int32_t exponent)
{
    enum { QUOTIENT_BITS = 56 }; /* the first may be 0: 55 or 56 stand, more than the 54 that rounding needs */
    uint32_t above = bit_length(numerator), below = bit_length(denominator);
    if (above < below)
        shift_left(numerator, below - above);
    else
        shift_left(denominator, above - below);
    exponent += (int32_t)above - (int32_t)below;
    uint64_t quotient = 0;
    for (int bit = 0; bit < QUOTIENT_BITS; bit++) {
        quotient <<= 1;
        if (!less_than(numerator, denominator)) {
            subtract(numerator, denominator);
            quotient |= 1;
        }
        if (numerator->count)
            shift_left(numerator, 1);
    }
    return round_bits(quotient, numerator->count > 0, exponent - (QUOTIENT_BITS - 1));
}

/* The nearest double to digits * 10^exponent / divisor; the digits are used up. */
static double scale_and_divide(big *digits, int32_t exponent, uint32_t divisor)
{
    big denominator = big_from(divisor);
    if (exponent < 0)
        multiply_by_power_of_five(&denominator, (uint32_t)-exponent);
    else
        multiply_by_power_of_five(digits, (uint32_t)exponent);
    return divide(digits, &denominator, exponent);
}

/* Both operands and so the one rounding of the quotient or product are exact: W. D. Clinger, How to read floating point
 * numbers accurately (1990). False where that does not hold. */
static bool divide_exactly(uint64_t mantissa, int32_t exponent, uint32_t divisor, double *value)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    enum { LARGEST = 22, LARGEST_WITH_DIVISOR = 10, LARGEST_DIVISOR = 1 << 16 }; /* 5^22 and 5^10 * 2^16 fit 53 bits */
    if (FLT_EVAL_METHOD != 0 || mantissa >> DBL_MANT_DIG)
        return false;
    if (divisor == 1 && exponent >= 0 && exponent <= LARGEST) {
        *value = (double)mantissa * powers[exponent];
        return true;
    }
    int32_t largest = divisor == 1 ? LARGEST : LARGEST_WITH_DIVISOR;
    if (exponent > 0 || exponent < -largest || divisor > LARGEST_DIVISOR)
        return false;
    *value = (double)mantissa / (powers[-exponent] * divisor);
    return true;
}

static int32_t count_digits(uint64_t mantissa)
{
    int32_t count = 0;
    for (; mantissa; mantissa /= 10)
        count++;
    return count;
}

double qc_ratio_to_double(uint64_t mantissa, int32_t exponent, uint32_t divisor)
{
    double value;
    if (mantissa == 0)
        return 0;
    if (divide_exactly(mantissa, exponent, divisor, &value))
        return value;
    int64_t point = (int64_t)exponent + count_digits(mantissa);
    if (point > HIGHEST_POINT)
        return HUGE_VAL;
    if (point < LOWEST_POINT)
        return 0;
    big digits = big_from(mantissa);
    return scale_and_divide(&digits, exponent, divisor);
}

double qc_decimal_to_double(uint64_t mantissa, int32_t exponent)
{
    return qc_ratio_to_double(mantissa, exponent, 1);
}

/* The significant digits among the bytes as a natural number, MOST_DIGITS of them and one 1 for what follows;
 * returns how many digits that number has. */
static int32_t read_digits(const uint8_t *bytes, size_t length, big *digits)
{
    int32_t count = 0;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < '0' || bytes[i] > '9' || (count == 0 && bytes[i] == '0'))
            continue;
        if (count < MOST_DIGITS) {
            add_product(digits, 10, bytes[i] - (uint32_t)'0');
            count++;
        } else if (bytes[i] != '0') {
            add_product(digits, 10, 1);
            return count + 1;
        }
    }
    return count;
}

double qc_digits_to_double(const uint8_t *bytes, size_t length, int64_t point)
{
    if (point > HIGHEST_POINT)
        return HUGE_VAL;
    if (point < LOWEST_POINT)
        return 0;
    big digits = {0};
    int32_t count = read_digits(bytes, length, &digits);
    return count ? scale_and_divide(&digits, (int32_t)point - count, 1) : 0;
}
