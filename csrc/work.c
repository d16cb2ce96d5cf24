/* The state of a call: its buffers and its mentions. */
#include "cue.h"

#include <math.h>
#include <string.h>

/* Zeros from one field up to another. */
#define CLEAR(mention, from, to) \
    memset((char *)(mention) + offsetof(qc_mention, from), 0, offsetof(qc_mention, to) - offsetof(qc_mention, from))

void qc_mention_clear(qc_mention *mention)
{
    /* In parts: compilers clear a struct of this size as a whole by an instruction that is slow to start. */
    CLEAR(mention, start, number);
    CLEAR(mention, number, value);
    CLEAR(mention, value, noun);
    CLEAR(mention, noun, cues);
    CLEAR(mention, period_start, timex);
    mention->timex[0] = '\0';
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
    if (work->next_clear)
        return QC_OK;
    (*mention)->cues = NULL;
    qc_mention_clear(*mention);
    work->next_clear = true;
    return qc_cues_add(work, *mention);
}

/* Bytes of buffers that are kept from document to document: those of some hundred kilobytes of news. */
enum { LARGEST = 1 << 19 };

/* Bytes of the buffers, about. */
static size_t buffer_size(const qc_work *work)
{
    return work->narrow_capacity + work->sentences.capacity * sizeof *work->sentences.starts +
           (work->trigger_capacity + work->stop_capacity) * sizeof *work->triggers +
           (work->mention_capacity + work->spare_capacity) * sizeof *work->mentions + work->utf8_capacity +
           work->dropped_capacity * sizeof *work->dropped;
}

static void release_buffer(const qc_allocator *allocator, void **block, size_t *capacity)
{
    qc_release(allocator, *block);
    *block = NULL;
    *capacity = 0;
}

qc_status qc_work_settle(qc_work *work)
{
    size_t count = work->mention_count, size = sizeof *work->mentions;
    if (buffer_size(work) <= LARGEST)
        return QC_OK;
    release_buffer(work->allocator, (void **)&work->triggers, &work->trigger_capacity);
    release_buffer(work->allocator, (void **)&work->stops, &work->stop_capacity);
    if (count == 0 || count == work->mention_capacity)
        return QC_OK;
    qc_mention *fewer = work->allocator->resize(work->allocator->context, work->mentions, count * size);
    if (!fewer)
        return QC_NO_MEMORY;
    work->mentions = fewer;
    work->mention_capacity = count;
    return QC_OK;
}

void qc_work_trim(qc_work *work)
{
    if (buffer_size(work) <= LARGEST)
        return;
    release_buffer(work->allocator, (void **)&work->narrow, &work->narrow_capacity);
    release_buffer(work->allocator, (void **)&work->sentences.starts, &work->sentences.capacity);
    release_buffer(work->allocator, (void **)&work->triggers, &work->trigger_capacity);
    release_buffer(work->allocator, (void **)&work->stops, &work->stop_capacity);
    release_buffer(work->allocator, (void **)&work->mentions, &work->mention_capacity);
    release_buffer(work->allocator, (void **)&work->spare, &work->spare_capacity);
    release_buffer(work->allocator, (void **)&work->utf8, &work->utf8_capacity);
    release_buffer(work->allocator, (void **)&work->dropped, &work->dropped_capacity);
    work->next_clear = false;
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
