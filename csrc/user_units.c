/* Making the caller's own lexicon: its units with their bases, its aliases as they are read in texts, and what is wrong
 * with them.
 *
 * In: the units of qc_options. Out: the tables that user_lexicon.c searches, or the first fault.
 */
#include "user_lexicon.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The state of making one. */
typedef struct maker {
    qc_user_lexicon *lexicon;
    const qc_options *options;
    qc_option_fault *fault;
    char *place; /* of the next string */
    size_t row;
    uint8_t *narrow;
    size_t narrow_capacity;
} maker;

/* A fault of the current row, which clashes with another of the caller's, or with none. */
static qc_status refuse(const maker *maker, size_t other, const char *format, const char *first, const char *second,
                        const char *third)
{
    *maker->fault = (qc_option_fault){.index = maker->row, .other = other};
    snprintf(maker->fault->reason, sizeof maker->fault->reason, format, first, second, third);
    return QC_BAD_UNIT;
}

static const char *copy_string(maker *maker, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = memcpy(maker->place, text, size);
    maker->place += size;
    return copy;
}

/* The code of a symbol, built in or of a unit that was added before; -1: none. */
static int32_t find_symbol(const qc_user_lexicon *lexicon, const char *symbol)
{
    int32_t code = qc_unit_find(symbol);
    for (size_t i = 0; code < 0 && i < lexicon->unit_count; i++)
        if (strcmp(lexicon->units[i].symbol, symbol) == 0)
            code = qc_unit_count() + (int32_t)i;
    return code;
}

/* Index of the caller's row that a code comes from, QC_NO_INDEX for a built-in one. */
static size_t row_of(const qc_user_lexicon *lexicon, int32_t code)
{
    return code < qc_unit_count() ? QC_NO_INDEX : lexicon->rows[code - qc_unit_count()];
}

/* Fills base, factor and offset, through the base of the base: a barrel's amount is in cubic metres. */
static qc_status set_base(const maker *maker, const qc_user_unit *given, qc_unit *unit, int32_t code)
{
    bool own = strcmp(given->base, given->symbol) == 0;
    int32_t base = own ? code : find_symbol(maker->lexicon, given->base);
    if (base < 0)
        return refuse(maker, QC_NO_INDEX, "there is no unit \"%s\" for a base%s%s", given->base, "", "");
    if (!isfinite(given->factor) || given->factor == 0 || !isfinite(given->offset))
        return refuse(maker, QC_NO_INDEX, "the factor of %s must be a number other than 0%s%s", given->symbol, "", "");
    unit->factor = given->factor;
    unit->offset = given->offset;
    if (!own) {
        const qc_unit *of = qc_unit_get(maker->lexicon, base);
        if (unit->dimension == QC_DIMENSION_NONE)
            unit->dimension = of->dimension;
        if (unit->dimension != of->dimension)
            return refuse(maker, row_of(maker->lexicon, base), "the base %s has dimension %s, not %s", of->symbol,
                          qc_dimension_word(of->dimension), qc_dimension_word(unit->dimension));
        if (of->base >= 0) {
            unit->factor = given->factor * of->factor;
            unit->offset = given->offset * of->factor + of->offset;
            base = of->base;
        }
    }
    unit->base = (int16_t)base;
    return QC_OK;
}

static bool adds_aliases_only(const qc_user_unit *given)
{
    return !given->name && !given->base && given->dimension == QC_DIMENSION_NONE;
}

/* The code of the row's unit, which is added unless only aliases are. */
static qc_status add_unit(maker *maker, const qc_user_unit *given, int32_t *code)
{
    qc_user_lexicon *lexicon = maker->lexicon;
    if (!given->symbol[0])
        return refuse(maker, QC_NO_INDEX, "a unit needs a symbol%s%s%s", "", "", "");
    *code = find_symbol(lexicon, given->symbol);
    if (*code >= 0 && adds_aliases_only(given))
        return QC_OK;
    if (*code >= 0)
        return refuse(maker, row_of(lexicon, *code),
                      "there is a unit %s (%s); a row without name, dimension and base adds aliases%s", given->symbol,
                      qc_unit_get(lexicon, *code)->name, "");
    *code = qc_unit_count() + (int32_t)lexicon->unit_count;
    if (*code > INT16_MAX || given->dimension >= QC_DIMENSION_COUNT_OF)
        return refuse(maker, QC_NO_INDEX, "%s: too many units, or no such dimension%s%s", given->symbol, "", "");
    qc_unit unit = {.base = -1,
                    .dimension = given->dimension,
                    .traits = (uint16_t)(given->traits & ~(unsigned)(QC_UNIT_TIME | QC_UNIT_OVERRIDE))};
    if (given->base)
        QC_TRY(set_base(maker, given, &unit, *code));
    if (unit.dimension == QC_DIMENSION_NONE)
        unit.dimension = QC_DIMENSION_OTHER;
    unit.symbol = copy_string(maker, given->symbol);
    unit.name = given->name ? copy_string(maker, given->name) : unit.symbol;
    lexicon->rows[lexicon->unit_count] = maker->row;
    lexicon->units[lexicon->unit_count++] = unit;
    return QC_OK;
}

