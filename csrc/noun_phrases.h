/* Noun phrases and verbs among the tokens of a sentence, told apart by closed-class words, the lexicon of verbs and
 * capitals.
 *
 * In: tokens. Out: ranges of tokens. It does not know what a phrase is to a figure: that is about.c.
 */
#ifndef QC_NOUN_PHRASES_H
#define QC_NOUN_PHRASES_H

#include "tokens.h"

/* Tokens [start, end); empty where end <= start. */
typedef struct qc_phrase {
    size_t start, end;
} qc_phrase;

static inline bool qc_phrase_empty(qc_phrase phrase) { return phrase.end <= phrase.start; }

/* A country or its people. */
bool qc_tokens_capital_place(const qc_tokens *tokens, size_t i);
static inline bool qc_tokens_place(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_capital(tokens, i) && qc_tokens_capital_place(tokens, i);
}

/* Without determiners and the like in front and what hangs on behind ("for July delivery"); empty where nothing is
 * left. */
qc_phrase qc_phrase_trim(const qc_tokens *tokens, qc_phrase phrase);
/* The noun phrase that ends before token `i`, not before token `first`. */
qc_phrase qc_phrase_before(const qc_tokens *tokens, size_t first, size_t i);
/* The noun phrase that begins at token `i`, up to a mark, verb, figure or a preposition other than "of". */
qc_phrase qc_phrase_from(const qc_tokens *tokens, size_t i);
/* The owner that leads a phrase: up to its possessive, or the places in front. Empty: none. */
qc_phrase qc_phrase_owner(const qc_tokens *tokens, qc_phrase phrase);
/* Is it a date between an owner and the goods: "Peru's May exports"? */
bool qc_phrase_owned_date(const qc_tokens *tokens, size_t i);
/* Does the noun phrase that begins at token `i` end with the name of a place: "in Spain", but "in Spanish bonds"? */
bool qc_phrase_place(const qc_tokens *tokens, size_t i);
/* Is every word of it a name? */
bool qc_phrase_name(const qc_tokens *tokens, qc_phrase phrase);

#endif
