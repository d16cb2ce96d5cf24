/* Dates, times and periods: from characters to what the words say, not yet when that is (period.c resolves).
 *
 * In: a candidate. Out: a mention of kind date or time with its parts. One-word dates come from the lexicon, clock times and
 * longer expressions from grammar/dates.txt, tried only where the next token lets one begin.
 */
#ifndef QC_DATE_H
#define QC_DATE_H

#include "quantclaims.h"

struct qc_work;
struct qc_mention;
struct qc_word;
struct qc_grammar;

/* What the words of a date say. (The author of date.c owns this struct; only date.c, period.c and dateline.c read it.) */
typedef struct qc_date_parts {
    uint8_t form; /* which kind of expression: an enum of date.c's making */
} qc_date_parts;

/* Compiles the grammar; freed with qc_grammar_free. */
qc_status qc_grammar_new(const qc_allocator *allocator, bool use_jit, struct qc_grammar **grammar);
void qc_grammar_free(struct qc_grammar *grammar);

/* Reads a date or time that the candidate at `at` belongs to: it may begin a few words before (never before work->floor).
 * `word` is the lexicon's entry where the candidate is a word, NULL where it is a digit. */
qc_status qc_date_read(struct qc_work *work, size_t at, const struct qc_word *word, struct qc_mention *mention, bool *found);

#endif
