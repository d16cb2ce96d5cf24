/* Chunks are taken from a counter, so that a long document keeps one thread busy and no other. Each leaves its rows in
 * a block of just their size, so that all of them together are no longer than the result. */
#include "batch.h"

#include "extract.h"
#include "threads.h"

#include <string.h>

/* Bytes of a chunk, at which taking it costs nothing beside reading it; and what a document without text counts for. */
enum { CHUNK_SIZE = 32 * 1024, DOCUMENT_COST = 64 };

/* One thread's part. */
typedef struct reader {
    qc_work *work;
    qc_columns *columns;
    qc_status status;
    qc_fault fault;
} reader;

typedef struct batch {
    const qc_extractor *extractor;
    const qc_text *texts;
    size_t count;
    const qc_run *run;
    atomic_bool stopped;
    qc_chunk *chunks;
    size_t chunk_count;
    atomic_size_t next; /* chunk that nobody has taken */
    reader *readers;
    unsigned threads;
} batch;

/* The end of the chunk of documents that begins at `first`. */
static size_t chunk_end(const batch *batch, size_t first)
{
    for (size_t size = 0; first < batch->count && size < CHUNK_SIZE; first++)
        size += batch->texts[first].length + DOCUMENT_COST;
    return first;
}

static qc_status start(const batch *batch, reader *self, const qc_watch *watch)
{
    QC_TRY(qc_shelf_take(batch->extractor, &self->work));
    self->work->watch = watch;
    return qc_columns_new(self->work, &self->columns);
}

/* Reads the documents of a chunk. */
static qc_status read_documents(const batch *batch, reader *self, const qc_chunk *chunk)
{
    if (chunk->first > 0)
        QC_TRY(qc_watch_ask(self->work->watch));
    return qc_read_documents(self->work, batch->texts, chunk->first, chunk->end, self->columns, &self->fault);
}

/* Reads a chunk, and takes what it found out of the columns, so that they stay small. */
static qc_status read_chunk(const batch *batch, reader *self, qc_chunk *chunk)
{
    qc_columns *columns = self->columns;
    chunk->dropped = columns->dropped_count;
    QC_TRY(read_documents(batch, self, chunk));
    chunk->dropped_end = columns->dropped_count;
    for (size_t table = 0; table < QC_TABLE_COUNT_OF; table++)
        chunk->strings[table] = columns->codes.tables[table].count;
    return qc_columns_take(columns, &chunk->rows);
}

/* ---- One chunk --------------------------------------------------------------------------------------------------- */

/* The columns that it is read into are the result. */
static qc_status extract_alone(batch *batch, qc_fault *fault, qc_result **result)
{
    qc_watch watch = {&batch->stopped, batch->run};
    reader self = {.work = NULL};
    qc_chunk chunk = {.end = batch->count};
    qc_status status = start(batch, &self, &watch);
    if (status == QC_OK)
        status = read_documents(batch, &self, &chunk);
    qc_shelf_give(batch->extractor, self.work);
    *fault = self.fault;
    if (status == QC_OK)
        *result = &self.columns->result;
    else if (self.columns)
        qc_result_free(&self.columns->result);
    return status;
}

/* ---- Several chunks ---------------------------------------------------------------------------------------------- */

/* Reads chunks until there are none. After a failure no more are taken; those before it, which others read, are
 * finished, so that the first of several failures is known. */
static void read_chunks(void *context, unsigned index)
{
    batch *batch = context;
    reader *self = &batch->readers[index];
    qc_watch watch = {&batch->stopped, index == 0 ? batch->run : NULL};
    self->status = start(batch, self, &watch);
    size_t at;
    while (self->status == QC_OK && (at = atomic_fetch_add(&batch->next, 1)) < batch->chunk_count) {
        batch->chunks[at].reader = index;
        self->status = read_chunk(batch, self, &batch->chunks[at]);
    }
    if (self->status != QC_OK)
        atomic_store(&batch->next, batch->chunk_count);
    if (self->work)
        self->work->watch = NULL;
}

