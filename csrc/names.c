/* Numbers that are no figures: parts of names, models, laws, scores, addresses, web addresses, versions, page
 * furniture.
 *
 * In: a number and the bytes and the word around it. Out: whether it belongs to such a thing. It reads at most a few
 * tokens to each side. Currencies have been looked for before: "RM120" and "$5" come here with their span widened.
 */
#include "figure.h"

/* How far a look for the rest of a line or a token goes. */
enum { FARTHEST = 24 };

/* The second number of "0-to-60": "-to-" between it and the mention before. */
static bool is_joined_end(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t start = figure->mention->start, first = start - 4;
    const qc_number *number = &figure->mention->number;
    if (number->style == QC_NUMBER_WORDS && number->mantissa == 1) /* odds: "a two-to-one lead" */
        return false;
    return figure->work->floor == first && qc_at(view, first) == '-' && qc_at(view, first + 1) == 't' &&
           qc_at(view, first + 2) == 'o';
}

/* "her now-18-month-old daughter": the word before the hyphen at `at` says when. */
static bool is_now(const qc_view *view, size_t at)
{
    static const char *const words[] = {"now", "then", NULL};
    return qc_span_is_any(view, qc_word_before(view, at), words);
}

/* Is the number glued to what stands before it: A320, CX-5, #5, P5+1, 4.7/5, .5.6, 10:30? */
static bool is_glued_before(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t start = figure->mention->start;
    size_t floor = figure->work->floor;
    uint8_t before = qc_at(view, start - 1), further = qc_at(view, start - 2);
    if (before == ' ') /* most numbers */
        return false;
    if (before == '-' && qc_is_digit(further) && qc_at(view, start - 3) == '-' &&
        qc_is_digit(qc_at(view, start - 4))) /* the last number of "3-2-1" */
        return true;
    if (floor > 0 && (start == floor || start - 1 == floor)) /* behind a mention, or behind the dash of a range */
        return false;
    if (before == QC_SIGN_MARK && qc_at(view, figure->mention->number.end) == '%')
        return false; /* a picture: no name has a percent sign */
    if (qc_is_word(before) || before == '#' || before == '@' || before == '_' || before == '&' || before == '=' ||
        before == '/' || before == '\\' || before == QC_SIGN_MARK || before == 0xAD /* soft hyphen */ ||
        before == 0xA7 /* section sign */)
        return true;
    if (before == '-')
        return figure->before.unit < 0 &&
               ((qc_is_letter(further) && !is_joined_end(figure) && !is_now(view, start - 1)) || further == ')');
    if (before == '.' || before == ',' || before == ':')
        return qc_is_digit(further) || (before == '.' && qc_is_letter(further)) ||
               (further == before && qc_is_digit(qc_at(view, start - 3))); /* "1,,234": nobody knows what is meant */
    return before == '+' && qc_is_word(further);
}

/* Is the number glued to what stands behind it: 737-MAX, 5G, 3i, 2.1.3, 24/7, 7:30, 9x9? `end` is behind number and
 * unit. */
static bool is_glued_after(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t end = figure->mention->number.end;
    uint8_t after = qc_at(view, end), further = qc_at(view, end + 1);
    if (after == ' ') /* most numbers */
        return false;
    if (after == '.' && qc_is_upper(further) && qc_is_upper(qc_at(view, end + 2)))
        return true;
    if (after == 0xB9 || after == 0xB2 || after == 0xB3) /* powers: superscripts one, two, three */
        return true;
    if (after == '@' || after == '_' || after == '=' || after == '#')
        return true;
    if (after == '.' || after == ':' || after == '/' || after == '&' || after == '+')
        return qc_is_digit(further);
    return after == '-' && qc_is_digit(qc_at(view, end + 1)) && qc_is_letter(qc_at(view, end + 2)) &&
           qc_is_upper(qc_at(view, end + 2));
}

/* "1." or "2)" where a line begins, and "(3)": the number of an item. */
static bool is_list_number(const qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    if (!number->integer || number->end - number->start > 2)
        return false;
    const qc_view *view = figure->view;
    uint8_t before = qc_at(view, number->start - 1), after = qc_at(view, number->end);
    bool ends = number->end + 1 == view->length || qc_is_space(qc_at(view, number->end + 1));
    bool closed = after == ')' || (after == '.' && ends);
    return closed && (before == '(' || before == '\n' || number->start == 0 || (after == ')' && qc_is_space(before)));
}

