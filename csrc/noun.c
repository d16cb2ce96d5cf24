/* The noun that is counted: from the words behind a number to the span of its noun phrase, and to its singular.
 *
 * English marks it by the plural: the first plural noun behind the number is the head, and what stands before it is its
 * compound. Function words, verbs, digits and punctuation end the phrase.
 */
#include "figure.h"
#include "lexicon_tables.h"

#include <string.h>

/* No phrase is read further than this many tokens; a unit has at most three words (CONVENTIONS 4). */
enum { MOST_TOKENS = 6, MOST_WORDS = 3, LONGEST_MODEL = 16 };

enum {
    STOPS = QC_WORD_DETERMINER | QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_AUXILIARY | QC_WORD_PRONOUN |
            QC_WORD_ADVERB | QC_WORD_NUMBER | QC_WORD_SCALE | QC_WORD_WEEKDAY | QC_WORD_DATE_WORD | QC_WORD_MULTIPLE,
    VERBS = QC_WORD_VERB | QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN
};

/* A word of the phrase: letters, hyphens between letters, the full stops of U.S. */
typedef struct token {
    qc_span span;
    qc_span last; /* behind its last hyphen */
    uint32_t classes;
    uint8_t relative; /* qc_relative */
} token;

/* Is it "Q3", "H1", "FY24", the name of a period? */
static bool is_period(const qc_view *view, qc_span letters)
{
    static const char *const words[] = {"q", "h", "fy", "cy", NULL};
    return qc_span_is_any(view, letters, words);
}

/* "F-16s", "A320s", "Su-34s", "MD-11" before a plural: models, with digits in them; "747s" too. */
static bool read_model(const qc_view *view, token *word)
{
    size_t start = word->span.start, end = word->span.end;
    bool letters = end > start;
    end += letters && qc_at(view, end) == '-';
    if (!qc_is_digit(qc_at(view, end)) ||
        (letters && (!qc_is_upper(qc_at(view, start)) || is_period(view, word->span))))
        return false;
    while (end - start < LONGEST_MODEL &&
           (qc_is_word(qc_at(view, end)) || (qc_at(view, end) == '-' && qc_is_word(qc_at(view, end + 1)))))
        end++;
    if (!letters && !(end - start == 4 && qc_at(view, end - 1) == 's' && qc_at(view, start) != '1'))
        return false;
    word->span.end = end;
    word->last = word->span;
    return true;
}

static token read_token(const qc_view *view, size_t at)
{
    token word = {.span = qc_word_at(view, at)};
    if (read_model(view, &word))
        return word;
    word.last = word.span;
    if (word.span.end == word.span.start)
        return word;
    for (int i = 0;
         i < MOST_TOKENS && qc_at(view, word.span.end) == '-' && qc_is_letter(qc_at(view, word.span.end + 1)); i++) {
        word.last = qc_word_at(view, word.span.end + 1);
        word.span.end = word.last.end;
    }
    while (qc_at(view, word.span.end) == '.' && qc_is_upper(qc_at(view, word.span.end - 1)) &&
           word.last.end - word.last.start == 1 &&
           (qc_is_upper(qc_at(view, word.span.end + 1)) || qc_is_space(qc_at(view, word.span.end + 1)))) {
        word.last = qc_word_at(view, word.span.end + 1);
        word.span.end = word.last.end;
    }
    const qc_word *known = word.last.end > word.last.start ? qc_lexicon_word(view, word.last) : NULL;
    word.classes = known ? known->classes : 0;
    if (word.last.start > word.span.start) /* "state-owned", "paid-up" */
        word.classes &= ~(uint32_t)(VERBS | STOPS);
    word.relative = known ? known->relative : 0;
    return word;
}

/* Does it end in the s of a plural? */
static bool has_plural_s(const qc_view *view, qc_span word)
{
    if (word.end - word.start < 3 || qc_lower(view->bytes[word.end - 1]) != 's')
        return false;
    uint8_t before = qc_lower(view->bytes[word.end - 2]);
    return before != 's' && before != 'u' && before != 'i';
}

/* "countrymen", "policewomen", but not "specimen". */
static bool ends_in_men(const qc_view *view, qc_span word)
{
    enum { SHORTEST = 6 };
    if (word.end - word.start < SHORTEST || !qc_span_is(view, (qc_span){word.end - 3, word.end}, "men"))
        return false;
    uint8_t before = qc_lower(view->bytes[word.end - 4]);
    return before != 'i' && before != 'o' && before != 'u';
}

