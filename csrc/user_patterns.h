/* The caller's own patterns: compiled with the extractor, searched for in each document after the built-in rules.
 *
 * In: a document whose mentions are read. Out: the mentions with those of the patterns, which win where they overlap.
 * What an attempt costs is bounded, and what all attempts of a pattern cost in a document too.
 */
#ifndef QC_USER_PATTERNS_H
#define QC_USER_PATTERNS_H

#include "work.h"

typedef struct qc_user_patterns qc_user_patterns;

/* Compiles the patterns of the options; `*patterns` is NULL where there are none. On QC_BAD_PATTERN `fault` says why.
 */
qc_status qc_user_patterns_new(const qc_allocator *allocator, const qc_options *options, qc_option_fault *fault,
                               qc_user_patterns **patterns);
void qc_user_patterns_free(qc_user_patterns *patterns);

size_t qc_user_patterns_count(const qc_user_patterns *patterns);
const char *qc_user_patterns_name(const qc_user_patterns *patterns, size_t index);

/* Reads the document with the patterns; without any it does nothing. work->dropped are those that were given up. */
qc_status qc_user_patterns_read(qc_work *work, const qc_text *text);

#endif
