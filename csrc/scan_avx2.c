/* The scan with AVX2: 32 bytes at a time, a look-up in two halves of a table for each of the four letters. */
#include "scan_kernel.h"

#ifdef QC_SCAN_X86
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi")))
#define INLINE static inline __attribute__((always_inline, target("avx2,bmi")))

typedef struct tables {
    __m256i low[4], high[4]; /* the bucket sets of codes 0-15, 16-31 at each letter */
    __m256i stop;            /* by low nibble: the stop that has it */
} tables;

/* What a vector of 32 bytes says by itself. */
typedef struct reading {
    __m256i codes;                   /* each plus 0x70: 71-7F, 80-8B a letter, 70 none */
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
    __m256i row_bit = _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0, 1,
                                       2, 4, 8, 16, 32, 64, -128);
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
    /* Signed comparisons, so each range is moved to the upper end: a-z to 102..127, 0-9 to 118..127. */
    __m256i lower = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
    __m256i letters = _mm256_cmpgt_epi8(_mm256_add_epi8(lower, _mm256_set1_epi8(127 - 'z')), _mm256_set1_epi8(101));
    __m256i digits = _mm256_cmpgt_epi8(_mm256_add_epi8(bytes, _mm256_set1_epi8(127 - '9')), _mm256_set1_epi8(117));
    __m256i code = _mm256_and_si256(_mm256_and_si256(bytes, _mm256_set1_epi8(31)), letters);
    if (__builtin_expect(!_mm256_testz_si256(bytes, _mm256_set1_epi8(-128)), 0)) {
        __m256i ascii = letters;
        add_high(bytes, &letters, &digits);
        code = _mm256_or_si256(
            code, _mm256_and_si256(_mm256_andnot_si256(ascii, letters), _mm256_set1_epi8(QC_TRIGGER_LETTERS)));
    }
    out.codes = _mm256_add_epi8(code, _mm256_set1_epi8(0x70));
    out.letters = (uint32_t)_mm256_movemask_epi8(letters);
    out.digits = (uint32_t)_mm256_movemask_epi8(digits);
    out.stops = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(tables->stop, bytes), bytes));
    return out;
}

/* The buckets that have these codes as letter `position` of a word. A shuffle takes the low four bits of its index, and
 * gives 0 where the top bit is set: so code + 0x70 finds codes 0-15 in their half of the table and nothing in the
 * other. */
INLINE __m256i find_buckets(const tables *tables, int position, __m256i codes)
{
    __m256i low = _mm256_shuffle_epi8(tables->low[position], codes);
    __m256i high = _mm256_shuffle_epi8(tables->high[position], _mm256_xor_si256(codes, _mm256_set1_epi8(-128)));
    return _mm256_or_si256(low, high);
}

/* Where four letters share no bucket: their words would begin in `here`, and may end in `next`. */
INLINE uint32_t find_misses(const tables *tables, __m256i here, __m256i next)
{
    __m256i middle = _mm256_permute2x128_si256(here, next, 0x21);
    __m256i shared = find_buckets(tables, 0, here);
    shared = _mm256_and_si256(shared, find_buckets(tables, 1, _mm256_alignr_epi8(middle, here, 1)));
    shared = _mm256_and_si256(shared, find_buckets(tables, 2, _mm256_alignr_epi8(middle, here, 2)));
    shared = _mm256_and_si256(shared, find_buckets(tables, 3, _mm256_alignr_epi8(middle, here, 3)));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(shared, _mm256_setzero_si256()));
}

INLINE tables load_tables(void)
{
    /* No byte 00 or 80-FF equals its entry: the shuffle gives -1 for 00 and 0 for 80-FF. */
    static const uint8_t stop[16] = {[0] = 0xff, [1] = '!', [10] = '\n', [14] = '.', [15] = '?'};
    return (tables){.low = {twice(qc_trigger_sets[0]), twice(qc_trigger_sets[1]), twice(qc_trigger_sets[2]),
                            twice(qc_trigger_sets[3])},
                    .high = {twice(qc_trigger_sets[0] + 16), twice(qc_trigger_sets[1] + 16),
                             twice(qc_trigger_sets[2] + 16), twice(qc_trigger_sets[3] + 16)},
                    .stop = twice(stop)};
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
        uint64_t misses = find_misses(&tables, first.codes, second.codes) |
                          (uint64_t)find_misses(&tables, second.codes, next.codes) << 32;
        uint64_t words = qc_run_starts(first.letters | (uint64_t)second.letters << 32, &last_letter);
        triggers[block] = (words & ~misses) | qc_run_starts(first.digits | (uint64_t)second.digits << 32, &last_digit);
        stops[block] = first.stops | (uint64_t)second.stops << 32;
        first = next;
    }
}
#endif
