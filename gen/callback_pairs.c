/* SPDX-License-Identifier: MIT */
#include "callback_pairs.h"

Slot make_slot(const char *name, const IrType *type, const IrParam *names,
               KnownOpaques *known)
{
    Slot slot = {.name = name,
                 .shape = callback_shape(type, names, known),
                 .user_data = -1,
                 .destroy = -1};

    slot.pointer = is_void_pointer(type);
    slot.is_const = is_const_void_pointer(type);
    slot.kind = slot.pointer ? void_pointer_kind(name, type) : NAME_NONE;
    slot.frees =
        shape_is_notify(&slot.shape) &&
        (*name == '\0' || callback_name_frees(name) ||
         (slot.shape.type != NULL && callback_name_frees(slot.shape.type->name)));
    return slot;
}

static bool is_callback(const Slot *slot)
{
    return slot->shape.opaque >= 0;
}

/* Whether the callback's opaque pointer can be what that void pointer is passed as.
 * adjacent: the pointer is the next one behind the callback. */
static bool slots_fit(const Slot *callback, const Slot *pointer, bool adjacent)
{
    const CallbackShape *shape = &callback->shape;

    if (!is_callback(callback) || !pointer->pointer) {
        return false;
    }
    if (callback_names_same(shape->name, pointer->name) || shape->given) {
        return true;
    }
    if (callback->method && shape->kind < NAME_CERTAIN) {
        return false;
    }
    if (shape->kind == NAME_THING || pointer->kind == NAME_THING) {
        /* What frees may well be given a thing, but tdestroy() does not free its root. */
        return callback->frees && shape->kind != pointer->kind;
    }
    if (shape->is_const && shape->kind < NAME_WEAK &&
        (!pointer->is_const || pointer->kind < NAME_LIKELY)) {
        return false;
    }
    if (shape->inside && pointer->kind < NAME_LIKELY) {
        return false;
    }
    if (pointer->is_const && !shape->is_const && !callback->frees) {
        return false;
    }
    return shape->kind != NAME_OTHER || adjacent;
}

IrConfidence pair_confidence(const Slot *callback, const Slot *pointer)
{
    const CallbackShape *shape = &callback->shape;

    if (pointer == NULL) {
        return shape->kind >= NAME_WEAK ? IR_BY_NAME : IR_BY_SHAPE;
    }
    if (callback_names_same(shape->name, pointer->name)) {
        return IR_BY_NAME;
    }
    if (shape->ambiguous) {
        return IR_BY_SHAPE;
    }
    if (shape->kind >= NAME_WEAK && pointer->kind >= NAME_WEAK) {
        return IR_BY_NAME;
    }
    if (shape->kind == NAME_NONE && pointer->kind >= NAME_WEAK) {
        return IR_BY_NAME;
    }
    return shape->kind >= NAME_LIKELY && pointer->kind == NAME_NONE ? IR_BY_NAME
                                                                    : IR_BY_SHAPE;
}

/* One way to pair the parameters of a function. */
typedef struct Pairing {
    const Slot *slots;
    int n;
    int *user_data; /* of each slot; owned */
    bool *claimed;  /* each slot: a callback that is not only there to free has it */
    int score;
} Pairing;

/* Whether a void pointer stands beside another callback that it is called after. */
static bool is_anothers(const Pairing *pairing, int callback, int pointer)
{
    for (int i = pointer - 1; i <= pointer + 1; i += 2) {
        if (i >= 0 && i < pairing->n && i != callback &&
            pairing->slots[i].shape.function != NULL && !pairing->slots[i].frees &&
            callback_names_own(pairing->slots[i].name, pairing->slots[pointer].name)) {
            return !callback_names_own(pairing->slots[callback].name,
                                       pairing->slots[pointer].name);
        }
    }
    return false;
}

static bool can_have(const Pairing *pairing, int callback, int pointer, bool behind)
{
    return pairing->slots[pointer].pointer &&
           slots_fit(&pairing->slots[callback], &pairing->slots[pointer], behind) &&
           !is_anothers(pairing, callback, pointer);
}

/* The void pointer that the callback can have: one beside it that is called after it, or
 * else the next in a direction; -1 for none. */
