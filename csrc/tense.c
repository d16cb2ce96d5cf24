/* Which side of today a clause is on: the nearest before a date of the cue words that calendar.tsv names FUTURE and
 * BYGONE, and of verbs in -ed. */
#include "figure.h"
#include "period_rules.h"

/* Words looked at before and behind a date. */
enum { WORDS_BEFORE = 10, WORDS_BEHIND = 3 };
/* So near before a date "until" and "before" lead it, a clock time between. */
enum { LEAD = 4 };
/* A date that begins within so many code points of its sentence opens it, a preposition before. */
enum { OPENING = 12 };

static bool is_past_verb(const qc_view *view, qc_span span, const qc_word *word)
{
    bool ending = span.end - span.start > 3 && qc_lower(view->bytes[span.end - 1]) == 'd' &&
                  qc_lower(view->bytes[span.end - 2]) == 'e';
    return ending && word && word->classes & (QC_WORD_VERB | QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN);
}

/* "Until", "before" and "by" lead a date that follows at once, or behind a clock time: "by 5 p.m. on Friday", not "by 5
 * percent in May". */
static bool is_lead(const qc_view *view, qc_span span, int distance)
{
    if (distance == 0 || distance >= LEAD)
        return distance == 0;
    size_t at = qc_skip_space(view, span.end), digits = at;
    while (digits - at < 2 && qc_is_digit(qc_at(view, digits)))
        digits++;
    size_t next = qc_skip_space(view, digits);
    uint8_t half = qc_lower(qc_at(view, next)),
            letter = qc_lower(qc_at(view, next + 1 + (qc_at(view, next + 1) == '.')));
    return digits > at && (qc_at(view, digits) == ':' || ((half == 'a' || half == 'p') && letter == 'm'));
}

/* What a word before a date says of its clause; `distance` words stand between. */
static qc_tense tense_of(const qc_view *view, qc_span span, int distance)
{
    const qc_word *word = qc_lexicon_word(view, span);
    qc_span before = qc_word_before(view, span.start);
    if (qc_span_is(view, span, "be")) /* to be held on Thursday; could be seen on Thursday */
        return qc_span_is(view, before, "to") ? QC_TENSE_FUTURE : QC_TENSE_NONE;
    if (qc_span_is(view, before, "be"))
        return QC_TENSE_NONE;
    if (distance == 0 && qc_span_is(view, span, "record")) /* dividends: to holders of record May 22 */
        return QC_TENSE_FUTURE;
    switch (word ? word->relative : QC_RELATIVE_NONE) {
    case QC_RELATIVE_FUTURE:
        return is_lead(view, span, distance) || !qc_span_is(view, span, "by") ? QC_TENSE_FUTURE : QC_TENSE_NONE;
    case QC_RELATIVE_EARLY: /* as early as Tuesday */
        return distance == 1 && qc_span_is(view, qc_word_after(view, span.end), "as") ? QC_TENSE_FUTURE : QC_TENSE_NONE;
    case QC_RELATIVE_UNTIL:
    case QC_RELATIVE_BEFORE:
        return is_lead(view, span, distance) ? QC_TENSE_FUTURE : QC_TENSE_NONE;
    case QC_RELATIVE_BYGONE:
    case QC_RELATIVE_SINCE:
        return QC_TENSE_PAST;
    default:
        return is_past_verb(view, span, word) ? QC_TENSE_PAST : QC_TENSE_NONE;
    }
}

/* The word that ends before `at`, over signs of punctuation and digits; not before `floor`. */
static qc_span step_back(const qc_view *view, size_t at, size_t floor)
{
    while (at > floor && !qc_is_letter(view->bytes[at - 1]))
        at--;
    qc_span word = {at, at};
    while (word.start > floor && qc_is_letter(view->bytes[word.start - 1]))
        word.start--;
    return word;
}

static qc_tense read_before(const qc_work *work, const qc_mention *mention, size_t floor)
{
    size_t at = mention->start;
    if (floor + 160 < at)
        floor = at - 160; /* ten words are shorter */
    for (int i = 0; i < WORDS_BEFORE; i++) {
        qc_span word = step_back(&work->view, at, floor);
        if (word.end == word.start)
            break;
        qc_tense tense = tense_of(&work->view, word, i);
        if (tense != QC_TENSE_NONE)
            return tense;
        at = word.start;
    }
    return QC_TENSE_NONE;
}

