/* What wins and what joins: overlaps, ranges, hedges, document date, periods. In and out: the mentions of a
 * document. */
#ifndef QC_RESOLVE_H
#define QC_RESOLVE_H

#include "work.h"

/* Joins ranges and lists, drops what overlaps or stayed tentative, applies hedges, resolves dates, rounds each number
 * once. `given` is the caller's date of the document. Mentions are sorted by start, end afterwards. */
void qc_resolve(qc_work *work, qc_day given);

#endif
