/* What the tokens of a sentence are to one another: which are verbs, and where clauses begin.
 *
 * In: tokens just read. Out: their trait of verb, and the number and start of their clause. Verbs come from the lexicon
 * and from what stands beside them; a clause begins at a mark, or at a conjunction that a verb follows.
 */
#include "tokens.h"

static bool is_plain_word(const qc_token *token) { return !(token->traits & (QC_TRAIT_MARK | QC_TRAIT_MENTION)); }

static bool follows_verb(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i, QC_TRAIT_MENTION) || qc_tokens_classes(tokens, i) & QC_WORD_DETERMINER ||
           qc_tokens_is_any(tokens, i, QC_KEY_BIT(BY) | QC_KEY_BIT(TO) | QC_KEY_BIT(FROM));
}

/* "will mothball": what stands behind a modal is a verb, though nobody knows it. */
static bool is_behind_modal(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_senses(tokens, i - 1) & QC_SENSE_MODAL && qc_tokens_has(tokens, i, QC_TRAIT_UNKNOWN) &&
           !qc_tokens_capital(tokens, i);
}

/* "to cut emissions": a noun of change behind "to" and before a word is a verb. */
static bool is_infinitive(const qc_tokens *tokens, size_t i)
{
    const qc_token *next = qc_tokens_at(tokens, i + 1);
    bool noun = i + 1 < tokens->count && is_plain_word(next) && !(next->classes & QC_WORD_PREPOSITION);
    return noun && qc_tokens_is(tokens, i - 1, QC_KEY_TO);
}

/* "the firm plans to", but "its plans to": a noun has a determiner, an owner or an adjective before it. */
static bool plans_to(const qc_tokens *tokens, size_t i)
{
    const uint32_t leads = QC_WORD_DETERMINER | QC_WORD_ADJECTIVE | QC_WORD_PREPOSITION;
    bool noun = qc_tokens_classes(tokens, i - 1) & leads || qc_tokens_article(tokens, i - 1) ||
                qc_tokens_has(tokens, i - 1, QC_TRAIT_POSSESSIVE);
    return i > 0 && !noun && qc_tokens_is(tokens, i + 1, QC_KEY_TO);
}

/* "agreed to mothball plants": what stands between "to" behind a verb and a noun is a verb, though nobody knows it. */
static bool is_behind_to(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = qc_tokens_at(tokens, i), *next = qc_tokens_at(tokens, i + 1);
    if (i + 1 >= tokens->count || !qc_tokens_is(tokens, i - 1, QC_KEY_TO) || !(token->traits & QC_TRAIT_UNKNOWN) ||
        token->traits & QC_TRAIT_CAPITAL)
        return false;
    bool plural = qc_lower(qc_at(&tokens->work->view, token->end - 1)) == 's';
    return !plural && is_plain_word(next) &&
           !(next->classes & (QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_AUXILIARY));
}

/* "an estimated 9 Mt", "the United States": what an article leads, and the end of a country's name, are no verbs. */
static bool is_led(const qc_tokens *tokens, size_t i)
{
    const uint32_t nouns = QC_SENSE_MEASURE | QC_SENSE_NOUN;
    bool estimate = qc_tokens_senses(tokens, i - 1) & nouns &&
                    (qc_tokens_spells(tokens, i, "estimate") || qc_tokens_spells(tokens, i, "forecast"));
    if (estimate)
        return true; /* "its output estimate" */
    bool owned = qc_tokens_has(tokens, i - 1, QC_TRAIT_POSSESSIVE) || qc_tokens_spells(tokens, i - 1, "its") ||
                 qc_tokens_spells(tokens, i - 1, "their");
    if (owned)
        return true; /* "its installed capacity" */
    const uint64_t articles = QC_KEY_BIT(A) | QC_KEY_BIT(AN) | QC_KEY_BIT(THE);
    return qc_tokens_is_any(tokens, i - 1, articles) ||
           (qc_tokens_is(tokens, i, QC_KEY_STATES) && qc_tokens_is(tokens, i - 1, QC_KEY_UNITED));
}

/* "has cut output", "will cut output": a noun of change is a verb here. */
static bool is_led_by_have(const qc_tokens *tokens, size_t i)
{
    const uint64_t have = QC_KEY_BIT(HAD) | QC_KEY_BIT(HAS) | QC_KEY_BIT(HAVE);
    return qc_tokens_is_any(tokens, i - 1, have) || qc_tokens_senses(tokens, i - 1) & QC_SENSE_MODAL;
}

