/* Noun phrases and verbs among the tokens of a sentence. */
#include "noun_phrases.h"

enum { LONGEST_PHRASE = 14 /* tokens; a longer run is no phrase but a missed verb */ };

static const qc_phrase nothing = {0, 0};

const qc_token *qc_scene_token(const qc_scene *scene, size_t i)
{
    return i < scene->tokens->count ? &scene->tokens->at[i] : NULL;
}

bool qc_scene_is(const qc_scene *scene, size_t i, const char *word)
{
    const qc_token *token = qc_scene_token(scene, i);
    return token && qc_token_is(&scene->work->view, token, word);
}

uint32_t qc_scene_classes(const qc_scene *scene, size_t i)
{
    const qc_token *token = qc_scene_token(scene, i);
    return token ? qc_token_classes(token) : 0;
}

uint32_t qc_scene_senses(const qc_scene *scene, size_t i)
{
    const qc_token *token = qc_scene_token(scene, i);
    return token ? qc_token_senses(token) : 0;
}

int qc_scene_move(const qc_scene *scene, size_t i)
{
    const qc_token *token = qc_scene_token(scene, i);
    return token ? qc_token_move(token) : 0;
}

bool qc_scene_mark(const qc_scene *scene, size_t i, uint8_t mark)
{
    const qc_token *token = qc_scene_token(scene, i);
    return token && token->mark == mark;
}

bool qc_scene_capital(const qc_scene *scene, size_t i)
{
    const qc_token *token = qc_scene_token(scene, i);
    return token && token->mention < 0 && qc_is_upper(qc_at(&scene->work->view, token->start));
}

/* North, South, New, United: a part of a country's name where the rest follows. */
static bool leads_place(const qc_scene *scene, size_t i)
{
    if (!qc_scene_is(scene, i, "north") && !qc_scene_is(scene, i, "south") && !qc_scene_is(scene, i, "new") &&
        !qc_scene_is(scene, i, "united"))
        return false;
    return qc_scene_capital(scene, i + 1) && (qc_scene_senses(scene, i + 1) & QC_SENSE_PLACE || qc_scene_is(scene, i + 1, "states"));
}

/* Short forms are told from pronouns by their capitals. */
static bool is_initials(const qc_scene *scene, size_t i)
{
    static const char *const forms[] = {"us", "uk", "eu", "uae", "u.s", "u.k", "usa"};
    if (!qc_is_upper(qc_at(&scene->work->view, qc_scene_token(scene, i)->start + 1)) && !qc_scene_is(scene, i, "u.s") &&
        !qc_scene_is(scene, i, "u.k"))
        return false;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        if (qc_scene_is(scene, i, forms[f]))
            return true;
    return false;
}

bool qc_scene_place(const qc_scene *scene, size_t i)
{
    if (!qc_scene_capital(scene, i))
        return false;
    if (qc_scene_senses(scene, i) & QC_SENSE_PLACE || (qc_scene_is(scene, i, "states") && qc_scene_is(scene, i - 1, "united")))
        return true;
    return leads_place(scene, i) || is_initials(scene, i);
}

static bool follows_verb(const qc_scene *scene, size_t i)
{
    const qc_token *next = qc_scene_token(scene, i);
    if (!next || next->mark)
        return false;
    return next->mention >= 0 || qc_scene_classes(scene, i) & QC_WORD_DETERMINER || qc_scene_is(scene, i, "by") ||
           qc_scene_is(scene, i, "to") || qc_scene_is(scene, i, "from");
}

/* "will slap": what stands behind a modal is a verb, though nobody knows it. */
static bool is_behind_modal(const qc_scene *scene, size_t i)
{
    const qc_token *token = qc_scene_token(scene, i);
    bool modal = qc_scene_is(scene, i - 1, "will") || qc_scene_is(scene, i - 1, "would") || qc_scene_is(scene, i - 1, "could") ||
                 qc_scene_is(scene, i - 1, "should") || qc_scene_is(scene, i - 1, "may") || qc_scene_is(scene, i - 1, "might");
    return modal && token && !token->mark && token->mention < 0 && !token->word && !qc_scene_capital(scene, i);
}

bool qc_scene_verb(const qc_scene *scene, size_t i)
{
    uint32_t senses = qc_scene_senses(scene, i);
    if (is_behind_modal(scene, i))
        return true;
    if (senses & QC_SENSE_MEASURE)
        return false;
    if (qc_scene_classes(scene, i) & (QC_WORD_VERB | QC_WORD_AUXILIARY) && !(senses & QC_SENSE_NOUN))
        return true;
    if (!qc_scene_move(scene, i) && !(senses & (QC_SENSE_REACH | QC_SENSE_ATTRIBUTE | QC_SENSE_SPEECH)))
        return false;
    bool nounlike = senses & (QC_SENSE_NOUN | QC_SENSE_LEVEL_NOUN) || qc_scene_is(scene, i, "estimates") ||
                    qc_scene_is(scene, i, "forecasts");
    return !nounlike || follows_verb(scene, i + 1);
}

