/* Role, direction, basis and link: what moved, by how much, from where, to where.
 *
 * In: the tokens of a sentence. Out: these columns of its figures. The word before a figure decides first ("by", "to",
 * "from", a verb of change), then the word behind it ("higher", "increase", "of"), else it is a level.
 */
#include "relate.h"

enum {
    NONE = -1,
    MARKER_REACH = 8, /* tokens between a figure and the word that says its role */
    MOVER_REACH = 14, /* tokens between that word and the verb of change */
    NOUN_REACH = 4    /* tokens between a figure and a noun of change behind it: "a 2.99% council tax rise" */
};

typedef struct scene {
    const qc_work *work;
    const qc_tokens *tokens;
} scene;

static const qc_token *token_at(const scene *scene, int i)
{
    return i >= 0 && (size_t)i < scene->tokens->count ? &scene->tokens->at[i] : NULL;
}

static qc_mention *figure_at(const scene *scene, int i)
{
    const qc_token *token = token_at(scene, i);
    return token ? qc_token_figure(scene->work, token) : NULL;
}

static bool word_is(const scene *scene, int i, const char *word)
{
    const qc_token *token = token_at(scene, i);
    return token && qc_token_is(&scene->work->view, token, word);
}

static bool has_sense(const scene *scene, int i, uint32_t senses)
{
    const qc_token *token = token_at(scene, i);
    return token && qc_token_senses(token) & senses;
}

static bool has_class(const scene *scene, int i, uint32_t classes)
{
    const qc_token *token = token_at(scene, i);
    return token && qc_token_classes(token) & classes;
}

/* The move that a token says; "doubled" and "halved" are mentions, and moves. */
static int move_at(const scene *scene, int i)
{
    const qc_token *token = token_at(scene, i);
    if (!token)
        return 0;
    const qc_mention *mention = qc_token_figure(scene->work, token);
    if (mention)
        return mention->rule == QC_RULE_COUNT_MULTIPLE ? mention->direction : 0;
    return qc_token_move(token);
}

/* Words that may stand between a figure and the word that says its role: "to a record", "of the additional". */
static bool is_filler(const scene *scene, int i)
{
    const qc_token *token = token_at(scene, i);
    if (token->mark)
        return qc_is_quote(token->mark) || qc_is_currency(token->mark);
    if (has_sense(scene, i, QC_SENSE_RECORD | QC_SENSE_LEVEL_NOUN))
        return true;
    if (has_class(scene, i, QC_WORD_DETERMINER | QC_WORD_ADJECTIVE | QC_WORD_ADVERB) && !move_at(scene, i))
        return true;
    bool after_article = word_is(scene, i - 1, "a") || word_is(scene, i - 1, "an");
    return word_is(scene, i, "a") || word_is(scene, i, "an") || (!token->word && token->mention < 0 && after_article);
}

/* "a high of $90", "an average of": the level noun and its "of" say nothing of the role. */
static bool is_level_of(const scene *scene, int i)
{
    return word_is(scene, i, "of") && has_sense(scene, i - 1, QC_SENSE_LEVEL_NOUN);
}

/* The first token before the hedge of the figure at `i`; `*moves` is the move of a hedge like "climbed above". */
static int before_hedge(const scene *scene, int i, int *moves)
{
    size_t start = token_at(scene, i)->start;
    qc_hedge_match hedge;
    size_t end = qc_skip_space_back(&scene->work->view, start);
    if (qc_lexicon_hedge_before(&scene->work->view, end, &hedge))
        start = hedge.start;
    int j = i - 1;
    for (*moves = 0; j >= 0 && token_at(scene, j)->start >= start; j--)
        *moves = move_at(scene, j) ? move_at(scene, j) : *moves;
    return j;
}

/* The token before figure `i` that says its role, or NONE. */
static int find_marker(const scene *scene, int i, int *hedge_move)
{
    uint8_t clause = token_at(scene, i)->clause;
    int j = before_hedge(scene, i, hedge_move);
    for (; j >= 0 && j >= i - MARKER_REACH && token_at(scene, j)->clause == clause; j--) {
        if (word_is(scene, j, "of") && move_at(scene, j - 1))
            return j - 1;
        if (is_level_of(scene, j) || is_filler(scene, j))
            continue;
        return j;
    }
    return NONE;
}

