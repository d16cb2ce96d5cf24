/* How texts enter: the same rows from UTF-8 as from the buffers of a Python string; UTF-8 is refused exactly where it
 * is none; and the bytes as Latin-1 and as UCS-2 of any kind, lone surrogates among them. */
#include "fuzz.h"

enum { LONGEST = 600 };

static const qc_extractor *strict_extractor(void)
{
    static qc_extractor *made;
    if (!made) {
        qc_options options = qc_options_default();
        made = make_extractor(&options);
    }
    return made;
}

/* The rows of an exact copy, so that a read outside is seen. */
static qc_result *read_copy(const void *data, size_t length, size_t width, qc_encoding encoding)
{
    void *copy = malloc(length * width + !length);
    REQUIRE(copy);
    memcpy(copy, data, length * width);
    qc_result *result = read_text(strict_extractor(), copy, length, encoding, QC_NO_DATE);
    free(copy);
    return result;
}

static void require_same(qc_result *expected, qc_result *found)
{
    REQUIRE(same_rows(expected, found));
    qc_result_free(found);
}

/* The code points in each encoding that has them all. */
static void check_widths(const uint32_t *points, size_t count, qc_result *expected)
{
    static uint16_t two[LONGEST];
    static uint8_t one[LONGEST];
    uint32_t all = 0;
    for (size_t i = 0; i < count; i++) {
        all |= points[i];
        two[i] = (uint16_t)points[i];
        one[i] = (uint8_t)points[i];
    }
    require_same(expected, read_copy(points, count, sizeof *points, QC_UCS4));
    if (all <= 0xffff)
        require_same(expected, read_copy(two, count, sizeof *two, QC_UCS2));
    if (all <= 0xff)
        require_same(expected, read_copy(one, count, sizeof *one, QC_LATIN1));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static uint32_t points[LONGEST];
    size_t count;
    if (size > LONGEST)
        return 0;
    if (decode(bytes, size, points, &count)) {
        qc_result *expected = read_copy(bytes, size, 1, QC_UTF8);
        check_widths(points, count, expected);
        qc_result_free(expected);
    } else {
        const qc_text text = {.data = bytes, .length = size, .encoding = QC_UTF8, .date = QC_NO_DATE};
        qc_fault fault = {0, 0};
        qc_result *result;
        REQUIRE(qc_extract(strict_extractor(), &text, 1, &fault, &result) == QC_BAD_UTF8 && !result);
        REQUIRE(fault.offset < size && decode(bytes, fault.offset, points, &count));
        qc_result_free(read_text(usual_extractor(true), bytes, size, QC_UTF8, QC_NO_DATE));
    }
    qc_result_free(read_copy(bytes, size, 1, QC_LATIN1));
    qc_result_free(read_copy(bytes, size / 2, 2, QC_UCS2));
    return 0;
}
