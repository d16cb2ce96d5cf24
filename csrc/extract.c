/* The whole flow: a text becomes candidates, mentions, periods, claims, rows. */
#include "extract.h"

#include "parse.h"
#include "relate.h"
#include "resolve.h"
#include "style.h"
#include "user_lexicon.h"
#include "user_patterns.h"

#include <string.h>

qc_options qc_options_default(void)
{
    return (qc_options){.relate = true, .replace_utf8 = false, .day_first = true, .use_jit = true, .week_start = 1};
}

/* What is compiled once. */
static qc_status compile(qc_extractor *made, const qc_options *options, qc_option_fault *fault)
{
    QC_TRY(qc_grammar_new(&made->allocator, options->use_jit, &made->grammar));
    QC_TRY(qc_user_lexicon_new(&made->allocator, options, fault, &made->lexicon));
    QC_TRY(qc_shelf_new(&made->allocator, &made->shelf));
    return qc_user_patterns_new(&made->allocator, options, fault, &made->patterns);
}

qc_status qc_extractor_new(const qc_options *options, const qc_allocator *allocator, qc_option_fault *fault,
                           qc_extractor **extractor)
{
    qc_option_fault unheard;
    if (!allocator)
        allocator = &qc_default_allocator;
    *extractor = NULL;
    if (options->fiscal_start > 12 || options->week_start < 1 || options->week_start > 7)
        return QC_BAD_ARGUMENT;
    qc_extractor *made = allocator->resize(allocator->context, NULL, sizeof *made);
    if (!made)
        return QC_NO_MEMORY;
    *made = (qc_extractor){.allocator = *allocator, .options = *options, .dollar = qc_unit_find("USD")};
    made->options.units = NULL;
    made->options.patterns = NULL;
    qc_status status = compile(made, options, fault ? fault : &unheard);
    if (status != QC_OK) {
        qc_extractor_free(made);
        return status;
    }
    *extractor = made;
    return QC_OK;
}

void qc_extractor_free(qc_extractor *extractor)
{
    if (!extractor)
        return;
    qc_allocator allocator = extractor->allocator;
    qc_shelf_free(extractor->shelf);
    qc_user_patterns_free(extractor->patterns);
    qc_user_lexicon_free(extractor->lexicon);
    qc_grammar_free(extractor->grammar);
    qc_release(&allocator, extractor);
}

/* Room for the bitmaps of a text, then the scan. */
static qc_status scan(qc_work *work)
{
    size_t words = qc_bitmap_words(work->view.length);
    QC_TRY(qc_grow(work->allocator, (void **)&work->triggers, &work->trigger_capacity, words, sizeof *work->triggers));
    QC_TRY(qc_grow(work->allocator, (void **)&work->stops, &work->stop_capacity, words, sizeof *work->stops));
    qc_scan(&work->view, work->triggers, work->stops);
    return QC_OK;
}

/* Between the stages of a long text, whether the call was given up. */
static qc_status ask(const qc_work *work, const qc_text *text)
{
    return text->length < QC_WATCH_STEP ? QC_OK : qc_watch_ask(work->watch);
}

/* Is the date unknown, or a day of the years 1 to 9999? */
static bool is_date(qc_day day)
{
    enum { FIRST_DAY = -719162, LAST_DAY = 2932896 }; /* Python's date.toordinal() of both less 719163 */
    return day == QC_NO_DATE || (day >= FIRST_DAY && day <= LAST_DAY);
}

qc_status qc_read_text(qc_work *work, const qc_text *text, size_t *offset)
{
    if (!is_date(text->date))
        return QC_BAD_DATE;
    QC_TRY(qc_text_narrow(work->allocator, text, work->options->replace_utf8, &work->narrow, &work->narrow_capacity,
                          &work->view, offset));
    QC_TRY(ask(work, text));
    QC_TRY(scan(work));
    QC_TRY(ask(work, text));
    QC_TRY(qc_text_sentences(work->allocator, &work->view, work->stops, &work->sentences));
    qc_style_read(work);
    QC_TRY(qc_parse(work));
    QC_TRY(qc_user_patterns_read(work, text));
    QC_TRY(ask(work, text));
    qc_resolve(work, text->date);
    return work->options->relate ? qc_relate(work) : QC_OK;
}

qc_status qc_read_documents(qc_work *work, const qc_text *texts, size_t first, size_t end, qc_columns *columns,
                            qc_fault *fault)
{
    for (size_t doc = first; doc < end; doc++) {
        *fault = (qc_fault){.document = doc, .offset = 0};
        QC_TRY(qc_read_text(work, &texts[doc], &fault->offset));
        QC_TRY(qc_work_settle(work));
        QC_TRY(qc_columns_append(columns, work, (int32_t)doc));
        qc_work_trim(work);
    }
    return QC_OK;
}

qc_status qc_work_start(const qc_extractor *extractor, qc_work *work)
{
    memset(work, 0, sizeof *work);
    work->allocator = &extractor->allocator;
    work->options = &extractor->options;
    work->grammar = extractor->grammar;
    work->dollar = extractor->dollar;
    work->lexicon = extractor->lexicon;
    work->patterns = extractor->patterns;
    return qc_matcher_new(work->allocator, &work->matcher);
}

qc_status qc_extract(const qc_extractor *extractor, const qc_text *texts, size_t count, qc_fault *fault,
                     qc_result **result)
{
    return qc_extract_batch(extractor, texts, count, NULL, fault, result);
}