/* The nearest word of change before token `i`, in its clause or the one before it ("rose in May, to 5"). */
static int find_mover(const scene *scene, int i)
{
    int farthest = i - MOVER_REACH;
    for (int j = i; j >= 0 && j >= farthest && token_at(scene, j)->clause == token_at(scene, i)->clause; j--)
        if (move_at(scene, j))
            return j;
    return NONE;
}

static bool has_level_before(const scene *scene, int i)
{
    for (int j = i - 1; j >= 0; j--) {
        const qc_mention *figure = figure_at(scene, j);
        if (figure && figure->role == QC_ROLE_LEVEL)
            return true;
    }
    return false;
}

static void set_role(qc_mention *figure, qc_role role, int move)
{
    figure->role = (uint8_t)role;
    figure->direction = (int8_t)move;
}

/* "compared with X", "against X", "versus X", "from X": what it was before. */
static bool marks_previous(const scene *scene, int marker)
{
    if (word_is(scene, marker, "with") || word_is(scene, marker, "to"))
        return has_sense(scene, marker - 1, QC_SENSE_COMPARE);
    if (word_is(scene, marker, "from"))
        return find_mover(scene, marker) != NONE || has_level_before(scene, marker);
    return has_sense(scene, marker, QC_SENSE_COMPARE) && has_level_before(scene, marker);
}

/* "an additional 10% tariff": it comes on top. */
static bool is_on_top(const scene *scene, int i)
{
    int unused, j = before_hedge(scene, i, &unused);
    return has_sense(scene, j, QC_SENSE_ADDITIONAL);
}

/* The role that the word before the figure says; false where it says none. */
static bool role_before(const scene *scene, int i, qc_mention *figure)
{
    int hedge_move;
    int marker = find_marker(scene, i, &hedge_move);
    if (hedge_move)
        return set_role(figure, QC_ROLE_LEVEL, hedge_move), true;
    if (is_on_top(scene, i))
        return set_role(figure, QC_ROLE_CHANGE, 1), true;
    if (marker == NONE)
        return false;
    if (marks_previous(scene, marker))
        return set_role(figure, QC_ROLE_PREVIOUS, 0), true;
    int mover = find_mover(scene, marker);
    int move = mover == NONE ? 0 : move_at(scene, mover);
    if (move_at(scene, marker))
        return set_role(figure, has_sense(scene, marker, QC_SENSE_REACH) ? QC_ROLE_LEVEL : QC_ROLE_CHANGE, move), true;
    if (word_is(scene, marker, "by") && move)
        return set_role(figure, QC_ROLE_CHANGE, move), true;
    if (word_is(scene, marker, "to") || word_is(scene, marker, "at"))
        return set_role(figure, QC_ROLE_LEVEL, move), true;
    return false;
}

/* "40% higher", "18 mmt more than", "21 Bcf above": how far the figure is from something else. */
static int comparative_at(const scene *scene, int i)
{
    return (has_sense(scene, i, QC_SENSE_MORE) ? 1 : 0) - (has_sense(scene, i, QC_SENSE_LESS) ? 1 : 0);
}

/* The noun of change behind the figure, among at most a few other nouns: "a 5% drop", "a 2.99% council tax rise". */
static int noun_of_change_behind(const scene *scene, int i)
{
    enum { BREAKS = QC_WORD_PREPOSITION | QC_WORD_VERB | QC_WORD_AUXILIARY | QC_WORD_CONJUNCTION | QC_WORD_PRONOUN };
    for (int j = i + 1; j <= i + NOUN_REACH; j++) {
        const qc_token *token = token_at(scene, j);
        if (!token || token->mark || token->mention >= 0)
            return 0;
        if (has_sense(scene, j, QC_SENSE_NOUN) && move_at(scene, j))
            return move_at(scene, j);
        if (has_class(scene, j, BREAKS))
            return 0;
    }
    return 0;
}

