/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "qapi/error.h"
#include "qemu/bswap.h"
#include "qemu_file_impl.h"

QEMUFile *qemu_file_new_output(void)
{
    QEMUFile *f = g_new0(QEMUFile, 1);
    f->output = g_byte_array_new();
    return f;
}

QEMUFile *qemu_file_new_input(const void *data, size_t size)
{
    QEMUFile *f = g_new0(QEMUFile, 1);
    f->input = data;
    f->size = size;
    return f;
}

void qemu_file_free(QEMUFile *f)
{
    if (f) {
        if (f->output) {
            g_byte_array_unref(f->output);
        }
        error_free(f->error_obj);
        g_free(f);
    }
}

const GByteArray *qemu_file_output(const QEMUFile *f)
{
    return f->output;
}

size_t qemu_file_offset(const QEMUFile *f)
{
    return f->output ? f->output->len : f->offset;
}

size_t qemu_file_remaining(const QEMUFile *f)
{
    return f->size - f->offset;
}

/* --- errors ------------------------------------------------------------------------- */

void qemu_file_set_error_obj(QEMUFile *f, int ret, Error *err)
{
    g_assert(ret < 0);
    if (f->error) {
        error_free(err);
        return;
    }
    f->error = ret;
    f->error_obj = err;
}

void qemu_file_set_error(QEMUFile *f, int ret)
{
    qemu_file_set_error_obj(f, ret, NULL);
}

int qemu_file_get_error(QEMUFile *f)
{
    return f->error;
}

int qemu_file_get_error_obj(QEMUFile *f, Error **errp)
{
    if (f->error && f->error_obj) {
        error_propagate(errp, error_copy(f->error_obj));
    } else if (f->error) {
        error_setg_errno(errp, -f->error, "the stream failed");
    }
    return f->error;
}

static void fail_short(QEMUFile *f, size_t wanted)
{
    Error *err = NULL;
    error_setg(&err, "the stream ends at offset %zu (bytes missing: %zu)", f->size,
               wanted - qemu_file_remaining(f));
    qemu_file_set_error_obj(f, -EIO, err);
}

/* --- writing ------------------------------------------------------------------------ */

void qemu_put_buffer(QEMUFile *f, const uint8_t *buf, size_t size)
{
    Error *err = NULL;
    if (f->error || size == 0) {
        return;
    }
    if (!f->output) {
        error_setg(&err, "a stream that is read was written to");
        qemu_file_set_error_obj(f, -EBADF, err);
    } else if (size > G_MAXUINT / 2 - f->output->len) {
        error_setg(&err, "the state is too large for a stream");
        qemu_file_set_error_obj(f, -EFBIG, err);
    } else {
        g_byte_array_append(f->output, buf, (guint)size);
    }
}

void qemu_put_byte(QEMUFile *f, int v)
{
    uint8_t byte = (uint8_t)v;
    qemu_put_buffer(f, &byte, sizeof(byte));
}

void qemu_put_be16(QEMUFile *f, unsigned int v)
{
    uint8_t bytes[2];
    stw_be_p(bytes, (uint16_t)v);
    qemu_put_buffer(f, bytes, sizeof(bytes));
}

void qemu_put_be32(QEMUFile *f, unsigned int v)
{
    uint8_t bytes[4];
    stl_be_p(bytes, v);
    qemu_put_buffer(f, bytes, sizeof(bytes));
}

void qemu_put_be64(QEMUFile *f, uint64_t v)
{
    uint8_t bytes[8];
    stq_be_p(bytes, v);
    qemu_put_buffer(f, bytes, sizeof(bytes));
}

void qemu_put_counted_string(QEMUFile *f, const char *name)
{
    size_t length = strlen(name);
    g_assert(length < 256);
    qemu_put_byte(f, (int)length);
    qemu_put_buffer(f, (const uint8_t *)name, length);
}

/* --- reading ------------------------------------------------------------------------ */

size_t qemu_get_buffer(QEMUFile *f, uint8_t *buf, size_t size)
{
    size_t got = f->error ? 0 : MIN(size, qemu_file_remaining(f));
    if (got > 0) {
        memcpy(buf, f->input + f->offset, got);
    }
    if (got < size) {
        memset(buf + got, 0, size - got);
        if (!f->error) {
            fail_short(f, size);
        }
    }
    f->offset += got;
    return got;
}

int qemu_get_byte(QEMUFile *f)
{
    uint8_t byte;
    qemu_get_buffer(f, &byte, sizeof(byte));
    return byte;
}

/* An integer of which a part is missing is 0, not what there was of it. */
unsigned int qemu_get_be16(QEMUFile *f)
{
    uint8_t bytes[2];
    return qemu_get_buffer(f, bytes, sizeof(bytes)) == sizeof(bytes)
               ? (uint16_t)lduw_be_p(bytes)
               : 0;
}

unsigned int qemu_get_be32(QEMUFile *f)
{
    uint8_t bytes[4];
    return qemu_get_buffer(f, bytes, sizeof(bytes)) == sizeof(bytes)
               ? (uint32_t)ldl_be_p(bytes)
               : 0;
}

uint64_t qemu_get_be64(QEMUFile *f)
{
    uint8_t bytes[8];
    return qemu_get_buffer(f, bytes, sizeof(bytes)) == sizeof(bytes) ? ldq_be_p(bytes)
                                                                     : 0;
}

size_t qemu_get_counted_string(QEMUFile *f, char buf[256])
{
    size_t length = (size_t)qemu_get_byte(f);
    size_t got = qemu_get_buffer(f, (uint8_t *)buf, length);
    buf[got] = '\0';
    return got == length ? length : 0;
}

int qemu_file_peek_byte(const QEMUFile *f, size_t ahead)
{
    return f->error || ahead >= qemu_file_remaining(f) ? -1 : f->input[f->offset + ahead];
}

void qemu_file_skip(QEMUFile *f, size_t size)
{
    if (f->error) {
        return;
    }
    if (size > qemu_file_remaining(f)) {
        fail_short(f, size);
        f->offset = f->size;
    } else {
        f->offset += size;
    }
}
