/* Patterns of the caller's own: the input is a pattern, a NUL and a text. A search ends within its bounds, gives spans
 * in order, and the same by the JIT as by the interpreter where neither came to a limit. */
#include "fuzz.h"
#include "user_search.h"

enum { LONGEST_PATTERN = 80, LONGEST_TEXT = 400 };

typedef struct outcome {
    qc_span spans[LONGEST_TEXT];
    size_t count;
    bool limited; /* an attempt came to its limit */
} outcome;

static void *resize(void *context, void *block, size_t size)
{
    (void)context;
    if (size > 0)
        return realloc(block, size);
    free(block);
    return NULL;
}

static const qc_allocator allocator = {resize, NULL};

/* False where the pattern does not compile. */
static bool search_all(const uint8_t *source, size_t source_length, const uint8_t *bytes, size_t length, bool use_jit,
                       outcome *outcome)
{
    static qc_matcher *matcher;
    qc_option_fault fault = {.reason = ""};
    qc_pattern *pattern;
    bool found = true;
    if (!matcher)
        REQUIRE(qc_matcher_new(&allocator, &matcher) == QC_OK);
    qc_status status =
        qc_pattern_new_utf8(&allocator, (const char *)source, source_length, use_jit, &fault, &pattern);
    REQUIRE(status == QC_OK || (status == QC_BAD_PATTERN && fault.reason[0] && fault.offset <= source_length));
    if (status != QC_OK)
        return false;
    qc_user_search search = {.pattern = pattern, .matcher = matcher, .bytes = bytes, .length = length};
    for (outcome->count = 0; found; outcome->count += found) {
        REQUIRE(qc_user_search_next(&search, &found) == QC_OK);
        if (found)
            outcome->spans[outcome->count] = qc_user_search_group(&search, 0);
    }
    outcome->limited = search.hits > 0 || search.dropped;
    qc_pattern_free(pattern);
    return true;
}

static void check_spans(const outcome *outcome, size_t characters)
{
    size_t last = 0;
    for (size_t i = 0; i < outcome->count; i++) {
        const qc_span *span = &outcome->spans[i];
        REQUIRE(span->start >= last && span->start < span->end && span->end <= characters);
        last = span->end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static uint32_t points[LONGEST_TEXT];
    static outcome quick, slow;
    const uint8_t *end = size > 0 ? memchr(bytes, 0, size) : NULL;
    size_t source_length = end ? (size_t)(end - bytes) : size, characters;
    if (!end || source_length > LONGEST_PATTERN || size - source_length - 1 > LONGEST_TEXT)
        return 0;
    const uint8_t *text = end + 1;
    size_t length = size - source_length - 1;
    if (!decode(text, length, points, &characters) ||
        !search_all(bytes, source_length, text, length, true, &quick) ||
        !search_all(bytes, source_length, text, length, false, &slow))
        return 0;
    check_spans(&quick, characters);
    check_spans(&slow, characters);
    if (!quick.limited && !slow.limited)
        REQUIRE(quick.count == slow.count &&
                memcmp(quick.spans, slow.spans, quick.count * sizeof *quick.spans) == 0);
    return 0;
}
