/* Which currency a word or sign stands for that several countries share: dollars, crowns, pesos, francs, "$", "¥".
 *
 * In: a document and an amount in it. Out: the currency by the document's dateline or, for words that have no usual
 * reading, by the country that is named beside the amount. Names such as "Canadian dollars" are the lexicon's.
 */
#ifndef QC_LOCAL_H
#define QC_LOCAL_H

#include "work.h"

/* Finds the place of the document's dateline, into work->place; a few bytes of its first lines are read. */
void qc_local_read(qc_work *work);

/* The currency that the alias in `match` stands for here: match->unit, or another where `*assumed` is then true.
 * `start` is where the amount begins. */
int32_t qc_local_currency(const qc_work *work, const qc_unit_match *match, size_t start, bool *assumed);

#endif