/* A word of four or more lower-case letters is a word in any case; what is shorter is a symbol (tablegen/aliases.py).
 */
static bool matches_any_case(const char *text)
{
    size_t run = 0;
    bool begins = true;
    for (; *text; text++) {
        bool lower = *text >= 'a' && *text <= 'z', letter = lower || (*text >= 'A' && *text <= 'Z');
        run = lower && (begins || run) ? run + 1 : 0;
        if (run == 4)
            return true;
        begins = !letter;
    }
    return false;
}

static bool has_spelling(const qc_alias *entry, const qc_alias *key)
{
    return entry->place == key->place && entry->length == key->length &&
           memcmp(entry->folded, key->folded, key->length) == 0;
}

/* Can an alias begin like this behind a number? (find_unit of unit.c) */
static bool begins_well(const qc_view *view)
{
    uint8_t byte = qc_at(view, 0);
    return qc_is_letter(byte) || qc_is_currency(byte) || byte == '%' || byte == 0xB0 || byte == '"' || byte == '\'';
}

/* The spelling of an alias as its tokens are looked up; false where it is too long or cut nowhere. */
static bool read_spelling(const qc_view *view, qc_alias *made)
{
    bool apart = false;
    if (made->place == QC_ALIAS_BEFORE)
        return qc_user_key_add(made, view->bytes, view->length, false);
    size_t here = 0, count = 0;
    while (here < view->length && count++ < QC_MOST_ALIAS_TOKENS) {
        size_t stop = qc_alias_token_end(view, here);
        if (!qc_user_key_add(made, view->bytes + here, stop - here, apart))
            return false;
        here = qc_alias_next_token(view, stop, &apart);
    }
    return here >= view->length;
}

/* The built-in unit of which the alias is one already; -1: none. */
static int32_t find_built_in(const qc_view *view, uint8_t place)
{
    qc_unit_match match;
    bool found = place == QC_ALIAS_BEFORE ? qc_lexicon_currency_before(view, view->length, &match) && match.start == 0
                 : place == QC_ALIAS_DENOMINATOR ? qc_lexicon_denominator(NULL, view, 0, &match)
                                                 : qc_lexicon_unit(NULL, view, 0, &match);
    return found && match.end == view->length ? match.unit : -1;
}

/* Refuses an alias of another unit. */
static qc_status check_clash(const maker *maker, const char *text, const qc_view *view, const qc_alias *made,
                             bool override)
{
    const qc_user_lexicon *lexicon = maker->lexicon;
    for (size_t i = qc_user_lexicon_first(lexicon, made);
         i < lexicon->alias_count && has_spelling(&lexicon->aliases[i], made); i++) {
        const qc_alias *other = &lexicon->aliases[i];
        bool same = other->any_case == made->any_case &&
                    (made->any_case || memcmp(other->exact, made->exact, made->length) == 0);
        if (same && other->code != made->code)
            return refuse(maker, other->row, "\"%s\" is an alias of %s and of %s", text,
                          qc_unit_get(lexicon, other->code)->symbol, qc_unit_get(lexicon, made->code)->symbol);
    }
    int32_t code = find_built_in(view, made->place);
    if (code < 0 || code == made->code || override)
        return QC_OK;
    return refuse(maker, QC_NO_INDEX,
                  "\"%s\" is an alias of the built-in unit %s (%s); the trait override takes it over", text,
                  qc_unit_get(lexicon, code)->symbol, qc_unit_get(lexicon, code)->name);
}

/* What the view cannot find, or not tell from something else, is no alias. */
static qc_status check_text(const maker *maker, const char *text, const qc_view *view, uint8_t place)
{
    if (memchr(view->bytes, QC_SIGN_MARK, view->length))
        return refuse(maker, QC_NO_INDEX, "the alias \"%s\" has a sign that is not told from others%s%s", text, "", "");
    if (place != QC_ALIAS_BEFORE && !begins_well(view))
        return refuse(maker, QC_NO_INDEX, "the alias \"%s\" begins with neither a letter nor a sign of units%s%s", text,
                      "", "");
    return QC_OK;
}

/* Puts an alias in its place: of one spelling, the exact ones come before the one for any case. */
static void insert(qc_user_lexicon *lexicon, const qc_alias *made)
{
    size_t at = qc_user_lexicon_first(lexicon, made);
    while (made->any_case && at < lexicon->alias_count && has_spelling(&lexicon->aliases[at], made))
        at++;
    memmove(&lexicon->aliases[at + 1], &lexicon->aliases[at], (lexicon->alias_count - at) * sizeof *made);
    lexicon->aliases[at] = *made;
    lexicon->alias_count++;
}

