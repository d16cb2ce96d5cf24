/* Hedges and bounds: what the words around a figure say about its exactness.
 *
 * In: the mentions of a document. Out: `comparison` of its figures. The words are lexicon/hedges.tsv; hedges stay
 * outside the span.
 */
#include "cue.h"
#include "figure.h"

/* Words that may stand between a hedge and its figure: "at least another 40". */
static bool is_between(const qc_word *word)
{
    static const uint64_t keys = QC_KEY_BIT(A) | QC_KEY_BIT(AN) | QC_KEY_BIT(ANOTHER) | QC_KEY_BIT(JUST) |
                                 QC_KEY_BIT(ONLY) | QC_KEY_BIT(FURTHER) | QC_KEY_BIT(ADDITIONAL) | QC_KEY_BIT(EXTRA) |
                                 QC_KEY_BIT(RECORD) | QC_KEY_BIT(TOTAL) | QC_KEY_BIT(BETWEEN) | QC_KEY_BIT(FROM);
    return qc_key_in(keys, word->key);
}

bool qc_hedge_lacks(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    if (figure->word.span.end > figure->word.span.start)
        return !qc_lexicon_may_hedge(view, figure->word.span, figure->word.row) && !is_between(figure->word.row);
    uint8_t last = qc_at(view, qc_skip_space_back(view, figure->mention->start) - 1);
    return !qc_is_letter(last) && !qc_lexicon_is_hedge_sign(last);
}

/* "over", "under", "above", "below" by themselves may say a place, a time or a matter instead of a bound. */
static bool is_doubtful(const qc_view *view, const qc_hedge_match *hedge)
{
    static const char *const words[] = {"over", "under", "above", "below", NULL};
    return qc_span_is_any(view, (qc_span){hedge->start, hedge->end}, words);
}

/* "pay rose 6% over six years", "above the five-year average", "talks over a £14bn debt": no bound. A length of time is
 * bounded where a preposition, an adverb or a verb of lasting leads to it. */
static bool is_no_bound(const qc_view *view, const qc_mention *mention, const qc_hedge_match *hedge)
{
    static const char *const matters[] = {"talks", "row",    "dispute",   "concerns", "worries",      "fears",
                                          "clash", "debate", "anger",     "lawsuit",  "negotiations", "protests",
                                          "fight", "battle", "questions", NULL};
    static const char *const lasting[] = {"took",  "take",  "takes",  "lasted", "lasts", "last",
                                          "spent", "spend", "waited", "served", NULL};
    if (qc_span_is(view, (qc_span){hedge->start, hedge->end}, "top"))
        return mention->kind == QC_KIND_COUNT && mention->number.scale == 0 &&
               !mention->number.grouped; /* "the top 10 firms" */
    if (!is_doubtful(view, hedge))
        return false;
    qc_span before = qc_word_before(view, hedge->start);
    if (mention->kind != QC_KIND_DURATION || mention->dimension == QC_DIMENSION_AGE)
        return qc_span_is_any(view, before, matters);
    if (qc_at(view, mention->number.end) == '-')
        return true;
    enum { LEADS = QC_WORD_PREPOSITION | QC_WORD_ADVERB | QC_WORD_AUXILIARY };
    size_t end = qc_skip_space_back(view, hedge->start);
    if (before.end == before.start)
        return qc_at(view, end - 1) == '%' || qc_is_digit(qc_at(view, end - 1));
    return qc_span_is(view, (qc_span){hedge->start, hedge->end}, "over") &&
           !(qc_lexicon_classes(view, before) & LEADS) && !qc_span_is_any(view, before, lasting);
}

/* "edged up to 40 Mt": the particle of a verb of motion, and where it led. */
static bool is_particle(const qc_view *view, const qc_hedge_match *hedge)
{
    static const char *const motions[] = {"edged",   "edging",  "edge",     "inched",  "inching",  "nudged",
                                          "nudging", "ticked",  "crept",    "moved",   "creeping", "moving",
                                          "went",    "drifted", "drifting", "ticking", "gone",     NULL};
    return qc_span_is(view, (qc_span){hedge->start, hedge->start + 2}, "up") &&
           qc_span_is(view, (qc_span){hedge->end - 2, hedge->end}, "to") &&
           qc_span_is_any(view, qc_word_before(view, hedge->start), motions);
}

/* "over a 5 GHz band", "under a £2bn plan": the article is of the noun that the figure describes. "over a 100 people",
 * "over a 100 tonnes" count. */
