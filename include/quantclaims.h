/* quantclaims: quantitative claims in news text, as columns.
 *
 * What goes in: texts (a pointer, a length, an encoding, the date of publication where it is known).
 * What comes out: one row for every amount of money, percentage, physical or trade quantity, count, duration, date and
 * clock time, as a struct of arrays with three tables of strings.
 *
 *     qc_extractor *extractor;
 *     qc_result *result;
 *     qc_options options = qc_options_default();
 *     qc_text text = {
 *         .data = "Exports rose 5% to 33.7 bcm in 2023.", .length = 36, .encoding = QC_UTF8, .date = QC_NO_DATE};
 *
 *     if (qc_extractor_new(&options, NULL, NULL, &extractor) == QC_OK &&
 *         qc_extract(extractor, &text, 1, NULL, &result) == QC_OK)
 *         for (size_t row = 0; row < result->length; row++)
 *             printf("%g\n", result->value[row]);
 *
 * The core knows nothing of Python, reads no clock, no locale and no file, and keeps no global state that changes.
 */
#ifndef QUANTCLAIMS_H
#define QUANTCLAIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Status ------------------------------------------------------------------------------------------------------ */

/* What a function that can fail returns. Finding nothing is not a failure. */
typedef enum qc_status {
    QC_OK = 0,
    QC_NO_MEMORY,    /* the allocator returned NULL */
    QC_BAD_ARGUMENT, /* an option or a pointer is out of its range */
    QC_BAD_UTF8,     /* a text is not UTF-8; the fault says where */
    QC_BAD_DATE,     /* a date is not YYYY-MM-DD, or no day of the years 1 to 9999; the fault says of which text */
    QC_BAD_UNIT,     /* a unit of the caller's own, or one of its aliases, cannot be; the fault says why */
    QC_BAD_PATTERN,  /* a pattern does not compile; the fault says where */
    QC_MATCH_FAILED, /* PCRE2 gave an error other than "no match" and its limits */
    QC_INTERRUPTED   /* the caller gave the call up */
} qc_status;

/* An English sentence without a full stop; static, never NULL. */
const char *qc_status_message(qc_status status);

/* Where a call failed. */
typedef struct qc_fault {
    size_t document; /* index of the text in the call */
    size_t offset;   /* bytes from its start (code points for QC_LATIN1, QC_UCS2, QC_UCS4) */
} qc_fault;

/* What is wrong with a unit or a pattern of the caller's own. */
typedef struct qc_option_fault {
    size_t index;     /* of the unit, or of the pattern */
    size_t other;     /* index of the unit that it clashes with; QC_NO_INDEX where there is none or it is built in */
    size_t offset;    /* byte of the pattern */
    char reason[192]; /* in English, without a full stop */
} qc_option_fault;
#define QC_NO_INDEX SIZE_MAX

/* ---- Memory ------------------------------------------------------------------------------------------------------ */

/* All memory of the core and of PCRE2 comes from here. `resize` is realloc with a context: block NULL allocates, size 0
 * frees and returns NULL. It is called from the thread that calls the core, and from all threads of a qc_run at
 * once. */
typedef struct qc_allocator {
    void *(*resize)(void *context, void *block, size_t size);
    void *context;
} qc_allocator;

/* ---- Codes ------------------------------------------------------------------------------------------------------- */

/* X(CODE, "word"): fixed enumerations, numbered from 0. The words are what JSON Lines and Python show. */
#define QC_KINDS(X) \
    X(MONEY, "money") X(PERCENT, "percent") X(QUANTITY, "quantity") X(COUNT, "count") X(DURATION, "duration") \
    X(DATE, "date") X(TIME, "time")

#define QC_DIMENSIONS(X) \
    X(NONE, "none") X(MONEY, "money") X(PRICE, "price") X(RATIO, "ratio") X(VOLUME, "volume") \
    X(VOLUME_RATE, "volume_rate") X(MASS, "mass") X(MASS_RATE, "mass_rate") X(ENERGY, "energy") \
    X(ENERGY_RATE, "energy_rate") X(POWER, "power") X(LENGTH, "length") X(AREA, "area") X(SPEED, "speed") \
    X(TEMPERATURE, "temperature") X(PRESSURE, "pressure") X(FREQUENCY, "frequency") X(DATA, "data") \
    X(EMISSIONS, "emissions") X(CONTAINER, "container") X(SHIP_CAPACITY, "ship_capacity") X(COUNT, "count") \
    X(DURATION, "duration") X(AGE, "age") X(CALENDAR, "calendar") X(OTHER, "other")

