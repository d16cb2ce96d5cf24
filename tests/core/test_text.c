/* The narrow view of every encoding, and the bounds of sentences. */
#include "check.h"

#include "scan.h"

#include <stdlib.h>
#include <string.h>

/* A text of exactly its own bytes on the heap, so that a read outside is seen; freed by `forget`. */
typedef struct narrowed {
    void *data;
    uint8_t *buffer;
    size_t capacity;
    qc_view view;
    qc_status status;
    size_t offset;
} narrowed;

static narrowed narrow_text(const void *data, size_t length, qc_encoding encoding, bool replace)
{
    static const size_t sizes[] = {[QC_UTF8] = 1, [QC_LATIN1] = 1, [QC_UCS2] = 2, [QC_UCS4] = 4};
    narrowed out = {.data = malloc(length * sizes[encoding] + 1), .offset = SIZE_MAX};
    if (length > 0)
        memcpy(out.data, data, length * sizes[encoding]);
    qc_text text = {.data = out.data, .length = length, .encoding = encoding, .date = QC_NO_DATE};
    out.status =
        qc_text_narrow(&qc_default_allocator, &text, replace, &out.buffer, &out.capacity, &out.view, &out.offset);
    return out;
}

static void forget(narrowed *text)
{
    free(text->data);
    free(text->buffer);
}

/* Is the narrow view of `utf8` these bytes? */
static bool gives(const char *utf8, size_t length, bool replace, const char *expected, size_t expected_length)
{
    narrowed text = narrow_text(utf8, length, QC_UTF8, replace);
    bool same = text.status == QC_OK && text.view.length == expected_length &&
                memcmp(text.view.bytes, expected, expected_length) == 0;
    forget(&text);
    return same;
}

#define GIVES(utf8, replace, expected) gives(utf8, sizeof(utf8) - 1, replace, expected, sizeof(expected) - 1)

static void test_signs(void)
{
    const char euro[] = {(char)QC_SIGN_EURO, '5', 0},
               quotes[] = {(char)QC_SIGN_LEFT_DOUBLE_QUOTE, 'a', (char)QC_SIGN_RIGHT_DOUBLE_QUOTE, 0};
    const char letter[] = {(char)QC_SIGN_LETTER, (char)QC_SIGN_L_WITH_STROKE, 0}, mark[] = {(char)QC_SIGN_MARK, 0};
    CHECK(GIVES("", false, ""));
    CHECK(GIVES("plain", false, "plain"));
    CHECK(GIVES("a\0b", false, "a\0b"));
    CHECK(GIVES("\u20ac5", false, euro));
    CHECK(GIVES("\u201ca\u201d", false, quotes));
    CHECK(GIVES("\u0416\u0142", false, letter));
    CHECK(GIVES("\u00e9\u00bd\u00a0", false, "\xe9\xbd\xa0"));
    CHECK(GIVES("\uff11\uff12", false, "12"));
    CHECK(GIVES("CO\u2082", false, "CO2"));
    CHECK(GIVES("\U0001F600", false, mark));
    CHECK(GIVES("\xc2\x85", false, mark));
    CHECK(GIVES("\ufffd", false, mark));
}

/* Are all bytes before and behind the view NUL, as far as rules may look? */
static bool is_padded(const qc_view *view)
{
    bool nul = true;
    for (size_t i = 0; i < QC_VIEW_PAD; i++)
        nul = nul && qc_at(view, (size_t)0 - 1 - i) == 0 && qc_at(view, view->length + i) == 0;
    return nul;
}

/* Every text has pads, a shorter one behind a longer in the same buffer and an empty one too; what needs a longer
 * excerpt gets none. */
