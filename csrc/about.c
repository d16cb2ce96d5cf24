/* What is measured, and whose it is.
 *
 * In: the tokens of a sentence with roles and links. Out: the spans `measure` and `subject` of its figures. The noun phrase
 * comes from the clause of the figure: the one that "of" ties to it, the object of a verb of change, the subject of the
 * verb. Where the clause names none, a figure takes those of the figure that it is linked to, or of the one beside it.
 */
#include "noun_phrases.h"
#include "relate.h"

/* What the words around a figure give. */
typedef struct topic {
    qc_phrase measure, subject;
} topic;

/* Where a figure stands in its clause. */
typedef struct place {
    size_t figure; /* its token */
    size_t start;  /* the first token of the clause */
    size_t verb;   /* the first verb of the clause before the figure; == before: none */
    size_t last;   /* the last verb before the figure; == before: none */
    size_t before; /* the first token of the hedge, article and the like that belong to the figure */
} place;

static const qc_phrase nothing = {0, 0};

/* The first token of the clause of token `i`, without the mark or conjunction that opens it. */
static size_t clause_start(const qc_scene *scene, size_t i)
{
    uint8_t clause = qc_scene_token(scene, i)->clause;
    size_t start = i;
    while (start > 0 && qc_scene_token(scene, start - 1)->clause == clause)
        start--;
    while (start < i && (qc_scene_token(scene, start)->mark || qc_scene_classes(scene, start) & QC_WORD_CONJUNCTION))
        start++;
    return start;
}

/* A word that nobody knows is a verb where it stands behind a name and ends like one: "Tesla handed", "the group posts". */
static size_t guess_verb(const qc_scene *scene, size_t start, size_t before)
{
    const qc_view *view = &scene->work->view;
    for (size_t i = start + 1; i < before; i++) {
        const qc_token *token = qc_scene_token(scene, i);
        bool opens = qc_scene_capital(scene, i - 1) || qc_scene_mark(scene, i - 1, ',');
        if (!opens || qc_scene_capital(scene, i) || token->mark || token->mention >= 0 || token->word)
            continue;
        uint8_t last = qc_at(view, token->end - 1), second = qc_at(view, token->end - 2);
        if ((last == 's' && second != 's') || (last == 'd' && second == 'e'))
            return i;
    }
    return before;
}

/* "The agency said exports rose": what is said begins behind the verb of speech, if it has a verb of its own. */
static size_t behind_speech(const qc_scene *scene, size_t start, size_t before)
{
    for (size_t i = start; i < before; i++)
        if (qc_scene_senses(scene, i) & QC_SENSE_ATTRIBUTE && qc_scene_verb(scene, i))
            for (size_t j = i + 2; j < before; j++)
                if (qc_scene_verb(scene, j))
                    return i + 1;
    return start;
}

/* The first token of the hedge, the article and the adjectives of record that lead to the figure. */
static size_t before_figure(const qc_scene *scene, size_t i, size_t start)
{
    qc_hedge_match hedge;
    size_t from = qc_scene_token(scene, i)->start;
    if (qc_lexicon_hedge_before(&scene->work->view, qc_skip_space_back(&scene->work->view, from), &hedge))
        from = hedge.start;
    while (i > start && (qc_scene_token(scene, i - 1)->start >= from || qc_scene_is(scene, i - 1, "a") || qc_scene_is(scene, i - 1, "an") ||
                         qc_scene_senses(scene, i - 1) & (QC_SENSE_RECORD | QC_SENSE_ADDITIONAL)))
        i--;
    return i;
}

static place find_place(const qc_scene *scene, size_t i)
{
    place place = {.figure = i, .start = clause_start(scene, i)};
    place.before = before_figure(scene, i, place.start);
    place.start = behind_speech(scene, place.start, place.before);
    place.verb = place.last = place.before;
    for (size_t v = place.start; v < place.before; v++) {
        if (!qc_scene_verb(scene, v))
            continue;
        if (place.verb == place.before && v > place.start)
            place.verb = v;
        place.last = v;
    }
    if (place.verb == place.before)
        place.verb = place.last = guess_verb(scene, place.start, place.before);
    return place;
}

