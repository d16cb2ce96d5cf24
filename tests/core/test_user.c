/* The caller's own units and patterns: what they find, what is refused, what hostile texts cost, and an allocator that
 * fails. */
#include "check.h"
#include "heap.h"

#include "quantclaims.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const qc_user_alias cargo_aliases[] = {{.text = "LNG cargo"}, {.text = "LNG cargoes"}};
static const qc_user_alias barrel_aliases[] = {{.text = "drums of oil"}};
static const qc_user_alias coin_aliases[] = {{.text = "DOGE"}, {.text = "DOGE", .before = true}};
static const qc_user_unit units[] = {
    {.symbol = "cargo",
     .name = "LNG cargo",
     .base = "m3",
     .factor = 170000,
     .aliases = cargo_aliases,
     .alias_count = 2},
    {.symbol = "bbl", .aliases = barrel_aliases, .alias_count = 1},
    {.symbol = "DOGE",
     .dimension = QC_DIMENSION_MONEY,
     .traits = QC_UNIT_CURRENCY,
     .base = "DOGE",
     .factor = 1,
     .aliases = coin_aliases,
     .alias_count = 2},
};

static const char tanker[] = "(?<value>\\d+) (?<unit>tankers)(?: of (?<kind>\\w+))?";
static const qc_user_pattern patterns[] = {
    {.name = "tanker", .source = tanker, .length = sizeof tanker - 1, .kind = QC_KIND_COUNT},
};

static const char article[] = "\u201cAbout 12 LNG cargoes,\u201d 3 drums of oil, DOGE 2,000 and 5 tankers; 7% in 2023.";

static qc_options make_options(void)
{
    qc_options options = qc_options_default();
    options.use_jit = false;
    options.units = units;
    options.unit_count = sizeof units / sizeof *units;
    options.patterns = patterns;
    options.pattern_count = sizeof patterns / sizeof *patterns;
    return options;
}

static qc_text utf8(const char *bytes)
{
    return (qc_text){.data = bytes, .length = strlen(bytes), .encoding = QC_UTF8, .date = QC_NO_DATE};
}

/* Is the string of a code this one? */
static bool is_string(const qc_result *result, qc_table table, int32_t code, const char *wanted)
{
    size_t length;
    const char *text = code < 0 ? "" : qc_result_table_string(result, table, (size_t)code, &length);
    return code >= 0 && length == strlen(wanted) && memcmp(text, wanted, length) == 0;
}

static void test_rows(void)
{
    static const char *const symbols[] = {"cargo", "bbl", "DOGE", "tanker", "percent"};
    qc_options options = make_options();
    qc_extractor *extractor;
    qc_result *result;
    qc_text text = utf8(article);
    CHECK(qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK);
    CHECK(qc_extract(extractor, &text, 1, NULL, &result) == QC_OK && result->length == 6);
    for (size_t row = 0; row < 5; row++)
        CHECK(is_string(result, QC_TABLE_UNIT, result->unit[row], symbols[row]));
    CHECK(result->base_value[0] == 12 * 170000.0 && is_string(result, QC_TABLE_UNIT, result->base_unit[0], "m3"));
    CHECK(result->dimension[0] == QC_DIMENSION_VOLUME && result->kind[2] == QC_KIND_MONEY);
    CHECK(result->start[0] == 7 && result->comparison[0] == QC_COMPARISON_ABOUT);
    CHECK(result->kind[3] == QC_KIND_COUNT && is_string(result, QC_TABLE_RULE, result->rule[3], "tanker"));
    qc_result_free(result);
    qc_extractor_free(extractor);
}

/* The status of an extractor with one unit, and what the fault says. */
static qc_status refuses(qc_user_unit unit, const char *alias, qc_option_fault *fault)
{
    qc_user_alias aliases[] = {{.text = alias}};
    qc_options options = qc_options_default();
    qc_extractor *extractor;
    unit.aliases = aliases;
    unit.alias_count = 1;
    options.units = &unit;
    options.unit_count = 1;
    qc_status status = qc_extractor_new(&options, NULL, fault, &extractor);
    qc_extractor_free(extractor);
    return status;
}

