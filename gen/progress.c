/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "write_all.h"

/* Who waits no longer than this wonders about nothing. */
#define PATIENCE G_TIME_SPAN_SECOND

/* To the start of the line, and erase all of it. */
#define CLEAR "\r\033[K"

static GMutex mutex; /* guards what follows */
static GCond over;   /* running has become false */
static bool running;
static bool late;  /* it has taken long enough for lines to be shown */
static bool shown; /* one is on the terminal */
static unsigned modules_done, modules;
static GThread *timer;

/* The mutex is held. */
static void draw(void)
{
    char *line =
        g_strdup_printf(CLEAR "bindery: %u of %u modules done", modules_done, modules);

    (void)write_all(STDERR_FILENO, line, strlen(line));
    shown = true;
    g_free(line);
}

/* The mutex is held. */
static void erase(void)
{
    if (shown) {
        (void)write_all(STDERR_FILENO, CLEAR, strlen(CLEAR));
        shown = false;
    }
}

/* Waits until the run has taken long enough, and draws the first line. */
static gpointer run_timer(gpointer data)
{
    gint64 end = g_get_monotonic_time() + PATIENCE;

    (void)data;
    g_mutex_lock(&mutex);
    while (running && g_cond_wait_until(&over, &mutex, end)) {
    }
    if (running) {
        late = true;
        draw();
    }
    g_mutex_unlock(&mutex);
    return NULL;
}

void progress_start(unsigned total)
{
    sigset_t all, before;

    if (!isatty(STDERR_FILENO) || g_strcmp0(getenv("TERM"), "dumb") == 0) {
        return;
    }
    running = true;
    modules = total;
    modules_done = 0;
    /* Signals are for the thread that started the run. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    timer = g_thread_try_new("progress", run_timer, NULL, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void progress_show(void *data, unsigned done, unsigned total)
{
    (void)data;
    g_mutex_lock(&mutex);
    modules_done = done;
    modules = total;
    if (running && late) {
        draw();
    }
    g_mutex_unlock(&mutex);
}

void progress_hide(void)
{
    g_mutex_lock(&mutex);
    erase();
    g_mutex_unlock(&mutex);
}

void progress_end(void)
{
    g_mutex_lock(&mutex);
    running = late = false;
    erase();
    g_cond_signal(&over);
    g_mutex_unlock(&mutex);
    if (timer != NULL) {
        g_thread_join(timer);
        timer = NULL;
    }
}
