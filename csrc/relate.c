/* From a figure to a claim, sentence by sentence. */
#include "relate.h"

#include "quotes.h"

static void relate_tokens(const qc_tokens *tokens)
{
    bool moved = qc_role_relate(tokens);
    if (moved)
        qc_link_relate(tokens);
    qc_when_relate(tokens);
    if (moved)
        qc_basis_relate(tokens);
    qc_about_relate(tokens);
    qc_speaker_relate(tokens);
    qc_sense_relate(tokens);
    for (size_t i = 0; tokens->work->explains && i < tokens->count; i++) {
        qc_role_explain(tokens, i);
        qc_sense_explain(tokens, i);
    }
}

static void mark_quoted(qc_work *work)
{
    qc_quotes quotes;
    qc_quotes_begin(&work->view, &quotes);
    for (size_t i = 0; i < work->mention_count; i++)
        if (qc_quotes_hold(&work->view, &quotes, work->mentions[i].start))
            work->mentions[i].flags |= QC_FLAG_QUOTED;
}

/* Where a sentence ends. */
static size_t sentence_end(const qc_work *work, size_t sentence)
{
    return sentence + 1 < work->sentences.count ? work->sentences.starts[sentence + 1] : work->view.length;
}

/* The first mention at or behind `end`; `*figures` says whether one before it, from `first` on, is a figure. */
static size_t next_sentence(const qc_work *work, size_t first, size_t end, bool *figures)
{
    *figures = false;
    for (; first < work->mention_count && work->mentions[first].start < end; first++)
        *figures |= work->mentions[first].kind < QC_KIND_DURATION;
    return first;
}

/* Where the sentence before begins, if it stands in the same line: another line may be of something else. */
static size_t earlier_start(const qc_work *work, size_t sentence)
{
    size_t start = work->sentences.starts[sentence], end = start;
    if (sentence == 0)
        return 0;
    while (qc_is_space(qc_at(&work->view, end - 1)))
        if (work->view.bytes[--end] == '\n')
            return start;
    return work->sentences.starts[sentence - 1];
}

/* Relates the mentions [first, last), which lie in a sentence; `tokens` is room for them. */
static qc_status relate_sentence(qc_work *work, size_t sentence, size_t first, size_t last, qc_tokens *tokens)
{
    size_t start = work->sentences.starts[sentence], end = sentence_end(work, sentence);
    tokens->earlier = earlier_start(work, sentence);
    while (first < last && start < end) { /* a pattern's match may be nothing but the blanks at the end */
        QC_TRY(qc_work_ask(work, start));
        start = qc_tokens_read(work, start, end, first, tokens);
        relate_tokens(tokens);
        first = tokens->last;
    }
    return QC_OK;
}

qc_status qc_relate(qc_work *work)
{
    qc_tokens tokens;
    size_t sentence = 0;
    qc_tokens_begin(&tokens);
    work->asked = 0;
    mark_quoted(work);
    for (size_t mention = 0; mention < work->mention_count;) {
        sentence = qc_sentence_find(&work->sentences, work->mentions[mention].start, sentence);
        bool figures;
        size_t next = next_sentence(work, mention, sentence_end(work, sentence), &figures);
        if (figures || work->sentences.starts[sentence] < QC_HEADLINE_REACH)
            QC_TRY(relate_sentence(work, sentence, mention, next, &tokens));
        mention = next;
    }
    return QC_OK;
}
