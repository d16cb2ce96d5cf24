/* Figures: from a number and what stands around it to money, percent, quantity, count or duration.
 *
 * In: a candidate where a number may begin. Out: a mention. The number's neighbours decide, in this order: is it part of a
 * name or a token (names.c: nothing); a currency before or behind (money.c); a percent sign or word (percent.c); a length of
 * time (duration.c); a unit (quantity.c); a noun (count.c); else it is tentative, for ranges and lists.
 */
#ifndef QC_FIGURE_H
#define QC_FIGURE_H

#include "work.h"

/* Reads the figure whose number begins at `at`; its span may begin before (sign, currency), never before work->floor. */
bool qc_figure_read(qc_work *work, size_t at, qc_mention *mention);

/* money.c: a currency before or behind the number, with its scale, its sign and, of a price, its denominator. */
bool qc_money_read(const qc_work *work, qc_mention *mention);
/* percent.c: %, per cent, percentage points, basis points; fractions of something. */
bool qc_percent_read(const qc_work *work, qc_mention *mention);
/* duration.c: a number with a length of time; ages. */
bool qc_duration_read(const qc_work *work, qc_mention *mention);
/* quantity.c: a physical or trade unit, and the unit it is per. */
bool qc_quantity_read(const qc_work *work, qc_mention *mention);
/* count.c: the noun that is counted, multiples, bare numbers that are figures of something. */
bool qc_count_read(const qc_work *work, qc_mention *mention);
/* names.c: does the number at `number` belong to a name, a token, a score, an address ...? Then it is no figure. */
bool qc_name_holds(const qc_work *work, const qc_number *number);

/* unit.c: the denominator behind a unit or amount: "/bbl", "a barrel", "per 1,000 cubic metres". False: none. */
bool qc_unit_read_per(const qc_view *view, size_t at, qc_unit_match *match);

/* range.c, called by resolve: joins "A to B" into one mention and lets lists share their unit. */
void qc_range_join(qc_work *work);
/* hedge.c, called by resolve: comparison of each figure from the words around it. */
void qc_hedge_apply(qc_work *work);

/* unit.c: the unit of a mention as written into the tables. `size` bytes at most with the NUL; returns the length. */
size_t qc_unit_symbol(const qc_view *view, const qc_mention *mention, char *buffer, size_t size);
size_t qc_unit_name(const qc_view *view, const qc_mention *mention, char *buffer, size_t size);
/* The amount in the base unit of its dimension, and that unit's symbol ("" and NaN where there is none). */
double qc_unit_base(const qc_view *view, const qc_mention *mention, char *buffer, size_t size);

#endif
