/* The word before a figure that says what the figure is. */
#include "markers.h"

enum {
    MARKER_REACH = 8, /* tokens between a figure and the word that says its role */
    NOUN_REACH = 4    /* tokens between a figure and a noun of change behind it */
};

/* A word that no rule knows, or that only colours what follows. */
static bool is_colour(const qc_tokens *tokens, size_t i)
{
    bool colours = qc_tokens_classes(tokens, i) & (QC_WORD_ADJECTIVE | QC_WORD_ADVERB) && !qc_tokens_move(tokens, i);
    return colours || qc_tokens_has(tokens, i, QC_TRAIT_UNKNOWN);
}

size_t qc_marker_article(const qc_tokens *tokens, size_t i)
{
    enum { COLOURS = 3 };
    for (size_t j = i - 1; i - j <= COLOURS + 1; j--) {
        if (qc_tokens_article(tokens, j))
            return j;
        if (!is_colour(tokens, j))
            break;
    }
    return QC_NO_TOKEN;
}

/* Words that may stand between a figure and the word that says its role: "to a record", "of the additional", "from last
 * year's". */
static bool is_filler(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    if (token->mark)
        return qc_is_quote(token->mark) || qc_is_currency(token->mark);
    if (qc_tokens_senses(tokens, i) & (QC_SENSE_RECORD | QC_SENSE_LEVEL_NOUN) || qc_tokens_article(tokens, i))
        return true;
    uint32_t empty = QC_WORD_DETERMINER | QC_WORD_ADJECTIVE | QC_WORD_ADVERB;
    if (qc_tokens_classes(tokens, i) & empty && !qc_tokens_move(tokens, i))
        return true;
    if (qc_tokens_date(tokens, i))
        return token->traits & QC_TRAIT_POSSESSIVE;
    return is_colour(tokens, i) && qc_marker_article(tokens, i) != QC_NO_TOKEN;
}

size_t qc_marker_hedged(const qc_tokens *tokens, size_t i, int *move)
{
    size_t start = qc_marker_hedge_start(tokens, i);
    while (i-- > 0 && qc_tokens_at(tokens, i)->start >= start) {
        /* The "up" of "up to" is no motion. */
        bool adverb = qc_tokens_is_any(tokens, i, QC_KEY_BIT(UP) | QC_KEY_BIT(DOWN));
        if (!adverb && qc_marker_move(tokens, i))
            *move = qc_marker_move(tokens, i);
    }
    /* "slips below $80": a level is crossed. */
    bool crossed = qc_tokens_spells(tokens, i + 1, "below") || qc_tokens_spells(tokens, i + 1, "above");
    if (crossed && qc_tokens_verb(tokens, i) && qc_marker_move(tokens, i))
        *move = qc_marker_move(tokens, i);
    return i;
}

size_t qc_marker_find(const qc_tokens *tokens, size_t i, int *move)
{
    uint8_t clause = qc_tokens_clause(tokens, i);
    size_t farthest = i > MARKER_REACH ? i - MARKER_REACH : 0;
    for (size_t j = qc_marker_before_hedge(tokens, i, move);
         j != QC_NO_TOKEN && j >= farthest && qc_tokens_clause(tokens, j) == clause; j--) {
        bool of = qc_tokens_is(tokens, j, QC_KEY_OF);
        if (of && qc_marker_move(tokens, j - 1))
            return j - 1;
        /* "a high of $70": the level noun and its "of" say nothing of the role. */
        bool level_of = of && qc_tokens_senses(tokens, j - 1) & QC_SENSE_LEVEL_NOUN;
        size_t article = of ? qc_marker_article(tokens, j - 1) : QC_NO_TOKEN;
        if (article != QC_NO_TOKEN)
            j = article; /* "from a deficit of $2bn": a noun that is measured stands for its figure */
        else if (!level_of && !is_filler(tokens, j))
            return j;
    }
    return QC_NO_TOKEN;
}

size_t qc_marker_note(const qc_tokens *tokens, size_t i)
{
    int unused;
    size_t colon = qc_marker_before_hedge(tokens, i, &unused);
    bool noted = qc_tokens_mark(tokens, colon, ':') && qc_tokens_date(tokens, colon - 1) &&
                 qc_tokens_mark(tokens, colon - 2, '(');
    return noted ? colon - 1 : QC_NO_TOKEN;
}

size_t qc_marker_converted(const qc_tokens *tokens, size_t i)
{
    int unused;
    if (!qc_tokens_mark(tokens, i + 1, ')'))
        return QC_NO_TOKEN;
    size_t bracket = qc_marker_before_hedge(tokens, i, &unused);
    const qc_mention *figure = qc_tokens_figure(tokens, i), *other = qc_tokens_figure(tokens, bracket - 1);
    bool same = qc_tokens_mark(tokens, bracket, '(') && other && other->kind == figure->kind &&
                figure->kind != QC_KIND_COUNT && figure->kind != QC_KIND_PERCENT && other->unit != figure->unit;
    return same ? bracket - 1 : QC_NO_TOKEN;
}

bool qc_marker_leads(const qc_tokens *tokens, size_t i)
{
    int move;
    size_t marker = qc_marker_find(tokens, i, &move);
    return move || qc_tokens_is(tokens, marker, QC_KEY_TO) || qc_tokens_is(tokens, marker, QC_KEY_AT);
}

int qc_marker_noun_behind(const qc_tokens *tokens, size_t i)
{
    enum { BREAKS = QC_WORD_PREPOSITION | QC_WORD_VERB | QC_WORD_AUXILIARY | QC_WORD_CONJUNCTION | QC_WORD_PRONOUN };
    for (size_t j = i + 1; j <= i + NOUN_REACH; j++) {
        const qc_token *token = qc_tokens_at(tokens, j);
        if (token->traits & (QC_TRAIT_MARK | QC_TRAIT_MENTION))
            return 0;
        if (qc_tokens_senses(tokens, j) & QC_SENSE_NOUN && qc_tokens_move(tokens, j))
            return qc_tokens_move(tokens, j);
        bool repeated = qc_tokens_is_any(tokens, j, QC_KEY_BIT(ON) | QC_KEY_BIT(OVER)) &&
                        qc_tokens_classes(tokens, j - 1) & QC_WORD_TIME_UNIT; /* "a 5% year on year increase" */
        if (qc_tokens_classes(tokens, j) & BREAKS && !repeated)
            return 0;
    }
    return 0;
}
