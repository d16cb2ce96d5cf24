/* The few words that the core's own tests need: CHECK counts, and says file and line where it fails. */
#ifndef QC_CHECK_H
#define QC_CHECK_H

#include <stdio.h>

static int checks_failed, checks_passed;

#define CHECK(condition)                                                          \
    do {                                                                          \
        if (condition) {                                                          \
            checks_passed++;                                                      \
        } else {                                                                  \
            checks_failed++;                                                      \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
        }                                                                         \
    } while (0)

/* Ends main: prints the counts, gives the exit status. */
#define CHECKS_DONE() (printf("%d passed, %d failed\n", checks_passed, checks_failed), checks_failed ? 1 : 0)

#endif
