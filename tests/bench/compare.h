/* SPDX-License-Identifier: MIT */
/* Two ways to do the same, beside each other: a table of times, ratios and verdicts. */
#ifndef TESTS_BENCH_COMPARE_H
#define TESTS_BENCH_COMPARE_H

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

/* The compiler knows nothing of the pointer from here on, and must have it here. */
#define OPAQUE_POINTER(p) __asm__ volatile("" : "+r"(p) : : "memory")

/* Nanoseconds that have passed since some time. */
static inline double bench_now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Nanoseconds of one of n operations that work(n) does. */
static inline double bench_once(void (*work)(unsigned n), unsigned n)
{
    double start = bench_now();

    work(n);
    return (bench_now() - start) / n;
}

/* The names of the two columns of times. */
static inline void bench_head(const char *ours, const char *peer)
{
    printf("    %-30s%12s%12s%9s  target\n", "", ours, peer, "ratio");
}

/*
 * One row: ours at most target times the peer's; 0: no target. Times in one unit. Result:
 * whether the target is met.
 */
static inline bool bench_row(const char *what, double ours, double peer, double target)
{
    bool met = target <= 0 || ours <= target * peer;

    printf("    %-30s%12.2f%12.2f%9.2f", what, ours, peer, ours / peer);
    if (target > 0) {
        printf("  at most %.1f %s", target, met ? "ok" : "missed");
    }
    putchar('\n');
    return met;
}

/* The best of several rounds, in which the two take turns: what else runs only slows. */
static inline bool bench_compare(const char *what, void (*ours)(unsigned n),
                                 void (*peer)(unsigned n), unsigned n, double target)
{
    double best_ours = bench_once(ours, n);
    double best_peer = bench_once(peer, n);

    for (int round = 0; round < 15; round++) {
        double time = bench_once(ours, n);
        best_ours = time < best_ours ? time : best_ours;
        time = bench_once(peer, n);
        best_peer = time < best_peer ? time : best_peer;
    }
    return bench_row(what, best_ours, best_peer, target);
}

#endif
