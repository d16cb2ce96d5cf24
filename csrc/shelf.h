/* What calls leave for the next: their buffers, which are dear to make, at most as many as calls run at once.
 *
 * In: an extractor. Out: a qc_work that is ready. Shared by threads without a lock: a place is emptied or filled in one
 * step.
 */
#ifndef QC_SHELF_H
#define QC_SHELF_H

#include "work.h"

typedef struct qc_shelf qc_shelf;

qc_status qc_shelf_new(const qc_allocator *allocator, qc_shelf **shelf);

/* Frees the shelf and what lies there; NULL is allowed. */
void qc_shelf_free(qc_shelf *shelf);

/* A work from the shelf, or a new one; to be given back. */
qc_status qc_shelf_take(const qc_extractor *extractor, qc_work **work);

/* Keeps a work for the next call, or frees it where there is no place. NULL is allowed. */
void qc_shelf_give(const qc_extractor *extractor, qc_work *work);

#endif
