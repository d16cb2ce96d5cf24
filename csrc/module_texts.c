/* Texts and days from Python, as the core takes them, without a copy.
 *
 * In: a tuple of str or bytes, or a Column; days. Out: pointers into their buffers, which cannot change while those
 * live. What is in the texts is the core's to judge.
 */
#include "module.h"

bool module_text_borrow(PyObject *object, Py_ssize_t index, qc_text *text)
{
    if (PyBytes_Check(object)) {
        text->data = PyBytes_AS_STRING(object);
        text->length = (size_t)PyBytes_GET_SIZE(object);
        text->encoding = QC_UTF8;
        return true;
    }
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "text %zd is %.100s, not str or bytes%s", index, Py_TYPE(object)->tp_name,
                     object == Py_None ? " (give \"\" for one that is missing)" : "");
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

/* The days of a tuple. */
static bool read_tuple(PyObject *days, qc_text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!read_day(PyTuple_GET_ITEM(days, (Py_ssize_t)i), &texts[i].date))
            return false;
    return true;
}

static bool read_days(PyObject *days, qc_text *texts, size_t count)
{
    bool packed = PyBytes_Check(days);
    Py_ssize_t length = packed ? PyBytes_GET_SIZE(days) / (Py_ssize_t)sizeof(qc_day) : PyObject_Length(days);

    if (!packed && !PyTuple_Check(days)) {
        PyErr_Format(PyExc_TypeError, "a tuple of days or bytes are wanted, not %.100s", Py_TYPE(days)->tp_name);
        return false;
    }
    if ((size_t)length != count) {
        PyErr_Format(PyExc_ValueError, "%zd dates for %zu texts", length, count);
        return false;
    }
    if (!packed)
        return read_tuple(days, texts, count);
    for (size_t i = 0; i < count; i++)
        memcpy(&texts[i].date, PyBytes_AS_STRING(days) + i * sizeof(qc_day), sizeof(qc_day));
    return true;
}

static qc_text *borrow_tuple(PyObject *objects, size_t *count)
{
    *count = (size_t)PyTuple_GET_SIZE(objects);
    qc_text *texts = PyMem_New(qc_text, *count + 1);
    if (!texts)
        return (void)PyErr_NoMemory(), NULL;
    for (size_t i = 0; i < *count; i++) {
        texts[i].date = QC_NO_DATE;
        if (!module_text_borrow(PyTuple_GET_ITEM(objects, (Py_ssize_t)i), (Py_ssize_t)i, &texts[i])) {
            PyMem_Free(texts);
            return NULL;
        }
    }
    return texts;
}

qc_text *module_texts_borrow(PyObject *objects, PyObject *days, size_t *count)
{
    if (!PyTuple_Check(objects) && !module_column_check(objects)) {
        PyErr_Format(PyExc_TypeError, "a tuple of texts or a Column is wanted, not %.100s", Py_TYPE(objects)->tp_name);
        return NULL;
    }
    qc_text *texts = PyTuple_Check(objects) ? borrow_tuple(objects, count) : module_column_borrow(objects, count);
    if (!texts || !days || read_days(days, texts, *count))
        return texts;
    PyMem_Free(texts);
    return NULL;
}
