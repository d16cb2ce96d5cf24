/* The ends of ranges: options, codes, statuses and counts beyond their last, and sizes that no memory holds. */
#include "alloc.h"
#include "check.h"
#include "columns.h"
#include "date_rules.h"
#include "decimal.h"

#include <math.h>
#include <string.h>

static void test_statuses_have_their_own_sentences(void)
{
    const char *unknown = qc_status_message((qc_status)1000);
    for (int i = QC_OK; i <= QC_INTERRUPTED; i++) {
        const char *message = qc_status_message((qc_status)i);
        CHECK(strcmp(message, unknown) != 0);
        for (int j = QC_OK; j < i; j++)
            CHECK(strcmp(message, qc_status_message((qc_status)j)) != 0);
    }
}

static void test_words_end_with_their_codes(void)
{
    CHECK(strcmp(qc_kind_word(QC_KIND_DATE), "date") == 0 && !qc_kind_word(1000));
    CHECK(!qc_dimension_word(1000) && !qc_comparison_word(1000) && !qc_role_word(1000) && !qc_basis_word(1000));
    CHECK(!qc_granularity_word(1000) && !qc_flag_word(1000));
    CHECK(qc_cue_word(0) && !qc_cue_word(QC_CUE_COUNT_OF));
}

static qc_status try_options(int fiscal_start, int week_start)
{
    qc_options options = qc_options_default();
    options.fiscal_start = (uint8_t)fiscal_start;
    options.week_start = (uint8_t)week_start;
    options.use_jit = false;
    qc_extractor *extractor;
    qc_status status = qc_extractor_new(&options, NULL, NULL, &extractor);
    CHECK((status == QC_OK) == (extractor != NULL));
    qc_extractor_free(extractor);
    return status;
}

static void test_options_have_ranges(void)
{
    CHECK(try_options(12, 1) == QC_OK && try_options(1, 7) == QC_OK);
    CHECK(try_options(13, 1) == QC_BAD_ARGUMENT);
    CHECK(try_options(1, 0) == QC_BAD_ARGUMENT && try_options(1, 8) == QC_BAD_ARGUMENT);
}

static qc_extractor *make_extractor(void)
{
    qc_options options = qc_options_default();
    qc_extractor *extractor;
    CHECK(qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK);
    return extractor;
}

