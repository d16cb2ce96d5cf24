/* Lookups of words. Units, currencies and hedges, which may have several tokens, are in phrases.c.
 *
 * In: a span of the view. Out: a row of a generated table. Nothing is decided here.
 */
#include "lexicon.h"

#include "lexicon_tables.h"

#include <string.h>

enum { LONGEST_WORD = 24 }; /* MAX_WORD of tablegen/words.py */

static const qc_hash hash = QC_WORD_HASH;

/* Up to eight letters as a number in lower case, the first lowest; zero behind the last. */
static inline uint64_t read_letters(const qc_view *view, size_t at, size_t length)
{
    uint64_t letters = qc_load(view->bytes + at) | 0x2020202020202020u;
    return length < sizeof letters ? letters & ~(UINT64_MAX << 8 * length) : letters;
}

static const qc_word *find_row(uint32_t mixed)
{
    return &qc_words[qc_hash_row(&hash, mixed)];
}

/* A word of more than eight letters; apart, so that the short ones need no stack. */
__attribute__((noinline)) static const qc_word *find_long(const qc_view *view, size_t start, size_t length)
{
    uint64_t letters[LONGEST_WORD / 8];
    uint32_t mixed = hash.start;
    size_t parts = (length + 7) / 8;
    for (size_t i = 0; i < parts; i++) {
        letters[i] = read_letters(view, start + 8 * i, length - 8 * i);
        mixed = qc_hash_mix(mixed ^ letters[i]);
    }
    const qc_word *word = find_row(mixed);
    bool same = word->text_length == length && memcmp(letters, qc_word_letters + word->text, parts * sizeof *letters) == 0;
    return same ? word : qc_words;
}

const qc_word *qc_lexicon_row(const qc_view *view, qc_span span)
{
    size_t length = span.end - span.start;
    if (length - 1 >= sizeof(uint64_t)) /* or none */
        return span.start < span.end && length <= LONGEST_WORD ? find_long(view, span.start, length) : qc_words;
    uint64_t letters = read_letters(view, span.start, length);
    const qc_word *word = find_row(qc_hash_mix(hash.start ^ letters));
    return word->text_length == length && letters == qc_word_letters[word->text] ? word : qc_words;
}

qc_word_read qc_lexicon_read_long(const uint8_t *bytes, uint32_t length)
{
    uint64_t first = qc_load(bytes) | 0x2020202020202020u;
    uint64_t second = (qc_load(bytes + sizeof first) | 0x2020202020202020u) & qc_lowest_bytes[length - sizeof first];
    uint32_t mixed = qc_hash_mix(hash.start ^ first);
    if (second)
        mixed = qc_hash_mix(mixed ^ second);
    const qc_word *word = find_row(mixed);
    const uint64_t *letters = &qc_word_letters[word->text];
    bool same = word->text_length == length && letters[0] == first && (!second || letters[1] == second);
    return (qc_word_read){same ? word : qc_words, length, bytes[length]};
}

qc_word_read qc_lexicon_read_any(const qc_view *view, size_t at)
{
    qc_span span = qc_word_at(view, at);
    return (qc_word_read){qc_lexicon_row(view, span), (uint32_t)(span.end - at), qc_at(view, span.end)};
}
