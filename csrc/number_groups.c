/* Which separators between digits group thousands.
 *
 * In: a run of digits. Out: where its groups end, or that it is no number. A run with commas is judged as a whole, from
 * whichever of its numbers it is asked:
 * - 1,234,567 and 12,34,567 (Indian) are grouped;
 * - 3,5,8 and 1996,1997 are lists: each element is a number;
 * - all else (1,234,56 1,2 0,123) could be a slip or a decimal comma, and is no number at all.
 * With decimal commas the points are judged alike, but make no lists (16.5.2024). Between spaces, thin spaces and
 * apostrophes a group has three digits, always; a plain blank joins only where no other reading is likely.
 */
#include "number_parts.h"

/* No figure of news has more groups (10^48), none more digits in a group; so every look is short. */
enum { MOST_GROUPS = 16, LONGEST_GROUP = 20 };

/* What the groups of a run look like. */
typedef struct shape {
    size_t first;       /* digits of the first group */
    size_t behind;      /* groups behind it */
    size_t last;        /* digits of the last one */
    size_t threes, twos, longer; /* of the groups behind: with 3, 2, more than 3 digits */
    size_t end;
} shape;

static size_t count_digits(const qc_view *view, size_t at)
{
    size_t count = 0;
    while (count <= LONGEST_GROUP && qc_is_digit(qc_at(view, at + count)))
        count++;
    return count;
}

static size_t count_digits_back(const qc_view *view, size_t end)
{
    size_t count = 0;
    while (count <= LONGEST_GROUP && qc_is_digit(qc_at(view, end - count - 1)))
        count++;
    return count;
}

/* Where the run of groups that `at` belongs to begins. Decimals end it (1.5,2.5), but three look like a group:
 * 1.234,56 is no number, and false. */
static bool find_run(const qc_view *view, size_t at, uint8_t mark, uint8_t decimal_mark, size_t *run)
{
    *run = at;
    for (int group = 0; group < MOST_GROUPS && qc_at(view, *run - 1) == mark; group++) {
        size_t digits = count_digits_back(view, *run - 1), start = *run - 1 - digits;
        if (digits == 0)
            return true;
        if (qc_at(view, start - 1) == decimal_mark && qc_is_digit(qc_at(view, start - 2)))
            return digits != 3;
        *run = start;
    }
    return true;
}

/* False: there are too many groups. */
static bool read_shape(const qc_view *view, size_t at, uint8_t mark, shape *run)
{
    *run = (shape){.first = count_digits(view, at)};
    run->end = at + run->first;
    while (qc_at(view, run->end) == mark && qc_is_digit(qc_at(view, run->end + 1))) {
        if (++run->behind > MOST_GROUPS)
            return false;
        run->last = count_digits(view, run->end + 1);
        run->threes += run->last == 3;
        run->twos += run->last == 2;
        run->longer += run->last > 3;
        run->end += 1 + run->last;
        if (run->last > LONGEST_GROUP)
            break;
    }
    return true;
}

static bool is_grouped(const qc_view *view, size_t start, const shape *run)
{
    if (qc_at(view, start) == '0' || run->first > 3)
        return false;
    bool indian = run->first <= 2 && run->last == 3 && run->behind >= 2 && run->twos == run->behind - 1;
    return run->threes == run->behind || indian;
}

/* The groups of a run with commas, or with points where commas are decimal. */
static qc_grouping read_marked(const qc_view *view, size_t at, uint8_t mark, uint8_t decimal_mark, size_t *end)
{
    shape run;
    size_t start;
    if (!find_run(view, at, mark, decimal_mark, &start) || !read_shape(view, start, mark, &run))
        return QC_GROUPING_BROKEN;
    if (run.behind == 0)
        return QC_GROUPING_PLAIN;
    if (is_grouped(view, start, &run)) {
        *end = run.end;
        return start == at ? QC_GROUPING_GROUPED : QC_GROUPING_BROKEN;
    }
    bool list = run.threes == 0 && (run.longer || run.first > 3 || run.behind >= 2);
    return list && mark == ',' ? QC_GROUPING_PLAIN : QC_GROUPING_BROKEN;
}

/* Where a plain blank may not join: in tokens ("COVID-19 100"), before compounds ("2 500-MW"), in columns of
 * figures. */
static bool may_join_blanks(const qc_view *view, size_t at, size_t end, size_t groups)
{
    enum { MOST_BLANKS = 4 }; /* 1 234 567 890 123: what is longer is a row of figures */
    uint8_t before = qc_at(view, at - 1), behind = qc_at(view, end);
    if (qc_is_letter(before) || qc_is_dash(before) || before == '/' || before == ':' || before == '.')
        return false;
    if (qc_is_dash(behind) && qc_is_letter(qc_at(view, end + 1)))
        return false;
    size_t column = before == ' ' ? count_digits_back(view, at - 1) : 0;
    if (groups > MOST_BLANKS || (column > 0 && column <= 3))
        return false;
    return !(behind == ' ' && qc_is_digit(qc_at(view, end + 1))) && behind != '/' && behind != ':';
}

static bool is_spacing(uint8_t byte)
{
    return byte == ' ' || byte == 0xa0 || byte == QC_SIGN_THIN_SPACE || qc_is_apostrophe(byte);
}

/* The groups of a run with spaces or apostrophes; the separator is the same throughout. */
static qc_grouping read_spaced(const qc_view *view, size_t at, size_t digits, size_t *end)
{
    uint8_t mark = qc_at(view, at + digits);
    if (digits > 3 || !is_spacing(mark) || qc_at(view, at) == '0')
        return QC_GROUPING_PLAIN;
    size_t behind = at + digits, groups = 0;
    while (groups < MOST_GROUPS && qc_at(view, behind) == mark && count_digits(view, behind + 1) == 3) {
        behind += 4;
        groups++;
    }
    if (groups == 0 || (mark == ' ' && !may_join_blanks(view, at, behind, groups)))
        return QC_GROUPING_PLAIN;
    *end = behind;
    return QC_GROUPING_SPACED;
}

qc_grouping qc_number_group(const qc_view *view, size_t at, bool decimal_comma, size_t *end)
{
    uint8_t mark = decimal_comma ? '.' : ',', decimal_mark = decimal_comma ? ',' : '.';
    while (qc_is_digit(qc_at(view, *end)))
        (*end)++;
    bool before = qc_at(view, at - 1) == mark && qc_is_digit(qc_at(view, at - 2));
    bool behind = qc_at(view, *end) == mark && qc_is_digit(qc_at(view, *end + 1));
    if (before || behind)
        return read_marked(view, at, mark, decimal_mark, end);
    return read_spaced(view, at, *end - at, end);
}
