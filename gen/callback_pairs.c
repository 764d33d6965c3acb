/* SPDX-License-Identifier: MIT */
#include "callback_pairs.h"

Slot make_slot(const char *name, const IrType *type, const IrParam *names,
               KnownOpaques *known)
{
    Slot slot = {.name = name,
                 .type = type,
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

static const IrType *opaque_type(const CallbackShape *shape)
{
    return shape->function->params[shape->opaque];
}

/* Whether the callback's name is the pointer's: not where either is worked on. */
static bool is_own(const Slot *callback, const Slot *pointer)
{
    return callback->shape.kind != NAME_THING && pointer->kind != NAME_THING &&
           callback_names_own(callback->name, pointer->name);
}

/* Whether a handle (thandle_t) is wanted, and that is one. */
static bool is_same_handle(const Slot *callback, const Slot *pointer)
{
    const IrType *wanted = opaque_type(&callback->shape);

    return wanted->kind == IR_TYPE_TYPEDEF && pointer->type->kind == IR_TYPE_TYPEDEF &&
           wanted->decl == pointer->type->decl &&
           !callback_type_name_is_general(wanted->decl->name);
}

/* Whether the callback's opaque pointer can be what that void pointer is passed as.
 * adjacent: the pointer is the next one behind the callback. */
static bool slots_fit(const Slot *callback, const Slot *pointer, bool adjacent)
{
    const CallbackShape *shape = &callback->shape;

    if (!is_callback(callback) || !pointer->pointer ||
        !pointers_agree(opaque_type(shape), pointer->type)) {
        return false;
    }
    if (callback_names_same(shape->name, pointer->name) || shape->given) {
        return true;
    }
    if (callback->method && shape->kind < NAME_CERTAIN) {
        return false;
    }
    if (is_same_handle(callback, pointer)) {
        return true;
    }
    if (shape->kind == NAME_THING || pointer->kind == NAME_THING) {
        /* What frees may well be given a thing, but tdestroy() does not free its root. */
        return callback->frees && shape->kind != pointer->kind;
    }
    if (pointer->is_const && !shape->is_const && !callback->frees) {
        return false;
    }
    if (is_own(callback, pointer)) {
        return true;
    }
    if (shape->ambiguous && shape->kind == NAME_OTHER) {
        return false; /* each has a name, and none says that it is passed on */
    }
    if (shape->is_const && shape->kind < NAME_WEAK &&
        (!pointer->is_const || pointer->kind < NAME_LIKELY)) {
        return false;
    }
    if (shape->inside && pointer->kind < NAME_LIKELY) {
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
    if (is_own(callback, pointer) ||
        (callback->beside && pointer->kind != NAME_THING &&
         callback_names_prefixed(callback->name, pointer->name))) {
        return IR_BY_NAME;
    }
    if (pointer->kind >= NAME_LIKELY && is_same_handle(callback, pointer)) {
        return IR_BY_NAME;
    }
    if ((shape->given || shape->kind >= NAME_WEAK) && pointer->kind >= NAME_WEAK) {
        return IR_BY_NAME;
    }
    if (shape->kind == NAME_NONE && pointer->kind >= NAME_WEAK) {
        return IR_BY_NAME;
    }
    return shape->kind >= NAME_LIKELY && pointer->kind == NAME_NONE ? IR_BY_NAME
                                                                    : IR_BY_SHAPE;
}

/* The next slot, but for callbacks between the two that have an opaque pointer as
 * well: 1 behind the callback, -1 before it, 0 for any other. */
static int beside(const Slot *slots, int callback, int pointer)
{
    const int step = pointer > callback ? 1 : -1;

    for (int i = callback + step; i != pointer; i += step) {
        if (!is_callback(&slots[i])) {
            return 0;
        }
    }
    return step;
}

static void note_beside(Slot *slots, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        slots[i].beside = is_callback(&slots[i]) && slots[i].user_data >= 0 &&
                          beside(slots, (int)i, slots[i].user_data) != 0;
    }
}

/* One way to pair the parameters of a function. */
typedef struct Pairing {
    const Slot *slots;
    int n;
    int *user_data; /* of each slot; owned */
    bool *claimed;  /* each slot: a callback that is not only there to free has it */
    int score;
} Pairing;

/* Whether a void pointer stands beside another callback that it is called after, and is
 * not called after this one. */
static bool is_anothers(const Slot *slots, int n, int callback, int pointer)
{
    for (int i = pointer - 1; i <= pointer + 1; i += 2) {
        if (i >= 0 && i < n && i != callback && slots[i].shape.function != NULL &&
            !slots[i].frees && !callback_name_frees(slots[i].name) &&
            callback_names_own(slots[i].name, slots[pointer].name)) {
            return !callback_names_own(slots[callback].name, slots[pointer].name);
        }
    }
    return false;
}

static bool can_have(const Pairing *pairing, int callback, int pointer, bool behind)
{
    return pairing->slots[pointer].pointer &&
           slots_fit(&pairing->slots[callback], &pairing->slots[pointer], behind) &&
           !is_anothers(pairing->slots, pairing->n, callback, pointer);
}

/* The void pointer that is called after the callback, the nearest of them, or -1. */
static int own_pointer(const Pairing *pairing, int callback)
{
    for (int distance = 1; distance < pairing->n; distance++) {
        for (int i = callback - distance; i <= callback + distance; i += 2 * distance) {
            if (i >= 0 && i < pairing->n &&
                can_have(pairing, callback, i, i > callback) &&
                is_own(&pairing->slots[callback], &pairing->slots[i])) {
                return i;
            }
        }
    }
    return -1;
}

/* The void pointer that the callback can have: one that is called after it, or else the
 * next in a direction; -1 for none. */
static int nearest(const Pairing *pairing, int callback, int step, bool unclaimed)
{
    const int own = own_pointer(pairing, callback);

    if (own >= 0) {
        return own;
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

/* Whether what frees is called after that pointer, or only its type says that it frees.
 */
static bool frees_that(const Slot *slot, const Slot *pointer)
{
    const IrDecl *type = slot->shape.type;

    return callback_name_frees_this(slot->name, pointer->name) ||
           (!callback_name_frees(slot->name) && type != NULL &&
            callback_name_takes_memory(type->name));
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
        const int behind = i + 1 < (int)n && slots[i + 1].pointer ? i + 1 : -1;

        if (!is_callback(slot) || !slot->frees) {
            continue;
        }
        if (before >= 0 && is_shared(slots, n, before)) {
            if (frees_that(slot, &slots[before])) {
                set_destroy(slots, n, before, i);
            }
        } else if (behind >= 0 && is_shared(slots, n, behind) &&
                   frees_that(slot, &slots[behind])) {
            set_destroy(slots, n, behind, i);
        } else if (behind >= 0 && slots_fit(slot, &slots[behind], true)) {
            slot->user_data = behind;
        } else if (before >= 0 && slots_fit(slot, &slots[before], false)) {
            slot->user_data = before;
        }
    }
}

/*
 * Memory that is handed out without an opaque pointer is taken back and sized without
 * one: then these callbacks are given the memory.
 */
static void forget_memory(Slot *slots, unsigned n)
{
    bool plain = false;

    for (unsigned i = 0; i < n && !plain; i++) {
        if (slots[i].shape.function != NULL && callback_name_allocates(slots[i].name)) {
            plain = !is_callback(&slots[i]);
            break;
        }
    }
    for (unsigned i = 0; plain && i < n; i++) {
        if (callback_name_takes_memory(slots[i].name)) {
            slots[i].shape.opaque = -1;
            slots[i].frees = false;
        }
    }
}

/* Several callbacks beside the only pointer of all have it, even if it is called after
 * what it is: "key". */
static void share_only_pointer(Slot *slots, int n)
{
    int only = -1, callbacks = 0;

    for (int i = 0; i < n; i++) {
        if (slots[i].pointer && only >= 0) {
            return;
        }
        only = slots[i].pointer ? i : only;
        if (is_callback(&slots[i])) {
            if (slots[i].user_data >= 0 || slots[i].shape.kind < NAME_LIKELY) {
                return;
            }
            callbacks++;
        }
    }
    if (only < 0 || callbacks < 2 || slots[only].is_const ||
        !((only > 0 && is_callback(&slots[only - 1])) ||
          (only + 1 < n && is_callback(&slots[only + 1])))) {
        return;
    }
    for (int i = 0; i < n; i++) {
        if (is_callback(&slots[i]) &&
            pointers_agree(opaque_type(&slots[i].shape), slots[only].type)) {
            slots[i].user_data = only;
        }
    }
}

void pair_params(Slot *slots, unsigned n)
{
    bool calls = false;

    forget_memory(slots, n);
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
    share_only_pointer(slots, (int)n);
    note_beside(slots, n);
}

/* "_private": what the library keeps there is seldom what it passes on. */
static bool is_internal(const Slot *pointer)
{
    return pointer->name[0] == '_';
}

/* How well a member goes with a callback member; 0 and below: not. */
static int member_score(const Slot *slots, int n, int callback, int pointer)
{
    static const int kinds[] = {
        [NAME_NONE] = 0,  [NAME_THING] = -50, [NAME_OTHER] = 0,
        [NAME_WEAK] = 10, [NAME_LIKELY] = 20, [NAME_CERTAIN] = 30};
    const Slot *slot = &slots[callback];
    const int side = beside(slots, callback, pointer);
    const bool same = callback_names_same(slot->shape.name, slots[pointer].name);
    int score = kinds[slots[pointer].kind];

    if (slot->shape.inside || !slots_fit(slot, &slots[pointer], side == 1) ||
        (slot->shape.kind == NAME_THING && slots[pointer].kind != NAME_THING) ||
        (!same && is_anothers(slots, n, callback, pointer)) ||
        (is_internal(&slots[pointer]) && !same && *slot->shape.name != '\0')) {
        return 0;
    }
    score += same ? 100 : 0;
    score += callback_names_own(slot->name, slots[pointer].name) ? 150 : 0;
    score += callback_names_related(slot->name, slots[pointer].name) ? 60 : 0;
    score += side == 1 ? 25 : 0;
    score += side == -1 ? 20 : 0;
    return score - MIN(ABS(pointer - callback), 9);
}

void pair_members(Slot *slots, unsigned n)
{
    forget_memory(slots, n);
    for (unsigned i = 0; i < n; i++) {
        int best = 0;

        for (unsigned j = 0; is_callback(&slots[i]) && j < n; j++) {
            const int score =
                slots[j].pointer ? member_score(slots, (int)n, (int)i, (int)j) : 0;

            if (score > best) {
                best = score;
                slots[i].user_data = (int)j;
            }
        }
    }
    note_beside(slots, n);
    for (unsigned i = 0; i < n; i++) {
        if (slots[i].frees && slots[i].user_data >= 0 &&
            is_shared(slots, n, slots[i].user_data) &&
            frees_that(&slots[i], &slots[slots[i].user_data])) {
            set_destroy(slots, n, slots[i].user_data, (int)i);
        }
    }
}
