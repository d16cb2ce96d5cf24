/* From a field, as Python describes it, to Arrow's structs.
 *
 * In: a tuple (name, format, nullable, length, null count, buffers, children, dictionary), whose buffers are None or
 * anything with the buffer protocol. Out: a schema, which is a copy, or an array, which holds the buffers without one.
 * Whether the buffers are what the format wants is the caller's business.
 */
#include "module_arrow.h"

#include <string.h>

/* The description of a field, borrowed from its tuple. */
typedef struct field {
    const char *name, *format;
    int nullable;
    long long length, null_count;
    PyObject *buffers, *children; /* tuples */
    PyObject *dictionary;         /* a field, or None */
} field;

static bool read_field(PyObject *tuple, field *read)
{
    if (!PyTuple_Check(tuple)) {
        PyErr_SetString(PyExc_TypeError, "a field is a tuple");
        return false;
    }
    return PyArg_ParseTuple(tuple, "sspLLO!O!O:field", &read->name, &read->format, &read->nullable, &read->length,
                            &read->null_count, &PyTuple_Type, &read->buffers, &PyTuple_Type, &read->children,
                            &read->dictionary) != 0;
}

/* ---- Schemas ----------------------------------------------------------------------------------------------------- */

static void release_schema(struct ArrowSchema *schema)
{
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    if (schema->dictionary) {
        if (schema->dictionary->release)
            schema->dictionary->release(schema->dictionary);
        free(schema->dictionary);
    }
    free(schema->children);
    free(schema->private_data); /* format and name */
    schema->release = NULL;
}

static bool no_memory(void)
{
    PyErr_NoMemory();
    return false;
}

/* A schema of its own for a field, filled in; NULL with an exception. */
static struct ArrowSchema *make_schema(PyObject *field)
{
    struct ArrowSchema *made = calloc(1, sizeof *made);

    if (!made)
        return (void)no_memory(), NULL;
    if (module_schema_export(field, made))
        return made;
    free(made);
    return NULL;
}

/* Format and name in one block. */
static bool copy_names(const field *read, struct ArrowSchema *schema)
{
    size_t format = strlen(read->format) + 1, name = strlen(read->name) + 1;
    char *block = malloc(format + name);

    if (!block)
        return no_memory();
    schema->private_data = block;
    schema->format = memcpy(block, read->format, format);
    schema->name = memcpy(block + format, read->name, name);
    return true;
}

static bool fill_schema(const field *read, struct ArrowSchema *schema)
{
    Py_ssize_t count = PyTuple_GET_SIZE(read->children);

    if (!copy_names(read, schema))
        return false;
    schema->flags = read->nullable ? ARROW_FLAG_NULLABLE : 0;
    if (count && !(schema->children = calloc((size_t)count, sizeof *schema->children)))
        return no_memory();
    for (Py_ssize_t i = 0; i < count; i++, schema->n_children++)
        if (!(schema->children[i] = make_schema(PyTuple_GET_ITEM(read->children, i))))
            return false;
    return read->dictionary == Py_None || (schema->dictionary = make_schema(read->dictionary)) != NULL;
}

bool module_schema_export(PyObject *tuple, struct ArrowSchema *schema)
{
    field read;

    memset(schema, 0, sizeof *schema);
    if (!read_field(tuple, &read))
        return false;
    schema->release = release_schema;
    if (fill_schema(&read, schema))
        return true;
    release_schema(schema);
    return false;
}

/* ---- Arrays ------------------------------------------------------------------------------------------------------ */

/* The buffers of one array. */
typedef struct holding {
    Py_ssize_t count;
    Py_buffer views[];
} holding;

/* Gives the buffers back; an array may outlive the interpreter, and then they are nobody's. */
static void release_holding(holding *held)
{
    if (held && Py_IsInitialized()) {
        PyGILState_STATE state = PyGILState_Ensure();
        for (Py_ssize_t i = 0; i < held->count; i++)
            PyBuffer_Release(&held->views[i]);
        PyGILState_Release(state);
    }
    free(held);
}

static void release_array(struct ArrowArray *array)
{
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    if (array->dictionary) {
        if (array->dictionary->release)
            array->dictionary->release(array->dictionary);
        free(array->dictionary);
    }
    release_holding(array->private_data);
    free(array->children);
    free((void *)array->buffers);
    array->release = NULL;
}

/* An array of its own for a field, filled in; NULL with an exception. */
static struct ArrowArray *make_array(PyObject *field)
{
    struct ArrowArray *made = calloc(1, sizeof *made);

    if (!made)
        return (void)no_memory(), NULL;
    if (module_array_export(field, made))
        return made;
    free(made);
    return NULL;
}

static bool hold_buffers(PyObject *buffers, struct ArrowArray *array)
{
    size_t count = (size_t)PyTuple_GET_SIZE(buffers);
    holding *held = calloc(1, sizeof *held + count * sizeof *held->views);

    array->private_data = held;
    array->buffers = calloc(count ? count : 1, sizeof *array->buffers);
    array->n_buffers = (int64_t)count;
    if (!held || !array->buffers)
        return no_memory();
    for (size_t i = 0; i < count; i++) {
        PyObject *buffer = PyTuple_GET_ITEM(buffers, (Py_ssize_t)i);
        if (buffer != Py_None) {
            if (PyObject_GetBuffer(buffer, &held->views[held->count], PyBUF_CONTIG_RO) < 0)
                return false;
            array->buffers[i] = held->views[held->count++].buf;
        }
    }
    return true;
}

static bool fill_array(const field *read, struct ArrowArray *array)
{
    Py_ssize_t count = PyTuple_GET_SIZE(read->children);

    array->length = read->length;
    array->null_count = read->null_count;
    if (!hold_buffers(read->buffers, array))
        return false;
    if (count && !(array->children = calloc((size_t)count, sizeof *array->children)))
        return no_memory();
    for (Py_ssize_t i = 0; i < count; i++, array->n_children++)
        if (!(array->children[i] = make_array(PyTuple_GET_ITEM(read->children, i))))
            return false;
    return read->dictionary == Py_None || (array->dictionary = make_array(read->dictionary)) != NULL;
}

bool module_array_export(PyObject *tuple, struct ArrowArray *array)
{
    field read;

    memset(array, 0, sizeof *array);
    if (!read_field(tuple, &read))
        return false;
    array->release = release_array;
    if (fill_array(&read, array))
        return true;
    release_array(array);
    return false;
}
