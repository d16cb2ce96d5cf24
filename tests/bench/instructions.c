/* What callgrind counts: `instructions FILE [figures]` extracts a file of UTF-8 as one text, once. With the word
 * figures it leaves the relations out. It prints rows and bytes. The counting is switched on by entering qc_extract. */
#include "quantclaims.h"

#include "../read_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments)
{
    qc_text text = {.encoding = QC_UTF8, .date = QC_NO_DATE};
    char *bytes = count > 1 ? read_file(arguments[1], &text.length) : NULL;
    qc_options options = qc_options_default();
    options.relate = count < 3 || strcmp(arguments[2], "figures") != 0;
    options.replace_utf8 = true;
    qc_extractor *extractor = NULL;
    qc_result *result = NULL;
    if (!bytes) {
        fprintf(stderr, "usage: instructions FILE [figures]\n");
        return 2;
    }
    text.data = bytes;
    qc_status status = qc_extractor_new(&options, NULL, NULL, &extractor);
    if (status == QC_OK)
        status = qc_extract(extractor, &text, 1, NULL, &result);
    if (status == QC_OK)
        printf("%zu %zu\n", result->length, text.length);
    else
        fprintf(stderr, "%s\n", qc_status_message(status));
    qc_result_free(result);
    qc_extractor_free(extractor);
    free(bytes);
    return status != QC_OK;
}
