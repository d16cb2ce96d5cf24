/* The word before a figure that says what the figure is: "to", "by", "from", "of", a verb of change.
 *
 * In: tokens and a figure among them. Out: the index of a token. Hedges, articles and words like "record" are passed
 * over.
 */
#ifndef QC_MARKERS_H
#define QC_MARKERS_H

#include "tokens.h"

/* The move that a token says: that of its word, or of "doubled" and "halved", which are mentions. */
static inline int qc_marker_move(const qc_tokens *tokens, size_t i)
{
    const qc_mention *figure = qc_tokens_figure(tokens, i);
    if (figure)
        return figure->rule == QC_RULE_COUNT_MULTIPLE ? figure->direction : 0;
    return qc_tokens_move(tokens, i);
}

/* Where the hedge before figure `i` begins ("more than"), or the figure itself. */
static inline size_t qc_marker_hedge_start(const qc_tokens *tokens, size_t i)
{
    const qc_mention *figure = qc_tokens_figure(tokens, i);
    return figure->start - figure->hedge;
}

/* The last token before the hedge of figure `i`. `*move` is the move of a hedge like "climbed above", else 0. */
size_t qc_marker_hedged(const qc_tokens *tokens, size_t i, int *move);
static inline size_t qc_marker_before_hedge(const qc_tokens *tokens, size_t i, int *move)
{
    *move = 0;
    return qc_tokens_figure(tokens, i)->hedge > 0 ? qc_marker_hedged(tokens, i, move) : i - 1;
}

/* The token before figure `i`, in its clause and near, that says its role; `*move` as above. */
size_t qc_marker_find(const qc_tokens *tokens, size_t i, int *move);

/* "(2023: $1.1bn)": the date that stands between a bracket and a colon before figure `i`; or none. */
size_t qc_marker_note(const qc_tokens *tokens, size_t i);

/* "7.8 billion yuan ($1.1 billion)": the figure that figure `i` says again in another unit; or none. */
size_t qc_marker_converted(const qc_tokens *tokens, size_t i);

/* The article before token `i`, with at most a few words of colour between ("a seasonally adjusted"); or none. */
size_t qc_marker_article(const qc_tokens *tokens, size_t i);

/* Does "to" or "at", or a hedge of motion, lead to the figure at `i`? */
bool qc_marker_leads(const qc_tokens *tokens, size_t i);

/* The noun of change behind figure `i`, past at most a few other nouns ("a 4% ticket price rise"): its move, else 0. */
int qc_marker_noun_behind(const qc_tokens *tokens, size_t i);

#endif