static bool is_plural(const qc_view *view, const token *word)
{
    if (word->classes & QC_WORD_PLURAL || qc_span_is(view, word->span, "head")) /* "900 head" of cattle */
        return true;
    enum { LONGEST_ACRONYM = 4 }; /* "the 2011 CBS", "two GPS" */
    bool acronym = word->last.end - word->last.start <= LONGEST_ACRONYM && qc_is_upper(view->bytes[word->last.end - 1]);
    return ends_in_men(view, word->last) ||
           (!acronym && !(word->classes & QC_WORD_SINGULAR_S) && has_plural_s(view, word->last));
}

/* "last", "this", "next", "ago", "earlier" begin or end a date; "previous" and "late" may stand in a phrase. */
static bool is_date_part(const token *word)
{
    switch (word->relative) {
    case QC_RELATIVE_LAST:
    case QC_RELATIVE_THIS:
    case QC_RELATIVE_NEXT:
    case QC_RELATIVE_SAME:
    case QC_RELATIVE_THAT:
    case QC_RELATIVE_EACH:
    case QC_RELATIVE_EARLIER:
    case QC_RELATIVE_LATER:
    case QC_RELATIVE_AGO:
    case QC_RELATIVE_BEFORE:
    case QC_RELATIVE_AFTER:
    case QC_RELATIVE_ENDED:
    case QC_RELATIVE_SINCE:
    case QC_RELATIVE_UNTIL:
        return true;
    default:
        return false;
    }
}

/* "nine selling days", "12 producing wells": participles that stand before what they describe. */
static bool is_attributive(const qc_view *view, qc_span word)
{
    static const char *const words[] = {
        "selling", "producing", "participating", "improving", "declining", "contracting", "rising",
        "falling", "growing",   "losing",        "winning",   "hourly",    NULL};
    uint8_t last = qc_lower(qc_at(view, word.end - 1));
    return (last == 'g' || last == 'y') && qc_span_is_any(view, word, words);
}

/* Does the word end the phrase? A verb in -s cannot follow a plural's number, so it is a noun: "two attacks", "five
 * strikes". */
static bool ends_phrase(const qc_view *view, const token *word)
{
    if (word->span.end == word->span.start || is_date_part(word))
        return true;
    if (qc_span_is(view, word->span, "others") || is_attributive(view, word->span))
        return false;
    if (word->classes & STOPS && !(word->classes & QC_WORD_PLURAL))
        return !(word->classes & QC_WORD_ADJECTIVE);
    return (word->classes & VERBS) != 0 && !(word->classes & QC_WORD_ADJECTIVE) && !has_plural_s(view, word->last);
}

/* A plural that is the first part of a compound: "arms dealers", "Bates units". Then the next plural is the head. */
static bool leads_compound(const qc_view *view, const token *word, token *next)
{
    static const char *const leads[] = {"arms",    "sports",     "goods",      "sales",  "savings", "customs",
                                        "systems", "operations", "securities", "trades", NULL};
    *next = read_token(view, qc_figure_skip(view, word->span.end));
    if (ends_phrase(view, next) || !is_plural(view, next))
        return false;
    return qc_span_is_any(view, word->last, leads) ||
           (qc_is_upper(view->bytes[word->last.start]) && !qc_is_upper(view->bytes[next->last.start]));
}

/* Words that only add, compare or count over, and are no part of what is counted (CONVENTIONS 4). */
static bool is_left_out(const qc_view *view, const token *word)
{
    static const char *const words[] = {"new",        "additional", "extra",     "further",  "other",       "more",
                                        "fewer",      "combined",   "total",     "straight", "consecutive", "full",
                                        "separate",   "different",  "estimated", "reported", "average",     "such",
                                        "successive", "remaining",  "own",       "so",       "called",      "possible",
                                        "record",     "whole",      "entire",    NULL};
    return word->classes & QC_WORD_ADJECTIVE && qc_span_is_any(view, word->span, words);
}

/* Keeps the last words of a phrase whose words begin at `starts`. */
static qc_span cut(const size_t *starts, int count, size_t end)
{
    return (qc_span){starts[count > MOST_WORDS ? count - MOST_WORDS : 0], end};
}

