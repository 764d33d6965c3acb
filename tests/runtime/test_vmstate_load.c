/* SPDX-License-Identifier: MIT */
/* Versions, hooks, subsections and temporaries of descriptions. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "vmstate_fixture.h"

/* --- versions ----------------------------------------------------------------------- */

typedef struct Versioned {
    uint8_t always;
    uint8_t since_2;
    uint8_t until_2;
    uint8_t since_3;
} Versioned;

static bool until_2(void *opaque, int version_id)
{
    return version_id <= 2;
}

static const VMStateDescription vmstate_versioned = {
    .name = "versioned",
    .version_id = 3,
    .minimum_version_id = 1,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(always, Versioned),
            VMSTATE_UINT8_V(since_2, Versioned, 2),
            VMSTATE_UINT8_TEST(until_2, Versioned, until_2),
            VMSTATE_UNUSED_V(3, 1),
            VMSTATE_UINT8_V(since_3, Versioned, 3),
            VMSTATE_END_OF_LIST(),
        },
};

static void each_version_has_its_own_fields(void **state)
{
    Versioned s = {0};
    size_t left = 9;
    assert_int_equal(load_hex(&vmstate_versioned, &s, 1, "11 12", &left, &error_abort),
                     0);
    assert_int_equal(left, 0);
    assert_int_equal(s.until_2, 0x12);
    assert_int_equal(load_hex(&vmstate_versioned, &s, 2, "21 22 23", &left, &error_abort),
                     0);
    assert_int_equal(left, 0);
    assert_int_equal(s.since_2, 0x22);
    assert_int_equal(s.since_3, 0);
    assert_loads(&vmstate_versioned, &s, "31 32 ff 33");
    assert_int_equal(s.until_2, 0x23);
    assert_int_equal(s.since_3, 0x33);
    assert_saves(&vmstate_versioned, &s, "31 32 00 33");
}

static void an_older_version_can_be_saved(void **state)
{
    Versioned s = {1, 2, 3, 4};
    QEMUFile *f = qemu_file_new_output();
    assert_int_equal(
        vmstate_save_state_v(f, &vmstate_versioned, &s, NULL, 2, &error_abort), 0);
    assert_bytes(qemu_file_output(f), "01 02 03");
    qemu_file_free(f);
}

static void other_versions_are_refused(void **state)
{
    Versioned s = {0};
    Error *err = NULL;
    assert_int_equal(load_hex(&vmstate_versioned, &s, 4, "01020304", NULL, &err),
                     -EINVAL);
    assert_error(err, "versioned: version 4 is newer than version 3, the newest known");
    err = NULL;
    assert_int_equal(load_hex(&vmstate_versioned, &s, 0, "01020304", NULL, &err),
                     -EINVAL);
    assert_error(err,
                 "versioned: version 0 is older than version 1, the oldest supported");
    assert_int_equal(s.always, 0);
}

/* --- hooks -------------------------------------------------------------------------- */

typedef struct Hooked {
    uint8_t value;
    int fail; /* the hook that fails */
    bool extra;
    uint8_t more;
    GString *calls;
} Hooked;

enum {
    PRE_LOAD = 1,
    POST_LOAD,
    PRE_SAVE,
    POST_SAVE,
};

static int called(Hooked *s, int hook, char letter)
{
    g_string_append_c(s->calls, letter);
    return s->fail == hook ? -EPERM : 0;
}

static int hooked_pre_load(void *opaque)
{
    return called(opaque, PRE_LOAD, 'l');
}

static int hooked_post_load(void *opaque, int version_id)
{
    Hooked *s = opaque;
    g_string_append_printf(s->calls, "v%d", version_id);
    return called(s, POST_LOAD, 'L');
}

static int hooked_pre_save(void *opaque)
{
    return called(opaque, PRE_SAVE, 's');
}

static int hooked_post_save(void *opaque)
{
    return called(opaque, POST_SAVE, 'S');
}

static bool extra_needed(void *opaque)
{
    return ((Hooked *)opaque)->extra;
}

static const VMStateDescription vmstate_more = {
    .name = "hooked/more",
    .version_id = 2,
    .minimum_version_id = 2,
    .needed = extra_needed,
    .fields = (const VMStateField[]){VMSTATE_UINT8(more, Hooked), VMSTATE_END_OF_LIST()},
};

static const VMStateDescription vmstate_hooked = {
    .name = "hooked",
    .version_id = 1,
    .pre_load = hooked_pre_load,
    .post_load = hooked_post_load,
    .pre_save = hooked_pre_save,
    .post_save = hooked_post_save,
    .fields = (const VMStateField[]){VMSTATE_UINT8(value, Hooked), VMSTATE_END_OF_LIST()},
    .subsections = (const VMStateDescription *const[]){&vmstate_more, NULL},
};

static int new_calls(void **state)
{
    *state = g_string_new(NULL);
    return 0;
}

static int free_calls(void **state)
{
    g_string_free(*state, TRUE);
    return 0;
}

