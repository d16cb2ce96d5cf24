/* What the clause of a figure says it is about. */
#include "topic.h"

#include "markers.h"
#include "relate.h"

static const qc_phrase nothing = {0, 0};

/* A word that nobody knows is a verb where it stands behind a name and ends like one: "Acme handed", "Acme posts". */
static size_t guess_verb(const qc_tokens *tokens, size_t start, size_t before)
{
    const qc_view *view = &tokens->work->view;
    for (size_t i = start + 1; i < before; i++) {
        const qc_token *token = qc_tokens_at(tokens, i);
        bool name = qc_tokens_capital(tokens, i - 1) && !(qc_tokens_classes(tokens, i - 1) & QC_WORD_DETERMINER);
        bool opens = name || qc_tokens_mark(tokens, i - 1, ',');
        if (!opens || !(token->traits & QC_TRAIT_UNKNOWN) || token->traits & (QC_TRAIT_CAPITAL | QC_TRAIT_POSSESSIVE))
            continue;
        uint8_t last = qc_at(view, token->end - 1), second = qc_at(view, token->end - 2);
        if ((last == 's' && second != 's') || (last == 'd' && second == 'e') || (name && qc_tokens_ing(tokens, i)))
            return i;
    }
    return before;
}

/* "The agency said exports rose": what is said begins behind the verb of speech, if it has a verb of its own. */
static size_t behind_speech(const qc_tokens *tokens, size_t start, size_t before)
{
    size_t speech = before;
    for (size_t n = 0; n < tokens->verb_count && tokens->verbs[n] < before; n++) {
        size_t verb = tokens->verbs[n];
        if (verb > speech + 1)
            return speech + 1;
        if (verb >= start && speech == before && qc_tokens_reports(tokens, verb) &&
            !qc_tokens_is(tokens, verb + 1, QC_KEY_TO)) /* "Acme expects to ship" */
            speech = verb;
    }
    return start;
}

/* The first token of the hedge, the article and the adjectives of record that lead to the figure. */
static size_t before_figure(const qc_tokens *tokens, size_t i, size_t start)
{
    size_t from = qc_marker_hedge_start(tokens, i);
    while (i > start && !qc_tokens_verb(tokens, i - 1) &&
           (qc_tokens_at(tokens, i - 1)->start >= from || qc_tokens_article(tokens, i - 1) ||
            qc_tokens_senses(tokens, i - 1) & (QC_SENSE_RECORD | QC_SENSE_ADDITIONAL)))
        i--;
    if (!qc_tokens_has(tokens, i - 1, QC_TRAIT_UNKNOWN) &&
        !(qc_tokens_classes(tokens, i - 1) & (QC_WORD_ADJECTIVE | QC_WORD_ADVERB)))
        return i;
    size_t article = qc_marker_article(tokens, i); /* "an annualised 8.5%" */
    return article != QC_NO_TOKEN && article >= start ? article : i;
}

qc_place qc_place_find(const qc_tokens *tokens, size_t i)
{
    qc_place place = {.figure = i, .start = qc_tokens_clause_start(tokens, i)};
    place.before = before_figure(tokens, i, place.start);
    if (tokens->speech_count > 0)
        place.start = behind_speech(tokens, place.start, place.before);
    place.verb = place.last = place.before;
    for (size_t n = 0; n < tokens->verb_count && tokens->verbs[n] < place.before; n++) {
        size_t verb = tokens->verbs[n];
        if (verb < place.start || qc_tokens_clause(tokens, verb) != qc_tokens_clause(tokens, i))
            continue;
        if (place.verb == place.before && verb > place.start)
            place.verb = verb;
        place.last = verb;
    }
    if (place.verb == place.before)
        place.verb = place.last = guess_verb(tokens, place.start, place.before);
    return place;
}

