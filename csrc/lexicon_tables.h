/* The shapes of the tables that make_tables.py writes for lexicon.c, and the arithmetic of their hash. For these two only. */
#ifndef QC_LEXICON_TABLES_H
#define QC_LEXICON_TABLES_H

#include "lexicon.h"

/* A perfect hash: a key's bucket gives a displacement, which gives its slot, which gives its row (0: none). A key that is
 * not in the table gets some row too, so the spelling is always checked. tablegen/hashing.py has the same arithmetic. */
typedef struct qc_hash {
    const uint16_t *displacements;
    const uint16_t *slots;
    uint32_t start;
    uint32_t bucket_mask;
    uint8_t shift;
} qc_hash;

static inline uint32_t qc_hash_add(uint32_t hash, uint8_t byte) { return (hash ^ byte) * 0x01000193u; }

static inline uint32_t qc_hash_row(const qc_hash *hash, uint32_t value)
{
    value ^= value >> 15;
    value *= 0x85ebca6bu;
    value ^= value >> 13;
    uint32_t displaced = value ^ hash->displacements[value & hash->bucket_mask] * 0x9e3779b1u;
    return hash->slots[displaced * 0x85ebca6bu >> hash->shift];
}

extern const char qc_word_pool[];
extern const qc_word qc_words[];
extern const qc_hash qc_word_hash;

#endif
