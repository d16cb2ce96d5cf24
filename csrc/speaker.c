/* Who says so: "X said", "said X", "according to X", "X estimates".
 *
 * In: the tokens of a sentence. Out: the span `speaker` of the figures that the words of speech govern. A pronoun is no
 * speaker; where no bound of the name is found within a few tokens, nobody is.
 */
#include "relate.h"

enum { LONGEST_NAME = 12 /* tokens of a speaker's noun phrase */ };

typedef struct speech {
    qc_span speaker;
    size_t from, to; /* the tokens that it governs: [from, to) */
} speech;

static bool is_verb_of_speech(const qc_tokens *tokens, size_t i)
{
    return qc_tokens_senses(tokens, i) & QC_SENSE_ATTRIBUTE;
}

static bool is_bound(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    if (token->mark)
        return !qc_is_apostrophe(token->mark) && token->mark != '.';
    return qc_tokens_classes(tokens, i) & (QC_WORD_CONJUNCTION | QC_WORD_AUXILIARY) || is_verb_of_speech(tokens, i) ||
           qc_tokens_date(tokens, i);
}

/* May a speaker's name begin here: a capital, a determiner, a number of people? */
static bool begins_name(const qc_tokens *tokens, size_t i)
{
    const qc_token *token = qc_tokens_at(tokens, i);
    const qc_work *work = tokens->work;
    if (token->traits & QC_TRAIT_MENTION)
        return qc_tokens_mention(tokens, i)->kind == QC_KIND_COUNT;
    if (qc_tokens_classes(tokens, i) & (QC_WORD_PRONOUN | QC_WORD_PREPOSITION))
        return false;
    return qc_is_letter(qc_at(&work->view, token->start));
}

/* "ministry estimates,": a word of speech before a mark is a noun of the name. */
static bool ends_part(const qc_tokens *tokens, size_t j)
{
    return is_verb_of_speech(tokens, j) && (j + 1 == tokens->count || qc_tokens_at(tokens, j + 1)->mark);
}

/* "traders and shippers": does "and" join another name, with no verb up to the next mark? */
static bool joins_names(const qc_tokens *tokens, size_t i)
{
    if (!qc_tokens_is(tokens, i, QC_KEY_AND))
        return false;
    size_t j = i + 1;
    while (j < tokens->count && !qc_tokens_at(tokens, j)->mark && j - i < LONGEST_NAME)
        if (is_bound(tokens, j) || qc_tokens_verb(tokens, j++))
            return false;
    return j > i + 1 && j - i < LONGEST_NAME;
}

/* The name that begins at token `i`; `*end` is behind it. */
static bool name_from(const qc_tokens *tokens, size_t i, size_t *end)
{
    size_t j = i;
    while (j < tokens->count && j - i < LONGEST_NAME && qc_tokens_at(tokens, j)->mark != '.' &&
           (!is_bound(tokens, j) || ends_part(tokens, j) || joins_names(tokens, j)))
        j++;
    *end = j;
    return j > i && j - i < LONGEST_NAME && begins_name(tokens, i);
}

/* The name that ends before token `i`; `*start` is its first token. "on Tuesday" between it and the verb is passed
 * over. */
static bool name_before(const qc_tokens *tokens, size_t i, size_t *start, size_t *end)
{
    if (i >= 2 && qc_tokens_date(tokens, i - 1))
        i -= qc_tokens_is(tokens, i - 2, QC_KEY_ON) ? 2 : 1;
    size_t j = i;
    while (j > 0 && i - j < LONGEST_NAME && !is_bound(tokens, j - 1))
        j--;
    *start = j;
    *end = i;
    return j < i && i - j < LONGEST_NAME && begins_name(tokens, j);
}

/* "Acme now", "data from brokers in": what hangs on behind the name. */
static size_t without_trailers(const qc_tokens *tokens, size_t start, size_t end)
{
    while (end > start + 1 && (qc_tokens_classes(tokens, end - 1) & (QC_WORD_ADVERB | QC_WORD_PREPOSITION) ||
                               qc_tokens_date(tokens, end - 1)))
        end--;
    return end;
}

static qc_span span_of(const qc_tokens *tokens, size_t start, size_t end)
{
    return (qc_span){qc_tokens_at(tokens, start)->start, qc_tokens_at(tokens, end - 1)->end};
}

