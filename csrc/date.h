/* Dates, times and periods: from characters to what the words say, not yet when that is (period.c resolves).
 *
 * In: a candidate. Out: a mention of kind date or time with its parts. One-word dates come from the lexicon, clock
 * times and longer expressions from grammar/dates.txt, tried only where the next token lets one begin.
 */
#ifndef QC_DATE_H
#define QC_DATE_H

#include "quantclaims.h"

struct qc_work;
struct qc_mention;
struct qc_word;
struct qc_grammar;

/* Which kind of expression it is, and so which of the parts count. */
typedef enum qc_date_form {
    QC_DATE_NONE,
    QC_DATE_DAYS,     /* weekday, day, month, year, as far as they are written, and the end of a range */
    QC_DATE_YEARS,    /* a year, a range of years, a decade, a fiscal year */
    QC_DATE_PART,     /* the first quarter of 2024, Q1, the last week of May, the 20th century: ordinal and unit */
    QC_DATE_SEASON,   /* season and year */
    QC_DATE_HOLIDAY,  /* holiday and year */
    QC_DATE_WORD,     /* today, yesterday, tomorrow: offset in days */
    QC_DATE_RELATIVE, /* last week, this year, the following day: relative and unit */
    QC_DATE_AGO,      /* two years ago, a year earlier: count, unit, direction */
    QC_DATE_ENDING,   /* six months to June, the week ended May 10: count, unit, and the day or month */
    QC_DATE_LENGTH,   /* the past two years: a duration with a period; count, unit, relative */
    QC_DATE_SET,      /* daily, each Monday, twice a year: unit or weekday */
    QC_DATE_CLOCK     /* a clock time, with its date where the same expression gives it */
} qc_date_form;

/* Units of time that have no length of their own, behind those of qc_time_unit. */
enum { QC_TIME_WEEKEND = 16, QC_TIME_PERIOD, QC_TIME_SESSION };

/* The year '00, because 0 is not said; the calendar's year 100 cannot be written. */
enum { QC_DATE_YEAR_00 = 100 };

/* Of a crop year or a model year: no government's. */
enum { QC_DATE_OTHER_YEAR = 13 };

/* What the words of a date say; 0 is "not said". Only date*.c, period*.c and dateline.c read it. */
typedef struct qc_date_parts {
    uint8_t form;             /* qc_date_form */
    uint8_t unit;             /* qc_time_unit or QC_TIME_WEEKEND ... */
    uint8_t relative;         /* qc_relative: last, this, next ... */
    uint8_t part;             /* qc_relative: early, mid, late, beginning, end */
    uint8_t daypart;          /* qc_relative: morning ... midnight */
    uint8_t direction;        /* qc_relative: ago, earlier, later, before, after; FOLLOWING for "from now" */
    uint8_t of_relative;      /* of last year: qc_relative */
    uint8_t of_unit;          /* ... its unit */
    uint8_t same_unit;        /* the year-ago quarter: quarter */
    uint8_t fiscal;           /* the month in which its year begins, filled by period.c; or QC_DATE_OTHER_YEAR */
    uint8_t season;           /* spring 1 ... winter 4 */
    uint8_t holiday;          /* index of qc_holidays, plus 1 */
    int8_t ordinal, ordinal2; /* first 1 ...; last -1 */
    int8_t weekday, weekday2; /* Monday 1 ... Sunday 7 */
    int8_t month, month2, day, day2;
    int8_t hour, minute, second; /* -1: not said */
    int8_t offset;               /* in days, of a date word or of a day beside a named one: the day after Christmas */
    bool article : 1;            /* "the" stands before it */
    bool list : 1;               /* the two ends are a list, not a range */
    bool inside : 1;             /* of May: a part of what is named, or the unit around it */
    bool half_day : 1;           /* a clock time that does not say which half of the day it is in */
    uint8_t zoned;       /* 1: `zone` is said; 2: ... and an hour more in the summer time of the United States */
    int16_t year, year2; /* at most QC_DATE_YEAR_00: the last two digits; of a decade its first year */
    int16_t zone;        /* minutes east of Greenwich */
    int16_t count;       /* of AGO, ENDING, LENGTH */
} qc_date_parts;

/* Compiles the grammar; freed with qc_grammar_free. */
qc_status qc_grammar_new(const qc_allocator *allocator, bool use_jit, struct qc_grammar **grammar);
void qc_grammar_free(struct qc_grammar *grammar);

/* Reads a date or time that the candidate at `at` belongs to: it may begin a few words before (never before
 * work->floor). `word` is the lexicon's entry where the candidate is a word, NULL where it is a digit. */
qc_status qc_date_read(struct qc_work *work, size_t at, const struct qc_word *word, struct qc_mention *mention,
                       bool *found);

#endif
