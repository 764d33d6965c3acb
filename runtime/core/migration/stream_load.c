/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qemu_file_impl.h"
#include "stream.h"
#include "stream_backup.h"
#include "stream_format.h"
#include "vmstate_limits.h"

/* A section that the stream has had, and whose it is. */
typedef struct LoadedSection {
    uint32_t number; /* in the stream */
    uint32_t section_id;
    int version_id; /* in the stream */
} LoadedSection;

typedef struct StreamLoad {
    QEMUFile *f;
    GArray *sections; /* LoadedSection, in the order of the stream */
} StreamLoad;

/* --- sections ----------------------------------------------------------------------- */

int stream_load_state(QEMUFile *f, SaveStateEntry *entry, int version_id, Error **errp)
{
    int ret;
    if (entry->vmsd) {
        return vmstate_load_state(f, entry->vmsd, entry->opaque, version_id, errp);
    }
    if (!entry->ops->load_state) {
        error_setg(errp, "nothing loads it");
        return -EINVAL;
    }
    ret = entry->ops->load_state(f, entry->opaque, version_id);
    if (qemu_file_get_error(f)) {
        return qemu_file_get_error_obj(f, errp);
    }
    if (ret < 0) {
        error_setg(errp, "the state that was loaded is refused (load_state: %d)", ret);
    }
    return MIN(ret, 0);
}

static LoadedSection *find_section(StreamLoad *load, uint32_t number)
{
    for (guint i = 0; i < load->sections->len; i++) {
        LoadedSection *section = &g_array_index(load->sections, LoadedSection, i);
        if (section->number == number) {
            return section;
        }
    }
    return NULL;
}

static bool has_entry(const StreamLoad *load, const SaveStateEntry *entry)
{
    for (guint i = 0; i < load->sections->len; i++) {
        if (g_array_index(load->sections, LoadedSection, i).section_id ==
            entry->section_id) {
            return true;
        }
    }
    return false;
}

/* The entry for a section that begins; NULL with errp set. */
static SaveStateEntry *choose_entry(StreamLoad *load, uint32_t number, const char *idstr,
                                    uint32_t instance_id, int version_id, Error **errp)
{
    SaveStateEntry *entry = vmstate_registry_find(idstr, instance_id);
    if (!entry) {
        error_setg(errp, "there is no such device here");
    } else if (find_section(load, number)) {
        error_setg(errp, "another section has the number %" PRIu32 " too", number);
    } else if (has_entry(load, entry)) {
        error_setg(errp, "the stream has it twice");
    } else if (version_id < 0 || version_id > entry->version_id) {
        error_setg(errp, "version %d is newer than version %d, the newest known",
                   version_id, entry->version_id);
    } else {
        return entry;
    }
    return NULL;
}

static bool check_footer(QEMUFile *f, uint32_t number, Error **errp)
{
    size_t offset = qemu_file_offset(f);
    int mark = qemu_get_byte(f);
    uint32_t found = qemu_get_be32(f);
    if (qemu_file_get_error(f)) {
        return qemu_file_get_error_obj(f, errp) == 0;
    }
    if (mark != STREAM_FOOTER || found != number) {
        error_setg(errp,
                   "at offset %zu the section does not end: it is damaged, or has more "
                   "or fewer fields than here",
                   offset);
        return false;
    }
    return true;
}

static bool load_new_section(StreamLoad *load, Error **errp)
{
    ERRP_GUARD();
    QEMUFile *f = load->f;
    size_t offset = qemu_file_offset(f) - 1;
    char idstr[256];
    uint32_t number = qemu_get_be32(f);
    size_t length = qemu_get_counted_string(f, idstr);
    uint32_t instance_id = qemu_get_be32(f);
    int version_id = qemu_get_sbe32(f);
    SaveStateEntry *entry = NULL;
    bool ok = false;
    if (qemu_file_get_error(f)) {
        qemu_file_get_error_obj(f, errp);
    } else if (length == 0 || strlen(idstr) != length) {
        error_setg(errp, "its name is not valid");
    } else {
        entry = choose_entry(load, number, idstr, instance_id, version_id, errp);
    }
    if (entry) {
        LoadedSection section = {number, entry->section_id, version_id};
        g_array_append_val(load->sections, section);
        ok = stream_load_state(f, entry, version_id, errp) == 0 &&
             check_footer(f, number, errp);
    }
    if (!ok) {
        char *name = g_strescape(idstr, NULL);
        error_prepend(errp, "section '%s' (instance %" PRIu32 ") at offset %zu: ", name,
                      instance_id, offset);
        g_free(name);
    }
    return ok;
}

