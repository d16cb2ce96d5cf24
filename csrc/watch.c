/* The flag of a call that was given up. */
#include "watch.h"

qc_status qc_watch_ask(const qc_watch *watch)
{
    if (!watch)
        return QC_OK;
    if (watch->run && watch->run->interrupted && watch->run->interrupted(watch->run->context))
        atomic_store_explicit(watch->stopped, true, memory_order_relaxed);
    return atomic_load_explicit(watch->stopped, memory_order_relaxed) ? QC_INTERRUPTED : QC_OK;
}
