/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "timer_heap.h"

#define CHILDREN 4

static bool node_before(const TimerHeapNode *a, const TimerHeapNode *b)
{
    return a->expire_time < b->expire_time ||
           (a->expire_time == b->expire_time && a->sequence < b->sequence);
}

static void place(TimerHeap *heap, size_t index, TimerHeapNode node)
{
    heap->nodes[index] = node;
    node.timer->heap_index = index;
}

/* Moves the hole at index up to where node belongs, and puts it there. */
static void sift_up(TimerHeap *heap, size_t index, TimerHeapNode node)
{
    while (index > 0) {
        size_t parent = (index - 1) / CHILDREN;
        if (!node_before(&node, &heap->nodes[parent])) {
            break;
        }
        place(heap, index, heap->nodes[parent]);
        index = parent;
    }
    place(heap, index, node);
}

/* Moves the hole at index down to where node belongs, and puts it there. */
static void sift_down(TimerHeap *heap, size_t index, TimerHeapNode node)
{
    for (;;) {
        size_t child = index * CHILDREN + 1;
        if (child >= heap->count) {
            break;
        }
        size_t end = MIN(child + CHILDREN, heap->count);
        size_t least = child;
        while (++child < end) {
            if (node_before(&heap->nodes[child], &heap->nodes[least])) {
                least = child;
            }
        }
        if (!node_before(&heap->nodes[least], &node)) {
            break;
        }
        place(heap, index, heap->nodes[least]);
        index = least;
    }
    place(heap, index, node);
}

static void sift(TimerHeap *heap, size_t index, TimerHeapNode node)
{
    if (index > 0 && node_before(&node, &heap->nodes[(index - 1) / CHILDREN])) {
        sift_up(heap, index, node);
    } else {
        sift_down(heap, index, node);
    }
}

void timer_heap_init(TimerHeap *heap)
{
    *heap = (TimerHeap){0};
}

void timer_heap_finish(TimerHeap *heap)
{
    g_assert(heap->count == 0);
    g_free(heap->nodes);
    timer_heap_init(heap);
}

static TimerHeapNode make_node(TimerHeap *heap, QEMUTimer *timer, int64_t expire_time)
{
    int64_t sequence = ++heap->sequence;

    if (expire_time < 0) {
        return (TimerHeapNode){0, -sequence, timer};
    }
    return (TimerHeapNode){expire_time, sequence, timer};
}

void timer_heap_insert(TimerHeap *heap, QEMUTimer *timer, int64_t expire_time)
{
    if (heap->count == heap->capacity) {
        heap->capacity = MAX(heap->capacity * 2, (size_t)16);
        heap->nodes = g_renew(TimerHeapNode, heap->nodes, heap->capacity);
    }
    sift_up(heap, heap->count++, make_node(heap, timer, expire_time));
}

void timer_heap_move(TimerHeap *heap, QEMUTimer *timer, int64_t expire_time)
{
    sift(heap, timer->heap_index, make_node(heap, timer, expire_time));
}

void timer_heap_remove(TimerHeap *heap, QEMUTimer *timer)
{
    size_t index = timer->heap_index;
    TimerHeapNode last = heap->nodes[--heap->count];
    if (last.timer != timer) {
        sift(heap, index, last);
    }
}