/* "growth of 3%", "revenue of $7bn": the phrase before "of". What changed stands before a singular noun of change. */
static qc_phrase phrase_of(const qc_tokens *tokens, const qc_place *place)
{
    size_t end = place->before - 1;
    if (place->before < place->start + 2 || !qc_tokens_is(tokens, end, QC_KEY_OF) ||
        qc_tokens_senses(tokens, end - 1) & QC_SENSE_EXTREME)
        return nothing;
    bool plural = qc_lower(qc_at(&tokens->work->view, qc_tokens_at(tokens, end - 1)->end - 1)) == 's';
    if (qc_tokens_change_noun(tokens, end - 1) && !plural) {
        if (qc_marker_article(tokens, end - 1) != QC_NO_TOKEN)
            return nothing; /* "$4bn, a sharp rise of 9%" says no more of what rose */
        end--;
    }
    size_t first = end, bound = place->last < place->before ? place->last + 1 : place->start;
    while (first > bound &&
           (!(qc_tokens_at(tokens, first - 1)->traits & QC_TRAIT_MENTION) || qc_phrase_owned_date(tokens, first - 1)))
        first--;
    qc_phrase found = qc_phrase_before(tokens, first, end);
    return qc_phrase_empty(found) ? qc_phrase_trim(tokens, (qc_phrase){end, place->before - 1})
                                  : found; /* "growth of 4%" */
}

/* May this token be one of the nouns that a figure stands before? */
static bool is_led(const qc_tokens *tokens, size_t i, size_t first)
{
    enum {
        BREAKS = QC_WORD_PREPOSITION | QC_WORD_CONJUNCTION | QC_WORD_DETERMINER | QC_WORD_ADVERB | QC_WORD_PRONOUN |
                 QC_WORD_AUXILIARY
    };
    const qc_token *token = qc_tokens_at(tokens, i);
    if (i >= tokens->count || token->traits & (QC_TRAIT_MARK | QC_TRAIT_MENTION | QC_TRAIT_VERB) ||
        token->classes & BREAKS || token->key == QC_KEY_A)
        return false;
    bool adds = qc_tokens_ing(tokens, i) && qc_tokens_classes(tokens, i + 1) & QC_WORD_DETERMINER;
    return !adds && !(i > first && qc_tokens_past(tokens, i)); /* but "$3bn supporting its currency" */
}

/* "a £9bn loan book", "a 3% levy", "their 2 Mt output cuts": the nouns that the figure stands before. */
static qc_phrase phrase_led(const qc_tokens *tokens, const qc_place *place, const qc_mention *figure)
{
    qc_phrase found = {place->figure + 1, place->figure + 1};
    /* "for $3bn bonds", but "at $540/t FOB" */
    bool amount = figure->kind == QC_KIND_MONEY && figure->dimension == QC_DIMENSION_MONEY;
    uint32_t leads = amount ? QC_WORD_DETERMINER | QC_WORD_PREPOSITION : QC_WORD_DETERMINER;
    bool article = place->before < place->figure || qc_tokens_classes(tokens, place->before - 1) & leads;
    if (figure->rule != QC_RULE_COUNT_MULTIPLE && (figure->kind == QC_KIND_COUNT || !article))
        return nothing;
    while (is_led(tokens, found.end, found.start))
        found.end++;
    bool change = !qc_phrase_empty(found) && qc_tokens_change_noun(tokens, found.end - 1);
    bool plural = change && qc_at(&tokens->work->view, qc_tokens_at(tokens, found.end - 1)->end - 1) == 's';
    if (change && !plural)
        found.end--;
    return figure->kind == QC_KIND_QUANTITY && !change ? nothing : qc_phrase_trim(tokens, found);
}

/* "half the crop" */
static bool part_of(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_mention(tokens, i)->rule == QC_RULE_PERCENT_FRACTION &&
           qc_tokens_classes(tokens, i + 1) & QC_WORD_DETERMINER;
}

/* "a 5% drop in exports", "$6 billion in bonds", "30% of exports": the phrase behind. */
static qc_phrase phrase_behind(const qc_tokens *tokens, size_t i)
{
    size_t j = i + 1;
    bool change = qc_tokens_change_noun(tokens, j);
    if (change)
        j++;
    else if ((qc_tokens_is(tokens, j, QC_KEY_A) || qc_tokens_is(tokens, j, QC_KEY_PER)) &&
             qc_tokens_classes(tokens, j + 1) & QC_WORD_TIME_UNIT)
        j += 2;
    bool dated = qc_tokens_has(tokens, j + 1, QC_TRAIT_MENTION);
    /* "$2bn in fees" is of fees, "$2bn in a plant" is spent there. */
    bool place = !change && (qc_tokens_article(tokens, j + 1) || qc_tokens_classes(tokens, j + 1) & QC_WORD_DETERMINER);
    if (part_of(tokens, i))
        return qc_phrase_from(tokens, i + 1);
    place |= !change && qc_phrase_place(tokens, j + 1);
    bool tied = qc_tokens_is(tokens, j, QC_KEY_OF) || (qc_tokens_is(tokens, j, QC_KEY_IN) && !dated && !place);
    qc_phrase found = tied ? qc_phrase_from(tokens, j + 1) : nothing;
    bool owner = !qc_phrase_empty(found) &&
                 qc_tokens_has(tokens, found.end - 1, QC_TRAIT_POSSESSIVE); /* "of OPEC's 28 million bpd" */
    return owner ? nothing : found;
}