/* Is "contract" a verb: "will contract 2%", "expected to contract"? */
static bool shrinks(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_is(tokens, i - 1, QC_KEY_TO) || qc_tokens_classes(tokens, i - 1) & QC_WORD_AUXILIARY;
}

/* Is this word, which may be a verb, one here? */
static bool is_verb(const qc_tokens *tokens, size_t i)
{
    uint32_t classes = qc_tokens_at(tokens, i)->classes, senses = qc_tokens_at(tokens, i)->senses;
    if (senses & QC_SENSE_MEASURE || is_led(tokens, i))
        return false;
    if (classes & (QC_WORD_VERB | QC_WORD_AUXILIARY) && !(senses & QC_SENSE_NOUN))
        return true;
    if (senses & QC_SENSE_NOUN && is_led_by_have(tokens, i))
        return true;
    if (senses & QC_SENSE_TARGET && plans_to(tokens, i))
        return true;
    if (senses & QC_SENSE_CONTRACT && !shrinks(tokens, i)) /* "the July contract fell" */
        return false;
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
    const uint32_t classes = QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN | QC_WORD_VERB | QC_WORD_AUXILIARY;
    return qc_tokens_classes(tokens, i) & classes || qc_tokens_senses(tokens, i) & QC_SENSE_REACH;
}

/* Does a verb come behind token `i`, with a noun between: "... and imports fell 2%"? Behind a conjunction that can do
 * nothing but open a clause, a figure may come first: "after 3 TWh was stored". */
static bool new_predicate(const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 10 };
    bool sure = qc_tokens_senses(tokens, i) & QC_SENSE_SUBORDINATE;
    for (size_t j = i + 1; j < tokens->count && j <= i + FARTHEST; j++) {
        const qc_token *token = qc_tokens_at(tokens, j);
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
    for (size_t j = i; j-- > 0 && i - j <= FARTHEST && qc_tokens_at(tokens, j)->mark != ',';)
        if (is_amount(tokens, j))
            return true;
    return false;
}

/* Which, who and whose, behind a comma. */
static bool is_relative(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_mark(tokens, i - 1, ',') &&
           (qc_tokens_is_any(tokens, i, QC_KEY_BIT(WHICH) | QC_KEY_BIT(WHO)) || qc_tokens_spells(tokens, i, "whose"));
}

/* Has the clause before "and" a verb or a figure of its own? If not, "and" joins two nouns: "oil and gas rose". */
static bool has_predicate_before(const qc_tokens *tokens, size_t i)
{
    for (size_t j = i; j-- > 0 && qc_tokens_clause(tokens, j) == qc_tokens_clause(tokens, i - 1);)
        if (is_verbal(tokens, j) || is_amount(tokens, j))
            return true;
    return false;
}

/* ", adding that", ", saying": what is reported further has a clause of its own. */
static bool reports_on(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_spells(tokens, i + 1, "saying") ||
           (qc_tokens_senses(tokens, i + 1) & QC_SENSE_SPEECH && qc_tokens_spells(tokens, i + 2, "that"));
}

/* ", with Egypt paying", ", with tin up 3%": a subject and what it does. */
static bool stands_apart(const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 6 };
    if (!qc_tokens_is(tokens, i + 1, QC_KEY_WITH))
        return false;
    for (size_t j = i + 3; j <= i + FARTHEST && !qc_tokens_has(tokens, j, QC_TRAIT_MARK | QC_TRAIT_MENTION); j++)
        if (qc_tokens_ing(tokens, j) || (qc_tokens_is_any(tokens, j, QC_KEY_BIT(UP) | QC_KEY_BIT(DOWN)) &&
                                         qc_tokens_figure(tokens, j + 1)))
            return true;
    return false;
}

/* ", having touched 160": what was before has a clause of its own. */
static bool tells_before(const qc_tokens *tokens, size_t i) { return qc_tokens_spells(tokens, i + 1, "having"); }

/* "coal fell 3%, steel rose 2% to 9 Mt": behind a figure a comma opens a clause where nouns and a verb of change follow
 * that leads to a figure. */
