/* Cues of figures: which words around a number its readers took in.
 *
 * In: a figure just read, or two that share words. Out: spans, in blocks that do not move. Nothing is decided here.
 */
#include "cue.h"

#include "figure.h"

#include <string.h>

/* The cues of some mentions. */
struct qc_cue_block {
    struct qc_cue_block *next;
    size_t used;
    qc_span cues[64][QC_CUE_COUNT_OF];
};

static bool is_empty(qc_span span) { return span.end <= span.start; }

qc_status qc_cues_add(qc_work *work, qc_mention *mention)
{
    struct qc_cue_block *block = work->cues;
    if (!work->explains)
        return QC_OK;
    if (!block || block->used == sizeof block->cues / sizeof *block->cues) {
        block = work->allocator->resize(work->allocator->context, NULL, sizeof *block);
        if (!block)
            return QC_NO_MEMORY;
        memset(block, 0, sizeof *block);
        block->next = work->cues;
        work->cues = block;
    }
    mention->cues = block->cues[block->used++];
    return QC_OK;
}

void qc_cues_free(qc_work *work)
{
    while (work->cues) {
        struct qc_cue_block *next = work->cues->next;
        qc_release(work->allocator, work->cues);
        work->cues = next;
    }
}

/* What the words between the unit and the end of the surface say. */
static qc_cue rest_of(const qc_mention *mention)
{
    if (mention->per >= 0)
        return QC_CUE_PER;
    return mention->kind == QC_KIND_MONEY ? QC_CUE_SCALE : QC_CUE_UNIT;
}

void qc_cue_figure(const qc_figure *figure)
{
    qc_mention *mention = figure->mention;
    qc_span *cues = mention->cues;
    size_t end = mention->number.end;
    if (!cues)
        return;
    if (figure->before.unit >= 0)
        cues[QC_CUE_CURRENCY] = (qc_span){figure->before.start, figure->before.end};
    if (figure->unit && mention->end >= figure->after.end) {
        bool money = figure->unit->traits & QC_UNIT_CURRENCY && figure->before.unit < 0;
        cues[money ? QC_CUE_CURRENCY : QC_CUE_UNIT] = (qc_span){figure->after.start, figure->after.end};
        end = figure->after.end;
    }
    if (!is_empty(mention->noun))
        cues[QC_CUE_UNIT] = mention->noun;
    else if (mention->end > end) {
        qc_span *rest = &cues[rest_of(mention)];
        *rest = (qc_span){is_empty(*rest) ? end : rest->start, mention->end};
    }
}

void qc_cue_share(qc_mention *to, const qc_mention *from)
{
    qc_cue_set(to, QC_CUE_UNIT, qc_cue_get(from, QC_CUE_UNIT));
    qc_cue_set(to, QC_CUE_PER, qc_cue_get(from, QC_CUE_PER));
    if (is_empty(qc_cue_get(to, QC_CUE_CURRENCY)))
        qc_cue_set(to, QC_CUE_CURRENCY, qc_cue_get(from, QC_CUE_CURRENCY));
}

qc_span qc_cue_scale(const qc_mention *mention)
{
    const qc_number *number = &mention->number;
    qc_span taken = qc_cue_get(mention, QC_CUE_SCALE);
    return number->scale != 0 && is_empty(taken) ? (qc_span){number->digits_end, number->end} : taken;
}
