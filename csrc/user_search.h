/* A search for a pattern of the caller's own through a document, bounded whatever pattern and text are.
 *
 * In: a compiled pattern and the document in UTF-8. Out: its matches from left to right, in characters. A match is at
 * most QC_LONGEST_MATCH bytes long, an attempt has QC_MATCH_STEPS steps, all dear attempts of a document have
 * QC_SEARCH_BUDGET.
 */
#ifndef QC_USER_SEARCH_H
#define QC_USER_SEARCH_H

#include "pattern.h"

enum {
    QC_LONGEST_MATCH = 512,
    QC_MOST_HITS = 20, /* attempts that used up their steps, until the pattern is given up */
    QC_SEARCH_BUDGET = QC_MOST_HITS * QC_MATCH_STEPS
};

typedef struct qc_user_search {
    const qc_pattern *pattern;
    qc_matcher *matcher;
    const uint8_t *bytes;
    size_t length;
    size_t next;            /* the byte where the next attempt begins */
    size_t byte, character; /* a byte up to which characters are counted, and their count */
    uint64_t spent;         /* steps of dear attempts */
    unsigned hits;
    bool dropped; /* the pattern was given up */
} qc_user_search;

/* The next match; none behind the last, and none once the pattern is dropped. */
qc_status qc_user_search_next(qc_user_search *search, bool *found);

/* A group of the last match, in characters of the document; start == end where it did not take part. */
qc_span qc_user_search_group(const qc_user_search *search, unsigned group);

#endif
