/* When it was: dates resolved against the document date, the narrative anchor and the tense of the clause.
 *
 * In: the mentions of a document. Out: period_start, period_end, granularity, timex and flags of its dates, times and
 * durations. The clock is never read.
 */
#ifndef QC_PERIOD_H
#define QC_PERIOD_H

#include "work.h"

/* The date of the document: as given, else of its dateline (a full date in its first lines), else none; sets work->date
 * and flags datelines that disagree. */
void qc_dateline_read(qc_work *work, qc_day given);

/* The year that is written, of two digits the one near the date of the document; 0 of 0. */
int qc_date_full_year(int year, qc_day document);

/* Fills the periods of all dates and times and the TIMEX3 values of dates, times and durations. */
void qc_period_resolve(qc_work *work);

#endif
