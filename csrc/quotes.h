/* What stands inside quotation marks.
 *
 * In: a view, and places asked in ascending order. Out: whether a place is quoted. Single quotes are apostrophes and
 * say nothing.
 */
#ifndef QC_QUOTES_H
#define QC_QUOTES_H

#include "text.h"

/* The marks behind the place that was asked last; to be begun anew for each text. */
typedef struct qc_quotes {
    size_t next[3]; /* the next " “ ” */
    size_t first;   /* of them */
    size_t opened;  /* where the open quotation began */
    bool open;
} qc_quotes;

void qc_quotes_begin(const qc_view *view, qc_quotes *quotes);

/* Is `at`, which is not before the place asked last, inside a quotation that opened in its paragraph? */
bool qc_quotes_pass(const qc_view *view, qc_quotes *quotes, size_t at);
static inline bool qc_quotes_hold(const qc_view *view, qc_quotes *quotes, size_t at)
{
    return (quotes->open || quotes->first < at) && qc_quotes_pass(view, quotes, at);
}

#endif
