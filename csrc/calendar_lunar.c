/* Days of calendars that follow the moon: Easter, Islamic and Jewish holidays, by arithmetic.
 *
 * In: a Gregorian year. Out: days since 1970-01-01. What is announced by sighting may differ from the tabular calendar
 * by a day or two; what begins at sunset has the day that follows.
 */
#include "calendar.h"

/* The anonymous Gregorian computus (Nature, 20 April 1876; Meeus, "Astronomical Algorithms", chapter 8). */
qc_day qc_easter(int year)
{
    int golden = year % 19;
    int century = year / 100, rest = year % 100;
    int lunar = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - lunar + 15) % 30;
    int sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    int late = (golden + 11 * epact + 22 * sunday) / 451;
    int sum = epact + sunday - 7 * late + 114;
    return qc_day_from_civil(year, sum / 31, sum % 31 + 1);
}

/* 1970-01-01 counted from 0001-01-01, day 1, and what is added to reach 1 Muharram 1 and 1 Tishri 1: Reingold and
 * Dershowitz, "Calendrical Calculations", chapters 7 and 8. */
enum { EPOCH = 719163, ISLAMIC_EPOCH = 227014, JEWISH_EPOCH = -1373427 };
/* The Jewish year that begins in the autumn of the Gregorian year 0. */
enum { JEWISH_YEARS = 3761 };
/* Days of a Jewish year whose Heshvan is long, in common and in leap years. */
enum { COMPLETE = 355, COMPLETE_LEAP = 385 };

/* Months have 30 and 29 days in turn, and 11 years of 30 a day more. */
qc_day qc_islamic_day(int islamic_year, int month, int day)
{
    int in_year = 29 * (month - 1) + month / 2 + day;
    return ISLAMIC_EPOCH + (islamic_year - 1) * 354 + (3 + 11 * islamic_year) / 30 + in_year - EPOCH;
}

int qc_islamic_year(int year, int month, int day)
{
    qc_day first = qc_day_from_civil(year, 1, 1);
    int islamic_year = year <= 623 ? 1 : (year - 622) * 33 / 32 - 1; /* 33 of its years are nearly 32 of ours */
    while (qc_islamic_day(islamic_year, month, day) < first)
        islamic_year++;
    return islamic_year;
}

/* Days from the epoch to the new moon of a Jewish year, put off where it would fall on Sunday, Wednesday or Friday. */
static int elapsed_days(int jewish_year)
{
    int months = (235 * jewish_year - 234) / 19;
    int64_t parts = 12084 + (int64_t)13753 * months;
    int day = 29 * months + (int)(parts / 25920);
    return 3 * (day + 1) % 7 < 3 ? day + 1 : day;
}

/* Put off once more, so that no year is too long or too short. */
static qc_day jewish_new_year(int jewish_year)
{
    int before = elapsed_days(jewish_year - 1), own = elapsed_days(jewish_year), behind = elapsed_days(jewish_year + 1);
    int delay = behind - own == 356 ? 2 : own - before == 382 ? 1 : 0;
    return JEWISH_EPOCH + own + delay - EPOCH;
}

qc_day qc_rosh_hashanah(int year) { return jewish_new_year(year + JEWISH_YEARS); }

qc_day qc_hanukkah(int year)
{
    qc_day start = qc_rosh_hashanah(year);
    int length = qc_rosh_hashanah(year + 1) - start;
    bool long_heshvan = length == COMPLETE || length == COMPLETE_LEAP;
    return start + 83 + long_heshvan;
}
