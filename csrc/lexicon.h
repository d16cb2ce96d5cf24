/* What words and units mean: lookups in the tables that make_tables.py compiled from the TSV files of lexicon/.
 *
 * In: a span of the narrow view. Out: a row of a table. All tables are constant; a user's own lexicon is searched
 * first.
 */
#ifndef QC_LEXICON_H
#define QC_LEXICON_H

#include "text.h"

/* Classes of a word; a word may have several ("second" is an ordinal and a length of time, "may" a month and a
 * modal). */
#define QC_WORD_CLASSES(X) \
    X(NUMBER)      /* one ... ninety, hundred, dozen, half, a, an: `number` */ \
    X(SCALE)       /* thousand, million, bn, lakh ...: `scale` */ \
    X(ORDINAL)     /* first ... thirty-first, third, fifth: `number` */ \
    X(FRACTION)    /* half, third(s), quarter(s), fifth(s) ...: `number` is the divisor */ \
    X(VAGUE)       /* tens, dozens, hundreds, thousands, millions */ \
    X(MULTIPLE)    /* doubled, tripled, halved, twice, threefold: `number` (0 is a half) */ \
    X(MONTH)       /* January, Jan, Sept: `number` 1-12 */ \
    X(WEEKDAY)     /* Monday 1 ... Sunday 7 */ \
    X(SEASON)      /* spring 1 summer 2 autumn fall 3 winter 4 */ \
    X(TIME_UNIT)   /* second ... century, fortnight, quarter, half: `number` is qc_time_unit */ \
    X(RELATIVE)    /* last this next past previous coming current early late mid beginning end ago earlier later */ \
    X(DATE_WORD)   /* yesterday, today, tomorrow, tonight: a date by itself; `number` is the offset in days */ \
    X(HOLIDAY)     /* first word of a holiday's name */ \
    X(TRIGGER)     /* the scan stops here */ \
    X(DETERMINER)  /* the this that these those its their his her our my your each every all both some any no */ \
    X(PREPOSITION) /* of in on at by for from to with ... */ \
    X(CONJUNCTION) /* and or but while as because if than that which who when where */ \
    X(AUXILIARY)   /* is are was were be been has have had do did will would can could may might must should */ \
    X(PRONOUN)     /* he she it they we you I him her them us */ \
    X(VERB)        /* common verbs of news that follow a noun: said says told rose fell ... */ \
    X(ADVERB)      /* not also only just still already ago yet too very more less */ \
    X(ADJECTIVE)   /* new additional extra further other more: before a counted noun, never its head */ \
    X(PLURAL)      /* irregular or unmarked plural noun (people, men, cattle, fish, aircraft) */ \
    X(SINGULAR_S)  /* ends in s and is no plural (gas, news, this, plus, previous, various) */ \
    X(NAME_BEFORE) /* a number behind it is a name: Article, Section, Flight, Boeing, Interstate ... */ \
    X(NAME_AFTER)  /* a number before it is a name: Street, Avenue, Cent (50 Cent) */ \
    X(CHANGE_UP) X(CHANGE_DOWN) /* verbs, nouns and adverbs of change */ \
    X(ABBREVIATION) /* its full stop ends no sentence: Mr, Dr, U.S, Inc, Jan, No, Rs */

#define QC_WORD_CLASS_BIT(name) QC_WORD_BIT_##name,
#define QC_WORD_CLASS_MASK(name) QC_WORD_##name = 1u << QC_WORD_BIT_##name,
enum qc_word_class_bit { QC_WORD_CLASSES(QC_WORD_CLASS_BIT) QC_WORD_CLASS_COUNT };
enum qc_word_class { QC_WORD_CLASSES(QC_WORD_CLASS_MASK) QC_WORD_NONE = 0 };

