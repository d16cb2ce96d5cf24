/* The Python module quantclaims._core: extraction, and columns as NumPy arrays, which no other file knows.
 *
 * In: tuples of str or bytes, and days. Out: a dict of one NumPy array a column, which share the memory of the result, and
 * the result itself as a capsule, of which the tables of strings are asked. It does not read dates, files or options of the
 * command line, and makes no table: that is Python's.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <numpy/arrayobject.h>

#include "module_options.h"
#include "module_tables.h"

typedef struct module_state {
    PyTypeObject *extractor_type;
    PyArray_Descr *second; /* datetime64[s] */
    PyObject *option_error;
} module_state;

typedef struct extractor_object {
    PyObject_HEAD
    qc_extractor *extractor;
} extractor_object;

static struct PyModuleDef module_definition;

/* ---- Status to exception ----------------------------------------------------------------------------------------- */

PyObject *module_raise(qc_status status, const qc_fault *fault)
{
    const char *message = qc_status_message(status);

    switch (status) {
    case QC_NO_MEMORY:
        return PyErr_NoMemory();
    case QC_BAD_UTF8:
        return PyErr_Format(PyExc_ValueError, "text %zu is not UTF-8 at byte %zu (errors=\"replace\" reads it nevertheless)",
                            fault ? fault->document : 0, fault ? fault->offset : 0);
    case QC_BAD_ARGUMENT:
    case QC_BAD_DATE:
    case QC_BAD_UNIT:
        PyErr_SetString(PyExc_ValueError, message);
        return NULL;
    case QC_BAD_PATTERN:
    case QC_MATCH_FAILED:
        return PyErr_Format(PyExc_RuntimeError, "%s (text %zu, offset %zu)", message, fault ? fault->document : 0,
                            fault ? fault->offset : 0);
    case QC_OK:
        break;
    }
    PyErr_SetString(PyExc_SystemError, "quantclaims: unknown status");
    return NULL;
}

/* ---- Texts and days ---------------------------------------------------------------------------------------------- */

/* Points `text` into the buffer of a str or bytes, which must outlive it. False with an exception for anything else. */
static bool borrow_text(PyObject *object, Py_ssize_t index, qc_text *text)
{
    if (PyBytes_Check(object)) {
        text->data = PyBytes_AS_STRING(object);
        text->length = (size_t)PyBytes_GET_SIZE(object);
        text->encoding = QC_UTF8;
        return true;
    }
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "text %zd is %.100s, not str or bytes", index, Py_TYPE(object)->tp_name);
        return false;
    }
#if PY_VERSION_HEX < 0x030C0000
    if (PyUnicode_READY(object) < 0)
        return false;
#endif
    int kind = (int)PyUnicode_KIND(object);
    text->data = PyUnicode_DATA(object);
    text->length = (size_t)PyUnicode_GET_LENGTH(object);
    text->encoding = kind == PyUnicode_1BYTE_KIND ? QC_LATIN1 : kind == PyUnicode_2BYTE_KIND ? QC_UCS2 : QC_UCS4;
    return true;
}

/* Reads an int as days since 1970-01-01, None as unknown. */
static bool read_day(PyObject *object, qc_day *day)
{
    if (object == Py_None) {
        *day = QC_NO_DATE;
        return true;
    }
    long number = PyLong_AsLong(object);
    if (number == -1 && PyErr_Occurred())
        return false;
    if (number <= INT32_MIN || number > INT32_MAX) {
        PyErr_SetString(PyExc_ValueError, qc_status_message(QC_BAD_DATE));
        return false;
    }
    *day = (qc_day)number;
    return true;
}

/* An array of qc_text for the texts and their days, to be freed with PyMem_Free; NULL with an exception. */
static qc_text *borrow_texts(PyObject *texts, PyObject *days)
{
    Py_ssize_t count = PyTuple_GET_SIZE(texts);

    if (PyTuple_GET_SIZE(days) != count) {
        PyErr_Format(PyExc_ValueError, "%zd dates for %zd texts", PyTuple_GET_SIZE(days), count);
        return NULL;
    }
    qc_text *borrowed = PyMem_New(qc_text, count ? (size_t)count : 1);
    if (!borrowed) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        if (!borrow_text(PyTuple_GET_ITEM(texts, i), i, &borrowed[i]) || !read_day(PyTuple_GET_ITEM(days, i), &borrowed[i].date)) {
            PyMem_Free(borrowed);
            return NULL;
        }
    }
    return borrowed;
}

/* ---- Columns to arrays ------------------------------------------------------------------------------------------- */

static void free_result(PyObject *capsule)
{
    qc_result_free(PyCapsule_GetPointer(capsule, MODULE_RESULT));
}

/* A read-only array on the memory of the capsule. Steals the reference to `type`. */
static PyObject *wrap_column(PyArray_Descr *type, void *data, size_t length, PyObject *capsule)
{
    npy_intp shape[1] = {(npy_intp)length};
    int flags = NPY_ARRAY_C_CONTIGUOUS | NPY_ARRAY_ALIGNED;

    /* NumPy takes NULL as an order to allocate, which is right where there is nothing to point at. */
    PyObject *array = PyArray_NewFromDescr(&PyArray_Type, type, 1, shape, NULL, length ? data : NULL, length ? flags : 0, NULL);
    if (!array || !length)
        return array;
    if (PyArray_SetBaseObject((PyArrayObject *)array, Py_NewRef(capsule)) < 0) {
        Py_DECREF(array);
        return NULL;
    }
    return array;
}