#define QC_COMPARISONS(X) X(EQUAL, "=") X(ABOUT, "~") X(LESS, "<") X(AT_MOST, "<=") X(MORE, ">") X(AT_LEAST, ">=")

#define QC_ROLES(X) X(LEVEL, "level") X(CHANGE, "change") X(PREVIOUS, "previous") X(SHARE, "share")

#define QC_BASES(X) \
    X(NONE, "none") X(YEAR_ON_YEAR, "year-on-year") X(QUARTER_ON_QUARTER, "quarter-on-quarter") \
    X(MONTH_ON_MONTH, "month-on-month") X(WEEK_ON_WEEK, "week-on-week")

#define QC_GRANULARITIES(X) \
    X(NONE, "none") X(SECOND, "second") X(MINUTE, "minute") X(HOUR, "hour") X(DAY, "day") X(WEEK, "week") \
    X(MONTH, "month") X(QUARTER, "quarter") X(HALF, "half") X(SEASON, "season") X(YEAR, "year") X(DECADE, "decade") \
    X(CENTURY, "century")

/* X(FLAG, "word"): bit number n of the column `flags`, from 0. */
#define QC_FLAGS(X) \
    X(RECORD, "record") X(FORECAST, "forecast") X(TARGET, "target") X(NEGATED, "negated") \
    X(CONDITIONAL, "conditional") X(QUOTED, "quoted") X(HEADLINE, "headline") X(AMBIGUOUS_UNIT, "ambiguous_unit") \
    X(ASSUMED_CURRENCY, "assumed_currency") X(AMBIGUOUS_DATE, "ambiguous_date") X(ASSUMED_DATE, "assumed_date") \
    X(DATE_CONFLICT, "date_conflict") X(APPROXIMATE, "approximate") X(FISCAL, "fiscal") X(OPEN_START, "open_start") \
    X(OPEN_END, "open_end")

#define QC_KIND_CODE(code, word) QC_KIND_##code,
#define QC_DIMENSION_CODE(code, word) QC_DIMENSION_##code,
#define QC_COMPARISON_CODE(code, word) QC_COMPARISON_##code,
#define QC_ROLE_CODE(code, word) QC_ROLE_##code,
#define QC_BASIS_CODE(code, word) QC_BASIS_##code,
#define QC_GRANULARITY_CODE(code, word) QC_GRANULARITY_##code,
#define QC_FLAG_CODE(code, word) QC_FLAG_BIT_##code,
#define QC_FLAG_MASK(code, word) QC_FLAG_##code = 1u << QC_FLAG_BIT_##code,

typedef enum qc_kind { QC_KINDS(QC_KIND_CODE) QC_KIND_COUNT_OF } qc_kind;
typedef enum qc_dimension { QC_DIMENSIONS(QC_DIMENSION_CODE) QC_DIMENSION_COUNT_OF } qc_dimension;
typedef enum qc_comparison { QC_COMPARISONS(QC_COMPARISON_CODE) QC_COMPARISON_COUNT_OF } qc_comparison;
typedef enum qc_role { QC_ROLES(QC_ROLE_CODE) QC_ROLE_COUNT_OF } qc_role;
typedef enum qc_basis { QC_BASES(QC_BASIS_CODE) QC_BASIS_COUNT_OF } qc_basis;
typedef enum qc_granularity { QC_GRANULARITIES(QC_GRANULARITY_CODE) QC_GRANULARITY_COUNT_OF } qc_granularity;
typedef enum qc_flag_bit { QC_FLAGS(QC_FLAG_CODE) QC_FLAG_COUNT_OF } qc_flag_bit;
typedef enum qc_flag { QC_FLAGS(QC_FLAG_MASK) QC_FLAG_NONE = 0 } qc_flag;

