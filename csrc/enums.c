/* The words of the enumerations and the sentences of the statuses. */
#include "quantclaims.h"

const char *qc_status_message(qc_status status)
{
    switch (status) {
    case QC_OK: return "no error";
    case QC_NO_MEMORY: return "out of memory";
    case QC_BAD_ARGUMENT: return "an argument is out of its range";
    case QC_BAD_UTF8: return "the text is not UTF-8";
    case QC_BAD_DATE: return "the date is not YYYY-MM-DD in the years 0001 to 9999";
    case QC_BAD_UNIT: return "a unit cannot be added";
    case QC_BAD_PATTERN: return "the pattern does not compile";
    case QC_MATCH_FAILED: return "a pattern could not be matched";
    case QC_INTERRUPTED: return "the call was interrupted";
    }
    return "unknown status";
}

#define WORD(code, word) word,
#define WORDS_OF(noun, LIST)                                                   \
    const char *qc_##noun##_word(unsigned code)                                \
    {                                                                          \
        static const char *const words[] = {LIST(WORD)};                       \
        return code < sizeof words / sizeof *words ? words[code] : NULL;       \
    }

WORDS_OF(kind, QC_KINDS)
WORDS_OF(dimension, QC_DIMENSIONS)
WORDS_OF(comparison, QC_COMPARISONS)
WORDS_OF(role, QC_ROLES)
WORDS_OF(basis, QC_BASES)
WORDS_OF(granularity, QC_GRANULARITIES)
WORDS_OF(flag, QC_FLAGS)
