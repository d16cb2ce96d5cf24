/* The capsules of Arrow's structs: whoever takes a struct out of one marks it as released, and else the capsule
 * releases it. */
#include "module_arrow.h"

#define CAPSULE(noun, Struct, NAME)                                                                                    \
    static void free_##noun(PyObject *capsule)                                                                         \
    {                                                                                                                  \
        struct Struct *held = PyCapsule_GetPointer(capsule, NAME);                                                     \
                                                                                                                       \
        if (held->release)                                                                                             \
            held->release(held);                                                                                       \
        PyMem_Free(held);                                                                                              \
    }                                                                                                                  \
                                                                                                                       \
    PyObject *module_capsule_##noun(struct Struct **noun)                                                              \
    {                                                                                                                  \
        struct Struct *made = *noun = PyMem_Calloc(1, sizeof *made);                                                   \
                                                                                                                       \
        if (!made)                                                                                                     \
            return PyErr_NoMemory();                                                                                   \
        PyObject *capsule = PyCapsule_New(made, NAME, free_##noun);                                                    \
        if (!capsule)                                                                                                  \
            PyMem_Free(made);                                                                                          \
        return capsule;                                                                                                \
    }

CAPSULE(schema, ArrowSchema, MODULE_SCHEMA)
CAPSULE(array, ArrowArray, MODULE_ARRAY)
CAPSULE(stream, ArrowArrayStream, MODULE_STREAM)
