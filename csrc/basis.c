/* The basis of a change: against which time it is measured.
 *
 * In: the tokens of a sentence with roles and periods. Out: the column basis of its changes, from the words behind
 * them: "from a year earlier", "year-on-year", "m/m", "on the week".
 */
#include "figure.h"
#include "relate.h"

enum { BASIS_REACH = 12 /* tokens between a change and the words of its basis */ };

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

static qc_basis basis_of_granularity(uint8_t granularity)
{
    switch (granularity) {
    case QC_GRANULARITY_YEAR: return QC_BASIS_YEAR_ON_YEAR;
    case QC_GRANULARITY_QUARTER: return QC_BASIS_QUARTER_ON_QUARTER;
    case QC_GRANULARITY_MONTH: return QC_BASIS_MONTH_ON_MONTH;
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

/* Letters that stand for a comparison by themselves: y/y, yoy, y-o-y, and so for q, m and w. */
static qc_basis basis_of_sign(const qc_tokens *tokens, size_t i)
{
    static const struct {
        const char *sign;
        qc_basis basis;
    } signs[] = {
        {"y/y", QC_BASIS_YEAR_ON_YEAR},       {"yoy", QC_BASIS_YEAR_ON_YEAR},       {"y-o-y", QC_BASIS_YEAR_ON_YEAR},
        {"q/q", QC_BASIS_QUARTER_ON_QUARTER}, {"qoq", QC_BASIS_QUARTER_ON_QUARTER}, {"m/m", QC_BASIS_MONTH_ON_MONTH},
        {"mom", QC_BASIS_MONTH_ON_MONTH},     {"w/w", QC_BASIS_WEEK_ON_WEEK},       {"wow", QC_BASIS_WEEK_ON_WEEK},
    };
    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
        if (qc_tokens_spells(tokens, i, signs[s].sign))
            return signs[s].basis;
    return QC_BASIS_NONE;
}

/* Is the token a compound like year-on-year, month-over-month, on-year? */
static bool is_on_compound(const qc_view *view, const qc_token *token)
{
    qc_span first = qc_word_at(view, token->start);
    if (qc_at(view, first.end) != '-')
        return false;
    if (qc_span_is(view, first, "on")) /* on-year */
        return true;
    qc_span middle = qc_word_at(view, first.end + 1);
    return qc_span_is(view, middle, "on") || qc_span_is(view, middle, "over");
}

/* The basis that a word says which is not of the lexicon. */
static qc_basis basis_of_unknown(const qc_tokens *tokens, size_t i)
{
    enum { LONGEST_SIGN = 5 };
    const qc_view *view = &tokens->work->view;
    const qc_token *token = qc_tokens_at(tokens, i);
    if (token->traits & QC_TRAIT_COMPOUND && is_on_compound(view, token))
        return basis_of_span(view, token->start, token->end);
    return token->end - token->start <= LONGEST_SIGN ? basis_of_sign(tokens, i) : QC_BASIS_NONE;
}

/* Is what stands before token `i` what a change is measured against: "from", "than in the", "over the", "level of"? */
static bool is_compared(const qc_tokens *tokens, size_t i)
{
    size_t before = i - 1;
    if (qc_tokens_is(tokens, before, QC_KEY_THE))
        before--;
    if (qc_tokens_is(tokens, before, QC_KEY_IN))
        before--;
    if (qc_tokens_is(tokens, before, QC_KEY_TO))
        return qc_tokens_senses(tokens, before - 1) & QC_SENSE_COMPARE;
    return qc_tokens_senses(tokens, before) & QC_SENSE_AGAINST ||
           qc_tokens_is_any(tokens, before, QC_KEY_BIT(ON) | QC_KEY_BIT(OVER) | QC_KEY_BIT(OF));
}

/* A date that a change is compared with: its words say a length of time ("a year earlier"), or it is the year, quarter
 * or month before the figure's own ("in 2023, against 2022"). */
static qc_basis basis_of_date(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    const qc_mention *date = qc_tokens_date(tokens, i);
    if (!is_compared(tokens, i))
        return QC_BASIS_NONE;
    bool same = date->date.relative == QC_RELATIVE_SAME && (date->date.year || date->date.of_unit == QC_TIME_YEAR);
    qc_basis said =
        same ? QC_BASIS_YEAR_ON_YEAR : basis_of_span(&tokens->work->view, date->start, date->end);
    bool before = date->period_end != QC_NAT && date->period_end == figure->period_start &&
                  date->granularity == figure->granularity;
    return said || !before ? said : basis_of_granularity(date->granularity);
}

/* "year on year", "month over month" */
static bool is_repeated(const qc_tokens *tokens, size_t i)
{
    const qc_view *view = &tokens->work->view;
    const qc_token *first = qc_tokens_at(tokens, i), *second = qc_tokens_at(tokens, i + 2);
    return qc_tokens_is_any(tokens, i + 1, QC_KEY_BIT(ON) | QC_KEY_BIT(OVER)) &&
           second->classes & QC_WORD_TIME_UNIT &&
           qc_lexicon_word(view, (qc_span){first->start, first->end}) ==
               qc_lexicon_word(view, (qc_span){second->start, second->end});
}

/* The basis that token `i` says of a figure. */
static qc_basis basis_at(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    if (token->traits & QC_TRAIT_DATE)
        return basis_of_date(tokens, i, figure);
    if (token->classes & QC_WORD_TIME_UNIT) {
        bool on_the = qc_tokens_is(tokens, i - 1, QC_KEY_THE) && qc_tokens_is(tokens, i - 2, QC_KEY_ON);
        bool on = qc_tokens_is(tokens, i - 1, QC_KEY_ON) && qc_tokens_figure(tokens, i - 2); /* "up 3% on year" */
        return on || on_the || is_repeated(tokens, i) ? basis_of_span(&tokens->work->view, token->start, token->end)
                                                : QC_BASIS_NONE;
    }
    return token->traits & QC_TRAIT_UNKNOWN ? basis_of_unknown(tokens, i) : QC_BASIS_NONE;
}

bool qc_basis_follows(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i + 1, QC_TRAIT_UNKNOWN) && basis_of_unknown(tokens, i + 1) != QC_BASIS_NONE;
}

size_t qc_basis_length(const qc_tokens *tokens, size_t j)
{
    if (qc_tokens_has(tokens, j, QC_TRAIT_UNKNOWN))
        return basis_of_unknown(tokens, j) != QC_BASIS_NONE;
    if (!(qc_tokens_classes(tokens, j) & QC_WORD_TIME_UNIT))
        return 0;
    bool on_the = qc_tokens_is(tokens, j - 1, QC_KEY_THE) && qc_tokens_is(tokens, j - 2, QC_KEY_ON);
    return on_the || is_repeated(tokens, j - 2) ? 3 : 0;
}

static qc_basis find_basis(const qc_tokens *tokens, size_t i)
{
    int figures = 0;
    bool dated = false, parted = false; /* "0.3% in May and 3% from a year ago": each has its own */
    for (size_t j = i + 1; j < tokens->count && j <= i + BASIS_REACH && figures < 2; j++) {
        qc_basis basis = basis_at(tokens, j, qc_tokens_mention(tokens, i));
        if (basis)
            return parted && figures ? QC_BASIS_NONE : basis;
        figures += qc_tokens_figure(tokens, j) != NULL;
        if (qc_tokens_date(tokens, j))
            dated = figures == 0;
        bool joins = qc_tokens_is(tokens, j, QC_KEY_OR) || qc_tokens_is(tokens, j + 1, QC_KEY_OR);
        bool parts = qc_tokens_classes(tokens, j) & QC_WORD_CONJUNCTION || qc_tokens_mark(tokens, j, ',');
        parted = dated && (parted || (parts && !joins));
    }
    return QC_BASIS_NONE;
}

void qc_basis_relate(const qc_tokens *tokens)
{
    for (size_t n = 0; n < tokens->figure_count; n++) {
        size_t i = tokens->figures[n];
        qc_mention *figure = qc_tokens_figure(tokens, i);
        if (figure->role == QC_ROLE_CHANGE)
            figure->basis = (uint8_t)find_basis(tokens, i);
    }
}