static void test_pads(void)
{
    qc_text texts[] = {{.data = "a text of 300 bcm", .length = 17, .encoding = QC_UTF8},
                       {.data = "\xa3 5\xbd", .length = 4, .encoding = QC_LATIN1},
                       {.data = NULL, .length = 0, .encoding = QC_UCS2}};
    narrowed text = {.offset = 0};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CHECK(qc_text_narrow(&qc_default_allocator, &texts[i], false, &text.buffer, &text.capacity, &text.view,
                             &text.offset) == QC_OK);
        CHECK(text.view.length == texts[i].length && is_padded(&text.view));
    }
    forget(&text);
    const uint8_t bytes[300] = {'5', ' ', 'm'};
    qc_excerpt excerpt;
    CHECK(qc_excerpt_make(bytes, 3, &excerpt) && excerpt.view.length == 3 && is_padded(&excerpt.view));
    CHECK(!qc_excerpt_make(bytes, sizeof bytes, &excerpt));
}

/* Bytes that are no UTF-8: where the fault is, and how many marks stand for them (as many as Python's decoder gives).
 */
static void test_broken(void)
{
    static const struct {
        const char *bytes;
        size_t length, offset, marks;
    } cases[] = {
        {"\x80", 1, 0, 1},
        {"\xff", 1, 0, 1},
        {"\xc0\x80", 2, 0, 2},
        {"\xc1\xbf", 2, 0, 2},
        {"\xe0\x80\x80", 3, 0, 3},
        {"\xe0\x9f\xbf", 3, 0, 3},
        {"\xed\xa0\x80", 3, 0, 3},
        {"\xed\xbf\xbf", 3, 0, 3},
        {"\xf0\x8f\xbf\xbf", 4, 0, 4},
        {"\xf4\x90\x80\x80", 4, 0, 4},
        {"\xf5\x80\x80\x80", 4, 0, 4},
        {"\xe2\x82", 2, 0, 1},
        {"\xf0\x9f\x98", 3, 0, 1},
        {"\xf0\x9f", 2, 0, 1},
        {"\xc3", 1, 0, 1},
        {"ab\xe2\x82", 4, 2, 1},
        {"\xc3\xa9\xc3", 3, 2, 1},
        {"\xe2\x82\xac\xed\xa0\x80", 6, 3, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        narrowed strict = narrow_text(cases[i].bytes, cases[i].length, QC_UTF8, false);
        CHECK(strict.status == QC_BAD_UTF8 && strict.offset == cases[i].offset);
        forget(&strict);
        narrowed lenient = narrow_text(cases[i].bytes, cases[i].length, QC_UTF8, true);
        size_t marks = 0;
        for (size_t at = 0; lenient.status == QC_OK && at < lenient.view.length; at++)
            marks += lenient.view.bytes[at] == QC_SIGN_MARK;
        CHECK(lenient.status == QC_OK && marks == cases[i].marks);
        forget(&lenient);
    }
    const char expected[] = {'a', (char)QC_SIGN_MARK, '(', (char)QC_SIGN_MARK, 'b', 0};
    CHECK(GIVES("a\xe2(\xa1"
                "b",
                true, expected));
}

static size_t write_utf8(uint32_t point, uint8_t *out)
{
    if (point < 0x80)
        return out[0] = (uint8_t)point, 1;
    if (point < 0x800)
        return out[0] = (uint8_t)(0xc0 | point >> 6), out[1] = (uint8_t)(0x80 | (point & 0x3f)), 2;
    size_t length = point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, point >>= 6)
        out[i] = (uint8_t)(0x80 | (point & 0x3f));
    out[0] = (uint8_t)((length == 3 ? 0xe0 : 0xf0) | point);
    return length;
}

