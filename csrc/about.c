/* What is measured, and whose it is.
 *
 * In: the tokens of a sentence with roles and links. Out: the spans `measure` and `subject` of its figures. The noun
 * phrase comes from the clause of the figure: the one that "of" ties to it, the object of a verb of change, the subject
 * of the verb. Where the clause names none, a figure takes those of the figure that it is linked to, or of the one
 * beside it.
 */
#include "figure.h"
#include "markers.h"
#include "relate.h"
#include "topic.h"

enum { MENTION_REACH = 32 /* mentions among which the last subject is looked for */ };

static const qc_phrase nothing = {0, 0};

/* "the bloc's 9 million bpd": whose the figure itself is. */
static qc_phrase owner_of_figure(const qc_tokens *tokens, const qc_place *place)
{
    if (place->before == 0 || !qc_tokens_has(tokens, place->before - 1, QC_TRAIT_POSSESSIVE))
        return nothing;
    size_t first = place->before - 1;
    while (first > place->start && !qc_tokens_has(tokens, first - 1, QC_TRAIT_MENTION) &&
           !qc_tokens_is(tokens, first - 1, QC_KEY_OF))
        first--;
    return qc_phrase_before(tokens, first, place->before);
}

/* Parts a phrase into its owner and the rest. */
static bool split_owner(const qc_tokens *tokens, qc_topic *topic, qc_phrase whole)
{
    qc_phrase owner = qc_phrase_owner(tokens, whole);
    if (qc_phrase_empty(owner))
        return false;
    topic->subject = owner;
    topic->measure = qc_phrase_trim(tokens, (qc_phrase){owner.end, whole.end});
    return true;
}

/* "carmakers could lose $6bn", "the firm raised $3bn": whoever loses or raises a large sum is no measure, as prices and
 * shares are. */
static bool loses_money(const qc_tokens *tokens, const qc_place *place, qc_phrase subject)
{
    static const char *const losing[] = {"lose",   "loses",  "lost",    "losing", "raise",
                                         "raises", "raised", "raising", NULL};
    enum { MILLION = 6 };
    const qc_mention *figure = qc_tokens_figure(tokens, place->figure);
    size_t i = place->figure, from = qc_marker_hedge_start(tokens, i);
    while (i > place->start && qc_tokens_at(tokens, i - 1)->start >= from)
        i--;
    const qc_token *verb = qc_tokens_at(tokens, i - 1);
    if (qc_phrase_empty(subject) || figure->kind != QC_KIND_MONEY || figure->number.scale < MILLION)
        return false;
    return qc_span_is_any(&tokens->work->view, (qc_span){verb->start, verb->end}, losing) &&
           !(qc_tokens_senses(tokens, subject.end - 1) & QC_SENSE_MEASURE);
}

/* Does a phrase end with a noun that is measured, or that is a level? */
static bool is_measured(const qc_tokens *tokens, qc_phrase phrase)
{
    return qc_tokens_senses(tokens, phrase.end - 1) & (QC_SENSE_MEASURE | QC_SENSE_LEVEL_NOUN);
}

/* Is it a verb of doing, or "has" ("The utility has 4 GW"), and none of being, reaching, moving and saying? */
static bool acts(const qc_tokens *tokens, size_t verb)
{
    const uint64_t have = QC_KEY_BIT(HAD) | QC_KEY_BIT(HAS) | QC_KEY_BIT(HAVE);
    const qc_token *token = qc_tokens_at(tokens, verb);
    if (qc_tokens_is_any(tokens, verb, have))
        return true;
    return (token->classes & QC_WORD_VERB || token->traits & QC_TRAIT_UNKNOWN) &&
           !(token->classes & QC_WORD_AUXILIARY) && !(token->senses & (QC_SENSE_REACH | QC_SENSE_SPEECH)) &&
           !qc_tokens_move(tokens, verb);
}

/* "The mine produced 9,000 t": who does something to the figure is a subject, though it have no name; what is, reaches
 * and moves is a measure. */
static bool does(const qc_tokens *tokens, const qc_place *place, qc_phrase subject)
{
    if (loses_money(tokens, place, subject))
        return true;
    bool beside = place->last + 1 == place->before && !qc_phrase_empty(subject);
    return beside && !is_measured(tokens, subject) && acts(tokens, place->last);
}

