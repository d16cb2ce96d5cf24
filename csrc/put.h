/* Writing short strings of known shape, bounded and ended with NUL: what snprintf does at twenty times the cost. */
#ifndef QC_PUT_H
#define QC_PUT_H

#include <stddef.h>

/* Where a string is written; what does not fit is left out. */
typedef struct qc_put {
    char *buffer;
    size_t length, size; /* length < size always */
} qc_put;

static inline void qc_put_char(qc_put *put, char character)
{
    if (put->length + 1 < put->size)
        put->buffer[put->length++] = character;
    put->buffer[put->length] = '\0';
}

static inline void qc_put_text(qc_put *put, const char *text)
{
    while (*text)
        qc_put_char(put, *text++);
}

/* The last `width` digits of a number that is not negative, with zeros before it. */
static inline void qc_put_digits(qc_put *put, int value, int width)
{
    int divisor = 1;
    for (int i = 1; i < width; i++)
        divisor *= 10;
    for (; divisor > 0; divisor /= 10)
        qc_put_char(put, (char)('0' + value / divisor % 10));
}

#endif