/* Every code point has one byte, and the same one in every encoding that has it. */
static void test_all_code_points(void)
{
    enum { STEP = 0x100 };
    bool alike = true;
    for (uint32_t base = 0; base < 0x110000; base += STEP) {
        uint32_t wide[STEP];
        uint16_t narrow[STEP];
        uint8_t utf8[4 * STEP];
        size_t length = 0;
        bool surrogates = base >= 0xd800 && base < 0xe000;
        for (uint32_t i = 0; i < STEP; i++) {
            wide[i] = base + i;
            narrow[i] = (uint16_t)(base + i);
            length += surrogates ? 0 : write_utf8(base + i, utf8 + length);
        }
        narrowed four = narrow_text(wide, STEP, QC_UCS4, false), two = narrow_text(narrow, STEP, QC_UCS2, false);
        narrowed one = narrow_text(utf8, length, QC_UTF8, false);
        alike = alike && four.status == QC_OK && two.status == QC_OK && one.status == QC_OK && four.view.length == STEP;
        alike = alike && (base > 0xffff || memcmp(four.view.bytes, two.view.bytes, STEP) == 0);
        alike = alike && (surrogates ? one.view.length == 0 : memcmp(four.view.bytes, one.view.bytes, STEP) == 0);
        for (size_t i = 0; surrogates && i < STEP; i++)
            alike = alike && four.view.bytes[i] == QC_SIGN_MARK;
        forget(&four);
        forget(&two);
        forget(&one);
    }
    CHECK(alike);
}

static void test_latin1(void)
{
    uint8_t bytes[256];
    uint32_t wide[256];
    for (unsigned i = 0; i < 256; i++)
        wide[i] = bytes[i] = (uint8_t)i;
    narrowed latin = narrow_text(bytes, 256, QC_LATIN1, false), four = narrow_text(wide, 256, QC_UCS4, false);
    CHECK(latin.view.length == 256 && memcmp(latin.view.bytes, four.view.bytes, 256) == 0);
    forget(&latin);
    forget(&four);
}

/* Random bytes: never a failure when replacing; in the strict reading, what is before the fault is UTF-8. */
static void test_random(void)
{
    uint32_t state = 7;
    bool right = true;
    for (unsigned round = 0; round < 20000; round++) {
        uint8_t bytes[24];
        for (size_t i = 0; i < sizeof bytes; i++) {
            state = state * 1664525 + 1013904223; /* Numerical Recipes, 3rd ed., 7.1 */
            bytes[i] = (uint8_t)(state >> 24 | (state >> 16 & 0x80));
        }
        narrowed lenient = narrow_text(bytes, sizeof bytes, QC_UTF8, true),
                 strict = narrow_text(bytes, sizeof bytes, QC_UTF8, false);
        right = right && lenient.status == QC_OK && lenient.view.length <= sizeof bytes;
        if (strict.status == QC_BAD_UTF8) {
            narrowed before = narrow_text(bytes, strict.offset, QC_UTF8, false);
            right = right && strict.offset < sizeof bytes && before.status == QC_OK;
            forget(&before);
        }
        forget(&lenient);
        forget(&strict);
    }
    CHECK(right);
}

/* Splits a text, which shows by bars where its sentences have to begin. */
static bool splits(const char *marked)
{
    size_t length = 0, count = 1, expected[64] = {0};
    char *padded = calloc(strlen(marked) + 2 * QC_VIEW_PAD, 1), *text = padded + QC_VIEW_PAD;
    for (const char *next = marked; *next; next++) {
        if (*next == '|')
            expected[count++] = length;
        else
            text[length++] = *next;
    }
    qc_view view = {(const uint8_t *)text, length};
    uint64_t triggers[64], stops[64];
    qc_sentences sentences = {0};
    qc_scan(&view, triggers, stops);
    bool right =
        qc_text_sentences(&qc_default_allocator, &view, stops, &sentences) == QC_OK && sentences.count == count;
    for (size_t i = 0; right && i < count; i++)
        right = sentences.starts[i] == expected[i] && qc_sentence_find(&sentences, expected[i], 0) == i &&
                qc_sentence_find(&sentences, i + 1 < count ? expected[i + 1] - 1 : length, i) == i;
    free(sentences.starts);
    free(padded);
    return right;
}

