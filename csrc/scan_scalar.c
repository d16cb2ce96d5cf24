/* The scan a byte at a time: for machines without a kernel of their own, and what the other kernels are tested against.
 */
#include "scan_kernel.h"

static unsigned is_letter(unsigned code) { return code - 1 < QC_TRIGGER_LETTERS; }

static unsigned is_stop(uint8_t byte) { return byte == '.' || byte == '?' || byte == '!' || byte == '\n'; }

/* May a trigger word begin at these bytes? */
static unsigned may_begin(const uint8_t *bytes)
{
    unsigned buckets = qc_trigger_sets[0][qc_trigger_code[bytes[0]]];
    for (unsigned i = 1; i < 4 && buckets; i++)
        buckets &= qc_trigger_sets[i][qc_trigger_code[bytes[i]]];
    return buckets != 0;
}

void qc_scan_scalar(const uint8_t *bytes, size_t count, uint8_t before, uint64_t *triggers, uint64_t *stops)
{
    unsigned previous = qc_trigger_code[before];
    for (size_t block = 0; block < count; block++) {
        uint64_t trigger_bits = 0, stop_bits = 0;
        for (unsigned bit = 0; bit < QC_SCAN_BLOCK; bit++, bytes++) {
            unsigned code = qc_trigger_code[*bytes];
            unsigned trigger = 0;
            if (is_letter(code))
                trigger = !is_letter(previous) && may_begin(bytes);
            else if (code == QC_TRIGGER_DIGIT)
                trigger = previous != QC_TRIGGER_DIGIT;
            trigger_bits |= (uint64_t)trigger << bit;
            stop_bits |= (uint64_t)is_stop(*bytes) << bit;
            previous = code;
        }
        triggers[block] = trigger_bits;
        stops[block] = stop_bits;
    }
}
