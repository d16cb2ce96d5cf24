/* The caller's own units and patterns, from Python tuples to qc_options. */
#ifndef QC_MODULE_OPTIONS_H
#define QC_MODULE_OPTIONS_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "quantclaims.h"

/* Arrays behind options; their strings belong to the tuples, which must outlive them. */
typedef struct module_options {
    qc_user_unit *units;
    qc_user_alias *aliases;
    qc_user_pattern *patterns;
} module_options;

/* Reads the tuples `units` and `patterns` (their shapes are in _core.pyi) into options; false with an exception. In
 * both cases module_options_free follows. */
bool module_options_read(PyObject *units, PyObject *patterns, qc_options *options, module_options *arrays);

void module_options_free(module_options *arrays);

/* Sets `exception` for a fault, with its reason, its indices (-1 none) and the offset in a pattern (-1 for units). */
void module_options_raise(PyObject *exception, qc_status status, const qc_option_fault *fault);

#endif
