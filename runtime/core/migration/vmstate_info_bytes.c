/* SPDX-License-Identifier: MIT */
/* The kinds of element that are many bytes: buffers, what is unused, bitmaps, records. */
#include "qemu/osdep.h"

#include "migration/qemu-file-types.h"
#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qemu/bitops.h"
#include "qemu_file_impl.h"

/* --- buffers ------------------------------------------------------------------------ */

static int get_buffer(QEMUFile *f, void *pv, size_t size, const VMStateField *field)
{
    qemu_get_buffer(f, pv, size);
    return qemu_file_get_error(f);
}

static int put_buffer(QEMUFile *f, void *pv, size_t size, const VMStateField *field,
                      JSONWriter *vmdesc)
{
    qemu_put_buffer(f, pv, size);
    return 0;
}

const VMStateInfo vmstate_info_buffer = {
    .name = "buffer",
    .get = get_buffer,
    .put = put_buffer,
};

static int get_unused_buffer(QEMUFile *f, void *pv, size_t size,
                             const VMStateField *field)
{
    qemu_file_skip(f, size);
    return qemu_file_get_error(f);
}

static int put_unused_buffer(QEMUFile *f, void *pv, size_t size,
                             const VMStateField *field, JSONWriter *vmdesc)
{
    static const uint8_t zeros[256];
    for (size_t done = 0; done < size; done += sizeof(zeros)) {
        qemu_put_buffer(f, zeros, MIN(size - done, sizeof(zeros)));
    }
    return 0;
}

const VMStateInfo vmstate_info_unused_buffer = {
    .name = "unused_buffer",
    .get = get_unused_buffer,
    .put = put_unused_buffer,
};

/* --- bitmaps: 64-bit words, also where a long is less; size is bits ----------------- */

#define LONGS_PER_WORD (64 / BITS_PER_LONG)

static int get_bitmap(QEMUFile *f, void *pv, size_t size, const VMStateField *field)
{
    unsigned long *bitmap = pv;
    size_t longs = BITS_TO_LONGS(size);
    for (size_t i = 0; i < longs; i += LONGS_PER_WORD) {
        uint64_t word = qemu_get_be64(f);
        if (qemu_file_get_error(f)) {
            return qemu_file_get_error(f);
        }
        for (size_t j = i; j < longs && j < i + LONGS_PER_WORD; j++) {
            bitmap[j] = (unsigned long)(word >> (BITS_PER_LONG * (j - i)));
        }
    }
    return 0;
}

static int put_bitmap(QEMUFile *f, void *pv, size_t size, const VMStateField *field,
                      JSONWriter *vmdesc)
{
    const unsigned long *bitmap = pv;
    size_t longs = BITS_TO_LONGS(size);
    for (size_t i = 0; i < longs; i += LONGS_PER_WORD) {
        uint64_t word = 0;
        for (size_t j = i; j < longs && j < i + LONGS_PER_WORD; j++) {
            word |= (uint64_t)bitmap[j] << (BITS_PER_LONG * (j - i));
        }
        qemu_put_be64(f, word);
    }
    return 0;
}

const VMStateInfo vmstate_info_bitmap = {
    .name = "bitmap",
    .get = get_bitmap,
    .put = put_bitmap,
};

/* --- records that live only meanwhile: see VMSTATE_WITH_TMP() ----------------------- */

static void *new_tmp(void *parent, size_t size)
{
    void **tmp = g_malloc0(size);
    *tmp = parent;
    return tmp;
}

static int fail_tmp(QEMUFile *f, int ret, Error *err)
{
    if (ret < 0) {
        qemu_file_set_error_obj(f, ret, err);
    }
    return ret;
}

static int get_tmp(QEMUFile *f, void *pv, size_t size, const VMStateField *field)
{
    Error *err = NULL;
    void *tmp = new_tmp(pv, size);
    /* Its numbers are new with it, whatever was at the same address before. */
    GHashTable *limits = f->limits;
    int ret;
    f->limits = NULL;
    ret = vmstate_load_state(f, field->vmsd, tmp, field->vmsd->version_id, &err);
    f->limits = limits;
    g_free(tmp);
    return fail_tmp(f, ret, err);
}

static int put_tmp(QEMUFile *f, void *pv, size_t size, const VMStateField *field,
                   JSONWriter *vmdesc)
{
    Error *err = NULL;
    void *tmp = new_tmp(pv, size);
    int ret = vmstate_save_state(f, field->vmsd, tmp, vmdesc, &err);
    g_free(tmp);
    return fail_tmp(f, ret, err);
}

const VMStateInfo vmstate_info_tmp = {
    .name = "tmp",
    .get = get_tmp,
    .put = put_tmp,
};
