/* The scan with SSSE3: as scan_avx2.c, which explains the steps, with 16 bytes at a time. */
#include "scan_kernel.h"

#ifdef QC_SCAN_X86
#include <immintrin.h>

#define SSSE3 __attribute__((target("ssse3")))
#define INLINE static inline __attribute__((always_inline, target("ssse3")))

enum { VECTORS = QC_SCAN_BLOCK / 16 };

typedef struct tables {
    __m128i low[4], high[4], stop;
} tables;

typedef struct reading {
    __m128i codes;
    uint32_t letters, digits, stops;
} reading;

INLINE __m128i load(const uint8_t *at) { return _mm_loadu_si128((const __m128i *)(const void *)at); }

INLINE void add_high(__m128i bytes, __m128i *letters, __m128i *digits)
{
    const __m128i zero = _mm_setzero_si128(), all = _mm_cmpeq_epi8(zero, zero), nibble = _mm_set1_epi8(0x0f);
    __m128i row_bit = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, -128);
    __m128i low = _mm_and_si128(bytes, nibble);
    __m128i row = _mm_shuffle_epi8(row_bit, _mm_and_si128(_mm_srli_epi16(bytes, 4), nibble));
    __m128i letter = _mm_and_si128(row, _mm_shuffle_epi8(load(qc_trigger_high_letters), low));
    __m128i fraction = _mm_and_si128(row, _mm_shuffle_epi8(load(qc_trigger_high_fractions), low));
    *letters = _mm_or_si128(*letters, _mm_andnot_si128(_mm_cmpeq_epi8(letter, zero), all));
    *digits = _mm_or_si128(*digits, _mm_andnot_si128(_mm_cmpeq_epi8(fraction, zero), all));
}

INLINE reading read_vector(const tables *tables, const uint8_t *at)
{
    reading out;
    __m128i bytes = load(at);
    __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    __m128i letters = _mm_cmpgt_epi8(_mm_add_epi8(lower, _mm_set1_epi8(127 - 'z')), _mm_set1_epi8(101));
    __m128i digits = _mm_cmpgt_epi8(_mm_add_epi8(bytes, _mm_set1_epi8(127 - '9')), _mm_set1_epi8(117));
    __m128i code = _mm_and_si128(_mm_and_si128(bytes, _mm_set1_epi8(31)), letters);
    if (__builtin_expect(_mm_movemask_epi8(bytes) != 0, 0)) {
        __m128i ascii = letters;
        add_high(bytes, &letters, &digits);
        code = _mm_or_si128(code, _mm_and_si128(_mm_andnot_si128(ascii, letters), _mm_set1_epi8(QC_TRIGGER_LETTERS)));
    }
    out.codes = _mm_add_epi8(code, _mm_set1_epi8(0x70));
    out.letters = (uint32_t)_mm_movemask_epi8(letters);
    out.digits = (uint32_t)_mm_movemask_epi8(digits);
    out.stops = (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_shuffle_epi8(tables->stop, bytes), bytes));
    return out;
}

INLINE __m128i find_buckets(const tables *tables, int position, __m128i codes)
{
    __m128i low = _mm_shuffle_epi8(tables->low[position], codes);
    __m128i high = _mm_shuffle_epi8(tables->high[position], _mm_xor_si128(codes, _mm_set1_epi8(-128)));
    return _mm_or_si128(low, high);
}

INLINE uint64_t match(const tables *tables, __m128i here, __m128i next)
{
    __m128i shared = find_buckets(tables, 0, here);
    shared = _mm_and_si128(shared, find_buckets(tables, 1, _mm_alignr_epi8(next, here, 1)));
    shared = _mm_and_si128(shared, find_buckets(tables, 2, _mm_alignr_epi8(next, here, 2)));
    shared = _mm_and_si128(shared, find_buckets(tables, 3, _mm_alignr_epi8(next, here, 3)));
    return (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(shared, _mm_setzero_si128())) ^ 0xffff;
}

INLINE tables load_tables(void)
{
    static const uint8_t stop[16] = {[0] = 0xff, [1] = '!', [10] = '\n', [14] = '.', [15] = '?'};
    return (tables){
        .low = {load(qc_trigger_sets[0]), load(qc_trigger_sets[1]), load(qc_trigger_sets[2]), load(qc_trigger_sets[3])},
        .high = {load(qc_trigger_sets[0] + 16), load(qc_trigger_sets[1] + 16), load(qc_trigger_sets[2] + 16),
                 load(qc_trigger_sets[3] + 16)},
        .stop = load(stop)};
}

SSSE3 void qc_scan_ssse3(const uint8_t *bytes, size_t count, uint8_t before, uint64_t *triggers, uint64_t *stops)
{
    const tables tables = load_tables();
    uint64_t last_letter = (unsigned)(qc_trigger_code[before] - 1) < QC_TRIGGER_LETTERS;
    uint64_t last_digit = qc_trigger_code[before] == QC_TRIGGER_DIGIT;
    reading here = read_vector(&tables, bytes);
    for (size_t block = 0; block < count; block++) {
        uint64_t words = 0, letters = 0, digits = 0, ends = 0;
        for (unsigned vector = 0; vector < VECTORS; vector++) {
            bytes += 16;
            reading next = read_vector(&tables, bytes);
            words |= match(&tables, here.codes, next.codes) << 16 * vector;
            letters |= (uint64_t)here.letters << 16 * vector;
            digits |= (uint64_t)here.digits << 16 * vector;
            ends |= (uint64_t)here.stops << 16 * vector;
            here = next;
        }
        triggers[block] = (words & qc_run_starts(letters, &last_letter)) | qc_run_starts(digits, &last_digit);
        stops[block] = ends;
    }
}
#endif
