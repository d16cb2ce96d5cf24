/* From a figure to a claim. */
#include "relate.h"

void qc_relate(qc_work *work)
{
    (void)work;
}