/* The status of the call: an interruption, else the failure of the first document that has one. */
static qc_status first_failure(const batch *batch, qc_fault *fault)
{
    qc_status status = QC_OK;
    for (unsigned i = 0; i < batch->threads; i++) {
        const reader *self = &batch->readers[i];
        if (self->status == QC_INTERRUPTED)
            return QC_INTERRUPTED;
        if (self->status != QC_OK && (status == QC_OK || self->fault.document < fault->document)) {
            status = self->status;
            *fault = self->fault;
        }
    }
    return status;
}

/* Joins what the readers have. */
static qc_status join(batch *batch, qc_result **result)
{
    qc_watch watch = {&batch->stopped, batch->run};
    qc_columns *columns, *parts[QC_MOST_THREADS];
    qc_status status = qc_columns_new(batch->readers[0].work, &columns);
    for (unsigned i = 0; i < batch->threads; i++)
        parts[i] = batch->readers[i].columns;
    if (status == QC_OK)
        status = qc_columns_join(parts, batch->threads, batch->chunks, batch->chunk_count, &watch, columns);
    if (status == QC_OK)
        *result = &columns->result;
    else if (columns)
        qc_result_free(&columns->result);
    return status;
}

static qc_status extract_shared(batch *batch, qc_fault *fault, qc_result **result)
{
    qc_watch watch = {&batch->stopped, batch->run};
    qc_threads_run(batch->threads, read_chunks, batch, &watch);
    qc_status status = first_failure(batch, fault);
    if (status == QC_OK)
        status = join(batch, result);
    for (unsigned i = 0; i < batch->threads; i++) {
        qc_shelf_give(batch->extractor, batch->readers[i].work);
        if (batch->readers[i].columns)
            qc_result_free(&batch->readers[i].columns->result);
    }
    return status;
}

/* ---- Both -------------------------------------------------------------------------------------------------------- */

static size_t count_chunks(const batch *batch)
{
    size_t chunks = 0;
    for (size_t doc = 0; doc < batch->count; chunks++)
        doc = chunk_end(batch, doc);
    return chunks;
}

/* Shares the documents out, with chunks and readers in one block each. */
static qc_status extract_chunks(batch *batch, qc_fault *fault, qc_result **result)
{
    const qc_allocator *allocator = &batch->extractor->allocator;
    batch->chunks = allocator->resize(allocator->context, NULL, batch->chunk_count * sizeof *batch->chunks);
    batch->readers = allocator->resize(allocator->context, NULL, batch->threads * sizeof *batch->readers);
    qc_status status = batch->chunks && batch->readers ? QC_OK : QC_NO_MEMORY;
    if (status == QC_OK) {
        memset(batch->readers, 0, batch->threads * sizeof *batch->readers);
        for (size_t i = 0, doc = 0; i < batch->chunk_count; i++, doc = batch->chunks[i - 1].end)
            batch->chunks[i] = (qc_chunk){.first = doc, .end = chunk_end(batch, doc)};
        status = extract_shared(batch, fault, result);
        for (size_t i = 0; i < batch->chunk_count; i++)
            qc_release(allocator, batch->chunks[i].rows.block);
    }
    qc_release(allocator, batch->chunks);
    qc_release(allocator, batch->readers);
    return status;
}

qc_status qc_extract_batch(const qc_extractor *extractor, const qc_text *texts, size_t count, const qc_run *run,
                           qc_fault *fault, qc_result **result)
{
    batch batch = {
        .extractor = extractor, .texts = texts, .count = count, .run = run, .threads = run ? run->threads : 1};
    qc_fault unheard;
    fault = fault ? fault : &unheard;
    *fault = (qc_fault){0, 0};
    *result = NULL;
    if (count > INT32_MAX)
        return QC_BAD_ARGUMENT;
    batch.chunk_count = count_chunks(&batch);
    if (batch.chunk_count < 2)
        return extract_alone(&batch, fault, result);
    if (batch.threads < 1)
        batch.threads = 1;
    if (batch.threads > QC_MOST_THREADS)
        batch.threads = QC_MOST_THREADS;
    if (batch.threads > batch.chunk_count)
        batch.threads = (unsigned)batch.chunk_count;
    return extract_chunks(&batch, fault, result);
}
