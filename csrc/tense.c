/* Which side of today a clause is on: the nearest of the cue words that calendar.tsv names FUTURE and BYGONE. */
#include "period_rules.h"

/* Words looked at before and behind a date. */
enum { WORDS_BEFORE = 8, WORDS_BEHIND = 5 };

static qc_tense tense_of(const qc_view *view, qc_span span, int distance)
{
    const qc_word *word = qc_lexicon_word(view, span);
    switch (word ? word->relative : QC_RELATIVE_NONE) {
    case QC_RELATIVE_FUTURE:
        return QC_TENSE_FUTURE;
    case QC_RELATIVE_UNTIL:
    case QC_RELATIVE_BEFORE:
        return distance < 3 ? QC_TENSE_FUTURE : QC_TENSE_NONE;
    case QC_RELATIVE_BYGONE:
    case QC_RELATIVE_SINCE:
        return QC_TENSE_PAST;
    default:
        return QC_TENSE_NONE;
    }
}

/* The word that ends before `at`, over one sign of punctuation. */
static qc_span step_back(const qc_view *view, size_t at, size_t floor)
{
    while (at > floor && !qc_is_letter(view->bytes[at - 1]))
        at--;
    qc_span word = qc_word_before(view, at);
    return word.start < floor ? (qc_span){at, at} : word;
}

static qc_tense read_before(const qc_work *work, const qc_mention *mention, size_t floor)
{
    size_t at = mention->start;
    if (floor + 200 < at)
        floor = at - 200; /* eight words are shorter */
    for (int i = 0; i < WORDS_BEFORE; i++) {
        qc_span word = step_back(&work->view, at, floor);
        if (word.end == word.start)
            break;
        qc_tense tense = tense_of(&work->view, word, i);
        if (tense != QC_TENSE_NONE)
            return tense;
        at = word.start;
    }
    return QC_TENSE_NONE;
}

static qc_tense read_behind(const qc_work *work, const qc_mention *mention)
{
    size_t at = mention->end;
    for (int i = 0; i < WORDS_BEHIND; i++) {
        qc_span word = qc_word_after(&work->view, at);
        if (word.end == word.start)
            break;
        qc_tense tense = tense_of(&work->view, word, WORDS_BEFORE);
        if (tense != QC_TENSE_NONE)
            return tense;
        at = word.end;
    }
    return QC_TENSE_NONE;
}

qc_tense qc_tense_read(const qc_work *work, const qc_mention *mention, size_t sentence)
{
    qc_tense before = read_before(work, mention, work->sentences.count ? work->sentences.starts[sentence] : 0);
    return before != QC_TENSE_NONE ? before : read_behind(work, mention);
}