/* "Brent for August", "copper for delivery in July": what is traded stands before a month. Goods alone may also be
 * those that were sold in it. */
static bool is_traded_before(const qc_view *view, const qc_mention *mention)
{
    static const char *const traded[] = {"brent",    "wti",        "crude",    "futures", "contract", "contracts",
                                         "delivery", "settlement", "shipment", "loading", NULL};
    qc_span lead = qc_word_before(view, mention->start), noun = qc_word_before(view, lead.start);
    if (qc_span_is(view, lead, "for"))
        return qc_span_is_any(view, noun, traded) && !qc_span_is(view, qc_word_before(view, noun.start), "of");
    return qc_span_is(view, lead, "in") && qc_span_is(view, noun, "delivery") &&
           qc_span_is(view, qc_word_before(view, noun.start), "for");
}

/* "July crude gained", "the December gasoil": goods that the month names, of which nothing else is said to be traded,
 * made or stored in it. */
static bool is_traded_behind(const qc_view *view, const qc_mention *mention)
{
    static const char *const goods[] = {"brent",   "wti",    "crude",   "gasoil", "gasoline", "naphtha", "copper",
                                        "wheat",   "corn",   "soybeans", "cotton", "gold",    "silver",  "cocoa",
                                        "soymeal", "soyoil", "arabica", "robusta", "rapeseed", "canola", NULL};
    enum { SAYS = QC_WORD_VERB | QC_WORD_AUXILIARY | QC_WORD_PREPOSITION | QC_WORD_CHANGE_UP | QC_WORD_CHANGE_DOWN };
    qc_span noun = qc_word_after(view, mention->end);
    if (!qc_span_is_any(view, noun, goods))
        return false;
    const qc_word *next = qc_lexicon_word(view, qc_word_after(view, noun.end));
    return next && next->classes & SAYS && !(next->senses & (QC_SENSE_MEASURE | QC_SENSE_NOUN));
}

/* "for July arrival": the month in which what is bought comes. */
static bool is_arrival(const qc_view *view, const qc_mention *mention)
{
    static const char *const ends[] = {"arrival", "loading", "lifting", "shipment", "expiry", "settlement", NULL};
    return qc_span_is(view, qc_word_before(view, mention->start), "for") &&
           qc_span_is_any(view, qc_word_after(view, mention->end), ends);
}

/* A contract or delivery month is still to come: the words of trade stand behind it, or before. */
static bool is_contract(const qc_work *work, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    if (is_traded_before(view, mention) || is_traded_behind(view, mention) || is_arrival(view, mention))
        return true;
    size_t at = mention->end;
    for (int i = 0; i < WORDS_BEHIND; i++) {
        qc_span span = qc_word_after(&work->view, at);
        const qc_word *word = qc_lexicon_word(&work->view, span);
        if (word && word->relative == QC_RELATIVE_CONTRACT)
            return true;
        at = span.end;
    }
    return false;
}

/* Does a verb look ahead: will, or of a day plans to, is expected to? Figures for March are expected to rise. */
static bool looks_ahead(const qc_view *view, qc_span span, bool of_day)
{
    if (qc_span_is(view, span, "will") || qc_span_is(view, span, "shall"))
        return true;
    if (!of_day)
        return false;
    const qc_word *word = qc_lexicon_word(view, span);
    if (!word || word->relative != QC_RELATIVE_FUTURE || !qc_span_is(view, qc_word_after(view, span.end), "to"))
        return false;
    qc_span before = qc_word_before(view, span.start);
    return qc_lower(qc_at(view, span.end - 1)) == 's' || qc_span_is(view, before, "is") ||
           qc_span_is(view, before, "are");
}

