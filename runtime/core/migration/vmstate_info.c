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
        (void)size;                                                                      \
        (void)field;                                                                     \
        *(type *)pv = (type)qemu_get_##way(f);                                           \
        return 0;                                                                        \
    }                                                                                    \
    static int put_##NAME(QEMUFile *f, void *pv, size_t size, const VMStateField *field, \
                          JSONWriter *vmdesc)                                            \
    {                                                                                    \
        (void)size;                                                                      \
        (void)field;                                                                     \
        (void)vmdesc;                                                                    \
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

static int refuse(QEMUFile *f, const VMStateField *field, Error *err)
{
    if (field->err_hint) {
        ERRP_GUARD_HINT(err, field->err_hint);
    }
    qemu_file_set_error_obj(f, -EINVAL, err);
    return -EINVAL;
}