/* A unit without a dimension or a number that there is, and bases that do not agree with it. */
static void test_units_that_cannot_be(void)
{
    qc_option_fault fault;
    CHECK(refuses((qc_user_unit){.symbol = "q", .dimension = QC_DIMENSION_COUNT_OF}, "qqs", &fault) == QC_BAD_UNIT &&
          strstr(fault.reason, "no such dimension"));
    CHECK(refuses((qc_user_unit){.symbol = "q", .base = "m3", .factor = NAN}, "qqs", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q", .base = "m3", .factor = 1, .offset = INFINITY}, "qqs", &fault) ==
          QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "bbl", .base = "m3", .factor = 1}, "qqs", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "bbl", .dimension = QC_DIMENSION_MASS}, "qqs", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q", .base = "kelvin", .factor = 1}, "qqs", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q", .base = "K", .factor = 2}, "qqs", &fault) == QC_OK);
}

/* Aliases may begin with a letter or a sign of units, and stand for one unit in one place. */
static void test_spellings(void)
{
    static const char *const right[] = {"%q", "\u00b0q", "\"q", "'q", "\u20acq", "q"}, *const wrong[] = {"5q", "#q"};
    qc_option_fault fault;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        CHECK(refuses((qc_user_unit){.symbol = "q"}, right[i], &fault) == QC_OK);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(refuses((qc_user_unit){.symbol = "q"}, wrong[i], &fault) == QC_BAD_UNIT);
}

/* The status of an extractor with two units, each with one alias. */
static qc_status refuses_both(const qc_user_alias *first, const qc_user_alias *second, qc_option_fault *fault)
{
    qc_user_unit both[] = {{.symbol = "q", .aliases = first, .alias_count = 1},
                           {.symbol = "w", .aliases = second, .alias_count = 1}};
    qc_options options = qc_options_default();
    options.units = both;
    options.unit_count = 2;
    qc_extractor *extractor;
    qc_status status = qc_extractor_new(&options, NULL, fault, &extractor);
    qc_extractor_free(extractor);
    return status;
}

static void test_clashes(void)
{
    static const qc_user_alias upper = {.text = "DOGE"}, any = {.text = "doge"}, other = {.text = "dOGE"},
                               before = {.text = "DOGE", .before = true}, number = {.text = "Q#", .before = true},
                               sign = {.text = "$", .before = true};
    qc_option_fault fault;
    CHECK(refuses_both(&upper, &upper, &fault) == QC_BAD_UNIT && fault.index == 1 && fault.other == 0);
    CHECK(refuses_both(&any, &any, &fault) == QC_BAD_UNIT && fault.other == 0);
    CHECK(refuses_both(&upper, &any, &fault) == QC_OK && refuses_both(&any, &upper, &fault) == QC_OK);
    CHECK(refuses_both(&upper, &other, &fault) == QC_OK && refuses_both(&upper, &before, &fault) == QC_OK);
    CHECK(refuses_both(&upper, &number, &fault) == QC_OK);
    CHECK(refuses_both(&upper, &sign, &fault) == QC_BAD_UNIT && fault.other == QC_NO_INDEX);
}

/* A base that is one of the caller's own lends its dimension, and must not contradict another. */
static void test_own_bases(void)
{
    qc_user_unit both[] = {{.symbol = "q", .dimension = QC_DIMENSION_MASS, .base = "q", .factor = 1},
                           {.symbol = "w", .base = "q", .factor = 3, .dimension = QC_DIMENSION_MASS}};
    qc_options options = qc_options_default();
    options.units = both;
    options.unit_count = 2;
    qc_option_fault fault;
    qc_extractor *extractor;
    CHECK(qc_extractor_new(&options, NULL, &fault, &extractor) == QC_OK);
    qc_extractor_free(extractor);
    both[1].dimension = QC_DIMENSION_VOLUME;
    CHECK(qc_extractor_new(&options, NULL, &fault, &extractor) == QC_BAD_UNIT && fault.index == 1 && fault.other == 0);
}

