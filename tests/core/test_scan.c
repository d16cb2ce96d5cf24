/* The scan: every kernel fills the same bits, at every length, offset and byte, and no trigger word is missed. */
#include "check.h"

#include "scan.h"
#include "scan_kernel.h"
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 4096, WORDS = MOST / 64 + 2 };

static uint32_t state = 1;

/* Marsaglia's xorshift: the same texts in every run. */
static uint32_t draw(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state % below;
}

static qc_scan_kernel *kernels[4];
static size_t kernel_count;

/* The kernels that this machine can run, without the scalar one. */
static void find_kernels(void)
{
#ifdef QC_SCAN_X86
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
        kernels[kernel_count++] = qc_scan_avx2;
    if (__builtin_cpu_supports("ssse3"))
        kernels[kernel_count++] = qc_scan_ssse3;
#endif
#ifdef QC_SCAN_ARM
    kernels[kernel_count++] = qc_scan_neon;
#endif
}

static bool is_fraction(uint8_t byte)
{
    return (byte >= 0xbc && byte <= 0xbe) || byte == QC_SIGN_ONE_THIRD || byte == QC_SIGN_TWO_THIRDS ||
           byte == QC_SIGN_ONE_EIGHTH || byte == QC_SIGN_THREE_EIGHTHS || byte == QC_SIGN_FIVE_EIGHTHS ||
           byte == QC_SIGN_SEVEN_EIGHTHS;
}

static bool is_numeral(uint8_t byte) { return qc_is_digit(byte) || is_fraction(byte); }

static bool is_set(const uint64_t *bitmap, size_t at) { return bitmap[at / 64] >> at % 64 & 1; }

/* What scan.h promises of the triggers, said with the classes of text.h alone. */
static bool keeps_promise(const qc_view *view, const uint64_t *triggers, size_t at)
{
    uint8_t byte = view->bytes[at], before = qc_at(view, at - 1);
    bool trigger = is_set(triggers, at);
    if (is_numeral(byte))
        return trigger == !is_numeral(before);
    if (!qc_is_letter(byte) || qc_is_letter(before))
        return !trigger;
    return trigger || !(qc_lexicon_classes(view, qc_word_at(view, at)) & QC_WORD_TRIGGER);
}

static bool is_stop(uint8_t byte) { return byte == '.' || byte == '!' || byte == '?' || byte == '\n'; }

static bool is_right(const qc_view *view, const uint64_t *triggers, const uint64_t *stops)
{
    for (size_t at = 0; at < view->length; at++)
        if (!keeps_promise(view, triggers, at) || is_set(stops, at) != is_stop(view->bytes[at]))
            return false;
    for (size_t at = view->length; at < qc_bitmap_words(view->length) * 64; at++)
        if (is_set(triggers, at) || is_set(stops, at))
            return false;
    return true;
}

/* Scans a copy of the bytes with its pads, so that a read outside is seen, with each kernel. */
static bool scans_alike(const uint8_t *bytes, size_t length)
{
    uint64_t triggers[2][WORDS], stops[2][WORDS];
    size_t size = qc_bitmap_words(length) * sizeof(uint64_t);
    uint8_t *copy = calloc(length + 2 * QC_VIEW_PAD, 1);
    memcpy(copy + QC_VIEW_PAD, bytes, length);
    qc_view view = {copy + QC_VIEW_PAD, length};
    memset(triggers, 0xa5, sizeof triggers);
    memset(stops, 0xa5, sizeof stops);
    qc_scan_with(qc_scan_scalar, &view, triggers[0], stops[0]);
    bool alike = is_right(&view, triggers[0], stops[0]);
    for (size_t i = 0; i <= kernel_count; i++) {
        if (i < kernel_count)
            qc_scan_with(kernels[i], &view, triggers[1], stops[1]);
        else
            qc_scan(&view, triggers[1], stops[1]);
        alike = alike && memcmp(triggers[0], triggers[1], size) == 0 && memcmp(stops[0], stops[1], size) == 0;
    }
    free(copy);
    return alike;
}

static void fill_random(uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        bytes[i] = (uint8_t)draw(256);
}

