/* SPDX-License-Identifier: MIT */
/* Types that are no devices: an interface, an abstract type with a class of its own, what
 * is derived from it, and one of which the mark names the parent. */
#include <bindery/marks.h>

#include "../qom_api.h"

typedef struct SpeakerClass {
    InterfaceClass parent_class;
    int (*speak)(Object *obj);
} SpeakerClass BINDERY_TYPE("speaker", InterfaceClass);

typedef struct Animal {
    Object parent_obj;
    int legs;
} Animal BINDERY_TYPE("animal")
    BINDERY_TABLE(TypeInfo, animal_info, .abstract = true, .class_size = sizeof(AnimalClass));

typedef struct AnimalClass {
    ObjectClass parent_class;
    int (*count_legs)(Animal *animal);
    const char *sound;
} AnimalClass;

typedef struct Bird {
    Animal parent_obj;
    /* Saved, without a class that says so. */
    uint32_t weight BINDERY_MIGRATE();
} Bird BINDERY_TYPE("bird")
    BINDERY_TABLE(TypeInfo, bird_info,
                  .interfaces = (const InterfaceInfo[]){{"speaker"}, {NULL}})
    BINDERY_TABLE(VMStateDescription, vmstate_bird)
    BINDERY_CLASS(AnimalClass, .sound = "peep");
int bird_count_legs(Bird *bird) BINDERY_IMPLEMENTS(AnimalClass, count_legs);
int bird_speak(Bird *bird) BINDERY_IMPLEMENTS(SpeakerClass, speak);
void bird_post_init(Bird *bird) BINDERY_IMPLEMENTS(TypeInfo, instance_post_init);
void bird_finalize(Bird *bird) BINDERY_IMPLEMENTS(TypeInfo, instance_finalize);

typedef struct WideBus {
    BusState parent_obj;
    int width __attribute__((aligned(64)));
} WideBus BINDERY_TYPE("wide-bus")
    BINDERY_TABLE(TypeInfo, wide_bus_info, .parent = TYPE_SYSTEM_BUS);
