/* Runs of ASCII, many characters at a time: most of an English text. */
#ifndef QC_ASCII_H
#define QC_ASCII_H

#include <stddef.h>
#include <stdint.h>

/* How many bytes from the start are ASCII. */
size_t qc_ascii_length(const uint8_t *bytes, size_t length);

/* Writes the leading ASCII characters as bytes; returns how many there were. All of out[0 .. length) may be written
 * to. */
size_t qc_ascii_copy(const uint8_t *bytes, size_t length, uint8_t *out);
size_t qc_ascii_narrow_ucs2(const uint16_t *units, size_t length, uint8_t *out);
size_t qc_ascii_narrow_ucs4(const uint32_t *units, size_t length, uint8_t *out);

#endif
