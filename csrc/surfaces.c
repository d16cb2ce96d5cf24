/* Spans are cut by index where a character has a fixed width. UTF-8 has none: there every STEP-th character's place is
 * noted when a text is first met, so that a span costs the same wherever it lies.
 */
#include "surfaces.h"

#include "ascii.h"
#include "utf8.h"

enum { STEP = 256 };

/* The text that the last piece came from. */
typedef struct source {
    const qc_text *text;
    size_t characters;
    bool ascii;
    size_t *places; /* of every STEP-th character, in bytes */
    size_t place_count, place_capacity;
} source;

static size_t step(const qc_text *text, size_t byte)
{
    uint32_t point;
    size_t length;
    qc_utf8_read((const uint8_t *)text->data + byte, text->length - byte, &point, &length);
    return byte + length;
}

/* Notes the places of a text in UTF-8. */
static qc_status note_places(const qc_allocator *allocator, source *source)
{
    const qc_text *text = source->text;
    source->place_count = source->characters = 0;
    for (size_t byte = 0; byte < text->length; byte = step(text, byte), source->characters++) {
        if (source->characters % STEP != 0)
            continue;
        QC_TRY(qc_grow(allocator, (void **)&source->places, &source->place_capacity, source->place_count + 1,
                       sizeof *source->places));
        source->places[source->place_count++] = byte;
    }
    return QC_OK;
}

static qc_status open_source(const qc_allocator *allocator, const qc_text *text, source *source)
{
    if (source->text == text)
        return QC_OK;
    source->text = text;
    source->characters = text->length;
    source->ascii =
        text->encoding <= QC_LATIN1 && (text->length == 0 || qc_ascii_length(text->data, text->length) == text->length);
    return text->encoding == QC_UTF8 && !source->ascii ? note_places(allocator, source) : QC_OK;
}

/* The byte at which a character of UTF-8 begins, which is none behind the last. */
static size_t find_byte(const source *source, size_t character)
{
    size_t byte = source->places[character / STEP];
    for (size_t i = character % STEP; i > 0; i--)
        byte = step(source->text, byte);
    return byte;
}

static uint32_t point_at(const qc_text *text, size_t at)
{
    if (text->encoding == QC_LATIN1)
        return ((const uint8_t *)text->data)[at];
    return text->encoding == QC_UCS2 ? ((const uint16_t *)text->data)[at] : ((const uint32_t *)text->data)[at];
}

/* Most characters are ASCII: those need no call. */
static size_t write_point(uint32_t point, uint8_t *out)
{
    if (point >= 0x80)
        return qc_utf8_write(point, out);
    *out = (uint8_t)point;
    return 1;
}

/* Writes the characters [start, end), for which there is room. */
static size_t write_piece(const source *source, size_t start, size_t end, uint8_t *out)
{
    const qc_text *text = source->text;
    size_t made = 0;
    if (source->ascii) {
        memcpy(out, (const uint8_t *)text->data + start, end - start);
        return end - start;
    }
    if (text->encoding != QC_UTF8) {
        for (; start < end; start++)
            made += write_point(point_at(text, start), out + made);
        return made;
    }
    size_t byte = find_byte(source, start);
    for (; start < end; start++) {
        uint32_t point;
        size_t length;
        bool right = qc_utf8_read((const uint8_t *)text->data + byte, text->length - byte, &point, &length);
        made += write_point(right ? point : QC_UTF8_REPLACEMENT, out + made);
        byte += length;
    }
    return made;
}

static qc_status add_piece(const qc_allocator *allocator, const source *source, size_t start, size_t end,
                           qc_strings *strings)
{
    enum { WIDEST = 4 };
    if (end - start > SIZE_MAX / WIDEST - strings->length)
        return QC_NO_MEMORY;
    QC_TRY(
        qc_grow(allocator, (void **)&strings->bytes, &strings->capacity, strings->length + WIDEST * (end - start), 1));
    strings->length += write_piece(source, start, end, strings->bytes + strings->length);
    return strings->length > INT32_MAX ? QC_BAD_ARGUMENT : QC_OK;
}

static qc_status add_pieces(const qc_allocator *allocator, const qc_text *texts, size_t text_count,
                            const qc_pieces *pieces, source *source, qc_strings *strings, int32_t *ends)
{
    for (size_t row = 0; row < pieces->count; row++) {
        int64_t start = pieces->start[row], end = pieces->end[row];
        if (start >= 0 && end > start) {
            if (pieces->doc[row] < 0 || (size_t)pieces->doc[row] >= text_count)
                return QC_BAD_ARGUMENT;
            QC_TRY(open_source(allocator, &texts[pieces->doc[row]], source));
            if ((uint64_t)end > source->characters)
                return QC_BAD_ARGUMENT;
            QC_TRY(add_piece(allocator, source, (size_t)start, (size_t)end, strings));
        }
        ends[row] = (int32_t)strings->length;
    }
    return QC_OK;
}

qc_status qc_surfaces_add(const qc_allocator *allocator, const qc_text *texts, size_t text_count,
                          const qc_pieces *pieces, qc_strings *strings, int32_t *ends)
{
    source source = {.text = NULL};
    qc_status status = add_pieces(allocator, texts, text_count, pieces, &source, strings, ends);
    qc_release(allocator, source.places);
    return status;
}
