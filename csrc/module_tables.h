/* Words and tables of the core, as functions and constants of the module. */
#ifndef QC_MODULE_TABLES_H
#define QC_MODULE_TABLES_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "quantclaims.h"

/* The name of the capsules that hold a qc_result. */
#define MODULE_RESULT "quantclaims.result"

/* module.c: sets the exception that a status stands for; `fault` may be NULL. Returns NULL, to be returned by the caller. */
PyObject *module_raise(qc_status status, const qc_fault *fault);

/* The functions of the module, for its definition. */
extern PyMethodDef module_tables_methods[];

/* Adds the constants; -1 with an exception. */
int module_tables_add(PyObject *module);

#endif