/* "growth of 4%", "revenue of $4bn": the phrase before "of". Of a singular noun of change, what changed stands before it. */
static qc_phrase phrase_of(const qc_scene *scene, const place *place)
{
    size_t end = place->before - 1;
    if (place->before < place->start + 2 || !qc_scene_is(scene, end, "of") || qc_scene_senses(scene, end - 1) & QC_SENSE_EXTREME)
        return nothing;
    bool plural = qc_lower(qc_at(&scene->work->view, qc_scene_token(scene, end - 1)->end - 1)) == 's';
    if (qc_scene_change_noun(scene, end - 1) && !plural)
        end--;
    size_t first = place->last < place->before ? place->last + 1 : place->start;
    return qc_phrase_before(scene, first, end);
}

/* May this token be one of the nouns that a figure stands before? */
static bool is_led(const qc_scene *scene, size_t i, size_t first)
{
    enum { BREAKS = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_DETERMINER | QC_WORD_ADVERB | QC_WORD_PRONOUN | QC_WORD_AUXILIARY };
    const qc_token *token = qc_scene_token(scene, i);
    if (!token || token->mark || token->mention >= 0 || qc_token_classes(token) & BREAKS || qc_scene_is(scene, i, "a") || qc_scene_verb(scene, i))
        return false;
    const qc_view *view = &scene->work->view;
    bool participle = !token->word && qc_at(view, token->end - 1) == 'd' && qc_at(view, token->end - 2) == 'e';
    return !(participle && i > first);
}

/* "a £14bn debt pile", "a 10% tariff", "their 2.2m bpd output cuts": the nouns that the figure stands before. */
static qc_phrase phrase_led(const qc_scene *scene, const place *place, const qc_mention *figure)
{
    qc_phrase found = {place->figure + 1, place->figure + 1};
    bool article = place->before < place->figure || qc_scene_classes(scene, place->before - 1) & QC_WORD_DETERMINER;
    if (figure->kind == QC_KIND_COUNT || !article)
        return nothing;
    while (is_led(scene, found.end, found.start))
        found.end++;
    bool change = !qc_phrase_empty(found) && qc_scene_change_noun(scene, found.end - 1);
    bool plural = change && qc_at(&scene->work->view, qc_scene_token(scene, found.end - 1)->end - 1) == 's';
    if (change && !plural)
        found.end--;
    return figure->kind == QC_KIND_QUANTITY && !change ? nothing : qc_phrase_trim(scene, found);
}

/* "a 5% drop in exports", "$40 billion in treasury bills", "40% of exports": the phrase behind. */
static qc_phrase phrase_behind(const qc_scene *scene, size_t i)
{
    size_t j = i + 1;
    if (qc_scene_change_noun(scene, j))
        j++;
    else if ((qc_scene_is(scene, j, "a") || qc_scene_is(scene, j, "per")) && qc_scene_classes(scene, j + 1) & QC_WORD_TIME_UNIT)
        j += 2;
    bool dated = qc_scene_token(scene, j + 1) && qc_scene_token(scene, j + 1)->mention >= 0;
    bool tied = qc_scene_is(scene, j, "of") || (qc_scene_is(scene, j, "in") && !dated);
    return tied ? qc_phrase_from(scene, j + 1) : nothing;
}

/* Shares, changes with a noun, amounts of a thing are of what stands behind them. */
static bool takes_phrase_behind(const qc_scene *scene, size_t i, const qc_mention *figure)
{
    if (figure->role == QC_ROLE_SHARE || qc_scene_change_noun(scene, i + 1))
        return true;
    bool amount = figure->kind == QC_KIND_QUANTITY || figure->kind == QC_KIND_MONEY;
    return amount && (qc_scene_is(scene, i + 1, "of") || figure->kind == QC_KIND_MONEY);
}

/* "a reduction in yield to 173.8": what a noun of change in front names. */
static qc_phrase phrase_of_change(const qc_scene *scene, const place *place)
{
    for (size_t i = place->before; i-- > place->start;) {
        if (qc_scene_verb(scene, i))
            return nothing;
        if (qc_scene_change_noun(scene, i) && (qc_scene_is(scene, i + 1, "in") || qc_scene_is(scene, i + 1, "of")))
            return qc_phrase_from(scene, i + 2);
    }
    return nothing;
}

/* "cut its rate by a quarter point to 3.75%": the object of the last verb, if that is one of change. */
static qc_phrase object_of(const qc_scene *scene, const place *place)
{
    if (place->last >= place->before || !qc_scene_move(scene, place->last))
        return nothing;
    size_t end = place->last + 1;
    for (; end < place->before && qc_scene_token(scene, end)->mention < 0 && !qc_scene_token(scene, end)->mark; end++)
        if (qc_scene_is(scene, end, "by") || qc_scene_is(scene, end, "to") || qc_scene_is(scene, end, "from") || qc_scene_is(scene, end, "in"))
            break;
    return qc_phrase_trim(scene, (qc_phrase){place->last + 1, end});
}