/* X(CUE, "word"): what the words in and around a figure gave. */
#define QC_CUES(X) \
    X(NUMBER, "number") X(SCALE, "scale") X(CURRENCY, "currency") X(UNIT, "unit") X(PER, "per") X(HIGH, "high") \
    X(COMPARISON, "comparison") X(ROLE, "role") X(DIRECTION, "direction") X(RECORD, "record") X(FORECAST, "forecast") \
    X(TARGET, "target") X(NEGATED, "negated") X(CONDITIONAL, "conditional")

#define QC_CUE_CODE(code, word) QC_CUE_##code,
typedef enum qc_cue { QC_CUES(QC_CUE_CODE) QC_CUE_COUNT_OF } qc_cue;

/* ---- Columns ----------------------------------------------------------------------------------------------------- */

/* Seconds since 1970-01-01T00:00:00 in the proleptic Gregorian calendar, as NumPy's datetime64[s]; QC_NAT is none. */
typedef int64_t qc_seconds;
#define QC_NAT INT64_MIN

/* X(type, name): the row, in the order of the output. Spans are half-open, in code points, -1 where there is none;
 * `unit`, `base_unit` and `timex` and `rule` are codes into the tables below, -1 where there is none; `value`, `high`,
 * `base_value` and `resolution` are NaN where there is none. */
#define QC_COLUMNS(X) \
    X(int32_t, doc) X(int32_t, sentence) X(int64_t, start) X(int64_t, end) X(uint8_t, kind) X(uint8_t, dimension) \
    X(double, value) X(double, high) X(int32_t, unit) X(double, base_value) X(int32_t, base_unit) \
    X(double, resolution) X(uint8_t, comparison) X(int8_t, direction) X(uint8_t, role) X(uint8_t, basis) \
    X(int32_t, link) X(qc_seconds, period_start) X(qc_seconds, period_end) X(uint8_t, granularity) \
    X(int32_t, period_row) X(int32_t, timex) X(int64_t, measure_start) X(int64_t, measure_end) \
    X(int64_t, subject_start) X(int64_t, subject_end) X(int64_t, speaker_start) X(int64_t, speaker_end) \
    X(uint32_t, flags) X(int32_t, rule)

/* The strings that codes stand for: built-in entries first, in the order of the lexicon, then the caller's own in the
 * order of the options, then those met in the texts. */
typedef enum qc_table {
    QC_TABLE_UNIT,      /* `unit` and `base_unit`: canonical symbols */
    QC_TABLE_UNIT_NAME, /* the same codes: English names */
    QC_TABLE_TIMEX,     /* `timex`: TIMEX3 values */
    QC_TABLE_RULE,      /* `rule` */
    QC_TABLE_COUNT_OF
} qc_table;

/* Rows in the order of document, start, end; each array has `length` elements. */
typedef struct qc_result {
    size_t length;
#define QC_COLUMN_POINTER(type, name) type *name;
    QC_COLUMNS(QC_COLUMN_POINTER)
#undef QC_COLUMN_POINTER
} qc_result;

/* How many strings a table of this result has. */
size_t qc_result_table_length(const qc_result *result, qc_table table);

/* String `code` of a table, UTF-8 of `*length` bytes; it lives as long as the result. Empty where the code is out of
 * range. */
const char *qc_result_table_string(const qc_result *result, qc_table table, size_t code, size_t *length);

/* A pattern of the caller's own that was given up in a document, because it reached its match limit of 100 000 steps 20
 * times there, or spent as many steps in other attempts. None of its rows in that document is kept. */
typedef struct qc_dropped {
    int32_t doc, pattern;
} qc_dropped;

/* How many there were, in the order of documents; `*dropped` points at them and lives as long as the result. */
size_t qc_result_dropped(const qc_result *result, const qc_dropped **dropped);

/* Frees the result and its arrays; NULL is allowed. */
void qc_result_free(qc_result *result);

/* ---- Extraction -------------------------------------------------------------------------------------------------- */

/* How the bytes of a text are read; QC_LATIN1, QC_UCS2 and QC_UCS4 are the buffers of a Python string. */
typedef enum qc_encoding { QC_UTF8, QC_LATIN1, QC_UCS2, QC_UCS4 } qc_encoding;

