/* The extractor: what is made once and shared by all calls. The functions are those of quantclaims.h. */
#ifndef QC_EXTRACT_H
#define QC_EXTRACT_H

#include "columns.h"
#include "shelf.h"

/* Everything that a call allocates besides its result; to be freed with qc_work_free, also on failure. */
qc_status qc_work_start(const qc_extractor *extractor, qc_work *work);

/* The straight line from a text to its mentions. `*offset` is the place of a fault in the text. */
qc_status qc_read_text(qc_work *work, const qc_text *text, size_t *offset);

/* Reads the documents [first, end) of a call and appends their rows. On failure `fault` says where. */
qc_status qc_read_documents(qc_work *work, const qc_text *texts, size_t first, size_t end, qc_columns *columns,
                            qc_fault *fault);

struct qc_extractor {
    qc_allocator allocator;
    qc_options options;
    struct qc_grammar *grammar;
    qc_user_lexicon *lexicon;          /* NULL: none */
    struct qc_user_patterns *patterns; /* NULL: none */
    qc_shelf *shelf; /* what a call leaves for the next */
    int32_t dollar; /* code of the US dollar, which a bare $ stands for */
};

#endif
