/* From a figure to a claim, sentence by sentence. */
#include "relate.h"

static void relate_tokens(const qc_tokens *tokens, qc_quotes *quotes)
{
    qc_role_relate(tokens);
    qc_link_relate(tokens);
    qc_basis_relate(tokens);
    qc_when_relate(tokens);
    qc_about_relate(tokens);
    qc_speaker_relate(tokens);
    qc_sense_relate(tokens, quotes);
}

/* Relates the mentions from `first` on that lie in sentence `sentence`; returns the first mention behind it. */
static size_t relate_sentence(qc_work *work, size_t sentence, size_t first, qc_quotes *quotes)
{
    const qc_sentences *sentences = &work->sentences;
    size_t end = sentence + 1 < sentences->count ? sentences->starts[sentence + 1] : work->view.length;
    qc_tokens tokens;
    for (size_t start = sentences->starts[sentence]; start < end;) {
        start = qc_tokens_read(work, start, end, first, &tokens);
        relate_tokens(&tokens, quotes);
        first = tokens.last;
    }
    return first;
}

void qc_relate(qc_work *work)
{
    size_t sentence = 0;
    qc_quotes quotes;
    qc_quotes_begin(&work->view, &quotes);
    for (size_t mention = 0; mention < work->mention_count;) {
        sentence = qc_sentence_find(&work->sentences, work->mentions[mention].start, sentence);
        size_t next = relate_sentence(work, sentence, mention, &quotes);
        mention = next > mention ? next : mention + 1;
    }
}
