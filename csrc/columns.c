/* The columns of a result, all in one block of memory, and the tables behind their codes. */
#include "columns.h"

#include "figure.h"
#include "user_lexicon.h"
#include "user_patterns.h"

#include <math.h>
#include <string.h>

static const char *const rule_names[] = {
#define RULE_NAME(code, name, sentence) name,
    QC_RULES(RULE_NAME)
#undef RULE_NAME
};

#define COLUMN_SIZE(type, name) + sizeof(type)
enum { ROW_SIZE = 0 QC_COLUMNS(COLUMN_SIZE) };

/* Doubles and offsets must be aligned: each column begins at a multiple of 8, so the capacity is one too. */
enum { CAPACITY_STEP = 8 };

/* Bytes of columns that are kept to be filled again, when their rows are taken out. */
enum { LARGEST = 1 << 20 };

/* The caller's own units and the names of its patterns come first in their tables. */
static qc_status add_own_strings(qc_columns *columns, const qc_work *work)
{
    qc_codes *tables = columns->codes.tables;
    for (size_t i = 0; i < qc_user_lexicon_count(work->lexicon); i++) {
        const qc_unit *unit = qc_user_lexicon_unit(work->lexicon, i);
        int32_t code;
        QC_TRY(qc_codes_intern(&tables[QC_TABLE_UNIT], &columns->allocator, unit->symbol, strlen(unit->symbol), &code));
        QC_TRY(qc_codes_append(&tables[QC_TABLE_UNIT_NAME], &columns->allocator, unit->name, strlen(unit->name)));
    }
    for (size_t i = 0; i < qc_user_patterns_count(work->patterns); i++) {
        const char *name = qc_user_patterns_name(work->patterns, i);
        QC_TRY(qc_codes_append(&tables[QC_TABLE_RULE], &columns->allocator, name, strlen(name)));
    }
    return QC_OK;
}

qc_status qc_columns_new(const qc_work *work, qc_columns **columns)
{
    const qc_allocator *allocator = work->allocator;
    qc_columns *made = allocator->resize(allocator->context, NULL, sizeof *made);
    *columns = made;
    if (!made)
        return QC_NO_MEMORY;
    memset(made, 0, sizeof *made);
    made->allocator = *allocator;
    return add_own_strings(made, work);
}

/* Copies every column into a block that has room for `capacity` rows; `to` may be `from`. */
static void copy_columns(const qc_result *from, size_t capacity, char *block, qc_result *to)
{
    size_t length = to->length = from->length;
#define COPY_COLUMN(type, name)                                \
    if (length > 0)                                            \
        memcpy(block, from->name, length * sizeof *from->name); \
    to->name = (type *)(void *)block;                          \
    block += capacity * sizeof(type);
    QC_COLUMNS(COPY_COLUMN)
#undef COPY_COLUMN
}

/* A block for at least so many rows; `*capacity` becomes how many. */
static qc_status make_block(const qc_allocator *allocator, size_t *capacity, void **block)
{
    if (*capacity > SIZE_MAX / ROW_SIZE - CAPACITY_STEP)
        return QC_NO_MEMORY;
    *capacity = (*capacity + CAPACITY_STEP - 1) / CAPACITY_STEP * CAPACITY_STEP;
    *block = allocator->resize(allocator->context, NULL, *capacity * ROW_SIZE);
    return *block ? QC_OK : QC_NO_MEMORY;
}

qc_status qc_columns_reserve(qc_columns *columns, size_t more)
{
    size_t wanted = columns->result.length + more;
    if (wanted > INT32_MAX)
        return QC_NO_MEMORY;
    if (wanted <= columns->capacity)
        return QC_OK;
    size_t capacity = columns->capacity * 2 > wanted ? columns->capacity * 2 : wanted;
    void *block;
    QC_TRY(make_block(&columns->allocator, &capacity, &block));
    copy_columns(&columns->result, capacity, block, &columns->result);
    qc_release(&columns->allocator, columns->block);
    columns->block = block;
    columns->capacity = capacity;
    return QC_OK;
}

qc_status qc_columns_take(qc_columns *columns, qc_rows *rows)
{
    size_t capacity = columns->result.length;
    *rows = (qc_rows){.columns = columns->result};
    if (columns->capacity > LARGEST / ROW_SIZE) {
        rows->block = columns->block;
        columns->block = NULL;
        columns->capacity = 0;
    } else if (capacity > 0) {
        QC_TRY(make_block(&columns->allocator, &capacity, &rows->block));
        copy_columns(&columns->result, capacity, rows->block, &rows->columns);
    }
    columns->result.length = 0;
    return QC_OK;
}

/* A span as two columns, -1 where there is none. */
static void put_span(int64_t *start, int64_t *end, qc_span span)
{
    int64_t none = -(int64_t)(span.end <= span.start);
    *start = (int64_t)span.start | none;
    *end = (int64_t)span.end | none;
}

static int32_t shifted(int32_t index, size_t by) { return index < 0 ? -1 : index + (int32_t)by; }

/* The columns that only the relations fill; `first` is the row of the document's first mention. */
static void put_relations(qc_result *result, size_t row, const qc_mention *mention, size_t first)
{
    result->link[row] = shifted(mention->link, first);
    result->period_row[row] = shifted(mention->period_row, first);
    put_span(&result->measure_start[row], &result->measure_end[row], mention->measure);
    put_span(&result->subject_start[row], &result->subject_end[row], mention->subject);
    put_span(&result->speaker_start[row], &result->speaker_end[row], mention->speaker);
}

/* The same columns where there are no relations. */
static void put_no_relations(qc_result *result, size_t row)
{
    result->link[row] = result->period_row[row] = -1;
    result->measure_start[row] = result->measure_end[row] = -1;
    result->subject_start[row] = result->subject_end[row] = -1;
    result->speaker_start[row] = result->speaker_end[row] = -1;
}

