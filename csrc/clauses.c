/* What the tokens of a sentence are to one another: which are verbs, and where clauses begin.
 *
 * In: tokens just read. Out: their trait of verb, and the number and start of their clause. Verbs come from the lexicon and
 * from what stands beside them; a clause begins at a mark, or at a conjunction that a verb follows.
 */
#include "tokens.h"

static const uint32_t change = QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN;

static bool is_plain_word(const qc_token *token) { return !(token->traits & (QC_TRAIT_MARK | QC_TRAIT_MENTION)); }

static bool follows_verb(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i, QC_TRAIT_MENTION) || qc_tokens_classes(tokens, i) & QC_WORD_DETERMINER ||
           qc_tokens_is_any(tokens, i, QC_KEY_BIT(BY) | QC_KEY_BIT(TO) | QC_KEY_BIT(FROM));
}

/* "will mothball": what stands behind a modal is a verb, though nobody knows it. */
static bool is_behind_modal(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    return qc_tokens_senses(tokens, i - 1) & QC_SENSE_MODAL && !token->word && is_plain_word(token) && !(token->traits & QC_TRAIT_CAPITAL);
}

/* "to cut emissions": a noun of change behind "to" and before a word is a verb. */
static bool is_infinitive(const qc_tokens *tokens, size_t i)
{
    const qc_token *next = qc_tokens_at(tokens, i + 1);
    bool noun = next && is_plain_word(next) && !(next->classes & QC_WORD_PREPOSITION);
    return noun && qc_tokens_is(tokens, i - 1, QC_KEY_TO);
}

/* Is this word, which may be a verb, one here? */
static bool is_verb(const qc_tokens *tokens, size_t i)
{
    uint32_t classes = tokens->at[i].classes, senses = tokens->at[i].senses;
    if (senses & QC_SENSE_MEASURE)
        return false;
    if (classes & (QC_WORD_VERB | QC_WORD_AUXILIARY) && !(senses & QC_SENSE_NOUN))
        return true;
    if (!qc_tokens_move(tokens, i) && !(senses & (QC_SENSE_REACH | QC_SENSE_ATTRIBUTE | QC_SENSE_SPEECH)))
        return false;
    bool speech = qc_tokens_is_any(tokens, i, QC_KEY_BIT(ESTIMATES) | QC_KEY_BIT(FORECASTS));
    if (speech && qc_tokens_senses(tokens, i + 1) & (QC_SENSE_NOUN | QC_SENSE_MEASURE))
        return true;
    bool nounlike = speech || senses & (QC_SENSE_NOUN | QC_SENSE_LEVEL_NOUN);
    return !nounlike || follows_verb(tokens, i + 1) || is_infinitive(tokens, i);
}

/* A figure that is no count of things: those stand where nouns do. */
static bool is_amount(const qc_tokens *tokens, size_t i)
{
    const qc_mention *figure = qc_tokens_figure(tokens, i);
    return figure && figure->kind != QC_KIND_COUNT;
}

static bool is_verbal(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_classes(tokens, i) & (change | QC_WORD_VERB | QC_WORD_AUXILIARY) || qc_tokens_senses(tokens, i) & QC_SENSE_REACH;
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
        bool joins_verb = token->key == QC_KEY_AND && is_verbal(tokens, j + 1);
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
    if (!qc_tokens_capital(tokens, i + 1) || !new_predicate(tokens, i))
        return false;
    for (size_t j = i; j-- > 0 && i - j <= FARTHEST && tokens->at[j].mark != ',';)
        if (is_amount(tokens, j))
            return true;
    return false;
}

/* Which and who, behind a comma. */
static bool is_relative(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_is_any(tokens, i, QC_KEY_BIT(WHICH) | QC_KEY_BIT(WHO)) && qc_tokens_mark(tokens, i - 1, ',');
}

