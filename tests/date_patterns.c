/* How the grammar of dates is used. `date_patterns count FILE` reads a file of UTF-8 as one text and prints its rows of
 * dates and times, the rows of lengths with a period, and how often PCRE2 was called; it is linked with
 * --wrap=qc_pattern_match. `date_patterns match RULE TEXT` prints how much of the text the rule takes, -1 where it does
 * not match at its start.
 */
#include "pattern.h"
#include "quantclaims.h"
#include "read_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t calls;

qc_status __real_qc_pattern_match(const qc_pattern *pattern, qc_matcher *matcher, const qc_view *view, size_t at,
                                  bool *found);
qc_status __wrap_qc_pattern_match(const qc_pattern *pattern, qc_matcher *matcher, const qc_view *view, size_t at,
                                  bool *found);

qc_status __wrap_qc_pattern_match(const qc_pattern *pattern, qc_matcher *matcher, const qc_view *view, size_t at,
                                  bool *found)
{
    calls++;
    return __real_qc_pattern_match(pattern, matcher, view, at, found);
}

static int count_calls(const char *path)
{
    qc_text text = {.encoding = QC_UTF8, .date = 19859}; /* 2024-05-16 */
    char *bytes = read_file(path, &text.length);
    qc_options options = qc_options_default();
    options.relate = false;
    options.replace_utf8 = true;
    qc_extractor *extractor = NULL;
    qc_result *result = NULL;
    text.data = bytes;
    qc_status status = bytes ? qc_extractor_new(&options, NULL, NULL, &extractor) : QC_NO_MEMORY;
    if (status == QC_OK)
        status = qc_extract(extractor, &text, 1, NULL, &result);
    size_t rows = 0;
    for (size_t i = 0; status == QC_OK && i < result->length; i++)
        rows += result->kind[i] == QC_KIND_DATE || result->kind[i] == QC_KIND_TIME ||
                (result->kind[i] == QC_KIND_DURATION && result->period_start[i] != QC_NAT);
    printf("%zu %zu\n", rows, calls);
    qc_result_free(result);
    qc_extractor_free(extractor);
    free(bytes);
    return status != QC_OK;
}

static int match_rule(const char *name, const char *text)
{
    const qc_grammar_rule *rule = NULL;
    for (size_t i = 0; i < QC_RULE_DATES_COUNT; i++)
        if (strcmp(qc_grammar_dates[i].name, name) == 0)
            rule = &qc_grammar_dates[i];
    const qc_allocator *allocator = &qc_default_allocator;
    qc_pattern *pattern = NULL;
    qc_matcher *matcher = NULL;
    size_t offset;
    bool found = false;
    const qc_view view = {(const uint8_t *)text, strlen(text)};
    qc_status status =
        rule ? qc_pattern_new(allocator, rule->source, rule->length, false, &offset, &pattern) : QC_BAD_PATTERN;
    if (status == QC_OK)
        status = qc_matcher_new(allocator, &matcher);
    if (status == QC_OK)
        status = qc_pattern_match(pattern, matcher, &view, 0, &found);
    unsigned groups;
    if (status == QC_OK)
        printf("%d\n", found ? (int)qc_matcher_groups(matcher, &groups)[1] : -1);
    qc_matcher_free(matcher);
    qc_pattern_free(pattern);
    return status != QC_OK;
}

int main(int count, char **words)
{
    if (count == 3 && strcmp(words[1], "count") == 0)
        return count_calls(words[2]);
    if (count == 4 && strcmp(words[1], "match") == 0)
        return match_rule(words[2], words[3]);
    fprintf(stderr, "usage: date_patterns count FILE | match RULE TEXT\n");
    return 2;
}
