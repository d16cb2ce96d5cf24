/* The type Batch: rows that other libraries read by the Arrow PyCapsule interface, without a copy.
 *
 * In: the field of a struct (module_export.c says what a field is). Out: its schema, its array, a stream of that one
 * array. A requested schema is not followed, which the interface allows.
 */
#include "module_arrow.h"

#include <errno.h>

typedef struct batch_object {
    PyObject_HEAD PyObject *field;
} batch_object;

static PyObject *batch_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"field", NULL};
    PyObject *field;
    struct ArrowArray array;
    struct ArrowSchema schema;

    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O:Batch", names, &field))
        return NULL;
    /* What is wrong with a field is said here, and not to the library that reads it. */
    if (!module_schema_export(field, &schema))
        return NULL;
    schema.release(&schema);
    if (!module_array_export(field, &array))
        return NULL;
    array.release(&array);
    batch_object *self = (batch_object *)type->tp_alloc(type, 0);
    if (self)
        self->field = Py_NewRef(field);
    return (PyObject *)self;
}

static int batch_traverse(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(((batch_object *)self)->field);
    return 0;
}

static int batch_clear(PyObject *self)
{
    Py_CLEAR(((batch_object *)self)->field);
    return 0;
}

static void batch_free(PyObject *self)
{
    PyTypeObject *type = Py_TYPE(self);

    PyObject_GC_UnTrack(self);
    batch_clear(self);
    type->tp_free(self);
    Py_DECREF(type);
}

static Py_ssize_t batch_length(PyObject *self)
{
    return PyLong_AsSsize_t(PyTuple_GET_ITEM(((batch_object *)self)->field, 3));
}

/* ---- Schema and array -------------------------------------------------------------------------------------------- */

PyDoc_STRVAR(schema_doc, "__arrow_c_schema__()\n--\n\nA capsule of the schema: a struct with a field a column.");

static PyObject *batch_schema(PyObject *self, PyObject *unused)
{
    struct ArrowSchema *schema;
    PyObject *capsule = module_capsule_schema(&schema);

    (void)unused;
    if (capsule && !module_schema_export(((batch_object *)self)->field, schema))
        Py_CLEAR(capsule);
    return capsule;
}

PyDoc_STRVAR(array_doc, "__arrow_c_array__(requested_schema=None)\n--\n\nCapsules of the schema and of the rows.");

static PyObject *batch_array(PyObject *self, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"requested_schema", NULL};
    struct ArrowArray *array;
    PyObject *requested;

    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|O:__arrow_c_array__", names, &requested))
        return NULL;
    PyObject *schema = batch_schema(self, NULL);
    PyObject *capsule = schema ? module_capsule_array(&array) : NULL;
    if (capsule && !module_array_export(((batch_object *)self)->field, array))
        Py_CLEAR(capsule);
    if (capsule)
        return Py_BuildValue("(NN)", schema, capsule);
    Py_XDECREF(schema);
    return NULL;
}

/* ---- Stream ------------------------------------------------------------------------------------------------------ */

/* What a stream has still to give. */
typedef struct course {
    PyObject *field;
    bool done;
} course;

/* Ends a callback: 0, or the exception as a number, for a reader that knows no Python. */
static int leave(PyGILState_STATE state, bool right)
{
    int code = right ? 0 : PyErr_ExceptionMatches(PyExc_MemoryError) ? ENOMEM : EINVAL;

    PyErr_Clear();
    PyGILState_Release(state);
    return code;
}

static int stream_schema(struct ArrowArrayStream *stream, struct ArrowSchema *schema)
{
    PyGILState_STATE state = PyGILState_Ensure();

    return leave(state, module_schema_export(((course *)stream->private_data)->field, schema));
}

static int stream_next(struct ArrowArrayStream *stream, struct ArrowArray *array)
{
    course *course = stream->private_data;

    if (course->done) {
        array->release = NULL;
        return 0;
    }
    course->done = true;
    PyGILState_STATE state = PyGILState_Ensure();
    return leave(state, module_array_export(course->field, array));
}

static const char *stream_error(struct ArrowArrayStream *stream)
{
    (void)stream;
    return "the rows could not be given out";
}

static void stream_release(struct ArrowArrayStream *stream)
{
    course *course = stream->private_data;

    if (Py_IsInitialized()) {
        PyGILState_STATE state = PyGILState_Ensure();
        Py_DECREF(course->field);
        PyGILState_Release(state);
    }
    free(course);
    stream->release = NULL;
}

PyDoc_STRVAR(stream_doc,
             "__arrow_c_stream__(requested_schema=None)\n--\n\nA capsule of a stream that has all rows in one array.");

static PyObject *batch_stream(PyObject *self, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"requested_schema", NULL};
    struct ArrowArrayStream *stream;
    PyObject *requested;

    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "|O:__arrow_c_stream__", names, &requested))
        return NULL;
    PyObject *capsule = module_capsule_stream(&stream);
    course *course = capsule ? malloc(sizeof *course) : NULL;
    if (!course) {
        Py_XDECREF(capsule);
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    }
    course->field = Py_NewRef(((batch_object *)self)->field);
    course->done = false;
    *stream = (struct ArrowArrayStream){stream_schema, stream_next, stream_error, stream_release, course};
    return capsule;
}

/* ---- The type ---------------------------------------------------------------------------------------------------- */

#define WITH_KEYWORDS(function) (PyCFunction)(void (*)(void))(function), METH_VARARGS | METH_KEYWORDS

static PyMethodDef batch_methods[] = {{"__arrow_c_schema__", batch_schema, METH_NOARGS, schema_doc},
                                      {"__arrow_c_array__", WITH_KEYWORDS(batch_array), array_doc},
                                      {"__arrow_c_stream__", WITH_KEYWORDS(batch_stream), stream_doc},
                                      {NULL, NULL, 0, NULL}};

static PyType_Slot batch_slots[] = {{Py_tp_new, batch_new},
                                    {Py_tp_dealloc, batch_free},
                                    {Py_tp_traverse, batch_traverse},
                                    {Py_tp_clear, batch_clear},
                                    {Py_sq_length, batch_length},
                                    {Py_tp_methods, batch_methods},
                                    {Py_tp_doc, (void *)"Batch(field)\n--\n\nRows for the Arrow PyCapsule interface."},
                                    {0, NULL}};

static PyType_Spec batch_spec = {.name = "quantclaims._core.Batch",
                                 .basicsize = sizeof(batch_object),
                                 .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_IMMUTABLETYPE,
                                 .slots = batch_slots};

int module_batch_add(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &batch_spec, NULL);
    int status = type ? PyModule_AddType(module, (PyTypeObject *)type) : -1;

    Py_XDECREF(type);
    return status;
}
