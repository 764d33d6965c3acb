/* SPDX-License-Identifier: MIT */
/* Whole streams: their bytes, and that a load is all or nothing. */
#include "qemu/osdep.h"

#include <cmocka.h>
#include <glib/gstdio.h>

#include "migration/blocker.h"
#include "migration/register.h"
#include "runtime/snapshot.h"
#include "vmstate_fixture.h"

typedef struct Device {
    uint32_t number;
    uint8_t bytes[2];
    bool refuse; /* its own state, too */
    int loads;
} Device;

static int device_post_load(void *opaque, int version_id)
{
    Device *s = opaque;
    s->loads++;
    return s->refuse || s->number == 0xbad ? -EINVAL : 0;
}

static const VMStateDescription vmstate_device = {
    .name = "dev",
    .version_id = 2,
    .minimum_version_id = 1,
    .post_load = device_post_load,
    .fields =
        (const VMStateField[]){
            VMSTATE_UINT32(number, Device),
            VMSTATE_UINT8_ARRAY(bytes, Device, 2),
            VMSTATE_END_OF_LIST(),
        },
};

static void own_save(QEMUFile *f, void *opaque)
{
    qemu_put_be16(f, (uint16_t)((Device *)opaque)->number);
}

static int own_load(QEMUFile *f, void *opaque, int version_id)
{
    ((Device *)opaque)->number = qemu_get_be16(f);
    return ((Device *)opaque)->number == 0xbad ? -EINVAL : 0;
}

static const SaveVMHandlers own_ops = {.save_state = own_save, .load_state = own_load};

typedef struct Machine {
    Device first;
    Device second;
    Device own;
} Machine;

static Machine machine;

static int set_up(void **state)
{
    machine = (Machine){
        .first = {.number = 0x11121314, .bytes = {0x15, 0x16}},
        .second = {.number = 0x21222324, .bytes = {0x25, 0x26}},
        .own = {.number = 0x3132},
    };
    assert_int_equal(vmstate_register_any(NULL, &vmstate_device, &machine.first), 0);
    assert_int_equal(vmstate_register_any(NULL, &vmstate_device, &machine.second), 0);
    assert_int_equal(register_savevm_live("own", 7, 3, &own_ops, &machine.own), 0);
    return 0;
}

static int tear_down(void **state)
{
    vmstate_unregister(NULL, &vmstate_device, &machine.first);
    vmstate_unregister(NULL, &vmstate_device, &machine.second);
    unregister_savevm(NULL, "own", &machine.own);
    return 0;
}

/* A stream of the machine up to its end; its sections are numbered from 0 on. New. */
static char *machine_hex(const char *first, const char *second, const char *own)
{
    return g_strdup_printf(
        "5145564d 00000003 04 00000000 03 646576 00000000 00000002 %s 7e 00000000"
        " 04 00000001 03 646576 00000001 00000002 %s 7e 00000001"
        " 04 00000002 03 6f776e 00000007 00000003 %s 7e 00000002 00",
        first, second, own);
}

static const char description[] =
    "{\"page_size\": 4096, \"devices\": ["
    "{\"name\": \"dev\", \"instance_id\": 0, \"vmsd_name\": \"dev\", \"version\": 2, "
    "\"fields\": [{\"name\": \"number\", \"type\": \"uint32\", \"size\": 4}, "
    "{\"name\": \"bytes\", \"array_len\": 2, \"type\": \"uint8\", \"size\": 1}]}, "
    "{\"name\": \"dev\", \"instance_id\": 1, \"vmsd_name\": \"dev\", \"version\": 2, "
    "\"fields\": [{\"name\": \"number\", \"type\": \"uint32\", \"size\": 4}, "
    "{\"name\": \"bytes\", \"array_len\": 2, \"type\": \"uint8\", \"size\": 1}]}, "
    "{\"name\": \"own\", \"instance_id\": 7, \"size\": 2, "
    "\"fields\": [{\"name\": \"data\", \"size\": 2, \"type\": \"buffer\"}]}]}";

static void a_stream_has_header_sections_end_and_description(void **state)
{
    char *hex = machine_hex("11121314 1516", "21222324 2526", "3132");
    GByteArray *expected = bytes_from_hex(hex);
    GByteArray *bytes = snapshot_save(&error_abort);
    char *text = snapshot_describe(&error_abort);
    assert_true(bytes->len > expected->len);
    assert_memory_equal(bytes->data, expected->data, expected->len);
    assert_int_equal(bytes->data[expected->len], 6);
    assert_int_equal(bytes->data[expected->len + 4], (uint8_t)strlen(description));
    assert_int_equal(bytes->len, expected->len + 5 + strlen(description));
    assert_memory_equal(bytes->data + expected->len + 5, description,
                        strlen(description));
    assert_string_equal(text, description);
    g_free(text);
    g_byte_array_unref(expected);
    g_byte_array_unref(bytes);
    g_free(hex);
}

