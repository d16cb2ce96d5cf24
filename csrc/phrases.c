/* Lookups of what may have several tokens: units behind a number, currencies before it, hedges on either side.
 *
 * In: an offset in the view. Out: the longest alias there, with its row. A phrase is read token by token down a hashed
 * trie; the token is compared at each step, so a collision of hashes finds nothing. Whether the alias makes sense where
 * it stands is for the caller to say.
 */
#include "lexicon_tables.h"
#include "user_lexicon.h"

#include <string.h>

/* The tables of the trie, by the first byte of their keys (tablegen/units.py, tablegen/hedges.py). */
enum { BEHIND = 'u', DENOMINATOR = 'd', BEFORE = 'c', SYMBOL = 's', HEDGE_BEFORE = 'b', HEDGE_BEHIND = 'a' };

/* Letters before a currency sign or a number that may belong to the currency: "Mex$", "Dirhams". */
enum { LONGEST_PREFIX = 8 };

static const qc_hash hash = QC_PHRASE_HASH;

/* A token in lower case, eight bytes in a number, the first lowest; zeros behind the last. */
typedef struct token {
    size_t length;
    uint64_t parts[QC_LONGEST_TOKEN / 8];
} token;

/* A token that is longer than eight bytes or not ASCII; false: too long for any phrase. */
__attribute__((noinline)) static bool read_long(const qc_view *view, size_t start, token *token)
{
    uint8_t bytes[QC_LONGEST_TOKEN] = {0};
    if (token->length > sizeof bytes)
        return false;
    for (size_t i = 0; i < token->length; i++)
        bytes[i] = qc_lower(view->bytes[start + i]);
    for (size_t i = 0; i < token->length; i += 8)
        token->parts[i / 8] = qc_load(bytes + i);
    return true;
}

static inline bool read_token(const qc_view *view, size_t start, size_t end, token *token)
{
    token->length = end - start;
    if (token->length > sizeof(uint64_t))
        return read_long(view, start, token);
    uint64_t eight = qc_load(view->bytes + start);
    if (token->length < sizeof eight)
        eight &= ~(UINT64_MAX << 8 * token->length);
    if (eight & 0x8080808080808080u)
        return read_long(view, start, token);
    token->parts[0] = eight | (~qc_others(eight) & 0x8080808080808080u) >> 2;
    return true;
}

/* Are the bytes behind the first eight the same? */
static bool has_rest(const qc_phrase_node *node, const token *token)
{
    for (size_t at = 8; at < token->length; at += 8)
        if (qc_load((const uint8_t *)qc_phrase_pool + node->text + at - 8) != token->parts[at / 8])
            return false;
    return true;
}

/* The node that a token leads to, NULL where no phrase goes so. */
static inline const qc_phrase_node *find_node(uint32_t way, const token *token)
{
    uint64_t mixed = qc_hash_mix(qc_hash_mix(hash.start ^ way) ^ token->parts[0]);
    for (size_t at = 8; at < token->length; at += 8)
        mixed = qc_hash_mix(mixed ^ token->parts[at / 8]);
    const qc_phrase_node *node = &qc_phrase_nodes[qc_hash_row(&hash, mixed)];
    bool same = node->letters == token->parts[0] && node->way == way && node->length == token->length;
    return same && (token->length <= 8 || has_rest(node, token)) ? node : NULL;
}

/* Is the text from `at` spelled like this, where a blank stands for what may stand between tokens? */
static bool is_spelled(const qc_view *view, size_t at, const char *spelling, size_t length)
{
    bool apart;
    for (size_t i = 0; i < length; i++) {
        if (spelling[i] != ' ' && qc_at(view, at) != (uint8_t)spelling[i])
            return false;
        at = spelling[i] == ' ' ? qc_alias_next_token(view, at, &apart) : at + 1;
    }
    return true;
}

/* The entry of a node that has the spelling of the text from `at`. */
static inline const qc_phrase_entry *find_entry(const qc_phrase_node *node, const qc_view *view, size_t at)
{
    const qc_phrase_entry *entry = qc_phrase_entries + node->entry, *end = entry + node->entry_count;
    for (; entry < end; entry++)
        if (entry->length == 0 || is_spelled(view, at, qc_phrase_pool + entry->exact, entry->length))
            return entry;
    return NULL;
}

/* The entry of a table whose phrases are one token, for the text between; NULL: none. */
static const qc_phrase_entry *find_whole(const qc_view *view, uint8_t table, size_t start, size_t end)
{
    token token;
    if (start >= end || !read_token(view, start, end, &token))
        return NULL;
    const qc_phrase_node *node = find_node(2 * (QC_PHRASE_ROOT + (uint32_t)table), &token);
    return node ? find_entry(node, view, start) : NULL;
}

