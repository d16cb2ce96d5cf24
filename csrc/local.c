/* Places and the currency words that they share. */
#include "local.h"

#include <string.h>

enum {
    MOST_LINES = 4,    /* a dateline stands in one of the first lines, below the headline and the byline */
    HEAD_LENGTH = 600, /* what a document is about is said in as many bytes */
    LONGEST_LEAD = 48, /* from the place to the dash of the dateline */
    SENTENCE = 240     /* how far before an amount its sentence is read */
};

/* The words that share a name, by what the lexicon reads them as. */
typedef enum family {
    DOLLAR,
    CENT,
    YEN_SIGN,
    RUPEE,
    POUND,
    PESO,
    CROWN,
    FRANC,
    SHILLING,
    DINAR,
    RIYAL,
    DIRHAM,
    LIRA
} family;

_Static_assert(LIRA + 1 == QC_HEAD_FAMILIES, "a place for each family");

/* Of these the usual reading stands, whatever countries the text names: a dateline alone says another. */
static bool is_usual(family of) { return of == DOLLAR || of == CENT || of == RUPEE || of == POUND; }

typedef struct place {
    const char *name; /* lower case; its first word, where `rest` is the second */
    const char *rest;
    uint8_t family;
    const char *currency; /* ISO 4217 */
} place;

