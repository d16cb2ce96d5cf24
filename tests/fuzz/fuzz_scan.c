/* The kernels of the scan: each fills the bits that the scalar one fills, and none behind the end. */
#include "fuzz.h"
#include "scan.h"
#include "scan_kernel.h"

enum { LONGEST = 1000, WORDS = LONGEST / 64 + 1 };

static void scan_with(qc_scan_kernel *kernel, const qc_view *view, uint64_t bits[2][WORDS])
{
    memset(bits, 0xa5, 2 * sizeof *bits);
    qc_scan_with(kernel, view, bits[0], bits[1]);
}

static void check_kernel(qc_scan_kernel *kernel, const qc_view *view, uint64_t expected[2][WORDS])
{
    uint64_t found[2][WORDS];
    scan_with(kernel, view, found);
    REQUIRE(memcmp(found, expected, sizeof found) == 0);
}

static void check_kernels(const qc_view *view)
{
    uint64_t expected[2][WORDS];
    scan_with(qc_scan_scalar, view, expected);
    size_t words = qc_bitmap_words(view->length);
    uint64_t behind = UINT64_MAX << view->length % 64;
    REQUIRE((expected[0][words - 1] & behind) == 0 && (expected[1][words - 1] & behind) == 0);
#ifdef QC_SCAN_X86
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
        check_kernel(qc_scan_avx2, view, expected);
    if (__builtin_cpu_supports("ssse3"))
        check_kernel(qc_scan_ssse3, view, expected);
#endif
#ifdef QC_SCAN_ARM
    check_kernel(qc_scan_neon, view, expected);
#endif
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    uint8_t padded[QC_VIEW_PAD + LONGEST + QC_VIEW_PAD] = {0};
    for (size_t from = 0; from < 2 && from <= size; from++) {
        qc_view view = {padded + QC_VIEW_PAD, size - from < LONGEST ? size - from : LONGEST};
        memcpy(padded + QC_VIEW_PAD, bytes + from, view.length);
        check_kernels(&view);
    }
    return 0;
}
