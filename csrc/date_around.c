/* The word before an expression: since and until leave one side of it open, "the day after" is a day beside it.
 *
 * In: a mention whose parts have been checked. Out: its open ends, or the day that it is beside. It looks back at most
 * five words.
 */
#include "date_rules.h"

qc_date_front qc_date_look_front(const qc_work *work, const qc_date_lead *lead, size_t start)
{
    const qc_view *view = &work->view;
    if (lead->seen && lead->start == start && qc_at(view, start - 1) != '-')
        return (qc_date_front){start, lead->before, lead->word};
    qc_span span = qc_word_before(view, start);
    return (qc_date_front){start, span, span.end > span.start ? qc_lexicon_word(view, span) : NULL};
}

/* Does "the" belong to the expression, or to the noun behind it: since the first quarter, since the May 5 attack? */
static bool owns_article(const qc_date_parts *parts)
{
    return parts->part || (parts->form != QC_DATE_DAYS && parts->form != QC_DATE_HOLIDAY &&
                           !(parts->form == QC_DATE_YEARS && parts->unit != QC_TIME_DECADE));
}

/* Is it one day, whatever its name? */
static bool is_one_day(const qc_date_parts *parts)
{
    if (parts->form == QC_DATE_DAYS)
        return (parts->day || parts->weekday) && !parts->day2 && !parts->month2 && !parts->weekday2;
    return parts->form == QC_DATE_HOLIDAY || (parts->form == QC_DATE_WORD && !parts->daypart);
}

/* The day before yesterday, the day after Christmas: "before" or "after" stands in `side`. False: it is no day beside.
 */
static bool read_beside(const qc_work *work, qc_span side, uint8_t relative, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span day = qc_date_word_before(work, side.start);
    if (side.start < work->floor || !is_one_day(&mention->date) || !qc_span_is(view, day, "day") ||
        !qc_span_is(view, qc_word_before(view, day.start), "the"))
        return false;
    mention->start = day.start;
    mention->date.offset = (int8_t)(mention->date.offset + (relative == QC_RELATIVE_BEFORE ? -1 : 1));
    mention->date.article = true;
    return true;
}

/* "Since about May 18". */
static bool is_hedge(const qc_view *view, qc_span span)
{
    return qc_span_is(view, span, "about") || qc_span_is(view, span, "around");
}

/* since, after: the end is open; until, before, through: the start is. "After Monday's ruling" says nothing of Monday.
 */
static void read_open_ends(const qc_view *view, qc_span side, uint8_t relative, qc_mention *mention)
{
    bool after = relative == QC_RELATIVE_SINCE || relative == QC_RELATIVE_AFTER;
    bool before = relative == QC_RELATIVE_UNTIL || relative == QC_RELATIVE_BEFORE;
    if (!after && !before && !qc_span_is(view, side, "to"))
        return;
    qc_span further = qc_word_before(view, side.start);
    if (qc_date_is_possessive(view, mention->end) || qc_span_is(view, further, "not")) /* not until Tuesday */
        return;
    if (after)
        mention->flags |= QC_FLAG_OPEN_END;
    else if (before || qc_span_is(view, further, "prior"))
        mention->flags |= QC_FLAG_OPEN_START;
}

void qc_date_read_around(const qc_work *work, const qc_date_front *front, qc_mention *mention)
{
    const qc_view *view = &work->view;
    qc_span side = front->span;
    const qc_word *word = front->word;
    if (mention->date.article && !owns_article(&mention->date))
        return;
    if (mention->date.article || is_hedge(view, side)) {
        side = qc_word_before(view, side.start);
        if (mention->date.article && is_hedge(view, side))
            side = qc_word_before(view, side.start);
        word = side.end > side.start ? qc_lexicon_word(view, side) : NULL;
    }
    uint8_t relative = word ? word->relative : QC_RELATIVE_NONE;
    bool beside = relative == QC_RELATIVE_BEFORE || relative == QC_RELATIVE_AFTER;
    if (relative && !(beside && read_beside(work, side, relative, mention)))
        read_open_ends(view, side, relative, mention);
}