/* Countries, their people and the cities that news is dated from, in the order of letters; no two begin alike. */
static const place places[] = {
    {"aarhus", "", CROWN, "DKK"}, {"abidjan", "", FRANC, "XOF"}, {"abu", "dhabi", DIRHAM, "AED"},
    {"adelaide", "", DOLLAR, "AUD"}, {"alexandria", "", POUND, "EGP"}, {"algeria", "", DINAR, "DZD"},
    {"algerian", "", DINAR, "DZD"}, {"algiers", "", DINAR, "DZD"}, {"amman", "", DINAR, "JOD"},
    {"ankara", "", LIRA, "TRY"}, {"antwerp", "", FRANC, "BEF"}, {"argentina", "", PESO, "ARS"},
    {"argentine", "", PESO, "ARS"}, {"auckland", "", DOLLAR, "NZD"}, {"australia", "", DOLLAR, "AUD"},
    {"austria", "", SHILLING, "ATS"}, {"austrian", "", SHILLING, "ATS"}, {"baghdad", "", DINAR, "IQD"},
    {"bahrain", "", DINAR, "BHD"}, {"bahraini", "", DINAR, "BHD"}, {"bamako", "", FRANC, "XOF"},
    {"basel", "", FRANC, "CHF"}, {"beijing", "", YEN_SIGN, "CNY"}, {"beirut", "", POUND, "LBP"},
    {"belgian", "", FRANC, "BEF"}, {"belgium", "", FRANC, "BEF"}, {"belgrade", "", DINAR, "RSD"},
    {"benin", "", FRANC, "XOF"}, {"bergen", "", CROWN, "NOK"}, {"bern", "", FRANC, "CHF"},
    {"berne", "", FRANC, "CHF"}, {"bogota", "", PESO, "COP"}, {"brazzaville", "", FRANC, "XAF"},
    {"bridgetown", "", DOLLAR, "BBD"}, {"brisbane", "", DOLLAR, "AUD"}, {"brno", "", CROWN, "CZK"},
    {"brussels", "", FRANC, "BEF"}, {"buenos", "aires", PESO, "ARS"}, {"bujumbura", "", FRANC, "BIF"},
    {"burkina", "faso", FRANC, "XOF"}, {"burundi", "", FRANC, "BIF"}, {"cairo", "", POUND, "EGP"},
    {"calgary", "", DOLLAR, "CAD"}, {"cameroon", "", FRANC, "XAF"}, {"canada", "", DOLLAR, "CAD"},
    {"canberra", "", DOLLAR, "AUD"}, {"casablanca", "", DIRHAM, "MAD"}, {"cebu", "", PESO, "PHP"},
    {"chad", "", FRANC, "XAF"}, {"chile", "", PESO, "CLP"}, {"chilean", "", PESO, "CLP"},
    {"china", "", YEN_SIGN, "CNY"}, {"chinese", "", YEN_SIGN, "CNY"}, {"christchurch", "", DOLLAR, "NZD"},
    {"colombia", "", PESO, "COP"}, {"colombian", "", PESO, "COP"}, {"colombo", "", RUPEE, "LKR"},
    {"conakry", "", FRANC, "GNF"}, {"congolese", "", FRANC, "CDF"}, {"copenhagen", "", CROWN, "DKK"},
    {"cuba", "", PESO, "CUP"}, {"cuban", "", PESO, "CUP"}, {"czech", "", CROWN, "CZK"},
    {"dakar", "", FRANC, "XOF"}, {"damascus", "", POUND, "SYP"}, {"danish", "", CROWN, "DKK"},
    {"denmark", "", CROWN, "DKK"}, {"djibouti", "", FRANC, "DJF"}, {"dodoma", "", SHILLING, "TZS"},
    {"doha", "", RIYAL, "QAR"}, {"dominican", "", PESO, "DOP"}, {"douala", "", FRANC, "XAF"},
    {"dubai", "", DIRHAM, "AED"}, {"dublin", "", POUND, "IEP"}, {"edmonton", "", DOLLAR, "CAD"},
    {"emirates", "", DIRHAM, "AED"}, {"emirati", "", DIRHAM, "AED"}, {"filipino", "", PESO, "PHP"},
    {"france", "", FRANC, "FRF"}, {"french", "", FRANC, "FRF"}, {"gabon", "", FRANC, "XAF"},
    {"geneva", "", FRANC, "CHF"}, {"georgetown", "", DOLLAR, "GYD"}, {"gothenburg", "", CROWN, "SEK"},
    {"guangzhou", "", YEN_SIGN, "CNY"}, {"guinea", "", FRANC, "GNF"}, {"halifax", "", DOLLAR, "CAD"},
    {"havana", "", PESO, "CUP"}, {"hong", "kong", DOLLAR, "HKD"}, {"hsinchu", "", DOLLAR, "TWD"},
    {"iceland", "", CROWN, "ISK"}, {"icelandic", "", CROWN, "ISK"}, {"iran", "", RIYAL, "IRR"},
    {"iranian", "", RIYAL, "IRR"}, {"iraq", "", DINAR, "IQD"}, {"iraqi", "", DINAR, "IQD"},
    {"islamabad", "", RUPEE, "PKR"}, {"istanbul", "", LIRA, "TRY"}, {"italian", "", LIRA, "ITL"},
    {"italy", "", LIRA, "ITL"}, {"ivory", "coast", FRANC, "XOF"}, {"japan", "", YEN_SIGN, "JPY"},
    {"japanese", "", YEN_SIGN, "JPY"}, {"jeddah", "", RIYAL, "SAR"}, {"jordan", "", DINAR, "JOD"},
    {"jordanian", "", DINAR, "JOD"}, {"juba", "", POUND, "SSP"}, {"kampala", "", SHILLING, "UGX"},
    {"kandy", "", RUPEE, "LKR"}, {"karachi", "", RUPEE, "PKR"}, {"kathmandu", "", RUPEE, "NPR"},
    {"kenya", "", SHILLING, "KES"}, {"kenyan", "", SHILLING, "KES"}, {"khartoum", "", POUND, "SDG"},
    {"kigali", "", FRANC, "RWF"}, {"kingston", "", DOLLAR, "JMD"}, {"kinshasa", "", FRANC, "CDF"},
    {"kuwait", "", DINAR, "KWD"}, {"kuwaiti", "", DINAR, "KWD"}, {"lahore", "", RUPEE, "PKR"},
    {"libreville", "", FRANC, "XAF"}, {"libya", "", DINAR, "LYD"}, {"libyan", "", DINAR, "LYD"},
    {"luxembourg", "", FRANC, "LUF"}, {"makati", "", PESO, "PHP"}, {"mali", "", FRANC, "XOF"},
    {"malta", "", LIRA, "MTL"}, {"manama", "", DINAR, "BHD"}, {"manila", "", PESO, "PHP"},
    {"medellin", "", PESO, "COP"}, {"melbourne", "", DOLLAR, "AUD"}, {"mexican", "", PESO, "MXN"},
    {"mexico", "", PESO, "MXN"}, {"milan", "", LIRA, "ITL"}, {"mogadishu", "", SHILLING, "SOS"},
    {"mombasa", "", SHILLING, "KES"}, {"monterrey", "", PESO, "MXN"}, {"montevideo", "", PESO, "UYU"},
    {"montreal", "", DOLLAR, "CAD"}, {"moroccan", "", DIRHAM, "MAD"}, {"morocco", "", DIRHAM, "MAD"},
    {"muscat", "", RIYAL, "OMR"}, {"nairobi", "", SHILLING, "KES"}, {"nassau", "", DOLLAR, "BSD"},
    {"new", "zealand", DOLLAR, "NZD"}, {"niamey", "", FRANC, "XOF"}, {"nicosia", "", POUND, "CYP"},
    {"niger", "", FRANC, "XOF"}, {"norway", "", CROWN, "NOK"}, {"norwegian", "", CROWN, "NOK"},
    {"oman", "", RIYAL, "OMR"}, {"omani", "", RIYAL, "OMR"}, {"osaka", "", YEN_SIGN, "JPY"},
    {"oslo", "", CROWN, "NOK"}, {"ottawa", "", DOLLAR, "CAD"}, {"ouagadougou", "", FRANC, "XOF"},
    {"paris", "", FRANC, "FRF"}, {"perth", "", DOLLAR, "AUD"}, {"peshawar", "", RUPEE, "PKR"},
    {"philippine", "", PESO, "PHP"}, {"philippines", "", PESO, "PHP"}, {"port", "louis", RUPEE, "MUR"},
    {"prague", "", CROWN, "CZK"}, {"qatar", "", RIYAL, "QAR"}, {"qatari", "", RIYAL, "QAR"},
    {"rabat", "", DIRHAM, "MAD"}, {"rawalpindi", "", RUPEE, "PKR"}, {"reykjavik", "", CROWN, "ISK"},
    {"riyadh", "", RIYAL, "SAR"}, {"rome", "", LIRA, "ITL"}, {"rwanda", "", FRANC, "RWF"},
    {"rwandan", "", FRANC, "RWF"}, {"sanaa", "", RIYAL, "YER"}, {"santiago", "", PESO, "CLP"},
    {"santo", "domingo", PESO, "DOP"}, {"saudi", "", RIYAL, "SAR"}, {"senegal", "", FRANC, "XOF"},
    {"serbia", "", DINAR, "RSD"}, {"serbian", "", DINAR, "RSD"}, {"shanghai", "", YEN_SIGN, "CNY"},
    {"shenzhen", "", YEN_SIGN, "CNY"}, {"singapore", "", DOLLAR, "SGD"}, {"singaporean", "", DOLLAR, "SGD"},
    {"somalia", "", SHILLING, "SOS"}, {"stavanger", "", CROWN, "NOK"}, {"stockholm", "", CROWN, "SEK"},
    {"suva", "", DOLLAR, "FJD"}, {"sweden", "", CROWN, "SEK"}, {"swedish", "", CROWN, "SEK"},
    {"swiss", "", FRANC, "CHF"}, {"switzerland", "", FRANC, "CHF"}, {"sydney", "", DOLLAR, "AUD"},
    {"taipei", "", DOLLAR, "TWD"}, {"taiwan", "", DOLLAR, "TWD"}, {"tanzania", "", SHILLING, "TZS"},
    {"tanzanian", "", SHILLING, "TZS"}, {"tehran", "", RIYAL, "IRR"}, {"togo", "", FRANC, "XOF"},
    {"tokyo", "", YEN_SIGN, "JPY"}, {"toronto", "", DOLLAR, "CAD"}, {"tripoli", "", DINAR, "LYD"},
    {"tunis", "", DINAR, "TND"}, {"tunisia", "", DINAR, "TND"}, {"tunisian", "", DINAR, "TND"},
    {"turkey", "", LIRA, "TRY"}, {"turkish", "", LIRA, "TRY"}, {"uae", "", DIRHAM, "AED"},
    {"uganda", "", SHILLING, "UGX"}, {"ugandan", "", SHILLING, "UGX"}, {"uruguay", "", PESO, "UYU"},
    {"uruguayan", "", PESO, "UYU"}, {"valletta", "", LIRA, "MTL"}, {"vancouver", "", DOLLAR, "CAD"},
    {"victoria", "", RUPEE, "SCR"}, {"vienna", "", SHILLING, "ATS"}, {"wellington", "", DOLLAR, "NZD"},
    {"windhoek", "", DOLLAR, "NAD"}, {"winnipeg", "", DOLLAR, "CAD"}, {"yaounde", "", FRANC, "XAF"},
    {"yemen", "", RIYAL, "YER"}, {"yemeni", "", RIYAL, "YER"}, {"yugoslav", "", DINAR, "YUM"},
    {"yugoslavia", "", DINAR, "YUM"}, {"zurich", "", FRANC, "CHF"},
};