static void what_was_saved_is_loaded(void **state)
{
    GByteArray *bytes = snapshot_save(&error_abort);
    machine.first.number = 1;
    machine.second.bytes[1] = 2;
    machine.own.number = 3;
    assert_int_equal(snapshot_load(bytes->data, bytes->len, &error_abort),
                     SNAPSHOT_LOADED);
    assert_int_equal(machine.first.number, 0x11121314);
    assert_int_equal(machine.second.bytes[1], 0x26);
    assert_int_equal(machine.own.number, 0x3132);
    assert_int_equal(machine.first.loads, 1);
    g_byte_array_unref(bytes);
}

/* The stream is refused with the text, and nothing changed. */
static void assert_refused(const GByteArray *bytes, const char *text)
{
    const Machine before = machine;
    Error *err = NULL;
    assert_int_equal(snapshot_load(bytes->data, bytes->len, &err), SNAPSHOT_REFUSED);
    if (text) {
        assert_error(err, text);
    } else {
        assert_non_null(err);
        error_free(err);
    }
    assert_int_equal(machine.first.number, before.first.number);
    assert_memory_equal(machine.first.bytes, before.first.bytes, 2);
    assert_int_equal(machine.second.number, before.second.number);
    assert_memory_equal(machine.second.bytes, before.second.bytes, 2);
    assert_int_equal(machine.own.number, before.own.number);
}

static void assert_hex_refused(char *hex, const char *text)
{
    GByteArray *bytes = bytes_from_hex(hex);
    assert_refused(bytes, text);
    g_byte_array_unref(bytes);
    g_free(hex);
}

static void a_device_that_refuses_puts_all_of_them_back(void **state)
{
    assert_hex_refused(machine_hex("00000001 0203", "00000bad 0506", "0708"),
                       "section 'dev' (instance 1) at offset 36: dev: the state that was "
                       "loaded is refused (post_load: -22)");
    assert_int_equal(machine.first.loads, 2);
}

static void a_handler_that_refuses_puts_all_of_them_back(void **state)
{
    assert_hex_refused(
        machine_hex("00000001 0203", "00000004 0506", "0bad"),
        "section 'own' (instance 7) at offset 64: the state that was loaded "
        "is refused (load_state: -22)");
}

static void a_section_with_other_fields_is_refused(void **state)
{
    assert_hex_refused(machine_hex("00000001 0203 04", "00000004 0506", "0708"),
                       "section 'dev' (instance 0) at offset 8: at offset 31 the section "
                       "does not end: it is damaged, or has more or fewer fields than "
                       "here");
}

static void every_cut_is_refused(void **state)
{
    char *hex = machine_hex("00000001 0203", "00000004 0506", "0708");
    GByteArray *bytes = bytes_from_hex(hex);
    for (guint length = bytes->len; length-- > 0;) {
        g_byte_array_set_size(bytes, length);
        assert_refused(bytes, NULL);
    }
    g_byte_array_unref(bytes);
    g_free(hex);
}

