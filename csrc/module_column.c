/* The type Column: a column that another library gives by the Arrow PyCapsule interface, read without a copy.
 *
 * In: an object with __arrow_c_array__ or __arrow_c_stream__, and of a table the column's name. Out: texts for the
 * core, a str or an int for whoever asks for one, days since 1970. Nulls are empty texts, and unknown days.
 */
#include "module_column.h"

#include <string.h>

typedef struct column_object {
    PyObject_HEAD struct ArrowSchema schema; /* of all chunks; released: none */
    struct ArrowArray *chunks;
    Py_ssize_t *starts; /* of chunks, in rows of the column; one more than there are chunks */
    Py_ssize_t count, capacity;
    int64_t child; /* of the chunks' structs; -1: they are the column */
    column_type type;
} column_object;

/* ---- Taking in --------------------------------------------------------------------------------------------------- */

/* Takes the schema over and finds the column in it. */
static bool take_schema(column_object *self, struct ArrowSchema *schema, const char *name)
{
    self->schema = *schema;
    schema->release = NULL;
    self->child = -1;
    if (!name)
        return module_column_type(&self->schema, &self->type);
    for (int64_t i = 0; i < self->schema.n_children && strcmp(self->schema.format, "+s") == 0; i++)
        if (strcmp(self->schema.children[i]->name, name) == 0) {
            self->child = i;
            return module_column_type(self->schema.children[i], &self->type);
        }
    PyErr_Format(PyExc_KeyError, "no column '%s'", name);
    return false;
}

static bool take_chunk(column_object *self, struct ArrowArray *array)
{
    if (self->count == self->capacity) {
        Py_ssize_t capacity = 2 * self->capacity + 4;
        struct ArrowArray *chunks = PyMem_Resize(self->chunks, struct ArrowArray, (size_t)capacity);
        self->chunks = chunks ? chunks : self->chunks;
        Py_ssize_t *starts = PyMem_Resize(self->starts, Py_ssize_t, (size_t)capacity + 1);
        self->starts = starts ? starts : self->starts;
        if (!chunks || !starts) {
            PyErr_NoMemory();
            return false;
        }
        self->capacity = capacity;
        self->starts[0] = 0;
    }
    self->chunks[self->count] = *array;
    array->release = NULL;
    self->count++;
    self->starts[self->count] = self->starts[self->count - 1] + (Py_ssize_t)self->chunks[self->count - 1].length;
    return true;
}

static bool raise_stream(struct ArrowArrayStream *stream)
{
    const char *message = stream->get_last_error(stream);

    if (!PyErr_Occurred())
        PyErr_Format(PyExc_OSError, "the Arrow stream failed: %s", message ? message : "no reason is given");
    return false;
}

static bool take_stream(column_object *self, struct ArrowArrayStream *stream, const char *name)
{
    struct ArrowSchema schema;
    struct ArrowArray array;

    if (stream->get_schema(stream, &schema) != 0)
        return raise_stream(stream);
    if (!take_schema(self, &schema, name))
        return false;
    for (;;) {
        if (stream->get_next(stream, &array) != 0)
            return raise_stream(stream);
        if (!array.release)
            return true;
        if (!take_chunk(self, &array)) {
            array.release(&array);
            return false;
        }
    }
}

static bool take_array(column_object *self, PyObject *pair, const char *name)
{
    PyObject *first, *second;

    if (!PyTuple_Check(pair) || !PyArg_ParseTuple(pair, "OO:__arrow_c_array__", &first, &second))
        return false;
    struct ArrowSchema *schema = PyCapsule_GetPointer(first, MODULE_SCHEMA);
    struct ArrowArray *array = schema ? PyCapsule_GetPointer(second, MODULE_ARRAY) : NULL;
    return array && take_schema(self, schema, name) && take_chunk(self, array);
}

