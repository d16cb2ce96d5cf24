/* What is measured, and whose it is.
 *
 * In: the tokens of a sentence with roles and links. Out: the spans `measure` and `subject` of its figures. The noun phrase
 * comes from the clause of the figure: the one that "of" or "in" ties to it, the object of a verb of change, or the subject
 * of the verb. Where the clause names none, a figure takes those of the figure that it is linked to; else there is none.
 */
#include "relate.h"

enum { LONGEST_PHRASE = 14 /* tokens of a noun phrase */ };

typedef struct scene {
    qc_work *work;
    const qc_tokens *tokens;
} scene;

/* Tokens [start, end); empty where end <= start. */
typedef struct phrase {
    size_t start, end;
} phrase;

/* What the words around a figure give, before possessives are split. */
typedef struct topic {
    phrase measure, subject;
} topic;

static const phrase nothing = {0, 0};

static bool is_empty(phrase phrase) { return phrase.end <= phrase.start; }

static const qc_token *token_at(const scene *scene, size_t i)
{
    return i < scene->tokens->count ? &scene->tokens->at[i] : NULL;
}

static bool word_is(const scene *scene, size_t i, const char *word)
{
    const qc_token *token = token_at(scene, i);
    return token && qc_token_is(&scene->work->view, token, word);
}

static uint32_t classes_at(const scene *scene, size_t i)
{
    const qc_token *token = token_at(scene, i);
    return token ? qc_token_classes(token) : 0;
}

static uint32_t senses_at(const scene *scene, size_t i)
{
    const qc_token *token = token_at(scene, i);
    return token ? qc_token_senses(token) : 0;
}

static int move_at(const scene *scene, size_t i)
{
    const qc_token *token = token_at(scene, i);
    return token ? qc_token_move(token) : 0;
}

static bool is_capital(const scene *scene, size_t i)
{
    const qc_token *token = token_at(scene, i);
    return token && token->mention < 0 && qc_is_upper(qc_at(&scene->work->view, token->start));
}

/* A country or its people; the short forms are told from pronouns by their capitals, North Korea and the United States by
 * the word that follows or goes before. */
static bool is_place(const scene *scene, size_t i)
{
    if (!is_capital(scene, i))
        return false;
    if (senses_at(scene, i) & QC_SENSE_PLACE || (word_is(scene, i, "states") && word_is(scene, i - 1, "united")))
        return true;
    if (word_is(scene, i, "north") || word_is(scene, i, "south") || word_is(scene, i, "new") || word_is(scene, i, "united"))
        return is_capital(scene, i + 1) && (senses_at(scene, i + 1) & QC_SENSE_PLACE || word_is(scene, i + 1, "states"));
    bool initials = qc_is_upper(qc_at(&scene->work->view, token_at(scene, i)->end - 1));
    return initials && (word_is(scene, i, "us") || word_is(scene, i, "uk") || word_is(scene, i, "eu") || word_is(scene, i, "u.s") ||
                        word_is(scene, i, "u.k"));
}

/* Verbs; a word that is a noun of change too ("rise", "cut") is a verb where a figure or by, to, from follows. */
static bool is_verbal(const scene *scene, size_t i)
{
    if (classes_at(scene, i) & (QC_WORD_VERB | QC_WORD_AUXILIARY))
        return true;
    if (!move_at(scene, i) && !(senses_at(scene, i) & (QC_SENSE_REACH | QC_SENSE_ATTRIBUTE)))
        return false;
    if (!(senses_at(scene, i) & (QC_SENSE_NOUN | QC_SENSE_LEVEL_NOUN)))
        return true;
    const qc_token *next = token_at(scene, i + 1);
    return next && (next->mention >= 0 || word_is(scene, i + 1, "by") || word_is(scene, i + 1, "to") || word_is(scene, i + 1, "from"));
}

/* Does a noun phrase end at this token? */
static bool breaks_phrase(const scene *scene, size_t i)
{
    const qc_token *token = token_at(scene, i);
    if (!token)
        return true;
    if (token->mark)
        return token->mark != '.' && token->mark != '&';
    return is_verbal(scene, i) || classes_at(scene, i) & QC_WORD_PRONOUN ||
           (classes_at(scene, i) & QC_WORD_CONJUNCTION && !word_is(scene, i, "and"));
}

/* Words that lead a noun phrase and are no part of the measure. */
static bool is_leader(const scene *scene, size_t i)
{
    if (is_place(scene, i))
        return false;
    enum { LEADERS = QC_WORD_DETERMINER | QC_WORD_ADJECTIVE | QC_WORD_ADVERB | QC_WORD_ORDINAL | QC_WORD_CONJUNCTION | QC_WORD_PREPOSITION };
    const qc_token *token = token_at(scene, i);
    return token->mention >= 0 || token->mark || classes_at(scene, i) & LEADERS || senses_at(scene, i) & QC_SENSE_RECORD ||
           word_is(scene, i, "a") || word_is(scene, i, "an") || word_is(scene, i, "average");
}

