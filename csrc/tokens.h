/* A sentence as tokens: words, figures, dates and marks, which is what the stage relate reads.
 *
 * In: a sentence and the mentions in it. Out: at most QC_MOST_TOKENS tokens; a longer sentence is cut into parts. It knows
 * no grammar beyond the bounds of clauses.
 */
#ifndef QC_TOKENS_H
#define QC_TOKENS_H

#include "cue.h"

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
    qc_work *work;
    qc_token at[QC_MOST_TOKENS];
    size_t count;
    size_t first, last; /* the mentions inside: [first, last) */
} qc_tokens;

/* Reads tokens from `start` up to `end`, or up to where the tokens are full; returns where it stopped. `mention` is the
 * index of the first mention that ends behind `start`. */
size_t qc_tokens_read(qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens);

/* Questions about token `i`. One that is not there (an index below 0 wraps) is NULL, and answers no. */
static inline const qc_token *qc_tokens_at(const qc_tokens *tokens, size_t i)
{
    return i < tokens->count ? &tokens->at[i] : NULL;
}

static inline const qc_word *qc_tokens_word(const qc_tokens *tokens, size_t i)
{
    return i < tokens->count ? tokens->at[i].word : NULL;
}

/* Of QC_WORD_... and QC_SENSE_...; 0 for names, marks and mentions. */
static inline uint32_t qc_tokens_classes(const qc_tokens *tokens, size_t i)
{
    const qc_word *word = qc_tokens_word(tokens, i);
    return word ? word->classes : 0;
}

static inline uint32_t qc_tokens_senses(const qc_tokens *tokens, size_t i)
{
    const qc_word *word = qc_tokens_word(tokens, i);
    return word ? word->senses : 0;
}

/* Is it this word? */
static inline bool qc_tokens_is(const qc_tokens *tokens, size_t i, qc_word_key key)
{
    const qc_word *word = qc_tokens_word(tokens, i);
    return word && word->key == key;
}

/* Is it "a" or "an"? */
static inline bool qc_tokens_article(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_is(tokens, i, QC_KEY_A) || qc_tokens_is(tokens, i, QC_KEY_AN);
}

static inline bool qc_tokens_mark(const qc_tokens *tokens, size_t i, uint8_t mark)
{
    return i < tokens->count && tokens->at[i].mark == mark;
}

/* +1 for words of rising, -1 of falling, 0 for others. */
static inline int qc_tokens_move(const qc_tokens *tokens, size_t i)
{
    uint32_t classes = qc_tokens_classes(tokens, i);
    return (classes & QC_WORD_CHANGE_UP ? 1 : 0) - (classes & QC_WORD_CHANGE_DOWN ? 1 : 0);
}

/* Is it spelled like this lower-case word, in any case? For words with hyphens, strokes and full stops. */
bool qc_tokens_spells(const qc_tokens *tokens, size_t i, const char *word);

/* The mention of a token that is a figure, or a date or time; else NULL. Durations are neither. */
static inline qc_mention *qc_tokens_figure(const qc_tokens *tokens, size_t i)
{
    if (i >= tokens->count || tokens->at[i].mention < 0)
        return NULL;
    qc_mention *mention = &tokens->work->mentions[tokens->at[i].mention];
    return mention->kind < QC_KIND_DURATION ? mention : NULL;
}

static inline qc_mention *qc_tokens_date(const qc_tokens *tokens, size_t i)
{
    if (i >= tokens->count || tokens->at[i].mention < 0)
        return NULL;
    qc_mention *mention = &tokens->work->mentions[tokens->at[i].mention];
    return mention->kind > QC_KIND_DURATION ? mention : NULL;
}

/* Does the token begin with a capital, and is it no mention? */
static inline bool qc_tokens_capital(const qc_tokens *tokens, size_t i)
{
    return i < tokens->count && tokens->at[i].mention < 0 && qc_is_upper(qc_at(&tokens->work->view, tokens->at[i].start));
}

/* Notes token `j`, where there is one, as the words that gave a column of `figure`. */
static inline void qc_tokens_cue(const qc_tokens *tokens, size_t j, qc_cue cue, qc_mention *figure)
{
    if (j < tokens->count)
        qc_cue_set(figure, cue, (qc_span){tokens->at[j].start, tokens->at[j].end});
}

#endif