/* "Analysts had expected a rise of 3 Mt": whoever expects is not what is measured; but "output was expected to
 * reach". */
static bool has_expected(const qc_tokens *tokens, const qc_place *place)
{
    const uint64_t have = QC_KEY_BIT(HAD) | QC_KEY_BIT(HAS) | QC_KEY_BIT(HAVE);
    size_t verb = place->last;
    bool active = verb == place->verb || qc_tokens_is_any(tokens, verb - 1, have);
    return active && !(qc_tokens_classes(tokens, verb) & QC_WORD_AUXILIARY) &&
           qc_tokens_senses(tokens, verb) & QC_SENSE_FORECAST && !qc_tokens_is(tokens, verb + 1, QC_KEY_TO);
}

/* "Acme shipped 9,000 t, 2% less": does the verb act upon a figure right behind it? */
static bool has_object(const qc_tokens *tokens, size_t verb)
{
    const qc_mention *object = qc_tokens_figure(tokens, verb + 1);
    return object && object->role == QC_ROLE_LEVEL && acts(tokens, verb);
}

/* "Japan's Acme Steel offered", "Norway's wealth fund earned": who does something is no measure of its owner's. */
static void name_doer(const qc_tokens *tokens, const qc_place *place, qc_phrase whole, bool moves, qc_topic *topic)
{
    qc_phrase goods = topic->measure, name = {goods.end, goods.end};
    while (name.start > goods.start && qc_tokens_capital(tokens, name.start - 1))
        name.start--;
    bool tied = qc_tokens_classes(tokens, name.start - 1) & QC_WORD_PREPOSITION; /* "Kenya's exports to Egypt" */
    bool named = !tied && qc_phrase_name(tokens, name) && !(moves && name.start == goods.start);
    if (!named && !does(tokens, place, goods) && !(has_object(tokens, place->last) && !is_measured(tokens, goods)))
        return;
    topic->subject = named ? name : whole;
    topic->measure = nothing;
}

/* The subject of a verb: an owner gives its goods as measure, a name is the subject, other nouns are the measure. What
 * rises and falls is a measure, though it have a name ("tin"), unless it is a country. */