/* The phrase before the verb; one between commas is passed over: "Oil, its main export, fetched". */
static qc_phrase subject_of(const qc_scene *scene, const place *place, size_t verb)
{
    size_t end = verb;
    if (end > place->start && qc_scene_mark(scene, end - 1, ',')) {
        for (end--; end > place->start && !qc_scene_mark(scene, end - 1, ',');)
            end--;
        end = end > place->start ? end - 1 : verb;
    }
    return qc_phrase_before(scene, place->start, end);
}

/* "Crude stocks: 430.7", "operating margin at 7.9%", "premiums, 0.05%": a phrase with no verb. */
static qc_phrase phrase_beside(const qc_scene *scene, const place *place)
{
    size_t end = place->before;
    bool at = end > 0 && (qc_scene_is(scene, end - 1, "at") || qc_scene_is(scene, end - 1, "to"));
    bool mark = end > 0 && (qc_scene_mark(scene, end - 1, ':') || qc_scene_mark(scene, end - 1, ','));
    if (!at && !mark)
        return nothing;
    end--;
    if (mark && end >= 2 && qc_scene_token(scene, end - 1)->mention >= 0)
        end -= qc_scene_mark(scene, end - 2, ',') ? 2 : 1;
    return qc_phrase_before(scene, 0, end);
}

/* What the clause of a figure says it is about; the measure may stay empty, and the subject still hold both. */
static topic read_topic(const qc_scene *scene, const place *place, const qc_mention *figure)
{
    bool verb = place->verb < place->before;
    size_t predicate = verb && qc_scene_mark(scene, place->last - 1, ',') ? place->last : place->verb;
    topic found = {phrase_of(scene, place), verb ? subject_of(scene, place, predicate) : nothing};
    if (qc_phrase_empty(found.measure))
        found.measure = phrase_led(scene, place, figure);
    if (qc_phrase_empty(found.measure) && takes_phrase_behind(scene, place->figure, figure))
        found.measure = phrase_behind(scene, place->figure);
    if (qc_phrase_empty(found.measure))
        found.measure = phrase_of_change(scene, place);
    if (qc_phrase_empty(found.measure))
        found.measure = object_of(scene, place);
    if (qc_phrase_empty(found.measure) && !verb)
        found.measure = phrase_beside(scene, place);
    return found;
}

/* Parts a phrase into its owner and the rest. */
static bool split_owner(const qc_scene *scene, topic *topic, qc_phrase whole)
{
    qc_phrase owner = qc_phrase_owner(scene, whole);
    if (qc_phrase_empty(owner))
        return false;
    topic->subject = owner;
    topic->measure = qc_phrase_trim(scene, (qc_phrase){owner.end, whole.end});
    return true;
}

/* The subject of a verb: an owner gives its goods as measure, a name is the subject, other nouns are the measure. What
 * rises and falls is a measure, though it have a name ("Brent"), unless it is a country. */
static void split_subject(const qc_scene *scene, const qc_mention *figure, topic *topic)
{
    qc_phrase whole = topic->subject, measure = topic->measure;
    bool moves = figure->role == QC_ROLE_CHANGE || figure->direction;
    if (!split_owner(scene, topic, whole)) {
        bool subject = qc_phrase_name(scene, whole) && !(moves && qc_phrase_empty(measure));
        topic->subject = subject ? whole : nothing;
        topic->measure = subject ? nothing : whole;
    }
    if (!qc_phrase_empty(measure))
        topic->measure = measure;
}

/* The text of a phrase, without the possessive of its last word. */
static qc_span span_of(const qc_scene *scene, qc_phrase phrase)
{
    if (qc_phrase_empty(phrase))
        return (qc_span){0, 0};
    const qc_token *last = qc_scene_token(scene, phrase.end - 1);
    bool cut = last->possessive && qc_is_apostrophe(qc_at(&scene->work->view, last->end - 2));
    return (qc_span){qc_scene_token(scene, phrase.start)->start, last->end - (cut ? 2 : 0)};
}

static bool is_span(qc_span span) { return span.end > span.start; }