/* Takes all chunks of an object. */
static bool take(column_object *self, PyObject *object, const char *name)
{
    bool stream = !PyObject_HasAttrString(object, "__arrow_c_array__");
    PyObject *given = PyObject_CallMethod(object, stream ? "__arrow_c_stream__" : "__arrow_c_array__", NULL);
    struct ArrowArrayStream *held = given && stream ? PyCapsule_GetPointer(given, MODULE_STREAM) : NULL;
    bool taken = given && (stream ? held && take_stream(self, held, name) : take_array(self, given, name));

    Py_XDECREF(given);
    return taken;
}

/* ---- Values ------------------------------------------------------------------------------------------------------ */

/* The array of the column in a chunk, and the place of a row in it; false where the struct around it is null. */
static bool find(const column_object *self, const struct ArrowArray *chunk, int64_t row,
                 const struct ArrowArray **array, int64_t *at)
{
    *array = chunk;
    *at = row;
    if (self->child < 0)
        return true;
    *array = chunk->children[self->child];
    *at = row + chunk->offset;
    return module_column_valid(chunk, row);
}

static bool read_string(const column_object *self, Py_ssize_t chunk, int64_t row, const char **bytes, size_t *length)
{
    const struct ArrowArray *array;
    int64_t at;

    *bytes = "";
    *length = 0;
    return find(self, &self->chunks[chunk], row, &array, &at) &&
           module_column_string(&self->type, array, at, bytes, length);
}

static Py_ssize_t length_of(const column_object *self) { return self->count ? self->starts[self->count] : 0; }

qc_text *module_column_borrow(PyObject *object, size_t *count)
{
    const column_object *self = (const column_object *)object;
    qc_text *texts = PyMem_New(qc_text, (size_t)length_of(self) + 1), *text = texts;

    *count = (size_t)length_of(self);
    if (self->type.layout == COLUMN_NUMBERS) {
        PyErr_SetString(PyExc_TypeError, "a column of texts is wanted, not one of numbers or dates");
        PyMem_Free(texts);
        return NULL;
    }
    if (!texts)
        return (void)PyErr_NoMemory(), NULL;
    for (Py_ssize_t chunk = 0; chunk < self->count; chunk++)
        for (int64_t row = 0; row < self->chunks[chunk].length; row++, text++) {
            const char *bytes;
            read_string(self, chunk, row, &bytes, &text->length);
            text->data = bytes;
            text->encoding = QC_UTF8;
            text->date = QC_NO_DATE;
        }
    return texts;
}

