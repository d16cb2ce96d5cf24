/* Lookups of the caller's own units and aliases, which are few: they are kept sorted and searched by halves.
 *
 * Which alias makes sense where it stands is for others to say, as with the built-in ones. user_units.c makes them.
 */
#include "user_lexicon.h"

#include <string.h>

size_t qc_user_lexicon_count(const qc_user_lexicon *lexicon) { return lexicon ? lexicon->unit_count : 0; }

const qc_unit *qc_user_lexicon_unit(const qc_user_lexicon *lexicon, size_t index) { return &lexicon->units[index]; }

/* Order of aliases and beginnings of aliases: by place, then by letters in lower case. */
static int compare_key(uint8_t place, const uint8_t *folded, size_t length, const qc_alias *other)
{
    if (place != other->place)
        return place < other->place ? -1 : 1;
    size_t common = length < other->length ? length : other->length;
    int order = memcmp(folded, other->folded, common);
    return order ? order : (length > other->length) - (length < other->length);
}

size_t qc_user_lexicon_first(const qc_user_lexicon *lexicon, const qc_alias *key)
{
    size_t low = 0, high = lexicon->alias_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_key(key->place, key->folded, key->length, &lexicon->aliases[middle]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool begins_with(const qc_alias *longer, const qc_alias *key)
{
    return longer->place == key->place && longer->length >= key->length &&
           memcmp(longer->folded, key->folded, key->length) == 0;
}

/* The alias that is spelt as the key, NULL where there is none; `*longer` says whether some begin with it. */
static const qc_alias *find_alias(const qc_user_lexicon *lexicon, const qc_alias *key, bool *longer)
{
    size_t i = qc_user_lexicon_first(lexicon, key);
    const qc_alias *found = NULL;
    for (; i < lexicon->alias_count && begins_with(&lexicon->aliases[i], key); i++) {
        const qc_alias *here = &lexicon->aliases[i];
        if (here->length > key->length)
            break;
        if (!found && (here->any_case || memcmp(here->exact, key->exact, key->length) == 0))
            found = here;
    }
    *longer = i < lexicon->alias_count && begins_with(&lexicon->aliases[i], key);
    return found;
}

bool qc_user_key_add(qc_alias *key, const uint8_t *bytes, size_t length, bool apart)
{
    if (key->length + apart + length > QC_LONGEST_PHRASE)
        return false;
    if (apart)
        key->exact[key->length] = key->folded[key->length] = ' ', key->length++;
    for (size_t i = 0; i < length; i++, key->length++) {
        key->exact[key->length] = bytes[i];
        key->folded[key->length] = qc_lower(bytes[i]);
    }
    return true;
}

bool qc_user_lexicon_behind(const qc_user_lexicon *lexicon, const qc_view *view, size_t at, bool denominator,
                            qc_unit_match *match)
{
    qc_alias key = {.place = denominator ? QC_ALIAS_DENOMINATOR : QC_ALIAS_BEHIND};
    bool apart = false, longer = true, found = false;
    for (size_t here = at, count = 0; longer && count < QC_MOST_ALIAS_TOKENS && here < view->length; count++) {
        size_t stop = qc_alias_token_end(view, here);
        if (!qc_user_key_add(&key, view->bytes + here, stop - here, apart))
            break;
        const qc_alias *entry = find_alias(lexicon, &key, &longer);
        if (entry && qc_alias_ends_well(view, stop)) {
            *match = (qc_unit_match){.unit = entry->code, .flags = entry->traits, .start = at, .end = stop};
            found = true;
        }
        here = qc_alias_next_token(view, stop, &apart);
    }
    return found;
}

/* Does the alias end at `at`, and no letter or digit touch it before? */
static bool ends_at(const qc_alias *entry, const qc_view *view, size_t at)
{
    if (entry->length > at || (entry->traits & QC_UNIT_NEEDS_GLUE && !qc_is_digit(qc_at(view, at))))
        return false;
    size_t start = at - entry->length;
    for (size_t i = 0; i < entry->length; i++) {
        uint8_t byte = qc_at(view, start + i);
        if (entry->any_case ? qc_lower(byte) != entry->folded[i] : byte != entry->exact[i])
            return false;
    }
    return !qc_is_word(qc_at(view, start)) || !qc_is_word(qc_at(view, start - 1));
}

bool qc_user_lexicon_before(const qc_user_lexicon *lexicon, const qc_view *view, size_t at, qc_unit_match *match)
{
    const qc_alias *found = NULL;
    for (size_t i = qc_user_lexicon_first(lexicon, &(qc_alias){.place = QC_ALIAS_BEFORE}); i < lexicon->alias_count;
         i++) {
        const qc_alias *entry = &lexicon->aliases[i];
        if (ends_at(entry, view, at) && (!found || entry->length > found->length))
            found = entry;
    }
    if (found)
        *match = (qc_unit_match){.unit = found->code, .flags = found->traits, .start = at - found->length, .end = at};
    return found != NULL;
}
