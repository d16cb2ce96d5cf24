/* The state of a call: its buffers and its mentions. */
#include "cue.h"

#include <math.h>

void qc_mention_clear(qc_mention *mention)
{
    *mention = (qc_mention){.value = NAN,
                            .high = NAN,
                            .resolution = NAN,
                            .unit = -1,
                            .per = -1,
                            .link = -1,
                            .period_row = -1,
                            .period_start = QC_NAT,
                            .period_end = QC_NAT,
                            .cues = mention->cues};
}

qc_status qc_work_next(qc_work *work, qc_mention **mention)
{
    if (work->mention_count == work->mention_capacity)
        QC_TRY(qc_grow(work->allocator, (void **)&work->mentions, &work->mention_capacity, work->mention_count + 1,
                       sizeof *work->mentions));
    *mention = &work->mentions[work->mention_count];
    if (work->next_clear)
        return QC_OK;
    (*mention)->cues = NULL;
    qc_mention_clear(*mention);
    work->next_clear = true;
    return qc_cues_add(work, *mention);
}

size_t qc_work_size(const qc_work *work)
{
    return work->narrow_capacity + work->sentences.capacity * sizeof *work->sentences.starts +
           (work->trigger_capacity + work->stop_capacity) * sizeof *work->triggers +
           (work->mention_capacity + work->spare_capacity) * sizeof *work->mentions + work->utf8_capacity +
           work->dropped_capacity * sizeof *work->dropped;
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
    qc_cues_free(work);
}