/* The bounds of the part of the sentence around token `i` that semicolons leave. */
static void part_around(const qc_tokens *tokens, size_t i, size_t *from, size_t *to)
{
    *from = 0;
    *to = tokens->count;
    for (size_t n = 0; n < tokens->bound_count && *to == tokens->count; n++) {
        size_t bound = tokens->bounds[n];
        if (qc_tokens_at(tokens, bound)->mark == ';' && bound < i)
            *from = bound + 1;
        else if (qc_tokens_at(tokens, bound)->mark == ';')
            *to = bound;
    }
}

static bool read_according(const qc_tokens *tokens, size_t i, speech *found)
{
    size_t end;
    if (!qc_tokens_is(tokens, i, QC_KEY_ACCORDING) || i + 2 >= tokens->count || !name_from(tokens, i + 2, &end))
        return false;
    part_around(tokens, i, &found->from, &found->to);
    found->speaker = span_of(tokens, i + 2, end);
    return true;
}

/* "…, said X": the verb opens a clause and the name follows. */
static bool read_inverted(const qc_tokens *tokens, size_t i, speech *found)
{
    size_t end;
    bool opens = i > 0 && (qc_tokens_at(tokens, i - 1)->mark == ',' || qc_is_quote(qc_tokens_at(tokens, i - 1)->mark));
    if (!opens || !name_from(tokens, i + 1, &end))
        return false;
    part_around(tokens, i, &found->from, &found->to);
    found->to = i;
    found->speaker = span_of(tokens, i + 1, end);
    return true;
}

/* "X said": at the end of the sentence it governs what stands before, else what stands behind. */
static bool read_plain(const qc_tokens *tokens, size_t i, speech *found)
{
    size_t start, end;
    if (!name_before(tokens, i, &start, &end))
        return false;
    part_around(tokens, i, &found->from, &found->to);
    bool follows = start > 0 &&
                   (qc_tokens_at(tokens, start - 1)->mark == ',' || qc_is_quote(qc_tokens_at(tokens, start - 1)->mark));
    if (follows)
        found->to = start;
    else
        found->from = i;
    found->speaker = span_of(tokens, start, without_trailers(tokens, start, end));
    return true;
}

/* Those who speak ("three delegates said") are of no time. */
static void without_period(qc_mention *figure)
{
    figure->period_start = figure->period_end = QC_NAT;
    figure->granularity = QC_GRANULARITY_NONE;
    figure->period_row = -1;
}

static void give_speaker(const qc_tokens *tokens, const speech *found)
{
    for (size_t n = 0; n < tokens->figure_count; n++) {
        size_t i = tokens->figures[n];
        qc_mention *figure = qc_tokens_figure(tokens, i);
        if (figure->start < found->speaker.end && found->speaker.start < figure->end)
            without_period(figure);
        else if (i >= found->from && i < found->to && figure->speaker.start == figure->speaker.end)
            figure->speaker = found->speaker;
    }
}

/* A quotation that goes on, or begins anew, in the next sentence keeps its speaker where nobody else speaks. */
static void keep_speaker(const qc_tokens *tokens)
{
    const qc_mention *mentions = tokens->work->mentions;
    const qc_mention *last = tokens->first > 0 ? &mentions[tokens->first - 1] : NULL;
    if (!last || last->start < tokens->earlier || !(last->flags & QC_FLAG_QUOTED) ||
        last->speaker.start == last->speaker.end)
        return;
    for (size_t n = 0; n < tokens->figure_count; n++) {
        qc_mention *figure = qc_tokens_mention(tokens, tokens->figures[n]);
        if (figure->flags & QC_FLAG_QUOTED)
            figure->speaker = last->speaker;
    }
}

void qc_speaker_relate(const qc_tokens *tokens)
{
    bool spoken = false;
    for (size_t n = 0; n < tokens->speech_count; n++) {
        size_t i = tokens->speech[n];
        speech found;
        if (!read_according(tokens, i, &found) &&
            !(qc_tokens_reports(tokens, i) && (read_inverted(tokens, i, &found) || read_plain(tokens, i, &found))))
            continue;
        spoken = true;
        give_speaker(tokens, &found);
    }
    if (!spoken)
        keep_speaker(tokens);
}