static void test_tables_end(void)
{
    qc_extractor *extractor = make_extractor();
    qc_text text = {.data = "It sold 5 blue ships.", .length = 21, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_result *result;
    CHECK(qc_extract(extractor, &text, 1, NULL, &result) == QC_OK && result->length == 1);
    size_t units = qc_result_table_length(result, QC_TABLE_UNIT), length = 1;
    const char *last = qc_result_table_string(result, QC_TABLE_UNIT, units - 1, &length);
    CHECK(length == 9 && memcmp(last, "blue ship", length) == 0);
    CHECK(*qc_result_table_string(result, QC_TABLE_UNIT, units, &length) == '\0' && length == 0);
    length = 1;
    CHECK(qc_result_table_length(result, QC_TABLE_COUNT_OF) == 0);
    CHECK(*qc_result_table_string(result, QC_TABLE_COUNT_OF, 0, &length) == '\0' && length == 0);
    qc_result_free(result);
    qc_extractor_free(extractor);
}

static void test_a_row_is_explained_by_both_its_ends(void)
{
    qc_extractor *extractor = make_extractor();
    qc_text text = {.data = "It rose 5% here.", .length = 16, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_evidence evidence;
    CHECK(qc_explain(extractor, &text, 8, 10, &evidence) == QC_OK && evidence.found);
    CHECK(qc_explain(extractor, &text, 8, 9, &evidence) == QC_OK && !evidence.found);
    CHECK(qc_explain(extractor, &text, 9, 10, &evidence) == QC_OK && !evidence.found);
    qc_extractor_free(extractor);
}

static void test_batches_have_a_size(void)
{
    enum { TEXTS = 300, LENGTH = 2000 };
    static char prose[LENGTH];
    static qc_text texts[TEXTS];
    qc_extractor *extractor = make_extractor();
    qc_result *result;
    memset(prose, ' ', sizeof prose);
    memcpy(prose, "It rose 5%.", 11);
    for (size_t i = 0; i < TEXTS; i++)
        texts[i] = (qc_text){.data = prose, .length = LENGTH, .encoding = QC_UTF8, .date = QC_NO_DATE};
    qc_run run = {.threads = 100000};
    CHECK(qc_extract_batch(extractor, texts, TEXTS, &run, NULL, &result) == QC_OK && result->length == TEXTS);
    qc_result_free(result);
    CHECK(qc_extract_batch(extractor, texts, (size_t)INT32_MAX + 1, &run, NULL, &result) == QC_BAD_ARGUMENT && !result);
    qc_extractor_free(extractor);
}

static void test_no_block_is_larger_than_memory(void)
{
    void *block = NULL;
    size_t capacity = 3;
    CHECK(qc_grow_block(&qc_default_allocator, &block, &capacity, SIZE_MAX / 4, 8) == QC_NO_MEMORY);
    CHECK(capacity == 3 && !block);
    capacity = SIZE_MAX / 2;
    CHECK(qc_grow_block(&qc_default_allocator, &block, &capacity, SIZE_MAX - 1, 8) == QC_NO_MEMORY && !block);
}

static void test_codes_and_rows_are_counted_in_32_bits(void)
{
    qc_codes codes = {.count = INT32_MAX};
    CHECK(qc_codes_append(&codes, &qc_default_allocator, "a", 1) == QC_NO_MEMORY);
    qc_columns columns = {.allocator = qc_default_allocator};
    columns.result.length = INT32_MAX;
    CHECK(qc_columns_reserve(&columns, 1) == QC_NO_MEMORY);
}

static void test_the_empty_string_has_a_code(void)
{
    qc_codes codes = {0};
    int32_t empty = -1, again = -1, other = -1;
    size_t length = 1;
    CHECK(qc_codes_intern(&codes, &qc_default_allocator, "", 0, &empty) == QC_OK);
    CHECK(qc_codes_intern(&codes, &qc_default_allocator, "a", 1, &other) == QC_OK);
    CHECK(qc_codes_intern(&codes, &qc_default_allocator, "", 0, &again) == QC_OK);
    CHECK(empty == 0 && again == 0 && other == 1 && codes.count == 2);
    CHECK(*qc_codes_get(&codes, 0, &length) == '\0' && length == 0);
    qc_codes_free(&codes, &qc_default_allocator);
}

static void test_groups_of_the_grammar_are_known(void)
{
    uint8_t field = 99;
    CHECK(qc_date_field_find("weekday", &field) && field != 99);
    field = 99;
    CHECK(!qc_date_field_find("weekdays", &field) && field == 99);
}

static double read_at(const char *digits, int64_t point)
{
    return qc_digits_to_double((const uint8_t *)digits, strlen(digits), point);
}

static void test_decimals_end_in_zero_and_infinity(void)
{
    CHECK(read_at("1", 1) == 1 && read_at("25", 1) == 2.5);
    CHECK(isinf(read_at("1", 1000)) && read_at("1", -1000) == 0);
    CHECK(read_at("000", 3) == 0);
}

int main(void)
{
    test_statuses_have_their_own_sentences();
    test_words_end_with_their_codes();
    test_options_have_ranges();
    test_tables_end();
    test_a_row_is_explained_by_both_its_ends();
    test_batches_have_a_size();
    test_no_block_is_larger_than_memory();
    test_codes_and_rows_are_counted_in_32_bits();
    test_the_empty_string_has_a_code();
    test_groups_of_the_grammar_are_known();
    test_decimals_end_in_zero_and_infinity();
    return CHECKS_DONE();
}