/* What a word does in its clause, for the stage relate; rows of lexicon/senses.tsv. */
#define QC_WORD_SENSES(X) \
    X(CLAUSE)      /* a clause may begin with it: while, whereas, after, which */ \
    X(SUBORDINATE) /* after, because, which: it does nothing but open a clause */ \
    X(SPEECH)      /* said, told, reported, announced: a date beside it is when it was said */ \
    X(ATTRIBUTE)   /* said, estimates, showed: the noun before it says so */ \
    X(PLACE)       /* China, Chinese, Saudi: a country or its people */ \
    X(FORECAST)    /* will, expected, projected, seen */ \
    X(TARGET)      /* aims, plans, goal, quota */ \
    X(CONDITIONAL) /* could, may, would, if */ \
    X(NEGATION)    /* not, never, without */ \
    X(RECORD)      /* record, highest, unprecedented */ \
    X(REACH)       /* topped, exceeded: a verb of change that is followed by a level */ \
    X(COMPARE)     /* compared, against, versus: a former level follows */ \
    X(LEVEL_NOUN)  /* high, low, average, total, rate: "of" behind it leads to a level */ \
    X(EXTREME)     /* a level noun that names no measure: high, average, total */ \
    X(MEASURE)     /* a noun that is measured: exports, prices, output */ \
    X(ADDITIONAL)  /* additional, extra: the figure behind it comes on top */ \
    X(NOUN)        /* a noun of change: rise, drop, growth */ \
    X(MODAL)       /* will, would, could: a verb follows */ \
    X(CONTRACT)    /* delivery, futures: a date before it says what is traded, not when */ \
    X(AGAINST)     /* from, than, with, versus: what a change is compared with follows */ \
    X(NORM)        /* limit, target, rivals: what is above or below it has not moved */ \
    X(MORE) X(LESS) /* higher, above; lower, below: behind a figure, it says by how much */

/* Words that rules ask for by name; comparing keys spares comparing letters. */
#define QC_WORD_KEYS(X) \
    X(A) X(AN) X(AND) X(OR) X(OF) X(IN) X(ON) X(AT) X(TO) X(BY) \
    X(FROM) X(FOR) X(WITH) X(THE) X(UP) X(DOWN) X(PER) X(OVER) X(SINCE) \
    X(WHICH) X(WHO) X(LATE) X(NEW) X(NORTH) X(SOUTH) X(UNITED) X(STATES) X(AVERAGE) X(ACCORDING) \
    X(ESTIMATES) X(FORECASTS) X(SHARE) X(DOZEN) X(THRU) X(ANOTHER) X(JUST) X(ONLY) X(FURTHER) \
    X(ADDITIONAL) X(EXTRA) X(RECORD) X(TOTAL) X(BETWEEN) X(HAD) X(HAS) X(HAVE) X(GROWTH)

/* Do two letters begin one of the words of a table of beginnings (qc_scale_pairs)? Other words may begin so too. */
static inline bool qc_may_begin(const uint32_t *pairs, uint8_t first, uint8_t second)
{
    return pairs[first & 31] >> (second & 31) & 1;
}

#define QC_WORD_KEY_CODE(name) QC_KEY_##name,
typedef enum qc_word_key { QC_KEY_NONE = 0, QC_WORD_KEYS(QC_WORD_KEY_CODE) QC_KEY_COUNT } qc_word_key;

/* Sets of keys. */
#define QC_KEY_BIT(name) (UINT64_C(1) << QC_KEY_##name)
_Static_assert(QC_KEY_COUNT <= 64, "a set of keys has 64 bits");
static inline bool qc_key_in(uint64_t keys, uint8_t key) { return keys >> key & 1; }

#define QC_WORD_SENSE_BIT(name) QC_SENSE_BIT_##name,
#define QC_WORD_SENSE_MASK(name) QC_SENSE_##name = 1u << QC_SENSE_BIT_##name,
enum qc_word_sense_bit { QC_WORD_SENSES(QC_WORD_SENSE_BIT) QC_WORD_SENSE_COUNT };
enum qc_word_sense { QC_WORD_SENSES(QC_WORD_SENSE_MASK) QC_SENSE_NONE = 0 };

