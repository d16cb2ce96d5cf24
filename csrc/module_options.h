/* The caller's own units and patterns, and the customs of the calendar, from Python to qc_options. */
#ifndef QC_MODULE_OPTIONS_H
#define QC_MODULE_OPTIONS_H

#include "module.h"

/* Arrays behind options; their strings belong to the tuples, which must outlive them. */
typedef struct module_options {
    qc_user_unit *units;
    qc_user_alias *aliases;
    qc_user_pattern *patterns;
} module_options;

/* Reads the tuples `units` and `patterns` (their shapes are in _core.pyi) into options; false with an exception. In
 * both cases module_options_free follows. */
bool module_options_read(PyObject *units, PyObject *patterns, qc_options *options, module_options *arrays);

/* How dates are read: a region, or NULL; what it sets is replaced by what is not None and not 0. */
typedef struct module_calendar {
    const char *region;
    PyObject *day_first;
    unsigned char fiscal_start, week_start;
} module_calendar;

/* False with an exception, for a region that is not known. */
bool module_calendar_read(const module_calendar *calendar, qc_options *options);

void module_options_free(module_options *arrays);

/* Sets `exception` for a fault, with its reason, its indices (-1 none) and the offset in a pattern (-1 for units). */
void module_options_raise(PyObject *exception, qc_status status, const qc_option_fault *fault);

#endif
