/* The caller's own units and patterns, from Python tuples to the arrays of qc_options; and their faults, to exceptions;
 * and the customs of the calendar.
 *
 * What a unit may be is judged by the core; only types are by this file.
 */
#include "module_options.h"

static bool read_alias(PyObject *row, qc_user_alias *alias)
{
    int before;

    if (!PyTuple_Check(row) || !PyArg_ParseTuple(row, "sHp:alias", &alias->text, &alias->traits, &before)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "an alias is a tuple");
        return false;
    }
    alias->before = before != 0;
    return true;
}

/* Reads a unit, and its aliases to where `*aliases` points, which is moved behind them. */
static bool read_unit(PyObject *row, qc_user_unit *unit, qc_user_alias **aliases)
{
    PyObject *spellings;

    if (!PyTuple_Check(row) ||
        !PyArg_ParseTuple(row, "szbzddHO!:unit", &unit->symbol, &unit->name, &unit->dimension, &unit->base,
                          &unit->factor, &unit->offset, &unit->traits, &PyTuple_Type, &spellings)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "a unit is a tuple");
        return false;
    }
    unit->aliases = *aliases;
    unit->alias_count = (size_t)PyTuple_GET_SIZE(spellings);
    for (size_t i = 0; i < unit->alias_count; i++)
        if (!read_alias(PyTuple_GET_ITEM(spellings, (Py_ssize_t)i), (*aliases)++))
            return false;
    return true;
}

/* How many aliases all units have; what is no unit has none, and is refused when it is read. */
static size_t count_aliases(PyObject *units)
{
    size_t count = 0;

    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(units); i++) {
        PyObject *row = PyTuple_GET_ITEM(units, i);
        Py_ssize_t size = PyTuple_Check(row) ? PyTuple_GET_SIZE(row) : 0;
        PyObject *last = size > 0 ? PyTuple_GET_ITEM(row, size - 1) : NULL;
        count += last && PyTuple_Check(last) ? (size_t)PyTuple_GET_SIZE(last) : 0;
    }
    return count;
}

static bool read_pattern(PyObject *row, qc_user_pattern *pattern)
{
    Py_ssize_t length;

    if (!PyTuple_Check(row) ||
        !PyArg_ParseTuple(row, "ss#b:pattern", &pattern->name, &pattern->source, &length, &pattern->kind)) {
        if (!PyErr_Occurred())
            PyErr_SetString(PyExc_TypeError, "a pattern is a tuple");
        return false;
    }
    pattern->length = (size_t)length;
    return true;
}

bool module_options_read(PyObject *units, PyObject *patterns, qc_options *options, module_options *arrays)
{
    size_t unit_count = (size_t)PyTuple_GET_SIZE(units), pattern_count = (size_t)PyTuple_GET_SIZE(patterns);

    arrays->units = PyMem_Calloc(unit_count + 1, sizeof *arrays->units);
    arrays->aliases = PyMem_Calloc(count_aliases(units) + 1, sizeof *arrays->aliases);
    arrays->patterns = PyMem_Calloc(pattern_count + 1, sizeof *arrays->patterns);
    if (!arrays->units || !arrays->aliases || !arrays->patterns) {
        PyErr_NoMemory();
        return false;
    }
    qc_user_alias *aliases = arrays->aliases;
    for (size_t i = 0; i < unit_count; i++)
        if (!read_unit(PyTuple_GET_ITEM(units, (Py_ssize_t)i), &arrays->units[i], &aliases))
            return false;
    for (size_t i = 0; i < pattern_count; i++)
        if (!read_pattern(PyTuple_GET_ITEM(patterns, (Py_ssize_t)i), &arrays->patterns[i]))
            return false;
    options->units = arrays->units;
    options->unit_count = unit_count;
    options->patterns = arrays->patterns;
    options->pattern_count = pattern_count;
    return true;
}

bool module_calendar_read(const module_calendar *calendar, qc_options *options)
{
    if (calendar->region && !qc_options_set_region(options, calendar->region)) {
        PyErr_Format(PyExc_ValueError, "a region is the ISO 3166-1 code of a country, such as US, not '%s'",
                     calendar->region);
        return false;
    }
    int day_first = calendar->day_first == Py_None ? options->day_first : PyObject_IsTrue(calendar->day_first);
    if (day_first < 0)
        return false;
    options->day_first = day_first != 0;
    if (calendar->fiscal_start)
        options->fiscal_start = calendar->fiscal_start;
    options->week_start = calendar->week_start;
    return true;
}

void module_options_free(module_options *arrays)
{
    PyMem_Free(arrays->units);
    PyMem_Free(arrays->aliases);
    PyMem_Free(arrays->patterns);
}

void module_options_raise(PyObject *exception, qc_status status, const qc_option_fault *fault)
{
    PyObject *reason = PyUnicode_DecodeUTF8(fault->reason, (Py_ssize_t)strlen(fault->reason), "replace");
    Py_ssize_t other = fault->other == QC_NO_INDEX ? -1 : (Py_ssize_t)fault->other;
    PyObject *arguments = reason ? Py_BuildValue("(Nnnn)", reason, (Py_ssize_t)fault->index, other,
                                                 status == QC_BAD_PATTERN ? (Py_ssize_t)fault->offset : -1)
                                 : NULL;

    if (arguments)
        PyErr_SetObject(exception, arguments);
    Py_XDECREF(arguments);
}
