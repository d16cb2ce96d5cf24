/* The whole flow: odd texts, encodings that must give the same rows, and an allocator that fails. */
#include "check.h"
#include "heap.h"
#include "same.h"

#include "quantclaims.h"

#include <stdlib.h>
#include <string.h>

/* Every kind of row, signs of the private bytes, a range, a move, relative dates and a dateline. */
static const char article[] = "LONDON, March 14 2023 \u2013 Exports of gas rose nearly 12% last year to 33.7 billion "
                              "cubic metres, from 30.1 bcm in 2021.\n\n"
                              "The cargo fetched $3\u20135 billion, or \u20ac2.5m a week, the minister said on "
                              "Thursday. \u201cAbout 1,200 jobs in two towns "
                              "will go over the next six months,\u201d she added.\n\n"
                              "Brent slipped 40 cents to $82.40 a barrel by 4:30 p.m. Output averaged 1.36 million "
                              "barrels per day in the first quarter, "
                              "a third more than a year earlier; about \u00bd of it went to \u0141\u00f3d\u017a. The "
                              "bank cut rates by 25 basis points to 5-1/4 per cent.\n";

static qc_text utf8(const char *bytes, size_t length)
{
    return (qc_text){.data = bytes, .length = length, .encoding = QC_UTF8, .date = QC_NO_DATE};
}

static qc_status extract_with(const qc_allocator *allocator, const qc_text *texts, size_t count, qc_fault *fault,
                              qc_result **result)
{
    qc_options options = qc_options_default();
    options.replace_utf8 = fault == NULL;
    qc_extractor *extractor;
    *result = NULL;
    qc_status status = qc_extractor_new(&options, allocator, NULL, &extractor);
    if (status != QC_OK)
        return status;
    status = qc_extract(extractor, texts, count, fault, result);
    qc_extractor_free(extractor);
    return status;
}

static void test_nothing(void)
{
    qc_text texts[] = {
        {.data = NULL, .length = 0, .encoding = QC_UCS4, .date = QC_NO_DATE}, utf8("", 0), utf8("no figure here", 14)};
    for (size_t count = 0; count <= 3; count++) {
        qc_result *result;
        CHECK(extract_with(NULL, texts, count, NULL, &result) == QC_OK && result->length == 0);
        qc_result_free(result);
    }
    qc_result_free(NULL);
    qc_extractor_free(NULL);
}

/* Reads an exact copy, so that a read outside is seen. */
static bool reads(const qc_extractor *extractor, const char *bytes, size_t length, qc_encoding encoding)
{
    char *copy = malloc(length);
    memcpy(copy, bytes, length);
    qc_text text = {.data = copy, .length = length, .encoding = encoding, .date = QC_NO_DATE};
    qc_result *result;
    bool read = qc_extract(extractor, &text, 1, NULL, &result) == QC_OK;
    qc_result_free(result);
    free(copy);
    return read;
}

/* Texts that end where a number could go on: every beginning of one that has all kinds of rows. */
static void test_each_beginning(void)
{
    static const char odds[] = "A number of 12345678901234567890.5 tonnes, 1 in 5, one in every ten, Q1 20-25 or 3 Nov";
    qc_options options = qc_options_default();
    options.replace_utf8 = true;
    qc_extractor *extractor;
    CHECK(qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK);
    bool right = true;
    for (size_t length = 1; length < sizeof article; length++)
        right = right && reads(extractor, article, length, QC_UTF8);
    for (size_t length = 1; length < sizeof odds; length++)
        right = right && reads(extractor, odds, length, QC_UTF8);
    CHECK(right);
    qc_extractor_free(extractor);
}

/* Each byte alone, twice, and on both sides of a figure; NUL bytes are bytes as any other. */
static void test_each_byte(void)
{
    qc_options options = qc_options_default();
    options.replace_utf8 = true;
    qc_extractor *extractor;
    CHECK(qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK);
    bool right = true;
    for (unsigned byte = 0; byte < 256; byte++) {
        char buffer[] = "xx rose x5 % to x12 bcmx in 2023x";
        size_t length = sizeof buffer - 1;
        for (size_t i = 0; i < length; i++)
            if (buffer[i] == 'x')
                buffer[i] = (char)byte;
        for (unsigned encoding = QC_UTF8; encoding <= QC_LATIN1; encoding++)
            right = right && reads(extractor, buffer, 1, (qc_encoding)encoding) &&
                    reads(extractor, buffer, 2, (qc_encoding)encoding) &&
                    reads(extractor, buffer, length, (qc_encoding)encoding);
    }
    CHECK(right);
    qc_extractor_free(extractor);
}

