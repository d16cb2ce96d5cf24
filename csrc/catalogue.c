/* What a person is told of the units: the rows of the lexicon in words.
 *
 * In: a code. Out: the strings of its row. Nothing is looked up in texts, and nothing is converted: that is the
 * caller's.
 */
#include "lexicon.h"

bool qc_unit_describe(size_t code, qc_unit_entry *entry)
{
    if (code >= (size_t)qc_unit_count())
        return false;
    const qc_unit *unit = qc_unit_get(NULL, (int32_t)code);
    const qc_unit_note *note = &qc_unit_notes[code];
    *entry = (qc_unit_entry){.symbol = unit->symbol,
                             .name = unit->name,
                             .dimension = qc_dimension_word(unit->dimension),
                             .base = unit->base < 0 ? NULL : qc_unit_get(NULL, unit->base)->symbol,
                             .factor = note->factor,
                             .offset = note->offset,
                             .aliases = note->aliases,
                             .exactness = note->exactness,
                             .source = note->source};
    return true;
}
