/* Decimal comma or decimal point: a vote over the numbers of the document; and the place that it is dated from. */
#include "style.h"
#include "local.h"

/* How many digits stand at `at`, counted up to four. */
static size_t count_digits(const qc_view *view, size_t at)
{
    size_t count = 0;
    while (count < 4 && qc_is_digit(qc_at(view, at + count)))
        count++;
    return count;
}

/* Behind a run of digits: is there `mark` with one or two digits, as no thousands separator has? */
static bool has_decimals(const qc_view *view, size_t at, uint8_t mark)
{
    size_t digits = qc_at(view, at) == mark ? count_digits(view, at + 1) : 0;
    uint8_t behind = qc_at(view, at + 1 + digits);
    return (digits == 1 || digits == 2) && behind != ',' && behind != '.' && behind != '/' && behind != ':';
}

/* Does a run of at most three digits go on in two groups behind points, "1.250.000", or in three behind a single
 * digit? An address of the internet has three as well. */
static bool has_point_groups(const qc_view *view, size_t at, size_t end)
{
    enum { MOST_GROUPS = 3 };
    size_t groups = 0, first = end - at;
    if (first > 3 || qc_at(view, at - 1) == '.')
        return false;
    while (groups <= MOST_GROUPS && qc_at(view, end) == '.' && count_digits(view, end + 1) == 3) {
        end += 4;
        groups++;
    }
    bool closed = qc_at(view, end) != '.' || !qc_is_digit(qc_at(view, end + 1));
    return groups >= 2 && groups <= MOST_GROUPS && closed && !(groups == MOST_GROUPS && first > 1);
}

void qc_style_read(qc_work *work)
{
    const qc_view *view = &work->view;
    size_t commas = 0, points = 0, groups = 0, thousands = 0;
    for (size_t at = qc_bitmap_next(work->triggers, view->length, 0); at < view->length && points == 0;
         at = qc_bitmap_next(work->triggers, view->length, at + 1)) {
        size_t end = at + count_digits(view, at);
        commas += end > at && has_decimals(view, end, ',');
        points += end > at && has_decimals(view, end, '.');
        groups += end > at && qc_at(view, end) == '.' && has_point_groups(view, at, end);
        thousands += qc_at(view, end) == ',' && count_digits(view, end + 1) == 3;
    }
    work->format.decimal_comma = points == 0 && (commas >= 2 || (groups > 0 && thousands == 0));
    qc_local_read(work);
}