/* Behind the number of a model at `at`, where the word before it is a maker's: "three Boeing 737 jets"; else `at`. */
static size_t skip_model(const qc_view *view, size_t maker, size_t at)
{
    enum { MOST_DIGITS = 4 };
    size_t end = at;
    while (end - at <= MOST_DIGITS && qc_is_digit(qc_at(view, end)))
        end++;
    bool named =
        qc_is_upper(qc_at(view, maker)) && qc_lexicon_classes(view, qc_word_at(view, maker)) & QC_WORD_NAME_BEFORE;
    return named && end - at >= 3 && end - at <= MOST_DIGITS && qc_at(view, end) == ' ' ? qc_figure_skip(view, end)
                                                                                        : at;
}

/* "12 cocoa consuming states": a participle behind a noun, right before the plural. */
static bool leads_plural(const qc_view *view, const token *word)
{
    if (!(word->classes & VERBS) || !qc_span_is(view, (qc_span){word->span.end - 3, word->span.end}, "ing"))
        return false;
    token next = read_token(view, qc_figure_skip(view, word->span.end));
    return !ends_phrase(view, &next) && is_plural(view, &next);
}

/* Several: up to the first plural. */
static bool read_several(const qc_view *view, size_t at, qc_span *noun)
{
    size_t starts[MOST_TOKENS + 1];
    int count = 0;
    for (int i = 0; i < MOST_TOKENS; i++) {
        token word = read_token(view, at), next;
        bool goes_on = i > 0 && (qc_span_is(view, word.span, "and") || (count > 0 && leads_plural(view, &word)));
        if (ends_phrase(view, &word) && !goes_on)
            return false;
        bool plural = is_plural(view, &word);
        bool and = qc_span_is(view, word.span, "and");
        if (!and&&(count > 0 || plural || !is_left_out(view, &word)))
            starts[count++] = word.span.start;
        if (plural && leads_compound(view, &word, &next))
            word = next;
        if (plural) {
            *noun = cut(starts, count, word.span.end);
            return true;
        }
        at = qc_figure_skip(view, word.span.end);
        if (at == word.span.end)
            return false;
        at = skip_model(view, word.span.start, at);
    }
    return false;
}

static bool is_verb(const token *word) { return (word->classes & VERBS) != 0 && !(word->classes & QC_WORD_ADJECTIVE); }

/* Can the word go on with the noun of one thing: "one bond trader said"? Verbs and adverbs end so. */
static bool goes_on(const qc_view *view, const token *word)
{
    static const char *const ends[] = {"s", "ed", "ly", "ing"};
    if (ends_phrase(view, word) || is_verb(word) || is_plural(view, word) || qc_is_upper(view->bytes[word->span.start]))
        return false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (word->last.end - word->last.start > size &&
            qc_span_is(view, (qc_span){word->last.end - size, word->last.end}, ends[i]))
            return false;
    }
    return true;
}

/* One: a word that is no verb and no plural, and the nouns behind it. */
static bool read_single(const qc_view *view, size_t at, qc_span *noun)
{
    token word = read_token(view, at);
    if (ends_phrase(view, &word) || is_verb(&word) || is_plural(view, &word))
        return false;
    bool named = !is_left_out(view, &word);
    *noun = word.span;
    for (int i = 1; i < MOST_WORDS; i++) {
        at = qc_figure_skip(view, word.span.end);
        token next = read_token(view, at);
        if (at == word.span.end || !goes_on(view, &next))
            break;
        *noun = (qc_span){named ? noun->start : next.span.start, next.span.end};
        named = true;
        word = next;
    }
    return named && !(word.classes & QC_WORD_ADJECTIVE && noun->end == word.span.end && noun->start == word.span.start);
}

/* Is it a word of the lexicon that ends every phrase it begins: "500 of", "500 in"? */
static bool is_stop(const qc_view *view, const qc_neighbour *word)
{
    enum { KEEPS = QC_WORD_PLURAL | QC_WORD_ADJECTIVE };
    return word->row->classes & STOPS && !(word->row->classes & KEEPS) && qc_is_space(qc_at(view, word->span.end)) &&
           !qc_span_is(view, word->span, "others") && !is_attributive(view, word->span);
}

bool qc_noun_behind(const qc_figure *figure, qc_span *noun)
{
    bool one = qc_number_is_one(&figure->mention->number);
    return !is_stop(figure->view, &figure->next) && qc_noun_read(figure->view, figure->tail, one, noun);
}

