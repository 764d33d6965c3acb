/* SPDX-License-Identifier: MIT */
/*
 * Arming, arming again and firing one million timers against a plain binary heap that
 * does the same without locks. The target is at most 1.5 times the heap's time; the best
 * of several rounds counts.
 */
#include "qemu/osdep.h"

#include "compare.h"
#include "qemu/timer.h"
#include "runtime/clock.h"

enum {
    TIMERS = 1000000,
    ROUNDS = 3
};

static const double TARGET = 1.5;

static unsigned long fired;

static void count(void *opaque)
{
    fired++;
}

/* --- the plain heap ----------------------------------------------------------------- */

typedef struct HeapTimer {
    int64_t deadline;
    size_t index;
    QEMUTimerCB *cb;
} HeapTimer;

typedef struct Heap {
    HeapTimer **timers;
    size_t count;
} Heap;

static void put(Heap *heap, size_t index, HeapTimer *timer)
{
    heap->timers[index] = timer;
    timer->index = index;
}

static void move_up(Heap *heap, size_t index)
{
    HeapTimer *timer = heap->timers[index];
    while (index && heap->timers[(index - 1) / 2]->deadline > timer->deadline) {
        put(heap, index, heap->timers[(index - 1) / 2]);
        index = (index - 1) / 2;
    }
    put(heap, index, timer);
}

static void move_down(Heap *heap, size_t index)
{
    HeapTimer *timer = heap->timers[index];
    for (size_t child; (child = 2 * index + 1) < heap->count; index = child) {
        if (child + 1 < heap->count &&
            heap->timers[child + 1]->deadline < heap->timers[child]->deadline) {
            child++;
        }
        if (timer->deadline <= heap->timers[child]->deadline) {
            break;
        }
        put(heap, index, heap->timers[child]);
    }
    put(heap, index, timer);
}

static HeapTimer *take_first(Heap *heap)
{
    HeapTimer *first = heap->timers[0];
    if (--heap->count) {
        put(heap, 0, heap->timers[heap->count]);
        move_down(heap, 0);
    }
    return first;
}

/* --- the work, once with each ------------------------------------------------------- */

/* deadlines has two for each timer. Result: ns. */
static int64_t time_heap(const int64_t *deadlines)
{
    HeapTimer *timers = g_new0(HeapTimer, TIMERS);
    Heap heap = {g_new(HeapTimer *, TIMERS), 0};
    int64_t start = get_clock();
    for (size_t i = 0; i < TIMERS; i++) {
        timers[i].deadline = deadlines[i];
        timers[i].cb = count;
        heap.timers[heap.count++] = &timers[i];
        move_up(&heap, heap.count - 1);
    }
    for (size_t i = 0; i < TIMERS; i++) {
        timers[i].deadline = deadlines[TIMERS + i];
        move_up(&heap, timers[i].index);
        move_down(&heap, timers[i].index);
    }
    while (heap.count) {
        take_first(&heap)->cb(NULL);
    }
    int64_t passed = get_clock() - start;
    g_free(heap.timers);
    g_free(timers);
    return passed;
}

static int64_t time_timers(const int64_t *deadlines)
{
    QEMUTimer *timers = g_new(QEMUTimer, TIMERS);
    virtual_clock_set_ns(0);
    int64_t start = get_clock();
    for (size_t i = 0; i < TIMERS; i++) {
        timer_init_ns(&timers[i], QEMU_CLOCK_VIRTUAL, count, NULL);
        timer_mod(&timers[i], deadlines[i]);
    }
    for (size_t i = 0; i < TIMERS; i++) {
        timer_mod(&timers[i], deadlines[TIMERS + i]);
    }
    virtual_clock_set_ns(INT64_MAX);
    qemu_clock_run_timers(QEMU_CLOCK_VIRTUAL);
    int64_t passed = get_clock() - start;
    g_free(timers);
    return passed;
}

int main(void)
{
    g_autofree int64_t *deadlines = g_new(int64_t, 2 * TIMERS);
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    int64_t heap = INT64_MAX, timers = INT64_MAX;

    for (size_t i = 0; i < (size_t)2 * TIMERS; i++) {
        deadlines[i] = (int64_t)g_rand_int(random) << 8;
    }
    virtual_clock_set_mode(VIRTUAL_CLOCK_STEPPED);
    for (int round = 0; round < ROUNDS; round++) {
        heap = MIN(heap, time_heap(deadlines));
        timers = MIN(timers, time_timers(deadlines));
    }
    if (fired != 2UL * ROUNDS * TIMERS) {
        fprintf(stderr, "bench_runtime_timer: error: %lu timers fired, not %lu\n", fired,
                2UL * ROUNDS * TIMERS);
        return 1;
    }
    bench_head("timers, ms", "heap, ms");
    return !bench_row("arm, arm again, fire 1,000,000", (double)timers / SCALE_MS,
                      (double)heap / SCALE_MS, TARGET);
}
