/* SPDX-License-Identifier: MIT */
/* Reasons not to save. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "migration/blocker.h"
#include "runtime/snapshot.h"
#include "vmstate_fixture.h"

static Error *new_reason(const char *text)
{
    Error *reason = NULL;
    error_setg(&reason, "%s", text);
    return reason;
}

static void saving_fails_while_there_is_a_reason(void **state)
{
    Error *first = new_reason("first");
    Error *second = new_reason("second");
    Error *err = NULL;
    assert_false(migration_is_blocked(&err));
    assert_null(err);
    assert_int_equal(migrate_add_blocker(&first, &error_abort), 0);
    assert_int_equal(migrate_add_blocker_internal(&second, &error_abort), 0);
    assert_null(snapshot_save(&err));
    assert_error(err, "second");
    migrate_del_blocker(&second);
    assert_null(second);
    migrate_del_blocker(&second);
    err = NULL;
    assert_null(snapshot_describe(&err));
    assert_error(err, "first");
    migrate_del_blocker(&first);
    g_byte_array_unref(snapshot_save(&error_abort));
}

/* A device whose hook does what hooks cannot do. */

static Error *late_reason;

static bool busy_pre_save(void *opaque, Error **errp)
{
    late_reason = new_reason("late");
    return migrate_add_blocker_normal(&late_reason, errp) == 0;
}

static int saving_pre_save(void *opaque)
{
    Error *err = NULL;
    assert_null(snapshot_save(&err));
    assert_error(err, "a save or load of the machine's state is under way");
    err = NULL;
    assert_int_equal(snapshot_load("", 0, &err), SNAPSHOT_REFUSED);
    assert_error(err, "a save or load of the machine's state is under way");
    return 0;
}

static const VMStateField no_fields[] = {VMSTATE_END_OF_LIST()};
static const VMStateDescription busy = {
    .name = "busy", .pre_save_errp = busy_pre_save, .fields = no_fields};
static const VMStateDescription saving = {
    .name = "saving", .pre_save = saving_pre_save, .fields = no_fields};

static void a_reason_during_a_save_comes_too_late(void **state)
{
    Error *err = NULL;
    vmstate_register(NULL, 0, &busy, NULL);
    assert_null(snapshot_save(&err));
    assert_error(err,
                 "section 'busy' (instance 0): busy: refused before saving: a save or "
                 "load of the machine's state is under way, so it cannot be kept from "
                 "now on: late");
    assert_null(late_reason);
    vmstate_unregister(NULL, &busy, NULL);
    g_byte_array_unref(snapshot_save(&error_abort));
}

static void hooks_cannot_start_another_save_or_load(void **state)
{
    GByteArray *bytes;
    vmstate_register(NULL, 0, &saving, NULL);
    bytes = snapshot_save(&error_abort);
    assert_non_null(bytes);
    g_byte_array_unref(bytes);
    vmstate_unregister(NULL, &saving, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(saving_fails_while_there_is_a_reason),
        cmocka_unit_test(a_reason_during_a_save_comes_too_late),
        cmocka_unit_test(hooks_cannot_start_another_save_or_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
