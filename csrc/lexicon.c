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
    uint64_t letters = 0;
    if (view->length - at >= sizeof letters) {
        letters = qc_load(view->bytes + at);
    } else {
        uint8_t last[sizeof letters] = {0};
        memcpy(last, view->bytes + at, view->length - at);
        letters = qc_load(last);
    }
    letters |= 0x2020202020202020u;
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

/* A word of nine to fifteen letters; of others the length is 0. */
static inline qc_word_read read_long(const qc_view *view, size_t at)
{
    uint64_t first = qc_load(view->bytes + at), second = qc_load(view->bytes + at + sizeof first), others = qc_others(second);
    unsigned bits = others ? (unsigned)__builtin_ctzll(others) & 0x38 : 0;
    uint8_t behind = (uint8_t)(second >> bits);
    if (qc_others(first) || bits == 0 || behind >= 0x80)
        return (qc_word_read){NULL, 0, 0};
    first |= 0x2020202020202020u;
    second = (second | 0x2020202020202020u) & ~(UINT64_MAX << bits);
    const qc_word *word = find_row(qc_hash_mix(qc_hash_mix(hash.start ^ first) ^ second));
    const uint64_t *letters = &qc_word_letters[word->text];
    uint32_t length = (uint32_t)sizeof first + bits / 8;
    bool same = word->text_length == length && letters[0] == first && letters[1] == second;
    return (qc_word_read){same && word->known ? word : NULL, length, behind};
}

qc_word_read qc_lexicon_read_any(const qc_view *view, size_t at)
{
    if (view->length - at >= 2 * sizeof(uint64_t)) {
        qc_word_read read = read_long(view, at);
        if (read.length > 0)
            return read;
    }
    qc_span span = qc_word_at(view, at);
    return (qc_word_read){qc_lexicon_word(view, span), (uint32_t)(span.end - at), qc_at(view, span.end)};
}