/* Words that trigger and words that nearly do, digits, fractions and what separates them. */
static void fill_words(uint8_t *bytes, size_t length)
{
    static const char *const words[] = {
        "one",     "ONE",      "ones", "seven", "Seven",     "nineteen", "million", "half", "third", "May", "mayor",
        "january", "Thursday", "last", "week",  "a",         "an",       "the",     "and",  "of",    "to",  "2",
        "1990",    "\xbd",     "\x9c", "4\xbd", "\xe9t\xe9", "caf\xe9",  "tw\xf6",  "\x8e", "Z"};
    static const char *const between[] = {" ",    " ", " ", "-",    ". ", "\n", "",  "\xa0",
                                          "\xd7", "?", "!", "\x92", "_",  "[",  "`", "\x99"};
    for (size_t at = 0; at < length;) {
        const char *parts[2] = {words[draw(sizeof words / sizeof *words)],
                                between[draw(sizeof between / sizeof *between)]};
        for (size_t part = 0; part < 2; part++)
            for (const char *next = parts[part]; *next && at < length; next++)
                bytes[at++] = (uint8_t)*next;
    }
}

static void test_lengths(void)
{
    uint8_t bytes[MOST];
    bool random = true, words = true;
    for (size_t length = 0; length <= 300; length++) {
        for (unsigned round = 0; round < 4; round++) {
            fill_random(bytes, length);
            random = random && scans_alike(bytes, length);
            fill_words(bytes, length);
            words = words && scans_alike(bytes, length);
        }
    }
    CHECK(random);
    CHECK(words);
}

static void test_long_texts(void)
{
    uint8_t bytes[MOST];
    bool alike = true;
    for (unsigned round = 0; round < 200; round++) {
        size_t length = MOST - draw(200);
        round % 2 ? fill_random(bytes, length) : fill_words(bytes, length);
        alike = alike && scans_alike(bytes, length);
    }
    CHECK(alike);
}

/* Each byte alone, before a word, behind a word and between digits, across the border of a vector. */
static void test_every_byte(void)
{
    bool alike = true;
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at < 130; at++) {
            uint8_t bytes[160];
            memset(bytes, ' ', sizeof bytes);
            memcpy(bytes + at + 1, "million1", 8);
            bytes[at] = bytes[at + 9] = (uint8_t)byte;
            memcpy(bytes + at + 10, "one", 3);
            bytes[at + 13] = (uint8_t)byte;
            alike = alike && scans_alike(bytes, sizeof bytes) && scans_alike(bytes, at + 13);
        }
    }
    CHECK(alike);
}

/* Each trigger word of the lexicon at each place of a block, in lower and upper case, at the end and before a blank. */
static void test_trigger_words(void)
{
    static const char *const words[] = {"one",   "two",    "eleven",    "forty",   "hundred", "million",
                                        "dozen", "half",   "third",     "doubled", "january", "sept",
                                        "may",   "monday", "yesterday", "year",    "spring"};
    bool alike = true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        qc_excerpt word;
        CHECK(qc_excerpt_make((const uint8_t *)words[i], length, &word));
        CHECK((qc_lexicon_classes(&word.view, qc_word_at(&word.view, 0)) & QC_WORD_TRIGGER) != 0);
        for (size_t at = 0; at < 130; at++) {
            uint8_t bytes[160];
            memset(bytes, ' ', sizeof bytes);
            memcpy(bytes + at, words[i], length);
            alike = alike && scans_alike(bytes, at + length) && scans_alike(bytes, sizeof bytes);
            for (size_t letter = 0; letter < length; letter++)
                bytes[at + letter] &= 0xdf;
            alike = alike && scans_alike(bytes, at + length) && scans_alike(bytes, sizeof bytes);
        }
    }
    CHECK(alike);
}

static void test_bitmap(void)
{
    uint64_t bitmap[3] = {UINT64_C(1) << 63 | 1, 0, 2};
    CHECK(qc_bitmap_next(bitmap, 130, 0) == 0);
    CHECK(qc_bitmap_next(bitmap, 130, 1) == 63);
    CHECK(qc_bitmap_next(bitmap, 130, 64) == 129);
    CHECK(qc_bitmap_next(bitmap, 130, 130) == 130);
    CHECK(qc_bitmap_next(bitmap, 130, 1000) == 130);
    CHECK(qc_bitmap_next(bitmap, 0, 0) == 0);
    bitmap[2] = 0;
    CHECK(qc_bitmap_next(bitmap, 130, 64) == 130);
}

int main(void)
{
    find_kernels();
    test_bitmap();
    test_lengths();
    test_long_texts();
    test_every_byte();
    test_trigger_words();
    return CHECKS_DONE();
}
