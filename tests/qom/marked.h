/* SPDX-License-Identifier: MIT */
/*
 * A device with members of every kind that marks can describe. What is generated for it
 * is compared with by_hand.c, which says the same in the macros of the raw API; that
 * source defines RAW_API, as bindings and raw headers declare the same names.
 */
#ifndef TESTS_QOM_MARKED_H
#define TESTS_QOM_MARKED_H

#ifndef RAW_API
#include "bindery/bql/bql_cell.h"
#include "bindery/hwcore.h"
#endif
#include "bindery/marks.h"
#ifdef RAW_API
#include "raw_api.h"
#endif

#define TYPE_MARKED    "marked"
#define MARKED_TIMERS  4
#define MARKED_DEFAULT (-2)

/* One of several; a saved state has it within the device's. */
typedef struct MarkedTimer {
    uint8_t number BINDERY_MIGRATE();
    uint64_t deadline BINDERY_MIGRATE();
    QEMUTimer timer BINDERY_MIGRATE();
} MarkedTimer BINDERY_TYPE("marked-timer")
BINDERY_TABLE(VMStateDescription, vmstate_marked_timer, .name = "marked_timer",
              .version_id = 3, .minimum_version_id = 2);

typedef BqlRefCell(MarkedTimer) MarkedTimerCell;

typedef struct MarkedState {
    SysBusDevice parent_obj;

    /* Saved: each kind of member. */
    bool flag BINDERY_MIGRATE();
    int8_t signed8 BINDERY_MIGRATE(.unused = 3);
    int16_t signed16 BINDERY_MIGRATE();
    int32_t signed32 BINDERY_MIGRATE();
    int64_t signed64 BINDERY_MIGRATE();
    uint16_t word BINDERY_MIGRATE(.version = 2);
    unsigned plain BINDERY_MIGRATE();
    hwaddr address BINDERY_MIGRATE(.exists = marked_has_address);
    uint8_t bytes[6] BINDERY_MIGRATE();
    uint32_t grid[2][3] BINDERY_MIGRATE(.version = 2);
    struct {
        uint32_t inner BINDERY_MIGRATE();
    };
    uint32_t known BINDERY_MIGRATE(.info = vmstate_info_uint32_equal);
    BqlCell(uint64_t) cell BINDERY_MIGRATE();
    BqlRefCell(MarkedTimer) one BINDERY_MIGRATE(.vmsd = vmstate_marked_timer);
    MarkedTimer fixed[2] BINDERY_MIGRATE(.vmsd = vmstate_marked_timer);
    uint8_t n_used BINDERY_MIGRATE(.validate = marked_is_valid);
    MarkedTimer used[MARKED_TIMERS] BINDERY_MIGRATE(.vmsd = vmstate_marked_timer,
                                                    .count = n_used);
    MarkedTimerCell cells[MARKED_TIMERS] BINDERY_MIGRATE(.vmsd = vmstate_marked_timer,
                                                         .count = n_used);
    MarkedTimer *behind BINDERY_MIGRATE(.vmsd = vmstate_marked_timer);
    MarkedTimer *pointers[2] BINDERY_MIGRATE(.vmsd = vmstate_marked_timer);
    BqlCell(uint32_t) n_words;
    uint16_t *words BINDERY_MIGRATE(.count = n_words);
    uint32_t n_loaded BINDERY_MIGRATE();
    uint8_t *loaded BINDERY_MIGRATE(.count = n_loaded, .alloc = true);
    uint16_t n_few;
    uint32_t few[5] BINDERY_MIGRATE(.count = n_few);
    QEMUTimer timer BINDERY_MIGRATE();
    QEMUTimer *timer_pointer BINDERY_MIGRATE();
    QEMUTimer *timers[2] BINDERY_MIGRATE();
    Fifo8 fifo BINDERY_MIGRATE();

    /* In subsections. */
    Clock *clock BINDERY_MIGRATE(.table = vmstate_marked_clock);
    uint32_t extra BINDERY_MIGRATE(.table = vmstate_marked_extra);
    uint8_t deep BINDERY_MIGRATE(.table = vmstate_marked_deep);

    /* Properties. */
    CharFrontend chr BINDERY_PROPERTY("chardev");
    bool on BINDERY_PROPERTY("on", true);
    uint8_t small BINDERY_PROPERTY("small", MARKED_DEFAULT);
    uint16_t middle BINDERY_PROPERTY("middle", 0x1234);
    uint32_t no_default BINDERY_PROPERTY("no-default");
    uint64_t large BINDERY_PROPERTY("large", 1ULL << 40);
    int32_t negative BINDERY_PROPERTY("negative", MARKED_DEFAULT);
    int64_t more_negative BINDERY_PROPERTY("more-negative", -1);
    uint32_t bits BINDERY_PROPERTY("bit", true, .bit = 5);
    uint64_t bits64 BINDERY_PROPERTY("bit64", false, .bit = 40);
    uint64_t masked BINDERY_PROPERTY("masked", .bitmask = 0xff);
    uint64_t size BINDERY_PROPERTY("size", 4096, .info = qdev_prop_size);
    char *text BINDERY_PROPERTY("text");
    OnOffAuto automatic BINDERY_PROPERTY("automatic", ON_OFF_AUTO_AUTO);
    QemuUUID uuid BINDERY_PROPERTY("uuid");
    DeviceState *peer BINDERY_PROPERTY("peer", .link = TYPE_DEVICE);
    uint32_t n_list;
    uint32_t *list BINDERY_PROPERTY("list", .count = n_list);
    BqlCell(uint32_t) setting BINDERY_PROPERTY("setting", 7);

    int initialized, realized, resets;
} MarkedState BINDERY_TYPE("marked", SysBusDevice)
BINDERY_TABLE(VMStateDescription, vmstate_marked, .version_id = 3,
              .minimum_version_id = 1)
