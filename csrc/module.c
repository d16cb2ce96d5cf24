/* The Python module quantclaims._core: the only file that knows Python and NumPy.
 *
 * In: tuples of str or bytes, and days. Out: a dict of one NumPy array a column, which share the memory of the result, and
 * the result itself as a capsule, of which the tables of strings are asked. It does not read dates, files or options of the
 * command line, and makes no table: that is Python's.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <numpy/arrayobject.h>

#include "module_options.h"

#define CAPSULE_NAME "quantclaims.result"

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

/* Sets the exception that a status stands for; `fault` may be NULL. Returns NULL, to be returned by the caller. */
static PyObject *raise_status(qc_status status, const qc_fault *fault)
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
    qc_result_free(PyCapsule_GetPointer(capsule, CAPSULE_NAME));
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
    PyObject *capsule = PyCapsule_New(result, CAPSULE_NAME, free_result);

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
        return raise_status(status, NULL);
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
        return raise_status(status, &fault);
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
        return raise_status(status, NULL);
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

/* ---- Functions of the module ------------------------------------------------------------------------------------- */

PyDoc_STRVAR(strings_doc, "strings(result, table, /)\n--\n\nThe list of strings of a table (TABLES names them) of a result.");

static PyObject *module_strings(PyObject *module, PyObject *arguments)
{
    PyObject *capsule;
    int table;

    (void)module;
    if (!PyArg_ParseTuple(arguments, "Oi:strings", &capsule, &table))
        return NULL;
    const qc_result *result = PyCapsule_GetPointer(capsule, CAPSULE_NAME);
    if (!result)
        return NULL;
    if (table < 0 || table >= QC_TABLE_COUNT_OF)
        return PyErr_Format(PyExc_ValueError, "there is no table %d", table);

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

PyDoc_STRVAR(dropped_doc, "dropped(result, /)\n--\n\nThe pairs of document and pattern where a pattern was given up.");

static PyObject *module_dropped(PyObject *module, PyObject *capsule)
{
    const qc_dropped *dropped;
    const qc_result *result = PyCapsule_GetPointer(capsule, CAPSULE_NAME);

    (void)module;
    if (!result)
        return NULL;
    size_t count = qc_result_dropped(result, &dropped);
    PyObject *pairs = PyList_New((Py_ssize_t)count);
    for (size_t i = 0; pairs && i < count; i++) {
        PyObject *pair = Py_BuildValue("(ii)", (int)dropped[i].doc, (int)dropped[i].pattern);
        if (!pair)
            Py_CLEAR(pairs);
        else
            PyList_SET_ITEM(pairs, (Py_ssize_t)i, pair);
    }
    return pairs;
}

PyDoc_STRVAR(parse_day_doc, "parse_day(text, /)\n--\n\nDays since 1970-01-01 of a date YYYY-MM-DD.");

static PyObject *module_parse_day(PyObject *module, PyObject *text)
{
    Py_ssize_t length;
    qc_day day;

    (void)module;
    const char *bytes = PyUnicode_AsUTF8AndSize(text, &length);
    if (!bytes)
        return NULL;
    qc_status status = qc_day_parse(bytes, (size_t)length, &day);
    return status == QC_OK ? PyLong_FromLong(day) : raise_status(status, NULL);
}

PyDoc_STRVAR(regions_doc, "regions()\n--\n\nISO 3166-1 codes by the lower-case names, adjectives and peoples of countries.");

static PyObject *module_regions(PyObject *module, PyObject *unused)
{
    PyObject *regions = PyDict_New();
    const char *name, *code;

    (void)module;
    (void)unused;
    for (size_t i = 0; regions && (name = qc_region_name(i, &code)); i++) {
        PyObject *string = PyUnicode_FromString(code);
        if (!string || PyDict_SetItemString(regions, name, string) < 0)
            Py_CLEAR(regions);
        Py_XDECREF(string);
    }
    return regions;
}

PyDoc_STRVAR(units_doc, "units()\n--\n\nThe built-in units in the order of their codes: symbol, name, dimension, base (None: none), factor "
                        "and offset as fractions, aliases parted by |, exactness, source.");

static PyObject *module_units(PyObject *module, PyObject *unused)
{
    PyObject *units = PyList_New(0);
    qc_unit_entry entry;

    (void)module;
    (void)unused;
    for (size_t code = 0; units && qc_unit_describe(code, &entry); code++) {
        PyObject *row = Py_BuildValue("(sssssssss)", entry.symbol, entry.name, entry.dimension, entry.base, entry.factor, entry.offset,
                                      entry.aliases, entry.exactness, entry.source);
        if (!row || PyList_Append(units, row) < 0)
            Py_CLEAR(units);
        Py_XDECREF(row);
    }
    return units;
}

PyDoc_STRVAR(rules_doc, "rules()\n--\n\nWhat the built-in rules say, by their names.");

static PyObject *module_rules(PyObject *module, PyObject *unused)
{
    PyObject *rules = PyDict_New();
    const char *name, *sentence;

    (void)module;
    (void)unused;
    for (size_t i = 0; rules && (sentence = qc_rule_sentence(i, &name)); i++) {
        PyObject *string = PyUnicode_FromString(sentence);
        if (!string || PyDict_SetItemString(rules, name, string) < 0)
            Py_CLEAR(rules);
        Py_XDECREF(string);
    }
    return rules;
}

static PyMethodDef module_methods[] = {{"strings", module_strings, METH_VARARGS, strings_doc},
                                       {"dropped", module_dropped, METH_O, dropped_doc},
                                       {"parse_day", module_parse_day, METH_O, parse_day_doc},
                                       {"regions", module_regions, METH_NOARGS, regions_doc},
                                       {"units", module_units, METH_NOARGS, units_doc},
                                       {"rules", module_rules, METH_NOARGS, rules_doc},
                                       {NULL, NULL, 0, NULL}};

/* ---- Set-up ------------------------------------------------------------------------------------------------------ */

/* Adds the tuple of the words that an enumeration's codes stand for. */
static int add_words(PyObject *module, const char *name, const char *(*word)(unsigned))
{
    PyObject *list = PyList_New(0);

    for (unsigned code = 0; list && word(code); code++) {
        PyObject *string = PyUnicode_InternFromString(word(code));
        if (!string || PyList_Append(list, string) < 0)
            Py_CLEAR(list);
        Py_XDECREF(string);
    }
    PyObject *words = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    int status = PyModule_AddObjectRef(module, name, words);
    Py_XDECREF(words);
    return status;
}

static int add_constants(PyObject *module)
{
    if (add_words(module, "KINDS", qc_kind_word) < 0 || add_words(module, "DIMENSIONS", qc_dimension_word) < 0 ||
        add_words(module, "COMPARISONS", qc_comparison_word) < 0 || add_words(module, "ROLES", qc_role_word) < 0 ||
        add_words(module, "BASES", qc_basis_word) < 0 || add_words(module, "GRANULARITIES", qc_granularity_word) < 0 ||
        add_words(module, "FLAGS", qc_flag_word) < 0)
        return -1;
    PyObject *tables = Py_BuildValue("{s:i,s:i,s:i,s:i}", "unit", QC_TABLE_UNIT, "unit_name", QC_TABLE_UNIT_NAME, "timex",
                                     QC_TABLE_TIMEX, "rule", QC_TABLE_RULE);
    int status = PyModule_AddObjectRef(module, "TABLES", tables);
    Py_XDECREF(tables);
    return status;
}

/* Adds the dict of the traits of units. */
static int add_traits(PyObject *module)
{
    PyObject *traits = Py_BuildValue("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i}", "ambiguous", QC_UNIT_AMBIGUOUS, "currency", QC_UNIT_CURRENCY,
                                     "minor", QC_UNIT_MINOR, "percent", QC_UNIT_PERCENT, "rate", QC_UNIT_RATE, "glued",
                                     QC_UNIT_NEEDS_GLUE, "denominator", QC_UNIT_NAME_ONLY, "override", QC_UNIT_OVERRIDE);
    int status = PyModule_AddObjectRef(module, "TRAITS", traits);

    Py_XDECREF(traits);
    return status;
}

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
    return add_traits(module) < 0 ? -1 : add_constants(module);
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
                                               .m_methods = module_methods,
                                               .m_slots = module_slots,
                                               .m_traverse = module_traverse,
                                               .m_clear = module_clear,
                                               .m_free = module_free};

PyMODINIT_FUNC PyInit__core(void);

PyMODINIT_FUNC PyInit__core(void)
{
    return PyModuleDef_Init(&module_definition);
}