static void test_faults(void)
{
    qc_option_fault fault;
    CHECK(refuses((qc_user_unit){.symbol = "q"}, "qqs", &fault) == QC_OK);
    CHECK(refuses((qc_user_unit){.symbol = "q"}, "mb/d", &fault) == QC_BAD_UNIT &&
          strstr(fault.reason, "million barrels per day"));
    CHECK(refuses((qc_user_unit){.symbol = "q", .traits = QC_UNIT_OVERRIDE}, "mb/d", &fault) == QC_OK);
    CHECK(refuses((qc_user_unit){.symbol = "bbl", .name = "other"}, "qqs", &fault) == QC_BAD_UNIT &&
          strstr(fault.reason, "barrel"));
    CHECK(refuses((qc_user_unit){.symbol = ""}, "qqs", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q", .base = "nope", .factor = 1}, "qqs", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q", .base = "m3", .factor = 0}, "qqs", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q", .base = "m3", .factor = 1, .dimension = QC_DIMENSION_MASS}, "qqs",
                  &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q"}, "", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q"}, "\u2603", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q"}, "\xff", &fault) == QC_BAD_UNIT);
    CHECK(refuses((qc_user_unit){.symbol = "q"}, "a b c d e f g h i j k l m n", &fault) == QC_BAD_UNIT);

    qc_user_pattern pattern = {.name = "p", .source = "(?<value>\\d+", .length = 12, .kind = QC_KIND_COUNT};
    qc_options options = qc_options_default();
    qc_extractor *extractor;
    options.patterns = &pattern;
    options.pattern_count = 1;
    CHECK(qc_extractor_new(&options, NULL, &fault, &extractor) == QC_BAD_PATTERN && fault.index == 0 &&
          fault.offset == 12);
    CHECK(fault.reason[0] && qc_extractor_new(&options, NULL, NULL, &extractor) == QC_BAD_PATTERN && !extractor);
}

/* A pattern needs a name, and finds no dates. */
static void test_patterns_that_cannot_be(void)
{
    qc_user_pattern pattern = {.name = "", .source = "a", .length = 1, .kind = QC_KIND_COUNT};
    qc_options options = qc_options_default();
    options.patterns = &pattern;
    options.pattern_count = 1;
    qc_option_fault fault;
    qc_extractor *extractor;
    CHECK(qc_extractor_new(&options, NULL, &fault, &extractor) == QC_BAD_PATTERN && strstr(fault.reason, "name"));
    pattern.name = "p";
    pattern.kind = QC_KIND_DATE;
    CHECK(qc_extractor_new(&options, NULL, &fault, &extractor) == QC_BAD_PATTERN && strstr(fault.reason, "dates"));
}

/* A pattern that goes back and forth is given up, and says so; the other rows stay. */
static void test_dropped(void)
{
    enum { LENGTH = 200000 };
    qc_user_pattern pattern = {.name = "p", .source = "(a+)+b", .length = 6, .kind = QC_KIND_COUNT};
    char *hostile = malloc(LENGTH);
    for (size_t i = 0; i < LENGTH; i++)
        hostile[i] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b 5% "[i % 63];
    for (unsigned use_jit = 0; use_jit < 2; use_jit++) {
        qc_options options = qc_options_default();
        options.use_jit = use_jit;
        options.patterns = &pattern;
        options.pattern_count = 1;
        qc_extractor *extractor;
        qc_result *result;
        const qc_dropped *dropped;
        qc_text texts[] = {utf8("5%"), {.data = hostile, .length = LENGTH, .encoding = QC_UTF8, .date = QC_NO_DATE}};
        CHECK(qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK);
        CHECK(qc_extract(extractor, texts, 2, NULL, &result) == QC_OK && result->length > LENGTH / 63);
        CHECK(qc_result_dropped(result, &dropped) == 1 && dropped[0].doc == 1 && dropped[0].pattern == 0);
        qc_result_free(result);
        qc_extractor_free(extractor);
    }
    free(hostile);
}

/* Does the making of an extractor, or else its call, say so when allocation `fails` fails, and leave nothing behind? */
static bool fails_well(size_t fails, bool *failed)
{
    qc_options options = make_options();
    heap heap = {.fails = fails};
    qc_allocator allocator = {resize, &heap};
    qc_text text = utf8(article);
    qc_extractor *extractor;
    qc_result *result = NULL;
    qc_status status = qc_extractor_new(&options, &allocator, NULL, &extractor);
    bool right = status == QC_OK ? extractor != NULL : status == QC_NO_MEMORY && !extractor;
    if (status == QC_OK) {
        status = qc_extract(extractor, &text, 1, NULL, &result);
        right = right && (status == QC_OK ? result->length == 6 : status == QC_NO_MEMORY && !result);
    }
    *failed = heap.calls > fails;
    qc_result_free(result);
    qc_extractor_free(extractor);
    return right && heap.live == 0;
}

static void test_failing_allocator(void)
{
    bool right = true, failed = true;
    for (size_t fails = 0; failed; fails++)
        right = right && fails_well(fails, &failed);
    CHECK(right);
}

int main(void)
{
    test_rows();
    test_faults();
    test_units_that_cannot_be();
    test_spellings();
    test_clashes();
    test_own_bases();
    test_patterns_that_cannot_be();
    test_dropped();
    test_failing_allocator();
    return CHECKS_DONE();
}
