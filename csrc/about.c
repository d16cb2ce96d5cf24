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
static size_t clause_start(const qc_tokens *tokens, size_t i)
{
    uint8_t clause = qc_tokens_at(tokens, i)->clause;
    size_t start = i;
    while (start > 0 && qc_tokens_at(tokens, start - 1)->clause == clause)
        start--;
    while (start < i && (qc_tokens_at(tokens, start)->mark || qc_tokens_classes(tokens, start) & QC_WORD_CONJUNCTION))
        start++;
    return start;
}

/* A word that nobody knows is a verb where it stands behind a name and ends like one: "Tesla handed", "the group posts". */
static size_t guess_verb(const qc_tokens *tokens, size_t start, size_t before)
{
    const qc_view *view = &tokens->work->view;
    for (size_t i = start + 1; i < before; i++) {
        const qc_token *token = qc_tokens_at(tokens, i);
        bool opens = qc_tokens_capital(tokens, i - 1) || qc_tokens_mark(tokens, i - 1, ',');
        if (!opens || qc_tokens_capital(tokens, i) || token->mark || token->mention >= 0 || token->word)
            continue;
        uint8_t last = qc_at(view, token->end - 1), second = qc_at(view, token->end - 2);
        if ((last == 's' && second != 's') || (last == 'd' && second == 'e'))
            return i;
    }
    return before;
}

/* "The agency said exports rose": what is said begins behind the verb of speech, if it has a verb of its own. */
static size_t behind_speech(const qc_tokens *tokens, size_t start, size_t before)
{
    for (size_t i = start; i < before; i++)
        if (qc_tokens_senses(tokens, i) & QC_SENSE_ATTRIBUTE && qc_tokens_verb(tokens, i))
            for (size_t j = i + 2; j < before; j++)
                if (qc_tokens_verb(tokens, j))
                    return i + 1;
    return start;
}

/* The first token of the hedge, the article and the adjectives of record that lead to the figure. */
static size_t before_figure(const qc_tokens *tokens, size_t i, size_t start)
{
    qc_hedge_match hedge;
    size_t from = qc_tokens_at(tokens, i)->start;
    if (qc_lexicon_hedge_before(&tokens->work->view, qc_skip_space_back(&tokens->work->view, from), &hedge))
        from = hedge.start;
    while (i > start && !qc_tokens_verb(tokens, i - 1) && (qc_tokens_at(tokens, i - 1)->start >= from || qc_tokens_article(tokens, i - 1) ||
                         qc_tokens_senses(tokens, i - 1) & (QC_SENSE_RECORD | QC_SENSE_ADDITIONAL)))
        i--;
    return i;
}

static place find_place(const qc_tokens *tokens, size_t i)
{
    place place = {.figure = i, .start = clause_start(tokens, i)};
    place.before = before_figure(tokens, i, place.start);
    place.start = behind_speech(tokens, place.start, place.before);
    place.verb = place.last = place.before;
    for (size_t v = place.start; v < place.before; v++) {
        if (!qc_tokens_verb(tokens, v))
            continue;
        if (place.verb == place.before && v > place.start)
            place.verb = v;
        place.last = v;
    }
    if (place.verb == place.before)
        place.verb = place.last = guess_verb(tokens, place.start, place.before);
    return place;
}

/* "growth of 4%", "revenue of $4bn": the phrase before "of". Of a singular noun of change, what changed stands before it. */
static qc_phrase phrase_of(const qc_tokens *tokens, const place *place)
{
    size_t end = place->before - 1;
    if (place->before < place->start + 2 || !qc_tokens_is(tokens, end, QC_KEY_OF) || qc_tokens_senses(tokens, end - 1) & QC_SENSE_EXTREME)
        return nothing;
    bool plural = qc_lower(qc_at(&tokens->work->view, qc_tokens_at(tokens, end - 1)->end - 1)) == 's';
    if (qc_tokens_change_noun(tokens, end - 1) && !plural)
        end--;
    size_t first = place->last < place->before ? place->last + 1 : place->start;
    return qc_phrase_before(tokens, first, end);
}

/* May this token be one of the nouns that a figure stands before? */
static bool is_led(const qc_tokens *tokens, size_t i, size_t first)
{
    enum { BREAKS = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_DETERMINER | QC_WORD_ADVERB | QC_WORD_PRONOUN | QC_WORD_AUXILIARY };
    const qc_token *token = qc_tokens_at(tokens, i);
    if (!token || token->mark || token->mention >= 0 || qc_tokens_classes(tokens, i) & BREAKS || qc_tokens_is(tokens, i, QC_KEY_A) || qc_tokens_verb(tokens, i))
        return false;
    const qc_view *view = &tokens->work->view;
    bool participle = !token->word && qc_at(view, token->end - 1) == 'd' && qc_at(view, token->end - 2) == 'e';
    return !(participle && i > first);
}

