/* Runs of ASCII in blocks: by SSE2, which every x86-64 has, else in words of 64 bits that the compiler may join. */
#include "ascii.h"

#include <stdbool.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>

static __m128i load(const void *at) { return _mm_loadu_si128((const __m128i *)at); }

static void store(void *at, __m128i vector) { _mm_storeu_si128((__m128i *)at, vector); }

/* Has any of 64 bytes its top bit set? */
static inline bool has_high(const uint8_t *bytes)
{
    __m128i left = _mm_or_si128(load(bytes), load(bytes + 16)),
            right = _mm_or_si128(load(bytes + 32), load(bytes + 48));
    return _mm_movemask_epi8(_mm_or_si128(left, right)) != 0;
}

/* Copies 64 bytes; false, and nothing copied, where one is not ASCII. */
static inline bool copy_block(const uint8_t *bytes, uint8_t *out)
{
    __m128i first = load(bytes), second = load(bytes + 16), third = load(bytes + 32), fourth = load(bytes + 48);
    if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(first, second), _mm_or_si128(third, fourth))))
        return false;
    store(out, first);
    store(out + 16, second);
    store(out + 32, third);
    store(out + 48, fourth);
    return true;
}

/* Copies 32 bytes; a bit for each that is not ASCII. */
static inline uint32_t copy_bytes(const uint8_t *bytes, uint8_t *out)
{
    __m128i left = load(bytes), right = load(bytes + 16);
    store(out, left);
    store(out + 16, right);
    return (uint32_t)_mm_movemask_epi8(left) | (uint32_t)_mm_movemask_epi8(right) << 16;
}

/* Narrows 16 units; a bit for each that is not ASCII. */
static inline uint32_t narrow_units(const uint16_t *units, uint8_t *out)
{
    __m128i left = load(units), right = load(units + 8);
    store(out, _mm_packus_epi16(left, right));
    __m128i above = _mm_packs_epi16(_mm_srli_epi16(left, 7), _mm_srli_epi16(right, 7));
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(above, _mm_setzero_si128())) ^ 0xffff;
}

static inline uint32_t narrow_wide(const uint32_t *units, uint8_t *out)
{
    uint16_t narrow[16], above[16];
    for (int i = 0; i < 16; i += 8) {
        __m128i left = load(units + i), right = load(units + i + 4);
        store(narrow + i, _mm_packs_epi32(left, right));
        store(above + i, _mm_packs_epi32(_mm_srli_epi32(left, 7), _mm_srli_epi32(right, 7)));
    }
    store(out, _mm_packus_epi16(load(narrow), load(narrow + 8)));
    __m128i high = _mm_packs_epi16(load(above), load(above + 8));
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(high, _mm_setzero_si128())) ^ 0xffff;
}
#else
static inline bool has_high(const uint8_t *bytes)
{
    uint64_t words[8], high = 0;
    memcpy(words, bytes, sizeof words);
    for (int i = 0; i < 8; i++)
        high |= words[i];
    return (high & UINT64_C(0x8080808080808080)) != 0;
}

static inline bool copy_block(const uint8_t *bytes, uint8_t *out)
{
    if (has_high(bytes))
        return false;
    memcpy(out, bytes, 64);
    return true;
}

static inline uint32_t copy_bytes(const uint8_t *bytes, uint8_t *out)
{
    uint32_t high = 0;
    for (int i = 0; i < 32; i++) {
        out[i] = bytes[i];
        high |= (uint32_t)(bytes[i] >> 7) << i;
    }
    return high;
}

static inline uint32_t narrow_units(const uint16_t *units, uint8_t *out)
{
    uint32_t high = 0;
    for (int i = 0; i < 16; i++) {
        out[i] = (uint8_t)units[i];
        high |= (uint32_t)(units[i] >= 0x80) << i;
    }
    return high;
}

static inline uint32_t narrow_wide(const uint32_t *units, uint8_t *out)
{
    uint32_t high = 0;
    for (int i = 0; i < 16; i++) {
        out[i] = (uint8_t)units[i];
        high |= (uint32_t)(units[i] >= 0x80) << i;
    }
    return high;
}
#endif

static bool is_ascii_word(const uint8_t *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

size_t qc_ascii_length(const uint8_t *bytes, size_t length)
{
    size_t at = 0;
    while (length - at >= 64 && !has_high(bytes + at))
        at += 64;
    while (length - at >= 8 && is_ascii_word(bytes + at))
        at += 8;
    while (at < length && bytes[at] < 0x80)
        at++;
    return at;
}

size_t qc_ascii_copy(const uint8_t *bytes, size_t length, uint8_t *out)
{
    size_t at = 0;
    while (length - at >= 64 && copy_block(bytes + at, out + at))
        at += 64;
    for (; length - at >= 32; at += 32) {
        uint32_t high = copy_bytes(bytes + at, out + at);
        if (high)
            return at + (size_t)__builtin_ctz(high);
    }
    for (; at < length && bytes[at] < 0x80; at++)
        out[at] = bytes[at];
    return at;
}

size_t qc_ascii_narrow_ucs2(const uint16_t *units, size_t length, uint8_t *out)
{
    size_t at = 0;
    for (; length - at >= 16; at += 16) {
        uint32_t high = narrow_units(units + at, out + at);
        if (high)
            return at + (size_t)__builtin_ctz(high);
    }
    for (; at < length && units[at] < 0x80; at++)
        out[at] = (uint8_t)units[at];
    return at;
}

size_t qc_ascii_narrow_ucs4(const uint32_t *units, size_t length, uint8_t *out)
{
    size_t at = 0;
    for (; length - at >= 16; at += 16) {
        uint32_t high = narrow_wide(units + at, out + at);
        if (high)
            return at + (size_t)__builtin_ctz(high);
    }
    for (; at < length && units[at] < 0x80; at++)
        out[at] = (uint8_t)units[at];
    return at;
}
