/* POSIX threads. Windows, which has none, runs the caller's thread alone: the job must not need the others. */
#include "threads.h"

#if defined(_WIN32)

void qc_threads_run(unsigned count, void (*job)(void *context, unsigned index), void *context, const qc_watch *watch)
{
    (void)count;
    (void)watch;
    job(context, 0);
}

#else

#include <pthread.h>
#include <time.h>

enum { WAIT_NANOSECONDS = 10 * 1000 * 1000, SECOND = 1000 * 1000 * 1000 };

/* What the threads of one run share. */
typedef struct crew {
    void (*job)(void *context, unsigned index);
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t done;
    unsigned finished; /* threads besides the caller's */
} crew;

typedef struct member {
    crew *crew;
    unsigned index;
    pthread_t thread;
} member;

static void *run_member(void *argument)
{
    member *self = argument;
    crew *crew = self->crew;
    crew->job(crew->context, self->index);
    pthread_mutex_lock(&crew->lock);
    crew->finished++;
    pthread_cond_signal(&crew->done);
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

/* The clock says when to stop waiting, and nothing else. */
static struct timespec next_question(void)
{
    struct timespec time;
    timespec_get(&time, TIME_UTC);
    time.tv_nsec += WAIT_NANOSECONDS;
    time.tv_sec += time.tv_nsec / SECOND;
    time.tv_nsec %= SECOND;
    return time;
}

/* Waits until `count` have done their job; what the watch says is in the flag that the job looks at. */
static void wait_for(crew *crew, unsigned count, const qc_watch *watch)
{
    pthread_mutex_lock(&crew->lock);
    while (crew->finished < count) {
        struct timespec until = next_question();
        if (pthread_cond_timedwait(&crew->done, &crew->lock, &until) == 0)
            continue;
        pthread_mutex_unlock(&crew->lock);
        (void)qc_watch_ask(watch);
        pthread_mutex_lock(&crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
}

void qc_threads_run(unsigned count, void (*job)(void *context, unsigned index), void *context, const qc_watch *watch)
{
    member members[QC_MOST_THREADS];
    crew crew = {.job = job, .context = context, .lock = PTHREAD_MUTEX_INITIALIZER, .done = PTHREAD_COND_INITIALIZER};
    unsigned started = 0;
    for (unsigned index = 1; index < count && started < QC_MOST_THREADS; index++) {
        members[started] = (member){.crew = &crew, .index = index};
        if (pthread_create(&members[started].thread, NULL, run_member, &members[started]) == 0)
            started++;
    }
    job(context, 0);
    wait_for(&crew, started, watch);
    for (unsigned i = 0; i < started; i++)
        pthread_join(members[i].thread, NULL);
    pthread_mutex_destroy(&crew.lock);
    pthread_cond_destroy(&crew.done);
}

#endif
