/* What wins and what joins, stage by stage over the mentions of a document. */
#include "resolve.h"

#include "figure.h"
#include "period.h"

static bool is_figure(const qc_mention *mention)
{
    return mention->kind != QC_KIND_DATE && mention->kind != QC_KIND_TIME;
}

/* Leaves out what another mention took in, and bare numbers that nothing made a figure. */
static void drop_lost(qc_work *work)
{
    size_t kept = 0;
    for (size_t i = 0; i < work->mention_count; i++) {
        const qc_mention *mention = &work->mentions[i];
        if (mention->dropped || mention->tentative)
            continue;
        if (kept != i)
            work->mentions[kept] = *mention;
        kept++;
    }
    work->mention_count = kept;
}

/* A pattern of the caller's own may find no number. */
static void round_figures(qc_work *work)
{
    for (size_t i = 0; i < work->mention_count; i++)
        if (is_figure(&work->mentions[i]) && work->mentions[i].number.divisor > 0)
            qc_figure_round(&work->view, &work->mentions[i]);
}

void qc_resolve(qc_work *work, qc_day given)
{
    qc_range_join(work);
    drop_lost(work);
    round_figures(work);
    qc_hedge_apply(work);
    qc_dateline_read(work, given);
    qc_period_resolve(work);
}
