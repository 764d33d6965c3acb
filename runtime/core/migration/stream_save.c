/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qemu_file_impl.h"
#include "qobject/json-writer.h"
#include "stream.h"
#include "stream_format.h"

/* What readers of descriptions find there; no memory is in the stream. */
#define PAGE_SIZE_DESCRIBED 4096

/* A state that wrote itself is one buffer to whoever reads the description. */
static void describe_unknown(JSONWriter *vmdesc, size_t size)
{
    if (!vmdesc) {
        return;
    }
    json_writer_int64(vmdesc, "size", (int64_t)size);
    json_writer_start_array(vmdesc, "fields");
    json_writer_start_object(vmdesc, NULL);
    json_writer_str(vmdesc, "name", "data");
    json_writer_int64(vmdesc, "size", (int64_t)size);
    json_writer_str(vmdesc, "type", "buffer");
    json_writer_end_object(vmdesc);
    json_writer_end_array(vmdesc);
}

int stream_save_state(QEMUFile *f, SaveStateEntry *entry, JSONWriter *vmdesc,
                      Error **errp)
{
    size_t start = qemu_file_offset(f);
    int ret;
    if (entry->vmsd) {
        ret = vmstate_save_state(f, entry->vmsd, entry->opaque, vmdesc, errp);
    } else {
        entry->ops->save_state(f, entry->opaque);
        ret = qemu_file_get_error_obj(f, errp);
        describe_unknown(vmdesc, qemu_file_offset(f) - start);
    }
    return ret;
}

static int save_section(QEMUFile *f, SaveStateEntry *entry, JSONWriter *vmdesc,
                        Error **errp)
{
    ERRP_GUARD();
    int ret;
    qemu_put_byte(f, STREAM_SECTION_FULL);
    qemu_put_be32(f, entry->section_id);
    qemu_put_counted_string(f, entry->idstr);
    qemu_put_be32(f, entry->instance_id);
    qemu_put_be32(f, (uint32_t)entry->version_id);
    if (vmdesc) {
        json_writer_start_object(vmdesc, NULL);
        json_writer_str(vmdesc, "name", entry->idstr);
        json_writer_int64(vmdesc, "instance_id", entry->instance_id);
    }
    ret = stream_save_state(f, entry, vmdesc, errp);
    if (vmdesc) {
        json_writer_end_object(vmdesc);
    }
    qemu_put_byte(f, STREAM_FOOTER);
    qemu_put_be32(f, entry->section_id);
    if (ret == 0) {
        ret = qemu_file_get_error_obj(f, errp);
    }
    if (ret < 0) {
        error_prepend(errp, "section '%s' (instance %" PRIu32 "): ", entry->idstr,
                      entry->instance_id);
    }
    return ret;
}

bool stream_save_sections(QEMUFile *f, JSONWriter *vmdesc, Error **errp)
{
    const GPtrArray *entries = vmstate_registry_entries();
    for (guint i = 0; i < entries->len; i++) {
        const SaveStateEntry *entry = g_ptr_array_index(entries, i);
        if (entry->vmsd && entry->vmsd->unmigratable) {
            error_setg(errp, "the state of '%s' cannot be saved", entry->idstr);
            return false;
        }
    }
    for (guint i = 0; i < entries->len; i++) {
        SaveStateEntry *entry = g_ptr_array_index(entries, i);
        if (vmstate_registry_needed(entry) && save_section(f, entry, vmdesc, errp) < 0) {
            return false;
        }
    }
    return true;
}

JSONWriter *stream_describe_begin(void)
{
    JSONWriter *vmdesc = json_writer_new(false);
    json_writer_start_object(vmdesc, NULL);
    json_writer_int64(vmdesc, "page_size", PAGE_SIZE_DESCRIBED);
    json_writer_start_array(vmdesc, "devices");
    return vmdesc;
}

GString *stream_describe_end(JSONWriter *vmdesc)
{
    json_writer_end_array(vmdesc);
    json_writer_end_object(vmdesc);
    return json_writer_get_and_free(vmdesc);
}

bool stream_save(QEMUFile *f, Error **errp)
{
    JSONWriter *vmdesc = stream_describe_begin();
    GString *text;
    qemu_put_be32(f, STREAM_MAGIC);
    qemu_put_be32(f, STREAM_VERSION);
    if (!stream_save_sections(f, vmdesc, errp)) {
        json_writer_free(vmdesc);
        return false;
    }
    text = stream_describe_end(vmdesc);
    qemu_put_byte(f, STREAM_EOF);
    qemu_put_byte(f, STREAM_DESCRIPTION);
    qemu_put_be32(f, (uint32_t)text->len);
    qemu_put_buffer(f, (const uint8_t *)text->str, text->len);
    g_string_free(text, TRUE);
    return qemu_file_get_error_obj(f, errp) == 0;
}