/* A new reference to the NumPy type of a column. */
static PyArray_Descr *column_type(const module_state *state, int number)
{
    return number == NPY_DATETIME ? (PyArray_Descr *)Py_NewRef((PyObject *)state->second) : PyArray_DescrFromType(number);
}

static bool add_column(PyObject *columns, const char *name, PyArray_Descr *type, void *data, size_t length, PyObject *capsule)
{
    PyObject *array = type ? wrap_column(type, data, length, capsule) : NULL;
    bool added = array && PyDict_SetItemString(columns, name, array) == 0;

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

/* The dict of arrays of a result that the capsule owns. */
static PyObject *wrap_columns(const module_state *state, const qc_result *result, PyObject *capsule)
{
    PyObject *columns = PyDict_New();

    if (!columns)
        return NULL;
#define ADD_COLUMN(type, name) \
    if (!add_column(columns, #name, column_type(state, TYPE_##type), result->name, result->length, capsule)) \
        goto failed;
    QC_COLUMNS(ADD_COLUMN)
#undef ADD_COLUMN
    return columns;
failed:
    Py_DECREF(columns);
    return NULL;
}

/* (columns, capsule) of a result, which this takes over. */
static PyObject *wrap_result(const module_state *state, qc_result *result)
{
    PyObject *capsule = PyCapsule_New(result, MODULE_RESULT, free_result);

    if (!capsule) {
        qc_result_free(result);
        return NULL;
    }
    PyObject *columns = wrap_columns(state, result, capsule);
    if (!columns) {
        Py_DECREF(capsule);
        return NULL;
    }
    return Py_BuildValue("(NN)", columns, capsule);
}

/* ---- The type Extractor ------------------------------------------------------------------------------------------ */

/* A new object around a new extractor. */
static PyObject *make_extractor(PyTypeObject *type, const qc_options *options)
{
    qc_option_fault fault;
    const module_state *state = PyModule_GetState(PyType_GetModuleByDef(type, &module_definition));
    extractor_object *self = (extractor_object *)type->tp_alloc(type, 0);

    if (!self)
        return NULL;
    qc_status status = qc_extractor_new(options, NULL, &fault, &self->extractor);
    if (status == QC_OK)
        return (PyObject *)self;
    Py_DECREF(self);
    if (status != QC_BAD_UNIT && status != QC_BAD_PATTERN)
        return module_raise(status, NULL);
    module_options_raise(state->option_error, status, &fault);
    return NULL;
}

static PyObject *extractor_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"relate",   "replace_utf8", "day_first",    "use_jit",    "units",
                            "patterns", "region",       "fiscal_start", "week_start", NULL};
    qc_options options = qc_options_default();
    module_options arrays = {NULL, NULL, NULL};
    int relate = options.relate, replace = options.replace_utf8, jit = options.use_jit;
    module_calendar calendar = {.day_first = Py_None, .week_start = options.week_start};
    PyObject *none = PyTuple_New(0), *units = none, *patterns = none, *made = NULL;

    if (none && PyArg_ParseTupleAndKeywords(arguments, keywords, "|$ppOpO!O!zbb:Extractor", names, &relate, &replace,
                                            &calendar.day_first, &jit, &PyTuple_Type, &units, &PyTuple_Type, &patterns,
                                            &calendar.region, &calendar.fiscal_start, &calendar.week_start)) {
        options.relate = relate != 0;
        options.replace_utf8 = replace != 0;
        options.use_jit = jit != 0;
        if (module_calendar_read(&calendar, &options) && module_options_read(units, patterns, &options, &arrays))
            made = make_extractor(type, &options);
        module_options_free(&arrays);
    }
    Py_XDECREF(none);
    return made;
}

static void extractor_free(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    qc_extractor_free(((extractor_object *)self)->extractor);
    type->tp_free(self);
    Py_DECREF(type);
}

PyDoc_STRVAR(extract_doc, "extract(texts, days, /)\n--\n\n"
                          "Read a tuple of texts with a tuple of days (int since 1970-01-01, or None); (columns, result).");

static PyObject *extractor_extract(PyObject *self, PyObject *arguments)
{
    PyObject *texts, *days;

    if (!PyArg_ParseTuple(arguments, "O!O!:extract", &PyTuple_Type, &texts, &PyTuple_Type, &days))
        return NULL;
    qc_text *borrowed = borrow_texts(texts, days);
    if (!borrowed)
        return NULL;

    /* The tuple of arguments holds the tuple of texts, which cannot change and holds each text: their buffers stay. */
    const qc_extractor *extractor = ((extractor_object *)self)->extractor;
    size_t count = (size_t)PyTuple_GET_SIZE(texts);
    qc_result *result = NULL;
    qc_fault fault = {0, 0};
    qc_status status;
    Py_BEGIN_ALLOW_THREADS
    status = qc_extract(extractor, borrowed, count, &fault, &result);
    Py_END_ALLOW_THREADS

    PyMem_Free(borrowed);
    if (status != QC_OK)
        return module_raise(status, &fault);
    return wrap_result(PyModule_GetState(PyType_GetModuleByDef(Py_TYPE(self), &module_definition)), result);
}

PyDoc_STRVAR(explain_doc, "explain(text, start, end, /)\n--\n\n"
                          "The spans of the words that gave the row [start, end) its columns; None where it is no row.");

/* The dict of the spans that there are. */
static PyObject *wrap_evidence(const qc_evidence *evidence)
{
    PyObject *spans = PyDict_New();

    for (unsigned cue = 0; spans && cue < QC_CUE_COUNT_OF; cue++) {
        if (evidence->start[cue] < 0)
            continue;
        PyObject *span = Py_BuildValue("(LL)", (long long)evidence->start[cue], (long long)evidence->end[cue]);
        if (!span || PyDict_SetItemString(spans, qc_cue_word(cue), span) < 0)
            Py_CLEAR(spans);
        Py_XDECREF(span);
    }
    return spans;
}

static PyObject *extractor_explain(PyObject *self, PyObject *arguments)
{
    PyObject *object;
    long long start, end;
    qc_text text = {.date = QC_NO_DATE};
    qc_evidence evidence;

    if (!PyArg_ParseTuple(arguments, "OLL:explain", &object, &start, &end) || !borrow_text(object, 0, &text))
        return NULL;
    qc_status status = qc_explain(((extractor_object *)self)->extractor, &text, start, end, &evidence);
    if (status != QC_OK)
        return module_raise(status, NULL);
    return evidence.found ? wrap_evidence(&evidence) : Py_NewRef(Py_None);
}

static PyMethodDef extractor_methods[] = {{"extract", extractor_extract, METH_VARARGS, extract_doc},
                                          {"explain", extractor_explain, METH_VARARGS, explain_doc},
                                          {NULL, NULL, 0, NULL}};

PyDoc_STRVAR(extractor_doc, "Extractor(*, relate=True, replace_utf8=False, day_first=None, use_jit=True, units=(), patterns=(), "
                            "region=None, fiscal_start=0, week_start=1)\n--\n\n"
                            "The compiled rules; immutable, shared by threads.");

static PyType_Slot extractor_slots[] = {{Py_tp_new, extractor_new},
                                        {Py_tp_dealloc, extractor_free},
                                        {Py_tp_methods, extractor_methods},
                                        {Py_tp_doc, (void *)extractor_doc},
                                        {0, NULL}};

static PyType_Spec extractor_spec = {.name = "quantclaims._core.Extractor",
                                     .basicsize = sizeof(extractor_object),
                                     .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                                     .slots = extractor_slots};

/* ---- Set-up ------------------------------------------------------------------------------------------------------ */

static int make_second(PyArray_Descr **second)
{
    PyObject *name = PyUnicode_FromString("datetime64[s]");
    int made = name ? PyArray_DescrConverter(name, second) : NPY_FAIL;

    Py_XDECREF(name);
    return made == NPY_SUCCEED ? 0 : -1;
}

static int module_execute(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    /* import_array() would print and hide the error. */
    if (PyArray_ImportNumPyAPI() < 0 || make_second(&state->second) < 0)
        return -1;
    state->extractor_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &extractor_spec, NULL);
    if (!state->extractor_type || PyModule_AddType(module, state->extractor_type) < 0)
        return -1;
    state->option_error = PyErr_NewException("quantclaims._core.OptionError", PyExc_ValueError, NULL);
    if (!state->option_error || PyModule_AddObjectRef(module, "OptionError", state->option_error) < 0)
        return -1;
    return module_tables_add(module);
}

static int module_traverse(PyObject *module, visitproc visit, void *arg)
{
    module_state *state = PyModule_GetState(module);

    Py_VISIT(state->extractor_type);
    Py_VISIT(state->second);
    Py_VISIT(state->option_error);
    return 0;
}

static int module_clear(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    Py_CLEAR(state->extractor_type);
    Py_CLEAR(state->second);
    Py_CLEAR(state->option_error);
    return 0;
}

static void module_free(void *module)
{
    module_clear(module);
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, module_execute},
#ifdef Py_mod_multiple_interpreters
                                          {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
#ifdef Py_mod_gil
                                          {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
                                          {0, NULL}};

static struct PyModuleDef module_definition = {.m_base = PyModuleDef_HEAD_INIT,
                                               .m_name = "quantclaims._core",
                                               .m_doc = "The C core of quantclaims.",
                                               .m_size = sizeof(module_state),
                                               .m_methods = module_tables_methods,
                                               .m_slots = module_slots,
                                               .m_traverse = module_traverse,
                                               .m_clear = module_clear,
                                               .m_free = module_free};

PyMODINIT_FUNC PyInit__core(void);

PyMODINIT_FUNC PyInit__core(void)
{
    return PyModuleDef_Init(&module_definition);
}
