/* Dates: the first five bytes are the document's date and the options of the calendar, the rest is the text. Periods
 * are in order, the JIT reads as the interpreter, and only the columns of the calendar depend on the date. */
#include "fuzz.h"

enum { LONGEST = 600, LEAD = 5, FIRST_DAY = -719162, DAYS = 2932896 + 719162 + 1 /* the years 1 to 9999 */ };

/* One of 32 extractors: two bits each of them for what the calendar can be told. */
static const qc_extractor *extractor_of(uint8_t choice, bool use_jit)
{
    static qc_extractor *made[2][32];
    qc_extractor **slot = &made[use_jit][choice % 32];
    if (!*slot) {
        static const uint8_t fiscal[] = {0, 1, 4, 10}, weeks[] = {1, 7};
        qc_options options = qc_options_default();
        options.replace_utf8 = true;
        options.use_jit = use_jit;
        options.day_first = choice & 1;
        options.fiscal_start = fiscal[choice >> 1 & 3];
        options.fiscal_by_start = choice & 8;
        options.week_start = weeks[choice >> 4 & 1];
        *slot = make_extractor(&options);
    }
    return *slot;
}

/* A day of the years 1 to 9999, or a day that is none of them. */
static qc_day day_of(const uint8_t *bytes)
{
    uint32_t number =
        (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    return number % 64 == 0 ? (qc_day)number : FIRST_DAY + (qc_day)(number / 64 % DAYS);
}

static void check_refused(const qc_extractor *extractor, const uint8_t *bytes, size_t size, qc_day day)
{
    const qc_text text = {.data = bytes, .length = size, .encoding = QC_UTF8, .date = day};
    qc_result *result;
    REQUIRE(qc_extract(extractor, &text, 1, NULL, &result) == QC_BAD_DATE && !result);
}

static bool same_figures(const qc_result *dated, const qc_result *undated)
{
    bool same = dated->length == undated->length;
    for (size_t row = 0; same && row < dated->length; row++)
        same = dated->start[row] == undated->start[row] && dated->end[row] == undated->end[row] &&
               dated->kind[row] == undated->kind[row] &&
               memcmp(&dated->value[row], &undated->value[row], sizeof *dated->value) == 0;
    return same;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size < LEAD || size > LONGEST)
        return 0;
    qc_day day = day_of(bytes);
    const qc_extractor *quick = extractor_of(bytes[4], true), *slow = extractor_of(bytes[4], false);
    const uint8_t *text = bytes + LEAD;
    if (day != QC_NO_DATE && (day < FIRST_DAY || day >= FIRST_DAY + DAYS)) {
        check_refused(quick, text, size - LEAD, day);
        return 0;
    }
    qc_result *dated = read_text(quick, text, size - LEAD, QC_UTF8, day);
    qc_result *interpreted = read_text(slow, text, size - LEAD, QC_UTF8, day);
    qc_result *undated = read_text(quick, text, size - LEAD, QC_UTF8, QC_NO_DATE);
    REQUIRE(same_rows(dated, interpreted));
    REQUIRE(same_figures(dated, undated));
    qc_result_free(dated);
    qc_result_free(interpreted);
    qc_result_free(undated);
    return 0;
}
