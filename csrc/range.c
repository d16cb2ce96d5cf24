/* Ranges and lists: two numbers that are one figure, and numbers that share a unit.
 *
 * In: the mentions of a document in order, bare numbers among them tentative. Out: "$3-5 billion", "between A and B",
 * "10 to 12 million bpd" as one mention with `high`, the other dropped; "3, 5 and 8 million tonnes" with one unit.
 * "From A to B" behind a verb of change stays two.
 */
#include "cue.h"
#include "figure.h"

#include <math.h>

enum {
    LONGEST_LINK = 8, /* bytes between the two numbers */
    WORDS_BEFORE = 6, /* how far back a verb of change is looked for */
    NEAR = 120        /* how far a unit is shared in a sentence */
};

/* What stands between two numbers. */
typedef enum link { LINK_NONE, LINK_DASH, LINK_TO, LINK_AND, LINK_OR, LINK_COMMA } link;

/* Can it be joined? The row of a pattern of the caller's own is what the pattern says. */
static bool is_figure(const qc_mention *mention)
{
    return !mention->dropped && mention->rule < QC_RULE_COUNT_OF && mention->kind != QC_KIND_DATE &&
           mention->kind != QC_KIND_TIME;
}

/* Has it neither unit nor noun? */
static bool is_bare(const qc_mention *mention) { return mention->unit < 0 && mention->noun.end == mention->noun.start; }

static link word_link(const qc_view *view, size_t from, size_t to)
{
    static const struct {
        const char *word;
        link link;
    } words[] = {{"to", LINK_TO}, {"and", LINK_AND}, {"or", LINK_OR}};
    qc_span word = qc_word_at(view, from);
    if (qc_span_is(view, word, "up"))
        word = qc_word_after(view, word.end);
    if (word.end != to)
        return LINK_NONE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qc_span_is(view, word, words[i].word))
            return words[i].link;
    return LINK_NONE;
}

/* "a 3- to 5-year lease": a hyphen that is left open, as the one behind the next number shows. */
static bool is_open(const qc_view *view, size_t from, size_t to)
{
    if (qc_at(view, from) != '-' || !qc_is_space(qc_at(view, from + 1)) || !qc_is_letter(qc_at(view, from + 2)))
        return false;
    size_t end = to;
    while (end - to < LONGEST_LINK && qc_is_word(qc_at(view, end)))
        end++;
    return qc_at(view, end) == '-';
}

/* Reads what is between the end of one mention and the start of the next. */
static link read_link(const qc_view *view, size_t from, size_t to)
{
    if (from >= to || to - from > LONGEST_LINK || qc_paragraph_ends(view, from, to))
        return LINK_NONE;
    uint8_t first = qc_at(view, from + qc_is_space(qc_at(view, from)));
    if (qc_is_letter(first) && !qc_letter_in(QC_LETTERS6('t', 'a', 'o', 'u', 'u', 'u'), first))
        return LINK_NONE; /* to, and, or, up to */
    bool comma = qc_at(view, from) == ',';
    from += comma;
    bool hyphens = !comma && qc_at(view, from) == '-' && qc_at(view, to - 1) == '-' && to - from > 2;
    size_t start = hyphens || is_open(view, from, to) ? from + 1 : from, end = hyphens ? to - 1 : to;
    while (start < end && qc_is_space(qc_at(view, start)))
        start++;
    while (end > start && qc_is_space(qc_at(view, end - 1)))
        end--;
    if (start == end)
        return comma ? LINK_COMMA : LINK_NONE;
    if (!comma && end - start == 1 && qc_is_dash(qc_at(view, start)))
        return LINK_DASH;
    link word = word_link(view, start, end);
    return comma && word == LINK_TO ? LINK_NONE : word;
}

