/* A mention: what the stages between the scan and the columns know of one figure or date. It is cleared for every
 * candidate and copied where mentions are merged: what few rows need lies elsewhere. */
#ifndef QC_MENTION_H
#define QC_MENTION_H

#include "date.h"
#include "lexicon.h"
#include "number.h"
#include "rules.h"

/* Longest canonical TIMEX3 value with its NUL: a day, a time with seconds, a zone. */
enum { QC_TIMEX_SIZE = 26 };

typedef struct qc_mention {
    size_t start, end;         /* the surface */
    uint8_t kind;              /* qc_kind */
    uint8_t dimension;         /* qc_dimension */
    uint8_t comparison;        /* qc_comparison */
    uint8_t role;              /* qc_role */
    uint8_t basis;             /* qc_basis */
    uint8_t granularity;       /* qc_granularity */
    int8_t direction;
    bool tentative : 1;        /* a bare number: kept only if a range, a list or its context makes it a figure */
    bool dropped : 1;          /* lost to another mention; leaves at the end of resolve */
    bool unhedged : 1;         /* the word before it is known, and ends no hedge */
    uint16_t rule;             /* qc_rule */
    uint16_t unit_flags;       /* of the alias of its unit: QC_UNIT_AMBIGUOUS ... */
    uint32_t flags;            /* QC_FLAG_... */

    /* figures: kinds money to duration */
    qc_number number;          /* the written number; exact */
    double value, high;        /* filled by resolve, from number; high NaN unless a range */
    double resolution;
    int32_t unit;              /* code of the lexicon, -1 none */
    int32_t per;               /* code of the denominator of a compound unit (USD per bbl), -1 none */
    qc_span noun;              /* of a count: its noun, head last; empty: none */

    /* relations */
    int32_t link, period_row;  /* indices of mentions, -1 none */
    qc_span measure, subject, speaker; /* start == end: none */
    qc_span *cues;             /* by qc_cue, the words that gave the columns; NULL unless the call explains */

    /* dates and times */
    qc_seconds period_start, period_end;
    qc_date_parts date;        /* what the words say */
    uint16_t hedge;            /* of a figure: characters from where its hedge begins to its start; 0: it has none */
    char timex[QC_TIMEX_SIZE]; /* empty: none; of durations too */
} qc_mention;

#endif
