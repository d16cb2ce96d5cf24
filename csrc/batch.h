/* A batch of texts, shared out among threads; qc_extract_batch of quantclaims.h.
 *
 * In: an array of texts. Out: one result, as if one thread had read them all. Chunks of documents are taken from a counter;
 * each thread has buffers and columns of its own, which are joined in the order of the chunks (join.c).
 */
#ifndef QC_BATCH_H
#define QC_BATCH_H

#include "columns.h"

/* Documents that one thread reads in one go, and what it appended to its columns for them. */
typedef struct qc_chunk {
    size_t first, end;                 /* documents */
    unsigned reader;                   /* index of the thread */
    size_t row, row_end;               /* of its columns */
    size_t strings[QC_TABLE_COUNT_OF]; /* how many its tables had when the chunk was read */
    size_t dropped, dropped_end;
} qc_chunk;

/* join.c: appends the columns of `count` readers (NULL: one that read nothing) to empty `columns` in the order of the
 * chunks, by as many threads. The readers keep theirs. */
qc_status qc_columns_join(qc_columns *const *readers, unsigned count, const qc_chunk *chunks, size_t chunk_count,
                          const qc_watch *watch, qc_columns *columns);

#endif
