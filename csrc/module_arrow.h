/* Buffers of Python as Arrow arrays, and Arrow arrays as texts and days. */
#ifndef QC_MODULE_ARROW_H
#define QC_MODULE_ARROW_H

/* Python.h goes before all others. */
#include "module.h"

#include "arrow.h"

/* The names of the capsules (https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html). */
#define MODULE_SCHEMA "arrow_schema"
#define MODULE_ARRAY "arrow_array"
#define MODULE_STREAM "arrow_array_stream"

/* A new capsule with an empty struct, which it frees and, where it is filled, releases; NULL with an exception. */
PyObject *module_capsule_schema(struct ArrowSchema **schema);
PyObject *module_capsule_array(struct ArrowArray **array);
PyObject *module_capsule_stream(struct ArrowArrayStream **stream);

/* module_export.c: what a field is, and what is in it, from the tuple of module_batch.c; false with an exception, and
 * nothing to release. The array holds the buffers until it is released, by whichever thread. */
bool module_schema_export(PyObject *field, struct ArrowSchema *schema);
bool module_array_export(PyObject *field, struct ArrowArray *array);

#endif
