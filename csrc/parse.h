/* The walk over the candidates: at each, a date is tried, then a figure; what a match took is not read again. */
#ifndef QC_PARSE_H
#define QC_PARSE_H

#include "work.h"

/* Fills work->mentions, in order of start. */
qc_status qc_parse(qc_work *work);

#endif
