/* What a figure is measured in: its unit as text, and its amount in the base unit of the dimension.
 *
 * In: a mention with its unit, what it is per, and its noun. Out: strings and a number; nothing is looked up in the
 * text but the noun. Currencies are never converted into others.
 */
#include "figure.h"

#include <math.h>
#include <string.h>

/* Days of a year and seconds of a day, as SCHEMA fixes them for durations. */
static const double days_of_year = 365.2425, seconds_of_day = 86400;

/* The short form of a denominator: bbl/d, Mt/yr, GBX/thm. */
static const char *short_symbol(const qc_unit *unit)
{
    static const char *const forms[][2] = {{"day", "d"},      {"year", "yr"},  {"hour", "h"},
                                           {"minute", "min"}, {"second", "s"}, {"therm", "thm"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(unit->symbol, forms[i][0]) == 0)
            return forms[i][1];
    return unit->symbol;
}

/* Writes both strings with `between`. */
static size_t join(char *buffer, size_t size, const char *first, const char *between, const char *second)
{
    const char *parts[] = {first, between, second};
    size_t length = 0;
    for (int i = 0; i < 3; i++)
        for (const char *at = parts[i]; *at && length + 1 < size; at++)
            buffer[length++] = *at;
    buffer[length] = '\0';
    return length;
}

size_t qc_unit_symbol(const qc_work *work, const qc_mention *mention, char *buffer, size_t size)
{
    const qc_unit *unit = qc_unit_get(work->lexicon, mention->unit), *per = qc_unit_get(work->lexicon, mention->per);
    return join(buffer, size, unit->symbol, "/", short_symbol(per));
}

size_t qc_unit_name(const qc_work *work, const qc_mention *mention, char *buffer, size_t size)
{
    const qc_unit *unit = qc_unit_get(work->lexicon, mention->unit), *per = qc_unit_get(work->lexicon, mention->per);
    return join(buffer, size, unit->name, " per ", per->name);
}

/* The base unit of a rate; empty: there is none. */
static const char *rate_symbol(uint8_t dimension)
{
    switch (dimension) {
    case QC_DIMENSION_VOLUME_RATE:
        return "m3/d";
    case QC_DIMENSION_MASS_RATE:
        return "t/yr";
    case QC_DIMENSION_ENERGY_RATE:
        return "J/d";
    case QC_DIMENSION_SPEED:
        return "m/s";
    default:
        return "";
    }
}

/* An amount of a unit per `days` in the base unit of its rate. */
static double rate_base(uint8_t dimension, double amount, double days)
{
    switch (dimension) {
    case QC_DIMENSION_VOLUME_RATE:
    case QC_DIMENSION_ENERGY_RATE:
        return amount / days;
    case QC_DIMENSION_MASS_RATE:
        return amount / days * days_of_year;
    case QC_DIMENSION_SPEED:
        return amount / (days * seconds_of_day);
    default:
        return NAN;
    }
}

/* The amount times the unit's factor; a power of ten moves the decimal before it is rounded: 33.7 bcm are 33.7e9 m3. */
static double scaled(const qc_view *view, const qc_mention *mention, const qc_unit *unit)
{
    if (unit->power == 0)
        return mention->value * unit->factor;
    qc_number number = mention->number;
    qc_number_shift(&number, unit->power);
    return qc_number_value(view, &number);
}

size_t qc_unit_base_symbol(const qc_work *work, const qc_mention *mention, char *buffer, size_t size)
{
    if (mention->dimension != QC_DIMENSION_PRICE)
        return join(buffer, size, rate_symbol(mention->dimension), "", "");
    const qc_unit *unit = qc_unit_get(work->lexicon, mention->unit), *per = qc_unit_get(work->lexicon, mention->per);
    const qc_unit *base = unit->base < 0 ? unit : qc_unit_get(work->lexicon, unit->base);
    return join(buffer, size, base->symbol, "/", short_symbol(per));
}

double qc_unit_base(const qc_work *work, const qc_mention *mention)
{
    const qc_unit *unit = qc_unit_get(work->lexicon, mention->unit);
    if (mention->per < 0)
        return unit->base < 0 ? NAN : scaled(&work->view, mention, unit) + unit->offset;
    double amount = scaled(&work->view, mention, unit);
    if (mention->dimension == QC_DIMENSION_PRICE)
        return amount;
    return rate_base(mention->dimension, amount, qc_unit_get(work->lexicon, mention->per)->factor);
}