/* Is one of the words before a mention, in its clause, one of change, and none of a range nearer? */
static bool follows_change(const qc_view *view, const qc_mention *mention)
{
    static const char *const ranges[] = {"range",  "ranges",  "ranging", "ranged", "between",
                                         "varies", "varying", "vary",    NULL};
    static const char *const moves[] = {"went", "going", "moved", "moving", "changed", "revised", "by", NULL};
    qc_span word = qc_word_before(view, mention->start);
    for (int i = 0; i < WORDS_BEFORE && word.end > word.start; i++) {
        if (qc_span_is_any(view, word, ranges))
            return false;
        if (qc_span_is_any(view, word, moves))
            return true;
        if (qc_lexicon_classes(view, word) & (QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN))
            return true;
        word = qc_word_before(view, word.start);
    }
    return false;
}

static bool follows_word(const qc_view *view, const qc_mention *mention, const char *word)
{
    return qc_span_is(view, qc_word_before(view, mention->start), word);
}

/* Is it the same unit, or can one end give it to the other? */
static bool units_agree(const qc_mention *first, const qc_mention *second)
{
    if (first->kind == QC_KIND_PERCENT && is_bare(second) && second->number.grouped) /* "-0.2% to 18,704" */
        return false;
    if (is_bare(first) || (is_bare(second) && first->kind != QC_KIND_COUNT && first->kind != QC_KIND_DURATION))
        return true;
    return first->kind == second->kind && first->unit == second->unit && first->unit >= 0;
}

/* The power of ten that the end gives to the start: "3-5 billion", but "200,000 to 1 million". */
static int32_t shared_scale(const qc_view *view, const qc_number *first, const qc_number *second)
{
    if (second->scale == 0 || first->scale != 0 || first->grouped || first->style == QC_NUMBER_FRACTION)
        return 0;
    qc_number unscaled = *second;
    qc_number_shift(&unscaled, -second->scale);
    return qc_number_value(view, first) < qc_number_value(view, &unscaled) ? second->scale : 0;
}

/* Is the range written from its smaller end, in the scale of its larger? */
static bool is_ascending(const qc_view *view, const qc_mention *first, const qc_mention *second)
{
    qc_number low = first->number;
    qc_number_shift(&low, shared_scale(view, &low, &second->number));
    return qc_number_value(view, &low) < qc_number_value(view, &second->number);
}

/* "from A to B": a move where a verb of change leads to it, or where it goes down. */
static bool is_move(const qc_view *view, const qc_mention *first, const qc_mention *second)
{
    bool from = follows_word(view, first, "from");
    if (first->number.mantissa == 0 || (!from && shared_scale(view, &first->number, &second->number) > 0))
        return false;
    if (is_bare(first) && !from && !is_bare(second))
        return false;
    return follows_change(view, first) || (from && !is_ascending(view, first, second));
}

static bool is_range(const qc_view *view, const qc_mention *first, const qc_mention *second, link link)
{
    if (!units_agree(first, second) || (first->tentative && second->tentative))
        return false;
    bool ascending = is_ascending(view, first, second);
    switch (link) {
    case LINK_DASH:
        return ascending && first->per < 0;
    case LINK_TO:
        return ascending && !is_move(view, first, second);
    case LINK_AND:
        return follows_word(view, first, "between");
    case LINK_OR:
        return ascending && is_bare(first) &&
               (!is_bare(second) || shared_scale(view, &first->number, &second->number) > 0);
    default:
        return false;
    }
}

/* Takes unit, noun and kind of one mention into another. */
static void take_unit(qc_mention *to, const qc_mention *from)
{
    to->kind = from->kind;
    to->dimension = from->dimension;
    to->unit = from->unit;
    to->per = from->per;
    to->noun = from->noun;
    to->unit_flags = from->unit_flags;
    to->rule = from->rule;
    to->flags |= from->flags;
    qc_cue_share(to, from);
}

static void take_scale(const qc_view *view, qc_mention *to, const qc_mention *from)
{
    int32_t scale = shared_scale(view, &to->number, &from->number);
    qc_number_shift(&to->number, scale);
    to->number.scale += scale;
    if (scale)
        qc_cue_set(to, QC_CUE_SCALE, qc_cue_scale(from));
}

