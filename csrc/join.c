/* The columns of several readers in one: first the strings and the places, chunk by chunk, then the rows, by all
 * threads.
 *
 * A reader's tables hold its strings in the order in which it met them. A string is new in the joined table with the
 * first chunk that has it, and chunks come in order: so the codes are those that one thread would have given.
 */
#include "batch.h"

#include "threads.h"

#include <string.h>

/* The tables whose strings are met in texts; names of units run beside the units. */
enum { UNIT, TIMEX, TABLES };
static const qc_table tables[TABLES] = {QC_TABLE_UNIT, QC_TABLE_TIMEX};

/* The joined code of each string of a reader. */
typedef struct renumbering {
    int32_t *codes[TABLES];
    size_t known[TABLES];
} renumbering;

typedef struct join {
    qc_columns *const *readers;
    qc_chunk *chunks;
    size_t *places; /* of chunks: the first joined row */
    size_t chunk_count;
    renumbering *renumberings; /* of readers */
    qc_columns *columns;
    atomic_size_t next; /* chunk whose rows nobody has taken */
    atomic_bool *stopped;
    const qc_run *run;
} join;

/* ---- Strings and places ------------------------------------------------------------------------------------------ */

static qc_status add_string(qc_columns *columns, const qc_columns *reader, qc_table table, size_t code, int32_t *joined)
{
    qc_codes *codes = &columns->codes.tables[table];
    size_t count = codes->count, length;
    const char *string = qc_codes_get(&reader->codes.tables[table], code, &length);
    QC_TRY(qc_codes_intern(codes, &columns->allocator, string, length, joined));
    if (table != QC_TABLE_UNIT || codes->count == count)
        return QC_OK;
    string = qc_codes_get(&reader->codes.tables[QC_TABLE_UNIT_NAME], code, &length);
    return qc_codes_append(&columns->codes.tables[QC_TABLE_UNIT_NAME], &columns->allocator, string, length);
}

/* Adds the strings that a reader first met in a chunk. */
static qc_status add_strings(const join *join, const qc_chunk *chunk)
{
    renumbering *own = &join->renumberings[chunk->reader];
    for (size_t i = 0; i < TABLES; i++)
        for (; own->known[i] < chunk->strings[tables[i]]; own->known[i]++)
            QC_TRY(add_string(join->columns, join->readers[chunk->reader], tables[i], own->known[i],
                              &own->codes[i][own->known[i]]));
    return QC_OK;
}

static qc_status add_dropped(qc_columns *columns, const qc_columns *reader, const qc_chunk *chunk)
{
    size_t count = chunk->dropped_end - chunk->dropped;
    if (count == 0)
        return QC_OK;
    QC_TRY(qc_grow(&columns->allocator, (void **)&columns->dropped, &columns->dropped_capacity,
                   columns->dropped_count + count, sizeof *columns->dropped));
    memcpy(columns->dropped + columns->dropped_count, reader->dropped + chunk->dropped,
           count * sizeof *columns->dropped);
    columns->dropped_count += count;
    return QC_OK;
}

/* All that must be done in the order of chunks. */
static qc_status plan(join *join)
{
    size_t rows = 0;
    for (size_t i = 0; i < join->chunk_count; i++) {
        const qc_chunk *chunk = &join->chunks[i];
        QC_TRY(add_strings(join, chunk));
        QC_TRY(add_dropped(join->columns, join->readers[chunk->reader], chunk));
        join->places[i] = rows;
        rows += chunk->rows.columns.length;
    }
    QC_TRY(qc_columns_reserve(join->columns, rows));
    join->columns->result.length = rows;
    return QC_OK;
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

static void renumber(int32_t *column, size_t count, const int32_t *codes, int32_t built_in)
{
    for (size_t i = 0; i < count; i++)
        if (column[i] >= built_in)
            column[i] = built_in + codes[column[i] - built_in];
}

static void shift(int32_t *column, size_t count, int32_t by)
{
    for (size_t i = 0; i < count; i++)
        column[i] += column[i] < 0 ? 0 : by;
}

static void copy_rows(const join *join, qc_chunk *chunk, size_t place)
{
    const qc_result *from = &chunk->rows.columns;
    const renumbering *own = &join->renumberings[chunk->reader];
    qc_result *to = &join->columns->result;
    size_t count = from->length;
    if (count == 0)
        return;
#define COPY_COLUMN(type, name) memcpy(to->name + place, from->name, count * sizeof(type));
    QC_COLUMNS(COPY_COLUMN)
#undef COPY_COLUMN
    renumber(to->unit + place, count, own->codes[UNIT], qc_unit_count());
    renumber(to->base_unit + place, count, own->codes[UNIT], qc_unit_count());
    renumber(to->timex + place, count, own->codes[TIMEX], 0);
    shift(to->link + place, count, (int32_t)place);
    shift(to->period_row + place, count, (int32_t)place);
    qc_release(&join->columns->allocator, chunk->rows.block);
    chunk->rows.block = NULL;
}

static void copy_chunks(void *context, unsigned index)
{
    join *join = context;
    qc_watch watch = {join->stopped, index == 0 ? join->run : NULL};
    size_t at;
    while ((at = atomic_fetch_add(&join->next, 1)) < join->chunk_count && qc_watch_ask(&watch) == QC_OK)
        copy_rows(join, &join->chunks[at], join->places[at]);
}

/* ---- Both -------------------------------------------------------------------------------------------------------- */

/* Room for the codes of each reader's strings. */
static qc_status make_renumberings(join *join, unsigned count)
{
    const qc_allocator *allocator = &join->columns->allocator;
    for (unsigned reader = 0; reader < count; reader++)
        for (size_t i = 0; i < TABLES; i++) {
            size_t strings = join->readers[reader] ? join->readers[reader]->codes.tables[tables[i]].count : 0;
            int32_t *codes = strings ? allocator->resize(allocator->context, NULL, strings * sizeof *codes) : NULL;
            join->renumberings[reader].codes[i] = codes;
            if (strings && !codes)
                return QC_NO_MEMORY;
        }
    return QC_OK;
}

static qc_status join_rows(join *join, unsigned count, const qc_watch *watch)
{
    memset(join->renumberings, 0, count * sizeof *join->renumberings);
    qc_status status = make_renumberings(join, count);
    if (status == QC_OK)
        status = plan(join);
    if (status == QC_OK) {
        qc_threads_run(count, copy_chunks, join, watch);
        status = qc_watch_ask(watch);
    }
    for (unsigned reader = 0; reader < count; reader++)
        for (size_t i = 0; i < TABLES; i++)
            qc_release(&join->columns->allocator, join->renumberings[reader].codes[i]);
    return status;
}

qc_status qc_columns_join(qc_columns *const *readers, unsigned count, qc_chunk *chunks, size_t chunk_count,
                          const qc_watch *watch, qc_columns *columns)
{
    const qc_allocator *allocator = &columns->allocator;
    join join = {.readers = readers, .chunks = chunks, .chunk_count = chunk_count, .columns = columns};
    join.stopped = watch->stopped;
    join.run = watch->run;
    join.places = allocator->resize(allocator->context, NULL, chunk_count * sizeof *join.places);
    join.renumberings = allocator->resize(allocator->context, NULL, count * sizeof *join.renumberings);
    qc_status status = join.places && join.renumberings ? join_rows(&join, count, watch) : QC_NO_MEMORY;
    qc_release(allocator, join.places);
    qc_release(allocator, join.renumberings);
    return status;
}