/* Shares, changes with a noun, amounts of a thing are of what stands behind them. */
static bool takes_phrase_behind(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    if (figure->role == QC_ROLE_SHARE || qc_tokens_change_noun(tokens, i + 1))
        return true;
    if (figure->kind == QC_KIND_PERCENT)
        return qc_tokens_is(tokens, i + 1, QC_KEY_OF); /* "lost a quarter of its value" */
    bool amount = figure->kind == QC_KIND_QUANTITY || figure->kind == QC_KIND_MONEY;
    return amount && (qc_tokens_is(tokens, i + 1, QC_KEY_OF) || figure->kind == QC_KIND_MONEY);
}

/* "a cut in yield to 6 t": what a noun of change in front names. */
static qc_phrase phrase_of_change(const qc_tokens *tokens, const qc_place *place)
{
    for (size_t i = place->before; tokens->senses & QC_SENSE_NOUN && i-- > place->start;) {
        if (qc_tokens_verb(tokens, i))
            return nothing;
        if (qc_tokens_change_noun(tokens, i) &&
            (qc_tokens_is(tokens, i + 1, QC_KEY_IN) || qc_tokens_is(tokens, i + 1, QC_KEY_OF)))
            return qc_phrase_from(tokens, i + 2);
    }
    return nothing;
}

/* The last verb of change before the figure, with no mark or conjunction behind it; of "plans to double capacity to 9
 * Mt" the verb is a figure. Else place->before. */
static size_t last_mover(const qc_tokens *tokens, const qc_place *place)
{
    if (place->last == place->before || !qc_tokens_change(tokens))
        return place->before;
    for (size_t i = place->before; i-- > place->start && !(qc_tokens_at(tokens, i)->traits & QC_TRAIT_MARK);) {
        bool verb = qc_tokens_verb(tokens, i) || (qc_tokens_figure(tokens, i) && i > place->last);
        if (verb && qc_marker_move(tokens, i))
            return i;
        if (i == place->last && !qc_tokens_has(tokens, i - 1, QC_TRAIT_MENTION | QC_TRAIT_UNKNOWN))
            break; /* "cut its price for the quarter ended": a participle is no verb of the clause */
        if (qc_tokens_classes(tokens, i) & QC_WORD_CONJUNCTION)
            break;
    }
    return place->before;
}

/* "cut its fare by a tenth to $3.60": the object of the last verb, if that is one of change. */
static qc_phrase object_of(const qc_tokens *tokens, const qc_place *place)
{
    size_t verb = last_mover(tokens, place);
    if (verb == place->before)
        return nothing;
    size_t end = verb + 1;
    if (qc_tokens_classes(tokens, end) & QC_WORD_PREPOSITION)
        return nothing; /* "slowed for a third month to 8%" */
    if (qc_tokens_classes(tokens, end) & QC_WORD_DETERMINER && qc_tokens_date(tokens, end + 1))
        end += 2; /* "cut its 2031 forecast" */
    for (; end < place->before && !(qc_tokens_at(tokens, end)->traits & (QC_TRAIT_MENTION | QC_TRAIT_MARK)); end++)
        if (qc_tokens_is(tokens, end, QC_KEY_BY) || qc_tokens_is(tokens, end, QC_KEY_TO) ||
            qc_tokens_is(tokens, end, QC_KEY_FROM) || qc_tokens_is(tokens, end, QC_KEY_IN))
            break;
    return qc_phrase_trim(tokens, (qc_phrase){verb + 1, end});
}

/* A word of no motion at the end of a phrase. */
static bool stands_still(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_spells(tokens, i, "steady") || qc_tokens_spells(tokens, i, "flat") ||
           qc_tokens_spells(tokens, i, "unchanged");
}

/* The verb of the clause before token `i`; place->start: none. */
static size_t verb_before(const qc_tokens *tokens, const qc_place *place, size_t i)
{
    do
        i--;
    while (i > place->start && !qc_tokens_verb(tokens, i));
    return i;
}

