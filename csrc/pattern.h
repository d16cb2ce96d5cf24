/* PCRE2 behind a small door: the only file that includes pcre2.h is pattern.c.
 *
 * Patterns are 8-bit, JIT-compiled where the machine allows it and interpreted where not. Those of the grammars are
 * anchored when compiled and run on the narrow view without UTF; those of the caller are searched for in UTF-8 that is
 * known to be right.
 */
#ifndef QC_PATTERN_H
#define QC_PATTERN_H

#include "text.h"

/* Steps of an attempt at most. */
enum { QC_MATCH_STEPS = 100000 };

typedef struct qc_pattern qc_pattern; /* immutable, shared by threads */
typedef struct qc_matcher qc_matcher; /* match data and JIT stack; belongs to one call */

/* Compiles a free-spacing pattern. On QC_BAD_PATTERN `*offset` is the byte of the fault. */
qc_status qc_pattern_new(const qc_allocator *allocator, const char *source, size_t length, bool use_jit, size_t *offset,
                         qc_pattern **pattern);
/* Compiles a pattern of the caller's own, as it stands. On QC_BAD_PATTERN `fault` has the offset and PCRE2's words. */
qc_status qc_pattern_new_utf8(const qc_allocator *allocator, const char *source, size_t length, bool use_jit,
                              qc_option_fault *fault, qc_pattern **pattern);
void qc_pattern_free(qc_pattern *pattern);

/* How many groups a pattern has, and the name of a group, NULL where it has none; several may share a name. For set-up.
 */
unsigned qc_pattern_groups(const qc_pattern *pattern);
const char *qc_pattern_name(const qc_pattern *pattern, unsigned group);

qc_status qc_matcher_new(const qc_allocator *allocator, qc_matcher **matcher);
void qc_matcher_free(qc_matcher *matcher);

/* Matches at exactly `at`; `*found` says whether. A limit that is hit counts as no match. */
qc_status qc_pattern_match(const qc_pattern *pattern, qc_matcher *matcher, const qc_view *view, size_t at, bool *found);

/* Where a search looks: it begins at one of the bytes [from, last] and sees none behind `end`, which is not the end of
 * the text where `cut` says so. All are starts of characters. An attempt has `steps` at most. */
typedef struct qc_search {
    size_t from, last, end;
    bool cut;
    uint32_t steps;
} qc_search;

typedef enum qc_search_outcome { QC_SEARCH_NONE, QC_SEARCH_FOUND, QC_SEARCH_STEPS, QC_SEARCH_MEMORY } qc_search_outcome;

/* Searches UTF-8 for a pattern of qc_pattern_new_utf8, never for an empty match. The outcome STEPS is an attempt that
 * had too few, MEMORY one that would have needed too much. */
qc_status qc_pattern_search(const qc_pattern *pattern, qc_matcher *matcher, const uint8_t *bytes,
                            const qc_search *search, qc_search_outcome *outcome);

/* The spans of the groups of the last match, as pairs of start and end from group 0, which is the match; QC_NO_GROUP
 * where one did not take part. `*count` groups of it are set, which are those up to the last that took part. */
const size_t *qc_matcher_groups(const qc_matcher *matcher, unsigned *count);
#define QC_NO_GROUP SIZE_MAX

#endif
