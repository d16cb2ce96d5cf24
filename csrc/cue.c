/* Cues of figures: which words around a number its readers took in.
 *
 * In: a figure just read, or two that share words. Out: spans in the mention. Nothing is decided here.
 */
#include "cue.h"

static bool is_empty(qc_span span) { return span.end <= span.start; }

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
    to->cues[QC_CUE_UNIT] = from->cues[QC_CUE_UNIT];
    to->cues[QC_CUE_PER] = from->cues[QC_CUE_PER];
    if (is_empty(to->cues[QC_CUE_CURRENCY]))
        to->cues[QC_CUE_CURRENCY] = from->cues[QC_CUE_CURRENCY];
}

qc_span qc_cue_scale(const qc_mention *mention)
{
    const qc_number *number = &mention->number;
    bool own = number->scale != 0 && is_empty(mention->cues[QC_CUE_SCALE]);
    return own ? (qc_span){number->digits_end, number->end} : mention->cues[QC_CUE_SCALE];
}
