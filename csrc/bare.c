/* Bare numbers: figures of something that no noun behind them says.
 *
 * In: a number with neither unit nor noun behind it. Out: a mention of kind count without a unit, where it is written
 * as amounts are or the words before it move, compare or state it; tentative where only a range or a list can make it
 * one.
 */
#include "figure.h"

/* How many words before a bare number may hold the verb of change that makes it a figure. */
enum { WORDS_BEFORE = 6 };

/* Is a verb of change, or one that states an amount, among the few words before the number, in its clause? */
static bool follows_verb(const qc_figure *figure)
{
    enum { STATES = QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN | QC_WORD_VERB };
    const qc_view *view = figure->view;
    qc_span word = figure->word.span;
    for (int i = 0; i < WORDS_BEFORE && word.end > word.start; i++) {
        if (qc_lexicon_classes(view, word) & STATES)
            return true;
        word = qc_word_before(view, word.start);
    }
    return false;
}

/* "24703 L-202", "24703 m212": what stands behind is a token of letters and digits, and so the number is an identifier.
 */
static bool leads_token(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_span word = figure->next.span;
    uint8_t behind = qc_at(view, word.end);
    return word.end > word.start && (qc_is_digit(behind) || (behind == '-' && qc_is_digit(qc_at(view, word.end + 1))));
}

/* A bare number that is written as amounts are: with a scale, separators, decimals, or in five to seven digits. */
static bool is_amount(const qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    size_t digits = number->end - number->start;
    return number->scale > 0 || number->grouped || number->style == QC_NUMBER_VAGUE ||
           (number->style == QC_NUMBER_DIGITS && !number->integer && number->exponent < 0) ||
           (number->integer && digits >= 5 && digits <= 7 && !leads_token(figure));
}

/* Is the number in digits, or a word for two or more? "One" is mostly a pronoun. */
static bool is_several(const qc_number *number)
{
    return number->style == QC_NUMBER_DIGITS || (number->style == QC_NUMBER_WORDS && !qc_number_is_one(number));
}

/* Does the sentence go on behind the number as it does behind an amount: a mark, a preposition, a conjunction, an
 * adverb? */
static bool ends_amount(const qc_figure *figure)
{
    enum { GOES_ON = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_ADVERB | QC_WORD_AUXILIARY };
    const qc_view *view = figure->view;
    size_t end = figure->mention->number.end;
    qc_neighbour behind = qc_figure_behind(figure, end);
    qc_span next = behind.span;
    if (next.end == next.start) {
        uint8_t mark = qc_at(view, end);
        return !qc_is_dash(mark) && mark != ':' && mark != '/' && !qc_is_digit(qc_at(view, next.start));
    }
    static const char *const dates[] = {"a", "one", "the", NULL}; /* "422 one year ago", "12 the year before" */
    return behind.row->classes & GOES_ON || behind.row->relative != QC_RELATIVE_NONE ||
           qc_span_is_any(view, next, dates);
}

/* "an average of 1500", "a total of 36". */
static bool is_of_level(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    if (!qc_span_is(view, figure->word.span, "of"))
        return false;
    const qc_word *noun = qc_lexicon_word(view, qc_word_before(view, figure->word.span.start));
    return noun && noun->senses & QC_SENSE_LEVEL_NOUN;
}

/* "a crew of eight", "a family of five"; groups with a capital are names. */
static bool is_of_group(const qc_figure *figure)
{
    static const char *const groups[] = {"crew",  "team",    "group",   "panel", "family",
                                         "squad", "maximum", "minimum", "party", NULL};
    const qc_view *view = figure->view;
    if (!qc_span_is(view, figure->word.span, "of") || !is_several(&figure->mention->number) ||
        qc_is_upper(view->bytes[figure->mention->number.start]))
        return false;
    qc_span noun = qc_word_before(view, figure->word.span.start);
    return qc_span_is_any(view, noun, groups) && !qc_is_upper(view->bytes[noun.start]);
}

/* "all 60 of us", "12 of whom", "38 who": people without a noun. */
static bool is_of_people(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_span next = figure->next.span;
    if (qc_span_is(view, next, "who"))
        return true;
    if (!qc_span_is(view, next, "of"))
        return false;
    next = qc_word_after(view, next.end);
    static const char *const people[] = {"us", "them", "whom", NULL};
    return qc_span_is_any(view, next, people);
}