/* The denominator of a price behind `at`: no length of time, of which money is a flow. */
static bool read_denominator(const qc_work *work, size_t at, qc_unit_match *per)
{
    return qc_unit_read_per(work, at, per) &&
           !(qc_unit_get(work->lexicon, per->unit)->traits & (QC_UNIT_TIME | QC_UNIT_CURRENCY | QC_UNIT_PERCENT));
}

static void set_price(qc_mention *mention, const qc_unit_match *per)
{
    mention->per = per->unit;
    mention->dimension = QC_DIMENSION_PRICE;
    mention->rule = QC_RULE_MONEY_PRICE;
    qc_cue_set(mention, QC_CUE_PER, (qc_span){per->start, per->end});
}

/* "$30-40 a tonne": the second number has no currency and so has left its denominator alone. */
static void join_denominator(const qc_work *work, qc_mention *mention)
{
    qc_unit_match per;
    if (mention->kind != QC_KIND_MONEY || mention->per >= 0 || !read_denominator(work, mention->end, &per))
        return;
    set_price(mention, &per);
    mention->end = per.end;
    mention->unit_flags |= per.flags | (qc_unit_get(work->lexicon, per.unit)->traits & QC_UNIT_AMBIGUOUS);
    if (mention->unit_flags & QC_UNIT_AMBIGUOUS)
        mention->flags |= QC_FLAG_AMBIGUOUS_UNIT;
}

/* The lower end is the value, whichever is written first: "between 2.20 and 1.80 dollars". */
static void set_ends(const qc_view *view, qc_mention *first, const qc_number *second)
{
    qc_number *number = &first->number;
    double value = qc_number_value(view, number), high = qc_number_value(view, second);
    qc_span behind = {second->start, second->end};
    if (high < value && !second->truncated) {
        behind = (qc_span){number->start, number->end};
        number->mantissa = second->mantissa;
        number->exponent = second->exponent;
        number->divisor = second->divisor;
        number->last_digit = second->last_digit;
        number->negative = second->negative;
        number->truncated = false;
        high = value;
    }
    first->high = high;
    qc_cue_set(first, QC_CUE_HIGH, behind);
}

static void join(const qc_work *work, qc_mention *first, qc_mention *second)
{
    const qc_view *view = &work->view;
    take_scale(view, first, second);
    if (!is_bare(second))
        take_unit(first, second);
    set_ends(view, first, &second->number);
    first->end = second->end;
    first->tentative = first->tentative && second->tentative;
    second->dropped = true;
    join_denominator(work, first);
}

/* "twenty dollars sixty-five cents": the minor unit is added, both being whole. */
static bool add_minor(const qc_work *work, qc_mention *first, qc_mention *second)
{
    const qc_view *view = &work->view;
    const qc_unit *minor = second->unit < 0 ? NULL : qc_unit_get(work->lexicon, second->unit);
    if (!minor || !(minor->traits & QC_UNIT_MINOR) || minor->base != first->unit || first->per >= 0)
        return false;
    if (qc_skip_space(view, first->end) != second->start && read_link(view, first->end, second->start) != LINK_AND)
        return false;
    const qc_number *cents = &second->number;
    if (first->number.exponent != 0 || cents->exponent != 0 || cents->mantissa >= 100 ||
        first->number.mantissa > UINT32_MAX)
        return false;
    first->number.mantissa = first->number.mantissa * 100 + cents->mantissa;
    first->number.exponent = first->number.last_digit = -2;
    first->end = second->end;
    second->dropped = true;
    return true;
}

static void join_ranges(qc_work *work, size_t from, size_t to)
{
    const qc_view *view = &work->view;
    for (size_t i = from; i + 1 < to; i++) {
        qc_mention *first = &work->mentions[i], *second = first + 1;
        if (second->start - first->end > LONGEST_LINK || !is_figure(first) || !is_figure(second))
            continue;
        if (add_minor(work, first, second))
            continue;
        link link = read_link(view, first->end, second->start);
        if (link != LINK_NONE && is_range(view, first, second, link))
            join(work, first, second);
        else if (link == LINK_DASH && first->tentative && second->kind == QC_KIND_COUNT)
            second->dropped = true; /* the second number of a score: "2-0 winners" */
    }
}

