/* Multiples: "doubled", "twice the price", "sixfold", "10-fold", "3.4 times as much".
 *
 * In: a word, or a number and what stands behind it. Out: a mention of kind count, dimension ratio, unit `times`.
 */
#include "figure.h"

static bool keep(qc_mention *mention, size_t end)
{
    mention->kind = QC_KIND_COUNT;
    mention->dimension = QC_DIMENSION_RATIO;
    mention->unit = QC_UNIT_CODE_TIMES;
    mention->role = QC_ROLE_CHANGE;
    mention->end = end;
    mention->rule = QC_RULE_COUNT_MULTIPLE;
    return true;
}

/* "twice a week", "double standards", "a triple murder" say no multiple: these words need what they are a multiple of,
 * or a verb before them. */
static bool is_multiple(const qc_view *view, qc_span word)
{
    static const char *const bare[] = {"double",    "doubles", "triple", "triples", "treble",
                                       "quadruple", "twice",   "thrice", NULL};
    static const char *const behind[] = {"the",  "as", "its", "their", "his",  "her", "that", "what",
                                         "last", "in", "to",  "from",  "over", "by",  NULL};
    static const char *const before[] = {"to",     "will", "would", "could",  "may",    "might",
                                         "should", "can",  "than",  "nearly", "almost", NULL};
    if (qc_at(view, word.end) == '-')
        return false;
    if (!qc_span_is_any(view, word, bare))
        return true;
    return qc_span_is_any(view, qc_word_after(view, word.end), behind) ||
           qc_span_is_any(view, qc_word_before(view, word.start), before);
}

bool qc_multiple_word_read(qc_work *work, size_t at, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span span = qc_word_at(view, at);
    const qc_word *word = qc_lexicon_row(view, span);
    if (!is_multiple(view, span))
        return false;
    bool half = word->number == 0;
    mention->number = (qc_number){.mantissa = half ? 5 : (uint64_t)word->number,
                                  .exponent = half ? -1 : 0,
                                  .last_digit = half ? -1 : 0,
                                  .divisor = 1,
                                  .style = QC_NUMBER_WORDS,
                                  .start = span.start,
                                  .end = span.end,
                                  .digits_end = span.end};
    mention->start = span.start;
    return keep(mention, span.end);
}

bool qc_multiple_read(qc_figure *figure)
{
    const qc_view *view = figure->view;
    if (figure->unit)
        return keep(figure->mention, figure->after.end);
    uint8_t first = qc_lower(qc_at(view, figure->tail));
    if (first != 'x' || figure->tail != figure->mention->number.end || qc_is_word(qc_at(view, figure->tail + 1)))
        return false;
    return keep(figure->mention, figure->tail + 1);
}
