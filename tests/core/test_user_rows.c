/* What units, aliases and patterns of the caller's own find, and where one of them ends. */
#include "check.h"

#include "quantclaims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static qc_text utf8(const char *bytes)
{
    return (qc_text){.data = bytes, .length = strlen(bytes), .encoding = QC_UTF8, .date = QC_NO_DATE};
}

/* How many rows the options find in a text, how many patterns are given up, and the first row. */
typedef struct first_row {
    size_t rows, dropped;
    double value;
    int64_t start, end;
    uint8_t kind, dimension;
    char unit[16];
} first_row;

static first_row read_first(const qc_options *options, qc_text text)
{
    qc_extractor *extractor;
    qc_result *result = NULL;
    first_row first = {0};
    CHECK(qc_extractor_new(options, NULL, NULL, &extractor) == QC_OK);
    CHECK(qc_extract(extractor, &text, 1, NULL, &result) == QC_OK);
    const qc_dropped *dropped;
    first.rows = result->length;
    first.dropped = qc_result_dropped(result, &dropped);
    if (result->length > 0) {
        size_t length = 0;
        const char *unit =
            result->unit[0] < 0 ? "" : qc_result_table_string(result, QC_TABLE_UNIT, (size_t)result->unit[0], &length);
        memcpy(first.unit, unit, length < sizeof first.unit ? length : 0);
        first.value = result->value[0];
        first.start = result->start[0];
        first.end = result->end[0];
        first.kind = result->kind[0];
        first.dimension = result->dimension[0];
    }
    qc_result_free(result);
    qc_extractor_free(extractor);
    return first;
}

/* Aliases before a number: the longest one, not behind a letter, and with a trait only glued. */
static void test_aliases_before(void)
{
    static const qc_user_alias aliases[] = {
        {.text = "Q", .before = true},
        {.text = "X-Q", .before = true},
        {.text = "A-Q", .before = true},
        {.text = "W", .before = true, .traits = QC_UNIT_NEEDS_GLUE},
    };
    static const struct {
        const char *text;
        int64_t start;
    } cases[] = {{"He paid Q 2,000.", 8}, {"He paid X-Q 2,000.", 8}, {"He paid A-Q 2,000.", 8}, {"Q 2,000", 0},
                 {"He paid W2,000.", 8},  {"He paid W 2,000.", 10},  {"He paid xQ 2,000.", 11}, {"K 2,000", 2}};
    qc_user_unit unit = {.symbol = "q",
                         .traits = QC_UNIT_CURRENCY,
                         .dimension = QC_DIMENSION_MONEY,
                         .aliases = aliases,
                         .alias_count = sizeof aliases / sizeof *aliases};
    qc_options options = qc_options_default();
    options.units = &unit;
    options.unit_count = 1;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        first_row row = read_first(&options, utf8(cases[i].text));
        CHECK(row.rows == 1 && row.value == 2000 && row.start == cases[i].start);
    }
}

/* A text that goes on where the longest alias could not is none of it. */
static void test_long_alias(void)
{
    static const char alias[] = "gizmo bbbbbbbbbbbbbbbbbbbb",
                      longer[] = "5 gizmo bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                                 "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb 7";
    qc_user_alias aliases[] = {{.text = alias}};
    qc_user_unit unit = {.symbol = "giz", .aliases = aliases, .alias_count = 1};
    qc_options options = qc_options_default();
    options.units = &unit;
    options.unit_count = 1;
    CHECK(strcmp(read_first(&options, utf8("5 gizmo bbbbbbbbbbbbbbbbbbbb.")).unit, "giz") == 0);
    CHECK(strcmp(read_first(&options, utf8(longer)).unit, "giz") != 0);
}

static qc_options one_pattern(qc_user_pattern *pattern, const char *source)
{
    qc_options options = qc_options_default();
    *pattern = (qc_user_pattern){.name = "p", .source = source, .length = strlen(source), .kind = QC_KIND_COUNT};
    options.patterns = pattern;
    options.pattern_count = 1;
    return options;
}

/* The group `value` is a number only where all of it lies in the group, and near its begin. */
static void test_values(void)
{
    static const struct {
        const char *source, *text;
        double value;
    } cases[] = {
        {"mile(?<value>[a-z]+) (?<value>\\d+)", "at a mileone 5", NAN}, /* a word in a word */
        {"a (?<value>dozen) eggs", "a dozen eggs", NAN},                /* "a" belongs to it */
        {"<(?<value>.*)>", "<of the many that came and went and saw and did not see him, some 7>", NAN},
        {"<(?<value>.*)>", "<some 7>", 7},
        {"<(?<value>.*)>", "<x7>", 7},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        qc_user_pattern pattern;
        qc_options options = one_pattern(&pattern, cases[i].source);
        first_row row = read_first(&options, utf8(cases[i].text));
        CHECK(row.rows == 1 && (isnan(cases[i].value) ? isnan(row.value) : row.value == cases[i].value));
    }
}