static void every_flipped_bit_is_met(void **state)
{
    const Machine before = machine;
    char *hex = machine_hex("00000001 0203", "00000004 0506", "0708");
    GByteArray *bytes = bytes_from_hex(hex);
    for (guint bit = 0; bit < bytes->len * 8; bit++) {
        Error *err = NULL;
        bytes->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
        machine = before;
        if (snapshot_load(bytes->data, bytes->len, &err) == SNAPSHOT_LOADED) {
            assert_null(err);
            assert_int_not_equal(machine.first.number, before.first.number);
        } else {
            error_free_or_abort(&err);
            assert_int_equal(machine.first.number, before.first.number);
            assert_int_equal(machine.second.number, before.second.number);
            assert_int_equal(machine.own.number, before.own.number);
        }
        bytes->data[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    g_byte_array_unref(bytes);
    g_free(hex);
}

static void a_device_that_refuses_its_own_state_needs_a_reset(void **state)
{
    char *hex = machine_hex("00000001 0203", "00000004 0506", "0708");
    GByteArray *bytes = bytes_from_hex(hex);
    Error *err = NULL;
    machine.first.refuse = true;
    assert_int_equal(snapshot_load(bytes->data, bytes->len, &err), SNAPSHOT_RESET_NEEDED);
    assert_error(err, "section 'dev' (instance 0) at offset 8: dev: the state that was "
                      "loaded is refused (post_load: -22)");
    g_byte_array_unref(bytes);
    g_free(hex);
}

static void other_things_than_sections_are_refused(void **state)
{
    assert_hex_refused(g_strdup(""), "this is no saved state: it does not begin with "
                                     "'QEVM'");
    assert_hex_refused(g_strdup("5145564d 00000002 00"),
                       "the stream's version is 2, but only 3 is supported");
    assert_hex_refused(g_strdup("5145564d 00000003 08"),
                       "at offset 8: 0x08 is no kind of section");
    assert_hex_refused(g_strdup("5145564d 00000003 00"),
                       "the stream lacks the section 'dev' (instance 0)");
    assert_hex_refused(g_strdup("5145564d 00000003 00 06 00000001"),
                       "at offset 9: what follows the last section is damaged");
    assert_hex_refused(
        g_strdup("5145564d 00000003 04 00000001 03 646577 00000000 00000001"),
        "section 'dew' (instance 0) at offset 8: there is no such device "
        "here");
    assert_hex_refused(
        g_strdup("5145564d 00000003 04 00000001 03 646500 00000000 00000001"),
        "section 'de' (instance 0) at offset 8: its name is not valid");
    assert_hex_refused(
        g_strdup("5145564d 00000003 04 00000001 03 646576 00000000 00000003"),
        "section 'dev' (instance 0) at offset 8: version 3 is newer than "
        "version 2, the newest known");
    assert_hex_refused(g_strdup("5145564d 00000003 02 00000001"),
                       "part of section 1 at offset 8: no section with several parts has "
                       "this number");
}

static void a_section_that_comes_twice_is_refused(void **state)
{
    const char *section = "03 646576 00000000 00000002 00000001 0203 7e";
    assert_hex_refused(g_strdup_printf("5145564d 00000003 04 00000001 %s 00000001"
                                       "04 00000001 %s 00000001 00",
                                       section, section),
                       "section 'dev' (instance 0) at offset 36: another section has the "
                       "number 1 too");
    assert_hex_refused(
        g_strdup_printf("5145564d 00000003 04 00000001 %s 00000001"
                        "04 00000002 %s 00000002 00",
                        section, section),
        "section 'dev' (instance 0) at offset 36: the stream has it twice");
}

static void a_section_of_handlers_may_have_parts(void **state)
{
    char *rest =
        g_strdup("04 00000001 03 646576 00000000 00000002 00000001 0203 7e 00000001"
                 "04 00000002 03 646576 00000001 00000002 00000002 0203 7e 00000002");
    char *hex = g_strdup_printf("5145564d 00000003 07 00000002 7076"
                                "01 00000009 03 6f776e 00000007 00000003 0001 7e 00000009"
                                "02 00000009 0002 7e 00000009 %s"
                                "03 00000009 0003 7e 00000009 00",
                                rest);
    GByteArray *bytes = bytes_from_hex(hex);
    assert_int_equal(snapshot_load(bytes->data, bytes->len, &error_abort),
                     SNAPSHOT_LOADED);
    assert_int_equal(machine.own.number, 3);
    assert_int_equal(machine.second.number, 2);
    g_byte_array_unref(bytes);
    g_free(hex);
    g_free(rest);
}

static const VMStateDescription unmigratable = {.name = "fixed", .unmigratable = true};

static const VMStateDescription null_pointer = {
    .name = "null",
    .fields =
        (const VMStateField[]){
            {.name = "p", .size = 1, .info = &vmstate_info_uint8, .flags = VMS_POINTER},
            VMSTATE_END_OF_LIST(),
        },
};

static void a_state_that_cannot_be_saved_is_named(void **state)
{
    void *pointer = NULL;
    Error *err = NULL;
    vmstate_register(NULL, 0, &unmigratable, &machine);
    assert_null(snapshot_save(&err));
    assert_error(err, "the state of 'fixed' cannot be saved");
    vmstate_unregister(NULL, &unmigratable, &machine);
    vmstate_register(NULL, 0, &null_pointer, &pointer);
    err = NULL;
    assert_null(snapshot_describe(&err));
    assert_error(err, "section 'null' (instance 0): null: p: the pointer to the field is "
                      "NULL");
    assert_hex_refused(g_strdup("5145564d 00000003 00"),
                       "the present state of 'null' cannot be kept: null: p: the pointer "
                       "to the field is NULL");
    vmstate_unregister(NULL, &null_pointer, &pointer);
}

/* --- files -------------------------------------------------------------------------- */

static void a_file_holds_the_stream(void **state)
{
    char *dir = g_dir_make_tmp("snapshot-XXXXXX", NULL);
    char *path = g_build_filename(dir, "state", NULL);
    Error *err = NULL;
    assert_true(snapshot_save_file(path, &error_abort));
    machine.first.number = 1;
    assert_int_equal(snapshot_load_file(path, &error_abort), SNAPSHOT_LOADED);
    assert_int_equal(machine.first.number, 0x11121314);
    assert_int_equal(truncate(path, 20), 0);
    assert_int_equal(snapshot_load_file(path, &err), SNAPSHOT_REFUSED);
    assert_non_null(strstr(error_get_pretty(err), path));
    error_free(err);
    g_unlink(path);
    err = NULL;
    assert_int_equal(snapshot_load_file(path, &err), SNAPSHOT_REFUSED);
    error_free_or_abort(&err);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_false(snapshot_save_file(path, &err));
    assert_non_null(strstr(error_get_pretty(err), "is no regular file"));
    error_free_or_abort(&err);
    g_unlink(path);
    assert_false(snapshot_save_file("/nonexistent/state", &err));
    error_free_or_abort(&err);
    g_rmdir(dir);
    g_free(path);
    g_free(dir);
}

static void a_save_that_fails_leaves_the_file(void **state)
{
    char *dir = g_dir_make_tmp("snapshot-XXXXXX", NULL);
    char *path = g_build_filename(dir, "state", NULL);
    char *text = NULL;
    Error *reason = NULL;
    Error *err = NULL;
    assert_true(g_file_set_contents(path, "old", 3, NULL));
    error_setg(&reason, "not now");
    assert_int_equal(migrate_add_blocker(&reason, &error_abort), 0);
    assert_false(snapshot_save_file(path, &err));
    assert_error(err, "not now");
    migrate_del_blocker(&reason);
    assert_null(reason);
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    assert_string_equal(text, "old");
    assert_true(snapshot_save_file(path, &error_abort));
    g_unlink(path);
    g_rmdir(dir);
    g_free(text);
    g_free(path);
    g_free(dir);
}

static void a_save_keeps_links_and_the_mode(void **state)
{
    char *dir = g_dir_make_tmp("snapshot-XXXXXX", NULL);
    char *path = g_build_filename(dir, "state", NULL);
    char *link = g_build_filename(dir, "link", NULL);
    struct stat status;
    Error *err = NULL;
    assert_int_equal(symlink("state", link), 0);
    assert_false(snapshot_save_file(link, &err)); /* it leads nowhere */
    assert_non_null(strstr(error_get_pretty(err), "is no regular file"));
    error_free_or_abort(&err);
    assert_true(g_file_set_contents(path, "old", 3, NULL));
    assert_int_equal(chmod(path, 0602), 0); /* a bit that no umask leaves */
    assert_true(snapshot_save_file(link, &error_abort));
    assert_int_equal(lstat(link, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(lstat(path, &status), 0);
    assert_true(S_ISREG(status.st_mode) && status.st_size > 3);
    assert_int_equal(status.st_mode & 07777, 0602);
    assert_int_equal(snapshot_load_file(link, &error_abort), SNAPSHOT_LOADED);
    g_unlink(link);
    g_unlink(path);
    g_rmdir(dir);
    g_free(link);
    g_free(path);
    g_free(dir);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_stream_has_header_sections_end_and_description),
        TEST(what_was_saved_is_loaded),
        TEST(a_device_that_refuses_puts_all_of_them_back),
        TEST(a_handler_that_refuses_puts_all_of_them_back),
        TEST(a_section_with_other_fields_is_refused),
        TEST(every_cut_is_refused),
        TEST(every_flipped_bit_is_met),
        TEST(a_device_that_refuses_its_own_state_needs_a_reset),
        TEST(other_things_than_sections_are_refused),
        TEST(a_section_that_comes_twice_is_refused),
        TEST(a_section_of_handlers_may_have_parts),
        TEST(a_state_that_cannot_be_saved_is_named),
        TEST(a_file_holds_the_stream),
        TEST(a_save_keeps_links_and_the_mode),
        TEST(a_save_that_fails_leaves_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
