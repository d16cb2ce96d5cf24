/* The proleptic Gregorian calendar, years 1 to 9999, exactly: days, months, ISO weeks; and where Easter, Islamic and
 * Jewish days fall in it. No words and no time zones. */
#ifndef QC_CALENDAR_H
#define QC_CALENDAR_H

#include "quantclaims.h"

typedef struct qc_civil {
    int year, month, day; /* 1-9999, 1-12, 1-31 */
} qc_civil;

/* Days since 1970-01-01 of a date; months below 1 and above 12 carry into the year. */
qc_day qc_day_from_civil(int year, int month, int day);
qc_civil qc_civil_from_day(qc_day day);
bool qc_civil_valid(int year, int month, int day);
int qc_days_in_month(int year, int month);

/* Monday 1 ... Sunday 7. */
int qc_weekday(qc_day day);
/* The ISO 8601 year and week of a day. */
void qc_week_from_day(qc_day day, int *year, int *week);
/* Western (Gregorian) Easter Sunday. */
qc_day qc_easter(int year);

/* A day of the tabular Islamic calendar of 30 years, civil epoch; and the Islamic year in which it is the first one of
 * a Gregorian year from 623 on. */
qc_day qc_islamic_day(int islamic_year, int month, int day);
int qc_islamic_year(int year, int month, int day);
/* The first of Tishri in the autumn of a Gregorian year. */
qc_day qc_rosh_hashanah(int year);
/* The 25th of Kislev, at the end of a Gregorian year. */
qc_day qc_hanukkah(int year);

static inline qc_seconds qc_seconds_from_day(qc_day day) { return (qc_seconds)day * 86400; }

/* The day of a second; of one before 1970 too. */
static inline qc_day qc_day_from_seconds(qc_seconds seconds)
{
    return (qc_day)(seconds / 86400 - (seconds % 86400 < 0));
}

#endif
