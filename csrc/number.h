/* From characters to an exact number.
 *
 * In: a view and an offset where a number may begin (a digit, a vulgar fraction, a number word; the minus sign and
 * the currency before it are the caller's). Out: a decimal that is rounded to a double once, at the end. It knows
 * nothing of units, currencies and dates, and never uses strtod or a locale.
 */
#ifndef QC_NUMBER_H
#define QC_NUMBER_H

#include "text.h"

/* How a number was written. */
typedef enum qc_number_style {
    QC_NUMBER_DIGITS, /* 1,234.56   2.14 million   10-1/2 */
    QC_NUMBER_WORDS,  /* two and a half billion   a dozen   a quarter of a million */
    QC_NUMBER_VAGUE,  /* tens of thousands   dozens: the lower end of a range whose upper end is ten times that */
    QC_NUMBER_FRACTION/* a third   two-thirds   half   3/4: part of a whole, unless a unit follows (a quarter point) */
} qc_number_style;

/* value = mantissa * 10^exponent / divisor, negative where it says so. */
typedef struct qc_number {
    uint64_t mantissa;    /* the first 19 significant digits; a dozen is multiplied in */
    int32_t exponent;
    uint32_t divisor;     /* 1, or that of a fraction that is no decimal (thirds); halves and eighths are decimals */
    int32_t last_digit;   /* power of ten of the last written digit, scale included: 2.14 million has 4, one thousand 3,
                             1,200 has 0, a third -2 */
    int32_t scale;        /* power of ten of the scale at the end, a hundred included; 0: none was written */
    uint8_t style;        /* qc_number_style */
    bool negative;
    bool truncated;       /* there were more than 19 significant digits: the exact value is in the text */
    bool integer;         /* plain digits without separator, sign, fraction or scale ("2024"): may be a year */
    bool grouped;         /* had thousands separators */
    bool article;         /* begins with "a", "an" or "half" and no other number word: "a million", "half a billion" */
    size_t start, end;    /* the whole number, scale included */
    size_t digits_end;    /* behind the digits or number words, before the scale; == end without a scale */
} qc_number;

/* How a document writes its numbers. */
typedef struct qc_number_format {
    bool decimal_comma; /* 1.234,56 */
} qc_number_format;

/* Reads the number that begins at `at`. A point before the digit at `at` (.5), and a, an or half before the word there
 * ("a million"), belong to the number: then its start lies before `at`.
 * Digits: 1,234.56 · 1 234 567 (no-break and thin spaces always; a plain blank only between groups of exactly three
 * after the first) · 1,23,45,678 (Indian) · 2½ · 10-1/2 · 1 1/2 · .5 · ¾.
 * Words: all cardinals with "and", hyphens, "a"/"an", dozen, "half a", "two and a half", "a quarter of a million",
 * "a third", "two-thirds", "tens of thousands", "twelve hundred"; "half an" is the number of "half an hour".
 * Scales are taken in where they are words (million, bn, mln, thousand, lakh, crore, "thousand million", "lakh crore"),
 * behind at most one space or hyphen, or glued (12bn). The letters m, b, k, t, M, B, K, T, G alone are no scales here:
 * see qc_number_letter_scale.
 * False, and nothing written, where no number begins: ordinals (16th, third by itself), versions (2.14.5), separators
 * that contradict each other (1,234,56), years in words, bare "hundred" and "million". "One" as a pronoun, "a third
 * term" and a quarter of a year are the caller's. Beyond its own digits a number costs a bounded number of steps. */
bool qc_number_read(const qc_view *view, size_t at, const qc_number_format *format, qc_number *number);

/* Takes in a glued (or, behind a currency, spaced) single letter m M b B k K t T as scale, where it is a word of
 * its own: "$5k", "3.2m", "240B", "AED 1.2 m". Only the caller knows whether the context is money or people. */
bool qc_number_letter_scale(const qc_view *view, bool spaced, qc_number *number);

/* Multiplies by 10^power: the scale that a range's end gives to its start. */
void qc_number_shift(qc_number *number, int32_t power);

/* The nearest double to the exact value (ties to even); infinity beyond the range. `view` holds the digits. */
double qc_number_value(const qc_view *view, const qc_number *number);

/* The nearest double to mantissa * 10^exponent. */
double qc_decimal_to_double(uint64_t mantissa, int32_t exponent);

#endif
