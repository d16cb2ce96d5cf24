/* The time that a figure is about.
 *
 * In: the tokens of a sentence, its dates resolved. Out: period and period_row of its figures. The date of the figure's
 * own clause wins, the nearest behind it before the nearest in front; dates of publication, of contracts and of
 * comparison give no period. Granularity follows the date.
 */
#include "markers.h"
#include "period_rules.h"
#include "relate.h"

#include <string.h>

enum {
    WORST = 1000,        /* no date costs more */
    OTHER_CLAUSE = 30,   /* what a date of another clause costs, in tokens */
    FIGURE_BETWEEN = 12, /* what another figure between costs */
    BEFORE_FIGURE = 3,   /* a date in front is a little farther than one behind */
    DATE_REACH = 60,     /* tokens between a figure and its date */
    OWNER_REACH = 3,     /* tokens between "last year's" and its figure */
    SINCE_REACH = 6,     /* tokens between "since" and its date */
    DATELINE_REACH = 80  /* characters from the start of the text or paragraph to the date of a dateline */
};

/* "said on Monday", "on Tuesday reported": when it was said, which is a day. */
static bool is_of_speech(const qc_tokens *tokens, size_t i)
{
    size_t before = i - 1;
    if (qc_tokens_date(tokens, i)->granularity != QC_GRANULARITY_DAY)
        return false;
    if (qc_tokens_is(tokens, before, QC_KEY_ON) || qc_tokens_is(tokens, before, QC_KEY_LATE) ||
        qc_tokens_is(tokens, before, QC_KEY_IN))
        before--;
    return qc_tokens_senses(tokens, before) & QC_SENSE_SPEECH || qc_tokens_senses(tokens, i + 1) & QC_SENSE_SPEECH;
}

/* "for July delivery", "the May contract", "Brent for August", "notes due 2034": what is traded, not when. */
static bool is_of_contract(const qc_tokens *tokens, size_t i)
{
    bool named = (qc_tokens_senses(tokens, i + 1) | qc_tokens_senses(tokens, i + 2)) & QC_SENSE_CONTRACT;
    return named || qc_tokens_spells(tokens, i - 1, "due") ||
           qc_tense_is_contract(tokens->work, qc_tokens_date(tokens, i));
}

/* "from a year earlier", "than in 2022": what a change is compared with. */
static bool is_of_comparison(const qc_tokens *tokens, size_t i)
{
    size_t before = i - 1;
    /* "from May", and "From January through May, exports …": nothing stands before that could be compared. */
    if (qc_tokens_is(tokens, before, QC_KEY_FROM) &&
        (before == 0 || qc_tokens_date(tokens, i)->flags & QC_FLAG_OPEN_END))
        return false;
    if (qc_tokens_is(tokens, before, QC_KEY_THE) && qc_tokens_is(tokens, before - 1, QC_KEY_ON))
        return true;
    const qc_view *view = &tokens->work->view;
    if (qc_tokens_is(tokens, before, QC_KEY_OF) &&
        qc_span_is(view, qc_word_at(view, qc_tokens_at(tokens, i)->start), "a"))
        return true; /* "double the figure of a year before" */
    if (qc_tokens_is(tokens, before, QC_KEY_ON) && qc_tokens_date(tokens, i)->granularity >= QC_GRANULARITY_MONTH)
        return true; /* "a rise on 2022" */
    /* "4% below the 2022 level", "from their 2022 peak", but "lower in the 2022 season" */
    bool the = qc_tokens_classes(tokens, before) & QC_WORD_DETERMINER || qc_tokens_is(tokens, before, QC_KEY_THE);
    before -= the;
    bool in = qc_tokens_is_any(tokens, before, QC_KEY_BIT(IN) | QC_KEY_BIT(OF));
    before -= in;
    uint32_t against = QC_SENSE_AGAINST | (the && !in ? QC_SENSE_MORE | QC_SENSE_LESS : 0);
    return qc_tokens_senses(tokens, before) & against;
}

/* "its highest since the crisis of 2008": since when something is so. */
static bool is_of_since(const qc_tokens *tokens, size_t i)
{
    for (size_t before = i; before-- > 0 && i - before <= SINCE_REACH && !qc_tokens_figure(tokens, before);)
        if (qc_tokens_is(tokens, before, QC_KEY_SINCE))
            return true;
    return false;
}

