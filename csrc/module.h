/* What the files of the module share: its state, its exceptions, and what each adds to it. */
#ifndef QC_MODULE_H
#define QC_MODULE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "quantclaims.h"

#define MODULE_COUNT(type, name) +1
enum { MODULE_COLUMNS = 0 QC_COLUMNS(MODULE_COUNT) };

typedef struct module_state {
    PyTypeObject *extractor_type, *result_type;
    PyObject *names[MODULE_COLUMNS]; /* of columns, interned */
    PyObject *second;                /* the NumPy type datetime64[s] */
    PyObject *option_error;
} module_state;

/* Sets the exception that a status stands for; `fault` may be NULL. Returns NULL, to be returned by the caller. */
PyObject *module_raise(qc_status status, const qc_fault *fault);

/* module_texts.c: points `text` into the buffer of a str or bytes, which must outlive it. False with an exception for
 * anything else. */
bool module_text_borrow(PyObject *object, Py_ssize_t index, qc_text *text);

/* module_texts.c: an array of qc_text for a tuple of texts or a Column, and days in a tuple or as int32 in bytes (NULL:
 * all unknown), to be freed with PyMem_Free; NULL with an exception. */
qc_text *module_texts_borrow(PyObject *texts, PyObject *days, size_t *count);

/* module_column.c: the type Column. */
int module_column_add(PyObject *module);
bool module_column_check(PyObject *object);
qc_text *module_column_borrow(PyObject *column, size_t *count);

/* module_batch.c: the type Batch. */
int module_batch_add(PyObject *module);

/* module_strings.c: surfaces(texts, docs, starts, ends) of the module. */
PyObject *module_surfaces(PyObject *module, PyObject *arguments);

/* module_result.c: the type Result, and an object of it that takes a result over. */
int module_result_add(PyObject *module);
PyObject *module_result_wrap(const module_state *state, qc_result *result);

/* module_tables.c: the functions of the module, for its definition; and its constants, -1 with an exception. */
extern PyMethodDef module_tables_methods[];
int module_tables_add(PyObject *module);

#endif
