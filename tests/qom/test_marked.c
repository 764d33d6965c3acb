/* SPDX-License-Identifier: MIT */
/* What is generated from marks, beside what the raw API's macros make of the same. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#define RAW_API
#include "marked.h"

#include "marked_trampolines.h"
#include "qemu/main-loop.h"
#include "qemu/module.h"
#include "runtime/qemu_file.h"

/* ---- descriptions ---- */

static void assert_same_description(const VMStateDescription *a,
                                    const VMStateDescription *b);

/* By hand a cell is "cell.bql_value". */
static void assert_same_name(const char *a, const char *b)
{
    assert_int_equal(strcspn(a, "."), strcspn(b, "."));
    assert_memory_equal(a, b, strcspn(a, "."));
}

static void assert_same_field(const VMStateField *a, const VMStateField *b)
{
    print_message("%s\n", b->name);
    assert_same_name(a->name, b->name);
    assert_int_equal(a->offset, b->offset);
    assert_int_equal(a->size, b->size);
    assert_int_equal(a->start, b->start);
    assert_int_equal(a->num, b->num);
    assert_int_equal(a->num_offset, b->num_offset);
    assert_int_equal(a->size_offset, b->size_offset);
    assert_int_equal(a->flags, b->flags);
    assert_int_equal(a->version_id, b->version_id);
    assert_int_equal(a->capacity, b->capacity);
    assert_ptr_equal(a->info, b->info);
    assert_int_equal(a->field_exists != NULL, b->field_exists != NULL);
    assert_int_equal(a->vmsd != NULL, b->vmsd != NULL);
    if (b->vmsd != NULL && a->vmsd != b->vmsd) {
        assert_same_description(a->vmsd, b->vmsd);
    }
}

static void assert_same_description(const VMStateDescription *a,
                                    const VMStateDescription *b)
{
    size_t i;

    assert_string_equal(a->name, b->name);
    assert_int_equal(a->version_id, b->version_id);
    assert_int_equal(a->minimum_version_id, b->minimum_version_id);
    assert_int_equal(a->needed != NULL, b->needed != NULL);
    assert_int_equal(a->post_load != NULL, b->post_load != NULL);
    for (i = 0; b->fields[i].flags != VMS_END; i++) {
        assert_int_not_equal(a->fields[i].flags, VMS_END);
        assert_same_field(&a->fields[i], &b->fields[i]);
    }
    assert_int_equal(a->fields[i].flags, VMS_END);
    assert_int_equal(a->subsections != NULL, b->subsections != NULL);
    for (i = 0; b->subsections != NULL && b->subsections[i] != NULL; i++) {
        assert_non_null(a->subsections[i]);
        assert_same_description(a->subsections[i], b->subsections[i]);
    }
    assert_true(b->subsections == NULL || a->subsections[i] == NULL);
}

static void description_is_that_of_the_macros(void **state)
{
    (void)state;
    assert_int_equal(marked_size, sizeof(MarkedState));
    assert_same_description(&vmstate_marked, &vmstate_by_hand);
}

/* ---- streams ---- */

static MarkedState *new_device(const char *type)
{
    return marked_from_Object(object_new(type));
}

static void free_device(MarkedState *s)
{
    object_unref(marked_as_Object(s));
}

/* A value for every member that is saved. */
static void fill(MarkedState *s)
{
    s->flag = true;
    s->signed8 = -1;
    s->signed16 = -2;
    s->signed32 = -3;
    s->signed64 = -4;
    s->word = 0xbeef;
    s->plain = 0x12345678;
    s->address = 0x9abcdef0;
    memcpy(s->bytes, "abcdef", sizeof(s->bytes));
    s->grid[1][2] = 12;
    s->inner = 99;
    s->known = 7;
    s->cell.bql_value = 1ULL << 40;
    s->one.bql_value.deadline = 1000;
    s->fixed[1].number = 11;
    s->n_used = 3;
    s->used[2].number = 22;
    s->cells[2].bql_value.deadline = 33;
    s->behind->number = 44;
    s->pointers[0]->number = 55;
    s->words[2] = 66;
    s->n_loaded = 2;
    g_free(s->loaded);
    s->loaded = g_memdup2("xy", 2);
    s->n_few = 4;
    s->few[3] = 77;
    fifo8_push(&s->fifo, 88);
    s->extra = 1;
    s->deep = 2;
}

/* New. */
static GByteArray *save(MarkedState *s, const VMStateDescription *description)
{
    QEMUFile *file = qemu_file_new_output();
    GByteArray *bytes = g_byte_array_new();

    assert_int_equal(vmstate_save_state(file, description, s, NULL, &error_abort), 0);
    g_byte_array_append(bytes, qemu_file_output(file)->data, qemu_file_output(file)->len);
    qemu_file_free(file);
    return bytes;
}

