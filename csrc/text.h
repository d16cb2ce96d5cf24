/* The narrow view: one byte for each code point, which is what every later stage reads.
 *
 * U+0000-7F and U+00A0-FF are themselves. The signs of lexicon/signs.tsv (euro, dashes, curly quotes, thin spaces,
 * vulgar fractions ...) have the bytes 80-9F, named QC_SIGN_...; full-width ASCII becomes ASCII, subscript digits
 * become digits. Any other letter is QC_SIGN_LETTER, all else QC_SIGN_MARK. So an offset into the view is an offset in
 * code points.
 */
#ifndef QC_TEXT_H
#define QC_TEXT_H

#include "alloc.h"
#include "tables.h" /* generated: QC_SIGN_..., qc_char_class */

#include <string.h>

/* A text as bytes, one a code point, with pads on both sides. */
typedef struct qc_view {
    const uint8_t *bytes;
    size_t length;
} qc_view;

/* So many NUL bytes stand before a view, and so many behind it: rules look a few bytes and at most one word beyond what
 * they have, and no look goes on behind a NUL. So none of them asks where the text ends. */
enum { QC_VIEW_PAD = 128 };

/* The byte at an offset; NUL before the start (offsets wrap) and behind the end. */
static inline uint8_t qc_at(const qc_view *view, size_t at) { return view->bytes[(ptrdiff_t)at]; }

/* A short part of a view, as a view of its own. */
typedef struct qc_excerpt {
    qc_view view;
    uint8_t bytes[QC_VIEW_PAD + 256 + QC_VIEW_PAD];
} qc_excerpt;

/* Copies so many bytes; false: they are too many. */
bool qc_excerpt_make(const uint8_t *bytes, size_t length, qc_excerpt *excerpt);

/* Classes of a byte of the view. */
enum {
    QC_CHAR_LETTER = 1,
    QC_CHAR_UPPER = 2,
    QC_CHAR_DIGIT = 4,
    QC_CHAR_SPACE = 8,
    QC_CHAR_DASH = 16,
    QC_CHAR_QUOTE = 32,
    QC_CHAR_CURRENCY = 64
};

/* Letters of any script; ª º µ count as letters, the signs × ÷ do not. */
static inline bool qc_is_letter(uint8_t byte) { return (qc_char_class[byte] & QC_CHAR_LETTER) != 0; }
static inline bool qc_is_upper(uint8_t byte) { return (qc_char_class[byte] & QC_CHAR_UPPER) != 0; }
static inline bool qc_is_digit(uint8_t byte) { return (qc_char_class[byte] & QC_CHAR_DIGIT) != 0; }
static inline bool qc_is_word(uint8_t byte) { return (qc_char_class[byte] & (QC_CHAR_LETTER | QC_CHAR_DIGIT)) != 0; }
/* Blank, tab, line end, no-break and thin spaces. */
static inline bool qc_is_space(uint8_t byte) { return (qc_char_class[byte] & QC_CHAR_SPACE) != 0; }
/* Hyphen, en dash, em dash, minus sign. */
static inline bool qc_is_dash(uint8_t byte) { return (qc_char_class[byte] & QC_CHAR_DASH) != 0; }
/* Straight and curly quotation marks and apostrophes. */
static inline bool qc_is_quote(uint8_t byte) { return (qc_char_class[byte] & QC_CHAR_QUOTE) != 0; }
/* $ cent sign, pound, yen, euro and their kin: a currency by itself or with the letters before it. */
static inline bool qc_is_currency(uint8_t byte) { return (qc_char_class[byte] & QC_CHAR_CURRENCY) != 0; }
/* An apostrophe, straight or curly. */
static inline bool qc_is_apostrophe(uint8_t byte) { return byte == '\'' || byte == QC_SIGN_RIGHT_SINGLE_QUOTE; }

/* ASCII and Latin-1 lower case of a byte. */
static inline uint8_t qc_lower(uint8_t byte)
{
    return qc_is_upper(byte) && byte != QC_SIGN_LETTER ? (uint8_t)(byte | 0x20) : byte;
}

/* Eight bytes as a number, the first lowest, and back. */
static inline uint64_t qc_load(const uint8_t *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    eight = __builtin_bswap64(eight);
#endif
    return eight;
}

/* The top bit of each of eight bytes that is no ASCII letter. */
static inline uint64_t qc_others(uint64_t eight)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t lower = (eight | 0x20 * each) & 0x7f * each;
    /* Added up, bytes from 'a' on, from behind 'z' on, carry into their top bit; none carries further. */
    uint64_t letters = (lower + (0x80 - 'a') * each) & ~(lower + (0x7f - 'z') * each) & ~eight;
    return ~letters & 0x80 * each;
}

/* The half-open span of a word: a run of letters (no digits, no apostrophes). start == end: there is none. */
typedef struct qc_span {
    size_t start, end;
} qc_span;

