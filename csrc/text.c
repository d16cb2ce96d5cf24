/* The narrow view: from the caller's bytes to one byte a code point. Sentence bounds are in sentences.c, words in
 * words.c. */
#include "text.h"

#include "ascii.h"

#include <string.h>

/* A code point of the basic plane is looked up by page; beyond it there are letters of two planes and marks. */
static uint8_t narrow(uint32_t code_point)
{
    if (code_point < 0x10000)
        return qc_narrow_pages[qc_narrow_page[code_point >> 8]][code_point & 0xff];
    return code_point >= 0x20000 && code_point < 0x40000 ? QC_SIGN_LETTER : QC_SIGN_MARK;
}

/* Bytes 80-9F are controls in Latin-1, and signs in the view. */
static bool is_control(uint8_t byte) { return (byte & 0xe0) == 0x80; }

/* The bytes that may follow a lead byte: the second is bounded against overlong forms, surrogates and values above
 * 10FFFF (Unicode 15, table 3-7). */
static bool is_second(uint8_t lead, uint8_t byte)
{
    switch (lead) {
    case 0xe0: return byte >= 0xa0 && byte <= 0xbf;
    case 0xed: return byte >= 0x80 && byte <= 0x9f;
    case 0xf0: return byte >= 0x90 && byte <= 0xbf;
    case 0xf4: return byte >= 0x80 && byte <= 0x8f;
    default: return byte >= 0x80 && byte <= 0xbf;
    }
}

static size_t sequence_length(uint8_t lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/* As qc_utf8_read, in line. */
static inline bool read_code_point(const uint8_t *bytes, size_t left, uint32_t *code_point, size_t *length)
{
    uint8_t lead = bytes[0];
    /* Dashes and curly quotes are by far the most: three bytes, and any two that follow are right. */
    if (lead >= 0xe1 && lead <= 0xec && left >= 3 && ((bytes[1] ^ 0x80) | (bytes[2] ^ 0x80)) < 0x40) {
        *code_point = (lead & 0x0fu) << 12 | (bytes[1] & 0x3fu) << 6 | (bytes[2] & 0x3fu);
        *length = 3;
        return true;
    }
    size_t wanted = sequence_length(lead);
    *length = 1;
    if (wanted == 0)
        return false;
    if (wanted == 1) {
        *code_point = lead;
        return true;
    }
    uint32_t value = lead & (0x7fu >> wanted);
    for (; *length < wanted; (*length)++) {
        if (*length >= left)
            return false;
        uint8_t byte = bytes[*length];
        if (*length == 1 ? !is_second(lead, byte) : (byte & 0xc0) != 0x80)
            return false;
        value = value << 6 | (byte & 0x3f);
    }
    *code_point = value;
    return true;
}

bool qc_utf8_read(const uint8_t *bytes, size_t left, uint32_t *code_point, size_t *length)
{
    return read_code_point(bytes, left, code_point, length);
}

static qc_status narrow_utf8(const uint8_t *bytes, size_t length, bool replace, uint8_t *out, size_t *count,
                             size_t *offset)
{
    size_t made = 0;
    for (size_t at = 0; at < length;) {
        size_t run = qc_ascii_copy(bytes + at, length - at, out + made);
        made += run;
        at += run;
        if (at == length)
            break;
        uint32_t code_point = 0;
        size_t taken;
        if (read_code_point(bytes + at, length - at, &code_point, &taken)) {
            out[made++] = narrow(code_point);
        } else if (replace) {
            out[made++] = QC_SIGN_MARK;
        } else {
            *offset = at;
            return QC_BAD_UTF8;
        }
        at += taken;
    }
    *count = made;
    return QC_OK;
}

static void narrow_latin1(const uint8_t *bytes, size_t length, uint8_t *out)
{
    for (size_t at = 0; (at += qc_ascii_copy(bytes + at, length - at, out + at)) < length; at++)
        out[at] = is_control(bytes[at]) ? QC_SIGN_MARK : bytes[at];
}

static void narrow_ucs2(const uint16_t *units, size_t length, uint8_t *out)
{
    for (size_t at = 0; (at += qc_ascii_narrow_ucs2(units + at, length - at, out + at)) < length; at++)
        out[at] = narrow(units[at]);
}

static void narrow_ucs4(const uint32_t *units, size_t length, uint8_t *out)
{
    for (size_t at = 0; (at += qc_ascii_narrow_ucs4(units + at, length - at, out + at)) < length; at++)
        out[at] = narrow(units[at]);
}

/* The NUL bytes on both sides. */
static void pad(uint8_t *bytes, size_t length)
{
    memset(bytes - QC_VIEW_PAD, 0, QC_VIEW_PAD);
    memset(bytes + length, 0, QC_VIEW_PAD);
}

bool qc_excerpt_make(const uint8_t *bytes, size_t length, qc_excerpt *excerpt)
{
    uint8_t *start = excerpt->bytes + QC_VIEW_PAD;
    if (length > sizeof excerpt->bytes - 2 * QC_VIEW_PAD)
        return false;
    memcpy(start, bytes, length);
    pad(start, length);
    excerpt->view = (qc_view){start, length};
    return true;
}

/* Fills `out`; `*count` becomes how many bytes there are. */
static qc_status narrow_text(const qc_text *text, bool replace, uint8_t *out, size_t *count, size_t *offset)
{
    *count = text->length;
    switch (text->encoding) {
    case QC_UTF8: return narrow_utf8(text->data, text->length, replace, out, count, offset);
    case QC_LATIN1: narrow_latin1(text->data, text->length, out); return QC_OK;
    case QC_UCS2: narrow_ucs2(text->data, text->length, out); return QC_OK;
    case QC_UCS4: narrow_ucs4(text->data, text->length, out); return QC_OK;
    }
    return QC_BAD_ARGUMENT;
}

qc_status qc_text_narrow(const qc_allocator *allocator, const qc_text *text, bool replace, uint8_t **buffer,
                         size_t *capacity, qc_view *view, size_t *offset)
{
    if (text->length > SIZE_MAX - 2 * QC_VIEW_PAD)
        return QC_NO_MEMORY;
    QC_TRY(qc_grow(allocator, (void **)buffer, capacity, text->length + 2 * QC_VIEW_PAD, 1));
    uint8_t *out = *buffer + QC_VIEW_PAD;
    *view = (qc_view){out, 0};
    if (text->length > 0)
        QC_TRY(narrow_text(text, replace, out, &view->length, offset));
    pad(out, view->length);
    return QC_OK;
}
