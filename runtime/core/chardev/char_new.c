/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_spec.h"
#include "chardev/char.h"
#include "qapi/error.h"
#include "qemu/error-report.h"
#include "runtime/chardev.h"
#include "system/system.h"

static Object *chardevs_root(void)
{
    return container_get(object_get_root(), "/chardevs");
}

Chardev *qemu_chr_find(const char *name)
{
    Object *obj = object_resolve_path_component(chardevs_root(), name);

    return obj ? CHARDEV(obj) : NULL;
}

Chardev *serial_hd(int i)
{
    g_assert(i >= 0);
    g_autofree char *label = g_strdup_printf("serial%d", i);
    return qemu_chr_find(label);
}

/* --- making ------------------------------------------------------------------------- */

static bool check_label(const char *label, Error **errp)
{
    if (!g_ascii_isalpha(label[0]) ||
        label[strspn(label, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._")]) {
        error_setg(errp, "a label is a letter, then letters, digits, '-', '.' and '_'");
        return false;
    }
    if (qemu_chr_find(label)) {
        error_setg(errp, "there is one of that label already; take another label");
        return false;
    }
    return true;
}

/* A new object in the state that its open() has left it. */
static Chardev *open_chardev(const char *typename, const char *label,
                             ChardevBackend *backend, GMainContext *context,
                             bool *be_opened, Error **errp)
{
    ERRP_GUARD();
    Chardev *chr = CHARDEV(object_new(typename));

    chr->label = g_strdup(label ? label : "");
    chr->gcontext = context;
    if (CHARDEV_GET_CLASS(chr)->open) {
        CHARDEV_GET_CLASS(chr)->open(chr, backend, be_opened, errp);
    }
    if (*errp) {
        object_unref(chr);
        return NULL;
    }
    if (!chr->filename) {
        chr->filename = g_strdup(typename + strlen("chardev-"));
    }
    return chr;
}

Chardev *qemu_chardev_new(const char *id, const char *typename, ChardevBackend *backend,
                          GMainContext *context, Error **errp)
{
    bool be_opened = true;
    ObjectClass *klass = object_class_by_name(typename);

    if (!klass || !object_class_dynamic_cast(klass, TYPE_CHARDEV) ||
        object_class_is_abstract(klass)) {
        error_setg(errp, "'%s' is no type of chardev that can be made", typename);
        return NULL;
    }
    if (id && !check_label(id, errp)) {
        return NULL;
    }
    Chardev *chr = open_chardev(typename, id, backend, context, &be_opened, errp);
    if (!chr) {
        return NULL;
    }
    if (id) {
        object_property_add_child(chardevs_root(), id, OBJECT(chr));
        object_unref(chr);
    }
    if (be_opened) {
        qemu_chr_be_event(chr, CHR_EVENT_OPENED);
    }
    return chr;
}

static Chardev *new_from_text(const char *label, const char *filename,
                              GMainContext *context, Error **errp)
{
    ERRP_GUARD();
    g_auto(ChardevBackend) backend = {.type = NULL};

    if (chardev_backend_parse(&backend, filename, errp)) {
        Chardev *chr = qemu_chardev_new(label, backend.type, &backend, context, errp);
        if (chr) {
            return chr;
        }
    }
    error_prepend(errp, "chardev '%s': %s: ", label, filename);
    return NULL;
}

Chardev *chardev_new(const char *label, const char *filename, Error **errp)
{
    return new_from_text(label, filename, NULL, errp);
}

bool chardev_check_filename(const char *filename, Error **errp)
{
    g_auto(ChardevBackend) backend = {.type = NULL};

    return chardev_backend_parse(&backend, filename, errp);
}

Chardev *qemu_chr_new(const char *label, const char *filename, GMainContext *context)
{
    Error *err = NULL;
    Chardev *chr = new_from_text(label, filename, context, &err);

    if (!chr) {
        error_report_err(err);
    }
    return chr;
}

Chardev *qemu_chr_new_mux_mon(const char *label, const char *filename,
                              GMainContext *context)
{
    return qemu_chr_new(label, filename, context);
}

Chardev *qemu_chr_new_noreplay(const char *label, const char *filename,
                               bool permit_mux_mon, GMainContext *context)
{
    return qemu_chr_new(label, filename, context);
}

/* --- the end ------------------------------------------------------------------------ */

void qemu_chr_cleanup(void)
{
    object_unparent(chardevs_root());
}
