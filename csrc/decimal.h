/* From an exact decimal to the nearest double.
 *
 * In: a mantissa or a run of digits, a power of ten, a divisor. Out: the one double that is nearest to the exact
 * value, ties to even, subnormals and infinity included. Nothing is read from a locale and nothing is allocated.
 */
#ifndef QC_DECIMAL_H
#define QC_DECIMAL_H

#include "quantclaims.h"

/* Digits of a mantissa that fits a uint64_t whatever they are. */
enum { QC_MANTISSA_DIGITS = 19 };

/* The nearest double to mantissa * 10^exponent / divisor; the divisor is not 0. */
double qc_ratio_to_double(uint64_t mantissa, int32_t exponent, uint32_t divisor);

/* The nearest double to 0.DDD... * 10^point, where DDD... are the significant digits among the `length` bytes; all
 * other bytes (separators) are passed over. */
double qc_digits_to_double(const uint8_t *bytes, size_t length, int64_t point);

#endif
