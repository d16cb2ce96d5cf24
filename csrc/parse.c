/* The walk over the candidates of the scan. */
#include "parse.h"

#include "figure.h"
#include "lexicon_tables.h"

/* Classes of words with which a number may begin. */
enum { NUMBER_CLASSES = QC_WORD_NUMBER | QC_WORD_SCALE | QC_WORD_FRACTION | QC_WORD_VAGUE | QC_WORD_MULTIPLE };

/* "A" and "an" are the most frequent of trigger words. Does what follows one blank behind them show that they begin no
 * number, length of time or date? */
static inline bool is_mere_article(const qc_view *view, size_t at)
{
    if (qc_lower(view->bytes[at]) != 'a')
        return false;
    size_t end = at + (qc_lower(qc_at(view, at + 1)) == 'n' ? 2 : 1);
    return qc_at(view, end) == ' ' && !qc_may_begin(qc_article_pairs, qc_at(view, end + 1), qc_at(view, end + 2)) &&
           !qc_is_space(qc_at(view, end + 1));
}

/* Reads what begins at a candidate. A date is tried first: "2 May" is no count of Mays. */
static qc_status read_candidate(qc_work *work, size_t at)
{
    const qc_word *word = NULL;
    if (qc_is_letter(work->view.bytes[at])) {
        if (is_mere_article(&work->view, at))
            return QC_OK;
        word = qc_lexicon_read(&work->view, at).word;
        if (!(word->classes & QC_WORD_TRIGGER))
            return QC_OK;
    }
    qc_mention *mention;
    bool found;
    QC_TRY(qc_work_next(work, &mention));
    QC_TRY(qc_date_read(work, at, word, mention, &found));
    if (!found && (!word || word->classes & NUMBER_CLASSES))
        found = qc_figure_read(work, at, mention) ||
                (word && word->classes & QC_WORD_MULTIPLE && qc_multiple_word_read(work, at, mention));
    if (found) {
        work->mention_count++;
        work->next_clear = false;
        work->floor = mention->end;
    }
    return QC_OK;
}

/* Reads what begins at the bits of one word of the bitmap, but not inside what has been read. */
static qc_status read_candidates(qc_work *work, size_t word)
{
    for (uint64_t bits = work->triggers[word]; bits; bits &= bits - 1) {
        size_t at = word * 64 + (size_t)__builtin_ctzll(bits);
        if (at >= work->floor)
            QC_TRY(read_candidate(work, at));
    }
    return QC_OK;
}

qc_status qc_parse(qc_work *work)
{
    enum { ASKED_WORDS = QC_WATCH_STEP / 64 };
    work->mention_count = 0;
    work->next_clear = false;
    work->floor = 0;
    for (size_t word = 0, words = qc_bitmap_words(work->view.length); word < words; word++) {
        QC_TRY(read_candidates(work, word));
        if (word % ASKED_WORDS == ASKED_WORDS - 1)
            QC_TRY(qc_watch_ask(work->watch));
    }
    return QC_OK;
}