bool qc_noun_read(const qc_view *view, size_t at, bool one, qc_span *noun)
{
    if (!qc_is_letter(qc_at(view, at)) && !(qc_is_digit(qc_at(view, at)) && !qc_is_digit(qc_at(view, at - 1))))
        return false;
    return one ? read_single(view, at, noun) : read_several(view, at, noun);
}

/* Writes a byte of the view as UTF-8; letters that the view does not keep are left out. */
static size_t put_byte(uint8_t byte, char *buffer, size_t length, size_t size)
{
    unsigned code = byte == QC_SIGN_L_WITH_STROKE ? 0x142 : byte >= 0x80 && byte < 0xA0 ? 0 : byte;
    if (code == 0 || length + 2 >= size)
        return length;
    if (code >= 0x80) {
        buffer[length++] = (char)(0xC0 | (code >> 6));
        code = 0x80 | (code & 0x3F);
    }
    buffer[length++] = (char)code;
    return length;
}

static size_t put_span(const qc_view *view, qc_span span, bool lower, char *buffer, size_t length, size_t size)
{
    for (size_t at = span.start; at < span.end; at++) {
        uint8_t byte = view->bytes[at], before = qc_at(view, at - 1);
        if (qc_lower(byte) == 'a' && qc_is_space(before) && qc_span_is(view, qc_word_at(view, at), "and")) {
            at += 4; /* "digital and physical sales": digital physical sale */
            byte = view->bytes[at];
        }
        bool space = qc_is_space(byte);
        if (!space || (length > 0 && buffer[length - 1] != ' '))
            length = put_byte(space ? ' ' : lower ? qc_lower(byte) : byte, buffer, length, size);
    }
    return length;
}

static bool ends_in(const qc_view *view, qc_span word, const char *end)
{
    size_t size = strlen(end);
    return word.end - word.start > size && qc_span_is(view, (qc_span){word.end - size, word.end}, end);
}

/* How many letters of a regular plural are its ending, and what comes instead. */
static size_t plural_ending(const qc_view *view, qc_span head, const char **instead)
{
    *instead = "";
    if (ends_in_men(view, head)) {
        *instead = "an";
        return 2;
    }
    bool es = qc_lower(qc_at(view, head.end - 2)) == 'e';
    if (es && head.end - head.start > 4 && ends_in(view, head, "ies")) {
        *instead = "y";
        return 3;
    }
    if (qc_lower(qc_at(view, head.end - 1)) != 's')
        return 0;
    static const char *const with_e[] = {"ches", "shes", "xes", "sses", "zzes", "oes"};
    for (size_t i = 0; es && i < sizeof with_e / sizeof *with_e; i++)
        if (ends_in(view, head, with_e[i]))
            return 2;
    return has_plural_s(view, head) ? 1 : 0;
}

/* The word of letters that ends the noun phrase. */
static qc_span head_of(const qc_view *view, qc_span noun)
{
    qc_span head = {noun.end, noun.end};
    while (head.start > noun.start && qc_is_word(qc_at(view, head.start - 1)))
        head.start--;
    return head;
}

/* "12 SHIPS" of a headline, while acronyms are short: "EVs". */
static bool is_shouted(const qc_view *view, qc_span head)
{
    enum { SHORTEST = 4 };
    if (head.end - head.start < SHORTEST)
        return false;
    for (size_t at = head.start; at < head.end; at++)
        if (!qc_is_upper(view->bytes[at]))
            return false;
    return true;
}

size_t qc_noun_singular(const qc_view *view, qc_span noun, char *buffer, size_t size)
{
    qc_span head = head_of(view, noun);
    bool lower = is_shouted(view, head);
    size_t length = put_span(view, (qc_span){noun.start, head.start}, lower, buffer, 0, size);
    const qc_word *word = qc_lexicon_word(view, head);
    const char *instead = "";
    if (word && word->classes & QC_WORD_PLURAL && word->singular_length > 0) {
        for (size_t i = 0; i < word->singular_length; i++)
            length = put_byte((uint8_t)qc_word_pool[word->singular + i], buffer, length, size);
    } else {
        if (!(word && word->classes & (QC_WORD_SINGULAR_S | QC_WORD_PLURAL)))
            head.end -= plural_ending(view, head, &instead);
        length = put_span(view, head, lower, buffer, length, size);
    }
    for (; *instead; instead++)
        length = put_byte((uint8_t)*instead, buffer, length, size);
    buffer[length] = '\0';
    return length;
}