static void hooks_run_around_fields(void **state)
{
    Hooked s = {.value = 7, .calls = *state};
    assert_saves(&vmstate_hooked, &s, "07");
    assert_string_equal(s.calls->str, "sS");
    assert_loads(&vmstate_hooked, &s, "08");
    assert_string_equal(s.calls->str, "sSlv1L");
}

static void hooks_that_fail_are_errors(void **state)
{
    Hooked s = {.fail = PRE_LOAD, .calls = *state};
    Error *err = NULL;
    QEMUFile *f = qemu_file_new_output();
    assert_refuses(&vmstate_hooked, &s, "09", "hooked: pre_load failed with -1");
    assert_int_equal(s.value, 0);
    s.fail = POST_LOAD;
    assert_refuses(&vmstate_hooked, &s, "09",
                   "hooked: the state that was loaded is refused (post_load: -1)");
    s.fail = PRE_SAVE;
    g_string_truncate(s.calls, 0);
    assert_int_equal(vmstate_save_state(f, &vmstate_hooked, &s, NULL, &err), -EPERM);
    assert_error(err, "hooked: pre_save failed with -1");
    assert_string_equal(s.calls->str, "s");
    s.fail = POST_SAVE;
    err = NULL;
    assert_int_equal(vmstate_save_state(f, &vmstate_hooked, &s, NULL, &err), -EPERM);
    assert_error(err, "hooked: post_save failed with -1");
    qemu_file_free(f);
}

static void post_load_does_not_see_a_state_that_is_half_loaded(void **state)
{
    Hooked s = {.calls = *state};
    assert_refuses(&vmstate_hooked, &s, "",
                   "hooked: value at offset 0: the stream ends at "
                   "offset 0 (bytes missing: 1)");
    assert_string_equal(s.calls->str, "l");
}

static bool refuse_load(void *opaque, Error **errp)
{
    error_setg(errp, "not now");
    return false;
}

static bool refuse_loaded(void *opaque, int version_id, Error **errp)
{
    error_setg(errp, "not this in version %d", version_id);
    return false;
}

static void hooks_say_why_they_refuse(void **state)
{
    static const VMStateField fields[] = {VMSTATE_UINT8(value, Hooked),
                                          VMSTATE_END_OF_LIST()};
    VMStateDescription vmsd = {
        .name = "d", .fields = fields, .pre_load_errp = refuse_load};
    Hooked s = {.calls = *state};
    Error *err = NULL;
    QEMUFile *f = qemu_file_new_output();
    /* The form that can say why is the one that is called. */
    vmsd.pre_load = hooked_pre_load;
    assert_refuses(&vmsd, &s, "01", "d: refused before loading: not now");
    vmsd.pre_load_errp = NULL;
    vmsd.post_load_errp = refuse_loaded;
    assert_refuses(&vmsd, &s, "01",
                   "d: the state that was loaded is refused: not this in version 0");
    vmsd.pre_save_errp = refuse_load;
    assert_int_equal(vmstate_save_state(f, &vmsd, &s, NULL, &err), -EINVAL);
    assert_error(err, "d: refused before saving: not now");
    assert_int_equal(qemu_file_output(f)->len, 0);
    qemu_file_free(f);
}

/* --- subsections -------------------------------------------------------------------- */

static const char more_hex[] = "01 05 0b 686f6f6b65642f6d6f7265 00000002 42";

static void a_subsection_is_saved_where_it_is_needed(void **state)
{
    Hooked s = {.value = 1, .extra = true, .more = 0x42, .calls = *state};
    Hooked loaded = {.calls = *state};
    assert_saves(&vmstate_hooked, &s, more_hex);
    assert_loads(&vmstate_hooked, &loaded, more_hex);
    assert_int_equal(loaded.more, 0x42);
}

static void bytes_that_are_no_subsection_of_this_one_stay(void **state)
{
    Hooked s = {.calls = *state};
    size_t left = 0;
    /* A byte as a subsection has it, and names that are another's, too short or cut. */
    assert_int_equal(load_hex(&vmstate_hooked, &s, 1, "01 05 0b 686f6f6c65642f6d6f7265",
                              &left, &error_abort),
                     0);
    assert_int_equal(left, 13);
    assert_int_equal(
        load_hex(&vmstate_hooked, &s, 1, "01 05 06 686f6f6b6564", &left, &error_abort),
        0);
    assert_int_equal(left, 8);
    assert_int_equal(
        load_hex(&vmstate_hooked, &s, 1, "01 05 0b 686f6f6b6564", &left, &error_abort),
        0);
    assert_int_equal(left, 8);
}