/* "a £14bn debt pile", "a 10% tariff", "their 2.2m bpd output cuts": the nouns that the figure stands before. */
static qc_phrase phrase_led(const qc_tokens *tokens, const place *place, const qc_mention *figure)
{
    qc_phrase found = {place->figure + 1, place->figure + 1};
    bool article = place->before < place->figure || qc_tokens_classes(tokens, place->before - 1) & QC_WORD_DETERMINER;
    if (figure->kind == QC_KIND_COUNT || !article)
        return nothing;
    while (is_led(tokens, found.end, found.start))
        found.end++;
    bool change = !qc_phrase_empty(found) && qc_tokens_change_noun(tokens, found.end - 1);
    bool plural = change && qc_at(&tokens->work->view, qc_tokens_at(tokens, found.end - 1)->end - 1) == 's';
    if (change && !plural)
        found.end--;
    return figure->kind == QC_KIND_QUANTITY && !change ? nothing : qc_phrase_trim(tokens, found);
}

/* "a 5% drop in exports", "$40 billion in treasury bills", "40% of exports": the phrase behind. */
static qc_phrase phrase_behind(const qc_tokens *tokens, size_t i)
{
    size_t j = i + 1;
    if (qc_tokens_change_noun(tokens, j))
        j++;
    else if ((qc_tokens_is(tokens, j, QC_KEY_A) || qc_tokens_is(tokens, j, QC_KEY_PER)) && qc_tokens_classes(tokens, j + 1) & QC_WORD_TIME_UNIT)
        j += 2;
    bool dated = qc_tokens_at(tokens, j + 1) && qc_tokens_at(tokens, j + 1)->mention >= 0;
    bool tied = qc_tokens_is(tokens, j, QC_KEY_OF) || (qc_tokens_is(tokens, j, QC_KEY_IN) && !dated);
    return tied ? qc_phrase_from(tokens, j + 1) : nothing;
}

/* Shares, changes with a noun, amounts of a thing are of what stands behind them. */
static bool takes_phrase_behind(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    if (figure->role == QC_ROLE_SHARE || qc_tokens_change_noun(tokens, i + 1))
        return true;
    bool amount = figure->kind == QC_KIND_QUANTITY || figure->kind == QC_KIND_MONEY;
    return amount && (qc_tokens_is(tokens, i + 1, QC_KEY_OF) || figure->kind == QC_KIND_MONEY);
}

/* "a reduction in yield to 173.8": what a noun of change in front names. */
static qc_phrase phrase_of_change(const qc_tokens *tokens, const place *place)
{
    for (size_t i = place->before; i-- > place->start;) {
        if (qc_tokens_verb(tokens, i))
            return nothing;
        if (qc_tokens_change_noun(tokens, i) && (qc_tokens_is(tokens, i + 1, QC_KEY_IN) || qc_tokens_is(tokens, i + 1, QC_KEY_OF)))
            return qc_phrase_from(tokens, i + 2);
    }
    return nothing;
}

/* "cut its rate by a quarter point to 3.75%": the object of the last verb, if that is one of change. */
static qc_phrase object_of(const qc_tokens *tokens, const place *place)
{
    if (place->last >= place->before || !qc_tokens_move(tokens, place->last))
        return nothing;
    size_t end = place->last + 1;
    for (; end < place->before && qc_tokens_at(tokens, end)->mention < 0 && !qc_tokens_at(tokens, end)->mark; end++)
        if (qc_tokens_is(tokens, end, QC_KEY_BY) || qc_tokens_is(tokens, end, QC_KEY_TO) || qc_tokens_is(tokens, end, QC_KEY_FROM) || qc_tokens_is(tokens, end, QC_KEY_IN))
            break;
    return qc_phrase_trim(tokens, (qc_phrase){place->last + 1, end});
}

/* The phrase before the verb; one between commas is passed over: "Oil, its main export, fetched". */
static qc_phrase subject_of(const qc_tokens *tokens, const place *place, size_t verb)
{
    size_t end = verb;
    if (end > place->start && qc_tokens_mark(tokens, end - 1, ',')) {
        for (end--; end > place->start && !qc_tokens_mark(tokens, end - 1, ',');)
            end--;
        end = end > place->start ? end - 1 : verb;
    }
    return qc_phrase_before(tokens, place->start, end);
}