/* Lengths of time, in the order of their size. */
typedef enum qc_time_unit {
    QC_TIME_SECOND = 1, QC_TIME_MINUTE, QC_TIME_HOUR, QC_TIME_DAY, QC_TIME_WEEK, QC_TIME_FORTNIGHT, QC_TIME_MONTH,
    QC_TIME_QUARTER, QC_TIME_HALF, QC_TIME_SEASON, QC_TIME_YEAR, QC_TIME_DECADE, QC_TIME_CENTURY
} qc_time_unit;

/* A row of the table of words (generated from lexicon/words.tsv and its kin). One number each class that needs one. */
typedef struct qc_word {
    uint32_t classes;   /* of QC_WORD_... */
    uint32_t senses;    /* of QC_SENSE_... */
    int16_t number;     /* NUMBER: its value; MULTIPLE: its value, 0 for a half */
    int8_t scale;       /* SCALE and VAGUE: power of ten */
    uint8_t ordinal;    /* ORDINAL: 1-31 */
    uint8_t divisor;    /* FRACTION */
    uint8_t calendar;   /* MONTH 1-12; WEEKDAY 1-7; SEASON 1-4; DATE_WORD: offset + 8 */
    uint8_t key;        /* qc_word_key */
    uint8_t time_unit;  /* TIME_UNIT: qc_time_unit */
    uint8_t relative;   /* RELATIVE: qc_relative of tables.h */
    uint16_t text;      /* where its letters are, for the check of the hash */
    uint8_t text_length;
    uint16_t singular;  /* PLURAL: offset of the singular in the pool, 0 none */
    uint8_t singular_length;
    bool known;         /* has a class, a sense or a key; else it only begins phrases */
    uint16_t unit_node; /* where units begin with it behind a number, and where hedges end with it before one, for */
    uint16_t hedge_node; /* phrases.c; 0: none do */
} qc_word;

/* The rows; the first is that of no word: nothing is set in it. */
extern const qc_word qc_words[];

/* A perfect hash: a key's bucket gives a displacement, which gives its slot, which gives its row (0: none). A key that
 * is not in the table gets some row too, so its spelling is always checked. tablegen/hashing.py has the same
 * arithmetic; QC_WORD_HASH and QC_PHRASE_HASH of tables.h initialize it. */
typedef struct qc_hash {
    const uint16_t *displacements;
    const uint16_t *slots;
    uint32_t start; /* of the hash of a key, before its first byte */
    uint8_t bucket_bits, slot_bits;
} qc_hash;

/* Keys are mixed by eight bytes at once. */
static inline uint64_t qc_hash_mix(uint64_t value) { return value * 0x9e3779b97f4a7c15u; }

static inline uint32_t qc_hash_row(const qc_hash *hash, uint64_t mixed)
{
    uint64_t bucket = mixed >> (64 - hash->bucket_bits);
    uint64_t slot = mixed << hash->bucket_bits >> (64 - hash->slot_bits);
    return hash->slots[slot ^ hash->displacements[bucket]];
}

extern const uint64_t qc_word_letters[]; /* of the words, eight in a number, the first lowest */

/* Keeps the lowest bytes of a number. */
static const uint64_t qc_lowest_bytes[] = {0,          0xff,         0xffff,         0xffffff,
                                           0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff};

/* lexicon.c: the general case of the next function. */
const qc_word *qc_lexicon_find(const qc_view *view, qc_span span);

/* The row of a span in any case (ASCII folding), that of no word where there is none. The span is a run of letters. */
static inline const qc_word *qc_lexicon_row(const qc_view *view, qc_span span)
{
    static const qc_hash hash = QC_WORD_HASH;
    size_t length = span.end - span.start;
    if (length - 1 >= sizeof(uint64_t) - 1)
        return qc_lexicon_find(view, span);
    /* Fewer than eight letters say by their zeros how many they are. */
    uint64_t letters = (qc_load(view->bytes + span.start) | 0x2020202020202020u) & qc_lowest_bytes[length];
    const qc_word *word = &qc_words[qc_hash_row(&hash, qc_hash_mix(hash.start ^ letters))];
    return letters == qc_word_letters[word->text] ? word : qc_words;
}