/* "to 36 from 48", "to 20 cents from five": the last figure stands right before "from". */
static bool is_after_level(const qc_figure *figure)
{
    const qc_work *work = figure->work;
    const qc_mention *last = work->mention_count > 0 ? &work->mentions[work->mention_count - 1] : NULL;
    return last && last->kind <= QC_KIND_COUNT && !last->tentative && last->end == work->floor &&
           work->floor + 1 == figure->word.span.start && qc_span_is(figure->view, figure->word.span, "from") &&
           is_several(&figure->mention->number) &&
           (figure->mention->number.style == QC_NUMBER_DIGITS || ends_amount(figure));
}

/* "91 to the dollar", "155 per euro". */
static bool is_rate_of_exchange(const qc_figure *figure)
{
    static const char *const currencies[] = {"dollar", "euro", "pound", "greenback", "yen", NULL};
    const qc_view *view = figure->view;
    qc_span word = figure->next.span, last = qc_word_after(view, word.end);
    if (qc_span_is(view, word, "to") && qc_span_is(view, last, "the"))
        last = qc_word_after(view, last.end);
    else if (!qc_span_is(view, word, "per"))
        return false;
    return qc_span_is_any(view, last, currencies);
}

/* "4,000-strong", "a 5.6-magnitude quake". */
static bool is_strong(const qc_figure *figure)
{
    static const char *const words[] = {"strong", "magnitude", NULL};
    return figure->hyphen && qc_span_is_any(figure->view, figure->next.span, words);
}

/* Is a verb of change before "to" or "from", with a figure between: "fell 39 points to 2367", "fell from 38 to 36"? */
static bool follows_move(const qc_figure *figure)
{
    enum { MOST_WORDS = 3 };
    const qc_work *work = figure->work;
    if (follows_verb(figure))
        return true;
    if (work->mention_count == 0 || work->floor == 0 || figure->word.span.start > work->floor + 1)
        return false;
    const qc_mention *last = &work->mentions[work->mention_count - 1];
    qc_span word = qc_word_before(figure->view, last->start);
    for (int i = 0; i < MOST_WORDS && last->end == work->floor && word.end > word.start; i++) {
        if (qc_lexicon_classes(figure->view, word) & (QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN))
            return true;
        if (!qc_span_is(figure->view, word, "from") && !qc_span_is(figure->view, word, "by") &&
            !(qc_lexicon_classes(figure->view, word) & QC_WORD_ADVERB))
            return false;
        word = qc_word_before(figure->view, word.start);
    }
    return false;
}

/* "to 36", "from 48", "by two" behind a verb of change. */
static bool is_moved(const qc_figure *figure)
{
    static const char *const leads[] = {"to", "from", "by", NULL};
    return is_several(&figure->mention->number) && qc_span_is_any(figure->view, figure->word.span, leads) &&
           follows_move(figure) && (figure->mention->number.style == QC_NUMBER_DIGITS || ends_amount(figure));
}

/* "was up 14", "2415, down six", "lost eight of", "a rise of 12": by how much something moved. */
static bool is_move(const qc_figure *figure)
{
    enum { CHANGE = QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN };
    const qc_view *view = figure->view;
    if (!is_several(&figure->mention->number) || !ends_amount(figure))
        return false;
    if (figure->word.row->classes & CHANGE) {
        bool particle = qc_span_is(view, figure->word.span, "up") || qc_span_is(view, figure->word.span, "down");
        qc_span verb = qc_word_before(view, figure->word.span.start);
        return !particle || verb.end == verb.start ||
               (qc_lexicon_classes(view, verb) & (QC_WORD_AUXILIARY | QC_WORD_ADVERB)) != 0;
    }
    return qc_span_is(view, figure->word.span, "of") &&
           (qc_lexicon_classes(view, qc_word_before(view, figure->word.span.start)) & CHANGE) != 0;
}

/* "compared with nine last year", "against 422", "vs 30": the like of a figure before it. */
static bool is_compared(const qc_figure *figure)
{
    static const char *const leads[] = {"against", "vs", "versus", "with", "to", NULL};
    enum { FAR = 160 };
    const qc_view *view = figure->view;
    const qc_work *work = figure->work;
    if (work->mention_count == 0 || figure->mention->start - work->floor > FAR ||
        !is_several(&figure->mention->number) || !qc_span_is_any(view, figure->word.span, leads) ||
        !ends_amount(figure) || qc_paragraph_ends(view, work->floor, figure->mention->start))
        return false;
    if (!qc_span_is(view, figure->word.span, "with") && !qc_span_is(view, figure->word.span, "to"))
        return true;
    return qc_span_is(view, qc_word_before(view, figure->word.span.start), "compared");
}

