/* What is usual in a country: the order of day and month in 05/06/2024, and the government's fiscal year.
 *
 * In: an ISO 3166-1 code. Out: options. It knows no words and no texts.
 */
#include "quantclaims.h"
#include "tables.h"

#include <string.h>

typedef struct customs {
    char code[3];
    bool month_first;
    uint8_t fiscal_start;
    bool by_start; /* the fiscal year is named after the year in which it begins */
} customs;

/* Month first: short dates of the English locales of Unicode CLDR 45. Fiscal years: CIA, The World Factbook, "Fiscal
 * year"; they are named as budgets name them. A country that is not here has the day first and fiscal years unknown. */
static const customs countries[] = {
    {"AU", false, 7, false}, {"BD", false, 7, false}, {"BR", false, 1, false}, {"CA", false, 4, false},
    {"CN", false, 1, false}, {"DE", false, 1, false}, {"EG", false, 7, false}, {"ES", false, 1, false},
    {"FR", false, 1, false}, {"GB", false, 4, false},  {"IN", false, 4, false}, {"IT", false, 1, false},
    {"JP", false, 4, true},  {"KE", false, 7, false}, {"KR", false, 1, false}, {"NL", false, 1, false},
    {"NZ", false, 7, false}, {"PH", true, 1, false},  {"PK", false, 7, false}, {"RU", false, 1, false},
    {"SG", false, 4, true},  {"TH", false, 10, false}, {"TR", false, 1, false}, {"US", true, 10, false},
    {"ZA", false, 4, false},
};

static bool is_country(const char *code)
{
    const char *known;
    for (size_t i = 0; qc_region_name(i, &known); i++)
        if (strcmp(code, known) == 0)
            return true;
    return false;
}

bool qc_options_set_region(qc_options *options, const char *code)
{
    customs found = {.fiscal_start = 0};
    if (!is_country(code))
        return false;
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++)
        if (strcmp(code, countries[i].code) == 0)
            found = countries[i];
    options->day_first = !found.month_first;
    options->fiscal_start = found.fiscal_start;
    options->fiscal_by_start = found.by_start;
    return true;
}
