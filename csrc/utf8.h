/* The text as UTF-8, for the caller's own patterns. */
#ifndef QC_UTF8_H
#define QC_UTF8_H

#include "text.h"

/* A text in UTF-8 that is right: what is not, and lone surrogates, are U+FFFD, so that there is one character a byte of
 * the view. It is the caller's own memory where that is right UTF-8 already, else `*buffer` (of `*capacity` bytes,
 * grown here). */
qc_status qc_utf8_make(const qc_allocator *allocator, const qc_text *text, uint8_t **buffer, size_t *capacity,
                       const uint8_t **bytes, size_t *length);

/* The character that stands for what has no UTF-8. */
enum { QC_UTF8_REPLACEMENT = 0xfffd };

/* Writes a character, or the replacement for what is none, into at most 4 bytes; how many it took. */
size_t qc_utf8_write(uint32_t point, uint8_t *out);

/* How many characters begin in [from, to). */
static inline size_t qc_utf8_count(const uint8_t *bytes, size_t from, size_t to)
{
    size_t count = 0;
    for (; from < to; from++)
        count += (bytes[from] & 0xc0) != 0x80;
    return count;
}

/* The start of the character that holds byte `at`; `at` itself at the end of the text. */
static inline size_t qc_utf8_start(const uint8_t *bytes, size_t length, size_t at)
{
    while (at > 0 && at < length && (bytes[at] & 0xc0) == 0x80)
        at--;
    return at;
}

#endif
