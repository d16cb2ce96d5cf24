/* Are two results the same, column by column, bit by bit, and in their tables of strings? */
#ifndef QC_SAME_H
#define QC_SAME_H

#include "quantclaims.h"

#include <string.h>

static inline bool same_string(const qc_result *left, const qc_result *right, qc_table table, size_t code, size_t twin)
{
    size_t length, other;
    const char *text = qc_result_table_string(left, table, code, &length);
    const char *second = qc_result_table_string(right, table, twin, &other);
    return length == other && memcmp(text, second, length) == 0;
}

static inline bool same_tables(const qc_result *left, const qc_result *right)
{
    bool same = true;
    for (unsigned table = 0; table < QC_TABLE_COUNT_OF; table++) {
        size_t count = qc_result_table_length(left, (qc_table)table);
        same = same && count == qc_result_table_length(right, (qc_table)table);
        for (size_t code = 0; same && code < count; code++)
            same = same_string(left, right, (qc_table)table, code, code);
    }
    return same;
}

static inline bool same_code(const qc_result *left, const qc_result *right, qc_table table, int32_t code)
{
    return code < 0 || same_string(left, right, table, (size_t)code, (size_t)code);
}

/* The columns, and the strings that they name. */
static inline bool same_rows(const qc_result *left, const qc_result *right)
{
    if (left->length != right->length)
        return false;
    bool same = true;
#define COMPARE(type, name)                                                                                            \
    same = same && (left->length == 0 || memcmp(left->name, right->name, left->length * sizeof(type)) == 0);
    QC_COLUMNS(COMPARE)
#undef COMPARE
    for (size_t row = 0; same && row < left->length; row++)
        same = same_code(left, right, QC_TABLE_UNIT, left->unit[row]) &&
               same_code(left, right, QC_TABLE_UNIT, left->base_unit[row]) &&
               same_code(left, right, QC_TABLE_TIMEX, left->timex[row]) &&
               same_code(left, right, QC_TABLE_RULE, left->rule[row]);
    return same;
}

/* The columns, and all strings of the tables. */
static inline bool same_results(const qc_result *left, const qc_result *right)
{
    return same_rows(left, right) && same_tables(left, right);
}

#endif