/* Has the clause before "and" a verb or a figure of its own? If not, "and" joins two nouns: "oil and gas rose". */
static bool has_predicate_before(const qc_tokens *tokens, size_t i)
{
    for (size_t j = i; j-- > 0 && tokens->at[j].clause == tokens->at[i - 1].clause;)
        if (is_verbal(tokens, j) || is_amount(tokens, j))
            return true;
    return false;
}

/* Does a new clause begin with this mark? */
static bool mark_opens(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = &tokens->at[i];
    if (token->mark == ',')
        return new_after_comma(tokens, i);
    if (qc_is_dash(token->mark))
        return qc_is_space(qc_at(&tokens->work->view, token->start - 1)) || token->mark == QC_SIGN_EM_DASH;
    return token->mark == ';' || token->mark == ':' || token->mark == '(';
}

/* Does a new clause begin with this conjunction? */
static bool conjunction_opens(const qc_tokens *tokens, size_t i)
{
    if (is_relative(tokens, i))
        return true;
    bool and = qc_tokens_is(tokens, i, QC_KEY_AND);
    if (and && !has_predicate_before(tokens, i))
        return false;
    return (and || qc_tokens_senses(tokens, i) & QC_SENSE_CLAUSE) && new_predicate(tokens, i);
}

/* Does token `i`, behind a clause of the number `clause`, stand in brackets inside that clause? */
static bool is_inset(const qc_tokens *tokens, size_t i, uint8_t clause)
{
    enum { LONGEST_INSET = 12 };
    for (size_t j = i; i - j < LONGEST_INSET && tokens->at[j].clause != clause; j--) {
        if (tokens->at[j].mark == '(')
            return j > 0 && tokens->at[j - 1].clause == clause;
        if (j == 0)
            break;
    }
    return false;
}

/* Where the clause of token `i` begins, which has another number than the token before. */
static size_t find_start(const qc_tokens *tokens, size_t i)
{
    uint8_t clause = tokens->at[i].clause;
    size_t start = i;
    while (start > 0 && (tokens->at[start - 1].clause == clause || is_inset(tokens, start - 1, clause)))
        start--;
    return start;
}

/* Where the numbering stands. */
typedef struct numbering {
    uint8_t clause, last; /* the clause of the next token; the highest number given */
    uint8_t outer;        /* the clause that goes on behind the bracket */
    bool relative;        /* in a clause that a comma ends */
} numbering;

/* Numbers a mark or a conjunction, at which the clause may change. */
static void number_bound(qc_tokens *tokens, size_t i, numbering *at)
{
    qc_token *token = &tokens->at[i];
    bool ends = at->relative && token->mark == ',';
    bool opens = token->mark ? mark_opens(tokens, i) : conjunction_opens(tokens, i);
    if (token->mark == '(')
        at->outer = at->clause;
    if ((ends || opens) && at->last < UINT8_MAX)
        at->clause = ++at->last;
    if (ends || opens)
        at->relative = is_relative(tokens, i);
    token->clause = at->clause;
    if (token->mark == ')' && !ends) {
        at->clause = at->outer;
        at->relative = false;
    }
}

void qc_clauses_read(qc_tokens *tokens)
{
    const uint32_t classes = change | QC_WORD_VERB | QC_WORD_AUXILIARY;
    const uint32_t senses = QC_SENSE_REACH | QC_SENSE_ATTRIBUTE | QC_SENSE_SPEECH;
    numbering at = {0, 0, 0, false};
    size_t start = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        qc_token *token = &tokens->at[i];
        token->clause = at.clause;
        if (token->mark || token->classes & QC_WORD_CONJUNCTION)
            number_bound(tokens, i, &at);
        if (i > 0 && token->clause != token[-1].clause)
            start = find_start(tokens, i);
        token->clause_start = (uint16_t)start;
        if ((token->classes & classes || token->senses & senses) ? is_verb(tokens, i) : is_behind_modal(tokens, i))
            token->traits |= QC_TRAIT_VERB;
    }
}
