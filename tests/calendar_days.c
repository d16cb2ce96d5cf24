/* The calendar of the core, day by day: for every day from the first number on the command line up to the second, in
 * days since 1970-01-01, seven 32-bit integers on standard output: year, month, day of the month, weekday, ISO year,
 * ISO week, the day again from its date. Read by test_calendar.py.
 */
#include "calendar.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS = 7 };

static void write_day(qc_day day)
{
    qc_civil civil = qc_civil_from_day(day);
    int year, week;
    qc_week_from_day(day, &year, &week);
    int32_t row[COLUMNS] = {civil.year, civil.month, civil.day, qc_weekday(day), year, week};
    row[6] = qc_day_from_civil(civil.year, civil.month, civil.day);
    fwrite(row, sizeof row[0], COLUMNS, stdout);
}

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    for (qc_day day = atoi(words[1]); day < atoi(words[2]); day++)
        write_day(day);
    return 0;
}
