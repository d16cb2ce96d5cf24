/* Between date.c, which runs the rules of the grammar, and the files that choose a rule and read its groups. */
#ifndef QC_DATE_RULES_H
#define QC_DATE_RULES_H

#include "work.h"

/* Digits in a run that a date may have. */
enum { QC_DATE_DIGITS = 4 };

/* Groups of a rule at most. */
enum { QC_DATE_GROUPS = 96 };

struct qc_grammar {
    const qc_allocator *allocator;
    qc_pattern *patterns[QC_RULE_DATES_COUNT];
    uint8_t fields[QC_RULE_DATES_COUNT]
                  [QC_DATE_GROUPS]; /* what each group holds: an index of date_fields.c, 0 nothing */
};

/* What stands before a word or number and belongs to its date. */
typedef struct qc_date_lead {
    size_t start;  /* where it begins, and so the date; the word itself where nothing does */
    uint8_t side;  /* qc_relative: last, this, next, same ... each */
    uint8_t part;  /* qc_relative: early, mid, late, beginning, end, earlier, later */
    uint8_t first; /* the word at `start` */
    bool inside;   /* later in the week */
    bool fiscal;
    bool seen;            /* the word before it is known: */
    qc_span before;       /* where, empty where there is none */
    const qc_word *word;  /* its entry, NULL for none */
} qc_date_lead;

/* What a candidate may be: a rule to run at `start`, or a date that one word or number says, which needs none. */
typedef struct qc_date_plan {
    int rule;             /* QC_RULE_DATES_..., or QC_DATE_PLAIN */
    bool goes_on;         /* a weekday: the rule may read more */
    size_t at;            /* the candidate */
    size_t start;         /* where the rule is anchored */
    qc_date_lead lead;    /* before that */
    const qc_word *word;  /* at `at`, NULL where digits are */
    const qc_word *plain; /* PLAIN: the word */
    qc_number number;     /* of the rule `length`, of a bare year, of a day that goes on a list */
} qc_date_plan;

enum { QC_DATE_PLAIN = -1, QC_DATE_NO_RULE = -2, QC_DATE_NEXT_DAY = -3 };

/* Plans a rule at `start`, where the date begins too. */
static inline void qc_date_plan_rule(qc_date_plan *plan, int rule, size_t start)
{
    plan->rule = rule;
    plan->start = start;
    plan->lead = (qc_date_lead){.start = start};
}

/* date_word.c: where a holiday's name begins that the capitalised word `last` may end or be within: Lunar New Year,
 * Labor Day; `last.end` where it is none. */
size_t qc_date_holiday_start(const qc_work *work, qc_span last);
/* date_unit.c: what a unit of time may belong to; what plan->lead makes of the unit or part of a day at plan->at. */
void qc_date_plan_unit(const qc_work *work, size_t at, const qc_word *unit, qc_date_plan *plan);
void qc_date_plan_modified(qc_date_plan *plan);
/* date_unit.c: does "ago", "earlier", "from now" follow a unit that ends at `end`? */
bool qc_date_moment_follows(const qc_view *view, size_t end);
/* date_word.c: what a trigger word may begin or belong to. */
void qc_date_plan_word(const qc_work *work, size_t at, const qc_word *word, qc_date_plan *plan);
/* date_clock.c: do the digits from `at` to `end` begin a clock time: 4:30, 5.50 a.m., 4am, 4 in the morning, 9
 * o'clock? */
bool qc_date_is_clock(const qc_view *view, size_t at, size_t end);
/* date_clock.c: plans four digits that are a clock time: 1600 GMT; 0700 to 0730 GMT. */
bool qc_date_plan_clock(const qc_view *view, size_t at, size_t end, qc_date_plan *plan);
/* date_digit.c: what a run of digits may begin or belong to. */
void qc_date_plan_digits(const qc_work *work, size_t at, qc_date_plan *plan);
/* date_digit.c: the number at `at`, behind which `unit`, a unit of time, stands. */
void qc_date_plan_length(const qc_work *work, size_t at, qc_span unit, qc_date_plan *plan);

