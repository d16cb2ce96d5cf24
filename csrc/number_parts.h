/* What figures and number words have in common: the words that follow a number, scales and fractions.
 *
 * In: a place behind a number. Out: the next word as a part of a number, and the number with a scale or fraction
 * taken in. No part decides that a number begins; number_digits.c and number_words.c do.
 */
#ifndef QC_NUMBER_PARTS_H
#define QC_NUMBER_PARTS_H

#include "lexicon.h"
#include "number.h"

/* What a word can be in a number. */
typedef enum qc_part_kind {
    QC_PART_OTHER,
    QC_PART_ARTICLE,  /* a, an */
    QC_PART_AND,
    QC_PART_OF,
    QC_PART_ONES,     /* zero ... nine: `value` */
    QC_PART_TEENS,    /* ten ... nineteen */
    QC_PART_TENS,     /* twenty ... ninety */
    QC_PART_HUNDRED,
    QC_PART_DOZEN,
    QC_PART_SCALE,    /* thousand, million, bn: `value` is the power of ten */
    QC_PART_VAGUE,    /* tens, dozens, millions: `value` is the power of ten */
    QC_PART_FRACTION, /* half, third, quarters: `value` is the divisor */
    QC_PART_ORDINAL   /* second, thirty-first's first: no part of a number, but it unmakes one */
} qc_part_kind;

typedef struct qc_part {
    qc_part_kind kind;
    int32_t value;
    qc_span span;
    bool joined;  /* stands behind a hyphen or without a space */
    bool ordinal; /* of a fraction: the word is an ordinal too (third, fifth) */
    bool spelled; /* of a scale: a word (million), no abbreviation (mln) */
} qc_part;

/* The word that begins at `at`, or QC_PART_OTHER. */
qc_part qc_part_at(const qc_view *view, size_t at);

/* The word behind `at` with a space, a hyphen or nothing between, or QC_PART_OTHER. */
qc_part qc_part_after(const qc_view *view, size_t at);

/* Where the word would begin that qc_part_after reads. */
static inline size_t qc_part_start(const qc_view *view, size_t at)
{
    return qc_at(view, at) == '-' ? at + 1 : qc_skip_space(view, at);
}

/* May a scale, a hundred, a dozen or "and" stand behind `at`? May "and"? Most words are told by their first letters. */
static inline bool qc_part_may_follow(const qc_view *view, size_t at)
{
    size_t next = qc_part_start(view, at);
    return qc_may_begin(qc_scale_pairs, qc_at(view, next), qc_at(view, next + 1));
}
static inline bool qc_part_may_and(const qc_view *view, size_t at)
{
    size_t next = qc_part_start(view, at);
    return qc_lower(qc_at(view, next)) == 'a' && qc_lower(qc_at(view, next + 1)) == 'n';
}

/* Is the word followed by a hyphen and a letter ("third-party")? */
bool qc_part_is_compound(const qc_view *view, const qc_part *part);

/* Is the word in the plural ("thirds")? */
bool qc_part_is_plural(const qc_view *view, const qc_part *part);

/* Adds numerator / divisor of the last written place. False, and nothing changed, where that does not fit. */
bool qc_number_add_fraction(qc_number *number, uint32_t numerator, uint32_t divisor);

/* The fraction by itself as the number's value. */
void qc_number_set_fraction(qc_number *number, uint32_t numerator, uint32_t divisor);

/* Takes in "and a half", "and three-quarters" behind the number. */
bool qc_number_take_and_fraction(const qc_view *view, qc_number *number);

/* Takes in what multiplies: scales ("million", "lakh crore", glued "bn"), a dozen, a hundred, and the half behind a
 * scale ("a million and a half"). The number's end must be at its digits_end. */
void qc_number_take_scale(const qc_view *view, qc_number *number);

/* 10^power, for powers from 0 to 19. */
uint64_t qc_power_of_ten(int32_t power);

/* number_groups.c: how the digits that begin at `at` are grouped. */
typedef enum qc_grouping {
    QC_GROUPING_PLAIN,   /* no separators: a run of digits */
    QC_GROUPING_GROUPED, /* thousands separators, by comma (by point where commas are decimal) */
    QC_GROUPING_SPACED,  /* thousands separators, by spaces or apostrophes */
    QC_GROUPING_BROKEN   /* separators of which no number can be made */
} qc_grouping;

/* `*end` is a place in or behind the first run of digits on entry, and where the digits and their groups end on
 * return. */
qc_grouping qc_number_group(const qc_view *view, size_t at, bool decimal_comma, size_t *end);

/* number_digits.c: the number in figures that begins at `at`, scale included. */
bool qc_number_read_digits(const qc_view *view, size_t at, const qc_number_format *format, qc_number *number);

/* number_words.c: the number in words that `at` belongs to. */
bool qc_number_read_words(const qc_view *view, size_t at, qc_number *number);

#endif