static int nearest(const Pairing *pairing, int callback, int step, bool unclaimed)
{
    for (int i = callback - 1; i <= callback + 1; i += 2) {
        if (i >= 0 && i < pairing->n && can_have(pairing, callback, i, i > callback) &&
            callback_names_own(pairing->slots[callback].name, pairing->slots[i].name)) {
            return i;
        }
    }
    for (int i = callback + step; i >= 0 && i < pairing->n; i += step) {
        if (!(unclaimed && pairing->claimed[i]) &&
            can_have(pairing, callback, i, step > 0)) {
            return i;
        }
    }
    return -1;
}

/* Many pairs, of which each is close. */
static int pair_score(const Slot *callback, const Slot *pointer, int distance)
{
    const bool says_other = pointer->kind == NAME_OTHER &&
                            !callback_names_same(callback->shape.name, pointer->name);

    return 10 - MIN(distance, 5) - (says_other ? 3 : 0);
}

/* Gives the callbacks that have none yet the nearest pointers in a direction. */
static void pair_towards(Pairing *pairing, int step, bool unclaimed, bool freeing)
{
    bool *taken = g_new0(bool, (gsize)pairing->n);

    for (int i = 0; i < pairing->n; i++) {
        const Slot *slot = &pairing->slots[i];
        int at;

        if (!is_callback(slot) || slot->frees != freeing || pairing->user_data[i] >= 0) {
            continue;
        }
        at = nearest(pairing, i, step, unclaimed);
        if (at >= 0) {
            pairing->user_data[i] = at;
            pairing->score += pair_score(slot, &pairing->slots[at], ABS(at - i));
            taken[at] = true;
        }
    }
    for (int i = 0; i < pairing->n; i++) {
        pairing->claimed[i] = pairing->claimed[i] || taken[i];
    }
    g_free(taken);
}

static Pairing pair_by(const Slot *slots, unsigned n, int first_step, bool freeing)
{
    Pairing pairing = {.slots = slots, .n = (int)n};

    pairing.user_data = g_new(int, n);
    pairing.claimed = g_new0(bool, n);
    for (unsigned i = 0; i < n; i++) {
        pairing.user_data[i] = -1;
    }
    pair_towards(&pairing, first_step, false, freeing);
    pair_towards(&pairing, -first_step, true, freeing);
    return pairing;
}

static void free_pairing(Pairing *pairing)
{
    g_free(pairing->user_data);
    g_free(pairing->claimed);
}

/* The pointers stand behind their callbacks, or else before them. */
static void pair_best(Slot *slots, unsigned n, bool freeing)
{
    Pairing behind = pair_by(slots, n, 1, freeing);
    Pairing before = pair_by(slots, n, -1, freeing);
    const Pairing *best = before.score > behind.score ? &before : &behind;

    for (unsigned i = 0; i < n; i++) {
        if (best->user_data[i] >= 0) {
            slots[i].user_data = best->user_data[i];
        }
    }
    free_pairing(&behind);
    free_pairing(&before);
}

/* A callback that no pointer is left for shares one that is called as its own is. */
static void share_by_name(Slot *slots, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (!is_callback(&slots[i]) || slots[i].frees || slots[i].user_data >= 0) {
            continue;
        }
        for (unsigned j = 0; j < n; j++) {
            if (slots[j].pointer &&
                callback_names_same(slots[i].shape.name, slots[j].name)) {
                slots[i].user_data = (int)j;
            }
        }
    }
}

static bool is_shared(const Slot *slots, unsigned n, int pointer)
{
    for (unsigned i = 0; i < n; i++) {
        if (is_callback(&slots[i]) && !slots[i].frees && slots[i].user_data == pointer) {
            return true;
        }
    }
    return false;
}

static void set_destroy(Slot *slots, unsigned n, int pointer, int destroy)
{
    for (unsigned i = 0; i < n; i++) {
        if (is_callback(&slots[i]) && !slots[i].frees && slots[i].user_data == pointer &&
            slots[i].destroy < 0) {
            slots[i].destroy = destroy;
            slots[destroy].frees_shared = true;
        }
    }
}

