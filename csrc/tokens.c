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

static inline uint16_t index_of(const qc_token *token, const qc_tokens *tokens)
{
    return (uint16_t)(token - tokens->all - QC_TOKENS_MARGIN);
}

/* Notes that a part of the sentence begins with this token; behind a closing bracket. */
static void add_bound(qc_token *token, qc_tokens *tokens)
{
    tokens->bounds[tokens->bound_count++] = index_of(token, tokens);
    if (token->mark != ')')
        token->part++;
}

/* Returns where to go on, as those below do. */
static size_t read_mark(const qc_view *view, size_t at, qc_token *token, qc_tokens *tokens)
{
    uint8_t mark = view->bytes[at];
    bool breaks = mark != '.' && mark != '&' && mark != '+';
    uint16_t traits = breaks ? QC_TRAIT_MARK | QC_TRAIT_BREAK : QC_TRAIT_MARK;
    *token =
        (qc_token){.start = at, .end = at + 1, .part = (uint16_t)tokens->bound_count, .traits = traits, .mark = mark};
    if (mark == ',' || mark == ';' || mark == ':' || mark == '(' || mark == ')' || qc_is_dash(mark))
        add_bound(token, tokens);
    return at + 1;
}

/* What may be a verb. */
enum {
    VERBAL_CLASSES = QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN | QC_WORD_VERB | QC_WORD_AUXILIARY,
    VERBAL_SENSES = QC_SENSE_REACH | QC_SENSE_ATTRIBUTE | QC_SENSE_SPEECH | QC_SENSE_MODAL | QC_SENSE_TARGET
};

/* A word that may part clauses, end a noun phrase or be a verb. */
static inline void note_word(qc_token *token, qc_tokens *tokens)
{
    bool conjunction = token->classes & QC_WORD_CONJUNCTION;
    if (conjunction)
        add_bound(token, tokens);
    if (token->classes & QC_WORD_PRONOUN || (conjunction && token->key != QC_KEY_AND))
        token->traits |= QC_TRAIT_BREAK;
    if (token->classes & VERBAL_CLASSES || token->senses & VERBAL_SENSES)
        tokens->verbs[tokens->verb_count++] = index_of(token, tokens);
}

/* Writes the token of a word and what the lexicon knows of it. */
static inline void put_word(qc_span span, uint16_t traits, const qc_word *word, qc_token *token, qc_tokens *tokens)
{
    const uint32_t noted = QC_WORD_CONJUNCTION | QC_WORD_PRONOUN | VERBAL_CLASSES;
    uint32_t classes = word->classes, senses = word->senses;
    *token = (qc_token){.start = span.start,
                        .end = span.end,
                        .classes = classes,
                        .senses = senses,
                        .part = (uint16_t)tokens->bound_count,
                        .traits = word->known ? traits : traits | QC_TRAIT_UNKNOWN,
                        .key = word->key};
    tokens->classes |= classes;
    tokens->senses |= senses;
    tokens->keys |= UINT64_C(1) << word->key;
    if ((classes & noted) | (senses & VERBAL_SENSES))
        note_word(token, tokens);
}

/* A word that does not end at a blank: what goes on behind its first letters is not of the lexicon. */
static size_t read_joined(const qc_view *view, size_t limit, qc_span span, uint16_t traits, const qc_word *word,
                          qc_token *token, qc_tokens *tokens)
{
    size_t end = word_end(view, span.end < limit ? span.end : limit, limit);
    if (end < span.end)
        word = qc_lexicon_row(view, (qc_span){span.start, end});
    if (end > span.end) {
        word = qc_words;
        traits |= QC_TRAIT_COMPOUND;
        tokens->compounds = true;
    }
    put_word((qc_span){span.start, end}, traits, word, token, tokens);
    read_possessive(view, token);
    return token->end;
}

/* Any word that begins at `at` and goes no further than `limit`. */
__attribute__((noinline)) static size_t read_word(const qc_view *view, size_t at, size_t limit, uint16_t traits,
                                                  qc_token *token, qc_tokens *tokens)
{
    qc_word_read read = qc_lexicon_read_any(view, at);
    qc_span span = {at, at + read.length};
    if (span.end > limit || !qc_is_space(read.behind))
        return read_joined(view, limit, span, traits, read.word, token, tokens);
    put_word(span, traits, read.word, token, tokens);
    return span.end + 1;
}

/* The same; most words have a few letters and a blank behind them. */
static inline size_t read_letters(const qc_view *view, size_t at, size_t limit, qc_token *token, qc_tokens *tokens)
{
    const uint8_t *bytes = view->bytes + at;
    uint16_t traits = qc_is_upper(*bytes) ? QC_TRAIT_CAPITAL : 0;
    size_t length = qc_letters_length(bytes);
    qc_span span = {at, at + length};
    if (length - 1 >= sizeof(uint64_t) - 1 || span.end > limit || !qc_is_space(bytes[length]))
        return read_word(view, at, limit, traits, token, tokens);
    put_word(span, traits, qc_lexicon_row(view, span), token, tokens);
    return span.end + 1;
}

static size_t read_mention(uint16_t n, size_t at, qc_token *token, qc_tokens *tokens)
{
    const qc_mention *mention = &tokens->mentions[n];
    uint16_t i = index_of(token, tokens);
    *token = (qc_token){.start = at, .end = mention->end, .mention = n, .part = (uint16_t)tokens->bound_count};
    if (mention->kind < QC_KIND_DURATION) {
        token->traits = QC_TRAIT_FIGURE;
        tokens->multiples |= mention->rule == QC_RULE_COUNT_MULTIPLE;
        tokens->figures[tokens->figure_count++] = i;
    } else if (mention->kind > QC_KIND_DURATION) {
        token->traits = QC_TRAIT_DATE;
        tokens->dates[tokens->date_count++] = i;
    } else {
        token->traits = QC_TRAIT_DURATION;
    }
    read_possessive(&tokens->work->view, token);
    return token->end;
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

void qc_tokens_begin(qc_tokens *tokens) { memset(tokens->all, 0, QC_TOKENS_MARGIN * sizeof *tokens->all); }

static void begin(qc_work *work, size_t mention, qc_tokens *tokens)
{
    tokens->work = work;
    tokens->first = mention;
    tokens->mentions = &work->mentions[mention];
    tokens->figure_count = tokens->date_count = tokens->bound_count = tokens->verb_count = 0;
    tokens->classes = tokens->senses = 0;
    tokens->compounds = tokens->multiples = false;
    tokens->keys = 0;
}

size_t qc_tokens_read(qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens)
{
    const qc_view view = work->view;
    size_t next = mention_start(work, mention, end);
    qc_token *token = tokens->all + QC_TOKENS_MARGIN, *full = token + QC_MOST_TOKENS;
    begin(work, mention, tokens);
    for (; token < full; token++) {
        while (start < next && qc_is_space(view.bytes[start]))
            start++;
        if (start < next) {
            start = qc_is_word(view.bytes[start]) ? read_letters(&view, start, next, token, tokens)
                                                  : read_mark(&view, start, token, tokens);
            continue;
        }
        if (start >= end)
            break;
        start = read_mention((uint16_t)(mention++ - tokens->first), start, token, tokens);
        next = mention_start(work, mention, end);
    }
    tokens->count = index_of(token, tokens);
    memset(token, 0, QC_TOKENS_MARGIN * sizeof *token);
    tokens->last = mention;
    qc_clauses_read(tokens);
    return start;
}
