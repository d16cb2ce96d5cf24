/* From a figure to a claim: direction, role, basis, link, period, measure, subject, speaker and the flags of its clause.
 *
 * In and out: the mentions of a document, in order, with their sentences. Each aspect has its file; each reads the tokens of
 * a sentence and writes its columns of the mentions. Silence beats a guess: what the clause does not say stays at none.
 */
#ifndef QC_RELATE_H
#define QC_RELATE_H

#include "quotes.h"
#include "tokens.h"

void qc_relate(qc_work *work);

/* change.c: role, direction, basis and link. */
void qc_change_relate(const qc_work *work, const qc_tokens *tokens);

/* when.c: the period of each figure and the date that gave it. */
void qc_when_relate(const qc_work *work, const qc_tokens *tokens);

/* sense.c: the flags of the clause: record, forecast, target, negated, conditional, quoted, headline. */
void qc_sense_relate(const qc_work *work, const qc_tokens *tokens, qc_quotes *quotes);

/* about.c: measure and subject. */
void qc_about_relate(qc_work *work, const qc_tokens *tokens);

/* speaker.c: who says so. */
void qc_speaker_relate(const qc_work *work, const qc_tokens *tokens);

#endif