/* date_fields.c: the index of a group's name, 0 where it holds nothing; false where no such field is known. */
bool qc_date_field_find(const char *name, uint8_t *field);
/* date_fields.c: what a group says. False: no such date. */
bool qc_date_field_read(const qc_view *view, uint8_t field, qc_span span, qc_mention *mention);
/* date_check.c: what the parts of a rule say together; shortens a list whose ends do not touch. False: it is no
 * date. */
bool qc_date_check(const qc_work *work, int rule, const qc_date_plan *plan, qc_mention *mention);
/* ... drops the second end of a list that does not touch the first. */
void qc_date_check_list(const qc_work *work, qc_mention *mention);
/* date_length.c: two years ago, six months to June, the past two years, the first 12 days of May. */
bool qc_date_check_ago(const qc_work *work, qc_mention *mention);
bool qc_date_check_length(const qc_work *work, const qc_date_plan *plan, qc_mention *mention);

/* The word before a date that begins at `start`. */
typedef struct qc_date_front {
    size_t start;
    qc_span span;        /* empty: there is none */
    const qc_word *word; /* its entry, NULL for none */
} qc_date_front;

/* date_years.c: the check of years. */
bool qc_date_check_years(const qc_work *work, const qc_date_front *front, qc_mention *mention);
/* date_around.c: that word; and what it makes of the date: an open end, the day beside it. */
qc_date_front qc_date_look_front(const qc_work *work, const qc_date_lead *lead, size_t start);
void qc_date_read_around(const qc_work *work, const qc_date_front *front, qc_mention *mention);

/* date_alone.c: is what stands alone, without a second word that says so, a date: a month, a year that is no amount, a
 * quarter, a season, daily? */
bool qc_date_month_alone(const qc_work *work, const qc_date_front *front, const qc_mention *mention);
bool qc_date_year_alone(const qc_work *work, const qc_date_front *front, const qc_mention *mention);
bool qc_date_quarter_alone(const qc_work *work, const qc_mention *mention);
bool qc_date_season_alone(const qc_work *work, size_t at, const qc_mention *mention);
bool qc_date_frequency_alone(const qc_work *work, const qc_mention *mention);
/* date_alone.c: a unit, a scale or a percent sign stands at `end`: the number before it is an amount, not a year. */
bool qc_date_is_amount(const qc_work *work, size_t end);

/* date_lead.c: the word before `at`, which a look-back begins with. */
void qc_date_look_before(const qc_work *work, size_t at, qc_date_lead *lead);
/* ... the modifiers that stand there and belong to what follows; `allowed` has a bit for each qc_relative that may be
 * one. */
void qc_date_look_back(const qc_work *work, uint64_t allowed, qc_date_lead *lead);
/* ... "by end 1986", "at end March": "end", where it stands behind a preposition. */
void qc_date_look_end(const qc_work *work, qc_date_lead *lead);
/* Writes what they say, and where the mention begins. */
void qc_date_lead_apply(const qc_date_lead *lead, qc_mention *mention);

/* date_short.c: reads the plain form of a month, a weekday or a unit, which no rule has; false: there is none, and a
 * rule has to read it. `*longer`: a rule may read more, which then counts. */
bool qc_date_short(const qc_work *work, const qc_date_plan *plan, qc_mention *mention, bool *longer);
/* date_short.c: does "of last year", "next year", "a year earlier" follow? */
bool qc_date_year_follows(const qc_view *view, size_t end);
/* date_digit.c: behind a sign or word that joins two days, 15-20 October, 9 and 10 May: where the second number begins;
 * `at` where none does. */
size_t qc_date_skip_join(const qc_view *view, size_t at);
/* date_digit.c: behind the ending of an ordinal (st, nd, rd, th) at `at`; `at` where there is none. */
size_t qc_date_skip_ending(const qc_view *view, size_t at);

