/* Why a row is what it is: the sentence of its rule, and the words that gave its columns.
 *
 * In: a text and the surface of a row in it. Out: spans. The text is read once more, by the same stages, which leave
 * their cues in the mentions; nothing is guessed afterwards.
 */
#include "cue.h"
#include "extract.h"

static bool is_figure(const qc_mention *mention)
{
    return mention->kind != QC_KIND_DATE && mention->kind != QC_KIND_TIME && mention->number.divisor > 0;
}

/* Without the spaces and hyphens before it: " a barrel", "-year". */
static qc_span trim(const qc_view *view, qc_span span)
{
    while (span.start < span.end && (qc_is_space(qc_at(view, span.start)) || qc_is_dash(qc_at(view, span.start))))
        span.start++;
    return span;
}

/* Writes the cues of a mention. */
static void tell(const qc_view *view, const qc_mention *mention, qc_evidence *evidence)
{
    qc_span number = {mention->number.start, mention->number.digits_end};
    for (size_t cue = 0; cue < QC_CUE_COUNT_OF; cue++) {
        qc_span span = cue == QC_CUE_SCALE    ? qc_cue_scale(mention)
                       : cue == QC_CUE_NUMBER ? number
                                              : qc_cue_get(mention, (qc_cue)cue);
        span = trim(view, span);
        bool there = span.end > span.start && (cue > QC_CUE_SCALE || is_figure(mention));
        evidence->start[cue] = there ? (int64_t)span.start : -1;
        evidence->end[cue] = there ? (int64_t)span.end : -1;
    }
}

/* Reads the text, and tells of the mention with this surface. */
static qc_status explain(qc_work *work, const qc_text *text, int64_t start, int64_t end, qc_evidence *evidence,
                         size_t *offset)
{
    QC_TRY(qc_read_text(work, text, offset));
    for (size_t i = 0; i < work->mention_count && !evidence->found; i++) {
        const qc_mention *mention = &work->mentions[i];
        evidence->found = (int64_t)mention->start == start && (int64_t)mention->end == end;
        if (evidence->found)
            tell(&work->view, mention, evidence);
    }
    return QC_OK;
}

qc_status qc_explain(const qc_extractor *extractor, const qc_text *text, int64_t start, int64_t end,
                     qc_evidence *evidence)
{
    qc_work work;
    size_t offset = 0;
    evidence->found = false;
    for (size_t cue = 0; cue < QC_CUE_COUNT_OF; cue++)
        evidence->start[cue] = evidence->end[cue] = -1;
    qc_status status = qc_work_start(extractor, &work);
    work.explains = true;
    if (status == QC_OK)
        status = explain(&work, text, start, end, evidence, &offset);
    qc_work_free(&work);
    return status;
}

const char *qc_rule_sentence(size_t rule, const char **name)
{
    static const char *const rules[][2] = {
#define RULE(code, name, sentence) {name, sentence},
        QC_RULES(RULE)
#undef RULE
    };
    if (rule >= QC_RULE_COUNT_OF)
        return NULL;
    *name = rules[rule][0];
    return rules[rule][1];
}

const char *qc_cue_word(unsigned cue)
{
    static const char *const words[] = {
#define WORD(code, word) word,
        QC_CUES(WORD)
#undef WORD
    };
    return cue < QC_CUE_COUNT_OF ? words[cue] : NULL;
}
