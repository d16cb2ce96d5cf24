/* What stands inside quotation marks: each mark is found once, by memchr. */
#include "quotes.h"

#include <string.h>

enum { LONGEST_QUOTATION = 1500 /* characters; a mark that opened earlier was never closed */ };

static const uint8_t marks[3] = {'"', QC_SIGN_LEFT_DOUBLE_QUOTE, QC_SIGN_RIGHT_DOUBLE_QUOTE};

static size_t find_mark(const qc_view *view, size_t from, uint8_t mark)
{
    const uint8_t *found = from < view->length ? memchr(view->bytes + from, mark, view->length - from) : NULL;
    return found ? (size_t)(found - view->bytes) : view->length;
}

/* Which of the marks comes first. */
static int find_first(qc_quotes *quotes)
{
    int first = quotes->next[1] < quotes->next[0] ? 1 : 0;
    if (quotes->next[2] < quotes->next[first])
        first = 2;
    quotes->first = quotes->next[first];
    return first;
}

void qc_quotes_begin(const qc_view *view, qc_quotes *quotes)
{
    *quotes = (qc_quotes){.open = false};
    for (int i = 0; i < 3; i++)
        quotes->next[i] = find_mark(view, 0, marks[i]);
    find_first(quotes);
}

static bool holds_blank_line(const qc_view *view, size_t start, size_t end)
{
    for (size_t at = find_mark(view, start, '\n'); at + 1 < end; at = find_mark(view, at + 1, '\n'))
        if (view->bytes[at + 1] == '\n')
            return true;
    return false;
}

bool qc_quotes_pass(const qc_view *view, qc_quotes *quotes, size_t at)
{
    for (int first = find_first(quotes); quotes->first < at; first = find_first(quotes)) {
        size_t mark = quotes->first;
        quotes->open = first == 1 || (first == 0 && !(quotes->open && mark - quotes->opened < LONGEST_QUOTATION));
        quotes->opened = mark;
        quotes->next[first] = find_mark(view, mark + 1, marks[first]);
    }
    return quotes->open && at - quotes->opened < LONGEST_QUOTATION && !holds_blank_line(view, quotes->opened, at);
}
