/* Whether a call was given up: one flag for all of its threads, which the caller's thread sets when its caller says so.
 *
 * Asked between chunks of documents, and about every QC_WATCH_STEP bytes or rows inside a long document: never in a
 * short call.
 */
#ifndef QC_WATCH_H
#define QC_WATCH_H

#include "alloc.h"

#include <stdatomic.h>

/* Between two questions: a text that is all figures is read at 8 MB/s, so that this takes 2 ms at most. */
enum { QC_WATCH_STEP = 16 * 1024 };

typedef struct qc_watch {
    atomic_bool *stopped;
    const qc_run *run; /* NULL in threads that are not the caller's: they look at the flag alone */
} qc_watch;

/* QC_INTERRUPTED where the call was given up, or is now. `watch` NULL: it cannot be. */
qc_status qc_watch_ask(const qc_watch *watch);

#endif