/* Does the sentence or the line end between two offsets? */
static bool has_break(const qc_view *view, size_t from, size_t to)
{
    for (; from < to; from++)
        if ((qc_at(view, from) == '\n' && qc_figure_skip(view, from) == from && !qc_is_digit(qc_at(view, from + 1))) ||
            (qc_at(view, from) == '.' && qc_is_space(qc_at(view, from + 1)) && qc_is_upper(qc_at(view, from + 2))))
            return true;
    return false;
}

static bool is_points(const qc_mention *mention) { return mention->unit == QC_UNIT_CODE_POINT; }

/* Are the two amounts of one size, so that the bare one is of the same kind? The level of an index is far above its
 * moves. */
static bool is_like(const qc_view *view, const qc_mention *sure, const qc_mention *bare)
{
    enum { MOST = 5 };
    double first = fabs(qc_number_value(view, &sure->number)), second = fabs(qc_number_value(view, &bare->number));
    return (is_points(sure) && second > first) || (second <= first * MOST && first <= second * MOST);
}

/* Is the unit written? That of a fraction is not: "fourteen and a third of the crew" are no fourteen percent. */
static bool has_written_unit(const qc_mention *mention) { return mention->rule != QC_RULE_PERCENT_FRACTION; }

/* Is a bare number linked to the figure behind it as its like: "3 and 8 million tonnes", "7.85 and 15.6 years", "from
 * 10 to 5%"? */
static bool is_listed(const qc_view *view, const qc_mention *first, const qc_mention *second, bool listed)
{
    link link = read_link(view, first->end, second->start);
    if (link == LINK_TO)
        return follows_word(view, first, "from");
    bool year = first->number.integer && first->number.mantissa >= 1900 && first->number.mantissa < 2100;
    bool price = qc_at(view, first->end) == ',' && follows_word(view, first, "at"); /* "at 314, and 6,000 tonnes" */
    if (link == LINK_AND || link == LINK_OR)
        return !price && ((first->tentative && !year) || is_like(view, second, first));
    return link == LINK_COMMA && listed && first->tentative;
}

/* "3, 5 and 8 million tonnes", "from 10 to 5 million tonnes": from the right, what waits takes the unit of what is
 * sure. */
static void share_in_lists(qc_work *work, size_t from, size_t to)
{
    const qc_view *view = &work->view;
    bool listed = false;
    for (size_t i = to; --i > from;) {
        qc_mention *first = &work->mentions[i - 1], *second = first + 1;
        bool near =
            second->start - first->end <= LONGEST_LINK && is_bare(first) && is_figure(first) && is_figure(second);
        bool sure = !is_bare(second) && has_written_unit(second) && !second->tentative;
        listed = near && sure && is_listed(view, first, second, listed);
        if (!listed)
            continue;
        take_scale(view, first, second);
        take_unit(first, second);
        first->tentative = false;
    }
}

/* Do the words around a bare amount compare it with what was counted: "from 20", "against a mean of 20", "20
 * who"? */
static bool is_compared(const qc_view *view, const qc_mention *bare)
{
    static const char *const words[] = {"from", "with", "versus", "vs", "against", "than", NULL};
    if (qc_span_is(view, qc_word_after(view, bare->end), "who"))
        return true;
    qc_span word = qc_word_before(view, bare->start);
    for (int i = 0; i < WORDS_BEFORE - 2 && word.end > word.start; i++) {
        if (qc_span_is_any(view, word, words))
            return true;
        word = qc_word_before(view, word.start);
    }
    return false;
}

/* "fell 2.5 million bbl to 457 million": the level right behind the move, however much larger. */
static bool is_level_of(const qc_view *view, const qc_mention *move, const qc_mention *bare)
{
    return move->unit >= 0 && move->kind != QC_KIND_PERCENT && bare->start - move->end <= LONGEST_LINK &&
           follows_word(view, bare, "to") && follows_change(view, move) &&
           !qc_paragraph_ends(view, move->end, bare->start);
}

