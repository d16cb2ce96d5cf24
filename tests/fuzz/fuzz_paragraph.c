/* A text as its paragraphs: the same figures and dates in the same places, with date, style of numbers and region
 * given. */
#include "fuzz.h"

enum { LONGEST = 1000, DAY = 19859 /* 2024-05-16 */ };

/* Fixes what a document says of itself: points are decimal, and no dateline follows within reach of its head. */
static const char preface[] = "zz 1.5 zz\nzz\nzz\nzz\nzz\nzz\n";
enum { PREFACE = 1200, GAP = 2 };

/* A text behind the preface and a blank line, in a buffer of its own size. */
static char *with_preface(const uint8_t *bytes, size_t size)
{
    char *text = malloc(PREFACE + size);
    REQUIRE(text);
    memset(text, 'z', PREFACE);
    memcpy(text, preface, sizeof preface - 1);
    memset(text + PREFACE - GAP, '\n', GAP);
    if (size > 0)
        memcpy(text + PREFACE, bytes, size);
    return text;
}

static qc_result *read_part(const uint8_t *bytes, size_t size)
{
    char *text = with_preface(bytes, size);
    qc_result *result = read_text(usual_extractor(true), text, PREFACE + size, QC_UTF8, DAY);
    free(text);
    return result;
}

static bool same_bits(double left, double right) { return memcmp(&left, &right, sizeof left) == 0; }

/* Is row `row` of the whole row `twin` of a part that begins `shift` characters later? */
static bool is_twin(const qc_result *whole, size_t row, const qc_result *part, size_t twin, int64_t shift)
{
    bool units = whole->unit[row] >= 0 && part->unit[twin] >= 0;
    return whole->start[row] == part->start[twin] + shift && whole->end[row] == part->end[twin] + shift &&
           whole->kind[row] == part->kind[twin] && same_bits(whole->value[row], part->value[twin]) &&
           (units ? same_string(whole, part, QC_TABLE_UNIT, (size_t)whole->unit[row], (size_t)part->unit[twin])
                  : whole->unit[row] == part->unit[twin]);
}

/* Behind the first blank line; 0 where there is none. */
static size_t find_gap(const uint8_t *bytes, size_t size)
{
    for (size_t at = GAP; at <= size; at++)
        if (bytes[at - 1] == '\n' && bytes[at - 2] == '\n')
            return at;
    return 0;
}

static void check_paragraphs(const uint8_t *bytes, size_t size)
{
    static uint32_t points[LONGEST];
    size_t split = find_gap(bytes, size), shift;
    if (split == 0 || !decode(bytes, size, points, &shift) || !decode(bytes, split, points, &shift))
        return;
    qc_result *whole = read_part(bytes, size), *first = read_part(bytes, split - GAP);
    qc_result *second = read_part(bytes + split, size - split);
    size_t lead = 1; /* the row of the preface, which the second part has again */
    REQUIRE(whole->length + lead == first->length + second->length);
    for (size_t row = 0; row < whole->length; row++)
        REQUIRE(row < first->length ? is_twin(whole, row, first, row, 0)
                                    : is_twin(whole, row, second, row - first->length + lead, (int64_t)shift));
    qc_result_free(whole);
    qc_result_free(first);
    qc_result_free(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    if (size <= LONGEST)
        check_paragraphs(bytes, size);
    return 0;
}
