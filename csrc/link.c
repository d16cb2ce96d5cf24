/* Links: from a change and from a previous to the level that it led to.
 *
 * In: the tokens of a sentence with roles. Out: the index of the partner's mention. A level is looked for in the
 * figure's own part of the sentence; an absolute change may lead back to the sentence before.
 */
#include "markers.h"
#include "relate.h"

enum { NONE = -1, MENTION_REACH = 32 /* mentions between a change and a level of the sentence before */ };

static bool is_plain_percent(const qc_mention *figure)
{
    return figure->kind == QC_KIND_PERCENT && figure->rule != QC_RULE_PERCENT_POINT;
}

static bool is_money(const qc_mention *figure) { return figure->kind == QC_KIND_MONEY; }

static bool is_change(const qc_mention *figure) { return figure->role == QC_ROLE_CHANGE; }

/* A change and a previous can only lead to a level of their own kind; a percentage leads to anything. */
static bool fits(const qc_mention *figure, const qc_mention *level)
{
    if (level->role != QC_ROLE_LEVEL || level->rule == QC_RULE_COUNT_MULTIPLE)
        return false;
    if (figure->rule == QC_RULE_COUNT_MULTIPLE || (is_change(figure) && is_plain_percent(figure)))
        return true;
    bool bare = level->unit < 0 && level->noun.end == level->noun.start; /* "6 paise higher at 83.44" */
    if (level->kind == QC_KIND_COUNT && figure->kind != QC_KIND_COUNT)
        return figure->kind == QC_KIND_PERCENT || bare;
    if (figure->kind == QC_KIND_COUNT)
        return true;
    bool prices = is_money(level) && is_money(figure); /* "$2, or 3%, to $71 a barrel" */
    return level->kind == figure->kind && (prices || level->dimension == figure->dimension);
}

/* "stocks fell 2%, copper at $9,000": a comma and a noun with no verb before the "at" of level `j` are of something
 * else than figure `i`. */
static bool is_of_another(const qc_tokens *tokens, size_t i, size_t j)
{
    int unused;
    size_t at = qc_marker_find(tokens, j, &unused);
    if (!qc_tokens_is(tokens, at, QC_KEY_AT) || at < i + 3)
        return false;
    const qc_token *noun = qc_tokens_at(tokens, at - 1);
    bool named = noun->traits & QC_TRAIT_UNKNOWN || noun->senses & QC_SENSE_MEASURE;
    return named && !qc_tokens_ing(tokens, at - 1) && !qc_tokens_past(tokens, at - 1) &&
           !(noun->traits & QC_TRAIT_VERB) && qc_tokens_mark(tokens, at - 2, ',') && at - 2 == i + 1;
}

/* The level behind that "to" or "at" leads to; no other verb of change may come between. */
static int32_t level_behind(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    for (size_t j = i + 1; j < tokens->count && qc_tokens_at(tokens, j)->mark != ';'; j++) {
        const qc_mention *other = qc_tokens_figure(tokens, j);
        if (other && fits(figure, other) && qc_marker_leads(tokens, j))
            return is_of_another(tokens, i, j) ? NONE : (int32_t)qc_tokens_row(tokens, j);
        if (qc_tokens_clause(tokens, j) != qc_tokens_clause(tokens, i) && qc_marker_move(tokens, j))
            return NONE;
    }
    return NONE;
}

/* The figure that "or" joins to figure `i` from the front; or none. */
static size_t twin_before(const qc_tokens *tokens, size_t i)
{
    int unused;
    size_t or = qc_marker_before_hedge(tokens, i, &unused);
    if (!qc_tokens_is(tokens, or, QC_KEY_OR))
        return QC_NO_TOKEN;
    return or -(qc_tokens_mark(tokens, or -1, ',') ? 2 : 1);
}