bool qc_scene_change_noun(const qc_scene *scene, size_t i)
{
    return qc_scene_senses(scene, i) & QC_SENSE_NOUN && qc_scene_move(scene, i) && !qc_scene_verb(scene, i);
}

/* Does a noun phrase end at this token? */
static bool breaks_phrase(const qc_scene *scene, size_t i)
{
    const qc_token *token = qc_scene_token(scene, i);
    if (!token)
        return true;
    if (token->mark)
        return token->mark != '.' && token->mark != '&' && token->mark != '+';
    return qc_scene_verb(scene, i) || qc_scene_classes(scene, i) & QC_WORD_PRONOUN ||
           (qc_scene_classes(scene, i) & QC_WORD_CONJUNCTION && !qc_scene_is(scene, i, "and"));
}

/* Words that lead a noun phrase and are no part of what it names. */
static bool is_leader(const qc_scene *scene, size_t i)
{
    enum { LEADERS = QC_WORD_DETERMINER | QC_WORD_ADVERB | QC_WORD_ORDINAL | QC_WORD_CONJUNCTION | QC_WORD_PREPOSITION };
    if (qc_scene_place(scene, i))
        return false;
    const qc_token *token = qc_scene_token(scene, i);
    return token->mention >= 0 || token->mark || qc_scene_classes(scene, i) & LEADERS ||
           qc_scene_senses(scene, i) & (QC_SENSE_RECORD | QC_SENSE_ADDITIONAL) || qc_scene_is(scene, i, "a") ||
           qc_scene_is(scene, i, "an") || qc_scene_is(scene, i, "average");
}

/* What hangs on behind and is no part: a preposition, an adverb, a mark, a date. */
static bool is_trailer(const qc_scene *scene, size_t i)
{
    const qc_token *token = qc_scene_token(scene, i);
    return (token->mark && token->mark != '+') || token->mention >= 0 || qc_scene_classes(scene, i) & (QC_WORD_PREPOSITION | QC_WORD_ADVERB) ||
           qc_scene_is(scene, i, "and");
}

qc_phrase qc_phrase_trim(const qc_scene *scene, qc_phrase phrase)
{
    for (size_t i = phrase.start + 1; i < phrase.end; i++)
        if (qc_scene_is(scene, i, "the") && !(qc_scene_classes(scene, i - 1) & QC_WORD_PREPOSITION) && !qc_scene_is(scene, i - 1, "and"))
            phrase.start = i;
    while (!qc_phrase_empty(phrase) && is_leader(scene, phrase.start))
        phrase.start++;
    for (size_t i = phrase.start + 1; i < phrase.end; i++)
        if (qc_scene_is(scene, i, "on") || qc_scene_is(scene, i, "for") || qc_scene_token(scene, i)->mention >= 0)
            phrase.end = i;
    while (!qc_phrase_empty(phrase) && is_trailer(scene, phrase.end - 1))
        phrase.end--;
    return qc_phrase_empty(phrase) || phrase.end - phrase.start > LONGEST_PHRASE ? nothing : phrase;
}

qc_phrase qc_phrase_before(const qc_scene *scene, size_t first, size_t i)
{
    qc_phrase found = {i, i};
    while (found.start > first && !breaks_phrase(scene, found.start - 1))
        found.start--;
    return qc_phrase_trim(scene, found);
}

qc_phrase qc_phrase_from(const qc_scene *scene, size_t i)
{
    qc_phrase found = {i, i};
    bool noun = qc_scene_token(scene, i) && !qc_scene_token(scene, i)->mark && qc_scene_token(scene, i)->mention < 0;
    for (; (found.end == i && noun) || (!breaks_phrase(scene, found.end) && qc_scene_token(scene, found.end)->mention < 0); found.end++) {
        bool links = qc_scene_classes(scene, found.end) & QC_WORD_PREPOSITION && !qc_scene_is(scene, found.end, "of");
        if (qc_scene_is(scene, found.end, "and") || (links && found.end > i))
            break;
    }
    return qc_phrase_trim(scene, found);
}

qc_phrase qc_phrase_owner(const qc_scene *scene, qc_phrase phrase)
{
    for (size_t i = phrase.start; i < phrase.end; i++)
        if (qc_scene_token(scene, i)->possessive)
            return (qc_phrase){phrase.start, i + 1};
    qc_phrase place = {phrase.start, phrase.start};
    while (place.end < phrase.end && qc_scene_place(scene, place.end))
        place.end++;
    return place;
}

bool qc_phrase_name(const qc_scene *scene, qc_phrase phrase)
{
    for (size_t i = phrase.start; i < phrase.end; i++) {
        bool joint = qc_scene_is(scene, i, "and") || qc_scene_is(scene, i, "of") || qc_scene_mark(scene, i, '+') || qc_scene_mark(scene, i, '&');
        if (!joint && (!qc_scene_capital(scene, i) || qc_scene_senses(scene, i) & QC_SENSE_MEASURE))
            return false;
    }
    return !qc_phrase_empty(phrase);
}
