/* Where sentences begin.
 *
 * In: the view and the bitmap of its stops. Out: the start of each sentence. It knows abbreviations from the lexicon,
 * and nothing of figures.
 */
#include "lexicon.h"
#include "scan.h"

enum {
    LONG_LINE = 110,    /* no agency wraps its lines behind this column; a paragraph of the web is longer */
    JUDGED_LINES = 200, /* after so many the rest is taken to be alike */
    WRAPPED_LINE = 50,  /* a line of at least this many characters may have been wrapped */
    MOST_BLANKS = 32,   /* how many blanks of indentation are looked through */
    LONGEST_ABBREVIATION = 6 /* letters before the full stop: Corp, Sept, Messrs */
};

static qc_status add_start(const qc_allocator *allocator, qc_sentences *sentences, size_t start)
{
    if (sentences->count > 0 && sentences->starts[sentences->count - 1] >= start)
        return QC_OK;
    if (sentences->count == sentences->capacity)
        QC_TRY(
            qc_grow(allocator, (void **)&sentences->starts, &sentences->capacity, sentences->count + 1, sizeof start));
    sentences->starts[sentences->count++] = start;
    return QC_OK;
}

/* Are the lines of this text wrapped at a column, so that a line end says nothing? Wrapped lines are many and none is
 * long. The first lines tell. */
static bool is_wrapped(const qc_view *view, const uint64_t *stops)
{
    size_t line = 0, wrapped = 0, longer = 0;
    for (size_t at = qc_bitmap_next(stops, view->length, 0); at < view->length && wrapped + longer < JUDGED_LINES;
         at = qc_bitmap_next(stops, view->length, at + 1)) {
        if (view->bytes[at] != '\n')
            continue;
        wrapped += at - line >= WRAPPED_LINE && at - line <= LONG_LINE;
        longer += at - line > LONG_LINE;
        line = at + 1;
    }
    return wrapped >= 3 && wrapped > 4 * longer;
}

static bool is_blank(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\r'; }

static bool is_closing(uint8_t byte)
{
    return byte == '"' || byte == '\'' || byte == ')' || byte == ']' || byte == QC_SIGN_RIGHT_DOUBLE_QUOTE ||
           byte == QC_SIGN_RIGHT_SINGLE_QUOTE;
}

/* Can a sentence begin with this byte? */
static bool is_opening(uint8_t byte)
{
    enum { OPENING = QC_CHAR_UPPER | QC_CHAR_DIGIT | QC_CHAR_QUOTE | QC_CHAR_DASH | QC_CHAR_CURRENCY };
    return qc_char_class[byte] & OPENING || byte == '(' || byte == '[' || byte == QC_SIGN_LETTER ||
           byte == QC_SIGN_MARK;
}

/* Does the full stop at `at` belong to an abbreviation or an initial? Then it closes the sentence only where the next
 * word cannot follow it inside one ("the U.S. The"). */
static bool is_abbreviation(const qc_view *view, size_t at, size_t next)
{
    uint64_t others = qc_others(qc_load(view->bytes + (ptrdiff_t)(at - sizeof others)));
    if (others >> 8 == 0)
        return false; /* seven ASCII letters and more: most words that end a sentence */
    qc_span word = {at - (size_t)__builtin_clzll(others) / 8, at};
    while (at - word.start <= LONGEST_ABBREVIATION && qc_is_letter(qc_at(view, word.start - 1)))
        word.start--;
    size_t length = at - word.start;
    if (length == 0 || length > LONGEST_ABBREVIATION)
        return false;
    bool initial = length == 1 && (qc_is_upper(view->bytes[word.start]) || qc_at(view, word.start - 1) == '.');
    if (!initial && !(qc_lexicon_classes(view, word) & QC_WORD_ABBREVIATION))
        return false;
    return !(qc_lexicon_classes(view, qc_word_at(view, next)) & (QC_WORD_DETERMINER | QC_WORD_PRONOUN));
}

/* Where the next sentence begins if . ! ? at `at` closes one, else 0. Bounded: closing marks and spaces are few. */
static size_t behind_stop(const qc_view *view, size_t at)
{
    size_t next = at + 1;
    uint8_t byte = qc_at(view, next);
    if (qc_is_word(byte))
        return 0; /* the point of a number or an abbreviation */
    while (next - at <= 4 && !qc_is_space(byte) && is_closing(byte))
        byte = qc_at(view, ++next);
    if (!qc_is_space(byte))
        return 0;
    for (size_t spaces = 0; spaces < 4 && qc_is_space(byte); spaces++)
        byte = qc_at(view, ++next);
    if (next >= view->length || !is_opening(byte))
        return 0;
    return view->bytes[at] == '.' && is_abbreviation(view, at, next) ? 0 : next;
}

/* Is the line before the line end at `at` blank? */
static bool follows_blank_line(const qc_view *view, size_t at)
{
    size_t before = at;
    while (at - before < MOST_BLANKS && is_blank(qc_at(view, before - 1)))
        before--;
    return qc_at(view, before - 1) == '\n';
}

/* Where the next sentence begins if the line end at `at` closes one, else 0: where lines are not wrapped, behind a
 * blank line, before an indented one. */
static size_t behind_line_end(const qc_view *view, size_t at, bool wrapped)
{
    size_t next = at + 1;
    uint8_t byte = qc_at(view, next);
    if (wrapped && qc_is_word(byte) && qc_is_word(qc_at(view, at - 1)))
        return 0; /* by far the most of them */
    while (next - at <= MOST_BLANKS && is_blank(byte))
        byte = qc_at(view, ++next);
    if (next >= view->length || byte == '\n')
        return 0;
    bool indented = next > at + 1;
    return wrapped && !indented && !follows_blank_line(view, at) ? 0 : next;
}

qc_status qc_text_sentences(const qc_allocator *allocator, const qc_view *view, const uint64_t *stops,
                            qc_sentences *sentences)
{
    bool wrapped = is_wrapped(view, stops);
    sentences->count = 0;
    QC_TRY(add_start(allocator, sentences, 0));
    for (size_t word = 0, words = qc_bitmap_words(view->length); word < words; word++)
        for (uint64_t bits = stops[word]; bits; bits &= bits - 1) {
            size_t at = word * 64 + (size_t)__builtin_ctzll(bits);
            size_t next = view->bytes[at] == '\n' ? behind_line_end(view, at, wrapped) : behind_stop(view, at);
            if (next)
                QC_TRY(add_start(allocator, sentences, next));
        }
    return QC_OK;
}

size_t qc_sentence_search(const qc_sentences *sentences, size_t at, size_t hint)
{
    enum { NEAR = 8 }; /* rows come in the order of the text: mostly the sentence is one of the next */
    size_t low = hint < sentences->count && sentences->starts[hint] <= at ? hint : 0, high = sentences->count;
    for (size_t i = 0; i < NEAR && low + 1 < high; i++, low++)
        if (sentences->starts[low + 1] > at)
            return low;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sentences->starts[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}
