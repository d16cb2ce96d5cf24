/* Between the files that resolve dates: period.c (what each mention is), period_days.c (which year, which side),
 * period_clock.c. */
#ifndef QC_PERIOD_RULES_H
#define QC_PERIOD_RULES_H

#include "extent.h"
#include "period.h"

/* Which side of the document date the clause is on, by its cue words. */
typedef enum qc_tense { QC_TENSE_NONE, QC_TENSE_PAST, QC_TENSE_FUTURE } qc_tense;

/* What a document's dates are resolved against while they are walked in order. */
typedef struct qc_resolver {
    qc_work *work;
    qc_day date;       /* of the document, or QC_NO_DATE */
    qc_extent anchor;  /* the last explicit date of the paragraph */
    size_t anchor_end; /* where it ended in the text */
    size_t sentence;   /* hint for qc_sentence_find */
} qc_resolver;

/* tense.c: the nearest cue word in the sentence, before the mention and then behind it. */
qc_tense qc_tense_read(const qc_work *work, const qc_mention *mention, size_t sentence);

/* Is a month that of a contract or a delivery by the goods or the word "arrival" beside it: "Brent for August", "July
 * crude"? */
bool qc_tense_is_contract(const qc_work *work, const qc_mention *mention);

/* Is a date what a verb of the future sets as its end: "expects to finish by December"? */
bool qc_tense_is_deadline(const qc_work *work, const qc_mention *mention, size_t sentence);

/* period_days.c: weekdays, days, months and their ranges. */
qc_extent qc_period_days(const qc_resolver *resolver, qc_mention *mention, int index);
/* period_days.c: years, decades, ranges of years. */
qc_extent qc_period_years(const qc_resolver *resolver, qc_mention *mention, int index);
/* period_days.c: the year of that name: of the calendar, or of a fiscal mention the one that the options say. */
qc_extent qc_period_year(const qc_resolver *resolver, const qc_mention *mention, int year);
/* period_days.c: the month in which the years of a mention begin: 1 but for fiscal ones. */
uint8_t qc_period_year_start(const qc_resolver *resolver, const qc_mention *mention);
/* period_days.c: the week, month, year ... that holds a day; weeks begin where the options say. */
qc_extent qc_period_unit(const qc_resolver *resolver, const qc_mention *mention, qc_day day, uint8_t unit);
/* period_days.c: the four digits of a year; two are read by a pivot relative to the document. */
int qc_period_full_year(const qc_resolver *resolver, int year);
/* period_days.c: the year that "last year", "a year earlier" name; 0 where it is unknown. */
int qc_period_of_year(const qc_resolver *resolver, const qc_date_parts *parts);
/* period_days.c: of a date that returns each year, the one that the tense asks for: make(year) gives its extent. */
typedef qc_extent qc_make_turn(const qc_date_parts *parts, int year);
qc_extent qc_period_choose_year(const qc_resolver *resolver, qc_mention *mention, qc_make_turn *make);
/* ... of one that returns by another count: `turn` is that of the document date. */
qc_extent qc_period_choose_turn(const qc_resolver *resolver, qc_mention *mention, int turn, qc_make_turn *make);

/* period_relative.c: units relative to the document or the anchor: last year, a year earlier, six months to June, the
 * past decade. */
/* "The past year" is a length up to the document, as "the next decade" is one from it; "last year" is a unit of the
 * calendar. */
bool qc_period_is_rolling(const qc_date_parts *parts);
qc_extent qc_period_relative(const qc_resolver *resolver, qc_mention *mention);
qc_extent qc_period_ago(const qc_resolver *resolver, qc_mention *mention);
qc_extent qc_period_ending(const qc_resolver *resolver, qc_mention *mention, int index);
qc_extent qc_period_length(const qc_resolver *resolver, const qc_mention *mention);

/* period_named.c: quarters, halves, parts of something larger, seasons, holidays. */
qc_extent qc_period_part(const qc_resolver *resolver, qc_mention *mention, int index);
/* "The first quarter ended February 28", "fiscal 2023, ended June 30"; unknown where no end follows. */
qc_extent qc_period_ended(const qc_resolver *resolver, qc_mention *mention, int index);
/* The quarter or half of a year that the ordinal says. */
qc_extent qc_period_part_of(const qc_date_parts *parts, int year);
qc_extent qc_period_season(const qc_resolver *resolver, qc_mention *mention);
qc_extent qc_period_holiday(const qc_resolver *resolver, qc_mention *mention);

/* period_clock.c: the clock times of the document, once its dates have their days. */
void qc_period_clocks(qc_work *work);

/* period_timex.c: what stays unknown, with X; lengths; sets. */
void qc_timex_unresolved(qc_mention *mention);
void qc_timex_length(qc_mention *mention);
void qc_timex_set(qc_mention *mention);

#endif
