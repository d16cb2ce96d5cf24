/* Codes of units, through small tables of what was met lately. */
#include "row_codes.h"

#include "figure.h"

/* Longest unit, name or base unit that is written out; longer ones are cut by their writers. */
enum { UNIT_SIZE = 160 };

/* The code of a unit that is written out: a compound or a counted noun. Its name gets the same place in its own
 * table. */
static qc_status intern_unit(qc_row_codes *codes, const qc_work *work, const char *symbol, size_t length,
                             const char *name, size_t name_length, int32_t *code)
{
    qc_codes *units = &codes->tables[QC_TABLE_UNIT];
    size_t known = units->count;
    QC_TRY(qc_codes_intern(units, work->allocator, symbol, length, code));
    if (units->count > known)
        QC_TRY(qc_codes_append(&codes->tables[QC_TABLE_UNIT_NAME], work->allocator, name, name_length));
    *code += qc_unit_count();
    return QC_OK;
}

/* The code of a counted noun, which is written alike as symbol and name; none where nothing of it can be written. */
static qc_status make_noun(qc_row_codes *codes, const qc_work *work, qc_span noun, int32_t *code)
{
    char symbol[UNIT_SIZE];
    size_t length = qc_noun_singular(&work->view, noun, symbol, sizeof symbol);
    return length ? intern_unit(codes, work, symbol, length, symbol, length, code) : QC_OK;
}

/* The bytes of a noun, zeros behind them. False where it is too long, and where it begins with an A, because "and" is
 * left out only behind a blank. */
static bool read_key(const qc_view *view, qc_span noun, uint64_t key[QC_NOUN_WORDS])
{
    enum { MOST = QC_NOUN_WORDS * sizeof *key };
    if (noun.end - noun.start > MOST || qc_lower(view->bytes[noun.start]) == 'a')
        return false;
    memset(key, 0, MOST);
    memcpy(key, view->bytes + noun.start, noun.end - noun.start);
    return true;
}

/* The slot of a noun, and whether it holds it; else it takes the noun over. */
static bool find_slot(qc_row_codes *codes, const uint64_t key[QC_NOUN_WORDS], qc_noun_code **found)
{
    uint64_t hash = 0;
    for (int i = 0; i < QC_NOUN_WORDS; i++)
        hash = (hash ^ key[i]) * QC_HASH_FACTOR;
    *found = &codes->nouns[(hash >> 32) % (sizeof codes->nouns / sizeof *codes->nouns)];
    if (memcmp((*found)->key, key, sizeof (*found)->key) == 0)
        return true;
    memcpy((*found)->key, key, sizeof (*found)->key);
    return false;
}

static qc_status noun_code(qc_row_codes *codes, const qc_work *work, qc_span noun, int32_t *code)
{
    uint64_t key[QC_NOUN_WORDS];
    qc_noun_code *held;
    if (!read_key(&work->view, noun, key))
        return make_noun(codes, work, noun, code);
    if (!find_slot(codes, key, &held)) {
        held->code = -1;
        QC_TRY(make_noun(codes, work, noun, &held->code));
    }
    *code = held->code < 0 ? *code : held->code;
    return QC_OK;
}

/* The codes of a compound unit and its base, written out and looked up. */
static qc_status make_compound(qc_row_codes *codes, const qc_work *work, const qc_mention *mention, qc_compound *made)
{
    char symbol[UNIT_SIZE], name[UNIT_SIZE];
    *made = (qc_compound){.dimension = mention->dimension, .unit = mention->unit, .per = mention->per, .base = -1};
    size_t length = qc_unit_symbol(work, mention, symbol, sizeof symbol);
    size_t name_length = qc_unit_name(work, mention, name, sizeof name);
    QC_TRY(intern_unit(codes, work, symbol, length, name, name_length, &made->code));
    length = qc_unit_base_symbol(work, mention, symbol, sizeof symbol);
    made->base = length ? qc_unit_find(symbol) : -1;
    if (length && made->base < 0)
        QC_TRY(intern_unit(codes, work, symbol, length, symbol, length, &made->base));
    made->known = true;
    return QC_OK;
}

/* The codes of a compound unit; most were met before. */
static qc_status find_compound(qc_row_codes *codes, const qc_work *work, const qc_mention *mention, qc_compound **found)
{
    size_t slot = ((size_t)mention->unit * 31 + (size_t)mention->per) % QC_ROW_SLOTS;
    qc_compound *held = *found = &codes->compounds[slot];
    bool same = held->known && held->unit == mention->unit && held->per == mention->per &&
                held->dimension == mention->dimension;
    return same ? QC_OK : make_compound(codes, work, mention, held);
}

qc_status qc_row_units(qc_row_codes *codes, const qc_work *work, const qc_mention *mention, int32_t *unit,
                       int32_t *base)
{
    *unit = mention->unit;
    *base = -1;
    if (mention->unit >= 0 && mention->per >= 0) {
        qc_compound *compound;
        QC_TRY(find_compound(codes, work, mention, &compound));
        *unit = compound->code;
        *base = compound->base;
    } else if (mention->unit >= 0) {
        *base = qc_unit_get(work->lexicon, mention->unit)->base;
    }
    return mention->noun.end > mention->noun.start ? noun_code(codes, work, mention->noun, unit) : QC_OK;
}
