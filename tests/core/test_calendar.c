/* Every day from 0001-01-01 to 9999-12-31 there and back, and days that almanacs name. */
#include "calendar.h"
#include "check.h"

/* 0001-01-01 and 9999-12-31: Python's date.toordinal() less 719163. */
enum { FIRST_DAY = -719162, LAST_DAY = 2932896 };

static bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/* Walks the calendar by its own simple rule beside the functions under test. */
static void check_every_day(void)
{
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    qc_day day = FIRST_DAY;
    int weekday = 1; /* 0001-01-01 is a Monday in the proleptic calendar */
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && is_leap(year));
            CHECK(qc_days_in_month(year, month) == length);
            for (int of_month = 1; of_month <= length; of_month++, day++) {
                qc_civil civil = qc_civil_from_day(day);
                CHECK(civil.year == year && civil.month == month && civil.day == of_month);
                CHECK(qc_day_from_civil(year, month, of_month) == day);
                CHECK(qc_weekday(day) == weekday);
                weekday = weekday % 7 + 1;
            }
        }
    CHECK(day == LAST_DAY + 1);
}

static void check_every_week(void)
{
    for (qc_day day = FIRST_DAY; day <= LAST_DAY; day++) {
        int year, week, year_before, week_before;
        qc_week_from_day(day, &year, &week);
        qc_week_from_day(day - 7, &year_before, &week_before);
        CHECK(week >= 1 && week <= 53);
        CHECK(week == week_before + 1 || (week == 1 && week_before >= 52 && year == year_before + 1));
    }
}

static void check_weeks(void)
{
    /* Week 53 and the turn of the year: ISO 8601. */
    int year, week;
    qc_week_from_day(qc_day_from_civil(2021, 1, 3), &year, &week);
    CHECK(year == 2020 && week == 53);
    qc_week_from_day(qc_day_from_civil(2024, 12, 30), &year, &week);
    CHECK(year == 2025 && week == 1);
    qc_week_from_day(qc_day_from_civil(2024, 5, 13), &year, &week);
    CHECK(year == 2024 && week == 20);
}

static void check_anchors(void)
{
    CHECK(qc_day_from_civil(1970, 1, 1) == 0);
    CHECK(qc_day_from_civil(2000, 2, 29) == 11016);
    CHECK(qc_weekday(qc_day_from_civil(2024, 5, 16)) == 4);
    CHECK(qc_day_from_civil(2024, 14, 1) == qc_day_from_civil(2025, 2, 1));
    CHECK(qc_day_from_civil(2024, 0, 31) == qc_day_from_civil(2023, 12, 31));
    CHECK(qc_civil_valid(2024, 2, 29) && !qc_civil_valid(2023, 2, 29) && !qc_civil_valid(1900, 2, 29) &&
          !qc_civil_valid(0, 1, 1) && !qc_civil_valid(10000, 1, 1));
    /* Western Easter: the tables of the Explanatory Supplement. */
    CHECK(qc_easter(2024) == qc_day_from_civil(2024, 3, 31));
    CHECK(qc_easter(2025) == qc_day_from_civil(2025, 4, 20));
    CHECK(qc_easter(1818) == qc_day_from_civil(1818, 3, 22));
    CHECK(qc_easter(1943) == qc_day_from_civil(1943, 4, 25));
    /* Ramadan of 1445; before the first year of the calendar there is none. */
    CHECK(qc_islamic_year(2024, 9, 1) == 1445 && qc_islamic_day(1445, 9, 1) == qc_day_from_civil(2024, 3, 11));
    CHECK(qc_islamic_year(600, 9, 1) == 1 && qc_islamic_year(623, 1, 1) == 2);
}

static void check_parse(void)
{
    qc_day day;
    CHECK(qc_day_parse("2024-05-16", 10, &day) == QC_OK && day == qc_day_from_civil(2024, 5, 16));
    CHECK(qc_day_parse("0001-01-01", 10, &day) == QC_OK && day == FIRST_DAY);
    CHECK(qc_day_parse("9999-12-31", 10, &day) == QC_OK && day == LAST_DAY);
    CHECK(qc_day_parse("2023-02-29", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024-5-16", 9, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("0000-01-01", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024/05/16", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024/05-16", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024-05/16", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024-05-160", 11, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("202:-05-16", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024-0/-16", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024-13-01", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024-00-01", 10, &day) == QC_BAD_DATE);
    CHECK(qc_day_parse("2024-05-00", 10, &day) == QC_BAD_DATE);
}

int main(void)
{
    check_every_day();
    check_every_week();
    check_weeks();
    check_anchors();
    check_parse();
    return CHECKS_DONE();
}
