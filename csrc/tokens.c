/* From a sentence to tokens. */
#include "tokens.h"

/* A word may hold hyphens, ampersands and full stops between letters: year-on-year, S&P, U.S. */
static bool joins(const qc_view *view, size_t at)
{
    uint8_t byte = qc_at(view, at);
    bool joint = byte == '-' || byte == '&' || byte == '/' || byte == '.';
    return joint && qc_is_word(qc_at(view, at - 1)) && qc_is_word(qc_at(view, at + 1));
}

/* The last full stop of initials belongs to them: "U.S." */
static bool ends_initials(const qc_view *view, size_t at)
{
    return qc_at(view, at) == '.' && qc_at(view, at - 2) == '.' && qc_is_upper(qc_at(view, at - 1));
}

static size_t word_end(const qc_view *view, size_t at, size_t end)
{
    for (;;) {
        while (at < end && qc_is_word(view->bytes[at]))
            at++;
        if (at >= end || !joins(view, at))
            return at < end && ends_initials(view, at) ? at + 1 : at;
        at++;
    }
}

/* Takes in 's or the apostrophe behind an s. */
static void read_possessive(const qc_view *view, qc_token *token)
{
    if (!qc_is_apostrophe(qc_at(view, token->end)))
        return;
    bool after_s = qc_lower(qc_at(view, token->end - 1)) == 's' && !qc_is_word(qc_at(view, token->end + 1));
    bool before_s = qc_lower(qc_at(view, token->end + 1)) == 's' && !qc_is_word(qc_at(view, token->end + 2));
    if (before_s)
        token->end += 2;
    if (before_s || after_s)
        token->traits |= QC_TRAIT_POSSESSIVE;
}

/* A word that does not end at a blank, from the end of its first letters on. */
__attribute__((noinline)) static void read_joined(const qc_view *view, size_t limit, qc_token *token)
{
    size_t end = word_end(view, token->end < limit ? token->end : limit, limit);
    if (end != token->end) {
        token->traits |= QC_TRAIT_COMPOUND;
        token->word = qc_lexicon_word(view, (qc_span){token->start, end});
    }
    token->end = end;
    read_possessive(view, token);
}

/* The word that begins at token->start and goes no further than `limit`. */
static inline void read_word(const qc_view *view, size_t limit, qc_token *token, qc_tokens *tokens)
{
    qc_word_read read = qc_lexicon_read(view, token->start);
    token->end = read.end;
    token->word = read.word;
    if (read.end > limit || !qc_is_space(qc_at(view, read.end)))
        read_joined(view, limit, token);
    if (token->word) {
        tokens->classes |= token->classes = token->word->classes;
        tokens->senses |= token->senses = token->word->senses;
        token->key = token->word->key;
    }
    tokens->traits |= token->traits;
}

static void read_mention(qc_work *work, size_t mention, size_t i, qc_tokens *tokens)
{
    const qc_mention *read = &work->mentions[mention];
    qc_token *token = &tokens->at[i];
    token->mention = (int32_t)mention;
    token->end = read->end;
    if (read->kind < QC_KIND_DURATION) {
        token->traits = QC_TRAIT_FIGURE;
        tokens->figures[tokens->figure_count++] = (uint16_t)i;
    } else if (read->kind > QC_KIND_DURATION) {
        token->traits = QC_TRAIT_DATE;
        tokens->dates[tokens->date_count++] = (uint16_t)i;
    } else {
        token->traits = QC_TRAIT_DURATION;
    }
    read_possessive(&work->view, token);
}

bool qc_tokens_spells(const qc_tokens *tokens, size_t i, const char *word)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    return token && !(token->traits & (QC_TRAIT_MENTION | QC_TRAIT_MARK)) &&
           qc_span_is(&tokens->work->view, (qc_span){token->start, token->end}, word);
}

/* Where mention `i` begins, or `end` where that comes first. */
static size_t mention_start(const qc_work *work, size_t i, size_t end)
{
    return i < work->mention_count && work->mentions[i].start < end ? work->mentions[i].start : end;
}

size_t qc_tokens_read(qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens)
{
    const qc_view *view = &work->view;
    size_t count = 0, next = mention_start(work, mention, end);
    tokens->work = work;
    tokens->first = mention;
    tokens->figure_count = tokens->date_count = 0;
    tokens->classes = tokens->senses = 0;
    tokens->traits = 0;
    while (start < end && count < QC_MOST_TOKENS) {
        uint8_t byte = view->bytes[start];
        if (qc_is_space(byte)) {
            start++;
            continue;
        }
        qc_token *token = &tokens->at[count];
        *token = (qc_token){.start = start, .end = start + 1, .mention = -1};
        if (start >= next) {
            read_mention(work, mention++, count, tokens);
            next = mention_start(work, mention, end);
        } else if (qc_is_word(byte)) {
            token->traits = qc_is_upper(byte) ? QC_TRAIT_CAPITAL : 0;
            read_word(view, next, token, tokens);
        } else {
            token->mark = byte;
            token->traits = QC_TRAIT_MARK;
        }
        start = token->end;
        count++;
    }
    tokens->count = count;
    tokens->last = mention;
    qc_clauses_read(tokens);
    return start;
}
