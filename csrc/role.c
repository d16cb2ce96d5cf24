/* Role and direction: what a figure is to a move, and which way the move goes.
 *
 * In: the tokens of a sentence. Out: these columns of its figures. The word before a figure decides first ("by", "to",
 * "from", a verb of change), then the word behind it ("higher", "increase", "of"), then a figure that is joined to it;
 * else it is a level.
 */
#include "figure.h"
#include "markers.h"
#include "relate.h"

enum {
    MOVER_REACH = 14, /* tokens between a marker and the verb of change */
    LEVEL_REACH = 60  /* tokens between a former level and the present one */
};

/* "cut its growth forecast": what is forecast, no move. */
static bool is_modifier(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_is(tokens, i, QC_KEY_GROWTH) &&
           qc_tokens_senses(tokens, i + 1) & (QC_SENSE_FORECAST | QC_SENSE_TARGET | QC_SENSE_LEVEL_NOUN);
}

/* "went negative", "turned negative". */
static bool turns_negative(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_spells(tokens, i, "negative") && qc_tokens_verb(tokens, i - 1);
}

/* The nearest word of change at or before token `i`, in its clause. */
static size_t find_mover(const qc_tokens *tokens, size_t i)
{
    size_t farthest = i > MOVER_REACH ? i - MOVER_REACH : 0, noun = QC_NO_TOKEN;
    for (size_t j = i; j != QC_NO_TOKEN && j >= farthest && qc_tokens_clause(tokens, j) == qc_tokens_clause(tokens, i);
         j--) {
        bool inside =
            qc_tokens_change_noun(tokens, j) && qc_tokens_is_any(tokens, j - 1, QC_KEY_BIT(FOR) | QC_KEY_BIT(OF));
        if (inside && noun == QC_NO_TOKEN)
            noun = j; /* "cut its forecast for growth": the noun moves only where nothing else does */
        else if ((qc_marker_move(tokens, j) && !is_modifier(tokens, j)) || turns_negative(tokens, j))
            return j;
        if (qc_tokens_mark(tokens, j - 1, ',') && qc_tokens_ing(tokens, j) &&
            qc_tokens_classes(tokens, j + 1) & QC_WORD_PRONOUN)
            break; /* "…, valuing it at $3bn": another verb leads to it */
    }
    return noun;
}

/* Its move. */
static int find_move(const qc_tokens *tokens, size_t i)
{
    size_t mover = find_mover(tokens, i);
    if (mover == QC_NO_TOKEN)
        return 0;
    return turns_negative(tokens, mover) ? -1 : qc_marker_move(tokens, mover);
}

static bool is_plain_percent(const qc_mention *figure)
{
    return figure->kind == QC_KIND_PERCENT && figure->rule != QC_RULE_PERCENT_POINT;
}

/* "grew 4% against 3% in May": a percentage is also compared with a change. */
static bool has_change_before(const qc_tokens *tokens, size_t marker, const qc_mention *figure)
{
    size_t nearest = marker > LEVEL_REACH ? marker - LEVEL_REACH : 0;
    while (is_plain_percent(figure) && marker-- > nearest) {
        const qc_mention *other = qc_tokens_figure(tokens, marker);
        if (other)
            return is_plain_percent(other) && other->role == QC_ROLE_CHANGE;
    }
    return false;
}

static bool has_level_before(const qc_tokens *tokens, size_t i)
{
    size_t nearest = i > LEVEL_REACH ? i - LEVEL_REACH : 0;
    while (i-- > nearest) {
        const qc_mention *figure = qc_tokens_figure(tokens, i);
        if (figure && (figure->role == QC_ROLE_LEVEL || figure->role == QC_ROLE_SHARE))
            return true;
    }
    return false;
}

static bool set_role(qc_mention *figure, qc_role role, int move)
{
    figure->role = (uint8_t)role;
    figure->direction = (int8_t)move;
    return true;
}

