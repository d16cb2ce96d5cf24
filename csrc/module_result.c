/* The type Result: what a call found, as NumPy arrays, which no other file knows, and lists of strings.
 *
 * In: a qc_result, which it owns. Out: arrays on its memory, each of which keeps it alive. Nothing is made before it is
 * asked for: most of a short call would be spent on it.
 */
#include "module.h"

#include <numpy/arrayobject.h>

typedef struct result_object {
    PyObject_HEAD qc_result *result;
} result_object;

PyObject *module_result_wrap(const module_state *state, qc_result *result)
{
    result_object *self = PyObject_New(result_object, state->result_type);

    if (!self) {
        qc_result_free(result);
        return NULL;
    }
    self->result = result;
    return (PyObject *)self;
}

static const qc_result *result_of(PyObject *self) { return ((result_object *)self)->result; }

static void result_free(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    qc_result_free(((result_object *)self)->result);
    PyObject_Free(self);
    Py_DECREF(type);
}

static Py_ssize_t result_length(PyObject *self) { return (Py_ssize_t)result_of(self)->length; }

/* ---- Columns ----------------------------------------------------------------------------------------------------- */

/* A read-only array on the memory of the result. Steals the reference to `type`. */
static PyObject *wrap_column(PyArray_Descr *type, void *data, PyObject *self)
{
    npy_intp shape[1] = {(npy_intp)result_of(self)->length};
    bool empty = shape[0] == 0;
    int flags = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_ALIGNED;

    /* NumPy takes NULL as an order to allocate, which is right where there is nothing to point at. */
    PyObject *array =
        PyArray_NewFromDescr(&PyArray_Type, type, 1, shape, NULL, empty ? NULL : data, empty ? 0 : flags, NULL);
    if (!array || empty)
        return array;
    if (PyArray_SetBaseObject((PyArrayObject *)array, Py_NewRef(self)) < 0) {
        Py_DECREF(array);
        return NULL;
    }
    return array;
}

static bool add_column(const module_state *state, PyObject *columns, int column, int number, void *data, PyObject *self)
{
    PyArray_Descr *type =
        number == NPY_DATETIME ? (PyArray_Descr *)Py_NewRef(state->second) : PyArray_DescrFromType(number);
    PyObject *array = type ? wrap_column(type, data, self) : NULL;
    bool added = array && PyDict_SetItem(columns, state->names[column], array) == 0;

    Py_XDECREF(array);
    return added;
}

/* The NumPy type numbers of the types of QC_COLUMNS. */
enum {
    TYPE_int8_t = NPY_INT8,
    TYPE_uint8_t = NPY_UINT8,
    TYPE_int32_t = NPY_INT32,
    TYPE_uint32_t = NPY_UINT32,
    TYPE_int64_t = NPY_INT64,
    TYPE_double = NPY_DOUBLE,
    TYPE_qc_seconds = NPY_DATETIME
};

PyDoc_STRVAR(columns_doc, "columns()\n--\n\nThe dict of one read-only array a column, on the memory of the result.");

static PyObject *result_columns(PyObject *self, PyObject *unused)
{
    const module_state *state = PyType_GetModuleState(Py_TYPE(self));
    const qc_result *result = result_of(self);
    PyObject *columns = PyDict_New();
    int column = 0;

    (void)unused;
    if (!columns)
        return NULL;
#define ADD_COLUMN(type, name)                                                                                         \
    if (!add_column(state, columns, column++, TYPE_##type, result->name, self))                                        \
        goto failed;
    QC_COLUMNS(ADD_COLUMN)
#undef ADD_COLUMN
    return columns;
failed:
    Py_DECREF(columns);
    return NULL;
}

/* ---- Strings ----------------------------------------------------------------------------------------------------- */

PyDoc_STRVAR(strings_doc, "strings(table, /)\n--\n\nThe list of strings of a table (TABLES names them).");

static PyObject *result_strings(PyObject *self, PyObject *number)
{
    const qc_result *result = result_of(self);
    long table = PyLong_AsLong(number);

    if (table == -1 && PyErr_Occurred())
        return NULL;
    if (table < 0 || table >= QC_TABLE_COUNT_OF)
        return PyErr_Format(PyExc_ValueError, "there is no table %ld", table);

    size_t count = qc_result_table_length(result, (qc_table)table);
    PyObject *strings = PyList_New((Py_ssize_t)count);
    for (size_t code = 0; strings && code < count; code++) {
        size_t length;
        const char *bytes = qc_result_table_string(result, (qc_table)table, code, &length);
        PyObject *string = PyUnicode_DecodeUTF8(bytes, (Py_ssize_t)length, "replace");
        if (!string)
            Py_CLEAR(strings);
        else
            PyList_SET_ITEM(strings, (Py_ssize_t)code, string);
    }
    return strings;
}

PyDoc_STRVAR(dropped_doc, "dropped()\n--\n\nThe pairs of document and pattern where a pattern was given up.");

static PyObject *result_dropped(PyObject *self, PyObject *unused)
{
    const qc_dropped *dropped;
    size_t count = qc_result_dropped(result_of(self), &dropped);
    PyObject *pairs = PyList_New((Py_ssize_t)count);

    (void)unused;
    for (size_t i = 0; pairs && i < count; i++) {
        PyObject *pair = Py_BuildValue("(ii)", (int)dropped[i].doc, (int)dropped[i].pattern);
        if (!pair)
            Py_CLEAR(pairs);
        else
            PyList_SET_ITEM(pairs, (Py_ssize_t)i, pair);
    }
    return pairs;
}

/* ---- The type ---------------------------------------------------------------------------------------------------- */

static PyMethodDef result_methods[] = {{"columns", result_columns, METH_NOARGS, columns_doc},
                                       {"strings", result_strings, METH_O, strings_doc},
                                       {"dropped", result_dropped, METH_NOARGS, dropped_doc},
                                       {NULL, NULL, 0, NULL}};

static PyType_Slot result_slots[] = {{Py_tp_dealloc, result_free},
                                     {Py_sq_length, result_length},
                                     {Py_tp_methods, result_methods},
                                     {Py_tp_doc, (void *)"What a call found: columns, and strings for their codes."},
                                     {0, NULL}};

static PyType_Spec result_spec = {.name = "quantclaims._core.Result",
                                  .basicsize = sizeof(result_object),
                                  .flags =
                                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE | Py_TPFLAGS_DISALLOW_INSTANTIATION,
                                  .slots = result_slots};

static PyObject *make_second(void)
{
    PyObject *name = PyUnicode_FromString("datetime64[s]");
    PyArray_Descr *second = NULL;

    if (name && PyArray_DescrConverter(name, &second) != NPY_SUCCEED)
        second = NULL;
    Py_XDECREF(name);
    return (PyObject *)second;
}

/* Interns the names of the columns. */
static bool make_names(module_state *state)
{
    static const char *const names[] = {
#define COLUMN_NAME(type, name) #name,
        QC_COLUMNS(COLUMN_NAME)
#undef COLUMN_NAME
    };

    for (int i = 0; i < MODULE_COLUMNS; i++)
        if (!(state->names[i] = PyUnicode_InternFromString(names[i])))
            return false;
    return true;
}

int module_result_add(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    /* import_array() would print and hide the error. */
    if (PyArray_ImportNumPyAPI() < 0 || !(state->second = make_second()) || !make_names(state))
        return -1;
    state->result_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &result_spec, NULL);
    return state->result_type ? PyModule_AddType(module, state->result_type) : -1;
}
