/* SPDX-License-Identifier: MIT */
/* What cannot be saved as the marks say. */
#include <bindery/marks.h>

#include "../qom_api.h"

typedef struct Part {
    uint32_t value BINDERY_MIGRATE();
} Part BINDERY_TYPE("part") BINDERY_TABLE(VMStateDescription, vmstate_part);
typedef struct Other {
    uint32_t value BINDERY_MIGRATE();
} Other BINDERY_TYPE("other");

typedef struct Device {
    DeviceState parent_obj;
    uint32_t an_option BINDERY_MIGRATE(2);
    uint32_t unknown BINDERY_MIGRATE(.since = 2);
    uint32_t twice BINDERY_MIGRATE(.version = 1, .version = 2);
    uint32_t table BINDERY_MIGRATE(.table = vmstate_part);
    char no_kind BINDERY_MIGRATE();
    enum { ON, OFF } no_width BINDERY_MIGRATE();
    uint64_t undeclared BINDERY_MIGRATE();
    Part part BINDERY_MIGRATE();
    Part other BINDERY_MIGRATE(.vmsd = vmstate_clock_of_part);
    Other wrong BINDERY_MIGRATE(.vmsd = vmstate_part);
    uint32_t no_struct BINDERY_MIGRATE(.vmsd = vmstate_part);
    struct { int n; } nameless BINDERY_MIGRATE(.vmsd = vmstate_part);
    uint32_t *how_many BINDERY_MIGRATE();
    uint32_t n_64;
    int64_t n;
    uint32_t *no_counter BINDERY_MIGRATE(.count = n_46);
    uint32_t *wide_counter BINDERY_MIGRATE(.count = n);
    uint32_t single BINDERY_MIGRATE(.count = n_64);
    uint32_t embedded[4] BINDERY_MIGRATE(.count = n_64, .alloc = true);
    uint32_t *maybe BINDERY_MIGRATE(.count = n_64, .alloc = 1);
    uint32_t missing BINDERY_MIGRATE(.exists = device_exists);
    uint32_t of_part BINDERY_MIGRATE(.exists = part_exists);
    uint32_t valid BINDERY_MIGRATE(.validate = device_exists);
} Device BINDERY_TYPE("gadget")
    BINDERY_TABLE(VMStateDescription, vmstate_device)
    BINDERY_TABLE(VMStateDescription, vmstate_named, .name = some_name)
    BINDERY_TABLE(VMStateDescription, vmstate_second, .name = "second");
bool device_exists(Device *device, int version_id);
bool part_exists(Part *part, int version_id)
    BINDERY_IMPLEMENTS(VMStateField, field_exists);

typedef struct Given {
    uint32_t value BINDERY_MIGRATE();
} Given BINDERY_TYPE("given")
    BINDERY_TABLE(VMStateDescription, vmstate_given, .fields = given_fields);

/* Versions that do not go together, and a name that is none. */
typedef struct Versions {
    DeviceState parent_obj;
    uint32_t late BINDERY_MIGRATE(.version = 2);
} Versions BINDERY_TYPE("versions")
    BINDERY_TABLE(VMStateDescription, vmstate_versions, .version_id = 1, .minimum_version_id = 3);
typedef struct Unnamed {
    DeviceState parent_obj;
} Unnamed BINDERY_TYPE("unnamed")
    BINDERY_TABLE(VMStateDescription, vmstate_unnamed, .name = "");
