/* Noun phrases and verbs among the tokens of a sentence. */
#include "noun_phrases.h"

enum { LONGEST_PHRASE = 14 /* tokens; a longer run is no phrase but a missed verb */ };

static const qc_phrase nothing = {0, 0};

/* North, South, New, United: a part of a country's name where the rest follows. */
static bool leads_place(const qc_tokens *tokens, size_t i)
{
    if (!qc_tokens_is_any(tokens, i, QC_KEY_BIT(NORTH) | QC_KEY_BIT(SOUTH) | QC_KEY_BIT(NEW) | QC_KEY_BIT(UNITED)))
        return false;
    return qc_tokens_capital(tokens, i + 1) &&
           (qc_tokens_senses(tokens, i + 1) & QC_SENSE_PLACE || qc_tokens_is(tokens, i + 1, QC_KEY_STATES));
}

/* Short forms are told from pronouns by their capitals. */
static bool is_initials(const qc_tokens *tokens, size_t i)
{
    static const char *const forms[] = {"us", "uk", "eu", "uae", "usa", "u.s.", "u.k."};
    const qc_token *token = qc_tokens_at(tokens, i);
    size_t length = token->end - token->start;
    uint8_t second = qc_at(&tokens->work->view, token->start + 1);
    if (length > 4 || !(qc_is_upper(second) || second == '.'))
        return false;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        if (qc_tokens_spells(tokens, i, forms[f]))
            return true;
    return false;
}

/* China-Russia, Sino-Russian: a compound that begins with a place. */
static bool is_place_compound(const qc_tokens *tokens, size_t i)
{
    const qc_view *view = &tokens->work->view;
    if (!qc_tokens_has(tokens, i, QC_TRAIT_COMPOUND))
        return false;
    qc_span first = qc_word_at(view, qc_tokens_at(tokens, i)->start);
    if (!qc_is_dash(qc_at(view, first.end)) || first.end + 1 >= qc_tokens_at(tokens, i)->end)
        return false;
    const qc_word *word = qc_lexicon_word(view, first);
    return word && word->senses & QC_SENSE_PLACE && qc_is_upper(qc_at(view, first.end + 1));
}

bool qc_tokens_capital_place(const qc_tokens *tokens, size_t i)
{
    if (qc_tokens_senses(tokens, i) & QC_SENSE_PLACE ||
        (qc_tokens_is(tokens, i, QC_KEY_STATES) && qc_tokens_is(tokens, i - 1, QC_KEY_UNITED)))
        return true;
    return leads_place(tokens, i) || is_initials(tokens, i) || is_place_compound(tokens, i);
}

/* Words that lead a noun phrase and are no part of what it names. */
static bool is_leader(const qc_tokens *tokens, size_t i)
{
    enum {
        LEADERS = QC_WORD_DETERMINER | QC_WORD_ADVERB | QC_WORD_ORDINAL | QC_WORD_CONJUNCTION | QC_WORD_PREPOSITION
    };
    const uint64_t keys = QC_KEY_BIT(A) | QC_KEY_BIT(AN) | QC_KEY_BIT(AVERAGE);
    const qc_token *token = qc_tokens_at(tokens, i);
    bool leads = token->traits & (QC_TRAIT_MENTION | QC_TRAIT_MARK) || token->classes & LEADERS ||
                 token->senses & (QC_SENSE_RECORD | QC_SENSE_ADDITIONAL) || keys >> token->key & 1;
    return leads && !qc_tokens_place(tokens, i);
}

/* What hangs on behind and is no part: a preposition, an adverb, a mark, a date. */
static bool is_trailer(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    const uint32_t trailers = QC_WORD_PREPOSITION | QC_WORD_ADVERB | QC_WORD_DETERMINER;
    return (token->mark && token->mark != '+') || token->traits & QC_TRAIT_MENTION || token->classes & trailers ||
           qc_key_in(QC_KEY_BIT(AND) | QC_KEY_BIT(THE) | QC_KEY_BIT(A) | QC_KEY_BIT(AN), token->key);
}

/* "Acme Q1 net profit", "Peru April exports": headlines leave out the 's of the name before the date. */
static bool is_headed(const qc_tokens *tokens, size_t i)
{
    uint8_t granularity = qc_tokens_date(tokens, i)->granularity;
    bool named = qc_tokens_capital(tokens, i - 1) &&
                 !(qc_tokens_classes(tokens, i - 1) & (QC_WORD_PREPOSITION | QC_WORD_DETERMINER | QC_WORD_ADVERB));
    bool goods = (qc_tokens_senses(tokens, i + 1) | qc_tokens_senses(tokens, i + 2)) & QC_SENSE_MEASURE &&
                 !(qc_tokens_senses(tokens, i + 1) & QC_SENSE_CONTRACT) && !qc_tokens_verb(tokens, i + 1);
    return named && goods && granularity >= QC_GRANULARITY_MONTH && granularity <= QC_GRANULARITY_YEAR;
}

bool qc_phrase_owned_date(const qc_tokens *tokens, size_t i)
{
    bool date = i > 0 && qc_tokens_at(tokens, i)->traits & QC_TRAIT_DATE;
    return date && (qc_tokens_at(tokens, i - 1)->traits & QC_TRAIT_POSSESSIVE || is_headed(tokens, i));
}