/* The role that the words behind the figure say; false where they say none. */
static bool role_behind(const scene *scene, int i, qc_mention *figure)
{
    int move = comparative_at(scene, i + 1);
    if (!move)
        move = noun_of_change_behind(scene, i);
    if (move)
        set_role(figure, QC_ROLE_CHANGE, move);
    return move != 0;
}

/* The figure that "or", "and" or a bracket joins to figure `i`, over a date between them; NONE if there is none. */
static int joined_before(const scene *scene, int i)
{
    int unused, j = before_hedge(scene, i, &unused);
    while (j >= 0 && (word_is(scene, j, "a") || word_is(scene, j, "an") || word_is(scene, j - 1, "a") || word_is(scene, j - 1, "an") ||
                      has_sense(scene, j, QC_SENSE_RECORD)))
        j--;
    const qc_token *joint = token_at(scene, j);
    if (!joint || !(joint->mark == '(' || word_is(scene, j, "or") || word_is(scene, j, "and")))
        return NONE;
    j--;
    if (token_at(scene, j) && token_at(scene, j)->mark == ',')
        j--;
    if (token_at(scene, j) && qc_token_date(scene->work, token_at(scene, j)))
        j -= has_class(scene, j - 1, QC_WORD_PREPOSITION) ? 2 : 1;
    return figure_at(scene, j) ? j : NONE;
}

/* "$1.20, or 1.5%", "277,000 in April and 33,000 a year ago": what is joined to a figure has its role. */
static bool role_beside(const scene *scene, int i, qc_mention *figure)
{
    int j = joined_before(scene, i);
    if (j == NONE || figure_at(scene, j)->role == QC_ROLE_LEVEL)
        return false;
    set_role(figure, (qc_role)figure_at(scene, j)->role, figure_at(scene, j)->direction);
    return true;
}

static bool is_share(const scene *scene, int i, const qc_mention *figure)
{
    bool part = word_is(scene, i + 1, "of") || (figure->rule == QC_RULE_PERCENT_FRACTION && has_class(scene, i + 1, QC_WORD_DETERMINER));
    return figure->kind == QC_KIND_PERCENT && figure->dimension == QC_DIMENSION_RATIO && part;
}

static void find_role(const scene *scene, int i, qc_mention *figure)
{
    if (figure->rule == QC_RULE_COUNT_MULTIPLE) {
        figure->role = QC_ROLE_CHANGE;
        return;
    }
    if (role_before(scene, i, figure) || role_behind(scene, i, figure) || role_beside(scene, i, figure))
        return;
    if (is_share(scene, i, figure))
        figure->role = QC_ROLE_SHARE;
}

static bool is_plain_percent(const qc_mention *figure)
{
    return figure->kind == QC_KIND_PERCENT && figure->unit_flags == 0 && figure->rule != QC_RULE_PERCENT_POINT;
}

/* A change and a previous can only lead to a level of their own kind; a percentage leads to anything else. */
static bool fits(const qc_mention *figure, const qc_mention *level)
{
    if (level->role != QC_ROLE_LEVEL || level->rule == QC_RULE_COUNT_MULTIPLE)
        return false;
    if (figure->rule == QC_RULE_COUNT_MULTIPLE)
        return true;
    if (figure->role == QC_ROLE_CHANGE && is_plain_percent(figure))
        return true;
    if (level->kind == QC_KIND_COUNT || figure->kind == QC_KIND_COUNT)
        return true;
    return level->kind == figure->kind && level->dimension == figure->dimension;
}

/* Does "to" or "at" lead to the level at `i`? */
static bool is_led_to(const scene *scene, int i)
{
    int hedge_move;
    int marker = find_marker(scene, i, &hedge_move);
    return hedge_move || word_is(scene, marker, "to") || word_is(scene, marker, "at");
}