/* Can a dateline go up to token `i`: at the head of the text, or from a name that begins a paragraph? */
static bool may_be_dateline(const qc_tokens *tokens, size_t i)
{
    size_t start = qc_tokens_at(tokens, 0)->start;
    if (qc_tokens_at(tokens, i)->start <= DATELINE_REACH)
        return true;
    bool named = i > 0 && !(qc_tokens_classes(tokens, 0) & QC_WORD_PREPOSITION);
    return named && qc_tokens_at(tokens, i)->start - start <= DATELINE_REACH &&
           qc_at(&tokens->work->view, start - 1) == '\n';
}

/* "LONDON, March 4 -": the date of a dateline, behind nothing but names, before the dash or colon that ends it. */
static bool is_of_dateline(const qc_tokens *tokens, size_t i)
{
    if (!may_be_dateline(tokens, i))
        return false;
    for (size_t before = 0; before < i; before++)
        if (!qc_tokens_at(tokens, before)->mark &&
            !qc_is_upper(qc_at(&tokens->work->view, qc_tokens_at(tokens, before)->start)))
            return false;
    for (size_t behind = i + 1; behind < tokens->count && behind <= i + 4; behind++) {
        uint8_t mark = qc_tokens_at(tokens, behind)->mark;
        if (qc_is_dash(mark) || mark == ':')
            return true;
        if (mark != '(' && mark != ')' && mark != '.' &&
            !qc_is_upper(qc_at(&tokens->work->view, qc_tokens_at(tokens, behind)->start)))
            return false;
    }
    return false;
}

/* "a goal set for 2030", "the record set in 2019": the date is of what the figure is held against. */
static bool is_of_mark(const qc_tokens *tokens, size_t i)
{
    if (!qc_tokens_is_any(tokens, i - 1, QC_KEY_BIT(IN) | QC_KEY_BIT(FOR) | QC_KEY_BIT(ON)) ||
        !qc_tokens_verb(tokens, i - 2))
        return false;
    return qc_tokens_senses(tokens, i - 3) & (QC_SENSE_TARGET | QC_SENSE_RECORD | QC_SENSE_LEVEL_NOUN);
}

/* Does token `i` stand in brackets? */
static bool is_bracketed(const qc_tokens *tokens, size_t i)
{
    enum { BRACKET_REACH = 12 };
    for (size_t j = i; j-- > 0 && i - j <= BRACKET_REACH && qc_tokens_at(tokens, j)->mark != ')';)
        if (qc_tokens_at(tokens, j)->mark == '(')
            return true;
    return false;
}

/* Does token `i` part clauses so that the one behind it has no date from the one before: a conjunction, ", adding
 * that"? */
static bool parts_dates(const qc_tokens *tokens, size_t i)
{
    bool reports = qc_tokens_mark(tokens, i, ',') && qc_tokens_senses(tokens, i + 1) & QC_SENSE_SPEECH &&
                   qc_tokens_ing(tokens, i + 1);
    return reports || qc_tokens_senses(tokens, i) & QC_SENSE_CLAUSE;
}

/* May a date of another clause be the period of a figure? Only one in front, and no conjunction may hang the clauses of
 * either on another ("exports fell, as the firm sees a drop in 2031"). */
static bool is_within_reach(const qc_tokens *tokens, size_t f, size_t d)
{
    bool inset = qc_tokens_clause(tokens, d) > qc_tokens_clause(tokens, f); /* "output, which fell in May, rose" */
    if (d > f || inset || is_bracketed(tokens, d))
        return false;
    for (size_t i = d; i < f; i++)
        if (qc_tokens_clause(tokens, i) != qc_tokens_clause(tokens, i + 1) && parts_dates(tokens, i + 1))
            return false;
    return true;
}

/* A quantity that only describes a thing ("a 300-seat plane", "a ten-acre park") is of no time. */
static bool is_attributive(const qc_tokens *tokens, size_t f)
{
    const qc_mention *figure = qc_tokens_figure(tokens, f);
    const qc_token *next = qc_tokens_at(tokens, f + 1);
    if (figure->kind != QC_KIND_QUANTITY || figure->role == QC_ROLE_CHANGE || f + 1 >= tokens->count || next->mark)
        return false;
    return qc_at(&tokens->work->view, figure->end) == '-' || next->traits & QC_TRAIT_UNKNOWN;
}

