/* A text of more than 2^31 bytes, of which only the last are written: the rest are pages of zeros that the system does
 * not keep. Rows there are those of the same words alone, moved by where they begin. */
#include "check.h"
#include "quantclaims.h"

#include <stdlib.h>
#include <string.h>

static const char sentence[] =
    "\n\nExports of LNG rose 12% to a record $4 million in May 2023, up from 3-5 tonnes, he said.";

enum { LENGTH = sizeof sentence - 1 };

static qc_status extract(const void *bytes, size_t length, qc_encoding encoding, qc_result **result)
{
    const qc_options options = qc_options_default();
    const qc_text text = {.data = bytes, .length = length, .encoding = encoding, .date = QC_NO_DATE};
    qc_extractor *extractor;
    qc_status status = qc_extractor_new(&options, NULL, NULL, &extractor);
    if (status == QC_OK)
        status = qc_extract(extractor, &text, 1, NULL, result);
    qc_extractor_free(extractor);
    return status;
}

/* An offset that moved by `base`, or is -1 in both. */
static bool moved(int64_t offset, int64_t twin, int64_t base) { return offset == (twin < 0 ? -1 : twin + base); }

static bool moved_row(const qc_result *far, const qc_result *near, size_t row, int64_t base)
{
    return moved(far->start[row], near->start[row], base) && moved(far->end[row], near->end[row], base) &&
           moved(far->measure_start[row], near->measure_start[row], base) &&
           moved(far->measure_end[row], near->measure_end[row], base) &&
           moved(far->subject_start[row], near->subject_start[row], base) &&
           moved(far->subject_end[row], near->subject_end[row], base) &&
           moved(far->speaker_start[row], near->speaker_start[row], base) &&
           moved(far->speaker_end[row], near->speaker_end[row], base) && far->kind[row] == near->kind[row] &&
           far->unit[row] == near->unit[row] && far->flags[row] == near->flags[row] &&
           far->link[row] == near->link[row] && far->period_row[row] == near->period_row[row];
}

/* The sentence at `base`, which 2^31 lies before or in the midst of. */
static void test_base(size_t base, qc_encoding encoding)
{
    qc_result *far = NULL, *near = NULL;
    char *bytes = calloc(base + LENGTH, 1);
    if (!bytes) {
        printf("no room for %zu bytes\n", base + LENGTH);
        return;
    }
    memcpy(bytes + base, sentence, LENGTH);
    qc_status status = extract(bytes, base + LENGTH, encoding, &far);
    CHECK(status == QC_OK && extract(sentence, LENGTH, encoding, &near) == QC_OK);
    bool same = status == QC_OK && near->length >= 4 && far->length == near->length;
    for (size_t row = 0; same && row < far->length; row++)
        same = moved_row(far, near, row, (int64_t)base);
    CHECK(same);
    qc_result_free(far);
    qc_result_free(near);
    free(bytes);
}

int main(void)
{
    const size_t limit = (size_t)1 << 31;
    test_base(limit - LENGTH / 2, QC_LATIN1);
    test_base(limit + 1, QC_UTF8);
    return CHECKS_DONE();
}