/* Decodes UTF-8 that is known to be right into four bytes a code point. */
static size_t widen(const char *bytes, uint32_t *points)
{
    size_t count = 0;
    for (const uint8_t *next = (const uint8_t *)bytes; *next; count++) {
        uint32_t point = *next++;
        size_t more = point < 0x80 ? 0 : point < 0xe0 ? 1 : point < 0xf0 ? 2 : 3;
        point &= more == 0 ? 0x7f : 0x3fu >> more;
        for (; more > 0; more--)
            point = point << 6 | (*next++ & 0x3f);
        points[count] = point;
    }
    return count;
}

static void test_encodings(void)
{
    static uint32_t four[sizeof article];
    static uint16_t two[sizeof article];
    size_t count = widen(article, four);
    for (size_t i = 0; i < count; i++)
        two[i] = (uint16_t)four[i];
    qc_text texts[] = {utf8(article, sizeof article - 1),
                       {.data = four, .length = count, .encoding = QC_UCS4, .date = QC_NO_DATE},
                       {.data = two, .length = count, .encoding = QC_UCS2, .date = QC_NO_DATE}};
    qc_result *first, *other;
    CHECK(extract_with(NULL, &texts[0], 1, NULL, &first) == QC_OK && first->length >= 12);
    for (size_t i = 1; i < 3; i++) {
        CHECK(extract_with(NULL, &texts[i], 1, NULL, &other) == QC_OK && same_results(first, other));
        qc_result_free(other);
    }
    qc_result_free(first);

    static const char long_form[] = "Sales of \xc2\xa3"
                                    "5m, 2\xc2\xbd% up",
                      short_form[] = "Sales of \xa3"
                                     "5m, 2\xbd% up";
    qc_text pounds[] = {
        utf8(long_form, sizeof long_form - 1),
        {.data = short_form, .length = sizeof short_form - 1, .encoding = QC_LATIN1, .date = QC_NO_DATE}};
    CHECK(extract_with(NULL, &pounds[0], 1, NULL, &first) == QC_OK && first->length == 2);
    CHECK(extract_with(NULL, &pounds[1], 1, NULL, &other) == QC_OK && same_results(first, other));
    qc_result_free(first);
    qc_result_free(other);
    pounds[0].encoding = (qc_encoding)(QC_UCS4 + 1);
    CHECK(extract_with(NULL, &pounds[0], 1, NULL, &first) == QC_BAD_ARGUMENT && !first);
}

static void test_fault(void)
{
    qc_text texts[] = {utf8("5%", 2), utf8("4 bcm\xff", 6)};
    qc_fault fault = {0, 0};
    qc_result *result;
    CHECK(extract_with(NULL, texts, 2, &fault, &result) == QC_BAD_UTF8);
    CHECK(result == NULL && fault.document == 1 && fault.offset == 5);
}

/* Days outside the years 1 to 9999 are none; those at the ends are. */
static void test_dates_of_texts(void)
{
    static const struct {
        qc_day day;
        qc_status status;
    } days[] = {{-719162, QC_OK},    {-719163, QC_BAD_DATE},   {2932896, QC_OK},
                {2932897, QC_BAD_DATE}, {INT32_MAX, QC_BAD_DATE}, {INT32_MIN + 1, QC_BAD_DATE}};
    static const char feasts[] = "They met last year, on Thursday, at Passover and on Rosh Hashanah.";
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        qc_text texts[] = {utf8("5%", 2), utf8(feasts, sizeof feasts - 1)};
        qc_fault fault = {0, 0};
        qc_result *result;
        texts[1].date = days[i].day;
        CHECK(extract_with(NULL, texts, 2, &fault, &result) == days[i].status);
        CHECK(days[i].status == QC_OK ? result->length == 5 : !result && fault.document == 1);
        qc_result_free(result);
    }
}

