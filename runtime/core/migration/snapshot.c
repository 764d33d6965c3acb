/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "runtime/snapshot.h"

#include <glib/gstdio.h>

#include "migration/blocker.h"
#include "migration_busy.h"
#include "qapi/error.h"
#include "qobject/json-writer.h"
#include "runtime/qemu_file.h"
#include "stream.h"

static bool may_save(Error **errp)
{
    return !migration_is_blocked(errp) && migration_busy_begin(errp);
}

GByteArray *snapshot_save(Error **errp)
{
    GByteArray *bytes = NULL;
    QEMUFile *f;
    if (!may_save(errp)) {
        return NULL;
    }
    f = qemu_file_new_output();
    if (stream_save(f, errp)) {
        bytes = g_byte_array_new();
        g_byte_array_append(bytes, qemu_file_output(f)->data, qemu_file_output(f)->len);
    }
    qemu_file_free(f);
    migration_busy_end();
    return bytes;
}

char *snapshot_describe(Error **errp)
{
    JSONWriter *vmdesc;
    GString *text;
    QEMUFile *f;
    bool ok;
    if (!may_save(errp)) {
        return NULL;
    }
    f = qemu_file_new_output();
    vmdesc = stream_describe_begin();
    ok = stream_save_sections(f, vmdesc, errp);
    text = ok ? stream_describe_end(vmdesc) : NULL;
    if (!ok) {
        json_writer_free(vmdesc);
    }
    qemu_file_free(f);
    migration_busy_end();
    return text ? g_string_free(text, FALSE) : NULL;
}

SnapshotResult snapshot_load(const void *data, size_t size, Error **errp)
{
    SnapshotResult result;
    QEMUFile *f;
    if (size > SNAPSHOT_SIZE_MAX) {
        error_setg(errp, "the stream has %zu bytes, but at most %zu are supported", size,
                   SNAPSHOT_SIZE_MAX);
        return SNAPSHOT_REFUSED;
    }
    if (!migration_busy_begin(errp)) {
        return SNAPSHOT_REFUSED;
    }
    f = qemu_file_new_input(data, size);
    result = stream_load(f, errp);
    qemu_file_free(f);
    migration_busy_end();
    return result;
}

/* --- files -------------------------------------------------------------------------- */

/* A new file takes the old one's place, and its mode, which umask() has no part in. */
static bool replace_file(const char *path, const GByteArray *bytes, Error **errp)
{
    GError *error = NULL;
    struct stat old;
    bool exists = stat(path, &old) == 0;

    if (!g_file_set_contents_full(path, (const char *)bytes->data, bytes->len,
                                  G_FILE_SET_CONTENTS_CONSISTENT |
                                      G_FILE_SET_CONTENTS_DURABLE,
                                  exists ? (int)(old.st_mode & 0777) : 0666, &error)) {
        error_setg(errp, "the state could not be written: %s", error->message);
        g_error_free(error);
        return false;
    }
    if (exists && chmod(path, old.st_mode & 0777) != 0) {
        error_setg_errno(errp, errno, "the state was written, but '%s' has another mode",
                         path);
        return false;
    }
    return true;
}

bool snapshot_save_file(const char *path, Error **errp)
{
    GByteArray *bytes;
    char *target;
    bool ok;

    /* A device or a pipe would be a file then, and so would a link that leads nowhere. */
    if ((g_file_test(path, G_FILE_TEST_EXISTS) ||
         g_file_test(path, G_FILE_TEST_IS_SYMLINK)) &&
        !g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
        error_setg(errp, "the state could not be written: '%s' is no regular file", path);
        return false;
    }
    bytes = snapshot_save(errp);
    if (!bytes) {
        return false;
    }
    /* Links stay: what they lead to is replaced. */
    target = realpath(path, NULL);
    ok = replace_file(target ? target : path, bytes, errp);
    free(target);
    g_byte_array_unref(bytes);
    return ok;
}

/* The whole of a file, new, for g_byte_array_unref(); or a byte more than is allowed. */
static GByteArray *read_file(const char *path, Error **errp)
{
    GByteArray *bytes;
    uint8_t *block;
    ssize_t got;
    int fd = qemu_open(path, O_RDONLY, errp);
    if (fd < 0) {
        return NULL;
    }
    bytes = g_byte_array_new();
    block = g_malloc(1 << 16);
    do {
        got = RETRY_ON_EINTR(read(fd, block, 1 << 16));
        g_byte_array_append(bytes, block, (guint)MAX(got, 0));
    } while (got > 0 && bytes->len <= SNAPSHOT_SIZE_MAX);
    if (got < 0) {
        error_setg_errno(errp, errno, "'%s' could not be read", path);
        g_byte_array_unref(bytes);
        bytes = NULL;
    }
    g_free(block);
    qemu_close(fd);
    return bytes;
}

SnapshotResult snapshot_load_file(const char *path, Error **errp)
{
    ERRP_GUARD();
    SnapshotResult result;
    GByteArray *bytes = read_file(path, errp);
    if (!bytes) {
        return SNAPSHOT_REFUSED;
    }
    result = snapshot_load(bytes->data, bytes->len, errp);
    if (result != SNAPSHOT_LOADED) {
        error_prepend(errp, "'%s': ", path);
    }
    g_byte_array_unref(bytes);
    return result;
}