static bool moves_after_comma(const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 5, OTHERS = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_DETERMINER | QC_WORD_AUXILIARY |
                                  QC_WORD_PRONOUN | QC_WORD_ADVERB };
    if (!is_amount(tokens, i - 1))
        return false;
    for (size_t j = i + 1; j <= i + FARTHEST; j++) {
        const qc_token *token = qc_tokens_at(tokens, j);
        if (token->traits & (QC_TRAIT_MARK | QC_TRAIT_MENTION))
            return false;
        if (qc_tokens_move(tokens, j) && follows_verb(tokens, j + 1))
            return j > i + 1 && !qc_tokens_ing(tokens, j);
        if (token->classes & OTHERS || qc_tokens_article(tokens, j))
            return false;
    }
    return false;
}

/* Does a new clause begin with this mark? */
static bool mark_opens(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    if (token->mark == ',')
        return new_after_comma(tokens, i) || moves_after_comma(tokens, i) || reports_on(tokens, i) ||
               stands_apart(tokens, i) || tells_before(tokens, i);
    if (qc_is_dash(token->mark))
        return qc_is_space(qc_at(&tokens->work->view, token->start - 1)) || token->mark == QC_SIGN_EM_DASH;
    return token->mark == ';' || token->mark == ':' || token->mark == '(';
}

bool qc_tokens_follows(const qc_tokens *tokens, size_t i)
{
    enum { FARTHEST = 8 };
    bool follows = qc_tokens_ing(tokens, i + 1) && is_verbal(tokens, i + 1) && qc_tokens_spells(tokens, i, "after");
    for (size_t j = i + 2; follows && j <= i + FARTHEST && !qc_tokens_mark(tokens, j, ','); j++)
        if (qc_tokens_figure(tokens, j))
            return true;
    return false;
}

/* Does a new clause begin with this conjunction? */
static bool conjunction_opens(const qc_tokens *tokens, size_t i)
{
    if (is_relative(tokens, i))
        return true;
    bool adds = qc_tokens_is(tokens, i, QC_KEY_AND);
    if (!(qc_tokens_at(tokens, i)->classes & QC_WORD_CONJUNCTION) || (adds && !has_predicate_before(tokens, i)))
        return false;
    bool tells = adds && qc_tokens_senses(tokens, i + 1) & QC_SENSE_ATTRIBUTE; /* "and said two more were likely" */
    return tells || qc_tokens_follows(tokens, i) ||
           ((adds || qc_tokens_senses(tokens, i) & QC_SENSE_CLAUSE) && new_predicate(tokens, i));
}

/* The part of a clause that begins at token `i`, past the marks and conjunctions that open it. */
static qc_part part_of_words(const qc_tokens *tokens, size_t i, uint8_t clause)
{
    while (i < tokens->count &&
           (qc_tokens_at(tokens, i)->mark || qc_tokens_at(tokens, i)->classes & QC_WORD_CONJUNCTION))
        i++;
    return (qc_part){(uint16_t)i, clause};
}

/* Does token `i` stand in brackets inside a clause? */
static bool is_inset(const qc_tokens *tokens, size_t i, uint8_t clause)
{
    enum { LONGEST_INSET = 12 };
    for (size_t j = i; i - j < LONGEST_INSET && qc_tokens_clause(tokens, j) != clause; j--) {
        if (qc_tokens_at(tokens, j)->mark == '(')
            return j > 0 && qc_tokens_clause(tokens, j - 1) == clause;
        if (j == 0)
            break;
    }
    return false;
}

/* The part whose clause begins, or goes on, with token `i`. */
static qc_part part_from(const qc_tokens *tokens, size_t i, uint8_t clause)
{
    while (i > 0 && (qc_tokens_clause(tokens, i - 1) == clause || is_inset(tokens, i - 1, clause)))
        i--;
    return part_of_words(tokens, i, clause);
}

/* Where the numbering of clauses stands. */
typedef struct numbering {
    qc_part part;
    uint8_t last;  /* the highest number given */
    uint8_t outer; /* the clause that goes on behind the bracket */
    qc_part before; /* what a clause of "which" stands in */
    bool relative; /* in a clause that a comma ends: one of "which", or one that a conjunction opens at the head */
} numbering;

/* A closing bracket: the clause before the bracket goes on behind it. */
static void close_bracket(const qc_tokens *tokens, size_t i, numbering *at)
{
    at->relative = false;
    if (at->part.clause != at->outer)
        at->part = part_from(tokens, i + 1, at->outer);
}

