/* SPDX-License-Identifier: MIT */
/* Types that cannot be registered as the marks say. */
#include <bindery/marks.h>

#include "../qom_api.h"

typedef struct WideBus {
    BusState parent_obj;
} WideBus BINDERY_TYPE("wide-bus");

typedef struct Untold {
    UntoldState parent_obj;
} Untold BINDERY_TYPE("untold");
void untold_tell(Untold *untold) BINDERY_IMPLEMENTS(UntoldClass, tell);

typedef struct Named {
    DeviceState parent_obj;
} Named BINDERY_TYPE("named") BINDERY_TABLE(TypeInfo, named_info, .name = "another");

typedef struct Twice {
    DeviceState parent_obj;
} Twice BINDERY_TYPE("twice") BINDERY_TABLE(TypeInfo, twice_info, .class_init = by_hand)
    BINDERY_CLASS(DeviceClass, .desc = "made of marks");
void by_hand(ObjectClass *klass, const void *data);

/* Names that another type or table has; a type without one. */
typedef struct Taken {
    DeviceState parent_obj;
} Taken BINDERY_TYPE("device");
typedef struct Declared {
    DeviceState parent_obj;
} Declared BINDERY_TYPE("declared");
extern const TypeInfo declared_TypeInfo;
typedef struct Doubled {
    DeviceState parent_obj;
} Doubled BINDERY_TYPE("doubled") BINDERY_TABLE(TypeInfo, doubled_info, .abstract = true)
    BINDERY_TABLE(TypeInfo, doubled_too_info, .abstract = true);
typedef struct Nameless {
    DeviceState parent_obj;
} Nameless;
void nameless_init(Nameless *nameless) BINDERY_IMPLEMENTS(TypeInfo, instance_init);
