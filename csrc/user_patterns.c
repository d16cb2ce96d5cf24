/* The caller's own patterns: what they are, and what a match of one becomes.
 *
 * How a text is searched within bounds is user_search.c.
 */
#include "user_patterns.h"

#include "figure.h"
#include "user_lexicon.h"
#include "user_search.h"
#include "utf8.h"

#include <string.h>

/* What a named group means. */
typedef enum meaning { NOTHING, VALUE, UNIT, KIND } meaning;

/* Groups of a pattern at most, the whole match among them (pattern.c refuses more). */
enum { MOST_GROUPS = 96 };

/* How far into the group `value` its number may begin: behind a sign, a currency, a word. */
enum { LONGEST_LEAD = 64 };

/* Bytes before a span that say whether a number or currency begins with it. */
enum { BEFORE = 16 };

typedef struct user_pattern {
    qc_pattern *pattern;
    char *name;
    uint8_t kind;
    unsigned groups;
    uint8_t meanings[MOST_GROUPS];
} user_pattern;

struct qc_user_patterns {
    qc_allocator allocator;
    size_t count;
    user_pattern *at;
};

size_t qc_user_patterns_count(const qc_user_patterns *patterns) { return patterns ? patterns->count : 0; }

const char *qc_user_patterns_name(const qc_user_patterns *patterns, size_t index) { return patterns->at[index].name; }

/* ---- Making -------------------------------------------------------------------------------------------------------
 */

static meaning meaning_of(const char *name)
{
    static const char *const names[] = {[VALUE] = "value", [UNIT] = "unit", [KIND] = "kind"};
    for (meaning meaning = VALUE; name && meaning <= KIND; meaning++)
        if (strcmp(name, names[meaning]) == 0)
            return meaning;
    return NOTHING;
}

/* Kinds that a pattern may say: a date needs more than its words. */
static bool is_figure_kind(unsigned kind) { return kind <= QC_KIND_DURATION; }

static qc_status refuse(qc_option_fault *fault, const char *reason)
{
    strcpy(fault->reason, reason);
    return QC_BAD_PATTERN;
}

static qc_status compile(const qc_allocator *allocator, const qc_user_pattern *given, bool use_jit,
                         qc_option_fault *fault, user_pattern *made)
{
    size_t size = strlen(given->name) + 1;
    if (size == 1 || !is_figure_kind(given->kind))
        return refuse(fault, size == 1 ? "a pattern needs a name" : "a pattern finds no dates and times");
    QC_TRY(qc_grow(allocator, (void **)&made->name, &(size_t){0}, size, 1));
    memcpy(made->name, given->name, size);
    made->kind = given->kind;
    QC_TRY(qc_pattern_new_utf8(allocator, given->source, given->length, use_jit, fault, &made->pattern));
    made->groups = qc_pattern_groups(made->pattern);
    for (unsigned group = 1; group <= made->groups; group++)
        made->meanings[group] = (uint8_t)meaning_of(qc_pattern_name(made->pattern, group));
    return QC_OK;
}

qc_status qc_user_patterns_new(const qc_allocator *allocator, const qc_options *options, qc_option_fault *fault,
                               qc_user_patterns **patterns)
{
    *patterns = NULL;
    if (options->pattern_count == 0)
        return QC_OK;
    qc_user_patterns *made = allocator->resize(allocator->context, NULL, sizeof *made);
    if (!made)
        return QC_NO_MEMORY;
    *made = (qc_user_patterns){.allocator = *allocator};
    qc_status status = qc_grow(allocator, (void **)&made->at, &(size_t){0}, options->pattern_count, sizeof *made->at);
    for (size_t i = 0; status == QC_OK && i < options->pattern_count; i++) {
        memset(&made->at[i], 0, sizeof made->at[i]);
        made->count = i + 1;
        *fault = (qc_option_fault){.index = i, .other = QC_NO_INDEX};
        status = compile(&made->allocator, &options->patterns[i], options->use_jit, fault, &made->at[i]);
    }
    if (status != QC_OK) {
        qc_user_patterns_free(made);
        return status;
    }
    *patterns = made;
    return QC_OK;
}