/* Is a noun of amounts among the words before the verb: "the number of rigs was 392", "the index stood at 2415"? */
static bool follows_amount(const qc_view *view, size_t start)
{
    static const char *const nouns[] = {"number",  "numbers", "count",  "tally", "toll",  "index",
                                        "average", "total",   "figure", "ratio", "score", NULL};
    enum { FARTHEST = 10 };
    qc_span word = qc_word_before(view, start);
    for (int i = 0; i < FARTHEST && word.end > word.start; i++) {
        if (qc_span_is_any(view, word, nouns))
            return true;
        word = qc_word_before(view, word.start);
    }
    return false;
}

/* "was 392", "stood at 2415", "reached 36" of a number, a toll, an index; "closed at 292" of anything. */
static bool is_level(const qc_figure *figure)
{
    static const char *const quotes[] = {"close",  "closed",  "closing", "end",      "ended",  "opened",
                                         "traded", "trading", "settled", "finished", "priced", "quoted",
                                         "stood",  "stands",  "fixed",   NULL};
    static const char *const verbs[] = {"was",      "were",    "is",       "are",      "be",
                                        "at",       "reached", "hit",      "to",       "totaled",
                                        "totalled", "stands",  "exceeded", "averaged", NULL};
    const qc_view *view = figure->view;
    if (!is_several(&figure->mention->number) || !ends_amount(figure))
        return false;
    if (qc_span_is(view, figure->word.span, "at") && figure->mention->number.mantissa > 9 &&
        qc_span_is_any(view, qc_word_before(view, figure->word.span.start), quotes))
        return true;
    return qc_span_is_any(view, figure->word.span, verbs) && follows_amount(view, figure->word.span.start);
}

/* "12 dead, 30 injured", "45 were hurt", "killed 12": people that the count of victims leaves out. */
static bool is_of_victims(const qc_figure *figure)
{
    static const char *const victims[] = {"dead",      "killed",   "injured",  "wounded",  "hurt",
                                          "missing",   "died",     "arrested", "detained", "rescued",
                                          "displaced", "stranded", "homeless", NULL};
    static const char *const verbs[] = {"killed",   "killing",  "injured",  "injuring", "wounded",
                                        "wounding", "arrested", "detained", "kills",    NULL};
    const qc_view *view = figure->view;
    qc_span next = figure->next.span;
    if (!is_several(&figure->mention->number))
        return false;
    if (qc_span_is_any(view, figure->word.span, verbs) && ends_amount(figure))
        return true;
    if (figure->next.row->classes & QC_WORD_AUXILIARY)
        next = qc_word_after(view, next.end);
    return qc_at(view, figure->mention->number.end) == ' ' && qc_span_is_any(view, next, victims);
}

/* Do the words before a plain bare number say that it is a figure: "rose to 36", "more than 300"? */
static bool is_stated(const qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    qc_hedge_match hedge;
    if (is_of_people(figure) || is_rate_of_exchange(figure) || is_strong(figure))
        return true;
    if (figure->word.span.end == figure->word.span.start)
        return is_of_victims(figure);
    if (qc_span_is(figure->view, figure->word.span, "top"))
        return false;
    if (number->style == QC_NUMBER_FRACTION)
        return figure->word.row->classes & (QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN) &&
               ends_amount(figure); /* "rose 3/8 to 34" */
    if (qc_number_may_be_year(number))
        return false;
    if (is_of_victims(figure) || is_level(figure) || is_after_level(figure) || is_moved(figure) || is_move(figure) ||
        is_compared(figure) || is_of_group(figure))
        return true;
    if (number->style != QC_NUMBER_DIGITS || number->mantissa <= 9)
        return false;
    return is_of_level(figure) || qc_lexicon_hedge_before(figure->view, figure->word.span.end, &hedge);
}