/* The words and signs of each family. */
static const struct {
    const char *word;
    uint8_t family;
} words[] = {
    {"$", DOLLAR},     {"dollar", DOLLAR}, {"dollars", DOLLAR}, {"dlr", DOLLAR},        {"dlrs", DOLLAR},
    {"cent", CENT},    {"cents", CENT},    {"cts", CENT},       {"\xA5", YEN_SIGN},     {"rupee", RUPEE},
    {"rupees", RUPEE}, {"rs", RUPEE},      {"pound", POUND},    {"pounds", POUND},      {"peso", PESO},
    {"pesos", PESO},   {"crown", CROWN},   {"crowns", CROWN},   {"krone", CROWN},       {"kroner", CROWN},
    {"kr", CROWN},     {"franc", FRANC},   {"francs", FRANC},   {"shilling", SHILLING}, {"shillings", SHILLING},
    {"sh", SHILLING},  {"dinar", DINAR},   {"dinars", DINAR},   {"riyal", RIYAL},       {"riyals", RIYAL},
    {"rial", RIYAL},   {"rials", RIYAL},   {"dirham", DIRHAM},  {"dirhams", DIRHAM},    {"lira", LIRA},
    {"liras", LIRA},
};

/* Is the name before the word at `span` (below 0), behind it, or the same (0), in the order of letters? */
static int compare(const qc_view *view, qc_span span, const char *name)
{
    size_t at = span.start;
    for (; at < span.end && *name; at++, name++)
        if (qc_lower(view->bytes[at]) != (uint8_t)*name)
            return (uint8_t)*name - qc_lower(view->bytes[at]);
    return *name ? 1 : at < span.end ? -1 : 0;
}

