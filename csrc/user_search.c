/* Searching in stretches, so that the cost is linear in the text.
 *
 * PCRE2 does not say how many steps a search took, only that an attempt had too few. So a stretch is searched with few
 * steps an attempt, which is what sensible patterns need; where that is not enough its characters are tried one by one,
 * with more and more steps, which are counted.
 */
#include "user_search.h"

#include "utf8.h"

/* Bytes of a stretch, and steps of an attempt in it. */
enum { STRETCH = 512, FEW_STEPS = 250, FACTOR = 5 };

/* The window of attempts that begin in [from, last]. */
static qc_search make_window(const qc_user_search *search, size_t from, size_t last, uint32_t steps)
{
    size_t end = last + QC_LONGEST_MATCH;
    bool cut = end < search->length;
    return (qc_search){.from = from,
                       .last = last,
                       .end = cut ? qc_utf8_start(search->bytes, search->length, end) : search->length,
                       .cut = cut,
                       .steps = steps};
}

static size_t next_character(const qc_user_search *search, size_t at)
{
    for (at++; at < search->length && (search->bytes[at] & 0xc0) == 0x80;)
        at++;
    return at;
}

/* One attempt at `at`, with as many steps as it needs; those count, and the last step too much drops the pattern. */
static qc_status attempt(qc_user_search *search, size_t at, bool *found)
{
    qc_search_outcome outcome = QC_SEARCH_STEPS;
    for (uint32_t steps = FEW_STEPS; outcome == QC_SEARCH_STEPS && steps <= QC_MATCH_STEPS; steps *= FACTOR) {
        if (steps * FACTOR > QC_MATCH_STEPS)
            steps = QC_MATCH_STEPS;
        qc_search window = make_window(search, at, at, steps);
        QC_TRY(qc_pattern_search(search->pattern, search->matcher, search->bytes, &window, &outcome));
        search->spent += steps > FEW_STEPS ? steps : 0;
    }
    search->hits += outcome == QC_SEARCH_STEPS || outcome == QC_SEARCH_MEMORY;
    search->dropped = search->hits >= QC_MOST_HITS || search->spent > QC_SEARCH_BUDGET + QC_SEARCH_BUDGET / 2;
    *found = outcome == QC_SEARCH_FOUND;
    return QC_OK;
}

/* Attempts at each character of [search->next, last]. */
static qc_status search_slowly(qc_user_search *search, size_t last, bool *found)
{
    *found = false;
    while (!*found && !search->dropped && search->next <= last && search->next < search->length) {
        QC_TRY(attempt(search, search->next, found));
        if (!*found)
            search->next = next_character(search, search->next);
    }
    return QC_OK;
}

/* The next match that begins in the stretch at search->next; without one the search stands behind the stretch. */
static qc_status search_stretch(qc_user_search *search, bool *found)
{
    size_t wanted = search->next + STRETCH;
    size_t last = wanted < search->length ? qc_utf8_start(search->bytes, search->length, wanted) : search->length;
    qc_search window = make_window(search, search->next, last, FEW_STEPS);
    qc_search_outcome outcome;
    QC_TRY(qc_pattern_search(search->pattern, search->matcher, search->bytes, &window, &outcome));
    *found = outcome == QC_SEARCH_FOUND;
    if (outcome == QC_SEARCH_STEPS || outcome == QC_SEARCH_MEMORY)
        return search_slowly(search, last, found);
    if (!*found)
        search->next = next_character(search, last);
    return QC_OK;
}

/* A group of the last match, in bytes. */
static qc_span group_bytes(const qc_user_search *search, unsigned group)
{
    unsigned count;
    const size_t *pairs = qc_matcher_groups(search->matcher, &count);
    if (group >= count || pairs[2 * group] == QC_NO_GROUP)
        return (qc_span){0, 0};
    return (qc_span){pairs[2 * group], pairs[2 * group + 1]};
}

/* Counts characters up to the match, and sets the search behind it. A match that the end of the window cut is none. */
static bool take_match(qc_user_search *search)
{
    qc_span match = group_bytes(search, 0);
    if (match.end <= search->next) {
        search->next = next_character(search, search->next);
        return false;
    }
    search->next = match.end;
    if (match.end - match.start > QC_LONGEST_MATCH)
        return false;
    search->character += qc_utf8_count(search->bytes, search->byte, match.start);
    search->byte = match.start;
    return true;
}

qc_status qc_user_search_next(qc_user_search *search, bool *found)
{
    *found = false;
    while (!*found && !search->dropped && search->next < search->length) {
        QC_TRY(search_stretch(search, found));
        *found = *found && take_match(search);
    }
    return QC_OK;
}

/* The count of characters before a byte near the last match. */
static size_t character_at(const qc_user_search *search, size_t byte)
{
    if (byte < search->byte)
        return search->character - qc_utf8_count(search->bytes, byte, search->byte);
    return search->character + qc_utf8_count(search->bytes, search->byte, byte);
}

qc_span qc_user_search_group(const qc_user_search *search, unsigned group)
{
    qc_span bytes = group_bytes(search, group);
    if (bytes.end <= bytes.start)
        return (qc_span){0, 0};
    return (qc_span){character_at(search, bytes.start), character_at(search, bytes.end)};
}
