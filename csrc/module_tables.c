/* The functions and constants of the module that give words and tables: units, rules, countries, words of codes.
 *
 * In: nothing. Out: lists and dicts of Python. It reads no texts and knows no NumPy.
 */
#include "module.h"

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
    return status == QC_OK ? PyLong_FromLong(day) : module_raise(status, NULL);
}

PyDoc_STRVAR(regions_doc,
             "regions()\n--\n\nISO 3166-1 codes by the lower-case names, adjectives and peoples of countries.");

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

PyDoc_STRVAR(
    units_doc,
    "units()\n--\n\nThe built-in units in the order of their codes: symbol, name, dimension, base (None: none), factor "
    "and offset as fractions, aliases parted by |, exactness, source.");

static PyObject *module_units(PyObject *module, PyObject *unused)
{
    PyObject *units = PyList_New(0);
    qc_unit_entry entry;

    (void)module;
    (void)unused;
    for (size_t code = 0; units && qc_unit_describe(code, &entry); code++) {
        PyObject *row = Py_BuildValue("(sssssssss)", entry.symbol, entry.name, entry.dimension, entry.base,
                                      entry.factor, entry.offset, entry.aliases, entry.exactness, entry.source);
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

PyDoc_STRVAR(surfaces_doc,
             "surfaces(texts, docs, starts, ends, /)\n--\n\n"
             "The offsets (int32) and bytes of the pieces of texts, by row; a start of -1 is an empty piece.");

PyMethodDef module_tables_methods[] = {
    {"surfaces", module_surfaces, METH_VARARGS, surfaces_doc}, {"parse_day", module_parse_day, METH_O, parse_day_doc},
    {"regions", module_regions, METH_NOARGS, regions_doc},     {"units", module_units, METH_NOARGS, units_doc},
    {"rules", module_rules, METH_NOARGS, rules_doc},           {NULL, NULL, 0, NULL},
};

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
    PyObject *tables = Py_BuildValue("{s:i,s:i,s:i,s:i}", "unit", QC_TABLE_UNIT, "unit_name", QC_TABLE_UNIT_NAME,
                                     "timex", QC_TABLE_TIMEX, "rule", QC_TABLE_RULE);
    int status = PyModule_AddObjectRef(module, "TABLES", tables);
    Py_XDECREF(tables);
    return status;
}

/* Adds the dict of the traits of units. */
static int add_traits(PyObject *module)
{
    PyObject *traits =
        Py_BuildValue("{s:i,s:i,s:i,s:i,s:i,s:i,s:i,s:i}", "ambiguous", QC_UNIT_AMBIGUOUS, "currency", QC_UNIT_CURRENCY,
                      "minor", QC_UNIT_MINOR, "percent", QC_UNIT_PERCENT, "rate", QC_UNIT_RATE, "glued",
                      QC_UNIT_NEEDS_GLUE, "denominator", QC_UNIT_NAME_ONLY, "override", QC_UNIT_OVERRIDE);
    int status = PyModule_AddObjectRef(module, "TRAITS", traits);

    Py_XDECREF(traits);
    return status;
}

int module_tables_add(PyObject *module) { return add_traits(module) < 0 ? -1 : add_constants(module); }
