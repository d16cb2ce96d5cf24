/* The basis of a change: against which time it is measured.
 *
 * In: the tokens of a sentence with roles. Out: the column basis of its changes, from the words behind them: "from a year
 * earlier", "year-on-year", "m/m", "on the week".
 */
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
        {"y/y", QC_BASIS_YEAR_ON_YEAR},       {"yoy", QC_BASIS_YEAR_ON_YEAR},   {"y-o-y", QC_BASIS_YEAR_ON_YEAR},
        {"q/q", QC_BASIS_QUARTER_ON_QUARTER}, {"qoq", QC_BASIS_QUARTER_ON_QUARTER}, {"m/m", QC_BASIS_MONTH_ON_MONTH},
        {"mom", QC_BASIS_MONTH_ON_MONTH},     {"w/w", QC_BASIS_WEEK_ON_WEEK},   {"wow", QC_BASIS_WEEK_ON_WEEK},
    };
    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++)
        if (qc_tokens_spells(tokens, i, signs[s].sign))
            return signs[s].basis;
    return QC_BASIS_NONE;
}

/* Is the token a compound like year-on-year, month-over-month? */
static bool is_on_compound(const qc_view *view, const qc_token *token)
{
    qc_span first = qc_word_at(view, token->start);
    if (qc_at(view, first.end) != '-')
        return false;
    qc_span middle = qc_word_at(view, first.end + 1);
    return qc_span_is(view, middle, "on") || qc_span_is(view, middle, "over");
}

/* The basis that a word says which is not of the lexicon. */
static qc_basis basis_of_unknown(const qc_tokens *tokens, size_t i)
{
    enum { LONGEST_SIGN = 5 };
    const qc_view *view = &tokens->work->view;
    const qc_token *token = &tokens->at[i];
    if (token->traits & QC_TRAIT_COMPOUND && is_on_compound(view, token))
        return basis_of_span(view, token->start, token->end);
    return token->end - token->start <= LONGEST_SIGN ? basis_of_sign(tokens, i) : QC_BASIS_NONE;
}

/* "from", "than", "on the", "level of": what follows is what the change is measured against. */
static bool is_against(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_senses(tokens, i) & QC_SENSE_AGAINST ||
           qc_tokens_is_any(tokens, i, QC_KEY_BIT(ON) | QC_KEY_BIT(OVER) | QC_KEY_BIT(OF) | QC_KEY_BIT(THE));
}

/* The basis that token `i` says. */
static qc_basis basis_at(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = &tokens->at[i];
    if (token->traits & QC_TRAIT_DATE)
        return is_against(tokens, i - 1) ? basis_of_span(&tokens->work->view, token->start, token->end) : QC_BASIS_NONE;
    if (token->classes & QC_WORD_TIME_UNIT)
        return qc_tokens_is(tokens, i - 1, QC_KEY_THE) && qc_tokens_is(tokens, i - 2, QC_KEY_ON)
                   ? basis_of_span(&tokens->work->view, token->start, token->end)
                   : QC_BASIS_NONE;
    return token->traits & QC_TRAIT_UNKNOWN ? basis_of_unknown(tokens, i) : QC_BASIS_NONE;
}

static qc_basis find_basis(const qc_tokens *tokens, size_t i)
{
    int figures = 0;
    for (size_t j = i + 1; j < tokens->count && j <= i + BASIS_REACH && figures < 2; j++) {
        qc_basis basis = basis_at(tokens, j);
        if (basis)
            return basis;
        figures += qc_tokens_figure(tokens, j) != NULL;
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
