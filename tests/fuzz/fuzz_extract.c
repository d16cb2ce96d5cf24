/* The whole extraction: what holds of every result; the JIT as the interpreter; and a row found again when
 * it is explained. */
#include "fuzz.h"

enum { LONGEST = 2000 };

static void check_explained(const uint8_t *bytes, size_t size, const qc_result *result)
{
    const qc_text text = {.data = bytes, .length = size, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_evidence evidence;
    size_t row = size % (result->length + 1);
    if (row == result->length)
        return;
    REQUIRE(qc_explain(usual_extractor(true), &text, result->start[row], result->end[row], &evidence) == QC_OK);
    REQUIRE(evidence.found);
    for (unsigned cue = 0; cue < QC_CUE_COUNT_OF; cue++)
        REQUIRE(is_span(evidence.start[cue], evidence.end[cue], size));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size > LONGEST)
        return 0;
    qc_result *quick = read_text(usual_extractor(true), bytes, size, QC_UTF8, QC_NO_DATE);
    qc_result *slow = read_text(usual_extractor(false), bytes, size, QC_UTF8, QC_NO_DATE);
    REQUIRE(same_rows(quick, slow));
    check_explained(bytes, size, quick);
    qc_result_free(quick);
    qc_result_free(slow);
    return 0;
}
