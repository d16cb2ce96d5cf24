/* Batches by several threads: the same bytes as one, the first of several failures, an end when the caller wants it,
 * and an allocator that fails in any thread. */
#include "check.h"
#include "same.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { TEXTS = 600, TEXT_SIZE = 700, QUESTIONS = 4 };

/* Documents with units, dates and compounds that others have too, and some that none has. */
static char texts[TEXTS][TEXT_SIZE];

static void make_texts(qc_text *batch, size_t count)
{
    static const char *const months[] = {"January", "March", "June", "August"};
    for (size_t i = 0; i < count; i++) {
        int length =
            snprintf(texts[i], TEXT_SIZE,
                     "Exports of gas rose %zu%% last year to %zu.5 bcm, from 30 bcm in %zu. About %zu blue %c-wagons "
                     "and %zu %s wagons cost $%zu a barrel, or %zu euros per %s, in %s %zu.\n\nAnd so it went.",
                     i % 90, i, 1950 + i % 70, i, (char)('a' + i % 26), 2 + i % 9, i % 3 ? "green" : "red", 1 + i % 99,
                     i % 50, i % 2 ? "tonne" : "share", months[i % 4], 1990 + i % 30);
        batch[i] =
            (qc_text){.data = texts[i], .length = (size_t)length, .encoding = QC_UTF8, .date = (qc_day)(9000 + i)};
    }
}

static qc_extractor *make_extractor(const qc_allocator *allocator)
{
    qc_options options = qc_options_default();
    options.use_jit = false;
    qc_extractor *extractor;
    CHECK(qc_extractor_new(&options, allocator, NULL, &extractor) == QC_OK);
    return extractor;
}

static void test_any_number_of_threads(void)
{
    qc_text batch[TEXTS];
    make_texts(batch, TEXTS);
    qc_extractor *extractor = make_extractor(NULL);
    for (size_t count = 0; count <= TEXTS; count = count * 3 + 1) {
        qc_result *alone, *together;
        CHECK(qc_extract(extractor, batch, count, NULL, &alone) == QC_OK && alone->length >= count * 5);
        for (unsigned threads = 0; threads <= 9; threads += 3) {
            qc_run run = {.threads = threads};
            CHECK(qc_extract_batch(extractor, batch, count, &run, NULL, &together) == QC_OK);
            CHECK(same_results(alone, together));
            qc_result_free(together);
        }
        qc_result_free(alone);
    }
    qc_extractor_free(extractor);
}

static void test_first_failure(void)
{
    qc_text batch[TEXTS];
    make_texts(batch, TEXTS);
    texts[TEXTS - 3][0] = texts[TEXTS / 2][7] = texts[TEXTS / 2 + 1][0] = '\xff';
    qc_extractor *extractor = make_extractor(NULL);
    for (int i = 0; i < 20; i++) {
        qc_run run = {.threads = 4};
        qc_fault fault;
        qc_result *result;
        CHECK(qc_extract_batch(extractor, batch, TEXTS, &run, &fault, &result) == QC_BAD_UTF8);
        CHECK(!result && fault.document == TEXTS / 2 && fault.offset == 7);
    }
    qc_extractor_free(extractor);
}

/* Says yes when it is asked for the time that it was told. */
static bool count_down(void *context)
{
    unsigned *left = context;
    return (*left)-- == 0;
}

static void test_interruption(void)
{
    qc_text batch[TEXTS];
    make_texts(batch, TEXTS);
    qc_extractor *extractor = make_extractor(NULL);
    for (unsigned questions = 0; questions < QUESTIONS; questions++) {
        /* Of three threads the caller's may have little to read; it asks at the end at least. */
        unsigned left = questions, threads = questions ? 1 : 3;
        qc_run run = {.threads = threads, .interrupted = count_down, .context = &left};
        qc_result *result;
        CHECK(qc_extract_batch(extractor, batch, TEXTS, &run, NULL, &result) == QC_INTERRUPTED && !result);
    }
    qc_extractor_free(extractor);
}