/* Without its leaders and without what hangs on behind: "for July delivery", "on the exchange". */
static phrase trim(const scene *scene, phrase phrase)
{
    while (!is_empty(phrase) && is_leader(scene, phrase.start))
        phrase.start++;
    for (size_t i = phrase.start + 1; i < phrase.end; i++)
        if (word_is(scene, i, "on") || word_is(scene, i, "for") || token_at(scene, i)->mention >= 0)
            phrase.end = i;
    while (!is_empty(phrase) && (token_at(scene, phrase.end - 1)->mark || classes_at(scene, phrase.end - 1) & QC_WORD_PREPOSITION))
        phrase.end--;
    return phrase.end - phrase.start > LONGEST_PHRASE ? nothing : phrase;
}

/* The noun phrase that ends before token `i`, not before token `first`. */
static phrase phrase_before(const scene *scene, size_t first, size_t i)
{
    phrase found = {i, i};
    while (found.start > first && !breaks_phrase(scene, found.start - 1))
        found.start--;
    return trim(scene, found);
}

/* The noun phrase that begins at token `i`, up to the next mark, verb, figure or preposition but "of". */
static phrase phrase_from(const scene *scene, size_t i)
{
    phrase found = {i, i};
    while (found.end < scene->tokens->count && !breaks_phrase(scene, found.end) && token_at(scene, found.end)->mention < 0 &&
           !word_is(scene, found.end, "and") && (found.end == i || word_is(scene, found.end, "of") || !(classes_at(scene, found.end) & QC_WORD_PREPOSITION)))
        found.end++;
    return trim(scene, found);
}

/* The first token of the clause of token `i`, without the mark or conjunction that opens it. */
static size_t clause_start(const scene *scene, size_t i)
{
    uint8_t clause = token_at(scene, i)->clause;
    size_t start = i;
    while (start > 0 && token_at(scene, start - 1)->clause == clause)
        start--;
    while (start < i && (token_at(scene, start)->mark || classes_at(scene, start) & QC_WORD_CONJUNCTION))
        start++;
    return start;
}

/* The first verb of the clause before token `i`, or `i`. */
static size_t clause_verb(const scene *scene, size_t start, size_t i)
{
    for (size_t v = start + 1; v < i; v++)
        if (is_verbal(scene, v))
            return v;
    return i;
}

/* The last token before the figure's hedge and the words that only lead to it. */
static size_t before_figure(const scene *scene, size_t i, size_t start)
{
    qc_hedge_match hedge;
    size_t from = token_at(scene, i)->start;
    if (qc_lexicon_hedge_before(&scene->work->view, qc_skip_space_back(&scene->work->view, from), &hedge))
        from = hedge.start;
    while (i > start && (token_at(scene, i - 1)->start >= from || word_is(scene, i - 1, "a") || word_is(scene, i - 1, "an") ||
                         senses_at(scene, i - 1) & QC_SENSE_RECORD))
        i--;
    return i;
}

/* "growth of 4%", "revenue of $4bn": the phrase before "of"; a noun of change is no measure, what stands before it is. */
static phrase phrase_of(const scene *scene, size_t start, size_t before)
{
    if (before < start + 2 || !word_is(scene, before - 1, "of"))
        return nothing;
    size_t end = before - 1;
    if (senses_at(scene, end - 1) & QC_SENSE_NOUN && move_at(scene, end - 1))
        end--;
    return phrase_before(scene, start, end);
}

/* "a 5% drop in exports", "$40 billion in treasury bills", "40% of exports": the phrase behind. */
static phrase phrase_behind(const scene *scene, size_t i)
{
    size_t j = i + 1;
    while (j <= i + 3 && token_at(scene, j) && !token_at(scene, j)->mark && !(classes_at(scene, j) & QC_WORD_PREPOSITION) && j < i + 3 &&
           senses_at(scene, i + 1) & QC_SENSE_NOUN)
        j++;
    bool tied = word_is(scene, j, "of") || (word_is(scene, j, "in") && !(token_at(scene, j + 1) && token_at(scene, j + 1)->mention >= 0));
    return tied ? phrase_from(scene, j + 1) : nothing;
}

/* "cut its rate by a quarter point to 3.75%": the object of the verb. */
static phrase object_of(const scene *scene, size_t verb, size_t before)
{
    if (!move_at(scene, verb) || before <= verb + 1)
        return nothing;
    size_t end = verb + 1;
    while (end < before && !breaks_phrase(scene, end) && !(classes_at(scene, end) & QC_WORD_PREPOSITION) && token_at(scene, end)->mention < 0)
        end++;
    return trim(scene, (phrase){verb + 1, end});
}

