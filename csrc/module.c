/* The Python module quantclaims._core: the type Extractor, and how a call is run.
 *
 * In: tuples of str or bytes, and days. Out: a Result (module_result.c). It does not read dates, files or options of
 * the command line, and makes no table: that is Python's.
 */
#include "module.h"

#include "module_options.h"

#include <time.h>

typedef struct extractor_object {
    PyObject_HEAD qc_extractor *extractor;
} extractor_object;

/* ---- Status to exception ----------------------------------------------------------------------------------------- */

PyObject *module_raise(qc_status status, const qc_fault *fault)
{
    const char *message = qc_status_message(status);

    switch (status) {
    case QC_NO_MEMORY: return PyErr_NoMemory();
    case QC_BAD_UTF8:
        return PyErr_Format(PyExc_ValueError,
                            "text %zu is not UTF-8 at byte %zu (errors=\"replace\" reads it nevertheless)",
                            fault ? fault->document : 0, fault ? fault->offset : 0);
    case QC_BAD_ARGUMENT:
    case QC_BAD_DATE:
    case QC_BAD_UNIT: PyErr_SetString(PyExc_ValueError, message); return NULL;
    case QC_BAD_PATTERN:
    case QC_MATCH_FAILED:
        return PyErr_Format(PyExc_RuntimeError, "%s (text %zu, offset %zu)", message, fault ? fault->document : 0,
                            fault ? fault->offset : 0);
    case QC_INTERRUPTED: /* the signal's handler has set its own */ return NULL;
    case QC_OK: break;
    }
    PyErr_SetString(PyExc_SystemError, "quantclaims: unknown status");
    return NULL;
}

/* ---- The type Extractor ------------------------------------------------------------------------------------------ */

