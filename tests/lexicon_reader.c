/* What the lexicon's look-ups say: one question a line on standard input, one answer a line on standard output.
 *
 * A question is a letter (u unit behind a number, d behind "per", c currency before a number, b hedge before, a hedge
 * behind) and the narrow view of a text; digits at the end of a currency's text are the number. An answer is symbol or
 * comparison, tab, where the alias ends (begins, for what stands before), tab, its flags; or "-". Spoken to by
 * test_lexicon.py.
 */
#include "lexicon.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void say_unit(bool found, const qc_unit_match *match, size_t place)
{
    if (found)
        printf("%s\t%zu\t%d\n", qc_unit_get(NULL, match->unit)->symbol, place, match->flags);
    else
        puts("-");
}

static void say_hedge(bool found, const qc_hedge_match *match, size_t place)
{
    static const char *const words[] = {"=", "~", "<", "<=", ">", ">="};
    if (found)
        printf("%s\t%zu\t0\n", words[match->comparison], place);
    else
        puts("-");
}

static void answer(char question, const qc_view *view)
{
    qc_unit_match unit = {0};
    qc_hedge_match hedge = {0};
    size_t number = view->length;
    while (question == 'c' && number > 0 && isdigit(view->bytes[number - 1]))
        number--;
    bool found;
    switch (question) {
    case 'u': found = qc_lexicon_unit(NULL, view, 0, &unit); say_unit(found, &unit, unit.end); break;
    case 'd': found = qc_lexicon_denominator(NULL, view, 0, &unit); say_unit(found, &unit, unit.end); break;
    case 'c': found = qc_lexicon_currency_before(view, number, &unit); say_unit(found, &unit, unit.start); break;
    case 'b': found = qc_lexicon_hedge_before(view, view->length, &hedge); say_hedge(found, &hedge, hedge.start); break;
    default: found = qc_lexicon_hedge_after(view, 0, &hedge); say_hedge(found, &hedge, hedge.end); break;
    }
}

int main(void)
{
    enum { LONGEST = 512 };
    static char text[QC_VIEW_PAD + LONGEST + QC_VIEW_PAD]; /* a view has zeros around it */
    char *line = text + QC_VIEW_PAD;
    for (;;) {
        memset(text, 0, sizeof text);
        if (!fgets(line, LONGEST, stdin))
            return 0;
        char question = line[0];
        size_t length = strcspn(line, "\n");
        line[0] = line[length] = '\0';
        if (length > 0)
            answer(question, &(qc_view){.bytes = (const uint8_t *)line + 1, .length = length - 1});
    }
}
