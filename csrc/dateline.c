/* The date of a document: the caller's, else that of its dateline, a full date by itself or behind a place in the first
 * lines.
 *
 * In: the mentions of a document, not yet resolved. Out: work->date; the flag date_conflict on datelines that disagree
 * with it.
 */
#include "calendar.h"
#include "period.h"

/* A dateline stands in so many code points from the start, behind at most so many on its line. */
enum { HEAD_LENGTH = 1000, LEAD_LENGTH = 60 };
/* Without a year a dateline is compared by month and day; so many days apart are the same night's work. */
enum { HALF_YEAR = 182 };

static bool is_day(const qc_mention *mention)
{
    const qc_date_parts *parts = &mention->date;
    return mention->kind == QC_KIND_DATE && parts->form == QC_DATE_DAYS && parts->day && parts->month && !parts->day2;
}

static bool is_lead_word(const qc_view *view, qc_span word)
{
    static const char *const words[] = {"published", "updated", "posted",   "date",    "on",  "dated",
                                        "issued",    "at",      "modified", "created", "last"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (qc_span_is(view, word, words[i]))
            return true;
    return false;
}

static bool is_all_capitals(const qc_view *view, qc_span word)
{
    for (size_t at = word.start; at < word.end; at++)
        if (!qc_is_upper(view->bytes[at]))
            return false;
    return true;
}

/* Where the line of the date begins; `start` + 1 where that is too far. */
static size_t line_start(const qc_view *view, size_t start)
{
    size_t line = start;
    while (line > 0 && view->bytes[line - 1] != '\n')
        if (start - --line > LEAD_LENGTH)
            return start + 1;
    return line;
}

/* Is all before the date on its line a place, with a comma or in capitals, a word of publishing, or nothing? */
static bool is_led(const qc_view *view, size_t start)
{
    bool named = true, first = true;
    for (size_t at = line_start(view, start); at != start;) {
        qc_span word = qc_word_at(view, at);
        if (at > start || qc_is_digit(view->bytes[at]) || view->bytes[at] == '.')
            return false;
        if (word.end == word.start) {
            named = named || view->bytes[at] == ',' || view->bytes[at] == '|' || view->bytes[at] == ':' ||
                    qc_is_dash(view->bytes[at]);
            at++;
            continue;
        }
        bool lead = is_lead_word(view, word);
        if ((!lead && !qc_is_upper(view->bytes[word.start])) || (first && qc_span_is(view, word, "on")))
            return false;
        named = lead || is_all_capitals(view, word);
        first = false;
        at = word.end;
    }
    return named;
}

/* Does the line end behind the date, or does a sign part it from the text? */
static bool is_closed(const qc_view *view, size_t end)
{
    size_t at = end;
    while (at < view->length && at - end < 4 && qc_is_space(view->bytes[at]) && view->bytes[at] != '\n')
        at++;
    uint8_t next = qc_at(view, at);
    return next == 0 || next == '\n' || next == ':' || next == '(' || next == '|' || next == '/' || next == '.' ||
           qc_is_dash(next);
}

/* The day of a dateline; one without a year is that nearest to `near`. */
static qc_day day_of(const qc_date_parts *parts, qc_day near)
{
    int year = qc_date_full_year(parts->year, near);
    if (!year && near == QC_NO_DATE)
        return QC_NO_DATE;
    if (year)
        return qc_civil_valid(year, parts->month, parts->day) ? qc_day_from_civil(year, parts->month, parts->day)
                                                              : QC_NO_DATE;
    qc_day day = qc_day_from_civil(qc_civil_from_day(near).year, parts->month, parts->day);
    return day - near > HALF_YEAR   ? qc_day_from_civil(qc_civil_from_day(near).year - 1, parts->month, parts->day)
           : near - day > HALF_YEAR ? qc_day_from_civil(qc_civil_from_day(near).year + 1, parts->month, parts->day)
                                    : day;
}

void qc_dateline_read(qc_work *work, qc_day given)
{
    work->date = given;
    for (size_t i = 0; i < work->mention_count && work->mentions[i].start < HEAD_LENGTH; i++) {
        qc_mention *mention = &work->mentions[i];
        if (!is_day(mention) || !is_led(&work->view, mention->start) || !is_closed(&work->view, mention->end))
            continue;
        qc_day day = day_of(&mention->date, work->date);
        if (day == QC_NO_DATE)
            continue;
        if (work->date == QC_NO_DATE)
            work->date = day;
        else if (day != work->date)
            mention->flags |= QC_FLAG_DATE_CONFLICT;
    }
}
