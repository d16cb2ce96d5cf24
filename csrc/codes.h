/* A table of strings with codes: built-in strings first, then those met, in the order of their first use. */
#ifndef QC_CODES_H
#define QC_CODES_H

#include "alloc.h"

/* 2^64 over the golden ratio (D. E. Knuth, The Art of Computer Programming 3, 6.4), as in tablegen. */
#define QC_HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

typedef struct qc_codes {
    char *bytes;          /* all strings, one behind the other */
    size_t byte_count, byte_capacity;
    size_t *ends;         /* where string i ends in bytes */
    size_t count, end_capacity;
    int32_t *slots;       /* open addressing, -1 empty */
    size_t slot_count;    /* a power of two, or 0 */
} qc_codes;

/* The code of a string, added where it is new. */
qc_status qc_codes_intern(qc_codes *codes, const qc_allocator *allocator, const char *text, size_t length,
                          int32_t *code);

/* Adds a string at the end without looking whether it is there: for a table that runs beside another. */
qc_status qc_codes_append(qc_codes *codes, const qc_allocator *allocator, const char *text, size_t length);

/* String `code`, not NUL-terminated; empty where the code is out of range. */
const char *qc_codes_get(const qc_codes *codes, size_t code, size_t *length);

void qc_codes_free(qc_codes *codes, const qc_allocator *allocator);

#endif
