/* An allocator for tests: it counts blocks, and gives out nothing at one call. */
#ifndef QC_HEAP_H
#define QC_HEAP_H

#include "quantclaims.h"

#include <stdlib.h>

/* An allocator that counts blocks and gives out nothing at call number `fails`. */
typedef struct heap {
    size_t calls, fails, live;
} heap;

static void *resize(void *context, void *block, size_t size)
{
    heap *heap = context;
    if (size == 0) {
        heap->live -= block != NULL;
        free(block);
        return NULL;
    }
    if (heap->calls++ == heap->fails)
        return NULL;
    heap->live += block == NULL;
    return realloc(block, size);
}

#endif