/* "range from", "starting from": a range begins, nothing moves. */
static bool begins_range(const qc_tokens *tokens, size_t i)
{
    static const char *const words[] = {"range", "ranges", "ranged", "ranging", "start", "starts", "starting"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (qc_tokens_spells(tokens, i, words[w]))
            return true;
    return false;
}

static bool is_change(const qc_mention *figure) { return figure && figure->role == QC_ROLE_CHANGE; }

/* "compared with X", "against X", "versus X", "from X", "up 3% over X": what it was before. */
static bool marks_previous(const qc_tokens *tokens, size_t marker, const qc_mention *figure)
{
    if (qc_tokens_is_any(tokens, marker, QC_KEY_BIT(WITH) | QC_KEY_BIT(TO)))
        return qc_tokens_senses(tokens, marker - 1) & QC_SENSE_COMPARE;
    if (qc_tokens_is(tokens, marker, QC_KEY_FROM) && begins_range(tokens, marker - 1))
        return false;
    if (qc_tokens_is(tokens, marker, QC_KEY_FROM))
        return find_move(tokens, marker) || has_level_before(tokens, marker);
    if (qc_tokens_is(tokens, marker, QC_KEY_OVER))
        return is_change(qc_tokens_figure(tokens, marker - 1)) && has_level_before(tokens, marker);
    return qc_tokens_senses(tokens, marker) & QC_SENSE_COMPARE &&
           (has_level_before(tokens, marker) || has_change_before(tokens, marker, figure));
}

/* "an additional 3% levy": it comes on top. */
static bool is_on_top(const qc_tokens *tokens, size_t i)
{
    int unused;
    return qc_tokens_senses(tokens, qc_marker_before_hedge(tokens, i, &unused)) & QC_SENSE_ADDITIONAL;
}

/* "grew at 4%", "rising at an annual rate of 6%": the percentage is the pace. */
static bool is_pace(const qc_tokens *tokens, size_t at, const qc_mention *figure)
{
    static const char *const growing[] = {"grew", "grow", "grows", "grown", "expand", "expands", "expanded", NULL};
    const qc_token *verb = qc_tokens_at(tokens, at - 1);
    if (!verb || figure->kind != QC_KIND_PERCENT || !qc_tokens_move(tokens, at - 1))
        return false;
    bool rate = qc_tokens_article(tokens, at + 1);
    return rate || qc_tokens_ing(tokens, at - 1) ||
           qc_span_is_any(&tokens->work->view, (qc_span){verb->start, verb->end}, growing);
}

/* "made up 40%", "set up a 10 Mt plant", "shot down 20 drones": the particle of a verb that moves nothing. A percentage
 * moves behind the others ("marked down 5%"). */
static bool is_particle(const qc_tokens *tokens, size_t marker, const qc_mention *figure)
{
    static const char *const composing[] = {"made", "make", "makes", "making", NULL};
    static const char *const verbs[] = {
        "set",      "sets",    "setting", "put",      "puts",    "putting", "pay",   "pays",   "paid",   "paying",
        "take",     "takes",   "took",    "taken",    "taking",  "snapped", "snap",  "bought", "buy",    "buying",
        "picked",   "pick",    "given",   "gave",     "give",    "giving",  "freed", "free",   "signed", "sign",
        "rounded",  "shut",    "shuts",   "shutting", "turned",  "blew",    "blown", "tore",   "torn",   "broke",
        "broken",   "break",   "brought", "called",   "locked",  "use",     "used",  "uses",   "using",  "built",
        "build",    "backed",  "split",   "tracked",  "hunted",  "handed",  "laid",  "gunned", "shot",   "shoot",
        "shooting", "racked",  "chalked", "clocked",  "notched", "stumped", "lined", "wound",  "mopped", "swept",
        "scooped",  "cleaned", "dug",     "burned",   "burnt",   NULL};
    const qc_view *view = &tokens->work->view;
    const qc_token *verb = qc_tokens_at(tokens, marker - 1);
    if (!verb || !qc_tokens_is_any(tokens, marker, QC_KEY_BIT(UP) | QC_KEY_BIT(DOWN)))
        return false;
    qc_span word = {verb->start, verb->end};
    return qc_span_is_any(view, word, composing) ||
           (figure->kind != QC_KIND_PERCENT && qc_span_is_any(view, word, verbs));
}

/* "raised $3bn": money that is got, by which nothing rises; but "raised by $3bn", "raised its bid", "raised 50 cents".
 */
static bool raises_money(const qc_tokens *tokens, size_t marker, const qc_mention *figure)
{
    static const char *const words[] = {"raise", "raised", "raises", "raising", NULL};
    const qc_view *view = &tokens->work->view;
    const qc_token *verb = qc_tokens_at(tokens, marker);
    bool large = figure->kind == QC_KIND_MONEY && figure->dimension == QC_DIMENSION_MONEY &&
                 (figure->number.scale > 0 || figure->number.grouped);
    return large && qc_span_is_any(view, (qc_span){verb->start, verb->end}, words) &&
           !qc_span_is(view, qc_word_after(view, figure->end), "to");
}

/* The role that the marker says; false where it says none. */
static bool role_of_marker(const qc_tokens *tokens, size_t marker, qc_mention *figure)
{
    if (marks_previous(tokens, marker, figure))
        return set_role(figure, QC_ROLE_PREVIOUS, 0);
    int move = qc_marker_move(tokens, marker);
    if (move && raises_money(tokens, marker, figure))
        return set_role(figure, QC_ROLE_LEVEL, 0);
    if (move) {
        bool reaches = qc_tokens_senses(tokens, marker) & QC_SENSE_REACH;
        return !is_particle(tokens, marker, figure) && set_role(figure, reaches ? QC_ROLE_LEVEL : QC_ROLE_CHANGE, move);
    }
    bool by = qc_tokens_is(tokens, marker, QC_KEY_BY);
    if (!by && !qc_tokens_is_any(tokens, marker, QC_KEY_BIT(TO) | QC_KEY_BIT(AT)))
        return false;
    bool priced = qc_tokens_article(tokens, marker + 1) && qc_tokens_senses(tokens, marker + 2) & QC_SENSE_LEVEL_NOUN &&
                  !(qc_tokens_senses(tokens, marker + 2) & QC_SENSE_EXTREME);
    if (priced && qc_tokens_is(tokens, marker, QC_KEY_AT))
        return false; /* "will build a pier at a cost of $3m" */
    move = find_move(tokens, marker);
    bool change = by || is_pace(tokens, marker, figure);
    return move && set_role(figure, change ? QC_ROLE_CHANGE : QC_ROLE_LEVEL, move);
}

/* "will build a 300 MW battery", "raised a $3bn loan": the size of a thing, by which nothing moves. */
static bool describes(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    int unused;
    bool amount = figure->kind == QC_KIND_QUANTITY || figure->kind == QC_KIND_MONEY;
    const uint32_t others = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_ADVERB | QC_WORD_AUXILIARY |
                            QC_WORD_PRONOUN | QC_WORD_DETERMINER | QC_WORD_TIME_UNIT;
    bool noun = i + 1 < tokens->count && !qc_tokens_has(tokens, i + 1, QC_TRAIT_MARK | QC_TRAIT_MENTION) &&
                !(qc_tokens_classes(tokens, i + 1) & others);
    return amount && noun && !qc_marker_noun_behind(tokens, i) &&
           qc_tokens_article(tokens, qc_marker_before_hedge(tokens, i, &unused));
}

/* The role that the words before the figure say; false where they say none. */
static bool role_before(const qc_tokens *tokens, size_t i, qc_mention *figure)
{
    int hedge_move;
    size_t marker = qc_marker_find(tokens, i, &hedge_move);
    if (hedge_move)
        return set_role(figure, QC_ROLE_LEVEL, hedge_move);
    if (is_on_top(tokens, i))
        return set_role(figure, QC_ROLE_CHANGE, 1);
    if (describes(tokens, i, figure) && qc_tokens_verb(tokens, marker))
        return false;
    return marker != QC_NO_TOKEN && role_of_marker(tokens, marker, figure);
}

/* "2 ppb below the limit", "3% cheaper than its rivals": a distance from a norm or from others, no move. */
static bool is_distance(const qc_tokens *tokens, size_t comparison)
{
    enum { NORM_REACH = 6 };
    if (!(tokens->senses & QC_SENSE_NORM))
        return false;
    for (size_t i = comparison + 1; i <= comparison + NORM_REACH && i < tokens->count; i++) {
        if (qc_tokens_at(tokens, i)->mark || qc_tokens_figure(tokens, i))
            return false;
        if (qc_tokens_senses(tokens, i) & QC_SENSE_NORM)
            return true;
    }
    return false;
}

/* "203 points, or 0.9%, higher", "203 points (0.9%) higher": the token behind the same change in another measure. */
static size_t behind_aside(const qc_tokens *tokens, size_t i)
{
    size_t inner = qc_tokens_is(tokens, i + 2, QC_KEY_OR) ? i + 3 : i + 2;
    uint8_t close = qc_tokens_mark(tokens, i + 1, '(') ? ')' : ',';
    bool aside = (inner == i + 3 && qc_tokens_mark(tokens, i + 1, ',')) || close == ')';
    return aside && qc_tokens_figure(tokens, inner) && qc_tokens_mark(tokens, inner + 1, close) ? inner + 2 : i + 1;
}

/* "40% higher", "3 Mt more than", "9 Bcf above", "a 5% drop": the role that the words behind the figure say. */
static bool role_behind(const qc_tokens *tokens, size_t i, qc_mention *figure)
{
    size_t behind = behind_aside(tokens, i);
    uint32_t senses = qc_tokens_senses(tokens, behind);
    /* "2,100 up 14 points": what moved by the next figure is a level. */
    if (qc_tokens_is_any(tokens, behind, QC_KEY_BIT(UP) | QC_KEY_BIT(DOWN)) && qc_tokens_figure(tokens, behind + 1))
        senses = 0;
    int move = (senses & QC_SENSE_MORE ? 1 : 0) - (senses & QC_SENSE_LESS ? 1 : 0);
    if (move && is_distance(tokens, behind))
        return false;
    if (!move)
        move = qc_marker_noun_behind(tokens, i);
    return move && set_role(figure, QC_ROLE_CHANGE, move);
}

/* The figure that "or", "and" or a bracket joins to figure `i`, over a date or a basis between them; NULL if there is
 * none. What "and" joins is of one kind. */
static const qc_mention *joined_before(const qc_tokens *tokens, size_t i)
{
    int unused;
    size_t j = qc_marker_before_hedge(tokens, i, &unused);
    while (qc_tokens_article(tokens, j) || qc_tokens_article(tokens, j - 1) ||
           qc_tokens_senses(tokens, j) & QC_SENSE_RECORD)
        j--;
    bool listed = qc_tokens_mark(tokens, j, ',') && qc_tokens_date(tokens, j - 1); /* "5% in May, 6% in June" */
    bool adds = listed || qc_tokens_is(tokens, j, QC_KEY_AND);
    if (!adds && !qc_tokens_mark(tokens, j, '(') && !qc_tokens_is(tokens, j, QC_KEY_OR))
        return NULL;
    j -= qc_tokens_mark(tokens, j - 1, ',') ? 2 : 1;
    if (qc_tokens_date(tokens, j))
        j -= qc_tokens_classes(tokens, j - 1) & QC_WORD_PREPOSITION ? 2 : 1;
    j -= qc_basis_length(tokens, j); /* "3% on the month and 5% on the year" */
    const qc_mention *other = qc_tokens_figure(tokens, j);
    return other && adds && other->kind != qc_tokens_mention(tokens, i)->kind ? NULL : other;
}

/* "$1.2bn (2022: $980m)": what stands in brackets behind an earlier date than that of the level before. */
static bool is_noted_before(const qc_tokens *tokens, size_t i)
{
    size_t note = qc_marker_note(tokens, i), last = note;
    if (note == QC_NO_TOKEN || !has_level_before(tokens, note))
        return false;
    while (last-- > 0 && !(qc_tokens_date(tokens, last) && !qc_tokens_mark(tokens, last + 1, ':'))) {
    }
    const qc_mention *date = qc_tokens_date(tokens, last);
    return !date || date->period_start > qc_tokens_date(tokens, note)->period_start;
}

/* The figure whose role figure `i` shares: the amount in another unit, level or not, else a change that it is joined
 * to; NULL: none. "$2, or 3%", "40,000 in June and 9,000 a year ago". */
static const qc_mention *lends_role(const qc_tokens *tokens, size_t i)
{
    if (qc_tokens_at(tokens, i)->part == 0)
        return false; /* brackets and joints part the sentence */
    size_t converted = qc_marker_converted(tokens, i);
    const qc_mention *other = converted == QC_NO_TOKEN ? NULL : qc_tokens_figure(tokens, converted);
    if (other && other->role != QC_ROLE_SHARE)
        return other;
    other = joined_before(tokens, i);
    return other && other->role != QC_ROLE_LEVEL ? other : NULL;
}

/* The role that a note or another figure gives. */
static bool role_beside(const qc_tokens *tokens, size_t i, qc_mention *figure)
{
    if (is_noted_before(tokens, i))
        return set_role(figure, QC_ROLE_PREVIOUS, 0);
    const qc_mention *other = lends_role(tokens, i);
    return other && set_role(figure, (qc_role)other->role, other->direction);
}

/* "the share of gas was 20%". */
static bool follows_share(const qc_tokens *tokens, size_t i)
{
    enum { SHARE_REACH = 6 };
    for (size_t j = i; j-- > 0 && i - j <= SHARE_REACH && !qc_tokens_figure(tokens, j);)
        if (qc_tokens_is(tokens, j, QC_KEY_SHARE))
            return true;
    return false;
}

/* "-0.6% m/m", "+70 Bcf w/w": a figure with a sign and a basis says by how much. */
static bool role_signed(const qc_tokens *tokens, size_t i, qc_mention *figure)
{
    uint8_t sign = qc_at(&tokens->work->view, figure->start), before = qc_at(&tokens->work->view, figure->start - 1);
    bool plus = sign == '+' || before == '+', minus = figure->number.negative;
    if (!(plus || minus) || !qc_basis_follows(tokens, i))
        return false;
    return set_role(figure, QC_ROLE_CHANGE, plus ? 1 : -1);
}

static bool is_share(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    if (figure->kind != QC_KIND_PERCENT || figure->dimension != QC_DIMENSION_RATIO)
        return false;
    bool part = figure->rule == QC_RULE_PERCENT_FRACTION && qc_tokens_classes(tokens, i + 1) & QC_WORD_DETERMINER;
    return part || qc_tokens_is(tokens, i + 1, QC_KEY_OF) || follows_share(tokens, i);
}

/* "doubled", "halved" say the way themselves, "rose fourfold" says it before. */
static int move_of_multiple(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    const qc_word *word = qc_lexicon_word(&tokens->work->view, (qc_span){figure->start, figure->end});
    int own = word ? (word->classes & QC_WORD_CHANGE_UP ? 1 : 0) - (word->classes & QC_WORD_CHANGE_DOWN ? 1 : 0) : 0;
    return own ? own : qc_tokens_move(tokens, i - 1);
}

/* `moves`: some word of the sentence can say a move. */
static void find_role(const qc_tokens *tokens, size_t i, qc_mention *figure, bool moves)
{
    if (figure->rule == QC_RULE_COUNT_MULTIPLE)
        set_role(figure, QC_ROLE_CHANGE, move_of_multiple(tokens, i, figure));
    else if (!(moves && (role_before(tokens, i, figure) || role_behind(tokens, i, figure))) &&
             !role_signed(tokens, i, figure) && !role_beside(tokens, i, figure))
        figure->role = is_share(tokens, i, figure) ? QC_ROLE_SHARE : QC_ROLE_LEVEL;
}

/* Can a word of these tokens say a move, or a level that is left? */
static bool any_moves(const qc_tokens *tokens)
{
    const uint32_t senses = QC_SENSE_COMPARE | QC_SENSE_ADDITIONAL | QC_SENSE_MORE | QC_SENSE_LESS;
    return qc_tokens_change(tokens) || tokens->senses & senses || tokens->keys & QC_KEY_BIT(FROM);
}

bool qc_role_relate(const qc_tokens *tokens)
{
    bool moves = any_moves(tokens), moved = false;
    for (size_t n = 0; n < tokens->figure_count; n++) {
        qc_mention *figure = qc_tokens_mention(tokens, tokens->figures[n]);
        find_role(tokens, tokens->figures[n], figure, moves);
        moved |= figure->role == QC_ROLE_CHANGE || figure->role == QC_ROLE_PREVIOUS;
    }
    return moved;
}

/* The first token behind figure `i` that says a move or a comparison. */
static size_t find_behind(const qc_tokens *tokens, size_t i)
{
    size_t j = i + 1;
    while (j < tokens->count && !(qc_tokens_senses(tokens, j) & (QC_SENSE_MORE | QC_SENSE_LESS)) &&
           !qc_tokens_move(tokens, j))
        j++;
    return j;
}

/* Asks in the order of find_role, of a copy of the figure. */
void qc_role_explain(const qc_tokens *tokens, size_t i)
{
    qc_mention *figure = qc_tokens_figure(tokens, i);
    int hedge_move;
    if (!figure || figure->rule == QC_RULE_COUNT_MULTIPLE)
        return;
    qc_mention copy = *figure;
    size_t marker = qc_marker_find(tokens, i, &hedge_move);
    if (hedge_move) {
        qc_cue_set(figure, QC_CUE_DIRECTION, qc_cue_get(figure, QC_CUE_COMPARISON));
    } else if (is_on_top(tokens, i)) {
        qc_tokens_cue(tokens, qc_marker_before_hedge(tokens, i, &hedge_move), QC_CUE_ROLE, figure);
    } else if (marker != QC_NO_TOKEN && role_of_marker(tokens, marker, &copy)) {
        qc_tokens_cue(tokens, marker, QC_CUE_ROLE, figure);
        qc_tokens_cue(tokens, find_mover(tokens, marker), QC_CUE_DIRECTION, figure);
    } else if (role_behind(tokens, i, &copy)) {
        qc_tokens_cue(tokens, find_behind(tokens, i), QC_CUE_DIRECTION, figure);
    } else if (role_signed(tokens, i, &copy)) {
        return; /* the sign is in the value */
    } else if (is_noted_before(tokens, i)) {
        qc_tokens_cue(tokens, qc_marker_note(tokens, i), QC_CUE_ROLE, figure);
    } else if (lends_role(tokens, i)) {
        const qc_mention *other = lends_role(tokens, i);
        qc_cue_set(figure, QC_CUE_ROLE, qc_cue_get(other, QC_CUE_ROLE));
        qc_cue_set(figure, QC_CUE_DIRECTION, qc_cue_get(other, QC_CUE_DIRECTION));
    } else if (is_share(tokens, i, figure)) {
        qc_tokens_cue(tokens, i + 1, QC_CUE_ROLE, figure);
    }
}