/* The same backwards: the start of the token that ends at `at`. */
static size_t token_start(const qc_view *view, size_t at)
{
    size_t start = at;
    uint64_t others = qc_others(qc_load(view->bytes + (ptrdiff_t)(at - sizeof others)));
    size_t letters = others ? (size_t)__builtin_clzll(others) / 8 : 0;
    if (letters > 0 && !qc_is_token_byte(qc_at(view, at - letters - 1)))
        return at - letters;
    while (at - start <= QC_LONGEST_PHRASE && qc_is_token_byte(qc_at(view, start - 1)))
        start--;
    return start < at || at == 0 ? start : at - 1;
}

/* Where the token before ends. */
static size_t previous_token(const qc_view *view, size_t at, bool *apart)
{
    bool hyphen = qc_at(view, at - 1) == '-' && qc_is_token_byte(qc_at(view, at - 2));
    size_t previous = hyphen ? at - 1 : qc_skip_space_back(view, at);
    *apart = previous < at;
    return previous;
}

/* May a phrase go on behind a node with a token that begins, or read backwards ends, with this byte? */
static inline bool goes_on(const qc_phrase_node *node, uint8_t byte) { return node->nexts >> (byte & 31) & 1; }

/* The longest phrase that begins at `at` and goes on behind `stop`, where `node` ends; NULL: none. */
static const qc_phrase_entry *read_on(const qc_view *view, const qc_phrase_node *node, size_t at, size_t stop,
                                      size_t *end)
{
    const qc_phrase_entry *found = NULL;
    while (node) {
        const qc_phrase_entry *entry =
            node->entry_count && qc_alias_ends_well(view, stop) ? find_entry(node, view, at) : NULL;
        if (entry) {
            found = entry;
            *end = stop;
        }
        bool apart;
        size_t here = node->nexts ? qc_alias_next_token(view, stop, &apart) : stop;
        if (here >= view->length || !goes_on(node, view->bytes[here]))
            break;
        token token;
        uint32_t way = 2 * (uint32_t)(node - qc_phrase_nodes) + apart;
        stop = qc_alias_token_end(view, here);
        node = read_token(view, here, stop, &token) ? find_node(way, &token) : NULL;
    }
    return found;
}

/* The longest phrase of a table that begins at `at`; NULL: none. */
static const qc_phrase_entry *read_forwards(const qc_view *view, uint8_t table, size_t at, size_t *end)
{
    token token;
    size_t stop = qc_alias_token_end(view, at);
    if (at >= view->length || !read_token(view, at, stop, &token))
        return NULL;
    return read_on(view, find_node(2 * (QC_PHRASE_ROOT + (uint32_t)table), &token), at, stop, end);
}

/* The longest phrase of a table that ends at `at`, its tokens kept from the last to the first; NULL: none. They are for
 * any case. */
static const qc_phrase_entry *read_backwards(const qc_view *view, uint8_t table, size_t at, size_t *start)
{
    const qc_phrase_entry *found = NULL;
    uint32_t way = 2 * (QC_PHRASE_ROOT + (uint32_t)table);
    token token;
    for (size_t here = at; here > 0;) {
        size_t first = token_start(view, here);
        const qc_phrase_node *node = read_token(view, first, here, &token) ? find_node(way, &token) : NULL;
        if (!node)
            break;
        if (node->entry_count) {
            found = qc_phrase_entries + node->entry;
            *start = first;
        }
        bool apart;
        here = node->nexts ? previous_token(view, first, &apart) : first;
        if (!goes_on(node, qc_at(view, here - 1)))
            break;
        way = 2 * (uint32_t)(node - qc_phrase_nodes) + apart;
    }
    return found;
}

static bool read_unit(const qc_view *view, uint8_t table, size_t at, qc_unit_match *match)
{
    size_t end;
    const qc_phrase_entry *entry = read_forwards(view, table, at, &end);
    if (entry)
        *match = (qc_unit_match){.unit = entry->code, .flags = entry->flags, .start = at, .end = end};
    return entry != NULL;
}

/* The caller's own alias, unless the built-in one that was `found` is longer. */
static bool read_own(const qc_user_lexicon *own, bool denominator, const qc_view *view, size_t at, bool found,
                     qc_unit_match *match)
{
    qc_unit_match mine;
    if (!qc_user_lexicon_behind(own, view, at, denominator, &mine) || (found && mine.end < match->end))
        return found;
    *match = mine;
    return true;
}

bool qc_lexicon_unit(const qc_user_lexicon *own, const qc_view *view, size_t at, qc_unit_match *match)
{
    uint8_t first = qc_at(view, at), second = qc_at(view, at + 1);
    bool word = qc_is_letter(first) && qc_is_letter(second);
    bool found = (!word || qc_may_begin(qc_unit_pairs, first, second)) && read_unit(view, BEHIND, at, match);
    return own ? read_own(own, false, view, at, found, match) : found;
}

bool qc_lexicon_unit_at(const qc_user_lexicon *own, const qc_view *view, qc_span span, const qc_word *row,
                        qc_unit_match *match)
{
    if (row == qc_words || qc_is_token_byte(qc_at(view, span.end)))
        return qc_lexicon_unit(own, view, span.start, match);
    const qc_phrase_node *node = row->unit_node ? &qc_phrase_nodes[row->unit_node] : NULL;
    size_t end;
    const qc_phrase_entry *entry = read_on(view, node, span.start, span.end, &end);
    if (entry)
        *match = (qc_unit_match){.unit = entry->code, .flags = entry->flags, .start = span.start, .end = end};
    return own ? read_own(own, false, view, span.start, entry != NULL, match) : entry != NULL;
}

