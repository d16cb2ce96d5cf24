/* From a figure to a claim: direction, role, basis, link, period, measure, subject, speaker and the flags of its
 * clause.
 *
 * In and out: the mentions of a document, in order, with their sentences. Each aspect has its file; each reads the
 * tokens of a sentence and writes its columns of the mentions. Silence beats a guess: what the clause does not say
 * stays at none.
 */
#ifndef QC_RELATE_H
#define QC_RELATE_H

#include "tokens.h"

/* Fails where the call is given up. */
qc_status qc_relate(qc_work *work);

/* role.c: role and direction; whether one is a change or a former level, which the two below are about. */
bool qc_role_relate(const qc_tokens *tokens);
void qc_link_relate(const qc_tokens *tokens);    /* link.c: the level that a change or a previous points at */
void qc_basis_relate(const qc_tokens *tokens);   /* basis.c: year-on-year and its kin */
/* Do words that say a basis follow the figure at token `i`: "m/m", "year-on-year"? */
bool qc_basis_follows(const qc_tokens *tokens, size_t i);
/* How many tokens that say a basis end with token `j`: 1 of "y/y", 3 of "on the month"; 0 where none does. */
size_t qc_basis_length(const qc_tokens *tokens, size_t j);

void qc_when_relate(const qc_tokens *tokens);    /* when.c: the period and the date that gave it */
void qc_about_relate(const qc_tokens *tokens);   /* about.c: measure and subject */
void qc_speaker_relate(const qc_tokens *tokens); /* speaker.c: who says so */

void qc_sense_relate(const qc_tokens *tokens);   /* sense.c: record, forecast, target, negated, conditional, headline */

/* Which words said role and direction, and the flags of the clause, of figure `i`; into its cues. */
void qc_role_explain(const qc_tokens *tokens, size_t i);
void qc_sense_explain(const qc_tokens *tokens, size_t i);

/* Characters within which a headline begins. */
enum { QC_HEADLINE_REACH = 400 };

#endif