/* The void pointer nearest before a slot. */
static int pointer_before(const Slot *slots, int at)
{
    for (at--; at >= 0 && !slots[at].pointer; at--) {
    }
    return at;
}

/*
 * What frees a pointer stands behind it, or in front of it: then directly. Where other
 * callbacks have that pointer too it is their destroy.
 */
static void pair_freeing(Slot *slots, unsigned n)
{
    for (int i = 0; i < (int)n; i++) {
        Slot *slot = &slots[i];
        const int before = pointer_before(slots, i);

        if (!is_callback(slot) || !slot->frees) {
            continue;
        }
        if (before >= 0 && is_shared(slots, n, before)) {
            if (callback_name_frees_this(slot->name, slots[before].name)) {
                set_destroy(slots, n, before, i);
            }
        } else if (i + 1 < (int)n && slots[i + 1].pointer &&
                   slots_fit(slot, &slots[i + 1], true)) {
            slot->user_data = i + 1;
        } else if (before >= 0 && slots_fit(slot, &slots[before], false)) {
            slot->user_data = before;
        }
    }
}

void pair_params(Slot *slots, unsigned n)
{
    bool calls = false;

    for (unsigned i = 0; i < n; i++) {
        calls = calls || (is_callback(&slots[i]) && !slots[i].frees);
    }
    if (!calls) {
        pair_best(slots, n, true);
        return;
    }
    pair_best(slots, n, false);
    share_by_name(slots, n);
    pair_freeing(slots, n);
}

/* "_private": what the library keeps there is seldom what it passes on. */
static bool is_internal(const Slot *pointer)
{
    return pointer->name[0] == '_';
}

/* How well a member goes with a callback member; 0 and below: not. */
static int member_score(const Slot *slots, int callback, int pointer)
{
    static const int kinds[] = {
        [NAME_NONE] = 0,  [NAME_THING] = -50, [NAME_OTHER] = 0,
        [NAME_WEAK] = 10, [NAME_LIKELY] = 20, [NAME_CERTAIN] = 30};
    const Slot *slot = &slots[callback];
    const int distance = pointer - callback;
    const bool same = callback_names_same(slot->shape.name, slots[pointer].name);
    int score = kinds[slots[pointer].kind];

    if (slot->shape.inside || !slots_fit(slot, &slots[pointer], distance == 1) ||
        (slot->shape.kind == NAME_THING && slots[pointer].kind != NAME_THING) ||
        (is_internal(&slots[pointer]) && !same && *slot->shape.name != '\0')) {
        return 0;
    }
    score += same ? 100 : 0;
    score += callback_names_own(slot->name, slots[pointer].name) ? 80 : 0;
    score += callback_names_related(slot->name, slots[pointer].name) ? 60 : 0;
    score += distance == 1 ? 25 : 0;
    score += distance == -1 ? 20 : 0;
    return score - MIN(ABS(distance), 9);
}

/*
 * A table of an allocator: what frees or sizes memory takes that, and not user data, when
 * what hands it out has no opaque pointer.
 */
static bool allocates_without_user_data(const Slot *slots, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        if (slots[i].shape.function != NULL && callback_name_allocates(slots[i].name)) {
            return !is_callback(&slots[i]);
        }
    }
    return false;
}

void pair_members(Slot *slots, unsigned n)
{
    const bool allocator = allocates_without_user_data(slots, n);

    for (unsigned i = 0; i < n; i++) {
        int best = 0;

        if (allocator && callback_name_takes_memory(slots[i].name)) {
            slots[i].shape.opaque = -1;
        }
        for (unsigned j = 0; is_callback(&slots[i]) && j < n; j++) {
            const int score = slots[j].pointer ? member_score(slots, (int)i, (int)j) : 0;

            if (score > best) {
                best = score;
                slots[i].user_data = (int)j;
            }
        }
    }
    for (unsigned i = 0; i < n; i++) {
        if (slots[i].frees && slots[i].user_data >= 0 &&
            is_shared(slots, n, slots[i].user_data) &&
            callback_name_frees_this(slots[i].name, slots[slots[i].user_data].name)) {
            set_destroy(slots, n, slots[i].user_data, (int)i);
        }
    }
}
