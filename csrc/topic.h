/* What the clause of a figure says it is about: which noun phrase stands where.
 *
 * In: tokens and a figure among them. Out: the phrases of measure and subject, not yet parted into owner and goods:
 * that is about.c.
 */
#ifndef QC_TOPIC_H
#define QC_TOPIC_H

#include "noun_phrases.h"

/* What the words around a figure give. */
typedef struct qc_topic {
    qc_phrase measure, subject;
} qc_topic;

/* Where a figure stands in its clause. */
typedef struct qc_place {
    size_t figure; /* its token */
    size_t start;  /* the first token of the clause */
    size_t verb;   /* the first verb of the clause before the figure; == before: none */
    size_t last;   /* the last verb before the figure; == before: none */
    size_t before; /* the first token of the hedge, article and the like that belong to the figure */
} qc_place;

qc_place qc_place_find(const qc_tokens *tokens, size_t i);

/* The phrase that "of" or "in" ties to the figure from behind, one that it stands before, the object or the subject of
 * the verb. The measure may stay empty, and the subject hold both. */
qc_topic qc_topic_read(const qc_tokens *tokens, const qc_place *place, const qc_mention *figure);

#endif
