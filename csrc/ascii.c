/* Runs of ASCII in words of 64 bits, narrowed by vectors that the compiler splits as the machine needs. */
#include "ascii.h"

#include <string.h>

/* The bits of a word that are set where one of its elements is not ASCII. */
#define HIGH_BYTES UINT64_C(0x8080808080808080)
#define HIGH_UCS2 UINT64_C(0xff80ff80ff80ff80)
#define HIGH_UCS4 UINT64_C(0xffffff80ffffff80)

typedef uint8_t narrow_units __attribute__((vector_size(8)));
typedef uint16_t ucs2_units __attribute__((vector_size(16)));
typedef uint32_t ucs4_units __attribute__((vector_size(32)));

static uint64_t load(const void *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

size_t qc_ascii_length(const uint8_t *bytes, size_t length)
{
    size_t at = 0;
    for (; length - at >= 32; at += 32)
        if ((load(bytes + at) | load(bytes + at + 8) | load(bytes + at + 16) | load(bytes + at + 24)) & HIGH_BYTES)
            break;
    while (length - at >= 8 && !(load(bytes + at) & HIGH_BYTES))
        at += 8;
    while (at < length && bytes[at] < 0x80)
        at++;
    return at;
}

size_t qc_ascii_narrow_ucs2(const uint16_t *units, size_t length, uint8_t *out)
{
    size_t at = 0;
    for (; length - at >= 8 && !((load(units + at) | load(units + at + 4)) & HIGH_UCS2); at += 8) {
        ucs2_units wide;
        memcpy(&wide, units + at, sizeof wide);
        narrow_units narrow = __builtin_convertvector(wide, narrow_units);
        memcpy(out + at, &narrow, sizeof narrow);
    }
    for (; at < length && units[at] < 0x80; at++)
        out[at] = (uint8_t)units[at];
    return at;
}

size_t qc_ascii_narrow_ucs4(const uint32_t *units, size_t length, uint8_t *out)
{
    size_t at = 0;
    for (; length - at >= 8; at += 8) {
        const uint32_t *next = units + at;
        if ((load(next) | load(next + 2) | load(next + 4) | load(next + 6)) & HIGH_UCS4)
            break;
        ucs4_units wide;
        memcpy(&wide, next, sizeof wide);
        narrow_units narrow = __builtin_convertvector(wide, narrow_units);
        memcpy(out + at, &narrow, sizeof narrow);
    }
    for (; at < length && units[at] < 0x80; at++)
        out[at] = (uint8_t)units[at];
    return at;
}