/* A long document is given up at whichever question the caller wants it, in any stage, and read where he never does. */
static void test_interruption_inside(void)
{
    enum { SENTENCES = 3000 };
    static const char sentence[] = "Tankers: 5 tankers sold $3 million in May 2023, up 4%. ",
                      source[] = "(?<value>\\d+) tankers";
    char *bytes = malloc(SENTENCES * (sizeof sentence - 1) + 1);
    for (size_t i = 0; i < SENTENCES; i++)
        memcpy(bytes + i * (sizeof sentence - 1), sentence, sizeof sentence);
    qc_text text = {
        .data = bytes, .length = SENTENCES * (sizeof sentence - 1), .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_user_pattern pattern = {.name = "p", .source = source, .length = sizeof source - 1, .kind = QC_KIND_COUNT};
    qc_options options = qc_options_default();
    options.patterns = &pattern;
    options.pattern_count = 1;
    qc_extractor *extractor;
    CHECK(qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK);
    qc_status status = QC_INTERRUPTED;
    unsigned questions = 0;
    for (; status == QC_INTERRUPTED; questions += questions < 50 ? 1 : 97) {
        unsigned left = questions;
        qc_run run = {.threads = 1, .interrupted = count_down, .context = &left};
        qc_result *result;
        status = qc_extract_batch(extractor, &text, 1, &run, NULL, &result);
        CHECK(status == QC_OK ? result->length == 4 * SENTENCES : status == QC_INTERRUPTED && !result);
        qc_result_free(result);
    }
    CHECK(questions > 100);
    qc_extractor_free(extractor);
    free(bytes);
}

/* An allocator for several threads that gives out nothing at call number `fails`. */
typedef struct shared_heap {
    atomic_size_t calls, live;
    size_t fails;
} shared_heap;

static void *resize_shared(void *context, void *block, size_t size)
{
    shared_heap *heap = context;
    if (size == 0) {
        heap->live -= block != NULL;
        free(block);
        return NULL;
    }
    if (heap->calls++ == heap->fails)
        return NULL;
    heap->live += block == NULL;
    return realloc(block, size);
}

/* More calls at once than the extractor keeps memory for: each of them waits for all at its first question. */
enum { CALLERS = 40 };
typedef struct meeting {
    qc_extractor *extractor;
    atomic_uint arrived;
} meeting;

static bool wait_for_all(void *context)
{
    meeting *meeting = context;
    meeting->arrived++;
    while (meeting->arrived < CALLERS)
        sched_yield();
    return false;
}

static void *call_together(void *context)
{
    meeting *meeting = context;
    qc_text text = {.data = "Sales rose 5% to $3 million.", .length = 28, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_run run = {.threads = 1, .interrupted = wait_for_all, .context = meeting};
    qc_result *result;
    bool right = qc_extract_batch(meeting->extractor, &text, 1, &run, NULL, &result) == QC_OK && result->length == 2;
    qc_result_free(result);
    return right ? context : NULL;
}

static void test_many_calls_at_once(void)
{
    shared_heap heap = {.fails = SIZE_MAX};
    qc_allocator allocator = {resize_shared, &heap};
    meeting meeting = {.extractor = make_extractor(&allocator)};
    pthread_t callers[CALLERS];
    for (size_t i = 0; i < CALLERS; i++)
        CHECK(pthread_create(&callers[i], NULL, call_together, &meeting) == 0);
    for (size_t i = 0; i < CALLERS; i++) {
        void *right = NULL;
        CHECK(pthread_join(callers[i], &right) == 0 && right);
    }
    qc_extractor_free(meeting.extractor);
    CHECK(heap.live == 0);
}

static void test_failing_allocator(void)
{
    qc_text batch[TEXTS];
    make_texts(batch, TEXTS);
    shared_heap heap = {.fails = SIZE_MAX};
    qc_allocator allocator = {resize_shared, &heap};
    qc_run run = {.threads = 3};
    qc_result *expected, *result;
    qc_extractor *extractor = make_extractor(&allocator);
    CHECK(qc_extract_batch(extractor, batch, TEXTS, &run, NULL, &expected) == QC_OK);
    bool right = true, failed = true;
    for (size_t fails = 0; failed; fails++) {
        heap.calls = 0;
        heap.fails = fails;
        qc_status status = qc_extract_batch(extractor, batch, TEXTS, &run, NULL, &result);
        failed = heap.calls > fails;
        right = right && (status == QC_OK ? same_results(expected, result) : status == QC_NO_MEMORY && !result);
        qc_result_free(result);
    }
    CHECK(right && heap.calls > 20);
    qc_result_free(expected);
    qc_extractor_free(extractor);
    CHECK(heap.live == 0);
}

int main(void)
{
    test_any_number_of_threads();
    test_first_failure();
    test_interruption();
    test_interruption_inside();
    test_many_calls_at_once();
    test_failing_allocator();
    return CHECKS_DONE();
}