BINDERY_TABLE(VMStateDescription, vmstate_marked_extra, .name = "marked/extra",
              .version_id = 1, .minimum_version_id = 1)
BINDERY_TABLE(VMStateDescription, vmstate_marked_clock, .name = "marked/clock",
              .version_id = 1, .minimum_version_id = 1)
BINDERY_TABLE(VMStateDescription, vmstate_marked_deep, .name = "marked/extra/deep",
              .version_id = 1, .minimum_version_id = 1)
BINDERY_CLASS(DeviceClass, .desc = "a device of marks", .user_creatable = false);

void marked_init(MarkedState *s) BINDERY_IMPLEMENTS(TypeInfo, instance_init);
void marked_finalize(MarkedState *s) BINDERY_IMPLEMENTS(TypeInfo, instance_finalize);
void marked_realize(MarkedState *s, Error **errp)
    BINDERY_IMPLEMENTS(DeviceClass, realize);
void marked_reset(MarkedState *s, ResetType type)
    BINDERY_IMPLEMENTS(ResettableClass, phases.hold);
bool marked_has_address(MarkedState *s, int version_id)
    BINDERY_IMPLEMENTS(VMStateField, field_exists);
bool marked_is_valid(MarkedState *s, int version_id)
    BINDERY_IMPLEMENTS(VMStateField, field_exists);
int marked_post_load(MarkedState *s, int version_id)
    BINDERY_IMPLEMENTS(VMStateDescription, post_load, vmstate_marked);
bool marked_extra_needed(MarkedState *s)
    BINDERY_IMPLEMENTS(VMStateDescription, needed, vmstate_marked_extra);
bool marked_deep_needed(MarkedState *s)
    BINDERY_IMPLEMENTS(VMStateDescription, needed, vmstate_marked_deep);

/* A second type of the same module, with the first as its parent. */
typedef struct MarkedVariant {
    MarkedState parent_obj;
    int initialized;
} MarkedVariant BINDERY_TYPE("marked-variant", MarkedState);

void marked_variant_init(MarkedVariant *s) BINDERY_IMPLEMENTS(TypeInfo, instance_init);

/* An interface, an abstract type with a class of its own, and one that has both. */
typedef struct MarkedSpeakerClass {
    InterfaceClass parent_class;
    int (*speak)(Object *obj);
} MarkedSpeakerClass BINDERY_TYPE("marked-speaker", InterfaceClass);

typedef struct MarkedAnimal {
    Object parent_obj;
    int legs;
} MarkedAnimal BINDERY_TYPE("marked-animal")
BINDERY_TABLE(TypeInfo, marked_animal_info, .abstract = true,
              .class_size = sizeof(MarkedAnimalClass));

typedef struct MarkedAnimalClass {
    ObjectClass parent_class;
    int (*count_legs)(MarkedAnimal *animal);
    const char *sound;
} MarkedAnimalClass;

typedef struct MarkedBird {
    MarkedAnimal parent_obj;
} MarkedBird BINDERY_TYPE("marked-bird")
BINDERY_TABLE(TypeInfo, marked_bird_info,
              .interfaces = (const InterfaceInfo[]){{"marked-speaker"}, {NULL}})
BINDERY_CLASS(MarkedAnimalClass, .sound = "peep");

int marked_bird_count_legs(MarkedBird *bird)
    BINDERY_IMPLEMENTS(MarkedAnimalClass, count_legs);
int marked_bird_speak(MarkedBird *bird) BINDERY_IMPLEMENTS(MarkedSpeakerClass, speak);
void marked_bird_post_init(MarkedBird *bird)
    BINDERY_IMPLEMENTS(TypeInfo, instance_post_init);

/* Of MarkedState, as bindings have it. */
extern const size_t marked_size;

/* What by_hand.c has. */
extern const VMStateDescription vmstate_by_hand;
extern const Property by_hand_properties[];
extern const unsigned by_hand_n_properties;

#endif