/* One more part of a section that began before. */
static bool load_part(StreamLoad *load, Error **errp)
{
    ERRP_GUARD();
    QEMUFile *f = load->f;
    size_t offset = qemu_file_offset(f) - 1;
    uint32_t number = qemu_get_be32(f);
    LoadedSection *section = find_section(load, number);
    SaveStateEntry *entry =
        section ? vmstate_registry_find_id(section->section_id) : NULL;
    bool ok = false;
    if (qemu_file_get_error(f)) {
        qemu_file_get_error_obj(f, errp);
    } else if (!entry || !entry->ops) {
        error_setg(errp, "no section with several parts has this number");
    } else {
        ok = stream_load_state(f, entry, section->version_id, errp) == 0 &&
             check_footer(f, number, errp);
    }
    if (!ok) {
        error_prepend(errp, "part of section %" PRIu32 " at offset %zu: ", number,
                      offset);
    }
    return ok;
}

/* --- the whole ---------------------------------------------------------------------- */

static bool load_header(QEMUFile *f, Error **errp)
{
    uint32_t magic = qemu_get_be32(f);
    uint32_t version = qemu_get_be32(f);
    if (qemu_file_get_error(f) || magic != STREAM_MAGIC) {
        error_setg(errp, "this is no saved state: it does not begin with 'QEVM'");
        return false;
    }
    if (version != STREAM_VERSION) {
        error_setg(errp, "the stream's version is %" PRIu32 ", but only %u is supported",
                   version, STREAM_VERSION);
        return false;
    }
    if (qemu_file_peek_byte(f, 0) == STREAM_CONFIGURATION) {
        /* The name of a machine, with which nothing here is compared. */
        qemu_get_byte(f);
        qemu_file_skip(f, qemu_get_be32(f));
    }
    return qemu_file_get_error_obj(f, errp) == 0;
}

static bool load_sections(StreamLoad *load, Error **errp)
{
    for (;;) {
        size_t offset = qemu_file_offset(load->f);
        int kind = qemu_get_byte(load->f);
        bool ok;
        if (qemu_file_get_error(load->f)) {
            qemu_file_get_error_obj(load->f, errp);
            return false;
        }
        switch (kind) {
        case STREAM_EOF:
            return true;
        case STREAM_SECTION_FULL:
        case STREAM_SECTION_START:
            ok = load_new_section(load, errp);
            break;
        case STREAM_SECTION_PART:
        case STREAM_SECTION_END:
            ok = load_part(load, errp);
            break;
        default:
            error_setg(errp, "at offset %zu: 0x%02x is no kind of section", offset,
                       (unsigned)kind);
            ok = false;
        }
        if (!ok) {
            return false;
        }
    }
}

/* After the end: nothing, or a description that ends with the stream. */
static bool load_tail(QEMUFile *f, Error **errp)
{
    size_t offset = qemu_file_offset(f);
    int kind;
    uint32_t length;
    if (qemu_file_remaining(f) == 0) {
        return true;
    }
    kind = qemu_get_byte(f);
    length = qemu_get_be32(f);
    if (qemu_file_get_error(f) || kind != STREAM_DESCRIPTION ||
        length != qemu_file_remaining(f)) {
        error_setg(errp, "at offset %zu: what follows the last section is damaged",
                   offset);
        return false;
    }
    return true;
}

static bool check_complete(const StreamLoad *load, Error **errp)
{
    const GPtrArray *entries = vmstate_registry_entries();
    for (guint i = 0; i < entries->len; i++) {
        const SaveStateEntry *entry = g_ptr_array_index(entries, i);
        bool optional = entry->vmsd ? entry->vmsd->needed || entry->vmsd->unmigratable
                                    : !entry->ops->save_state;
        if (!optional && !has_entry(load, entry)) {
            error_setg(errp, "the stream lacks the section '%s' (instance %" PRIu32 ")",
                       entry->idstr, entry->instance_id);
            return false;
        }
    }
    return true;
}

static bool load_all(StreamLoad *load, Error **errp)
{
    return load_sections(load, errp) && load_tail(load->f, errp) &&
           check_complete(load, errp);
}

SnapshotResult stream_load(QEMUFile *f, Error **errp)
{
    ERRP_GUARD();
    StreamLoad load = {.f = f};
    SnapshotResult result = SNAPSHOT_LOADED;
    StreamBackup *backup = NULL;
    if (!load_header(f, errp) || !(backup = stream_backup_new(errp))) {
        return SNAPSHOT_REFUSED;
    }
    load.sections = g_array_new(FALSE, FALSE, sizeof(LoadedSection));
    f->limits = vmstate_limits_new();
    if (!load_all(&load, errp)) {
        bool restored =
            load.sections->len == 0 || stream_backup_restore(backup, f->limits, errp);
        result = restored ? SNAPSHOT_REFUSED : SNAPSHOT_RESET_NEEDED;
    }
    g_hash_table_unref(f->limits);
    f->limits = NULL;
    g_array_unref(load.sections);
    stream_backup_free(backup);
    return result;
}