/* Checks an alias, as it is in the view, and adds it. */
static qc_status add_spelling(const maker *maker, int32_t code, uint16_t traits, const qc_user_alias *given,
                              const qc_view *view)
{
    uint8_t behind = traits & QC_UNIT_NAME_ONLY ? QC_ALIAS_DENOMINATOR : QC_ALIAS_BEHIND;
    qc_alias made = {.place = given->before ? QC_ALIAS_BEFORE : behind, .code = code, .row = maker->row};
    made.traits = (uint16_t)(traits & ~(unsigned)QC_UNIT_OVERRIDE);
    made.any_case = matches_any_case(given->text);
    if (view->length == 0 || !read_spelling(view, &made))
        return refuse(maker, QC_NO_INDEX, "the alias \"%.80s\" is empty or too long%s%s", given->text, "", "");
    QC_TRY(check_text(maker, given->text, view, made.place));
    QC_TRY(check_clash(maker, given->text, view, &made, (traits & QC_UNIT_OVERRIDE) != 0));
    insert(maker->lexicon, &made);
    return QC_OK;
}

static qc_status add_alias(maker *maker, int32_t code, const qc_user_unit *unit, const qc_user_alias *given)
{
    qc_text text = {.data = given->text, .length = strlen(given->text), .encoding = QC_UTF8};
    qc_view view;
    size_t offset;
    qc_status status = qc_text_narrow(&maker->lexicon->allocator, &text, false, &maker->narrow, &maker->narrow_capacity,
                                      &view, &offset);
    if (status == QC_BAD_UTF8)
        return refuse(maker, QC_NO_INDEX, "an alias of %s is not UTF-8%s%s", unit->symbol, "", "");
    QC_TRY(status);
    unsigned traits = given->traits | (unit->traits & (QC_UNIT_NAME_ONLY | QC_UNIT_OVERRIDE));
    return add_spelling(maker, code, (uint16_t)traits, given, &view);
}

static qc_status add_rows(maker *maker)
{
    for (maker->row = 0; maker->row < maker->options->unit_count; maker->row++) {
        const qc_user_unit *given = &maker->options->units[maker->row];
        int32_t code = -1;
        QC_TRY(add_unit(maker, given, &code));
        for (size_t i = 0; i < given->alias_count; i++)
            QC_TRY(add_alias(maker, code, given, &given->aliases[i]));
    }
    return QC_OK;
}

/* Room for all that the options may need. */
static qc_status reserve(maker *maker)
{
    qc_user_lexicon *lexicon = maker->lexicon;
    const qc_allocator *allocator = &lexicon->allocator;
    size_t units = maker->options->unit_count, aliases = 0, bytes = 0, none = 0;
    for (size_t i = 0; i < units; i++) {
        const qc_user_unit *given = &maker->options->units[i];
        aliases += given->alias_count;
        bytes += strlen(given->symbol) + 1 + (given->name ? strlen(given->name) + 1 : 0);
    }
    QC_TRY(qc_grow(allocator, (void **)&lexicon->units, &none, units, sizeof *lexicon->units));
    QC_TRY(qc_grow(allocator, (void **)&lexicon->rows, &(size_t){0}, units, sizeof *lexicon->rows));
    QC_TRY(qc_grow(allocator, (void **)&lexicon->aliases, &(size_t){0}, aliases, sizeof *lexicon->aliases));
    QC_TRY(qc_grow(allocator, (void **)&lexicon->strings, &(size_t){0}, bytes, 1));
    maker->place = lexicon->strings;
    return QC_OK;
}

qc_status qc_user_lexicon_new(const qc_allocator *allocator, const qc_options *options, qc_option_fault *fault,
                              qc_user_lexicon **lexicon)
{
    *lexicon = NULL;
    if (options->unit_count == 0)
        return QC_OK;
    qc_user_lexicon *made = allocator->resize(allocator->context, NULL, sizeof *made);
    if (!made)
        return QC_NO_MEMORY;
    *made = (qc_user_lexicon){.allocator = *allocator};
    maker maker = {.lexicon = made, .options = options, .fault = fault};
    qc_status status = reserve(&maker);
    if (status == QC_OK)
        status = add_rows(&maker);
    qc_release(allocator, maker.narrow);
    if (status != QC_OK) {
        qc_user_lexicon_free(made);
        return status;
    }
    *lexicon = made;
    return QC_OK;
}

void qc_user_lexicon_free(qc_user_lexicon *lexicon)
{
    if (!lexicon)
        return;
    qc_allocator allocator = lexicon->allocator;
    qc_release(&allocator, lexicon->units);
    qc_release(&allocator, lexicon->rows);
    qc_release(&allocator, lexicon->aliases);
    qc_release(&allocator, lexicon->strings);
    qc_release(&allocator, lexicon);
}
