/* Lookups of what may have several tokens: units behind a number, currencies before it, hedges on either side.
 *
 * In: an offset in the view. Out: the longest alias there, with its row. A phrase is read token by token down a hashed trie;
 * the spelling is compared at each step, so a collision of hashes finds nothing. Whether the alias makes sense where it
 * stands is for the caller to say.
 */
#include "lexicon_tables.h"
#include "user_lexicon.h"

#include <string.h>

/* The tables of the trie, by the first byte of their keys (tablegen/units.py, tablegen/hedges.py). */
enum { BEHIND = 'u', DENOMINATOR = 'd', BEFORE = 'c', SYMBOL = 's', HEDGE_BEFORE = 'b', HEDGE_BEHIND = 'a' };

/* Letters before a currency sign or a number that may belong to the currency: "Mex$", "Dirhams". */
enum { LONGEST_PREFIX = 8 };

static const qc_hash hash = QC_PHRASE_HASH;

/* A phrase as far as it was read. Both arrays have room for a token that is copied eight bytes at once. */
typedef struct phrase {
    size_t length;                          /* of the key */
    uint8_t key[QC_LONGEST_PHRASE + 1 + 9]; /* the letter of the table and the phrase in lower case; zeros behind */
    uint8_t exact[QC_LONGEST_PHRASE + 1 + 9]; /* the same as it is written */
} phrase;

static inline void begin_phrase(phrase *phrase, uint8_t table)
{
    phrase->length = 1;
    memset(phrase->key, 0, sizeof phrase->key);
    phrase->key[0] = table;
}

static void add_byte(phrase *phrase, uint8_t byte)
{
    phrase->exact[phrase->length] = byte;
    phrase->key[phrase->length++] = qc_lower(byte);
}

/* Adds the token of at most eight ASCII bytes that begins eight bytes; false where it is none such. */
static inline bool add_short(phrase *phrase, uint64_t eight, size_t length)
{
    uint64_t token = length < sizeof token ? eight & ~(UINT64_MAX << 8 * length) : eight;
    if (token & 0x8080808080808080u)
        return false;
    uint64_t letters = ~qc_others(token) & 0x8080808080808080u, folded = token | letters >> 2;
    qc_store(phrase->exact + phrase->length, token);
    qc_store(phrase->key + phrase->length, folded);
    phrase->length += length;
    return true;
}

/* Adds the token [start, end); false where it is too long to belong to any phrase. */
static inline bool add_token(phrase *phrase, const qc_view *view, size_t start, size_t end, bool apart)
{
    size_t length = end - start;
    if (phrase->length + apart + length > QC_LONGEST_PHRASE + 1)
        return false;
    if (apart)
        add_byte(phrase, ' ');
    bool near_end = view->length - start < sizeof(uint64_t);
    if (length <= sizeof(uint64_t) && !near_end && add_short(phrase, qc_load(view->bytes + start), length))
        return true;
    for (size_t i = start; i < end; i++)
        add_byte(phrase, view->bytes[i]);
    return true;
}

/* Has the node this key? The pool has eight bytes behind its last string. */
static inline bool has_key(const qc_phrase_node *node, const phrase *phrase)
{
    const uint8_t *text = (const uint8_t *)qc_phrase_pool + node->text;
    size_t at = 0;
    if (node->length != phrase->length)
        return false;
    for (; phrase->length - at > sizeof(uint64_t); at += sizeof(uint64_t))
        if (qc_load(text + at) != qc_load(phrase->key + at))
            return false;
    uint64_t differs = qc_load(text + at) ^ qc_load(phrase->key + at);
    return differs << (64 - 8 * (phrase->length - at)) == 0;
}

/* The node of a phrase, NULL where no phrase begins like it. */
static inline const qc_phrase_node *find_node(const phrase *phrase)
{
    uint32_t mixed = hash.start;
    for (size_t at = 0; at < phrase->length; at += sizeof(uint64_t))
        mixed = qc_hash_mix(mixed ^ qc_load(phrase->key + at));
    const qc_phrase_node *node = &qc_phrase_nodes[qc_hash_row(&hash, mixed)];
    return has_key(node, phrase) ? node : NULL;
}