/* "left its key rate unchanged at 5%", "put the cost at $3bn", "put rents up by 3%": what a verb that moves nothing
 * says to stand at the figure, or to go up or down. */
static qc_phrase object_at(const qc_tokens *tokens, const qc_place *place)
{
    enum { NO_OBJECT = QC_WORD_PREPOSITION | QC_WORD_ADVERB | QC_WORD_PRONOUN | QC_WORD_TIME_UNIT };
    size_t verb = place->last, at = place->before - 1, end = at;
    bool to = qc_tokens_is_any(tokens, at, QC_KEY_BIT(AT) | QC_KEY_BIT(BY) | QC_KEY_BIT(TO));
    bool moved = qc_tokens_is_any(tokens, at - to, QC_KEY_BIT(UP) | QC_KEY_BIT(DOWN));
    end = moved ? at - to : at;
    while (moved && verb >= end && verb > place->start)
        verb = verb_before(tokens, place, verb);
    bool states =
        qc_tokens_classes(tokens, verb) & QC_WORD_AUXILIARY || qc_tokens_senses(tokens, verb) & QC_SENSE_REACH;
    if (!qc_tokens_verb(tokens, verb) || verb + 1 >= end || !(moved || qc_tokens_is(tokens, at, QC_KEY_AT)) || states ||
        qc_tokens_move(tokens, verb))
        return nothing;
    for (size_t i = verb + 1; i < end; i++)
        if (qc_tokens_has(tokens, i, QC_TRAIT_MARK | QC_TRAIT_MENTION) ||
            (qc_tokens_classes(tokens, i) & NO_OBJECT && !qc_tokens_is(tokens, i, QC_KEY_OF)))
            return nothing;
    while (end > verb + 1 && (qc_tokens_past(tokens, end - 1) || stands_still(tokens, end - 1)))
        end--;
    return qc_phrase_trim(tokens, (qc_phrase){verb + 1, end});
}

/* The end of what stands before token `i`, without brackets. */
static size_t before_bracket(const qc_tokens *tokens, size_t start, size_t i)
{
    size_t end = i;
    if (end > start && qc_tokens_mark(tokens, end - 1, ')'))
        while (end > start && !qc_tokens_mark(tokens, end, '('))
            end--;
    return end;
}

/* The phrase before the verb; one between commas or brackets is passed over: "Cocoa, the chief crop,
 * fetched". */
static qc_phrase subject_of(const qc_tokens *tokens, const qc_place *place, size_t verb)
{
    size_t end = before_bracket(tokens, place->start, verb);
    if (end > place->start && qc_tokens_mark(tokens, end - 1, ',')) {
        for (end--; end > place->start && !qc_tokens_mark(tokens, end - 1, ',');) {
            end--;
            bool aside = qc_tokens_mark(tokens, end - 1, ','); /* "the mine, owned by Acme, ships" */
            if (qc_tokens_verb(tokens, end) && verb != place->verb && !aside)
                return nothing; /* "demand will grow by 3%, down from": no phrase but a clause */
        }
        end = end > place->start ? before_bracket(tokens, place->start, end - 1) : verb;
    }
    if (end > place->start + 1 && qc_tokens_past(tokens, end - 1))
        end--; /* "the index edged down": nobody knows the verb */
    qc_phrase found = qc_phrase_before(tokens, place->start, end);
    bool tied = found.start > place->start && qc_tokens_classes(tokens, found.start - 1) & QC_WORD_PREPOSITION &&
                qc_tokens_classes(tokens, found.start - 2) & QC_WORD_DETERMINER;
    return tied ? nothing : found; /* "those from Mongolia fell" */
}

/* "Steel stocks: 210", "gross margin at 12%", "rents, 3%": a phrase with no verb. */
static qc_phrase phrase_beside(const qc_tokens *tokens, const qc_place *place)
{
    size_t end = place->before;
    bool at = end > 0 && (qc_tokens_is(tokens, end - 1, QC_KEY_AT) || qc_tokens_is(tokens, end - 1, QC_KEY_TO));
    bool mark = end > 0 && (qc_tokens_mark(tokens, end - 1, ':') || qc_tokens_mark(tokens, end - 1, ','));
    if (!at && !mark)
        return nothing;
    end--;
    if (at && end > 0 && (qc_tokens_past(tokens, end - 1) || stands_still(tokens, end - 1)))
        end--; /* "demand peaked at": nobody knows the verb; "sterling steady at" */
    if (mark && end >= 2 && qc_tokens_has(tokens, end - 1, QC_TRAIT_MENTION))
        end -= qc_tokens_mark(tokens, end - 2, ',') ? 2 : 1;
    return qc_phrase_before(tokens, 0, end);
}

