/* From the encodings of a caller to UTF-8. Lengths are reserved for the worst case, so that one pass is enough. */
#include "utf8.h"

#include "ascii.h"

/* Bytes of the longest character of each encoding, and of U+FFFD for one byte that is not UTF-8. */
static size_t widest(qc_encoding encoding) { return encoding == QC_LATIN1 ? 2 : encoding == QC_UCS4 ? 4 : 3; }

size_t qc_utf8_write(uint32_t point, uint8_t *out)
{
    if ((point >= 0xd800 && point < 0xe000) || point > 0x10ffff)
        point = QC_UTF8_REPLACEMENT;
    if (point < 0x80) {
        out[0] = (uint8_t)point;
        return 1;
    }
    size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const uint8_t leads[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = length - 1; i > 0; i--, point >>= 6)
        out[i] = (uint8_t)(0x80 | (point & 0x3f));
    out[0] = (uint8_t)(leads[length] | point);
    return length;
}

static size_t write_utf8(const uint8_t *bytes, size_t length, uint8_t *out)
{
    size_t made = 0, taken;
    for (size_t at = 0; at < length; at += taken) {
        uint32_t point;
        bool right = qc_utf8_read(bytes + at, length - at, &point, &taken);
        made += qc_utf8_write(right ? point : QC_UTF8_REPLACEMENT, out + made);
    }
    return made;
}

static size_t write_units(const qc_text *text, uint8_t *out)
{
    size_t made = 0;
    for (size_t at = 0; at < text->length; at++) {
        uint32_t point = text->encoding == QC_LATIN1 ? ((const uint8_t *)text->data)[at]
                         : text->encoding == QC_UCS2 ? ((const uint16_t *)text->data)[at]
                                                     : ((const uint32_t *)text->data)[at];
        made += qc_utf8_write(point, out + made);
    }
    return made;
}

/* Is the text right UTF-8 as it stands? */
static bool in_place(const qc_text *text)
{
    if (text->encoding == QC_UCS2 || text->encoding == QC_UCS4)
        return false;
    const uint8_t *bytes = text->data;
    size_t at = qc_ascii_length(bytes, text->length), taken;
    uint32_t point;
    while (text->encoding == QC_UTF8 && at < text->length &&
           qc_utf8_read(bytes + at, text->length - at, &point, &taken))
        at += taken;
    return at == text->length;
}

qc_status qc_utf8_make(const qc_allocator *allocator, const qc_text *text, uint8_t **buffer, size_t *capacity,
                       const uint8_t **bytes, size_t *length)
{
    if (text->length == 0 || in_place(text)) {
        *bytes = text->length ? text->data : (const uint8_t *)"";
        *length = text->length;
        return QC_OK;
    }
    size_t most = widest(text->encoding);
    if (text->length > SIZE_MAX / most)
        return QC_NO_MEMORY;
    QC_TRY(qc_grow(allocator, (void **)buffer, capacity, text->length * most, 1));
    *bytes = *buffer;
    *length = text->encoding == QC_UTF8 ? write_utf8(text->data, text->length, *buffer) : write_units(text, *buffer);
    return QC_OK;
}
