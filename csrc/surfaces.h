/* Pieces of texts as UTF-8, one behind the other, as columns of strings have them.
 *
 * In: texts, and spans in code points. Out: bytes, and where each piece ends. Lone surrogates and bytes that are not
 * UTF-8 come out as U+FFFD, one for each place that they take in the narrow view.
 */
#ifndef QC_SURFACES_H
#define QC_SURFACES_H

#include "alloc.h"

/* Spans by row; `start` -1 is an empty piece. */
typedef struct qc_pieces {
    const int32_t *doc;
    const int64_t *start, *end;
    size_t count;
} qc_pieces;

/* Strings that grow; begin with zeros, and give `bytes` back to the allocator. */
typedef struct qc_strings {
    uint8_t *bytes;
    size_t length, capacity;
} qc_strings;

/* Appends the pieces, and sets ends[i] to the end of piece i. QC_BAD_ARGUMENT: a span does not lie in its text, or all
 * of them are longer than an int32 counts. */
qc_status qc_surfaces_add(const qc_allocator *allocator, const qc_text *texts, size_t text_count,
                          const qc_pieces *pieces, qc_strings *strings, int32_t *ends);

#endif
