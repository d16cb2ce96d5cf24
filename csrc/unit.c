/* The unit behind a number and the unit that an amount is per.
 *
 * In: a number whose end is known. Out: a row of the lexicon and its span. What the unit means is decided by the
 * readers.
 */
#include "figure.h"

#include <string.h>

/* A letter scale is shared with the figure before where that is at most this far away: "2.1m bpd from 1.9m". */
enum { NEAR = 160 };

static inline bool is_word_at(const qc_view *view, size_t at, const char *word)
{
    return qc_span_is(view, qc_word_at(view, at), word);
}

/* Behind "-odd", " odd", "+" and "-plus" that follow a number at `at`. */
static size_t skip_vague_suffix(const qc_view *view, size_t at)
{
    uint8_t byte = qc_at(view, at);
    if (byte == '+')
        return at + 1;
    if (byte != '-' && byte != ' ')
        return at;
    uint8_t next = qc_at(view, at + 1), further = qc_at(view, at + 2);
    if (next == 'o' && further == 'd' && is_word_at(view, at + 1, "odd"))
        return at + 4;
    return next == 'p' && further == 'l' && is_word_at(view, at + 1, "plus") ? at + 5 : at;
}

/* Behind " of" where a vague scale counts something: "tens of thousands of barrels". */
static size_t skip_of(const qc_view *view, size_t at)
{
    if (qc_at(view, at + 1) != 'o')
        return at;
    qc_span word = qc_word_after(view, at);
    return word.start > at && qc_span_is(view, word, "of") ? word.end : at;
}

/* Where the unit or noun begins. */
static void find_tail(qc_figure *figure)
{
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    size_t at = skip_vague_suffix(view, number->end);
    if (number->style == QC_NUMBER_VAGUE)
        at = skip_of(view, at);
    figure->hyphen = qc_at(view, at) == '-' && qc_is_letter(qc_at(view, at + 1));
    figure->tail = figure->hyphen ? at + 1 : qc_figure_skip(view, at);
    if (qc_at(view, figure->tail) == '[' || qc_at(view, figure->tail) == '<')
        figure->tail++;
    if (figure->tail != figure->next.span.start)
        figure->next = qc_neighbour_of(view, qc_word_at(view, figure->tail));
}

/* Is the alias a word that stands as a part of another: "20 second-hand cars"? "-a-", "-old" and "-long" go on. */
static bool is_part_of_word(const qc_figure *figure, const qc_unit_match *match)
{
    const qc_view *view = figure->view;
    if (figure->hyphen || qc_at(view, match->end) != '-' || !qc_is_letter(qc_at(view, match->end - 1)) ||
        !qc_is_letter(qc_at(view, match->end + 1)) ||
        qc_unit_get(figure->work->lexicon, match->unit)->traits & QC_UNIT_PERCENT) /* "80 pct-owned" */
        return false;
    size_t next = match->end + 1;
    return !is_word_at(view, next, "a") && !is_word_at(view, next, "per") && !is_word_at(view, next, "old") &&
           !is_word_at(view, next, "long");
}

/* "the 12 won", "above the 50 mark": words that are money only in larger amounts. */
static bool is_doubtful_word(const qc_figure *figure, const qc_unit_match *match)
{
    const qc_number *number = &figure->mention->number;
    uint8_t first = qc_at(figure->view, match->start);
    if (first != 'w' && first != 'm' && first != 'X')
        return false;
    bool large = number->scale > 0 || number->grouped || number->last_digit > 1 || number->mantissa >= 100;
    bool letter =
        match->end == match->start + 1 && qc_at(figure->view, match->start) == 'X'; /* "777X" is no multiple */
    return letter || (!large && (is_word_at(figure->view, match->start, "won") ||
                                 is_word_at(figure->view, match->start, "mark")));
}

/* Is a quotation mark behind a number the sign of inches? Only where what stands behind measures: 10" long, 30" from
 * end to end. */
static bool is_inch_mark(const qc_view *view, size_t end)
{
    static const char *const words[] = {"long", "wide", "tall",   "high",    "deep", "thick",    "from",
                                        "by",   "x",    "screen", "display", "tv",   "diameter", NULL};
    return qc_span_is_any(view, qc_word_after(view, end), words);
}

