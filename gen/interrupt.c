/* SPDX-License-Identifier: MIT */
#include "interrupt.h"

#include <signal.h>

#include <glib.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
static struct sigaction previous[G_N_ELEMENTS(signals)];
static volatile sig_atomic_t arrived;

static void note(int number)
{
    arrived = number;
}

void interrupt_hold(void)
{
    struct sigaction action = {.sa_handler = note};

    arrived = 0;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
        sigaction(signals[i], NULL, &previous[i]);
        if (previous[i].sa_handler != SIG_IGN) {
            sigaction(signals[i], &action, NULL);
        }
    }
}

bool interrupt_pending(void)
{
    return arrived != 0;
}

void interrupt_release(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
        sigaction(signals[i], &previous[i], NULL);
    }
    if (arrived != 0) {
        raise(arrived);
    }
}