/* A run of digits that stands apart, as in telephone numbers: 0808 555 272, +1 312 555 0147. */
static bool is_telephone(const qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    const qc_view *view = figure->view;
    if (qc_at(view, number->start) == '0' && qc_is_digit(qc_at(view, number->start + 1)))
        return true;
    uint8_t before = qc_at(view, number->start - 1), after = qc_at(view, number->end);
    bool digits_before = (before == ' ' || before == '-') && qc_is_digit(qc_at(view, number->start - 2)) &&
                         qc_is_digit(qc_at(view, number->start - 3)) && qc_is_digit(qc_at(view, number->start - 4));
    bool digits_after = after == ' ' && number->integer && qc_is_digit(qc_at(view, number->end + 1)) &&
                        qc_is_digit(qc_at(view, number->end + 2)) && qc_is_digit(qc_at(view, number->end + 3)) &&
                        qc_at(view, number->end + 4) != 's'; /* "15 747s" */
    return (digits_before && figure->work->floor < number->start - 1) || digits_after;
}

/* The word before the number, a full stop between allowed: "No. 5", "Art. 3", "pp. 112". */
static uint32_t classes_over_stop(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t at = qc_skip_space_back(view, figure->mention->start);
    if (figure->word.span.end > figure->word.span.start || qc_at(view, at - 1) != '.' ||
        !qc_is_letter(qc_at(view, at - 2)))
        return figure->word.row->classes;
    return qc_lexicon_classes(view, qc_word_before(view, at - 1));
}

/* "Section 232", "Flight 17", "Boeing 737", "No. 5", "page 47"; but "Renault 3%". A lower-case word may also be a verb
 * ("order 50 jets", "pump 3 tonnes"): then a unit or a noun decides. */
static bool is_named_before(const qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    if (number->scale > 0 || number->grouped || !(classes_over_stop(figure) & QC_WORD_NAME_BEFORE))
        return false;
    qc_span noun;
    qc_unit_match unit;
    size_t behind = qc_figure_skip(figure->view, number->end);
    bool measured =
        qc_lexicon_unit(figure->work->lexicon, figure->view, behind, &unit) && !(unit.flags & QC_UNIT_NEEDS_GLUE);
    if (figure->word.span.end == figure->word.span.start || qc_is_upper(figure->view->bytes[figure->word.span.start]))
        return !measured ||
               !(qc_unit_get(figure->work->lexicon, unit.unit)->traits & (QC_UNIT_PERCENT | QC_UNIT_CURRENCY));
    return !measured && !qc_noun_read(figure->view, behind, false, &noun);
}

/* "2140 Birch Street", "50 Cent": a capitalised word behind, and a street within three words. */
static bool is_named_after(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    if (!qc_is_upper(qc_at(view, figure->mention->number.end + 1)))
        return false;
    qc_span word = figure->next.span;
    for (int i = 0; i < 3 && word.end > word.start && qc_is_upper(view->bytes[word.start]); i++) {
        if (qc_lexicon_classes(view, word) & QC_WORD_NAME_AFTER)
            return true;
        word = qc_word_after(view, word.end);
    }
    return false;
}

/* Is a word without a capital, and no function word? */
static bool is_plain_word(const qc_view *view, qc_span word)
{
    enum { FUNCTION = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_DETERMINER | QC_WORD_AUXILIARY };
    return word.end > word.start && !qc_is_upper(view->bytes[word.start]) &&
           !(qc_lexicon_classes(view, word) & FUNCTION);
}

/* Are the words around a span those of a sentence, not of a headline in capitals? */
static bool is_in_sentence(const qc_view *view, qc_span span)
{
    enum { WORDS = 6 };
    qc_span before = span, behind = span;
    for (int i = 0; i < WORDS; i++) {
        before = qc_word_before(view, before.start);
        behind = qc_word_after(view, behind.end);
        if (is_plain_word(view, before) || is_plain_word(view, behind))
            return true;
    }
    return false;
}

/* "the Big Four auditors", "Six Flags", "Three Mile Island": a capitalised number word beside another in a sentence. */
static bool is_named_word(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    if (number->style == QC_NUMBER_DIGITS || !qc_is_upper(qc_at(view, number->start)) ||
        qc_at(view, number->end) == '-')
        return false;
    qc_span span = {number->start, number->end}, before = qc_word_before(view, span.start),
            behind = qc_word_after(view, span.end);
    bool inside = before.end > before.start || qc_at(view, qc_skip_space_back(view, span.start) - 1) == ',';
    bool beside = (before.end > before.start && qc_is_upper(view->bytes[before.start])) ||
                  (behind.end > behind.start && qc_is_upper(view->bytes[behind.start]));
    return inside && beside && is_in_sentence(view, span);
}

