/* Every allocation of every function fails, once and from then on: the function says QC_NO_MEMORY or gives what it
 * gives otherwise, nothing is left behind, and the extractor works afterwards. */
#include "check.h"
#include "heap.h"
#include "same.h"
#include "surfaces.h"

#include <uchar.h>

static const qc_user_alias aliases[] = {{.text = "LNG cargo"}, {.text = "LNG cargoes"}};
static const qc_user_unit units[] = {
    {.symbol = "cargo", .base = "m3", .factor = 170000, .aliases = aliases, .alias_count = 2}};
static const char tanker[] = "(?<value>\\d+) (?<unit>tankers)", hostile[] = "(x+)+y";
static const qc_user_pattern patterns[] = {
    {.name = "tanker", .source = tanker, .length = sizeof tanker - 1, .kind = QC_KIND_COUNT},
    {.name = "hostile", .source = hostile, .length = sizeof hostile - 1, .kind = QC_KIND_COUNT}};

/* With characters beyond ASCII, dates for PCRE2, compound units, a pattern that is given up. */
static const char article[] =
    "OSLO, March 14 2023 \u2013 Exports of gas rose nearly 12% last year to 33.7 billion cubic metres, from 30.1 bcm "
    "in "
    "2021, the ministry said.\n\nAbout 12 LNG cargoes and 5 tankers cost \u20ac2.5m a week, or $3\u20135 per crate, "
    "between "
    "3 May and the end of the first quarter of 2024.\n\nTwo electric vehicles, 15-year-old, by 4:30 p.m. on Thursday. "
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

typedef struct outcome {
    qc_status status;
    qc_result *result;
} outcome;

/* One function under test, with an extractor that is there already, or none. */
typedef outcome call(const qc_allocator *allocator, const qc_extractor *extractor);

static qc_options make_options(bool use_jit)
{
    qc_options options = qc_options_default();
    options.use_jit = use_jit;
    options.units = units;
    options.unit_count = 1;
    options.patterns = patterns;
    options.pattern_count = 2;
    return options;
}

static qc_text text_of(size_t length)
{
    return (qc_text){.data = article, .length = length, .encoding = QC_UTF8, .date = 19859};
}

static outcome make_interpreted(const qc_allocator *allocator, const qc_extractor *unused)
{
    qc_options options = make_options(false);
    qc_extractor *extractor;
    (void)unused;
    outcome outcome = {qc_extractor_new(&options, allocator, NULL, &extractor), NULL};
    CHECK((outcome.status == QC_OK) == (extractor != NULL));
    qc_extractor_free(extractor);
    return outcome;
}

static outcome extract(const qc_allocator *allocator, const qc_extractor *extractor)
{
    const qc_text texts[] = {text_of(sizeof article - 1), text_of(120), text_of(sizeof article - 1)};
    outcome outcome;
    (void)allocator;
    outcome.status = qc_extract(extractor, texts, 3, NULL, &outcome.result);
    return outcome;
}

static outcome explain(const qc_allocator *allocator, const qc_extractor *extractor)
{
    const qc_text text = text_of(sizeof article - 1);
    qc_evidence evidence;
    outcome outcome = {qc_explain(extractor, &text, 49, 52, &evidence), NULL};
    (void)allocator;
    CHECK(outcome.status != QC_OK || evidence.found);
    return outcome;
}

/* A text whose rows and sentences outgrow what is kept between calls; wider characters than the view's, for patterns.
 */
static outcome extract_large(const qc_allocator *allocator, const qc_extractor *extractor)
{
    enum { SENTENCES = 9000 };
    static const uint16_t sentence[] = u"\u0152uvre 5 km. ";
    enum { LENGTH = sizeof sentence / sizeof *sentence - 1 };
    uint16_t *points = malloc(SENTENCES * LENGTH * sizeof *points);
    for (size_t i = 0; i < SENTENCES; i++)
        memcpy(points + i * LENGTH, sentence, LENGTH * sizeof *points);
    const qc_text text = {.data = points, .length = SENTENCES * LENGTH, .encoding = QC_UCS2, .date = QC_NO_DATE};
    outcome outcome;
    (void)allocator;
    outcome.status = qc_extract(extractor, &text, 1, NULL, &outcome.result);
    CHECK(outcome.status != QC_OK || outcome.result->length == SENTENCES);
    free(points);
    return outcome;
}