/* "to $8bn, or $2 a share, from $11bn": of two levels in one, that with the same denominator. */
static size_t same_denominator(const qc_tokens *tokens, size_t level, const qc_mention *figure)
{
    size_t twin = twin_before(tokens, level);
    const qc_mention *other = qc_tokens_figure(tokens, twin);
    bool better = other && fits(figure, other) && other->per == figure->per;
    return better && qc_tokens_figure(tokens, level)->per != figure->per ? twin : level;
}

/* The nearest level before, of an amount in two units the first. A percentage of change comes from no percentage, and
 * from no clause behind "and". */
static int32_t level_before(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    bool percent = is_change(figure) && is_plain_percent(figure);
    for (size_t j = i; j-- > 0 && qc_tokens_at(tokens, j)->mark != ';';) {
        const qc_mention *other = qc_tokens_figure(tokens, j);
        if (qc_tokens_clause(tokens, j) > qc_tokens_clause(tokens, i))
            continue; /* "the council, which has 92,000 tenants, lifts rents by 3%" */
        bool again = percent && other && qc_marker_converted(tokens, j) != QC_NO_TOKEN;
        if (other && !again && fits(figure, other) && !(percent && is_plain_percent(other)))
            return (int32_t)qc_tokens_row(tokens, is_change(figure) ? j : same_denominator(tokens, j, figure));
        bool parted = qc_tokens_is(tokens, j, QC_KEY_AND) && j > 0 &&
                      qc_tokens_clause(tokens, j - 1) != qc_tokens_clause(tokens, i);
        if (is_change(figure) && parted)
            return NONE;
    }
    return NONE;
}

/* "up 5%", "down 6%" behind its level: the adverb looks back, unless "at" follows ("up 3% at 71.20"). */
static bool looks_back(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_is_any(tokens, i - 1, QC_KEY_BIT(UP) | QC_KEY_BIT(DOWN)) &&
           !qc_tokens_is_any(tokens, i + 1, QC_KEY_BIT(AT) | QC_KEY_BIT(TO));
}

/* A noun of change behind the figure ("a 5% drop") leads back to a level only in apposition: "$5bn, a 5% drop". */
static bool stands_alone(const qc_tokens *tokens, size_t i)
{
    int unused;
    size_t before = qc_marker_before_hedge(tokens, i, &unused);
    bool apposed = qc_tokens_is(tokens, before, QC_KEY_A) && qc_tokens_mark(tokens, before - 1, ',');
    return !apposed && qc_marker_noun_behind(tokens, i);
}

/* "Stocks were 900 Bcf. This is a fall of 40 Bcf": the last level of the sentence before, in the very same unit. */
static int32_t level_of_last_sentence(const qc_tokens *tokens, const qc_mention *figure)
{
    const qc_work *work = tokens->work;
    if (figure->kind != QC_KIND_QUANTITY || tokens->first == 0)
        return NONE;
    for (size_t i = tokens->first;
         i-- > 0 && tokens->first - i <= MENTION_REACH && work->mentions[i].start >= tokens->earlier;) {
        const qc_mention *level = &work->mentions[i];
        if (level->role == QC_ROLE_LEVEL && level->kind == figure->kind && level->unit == figure->unit &&
            level->per == figure->per)
            return (int32_t)i;
    }
    return NONE;
}

static int32_t find_link(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    bool back = !is_change(figure) || looks_back(tokens, i);
    int32_t level = back ? level_before(tokens, i, figure) : level_behind(tokens, i, figure);
    if (level == NONE && back)
        level = level_behind(tokens, i, figure);
    else if (level == NONE && !stands_alone(tokens, i))
        level = level_before(tokens, i, figure);
    return level == NONE && is_change(figure) ? level_of_last_sentence(tokens, figure) : level;
}

void qc_link_relate(const qc_tokens *tokens)
{
    for (size_t n = 0; n < tokens->figure_count; n++) {
        size_t i = tokens->figures[n];
        qc_mention *figure = qc_tokens_figure(tokens, i);
        if (is_change(figure) || figure->role == QC_ROLE_PREVIOUS)
            figure->link = find_link(tokens, i, figure);
    }
}
