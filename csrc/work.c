/* The state of a call: its buffers and its mentions. */
#include "work.h"

#include <math.h>
#include <string.h>

void qc_mention_clear(qc_mention *mention)
{
    memset(mention, 0, sizeof *mention);
    mention->value = mention->high = mention->resolution = NAN;
    mention->unit = mention->per = mention->link = mention->period_row = -1;
    mention->period_start = mention->period_end = QC_NAT;
}

qc_status qc_work_next(qc_work *work, qc_mention **mention)
{
    if (work->mention_count == work->mention_capacity)
        QC_TRY(qc_grow(work->allocator, (void **)&work->mentions, &work->mention_capacity, work->mention_count + 1,
                       sizeof *work->mentions));
    *mention = &work->mentions[work->mention_count];
    if (!work->next_clear)
        qc_mention_clear(*mention);
    work->next_clear = true;
    return QC_OK;
}

void qc_work_free(qc_work *work)
{
    qc_matcher_free(work->matcher);
    qc_release(work->allocator, work->narrow);
    qc_release(work->allocator, work->sentences.starts);
    qc_release(work->allocator, work->triggers);
    qc_release(work->allocator, work->stops);
    qc_release(work->allocator, work->mentions);
    qc_release(work->allocator, work->spare);
    qc_release(work->allocator, work->utf8);
    qc_release(work->allocator, work->dropped);
}