/* Can a range or a list follow: a dash, "to", "or", "and", a comma? Then the number waits for its partner. */
static bool may_begin_range(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t end = figure->mention->end;
    uint8_t byte = qc_at(view, end);
    if (qc_is_dash(byte))
        return true;
    if (byte == ',')
        return qc_at(view, end + 1) == ' ';
    qc_span word = qc_word_after(view, end);
    return word.start > end &&
           (qc_span_is(view, word, "to") || qc_span_is(view, word, "or") || qc_span_is(view, word, "and"));
}

/* Can it end one: a dash, "to", "and" before it? */
static bool may_end_range(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t start = figure->mention->start;
    if (figure->work->mention_count == 0 || start - figure->work->floor > 5)
        return false;
    return qc_is_dash(qc_at(view, start - 1)) || qc_span_is(view, figure->word.span, "to") ||
           qc_span_is(view, figure->word.span, "and");
}

/* "(2.1k)": the counter of a button; amounts of people or money say of what. */
static bool is_button(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    return qc_lower(qc_at(view, number->end - 1)) == 'k' && qc_at(view, number->start - 1) == '(' &&
           qc_at(view, number->end) == ')';
}

/* Does the word at `start` name a share index, and no place where a share is traded ("on the Nasdaq")? */
static bool names_index(const qc_view *view, size_t start)
{
    static const char *const indexes[] = {"ftse",     "dax",   "nikkei", "nasdaq", "dow",   "cac",
                                          "sensex",   "nifty", "kospi",  "stoxx",  "topix", "bovespa",
                                          "ibovespa", "ibex",  "hang",   "s&p",    NULL};
    qc_span word = qc_word_at(view, start), before = qc_word_before(view, start);
    if (qc_at(view, word.end) == '&')
        word.end = qc_word_at(view, word.end + 1).end;
    if (!qc_span_is_any(view, word, indexes) || qc_at(view, word.end) == '-')
        return false;
    if (qc_span_is(view, before, "the"))
        before = qc_word_before(view, before.start);
    return !qc_span_is(view, before, "on") && !qc_span_is(view, before, "in");
}

/* "the FTSE 100 closed 0.6% lower at 8,215.48": the level of an index that its sentence names, which "at" or "to" leads
 * in. */
static bool is_index_level(const qc_figure *figure)
{
    enum { NAME_REACH = 100 };
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    if (number->style != QC_NUMBER_DIGITS || number->scale != 0 || !number->grouped ||
        !(qc_span_is(view, figure->word.span, "at") || qc_span_is(view, figure->word.span, "to")))
        return false;
    size_t start = number->start, bound = start > NAME_REACH ? start - NAME_REACH : 0;
    for (size_t at = start; at-- > bound;) {
        uint8_t byte = qc_at(view, at);
        bool ends = (byte == '.' && qc_is_space(qc_at(view, at + 1))) || (byte == '\n' && qc_at(view, at + 1) == '\n');
        if (ends || byte == ';')
            return false;
        if (qc_is_upper(byte) && (at == 0 || !qc_is_word(qc_at(view, at - 1))) && names_index(view, at))
            return true;
    }
    return false;
}

bool qc_bare_read(qc_figure *figure, bool named)
{
    qc_mention *mention = figure->mention;
    const qc_number *number = &mention->number;
    if (is_button(figure))
        return false;
    if (number->style == QC_NUMBER_FRACTION && !qc_is_digit(qc_at(figure->view, number->start)))
        return false;
    qc_count_keep(figure, mention->end, QC_RULE_COUNT_BARE);
    mention->dimension = QC_DIMENSION_NONE;
    if (!named && is_index_level(figure)) {
        mention->unit = QC_UNIT_CODE_POINT;
        mention->rule = QC_RULE_COUNT_NOUN;
        mention->dimension = QC_DIMENSION_COUNT;
        return true;
    }
    bool versus =
        qc_span_is(figure->view, figure->next.span, "vs") || qc_span_is(figure->view, figure->next.span, "versus");
    bool price = number->style == QC_NUMBER_DIGITS &&
                 (number->exponent <= -2 || (number->exponent < 0 && versus)); /* "Brent 80.15", "PMI 49.2 vs 50.1" */
    named = named && !number->grouped && number->scale == 0 && !price;
    if (!named && (is_amount(figure) || is_stated(figure)))
        return true;
    mention->tentative = true;
    if (named)
        return false;
    return may_begin_range(figure) || may_end_range(figure);
}
