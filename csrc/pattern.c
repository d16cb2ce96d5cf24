/* PCRE2, 8-bit: compiled once; the grammars anchored, on the narrow view; the caller's patterns searched for in UTF-8.
 *
 * PCRE2_ANCHORED is given when a pattern is compiled: given at match time it would leave the JIT. A UTF-8 subject is
 * never checked by PCRE2, which would check all of it again at every match.
 */
#include "pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#if PCRE2_MAJOR == 10 && PCRE2_MINOR == 45
#error "PCRE2 10.45 reads outside its memory (CVE-2025-58050): install 10.46 or newer, or 10.42 to 10.44"
#endif

#include <stdio.h>
#include <string.h>

/* Groups of a pattern at most; a pattern with more is refused. */
enum { MOST_GROUPS = 96 };
/* The JIT's stack: its own 32 KiB overflow at some 8 KB of repeated groups. */
enum { STACK_START = 32 * 1024, STACK_END = 512 * 1024 };

struct qc_pattern {
    const qc_allocator *allocator;
    pcre2_general_context *general;
    pcre2_code *code;
    bool jit;
};

struct qc_matcher {
    const qc_allocator *allocator;
    pcre2_general_context *general;
    pcre2_match_context *context;
    pcre2_match_data *data;
    pcre2_jit_stack *stack;
    unsigned groups; /* of the last match */
};

_Static_assert(PCRE2_UNSET == QC_NO_GROUP, "PCRE2's offsets are size_t");

static void *allocate(PCRE2_SIZE size, void *context)
{
    const qc_allocator *allocator = context;
    return allocator->resize(allocator->context, NULL, size);
}

static void release(void *block, void *context) { qc_release(context, block); }

/* PCRE2 takes the allocator as `void *`; it only hands it back to the two functions above. */
static pcre2_general_context *make_general(const qc_allocator *allocator)
{
    return pcre2_general_context_create(allocate, release, (void *)(uintptr_t)allocator);
}

/* How the grammars are compiled, and how the caller's patterns are: \C would cut characters. */
static const uint32_t grammar_options = PCRE2_ANCHORED | PCRE2_EXTENDED | PCRE2_DUPNAMES;
static const uint32_t user_options =
    PCRE2_UTF | PCRE2_UCP | PCRE2_DUPNAMES | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;

/* `*error` is PCRE2's code of the fault at `*offset`. */
static qc_status compile(qc_pattern *made, const char *source, size_t length, uint32_t options, int *error,
                         size_t *offset)
{
    PCRE2_SIZE at = 0;
    pcre2_compile_context *context = pcre2_compile_context_create(made->general);
    if (!context)
        return QC_NO_MEMORY;
    made->code = pcre2_compile((PCRE2_SPTR)source, length, options, error, &at, context);
    pcre2_compile_context_free(context);
    *offset = at;
    if (made->code)
        return QC_OK;
    return *error == PCRE2_ERROR_HEAP_FAILED ? QC_NO_MEMORY : QC_BAD_PATTERN;
}

static qc_status make_pattern(const qc_allocator *allocator, const char *source, size_t length, uint32_t options,
                              bool use_jit, int *error, size_t *offset, qc_pattern **pattern)
{
    *pattern = NULL;
    *error = 0;
    *offset = 0;
    qc_pattern *made = allocator->resize(allocator->context, NULL, sizeof *made);
    if (!made)
        return QC_NO_MEMORY;
    *made = (qc_pattern){.allocator = allocator, .general = make_general(allocator)};
    qc_status status = made->general ? compile(made, source, length, options, error, offset) : QC_NO_MEMORY;
    if (status == QC_OK && qc_pattern_groups(made) >= MOST_GROUPS)
        status = QC_BAD_PATTERN;
    if (status != QC_OK) {
        qc_pattern_free(made);
        return status;
    }
    made->jit = use_jit && pcre2_jit_compile(made->code, PCRE2_JIT_COMPLETE) == 0;
    *pattern = made;
    return QC_OK;
}

qc_status qc_pattern_new(const qc_allocator *allocator, const char *source, size_t length, bool use_jit, size_t *offset,
                         qc_pattern **pattern)
{
    int error;
    return make_pattern(allocator, source, length, grammar_options, use_jit, &error, offset, pattern);
}

/* Does a pattern call itself or one of its groups? The JIT counts no steps in calls, and so would not keep the match
 * limit. What is quoted counts too. */
static bool may_call(const char *source, size_t length)
{
    for (const char *at = source; length > 3; at++, length--) {
        bool group = at[0] == '(' && at[1] == '?', digit = at[3] >= '0' && at[3] <= '9';
        if (group && (strchr("R&+0123456789", at[2]) || (at[2] == '-' && digit) || (at[2] == 'P' && at[3] == '>')))
            return true;
        if (at[0] == '\\' && at[1] == 'g' && (at[2] == '<' || at[2] == '\''))
            return true;
    }
    return false;
}