/* The rows of a text are the same alone and among others; only `doc`, links and codes count on. */
static void test_batch(void)
{
    enum { COPIES = 50 };
    qc_text texts[COPIES];
    for (size_t i = 0; i < COPIES; i++)
        texts[i] = utf8(article, sizeof article - 1);
    qc_result *one, *many;
    CHECK(extract_with(NULL, texts, 1, NULL, &one) == QC_OK);
    CHECK(extract_with(NULL, texts, COPIES, NULL, &many) == QC_OK && many->length == COPIES * one->length);
    bool same = true;
    for (size_t row = 0; row < many->length; row++) {
        size_t twin = row % one->length;
        int32_t offset = (int32_t)(row - twin);
        same = same && many->doc[row] == (int32_t)(row / one->length) && many->start[row] == one->start[twin] &&
               many->end[row] == one->end[twin] && many->unit[row] == one->unit[twin] &&
               many->timex[row] == one->timex[twin] &&
               many->link[row] == (one->link[twin] < 0 ? -1 : one->link[twin] + offset) &&
               many->period_row[row] == (one->period_row[twin] < 0 ? -1 : one->period_row[twin] + offset);
    }
    CHECK(same && same_tables(one, many));
    qc_result_free(one);
    qc_result_free(many);
}

/* Does the making of an extractor say so when allocation `fails` fails, and leave nothing behind? */
static bool fails_well(bool use_jit, size_t fails, bool *failed)
{
    qc_options options = qc_options_default();
    options.use_jit = use_jit;
    heap heap = {.fails = fails};
    qc_allocator allocator = {resize, &heap};
    qc_extractor *extractor;
    qc_status status = qc_extractor_new(&options, &allocator, NULL, &extractor);
    *failed = heap.calls > fails;
    bool right = status == QC_OK ? extractor != NULL : status == QC_NO_MEMORY && !extractor;
    qc_extractor_free(extractor);
    return right && heap.live == 0;
}

/* Every allocation once; with the JIT, which takes its time, one in eleven. */
static void test_failing_extractor(void)
{
    for (unsigned use_jit = 0; use_jit < 2; use_jit++) {
        bool right = true, failed = true;
        for (size_t fails = 0; failed; fails += use_jit ? 11 : 1)
            right = right && fails_well(use_jit, fails, &failed);
        CHECK(right);
    }
}

/* Does a call say so when its allocation `fails` fails, or do without it and give the same; and leave nothing behind?
 * An extractor of its own, because calls leave their buffers to the next. */
static bool call_fails_well(const qc_result *expected, size_t fails, bool *failed)
{
    qc_text texts[] = {utf8(article, sizeof article - 1), utf8("Only 5% here.", 13), utf8(article, sizeof article - 1)};
    qc_options options = qc_options_default();
    options.use_jit = false;
    heap heap = {.fails = SIZE_MAX};
    qc_allocator allocator = {resize, &heap};
    qc_extractor *extractor;
    qc_result *result;
    if (qc_extractor_new(&options, &allocator, NULL, &extractor) != QC_OK)
        return false;
    heap.calls = 0;
    heap.fails = fails;
    bool right = true;
    for (int i = 0; i < 2; i++) {
        qc_status status = qc_extract(extractor, texts, 3, NULL, &result);
        right = right && (status == QC_OK ? same_results(expected, result) : status == QC_NO_MEMORY && !result);
        *failed = i == 0 ? heap.calls > fails : *failed;
        qc_result_free(result);
    }
    qc_extractor_free(extractor);
    return right && heap.live == 0;
}

static void test_failing_call(void)
{
    qc_text texts[] = {utf8(article, sizeof article - 1), utf8("Only 5% here.", 13), utf8(article, sizeof article - 1)};
    qc_result *expected;
    bool right = true, failed = true;
    size_t fails = 0;
    CHECK(extract_with(NULL, texts, 3, NULL, &expected) == QC_OK);
    for (; failed; fails++)
        right = right && call_fails_well(expected, fails, &failed);
    CHECK(right && fails > 10);
    qc_result_free(expected);
}

int main(void)
{
    test_nothing();
    test_each_beginning();
    test_each_byte();
    test_encodings();
    test_fault();
    test_dates_of_texts();
    test_batch();
    test_failing_extractor();
    test_failing_call();
    return CHECKS_DONE();
}