/* "profit before tax", "earnings after interest": the conjunction is a preposition inside what is measured. */
static bool is_before_tax(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_senses(tokens, i - 1) & QC_SENSE_MEASURE &&
           qc_tokens_at(tokens, i)->classes & QC_WORD_PREPOSITION &&
           (qc_tokens_spells(tokens, i + 1, "tax") || qc_tokens_spells(tokens, i + 1, "interest"));
}

/* A mark or a conjunction, at which a clause may begin. */
static void pass_bound(qc_tokens *tokens, size_t i, numbering *at)
{
    if (is_before_tax(tokens, i)) {
        tokens->all[QC_TOKENS_MARGIN + i].classes &= ~(uint32_t)QC_WORD_CONJUNCTION;
        tokens->all[QC_TOKENS_MARGIN + i].traits &= (uint16_t)~QC_TRAIT_BREAK;
    }
    uint8_t mark = qc_tokens_at(tokens, i)->mark;
    bool ends = at->relative && mark == ',';
    bool opens = mark ? mark_opens(tokens, i) : conjunction_opens(tokens, i);
    if (mark == '(')
        at->outer = at->part.clause;
    if (!ends && !opens)
        return;
    bool which = is_relative(tokens, i);
    if (ends && !which && (is_verbal(tokens, i + 1) || qc_tokens_past(tokens, i + 1)) &&
        at->before.clause != at->part.clause) {
        at->part = at->before; /* "Exports, which are a fifth of all, grew": the clause goes on */
        at->relative = false;
        return;
    }
    at->before = which && !at->relative ? at->part : at->before;
    at->relative = which || (i == 0 && !mark); /* "If prices rise, …" */
    if (at->last < UINT8_MAX)
        at->part = part_of_words(tokens, i, ++at->last);
}

static void number_clauses(qc_tokens *tokens)
{
    numbering at = {.part = part_of_words(tokens, 0, 0)};
    at.before = at.part;
    tokens->parts[0] = at.part;
    for (size_t n = 0; n < tokens->bound_count; n++) {
        size_t i = tokens->bounds[n];
        if (qc_tokens_at(tokens, i)->mark == ')')
            close_bracket(tokens, i, &at);
        else
            pass_bound(tokens, i, &at);
        tokens->parts[n + 1] = at.part;
    }
}

static void mark_verb(qc_tokens *tokens, size_t i)
{
    tokens->all[QC_TOKENS_MARGIN + i].traits |= QC_TRAIT_VERB | QC_TRAIT_BREAK;
    tokens->verbs[tokens->verb_count++] = (uint16_t)i;
}

/* Of the words that may be verbs, keeps those that are, and adds what only stands where a verb must. */
static void mark_verbs(qc_tokens *tokens)
{
    uint16_t verbals[QC_MOST_TOKENS];
    size_t count = tokens->verb_count;
    memcpy(verbals, tokens->verbs, count * sizeof *verbals);
    tokens->verb_count = tokens->speech_count = 0;
    for (size_t n = 0; n < count; n++) {
        size_t i = verbals[n];
        bool verb = is_verb(tokens, i);
        if (!verb && qc_tokens_senses(tokens, i) & QC_SENSE_CONTRACT)
            tokens->all[QC_TOKENS_MARGIN + i].classes &= ~(uint32_t)QC_WORD_CHANGE_DOWN;
        if (verb)
            mark_verb(tokens, i);
        if (is_behind_modal(tokens, i + 1))
            mark_verb(tokens, i + 1);
        else if (qc_tokens_at(tokens, i)->classes & QC_WORD_AUXILIARY && qc_tokens_past(tokens, i + 1))
            mark_verb(tokens, i + 1); /* "was tendered" */
        else if (verb && is_behind_to(tokens, i + 2))
            mark_verb(tokens, i + 2);
        if (qc_tokens_at(tokens, i)->senses & (QC_SENSE_SPEECH | QC_SENSE_ATTRIBUTE) && !is_led(tokens, i))
            tokens->speech[tokens->speech_count++] = verbals[n];
    }
}

void qc_clauses_read(qc_tokens *tokens)
{
    mark_verbs(tokens);
    number_clauses(tokens);
}
