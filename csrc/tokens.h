/* A sentence as tokens: words, figures, dates and marks, which is what the stage relate reads.
 *
 * In: a sentence and the mentions in it. Out: at most QC_MOST_TOKENS tokens, each with what its word may be, whether it
 * is a verb here and which clause it belongs to; a longer sentence is cut into parts.
 */
#ifndef QC_TOKENS_H
#define QC_TOKENS_H

#include "cue.h"

#include <assert.h>

enum {
    QC_MOST_TOKENS = 320,
    QC_TOKENS_MARGIN = 8 /* blank tokens before the first and behind the last; to look farther, ask for the count */
};

/* No such token. */
#define QC_NO_TOKEN SIZE_MAX

/* What a token is: a mark, a mention, or else a word. */
enum qc_trait {
    QC_TRAIT_MARK = 1,
    QC_TRAIT_FIGURE = 2, /* of kinds money to count */
    QC_TRAIT_DATE = 4,   /* or time */
    QC_TRAIT_DURATION = 8,
    QC_TRAIT_MENTION = QC_TRAIT_FIGURE | QC_TRAIT_DATE | QC_TRAIT_DURATION,
    QC_TRAIT_UNKNOWN = 16,  /* a word that is not of the lexicon: a name, a noun, a rare verb */
    QC_TRAIT_CAPITAL = 32,  /* a word that begins with one */
    QC_TRAIT_COMPOUND = 64, /* a word that is more than a run of letters */
    QC_TRAIT_VERB = 128,    /* a verb here; a noun of change is one before a figure, by, to, from or a determiner */
    QC_TRAIT_POSSESSIVE = 256, /* ends in 's or s' */
    QC_TRAIT_BREAK = 512 /* no noun phrase goes on over it: a verb, a pronoun, a conjunction but "and", most marks */
};

typedef struct qc_token {
    size_t start, end;
    uint32_t classes, senses; /* of QC_WORD_... and QC_SENSE_...; 0 for what is no word of the lexicon */
    uint16_t mention;         /* which of the mentions of these tokens it is, if any */
    uint16_t part;            /* of the sentence, between the bounds of clauses */
    uint16_t traits;          /* of QC_TRAIT_... */
    uint8_t key;              /* qc_word_key */
    uint8_t mark;             /* a punctuation mark, else 0 */
} qc_token;

/* The tokens from one bound of clauses to the next. */
typedef struct qc_part {
    uint16_t start; /* the first word of the clause, behind what opens it, but before brackets that it goes on behind */
    uint8_t clause; /* its number in the sentence, from 0 */
} qc_part;

typedef struct qc_tokens {
    qc_work *work;
    qc_token all[QC_TOKENS_MARGIN + QC_MOST_TOKENS + QC_TOKENS_MARGIN]; /* read by qc_tokens_at */
    size_t count;
    uint16_t figures[QC_MOST_TOKENS], dates[QC_MOST_TOKENS]; /* the tokens that are, in order */
    size_t figure_count, date_count;
    uint16_t bounds[QC_MOST_TOKENS];                         /* marks and conjunctions that may part clauses */
    uint16_t verbs[QC_MOST_TOKENS], speech[QC_MOST_TOKENS];  /* what is a verb here; words of speech, verbs or not */
    size_t bound_count, verb_count, speech_count;
    qc_part parts[QC_MOST_TOKENS + 1]; /* the one before the first bound, then one for each bound */
    size_t first, last;       /* the mentions inside: [first, last) */
    qc_mention *mentions;     /* the first of them */
    size_t earlier;           /* where the sentence before begins; left to the caller */
    uint32_t classes, senses; /* of all tokens together: what is not here need not be looked for */
    uint64_t keys;            /* QC_KEY_BIT of each */
    bool compounds;           /* is a word among them that is more than a run of letters? */
    bool multiples;           /* is a figure among them "doubled" or the like? */
} qc_tokens;

/* Blanks the margin before the first token; once for room that is used for many sentences. */
void qc_tokens_begin(qc_tokens *tokens);

/* Reads tokens from `start` up to `end`, or up to where the tokens are full; returns where it stopped. `mention` is the
 * index of the first mention that ends behind `start`. */
size_t qc_tokens_read(qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens);

/* clauses.c: says which tokens are verbs, and parts the tokens into clauses. */
void qc_clauses_read(qc_tokens *tokens);

/* A token, or a blank one in the margins (an index below 0 wraps). */
static inline const qc_token *qc_tokens_at(const qc_tokens *tokens, size_t i)
{
    assert(i + QC_TOKENS_MARGIN < tokens->count + 2 * QC_TOKENS_MARGIN);
    return &tokens->all[i + QC_TOKENS_MARGIN];
}

/* Questions about token `i`; a blank one answers no. */
static inline uint32_t qc_tokens_classes(const qc_tokens *tokens, size_t i) { return qc_tokens_at(tokens, i)->classes; }
static inline uint32_t qc_tokens_senses(const qc_tokens *tokens, size_t i) { return qc_tokens_at(tokens, i)->senses; }