/* Can a bare amount have the unit of this mention, or its noun where the two are compared? */
static bool lends_unit(const qc_view *view, const qc_mention *sure, const qc_mention *bare)
{
    if (is_bare(sure) || !is_figure(sure) || sure->tentative || sure->kind == QC_KIND_DURATION ||
        !has_written_unit(sure))
        return false;
    /* "fell 4%, so runs were cut to 24": by how much something moved is in percent, what it reached need not be. */
    if (sure->kind == QC_KIND_PERCENT && follows_word(view, bare, "to") && !follows_word(view, sure, "from"))
        return false;
    if (!is_like(view, sure, bare))
        return is_level_of(view, sure, bare);
    return sure->unit >= 0 || is_compared(view, bare);
}

/* "to 2.1m bpd from 1.9m", "640,000 bpd in June, against 310,000": a bare amount takes the unit of a like figure
 * before it in its sentence. */
static void share_in_sentences(qc_work *work, size_t from, size_t to)
{
    enum { MENTIONS_BEFORE = 3 };
    const qc_view *view = &work->view;
    for (size_t i = from; i < to; i++) {
        qc_mention *mention = &work->mentions[i];
        if (!is_bare(mention) || mention->tentative || !is_figure(mention))
            continue;
        for (size_t back = 1; back <= MENTIONS_BEFORE && back <= i; back++) {
            const qc_mention *sure = mention - back;
            if (mention->start <= sure->end + 1 || mention->start - sure->end > NEAR)
                break;
            if (!lends_unit(view, sure, mention))
                continue;
            if (!has_break(view, sure->end, mention->start))
                take_unit(mention, sure);
            break;
        }
    }
}

/* "7,215.40 up 36.20 points": the level of an index before its move. */
static void share_points(qc_work *work, size_t from, size_t to)
{
    const qc_view *view = &work->view;
    for (size_t i = from; i + 1 < to; i++) {
        qc_mention *first = &work->mentions[i], *second = first + 1;
        if (is_points(second) && is_figure(first) && is_bare(first) && second->start - first->end <= LONGEST_LINK &&
            (follows_word(view, second, "up") || follows_word(view, second, "down")) &&
            !qc_paragraph_ends(view, first->end, second->start))
            take_unit(first, second);
    }
}

/* "3,870 ringgit ($825.16) a tonne": what stands behind a conversion in brackets is the denominator of both. */
static void share_denominators(qc_work *work, size_t from, size_t to)
{
    const qc_view *view = &work->view;
    for (size_t i = from + 1; i < to; i++) {
        qc_mention *second = &work->mentions[i], *first = second - 1;
        bool bracket =
            second->kind == QC_KIND_MONEY && qc_at(view, second->start - 1) == '(' && qc_at(view, second->end) == ')';
        qc_unit_match per;
        if (!bracket || first->kind != QC_KIND_MONEY || second->start - first->end > 2 || first->per >= 0 ||
            second->per >= 0 || !read_denominator(work, second->end + 1, &per))
            continue;
        set_price(first, &per);
        set_price(second, &per);
    }
}

/* The end of the mentions from `from` on of which each stands close behind the one before it. */
static size_t neighbours_end(const qc_work *work, size_t from)
{
    size_t to = from + 1;
    while (to < work->mention_count && work->mentions[to].start - work->mentions[to - 1].end <= LONGEST_LINK)
        to++;
    return to;
}

void qc_range_join(qc_work *work)
{
    for (size_t from = 0, to; from < work->mention_count; from = to) {
        to = neighbours_end(work, from);
        if (to - from > 1) {
            share_denominators(work, from, to);
            join_ranges(work, from, to);
            share_in_lists(work, from, to);
            share_points(work, from, to);
        }
        share_in_sentences(work, from, to);
    }
}