qc_phrase qc_phrase_trim(const qc_tokens *tokens, qc_phrase phrase)
{
    for (size_t i = phrase.start + 1; i < phrase.end; i++)
        if (qc_tokens_article(tokens, i) && (!(qc_tokens_classes(tokens, i - 1) & QC_WORD_PREPOSITION) ||
                                             qc_tokens_is_any(tokens, i - 1, QC_KEY_BIT(AT) | QC_KEY_BIT(WITH))))
            phrase.start = i; /* "a recall of the cars and a penalty", "a mine at a cost" */
        else if (qc_tokens_at(tokens, i)->key == QC_KEY_THE &&
                 !(qc_tokens_classes(tokens, i - 1) & QC_WORD_PREPOSITION) && !qc_tokens_is(tokens, i - 1, QC_KEY_AND))
            phrase.start = i;
    while (!qc_phrase_empty(phrase) && is_leader(tokens, phrase.start))
        phrase.start++;
    for (size_t i = phrase.start + 1; i < phrase.end; i++)
        if (qc_tokens_at(tokens, i)->key == QC_KEY_ON || qc_tokens_at(tokens, i)->key == QC_KEY_FOR ||
            (qc_tokens_at(tokens, i)->traits & QC_TRAIT_MENTION && !qc_phrase_owned_date(tokens, i)))
            phrase.end = i;
    while (!qc_phrase_empty(phrase) && is_trailer(tokens, phrase.end - 1))
        phrase.end--;
    return qc_phrase_empty(phrase) || phrase.end - phrase.start > LONGEST_PHRASE ? nothing : phrase;
}

qc_phrase qc_phrase_before(const qc_tokens *tokens, size_t first, size_t i)
{
    qc_phrase found = {i, i};
    while (found.start > first && !(qc_tokens_at(tokens, found.start - 1)->traits & QC_TRAIT_BREAK))
        found.start--;
    return qc_phrase_trim(tokens, found);
}

qc_phrase qc_phrase_from(const qc_tokens *tokens, size_t i)
{
    qc_phrase found = {i, i};
    bool noun = i < tokens->count && !qc_tokens_has(tokens, i, QC_TRAIT_MARK | QC_TRAIT_MENTION) &&
                !(qc_tokens_classes(tokens, i) & QC_WORD_PRONOUN);
    if (i < tokens->count && qc_is_digit(qc_at(&tokens->work->view, qc_tokens_at(tokens, i)->start)))
        return nothing;
    for (; (found.end == i && noun) || (found.end < tokens->count && !(qc_tokens_at(tokens, found.end)->traits &
                                                                       (QC_TRAIT_BREAK | QC_TRAIT_MENTION)));
         found.end++) {
        bool links =
            qc_tokens_classes(tokens, found.end) & QC_WORD_PREPOSITION && !qc_tokens_is(tokens, found.end, QC_KEY_OF);
        if (qc_tokens_is(tokens, found.end, QC_KEY_AND) || (links && found.end > i) ||
            (found.end > i && qc_tokens_past(tokens, found.end)))
            break;
    }
    return qc_phrase_trim(tokens, found);
}

/* "Peru and Chile" */
static bool joins_places(const qc_tokens *tokens, size_t i, qc_phrase phrase)
{
    return i > phrase.start && i + 1 < phrase.end && qc_tokens_is(tokens, i, QC_KEY_AND) &&
           qc_tokens_place(tokens, i + 1);
}

/* "Saudi Aramco", "European Union": a place may begin a longer name; but initials own what follows, as do those before
 * goods in the capitals of a headline. */
static qc_phrase with_name(const qc_tokens *tokens, qc_phrase place, size_t end)
{
    size_t name = place.end;
    while (name < end && qc_tokens_capital(tokens, name))
        name++;
    bool goods = qc_tokens_senses(tokens, name - 1) & QC_SENSE_MEASURE;
    return goods || is_initials(tokens, place.end - 1) ? place : (qc_phrase){place.start, name};
}

/* "permits under the bloc's scheme": what a preposition ties on owns nothing before it; but "Bank of England's". */
static bool ties_owner(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_classes(tokens, i) & QC_WORD_PREPOSITION &&
           !(qc_tokens_is(tokens, i, QC_KEY_OF) && qc_tokens_capital(tokens, i - 1) &&
             qc_tokens_capital(tokens, i + 1));
}

qc_phrase qc_phrase_owner(const qc_tokens *tokens, qc_phrase phrase)
{
    for (size_t i = phrase.start; i < phrase.end && !ties_owner(tokens, i); i++)
        if (qc_tokens_at(tokens, i)->traits & QC_TRAIT_POSSESSIVE)
            return (qc_phrase){phrase.start, i + 1};
        else if (i > phrase.start && qc_phrase_owned_date(tokens, i))
            return (qc_phrase){phrase.start, i};
    qc_phrase place = {phrase.start, phrase.start};
    while (place.end < phrase.end && (qc_tokens_place(tokens, place.end) || joins_places(tokens, place.end, phrase)))
        place.end++;
    if (qc_phrase_empty(place))
        return nothing;
    qc_phrase owner = with_name(tokens, place, phrase.end);
    return owner.end == phrase.end && owner.end > place.end ? nothing : owner;
}

bool qc_phrase_place(const qc_tokens *tokens, size_t i)
{
    qc_phrase found = qc_phrase_from(tokens, i);
    return !qc_phrase_empty(found) && qc_tokens_place(tokens, found.end - 1);
}

bool qc_phrase_name(const qc_tokens *tokens, qc_phrase phrase)
{
    for (size_t i = phrase.start; i < phrase.end; i++) {
        bool joint = qc_tokens_is(tokens, i, QC_KEY_AND) || qc_tokens_is(tokens, i, QC_KEY_OF) ||
                     qc_tokens_mark(tokens, i, '+') || qc_tokens_mark(tokens, i, '&');
        bool common = qc_tokens_senses(tokens, i) & QC_SENSE_MEASURE && i == phrase.start; /* but "Acme Steel" */
        if (!joint && (!qc_tokens_capital(tokens, i) || common))
            return false;
    }
    return !qc_phrase_empty(phrase);
}
