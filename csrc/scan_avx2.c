/* The scan with AVX2: 32 bytes at a time, a look-up in two halves of a table for each of the four letters. */
#include "scan_kernel.h"

#ifdef QC_SCAN_X86
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define INLINE static inline __attribute__((always_inline, target("avx2")))

typedef struct tables {
    __m256i low[4], high[4]; /* the bucket sets of codes 0-15, 16-31 at each letter */
    __m256i stop;            /* by low nibble: the stop that has it */
} tables;

/* What a vector of 32 bytes says by itself. */
typedef struct reading {
    __m256i buckets[4];             /* as letter 0-3 of a word */
    uint32_t letters, digits, stops; /* a bit a byte */
} reading;

INLINE __m256i twice(const uint8_t *table)
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)table));
}

/* Moves the bytes of high-bit letters and fractions to the letters and digits; for the few vectors that have any. */
INLINE void add_high(__m256i bytes, __m256i *letters, __m256i *digits)
{
    const __m256i zero = _mm256_setzero_si256();
    __m256i nibble = _mm256_set1_epi8(0x0f);
    __m256i row_bit = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8,
                                       16, 32, 64, -128);
    __m256i low = _mm256_and_si256(bytes, nibble);
    __m256i row = _mm256_shuffle_epi8(row_bit, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
    __m256i letter = _mm256_and_si256(row, _mm256_shuffle_epi8(twice(qc_trigger_high_letters), low));
    __m256i fraction = _mm256_and_si256(row, _mm256_shuffle_epi8(twice(qc_trigger_high_fractions), low));
    __m256i all = _mm256_cmpeq_epi8(zero, zero);
    *letters = _mm256_or_si256(*letters, _mm256_andnot_si256(_mm256_cmpeq_epi8(letter, zero), all));
    *digits = _mm256_or_si256(*digits, _mm256_andnot_si256(_mm256_cmpeq_epi8(fraction, zero), all));
}

INLINE reading read_vector(const tables *tables, const uint8_t *at)
{
    reading out;
    __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)at);
    /* Signed comparisons, so each range is moved to an end of the signed ones: a-z to 102..127, 0-9 to -128..-119. */
    __m256i lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
    __m256i letters = _mm256_cmpgt_epi8(_mm256_add_epi8(lower, _mm256_set1_epi8(127 - 'z')), _mm256_set1_epi8(101));
    __m256i digits = _mm256_cmpgt_epi8(_mm256_set1_epi8(-118), _mm256_add_epi8(bytes, _mm256_set1_epi8(128 - '0')));
    __m256i code = _mm256_and_si256(_mm256_and_si256(bytes, _mm256_set1_epi8(31)), letters);
    if (__builtin_expect(!_mm256_testz_si256(bytes, _mm256_set1_epi8(-128)), 0)) {
        __m256i ascii = letters;
        add_high(bytes, &letters, &digits);
        code = _mm256_or_si256(code, _mm256_and_si256(_mm256_andnot_si256(ascii, letters), _mm256_set1_epi8(QC_TRIGGER_LETTERS)));
    }
    /* A shuffle gives 0 where the top bit of its index is set: codes 16-31 in the first half, 0-15 in the second. */
    __m256i first = _mm256_add_epi8(code, _mm256_set1_epi8(0x70));
    __m256i second = _mm256_sub_epi8(code, _mm256_set1_epi8(0x10));
    for (int i = 0; i < 4; i++)
        out.buckets[i] = _mm256_or_si256(_mm256_shuffle_epi8(tables->low[i], first), _mm256_shuffle_epi8(tables->high[i], second));
    out.letters = (uint32_t)_mm256_movemask_epi8(letters);
    out.digits = (uint32_t)_mm256_movemask_epi8(digits);
    out.stops = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(tables->stop, bytes), bytes));
    return out;
}

/* Where four letters of a word share a bucket, in `here`, some of whose letters are in `next`. */
INLINE uint32_t match(const reading *here, const reading *next)
{
#define AHEAD(letter)                                                                                                     \
    _mm256_alignr_epi8(_mm256_permute2x128_si256(here->buckets[letter], next->buckets[letter], 0x21), here->buckets[letter], letter)
    __m256i shared = _mm256_and_si256(_mm256_and_si256(here->buckets[0], AHEAD(1)), _mm256_and_si256(AHEAD(2), AHEAD(3)));
#undef AHEAD
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(shared, _mm256_setzero_si256()));
}

INLINE tables load_tables(void)
{
    /* No byte 00 or 80-FF equals its entry: the shuffle gives -1 for 00 and 0 for 80-FF. */
    static const uint8_t stop[16] = {[0] = 0xff, [1] = '!', [10] = '\n', [14] = '.', [15] = '?'};
    tables out;
    for (int i = 0; i < 4; i++) {
        out.low[i] = twice(qc_trigger_sets[i]);
        out.high[i] = twice(qc_trigger_sets[i] + 16);
    }
    out.stop = twice(stop);
    return out;
}

AVX2 void qc_scan_avx2(const uint8_t *bytes, size_t count, uint8_t before, uint64_t *triggers, uint64_t *stops)
{
    const tables tables = load_tables();
    uint64_t last_letter = (unsigned)(qc_trigger_code[before] - 1) < QC_TRIGGER_LETTERS;
    uint64_t last_digit = qc_trigger_code[before] == QC_TRIGGER_DIGIT;
    reading first = read_vector(&tables, bytes);
    for (size_t block = 0; block < count; block++) {
        reading second = read_vector(&tables, bytes + block * QC_SCAN_BLOCK + 32);
        reading next = read_vector(&tables, bytes + block * QC_SCAN_BLOCK + 64);
        uint64_t words = match(&first, &second) | (uint64_t)match(&second, &next) << 32;
        words &= qc_run_starts(first.letters | (uint64_t)second.letters << 32, &last_letter);
        triggers[block] = words | qc_run_starts(first.digits | (uint64_t)second.digits << 32, &last_digit);
        stops[block] = first.stops | (uint64_t)second.stops << 32;
        first = next;
    }
}
#endif