static bool describes_noun(const qc_view *view, const qc_mention *mention)
{
    if (mention->kind == QC_KIND_COUNT && qc_at(view, mention->number.end) != '-')
        return false;
    return qc_lower(qc_at(view, mention->end - 1)) != 's' || mention->kind == QC_KIND_DURATION;
}

/* "down 2%, faster than a 1.5% drop": one change beside another, no bound. */
static bool is_likened(const qc_view *view, const qc_hedge_match *hedge)
{
    static const char *const bounds[] = {"more", "less", "fewer", "greater", NULL};
    return qc_span_is(view, qc_word_before(view, hedge->end), "than") &&
           !qc_span_is_any(view, qc_word_at(view, hedge->start), bounds);
}

/* The hedge before a figure; one word may stand between. */
static bool find_before(const qc_view *view, const qc_mention *mention, qc_hedge_match *hedge)
{
    size_t at = mention->unhedged ? 0 : qc_skip_space_back(view, mention->start);
    if (at == 0)
        return false;
    if (qc_lexicon_hedge_before(view, at, hedge))
        return !is_no_bound(view, mention, hedge) && !is_particle(view, hedge);
    qc_span word = qc_word_before(view, at);
    if (!is_between(qc_lexicon_row(view, word)))
        return false;
    at = qc_skip_space_back(view, word.start);
    if (!qc_lexicon_hedge_before(view, at, hedge) || is_no_bound(view, mention, hedge))
        return false;
    bool article = qc_span_is(view, word, "a") || qc_span_is(view, word, "an");
    if (article && mention->kind == QC_KIND_PERCENT && is_likened(view, hedge))
        return false;
    return !article || !is_doubtful(view, hedge) || !describes_noun(view, mention);
}

/* The hedge behind a figure, or between its number and its noun: "50+ ships", "fifty-odd years", "$5 or more". */
static bool find_after(const qc_view *view, const qc_mention *mention, qc_hedge_match *hedge)
{
    size_t behind = mention->number.end;
    uint8_t byte = qc_at(view, behind);
    if ((byte == '+' && qc_lexicon_hedge_after(view, behind, hedge)) ||
        (byte == '-' && qc_lexicon_hedge_after(view, behind + 1, hedge)))
        return true;
    size_t at = qc_skip_space(view, mention->end);
    byte = qc_at(view, at);
    bool may = qc_is_letter(byte) ? qc_may_begin(qc_hedge_begin_pairs, byte, qc_at(view, at + 1)) : byte == '+';
    return may && qc_lexicon_hedge_after(view, at, hedge);
}

/* "more than 8.2 million crowns ($1.2 million)": the bracket says the same amount again. */
static bool is_conversion(const qc_view *view, const qc_mention *before, const qc_mention *mention)
{
    size_t start = qc_skip_space(view, before->end);
    return before->kind == mention->kind && before->unit != mention->unit && qc_at(view, start) == '(' &&
           start + 1 == mention->start && qc_at(view, mention->end) == ')';
}

/* "a rise of 7% over 57 Mt", "20bp above 5%", "1.8 g/t over 42 m": what stands between two figures holds one against
 * the other. */
static bool is_between_figures(const qc_work *work, size_t i, const qc_hedge_match *hedge)
{
    const qc_mention *last = i > 0 ? &work->mentions[i - 1] : NULL;
    return last && last->kind < QC_KIND_DURATION && hedge->start > last->end &&
           qc_skip_space_back(&work->view, hedge->start) == last->end && is_doubtful(&work->view, hedge);
}

void qc_hedge_apply(qc_work *work)
{
    const qc_view *view = &work->view;
    for (size_t i = 0; i < work->mention_count; i++) {
        qc_mention *mention = &work->mentions[i];
        qc_hedge_match hedge;
        if (mention->kind == QC_KIND_DATE || mention->kind == QC_KIND_TIME)
            continue;
        if ((find_before(view, mention, &hedge) && !is_between_figures(work, i, &hedge)) ||
            find_after(view, mention, &hedge)) {
            mention->comparison = hedge.comparison;
            qc_cue_set(mention, QC_CUE_COMPARISON, (qc_span){hedge.start, hedge.end});
            if (hedge.start < mention->start && (i == 0 || mention[-1].end <= hedge.start))
                mention->hedge = (uint16_t)(mention->start - hedge.start);
        } else if (i > 0 && is_conversion(view, mention - 1, mention)) {
            mention->comparison = mention[-1].comparison;
            qc_cue_set(mention, QC_CUE_COMPARISON, qc_cue_get(mention - 1, QC_CUE_COMPARISON));
        }
    }
}
