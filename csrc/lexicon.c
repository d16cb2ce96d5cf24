/* Lookups of words. Units, currencies and hedges, which may have several tokens, are in phrases.c.
 *
 * In: a span of the view. Out: a row of a generated table. Nothing is decided here.
 */
#include "lexicon.h"

#include "lexicon_tables.h"

#include <string.h>

enum { LONGEST_WORD = 24 }; /* MAX_WORD of tablegen/words.py */

/* Up to eight letters as a number in lower case, the first lowest; zero behind the last. */
static uint64_t read_letters(const qc_view *view, size_t at, size_t length)
{
    uint64_t letters = 0;
    if (view->length - at >= sizeof letters)
        memcpy(&letters, view->bytes + at, sizeof letters);
    else
        memcpy(&letters, view->bytes + at, length < sizeof letters ? length : sizeof letters);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    letters = __builtin_bswap64(letters);
#endif
    letters |= 0x2020202020202020u;
    return length < sizeof letters ? letters & ((UINT64_C(1) << 8 * length) - 1) : letters;
}

const qc_word *qc_lexicon_word(const qc_view *view, qc_span span)
{
    size_t length = span.end - span.start;
    if (span.end > view->length || span.start >= span.end || length > LONGEST_WORD)
        return NULL;
    uint64_t letters[LONGEST_WORD / 8], hash = qc_word_hash.start;
    size_t parts = (length + 7) / 8;
    for (size_t i = 0; i < parts; i++) {
        letters[i] = read_letters(view, span.start + 8 * i, length - 8 * i);
        hash = qc_hash_add_letters(hash, letters[i]);
    }
    const qc_word *word = &qc_words[qc_hash_row(&qc_word_hash, (uint32_t)hash)];
    if (word->text_length != length)
        return NULL;
    for (size_t i = 0; i < parts; i++)
        if (letters[i] != qc_word_letters[word->text + i])
            return NULL;
    return word;
}
