/* Stretches of the calendar: half-open runs of days with a granularity, moved and cut by units of time. No words. */
#ifndef QC_EXTENT_H
#define QC_EXTENT_H

#include "calendar.h"
#include "date.h"
#include "lexicon.h"
#include "put.h"

typedef struct qc_extent {
    bool known;
    uint8_t granularity; /* qc_granularity */
    qc_day start, end;   /* half-open */
} qc_extent;

/* The granularity of a qc_time_unit. */
uint8_t qc_extent_granularity(uint8_t unit);

/* The unit of the calendar (day, ISO week, month, quarter, half, season, year, decade, century) that holds a day. */
qc_extent qc_extent_of_unit(qc_day day, uint8_t unit);

/* A day moved by units; a day that its month does not have becomes the last one. */
qc_day qc_day_move(qc_day day, uint8_t unit, int count);

/* An extent moved by units: months, quarters and years stay whole where it begins with one. */
qc_extent qc_extent_move(qc_extent extent, uint8_t unit, int count);

qc_extent qc_extent_of_days(qc_day start, qc_day end, uint8_t granularity);
qc_extent qc_extent_of_months(int year, int month, int count, uint8_t granularity);
/* Spring 1 ... winter 4 (from December of its year), meteorological. */
qc_extent qc_extent_of_season(int year, int season);

/* Writes the TIMEX3 value of a known extent: one value where it is one unit, else first/last. */
void qc_extent_timex(qc_extent extent, qc_put *put);

#endif
