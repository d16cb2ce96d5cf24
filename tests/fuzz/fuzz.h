/* What the fuzz targets share: how they read a text, and what holds of every result.
 *
 * A target is a function that libFuzzer calls with bytes; a difference is as much a crash as a wrong read. Extractors
 * are made once: they never change.
 */
#ifndef QC_FUZZ_H
#define QC_FUZZ_H

#include "quantclaims.h"
#include "same.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define REQUIRE(condition) \
    ((condition) ? (void)0 : (fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition), abort()))

static inline qc_extractor *make_extractor(const qc_options *options)
{
    qc_extractor *extractor;
    REQUIRE(qc_extractor_new(options, NULL, NULL, &extractor) == QC_OK);
    return extractor;
}

/* One that differs from the usual one by the JIT alone; lenient with bytes that are not UTF-8. */
static inline const qc_extractor *usual_extractor(bool use_jit)
{
    static qc_extractor *made[2];
    if (!made[use_jit]) {
        qc_options options = qc_options_default();
        options.replace_utf8 = true;
        options.use_jit = use_jit;
        made[use_jit] = make_extractor(&options);
    }
    return made[use_jit];
}

/* How long a character of UTF-8 is by its first byte, and the least code point of that length; RFC 3629, table 3. */
static inline size_t character_length(uint8_t first, uint32_t *least)
{
    static const uint32_t leasts[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = first < 0x80 ? 1 : first < 0xc0 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf8 ? 4 : 0;
    *least = leasts[length];
    return length;
}

/* Decodes UTF-8 into `points`, which has room for `size`; false where it is none. */
static inline bool decode(const uint8_t *bytes, size_t size, uint32_t *points, size_t *count)
{
    *count = 0;
    for (size_t at = 0; at < size;) {
        uint32_t least, point = bytes[at];
        size_t length = character_length(bytes[at], &least);
        if (length == 0 || length > size - at)
            return false;
        point &= length == 1 ? 0x7f : 0x7fu >> length;
        for (size_t i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80)
                return false;
            point = point << 6 | (bytes[at + i] & 0x3f);
        }
        if (point < least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
            return false;
        points[(*count)++] = point;
        at += length;
    }
    return true;
}

/* Is -1 (none) or an index below `length`. */
static inline bool is_index(int64_t index, size_t length) { return index >= -1 && index < (int64_t)length; }

/* Is none, or a span of the text. */
static inline bool is_span(int64_t start, int64_t end, size_t length)
{
    return (start == -1 && end == -1) || (start >= 0 && start < end && end <= (int64_t)length);
}

static inline bool is_row(const qc_result *result, size_t row, size_t length)
{
    const qc_result *r = result;
    return is_span(r->start[row], r->end[row], length) && r->start[row] >= 0 && r->sentence[row] >= 0 &&
           is_span(r->measure_start[row], r->measure_end[row], length) &&
           is_span(r->subject_start[row], r->subject_end[row], length) &&
           is_span(r->speaker_start[row], r->speaker_end[row], length) && is_index(r->link[row], r->length) &&
           is_index(r->period_row[row], r->length) && r->link[row] != (int64_t)row &&
           (r->period_start[row] == QC_NAT || r->period_end[row] == QC_NAT ||
            r->period_start[row] < r->period_end[row]);
}

static inline bool has_codes(const qc_result *result, size_t row)
{
    const qc_result *r = result;
    return r->kind[row] < QC_KIND_COUNT_OF && r->dimension[row] < QC_DIMENSION_COUNT_OF &&
           r->comparison[row] < QC_COMPARISON_COUNT_OF && r->role[row] < QC_ROLE_COUNT_OF &&
           r->basis[row] < QC_BASIS_COUNT_OF && r->granularity[row] < QC_GRANULARITY_COUNT_OF &&
           r->flags[row] < 1u << QC_FLAG_COUNT_OF && r->direction[row] >= -1 && r->direction[row] <= 1 &&
           is_index(r->unit[row], qc_result_table_length(r, QC_TABLE_UNIT)) &&
           is_index(r->base_unit[row], qc_result_table_length(r, QC_TABLE_UNIT)) &&
           is_index(r->timex[row], qc_result_table_length(r, QC_TABLE_TIMEX)) && r->rule[row] >= 0 &&
           is_index(r->rule[row], qc_result_table_length(r, QC_TABLE_RULE));
}

/* What holds of the rows of one text of `length` code points. */
static inline void check_result(const qc_result *result, size_t length)
{
    int64_t ends[QC_KIND_COUNT_OF] = {0};
    for (size_t row = 0; row < result->length; row++) {
        REQUIRE(is_row(result, row, length) && has_codes(result, row) && result->doc[row] == 0);
        REQUIRE(row == 0 || result->start[row] > result->start[row - 1] ||
                (result->start[row] == result->start[row - 1] && result->end[row] > result->end[row - 1]));
        REQUIRE(row == 0 || result->sentence[row] >= result->sentence[row - 1]);
        REQUIRE(result->start[row] >= ends[result->kind[row]]);
        ends[result->kind[row]] = result->end[row];
    }
}

/* The rows of a text, which the caller frees. `length` counts units of the encoding, of which no text has fewer than
 * code points. */
static inline qc_result *read_text(const qc_extractor *extractor, const void *data, size_t length, qc_encoding encoding,
                                   qc_day date)
{
    qc_text text = {.data = data, .length = length, .encoding = encoding, .date = date};
    qc_result *result;
    REQUIRE(qc_extract(extractor, &text, 1, NULL, &result) == QC_OK);
    check_result(result, length);
    return result;
}

#endif