void qc_user_patterns_free(qc_user_patterns *patterns)
{
    if (!patterns)
        return;
    qc_allocator allocator = patterns->allocator;
    for (size_t i = 0; i < patterns->count; i++) {
        qc_pattern_free(patterns->at[i].pattern);
        qc_release(&allocator, patterns->at[i].name);
    }
    qc_release(&allocator, patterns->at);
    qc_release(&allocator, patterns);
}

/* ---- From a match to a mention ------------------------------------------------------------------------------------
 */

/* The number in a span of the view: the first that begins there, with the minus sign before it and the letter scale
 * behind it. */
static bool find_value(const qc_view *view, const qc_number_format *format, qc_span span, qc_number *number)
{
    bool found = false;
    for (size_t at = span.start; !found && at < span.end && at < span.start + LONGEST_LEAD; at++) {
        uint8_t before = at > span.start ? qc_at(view, at - 1) : 0;
        bool starts = qc_is_digit(qc_at(view, at)) ? !qc_is_digit(before) : !qc_is_word(before);
        found = starts && qc_number_read(view, at, format, number) && number->start >= span.start;
    }
    if (!found)
        return false;
    uint8_t before = number->start > span.start ? qc_at(view, number->start - 1) : 0;
    number->negative = before == '-' || before == QC_SIGN_MINUS;
    qc_number_letter_scale(view, false, number);
    return true;
}

/* The same in a span of the text, behind which nothing counts; in a long one only what it ends with may reach
 * farther. */
static bool read_value(const qc_work *work, qc_span span, qc_number *number)
{
    size_t from = span.start < BEFORE ? 0 : span.start - BEFORE;
    qc_excerpt excerpt;
    if (!qc_excerpt_make(work->view.bytes + from, span.end - from, &excerpt))
        return find_value(&work->view, &work->format, span, number) && number->end <= span.end;
    if (!find_value(&excerpt.view, &work->format, (qc_span){span.start - from, span.end - from}, number))
        return false;
    number->start += from;
    number->end += from;
    number->digits_end += from;
    return true;
}

/* The kind that a span names, `fallback` where it names none. */
static uint8_t read_kind(const qc_view *view, qc_span span, uint8_t fallback)
{
    for (unsigned kind = 0; is_figure_kind(kind); kind++)
        if (qc_span_is(view, span, qc_kind_word(kind)))
            return (uint8_t)kind;
    return fallback;
}

/* The unit that is written in a span: an alias, a currency as it stands before a number, else its words as a noun. */
static void read_unit(const qc_work *work, qc_span span, qc_mention *mention)
{
    size_t from = span.start < BEFORE ? 0 : span.start - BEFORE, start = span.start - from, end = span.end - from;
    qc_excerpt excerpt;
    const qc_view *view = &excerpt.view;
    qc_unit_match match;
    bool found = qc_excerpt_make(work->view.bytes + from, end, &excerpt) &&
                 ((qc_lexicon_unit(work->lexicon, view, start, &match) && match.end == end) ||
                  (work->lexicon && qc_user_lexicon_before(work->lexicon, view, end, &match) && match.start == start) ||
                  (qc_lexicon_currency_before(view, end, &match) && match.start == start));
    if (!found) {
        mention->noun = span;
        return;
    }
    const qc_unit *unit = qc_unit_get(work->lexicon, match.unit);
    mention->unit = match.unit;
    mention->unit_flags = match.flags;
    mention->dimension = unit->dimension;
    if ((match.flags | unit->traits) & QC_UNIT_AMBIGUOUS)
        mention->flags |= QC_FLAG_AMBIGUOUS_UNIT;
}

/* The dimension of a kind without a unit that is known. */
static uint8_t dimension_of(const qc_mention *mention)
{
    switch (mention->kind) {
    case QC_KIND_MONEY: return QC_DIMENSION_MONEY;
    case QC_KIND_PERCENT: return QC_DIMENSION_RATIO;
    case QC_KIND_DURATION: return QC_DIMENSION_DURATION;
    case QC_KIND_COUNT: return QC_DIMENSION_COUNT;
    default: return QC_DIMENSION_OTHER;
    }
}