/* "(2023: $1.1bn)": a date in brackets is of the figure behind its colon alone. */
static bool is_note(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_mark(tokens, i + 1, ':') && qc_tokens_mark(tokens, i - 1, '(');
}

static bool has_period(const qc_mention *date)
{
    return date->kind == QC_KIND_DATE && (date->period_start != QC_NAT || date->period_end != QC_NAT) &&
           strncmp(date->timex, "SET:", 4) != 0;
}

static int figures_between(const qc_tokens *tokens, size_t low, size_t high)
{
    int count = 0;
    for (size_t n = 0; n < tokens->figure_count && tokens->figures[n] < high; n++)
        count += tokens->figures[n] > low;
    return count;
}

/* "from $11bn, or $2 a share, a year earlier": are the figures up to the date former levels too? */
static bool all_previous(const qc_tokens *tokens, size_t f, size_t d)
{
    for (size_t n = 0; n < tokens->figure_count && tokens->figures[n] < d; n++)
        if (tokens->figures[n] > f && qc_tokens_mention(tokens, tokens->figures[n])->role != QC_ROLE_PREVIOUS)
            return false;
    return true;
}

/* "against 90 a year ago": the date of a former level is nobody else's. */
static bool is_of_previous(const qc_tokens *tokens, size_t d)
{
    for (size_t i = d; i-- > 0 && qc_tokens_clause(tokens, i) == qc_tokens_clause(tokens, d);) {
        const qc_mention *figure = qc_tokens_figure(tokens, i);
        if (figure || qc_tokens_date(tokens, i))
            return figure && figure->role == QC_ROLE_PREVIOUS;
    }
    return false;
}

/* What a date may be to the figures of its sentence. */
typedef enum use { ANY, OF_OTHERS, NO_PERIOD } use;

/* A date that says something else than when a figure is so can still own it: "last year's total of $5bn". */
static use use_of(const qc_tokens *tokens, size_t d)
{
    if (!has_period(qc_tokens_date(tokens, d)))
        return NO_PERIOD;
    bool other = is_of_speech(tokens, d) || is_of_contract(tokens, d) || is_of_comparison(tokens, d) ||
                 is_of_previous(tokens, d) || is_of_since(tokens, d) || is_of_mark(tokens, d) ||
                 is_of_dateline(tokens, d) || is_note(tokens, d);
    return other ? OF_OTHERS : ANY;
}

/* "the firm, founded in 1987, employs": the date at `d` is of an aside that a comma ends before figure `f`. */
static bool is_in_aside(const qc_tokens *tokens, size_t d, size_t f)
{
    enum { ASIDE_REACH = 6, END_REACH = 4 };
    size_t comma = d;
    while (comma > 0 && d - comma <= ASIDE_REACH && !qc_tokens_mark(tokens, comma, ',') &&
           !qc_tokens_figure(tokens, comma))
        comma--;
    bool verb = qc_tokens_verb(tokens, comma + 1) && !(qc_tokens_classes(tokens, comma + 1) & QC_WORD_AUXILIARY) &&
                !qc_tokens_move(tokens, comma + 1);
    if (!qc_tokens_mark(tokens, comma, ',') || comma == 0 || !(verb || qc_tokens_past(tokens, comma + 1)))
        return false;
    for (size_t i = d + 1; i < f && i <= d + END_REACH; i++)
        if (qc_tokens_mark(tokens, i, ','))
            return true;
    return false;
}

/* "owes $3bn and hopes to pay by June": the date is of another verb, that has no figure. */
static bool is_of_next_verb(const qc_tokens *tokens, size_t f, size_t d)
{
    for (size_t i = d; i-- > f + 1 && !qc_tokens_figure(tokens, i);)
        if (qc_tokens_is(tokens, i, QC_KEY_AND) && qc_tokens_verb(tokens, i + 1))
            return true;
    return false;
}

