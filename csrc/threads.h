/* Threads for the length of one piece of work.
 *
 * In: a function and how many threads run it. Out: it has run in all of them. None is kept, so that a process may fork
 * between two calls. Nothing is shared out here: that is the function's.
 */
#ifndef QC_THREADS_H
#define QC_THREADS_H

#include "watch.h"

enum { QC_MOST_THREADS = 256 };

/* Runs `job(context, index)` with the indices 0 to count - 1, index 0 in the caller's thread, and comes back when all
 * are done. Where a thread cannot be had, its index is left out. While the caller's thread waits, it asks `watch`. */
void qc_threads_run(unsigned count, void (*job)(void *context, unsigned index), void *context, const qc_watch *watch);

#endif
