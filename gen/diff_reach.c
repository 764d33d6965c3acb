/* SPDX-License-Identifier: MIT */
/*
 * What a change of a type reaches. A record that holds the type changes with it, and so
 * on outwards; what only has a pointer to one of these is reached, and nothing behind it.
 */
#include "diff_parts.h"

/* One walk outwards from a change. */
typedef struct Walk {
    DiffJob *job;
    GArray *reached;     /* of DiffReached: what is found, in that order */
    GHashTable *seen[2]; /* const IrDecl *: reached at all; reached by value */
} Walk;

static const char *how_of(DiffJob *job, const DiffUse *use)
{
    const IrDecl *user = use->user;

    if (use->part == DIFF_USE_ITSELF) {
        return NULL;
    }
    if (use->part == DIFF_USE_RESULT) {
        return "result";
    }
    if (user->kind == IR_RECORD) {
        const char *name = g_array_index(user->fields, IrField, (guint)use->part).name;

        return name[0] != '\0' ? diff_printf(job, "member %s", name) : "unnamed member";
    }
    if ((unsigned)use->part < user->n_params && user->params[use->part].name[0] != '\0') {
        return diff_printf(job, "parameter %d (%s)", use->part + 1,
                           user->params[use->part].name);
    }
    return diff_printf(job, "parameter %d", use->part + 1);
}

static void reach(Walk *walk, const DiffUse *use, int via, bool by_value)
{
    const DiffReached reached = {use->user, how_of(walk->job, use), via, by_value};

    /* The first way to it is the shortest; by value says more than by pointer. */
    if (g_hash_table_contains(walk->seen[1], use->user) ||
        (!by_value && g_hash_table_contains(walk->seen[0], use->user))) {
        return;
    }
    g_hash_table_add(walk->seen[0], (gpointer)use->user);
    if (by_value) {
        g_hash_table_add(walk->seen[1], (gpointer)use->user);
    }
    g_array_append_val(walk->reached, reached);
}

static void follow(Walk *walk, const IrDecl *decl, int via, bool by_value)
{
    const GArray *uses = diff_uses_of(walk->job->uses, decl);

    for (guint i = 0; uses != NULL && i < uses->len; i++) {
        const DiffUse *use = &g_array_index(uses, DiffUse, i);

        reach(walk, use, via, by_value && use->by_value);
    }
}

/* Whether the changes of what it names go on to who uses it. */
static bool goes_on(const DiffReached *reached)
{
    return reached->decl->kind == IR_TYPEDEF ||
           (reached->decl->kind == IR_RECORD && reached->by_value);
}

/* Leaves out what was reached by pointer first and by value later. */
static bool is_repeated(const Walk *walk, const DiffReached *reached)
{
    return !reached->by_value && g_hash_table_contains(walk->seen[1], reached->decl);
}

static void reach_from(DiffJob *job, DiffChange *change)
{
    Walk walk = {.job = job, .reached = g_array_new(FALSE, FALSE, sizeof(DiffReached))};

    for (size_t i = 0; i < 2; i++) {
        walk.seen[i] = g_hash_table_new(NULL, NULL);
        g_hash_table_add(walk.seen[i], (gpointer)change->before);
    }
    follow(&walk, change->before, -1, true);
    for (guint next = 0; next < walk.reached->len; next++) {
        const DiffReached reached = g_array_index(walk.reached, DiffReached, next);

        if (goes_on(&reached) && !is_repeated(&walk, &reached)) {
            follow(&walk, reached.decl, (int)next, reached.by_value);
        }
    }
    for (size_t i = 0; i < 2; i++) {
        g_hash_table_unref(walk.seen[i]);
    }
    if (walk.reached->len == 0) {
        g_array_unref(walk.reached);
        return;
    }
    change->reached = walk.reached;
}

void diff_reach(DiffJob *job)
{
    GPtrArray *changes = job->module->changes;
    GHashTable *seen = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < changes->len; i++) {
        DiffChange *change = g_ptr_array_index(changes, i);
        DiffChange *first =
            change->before != NULL ? g_hash_table_lookup(seen, change->before) : NULL;

        if (first != NULL) {
            first->layout |= change->layout;
            change->layout = false;
            continue;
        }
        if (change->before != NULL) {
            g_hash_table_insert(seen, (gpointer)change->before, change);
        }
        if (change->before != NULL && change->level >= DIFF_API &&
            (ir_has_tag(change->before->kind) || change->before->kind == IR_TYPEDEF)) {
            reach_from(job, change);
        }
    }
    g_hash_table_unref(seen);
}
