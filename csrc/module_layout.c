/* How Arrow stores strings, dates, moments and integers (https://arrow.apache.org/docs/format/Columnar.html): from
 * types and places to values. Who made an array is trusted to have made it right.
 */
#include "module_column.h"

#include <string.h>

/* ---- Types ------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *format;
    column_layout layout;
} strings[] = {{"n", COLUMN_NULLS},         {"u", COLUMN_STRINGS}, {"z", COLUMN_STRINGS}, {"U", COLUMN_LARGE_STRINGS},
               {"Z", COLUMN_LARGE_STRINGS}, {"vu", COLUMN_VIEWS},  {"vz", COLUMN_VIEWS}};

/* Days and moments. Behind the colon of a moment stands its zone, in which it has another date than in UTC. */
static const struct {
    const char *format;
    int64_t day;
    int size;
} numbers[] = {{"tdD", 1, 4},         {"tdm", 86400000, 8},     {"tss:", 86400, 8},
               {"tsm:", 86400000, 8}, {"tsu:", 86400000000, 8}, {"tsn:", 86400000000000, 8}};

static bool read_strings(const char *format, column_type *type)
{
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        if (strcmp(format, strings[i].format) == 0) {
            type->layout = strings[i].layout;
            return true;
        }
    return false;
}

static bool read_numbers(const char *format, column_type *type)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        size_t length = strlen(numbers[i].format);
        if (strncmp(format, numbers[i].format, length) == 0 &&
            (!format[length] || strcmp(format + length, "UTC") == 0)) {
            *type = (column_type){
                .layout = COLUMN_NUMBERS, .day = numbers[i].day, .size = numbers[i].size, .is_signed = true};
            return true;
        }
    }
    return false;
}

/* Reads the type of integers. */
static bool read_integers(const char *format, int *size, bool *is_signed)
{
    static const char signs[] = "cCsSiIlL"; /* by size, each signed and unsigned */
    const char *found = strlen(format) == 1 ? strchr(signs, *format) : NULL;

    if (!found)
        return false;
    *size = 1 << (found - signs) / 2;
    *is_signed = (found - signs) % 2 == 0;
    return true;
}

static bool read_values(const char *format, column_type *type)
{
    if (read_strings(format, type) || read_numbers(format, type))
        return true;
    type->layout = COLUMN_NUMBERS;
    return read_integers(format, &type->size, &type->is_signed);
}

static bool read_type(const struct ArrowSchema *schema, column_type *type)
{
    *type = (column_type){.layout = COLUMN_NULLS};
    if (!schema->dictionary)
        return read_values(schema->format, type);
    return read_values(schema->dictionary->format, type) &&
           read_integers(schema->format, &type->index_size, &type->index_signed);
}

bool module_column_type(const struct ArrowSchema *schema, column_type *type)
{
    if (read_type(schema, type))
        return true;
    PyErr_Format(PyExc_TypeError, "a column of texts, dates or integers is wanted, not one of Arrow's type '%.50s'%s",
                 schema->format, strcmp(schema->format, "+s") == 0 ? ": a table has several columns, name one" : "");
    return false;
}

/* ---- Values ------------------------------------------------------------------------------------------------------ */

bool module_column_valid(const struct ArrowArray *array, int64_t at)
{
    const uint8_t *bits = array->n_buffers > 0 && array->null_count != 0 ? array->buffers[0] : NULL;
    int64_t bit = array->offset + at;

    return !bits || (bits[bit / 8] >> (bit % 8) & 1);
}

/* Integer `at` of a buffer. */
static int64_t read_integer(const void *buffer, int64_t at, int size, bool is_signed)
{
    const char *place = (const char *)buffer + at * size;
    int64_t wide;
    int32_t four;
    int16_t two;

    switch (size) {
    case 1: return is_signed ? *(const signed char *)place : *(const unsigned char *)place;
    case 2: memcpy(&two, place, sizeof two); return is_signed ? two : (int64_t)(uint16_t)two;
    case 4: memcpy(&four, place, sizeof four); return is_signed ? four : (int64_t)(uint32_t)four;
    default: memcpy(&wide, place, sizeof wide); return wide;
    }
}

/* Goes on to the dictionary of an array that has one; false where there is no value. */
static bool follow(const column_type *type, const struct ArrowArray **array, int64_t *at)
{
    if (type->layout == COLUMN_NULLS || !module_column_valid(*array, *at))
        return false;
    if (type->index_size == 0)
        return true;
    *at = read_integer((*array)->buffers[1], (*array)->offset + *at, type->index_size, type->index_signed);
    *array = (*array)->dictionary;
    return module_column_valid(*array, *at);
}

/* A string of at most 12 bytes stands in the view itself, a longer one in the buffer that the view names. */
static void read_view(const struct ArrowArray *array, int64_t place, const char **bytes, size_t *length)
{
    enum { VIEW_SIZE = 16, SHORT = 12 };
    const char *view = (const char *)array->buffers[1] + place * VIEW_SIZE;
    int32_t parts[4];

    memcpy(parts, view, sizeof parts);
    *length = (size_t)parts[0];
    *bytes = parts[0] <= SHORT ? view + sizeof *parts : (const char *)array->buffers[2 + parts[2]] + parts[3];
}

bool module_column_string(const column_type *type, const struct ArrowArray *array, int64_t at, const char **bytes,
                          size_t *length)
{
    if (!follow(type, &array, &at))
        return false;
    int64_t place = array->offset + at;
    if (type->layout == COLUMN_VIEWS) {
        read_view(array, place, bytes, length);
        return true;
    }
    bool large = type->layout == COLUMN_LARGE_STRINGS;
    const int32_t *narrow = array->buffers[1];
    const int64_t *wide = array->buffers[1];
    int64_t start = large ? wide[place] : narrow[place], end = large ? wide[place + 1] : narrow[place + 1];
    *bytes = array->buffers[2] ? (const char *)array->buffers[2] + start : "";
    *length = (size_t)(end - start);
    return true;
}

bool module_column_number(const column_type *type, const struct ArrowArray *array, int64_t at, int64_t *number)
{
    if (!follow(type, &array, &at))
        return false;
    *number = read_integer(array->buffers[1], array->offset + at, type->size, type->is_signed);
    return true;
}