/* The group `unit`: an alias as a whole, one that stands before numbers, a currency's sign, else words. */
static void test_units_of_patterns(void)
{
    static const struct {
        const char *source, *text, *unit;
        uint8_t dimension;
    } cases[] = {
        {"<(?<value>\\d+) (?<unit>.*)>", "<5 barrels>", "bbl", QC_DIMENSION_VOLUME},
        {"<(?<value>\\d+) (?<unit>.*)>", "<5 barrels high>", "barrels high", QC_DIMENSION_COUNT},
        {"<(?<value>\\d+) (?<unit>.*)>", "<5 $>", "USD", QC_DIMENSION_MONEY},
        {"<(?<value>\\d+) (?<unit>.*)>", "<5 of $>", "of $", QC_DIMENSION_COUNT},
        {"<(?<value>\\d+) (?<unit>.*)>", "<5 Z-Q>", "DOGE", QC_DIMENSION_MONEY},
        {"<(?<value>\\d+) (?<unit>.*)>", "<5 a Z-Q>", "a Z-Q", QC_DIMENSION_COUNT},
        {"<(?<value>\\d+) (?<kind>.*)>", "<5 duration>", "", QC_DIMENSION_DURATION},
        {"<(?<value>\\d+) (?<kind>.*)>", "<5 quantity>", "", QC_DIMENSION_OTHER},
        {"<(?<value>\\d+) (?<kind>.*)>", "<5 money>", "", QC_DIMENSION_MONEY},
    };
    static const qc_user_alias aliases[] = {{.text = "Z-Q", .before = true}};
    static const qc_user_unit own = {.symbol = "DOGE",
                                     .traits = QC_UNIT_CURRENCY,
                                     .dimension = QC_DIMENSION_MONEY,
                                     .aliases = aliases,
                                     .alias_count = 1};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        qc_user_pattern pattern;
        qc_options options = one_pattern(&pattern, cases[i].source);
        options.units = &own;
        options.unit_count = 1;
        first_row row = read_first(&options, utf8(cases[i].text));
        CHECK(row.rows == 1 && row.value == 5 && row.dimension == cases[i].dimension);
        CHECK(strcmp(row.unit, cases[i].unit) == 0);
    }
}

/* Patterns that call themselves find the same as others, and one that calls itself without an end finds nothing. */
static void test_calls(void)
{
    static const char *const sources[] = {"(a|b(?1)c)x",     "(?<n>a|b(?&n)c)x", "(?<n>a|b(?P>n)c)x", "(a|b(?-1)c)x",
                                          "(a|b\\g<1>c)x",   "(a|b\\g'1'c)x",    "(?:bac)x(?-i)",     "(?P<n>bac)x",
                                          "(b)(?:\\g1|acx)", "(?i)(bac)x"};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        qc_user_pattern pattern;
        qc_options options = one_pattern(&pattern, sources[i]);
        first_row row = read_first(&options, utf8("See bacx there."));
        CHECK(row.rows == 1 && row.start == 4 && row.end == 8);
    }
    qc_user_pattern pattern;
    qc_options options = one_pattern(&pattern, "((?1)b|q)");
    CHECK(read_first(&options, utf8("bbb")).rows == 0);
}

/* What is no character stands for one that patterns see as the replacement. */
static void test_no_characters(void)
{
    uint32_t points[] = {'5', 0x110000, 0xd800, 0x1f600, 'x'};
    qc_user_pattern pattern;
    qc_options options = one_pattern(&pattern, "\ufffd\ufffd\U0001f600x");
    first_row row =
        read_first(&options, (qc_text){.data = points, .length = 5, .encoding = QC_UCS4, .date = QC_NO_DATE});
    CHECK(row.rows == 1 && row.start == 1 && row.end == 5);
    CHECK(read_first(&options, utf8("")).rows == 0);
}

/* Characters of two bytes lie across the ends of stretches, windows and attempts. */
static void test_wide_characters(void)
{
    enum { WIDE = 20000 };
    char *bytes = malloc(2 * WIDE + 1);
    bytes[0] = 'a';
    for (size_t i = 0; i < WIDE; i++)
        memcpy(bytes + 1 + 2 * i, "\u00e9", 2);
    qc_text text = {.data = bytes, .length = 2 * WIDE + 1, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_user_pattern pattern;
    qc_options options = one_pattern(&pattern, "\u00e9{4}");
    first_row row = read_first(&options, text);
    CHECK(row.rows == WIDE / 4 && row.dropped == 0 && row.start == 1 && row.end == 5);
    options = one_pattern(&pattern, "(?:\u00e9|\u00e9\u00e9)+[xy]");
    row = read_first(&options, text);
    CHECK(row.rows == 0 && row.dropped == 1);
    free(bytes);
}

int main(void)
{
    test_aliases_before();
    test_long_alias();
    test_values();
    test_units_of_patterns();
    test_calls();
    test_no_characters();
    test_wide_characters();
    return CHECKS_DONE();
}
