/* A sentence as tokens: words, figures, dates and marks, which is what the stage relate reads.
 *
 * In: a sentence and the mentions in it. Out: at most QC_MOST_TOKENS tokens; a longer sentence is cut into parts. It knows
 * no grammar beyond the bounds of clauses.
 */
#ifndef QC_TOKENS_H
#define QC_TOKENS_H

#include "work.h"

enum { QC_MOST_TOKENS = 320 };

typedef struct qc_token {
    size_t start, end;
    const qc_word *word; /* of the lexicon; NULL for names, marks and mentions */
    int32_t mention;     /* index of the mention that this token is, -1 none */
    uint8_t mark;        /* a punctuation mark, else 0 */
    uint8_t clause;      /* number of the clause in the sentence, from 0 */
    bool possessive;     /* ends in 's or s' */
} qc_token;

typedef struct qc_tokens {
    qc_token at[QC_MOST_TOKENS];
    size_t count;
    size_t first, last; /* the mentions inside: [first, last) */
} qc_tokens;

/* Reads tokens from `start` up to `end`, or up to where the tokens are full; returns where it stopped. `mention` is the
 * index of the first mention that ends behind `start`. */
size_t qc_tokens_read(const qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens);

/* Classes and senses of a token; 0 for names, marks and mentions. */
static inline uint32_t qc_token_classes(const qc_token *token) { return token->word ? token->word->classes : 0; }
static inline uint32_t qc_token_senses(const qc_token *token) { return token->word ? token->word->senses : 0; }

/* +1 for words of rising, -1 of falling, 0 for others. */
int qc_token_move(const qc_token *token);

/* Is the token this lower-case word? */
bool qc_token_is(const qc_view *view, const qc_token *token, const char *word);

/* The mention of a token if it is a figure (or a date), else NULL. */
qc_mention *qc_token_figure(const qc_work *work, const qc_token *token);
qc_mention *qc_token_date(const qc_work *work, const qc_token *token);

#endif
