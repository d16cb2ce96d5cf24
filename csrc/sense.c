/* The flags of a figure's clause: record, forecast, target, negated, conditional, headline.
 *
 * In: the tokens of a sentence. Out: flags of its figures and, of headline, of its dates too.
 */
#include "figure.h"
#include "relate.h"

enum {
    RECORD_REACH = 6,   /* tokens between "record" and its figure */
    BEHIND_REACH = 2,   /* tokens between a figure and the noun it stands before */
    NEGATION_REACH = 4, /* tokens between "not" and its figure */
    HEADLINE_WORDS = 5  /* a line of fewer words is a label, no headline */
};

/* "an all-time high" */
static bool is_all_time(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_has(tokens, i, QC_TRAIT_COMPOUND) && qc_tokens_spells(tokens, i, "all-time");
}

/* Do words of this sense stand before token `f`, in its clause, at most `reach` tokens away, with no figure between? */
static bool sensed_near(const qc_tokens *tokens, size_t f, uint32_t sense, size_t reach)
{
    if (!(tokens->senses & sense || (sense == QC_SENSE_RECORD && tokens->compounds)))
        return false;
    for (size_t i = f; i-- > 0 && f - i <= reach && qc_tokens_clause(tokens, i) == qc_tokens_clause(tokens, f);) {
        if (qc_tokens_senses(tokens, i) & sense)
            return true;
        if (sense == QC_SENSE_RECORD && is_all_time(tokens, i))
            return true;
        if (qc_tokens_figure(tokens, i))
            return false;
    }
    return false;
}

/* "the $3bn consensus", "a 2 mbd quota", "a 20% growth target": a noun of this sense behind the figure. */
static bool sensed_behind(const qc_tokens *tokens, size_t f, uint32_t sense)
{
    if (!(tokens->senses & sense))
        return false;
    for (size_t i = f + 1; i <= f + BEHIND_REACH && !qc_tokens_has(tokens, i, QC_TRAIT_MARK | QC_TRAIT_VERB); i++)
        if (qc_tokens_senses(tokens, i) & sense)
            return !(qc_tokens_classes(tokens, i) & (QC_WORD_AUXILIARY | QC_WORD_VERB));
    return false;
}

/* "by 2030": a year that lies ahead, for which something is meant to be done. */
static bool is_due_by(const qc_work *work, const qc_mention *figure)
{
    if (figure->period_row < 0)
        return false;
    const qc_mention *date = &work->mentions[figure->period_row];
    bool years = date->granularity == QC_GRANULARITY_YEAR || date->granularity == QC_GRANULARITY_DECADE;
    bool ahead = years && work->date != QC_NO_DATE && date->period_start > (qc_seconds)work->date * 86400;
    return ahead && qc_span_is(&work->view, qc_word_before(&work->view, date->start), "by");
}

/* Is the period of a figure still to come? What may be then is a forecast too. */
static bool lies_ahead(const qc_work *work, const qc_mention *figure)
{
    return work->date != QC_NO_DATE && figure->period_start != QC_NAT &&
           figure->period_start > (qc_seconds)work->date * 86400;
}

/* The flags of figure `f`; `clause` holds the senses of all words before it in its clause. */
static uint32_t clause_flags(const qc_tokens *tokens, size_t f, uint32_t clause)
{
    uint32_t flags = clause & QC_SENSE_CONDITIONAL ? QC_FLAG_CONDITIONAL : 0;
    if (sensed_near(tokens, f, QC_SENSE_RECORD, RECORD_REACH))
        flags |= QC_FLAG_RECORD;
    if (clause & QC_SENSE_NEGATION && sensed_near(tokens, f, QC_SENSE_NEGATION, NEGATION_REACH))
        flags |= QC_FLAG_NEGATED;
    bool target = clause & QC_SENSE_TARGET || sensed_behind(tokens, f, QC_SENSE_TARGET) ||
                  is_due_by(tokens->work, qc_tokens_figure(tokens, f));
    if (target)
        flags |= QC_FLAG_TARGET;
    else if (clause & QC_SENSE_FORECAST || sensed_behind(tokens, f, QC_SENSE_FORECAST) ||
             (flags & QC_FLAG_CONDITIONAL && lies_ahead(tokens->work, qc_tokens_figure(tokens, f))))
        flags |= QC_FLAG_FORECAST;
    return flags;
}

static bool is_verbal(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_move(tokens, i) || qc_tokens_classes(tokens, i) & (QC_WORD_VERB | QC_WORD_AUXILIARY);
}

static bool begins_text(const qc_view *view, size_t at)
{
    while (at > 0 && qc_is_space(view->bytes[at - 1]))
        at--;
    return at == 0;
}

static bool has_verb(const qc_tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++)
        if (is_verbal(tokens, i))
            return true;
    return false;
}