/* Days since 1970-01-01; QC_NO_DATE is unknown. */
typedef int32_t qc_day;
#define QC_NO_DATE INT32_MIN

/* A text to read. The caller owns the memory, which need not end in NUL and must not change during the call. */
typedef struct qc_text {
    const void *data;
    size_t length; /* in units of the encoding */
    qc_encoding encoding;
    qc_day date; /* of publication, in the years 1 to 9999 */
} qc_text;

/* Traits of a unit, and of an alias on top of its unit's. */
enum {
    QC_UNIT_AMBIGUOUS = 1,   /* flag ambiguous_unit: mb/d, ton */
    QC_UNIT_CURRENCY = 2,    /* ISO 4217 and other moneys */
    QC_UNIT_MINOR = 4,       /* cents, pence: `base` is the major currency, `factor` the part */
    QC_UNIT_TIME = 8,        /* a length of time; built-in units alone have it */
    QC_UNIT_PERCENT = 16,    /* percent, percentage point, basis point */
    QC_UNIT_RATE = 32,       /* has its "per" inside: bbl/d, Mtpa, km/h */
    QC_UNIT_NEEDS_GLUE = 64, /* only glued to the digits, or where upper case around allows it: p (pence), m, t, C, F */
    QC_UNIT_NAME_ONLY = 128, /* only what something is per: share, person, capita, head */
    QC_UNIT_OVERRIDE = 256   /* of an alias: it may be one of another built-in unit, and takes its place */
};

/* A way to write a unit. */
typedef struct qc_user_alias {
    const char *text; /* UTF-8, ends in NUL; any case is right where it has a word of four or more lower-case letters */
    uint16_t traits;
    bool before; /* stands before the number, as signs of currencies do, instead of behind it */
} qc_user_alias;

/* A unit or currency of the caller's own; with name and base NULL and dimension none, more aliases for a symbol that is
 * known. */
typedef struct qc_user_unit {
    const char *symbol; /* UTF-8 that ends in NUL, as all these */
    const char *name;   /* English, singular; NULL: the symbol */
    uint8_t dimension;  /* qc_dimension; none: that of the base, else other */
    uint16_t traits;
    const char *base;      /* a symbol, built in or of this unit or one before it; NULL: none */
    double factor, offset; /* amount in the base = amount * factor + offset */
    const qc_user_alias *aliases;
    size_t alias_count;
} qc_user_unit;

/* A pattern of the caller's own, for PCRE2 (UTF, UCP, unanchored; groups may share a name). A match is a row, which
 * wins over rows of built-in rules that it overlaps; of two patterns the first wins. The named groups mean: `value` the
 * number, in figures or words, with its scale; `unit` an alias of a unit, or a noun; `kind` the word of a kind. No
 * match is longer than 512 bytes. */
typedef struct qc_user_pattern {
    const char *name;   /* the row's `rule` */
    const char *source; /* UTF-8 */
    size_t length;
    uint8_t kind; /* qc_kind of rows in which no group `kind` says one: money to duration; count is the usual one */
} qc_user_pattern;

/* What an extractor is made of. */
typedef struct qc_options {
    bool relate;       /* fill direction, role, link, period, measure, subject, speaker and the flags of the clause */
    bool replace_utf8; /* read bytes that are not UTF-8 as marks instead of failing */
    bool day_first;    /* read 05/06/2024 as 5 June */
    bool fiscal_by_start; /* fiscal 2024 begins in 2024; false: it ends there */
    uint8_t fiscal_start; /* month in which fiscal years begin, 1 to 12; 0: unknown, and fiscal 2024 stands as 2024 */
    uint8_t week_start;   /* day on which weeks begin: Monday 1 ... Sunday 7 */
    bool use_jit;      /* false: PCRE2 interprets its patterns */
    const qc_user_unit *units; /* of the caller's own: copied, and searched before the built-in ones */
    size_t unit_count;
    const qc_user_pattern *patterns; /* copied */
    size_t pattern_count;
} qc_options;

qc_options qc_options_default(void);

/* Sets day_first, fiscal_start and fiscal_by_start to what is usual in a country, by its ISO 3166-1 code ("US"). False,
 * with nothing set, where no such country is known. */
