/* Words and the spaces between them, forwards and backwards, in a bounded number of steps. */
#include "text.h"

/* No word of the lexicon is longer; a longer run of letters is cut, so that no look costs more than this. */
enum { LONGEST_WORD = 40, MOST_SPACES = 16 };

qc_span qc_word_at(const qc_view *view, size_t at)
{
    qc_span word = {at, at};
    while (word.end - at < LONGEST_WORD && qc_is_letter(qc_at(view, word.end)))
        word.end++;
    return word;
}

qc_span qc_word_after(const qc_view *view, size_t at)
{
    return qc_word_at(view, qc_skip_space(view, at));
}

qc_span qc_word_before(const qc_view *view, size_t at)
{
    size_t end = qc_skip_space_back(view, at);
    qc_span word = {end, end};
    while (end - word.start < LONGEST_WORD && qc_is_letter(qc_at(view, word.start - 1)))
        word.start--;
    return word;
}

/* How many spaces may be passed: two, or one line end with the blanks of its indentation; none where a line end follows
 * another, for that is the end of a paragraph. */
static bool may_pass(size_t spaces, size_t line_ends)
{
    return line_ends <= 1 && (spaces <= 2 || (line_ends == 1 && spaces <= MOST_SPACES));
}

size_t qc_skip_space(const qc_view *view, size_t at)
{
    size_t end = at, line_ends = 0;
    for (; end - at < MOST_SPACES && qc_is_space(qc_at(view, end)); end++)
        line_ends += qc_at(view, end) == '\n';
    return may_pass(end - at, line_ends) ? end : at;
}

size_t qc_skip_space_back(const qc_view *view, size_t at)
{
    size_t start = at, line_ends = 0;
    for (; at - start < MOST_SPACES && qc_is_space(qc_at(view, start - 1)); start--)
        line_ends += qc_at(view, start - 1) == '\n';
    return may_pass(at - start, line_ends) ? start : at;
}

bool qc_span_equals(const qc_view *view, qc_span span, const char *word)
{
    size_t at = span.start;
    for (; *word; word++, at++)
        if (at >= span.end || qc_lower(view->bytes[at]) != (uint8_t)*word)
            return false;
    return at == span.end;
}
