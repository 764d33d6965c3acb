/* SPDX-License-Identifier: MIT */
/*
 * Pragmas, as far as they change how what follows is read. What is pushed and popped
 * again leaves everything as it was.
 */
#include "scan_readings_parts.h"

static void set_pragma(Walk *walk, unsigned stack, uint64_t value)
{
    walk->pragmas[stack] = value;
}

static void push_pragma(Walk *walk, unsigned stack)
{
    g_array_append_val(walk->stacks[stack], walk->pragmas[stack]);
}

static void pop_pragma(Walk *walk, unsigned stack)
{
    GArray *values = walk->stacks[stack];

    if (values->len > 0) {
        set_pragma(walk, stack, g_array_index(values, uint64_t, values->len - 1));
        g_array_set_size(values, values->len - 1);
    } else {
        set_pragma(walk, stack, mix(walk->pragmas[stack], 1));
    }
}

/* A macro whose text has _Pragma. */
void walk_use_pragma(Walk *walk, unsigned name, unsigned traits)
{
    if ((traits & TRAIT_PRAGMA) != 0) {
        set_pragma(walk, STACK_OTHER, mix(walk->pragmas[STACK_OTHER], name));
    } else if ((traits & (TRAIT_PUSH | TRAIT_POP)) == TRAIT_PUSH) {
        push_pragma(walk, STACK_DIAGNOSTIC);
        set_pragma(walk, STACK_DIAGNOSTIC, mix(walk->pragmas[STACK_DIAGNOSTIC], name));
    } else if ((traits & (TRAIT_PUSH | TRAIT_POP)) == TRAIT_POP) {
        pop_pragma(walk, STACK_DIAGNOSTIC);
    }
}

/* A pragma that changes nothing for what follows. */
static bool is_harmless(const char *text, size_t length)
{
    static const char *const words[] = {
        "once",        "GCC system_header", "message",
        "GCC warning", "GCC error",         "GCC dependency",
        "region",      "endregion",         "mark"};

    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t size = strlen(words[i]);
        if (length >= size && memcmp(text, words[i], size) == 0) {
            return true;
        }
    }
    return false;
}

void walk_pass_pragma(Walk *walk, unsigned name)
{
    size_t length;
    const char *text = word_names_text(walk->readings->names, name, &length);
    unsigned stack = readings_has_text(text, length, "pack")         ? STACK_PACK
                     : readings_has_text(text, length, "visibility") ? STACK_VISIBILITY
                     : readings_has_text(text, length, "diagnostic") ? STACK_DIAGNOSTIC
                                                                     : STACK_OTHER;

    if (is_harmless(text, length)) {
        return;
    }
    if (readings_has_text(text, length, "_macro") ||
        readings_has_text(text, length, "poison")) {
        walk->readings->understood = false;
    } else if (stack != STACK_OTHER && readings_has_text(text, length, "push")) {
        push_pragma(walk, stack);
        set_pragma(walk, stack, mix(walk->pragmas[stack], name));
    } else if (stack != STACK_OTHER && readings_has_text(text, length, "pop")) {
        pop_pragma(walk, stack);
    } else {
        set_pragma(walk, stack, mix(walk->pragmas[stack], name));
    }
}