/* "Norway, which ships 2 mbd", "Chile, set to sell 3 Mt", "output, which reached 3 Mt": the phrase before the comma. */
static qc_topic topic_before_comma(const qc_tokens *tokens, const qc_place *place)
{
    bool relative =
        qc_tokens_is(tokens, place->start - 1, QC_KEY_WHICH) || qc_tokens_is(tokens, place->start - 1, QC_KEY_WHO);
    size_t comma = place->start;
    if (relative)
        comma = place->start - 2;
    else
        while (comma < place->before && !qc_tokens_mark(tokens, comma, ','))
            comma++;
    if (!qc_tokens_mark(tokens, comma, ',') || qc_tokens_is(tokens, place->start, QC_KEY_ACCORDING))
        return (qc_topic){nothing, nothing};
    size_t first = relative ? comma : place->start;
    while (relative && first > 0 && !qc_tokens_has(tokens, first - 1, QC_TRAIT_MENTION))
        first--;
    qc_phrase found = qc_phrase_before(tokens, first, comma);
    if (qc_phrase_name(tokens, found))
        return (qc_topic){nothing, found};
    bool measured = relative && !qc_phrase_empty(found) && qc_tokens_senses(tokens, found.end - 1) & QC_SENSE_MEASURE;
    return (qc_topic){measured ? found : nothing, nothing};
}

/* "factory output -0.6% m/m", "Norway: factory output -0.6% m/m": what stands before a change without a verb, and whose
 * the line is. */
static qc_topic topic_of_note(const qc_tokens *tokens, const qc_place *place)
{
    qc_phrase measure = qc_phrase_before(tokens, place->start, place->before), subject = nothing;
    if (!qc_phrase_empty(measure) && measure.start > 0 && qc_tokens_mark(tokens, measure.start - 1, ':'))
        subject = qc_phrase_before(tokens, 0, measure.start - 1);
    return (qc_topic){measure, qc_phrase_name(tokens, subject) ? subject : nothing};
}

qc_topic qc_topic_read(const qc_tokens *tokens, const qc_place *place, const qc_mention *figure)
{
    bool verb = place->verb < place->before;
    size_t predicate = verb && qc_tokens_mark(tokens, place->last - 1, ',') ? place->last : place->verb;
    qc_topic found = {phrase_of(tokens, place), verb ? subject_of(tokens, place, predicate) : nothing};
    if (qc_phrase_empty(found.measure))
        found.measure = phrase_led(tokens, place, figure);
    if (qc_phrase_empty(found.measure) && takes_phrase_behind(tokens, place->figure, figure))
        found.measure = phrase_behind(tokens, place->figure);
    if (qc_phrase_empty(found.measure))
        found.measure = phrase_of_change(tokens, place);
    if (qc_phrase_empty(found.measure))
        found.measure = object_of(tokens, place);
    if (qc_phrase_empty(found.measure))
        found.measure = object_at(tokens, place);
    if (!verb && figure->rule == QC_RULE_COUNT_MULTIPLE)
        found.subject = subject_of(tokens, place, place->before); /* "exports doubled": the figure is the verb */
    else if (qc_phrase_empty(found.measure) && !verb)
        found.measure = phrase_beside(tokens, place);
    if (qc_phrase_empty(found.measure) && !verb && figure->role == QC_ROLE_CHANGE &&
        qc_basis_follows(tokens, place->figure))
        found = topic_of_note(tokens, place);
    bool beside = !verb && place->before > place->start && !qc_tokens_spells(tokens, place->before - 1, "costs") &&
                  qc_tokens_senses(tokens, place->before - 1) & QC_SENSE_MEASURE;
    if (qc_phrase_empty(found.measure) && beside)
        found.measure = qc_phrase_before(tokens, place->start, place->before); /* "net debt $3bn" */
    if (qc_phrase_empty(found.measure) && qc_phrase_empty(found.subject))
        found = topic_before_comma(tokens, place);
    return found;
}