/* Where a date opens its sentence, the verb is behind it: "On Monday the panel will meet". */
static qc_tense read_behind(const qc_work *work, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    bool named_day = mention->date.weekday || mention->date.day;
    size_t at = mention->end;
    for (int i = 0; i < WORDS_BEFORE; i++) {
        qc_span span = qc_word_after(view, at + (qc_at(view, at) == ','));
        if (span.end == span.start)
            break;
        if (looks_ahead(view, span, named_day && i > 0))
            return QC_TENSE_FUTURE;
        if (tense_of(view, span, WORDS_BEFORE) == QC_TENSE_PAST)
            return QC_TENSE_PAST;
        at = span.end;
    }
    return QC_TENSE_NONE;
}

/* "Until Monday, the gates had stayed shut": what opens its sentence behind "until" is over where the verb says so. */
static bool is_over(const qc_view *view, const qc_mention *mention)
{
    size_t at = mention->end;
    for (int i = 0; i < WORDS_BEFORE; i++) {
        qc_span span = qc_word_after(view, at + (qc_at(view, at) == ','));
        if (span.end == span.start || qc_span_is(view, span, "will"))
            return false;
        if (qc_span_is(view, span, "had"))
            return true;
        at = span.end;
    }
    return false;
}

bool qc_tense_is_contract(const qc_work *work, const qc_mention *mention)
{
    const qc_view *view = &work->view;
    return mention->date.month && !mention->date.day &&
           (is_traded_before(view, mention) || is_traded_behind(view, mention) || is_arrival(view, mention));
}

bool qc_tense_is_deadline(const qc_work *work, const qc_mention *mention, size_t sentence)
{
    const qc_view *view = &work->view;
    size_t floor = work->sentences.count ? work->sentences.starts[sentence] : 0;
    qc_span word = step_back(view, mention->start, floor);
    if (!qc_span_is(view, word, "by"))
        return false;
    for (int i = 1; i < WORDS_BEFORE && word.end > word.start; i++) {
        word = step_back(view, word.start, floor);
        qc_tense tense = word.end > word.start ? tense_of(view, word, i) : QC_TENSE_NONE;
        qc_span before = qc_word_before(view, word.start);
        if (tense != QC_TENSE_NONE) /* "was expected by March" may be over */
            return tense == QC_TENSE_FUTURE && !qc_span_is(view, before, "was") && !qc_span_is(view, before, "were");
    }
    return false;
}

/* "arrivals had reached 9,000 t by end-January": what was done by then is over. "To" makes it a plan: "agreed to close
 * by". */
static bool was_done_by(const qc_work *work, const qc_mention *mention, size_t floor)
{
    const qc_view *view = &work->view;
    qc_span word = step_back(view, mention->start, floor);
    if (!qc_span_is(view, word, "by"))
        return false;
    for (int i = 1; i < WORDS_BEFORE && word.end > word.start; i++) {
        word = step_back(view, word.start, floor);
        const qc_word *known = word.end > word.start ? qc_lexicon_word(view, word) : NULL;
        if (known && is_past_verb(view, word, known))
            return known->relative != QC_RELATIVE_FUTURE && !qc_span_is(view, qc_word_before(view, word.start), "be");
        bool cue = known && known->relative != QC_RELATIVE_NONE && known->relative != QC_RELATIVE_OF;
        if (cue || qc_span_is(view, word, "to") || (known && known->classes & (QC_WORD_VERB | QC_WORD_AUXILIARY)))
            return false;
    }
    return false;
}

qc_tense qc_tense_read(const qc_work *work, const qc_mention *mention, size_t sentence)
{
    const qc_view *view = &work->view;
    bool possessive = qc_is_apostrophe(qc_at(view, mention->end)) && qc_at(view, mention->end + 1) == 's';
    if (possessive && mention->date.weekday) /* Wednesday's ruling has been made */
        return QC_TENSE_PAST;
    if (mention->date.month && !mention->date.day && is_contract(work, mention))
        return QC_TENSE_FUTURE;
    size_t start = work->sentences.count ? work->sentences.starts[sentence] : 0;
    qc_tense tense = was_done_by(work, mention, start) ? QC_TENSE_PAST : read_before(work, mention, start);
    if (tense == QC_TENSE_PAST || mention->start - start > OPENING)
        return tense;
    if (tense == QC_TENSE_NONE)
        return read_behind(work, mention);
    return is_over(view, mention) ? QC_TENSE_PAST : tense;
}
