/* What the stages share while one document is read. It belongs to a call; its buffers are kept from document to
 * document. */
#ifndef QC_WORK_H
#define QC_WORK_H

#include "mention.h"
#include "pattern.h"
#include "scan.h"
#include "watch.h"

struct qc_grammar; /* the compiled patterns; date.c knows which */
struct qc_user_patterns; /* user_patterns.c */
struct qc_cue_block; /* cue.c */

/* For each family of currencies that share a word, the first of its places that the first lines of the document
 * name. */
enum { QC_HEAD_FAMILIES = 13 };
typedef struct qc_heads {
    uint16_t read[QC_HEAD_FAMILIES]; /* how many bytes were looked through */
    uint16_t at[QC_HEAD_FAMILIES];   /* where the place was found; only if */
    int16_t place[QC_HEAD_FAMILIES]; /* it is not -1 */
} qc_heads;

typedef struct qc_work {
    const qc_allocator *allocator;
    const qc_options *options;
    const struct qc_grammar *grammar;
    qc_matcher *matcher;            /* PCRE2 match data and JIT stack of this call */
    const qc_user_lexicon *lexicon; /* the caller's own units, NULL: none */
    const struct qc_user_patterns *patterns; /* the caller's own patterns, NULL: none */
    const qc_watch *watch;          /* whether the call was given up; NULL: it cannot be */
    size_t asked;                   /* where in the text that was asked last */

    uint8_t *narrow;                /* text: the buffer behind the view */
    size_t narrow_capacity;
    qc_view view;
    qc_sentences sentences;

    uint64_t *triggers, *stops;     /* scan */
    size_t trigger_capacity, stop_capacity;

    qc_number_format format;        /* parse: how this document writes numbers */
    int32_t dollar;                 /* code of the US dollar */
    int32_t place;                  /* of the dateline, in the table of local.c; -1: none that is known there */
    qc_heads *heads;                /* what local.c has found in the first lines, kept in head_state */
    qc_heads head_state;
    size_t floor;                   /* the end of the last mention: no look-back goes before it */
    qc_mention *mentions;
    size_t mention_count, mention_capacity;
    bool next_clear;                /* the place behind the last mention is cleared and untouched */

    qc_mention *spare; /* the caller's own patterns: rows are merged into it, then it takes the place of mentions */
    size_t spare_capacity;
    uint8_t *utf8; /* the text in UTF-8, unless it is that */
    size_t utf8_capacity;
    int32_t *dropped; /* the patterns that were given up in this document */
    size_t dropped_count, dropped_capacity;

    bool explains; /* mentions have cues */
    struct qc_cue_block *cues;
    qc_day date;                    /* of the document: given, or from its dateline, or QC_NO_DATE */
} qc_work;

/* The place behind the last mention, cleared; it becomes a mention when work->mention_count is raised. Who writes there
 * sets work->next_clear to false: most candidates leave it as it is. */
qc_status qc_work_next(qc_work *work, qc_mention **mention);

/* Asks once in QC_WATCH_STEP bytes whether the call was given up; `at` does not go back. */
static inline qc_status qc_work_ask(qc_work *work, size_t at)
{
    if (at - work->asked < QC_WATCH_STEP)
        return QC_OK;
    work->asked = at;
    return qc_watch_ask(work->watch);
}

/* Gives back what a long document needs no more when it has been read: bitmaps, and places behind its mentions. */
qc_status qc_work_settle(qc_work *work);

/* Gives back the buffers of a long document; those of usual ones are kept for the next. */
void qc_work_trim(qc_work *work);

/* Frees the buffers, not the struct. */
void qc_work_free(qc_work *work);

/* A mention with all fields at "none"; it keeps its place for cues. */
void qc_mention_clear(qc_mention *mention);

#endif