bool qc_options_set_region(qc_options *options, const char *code);

/* Immutable once made; any number of threads may extract with it at once. */
typedef struct qc_extractor qc_extractor;

/* Makes an extractor, which the caller frees with qc_extractor_free. `allocator` NULL is malloc; otherwise it is copied
 * and must stay valid as long as the extractor and its results. On QC_BAD_UNIT and QC_BAD_PATTERN `fault`, where it is
 * not NULL, says what is wrong. */
qc_status qc_extractor_new(const qc_options *options, const qc_allocator *allocator, qc_option_fault *fault,
                           qc_extractor **extractor);

/* Frees an extractor; NULL is allowed. Its results stay valid. */
void qc_extractor_free(qc_extractor *extractor);

/* Reads `count` texts and gives all their rows. The caller frees the result with qc_result_free. On failure `*result`
 * is NULL and `fault`, where it is not NULL, says where. */
qc_status qc_extract(const qc_extractor *extractor, const qc_text *texts, size_t count, qc_fault *fault,
                     qc_result **result);

/* How a call reads a batch of texts. */
typedef struct qc_run {
    unsigned threads; /* that read, the caller's among them; 0 counts as 1. None of them outlives the call */
    bool (*interrupted)(void *context); /* true ends the call with QC_INTERRUPTED. The caller's thread asks, some
                                           hundred times a second; NULL: never */
    void *context;
} qc_run;

/* As qc_extract, by several threads. The result is the same for any number of them, and of several texts that cannot be
 * read the fault names the first. `run` NULL is what qc_extract does: the caller's thread alone. */
qc_status qc_extract_batch(const qc_extractor *extractor, const qc_text *texts, size_t count, const qc_run *run,
                           qc_fault *fault, qc_result **result);

/* The words that gave a row its columns: half-open spans in code points by qc_cue, -1 where there are none. */
typedef struct qc_evidence {
    bool found; /* there is a row with that surface */
    int64_t start[QC_CUE_COUNT_OF], end[QC_CUE_COUNT_OF];
} qc_evidence;

/* Reads a text again and tells of its row with the surface [start, end). */
qc_status qc_explain(const qc_extractor *extractor, const qc_text *text, int64_t start, int64_t end,
                     qc_evidence *evidence);

/* What a built-in rule says, by its code in QC_TABLE_RULE: an English sentence without a full stop, and in `*name` the
 * rule's name. NULL behind the last; later codes are patterns of the caller's own. */
const char *qc_rule_sentence(size_t rule, const char **name);

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

/* Reads "YYYY-MM-DD", of `length` bytes, year 0001 to 9999, into days since 1970-01-01. */
qc_status qc_day_parse(const char *text, size_t length, qc_day *day);

/* Entry `index` of the table of countries: a name, an adjective or a people in lower case, and in `*code` its ISO
 * 3166-1 code (EU for the union). NULL behind the last. */
const char *qc_region_name(size_t index, const char **code);

/* A unit or a currency of the lexicon; the strings live as long as the program. */
typedef struct qc_unit_entry {
    const char *symbol, *name;     /* bbl/d, barrel per day */
    const char *dimension;
    const char *base;              /* symbol of the base unit; NULL: none */
    const char *factor, *offset;   /* decimal fractions, "5/9": amount in the base unit = amount * factor + offset */
    const char *aliases;           /* as they are written in texts, parted by | */
    const char *exactness, *source;
} qc_unit_entry;

/* Unit `code` of the tables QC_TABLE_UNIT, built in; false behind the last. */
bool qc_unit_describe(size_t code, qc_unit_entry *entry);

/* The words of the enumerations, and NULL where `code` is out of range. */
const char *qc_kind_word(unsigned code);
const char *qc_dimension_word(unsigned code);
const char *qc_comparison_word(unsigned code);
const char *qc_role_word(unsigned code);
const char *qc_basis_word(unsigned code);
const char *qc_granularity_word(unsigned code);
const char *qc_flag_word(unsigned bit);
const char *qc_cue_word(unsigned cue);

#ifdef __cplusplus
}
#endif
#endif
