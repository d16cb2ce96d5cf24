/* The extractor: what is made once and shared by all calls. The functions are those of quantclaims.h. */
#ifndef QC_EXTRACT_H
#define QC_EXTRACT_H

#include "columns.h"

struct qc_extractor {
    qc_allocator allocator;
    qc_options options;
    struct qc_grammar *grammar;
    qc_user_lexicon *lexicon;          /* NULL: none */
    struct qc_user_patterns *patterns; /* NULL: none */
    int32_t dollar; /* code of the US dollar, which a bare $ stands for */
};

#endif