/* Single letters and their kin count only glued to digits; the common ones also one space behind them ("5 m high"). */
static bool is_loose_letter(const qc_figure *figure, const qc_unit_match *match)
{
    if (!(match->flags & QC_UNIT_NEEDS_GLUE))
        return false;
    const qc_view *view = figure->view;
    size_t gap = match->start - figure->mention->number.end;
    uint8_t behind = qc_at(view, match->end);
    if (qc_at(view, match->start) == '"')
        return gap > 1 || !is_inch_mark(view, match->end);
    if (gap > 1 || figure->hyphen || figure->mention->number.style != QC_NUMBER_DIGITS)
        return true;
    static const char common[] = "mtgLlCFWVA";
    bool single = match->end - match->start == 1 && strchr(common, (char)qc_at(view, match->start)) != NULL;
    bool price = behind == '/' && match->end - match->start == 1; /* "74.20 p/th", "31 c/lb" */
    if (gap == 0 && behind == '-' && qc_is_digit(qc_at(view, match->end + 1)) && qc_at(view, match->start) == 'W')
        return true; /* "10W-40" */
    if (gap == 1 && price)
        return false;
    return gap == 1 && (!single || behind == '-' || behind == '\'' || qc_is_upper(qc_at(view, match->end + 1)));
}

/* "shares", "thousand cubic feet" count only as what something is per. */
static bool is_denominator(const qc_figure *figure, const qc_unit_match *match)
{
    return ((match->flags | qc_unit_get(figure->work->lexicon, match->unit)->traits) & QC_UNIT_NAME_ONLY) != 0;
}

/* Is one of the two words before the number a form of "weigh"? */
static bool follows_weigh(const qc_figure *figure)
{
    static const char *const words[] = {"weigh", "weighs", "weighed", "weighing", "weight", NULL};
    qc_span word = qc_word_before(figure->view, figure->mention->start);
    return qc_span_is_any(figure->view, word, words) ||
           qc_span_is_any(figure->view, qc_word_before(figure->view, word.start), words);
}

/* "a 500-pound bomb", "pounds of cocaine": pounds of mass, where "pound" alone is money. */
static void choose_pound(const qc_figure *figure, qc_unit_match *match)
{
    static const char *const stuffs[] = {
        "cocaine", "heroin",  "marijuana", "fentanyl", "meth",       "fish",     "meat",   "beef",
        "pork",    "chicken", "food",      "fruit",    "sugar",      "coffee",   "cotton", "copper",
        "gold",    "silver",  "uranium",   "lead",     "explosives", "pressure", "trash",  "waste",
        "thrust",  "ice",     "lithium",   "cobalt",   "cheese",     "steam",    "butter", "milk",
        "wool",    "cement",  "rice",      "wheat",    "flour",      "tobacco",  "grain",  "soyoil",
        "nuts",    "yarn",    "frozen",    "raw",      "fresh",      "refined",  NULL};
    const qc_view *view = figure->view;
    if (match->unit != QC_UNIT_CODE_GBP ||
        (!is_word_at(view, match->start, "pound") && !is_word_at(view, match->start, "pounds")))
        return;
    bool mass = (figure->hyphen && match->end - match->start == 5) || follows_weigh(figure);
    qc_span of = qc_word_after(view, match->end);
    if (mass || (qc_span_is(view, of, "of") && qc_span_is_any(view, qc_word_after(view, of.end), stuffs)))
        match->unit = QC_UNIT_CODE_LB;
}

/* "five ct per share", "28 ct shr dividend": cents, where "ct" alone are carats. */
static void choose_cent(const qc_figure *figure, qc_unit_match *match)
{
    static const char *const nouns[] = {"share",  "shr",    "dividend", "div",    "dividends", "payout", "gain", "loss",
                                        "charge", "gallon", "gal",      "bushel", "bu",        "barrel", "bbl",  NULL};
    const qc_view *view = figure->view;
    if (match->end - match->start != 2 || !is_word_at(view, match->start, "ct"))
        return;
    qc_span next = qc_word_after(view, match->end);
    if (qc_at(view, match->end) == '-' || qc_at(view, match->end) == '/')
        next = qc_word_at(view, match->end + 1);
    if (qc_span_is(view, next, "per") || qc_span_is(view, next, "a") || qc_span_is(view, next, "quarterly"))
        next = qc_word_after(view, next.end);
    if (qc_span_is_any(view, next, nouns))
        match->unit = qc_unit_find("USc");
}

