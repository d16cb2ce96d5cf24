/* Amounts in physical and trade units, and rates of them.
 *
 * In: a number and the unit behind it. Out: a mention of kind quantity (of kind count for units that only count, such
 * as index points). A rate goes on over the amount: "barrels a day", "bushels per acre", "litres of water a day".
 */
#include "figure.h"

/* The dimension of an amount per length of time. */
static qc_dimension rate_of(uint8_t dimension)
{
    switch (dimension) {
    case QC_DIMENSION_VOLUME:
        return QC_DIMENSION_VOLUME_RATE;
    case QC_DIMENSION_MASS:
        return QC_DIMENSION_MASS_RATE;
    case QC_DIMENSION_ENERGY:
        return QC_DIMENSION_ENERGY_RATE;
    case QC_DIMENSION_LENGTH:
        return QC_DIMENSION_SPEED;
    default:
        return QC_DIMENSION_OTHER;
    }
}

/* Behind " of water", " of crude oil" at `at`, where at most two words stand before what is per; else `at`. */
static size_t skip_stuff(const qc_work *work, size_t at)
{
    const qc_view *view = &work->view;
    qc_span word = qc_word_after(view, at);
    if (word.start == at || !qc_span_is(view, word, "of"))
        return at;
    qc_unit_match per;
    for (int i = 0; i < 2; i++) {
        word = qc_word_after(view, word.end);
        if (word.end == word.start)
            return at;
        if (qc_unit_read_per(work, word.end, &per))
            return word.end;
    }
    return at;
}

/* Takes in "a day", "per acre", "/s". */
static void read_rate(qc_figure *figure)
{
    qc_mention *mention = figure->mention;
    qc_unit_match per;
    size_t at = skip_stuff(figure->work, mention->end);
    if (!qc_unit_read_per(figure->work, at, &per))
        return;
    const qc_unit *unit = qc_unit_get(figure->work->lexicon, per.unit);
    bool time = (unit->traits & QC_UNIT_TIME) != 0;
    if (unit->traits & (QC_UNIT_CURRENCY | QC_UNIT_PERCENT) || (at > mention->end && !time))
        return;
    mention->per = per.unit;
    mention->end = per.end;
    mention->unit_flags |= per.flags;
    mention->dimension = (uint8_t)(time ? rate_of(mention->dimension) : QC_DIMENSION_OTHER);
    mention->rule = QC_RULE_QUANTITY_RATE;
}

/* "at - 12 degrees": a minus sign that stands apart, as tokenised text has it. */
static void read_loose_minus(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_mention *mention = figure->mention;
    size_t sign = mention->start - 2;
    if (mention->dimension != QC_DIMENSION_TEMPERATURE || sign <= figure->work->floor || qc_at(view, sign + 1) != ' ' ||
        qc_at(view, sign) != '-' || qc_at(view, sign - 1) != ' ' || mention->number.negative)
        return;
    mention->number.negative = true;
    mention->start = sign;
}

/* "4.5 million mt", "15,000 MT": metric tons, where so many megatons would be more than the world makes; the symbol Mt
 * stays what it is. */
static bool is_metric_ton(const qc_figure *figure)
{
    const double most = 1e4;
    const qc_unit_match *unit = &figure->after;
    if (unit->unit != QC_UNIT_CODE_MT || unit->end - unit->start != 2)
        return false;
    bool symbol = qc_is_upper(qc_at(figure->view, unit->start)) && !qc_is_upper(qc_at(figure->view, unit->start + 1));
    return !symbol && qc_number_value(figure->view, &figure->mention->number) >= most;
}

bool qc_quantity_read(qc_figure *figure)
{
    qc_mention *mention = figure->mention;
    if (figure->unit->traits & QC_UNIT_NAME_ONLY || qc_number_is_article(&mention->number))
        return false;
    bool counts = figure->unit->dimension == QC_DIMENSION_COUNT;
    mention->kind = counts ? QC_KIND_COUNT : QC_KIND_QUANTITY;
    mention->dimension = figure->unit->dimension;
    mention->unit = is_metric_ton(figure) ? QC_UNIT_CODE_T : figure->after.unit;
    mention->unit_flags = figure->after.flags;
    mention->end = figure->after.end;
    mention->rule = counts ? QC_RULE_COUNT_NOUN : QC_RULE_QUANTITY;
    read_loose_minus(figure);
    if (!counts && !(figure->unit->traits & QC_UNIT_RATE))
        read_rate(figure);
    if ((mention->unit_flags | figure->unit->traits) & QC_UNIT_AMBIGUOUS)
        mention->flags |= QC_FLAG_AMBIGUOUS_UNIT;
    return true;
}
