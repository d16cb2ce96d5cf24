/* The shelf: a few places, each an atomic pointer. */
#include "shelf.h"

#include "extract.h"

/* Threads of a big machine that begin a batch at once make what they miss. */
enum { PLACES = 16 };

struct qc_shelf {
    const qc_allocator *allocator; /* of the extractor, which outlives the shelf */
    _Atomic(qc_work *) places[PLACES];
};

qc_status qc_shelf_new(const qc_allocator *allocator, qc_shelf **shelf)
{
    qc_shelf *made = allocator->resize(allocator->context, NULL, sizeof *made);
    *shelf = made;
    if (!made)
        return QC_NO_MEMORY;
    made->allocator = allocator;
    for (size_t i = 0; i < PLACES; i++)
        atomic_init(&made->places[i], NULL);
    return QC_OK;
}

static void free_work(const qc_allocator *allocator, qc_work *work)
{
    if (!work)
        return;
    qc_work_free(work);
    qc_release(allocator, work);
}

void qc_shelf_free(qc_shelf *shelf)
{
    if (!shelf)
        return;
    for (size_t i = 0; i < PLACES; i++)
        free_work(shelf->allocator, atomic_load(&shelf->places[i]));
    qc_release(shelf->allocator, shelf);
}

qc_status qc_shelf_take(const qc_extractor *extractor, qc_work **work)
{
    qc_shelf *shelf = extractor->shelf;
    for (size_t i = 0; i < PLACES; i++)
        if (atomic_load_explicit(&shelf->places[i], memory_order_relaxed) &&
            (*work = atomic_exchange(&shelf->places[i], NULL)) != NULL)
            return QC_OK;
    qc_work *made = *work = extractor->allocator.resize(extractor->allocator.context, NULL, sizeof *made);
    if (!made)
        return QC_NO_MEMORY;
    qc_status status = qc_work_start(extractor, made);
    if (status == QC_OK)
        return QC_OK;
    free_work(&extractor->allocator, made);
    *work = NULL;
    return status;
}

void qc_shelf_give(const qc_extractor *extractor, qc_work *work)
{
    if (!work)
        return;
    work->watch = NULL;
    qc_work_trim(work);
    for (size_t i = 0; i < PLACES; i++) {
        qc_work *none = NULL;
        if (atomic_compare_exchange_strong(&extractor->shelf->places[i], &none, work))
            return;
    }
    free_work(&extractor->allocator, work);
}
