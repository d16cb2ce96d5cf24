/* A batch of texts, shared out among threads; qc_extract_batch of quantclaims.h.
 *
 * In: an array of texts. Out: one result, as if one thread had read them all. Chunks of documents are taken from a
 * counter; each thread has buffers and columns of its own, which are joined in the order of the chunks (join.c).
 */
#ifndef QC_BATCH_H
#define QC_BATCH_H

#include "columns.h"

/* Documents that one thread reads in one go, and what it found in them. */
typedef struct qc_chunk {
    size_t first, end;                 /* documents */
    unsigned reader;                   /* index of the thread */
    qc_rows rows;                      /* links are counted within the chunk */
    size_t strings[QC_TABLE_COUNT_OF]; /* how many the thread's tables had when the chunk was read */
    size_t dropped, dropped_end;       /* of the thread's columns */
} qc_chunk;

/* join.c: appends the rows of chunks to empty `columns` in their order, by as many threads as there are readers (NULL:
 * one that read nothing), and gives their blocks back as it goes; some may be left after a failure. */
qc_status qc_columns_join(qc_columns *const *readers, unsigned count, qc_chunk *chunks, size_t chunk_count,
                          const qc_watch *watch, qc_columns *columns);

#endif