qc_status qc_pattern_new_utf8(const qc_allocator *allocator, const char *source, size_t length, bool use_jit,
                              qc_option_fault *fault, qc_pattern **pattern)
{
    int error;
    use_jit = use_jit && !may_call(source, length);
    qc_status status = make_pattern(allocator, source, length, user_options, use_jit, &error, &fault->offset, pattern);
    if (status != QC_BAD_PATTERN)
        return status;
    /* PCRE2 says 100 where it finds no error: then the pattern has too many groups. */
    if (error <= 100 || pcre2_get_error_message(error, (PCRE2_UCHAR *)fault->reason, sizeof fault->reason) < 0)
        snprintf(fault->reason, sizeof fault->reason, "more than %d groups", MOST_GROUPS - 1);
    return status;
}

void qc_pattern_free(qc_pattern *pattern)
{
    if (!pattern)
        return;
    pcre2_code_free(pattern->code);
    pcre2_general_context_free(pattern->general);
    qc_release(pattern->allocator, pattern);
}

unsigned qc_pattern_groups(const qc_pattern *pattern)
{
    uint32_t count = 0;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_CAPTURECOUNT, &count);
    return count;
}

const char *qc_pattern_name(const qc_pattern *pattern, unsigned group)
{
    uint32_t count = 0, size = 0;
    PCRE2_SPTR table = NULL;
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMECOUNT, &count);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
    /* Each entry: the group's number in two bytes, its name, NUL (pcre2api, "Information about a compiled pattern"). */
    for (uint32_t i = 0; i < count; i++, table += size)
        if ((unsigned)(table[0] << 8 | table[1]) == group)
            return (const char *)table + 2;
    return NULL;
}

qc_status qc_matcher_new(const qc_allocator *allocator, qc_matcher **matcher)
{
    *matcher = NULL;
    qc_matcher *made = allocator->resize(allocator->context, NULL, sizeof *made);
    if (!made)
        return QC_NO_MEMORY;
    *made = (qc_matcher){.allocator = allocator, .general = make_general(allocator)};
    if (made->general) {
        made->context = pcre2_match_context_create(made->general);
        made->data = pcre2_match_data_create(MOST_GROUPS, made->general);
    }
    if (!made->context || !made->data) {
        qc_matcher_free(made);
        return QC_NO_MEMORY;
    }
    pcre2_set_match_limit(made->context, QC_MATCH_STEPS);
    /* Without a stack of its own, which a machine may refuse, the JIT uses 32 KiB of ours. */
    made->stack = pcre2_jit_stack_create(STACK_START, STACK_END, made->general);
    if (made->stack)
        pcre2_jit_stack_assign(made->context, NULL, made->stack);
    *matcher = made;
    return QC_OK;
}

void qc_matcher_free(qc_matcher *matcher)
{
    if (!matcher)
        return;
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    pcre2_general_context_free(matcher->general);
    qc_release(matcher->allocator, matcher);
}

qc_status qc_pattern_match(const qc_pattern *pattern, qc_matcher *matcher, const qc_view *view, size_t at, bool *found)
{
    int code = pattern->jit
                   ? pcre2_jit_match(pattern->code, view->bytes, view->length, at, 0, matcher->data, matcher->context)
                   : pcre2_match(pattern->code, view->bytes, view->length, at, 0, matcher->data, matcher->context);
    *found = code > 0;
    matcher->groups = code > 0 ? (unsigned)code : 0;
    switch (code) {
    case PCRE2_ERROR_NOMATCH:
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
        return QC_OK;
    case PCRE2_ERROR_NOMEMORY:
        return QC_NO_MEMORY;
    default:
        return code > 0 ? QC_OK : QC_MATCH_FAILED;
    }
}

qc_status qc_pattern_search(const qc_pattern *pattern, qc_matcher *matcher, const uint8_t *bytes,
                            const qc_search *search, qc_search_outcome *outcome)
{
    const uint32_t options = PCRE2_NOTEMPTY | (search->cut ? PCRE2_NOTEOL : 0);
    pcre2_set_match_limit(matcher->context, search->steps);
    pcre2_set_offset_limit(matcher->context, search->last);
    int code = pattern->jit ? pcre2_jit_match(pattern->code, bytes, search->end, search->from, options, matcher->data,
                                              matcher->context)
                            : pcre2_match(pattern->code, bytes, search->end, search->from, options | PCRE2_NO_UTF_CHECK,
                                          matcher->data, matcher->context);
    pcre2_set_match_limit(matcher->context, QC_MATCH_STEPS);
    pcre2_set_offset_limit(matcher->context, PCRE2_UNSET);
    matcher->groups = code > 0 ? (unsigned)code : 0;
    *outcome = code > 0 ? QC_SEARCH_FOUND : QC_SEARCH_NONE;
    switch (code) {
    case PCRE2_ERROR_NOMATCH: return QC_OK;
    case PCRE2_ERROR_MATCHLIMIT: *outcome = QC_SEARCH_STEPS; return QC_OK;
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
    case PCRE2_ERROR_JIT_STACKLIMIT:
    case PCRE2_ERROR_RECURSELOOP: *outcome = QC_SEARCH_MEMORY; return QC_OK;
    case PCRE2_ERROR_NOMEMORY: return QC_NO_MEMORY;
    default: return code > 0 ? QC_OK : QC_MATCH_FAILED;
    }
}

const size_t *qc_matcher_groups(const qc_matcher *matcher, unsigned *count)
{
    *count = matcher->groups;
    return pcre2_get_ovector_pointer(matcher->data);
}