static int load(MarkedState *s, const VMStateDescription *description,
                const GByteArray *bytes, Error **errp)
{
    QEMUFile *file = qemu_file_new_input(bytes->data, bytes->len);
    int result = vmstate_load_state(file, description, s, description->version_id, errp);

    qemu_file_free(file);
    return result;
}

static void saved_bytes_are_those_of_the_macros(void **state)
{
    MarkedState *s = new_device(TYPE_MARKED);
    GByteArray *marked, *by_hand;

    (void)state;
    fill(s);
    marked = save(s, &vmstate_marked);
    by_hand = save(s, &vmstate_by_hand);
    assert_int_equal(marked->len, by_hand->len);
    assert_memory_equal(marked->data, by_hand->data, marked->len);
    g_byte_array_unref(marked);
    g_byte_array_unref(by_hand);
    free_device(s);
}

static void loading_gives_what_was_saved(void **state)
{
    MarkedState *from = new_device(TYPE_MARKED), *to = new_device(TYPE_MARKED);
    GByteArray *saved, *again;

    (void)state;
    fill(from);
    to->known = from->known;
    to->n_few = from->n_few;
    saved = save(from, &vmstate_by_hand);
    assert_int_equal(load(to, &vmstate_marked, saved, &error_abort), 0);
    assert_int_equal(to->signed32, from->signed32 + 3); /* post_load adds the version */
    assert_int_equal(to->cells[2].bql_value.deadline, 33);
    assert_int_equal(to->words[2], 66);
    assert_memory_equal(to->loaded, "xy", 2);
    assert_int_equal(to->few[3], 77);
    to->signed32 = from->signed32;
    again = save(to, &vmstate_marked);
    assert_int_equal(saved->len, again->len);
    assert_memory_equal(saved->data, again->data, saved->len);
    g_byte_array_unref(saved);
    g_byte_array_unref(again);
    free_device(from);
    free_device(to);
}

static void refused(MarkedState *to, const GByteArray *bytes, const char *text)
{
    Error *err = NULL;

    assert_true(load(to, &vmstate_marked, bytes, &err) < 0);
    assert_non_null(err);
    if (strstr(error_get_pretty(err), text) == NULL) {
        fail_msg("no \"%s\" in \"%s\"", text, error_get_pretty(err));
    }
    error_free(err);
}

static void a_validation_refuses_what_is_not_valid(void **state)
{
    MarkedState *from = new_device(TYPE_MARKED), *to = new_device(TYPE_MARKED);
    GByteArray *bytes;
    guint at;

    (void)state;
    fill(from);
    to->known = from->known;
    to->n_few = from->n_few;
    bytes = save(from, &vmstate_marked);
    for (at = 8; at < bytes->len; at++) {
        /* n_used stands behind the last of fixed, of which the timer is not pending */
        if (bytes->data[at] == 3 && bytes->data[at - 1] == 0xff &&
            bytes->data[at - 8] == 0xff) {
            break;
        }
    }
    assert_true(at < bytes->len);
    bytes->data[at] = MARKED_TIMERS + 1;
    refused(to, bytes, "marked_is_valid");
    g_byte_array_unref(bytes);
    free_device(from);
    free_device(to);
}

static void an_equal_field_refuses_another_value(void **state)
{
    MarkedState *from = new_device(TYPE_MARKED), *to = new_device(TYPE_MARKED);
    GByteArray *bytes;

    (void)state;
    fill(from);
    bytes = save(from, &vmstate_marked);
    refused(to, bytes, "known");
    g_byte_array_unref(bytes);
    free_device(from);
    free_device(to);
}

/* ---- properties ---- */

static void properties_are_those_of_the_macros(void **state)
{
    const DeviceClass *dc = DEVICE_CLASS(object_class_by_name(TYPE_MARKED));

    (void)state;
    assert_int_equal(dc->props_count_, by_hand_n_properties);
    for (unsigned i = 0; i < by_hand_n_properties; i++) {
        const Property *a = &dc->props_[i], *b = &by_hand_properties[i];

        print_message("%s\n", b->name);
        assert_string_equal(a->name, b->name);
        assert_ptr_equal(a->info, b->info);
        assert_int_equal(a->offset, b->offset);
        assert_int_equal(a->bitmask, b->bitmask);
        assert_int_equal(a->defval.u, b->defval.u);
        assert_ptr_equal(a->arrayinfo, b->arrayinfo);
        assert_int_equal(a->arrayoffset, b->arrayoffset);
        assert_int_equal(a->arrayfieldsize, b->arrayfieldsize);
        assert_int_equal(a->bitnr, b->bitnr);
        assert_int_equal(a->set_default, b->set_default);
        assert_int_equal(a->link_type != NULL, b->link_type != NULL);
        assert_true(b->link_type == NULL || strcmp(a->link_type, b->link_type) == 0);
    }
}

