/* The allocator of the caller, and the one macro by which a failure goes up. */
#ifndef QC_ALLOC_H
#define QC_ALLOC_H

#include "quantclaims.h"

/* Returns from the calling function with the status of `call` where that is not QC_OK. */
#define QC_TRY(call)                      \
    do {                                  \
        qc_status qc_try_status = (call); \
        if (qc_try_status != QC_OK)       \
            return qc_try_status;         \
    } while (0)

/* malloc, realloc and free as an allocator. */
extern const qc_allocator qc_default_allocator;

/* alloc.c: the general case of the function below. */
qc_status qc_grow_block(const qc_allocator *allocator, void **block, size_t *capacity, size_t wanted, size_t size);

/* Makes room for at least `wanted` elements of `size` bytes: `*block` moves, `*capacity` at least doubles. */
static inline qc_status qc_grow(const qc_allocator *allocator, void **block, size_t *capacity, size_t wanted,
                                size_t size)
{
    return wanted <= *capacity ? QC_OK : qc_grow_block(allocator, block, capacity, wanted, size);
}

/* Frees a block; NULL is allowed. */
void qc_release(const qc_allocator *allocator, void *block);

#endif