static void split_subject(const qc_tokens *tokens, const qc_place *place, const qc_mention *figure, qc_topic *topic)
{
    qc_phrase whole = topic->subject, measure = topic->measure;
    bool moves = (figure->role == QC_ROLE_CHANGE || figure->direction) && !has_object(tokens, place->last);
    if (split_owner(tokens, topic, whole)) {
        name_doer(tokens, place, whole, moves, topic);
    } else {
        bool subject = (qc_phrase_name(tokens, whole) && !(moves && qc_phrase_empty(measure))) ||
                       does(tokens, place, whole) || (has_object(tokens, place->last) && !is_measured(tokens, whole));
        bool says = qc_tokens_senses(tokens, place->verb) & QC_SENSE_ATTRIBUTE || has_expected(tokens, place);
        topic->subject = subject ? whole : nothing;
        topic->measure = subject || says ? nothing : whole;
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
    bool cut = last->traits & QC_TRAIT_POSSESSIVE && qc_is_apostrophe(qc_at(&tokens->work->view, last->end - 2));
    return (qc_span){qc_tokens_at(tokens, phrase.start)->start, last->end - (cut ? 2 : 0)};
}

static bool is_span(qc_span span) { return span.end > span.start; }

/* A figure with a unit of its own noun before a noun ("a 300-seat plane") describes a thing and measures nothing. */
static bool is_attributive(const qc_tokens *tokens, size_t i, const qc_mention *figure)
{
    if (figure->kind != QC_KIND_QUANTITY)
        return false;
    bool hyphen = qc_at(&tokens->work->view, figure->end) == '-';
    bool noun = qc_tokens_has(tokens, i + 1, QC_TRAIT_UNKNOWN) || qc_tokens_senses(tokens, i + 1) & QC_SENSE_MEASURE;
    return hyphen || noun;
}

/* Does a figure stand close before token `i`, in the part that a joint there ends? */
static bool figure_before(const qc_tokens *tokens, size_t i)
{
    enum { FIGURE_REACH = 8 };
    for (size_t j = i; j-- > 0 && i - j <= FIGURE_REACH && !qc_tokens_mark(tokens, j, ';');)
        if (qc_tokens_figure(tokens, j))
            return true;
    return false;
}

/* The name takes the place that the name of the figure before has: what is measured, or whose it is. */
static qc_topic put_gapped(const qc_tokens *tokens, qc_phrase name, size_t i)
{
    size_t n = 0;
    while (tokens->figures[n] < i)
        n++;
    const qc_mention *last = n > 0 ? qc_tokens_mention(tokens, tokens->figures[n - 1]) : NULL;
    bool measured = last && !is_span(last->subject) && is_span(last->measure);
    return measured ? (qc_topic){name, nothing} : (qc_topic){nothing, name};
}

/* "Norway sold 9 Mt and Iraq 7", "tin rose 3%, zinc 2%": the name between a joint and the figure, where the verb is
 * left out. */
static qc_phrase gapped_name(const qc_tokens *tokens, const qc_place *place)
{
    enum { LONGEST_NAME = 5 };
    size_t part = qc_tokens_at(tokens, place->figure)->part;
    size_t joint = part > 0 ? tokens->bounds[part - 1] : QC_NO_TOKEN;
    if (!qc_tokens_is(tokens, joint, QC_KEY_AND) && !qc_tokens_mark(tokens, joint, ','))
        return nothing;
    if (joint < place->start || joint + 1 >= place->before || place->before - joint > LONGEST_NAME + 1 ||
        !figure_before(tokens, joint))
        return nothing;
    size_t first = joint + 1 + qc_tokens_is(tokens, joint + 1, QC_KEY_THE);
    qc_phrase found = qc_phrase_before(tokens, first, place->before);
    bool whole = found.start == first && found.end == place->before && qc_phrase_name(tokens, found);
    return whole ? found : nothing;
}

/* "exports fell to 2 million bags", but "prices fell in two towns": a large count that moves is how much of a measure
 * there is. */
static bool is_moved_amount(const qc_tokens *tokens, const qc_mention *figure, qc_phrase measure)
{
    return figure->direction && (figure->number.scale > 0 || figure->number.grouped) && !qc_phrase_empty(measure) &&
           qc_tokens_senses(tokens, measure.end - 1) & QC_SENSE_MEASURE;
}

/* "imports in the quarter", "the same period": a length of time is cut off, and is no measure. */
static qc_phrase without_time(const qc_tokens *tokens, qc_phrase phrase)
{
    const uint32_t leads = QC_WORD_PREPOSITION | QC_WORD_DETERMINER;
    if (qc_phrase_empty(phrase) || !(qc_tokens_classes(tokens, phrase.end - 1) & QC_WORD_TIME_UNIT ||
                                     qc_tokens_spells(tokens, phrase.end - 1, "period")))
        return phrase;
    while (!qc_phrase_empty(phrase) && !(qc_tokens_classes(tokens, phrase.end - 1) & leads))
        phrase.end--;
    return qc_phrase_trim(tokens, phrase);
}

static void find_about(const qc_tokens *tokens, size_t i)
{
    qc_mention *figure = qc_tokens_figure(tokens, i);
    qc_place place = qc_place_find(tokens, i);
    qc_topic found = qc_topic_read(tokens, &place, figure);
    qc_topic own = {found.measure, nothing};
    if (!qc_phrase_empty(found.measure) && split_owner(tokens, &own, found.measure) && !qc_phrase_empty(own.measure))
        found = own;
    else
        split_subject(tokens, &place, figure, &found);
    qc_phrase gapped = gapped_name(tokens, &place);
    if (!qc_phrase_empty(gapped))
        found = put_gapped(tokens, gapped, i);
    qc_phrase owner = owner_of_figure(tokens, &place);
    if (!qc_phrase_empty(owner))
        found = (qc_topic){nothing, owner};
    bool counts = figure->kind == QC_KIND_COUNT && figure->noun.end > figure->noun.start;
    /* "exports of 3 Mt stopped", but "a tanker of 9,000 dwt sank" */
    bool measured = qc_tokens_is(tokens, place.before - 1, QC_KEY_OF) &&
                    qc_tokens_senses(tokens, place.before - 2) & QC_SENSE_MEASURE;
    bool describes = figure->role != QC_ROLE_CHANGE && !measured && is_attributive(tokens, i, figure);
    bool moved = counts && is_moved_amount(tokens, figure, found.measure);
    figure->measure =
        (counts && !moved) || describes ? (qc_span){0, 0} : span_of(tokens, without_time(tokens, found.measure));
    bool both = !qc_phrase_empty(found.measure) &&
                found.subject.start == found.measure.start; /* what is measured owns nothing */
    figure->subject = both ? (qc_span){0, 0} : span_of(tokens, found.subject);
}

/* Fills what is missing from another figure. */
static void take_spans(qc_mention *to, const qc_mention *from)
{
    if (!is_span(to->measure))
        to->measure = from->measure;
    if (!is_span(to->subject))
        to->subject = from->subject;
}

/* The figure that shares its topic: the level of a change, else the one before in a chain ("4% on cars and 6% on
 * trucks"). */
static const qc_mention *partner_of(const qc_tokens *tokens, size_t i, const qc_mention *last)
{
    const qc_mention *figure = qc_tokens_figure(tokens, i);
    if (figure->link >= 0)
        return &tokens->work->mentions[figure->link];
    size_t start = qc_tokens_clause_start(tokens, i);
    bool follows = start > 0 && qc_tokens_follows(tokens, start - 1); /* "after hitting 3%": the subject is the same */
    if (last && (follows || qc_tokens_is(tokens, i - 1, QC_KEY_OR)))
        return last;
    bool chained = last && !is_span(figure->measure) && last->kind == figure->kind && figure->kind != QC_KIND_COUNT;
    return chained ? last : NULL;
}

/* The last subject that the sentence before, or this one up to the figure, names in its own words. */
static qc_span last_subject(const qc_tokens *tokens, const qc_mention *figure)
{
    const qc_work *work = tokens->work;
    for (size_t i = tokens->last;
         i-- > 0 && tokens->last - i <= MENTION_REACH && work->mentions[i].start >= tokens->earlier;)
        if (work->mentions[i].start < figure->start && is_span(work->mentions[i].subject) &&
            work->mentions[i].subject.start >= tokens->earlier)
            return work->mentions[i].subject;
    return (qc_span){0, 0};
}

/* Does the span hold a noun that somebody must own: exports, output, prices? */
static bool holds_measure(const qc_tokens *tokens, qc_span span)
{
    const qc_view *view = &tokens->work->view;
    bool here = span.start >= qc_tokens_at(tokens, 0)->start; /* and not of another sentence */
    if (here && !(tokens->senses & QC_SENSE_MEASURE || tokens->compounds))
        return false;
    bool found = false;
    for (size_t at = span.start; at < span.end;) {
        qc_span word = qc_word_at(view, at);
        const qc_word *entry = word.end > word.start ? qc_lexicon_word(view, word) : NULL;
        if (entry && entry->senses & QC_SENSE_PLACE && !qc_span_is(view, qc_word_before(view, word.start), "to"))
            return false; /* "shipments from Iraq" are not of whoever is named before */
        found |= entry && entry->senses & QC_SENSE_MEASURE;
        at = word.end > at ? word.end : at + 1;
    }
    return found;
}

/* ", earning $5bn", ", storing 60 TWh": a participle behind a comma has the subject of the sentence. */
static bool is_participial(const qc_tokens *tokens, size_t i)
{
    enum { PARTICIPLE_REACH = 6 };
    size_t part = qc_tokens_at(tokens, i)->part, comma = part > 0 ? tokens->bounds[part - 1] : QC_NO_TOKEN;
    if (!qc_tokens_mark(tokens, comma, ',') || i - comma > PARTICIPLE_REACH || !qc_tokens_ing(tokens, comma + 1))
        return false;
    for (size_t j = comma + 1; j < i; j++)
        if (qc_tokens_figure(tokens, j))
            return false;
    return true;
}

/* "exports to China by Norway": the place behind "by", whose the measure is. */
static qc_span doer_in(const qc_view *view, qc_span measure)
{
    for (size_t at = measure.start; at < measure.end;) {
        qc_span by = qc_word_at(view, at), place = qc_word_after(view, by.end);
        const qc_word *entry =
            qc_span_is(view, by, "by") && place.end == measure.end ? qc_lexicon_word(view, place) : NULL;
        if (entry && entry->senses & QC_SENSE_PLACE && qc_is_upper(qc_at(view, place.start)))
            return place;
        at = by.end > at ? by.end : at + 1;
    }
    return (qc_span){0, 0};
}

/* "Japan's exports fell 5%. Imports rose 3%": a measure that names nobody is of the subject named last. */
static void carry_subjects(const qc_tokens *tokens)
{
    for (size_t n = 0; n < tokens->figure_count; n++) {
        size_t i = tokens->figures[n];
        qc_mention *figure = qc_tokens_figure(tokens, i);
        if (is_span(figure->subject) || figure->kind == QC_KIND_COUNT)
            continue;
        figure->subject = doer_in(&tokens->work->view, figure->measure);
        if (!is_span(figure->subject) && (holds_measure(tokens, figure->measure) || is_participial(tokens, i)))
            figure->subject = last_subject(tokens, figure);
    }
}

static bool same_span(qc_span a, qc_span b) { return a.start == b.start && a.end == b.end; }

/* Is a span a name, each word with a capital? */
static bool is_named(const qc_view *view, qc_span span)
{
    for (size_t at = span.start; at < span.end; at++)
        if (qc_is_letter(view->bytes[at]) && !qc_is_letter(qc_at(view, at - 1)) && !qc_is_upper(view->bytes[at]))
            return false;
    return true;
}

/* Does the measure of figure `n` itself move, in it or in one a little before? */
static bool is_moved(const qc_tokens *tokens, size_t n)
{
    enum { FIGURES_BACK = 8 };
    qc_span measure = qc_tokens_mention(tokens, tokens->figures[n])->measure;
    for (size_t m = n + 1; m-- > 0 && n - m <= FIGURES_BACK;) {
        const qc_mention *figure = qc_tokens_mention(tokens, tokens->figures[m]);
        bool own = figure->role == QC_ROLE_LEVEL || figure->link < 0;
        if (same_span(figure->measure, measure) && own &&
            (figure->direction || figure->dimension == QC_DIMENSION_PRICE))
            return true;
    }
    return false;
}

/* What a figure took for its measure and its partner for the subject is one of both: the subject where it has a name
 * and neither a price nor a move of its own, as what is traded has. */
static void part_twins(const qc_tokens *tokens, size_t n)
{
    qc_mention *figure = qc_tokens_mention(tokens, tokens->figures[n]);
    if (!is_span(figure->measure) || !same_span(figure->measure, figure->subject))
        return;
    const qc_mention *level = figure->link >= 0 ? &tokens->work->mentions[figure->link] : figure;
    const qc_view *view = &tokens->work->view;
    const qc_word *behind = qc_lexicon_word(view, qc_word_after(view, figure->measure.end));
    bool reports = behind && behind->senses & QC_SENSE_SPEECH; /* "Acme reported sales up 3%" */
    bool measured = !reports && (level->direction || level->dimension == QC_DIMENSION_PRICE || is_moved(tokens, n) ||
                                 !is_named(view, figure->measure));
    *(measured ? &figure->subject : &figure->measure) = (qc_span){0, 0};
}

void qc_about_relate(const qc_tokens *tokens)
{
    const qc_mention *last = NULL;
    for (size_t n = 0; n < tokens->figure_count; n++)
        find_about(tokens, tokens->figures[n]);
    for (size_t n = 0; n < tokens->figure_count; n++) {
        qc_mention *figure = qc_tokens_figure(tokens, tokens->figures[n]);
        const qc_mention *partner = partner_of(tokens, tokens->figures[n], last);
        if (partner)
            take_spans(figure, partner);
        bool either = partner == last && partner && figure->role == QC_ROLE_SHARE &&
                      qc_tokens_is(tokens, tokens->figures[n] - 1u, QC_KEY_OR);
        if (either && is_span(partner->measure))
            figure->measure = partner->measure; /* "borrowing of $9bn, or 3% of GDP" */
        if (partner && figure->link >= 0)
            take_spans(&tokens->work->mentions[figure->link], figure); /* "exports doubled to 3 Mt" */
        last = figure;
    }
    carry_subjects(tokens);
    for (size_t n = 0; n < tokens->figure_count; n++)
        part_twins(tokens, n);
}