static bool is_noun_of_change_behind(const scene *scene, size_t i)
{
    return senses_at(scene, i + 1) & QC_SENSE_NOUN && move_at(scene, i + 1);
}

/* What the clause of the figure at token `i` says it is about. */
static topic read_topic(const scene *scene, size_t i, const qc_mention *figure)
{
    size_t start = clause_start(scene, i), before = before_figure(scene, i, start), verb = clause_verb(scene, start, before);
    topic found = {nothing, verb < before ? phrase_before(scene, start, verb) : nothing};
    found.measure = phrase_of(scene, start, before);
    if (is_empty(found.measure) && (figure->role == QC_ROLE_SHARE || is_noun_of_change_behind(scene, i)))
        found.measure = phrase_behind(scene, i);
    if (is_empty(found.measure) && verb < before)
        found.measure = object_of(scene, verb, before);
    return found;
}

/* Where the possessive of a phrase stands, or its end. */
static size_t possessive_in(const scene *scene, phrase phrase)
{
    for (size_t i = phrase.start; i < phrase.end; i++)
        if (token_at(scene, i)->possessive)
            return i;
    return phrase.end;
}

static bool is_all_capital(const scene *scene, phrase phrase)
{
    for (size_t i = phrase.start; i < phrase.end; i++)
        if (!is_capital(scene, i) && !word_is(scene, i, "and") && !word_is(scene, i, "of"))
            return false;
    return !is_empty(phrase);
}

/* The owner that leads a phrase: up to the possessive, or a place that an own noun follows. Empty: none. */
static phrase owner_of(const scene *scene, phrase whole)
{
    size_t possessive = possessive_in(scene, whole);
    if (possessive < whole.end)
        return (phrase){whole.start, possessive + 1};
    phrase place = {whole.start, whole.start};
    while (place.end < whole.end && is_place(scene, place.end))
        place.end++;
    return place;
}

/* The subject of a verb: an owner gives its goods as measure, a name alone is the subject, other nouns are the measure. */
static void split_subject(const scene *scene, size_t i, topic *topic)
{
    phrase whole = topic->subject, owner = owner_of(scene, whole);
    phrase rest = trim(scene, (phrase){is_empty(owner) ? whole.start : owner.end, whole.end});
    const qc_mention *figure = qc_token_figure(scene->work, token_at(scene, i));
    bool moves = figure->role != QC_ROLE_LEVEL || figure->direction;
    bool name = is_all_capital(scene, whole) && !(moves && is_empty(owner));
    if (is_empty(owner) && name)
        owner = whole, rest = nothing;
    topic->subject = owner;
    if (is_empty(topic->measure))
        topic->measure = rest;
}

/* The text of a phrase, without the possessive of its last word. */
static qc_span span_of(const scene *scene, phrase phrase)
{
    if (is_empty(phrase))
        return (qc_span){0, 0};
    const qc_token *last = token_at(scene, phrase.end - 1);
    size_t end = last->end;
    const qc_view *view = &scene->work->view;
    if (last->possessive && qc_is_apostrophe(qc_at(view, end - 2)))
        end -= 2;
    return (qc_span){token_at(scene, phrase.start)->start, end};
}

static void take_spans(qc_mention *to, const qc_mention *from)
{
    if (to->measure.end == to->measure.start)
        to->measure = from->measure;
    if (to->subject.end == to->subject.start)
        to->subject = from->subject;
}

static void find_about(const scene *scene, size_t i)
{
    qc_mention *figure = qc_token_figure(scene->work, token_at(scene, i));
    topic found = read_topic(scene, i, figure);
    phrase owner = owner_of(scene, found.measure);
    if (!is_empty(owner) && !is_empty(found.measure) && owner.end < found.measure.end)
        found.measure = trim(scene, (phrase){owner.end, found.measure.end}), found.subject = owner;
    else
        split_subject(scene, i, &found);
    if (is_empty(found.measure) && figure->kind != QC_KIND_COUNT)
        found.measure = phrase_behind(scene, i);
    figure->measure = span_of(scene, found.measure);
    figure->subject = span_of(scene, found.subject);
}

void qc_about_relate(qc_work *work, const qc_tokens *tokens)
{
    scene scene = {work, tokens};
    for (size_t i = 0; i < tokens->count; i++)
        if (qc_token_figure(work, &tokens->at[i]))
            find_about(&scene, i);
    for (size_t i = 0; i < tokens->count; i++) {
        qc_mention *figure = qc_token_figure(work, &tokens->at[i]);
        if (figure && figure->link >= 0)
            take_spans(figure, &work->mentions[figure->link]);
    }
}