bool qc_lexicon_denominator(const qc_user_lexicon *own, const qc_view *view, size_t at, qc_unit_match *match)
{
    qc_unit_match unit;
    bool lone = read_unit(view, DENOMINATOR, at, match);
    if (own)
        lone = read_own(own, true, view, at, lone, match);
    if (!qc_lexicon_unit(own, view, at, &unit) || (lone && match->end >= unit.end))
        return lone;
    *match = unit;
    return true;
}

/* Is [start, end) a currency as it stands before a number? */
static bool is_currency_before(const qc_view *view, size_t start, size_t end, qc_unit_match *match)
{
    const qc_phrase_entry *entry = find_whole(view, BEFORE, start, end);
    if (!entry || (entry->flags & QC_UNIT_NEEDS_GLUE && !qc_is_digit(qc_at(view, end))))
        return false;
    *match = (qc_unit_match){.unit = entry->code, .flags = entry->flags, .start = start, .end = end};
    return true;
}

/* Back over letters and full stops, at most LONGEST_PREFIX of them; `at` itself where they are part of a longer
 * word. */
static size_t back_over_letters(const qc_view *view, size_t at)
{
    size_t start = at;
    while (at - start < LONGEST_PREFIX && (qc_is_letter(qc_at(view, start - 1)) || qc_at(view, start - 1) == '.'))
        start--;
    return qc_is_token_byte(qc_at(view, start - 1)) ? at : start;
}

bool qc_lexicon_currency_before(const qc_view *view, size_t at, qc_unit_match *match)
{
    uint8_t last = qc_at(view, at - 1);
    if (qc_is_currency(last)) {
        size_t prefix = at - (qc_at(view, at - 2) == ' ' ? 2 : 1);
        return is_currency_before(view, back_over_letters(view, prefix), at, match) ||
               is_currency_before(view, at - 1, at, match);
    }
    if (!qc_is_letter(last) && last != '.' && last != '/')
        return false;
    size_t tail = last == '.' ? at - 1 : at;
    if (qc_at(view, tail - 1) == '/')
        tail--;
    size_t start = back_over_letters(view, tail);
    if (start == tail)
        return false;
    return (qc_is_currency(qc_at(view, start - 1)) && is_currency_before(view, start - 1, at, match)) ||
           is_currency_before(view, start, at, match);
}

bool qc_lexicon_may_hedge(const qc_view *view, qc_span span, const qc_word *row)
{
    if (!row->hedge_node)
        return false;
    bool apart;
    const qc_phrase_node *node = &qc_phrase_nodes[row->hedge_node];
    return node->entry_count || goes_on(node, qc_at(view, previous_token(view, span.start, &apart) - 1));
}

bool qc_lexicon_is_hedge_sign(uint8_t byte)
{
    for (const uint8_t *sign = qc_hedge_signs; *sign; sign++)
        if (*sign == byte)
            return true;
    return false;
}

bool qc_lexicon_hedge_before(const qc_view *view, size_t at, qc_hedge_match *match)
{
    size_t start;
    uint8_t last = qc_at(view, at - 1);
    if (!(qc_is_letter(last) ? qc_may_begin(qc_hedge_end_pairs, last, qc_at(view, at - 2))
                             : qc_lexicon_is_hedge_sign(last)))
        return false;
    const qc_phrase_entry *entry = read_backwards(view, HEDGE_BEFORE, at, &start);
    if (entry)
        *match = (qc_hedge_match){.comparison = (uint8_t)entry->code, .start = start, .end = at};
    return entry != NULL;
}

bool qc_lexicon_hedge_after(const qc_view *view, size_t at, qc_hedge_match *match)
{
    size_t end;
    uint8_t first = qc_at(view, at);
    if (qc_is_letter(first) ? !qc_may_begin(qc_hedge_begin_pairs, first, qc_at(view, at + 1)) : first != '+')
        return false;
    const qc_phrase_entry *entry = read_forwards(view, HEDGE_BEHIND, at, &end);
    if (entry)
        *match = (qc_hedge_match){.comparison = (uint8_t)entry->code, .start = at, .end = end};
    return entry != NULL;
}

int32_t qc_unit_count(void) { return qc_unit_total; }

const qc_unit *qc_unit_get(const qc_user_lexicon *own, int32_t code)
{
    return code < qc_unit_total ? &qc_units[code] : qc_user_lexicon_unit(own, (size_t)(code - qc_unit_total));
}

int32_t qc_unit_find(const char *symbol)
{
    qc_excerpt excerpt;
    if (!qc_excerpt_make((const uint8_t *)symbol, strlen(symbol), &excerpt))
        return -1;
    const qc_phrase_entry *entry = find_whole(&excerpt.view, SYMBOL, 0, excerpt.view.length);
    return entry ? entry->code : -1;
}
