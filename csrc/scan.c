/* The scan: chooses the kernel of this machine, and runs it over the text and over a padded copy of its end.
 *
 * In: the narrow view. Out: the bitmaps of scan.h. What a trigger is stands in scan_kernel.h.
 */
#include "scan.h"

#include "scan_kernel.h"

#include <string.h>

/* The fastest kernel that the processor has. */
static qc_scan_kernel *choose_kernel(void)
{
#ifdef QC_SCAN_X86
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
        return qc_scan_avx2;
    if (__builtin_cpu_supports("ssse3"))
        return qc_scan_ssse3;
#endif
#ifdef QC_SCAN_ARM
    return qc_scan_neon;
#else
    return qc_scan_scalar;
#endif
}

void qc_scan_with(qc_scan_kernel *kernel, const qc_view *view, uint64_t *triggers, uint64_t *stops)
{
    /* Whole blocks with a whole block behind them are read in place; the rest, less than two blocks, is copied. */
    size_t in_place = view->length < 2 * QC_SCAN_BLOCK ? 0 : view->length / QC_SCAN_BLOCK - 1;
    size_t done = in_place * QC_SCAN_BLOCK;
    if (in_place > 0)
        kernel(view->bytes, in_place, 0, triggers, stops);

    uint8_t tail[2 * QC_SCAN_BLOCK + QC_SCAN_LOOKAHEAD] = {0};
    if (view->length > 0)
        memcpy(tail, view->bytes + done, view->length - done);
    kernel(tail, qc_bitmap_words(view->length) - in_place, qc_at(view, done - 1), triggers + in_place,
           stops + in_place);
}

void qc_scan(const qc_view *view, uint64_t *triggers, uint64_t *stops)
{
    qc_scan_with(choose_kernel(), view, triggers, stops);
}
