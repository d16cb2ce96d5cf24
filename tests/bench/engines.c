/* What bench.py measures in C, as a shared library: this project by stage, the bare scan for digits, PCRE2.
 *
 * In: a text in UTF-8. Out: how much was found. Nothing is timed here but the stages, which cannot be called apart.
 */
#define _POSIX_C_SOURCE 200809L
#include "extract.h"
#include "parse.h"
#include "relate.h"
#include "resolve.h"
#include "style.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <time.h>
#if defined(__GNUC__) && defined(__x86_64__)
#include <immintrin.h>
#endif

#define PUBLIC __attribute__((visibility("default")))

enum { TEXT, SCAN, SENTENCES, PARSE, RESOLVE, RELATE, COLUMNS, STAGES };

PUBLIC void *bench_extractor(bool relate)
{
    qc_options options = qc_options_default();
    options.relate = relate;
    options.replace_utf8 = true;
    qc_extractor *extractor = NULL;
    return qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK ? extractor : NULL;
}

/* Rows of a text; SIZE_MAX: failure. */
PUBLIC size_t bench_extract(const qc_extractor *extractor, const char *data, size_t length)
{
    qc_text text = {.data = data, .length = length, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_result *result;
    if (qc_extract(extractor, &text, 1, NULL, &result) != QC_OK)
        return SIZE_MAX;
    size_t rows = result->length;
    qc_result_free(result);
    return rows;
}

static double thread_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Adds the time since `*start` to a stage, and starts anew. */
static void lap(double *seconds, int stage, double *start)
{
    double now = thread_seconds();
    seconds[stage] = now - *start;
    *start = now;
}

/* The flow of extract.c with a watch in hand. */
static qc_status run_stages(qc_work *work, const qc_text *text, qc_columns *columns, double *seconds)
{
    size_t offset;
    double start = thread_seconds();
    QC_TRY(qc_text_narrow(work->allocator, text, true, &work->narrow, &work->narrow_capacity, &work->view, &offset));
    lap(seconds, TEXT, &start);
    size_t words = qc_bitmap_words(work->view.length);
    QC_TRY(qc_grow(work->allocator, (void **)&work->triggers, &work->trigger_capacity, words, sizeof *work->triggers));
    QC_TRY(qc_grow(work->allocator, (void **)&work->stops, &work->stop_capacity, words, sizeof *work->stops));
    qc_scan(&work->view, work->triggers, work->stops);
    lap(seconds, SCAN, &start);
    QC_TRY(qc_text_sentences(work->allocator, &work->view, work->stops, &work->sentences));
    qc_style_read(work);
    lap(seconds, SENTENCES, &start);
    QC_TRY(qc_parse(work));
    lap(seconds, PARSE, &start);
    qc_resolve(work, text->date);
    lap(seconds, RESOLVE, &start);
    QC_TRY(qc_relate(work));
    lap(seconds, RELATE, &start);
    QC_TRY(qc_columns_append(columns, work, 0));
    lap(seconds, COLUMNS, &start);
    return QC_OK;
}

/* Thread CPU seconds of each stage. */
PUBLIC bool bench_stages(const qc_extractor *extractor, const char *data, size_t length, double *seconds)
{
    qc_text text = {.data = data, .length = length, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_work work;
    qc_columns *columns = NULL;
    qc_status status = qc_work_start(extractor, &work);
    if (status == QC_OK)
        status = qc_columns_new(&work, &columns);
    if (status == QC_OK)
        status = run_stages(&work, &text, columns, seconds);
    qc_work_free(&work);
    if (columns)
        qc_result_free(&columns->result);
    return status == QC_OK;
}

#if defined(__GNUC__) && defined(__x86_64__)
__attribute__((target("avx2,popcnt"))) static size_t count_digits(const char *data, size_t length)
{
    size_t found = 0, at = 0;
    for (; length - at >= 32; at += 32) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(const void *)(data + at));
        __m256i digits = _mm256_cmpgt_epi8(_mm256_add_epi8(bytes, _mm256_set1_epi8(127 - '9')), _mm256_set1_epi8(117));
        __m256i signs = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('$')),
                                        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('%')));
        found += (size_t)__builtin_popcount((unsigned)_mm256_movemask_epi8(_mm256_or_si256(digits, signs)));
    }
    return found;
}
#endif

/* How many bytes are digits, $ or %, with AVX2: the least that a search for figures must do. SIZE_MAX: no AVX2 here. */
PUBLIC size_t bench_digits(const char *data, size_t length)
{
#if defined(__GNUC__) && defined(__x86_64__)
    if (__builtin_cpu_supports("avx2"))
        return count_digits(data, length);
#endif
    (void)data, (void)length;
    return SIZE_MAX;
}

PUBLIC void *bench_pcre2(const char *pattern)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &error, &offset, NULL);
    if (code)
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
    return code;
}

/* How often the pattern is found. */
PUBLIC size_t bench_pcre2_count(const pcre2_code *code, const char *data, size_t length)
{
    size_t found = 0, at = 0;
    pcre2_match_data *match = pcre2_match_data_create_from_pattern(code, NULL);
    while (match && at < length && pcre2_match(code, (PCRE2_SPTR)data, length, at, 0, match, NULL) > 0) {
        found++;
        at = pcre2_get_ovector_pointer(match)[1];
    }
    pcre2_match_data_free(match);
    return found;
}
