/* The shapes of the tables that make_tables.py writes for lexicon.c and phrases.c, and how
 * phrases are cut into tokens. For these, user_lexicon.c and what looks up each word that it reads. */
#ifndef QC_LEXICON_TABLES_H
#define QC_LEXICON_TABLES_H

#include "lexicon.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

extern const char qc_word_pool[];        /* of the singulars */

/* The word that begins at an offset of the view. */
typedef struct qc_word_read {
    const qc_word *word; /* that of no word where the lexicon has none; not always known */
    uint32_t length;     /* of the run of letters, as of qc_word_at */
    uint8_t behind;      /* the byte behind it, as of qc_at */
} qc_word_read;

/* How many ASCII letters stand at the beginning of sixteen bytes. */
enum { QC_LETTERS_BLOCK = 16 };
static inline size_t qc_letters_length(const uint8_t *bytes)
{
#ifdef __SSE2__
    __m128i lower = _mm_or_si128(_mm_loadu_si128((const __m128i *)(const void *)bytes), _mm_set1_epi8(0x20));
    /* 'a' becomes the least signed byte, and what is no letter comes behind 'z'. */
    __m128i shifted = _mm_add_epi8(lower, _mm_set1_epi8((char)(0x80 - 'a')));
    __m128i letters = _mm_cmplt_epi8(shifted, _mm_set1_epi8((char)(0x80 + 'z' - 'a' + 1)));
    return (size_t)__builtin_ctzll(~(uint64_t)(unsigned)_mm_movemask_epi8(letters));
#else
    uint64_t first = qc_others(qc_load(bytes)), second = qc_others(qc_load(bytes + sizeof first));
    if (first)
        return (size_t)__builtin_ctzll(first) / 8;
    return second ? sizeof first + (size_t)__builtin_ctzll(second) / 8 : QC_LETTERS_BLOCK;
#endif
}

/* The general case of the next function. */
qc_word_read qc_lexicon_read_any(const qc_view *view, size_t at);

/* Cuts out a word and looks it up at once. */
static inline qc_word_read qc_lexicon_read(const qc_view *view, size_t at)
{
    const uint8_t *bytes = view->bytes + at;
    size_t length = qc_letters_length(bytes);
    if (length - 1 >= sizeof(uint64_t) - 1 || bytes[length] >= 0x80)
        return qc_lexicon_read_any(view, at); /* it is none, or longer, or may go on */
    return (qc_word_read){qc_lexicon_row(view, (qc_span){at, at + length}), (uint32_t)length, bytes[length]};
}

/* The beginning of a phrase: a token in lower case, and how it is reached. */
typedef struct qc_phrase_node {
    uint64_t letters;    /* the first eight bytes of the token; zero behind the last */
    uint32_t way;        /* twice the index of the node before it, and one more where a blank stands between */
    uint32_t nexts; /* bit b & 31 for the first byte b of each token that goes on; of those read backwards the last */
    uint32_t text;       /* the bytes behind the first eight, in qc_phrase_pool, zeros behind them */
    uint16_t entry;      /* the first of its entries */
    uint8_t length;      /* of the token */
    uint8_t entry_count; /* phrases that end here, exact spellings first */
} qc_phrase_node;

/* The index that stands for the node before all first tokens of a table: this and the letter of the table. */
enum { QC_PHRASE_ROOT = 0x10000 };

/* A spelling of the phrase that ends at a node. */
typedef struct qc_phrase_entry {
    uint32_t exact; /* the spelling, in qc_phrase_pool */
    uint8_t length; /* of the spelling; 0: any case is right */
    uint16_t flags; /* traits of the alias */
    int16_t code;   /* of a unit, or a qc_comparison */
} qc_phrase_entry;

extern const char qc_phrase_pool[];
extern const qc_phrase_node qc_phrase_nodes[];
extern const qc_phrase_entry qc_phrase_entries[];

extern const qc_unit qc_units[];
extern const int32_t qc_unit_total;

/* Letters and tokens of a phrase, letters of a token at most: MAX_PHRASE, MAX_TOKENS, MAX_TOKEN of
 * tablegen/phrases.py. */
enum { QC_LONGEST_PHRASE = 62, QC_MOST_ALIAS_TOKENS = 12, QC_LONGEST_TOKEN = 32 };

enum { QC_SUPERSCRIPT_TWO = 0xb2, QC_SUPERSCRIPT_THREE = 0xb3 };

static inline bool qc_is_token_byte(uint8_t byte)
{
    return qc_is_word(byte) || byte == QC_SUPERSCRIPT_TWO || byte == QC_SUPERSCRIPT_THREE;
}

/* The end of the token that begins at `at`: letters, digits and superscripts together, any other sign alone. */
static inline size_t qc_alias_token_end(const qc_view *view, size_t at)
{
    uint64_t others = qc_others(qc_load(view->bytes + (ptrdiff_t)at));
    size_t end = at + (others ? (size_t)__builtin_ctzll(others) / 8 : 0);
    if (end > at && !qc_is_token_byte(qc_at(view, end)))
        return end;
    while (end - at <= QC_LONGEST_PHRASE && qc_is_token_byte(qc_at(view, end)))
        end++;
    return end > at || at >= view->length ? end : at + 1;
}

/* May an alias end at `end`? A sign that a letter or digit touches belongs to that ("$5", "+44"); a percent sign does
 * not. A full stop is the alias's own only where the sentence goes on. */
static inline bool qc_alias_ends_well(const qc_view *view, size_t end)
{
    uint8_t last = qc_at(view, end - 1);
    if (last == '.') {
        uint8_t next = qc_at(view, qc_skip_space(view, end));
        return qc_is_word(next) && !qc_is_upper(next) && qc_skip_space(view, end) > end;
    }
    return qc_is_token_byte(last) || last == '%' || !qc_is_token_byte(qc_at(view, end));
}

/* Where the next token begins: behind a hyphen that joins words, or behind spaces. */
static inline size_t qc_alias_next_token(const qc_view *view, size_t at, bool *apart)
{
    bool hyphen = qc_at(view, at) == '-' && qc_is_token_byte(qc_at(view, at + 1));
    size_t next = hyphen ? at + 1 : qc_skip_space(view, at);
    *apart = next > at;
    return next;
}

#endif
