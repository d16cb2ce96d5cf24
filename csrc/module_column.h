/* A column of Arrow that was taken in: texts, or days. */
#ifndef QC_MODULE_COLUMN_H
#define QC_MODULE_COLUMN_H

#include "module_arrow.h"

/* How the values of a column are stored. */
typedef enum column_layout {
    COLUMN_NULLS,
    COLUMN_STRINGS,       /* int32 offsets */
    COLUMN_LARGE_STRINGS, /* int64 offsets */
    COLUMN_VIEWS,
    COLUMN_NUMBERS /* days, moments in parts of a second, or integers */
} column_layout;

typedef struct column_type {
    column_layout layout;
    int64_t day; /* of COLUMN_NUMBERS: how many of its units a day has; 0: they are integers */
    int size;    /* in bytes, of COLUMN_NUMBERS */
    bool is_signed;
    int index_size; /* of a dictionary's indices; 0: no dictionary */
    bool index_signed;
} column_type;

/* Reads the type of a column; false with a TypeError for one that is neither texts nor dates nor integers. */
bool module_column_type(const struct ArrowSchema *schema, column_type *type);

/* Value `at` of an array, its offset not counted; false where it is null. */
bool module_column_string(const column_type *type, const struct ArrowArray *array, int64_t at, const char **bytes,
                          size_t *length);
bool module_column_number(const column_type *type, const struct ArrowArray *array, int64_t at, int64_t *number);

/* Is a value there? */
bool module_column_valid(const struct ArrowArray *array, int64_t at);

#endif
