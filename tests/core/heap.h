/* An allocator for tests: it counts blocks, and gives out nothing at one call, or from then on. */
#ifndef QC_HEAP_H
#define QC_HEAP_H

#include "quantclaims.h"

#include <stdlib.h>

/* Call number `fails`, and where `persists` all later ones, give out nothing. */
typedef struct heap {
    size_t calls, fails, live;
    bool persists;
} heap;

static void *resize(void *context, void *block, size_t size)
{
    heap *heap = context;
    if (size == 0) {
        heap->live -= block != NULL;
        free(block);
        return NULL;
    }
    size_t call = heap->calls++;
    if (call == heap->fails || (heap->persists && call > heap->fails))
        return NULL;
    heap->live += block == NULL;
    return realloc(block, size);
}

#endif
