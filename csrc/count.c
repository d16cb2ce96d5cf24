/* Counts: a number with its noun.
 *
 * In: a number with no unit behind it. Out: a mention of kind count. A number without a noun goes to bare.c.
 */
#include "figure.h"

/* "no one", "the one", "this one": a pronoun. */
static bool is_pronoun(const qc_figure *figure)
{
    enum { POINTS = QC_WORD_DETERMINER | QC_WORD_ADJECTIVE };
    if (figure->mention->number.style != QC_NUMBER_WORDS || !qc_number_is_one(&figure->mention->number))
        return false;
    return (figure->word.row->classes & POINTS) != 0;
}

/* Is the word before a capitalised one in the middle of a sentence that no list knows: a name that the number is part
 * of? */
static bool follows_name(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_span word = figure->word.span;
    if (word.end == word.start || !qc_is_upper(view->bytes[word.start]) || figure->word.row->classes)
        return false;
    return !qc_span_is(view, qc_word_before(view, word.start), "in");
}

/* The noun that begins at the tail, which "of the" may precede: "two of the ships", "ten of the 27 states". */
static bool find_noun(const qc_figure *figure, qc_span *noun, bool *partitive)
{
    const qc_view *view = figure->view;
    *partitive = false;
    if (qc_noun_behind(figure, noun))
        return true;
    qc_span of = figure->next.span;
    if (!qc_span_is(view, of, "of"))
        return false;
    size_t at = qc_figure_skip(view, of.end);
    qc_span next = qc_word_at(view, at);
    uint8_t quote = qc_at(view, next.end);
    bool owned = qc_is_upper(qc_at(view, next.start)) && (quote == '\'' || quote == QC_SIGN_RIGHT_SINGLE_QUOTE) &&
                 qc_lower(qc_at(view, next.end + 1)) == 's'; /* "two of Japan's top firms" */
    if (owned)
        next.end += 2;
    bool determined = owned || (qc_lexicon_classes(view, next) & QC_WORD_DETERMINER) != 0;
    if (determined)
        at = qc_figure_skip(view, next.end);
    qc_number whole;
    bool counted = qc_number_read(view, at, &figure->work->format, &whole) && whole.start == at;
    *partitive = true;
    return (determined || counted) && qc_noun_read(view, counted ? qc_figure_skip(view, whole.end) : at, false, noun);
}

bool qc_count_keep(qc_figure *figure, size_t end, qc_rule rule)
{
    qc_mention *mention = figure->mention;
    mention->kind = QC_KIND_COUNT;
    mention->dimension = QC_DIMENSION_COUNT;
    mention->end = end;
    mention->rule = (uint16_t)rule;
    return true;
}

/* Is the noun one word, right behind the number? Else a number that may be a year is one: "2011 River Cup Saints". */
static bool is_one_word_behind(const qc_figure *figure, qc_span noun)
{
    return noun.start == figure->tail && qc_word_at(figure->view, noun.start).end == noun.end;
}

/* Does a verb or a hedge before a number that may be a year make it an amount: "sold 2022 vehicles"? Not of what is
 * accounted by the year: "affect 1986 earnings". */
static bool is_year_refused(const qc_figure *figure)
{
    static const char *const accounts[] = {"earnings",  "results", "sales",   "profits", "revenues",  "prices",
                                           "exports",   "imports", "levels",  "figures", "elections", "contracts",
                                           "estimates", "losses",  "budgets", "taxes",   "forecasts", NULL};
    qc_hedge_match hedge;
    if (qc_span_is_any(figure->view, figure->next.span, accounts))
        return false;
    if (figure->word.row->classes & (QC_WORD_VERB | QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN))
        return true;
    return figure->word.span.end > figure->word.span.start &&
           qc_lexicon_hedge_before(figure->view, figure->word.span.end, &hedge);
}

/* Do a number and the word behind it fill a line? */
static bool fills_line(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t start = figure->mention->start, end = figure->next.span.end;
    return (start == 0 || qc_at(view, start - 1) == '\n') && (end == view->length || qc_at(view, end) == '\n');
}

static const char *const counters[] = {"followers", "subscribers", "likes",   "retweets", "reposts",
                                       "comments",  "reviews",     "ratings", "views",    "shares",
                                       "replies",   "upvotes",     NULL};

/* Where the row of counters begins that ends before `at`: "37 shares, 5 comments, ". */
static size_t counters_start(const qc_view *view, size_t at)
{
    enum { MOST = 6, LONGEST_NUMBER = 12 };
    for (int i = 0; i < MOST && qc_at(view, at - 1) == ','; i++) {
        qc_span word = qc_word_before(view, at - 1);
        size_t number = qc_skip_space_back(view, word.start), start = number;
        while (number - start < LONGEST_NUMBER && start > 0 && !qc_is_space(qc_at(view, start - 1)))
            start--;
        if (!qc_span_is_any(view, word, counters) || !qc_is_digit(qc_at(view, start)))
            break;
        at = qc_skip_space_back(view, start);
    }
    return at;
}

/* "2.3M followers", "(1,204 reviews)", "37 shares, 5 comments": the counters of a web page, which stand behind a mark
 * or alone, not in a sentence. */
static bool is_counter(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    if (qc_lower(qc_at(view, figure->next.span.end - 1)) != 's' || !qc_span_is_any(view, figure->next.span, counters))
        return false;
    size_t at = counters_start(view, qc_skip_space_back(view, figure->mention->start));
    uint8_t before = qc_at(view, at - 1);
    bool marked = at == 0 || before == ':' || before == '(' || before == '|' || before == '\n' ||
                  before == QC_SIGN_MARK || before == 0xB7; /* a middle dot */
    return marked || fills_line(figure);
}

static bool read_noun(qc_figure *figure)
{
    qc_span noun;
    bool partitive;
    const qc_number *number = &figure->mention->number;
    if (number->style == QC_NUMBER_FRACTION || !find_noun(figure, &noun, &partitive))
        return false;
    if (qc_number_may_be_year(number) && !(is_one_word_behind(figure, noun) && is_year_refused(figure)))
        return false;
    figure->mention->noun = noun;
    return qc_count_keep(figure, partitive ? number->end : noun.end,
                         number->style == QC_NUMBER_VAGUE ? QC_RULE_COUNT_VAGUE : QC_RULE_COUNT_NOUN);
}

bool qc_count_read(qc_figure *figure)
{
    if (qc_number_is_article(&figure->mention->number) || is_pronoun(figure) || is_counter(figure))
        return false;
    bool plain = figure->mention->number.integer;
    if (plain && follows_name(figure))
        return qc_bare_read(figure, true);
    return read_noun(figure) || qc_bare_read(figure, !plain && follows_name(figure));
}