/* "42.4 mcm a day earlier": the length of time at the end of an alias belongs to a date. */
static bool leads_to_date(const qc_view *view, size_t end)
{
    static const char *const words[] = {"earlier", "ago", "later", "before", NULL};
    qc_span next = qc_word_after(view, end);
    bool may = qc_letter_in(QC_LETTERS6('e', 'a', 'l', 'b', 'b', 'b'), qc_at(view, next.start));
    return may && qc_span_is_any(view, next, words);
}

/* The unit where the match begins as if the text ended at `end`. */
static bool look_up_before(const qc_figure *figure, size_t end, qc_unit_match *match)
{
    size_t start = match->start;
    qc_excerpt excerpt;
    if (!qc_excerpt_make(figure->view->bytes + start, end - start, &excerpt) ||
        !qc_lexicon_unit(figure->work->lexicon, &excerpt.view, 0, match))
        return false;
    match->start += start;
    match->end += start;
    return true;
}

/* Cuts an alias before " a day" where that belongs to a date. False: nothing is left. */
static bool cut_date(const qc_figure *figure, qc_unit_match *match)
{
    enum { SHORTEST = 5 }; /* t a d */
    const qc_view *view = figure->view;
    if (match->end - match->start < SHORTEST)
        return true;
    for (size_t at = match->end; at > match->start + 1; at--)
        if (qc_at(view, at - 1) == 'a' && qc_is_space(qc_at(view, at - 2)) && qc_is_space(qc_at(view, at)))
            return !leads_to_date(view, match->end) || look_up_before(figure, at - 2, match);
    return true;
}

/* The unit at `at` by the lexicon; the word at the tail has been looked up. */
static bool look_up(const qc_figure *figure, size_t at, qc_unit_match *match)
{
    const qc_neighbour *next = &figure->next;
    if (at != next->span.start || next->span.end == at)
        return qc_lexicon_unit(figure->work->lexicon, figure->view, at, match);
    return qc_lexicon_unit_at(figure->work->lexicon, figure->view, next->span, next->row, match);
}

/* Looks up the unit at `at`; kept only where the text around allows it. */
static bool find_unit(qc_figure *figure, size_t at)
{
    uint8_t byte = qc_at(figure->view, at);
    bool sized = qc_is_digit(byte) && at > figure->mention->number.end; /* 20-foot equivalent units, 60-kg bags */
    if (!qc_is_letter(byte) && !qc_is_currency(byte) && byte != '%' && byte != 0xB0 && byte != '"' && byte != '\'' &&
        !sized)
        return false;
    qc_unit_match match;
    if (!look_up(figure, at, &match) || !cut_date(figure, &match) || is_denominator(figure, &match) ||
        is_loose_letter(figure, &match) || is_part_of_word(figure, &match) || is_doubtful_word(figure, &match))
        return false;
    choose_pound(figure, &match);
    choose_cent(figure, &match);
    figure->after = match;
    figure->unit = qc_unit_get(figure->work->lexicon, match.unit);
    return true;
}

/* "two more years", "20 additional MW", "three straight quarters". */
static bool find_behind_adjective(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_span span = figure->next.span;
    const qc_word *word = figure->next.row;
    bool date = word->relative >= QC_RELATIVE_LAST && word->relative <= QC_RELATIVE_COMING; /* "8 billion last year" */
    bool people = word->senses & QC_SENSE_PLACE; /* "25 billion Ethiopian birrs" */
    if (!(word->classes & QC_WORD_ADJECTIVE || people) || date || qc_at(view, span.end) != ' ' ||
        !find_unit(figure, span.end + 1))
        return false;
    if (!people || word->classes & QC_WORD_ADJECTIVE || figure->unit->traits & QC_UNIT_CURRENCY)
        return true;
    figure->unit = NULL;
    figure->after.unit = -1;
    return false;
}

