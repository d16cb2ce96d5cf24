/* Texts and days from Python, as the core takes them, without a copy.
 *
 * In: a tuple of str or bytes, and one of days. Out: pointers into their buffers, which cannot change while the tuples live.
 * What is in the texts is the core's to judge.
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

qc_text *module_texts_borrow(PyObject *texts, PyObject *days, size_t *count)
{
    Py_ssize_t length = PyTuple_GET_SIZE(texts);

    *count = (size_t)length;
    if (PyTuple_GET_SIZE(days) != length) {
        PyErr_Format(PyExc_ValueError, "%zd dates for %zd texts", PyTuple_GET_SIZE(days), length);
        return NULL;
    }
    qc_text *borrowed = PyMem_New(qc_text, length ? (size_t)length : 1);
    if (!borrowed) {
        PyErr_NoMemory();
        return NULL;
    }
    for (Py_ssize_t i = 0; i < length; i++) {
        if (!module_text_borrow(PyTuple_GET_ITEM(texts, i), i, &borrowed[i]) ||
            !read_day(PyTuple_GET_ITEM(days, i), &borrowed[i].date)) {
            PyMem_Free(borrowed);
            return NULL;
        }
    }
    return borrowed;
}