/* The first line of a text is its headline where it ends without a full stop and has text behind it, or a verb. */
static bool is_headline(const qc_view *view, const qc_tokens *tokens)
{
    const qc_token *last = qc_tokens_at(tokens, tokens->count - 1);
    bool stopped = last->mark == '.' || last->mark == '!' || last->mark == '?' || qc_is_quote(last->mark);
    bool lower = qc_is_letter(qc_at(view, qc_tokens_at(tokens, 0)->start)) &&
                 !qc_is_upper(qc_at(view, qc_tokens_at(tokens, 0)->start));
    if (tokens->count < HEADLINE_WORDS || stopped || lower || !begins_text(view, qc_tokens_at(tokens, 0)->start))
        return false;
    size_t behind = last->end;
    while (qc_is_space(qc_at(view, behind)) && qc_at(view, behind) != '\n')
        behind++;
    return behind < view->length ? view->bytes[behind] == '\n' : has_verb(tokens);
}

/* The senses of a word for the figures behind it: forecasts that were beaten or missed are not theirs, but those "of".
 */
static uint32_t senses_here(const qc_tokens *tokens, size_t i)
{
    static const char *const verbs[] = {"beat",      "beats",     "beating", "miss",    "missed",
                                        "misses",    "missing",   "topped",  "topping", "exceeded",
                                        "exceeding", "surpassed", "defied",  "defying", NULL};
    uint32_t senses = qc_tokens_senses(tokens, i);
    if (!(senses & QC_SENSE_FORECAST) || qc_tokens_is(tokens, i + 1, QC_KEY_OF))
        return senses;
    const qc_token *verb = qc_tokens_at(tokens, i - 1);
    bool beaten = qc_span_is_any(&tokens->work->view, (qc_span){verb->start, verb->end}, verbs);
    return beaten ? senses & ~(uint32_t)QC_SENSE_FORECAST : senses;
}

void qc_sense_relate(const qc_tokens *tokens)
{
    enum { SENSES = QC_SENSE_RECORD | QC_SENSE_FORECAST | QC_SENSE_TARGET | QC_SENSE_NEGATION | QC_SENSE_CONDITIONAL };
    bool headline = tokens->count > 0 && qc_tokens_at(tokens, 0)->start < QC_HEADLINE_REACH &&
                    is_headline(&tokens->work->view, tokens);
    for (size_t i = tokens->first; headline && i < tokens->last; i++)
        tokens->work->mentions[i].flags |= QC_FLAG_HEADLINE;
    if (!(tokens->senses & SENSES || tokens->compounds || tokens->date_count))
        return;
    uint32_t clause = 0;
    for (size_t n = 0, i = 0; n < tokens->figure_count; n++) {
        size_t f = tokens->figures[n];
        for (; i < f && tokens->senses & SENSES; i++)
            clause =
                qc_tokens_clause(tokens, i) == qc_tokens_clause(tokens, i + 1) ? clause | senses_here(tokens, i) : 0;
        qc_tokens_figure(tokens, f)->flags |= clause_flags(tokens, f, clause);
    }
}

/* The nearest token of this sense before figure `f` in its clause, else close behind it. */
static size_t find_sensed(const qc_tokens *tokens, size_t f, uint32_t sense)
{
    for (size_t i = f; i-- > 0 && qc_tokens_clause(tokens, i) == qc_tokens_clause(tokens, f);)
        if (qc_tokens_senses(tokens, i) & sense || (sense == QC_SENSE_RECORD && is_all_time(tokens, i)))
            return i;
    for (size_t i = f + 1; i < tokens->count && i <= f + BEHIND_REACH; i++)
        if (qc_tokens_senses(tokens, i) & sense)
            return i;
    return tokens->count;
}

void qc_sense_explain(const qc_tokens *tokens, size_t i)
{
    static const struct {
        uint32_t flag;
        uint16_t sense;
        qc_cue cue;
    } senses[] = {{QC_FLAG_RECORD, QC_SENSE_RECORD, QC_CUE_RECORD},
                  {QC_FLAG_FORECAST, QC_SENSE_FORECAST, QC_CUE_FORECAST},
                  {QC_FLAG_TARGET, QC_SENSE_TARGET, QC_CUE_TARGET},
                  {QC_FLAG_NEGATED, QC_SENSE_NEGATION, QC_CUE_NEGATED},
                  {QC_FLAG_CONDITIONAL, QC_SENSE_CONDITIONAL, QC_CUE_CONDITIONAL}};
    qc_mention *figure = qc_tokens_figure(tokens, i);
    if (!figure)
        return;
    for (size_t s = 0; s < sizeof senses / sizeof *senses; s++)
        if (figure->flags & senses[s].flag)
            qc_tokens_cue(tokens, find_sensed(tokens, i, senses[s].sense), senses[s].cue, figure);
}