static void properties_have_defaults_and_are_set(void **state)
{
    MarkedState *s = new_device(TYPE_MARKED);
    Object *object = marked_as_Object(s);

    (void)state;
    assert_true(s->on);
    assert_int_equal(s->small, 254);
    assert_int_equal(s->negative, -2);
    assert_int_equal(s->bits, 1 << 5);
    assert_int_equal(s->setting.bql_value, 7);
    assert_true(object_property_set_int(object, "setting", 12, &error_abort));
    assert_int_equal(s->setting.bql_value, 12);
    assert_true(object_property_parse(object, "automatic", "off", &error_abort));
    assert_int_equal(s->automatic, ON_OFF_AUTO_OFF);
    free_device(s);
}

/* ---- types ---- */

static void a_device_is_made_realized_and_reset(void **state)
{
    MarkedState *s = new_device(TYPE_MARKED);
    const DeviceClass *dc = DEVICE_GET_CLASS(s);

    (void)state;
    assert_ptr_equal(dc->vmsd, &vmstate_marked);
    assert_string_equal(dc->desc, "a device of marks");
    assert_false(dc->user_creatable);
    assert_int_equal(s->initialized, 1);
    assert_true(sysbus_realize(marked_as_SysBusDevice(s), &error_abort));
    assert_int_equal(s->realized, 1);
    device_cold_reset(marked_as_DeviceState(s));
    assert_int_equal(s->resets, 1);
    object_unparent(marked_as_Object(s));
    free_device(s);
}

static void a_type_has_another_of_the_module_as_its_parent(void **state)
{
    MarkedVariant *variant = marked_variant_from_Object(object_new("marked-variant"));

    (void)state;
    assert_non_null(object_dynamic_cast(marked_variant_as_Object(variant), TYPE_MARKED));
    assert_int_equal(variant->parent_obj.initialized, 1);
    assert_int_equal(variant->initialized, 2);
    assert_ptr_equal(DEVICE_GET_CLASS(variant)->vmsd, &vmstate_marked);
    object_unref(marked_variant_as_Object(variant));
}

static void classes_and_interfaces_of_the_module_have_their_methods(void **state)
{
    MarkedBird *bird = marked_bird_from_Object(object_new("marked-bird"));
    Object *object = marked_bird_as_Object(bird);
    const MarkedAnimalClass *animal = (const MarkedAnimalClass *)object_get_class(object);
    const MarkedSpeakerClass *speaker =
        (const MarkedSpeakerClass *)object_class_dynamic_cast(object_get_class(object),
                                                              "marked-speaker");

    (void)state;
    assert_true(object_class_is_abstract(object_class_by_name("marked-animal")));
    assert_int_equal(animal->count_legs(&bird->parent_obj), 2);
    assert_string_equal(animal->sound, "peep");
    assert_int_equal(speaker->speak(object), 200);
    object_unref(object);
}

static void a_cast_down_to_another_type_ends_the_program(void **state)
{
    Object *bird = object_new("marked-bird");
    pid_t child = fork();
    int status;

    (void)state;
    if (child == 0) {
        signal(SIGABRT, SIG_DFL);
        fclose(stderr);
        marked_from_Object(bird);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    object_unref(bird);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(description_is_that_of_the_macros),
        cmocka_unit_test(saved_bytes_are_those_of_the_macros),
        cmocka_unit_test(loading_gives_what_was_saved),
        cmocka_unit_test(a_validation_refuses_what_is_not_valid),
        cmocka_unit_test(an_equal_field_refuses_another_value),
        cmocka_unit_test(properties_are_those_of_the_macros),
        cmocka_unit_test(properties_have_defaults_and_are_set),
        cmocka_unit_test(a_device_is_made_realized_and_reset),
        cmocka_unit_test(a_type_has_another_of_the_module_as_its_parent),
        cmocka_unit_test(classes_and_interfaces_of_the_module_have_their_methods),
        cmocka_unit_test(a_cast_down_to_another_type_ends_the_program),
    };

    module_call_init(MODULE_INIT_QOM);
    qemu_init_main_loop(&error_abort);
    if (!bql_locked()) {
        bql_lock();
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