static void unknown_subsections_are_refused(void **state)
{
    Hooked s = {.calls = *state};
    assert_refuses(&vmstate_hooked, &s, "01 05 0b 686f6f6b65642f6d6f7207 00000002 42",
                   "hooked: subsection 'hooked/mor\\007' at offset 1 is not known");
    assert_refuses(&vmstate_hooked, &s, "01 05 0c 686f6f6b65642f6d6f726500 00000002 42",
                   "hooked: subsection 'hooked/more' at offset 1 is not known");
    assert_refuses(&vmstate_hooked, &s, "01 05 0b 686f6f6b65642f6d6f7265 00000003 42",
                   "hooked: subsection at offset 1: hooked/more: version 3 is newer than "
                   "version 2, the newest known");
    assert_refuses(&vmstate_hooked, &s, "01 05 0b 686f6f6b65642f6d6f7265 00000002",
                   "hooked: subsection at offset 1: hooked/more: more at offset 18: the "
                   "stream ends at offset 18 (bytes missing: 1)");
    assert_refuses(&vmstate_hooked, &s, "01 05 0b 686f6f6b65642f6d6f7265 0000",
                   "hooked: subsection at offset 1: the stream ends at offset 16 (bytes "
                   "missing: 2)");
}

/* --- validation --------------------------------------------------------------------- */

static bool value_is_small(void *opaque, int version_id)
{
    return ((Hooked *)opaque)->value < 4;
}

static const VMStateDescription vmstate_valid = {
    .name = "valid",
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT8(value, Hooked),
            VMSTATE_VALIDATE("value is small", value_is_small),
            VMSTATE_UINT8(more, Hooked),
            VMSTATE_END_OF_LIST(),
        },
};

static void a_state_that_is_not_valid_is_refused(void **state)
{
    Hooked s = {.calls = *state};
    Error *err = NULL;
    QEMUFile *f = qemu_file_new_output();
    assert_loads(&vmstate_valid, &s, "03 09");
    assert_refuses(&vmstate_valid, &s, "04 0a",
                   "valid: value is small at offset 1: the state that was loaded is "
                   "invalid");
    assert_int_equal(s.more, 9);
    assert_int_equal(vmstate_save_state(f, &vmstate_valid, &s, NULL, &err), -EINVAL);
    assert_error(err, "valid: value is small: the state to be saved is invalid");
    qemu_file_free(f);
}

/* --- temporaries -------------------------------------------------------------------- */

typedef struct Tmp {
    Hooked *parent;
    uint16_t doubled;
} Tmp;

static int tmp_pre_save(void *opaque)
{
    Tmp *tmp = opaque;
    tmp->doubled = (uint16_t)(tmp->parent->value * 2);
    return 0;
}

static int tmp_post_load(void *opaque, int version_id)
{
    Tmp *tmp = opaque;
    if (tmp->doubled % 2) {
        return -EINVAL;
    }
    tmp->parent->value = (uint8_t)(tmp->doubled / 2);
    return 0;
}

static const VMStateDescription vmstate_tmp = {
    .name = "temporary",
    .pre_save = tmp_pre_save,
    .post_load = tmp_post_load,
    .fields = (const VMStateField[]){VMSTATE_UINT16(doubled, Tmp), VMSTATE_END_OF_LIST()},
};

static const VMStateDescription vmstate_with_tmp = {
    .name = "with",
    .fields =
        (const VMStateField[]){
            VMSTATE_WITH_TMP(Hooked, Tmp, vmstate_tmp),
            VMSTATE_END_OF_LIST(),
        },
};

static void a_temporary_carries_values_over(void **state)
{
    Hooked s = {.value = 0x81, .calls = *state};
    assert_saves(&vmstate_with_tmp, &s, "0102");
    assert_loads(&vmstate_with_tmp, &s, "0008");
    assert_int_equal(s.value, 4);
    assert_refuses(
        &vmstate_with_tmp, &s, "0007",
        "with: tmp at offset 0: temporary: the state that was loaded is refused "
        "(post_load: -22)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_version_has_its_own_fields),
        cmocka_unit_test(an_older_version_can_be_saved),
        cmocka_unit_test(other_versions_are_refused),
        cmocka_unit_test_setup_teardown(hooks_run_around_fields, new_calls, free_calls),
        cmocka_unit_test_setup_teardown(hooks_that_fail_are_errors, new_calls,
                                        free_calls),
        cmocka_unit_test_setup_teardown(
            post_load_does_not_see_a_state_that_is_half_loaded, new_calls, free_calls),
        cmocka_unit_test_setup_teardown(hooks_say_why_they_refuse, new_calls, free_calls),
        cmocka_unit_test_setup_teardown(a_subsection_is_saved_where_it_is_needed,
                                        new_calls, free_calls),
        cmocka_unit_test_setup_teardown(bytes_that_are_no_subsection_of_this_one_stay,
                                        new_calls, free_calls),
        cmocka_unit_test_setup_teardown(unknown_subsections_are_refused, new_calls,
                                        free_calls),
        cmocka_unit_test_setup_teardown(a_state_that_is_not_valid_is_refused, new_calls,
                                        free_calls),
        cmocka_unit_test_setup_teardown(a_temporary_carries_values_over, new_calls,
                                        free_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