/* "120 MEUR", "5 kSEK": a scale glued to the code of a currency. */
static bool find_scaled_currency(qc_figure *figure)
{
    const qc_view *view = figure->view;
    uint8_t letter = qc_at(view, figure->tail);
    int32_t scale = letter == 'M' || letter == 'm'                    ? 6
                    : letter == 'B'                                   ? 9
                    : letter == 'k' || letter == 'K' || letter == 'T' ? 3
                                                                      : 0;
    uint8_t next = qc_at(view, figure->tail + 1);
    if (scale == 0 || figure->mention->number.scale != 0 || !(qc_is_upper(next) || qc_is_currency(next)) ||
        !find_unit(figure, figure->tail + 1))
        return false;
    if (!(figure->unit->traits & QC_UNIT_CURRENCY)) {
        figure->unit = NULL;
        return false;
    }
    qc_number_shift(&figure->mention->number, scale);
    figure->mention->number.scale = scale;
    return true;
}

/* "half an hour", "a quarter of a mile": the article between a fraction and its unit. */
static bool find_behind_article(qc_figure *figure)
{
    const qc_view *view = figure->view;
    qc_span word = qc_word_after(view, skip_of(view, figure->mention->number.end));
    if (!qc_span_is(view, word, "a") && !qc_span_is(view, word, "an"))
        return false;
    return find_unit(figure, qc_skip_space(view, word.end));
}

/* "0.3 of a percentage point": only percentage points are parted in decimals so. */
static bool find_part_of_point(qc_figure *figure)
{
    if (figure->next.row->key != QC_KEY_OF || !find_behind_article(figure))
        return false;
    if (figure->unit->traits & QC_UNIT_PERCENT && figure->after.unit != QC_UNIT_CODE_PERCENT)
        return true;
    figure->unit = NULL;
    figure->after.unit = -1;
    return false;
}

/* Had the last figure, not far before, the scale that this letter stands for? */
static bool is_scale_shared(const qc_figure *figure, const qc_number *scaled)
{
    const qc_work *work = figure->work;
    if (work->mention_count == 0)
        return false;
    const qc_mention *last = &work->mentions[work->mention_count - 1];
    return last->number.scale == scaled->scale && scaled->start - last->end < NEAR &&
           !qc_paragraph_ends(figure->view, last->end, scaled->start);
}

/* "Intelsat 4B carries": a name with a number and a letter. */
static bool is_satellite(const qc_figure *figure)
{
    return figure->mention->number.integer && figure->mention->number.mantissa < 10 &&
           figure->word.span.end > figure->word.span.start && figure->word.row->classes == 0 &&
           qc_is_upper(qc_at(figure->view, figure->word.span.start));
}

/* "a 4K screen", "the 400m hurdles": definition and distance. */
static bool is_screen_or_race(const qc_figure *figure, size_t end)
{
    static const char *const nouns[] = {"screen",    "screens",   "tv",      "tvs",    "video",        "videos",
                                        "display",   "displays",  "monitor", "camera", "resolution",   "footage",
                                        "run",       "race",      "runs",    "races",  "hurdles",      "relay",
                                        "freestyle", "butterfly", "sprint",  "final",  "steeplechase", NULL};
    const qc_number *number = &figure->mention->number;
    return number->integer && number->mantissa < 2000 &&
           qc_span_is_any(figure->view, qc_word_after(figure->view, end), nouns);
}

/* Is the letter glued to the number a scale? Money before it, a unit or a noun in the plural behind it, or a like
 * figure before say so; "5m" alone is metres, "4B" is no figure. */
