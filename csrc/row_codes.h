/* The codes of a row's unit and base unit, as places in the tables of the result.
 *
 * In: mentions. Out: codes. What was met lately is found without writing it out and looking it up again.
 */
#ifndef QC_ROW_CODES_H
#define QC_ROW_CODES_H

#include "codes.h"
#include "work.h"

enum {
    QC_NOUN_WORDS = 4, /* words of 64 bits: all but the longest nouns */
    QC_ROW_SLOTS = 64  /* texts have a few dozen units; what finds its slot taken takes it over */
};

/* A counted noun that was met, as it was written, and its code; all zero: none. */
typedef struct qc_noun_code {
    uint64_t key[QC_NOUN_WORDS];
    int32_t code;
} qc_noun_code;

/* The codes of a compound unit that was met: its own and that of its base unit. */
typedef struct qc_compound {
    bool known;
    uint8_t dimension;
    int32_t unit, per, code, base;
} qc_compound;

typedef struct qc_row_codes {
    qc_codes tables[QC_TABLE_COUNT_OF];
    qc_compound compounds[QC_ROW_SLOTS];
    qc_noun_code nouns[2 * QC_ROW_SLOTS];
} qc_row_codes;

/* The unit and the base unit of a figure that has a unit or a noun; -1: none. */
qc_status qc_row_units(qc_row_codes *codes, const qc_work *work, const qc_mention *mention, int32_t *unit,
                       int32_t *base);

#endif