/* A new object around a new extractor. */
static PyObject *make_extractor(PyTypeObject *type, const qc_options *options)
{
    qc_option_fault fault;
    const module_state *state = PyType_GetModuleState(type);
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

/* ---- A call ------------------------------------------------------------------------------------------------------ */

/* The GIL is taken this often, to see whether a signal has come. */
enum { QUESTION_MILLISECONDS = 20 };

typedef struct absence {
    PyThreadState *thread; /* of the caller, while it has given the GIL up */
    int64_t asked;         /* milliseconds */
} absence;

static int64_t milliseconds(void)
{
    struct timespec time;

    timespec_get(&time, TIME_UTC);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Has a handler of a signal raised, as that of Ctrl-C does? */
static bool is_interrupted(void *context)
{
    absence *self = context;
    int64_t now = milliseconds();

    /* The clock may have been set back. */
    if (now >= self->asked && now < self->asked + QUESTION_MILLISECONDS)
        return false;
    self->asked = now;
    PyEval_RestoreThread(self->thread);
    bool raised = PyErr_CheckSignals() < 0;
    self->thread = PyEval_SaveThread();
    return raised;
}

/* Reads the texts without the GIL; the exception of a signal is set where the call was interrupted. */
static qc_status run(PyObject *self, const qc_text *texts, size_t count, unsigned threads, qc_fault *fault,
                     qc_result **result)
{
    absence absence = {.asked = milliseconds()};
    qc_run run = {.threads = threads, .interrupted = is_interrupted, .context = &absence};

    absence.thread = PyEval_SaveThread();
    qc_status status = qc_extract_batch(((extractor_object *)self)->extractor, texts, count, &run, fault, result);
    PyEval_RestoreThread(absence.thread);
    return status;
}

PyDoc_STRVAR(extract_doc,
             "extract(texts, days, threads, /)\n--\n\n"
             "Read a tuple of texts, or a Column, by so many threads; days since 1970-01-01 are a tuple of int and "
             "None, or int32 in bytes.");

static PyObject *extractor_extract(PyObject *self, PyObject *const *arguments, Py_ssize_t argument_count)
{
    if (argument_count != 3)
        return PyErr_Format(PyExc_TypeError, "extract() takes texts, days and a number of threads, not %zd arguments",
                            argument_count);
    long threads = PyLong_AsLong(arguments[2]);
    if (threads == -1 && PyErr_Occurred())
        return NULL;
    size_t count;
    qc_text *texts = module_texts_borrow(arguments[0], arguments[1], &count);
    if (!texts)
        return NULL;

    /* The caller holds the tuple or the column, which cannot change and holds each text: their buffers stay. */
    qc_result *result = NULL;
    qc_fault fault = {0, 0};
    qc_status status = run(self, texts, count,
                           threads < 1           ? 1
                           : threads > INT16_MAX ? INT16_MAX
                                                 : (unsigned)threads,
                           &fault, &result);
    PyMem_Free(texts);
    if (status == QC_OK && !PyErr_Occurred())
        return module_result_wrap(PyType_GetModuleState(Py_TYPE(self)), result);
    qc_result_free(result);
    return PyErr_Occurred() ? NULL : module_raise(status, &fault);
}

PyDoc_STRVAR(explain_doc,
             "explain(text, start, end, /)\n--\n\n"
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

    if (!PyArg_ParseTuple(arguments, "OLL:explain", &object, &start, &end) || !module_text_borrow(object, 0, &text))
        return NULL;
    qc_status status = qc_explain(((extractor_object *)self)->extractor, &text, start, end, &evidence);
    if (status != QC_OK)
        return module_raise(status, NULL);
    return evidence.found ? wrap_evidence(&evidence) : Py_NewRef(Py_None);
}

static PyMethodDef extractor_methods[] = {
    {"extract", (PyCFunction)(void (*)(void))extractor_extract, METH_FASTCALL, extract_doc},
    {"explain", extractor_explain, METH_VARARGS, explain_doc},
    {NULL, NULL, 0, NULL}};

PyDoc_STRVAR(extractor_doc,
             "Extractor(*, relate=True, replace_utf8=False, day_first=None, use_jit=True, units=(), patterns=(), "
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

/* NumPy's state is the process's: a second interpreter that loads it spoils it for the first. */
static int refuse_subinterpreter(void)
{
    if (PyInterpreterState_Get() == PyInterpreterState_Main())
        return 0;
    PyErr_SetString(PyExc_ImportError, "quantclaims works in the main interpreter alone, not in a subinterpreter");
    return -1;
}

static int module_execute(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    if (refuse_subinterpreter() < 0 || module_result_add(module) < 0)
        return -1;
    state->extractor_type = (PyTypeObject *)PyType_FromModuleAndSpec(module, &extractor_spec, NULL);
    if (!state->extractor_type || PyModule_AddType(module, state->extractor_type) < 0)
        return -1;
    state->option_error = PyErr_NewException("quantclaims._core.OptionError", PyExc_ValueError, NULL);
    if (!state->option_error || PyModule_AddObjectRef(module, "OptionError", state->option_error) < 0)
        return -1;
    if (module_column_add(module) < 0 || module_batch_add(module) < 0)
        return -1;
    return module_tables_add(module);
}

static int module_traverse(PyObject *module, visitproc visit, void *arg)
{
    module_state *state = PyModule_GetState(module);

    Py_VISIT(state->extractor_type);
    Py_VISIT(state->result_type);
    Py_VISIT(state->second);
    Py_VISIT(state->option_error);
    return 0;
}

static int module_clear(PyObject *module)
{
    module_state *state = PyModule_GetState(module);

    Py_CLEAR(state->extractor_type);
    Py_CLEAR(state->result_type);
    Py_CLEAR(state->second);
    for (int i = 0; i < MODULE_COLUMNS; i++)
        Py_CLEAR(state->names[i]);
    Py_CLEAR(state->option_error);
    return 0;
}

static void module_free(void *module) { module_clear(module); }

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

PyMODINIT_FUNC PyInit__core(void) { return PyModuleDef_Init(&module_definition); }