/* words.c: the general case of the four functions below. */
size_t qc_word_end(const qc_view *view, size_t start, size_t at);
size_t qc_word_start(const qc_view *view, size_t end, size_t at);
size_t qc_spaces_end(const qc_view *view, size_t at);
size_t qc_spaces_start(const qc_view *view, size_t at);

/* The run of letters that begins exactly at `at`. */
static inline qc_span qc_word_at(const qc_view *view, size_t at)
{
    uint64_t others = qc_others(qc_load(view->bytes + (ptrdiff_t)at));
    size_t end = at + (others ? (size_t)__builtin_ctzll(others) / 8 : sizeof others);
    bool open = !others || qc_at(view, end) >= 0x80;
    return (qc_span){at, open ? qc_word_end(view, at, end) : end};
}

/* Behind the spaces that begin at `at`: at most two, or one line end with the blanks around it; never over a blank
 * line. */
static inline size_t qc_skip_space(const qc_view *view, size_t at)
{
    if (!qc_is_space(qc_at(view, at)))
        return at;
    return qc_is_space(qc_at(view, at + 1)) ? qc_spaces_end(view, at) : at + 1;
}

/* Before the spaces that end at `at`, by the same rule. */
static inline size_t qc_skip_space_back(const qc_view *view, size_t at)
{
    if (!qc_is_space(qc_at(view, at - 1)))
        return at;
    return qc_is_space(qc_at(view, at - 2)) ? qc_spaces_start(view, at) : at - 1;
}

/* The word behind `at`, with nothing but spaces (at most two, no blank line) between. */
static inline qc_span qc_word_after(const qc_view *view, size_t at)
{
    return qc_word_at(view, qc_skip_space(view, at));
}

/* The word that ends before `at`, with nothing but spaces (at most two, no blank line) between. */
static inline qc_span qc_word_before(const qc_view *view, size_t at)
{
    size_t end = qc_skip_space_back(view, at);
    uint64_t others = qc_others(qc_load(view->bytes + (ptrdiff_t)(end - sizeof others)));
    size_t start = end - (others ? (size_t)__builtin_clzll(others) / 8 : sizeof others);
    bool open = !others || qc_at(view, start - 1) >= 0x80;
    return (qc_span){open ? qc_word_start(view, end, start) : start, end};
}

/* Does a paragraph end between two offsets: is there a blank line?
 * Windows ends lines by \r\n. */
bool qc_paragraph_ends(const qc_view *view, size_t from, size_t to);

/* Sets of ASCII letters in any case, one bit each, and whether a byte may be in one (another sign may seem to be). */
#define QC_LETTERS3(a, b, c) (1u << ((a) & 31) | 1u << ((b) & 31) | 1u << ((c) & 31))
#define QC_LETTERS6(a, b, c, d, e, f) (QC_LETTERS3(a, b, c) | QC_LETTERS3(d, e, f))
static inline bool qc_letter_in(uint32_t letters, uint8_t byte) { return letters >> (byte & 31) & 1; }

/* Is the span this lower-case ASCII word, in any case? */
bool qc_span_equals(const qc_view *view, qc_span span, const char *word);
static inline bool qc_span_is(const qc_view *view, qc_span span, const char *word)
{
    return span.end - span.start == strlen(word) && qc_span_equals(view, span, word);
}

/* The sentences of a text: where each begins; the last ends with the text. Sorted. */
typedef struct qc_sentences {
    size_t *starts; /* in code points */
    size_t count, capacity;
} qc_sentences;

/* The narrow view of a text, in `*buffer` (of `*capacity` bytes, grown here, kept by the caller for the next text). On
 * QC_BAD_UTF8 `*offset` is the first byte that is not UTF-8. */
qc_status qc_text_narrow(const qc_allocator *allocator, const qc_text *text, bool replace, uint8_t **buffer,
                         size_t *capacity, qc_view *view, size_t *offset);

/* Reads one code point of UTF-8 with `left` bytes; `*length` is how many it took. False where they are no UTF-8: then
 * `*length` is the maximal part that could have been one, so that replacing gives as many marks as Python's decoder
 * does. */
bool qc_utf8_read(const uint8_t *bytes, size_t left, uint32_t *code_point, size_t *length);

/* Where sentences begin: behind . ! ? (with quotes and brackets) before a capital, a digit or a quote, unless the full
 * stop belongs to an abbreviation, an initial or a number; and behind a line end that ends a paragraph or a headline.
 * `stops` is the bitmap of the scan: where a full stop, ! ? or line end stands. */
qc_status qc_text_sentences(const qc_allocator *allocator, const qc_view *view, const uint64_t *stops,
                            qc_sentences *sentences);

/* sentences.c: the general case of the function below. */
size_t qc_sentence_search(const qc_sentences *sentences, size_t at, size_t hint);

/* The index of the sentence that holds `at`, searched from `hint` onwards. */
static inline size_t qc_sentence_find(const qc_sentences *sentences, size_t at, size_t hint)
{
    bool here = hint + 1 < sentences->count && sentences->starts[hint] <= at && at < sentences->starts[hint + 1];
    return here ? hint : qc_sentence_search(sentences, at, hint);
}

#endif
