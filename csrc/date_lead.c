/* What stands before a unit, a month, a weekday or a year and belongs to it: last, this past, early next, the end of
 * the. It is read here and nowhere else; the rules of the grammar begin with the word that is modified.
 *
 * In: where the modified word begins. Out: where its first modifier begins, and what the modifiers say. It looks at a
 * few words back, never forwards.
 */
#include "date_rules.h"

/* Words that a look-back passes at most. */
enum { MOST_MODIFIERS = 5 };

static const uint64_t hyphened =
    QC_RELATIVE_BIT(EARLY) | QC_RELATIVE_BIT(MID) | QC_RELATIVE_BIT(LATE) | QC_RELATIVE_BIT(END);

/* What stands between a modifier and what it modifies. */
typedef struct between {
    bool near, hyphen; /* nothing, or a hyphen */
    bool of, in;       /* "of the", "in the" */
} between;

/* May this word lead what follows it? The beginning and the end are of something, early and late may be in something;
 * the rest stands right before it. */
static bool may_lead(uint8_t relative, between gap)
{
    if (gap.hyphen)
        return hyphened >> relative & 1;
    if (gap.in)
        return relative == QC_RELATIVE_EARLY || relative == QC_RELATIVE_LATE || relative == QC_RELATIVE_EARLIER ||
               relative == QC_RELATIVE_LATER;
    if (relative == QC_RELATIVE_BEGINNING || relative == QC_RELATIVE_END)
        return gap.of;
    return gap.near || (gap.of && relative == QC_RELATIVE_MID);
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

/* "This past" is "past", "that same" is "that". */
static void take(qc_date_lead *lead, uint8_t relative, size_t start, bool in)
{
    static const uint64_t parts = QC_DATE_PART_BITS | QC_RELATIVE_BIT(EARLIER) | QC_RELATIVE_BIT(LATER);
    lead->start = start;
    lead->first = relative;
    if (relative == QC_RELATIVE_FISCAL)
        lead->fiscal = true;
    else if (parts >> relative & 1) {
        lead->part = relative;
        lead->inside = in;
    } else if (!lead->side || lead->side == QC_RELATIVE_SAME)
        lead->side = relative;
}

/* The word before what has been looked at so far, and its entry. */
static qc_span step_back(const qc_work *work, size_t at, const qc_word **word)
{
    qc_span span = qc_date_word_before(work, at);
    *word = span.end > span.start ? qc_lexicon_word(&work->view, span) : NULL;
    return span;
}

void qc_date_look_before(const qc_work *work, size_t at, qc_date_lead *lead)
{
    *lead = (qc_date_lead){.start = at, .seen = true};
    lead->before = step_back(work, at, &lead->word);
}

void qc_date_look_back(const qc_work *work, uint64_t allowed, qc_date_lead *lead)
{
    const qc_view *view = &work->view;
    between gap = {.near = true};
    size_t cursor = lead->start;
    qc_span span = lead->before;
    const qc_word *word = lead->word;
    for (int i = 0; word && i < MOST_MODIFIERS; i++) {
        gap.hyphen = qc_at(view, cursor - 1) == '-';
        cursor = span.start;
        bool taken = word->relative && allowed >> word->relative & 1 && may_lead(word->relative, gap);
        if (taken) {
            take(lead, word->relative, span.start, gap.in);
            allowed = allowed_before(word->relative, allowed);
            gap = (between){.near = true};
        } else if (!gap.hyphen && (word->key == QC_KEY_OF || (gap.near && word->key == QC_KEY_THE))) {
            gap.of = gap.of || word->key == QC_KEY_OF;
            gap.near = false;
        } else if (!gap.hyphen && !gap.near && !gap.of && !gap.in && word->key == QC_KEY_IN)
            gap.in = true;
        else
            break;
        span = step_back(work, cursor, &word);
        if (taken) {
            lead->before = span;
            lead->word = word;
        }
        if (!allowed)
            break;
    }
}

void qc_date_look_end(const qc_work *work, qc_date_lead *lead)
{
    const qc_view *view = &work->view;
    qc_span end = lead->before;
    if (!lead->word || lead->word->relative != QC_RELATIVE_END || qc_at(view, lead->start - 1) == '-')
        return;
    const qc_word *word;
    qc_span before = step_back(work, end.start, &word);
    if (!word || !(word->classes & QC_WORD_PREPOSITION))
        return;
    take(lead, QC_RELATIVE_END, end.start, false);
    lead->before = before;
    lead->word = word;
}

void qc_date_lead_apply(const qc_date_lead *lead, qc_mention *mention)
{
    mention->start = lead->start;
    mention->date.relative = lead->side;
    mention->date.part = lead->part;
    mention->date.inside = lead->inside;
    if (lead->fiscal)
        mention->flags |= QC_FLAG_FISCAL;
}
