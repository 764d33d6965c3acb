/* SPDX-License-Identifier: MIT */
/* Values of a class that are none. */
#include <bindery/marks.h>

#include "../qom_api.h"

typedef struct Second {
    DeviceState parent_obj;
} Second BINDERY_TYPE("second") BINDERY_CLASS(DeviceClas, .desc = "misspelled")
    BINDERY_CLASS(DeviceState, .realized = true);
typedef struct Third {
    DeviceState parent_obj;
} Third BINDERY_TYPE("third") BINDERY_CLASS(DeviceClass, .decs = "misspelled");
typedef struct Fourth {
    DeviceState parent_obj;
} Fourth BINDERY_TYPE("fourth") BINDERY_CLASS(DeviceClass, .desc = "a")
    BINDERY_CLASS(struct DeviceClass, .vmsd = NULL);
typedef struct Fifth {
    DeviceState parent_obj;
} Fifth BINDERY_TYPE("fifth") BINDERY_CLASS(DeviceClass, .realize = NULL, .desc = "a", .desc = "b");
typedef struct Sixth {
    DeviceState parent_obj;
} Sixth BINDERY_TYPE("sixth") BINDERY_CLASS(DeviceClass, .realize = NULL);
void sixth_realize(Sixth *sixth, Error **errp) BINDERY_IMPLEMENTS(DeviceClass, realize);
