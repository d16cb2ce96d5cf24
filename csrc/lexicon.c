/* Lookups of words. Units, currencies and hedges, which may have several tokens, are in phrases.c.
 *
 * In: a span of the view. Out: a row of a generated table. Nothing is decided here.
 */
#include "lexicon.h"

#include "lexicon_tables.h"

enum { LONGEST_WORD = 24 }; /* MAX_WORD of tablegen/words.py */

const qc_word *qc_lexicon_word(const qc_view *view, qc_span span)
{
    size_t length = span.end - span.start;
    if (span.end > view->length || span.start >= span.end || length > LONGEST_WORD)
        return NULL;
    const uint8_t *bytes = view->bytes + span.start;
    uint32_t hash = qc_word_hash.start;
    for (size_t i = 0; i < length; i++)
        hash = qc_hash_add(hash, bytes[i] | 0x20);
    const qc_word *word = &qc_words[qc_hash_row(&qc_word_hash, hash)];
    if (word->text_length != length)
        return NULL;
    for (size_t i = 0; i < length; i++)
        if ((bytes[i] | 0x20) != (uint8_t)qc_word_pool[word->text + i])
            return NULL;
    return word;
}