/* Behind the digits at `at`, of which it passes one more than a date may have. */
static inline size_t qc_date_skip_digits(const qc_view *view, size_t at)
{
    size_t end = at;
    while (end - at <= QC_DATE_DIGITS && qc_is_digit(qc_at(view, end)))
        end++;
    return end;
}

/* The word that ends at `at`, or before one hyphen or the spaces there; never before the last mention. */
static inline qc_span qc_date_word_before(const qc_work *work, size_t at)
{
    const qc_view *view = &work->view;
    qc_span word = qc_at(view, at - 1) == '-' ? qc_word_before(view, at - 1) : qc_word_before(view, at);
    if (word.start < work->floor || qc_is_digit(qc_at(view, word.start - 1)))
        word.start = word.end = at;
    return word;
}

/* The word behind `at`, or behind one hyphen or the spaces there. */
static inline qc_span qc_date_word_after(const qc_view *view, size_t at)
{
    return qc_at(view, at) == '-' ? qc_word_at(view, at + 1) : qc_word_after(view, at);
}

/* The classes of a word, and what a relative word says; 0 for an unknown or empty one. */
static inline uint32_t qc_date_classes(const qc_view *view, qc_span span)
{
    return span.end > span.start ? qc_lexicon_classes(view, span) : 0;
}

static inline uint8_t qc_date_relative(const qc_view *view, qc_span span)
{
    const qc_word *word = span.end > span.start ? qc_lexicon_word(view, span) : NULL;
    return word ? word->relative : QC_RELATIVE_NONE;
}

static inline bool qc_date_is_capital(const qc_view *view, qc_span span)
{
    return span.end > span.start && qc_is_upper(qc_at(view, span.start));
}

/* Is it one of these words, of which the last is NULL? */
static inline bool qc_date_is_one_of(const qc_view *view, qc_span span, const char *const *words)
{
    for (; *words; words++)
        if (qc_span_is(view, span, *words))
            return true;
    return false;
}

/* Is there an apostrophe and an s at `at`? */
static inline bool qc_date_is_possessive(const qc_view *view, size_t at)
{
    return qc_is_apostrophe(qc_at(view, at)) && qc_lower(qc_at(view, at + 1)) == 's';
}

/* The unit of time that a word names, of qc_time_unit or QC_TIME_WEEKEND ...; a period where it names none of them. */
static inline uint8_t qc_date_unit(const qc_word *word)
{
    if (word->classes & QC_WORD_TIME_UNIT)
        return word->time_unit;
    return word->relative == QC_RELATIVE_WEEKEND   ? QC_TIME_WEEKEND
           : word->relative == QC_RELATIVE_SESSION ? QC_TIME_SESSION
                                                   : QC_TIME_PERIOD;
}

#define QC_RELATIVE_BIT(name) (UINT64_C(1) << QC_RELATIVE_##name)

/* Words that name a part of a period. */
#define QC_DATE_PART_BITS                                                                                              \
    (QC_RELATIVE_BIT(EARLY) | QC_RELATIVE_BIT(MID) | QC_RELATIVE_BIT(LATE) | QC_RELATIVE_BIT(BEGINNING) |              \
     QC_RELATIVE_BIT(END))
/* ... that say on which side of the document date; and of the narrative. */
#define QC_DATE_SIDE_BITS                                                                                              \
    (QC_RELATIVE_BIT(LAST) | QC_RELATIVE_BIT(THIS) | QC_RELATIVE_BIT(NEXT) | QC_RELATIVE_BIT(COMING) |                 \
     QC_RELATIVE_BIT(PAST))
#define QC_DATE_ANCHOR_BITS                                                                                            \
    (QC_RELATIVE_BIT(PREVIOUS) | QC_RELATIVE_BIT(FOLLOWING) | QC_RELATIVE_BIT(SAME) | QC_RELATIVE_BIT(THAT) |          \
     QC_RELATIVE_BIT(CURRENT))

#endif