/* The chunk that holds a row. */
static Py_ssize_t find_chunk(const column_object *self, Py_ssize_t row)
{
    Py_ssize_t low = 0, high = self->count;

    while (high - low > 1) {
        Py_ssize_t middle = low + (high - low) / 2;
        if (self->starts[middle] <= row)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* An int, or None; days and moments as they are stored. */
static PyObject *number_item(const column_object *self, Py_ssize_t chunk, int64_t row)
{
    const struct ArrowArray *array;
    int64_t at, number;

    if (!find(self, &self->chunks[chunk], row, &array, &at) || !module_column_number(&self->type, array, at, &number))
        return Py_NewRef(Py_None);
    return self->type.is_signed ? PyLong_FromLongLong(number) : PyLong_FromUnsignedLongLong((uint64_t)number);
}

/* A str: what is not UTF-8 is replaced, as the core does where it is told to, and has refused else. */
static PyObject *column_item(PyObject *object, Py_ssize_t index)
{
    const column_object *self = (const column_object *)object;
    const char *bytes;
    size_t length;

    if (index < 0 || index >= length_of(self)) {
        PyErr_SetString(PyExc_IndexError, "no such row");
        return NULL;
    }
    Py_ssize_t chunk = find_chunk(self, index), row = index - self->starts[chunk];
    if (self->type.layout == COLUMN_NUMBERS)
        return number_item(self, chunk, row);
    read_string(self, chunk, row, &bytes, &length);
    return PyUnicode_DecodeUTF8(bytes, (Py_ssize_t)length, "replace");
}

static Py_ssize_t column_length(PyObject *object) { return length_of((const column_object *)object); }

/* ---- Days -------------------------------------------------------------------------------------------------------- */

static qc_status read_day(const column_object *self, Py_ssize_t chunk, int64_t row, qc_day *day)
{
    const struct ArrowArray *array;
    const char *bytes;
    size_t length;
    int64_t at, number;

    *day = QC_NO_DATE;
    if (self->type.layout != COLUMN_NUMBERS)
        return read_string(self, chunk, row, &bytes, &length) ? qc_day_parse(bytes, length, day) : QC_OK;
    if (!find(self, &self->chunks[chunk], row, &array, &at) || !module_column_number(&self->type, array, at, &number))
        return QC_OK;
    if (self->type.day == 0)
        return QC_BAD_ARGUMENT;
    number = number / self->type.day - (number % self->type.day < 0);
    if (number <= INT32_MIN || number > INT32_MAX)
        return QC_BAD_DATE;
    *day = (qc_day)number;
    return QC_OK;
}

PyDoc_STRVAR(days_doc,
             "days()\n--\n\nThe rows as days since 1970-01-01, int32 in bytes; the least int32 is an unknown day.");

static PyObject *column_days(PyObject *object, PyObject *unused)
{
    const column_object *self = (const column_object *)object;
    PyObject *days = PyBytes_FromStringAndSize(NULL, length_of(self) * (Py_ssize_t)sizeof(qc_day));
    qc_day *day = days ? (qc_day *)(void *)PyBytes_AS_STRING(days) : NULL;

    (void)unused;
    for (Py_ssize_t chunk = 0; days && chunk < self->count; chunk++)
        for (int64_t row = 0; row < self->chunks[chunk].length; row++, day++)
            if (read_day(self, chunk, row, day) != QC_OK) {
                Py_DECREF(days);
                if (self->type.layout == COLUMN_NUMBERS && self->type.day == 0)
                    return PyErr_Format(PyExc_TypeError, "a column of dates is wanted, not one of integers");
                return PyErr_Format(PyExc_ValueError, "date %zd is not a date YYYY-MM-DD in the years 0001 to 9999",
                                    self->starts[chunk] + (Py_ssize_t)row);
            }
    return days;
}

/* ---- The type ---------------------------------------------------------------------------------------------------- */

static void column_free(PyObject *object)
{
    column_object *self = (column_object *)object;
    PyTypeObject *type = Py_TYPE(object);

    for (Py_ssize_t i = 0; i < self->count; i++)
        self->chunks[i].release(&self->chunks[i]);
    if (self->schema.release)
        self->schema.release(&self->schema);
    PyMem_Free(self->chunks);
    PyMem_Free(self->starts);
    type->tp_free(object);
    Py_DECREF(type);
}

static PyObject *column_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords)
{
    static char *names[] = {"object", "name", NULL};
    const char *name = NULL;
    PyObject *object;

    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O|z:Column", names, &object, &name))
        return NULL;
    PyObject *self = type->tp_alloc(type, 0);
    if (self && !take((column_object *)self, object, name))
        Py_CLEAR(self);
    return self;
}

static PyMethodDef column_methods[] = {{"days", column_days, METH_NOARGS, days_doc}, {NULL, NULL, 0, NULL}};

PyDoc_STRVAR(column_doc,
             "Column(object, name=None)\n--\n\n"
             "A column of texts or dates from an Arrow array or stream; of a table the one with that name.");

static PyType_Slot column_slots[] = {{Py_tp_new, column_new},
                                     {Py_tp_dealloc, column_free},
                                     {Py_sq_length, column_length},
                                     {Py_sq_item, column_item},
                                     {Py_tp_methods, column_methods},
                                     {Py_tp_doc, (void *)column_doc},
                                     {0, NULL}};

static PyType_Spec column_spec = {.name = "quantclaims._core.Column",
                                  .basicsize = sizeof(column_object),
                                  .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                                  .slots = column_slots};

bool module_column_check(PyObject *object) { return Py_TYPE(object)->tp_dealloc == column_free; }

int module_column_add(PyObject *module)
{
    PyObject *type = PyType_FromModuleAndSpec(module, &column_spec, NULL);
    int status = type ? PyModule_AddType(module, (PyTypeObject *)type) : -1;

    Py_XDECREF(type);
    return status;
}