/* The level to the right that a change leads to: no other verb of change may come between. */
static int level_behind(const scene *scene, int i, const qc_mention *figure)
{
    for (int j = i + 1; token_at(scene, j); j++) {
        const qc_mention *other = figure_at(scene, j);
        if (other && fits(figure, other) && is_led_to(scene, j))
            return token_at(scene, j)->mention;
        bool left = token_at(scene, j)->clause != token_at(scene, i)->clause;
        if (token_at(scene, j)->mark == ';' || (left && move_at(scene, j)))
            return NONE;
    }
    return NONE;
}

static int level_before(const scene *scene, int i, const qc_mention *figure)
{
    for (int j = i - 1; j >= 0; j--) {
        const qc_mention *other = figure_at(scene, j);
        bool both_percent = other && figure->role == QC_ROLE_CHANGE && is_plain_percent(figure) && is_plain_percent(other);
        if (other && fits(figure, other) && !both_percent)
            return token_at(scene, j)->mention;
        if (token_at(scene, j)->mark == ';')
            return NONE;
        if (figure->role == QC_ROLE_CHANGE && word_is(scene, j, "and") && token_at(scene, j)->clause != token_at(scene, i)->clause)
            return NONE;
    }
    return NONE;
}

/* "up 5%", "down 6%" behind its level: the adverb looks back, unless "at" follows ("up 3% at 82.40"). */
static bool looks_back(const scene *scene, int i)
{
    bool adverb = word_is(scene, i - 1, "up") || word_is(scene, i - 1, "down");
    return adverb && !word_is(scene, i + 1, "at") && !word_is(scene, i + 1, "to");
}

/* A noun of change behind the figure ("a 5% drop") leads back to a level only in apposition: "$5bn, a 5% drop". */
static bool stands_alone(const scene *scene, int i)
{
    int unused, j = before_hedge(scene, i, &unused);
    bool apposed = word_is(scene, j, "a") && token_at(scene, j - 1) && token_at(scene, j - 1)->mark == ',';
    return noun_of_change_behind(scene, i) && !apposed;
}

/* "Stocks were 2,892 Bcf. This is a decrease of 223 Bcf": the last level of the sentence before, in the very same unit. */
static int level_of_last_sentence(const scene *scene, const qc_mention *figure)
{
    const qc_work *work = scene->work;
    if (figure->kind != QC_KIND_QUANTITY || scene->tokens->first == 0)
        return NONE;
    size_t sentence = qc_sentence_find(&work->sentences, figure->start, 0);
    for (size_t i = scene->tokens->first; i-- > 0;) {
        const qc_mention *level = &work->mentions[i];
        if (sentence == 0 || level->start < work->sentences.starts[sentence - 1])
            return NONE;
        if (level->role == QC_ROLE_LEVEL && level->kind == figure->kind && level->unit == figure->unit && level->per == figure->per)
            return (int)i;
    }
    return NONE;
}

static void find_link(const scene *scene, int i, qc_mention *figure)
{
    if (figure->role != QC_ROLE_CHANGE && figure->role != QC_ROLE_PREVIOUS)
        return;
    bool back = figure->role == QC_ROLE_PREVIOUS || looks_back(scene, i);
    int level = back ? level_before(scene, i, figure) : level_behind(scene, i, figure);
    if (level == NONE && back)
        level = level_behind(scene, i, figure);
    else if (level == NONE && !stands_alone(scene, i))
        level = level_before(scene, i, figure);
    figure->link = level == NONE && figure->role == QC_ROLE_CHANGE ? level_of_last_sentence(scene, figure) : level;
}

static qc_basis basis_of_length(uint8_t time_unit)
{
    switch (time_unit) {
    case QC_TIME_YEAR: return QC_BASIS_YEAR_ON_YEAR;
    case QC_TIME_QUARTER: return QC_BASIS_QUARTER_ON_QUARTER;
    case QC_TIME_MONTH: return QC_BASIS_MONTH_ON_MONTH;
    case QC_TIME_WEEK: return QC_BASIS_WEEK_ON_WEEK;
    default: return QC_BASIS_NONE;
    }
}

