/* Memory: the default allocator and growing blocks. No failure is handled here; it goes up as QC_NO_MEMORY. */
#include "alloc.h"

#include <stdlib.h>

static void *resize_default(void *context, void *block, size_t size)
{
    (void)context;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

const qc_allocator qc_default_allocator = {resize_default, NULL};

qc_status qc_grow_block(const qc_allocator *allocator, void **block, size_t *capacity, size_t wanted, size_t size)
{
    size_t grown = *capacity > SIZE_MAX / 4 ? wanted : *capacity * 2;
    if (grown < wanted)
        grown = wanted;
    if (grown > SIZE_MAX / size)
        return QC_NO_MEMORY;
    void *moved = allocator->resize(allocator->context, *block, grown * size);
    if (!moved)
        return QC_NO_MEMORY;
    *block = moved;
    *capacity = grown;
    return QC_OK;
}

void qc_release(const qc_allocator *allocator, void *block)
{
    if (block)
        allocator->resize(allocator->context, block, 0);
}
