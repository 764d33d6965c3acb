/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "migration/qemu-file-types.h"
#include "migration/vmstate.h"
#include "qapi/error.h"
#include "qemu/bitops.h"
#include "qemu/timer.h"
#include "qemu_file_impl.h"

/* --- scalars ------------------------------------------------------------------------ */

/* vmstate_info_NAME of a type that the stream has as qemu_get_WAY(), qemu_put_WAY(). */
#define SCALAR(NAME, type, way)                                                          \
    static int get_##NAME(QEMUFile *f, void *pv, size_t size, const VMStateField *field) \
    {                                                                                    \
        *(type *)pv = (type)qemu_get_##way(f);                                           \
        return 0;                                                                        \
    }                                                                                    \
    static int put_##NAME(QEMUFile *f, void *pv, size_t size, const VMStateField *field, \
                          JSONWriter *vmdesc)                                            \
    {                                                                                    \
        qemu_put_##way(f, *(const type *)pv);                                            \
        return 0;                                                                        \
    }                                                                                    \
    const VMStateInfo vmstate_info_##NAME = {                                            \
        .name = #NAME,                                                                   \
        .get = get_##NAME,                                                               \
        .put = put_##NAME,                                                               \
    };
SCALAR(bool, bool, byte)
SCALAR(int8, int8_t, byte)
SCALAR(int16, int16_t, sbe16)
SCALAR(int32, int32_t, sbe32)
SCALAR(int64, int64_t, sbe64)
SCALAR(uint8, uint8_t, byte)
SCALAR(uint16, uint16_t, be16)
SCALAR(uint32, uint32_t, be32)
SCALAR(uint64, uint64_t, be64)

/* --- scalars that are checked ------------------------------------------------------- */

/* err is stolen. */
static int refuse(QEMUFile *f, const VMStateField *field, Error *err)
{
    if (field->err_hint) {
        error_append_hint(&err, "%s\n", field->err_hint);
    }
    qemu_file_set_error_obj(f, -EINVAL, err);
    return -EINVAL;
}

/* vmstate_info_NAME_equal; wide is a type that printf has the conversion fmt for. */
#define SCALAR_EQUAL(NAME, type, way, wide, fmt)                                         \
    static int get_##NAME##_equal(QEMUFile *f, void *pv, size_t size,                    \
                                  const VMStateField *field)                             \
    {                                                                                    \
        Error *err = NULL;                                                               \
        type own = *(const type *)pv;                                                    \
        type loaded = (type)qemu_get_##way(f);                                           \
        if (loaded == own || qemu_file_get_error(f)) {                                   \
            return qemu_file_get_error(f);                                               \
        }                                                                                \
        error_setg(&err, "the value must be " fmt " here, but is " fmt, (wide)own,       \
                   (wide)loaded);                                                        \
        return refuse(f, field, err);                                                    \
    }                                                                                    \
    const VMStateInfo vmstate_info_##NAME##_equal = {                                    \
        .name = #NAME " equal",                                                          \
        .get = get_##NAME##_equal,                                                       \
        .put = put_##NAME,                                                               \
    };
SCALAR_EQUAL(uint8, uint8_t, byte, unsigned, "%u")
SCALAR_EQUAL(uint16, uint16_t, be16, unsigned, "%u")
SCALAR_EQUAL(int32, int32_t, sbe32, int, "%d")
SCALAR_EQUAL(uint32, uint32_t, be32, uint32_t, "%" PRIu32)
SCALAR_EQUAL(uint64, uint64_t, be64, uint64_t, "%" PRIu64)

static int get_int32_le(QEMUFile *f, void *pv, size_t size, const VMStateField *field)
{
    Error *err = NULL;
    int32_t *own = pv;
    int32_t loaded = qemu_get_sbe32(f);
    if (qemu_file_get_error(f)) {
        return qemu_file_get_error(f);
    }
    if (loaded < 0 || loaded > *own) {
        error_setg(&err, "the value must be between 0 and %d here, but is %d", *own,
                   loaded);
        return refuse(f, field, err);
    }
    *own = loaded;
    return 0;
}

const VMStateInfo vmstate_info_int32_le = {
    .name = "int32 le",
    .get = get_int32_le,
    .put = put_int32,
};

/* --- the place of a NULL in an array of pointers ------------------------------------ */

static int get_nullptr(QEMUFile *f, void *pv, size_t size, const VMStateField *field)
{
    Error *err = NULL;
    int byte = qemu_get_byte(f);
    if (byte == VMS_NULLPTR_MARKER || qemu_file_get_error(f)) {
        return qemu_file_get_error(f);
    }
    error_setg(&err, "there is no object here, but the stream has one");
    return refuse(f, field, err);
}

static int put_nullptr(QEMUFile *f, void *pv, size_t size, const VMStateField *field,
                       JSONWriter *vmdesc)
{
    qemu_put_byte(f, VMS_NULLPTR_MARKER);
    return 0;
}

const VMStateInfo vmstate_info_nullptr = {
    .name = "nullptr",
    .get = get_nullptr,
    .put = put_nullptr,
};

/* --- timers ------------------------------------------------------------------------- */

static int get_timer(QEMUFile *f, void *pv, size_t size, const VMStateField *field)
{
    QEMUTimer *ts = pv;
    uint64_t deadline = qemu_get_be64(f);
    if (qemu_file_get_error(f)) {
        return qemu_file_get_error(f);
    }
    if (deadline == UINT64_MAX) {
        timer_del(ts);
    } else {
        timer_mod_ns(ts, (int64_t)deadline);
    }
    return 0;
}

static int put_timer(QEMUFile *f, void *pv, size_t size, const VMStateField *field,
                     JSONWriter *vmdesc)
{
    qemu_put_be64(f, timer_expire_time_ns(pv));
    return 0;
}

const VMStateInfo vmstate_info_timer = {
    .name = "timer",
    .get = get_timer,
    .put = put_timer,
};
