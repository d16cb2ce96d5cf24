/* Tables of strings with codes, as an open-addressing hash over one pool of bytes. */
#include "codes.h"

#include <string.h>

/* At most eight bytes as a number; those in the middle may count twice. */
static uint64_t load_few(const char *text, size_t length)
{
    uint32_t first = 0, last = 0;
    if (length >= sizeof first) {
        memcpy(&first, text, sizeof first);
        memcpy(&last, text + length - sizeof last, sizeof last);
    } else if (length > 0) {
        first = (uint8_t)text[0];
        last = (uint32_t)(uint8_t)text[length / 2] << 8 | (uint8_t)text[length - 1];
    }
    return (uint64_t)first << 32 | last;
}

/* The strings are short, and the table is checked by comparing. */
static uint64_t hash_bytes(const char *text, size_t length)
{
    uint64_t hash = length;
    for (; length > sizeof hash; text += sizeof hash, length -= sizeof hash) {
        uint64_t part;
        memcpy(&part, text, sizeof part);
        hash = (hash ^ part) * QC_HASH_FACTOR;
        hash ^= hash >> 32;
    }
    hash = (hash ^ load_few(text, length)) * QC_HASH_FACTOR;
    return hash ^ hash >> 32;
}

/* The slot that holds the string, or the empty one where it belongs. */
static inline size_t find_slot(const qc_codes *codes, const char *text, size_t length)
{
    size_t slot = (size_t)hash_bytes(text, length) & (codes->slot_count - 1);
    while (codes->slots[slot] >= 0) {
        size_t held;
        const char *string = qc_codes_get(codes, (size_t)codes->slots[slot], &held);
        if (held == length && memcmp(string, text, length) == 0)
            break;
        slot = (slot + 1) & (codes->slot_count - 1);
    }
    return slot;
}

/* Doubles the slots, so that at most half of them are taken. */
static qc_status grow_slots(qc_codes *codes, const qc_allocator *allocator)
{
    size_t count = codes->slot_count ? codes->slot_count * 2 : 64;
    int32_t *slots = allocator->resize(allocator->context, NULL, count * sizeof *slots);
    if (!slots)
        return QC_NO_MEMORY;
    memset(slots, 0xff, count * sizeof *slots);
    qc_release(allocator, codes->slots);
    codes->slots = slots;
    codes->slot_count = count;
    for (size_t i = 0; i < codes->count; i++) {
        size_t length;
        const char *text = qc_codes_get(codes, i, &length);
        slots[find_slot(codes, text, length)] = (int32_t)i;
    }
    return QC_OK;
}

qc_status qc_codes_append(qc_codes *codes, const qc_allocator *allocator, const char *text, size_t length)
{
    if (codes->count >= INT32_MAX)
        return QC_NO_MEMORY;
    QC_TRY(qc_grow(allocator, (void **)&codes->bytes, &codes->byte_capacity, codes->byte_count + length, 1));
    QC_TRY(qc_grow(allocator, (void **)&codes->ends, &codes->end_capacity, codes->count + 1, sizeof *codes->ends));
    if (length > 0)
        memcpy(codes->bytes + codes->byte_count, text, length);
    codes->byte_count += length;
    codes->ends[codes->count++] = codes->byte_count;
    return QC_OK;
}

qc_status qc_codes_intern(qc_codes *codes, const qc_allocator *allocator, const char *text, size_t length,
                          int32_t *code)
{
    if (2 * codes->count >= codes->slot_count)
        QC_TRY(grow_slots(codes, allocator));
    size_t slot = find_slot(codes, text, length);
    if (codes->slots[slot] < 0) {
        QC_TRY(qc_codes_append(codes, allocator, text, length));
        codes->slots[slot] = (int32_t)(codes->count - 1);
    }
    *code = codes->slots[slot];
    return QC_OK;
}

const char *qc_codes_get(const qc_codes *codes, size_t code, size_t *length)
{
    if (code >= codes->count) {
        *length = 0;
        return "";
    }
    size_t start = code ? codes->ends[code - 1] : 0;
    *length = codes->ends[code] - start;
    return *length ? codes->bytes + start : ""; /* of empty strings alone there are no bytes */
}

void qc_codes_free(qc_codes *codes, const qc_allocator *allocator)
{
    qc_release(allocator, codes->bytes);
    qc_release(allocator, codes->ends);
    qc_release(allocator, codes->slots);
}