/* The same where filler stands before the text, behind it, or on both sides. */
static bool splits_anywhere(const char *marked)
{
    enum { FILLER = 300 };
    char filler[FILLER + 1], text[3 * FILLER];
    memset(filler, 'x', FILLER);
    filler[FILLER - 1] = ' ';
    filler[FILLER] = '\0';
    bool right = splits(marked);
    for (unsigned sides = 1; sides < 4; sides++) {
        snprintf(text, sizeof text, "%s%s%s", sides & 1 ? filler : "", marked, sides & 2 ? filler : "");
        right = right && splits(text);
    }
    return right;
}

/* What closes and opens a sentence, and what does neither, at the ends of a text and far from them. */
static void test_bounds(void)
{
    CHECK(splits_anywhere("He sold five [of them.] |She (that is all.) |[They did.] |So"));
    CHECK(splits_anywhere("He said: \"Nay.\" |\"Yes?\" |'Go.' |It"));
    char curly[64];
    snprintf(curly, sizeof curly, "Stay.%c |Now!%c |It", QC_SIGN_RIGHT_DOUBLE_QUOTE, QC_SIGN_RIGHT_SINGLE_QUOTE);
    CHECK(splits_anywhere(curly));
    CHECK(splits_anywhere("It fell.'')\"))) Then it fell.  |It rose.     it went on. \t |3 fell. and so"));
    CHECK(splits_anywhere("Mr. Bell met A. Ford of Acme Inc. |The U.S. |They left in Jan. 5 was cold. |It sees"));
    CHECK(splits_anywhere("A b. c. |An unabbreviated. |Sentence. |Internationalisation. |So"));
    CHECK(splits_anywhere("One line\n|another \t \n\n|a third\r\n\r\n|the rest"));
}

static void test_sentences(void)
{
    CHECK(splits(""));
    CHECK(splits("Exports rose"));
    CHECK(splits("Exports rose. |Imports fell."));
    CHECK(splits("Did they rise? |They did! |So it went."));
    CHECK(splits("Growth was 3.5 per cent. |It had been 4.1."));
    CHECK(splits("Mr. Brown met Dr. Green. |They spoke."));
    CHECK(splits("The U.S. economy grew. |Jobs followed."));
    CHECK(splits("J. P. Morgan said so. |Nobody else did."));
    CHECK(splits("\"It is over.\" |\"It is not.\""));
    CHECK(splits("He left (at noon.) |She stayed."));
    CHECK(splits("Visit example.org today. |Then call."));
    CHECK(splits("Prices rose ... and fell."));
    CHECK(splits("A headline without a stop\n\n|Then the text. |And more."));
}

/* A text of nothing but stops is split in a number of steps that grows with its length alone. */
static void test_many_stops(void)
{
    enum { LENGTH = 1 << 20 };
    uint8_t *padded = calloc(LENGTH + 2 * QC_VIEW_PAD, 1), *bytes = padded + QC_VIEW_PAD;
    uint64_t *bitmaps = malloc(2 * qc_bitmap_words(LENGTH) * sizeof *bitmaps);
    qc_sentences sentences = {0};
    static const char *const units[] = {". ", "?", "\n", " \n", ".\n", "A.", "1. "};
    for (size_t unit = 0; unit < sizeof units / sizeof *units; unit++) {
        for (size_t i = 0; i < LENGTH; i++)
            bytes[i] = (uint8_t)units[unit][i % strlen(units[unit])];
        qc_view view = {bytes, LENGTH};
        qc_scan(&view, bitmaps, bitmaps + qc_bitmap_words(LENGTH));
        CHECK(qc_text_sentences(&qc_default_allocator, &view, bitmaps + qc_bitmap_words(LENGTH), &sentences) == QC_OK);
    }
    free(sentences.starts);
    free(bitmaps);
    free(padded);
}

int main(void)
{
    test_signs();
    test_pads();
    test_broken();
    test_all_code_points();
    test_latin1();
    test_random();
    test_sentences();
    test_bounds();
    test_many_stops();
    return CHECKS_DONE();
}
