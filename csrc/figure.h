/* Figures: from a number and what stands around it to money, percent, quantity, count or duration.
 *
 * In: a candidate where a number may begin. Out: a mention. The number's neighbours are looked up once and decide, in
 * this order: is it part of a name or a token (names.c: nothing); a currency before or behind (money.c); a percent sign
 * or word, a fraction of something (percent.c); a length of time, an age (duration.c); a unit (quantity.c); a noun
 * (count.c); else it is a bare number: a figure of something where its context says so, or tentative, for ranges and
 * lists.
 */
#ifndef QC_FIGURE_H
#define QC_FIGURE_H

#include "work.h"

/* A word beside a number, looked up once. */
typedef struct qc_neighbour {
    qc_span span;       /* empty: none */
    const qc_word *row; /* that of no word where the lexicon has none */
} qc_neighbour;

static inline qc_neighbour qc_neighbour_of(const qc_view *view, qc_span span)
{
    return (qc_neighbour){span, span.start < span.end ? qc_lexicon_row(view, span) : qc_words};
}

/* A number and its neighbours, read once for all the readers. */
typedef struct qc_figure {
    const qc_work *work;
    const qc_view *view;
    qc_mention *mention;       /* number, start and end are set; a reader widens the span by what it takes in */
    qc_unit_match before;      /* the currency before the number; unit -1: none */
    qc_unit_match after;       /* the unit behind it; unit -1: none */
    const qc_unit *unit;       /* the row of `after`, NULL: none */
    qc_neighbour word;         /* the word before the number (and before its currency), spaces between */
    qc_neighbour next;         /* the word behind the number, spaces between; once the tail is known the word there */
    size_t tail;               /* where the unit or noun would begin: behind the number, "-odd", "+", "of" */
    bool hyphen;               /* number and tail are joined by a hyphen: "two-day" */
} qc_figure;

/* Is the span one of these lower-case words, of which NULL is the last? */
bool qc_span_is_any(const qc_view *view, qc_span span, const char *const *words);

/* The word behind `at`, spaces between; no second look where it is the next one. */
static inline qc_neighbour qc_figure_behind(const qc_figure *figure, size_t at)
{
    size_t start = qc_skip_space(figure->view, at);
    return start == figure->next.span.start ? figure->next
                                            : qc_neighbour_of(figure->view, qc_word_at(figure->view, start));
}

/* Is the number just "a" or "an"? */
static inline bool qc_number_is_article(const qc_number *number)
{
    return number->article && number->end - number->start <= 2;
}

/* Is it the number one? */
static inline bool qc_number_is_one(const qc_number *number)
{
    return number->mantissa == 1 && number->exponent == 0 && number->divisor == 1 && number->scale == 0;
}

/* A plain number of four digits that may be a year. */
static inline bool qc_number_may_be_year(const qc_number *number)
{
    return number->integer && number->end - number->start == 4 && number->mantissa >= 1800 && number->mantissa < 2100;
}

/* Behind the spaces at `at`; over a line end only where the text goes on in lower case there, or behind a long line of
 * prose, as it does in wrapped lines, not in tables. */
size_t qc_figure_skip_far(const qc_view *view, size_t at);
static inline size_t qc_figure_skip(const qc_view *view, size_t at)
{
    uint8_t byte = qc_at(view, at);
    if (!qc_is_space(byte))
        return at;
    return byte == ' ' && !qc_is_space(qc_at(view, at + 1)) ? at + 1 : qc_figure_skip_far(view, at);
}

/* Reads the figure whose number begins at `at`; its span may begin before (sign, currency), never before
 * work->floor. */
bool qc_figure_read(qc_work *work, size_t at, qc_mention *mention);

/* Rounds the number of a figure once: value, high of a vague scale, resolution. */
void qc_figure_round(const qc_view *view, qc_mention *mention);

/* money.c: of a currency before or behind the number, its scale, its sign and, of a price, its denominator. */
bool qc_money_read(qc_figure *figure);
/* money.c: the currency before the number, and the minus sign or bracket between or before. */
void qc_money_look_back(qc_figure *figure);
/* percent.c: %, per cent, percentage points, basis points; fractions of something; "one in five". */
bool qc_percent_read(qc_figure *figure);
/* duration.c: a number with a length of time; ages. */
bool qc_duration_read(qc_figure *figure);
/* quantity.c: of a physical or trade unit behind the number, the unit it is per. */
bool qc_quantity_read(qc_figure *figure);
/* count.c: the noun that is counted, else what bare.c finds. */
bool qc_count_read(qc_figure *figure);
/* count.c: makes a count of the mention, which ends at `end`. True. */
bool qc_count_keep(qc_figure *figure, size_t end, qc_rule rule);
/* bare.c: a number without a noun, where its context says that it is a figure; tentative where only a range or a list
 * can make it one. `named`: it stands behind a name, and may be part of it. */
bool qc_bare_read(qc_figure *figure, bool named);
/* multiple.c: "doubled", "twice" at `at`; "sixfold", "5.7 times", "three-fold" behind a number. */
bool qc_multiple_word_read(qc_work *work, size_t at, qc_mention *mention);
bool qc_multiple_read(qc_figure *figure);
/* names.c: does the number belong to a name, a token, a score, an address ...? Then it is no figure. */
bool qc_name_holds(const qc_figure *figure);

/* noun.c: the noun phrase behind `at` that `one` thing or several are counted in: its compound (at most three words),
 * head last. False: none. */
bool qc_noun_read(const qc_view *view, size_t at, bool one, qc_span *noun);
/* noun.c: the same at the tail of a figure, by its number; the word there has been looked up. */
bool qc_noun_behind(const qc_figure *figure, qc_span *noun);
/* noun.c: writes a noun phrase with its head in the singular, as UTF-8, at most `size` bytes with the NUL; returns the
 * length. */
size_t qc_noun_singular(const qc_view *view, qc_span noun, char *buffer, size_t size);

/* unit.c: the unit behind the number, into figure->after; a letter scale (3.2m, 15k) is taken in where it is one.
 * False: the number is glued to a token that is no unit ("20-F", "5G", "12-member"). */
bool qc_unit_look_ahead(qc_figure *figure);
/* unit.c: the denominator behind a unit or amount: "/bbl", "a barrel", "per 1,000 cubic metres". False: none. */
bool qc_unit_read_per(const qc_work *work, size_t at, qc_unit_match *match);

/* range.c, called by resolve: joins "A to B" into one mention and lets lists share their unit. */
void qc_range_join(qc_work *work);
/* hedge.c: can no hedge end before the figure, as far as the word or sign before it says? */
bool qc_hedge_lacks(const qc_figure *figure);
/* hedge.c, called by resolve: comparison of each figure from the words around it. */
void qc_hedge_apply(qc_work *work);

/* measure.c: symbol and name of a unit that is per another, and the symbol of its base unit (empty: none), as written
 * into the tables. `size` bytes at most with the NUL; returns the length. */
size_t qc_unit_symbol(const qc_work *work, const qc_mention *mention, char *buffer, size_t size);
size_t qc_unit_name(const qc_work *work, const qc_mention *mention, char *buffer, size_t size);
size_t qc_unit_base_symbol(const qc_work *work, const qc_mention *mention, char *buffer, size_t size);
/* measure.c: the amount of a figure that has a unit in the base unit of its dimension; NaN where there is none. */
double qc_unit_base(const qc_work *work, const qc_mention *mention);

#endif