/* "Crude stocks: 430.7", "operating margin at 7.9%", "premiums, 0.05%": a phrase with no verb. */
static qc_phrase phrase_beside(const qc_tokens *tokens, const place *place)
{
    size_t end = place->before;
    bool at = end > 0 && (qc_tokens_is(tokens, end - 1, QC_KEY_AT) || qc_tokens_is(tokens, end - 1, QC_KEY_TO));
    bool mark = end > 0 && (qc_tokens_mark(tokens, end - 1, ':') || qc_tokens_mark(tokens, end - 1, ','));
    if (!at && !mark)
        return nothing;
    end--;
    if (mark && end >= 2 && qc_tokens_at(tokens, end - 1)->mention >= 0)
        end -= qc_tokens_mark(tokens, end - 2, ',') ? 2 : 1;
    return qc_phrase_before(tokens, 0, end);
}

/* "Angola, which pumps 1.1 mbd", "Kazakhstan, bound to pump 1.5 mbd": the name before the comma. */
static qc_phrase name_before_comma(const qc_tokens *tokens, const place *place)
{
    bool relative = qc_tokens_is(tokens, place->start - 1, QC_KEY_WHICH) || qc_tokens_is(tokens, place->start - 1, QC_KEY_WHO);
    size_t comma = place->start;
    if (relative)
        comma = place->start - 2;
    else
        while (comma < place->before && !qc_tokens_mark(tokens, comma, ','))
            comma++;
    if (!qc_tokens_mark(tokens, comma, ','))
        return nothing;
    qc_phrase name = qc_phrase_before(tokens, relative ? 0 : place->start, comma);
    return qc_phrase_name(tokens, name) ? name : nothing;
}

/* What the clause of a figure says it is about; the measure may stay empty, and the subject still hold both. */
static topic read_topic(const qc_tokens *tokens, const place *place, const qc_mention *figure)
{
    bool verb = place->verb < place->before;
    size_t predicate = verb && qc_tokens_mark(tokens, place->last - 1, ',') ? place->last : place->verb;
    topic found = {phrase_of(tokens, place), verb ? subject_of(tokens, place, predicate) : nothing};
    if (qc_phrase_empty(found.measure))
        found.measure = phrase_led(tokens, place, figure);
    if (qc_phrase_empty(found.measure) && takes_phrase_behind(tokens, place->figure, figure))
        found.measure = phrase_behind(tokens, place->figure);
    if (qc_phrase_empty(found.measure))
        found.measure = phrase_of_change(tokens, place);
    if (qc_phrase_empty(found.measure))
        found.measure = object_of(tokens, place);
    if (qc_phrase_empty(found.measure) && !verb)
        found.measure = phrase_beside(tokens, place);
    if (qc_phrase_empty(found.measure) && qc_phrase_empty(found.subject))
        found.subject = name_before_comma(tokens, place);
    return found;
}

/* "OPEC's 28 million bpd": whose the figure itself is. */
static qc_phrase owner_of_figure(const qc_tokens *tokens, const place *place)
{
    if (place->before == 0 || !qc_tokens_at(tokens, place->before - 1)->possessive)
        return nothing;
    return qc_phrase_before(tokens, place->start, place->before);
}

/* Parts a phrase into its owner and the rest. */
static bool split_owner(const qc_tokens *tokens, topic *topic, qc_phrase whole)
{
    qc_phrase owner = qc_phrase_owner(tokens, whole);
    if (qc_phrase_empty(owner))
        return false;
    topic->subject = owner;
    topic->measure = qc_phrase_trim(tokens, (qc_phrase){owner.end, whole.end});
    return true;
}

/* The subject of a verb: an owner gives its goods as measure, a name is the subject, other nouns are the measure. What
 * rises and falls is a measure, though it have a name ("Brent"), unless it is a country. */
static void split_subject(const qc_tokens *tokens, const qc_mention *figure, topic *topic)
{
    qc_phrase whole = topic->subject, measure = topic->measure;
    bool moves = figure->role == QC_ROLE_CHANGE || figure->direction;
    if (!split_owner(tokens, topic, whole)) {
        bool subject = qc_phrase_name(tokens, whole) && !(moves && qc_phrase_empty(measure));
        topic->subject = subject ? whole : nothing;
        topic->measure = subject ? nothing : whole;
    }
    if (!qc_phrase_empty(measure))
        topic->measure = measure;
}