/* The entry of a node that has the spelling of the phrase. */
static const qc_phrase_entry *find_entry(const qc_phrase_node *node, const phrase *phrase)
{
    for (size_t i = 0; i < node->entry_count; i++) {
        const qc_phrase_entry *entry = &qc_phrase_entries[node->entry + i];
        if (entry->length == 0 || (entry->length == phrase->length - 1u &&
                                   memcmp(qc_phrase_pool + entry->exact, phrase->exact + 1, entry->length) == 0))
            return entry;
    }
    return NULL;
}

/* The same backwards: the start of the token that ends at `at`. */
static size_t token_start(const qc_view *view, size_t at)
{
    size_t start = at;
    if (at >= sizeof(uint64_t)) {
        uint64_t others = qc_others(qc_load(view->bytes + at - sizeof others));
        size_t letters = others ? (size_t)__builtin_clzll(others) / 8 : 0;
        if (letters > 0 && !qc_is_token_byte(view->bytes[at - letters - 1]))
            return at - letters;
    }
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

/* The longest phrase of a table that begins at `at`; NULL: none. */
static const qc_phrase_entry *read_forwards(const qc_view *view, uint8_t table, size_t at, size_t *end)
{
    const qc_phrase_entry *found = NULL;
    phrase phrase;
    begin_phrase(&phrase, table);
    bool apart = false;
    for (size_t here = at, count = 0; count < QC_MOST_ALIAS_TOKENS && here < view->length; count++) {
        size_t stop = qc_alias_token_end(view, here);
        if (!add_token(&phrase, view, here, stop, apart))
            break;
        const qc_phrase_node *node = find_node(&phrase);
        const qc_phrase_entry *entry = node && qc_alias_ends_well(view, stop) ? find_entry(node, &phrase) : NULL;
        if (entry) {
            found = entry;
            *end = stop;
        }
        if (!node || !node->longer)
            break;
        here = qc_alias_next_token(view, stop, &apart);
    }
    return found;
}

/* The longest phrase of a table that ends at `at`, its tokens kept from the last to the first; NULL: none. */
static const qc_phrase_entry *read_backwards(const qc_view *view, uint8_t table, size_t at, size_t *start)
{
    const qc_phrase_entry *found = NULL;
    phrase phrase;
    begin_phrase(&phrase, table);
    bool apart = false;
    for (size_t here = at, count = 0; count < QC_MOST_ALIAS_TOKENS && here > 0; count++) {
        size_t first = token_start(view, here);
        if (!add_token(&phrase, view, first, here, apart))
            break;
        const qc_phrase_node *node = find_node(&phrase);
        const qc_phrase_entry *entry = node ? find_entry(node, &phrase) : NULL;
        if (entry) {
            found = entry;
            *start = first;
        }
        if (!node || !node->longer)
            break;
        here = previous_token(view, first, &apart);
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
    phrase phrase;
    begin_phrase(&phrase, BEFORE);
    if (start >= end || !add_token(&phrase, view, start, end, false))
        return false;
    const qc_phrase_node *node = find_node(&phrase);
    const qc_phrase_entry *entry = node ? find_entry(node, &phrase) : NULL;
    if (!entry || (entry->flags & QC_UNIT_NEEDS_GLUE && !qc_is_digit(qc_at(view, end))))
        return false;
    *match = (qc_unit_match){.unit = entry->code, .flags = entry->flags, .start = start, .end = end};
    return true;
}

/* Back over letters and full stops, at most LONGEST_PREFIX of them; `at` itself where they are part of a longer word. */
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

/* Is it a sign that ends hedges? */
static bool is_hedge_sign(uint8_t byte)
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
    if (!(qc_is_letter(last) ? qc_may_begin(qc_hedge_end_pairs, last, qc_at(view, at - 2)) : is_hedge_sign(last)))
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
    phrase phrase;
    begin_phrase(&phrase, SYMBOL);
    qc_view view = {(const uint8_t *)symbol, strlen(symbol)};
    if (!add_token(&phrase, &view, 0, view.length, false))
        return -1;
    const qc_phrase_node *node = find_node(&phrase);
    const qc_phrase_entry *entry = node ? find_entry(node, &phrase) : NULL;
    return entry ? entry->code : -1;
}
