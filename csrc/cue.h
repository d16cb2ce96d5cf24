/* Cues: the words that gave a figure its columns. They are kept for qc_explain alone; elsewhere mentions have none. */
#ifndef QC_CUE_H
#define QC_CUE_H

#include "work.h"

struct qc_figure;

/* Gives a mention room for its cues, where the call explains. */
qc_status qc_cues_add(qc_work *work, qc_mention *mention);

/* Frees the cues of all mentions. */
void qc_cues_free(qc_work *work);

/* Notes the words that gave a column. */
static inline void qc_cue_set(qc_mention *mention, qc_cue cue, qc_span span)
{
    if (mention->cues)
        mention->cues[cue] = span;
}

/* The words that gave a column; empty: none. */
static inline qc_span qc_cue_get(const qc_mention *mention, qc_cue cue)
{
    return mention->cues ? mention->cues[cue] : (qc_span){0, 0};
}

/* Notes what the readers took in around the number: currency, unit, what it is per. */
void qc_cue_figure(const struct qc_figure *figure);

/* Gives a figure the words of another whose unit it shares. */
void qc_cue_share(qc_mention *to, const qc_mention *from);

/* The words of a figure's scale, or of the scale that another gave it; empty where it has none. */
qc_span qc_cue_scale(const qc_mention *mention);

#endif