/* The text of a phrase, without the possessive of its last word. */
static qc_span span_of(const qc_tokens *tokens, qc_phrase phrase)
{
    if (qc_phrase_empty(phrase))
        return (qc_span){0, 0};
    const qc_token *last = qc_tokens_at(tokens, phrase.end - 1);
    bool cut = last->possessive && qc_is_apostrophe(qc_at(&tokens->work->view, last->end - 2));
    return (qc_span){qc_tokens_at(tokens, phrase.start)->start, last->end - (cut ? 2 : 0)};
}

static bool is_span(qc_span span) { return span.end > span.start; }

/* A figure with a unit of its own noun before a noun ("a 15,000-TEU ship") describes a thing and measures nothing. */
static bool is_attributive(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    const qc_token *next = qc_tokens_at(tokens, i + 1);
    bool hyphen = qc_at(&tokens->work->view, figure->end) == '-';
    bool noun = next && !next->mark && next->mention < 0 && (!next->word || qc_tokens_senses(tokens, i + 1) & QC_SENSE_MEASURE);
    return figure->kind == QC_KIND_QUANTITY && (hyphen || noun);
}

static void find_about(const qc_tokens *tokens, size_t i)
{
    qc_mention *figure = qc_tokens_figure(tokens, i);
    place place = find_place(tokens, i);
    topic found = read_topic(tokens, &place, figure);
    topic own = {found.measure, nothing};
    if (!qc_phrase_empty(found.measure) && split_owner(tokens, &own, found.measure) && !qc_phrase_empty(own.measure))
        found = own;
    else
        split_subject(tokens, figure, &found);
    qc_phrase owner = owner_of_figure(tokens, &place);
    if (!qc_phrase_empty(owner))
        found = (topic){nothing, owner};
    bool counts = figure->kind == QC_KIND_COUNT && figure->noun.end > figure->noun.start;
    figure->measure = counts || (is_attributive(tokens, i, figure) && figure->role != QC_ROLE_CHANGE) ? (qc_span){0, 0} : span_of(tokens, found.measure);
    figure->subject = span_of(tokens, found.subject);
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
static const qc_mention *partner_of(const qc_tokens *tokens, const qc_mention *figure, const qc_mention *last)
{
    if (figure->link >= 0)
        return &tokens->work->mentions[figure->link];
    if (last && qc_word_before(&tokens->work->view, figure->start).start >= last->end &&
        qc_span_is(&tokens->work->view, qc_word_before(&tokens->work->view, figure->start), "or"))
        return last;
    bool chained = last && !is_span(figure->measure) && last->kind == figure->kind && figure->kind != QC_KIND_COUNT;
    return chained ? last : NULL;
}

/* The last subject that the sentence before, or this one up to the figure, has named. */
static qc_span last_subject(const qc_tokens *tokens, const qc_mention *figure)
{
    const qc_work *work = tokens->work;
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

/* ", bringing in $5bn", ", holding 90 TWh": a participle behind a comma has the subject of the sentence. */
static bool is_participial(const qc_tokens *tokens, size_t i)
{
    enum { PARTICIPLE_REACH = 6 };
    const qc_view *view = &tokens->work->view;
    for (size_t j = i; j-- > 1 && i - j <= PARTICIPLE_REACH && !qc_tokens_figure(tokens, j);) {
        const qc_token *token = qc_tokens_at(tokens, j);
        if (qc_tokens_mark(tokens, j - 1, ',') && token->end - token->start > 4)
            return qc_span_is(view, (qc_span){token->end - 3, token->end}, "ing");
    }
    return false;
}

/* "China's exports fell 5%. Imports slid 12%": a measure that names nobody is of the subject named last. */
static void carry_subjects(const qc_tokens *tokens)
{
    for (size_t i = 0; i < tokens->count; i++) {
        qc_mention *figure = qc_tokens_figure(tokens, i);
        if (!figure || is_span(figure->subject) || figure->kind == QC_KIND_COUNT)
            continue;
        if (holds_measure(&tokens->work->view, figure->measure) || is_participial(tokens, i))
            figure->subject = last_subject(tokens, figure);
    }
}

void qc_about_relate(const qc_tokens *tokens)
{
    const qc_mention *last = NULL;
    for (size_t i = 0; i < tokens->count; i++)
        if (qc_tokens_figure(tokens, i))
            find_about(tokens, i);
    for (size_t i = 0; i < tokens->count; i++) {
        qc_mention *figure = qc_tokens_figure(tokens, i);
        const qc_mention *partner = figure ? partner_of(tokens, figure, last) : NULL;
        if (partner)
            take_spans(figure, partner);
        last = figure ? figure : last;
    }
    carry_subjects(tokens);
}
