/* The inner loop of the scan, once for each kind of machine; all kernels fill exactly the same bits.
 *
 * A trigger is, by the tables that trigger_tables.py made,
 * - a digit or vulgar fraction (code 28) whose previous byte is none, or
 * - a letter (codes 1-27) whose previous byte is none, where qc_trigger_sets[0..3] of the codes of this byte and
 *   the three behind it have a bucket in common.
 */
#ifndef QC_SCAN_KERNEL_H
#define QC_SCAN_KERNEL_H

#include "text.h"

enum {
    QC_SCAN_BLOCK = 64,     /* bytes: one word of each bitmap */
    QC_SCAN_LOOKAHEAD = 32, /* how many bytes behind the last block a kernel may read */
    QC_TRIGGER_DIGIT = 28,  /* code of digits and vulgar fractions */
    QC_TRIGGER_LETTERS = 27 /* codes 1 to 27 are letters */
};

/* Fills one word of each bitmap for each of `count` blocks. `before` is the byte before the first one; behind the last
 * one QC_SCAN_LOOKAHEAD bytes can be read, of which the first three decide. */
typedef void qc_scan_kernel(const uint8_t *bytes, size_t count, uint8_t before, uint64_t *triggers, uint64_t *stops);

qc_scan_kernel qc_scan_scalar;
#if defined(__GNUC__) && defined(__x86_64__)
#define QC_SCAN_X86 1
qc_scan_kernel qc_scan_avx2;
qc_scan_kernel qc_scan_ssse3;
#endif
#if defined(__GNUC__) && defined(__aarch64__)
#define QC_SCAN_ARM 1
qc_scan_kernel qc_scan_neon;
#endif

/* qc_scan by a kernel of the caller's choice. */
void qc_scan_with(qc_scan_kernel *kernel, const qc_view *view, uint64_t *triggers, uint64_t *stops);

/* Where runs begin: the bits whose bit before is not set. `*last` is the bit before the first one, and becomes the
 * last. */
static inline uint64_t qc_run_starts(uint64_t bits, uint64_t *last)
{
    uint64_t starts = bits & ~(bits << 1 | *last);
    *last = bits >> 63;
    return starts;
}

#endif
