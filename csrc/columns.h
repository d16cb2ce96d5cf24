/* The columns of a result: the only place where rows are stored, and where strings become codes.
 *
 * In: mentions. Out: a qc_result. One block of memory holds all columns.
 */
#ifndef QC_COLUMNS_H
#define QC_COLUMNS_H

#include "codes.h"
#include "work.h"

/* The codes of a compound unit that was met: its own and that of its base unit. */
typedef struct qc_compound {
    bool known;
    uint8_t dimension;
    int32_t unit, per, code, base;
} qc_compound;

enum { QC_COMPOUND_SLOTS = 64 }; /* texts have a dozen of them; one that finds its slot taken takes it over */

typedef struct qc_columns {
    qc_result result;       /* first: a qc_result * is a qc_columns * */
    qc_allocator allocator; /* a copy: the result may outlive its extractor */
    void *block;
    size_t capacity;
    qc_codes tables[QC_TABLE_COUNT_OF];
    qc_compound compounds[QC_COMPOUND_SLOTS];
    qc_dropped *dropped;
    size_t dropped_count, dropped_capacity;
} qc_columns;

/* Empty columns for the documents of a call, whose tables begin with the caller's own strings. */
qc_status qc_columns_new(const qc_work *work, qc_columns **columns);

/* Makes room for so many more rows; QC_NO_MEMORY also where they would be more than an int32 counts. */
qc_status qc_columns_reserve(qc_columns *columns, size_t more);

/* Appends the mentions of document `doc`; links become rows of this result. */
qc_status qc_columns_append(qc_columns *columns, const qc_work *work, int32_t doc);

#endif