/* A figure with a unit of its own noun before a noun ("a 15,000-TEU ship") describes a thing and measures nothing. */
static bool is_attributive(const qc_scene *scene, size_t i, const qc_mention *figure)
{
    const qc_token *next = qc_scene_token(scene, i + 1);
    bool hyphen = qc_at(&scene->work->view, figure->end) == '-';
    bool noun = next && !next->mark && next->mention < 0 && (!next->word || qc_token_senses(next) & QC_SENSE_MEASURE);
    return figure->kind == QC_KIND_QUANTITY && (hyphen || noun);
}

static void find_about(const qc_scene *scene, size_t i)
{
    qc_mention *figure = qc_token_figure(scene->work, qc_scene_token(scene, i));
    place place = find_place(scene, i);
    topic found = read_topic(scene, &place, figure);
    topic own = {found.measure, nothing};
    if (!qc_phrase_empty(found.measure) && split_owner(scene, &own, found.measure) && !qc_phrase_empty(own.measure))
        found = own;
    else
        split_subject(scene, figure, &found);
    bool counts = figure->kind == QC_KIND_COUNT && figure->noun.end > figure->noun.start;
    figure->measure = counts || (is_attributive(scene, i, figure) && figure->role != QC_ROLE_CHANGE) ? (qc_span){0, 0} : span_of(scene, found.measure);
    figure->subject = span_of(scene, found.subject);
}

/* Fills what is missing from another figure. */
static void take_spans(qc_mention *to, const qc_mention *from)
{
    if (!is_span(to->measure))
        to->measure = from->measure;
    if (!is_span(to->subject))
        to->subject = from->subject;
}

/* The figure that shares its topic: the level of a change, else the one before in a chain ("15% on coal and 10% on crude"). */
static const qc_mention *partner_of(const qc_scene *scene, const qc_mention *figure, const qc_mention *last)
{
    if (figure->link >= 0)
        return &scene->work->mentions[figure->link];
    if (last && qc_word_before(&scene->work->view, figure->start).start >= last->end &&
        qc_span_is(&scene->work->view, qc_word_before(&scene->work->view, figure->start), "or"))
        return last;
    bool chained = last && !is_span(figure->measure) && last->kind == figure->kind && figure->kind != QC_KIND_COUNT;
    return chained ? last : NULL;
}

/* The last subject that the sentence before, or this one up to the figure, has named. */
static qc_span last_subject(const qc_work *work, const qc_tokens *tokens, const qc_mention *figure)
{
    size_t sentence = qc_sentence_find(&work->sentences, figure->start, 0);
    size_t from = sentence > 0 ? work->sentences.starts[sentence - 1] : 0;
    for (size_t i = tokens->last; i-- > 0 && work->mentions[i].start >= from;)
        if (work->mentions[i].start < figure->start && is_span(work->mentions[i].subject))
            return work->mentions[i].subject;
    return (qc_span){0, 0};
}

/* Does the span hold a noun that somebody must own: exports, output, prices? */
static bool holds_measure(const qc_view *view, qc_span span)
{
    for (size_t at = span.start; at < span.end;) {
        qc_span word = qc_word_at(view, at);
        const qc_word *entry = word.end > word.start ? qc_lexicon_word(view, word) : NULL;
        if (entry && entry->senses & QC_SENSE_MEASURE)
            return true;
        at = word.end > at ? word.end : at + 1;
    }
    return false;
}

/* "China's exports fell 5%. Imports slid 12%": a measure that names nobody is of the subject named last. */
static void carry_subjects(const qc_work *work, const qc_tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        qc_mention *figure = qc_token_figure(work, &tokens->at[i]);
        if (figure && !is_span(figure->subject) && holds_measure(&work->view, figure->measure))
            figure->subject = last_subject(work, tokens, figure);
    }
}

void qc_about_relate(qc_work *work, const qc_tokens *tokens)
{
    qc_scene scene = {work, tokens};
    const qc_mention *last = NULL;
    for (size_t i = 0; i < tokens->count; i++)
        if (qc_token_figure(work, &tokens->at[i]))
            find_about(&scene, i);
    for (size_t i = 0; i < tokens->count; i++) {
        qc_mention *figure = qc_token_figure(work, &tokens->at[i]);
        const qc_mention *partner = figure ? partner_of(&scene, figure, last) : NULL;
        if (partner)
            take_spans(figure, partner);
        last = figure ? figure : last;
    }
    carry_subjects(work, tokens);
}
