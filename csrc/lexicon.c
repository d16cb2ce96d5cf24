/* Lookups of words. Units, currencies and hedges, which may have several tokens, are in phrases.c.
 *
 * In: a span of the view. Out: a row of a generated table. Nothing is decided here.
 */
#include "lexicon.h"

#include "lexicon_tables.h"

#include <string.h>

enum { LONGEST_WORD = 24 }; /* MAX_WORD of tablegen/words.py */

static const qc_hash hash = QC_WORD_HASH;

static const qc_word *find_row(uint64_t mixed) { return &qc_words[qc_hash_row(&hash, mixed)]; }

const qc_word *qc_lexicon_find(const qc_view *view, qc_span span)
{
    size_t length = span.end - span.start, parts = (length + 7) / 8;
    if (span.start >= span.end || length > LONGEST_WORD)
        return qc_words;
    uint64_t letters[LONGEST_WORD / 8];
    uint64_t mixed = hash.start;
    for (size_t i = 0; i < parts; i++) {
        letters[i] = qc_load(view->bytes + span.start + 8 * i) | 0x2020202020202020u;
        if (length - 8 * i < sizeof *letters)
            letters[i] &= qc_lowest_bytes[length - 8 * i];
        mixed = qc_hash_mix(mixed ^ letters[i]);
    }
    const qc_word *word = find_row(mixed);
    bool same =
        word->text_length == length && memcmp(letters, qc_word_letters + word->text, parts * sizeof *letters) == 0;
    return same ? word : qc_words;
}

/* The row of a word of eight to fifteen ASCII letters. */
static const qc_word *read_long(const uint8_t *bytes, size_t length)
{
    uint64_t first = qc_load(bytes) | 0x2020202020202020u;
    uint64_t second = (qc_load(bytes + sizeof first) | 0x2020202020202020u) & qc_lowest_bytes[length - sizeof first];
    uint64_t mixed = qc_hash_mix(hash.start ^ first);
    if (second)
        mixed = qc_hash_mix(mixed ^ second);
    const qc_word *word = find_row(mixed);
    const uint64_t *letters = &qc_word_letters[word->text];
    bool same = word->text_length == length && letters[0] == first && (!second || letters[1] == second);
    return same ? word : qc_words;
}

qc_word_read qc_lexicon_read_any(const qc_view *view, size_t at)
{
    const uint8_t *bytes = view->bytes + at;
    size_t length = qc_letters_length(bytes);
    if (length == QC_LETTERS_BLOCK || bytes[length] >= 0x80) { /* it may go on */
        qc_span span = qc_word_at(view, at);
        return (qc_word_read){qc_lexicon_row(view, span), (uint32_t)(span.end - at), qc_at(view, span.end)};
    }
    const qc_word *word =
        length < sizeof(uint64_t) ? qc_lexicon_row(view, (qc_span){at, at + length}) : read_long(bytes, length);
    return (qc_word_read){word, (uint32_t)length, bytes[length]};
}
