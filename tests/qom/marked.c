/* SPDX-License-Identifier: MIT */
/* The handlers of the device of marks, built from bindings as devices are. */
#include "marked_trampolines.h"

const size_t marked_size = sizeof(MarkedState);

static void nothing(void *opaque)
{
    (void)opaque;
}

static void init_timers(MarkedState *s)
{
    QEMUTimer *timers[] = {&s->timer,          &s->one.bql_value.timer,
                           &s->fixed[0].timer, &s->fixed[1].timer,
                           &s->behind->timer,  &s->pointers[0]->timer};

    for (unsigned i = 0; i < G_N_ELEMENTS(timers); i++) {
        timer_init_ns(timers[i], QEMU_CLOCK_VIRTUAL, nothing, s);
    }
    for (unsigned i = 0; i < MARKED_TIMERS; i++) {
        timer_init_ns(&s->used[i].timer, QEMU_CLOCK_VIRTUAL, nothing, s);
        timer_init_ns(&s->cells[i].bql_value.timer, QEMU_CLOCK_VIRTUAL, nothing, s);
    }
    s->timer_pointer = timer_new_ns(QEMU_CLOCK_VIRTUAL, nothing, s);
}

void marked_init(MarkedState *s)
{
    s->initialized++;
    s->clock = qdev_init_clock_in(marked_as_DeviceState(s), "clock", NULL, NULL, 0);
    s->words = g_new0(uint16_t, 3);
    s->n_words.bql_value = 3;
    s->behind = g_new0(MarkedTimer, 1);
    s->pointers[0] = g_new0(MarkedTimer, 1);
    init_timers(s);
    fifo8_create(&s->fifo, 4);
}

void marked_finalize(MarkedState *s)
{
    g_free(s->words);
    g_free(s->loaded);
    g_free(s->behind);
    g_free(s->pointers[0]);
    timer_free(s->timer_pointer);
    g_free(s->list);
    fifo8_destroy(&s->fifo);
}

void marked_realize(MarkedState *s, Error **errp)
{
    (void)errp;
    s->realized++;
}

void marked_reset(MarkedState *s, ResetType type)
{
    (void)type;
    s->resets++;
}

bool marked_has_address(MarkedState *s, int version_id)
{
    return s->flag && version_id == vmstate_marked.version_id;
}

bool marked_is_valid(MarkedState *s, int version_id)
{
    (void)version_id;
    return s->n_used <= MARKED_TIMERS;
}

int marked_post_load(MarkedState *s, int version_id)
{
    s->signed32 += version_id;
    return 0;
}

bool marked_extra_needed(MarkedState *s)
{
    return s->extra != 0;
}

bool marked_deep_needed(MarkedState *s)
{
    return s->deep != 0;
}

void marked_variant_init(MarkedVariant *s)
{
    s->initialized = s->parent_obj.initialized + 1;
}

void marked_bird_post_init(MarkedBird *bird)
{
    bird->parent_obj.legs = 2;
}

int marked_bird_count_legs(MarkedBird *bird)
{
    return bird->parent_obj.legs;
}

int marked_bird_speak(MarkedBird *bird)
{
    return bird->parent_obj.legs * 100;
}