/* The first length of time among the words of a span: "a year earlier", "year-on-year", "the previous week". */
static qc_basis basis_of_span(const qc_view *view, size_t start, size_t end)
{
    for (size_t at = start; at < end;) {
        qc_span word = qc_word_at(view, at);
        const qc_word *entry = word.end > word.start ? qc_lexicon_word(view, word) : NULL;
        if (entry && entry->classes & QC_WORD_TIME_UNIT && basis_of_length(entry->time_unit))
            return basis_of_length(entry->time_unit);
        at = word.end > at ? word.end : at + 1;
    }
    return QC_BASIS_NONE;
}

/* Letters that stand for a comparison by themselves. */
static qc_basis basis_of_sign(const scene *scene, int i)
{
    static const struct { const char *sign; qc_basis basis; } signs[] = {
        {"y/y", QC_BASIS_YEAR_ON_YEAR},    {"yoy", QC_BASIS_YEAR_ON_YEAR},      {"y-o-y", QC_BASIS_YEAR_ON_YEAR},
        {"q/q", QC_BASIS_QUARTER_ON_QUARTER}, {"qoq", QC_BASIS_QUARTER_ON_QUARTER}, {"m/m", QC_BASIS_MONTH_ON_MONTH},
        {"mom", QC_BASIS_MONTH_ON_MONTH},  {"w/w", QC_BASIS_WEEK_ON_WEEK},      {"wow", QC_BASIS_WEEK_ON_WEEK},
    };
    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
        if (word_is(scene, i, signs[s].sign))
            return signs[s].basis;
    return QC_BASIS_NONE;
}

/* Is the token a compound like year-on-year, month-over-month? */
static bool is_on_compound(const scene *scene, int i)
{
    const qc_token *token = token_at(scene, i);
    const qc_view *view = &scene->work->view;
    qc_span first = qc_word_at(view, token->start);
    if (token->mark || token->mention >= 0 || qc_at(view, first.end) != '-')
        return false;
    qc_span middle = qc_word_at(view, first.end + 1);
    return qc_span_is(view, middle, "on") || qc_span_is(view, middle, "over");
}

/* What a change is measured against, from the words behind it up to the next figure. */
static qc_basis basis_at(const scene *scene, int i)
{
    const qc_token *token = token_at(scene, i);
    const qc_view *view = &scene->work->view;
    if (basis_of_sign(scene, i))
        return basis_of_sign(scene, i);
    if (is_on_compound(scene, i))
        return basis_of_span(view, token->start, token->end);
    bool against = word_is(scene, i - 1, "from") || word_is(scene, i - 1, "than") || word_is(scene, i - 1, "on") ||
                   word_is(scene, i - 1, "over") || word_is(scene, i - 1, "with") || word_is(scene, i - 1, "of") ||
                   word_is(scene, i - 1, "the");
    if (!against)
        return QC_BASIS_NONE;
    if (qc_token_date(scene->work, token))
        return basis_of_span(view, token->start, token->end);
    bool on_the = word_is(scene, i - 1, "the") && word_is(scene, i - 2, "on");
    return on_the && has_class(scene, i, QC_WORD_TIME_UNIT) ? basis_of_length(token->word->time_unit) : QC_BASIS_NONE;
}

static void find_basis(const scene *scene, int i, qc_mention *figure)
{
    enum { BASIS_REACH = 12 };
    if (figure->role != QC_ROLE_CHANGE)
        return;
    int figures = 0;
    for (int j = i + 1; token_at(scene, j) && j <= i + BASIS_REACH && figures < 2 && figure->basis == QC_BASIS_NONE; j++) {
        figures += figure_at(scene, j) != NULL;
        figure->basis = (uint8_t)basis_at(scene, j);
    }
}

void qc_change_relate(const qc_work *work, const qc_tokens *tokens)
{
    scene scene = {work, tokens};
    int count = (int)tokens->count;
    for (int i = 0; i < count; i++)
        if (figure_at(&scene, i))
            find_role(&scene, i, figure_at(&scene, i));
    for (int i = 0; i < count; i++) {
        qc_mention *figure = figure_at(&scene, i);
        if (!figure)
            continue;
        find_link(&scene, i, figure);
        find_basis(&scene, i, figure);
    }
}
