/* The proleptic Gregorian calendar in integer arithmetic.
 *
 * A year is counted from March, so that the leap day is its last day and the lengths of months follow one line
 * (E. G. Richards, "Calendars", in: Explanatory Supplement to the Astronomical Almanac, 2013).
 */
#include "calendar.h"

/* Days in 400 years, and from 0000-03-01 to 1970-01-01. */
enum { ERA_DAYS = 146097, EPOCH_DAYS = 719468 };

static int floor_div(int a, int b) { return a / b - (a % b < 0); }

qc_day qc_day_from_civil(int year, int month, int day)
{
    int month_index = year * 12 + month - 1;
    int march_based = month_index - 2;
    int shifted_year = floor_div(march_based, 12);
    int shifted_month = march_based - shifted_year * 12;
    int era = floor_div(shifted_year, 400);
    int year_of_era = shifted_year - era * 400;
    int day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    return era * ERA_DAYS + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH_DAYS;
}

qc_civil qc_civil_from_day(qc_day day)
{
    int shifted = day + EPOCH_DAYS;
    int era = floor_div(shifted, ERA_DAYS);
    int day_of_era = shifted - era * ERA_DAYS;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted_month = (5 * day_of_year + 2) / 153;
    int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return (qc_civil){
        .year = era * 400 + year_of_era + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * shifted_month + 2) / 5 + 1,
    };
}

int qc_days_in_month(int year, int month)
{
    return qc_day_from_civil(year, month + 1, 1) - qc_day_from_civil(year, month, 1);
}

bool qc_civil_valid(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= qc_days_in_month(year, month);
}

int qc_weekday(qc_day day)
{
    int since_monday = day + 3; /* 1970-01-01 was a Thursday */
    return since_monday - floor_div(since_monday, 7) * 7 + 1;
}

void qc_week_from_day(qc_day day, int *year, int *week)
{
    qc_day thursday = day - (qc_weekday(day) - 1) + 3; /* a week belongs to the year of its Thursday */
    *year = qc_civil_from_day(thursday).year;
    *week = (thursday - qc_day_from_civil(*year, 1, 1)) / 7 + 1;
}

static int read_digits(const char *text, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

qc_status qc_day_parse(const char *text, size_t length, qc_day *day)
{
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return QC_BAD_DATE;
    int year = read_digits(text, 4), month = read_digits(text + 5, 2), of_month = read_digits(text + 8, 2);
    if (!qc_civil_valid(year, month, of_month))
        return QC_BAD_DATE;
    *day = qc_day_from_civil(year, month, of_month);
    return QC_OK;
}
