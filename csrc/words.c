/* Words and the spaces between them, forwards and backwards, in a bounded number of steps: what text.h leaves to them,
 * longer words, letters beyond ASCII, more than one blank. */
#include "text.h"

/* No word of the lexicon is longer; a longer run of letters is cut, so that no look costs more than this. */
enum { LONGEST_WORD = 40, MOST_SPACES = 16 };

/* The end of the word that begins at `start`, of which all before `at` is known to be letters. */
size_t qc_word_end(const qc_view *view, size_t start, size_t at)
{
    while (at - start < LONGEST_WORD && qc_is_letter(qc_at(view, at)))
        at++;
    return at;
}

/* The start of the word that ends at `end`, of which all from `at` on is known to be letters. */
size_t qc_word_start(const qc_view *view, size_t end, size_t at)
{
    while (end - at < LONGEST_WORD && qc_is_letter(qc_at(view, at - 1)))
        at--;
    return at;
}

/* How many spaces may be passed: two, or one line end with the blanks of its indentation; none where a line end follows
 * another, for that is the end of a paragraph. */
static bool may_pass(size_t spaces, size_t line_ends)
{
    return line_ends <= 1 && (spaces <= 2 || (line_ends == 1 && spaces <= MOST_SPACES));
}

size_t qc_spaces_end(const qc_view *view, size_t at)
{
    size_t end = at, line_ends = 0;
    for (; end - at < MOST_SPACES && qc_is_space(qc_at(view, end)); end++)
        line_ends += qc_at(view, end) == '\n';
    return may_pass(end - at, line_ends) ? end : at;
}

size_t qc_spaces_start(const qc_view *view, size_t at)
{
    size_t start = at, line_ends = 0;
    for (; at - start < MOST_SPACES && qc_is_space(qc_at(view, start - 1)); start--)
        line_ends += qc_at(view, start - 1) == '\n';
    return may_pass(at - start, line_ends) ? start : at;
}

bool qc_paragraph_ends(const qc_view *view, size_t from, size_t to)
{
    for (; from + 1 < to; from++)
        if (qc_at(view, from) == '\n' && (qc_at(view, from + 1) == '\n' || qc_at(view, from + 1) == '\r'))
            return true;
    return false;
}

bool qc_span_equals(const qc_view *view, qc_span span, const char *word)
{
    size_t at = span.start;
    for (; *word; word++, at++)
        if (at >= span.end || qc_lower(view->bytes[at]) != (uint8_t)*word)
            return false;
    return at == span.end;
}
