/* How a document writes its numbers, decided once for the whole of it.
 *
 * In: the view and the candidates. Out: work->format, work->place. It reads no units.
 */
#ifndef QC_STYLE_H
#define QC_STYLE_H

#include "work.h"

/* Decimal commas hold only where the whole document uses them (CONVENTIONS 14). */
void qc_style_read(qc_work *work);

#endif