/* The columns that are copied as they stand. */
static void put_plain(qc_result *result, size_t row, const qc_mention *mention)
{
    result->start[row] = (int64_t)mention->start;
    result->end[row] = (int64_t)mention->end;
    result->kind[row] = mention->kind;
    result->dimension[row] = mention->dimension;
    result->value[row] = mention->value;
    result->high[row] = mention->high;
    result->resolution[row] = mention->resolution;
    result->comparison[row] = mention->comparison;
    result->direction[row] = mention->direction;
    result->role[row] = mention->role;
    result->basis[row] = mention->basis;
    result->period_start[row] = mention->period_start;
    result->period_end[row] = mention->period_end;
    result->granularity[row] = mention->granularity;
    result->flags[row] = mention->flags;
    result->rule[row] = mention->rule;
}

/* Keeps which patterns were given up in the document. */
static qc_status append_dropped(qc_columns *columns, const qc_work *work, int32_t doc)
{
    for (size_t i = 0; i < work->dropped_count; i++) {
        QC_TRY(qc_grow(&columns->allocator, (void **)&columns->dropped, &columns->dropped_capacity,
                       columns->dropped_count + 1, sizeof *columns->dropped));
        columns->dropped[columns->dropped_count++] = (qc_dropped){.doc = doc, .pattern = work->dropped[i]};
    }
    return QC_OK;
}

/* The unit, the amount in its base unit, and that. */
static qc_status put_units(qc_columns *columns, size_t row, const qc_work *work, const qc_mention *mention)
{
    qc_result *result = &columns->result;
    result->unit[row] = result->base_unit[row] = -1;
    result->base_value[row] = NAN;
    if (mention->unit < 0 && mention->noun.end <= mention->noun.start)
        return QC_OK;
    if (mention->unit >= 0 && !isnan(mention->value))
        result->base_value[row] = qc_unit_base(work, mention);
    QC_TRY(qc_row_units(&columns->codes, work, mention, &result->unit[row], &result->base_unit[row]));
    if (isnan(result->base_value[row]))
        result->base_unit[row] = -1;
    return QC_OK;
}

static qc_status put_timex(qc_columns *columns, size_t row, const qc_mention *mention)
{
    columns->result.timex[row] = -1;
    if (!mention->timex[0])
        return QC_OK;
    return qc_codes_intern(&columns->codes.tables[QC_TABLE_TIMEX], &columns->allocator, mention->timex,
                           strlen(mention->timex), &columns->result.timex[row]);
}

qc_status qc_columns_append(qc_columns *columns, const qc_work *work, int32_t doc)
{
    QC_TRY(append_dropped(columns, work, doc));
    size_t first = columns->result.length, sentence = 0;
    QC_TRY(qc_columns_reserve(columns, work->mention_count));
    for (size_t i = 0; i < work->mention_count; i++) {
        const qc_mention *mention = &work->mentions[i];
        if (i % QC_WATCH_STEP == QC_WATCH_STEP - 1)
            QC_TRY(qc_watch_ask(work->watch));
        sentence = qc_sentence_find(&work->sentences, mention->start, sentence);
        columns->result.doc[first + i] = doc;
        columns->result.sentence[first + i] = (int32_t)sentence;
        put_plain(&columns->result, first + i, mention);
        if (work->options->relate)
            put_relations(&columns->result, first + i, mention, first);
        else
            put_no_relations(&columns->result, first + i);
        QC_TRY(put_units(columns, first + i, work, mention));
        QC_TRY(put_timex(columns, first + i, mention));
    }
    columns->result.length = first + work->mention_count;
    return QC_OK;
}

/* How many strings of a table are built in; they come before those met. */
static size_t built_in(qc_table table)
{
    if (table == QC_TABLE_RULE)
        return QC_RULE_COUNT_OF;
    return table == QC_TABLE_TIMEX ? 0 : (size_t)qc_unit_count();
}

static const char *built_in_string(qc_table table, size_t code)
{
    if (table == QC_TABLE_RULE)
        return rule_names[code];
    const qc_unit *unit = qc_unit_get(NULL, (int32_t)code);
    return table == QC_TABLE_UNIT ? unit->symbol : unit->name;
}

size_t qc_result_table_length(const qc_result *result, qc_table table)
{
    if (table >= QC_TABLE_COUNT_OF)
        return 0;
    return built_in(table) + ((const qc_columns *)(const void *)result)->codes.tables[table].count;
}

const char *qc_result_table_string(const qc_result *result, qc_table table, size_t code, size_t *length)
{
    if (table >= QC_TABLE_COUNT_OF) {
        *length = 0;
        return "";
    }
    if (code < built_in(table)) {
        const char *string = built_in_string(table, code);
        *length = strlen(string);
        return string;
    }
    return qc_codes_get(&((const qc_columns *)(const void *)result)->codes.tables[table], code - built_in(table),
                        length);
}

size_t qc_result_dropped(const qc_result *result, const qc_dropped **dropped)
{
    const qc_columns *columns = (const qc_columns *)(const void *)result;
    *dropped = columns->dropped;
    return columns->dropped_count;
}

void qc_result_free(qc_result *result)
{
    if (!result)
        return;
    qc_columns *columns = (qc_columns *)(void *)result;
    qc_allocator allocator = columns->allocator;
    for (int table = 0; table < QC_TABLE_COUNT_OF; table++)
        qc_codes_free(&columns->codes.tables[table], &allocator);
    qc_release(&allocator, columns->dropped);
    qc_release(&allocator, columns->block);
    qc_release(&allocator, columns);
}