/* The first group of a meaning that took part in the match, in characters; empty: none. */
static qc_span find_group(const user_pattern *pattern, const qc_user_search *search, meaning meaning)
{
    for (unsigned group = 1; group <= pattern->groups; group++) {
        qc_span span = pattern->meanings[group] == meaning ? qc_user_search_group(search, group) : (qc_span){0, 0};
        if (span.end > span.start)
            return span;
    }
    return (qc_span){0, 0};
}

/* Appends the mention of the last match. */
static qc_status add_match(qc_work *work, const qc_user_search *search, size_t index)
{
    const user_pattern *pattern = &work->patterns->at[index];
    qc_span whole = qc_user_search_group(search, 0), value = find_group(pattern, search, VALUE),
            unit = find_group(pattern, search, UNIT);
    qc_mention *mention;
    QC_TRY(qc_work_next(work, &mention));
    work->next_clear = false;
    mention->start = whole.start;
    mention->end = whole.end;
    mention->rule = (uint16_t)(QC_RULE_COUNT_OF + index);
    mention->kind = read_kind(&work->view, find_group(pattern, search, KIND), pattern->kind);
    if (value.end > value.start && !read_value(work, value, &mention->number))
        mention->number = (qc_number){0};
    if (unit.end > unit.start)
        read_unit(work, unit, mention);
    if (mention->unit < 0)
        mention->dimension = dimension_of(mention);
    if (mention->unit < 0 && mention->kind == QC_KIND_PERCENT)
        mention->unit = qc_unit_find("percent");
    work->mention_count++;
    return QC_OK;
}

/* ---- Together with the other mentions -----------------------------------------------------------------------------
 */

/* Merges the mentions from `head` on, which are new, with those before; both are in order and do not overlap among
 * themselves. Of two that overlap, an older one of the caller's patterns stays, and one of a built-in rule goes. */
static qc_status merge(qc_work *work, size_t head)
{
    size_t count = work->mention_count, old = 0, new = head, made = 0;
    if (head == count)
        return QC_OK;
    QC_TRY(qc_grow(work->allocator, (void **)&work->spare, &work->spare_capacity, count, sizeof *work->spare));
    while (old < head || new < count) {
        const qc_mention *first = &work->mentions[old], *second = &work->mentions[new];
        if (new == count || (old < head && first->end <= second->start))
            work->spare[made++] = work->mentions[old++];
        else if (old == head || second->end <= first->start)
            work->spare[made++] = work->mentions[new ++];
        else if (first->rule >= QC_RULE_COUNT_OF)
            new ++;
        else
            old++;
    }
    qc_mention *mentions = work->mentions;
    size_t capacity = work->mention_capacity;
    work->mentions = work->spare;
    work->mention_capacity = work->spare_capacity;
    work->mention_count = made;
    work->spare = mentions;
    work->spare_capacity = capacity;
    return QC_OK;
}

static qc_status note_dropped(qc_work *work, size_t index)
{
    QC_TRY(qc_grow(work->allocator, (void **)&work->dropped, &work->dropped_capacity, work->dropped_count + 1,
                   sizeof *work->dropped));
    work->dropped[work->dropped_count++] = (int32_t)index;
    return QC_OK;
}

static qc_status read_pattern(qc_work *work, const uint8_t *bytes, size_t length, size_t index)
{
    size_t head = work->mention_count;
    qc_user_search search = {
        .pattern = work->patterns->at[index].pattern, .matcher = work->matcher, .bytes = bytes, .length = length};
    bool found = true;
    while (found) {
        QC_TRY(qc_watch_ask(work->watch));
        QC_TRY(qc_user_search_next(&search, &found));
        if (found)
            QC_TRY(add_match(work, &search, index));
    }
    if (!search.dropped)
        return merge(work, head);
    work->mention_count = head;
    return note_dropped(work, index);
}

qc_status qc_user_patterns_read(qc_work *work, const qc_text *text)
{
    work->dropped_count = 0;
    if (!work->patterns)
        return QC_OK;
    const uint8_t *bytes;
    size_t length;
    QC_TRY(qc_utf8_make(work->allocator, text, &work->utf8, &work->utf8_capacity, &bytes, &length));
    for (size_t i = 0; i < work->patterns->count; i++)
        QC_TRY(read_pattern(work, bytes, length, i));
    return QC_OK;
}