/* The same, or NULL where the word is none or has neither class nor sense. */
static inline const qc_word *qc_lexicon_word(const qc_view *view, qc_span span)
{
    const qc_word *word = qc_lexicon_row(view, span);
    return word->known ? word : NULL;
}

/* Its classes, 0 for an unknown word. */
static inline uint32_t qc_lexicon_classes(const qc_view *view, qc_span span)
{
    return qc_lexicon_row(view, span)->classes;
}

/* A row of lexicon/units.tsv or currencies.tsv; a unit's code in the columns is its index. */
typedef struct qc_unit {
    const char *symbol;   /* canonical: bbl/d, USD, percent, day */
    const char *name;     /* English, singular: barrel per day */
    double factor;        /* base_value = value * factor + offset */
    double offset;        /* temperatures */
    int8_t power;         /* the factor is 10^power; 0: it is 1 or no power of ten */
    int16_t base;         /* code of the base unit; -1 none */
    uint8_t dimension;    /* qc_dimension */
    uint8_t time_unit;    /* qc_time_unit where QC_UNIT_TIME */
    uint16_t traits;      /* QC_UNIT_... */
} qc_unit;

/* The caller's own units and aliases (user_lexicon.c); NULL, wherever one may be given: there are none. */
typedef struct qc_user_lexicon qc_user_lexicon;

/* How many built-in units there are. */
int32_t qc_unit_count(void);

/* A unit by its code: built in below qc_unit_count(), the caller's own from there on. */
const qc_unit *qc_unit_get(const qc_user_lexicon *own, int32_t code);

/* The code of a canonical symbol that is built in, -1 where it is unknown. For set-up and tests, not for texts. */
int32_t qc_unit_find(const char *symbol);

/* An alias found in the text. */
typedef struct qc_unit_match {
    int32_t unit;      /* code */
    uint16_t flags;    /* traits of this alias on top of the unit's: QC_UNIT_AMBIGUOUS, QC_UNIT_NEEDS_GLUE */
    size_t start, end; /* of the alias in the view */
} qc_unit_match;

/* The longest alias that begins exactly at `at` and ends at the end of a token. Words match in any case, symbols
 * exactly; one space, one line end or one hyphen between words are the same. Of aliases of one length the caller's own
 * wins. False: none. */
bool qc_lexicon_unit(const qc_user_lexicon *own, const qc_view *view, size_t at, qc_unit_match *match);

/* The same where the word at `span` has been looked up: its row spares looking for units that it does not begin. */
bool qc_lexicon_unit_at(const qc_user_lexicon *own, const qc_view *view, qc_span span, const qc_word *row,
                        qc_unit_match *match);

/* The same behind "per", "a" or "/": also what is a unit only there (share, head, million Btu), or another one (a pound
 * is the mass, an ounce is of precious metal). */
bool qc_lexicon_denominator(const qc_user_lexicon *own, const qc_view *view, size_t at, qc_unit_match *match);

/* The currency that stands before a number and ends exactly at `at`: $ US$ HK$ Rs Rs. RMB CHF EUR £ zł (the spaces
 * between are the caller's). match->start is where it begins. */
bool qc_lexicon_currency_before(const qc_view *view, size_t at, qc_unit_match *match);

/* A hedge or bound of lexicon/hedges.tsv. */
typedef struct qc_hedge_match {
    uint8_t comparison; /* qc_comparison */
    size_t start, end;
} qc_hedge_match;

/* The longest hedge that ends exactly at `at` ("more than", "nearly", "up to", "~"); before a number. */
bool qc_lexicon_hedge_before(const qc_view *view, size_t at, qc_hedge_match *match);

/* May a hedge end with the word at `span`, whose row has been looked up, as far as the letter before it says? */
bool qc_lexicon_may_hedge(const qc_view *view, qc_span span, const qc_word *row);

/* Is it a sign that ends hedges ("~", ">")? */
bool qc_lexicon_is_hedge_sign(uint8_t byte);

/* The longest hedge that begins exactly at `at` ("or more", "+", "or so", "at most"); behind a figure. */
bool qc_lexicon_hedge_after(const qc_view *view, size_t at, qc_hedge_match *match);

#endif
