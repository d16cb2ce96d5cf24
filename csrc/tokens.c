/* From a sentence to tokens, and from tokens to clauses. */
#include "tokens.h"

/* A word may hold hyphens, ampersands and full stops between letters: year-on-year, S&P, U.S. */
static bool joins(const qc_view *view, size_t at)
{
    uint8_t byte = qc_at(view, at);
    bool joint = byte == '-' || byte == '&' || byte == '/' || byte == '.';
    return joint && qc_is_word(qc_at(view, at - 1)) && qc_is_word(qc_at(view, at + 1));
}

static size_t word_end(const qc_view *view, size_t at, size_t end)
{
    while (at < end && (qc_is_word(qc_at(view, at)) || joins(view, at)))
        at++;
    return at;
}

/* Takes in 's or the apostrophe behind an s. */
static bool read_possessive(const qc_view *view, qc_token *token)
{
    if (!qc_is_apostrophe(qc_at(view, token->end)))
        return false;
    if (qc_lower(qc_at(view, token->end + 1)) == 's' && !qc_is_word(qc_at(view, token->end + 2))) {
        token->end += 2;
        return true;
    }
    return qc_lower(qc_at(view, token->end - 1)) == 's' && !qc_is_word(qc_at(view, token->end + 1));
}

static void read_word(const qc_view *view, size_t end, qc_token *token)
{
    token->end = word_end(view, token->start, end);
    token->word = qc_lexicon_word(view, (qc_span){token->start, token->end});
    token->possessive = read_possessive(view, token);
}

/* The token that begins at `at`, which is no space: a mention, a word or a mark. */
static qc_token read_token(const qc_work *work, size_t at, size_t end, size_t *mention)
{
    const qc_view *view = &work->view;
    qc_token token = {.start = at, .end = at + 1, .mention = -1};
    if (*mention < work->mention_count && work->mentions[*mention].start <= at) {
        token.mention = (int32_t)*mention;
        token.end = work->mentions[(*mention)++].end;
    } else if (qc_is_word(qc_at(view, at))) {
        size_t before = *mention < work->mention_count ? work->mentions[*mention].start : end;
        read_word(view, before < end ? before : end, &token);
    } else {
        token.mark = qc_at(view, at);
    }
    return token;
}

int qc_token_move(const qc_token *token)
{
    uint32_t classes = qc_token_classes(token);
    return (classes & QC_WORD_CHANGE_UP ? 1 : 0) - (classes & QC_WORD_CHANGE_DOWN ? 1 : 0);
}

bool qc_token_is(const qc_view *view, const qc_token *token, const char *word)
{
    return token->mention < 0 && !token->mark && qc_span_is(view, (qc_span){token->start, token->end}, word);
}

static bool is_date_kind(const qc_mention *mention) { return mention->kind == QC_KIND_DATE || mention->kind == QC_KIND_TIME; }

qc_mention *qc_token_figure(const qc_work *work, const qc_token *token)
{
    qc_mention *mention = token->mention < 0 ? NULL : &work->mentions[token->mention];
    return mention && !is_date_kind(mention) && mention->kind != QC_KIND_DURATION ? mention : NULL;
}

qc_mention *qc_token_date(const qc_work *work, const qc_token *token)
{
    qc_mention *mention = token->mention < 0 ? NULL : &work->mentions[token->mention];
    return mention && is_date_kind(mention) ? mention : NULL;
}

static bool is_figure(const qc_work *work, const qc_token *token)
{
    const qc_mention *figure = qc_token_figure(work, token);
    return figure && figure->kind != QC_KIND_COUNT;
}

/* Does a verb come behind token `i`, with a noun between: "... and imports fell 2%"? Behind a conjunction that can do
 * nothing but open a clause, a figure may come first: "after 4.7 TWh was injected". */
static bool new_predicate(const qc_work *work, const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 10 };
    bool sure = qc_token_senses(&tokens->at[i]) & QC_SENSE_SUBORDINATE;
    for (size_t j = i + 1; j < tokens->count && j <= i + FARTHEST; j++) {
        const qc_token *token = &tokens->at[j];
        if (!sure && is_figure(work, token))
            return false;
        if (token->mark == ',' || token->mark == ';')
            return false;
        if (qc_token_move(token) || qc_token_classes(token) & (QC_WORD_VERB | QC_WORD_AUXILIARY))
            return j > i + 1;
    }
    return false;
}

/* "the index lost a third, Brent topped $105": a comma opens a clause where a name and its verb follow a figure. */
static bool new_after_comma(const qc_work *work, const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 12 };
    bool name = i + 1 < tokens->count && qc_is_upper(qc_at(&work->view, tokens->at[i + 1].start)) && tokens->at[i + 1].mention < 0;
    if (tokens->at[i].mark != ',' || !name || !new_predicate(work, tokens, i))
        return false;
    for (size_t j = i; j-- > 0 && i - j <= FARTHEST && tokens->at[j].mark != ',';)
        if (is_figure(work, &tokens->at[j]))
            return true;
    return false;
}

/* Does a new clause begin with this token? */
static bool opens_clause(const qc_work *work, const qc_tokens *tokens, size_t i)
{
    const qc_token *token = &tokens->at[i];
    if (token->mark == ',')
        return new_after_comma(work, tokens, i);
    if (token->mark)
        return token->mark == ';' || token->mark == ':' || token->mark == QC_SIGN_EM_DASH || token->mark == '(' || token->mark == ')';
    if (!(qc_token_classes(token) & QC_WORD_CONJUNCTION))
        return false;
    bool opens = qc_token_senses(token) & QC_SENSE_CLAUSE || qc_token_is(&work->view, token, "and");
    return opens && new_predicate(work, tokens, i);
}

static void number_clauses(const qc_work *work, qc_tokens *tokens)
{
    uint8_t clause = 0;
    bool relative = false; /* in a clause that a comma ends */
    for (size_t i = 0; i < tokens->count; i++) {
        const qc_token *token = &tokens->at[i];
        bool ends = relative && token->mark == ',';
        bool opens = opens_clause(work, tokens, i);
        if ((ends || opens) && clause < UINT8_MAX)
            clause++;
        if (ends || opens)
            relative = qc_token_is(&work->view, token, "which") || qc_token_is(&work->view, token, "who");
        tokens->at[i].clause = clause;
    }
}

size_t qc_tokens_read(const qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens)
{
    tokens->count = 0;
    tokens->first = mention;
    while (start < end && tokens->count < QC_MOST_TOKENS) {
        if (qc_is_space(qc_at(&work->view, start))) {
            start++;
            continue;
        }
        tokens->at[tokens->count] = read_token(work, start, end, &mention);
        start = tokens->at[tokens->count++].end;
    }
    tokens->last = mention;
    number_clauses(work, tokens);
    return start;
}
