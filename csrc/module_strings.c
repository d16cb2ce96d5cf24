/* The function of the module that cuts columns of strings out of texts.
 *
 * In: texts, and buffers of documents, starts and ends by row. Out: the two buffers of an Arrow column of strings.
 */
#include "module.h"

#include "surfaces.h"

/* A buffer of `rows` numbers of `size` bytes; false with an exception. */
static bool read_numbers(PyObject *object, Py_ssize_t size, Py_ssize_t rows, Py_buffer *view)
{
    if (PyObject_GetBuffer(object, view, PyBUF_CONTIG_RO) < 0)
        return false;
    if (view->itemsize == size && view->len == rows * size)
        return true;
    PyErr_Format(PyExc_ValueError, "%zd numbers of %zd bytes are wanted, not %zd bytes", rows, size, view->len);
    return false;
}

/* (offsets, bytes) of the pieces, whose ends are written behind the first offset. The caller holds texts and pieces. */
static PyObject *cut(const qc_text *texts, size_t count, const qc_pieces *pieces)
{
    qc_strings strings = {NULL, 0, 0};
    PyObject *offsets = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)((pieces->count + 1) * sizeof(int32_t)));
    PyObject *result = NULL;

    if (!offsets)
        return NULL;
    int32_t *ends = (int32_t *)(void *)PyBytes_AS_STRING(offsets);
    ends[0] = 0;
    PyThreadState *thread = PyEval_SaveThread();
    qc_status status = qc_surfaces_add(&qc_default_allocator, texts, count, pieces, &strings, ends + 1);
    PyEval_RestoreThread(thread);
    if (status == QC_OK)
        result = Py_BuildValue("(Oy#)", offsets, strings.bytes ? (const char *)strings.bytes : "",
                               (Py_ssize_t)strings.length);
    else if (strings.length > INT32_MAX)
        PyErr_SetString(PyExc_OverflowError,
                        "a column of strings has 2 GiB at most: take the rows in parts, claims[:n]");
    else
        module_raise(status, NULL);
    qc_release(&qc_default_allocator, strings.bytes);
    Py_DECREF(offsets);
    return result;
}

PyObject *module_surfaces(PyObject *module, PyObject *arguments)
{
    PyObject *objects, *numbers[3], *result = NULL;
    Py_buffer views[3] = {{0}};
    static const Py_ssize_t sizes[3] = {sizeof(int32_t), sizeof(int64_t), sizeof(int64_t)};
    size_t count;
    bool right = true;

    (void)module;
    if (!PyArg_ParseTuple(arguments, "OOOO:surfaces", &objects, &numbers[0], &numbers[1], &numbers[2]))
        return NULL;
    qc_text *texts = module_texts_borrow(objects, NULL, &count);
    Py_ssize_t rows = texts ? PyObject_Length(numbers[0]) : -1;
    for (int i = 0; i < 3 && rows >= 0 && right; i++)
        right = read_numbers(numbers[i], sizes[i], rows, &views[i]);
    if (rows >= 0 && right) {
        qc_pieces pieces = {views[0].buf, views[1].buf, views[2].buf, (size_t)rows};
        result = cut(texts, count, &pieces);
    }
    for (int i = 0; i < 3; i++)
        PyBuffer_Release(&views[i]);
    PyMem_Free(texts);
    return result;
}
