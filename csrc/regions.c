/* The names of countries, for the keys by which claims of different documents are compared. */
#include "quantclaims.h"
#include "tables.h"

const char *qc_region_name(size_t index, const char **code)
{
    if (index >= QC_REGION_COUNT)
        return NULL;
    *code = qc_regions[index].code;
    return qc_regions[index].name;
}
