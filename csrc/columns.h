/* The columns of a result: the only place where rows are stored, and where strings become codes.
 *
 * In: mentions. Out: a qc_result. One block of memory holds all columns.
 */
#ifndef QC_COLUMNS_H
#define QC_COLUMNS_H

#include "row_codes.h"

typedef struct qc_columns {
    qc_result result;       /* first: a qc_result * is a qc_columns * */
    qc_allocator allocator; /* a copy: the result may outlive its extractor */
    void *block;
    size_t capacity;
    qc_row_codes codes;
    qc_dropped *dropped;
    size_t dropped_count, dropped_capacity;
} qc_columns;

/* Empty columns for the documents of a call, whose tables begin with the caller's own strings. */
qc_status qc_columns_new(const qc_work *work, qc_columns **columns);

/* Makes room for so many more rows; QC_NO_MEMORY also where they would be more than an int32 counts. */
qc_status qc_columns_reserve(qc_columns *columns, size_t more);

/* Rows in a block of their own, which who has them gives back. */
typedef struct qc_rows {
    qc_result columns;
    void *block; /* NULL: there are none */
} qc_rows;

/* Takes the rows out of columns, which keep their strings. */
qc_status qc_columns_take(qc_columns *columns, qc_rows *rows);

/* Appends the mentions of document `doc`; links become rows of this result. */
qc_status qc_columns_append(qc_columns *columns, const qc_work *work, int32_t doc);

#endif
