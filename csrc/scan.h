/* Where something may begin: the only stage that looks at every byte.
 *
 * In: the narrow view. Out: two bitmaps, one bit a byte of the view. It decides nothing about what stands there.
 */
#ifndef QC_SCAN_H
#define QC_SCAN_H

#include "text.h"

/* Words of a bitmap of `length` bits. */
static inline size_t qc_bitmap_words(size_t length) { return length / 64 + 1; }

/* Sets
 * - in `triggers` the first byte of each run of digits (vulgar fractions are digits), and each word start where a
 *   trigger word of the lexicon may begin (never missing one; a few too many are allowed). Currencies and units need
 *   none: they are found from the number, by look-back and forward;
 * - in `stops` each full stop, question mark, exclamation mark and line end.
 * Both have qc_bitmap_words(view->length) words, which are all written; bits behind the end are 0. */
void qc_scan(const qc_view *view, uint64_t *triggers, uint64_t *stops);

/* The first bit set at or behind `at`, or `length`. */
static inline size_t qc_bitmap_next(const uint64_t *bitmap, size_t length, size_t at)
{
    if (at >= length)
        return length;
    size_t word = at / 64, last = length / 64;
    uint64_t bits = bitmap[word] >> at % 64;
    if (bits)
        return at + (size_t)__builtin_ctzll(bits);
    while (word < last)
        if ((bits = bitmap[++word]))
            return word * 64 + (size_t)__builtin_ctzll(bits);
    return length;
}

#endif
