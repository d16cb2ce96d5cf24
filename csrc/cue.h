/* Cues: the words that gave a figure its columns, kept in the mention for qc_explain. */
#ifndef QC_CUE_H
#define QC_CUE_H

#include "figure.h"

/* Notes what the readers took in around the number: currency, unit, what it is per. */
void qc_cue_figure(const qc_figure *figure);

/* Gives a figure the words of another whose unit it shares. */
void qc_cue_share(qc_mention *to, const qc_mention *from);

/* The words of a figure's scale, or of the scale that another gave it; empty where it has none. */
qc_span qc_cue_scale(const qc_mention *mention);

#endif
