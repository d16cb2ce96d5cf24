/* Hostile texts cost steps in proportion to their length: at most 2.05 times as many for twice the text. A step is a
 * basic block of the core, which the compiler counts (-fsanitize-coverage=trace-pc); those of PCRE2 are bounded by its
 * match limit. */
#include "check.h"

#include "quantclaims.h"

#include <string.h>

enum { SIZE = 1 << 15 };

static const char *const pieces[] = {"1",
                                     "1 ",
                                     "1,",
                                     "1.",
                                     "1/",
                                     "1-",
                                     "1:",
                                     "1'",
                                     "100 ",
                                     "1,000,",
                                     "0",
                                     "1a ",
                                     "1\n",
                                     "1\n\n",
                                     "\xc2\xbd",
                                     "5\xc2\xbd-",
                                     "$",
                                     "$1",
                                     "$1 ",
                                     "$1-2 ",
                                     "\xc2\xa5"
                                     "1 ",
                                     "kr 1 ",
                                     "1 USD/",
                                     "%",
                                     "1% ",
                                     "5 per ",
                                     "1 barrel per ",
                                     "1 km per hour per ",
                                     "one ",
                                     "one and ",
                                     "half a ",
                                     "one hundred and ",
                                     "million ",
                                     "twenty-",
                                     "tens of thousands of ",
                                     "two-thirds of a ",
                                     "May ",
                                     "1 January ",
                                     "January-",
                                     "Monday ",
                                     "last ",
                                     "last year ",
                                     "2023-",
                                     "in 2023 ",
                                     "05/06/2024 ",
                                     "4:30 a.m. ",
                                     "2 years ago ",
                                     "a year earlier ",
                                     "Q1 ",
                                     "first ",
                                     "the first of the ",
                                     "1st ",
                                     "early mid-late ",
                                     "winter ",
                                     "by 2 ",
                                     "between 1 and ",
                                     "from 1 to ",
                                     "1 or ",
                                     "10-20-",
                                     "1 and 2 and ",
                                     "compared with 1 ",
                                     "1% 1 point ",
                                     "1 million, ",
                                     "rose to from ",
                                     "rose 5% to ",
                                     "fell ",
                                     "said ",
                                     "he said, ",
                                     "according to ",
                                     "not ",
                                     "if ",
                                     "will ",
                                     "China ",
                                     "?",
                                     "? ",
                                     ". ",
                                     "A. ",
                                     "U.S. ",
                                     "...",
                                     "\n",
                                     "\n\n",
                                     " ",
                                     "\t",
                                     "-",
                                     "\xe2\x80\x94",
                                     "\"",
                                     "\xe2\x80\x9c",
                                     "'",
                                     "((((",
                                     "<div>",
                                     "&amp;",
                                     "a",
                                     "a ",
                                     "a-",
                                     "\xc3\xa9",
                                     "http://1.",
                                     "#1",
                                     "@1",
                                     "1e1",
                                     "\xff"};

static uint64_t steps;

void __sanitizer_cov_trace_pc(void);
__attribute__((no_sanitize_coverage)) void __sanitizer_cov_trace_pc(void) { steps++; }

static uint64_t count_steps(const qc_extractor *extractor, const char *bytes, size_t length)
{
    const qc_text text = {.data = bytes, .length = length, .encoding = QC_UTF8, .date = 19859};
    qc_result *result;
    uint64_t before = steps;
    CHECK(qc_extract(extractor, &text, 1, NULL, &result) == QC_OK);
    uint64_t taken = steps - before;
    qc_result_free(result);
    return taken;
}

/* Fills a buffer with a piece, over and over. */
static void fill(char *bytes, size_t length, const char *piece, size_t period)
{
    for (size_t i = 0; i < length; i++)
        bytes[i] = piece[i % period];
}

static bool is_linear(const qc_extractor *extractor, const char *piece)
{
    static char bytes[2 * SIZE];
    size_t period = strlen(piece), length = SIZE / period * period; /* both end alike */
    fill(bytes, 2 * length, piece, period);
    uint64_t first = count_steps(extractor, bytes, length), second = count_steps(extractor, bytes, 2 * length);
    bool right = first > 0 && 100 * second <= 205 * first;
    if (!right)
        fprintf(stderr, "%s: %.2f times the steps for twice the text\n", piece, (double)second / (double)first);
    return right;
}

int main(void)
{
    for (unsigned use_jit = 0; use_jit < 2; use_jit++) {
        qc_options options = qc_options_default();
        qc_extractor *extractor;
        options.use_jit = use_jit;
        options.replace_utf8 = true;
        CHECK(qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK);
        for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
            CHECK(is_linear(extractor, pieces[i]));
        qc_extractor_free(extractor);
    }
    return CHECKS_DONE();
}
