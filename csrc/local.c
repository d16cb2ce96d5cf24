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

/* Countries, their people and the cities that news is dated from, by family. */
static const place places[] = {
    {"sydney", "", DOLLAR, "AUD"},       {"melbourne", "", DOLLAR, "AUD"},   {"canberra", "", DOLLAR, "AUD"},
    {"perth", "", DOLLAR, "AUD"},        {"brisbane", "", DOLLAR, "AUD"},    {"adelaide", "", DOLLAR, "AUD"},
    {"australia", "", DOLLAR, "AUD"},    {"toronto", "", DOLLAR, "CAD"},     {"ottawa", "", DOLLAR, "CAD"},
    {"montreal", "", DOLLAR, "CAD"},     {"calgary", "", DOLLAR, "CAD"},     {"vancouver", "", DOLLAR, "CAD"},
    {"edmonton", "", DOLLAR, "CAD"},     {"winnipeg", "", DOLLAR, "CAD"},    {"halifax", "", DOLLAR, "CAD"},
    {"canada", "", DOLLAR, "CAD"},       {"wellington", "", DOLLAR, "NZD"},  {"auckland", "", DOLLAR, "NZD"},
    {"christchurch", "", DOLLAR, "NZD"}, {"new", "zealand", DOLLAR, "NZD"},  {"singapore", "", DOLLAR, "SGD"},
    {"singaporean", "", DOLLAR, "SGD"},  {"hong", "kong", DOLLAR, "HKD"},    {"taipei", "", DOLLAR, "TWD"},
    {"taiwan", "", DOLLAR, "TWD"},       {"hsinchu", "", DOLLAR, "TWD"},     {"kingston", "", DOLLAR, "JMD"},
    {"suva", "", DOLLAR, "FJD"},         {"windhoek", "", DOLLAR, "NAD"},    {"georgetown", "", DOLLAR, "GYD"},
    {"nassau", "", DOLLAR, "BSD"},       {"bridgetown", "", DOLLAR, "BBD"},  {"china", "", YEN_SIGN, "CNY"},
    {"chinese", "", YEN_SIGN, "CNY"},    {"beijing", "", YEN_SIGN, "CNY"},   {"shanghai", "", YEN_SIGN, "CNY"},
    {"shenzhen", "", YEN_SIGN, "CNY"},   {"guangzhou", "", YEN_SIGN, "CNY"}, {"japan", "", YEN_SIGN, "JPY"},
    {"japanese", "", YEN_SIGN, "JPY"},   {"tokyo", "", YEN_SIGN, "JPY"},     {"osaka", "", YEN_SIGN, "JPY"},
    {"karachi", "", RUPEE, "PKR"},       {"islamabad", "", RUPEE, "PKR"},    {"lahore", "", RUPEE, "PKR"},
    {"peshawar", "", RUPEE, "PKR"},      {"rawalpindi", "", RUPEE, "PKR"},   {"colombo", "", RUPEE, "LKR"},
    {"kandy", "", RUPEE, "LKR"},         {"kathmandu", "", RUPEE, "NPR"},    {"port", "louis", RUPEE, "MUR"},
    {"victoria", "", RUPEE, "SCR"},      {"cairo", "", POUND, "EGP"},        {"alexandria", "", POUND, "EGP"},
    {"beirut", "", POUND, "LBP"},        {"damascus", "", POUND, "SYP"},     {"khartoum", "", POUND, "SDG"},
    {"juba", "", POUND, "SSP"},          {"nicosia", "", POUND, "CYP"},      {"dublin", "", POUND, "IEP"},
    {"mexico", "", PESO, "MXN"},         {"mexican", "", PESO, "MXN"},       {"monterrey", "", PESO, "MXN"},
    {"manila", "", PESO, "PHP"},         {"philippines", "", PESO, "PHP"},   {"philippine", "", PESO, "PHP"},
    {"filipino", "", PESO, "PHP"},       {"makati", "", PESO, "PHP"},        {"cebu", "", PESO, "PHP"},
    {"argentina", "", PESO, "ARS"},      {"argentine", "", PESO, "ARS"},     {"buenos", "aires", PESO, "ARS"},
    {"chile", "", PESO, "CLP"},          {"chilean", "", PESO, "CLP"},       {"santiago", "", PESO, "CLP"},
    {"colombia", "", PESO, "COP"},       {"colombian", "", PESO, "COP"},     {"bogota", "", PESO, "COP"},
    {"medellin", "", PESO, "COP"},       {"uruguay", "", PESO, "UYU"},       {"uruguayan", "", PESO, "UYU"},
    {"montevideo", "", PESO, "UYU"},     {"cuba", "", PESO, "CUP"},          {"cuban", "", PESO, "CUP"},
    {"havana", "", PESO, "CUP"},         {"dominican", "", PESO, "DOP"},     {"santo", "domingo", PESO, "DOP"},
    {"norway", "", CROWN, "NOK"},        {"norwegian", "", CROWN, "NOK"},    {"oslo", "", CROWN, "NOK"},
    {"bergen", "", CROWN, "NOK"},        {"stavanger", "", CROWN, "NOK"},    {"sweden", "", CROWN, "SEK"},
    {"swedish", "", CROWN, "SEK"},       {"stockholm", "", CROWN, "SEK"},    {"gothenburg", "", CROWN, "SEK"},
    {"denmark", "", CROWN, "DKK"},       {"danish", "", CROWN, "DKK"},       {"copenhagen", "", CROWN, "DKK"},
    {"aarhus", "", CROWN, "DKK"},        {"iceland", "", CROWN, "ISK"},      {"icelandic", "", CROWN, "ISK"},
    {"reykjavik", "", CROWN, "ISK"},     {"czech", "", CROWN, "CZK"},        {"prague", "", CROWN, "CZK"},
    {"brno", "", CROWN, "CZK"},          {"switzerland", "", FRANC, "CHF"},  {"swiss", "", FRANC, "CHF"},
    {"zurich", "", FRANC, "CHF"},        {"geneva", "", FRANC, "CHF"},       {"basel", "", FRANC, "CHF"},
    {"berne", "", FRANC, "CHF"},         {"bern", "", FRANC, "CHF"},         {"france", "", FRANC, "FRF"},
    {"french", "", FRANC, "FRF"},        {"paris", "", FRANC, "FRF"},        {"belgium", "", FRANC, "BEF"},
    {"belgian", "", FRANC, "BEF"},       {"brussels", "", FRANC, "BEF"},     {"antwerp", "", FRANC, "BEF"},
    {"luxembourg", "", FRANC, "LUF"},    {"rwanda", "", FRANC, "RWF"},       {"rwandan", "", FRANC, "RWF"},
    {"kigali", "", FRANC, "RWF"},        {"burundi", "", FRANC, "BIF"},      {"bujumbura", "", FRANC, "BIF"},
    {"guinea", "", FRANC, "GNF"},        {"conakry", "", FRANC, "GNF"},      {"djibouti", "", FRANC, "DJF"},
    {"congolese", "", FRANC, "CDF"},     {"kinshasa", "", FRANC, "CDF"},     {"senegal", "", FRANC, "XOF"},
    {"dakar", "", FRANC, "XOF"},         {"ivory", "coast", FRANC, "XOF"},   {"abidjan", "", FRANC, "XOF"},
    {"mali", "", FRANC, "XOF"},          {"bamako", "", FRANC, "XOF"},       {"niger", "", FRANC, "XOF"},
    {"niamey", "", FRANC, "XOF"},        {"burkina", "faso", FRANC, "XOF"},  {"ouagadougou", "", FRANC, "XOF"},
    {"benin", "", FRANC, "XOF"},         {"togo", "", FRANC, "XOF"},         {"cameroon", "", FRANC, "XAF"},
    {"yaounde", "", FRANC, "XAF"},       {"douala", "", FRANC, "XAF"},       {"gabon", "", FRANC, "XAF"},
    {"libreville", "", FRANC, "XAF"},    {"chad", "", FRANC, "XAF"},         {"brazzaville", "", FRANC, "XAF"},
    {"kenya", "", SHILLING, "KES"},      {"kenyan", "", SHILLING, "KES"},    {"nairobi", "", SHILLING, "KES"},
    {"mombasa", "", SHILLING, "KES"},    {"tanzania", "", SHILLING, "TZS"},  {"tanzanian", "", SHILLING, "TZS"},
    {"dodoma", "", SHILLING, "TZS"},     {"uganda", "", SHILLING, "UGX"},    {"ugandan", "", SHILLING, "UGX"},
    {"kampala", "", SHILLING, "UGX"},    {"somalia", "", SHILLING, "SOS"},   {"mogadishu", "", SHILLING, "SOS"},
    {"austria", "", SHILLING, "ATS"},    {"austrian", "", SHILLING, "ATS"},  {"vienna", "", SHILLING, "ATS"},
    {"kuwait", "", DINAR, "KWD"},        {"kuwaiti", "", DINAR, "KWD"},      {"bahrain", "", DINAR, "BHD"},
    {"bahraini", "", DINAR, "BHD"},      {"manama", "", DINAR, "BHD"},       {"jordan", "", DINAR, "JOD"},
    {"jordanian", "", DINAR, "JOD"},     {"amman", "", DINAR, "JOD"},        {"iraq", "", DINAR, "IQD"},
    {"iraqi", "", DINAR, "IQD"},         {"baghdad", "", DINAR, "IQD"},      {"libya", "", DINAR, "LYD"},
    {"libyan", "", DINAR, "LYD"},        {"tripoli", "", DINAR, "LYD"},      {"tunisia", "", DINAR, "TND"},
    {"tunisian", "", DINAR, "TND"},      {"tunis", "", DINAR, "TND"},        {"algeria", "", DINAR, "DZD"},
    {"algerian", "", DINAR, "DZD"},      {"algiers", "", DINAR, "DZD"},      {"serbia", "", DINAR, "RSD"},
    {"serbian", "", DINAR, "RSD"},       {"belgrade", "", DINAR, "RSD"},     {"yugoslavia", "", DINAR, "YUM"},
    {"yugoslav", "", DINAR, "YUM"},      {"saudi", "", RIYAL, "SAR"},        {"riyadh", "", RIYAL, "SAR"},
    {"jeddah", "", RIYAL, "SAR"},        {"qatar", "", RIYAL, "QAR"},        {"qatari", "", RIYAL, "QAR"},
    {"doha", "", RIYAL, "QAR"},          {"oman", "", RIYAL, "OMR"},         {"omani", "", RIYAL, "OMR"},
    {"muscat", "", RIYAL, "OMR"},        {"yemen", "", RIYAL, "YER"},        {"yemeni", "", RIYAL, "YER"},
    {"sanaa", "", RIYAL, "YER"},         {"iran", "", RIYAL, "IRR"},         {"iranian", "", RIYAL, "IRR"},
    {"tehran", "", RIYAL, "IRR"},        {"morocco", "", DIRHAM, "MAD"},     {"moroccan", "", DIRHAM, "MAD"},
    {"rabat", "", DIRHAM, "MAD"},        {"casablanca", "", DIRHAM, "MAD"},  {"dubai", "", DIRHAM, "AED"},
    {"emirates", "", DIRHAM, "AED"},     {"emirati", "", DIRHAM, "AED"},     {"uae", "", DIRHAM, "AED"},
    {"abu", "dhabi", DIRHAM, "AED"},     {"italy", "", LIRA, "ITL"},         {"italian", "", LIRA, "ITL"},
    {"rome", "", LIRA, "ITL"},           {"milan", "", LIRA, "ITL"},         {"turkey", "", LIRA, "TRY"},
    {"turkish", "", LIRA, "TRY"},        {"ankara", "", LIRA, "TRY"},        {"istanbul", "", LIRA, "TRY"},
    {"malta", "", LIRA, "MTL"},          {"valletta", "", LIRA, "MTL"},
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

/* Is the word at `span` the first of this place, and the rest behind it? */
static bool is_place(const qc_view *view, qc_span span, const place *candidate)
{
    if (!qc_span_is(view, span, candidate->name))
        return false;
    return !*candidate->rest || qc_span_is(view, qc_word_after(view, span.end), candidate->rest);
}

/* The index of the first place of a family, or of one behind it. */
static size_t family_start(int of)
{
    size_t low = 0, high = sizeof places / sizeof *places;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[middle].family < of)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The place whose name begins at `span`, of the family where one is given; NULL: none. */
static const place *find_place(const qc_view *view, qc_span span, int of)
{
    if (span.end - span.start < 3 || !qc_is_upper(view->bytes[span.start]))
        return NULL;
    char first = (char)qc_lower(view->bytes[span.start]);
    for (size_t i = of < 0 ? 0 : family_start(of); i < sizeof places / sizeof *places; i++) {
        if (of >= 0 && places[i].family != of)
            break;
        if (*places[i].name == first && is_place(view, span, &places[i]))
            return &places[i];
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
