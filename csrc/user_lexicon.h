/* The caller's own units, currencies and aliases: made once with the extractor, looked up beside the built-in tables.
 *
 * In: the units of qc_options. Out: rows that qc_unit_get finds, and aliases that qc_lexicon_unit and its kin find.
 * Texts of aliases are read in the narrow view, as documents are; what the view cannot tell apart is refused.
 */
#ifndef QC_USER_LEXICON_H
#define QC_USER_LEXICON_H

#include "lexicon_tables.h"

/* What an alias follows or precedes. */
enum { QC_ALIAS_BEHIND, QC_ALIAS_DENOMINATOR, QC_ALIAS_BEFORE };

/* An alias, or as much of one as was read: its tokens with one blank where they stand apart. Sorted by place, then by
 * its letters in lower case; of one spelling, the exact ones come before the one for any case. */
typedef struct qc_alias {
    uint8_t place, length;
    bool any_case;
    uint16_t traits;
    int32_t code;
    size_t row; /* index of the caller's unit, for faults */
    uint8_t exact[QC_LONGEST_PHRASE], folded[QC_LONGEST_PHRASE];
} qc_alias;

struct qc_user_lexicon {
    qc_allocator allocator;
    qc_unit *units;
    size_t *rows; /* of each unit: the index of the caller's */
    size_t unit_count;
    qc_alias *aliases;
    size_t alias_count;
    char *strings; /* symbols and names, each with its NUL */
};

/* Copies the units of the options; `*lexicon` is NULL where there are none. On QC_BAD_UNIT `fault` says why. */
qc_status qc_user_lexicon_new(const qc_allocator *allocator, const qc_options *options, qc_option_fault *fault,
                              qc_user_lexicon **lexicon);
void qc_user_lexicon_free(qc_user_lexicon *lexicon);

/* How many units there are, and unit `index` of them, whose code is qc_unit_count() + index. */
size_t qc_user_lexicon_count(const qc_user_lexicon *lexicon);
const qc_unit *qc_user_lexicon_unit(const qc_user_lexicon *lexicon, size_t index);

/* The longest alias that begins at `at`, behind a number or (`denominator`) behind "per" alone. False: none. */
bool qc_user_lexicon_behind(const qc_user_lexicon *lexicon, const qc_view *view, size_t at, bool denominator,
                            qc_unit_match *match);

/* The longest alias that stands before a number and ends at `at`. False: none. */
bool qc_user_lexicon_before(const qc_user_lexicon *lexicon, const qc_view *view, size_t at, qc_unit_match *match);

/* Of the first alias that is not before the key, the index. */
size_t qc_user_lexicon_first(const qc_user_lexicon *lexicon, const qc_alias *key);

/* Adds a token to a key; false where no alias is that long. */
bool qc_user_key_add(qc_alias *key, const uint8_t *bytes, size_t length, bool apart);

#endif