/* "3 min read": how long a page takes. */
static bool is_reading_time(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    size_t at = figure->mention->number.end;
    if ((qc_at(view, at) != ' ' && qc_at(view, at) != '-') || qc_lower(qc_at(view, at + 1)) != 'm')
        return false;
    qc_span word = qc_word_at(view, at + 1);
    bool minutes =
        qc_span_is(view, word, "min") || qc_span_is(view, word, "minute") || qc_span_is(view, word, "minutes");
    return minutes && qc_span_is(view, qc_word_after(view, word.end), "read");
}

/* "the 5000 series": a model. */
static bool is_series(const qc_figure *figure)
{
    const qc_number *number = &figure->mention->number;
    return number->integer && number->mantissa >= 100 && qc_lower(qc_at(figure->view, number->end + 1)) == 's' &&
           qc_span_is(figure->view, figure->next.span, "series");
}

/* "the Group of Seven meeting", "the Group of 77". */
static bool is_group_name(const qc_figure *figure)
{
    static const char *const groups[] = {"group", "gang", "club", "league", "council", "rule", NULL};
    const qc_view *view = figure->view;
    qc_span noun = qc_word_before(view, figure->word.span.start);
    return qc_span_is_any(view, noun, groups) && qc_is_upper(view->bytes[noun.start]);
}

/* "Denver, CO 80214": five digits behind the two capitals of a state, which a comma precedes. */
static bool is_postcode(const qc_figure *figure)
{
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    qc_span state = figure->word.span;
    return number->integer && number->end - number->start == 5 && state.end - state.start == 2 &&
           qc_is_upper(qc_at(view, state.start)) && qc_is_upper(qc_at(view, state.start + 1)) &&
           qc_at(view, qc_skip_space_back(view, state.start) - 1) == ',';
}

/* "RON 95 petrol": octane, not Romanian lei. */
static bool is_octane(const qc_figure *figure)
{
    static const char *const fuels[] = {"petrol", "gasoline", "fuel", "unleaded", "octane", "grade", "premium", NULL};
    const qc_view *view = figure->view;
    const qc_number *number = &figure->mention->number;
    return number->integer && number->mantissa >= 90 && number->mantissa <= 102 &&
           qc_at(view, figure->before.start) == 'R' &&
           qc_span_is(view, qc_word_at(view, figure->before.start), "ron") &&
           qc_span_is_any(view, figure->next.span, fuels);
}

/* "two for one stock split": the shares of a split are no counts. */
static bool is_split(const qc_figure *figure)
{
    static const char *const nouns[] = {"split", "stock", "bonus", "rights", "share", "reverse", NULL};
    const qc_view *view = figure->view;
    return qc_word_before(view, figure->word.span.start).end > figure->work->floor &&
           (qc_lexicon_classes(view, qc_word_before(view, figure->word.span.start)) & QC_WORD_NUMBER) != 0 &&
           qc_span_is_any(view, figure->next.span, nouns);
}

/* Does the word before the number make it part of a name? */
static bool is_led(const qc_figure *figure)
{
    uint8_t key = figure->word.row->key;
    if (key == QC_KEY_FOR)
        return is_split(figure);
    if (key == QC_KEY_OF)
        return is_group_name(figure);
    return is_named_before(figure) || is_postcode(figure);
}

/* Does what stands behind it? */
static bool is_followed(const qc_figure *figure)
{
    uint8_t first = qc_at(figure->view, figure->next.span.start), letter = qc_lower(first);
    if ((letter == 'm' || letter == '-') && is_reading_time(figure))
        return true;
    return (letter == 's' && is_series(figure)) || (qc_is_upper(first) && is_named_after(figure));
}

bool qc_name_holds(const qc_figure *figure)
{
    if (is_glued_before(figure) || is_glued_after(figure))
        return true;
    if (figure->before.unit >= 0)
        return is_octane(figure);
    bool digits = figure->mention->number.style == QC_NUMBER_DIGITS;
    if (digits ? is_list_number(figure) || is_telephone(figure) : is_named_word(figure))
        return true;
    return is_led(figure) || is_followed(figure);
}