/* "fell in 2020 and has since risen": something has happened since the date. */
static bool is_overtaken(const qc_tokens *tokens, size_t d, size_t f)
{
    for (size_t i = d + 1; i < f; i++) {
        bool since = qc_tokens_is(tokens, i, QC_KEY_SINCE) && qc_tokens_classes(tokens, i - 1) & QC_WORD_AUXILIARY;
        if (since || (qc_tokens_classes(tokens, i) & QC_WORD_ADVERB && qc_tokens_spells(tokens, i, "now")))
            return true;
    }
    return false;
}

/* How far the date at `d` is from the figure at `f`, or WORST where it cannot be its period. */
static int date_cost(const qc_tokens *tokens, size_t f, size_t d, use use)
{
    bool behind = d > f;
    bool same = qc_tokens_clause(tokens, d) == qc_tokens_clause(tokens, f);
    if (!behind && qc_tokens_has(tokens, d, QC_TRAIT_POSSESSIVE) && f - d <= OWNER_REACH)
        return (int)(f - d); /* "last year's total of $5bn" */
    int between = behind ? figures_between(tokens, f, d) : figures_between(tokens, d, f);
    if (qc_tokens_figure(tokens, f)->role == QC_ROLE_PREVIOUS)
        return behind && all_previous(tokens, f, d) && same ? (int)(d - f) : WORST;
    if (use == OF_OTHERS || (!same && !is_within_reach(tokens, f, d)) ||
        (behind ? is_of_next_verb(tokens, f, d) : is_overtaken(tokens, d, f) || is_in_aside(tokens, d, f)))
        return WORST;
    int cost = (behind ? (int)(d - f) : (int)(f - d) + BEFORE_FIGURE) + FIGURE_BETWEEN * between;
    return cost + (same ? 0 : OTHER_CLAUSE);
}

static void take_period(const qc_work *work, qc_mention *figure, int32_t row)
{
    const qc_mention *date = &work->mentions[row];
    figure->period_start = date->period_start;
    figure->period_end = date->period_end;
    figure->granularity = date->granularity;
    figure->period_row = row;
}

/* The row of the date that costs least, or -1; `uses` are those of the dates of the sentence. */
static int32_t cheapest_date(const qc_tokens *tokens, size_t f, const uint8_t *uses)
{
    int best = WORST;
    int32_t row = -1;
    for (size_t n = 0; n < tokens->date_count && tokens->dates[n] <= f + DATE_REACH; n++) {
        size_t d = tokens->dates[n];
        int cost = uses[n] == NO_PERIOD || d + DATE_REACH < f ? WORST : date_cost(tokens, f, d, uses[n]);
        if (cost < best) {
            best = cost;
            row = (int32_t)qc_tokens_row(tokens, d);
        }
    }
    return row;
}

static void find_period(const qc_tokens *tokens, size_t f, const uint8_t *uses)
{
    size_t note = qc_marker_note(tokens, f);
    int32_t row = note == QC_NO_TOKEN ? cheapest_date(tokens, f, uses) : (int32_t)qc_tokens_row(tokens, note);
    if (row >= 0)
        take_period(tokens->work, qc_tokens_figure(tokens, f), row);
}

/* A change is of the time of the level that it led to, and an amount in another unit of that of the first. */
static void share_period(const qc_tokens *tokens, size_t f)
{
    qc_mention *figure = qc_tokens_figure(tokens, f);
    size_t converted = qc_marker_converted(tokens, f);
    const qc_mention *from = converted == QC_NO_TOKEN ? NULL : qc_tokens_figure(tokens, converted);
    if (!from && figure->role == QC_ROLE_CHANGE && figure->link >= 0)
        from = &tokens->work->mentions[figure->link];
    if (figure->period_row < 0 && from && from->period_row >= 0)
        take_period(tokens->work, figure, from->period_row);
}

void qc_when_relate(const qc_tokens *tokens)
{
    uint8_t uses[QC_MOST_TOKENS];
    if (tokens->date_count == 0)
        return;
    for (size_t n = 0; n < tokens->date_count; n++)
        uses[n] = (uint8_t)use_of(tokens, tokens->dates[n]);
    for (size_t n = 0; n < tokens->figure_count; n++)
        if (!is_attributive(tokens, tokens->figures[n]))
            find_period(tokens, tokens->figures[n], uses);
    for (size_t n = 0; n < tokens->figure_count; n++)
        share_period(tokens, tokens->figures[n]);
}
