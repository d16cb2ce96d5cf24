/* The scan with NEON: as scan_ssse3.c, with look-ups in a table of 32 bytes. */
#include "scan_kernel.h"

#ifdef QC_SCAN_ARM
#include <arm_neon.h>

enum { VECTORS = QC_SCAN_BLOCK / 16 };

typedef struct reading {
    uint8x16_t code;
    uint64_t letters, digits, stops;
} reading;

typedef struct tables {
    uint8x16x2_t sets[4];
    uint8x16_t high_letters, high_fractions;
} tables;

/* One bit a byte of a vector whose bytes are 00 or FF. */
static inline uint64_t bits_of(uint8x16_t mask)
{
    static const uint8_t bit[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    uint8x16_t bits = vandq_u8(mask, vld1q_u8(bit));
    return (uint64_t)vaddv_u8(vget_low_u8(bits)) | (uint64_t)vaddv_u8(vget_high_u8(bits)) << 8;
}

static inline uint8x16_t is_between(uint8x16_t bytes, uint8_t first, uint8_t last)
{
    return vcleq_u8(vsubq_u8(bytes, vdupq_n_u8(first)), vdupq_n_u8((uint8_t)(last - first)));
}

static inline uint8x16_t is_stop(uint8x16_t bytes)
{
    uint8x16_t ends = vorrq_u8(vceqq_u8(bytes, vdupq_n_u8('.')), vceqq_u8(bytes, vdupq_n_u8('\n')));
    return vorrq_u8(ends, vorrq_u8(vceqq_u8(bytes, vdupq_n_u8('?')), vceqq_u8(bytes, vdupq_n_u8('!'))));
}

/* The bytes of the upper half whose bit is set in rows. */
static inline uint8x16_t is_high(uint8x16_t bytes, uint8x16_t rows)
{
    static const uint8_t row_bit[16] = {
        [8] = 1, [9] = 2, [10] = 4, [11] = 8, [12] = 16, [13] = 32, [14] = 64, [15] = 128};
    uint8x16_t bit = vqtbl1q_u8(vld1q_u8(row_bit), vshrq_n_u8(bytes, 4));
    return vtstq_u8(bit, vqtbl1q_u8(rows, vandq_u8(bytes, vdupq_n_u8(15))));
}

static inline reading read_vector(const tables *tables, const uint8_t *at)
{
    reading out;
    uint8x16_t bytes = vld1q_u8(at);
    uint8x16_t letters = is_between(vorrq_u8(bytes, vdupq_n_u8(0x20)), 'a', 'z');
    uint8x16_t digits = is_between(bytes, '0', '9');
    uint8x16_t code = vandq_u8(vandq_u8(bytes, vdupq_n_u8(31)), letters);
    if (vmaxvq_u8(bytes) >= 0x80) {
        uint8x16_t others = is_high(bytes, tables->high_letters);
        letters = vorrq_u8(letters, others);
        digits = vorrq_u8(digits, is_high(bytes, tables->high_fractions));
        code = vorrq_u8(code, vandq_u8(others, vdupq_n_u8(QC_TRIGGER_LETTERS)));
    }
    out.code = code;
    out.letters = bits_of(letters);
    out.digits = bits_of(digits);
    out.stops = bits_of(is_stop(bytes));
    return out;
}

static inline uint64_t match(const tables *tables, uint8x16_t here, uint8x16_t next)
{
    uint8x16_t shared = vqtbl2q_u8(tables->sets[0], here);
    shared = vandq_u8(shared, vqtbl2q_u8(tables->sets[1], vextq_u8(here, next, 1)));
    shared = vandq_u8(shared, vqtbl2q_u8(tables->sets[2], vextq_u8(here, next, 2)));
    shared = vandq_u8(shared, vqtbl2q_u8(tables->sets[3], vextq_u8(here, next, 3)));
    return bits_of(vtstq_u8(shared, shared));
}

void qc_scan_neon(const uint8_t *bytes, size_t count, uint8_t before, uint64_t *triggers, uint64_t *stops)
{
    tables tables = {.high_letters = vld1q_u8(qc_trigger_high_letters),
                     .high_fractions = vld1q_u8(qc_trigger_high_fractions)};
    for (int i = 0; i < 4; i++) {
        tables.sets[i].val[0] = vld1q_u8(qc_trigger_sets[i]);
        tables.sets[i].val[1] = vld1q_u8(qc_trigger_sets[i] + 16);
    }
    uint64_t last_letter = (unsigned)(qc_trigger_code[before] - 1) < QC_TRIGGER_LETTERS;
    uint64_t last_digit = qc_trigger_code[before] == QC_TRIGGER_DIGIT;
    reading here = read_vector(&tables, bytes);
    for (size_t block = 0; block < count; block++) {
        uint64_t words = 0, letters = 0, digits = 0, ends = 0;
        for (unsigned vector = 0; vector < VECTORS; vector++) {
            bytes += 16;
            reading next = read_vector(&tables, bytes);
            words |= match(&tables, here.code, next.code) << 16 * vector;
            letters |= here.letters << 16 * vector;
            digits |= here.digits << 16 * vector;
            ends |= here.stops << 16 * vector;
            here = next;
        }
        triggers[block] = (words & qc_run_starts(letters, &last_letter)) | qc_run_starts(digits, &last_digit);
        stops[block] = ends;
    }
}
#endif