/* Pieces of a text in each encoding, and spans that lie in none. */
static outcome join_surfaces(const qc_allocator *allocator, const qc_extractor *unused)
{
    static const char latin[] = "caf\xe9 5 km";
    const qc_text texts[] = {text_of(sizeof article - 1),
                             {.data = latin, .length = sizeof latin - 1, .encoding = QC_LATIN1, .date = QC_NO_DATE},
                             {.data = u"\u0152 \xd800 5", .length = 5, .encoding = QC_UCS2, .date = QC_NO_DATE},
                             {.data = "a\xff\xe2\x82 b", .length = 6, .encoding = QC_UTF8, .date = QC_NO_DATE}};
    static const int32_t docs[] = {0, 0, 1, 2, 3, 0};
    static const int64_t starts[] = {20, 0, 0, 0, 0, -1}, ends[] = {22, 4, 4, 3, 3, -1};
    static const char expected[] = "\u2013 OSLOcaf\u00e9\u0152 \ufffda\ufffd\ufffd";
    const qc_pieces pieces = {docs, starts, ends, 6};
    qc_strings strings = {0};
    int32_t places[6];
    (void)unused;
    outcome outcome = {qc_surfaces_add(allocator, texts, 4, &pieces, &strings, places), NULL};
    CHECK(outcome.status != QC_OK ||
          (strings.length == sizeof expected - 1 && memcmp(strings.bytes, expected, strings.length) == 0));
    qc_release(allocator, strings.bytes);
    return outcome;
}

/* Spans of no text, and behind the end of one, are refused. */
static void test_spans_that_cannot_be(void)
{
    static const int32_t docs[] = {-1, 1, 0};
    static const int64_t start = 0, ends[] = {1, 1, sizeof article};
    const qc_text text = text_of(sizeof article - 1);
    for (size_t i = 0; i < 3; i++) {
        const qc_pieces pieces = {&docs[i], &start, &ends[i], 1};
        qc_strings strings = {0};
        int32_t place;
        CHECK(qc_surfaces_add(&qc_default_allocator, &text, 1, &pieces, &strings, &place) == QC_BAD_ARGUMENT);
        qc_release(&qc_default_allocator, strings.bytes);
    }
}

static bool is_well(const outcome *found, const outcome *expected)
{
    if (found->status == QC_NO_MEMORY)
        return !found->result;
    return found->status == QC_OK && (!expected->result || same_results(found->result, expected->result));
}

/* How many allocations of a call were made to fail. */
static size_t fail_each(call *call, bool use_jit, bool persists)
{
    qc_options options = make_options(use_jit);
    size_t fails = 0;
    bool right = true, failed = true;
    for (; failed; fails++) {
        heap heap = {.fails = SIZE_MAX, .persists = persists};
        const qc_allocator allocator = {resize, &heap};
        qc_extractor *extractor = NULL;
        if (call != make_interpreted)
            CHECK(qc_extractor_new(&options, &allocator, NULL, &extractor) == QC_OK);
        heap.calls = 0;
        heap.fails = fails;
        outcome found = call(&allocator, extractor);
        failed = heap.calls > fails;
        heap.fails = SIZE_MAX;
        outcome expected = call(&allocator, extractor);
        right = right && expected.status == QC_OK && is_well(&found, &expected);
        qc_result_free(found.result);
        qc_result_free(expected.result);
        qc_extractor_free(extractor);
        right = right && heap.live == 0;
    }
    CHECK(right);
    return fails;
}

int main(void)
{
    for (unsigned persists = 0; persists < 2; persists++) {
        CHECK(fail_each(make_interpreted, false, persists) > 100);
        CHECK(fail_each(extract, false, persists) > 20);
        CHECK(fail_each(extract, true, persists) > 20);
        CHECK(fail_each(explain, false, persists) > 10);
        CHECK(fail_each(extract_large, false, persists) > 20);
        CHECK(fail_each(join_surfaces, false, persists) > 2);
    }
    test_spans_that_cannot_be();
    return CHECKS_DONE();
}