/* The number of the clause of a token that is there, and the first word of it. */
static inline uint8_t qc_tokens_clause(const qc_tokens *tokens, size_t i)
{
    return tokens->parts[qc_tokens_at(tokens, i)->part].clause;
}
static inline size_t qc_tokens_clause_start(const qc_tokens *tokens, size_t i)
{
    return tokens->parts[qc_tokens_at(tokens, i)->part].start;
}

/* Has it one of these traits? */
static inline bool qc_tokens_has(const qc_tokens *tokens, size_t i, enum qc_trait traits)
{
    return qc_tokens_at(tokens, i)->traits & traits;
}

/* Is it this word? */
static inline bool qc_tokens_is(const qc_tokens *tokens, size_t i, qc_word_key key)
{
    return qc_tokens_at(tokens, i)->key == key;
}

/* Is it one of these words, given by the bits of their keys (QC_KEY_BIT of lexicon.h)? */
static inline bool qc_tokens_is_any(const qc_tokens *tokens, size_t i, uint64_t keys)
{
    return keys >> qc_tokens_at(tokens, i)->key & 1;
}

/* Is it "a" or "an"? */
static inline bool qc_tokens_article(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_is_any(tokens, i, QC_KEY_BIT(A) | QC_KEY_BIT(AN));
}

static inline bool qc_tokens_mark(const qc_tokens *tokens, size_t i, uint8_t mark)
{
    return qc_tokens_at(tokens, i)->mark == mark;
}

/* +1 for words of rising, -1 of falling, 0 for others. */
static inline int qc_tokens_move(const qc_tokens *tokens, size_t i)
{
    uint32_t classes = qc_tokens_classes(tokens, i);
    return (classes & QC_WORD_CHANGE_UP ? 1 : 0) - (classes & QC_WORD_CHANGE_DOWN ? 1 : 0);
}

static inline bool qc_tokens_verb(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i, QC_TRAIT_VERB);
}

/* A noun of change that is no verb here. */
static inline bool qc_tokens_change_noun(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_senses(tokens, i) & QC_SENSE_NOUN && qc_tokens_move(tokens, i) && !qc_tokens_verb(tokens, i);
}

/* Does an unknown word end in -ed, as participles and the past do? */
static inline bool qc_tokens_past(const qc_tokens *tokens, size_t i)
{
    const qc_view *view = &tokens->work->view;
    const qc_token *token = qc_tokens_at(tokens, i);
    return token->traits & QC_TRAIT_UNKNOWN && qc_at(view, token->end - 1) == 'd' && qc_at(view, token->end - 2) == 'e';
}

/* Is it spelled like this lower-case word, in any case? For words that rules seldom ask for and have no key. */
static inline bool qc_tokens_spells(const qc_tokens *tokens, size_t i, const char *word)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    return !(token->traits & (QC_TRAIT_MENTION | QC_TRAIT_MARK)) &&
           qc_span_is(&tokens->work->view, (qc_span){token->start, token->end}, word);
}

/* Does a word end in -ing? */
static inline bool qc_tokens_ing(const qc_tokens *tokens, size_t i)
{
    enum { SHORTEST = 5 };
    const qc_token *token = qc_tokens_at(tokens, i);
    return !(token->traits & (QC_TRAIT_MARK | QC_TRAIT_MENTION)) && token->end - token->start >= SHORTEST &&
           qc_span_is(&tokens->work->view, (qc_span){token->end - 3, token->end}, "ing");
}

/* Does what somebody says follow this word of speech: "said", "reported on Monday that"? */
bool qc_tokens_reports(const qc_tokens *tokens, size_t i);

/* clauses.c: does token `i` open a clause of what was before, whose subject is left out: "after hitting 3% in May"? */
bool qc_tokens_follows(const qc_tokens *tokens, size_t i);

/* Is there a word of change, or "doubled" and the like, among the tokens? */
static inline bool qc_tokens_change(const qc_tokens *tokens)
{
    return tokens->classes & (QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN) || tokens->multiples;
}


/* The index in the document of the mention that token `i` is, and the mention. */
static inline size_t qc_tokens_row(const qc_tokens *tokens, size_t i)
{
    return tokens->first + qc_tokens_at(tokens, i)->mention;
}
static inline qc_mention *qc_tokens_mention(const qc_tokens *tokens, size_t i)
{
    return &tokens->mentions[qc_tokens_at(tokens, i)->mention];
}

/* The mention of a token that is a figure, or a date or time; else NULL. Durations are neither. */
static inline qc_mention *qc_tokens_figure(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i, QC_TRAIT_FIGURE) ? qc_tokens_mention(tokens, i) : NULL;
}

static inline qc_mention *qc_tokens_date(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i, QC_TRAIT_DATE) ? qc_tokens_mention(tokens, i) : NULL;
}

static inline bool qc_tokens_capital(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i, QC_TRAIT_CAPITAL);
}

/* Notes token `j`, where there is one, as the words that gave a column of `figure`. */
static inline void qc_tokens_cue(const qc_tokens *tokens, size_t j, qc_cue cue, qc_mention *figure)
{
    if (j < tokens->count)
        qc_cue_set(figure, cue, (qc_span){qc_tokens_at(tokens, j)->start, qc_tokens_at(tokens, j)->end});
}

#endif
