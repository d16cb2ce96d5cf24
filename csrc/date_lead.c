/* What stands before a unit, a month, a weekday or a year and belongs to it: last, this past, early next, the end of
 * the.
 *
 * In: where the modified word begins. Out: where its first modifier begins. It looks at a few words back, never
 * forwards.
 */
#include "date_rules.h"

/* Words that a look-back passes at most. */
enum { MOST_MODIFIERS = 5 };

/* May this word lead what follows it? The beginning and the end are of something, late and later may be in something;
 * the rest stands right before it. */
static bool may_lead(uint8_t relative, bool near, bool of, bool in, bool hyphen)
{
    if (in)
        return relative == QC_RELATIVE_EARLY || relative == QC_RELATIVE_LATE || relative == QC_RELATIVE_EARLIER ||
               relative == QC_RELATIVE_LATER;
    if (relative == QC_RELATIVE_BEGINNING || relative == QC_RELATIVE_END)
        return of || hyphen;
    return near || (of && relative == QC_RELATIVE_MID);
}

/* Of the words allowed, those that may stand before a leading word: early last year, this past week, that same day. */
static uint64_t allowed_before(uint8_t relative, uint64_t allowed)
{
    if (relative == QC_RELATIVE_FISCAL)
        return allowed;
    if (QC_DATE_PART_BITS >> relative & 1)
        return 0;
    uint64_t before = QC_DATE_PART_BITS | QC_RELATIVE_BIT(EARLIER) | QC_RELATIVE_BIT(LATER);
    if (relative == QC_RELATIVE_PAST || relative == QC_RELATIVE_COMING)
        before |= QC_RELATIVE_BIT(THIS);
    if (relative == QC_RELATIVE_SAME)
        before |= QC_RELATIVE_BIT(THAT);
    return allowed & before;
}

size_t qc_date_look_back(const qc_work *work, size_t at, uint64_t allowed)
{
    const qc_view *view = &work->view;
    size_t start = at, cursor = at;
    bool near = true, of = false, in = false;
    for (int i = 0; i < MOST_MODIFIERS && allowed; i++) {
        qc_span span = qc_date_word_before(work, cursor);
        const qc_word *word = span.end > span.start ? qc_lexicon_word(view, span) : NULL;
        bool hyphen = qc_at(view, cursor - 1) == '-';
        if (word && word->relative && allowed >> word->relative & 1 && may_lead(word->relative, near, of, in, hyphen)) {
            start = span.start;
            allowed = allowed_before(word->relative, allowed);
            near = true;
            of = in = false;
        } else if (!hyphen && (qc_span_is(view, span, "of") || (near && qc_span_is(view, span, "the")))) {
            of = of || qc_span_is(view, span, "of");
            near = false;
        } else if (!hyphen && !near && !of && !in && qc_span_is(view, span, "in"))
            in = true;
        else
            break;
        cursor = span.start;
    }
    return start;
}

size_t qc_date_bare_end(const qc_work *work, size_t at)
{
    const qc_view *view = &work->view;
    qc_span end = qc_date_word_before(work, at);
    if (!qc_span_is(view, end, "end") || qc_at(view, at - 1) == '-')
        return at;
    return qc_date_classes(view, qc_date_word_before(work, end.start)) & QC_WORD_PREPOSITION ? end.start : at;
}
