/* From a figure to a claim: direction, role, basis, link, period, measure, subject, speaker and the flags of its clause.
 *
 * In and out: the mentions of a document, in order, with their sentences.
 */
#ifndef QC_RELATE_H
#define QC_RELATE_H

#include "work.h"

void qc_relate(qc_work *work);

#endif
