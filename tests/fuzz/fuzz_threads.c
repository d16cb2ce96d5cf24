/* Batches: the input, cut at each NUL into texts among many empty ones, gives the same bytes by eight threads as by
 * one. */
#include "fuzz.h"

/* Empty texts count towards the chunks that threads take, so that a few texts are spread over all threads. */
enum { LONGEST = 400, TEXTS = 1600, APART = 97, PIECES = TEXTS / APART, THREADS = 8, DAY = 19859 /* 2024-05-16 */ };

static void cut(const uint8_t *bytes, size_t size, qc_text *texts)
{
    for (size_t i = 0; i < TEXTS; i++)
        texts[i] = (qc_text){.data = bytes, .length = 0, .encoding = QC_UTF8, .date = DAY};
    for (size_t piece = 0; piece < PIECES && size > 0; piece++) {
        const uint8_t *end = memchr(bytes, 0, size);
        size_t length = end ? (size_t)(end - bytes) : size;
        texts[piece * APART].data = bytes;
        texts[piece * APART].length = length;
        length += end != NULL;
        bytes += length;
        size -= length;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static qc_text texts[TEXTS];
    if (size > LONGEST)
        return 0;
    cut(bytes, size, texts);
    const qc_run run = {.threads = THREADS};
    qc_result *alone, *together;
    REQUIRE(qc_extract(usual_extractor(true), texts, TEXTS, NULL, &alone) == QC_OK);
    REQUIRE(qc_extract_batch(usual_extractor(true), texts, TEXTS, &run, NULL, &together) == QC_OK);
    REQUIRE(same_results(alone, together));
    qc_result_free(alone);
    qc_result_free(together);
    return 0;
}
