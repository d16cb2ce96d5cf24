/* From a sentence to tokens, and from tokens to clauses. */
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
        token.possessive = read_possessive(view, &token);
    } else if (qc_is_word(qc_at(view, at))) {
        size_t before = *mention < work->mention_count ? work->mentions[*mention].start : end;
        read_word(view, before < end ? before : end, &token);
    } else {
        token.mark = qc_at(view, at);
    }
    return token;
}

bool qc_tokens_spells(const qc_tokens *tokens, size_t i, const char *word)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    return token && token->mention < 0 && !token->mark && qc_span_is(&tokens->work->view, (qc_span){token->start, token->end}, word);
}

/* A figure that is no count of things: those stand where nouns do. */
static bool is_amount(const qc_tokens *tokens, size_t i)
{
    const qc_mention *figure = qc_tokens_figure(tokens, i);
    return figure && figure->kind != QC_KIND_COUNT;
}

static bool is_verbal(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_move(tokens, i) || qc_tokens_classes(tokens, i) & (QC_WORD_VERB | QC_WORD_AUXILIARY) ||
           qc_tokens_senses(tokens, i) & QC_SENSE_REACH;
}

/* Does a verb come behind token `i`, with a noun between: "... and imports fell 2%"? Behind a conjunction that can do
 * nothing but open a clause, a figure may come first: "after 3 TWh was stored". */
static bool new_predicate(const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 10 };
    bool sure = qc_tokens_senses(tokens, i) & QC_SENSE_SUBORDINATE;
    for (size_t j = i + 1; j < tokens->count && j <= i + FARTHEST; j++) {
        const qc_token *token = &tokens->at[j];
        /* "since the merger and reached": the verb behind "and" is that of the clause before. */
        bool joins_verb = qc_tokens_is(tokens, j, QC_KEY_AND) && is_verbal(tokens, j + 1);
        if (joins_verb || (!sure && is_amount(tokens, j)))
            return false;
        if (token->mark == ',' || token->mark == ';')
            return false;
        if (is_verbal(tokens, j))
            return j > i + 1;
    }
    return false;
}

/* "tin lost 3%, Zinc topped $2,900": a comma opens a clause where a name and its verb follow a figure. */
static bool new_after_comma(const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 12 };
    if (tokens->at[i].mark != ',' || !qc_tokens_capital(tokens, i + 1) || !new_predicate(tokens, i))
        return false;
    for (size_t j = i; j-- > 0 && i - j <= FARTHEST && tokens->at[j].mark != ',';)
        if (is_amount(tokens, j))
            return true;
    return false;
}

/* Which and who, behind a comma. */
static bool is_relative(const qc_tokens *tokens, size_t i)
{
    return (qc_tokens_is(tokens, i, QC_KEY_WHICH) || qc_tokens_is(tokens, i, QC_KEY_WHO)) && qc_tokens_mark(tokens, i - 1, ',');
}

/* Has the clause before "and" a verb or a figure of its own? If not, "and" joins two nouns: "oil and gas rose". */
static bool has_predicate_before(const qc_tokens *tokens, size_t i)
{
    for (size_t j = i; j-- > 0 && tokens->at[j].clause == tokens->at[i - 1].clause;)
        if (is_verbal(tokens, j) || is_amount(tokens, j))
            return true;
    return false;
}

/* Does a new clause begin with this token? */
static bool opens_clause(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = &tokens->at[i];
    if (token->mark == ',')
        return new_after_comma(tokens, i);
    if (qc_is_dash(token->mark))
        return qc_is_space(qc_at(&tokens->work->view, token->start - 1)) || token->mark == QC_SIGN_EM_DASH;
    if (token->mark)
        return token->mark == ';' || token->mark == ':' || token->mark == '(';
    if (!(qc_tokens_classes(tokens, i) & QC_WORD_CONJUNCTION))
        return false;
    if (is_relative(tokens, i))
        return true;
    bool and = qc_tokens_is(tokens, i, QC_KEY_AND);
    if (and && !has_predicate_before(tokens, i))
        return false;
    return (and || qc_tokens_senses(tokens, i) & QC_SENSE_CLAUSE) && new_predicate(tokens, i);
}

static void number_clauses(qc_tokens *tokens)
{
    uint8_t clause = 0, last = 0, outer = 0;
    bool relative = false; /* in a clause that a comma ends */
    for (size_t i = 0; i < tokens->count; i++) {
        const qc_token *token = &tokens->at[i];
        bool ends = relative && token->mark == ',';
        bool opens = opens_clause(tokens, i);
        if (token->mark == '(')
            outer = clause; /* the clause goes on behind the bracket */
        if ((ends || opens) && last < UINT8_MAX)
            clause = ++last;
        if (ends || opens)
            relative = is_relative(tokens, i);
        tokens->at[i].clause = clause;
        if (token->mark == ')' && !ends) {
            clause = outer;
            relative = false;
        }
    }
}

size_t qc_tokens_read(qc_work *work, size_t start, size_t end, size_t mention, qc_tokens *tokens)
{
    tokens->work = work;
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
    number_clauses(tokens);
    return start;
}