static bool is_letter_scale(const qc_figure *figure, const qc_number *scaled)
{
    const qc_view *view = figure->view;
    uint8_t letter = qc_lower(qc_at(view, scaled->end - 1));
    if (figure->before.unit >= 0)
        return true;
    if (letter == 't' || (letter == 'b' && is_satellite(figure)))
        return false;
    qc_unit_match match;
    size_t behind = qc_figure_skip(view, scaled->end);
    if (behind > scaled->end && qc_lexicon_unit(figure->work->lexicon, view, behind, &match))
        return !(match.flags & QC_UNIT_NEEDS_GLUE);
    qc_span noun;
    if (is_screen_or_race(figure, scaled->end))
        return false;
    if (letter == 'k' || is_scale_shared(figure, scaled) || qc_noun_read(view, behind, false, &noun))
        return true;
    return qc_at(view, scaled->end - 1) == 'M' && !figure->mention->number.integer;
}

static void read_letter_scale(qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    if (number->scale != 0 || !(qc_is_letter(qc_at(figure->view, number->end)) || figure->before.unit >= 0))
        return;
    qc_number scaled = *number;
    if (!qc_number_letter_scale(figure->view, figure->before.unit >= 0, &scaled) || !is_letter_scale(figure, &scaled))
        return;
    figure->mention->number = scaled;
    figure->mention->end = scaled.end;
}

/* "a third year", "a sixth week": an ordinal before a unit, no fraction of it. */
static bool is_ordinal(const qc_view *view, const qc_number *number)
{
    if (number->style != QC_NUMBER_FRACTION || qc_is_digit(qc_at(view, number->start)))
        return false;
    uint8_t last = qc_lower(qc_at(view, number->end - 1)), before = qc_lower(qc_at(view, number->end - 2));
    return (last == 'h' && before == 't') || (last == 'd' && before == 'r');
}

bool qc_unit_look_ahead(qc_figure *figure)
{
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    if (number->style == QC_NUMBER_DIGITS)
        read_letter_scale(figure);
    find_tail(figure);
    bool ordinal = is_ordinal(view, number);
    if ((!ordinal && find_unit(figure, figure->tail)) || find_scaled_currency(figure) ||
        (number->style == QC_NUMBER_FRACTION && find_behind_article(figure)) ||
        (number->style == QC_NUMBER_DIGITS && find_part_of_point(figure)))
        return true;
    bool joined = figure->tail == number->end || figure->hyphen;
    if (joined && qc_is_letter(qc_at(view, figure->tail)))
        return figure->before.unit >= 0 || is_word_at(view, figure->tail, "x") ||
               is_word_at(view, figure->tail, "fold") || is_word_at(view, figure->tail, "to") ||
               is_word_at(view, figure->tail, "strong") || is_word_at(view, figure->tail, "magnitude");
    if (!joined && number->style != QC_NUMBER_FRACTION)
        find_behind_adjective(figure);
    return true;
}

/* Behind "/", " a ", " an ", " per ", "-a-" at `at`; `at` itself where there is none. */
static size_t skip_per(const qc_view *view, size_t at)
{
    uint8_t byte = qc_at(view, at);
    if (byte == '/')
        return qc_is_space(qc_at(view, at + 1)) ? at : at + 1;
    if (!qc_is_space(byte) && byte != '-')
        return at;
    size_t start = byte == '-' ? at + 1 : qc_skip_space(view, at);
    if (qc_lower(qc_at(view, start)) != 'a' && qc_lower(qc_at(view, start)) != 'p')
        return at;
    qc_span word = qc_word_at(view, start);
    if (!qc_span_is(view, word, "a") && !qc_span_is(view, word, "an") && !qc_span_is(view, word, "per"))
        return at;
    return qc_at(view, word.end) == '-' ? word.end + 1 : qc_skip_space(view, word.end);
}

bool qc_unit_read_per(const qc_work *work, size_t at, qc_unit_match *match)
{
    const qc_view *view = &work->view;
    size_t start = skip_per(view, at);
    if (start == at || !qc_lexicon_denominator(work->lexicon, view, start, match))
        return false;
    if (match->end - match->start == 2 && qc_at(view, start) == 'm' && qc_at(view, start + 1) == 't')
        match->unit = qc_unit_find("t"); /* nothing is priced by the million tonnes */
    return qc_at(view, at) == '/' || !(match->flags & QC_UNIT_NEEDS_GLUE || leads_to_date(view, match->end));
}
