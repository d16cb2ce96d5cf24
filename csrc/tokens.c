/* From a sentence to tokens. */
#include "tokens.h"

#include "lexicon_tables.h"

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

/* A word that does not end at a blank: what goes on behind its first letters is not of the lexicon. */
__attribute__((noinline)) static const qc_word *read_joined(const qc_view *view, size_t limit, const qc_word *word,
                                                            qc_token *token)
{
    size_t end = word_end(view, token->end < limit ? token->end : limit, limit);
    if (end < token->end)
        word = qc_lexicon_word(view, (qc_span){token->start, end});
    if (end > token->end) {
        word = NULL;
        token->traits |= QC_TRAIT_COMPOUND;
    }
    token->end = end;
    read_possessive(view, token);
    return word;
}

/* Notes that a part of the sentence begins with this token; behind a closing bracket. */
static void add_bound(qc_token *token, qc_tokens *tokens)
{
    tokens->bounds[tokens->bound_count++] = (uint16_t)(token - tokens->at);
    if (token->mark != ')')
        token->part++;
}

static void read_mark(uint8_t mark, qc_token *token, qc_tokens *tokens)
{
    token->end++;
    token->mark = mark;
    token->traits = QC_TRAIT_MARK;
    if (mark == ',' || mark == ';' || mark == ':' || mark == '(' || mark == ')' || qc_is_dash(mark))
        add_bound(token, tokens);
}

/* What the lexicon knows of a word. */
static inline void take_word(const qc_word *word, qc_token *token, qc_tokens *tokens)
{
    const uint32_t classes = QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN | QC_WORD_VERB | QC_WORD_AUXILIARY;
    const uint32_t senses = QC_SENSE_REACH | QC_SENSE_ATTRIBUTE | QC_SENSE_SPEECH | QC_SENSE_MODAL | QC_SENSE_TARGET;
    tokens->classes |= token->classes = word->classes;
    tokens->senses |= token->senses = word->senses;
    token->key = word->key;
    tokens->keys |= UINT64_C(1) << word->key;
    if (word->classes & QC_WORD_CONJUNCTION)
        add_bound(token, tokens);
    if (word->classes & classes || word->senses & senses)
        tokens->verbs[tokens->verb_count++] = (uint16_t)(token - tokens->at);
}

/* The word that begins at token->start and goes no further than `limit`; returns where to go on. */
static inline size_t read_word(const qc_view *view, size_t limit, qc_token *token, qc_tokens *tokens)
{
    qc_word_read read = qc_lexicon_read(view, token->start);
    token->end += read.length;
    bool apart = token->end <= limit && qc_is_space(read.behind);
    if (!apart)
        read.word = read_joined(view, limit, read.word, token);
    if (read.word)
        take_word(read.word, token, tokens);
    else
        token->traits |= QC_TRAIT_UNKNOWN;
    tokens->traits |= token->traits;
    return token->end + apart;
}

static void read_mention(size_t mention, qc_token *token, qc_tokens *tokens)
{
    const qc_mention *read = &tokens->work->mentions[mention];
    uint16_t i = (uint16_t)(token - tokens->at);
    token->mention = (uint16_t)(mention - tokens->first);
    token->end = read->end;
    if (read->kind < QC_KIND_DURATION) {
        token->traits = QC_TRAIT_FIGURE;
        tokens->multiples |= read->rule == QC_RULE_COUNT_MULTIPLE;
        tokens->figures[tokens->figure_count++] = i;
    } else if (read->kind > QC_KIND_DURATION) {
        token->traits = QC_TRAIT_DATE;
        tokens->dates[tokens->date_count++] = i;
    } else {
        token->traits = QC_TRAIT_DURATION;
    }
    read_possessive(&tokens->work->view, token);
}

bool qc_tokens_spells(const qc_tokens *tokens, size_t i, const char *word)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    return token && !(token->traits & (QC_TRAIT_MENTION | QC_TRAIT_MARK)) &&
           qc_span_is(&tokens->work->view, (qc_span){token->start, token->end}, word);
}

bool qc_tokens_reports(const qc_tokens *tokens, size_t i)
{
    enum { THAT_REACH = 3 };
    uint32_t senses = qc_tokens_senses(tokens, i);
    bool follows = senses & QC_SENSE_ATTRIBUTE && qc_tokens_verb(tokens, i);
    for (size_t j = i + 1; senses & QC_SENSE_SPEECH && !follows && j <= i + THAT_REACH; j++)
        follows = qc_tokens_spells(tokens, j, "that");
    return follows;
}

/* Where mention `i` begins, or `end` where that comes first. */
static size_t mention_start(const qc_work *work, size_t i, size_t end)
{
    return i < work->mention_count && work->mentions[i].start < end ? work->mentions[i].start : end;
}

static void begin(qc_work *work, size_t mention, qc_tokens *tokens)
{
    tokens->work = work;
    tokens->first = mention;
    tokens->figure_count = tokens->date_count = tokens->bound_count = tokens->verb_count = 0;
    tokens->classes = tokens->senses = 0;
    tokens->traits = 0;
    tokens->multiples = false;
    tokens->keys = 0;
}

size_t qc_tokens_read(qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens)
{
    const uint8_t *bytes = work->view.bytes;
    size_t next = mention_start(work, mention, end);
    qc_token *token = tokens->at, *full = tokens->at + QC_MOST_TOKENS;
    begin(work, mention, tokens);
    for (; token < full; token++) {
        while (start < end && qc_is_space(bytes[start]))
            start++;
        if (start >= end)
            break;
        uint8_t byte = bytes[start];
        *token = (qc_token){.start = start, .end = start, .part = (uint16_t)tokens->bound_count};
        if (start >= next) {
            read_mention(mention++, token, tokens);
            next = mention_start(work, mention, end);
        } else if (qc_is_word(byte)) {
            token->traits = qc_is_upper(byte) ? QC_TRAIT_CAPITAL : 0;
            start = read_word(&work->view, next, token, tokens);
            continue;
        } else {
            read_mark(byte, token, tokens);
        }
        start = token->end;
    }
    tokens->count = (size_t)(token - tokens->at);
    tokens->last = mention;
    qc_clauses_read(tokens);
    return start;
}