/* The place whose name begins at `span`, of the family where one is given; NULL: none. */
static const place *find_place(const qc_view *view, qc_span span, int of)
{
    if (span.end - span.start < 3 || !qc_is_upper(view->bytes[span.start]))
        return NULL;
    size_t low = 0, high = sizeof places / sizeof *places;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(view, span, places[middle].name);
        if (order == 0) {
            const place *found = &places[middle];
            bool whole = !*found->rest || qc_span_is(view, qc_word_after(view, span.end), found->rest);
            return whole && (of < 0 || found->family == of) ? found : NULL;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* The first place of a family that is named between two offsets, and where. */
static const place *first_place(const qc_view *view, size_t from, size_t to, family of, size_t *at)
{
    size_t end = to < view->length ? to : view->length;
    for (*at = from; *at < end; ++*at) {
        if (!qc_is_upper(view->bytes[*at]) || qc_is_word(qc_at(view, *at - 1)))
            continue;
        const place *found = find_place(view, qc_word_at(view, *at), (int)of);
        if (found)
            return found;
    }
    return NULL;
}

/* The first place of a family that the head of the document names before `end`; nothing is looked through twice. */
static const place *head_place(const qc_work *work, family of, size_t end)
{
    qc_heads *heads = work->heads;
    if (end > HEAD_LENGTH)
        end = HEAD_LENGTH;
    if (heads->place[of] < 0 && heads->read[of] < end) {
        size_t at;
        const place *found = first_place(&work->view, heads->read[of], end, of, &at);
        heads->place[of] = found ? (int16_t)(found - places) : -1;
        heads->at[of] = (uint16_t)at;
        heads->read[of] = (uint16_t)end;
    }
    return heads->place[of] >= 0 && heads->at[of] < end ? &places[heads->place[of]] : NULL;
}

static bool is_long_dash(uint8_t byte) { return byte == QC_SIGN_EN_DASH || byte == QC_SIGN_EM_DASH; }

/* Does a dateline go on behind its place at `at`: names, dates and an agency in brackets up to a dash? Behind a place
 * in capitals a comma, a bracket or a dash is enough. */
static bool is_dateline(const qc_view *view, qc_span span)
{
    bool capitals = qc_is_upper(qc_at(view, span.start + 1));
    size_t at = span.end;
    for (; at - span.end < LONGEST_LEAD && at < view->length; at++) {
        uint8_t byte = view->bytes[at];
        if (is_long_dash(byte) || (byte == '-' && qc_is_space(qc_at(view, at + 1))))
            return true;
        if (capitals && (byte == ',' || byte == '(' || byte == ':'))
            return true;
        if (byte == '\n' || (qc_is_letter(byte) && !qc_is_upper(byte) && !qc_is_word(qc_at(view, at - 1))))
            return false;
    }
    return false;
}

/* News of the whole region is dated from some places, and counts in US dollars, unless it names the place again. */
static bool is_about(const qc_view *view, const place *found, size_t from)
{
    static const char *const hubs[] = {"HKD", "SGD", "TWD"};
    bool hub = false;
    for (size_t i = 0; i < sizeof hubs / sizeof *hubs; i++)
        hub = hub || strcmp(found->currency, hubs[i]) == 0;
    for (size_t at = from; hub && at < HEAD_LENGTH && at < view->length; at++) {
        if (!qc_is_upper(view->bytes[at]) || qc_is_word(qc_at(view, at - 1)))
            continue;
        const place *again = find_place(view, qc_word_at(view, at), DOLLAR);
        if (again && strcmp(again->currency, found->currency) == 0)
            return true;
    }
    return !hub;
}

void qc_local_read(qc_work *work)
{
    const qc_view *view = &work->view;
    work->place = -1;
    work->heads = &work->head_state;
    memset(work->heads, 0, sizeof *work->heads);
    memset(work->heads->place, 0xff, sizeof work->heads->place);
    size_t at = 0;
    for (int line = 0; line < MOST_LINES && at < view->length && at < HEAD_LENGTH; line++) {
        while (qc_is_space(qc_at(view, at)) || qc_at(view, at) == '\n' || qc_at(view, at) == '(')
            at++;
        qc_span word = qc_word_at(view, at);
        const place *found = word.end > word.start ? find_place(view, word, -1) : NULL;
        if (found && is_dateline(view, word)) {
            work->place = is_about(view, found, word.end) ? (int32_t)(found - places) : -1;
            return;
        }
        size_t left = at < view->length ? view->length - at : 0;
        const uint8_t *end = left ? memchr(view->bytes + at, '\n', left < HEAD_LENGTH ? left : HEAD_LENGTH) : NULL;
        if (!end)
            return;
        at = (size_t)(end - view->bytes) + 1;
    }
}

/* The family of the word or sign that an alias is; -1: it is none by itself. */
static int family_of(const qc_view *view, const qc_unit_match *match)
{
    qc_span span = {match->start, match->end};
    if (span.end > span.start + 1 && qc_at(view, span.end - 1) == '.')
        span.end--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qc_span_is(view, span, words[i].word))
            return words[i].family;
    return -1;
}

/* Is the document about China, and not about Japan? One name of it may be by the way. */
static const place *chinese_place(const qc_work *work)
{
    const qc_view *view = &work->view;
    const place *first = head_place(work, YEN_SIGN, HEAD_LENGTH), *china = NULL;
    size_t count = 0;
    for (size_t at = 0; first && at < HEAD_LENGTH && at < view->length; at++) {
        if (!qc_is_upper(view->bytes[at]) || qc_is_word(qc_at(view, at - 1)))
            continue;
        const place *found = find_place(view, qc_word_at(view, at), YEN_SIGN);
        if (found && strcmp(found->currency, "JPY") == 0)
            return NULL;
        china = found ? found : china;
        count += found != NULL;
    }
    return count > 1 ? china : NULL;
}

/* Where the sentence of an amount begins, a few words of it at least. */
static size_t sentence_start(const qc_view *view, size_t start)
{
    size_t at = start;
    while (at > 0 && start - at < SENTENCE &&
           !((view->bytes[at - 1] == '.' && qc_is_space(qc_at(view, at))) ||
             (view->bytes[at - 1] == '\n' && qc_at(view, at) == '\n')))
        at--;
    return at;
}

static const place *place_of(const qc_work *work, family of, size_t start)
{
    const qc_view *view = &work->view;
    const place *home = work->place >= 0 ? &places[work->place] : NULL;
    if (home && (home->family == of || (of == CENT && home->family == DOLLAR)))
        return home;
    if (is_usual(of))
        return NULL;
    if (of == YEN_SIGN)
        return chinese_place(work);
    size_t at;
    const place *beside = first_place(view, sentence_start(view, start), start, of, &at);
    return beside ? beside : head_place(work, of, start);
}

/* The minor unit of a dollar: 12 cents of Australia are AUc. The lexicon has it where it is the first two letters and
 * c. */
static int32_t minor_of(const char *currency)
{
    char symbol[] = {currency[0], currency[1], 'c', '\0'};
    return qc_unit_find(symbol);
}

/* Currencies whose words are usual ones: they stand unless the document has a place. */
static bool is_usual_unit(int32_t unit)
{
    return unit == QC_UNIT_CODE_USD || unit == QC_UNIT_CODE_USC || unit == QC_UNIT_CODE_GBP || unit == QC_UNIT_CODE_INR;
}

int32_t qc_local_currency(const qc_work *work, const qc_unit_match *match, size_t start, bool *assumed)
{
    *assumed = false;
    if (work->place < 0 && is_usual_unit(match->unit))
        return match->unit;
    int of = match->unit < qc_unit_count() ? family_of(&work->view, match) : -1;
    const place *found = of >= 0 ? place_of(work, (family)of, start) : NULL;
    bool krone = qc_lower(qc_at(&work->view, match->start)) == 'k' && match->end - match->start > 2;
    if (krone && found && strcmp(found->currency, "NOK") != 0 && strcmp(found->currency, "DKK") != 0)
        found = NULL; /* kroner are Norway's or Denmark's */
    int32_t unit = !found ? -1 : of == CENT ? minor_of(found->currency) : qc_unit_find(found->currency);
    *assumed = unit >= 0 && unit != match->unit;
    return unit >= 0 ? unit : match->unit;
}
