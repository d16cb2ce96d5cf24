/* The columns of a result, all in one block of memory, and the tables behind their codes. */
#include "columns.h"

#include "figure.h"
#include "user_lexicon.h"
#include "user_patterns.h"

#include <math.h>
#include <string.h>

/* Longest unit, name or base unit that is written out; longer ones are cut by their writers. */
enum { UNIT_SIZE = 160 };

static const char *const rule_names[] = {
#define RULE_NAME(code, name, sentence) name,
    QC_RULES(RULE_NAME)
#undef RULE_NAME
};

#define COLUMN_SIZE(type, name) + sizeof(type)
enum { ROW_SIZE = 0 QC_COLUMNS(COLUMN_SIZE) };

/* Doubles and offsets must be aligned: each column begins at a multiple of 8, so the capacity is one too. */
enum { CAPACITY_STEP = 8 };

/* The caller's own units and the names of its patterns come first in their tables. */
static qc_status add_own_strings(qc_columns *columns, const qc_work *work)
{
    qc_codes *tables = columns->tables;
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

/* Moves every column into a block of `capacity` rows. */
static qc_status move_columns(qc_columns *columns, size_t capacity)
{
    if (capacity > SIZE_MAX / ROW_SIZE)
        return QC_NO_MEMORY;
    char *block = columns->allocator.resize(columns->allocator.context, NULL, capacity * ROW_SIZE);
    if (!block)
        return QC_NO_MEMORY;
    size_t length = columns->result.length;
    char *place = block;
#define MOVE_COLUMN(type, name)                                                      \
    if (length > 0)                                                                  \
        memcpy(place, columns->result.name, length * sizeof *columns->result.name); \
    columns->result.name = (type *)(void *)place;                                    \
    place += capacity * sizeof(type);
    QC_COLUMNS(MOVE_COLUMN)
#undef MOVE_COLUMN
    qc_release(&columns->allocator, columns->block);
    columns->block = block;
    columns->capacity = capacity;
    return QC_OK;
}

qc_status qc_columns_reserve(qc_columns *columns, size_t more)
{
    size_t wanted = columns->result.length + more;
    if (wanted > INT32_MAX)
        return QC_NO_MEMORY;
    if (wanted <= columns->capacity)
        return QC_OK;
    size_t capacity = columns->capacity * 2 > wanted ? columns->capacity * 2 : wanted;
    return move_columns(columns, (capacity + CAPACITY_STEP - 1) / CAPACITY_STEP * CAPACITY_STEP);
}

/* The code of a unit that is written out: a compound or a counted noun. Its name gets the same place in its own table. */
static qc_status intern_unit(qc_columns *columns, const char *symbol, size_t length, const char *name, size_t name_length,
                             int32_t *code)
{
    qc_codes *units = &columns->tables[QC_TABLE_UNIT];
    size_t known = units->count;
    QC_TRY(qc_codes_intern(units, &columns->allocator, symbol, length, code));
    if (units->count > known)
        QC_TRY(qc_codes_append(&columns->tables[QC_TABLE_UNIT_NAME], &columns->allocator, name, name_length));
    *code += qc_unit_count();
    return QC_OK;
}

/* The code of a counted noun, which is written alike as symbol and name. */
static qc_status noun_code(qc_columns *columns, const qc_work *work, qc_span noun, int32_t *code)
{
    char symbol[UNIT_SIZE];
    size_t length = qc_noun_singular(&work->view, noun, symbol, sizeof symbol);
    return length ? intern_unit(columns, symbol, length, symbol, length, code) : QC_OK;
}

/* The codes of a compound unit and its base, written out and looked up. */
static qc_status make_compound(qc_columns *columns, const qc_work *work, const qc_mention *mention, qc_compound *made)
{
    char symbol[UNIT_SIZE], name[UNIT_SIZE];
    *made = (qc_compound){.dimension = mention->dimension, .unit = mention->unit, .per = mention->per, .base = -1};
    size_t length = qc_unit_symbol(work, mention, symbol, sizeof symbol);
    size_t name_length = qc_unit_name(work, mention, name, sizeof name);
    QC_TRY(intern_unit(columns, symbol, length, name, name_length, &made->code));
    length = qc_unit_base_symbol(work, mention, symbol, sizeof symbol);
    made->base = length ? qc_unit_find(symbol) : -1;
    if (length && made->base < 0)
        QC_TRY(intern_unit(columns, symbol, length, symbol, length, &made->base));
    made->known = true;
    return QC_OK;
}

/* The codes of a compound unit; most were met before. */
static qc_status find_compound(qc_columns *columns, const qc_work *work, const qc_mention *mention, qc_compound **found)
{
    size_t slot = ((size_t)mention->unit * 31 + (size_t)mention->per) % QC_COMPOUND_SLOTS;
    qc_compound *held = *found = &columns->compounds[slot];
    bool same = held->known && held->unit == mention->unit && held->per == mention->per && held->dimension == mention->dimension;
    return same ? QC_OK : make_compound(columns, work, mention, held);
}

/* The unit, the amount in its base unit, and that. */
static qc_status put_units(qc_columns *columns, size_t row, const qc_work *work, const qc_mention *mention)
{
    int32_t code = mention->unit, base = -1;
    double value = mention->unit < 0 || isnan(mention->value) ? NAN : qc_unit_base(work, mention);
    if (mention->unit >= 0 && mention->per >= 0) {
        qc_compound *compound;
        QC_TRY(find_compound(columns, work, mention, &compound));
        code = compound->code;
        base = compound->base;
    } else if (mention->unit >= 0) {
        base = qc_unit_get(work->lexicon, mention->unit)->base;
    }
    if (mention->noun.end > mention->noun.start)
        QC_TRY(noun_code(columns, work, mention->noun, &code));
    columns->result.unit[row] = code;
    columns->result.base_value[row] = value;
    columns->result.base_unit[row] = isnan(value) ? -1 : base;
    return QC_OK;
}

static qc_status timex_code(qc_columns *columns, const qc_mention *mention, int32_t *code)
{
    *code = -1;
    if (!mention->timex[0])
        return QC_OK;
    return qc_codes_intern(&columns->tables[QC_TABLE_TIMEX], &columns->allocator, mention->timex, strlen(mention->timex), code);
}

/* A span as two columns, -1 where there is none. */
static void put_span(int64_t *start, int64_t *end, qc_span span)
{
    bool there = span.end > span.start;
    *start = there ? (int64_t)span.start : -1;
    *end = there ? (int64_t)span.end : -1;
}

static int32_t shifted(int32_t index, size_t by) { return index < 0 ? -1 : index + (int32_t)by; }

/* The columns that are copied as they stand; `first` is the row of the document's first mention. */
static void put_plain(qc_result *result, size_t row, const qc_mention *mention, size_t first)
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
    result->link[row] = shifted(mention->link, first);
    result->period_start[row] = mention->period_start;
    result->period_end[row] = mention->period_end;
    result->granularity[row] = mention->granularity;
    result->period_row[row] = shifted(mention->period_row, first);
    result->flags[row] = mention->flags;
    result->rule[row] = mention->rule;
    put_span(&result->measure_start[row], &result->measure_end[row], mention->measure);
    put_span(&result->subject_start[row], &result->subject_end[row], mention->subject);
    put_span(&result->speaker_start[row], &result->speaker_end[row], mention->speaker);
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

qc_status qc_columns_append(qc_columns *columns, const qc_work *work, int32_t doc)
{
    QC_TRY(append_dropped(columns, work, doc));
    size_t first = columns->result.length, sentence = 0;
    QC_TRY(qc_columns_reserve(columns, work->mention_count));
    for (size_t i = 0; i < work->mention_count; i++) {
        const qc_mention *mention = &work->mentions[i];
        size_t row = first + i;
        if (i % QC_WATCH_STEP == QC_WATCH_STEP - 1)
            QC_TRY(qc_watch_ask(work->watch));
        sentence = qc_sentence_find(&work->sentences, mention->start, sentence);
        columns->result.doc[row] = doc;
        columns->result.sentence[row] = (int32_t)sentence;
        put_plain(&columns->result, row, mention, first);
        QC_TRY(put_units(columns, row, work, mention));
        QC_TRY(timex_code(columns, mention, &columns->result.timex[row]));
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
    return built_in(table) + ((const qc_columns *)(const void *)result)->tables[table].count;
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
    return qc_codes_get(&((const qc_columns *)(const void *)result)->tables[table], code - built_in(table), length);
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
        qc_codes_free(&columns->tables[table], &allocator);
    qc_release(&allocator, columns->dropped);
    qc_release(&allocator, columns->block);
    qc_release(&allocator, columns);
}
