/* SPDX-License-Identifier: MIT */
/*
 * Fields of scalars: VMSTATE_KIND(member, State), and with what follows it
 *
 *   _V(f, s, v)                      from version v on
 *   _TEST(f, s, t)                   where t(opaque, version) says so
 *   _ARRAY(f, s, n), _ARRAY_V        all n elements of an array
 *   _SUB_ARRAY(f, s, start, n)       n of them
 *   _2DARRAY(f, s, n1, n2), _2DARRAY_V
 *   _EQUAL(f, s, hint)               that must be equal when loading
 *
 * Use "migration/vmstate.h", which includes this file; letters: "vmstate-fields.h".
 */
#ifndef MIGRATION_VMSTATE_SCALARS_H
#define MIGRATION_VMSTATE_SCALARS_H

/* --- bool --------------------------------------------------------------------------- */

#define VMSTATE_BOOL_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_bool, bool)
#define VMSTATE_BOOL(f, s)      VMSTATE_BOOL_V(f, s, 0)
#define VMSTATE_BOOL_TEST(f, s, t)                                                       \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_bool, bool)
#define VMSTATE_BOOL_ARRAY_V(f, s, n, v)                                                 \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_bool, bool)
#define VMSTATE_BOOL_ARRAY(f, s, n) VMSTATE_BOOL_ARRAY_V(f, s, n, 0)
#define VMSTATE_BOOL_SUB_ARRAY(f, s, start, n)                                           \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_bool, bool)

/* --- int8_t ------------------------------------------------------------------------- */

#define VMSTATE_INT8_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_int8, int8_t)
#define VMSTATE_INT8(f, s)      VMSTATE_INT8_V(f, s, 0)
#define VMSTATE_INT8_TEST(f, s, t)                                                       \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_int8, int8_t)
#define VMSTATE_INT8_ARRAY_V(f, s, n, v)                                                 \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_int8, int8_t)
#define VMSTATE_INT8_ARRAY(f, s, n) VMSTATE_INT8_ARRAY_V(f, s, n, 0)
#define VMSTATE_INT8_SUB_ARRAY(f, s, start, n)                                           \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_int8, int8_t)
#define VMSTATE_INT8_2DARRAY_V(f, s, n1, n2, v)                                          \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_int8, int8_t)
#define VMSTATE_INT8_2DARRAY(f, s, n1, n2) VMSTATE_INT8_2DARRAY_V(f, s, n1, n2, 0)

/* --- int16_t ------------------------------------------------------------------------ */

#define VMSTATE_INT16_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_int16, int16_t)
#define VMSTATE_INT16(f, s)      VMSTATE_INT16_V(f, s, 0)
#define VMSTATE_INT16_TEST(f, s, t)                                                      \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_int16, int16_t)
#define VMSTATE_INT16_ARRAY_V(f, s, n, v)                                                \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_int16, int16_t)
#define VMSTATE_INT16_ARRAY(f, s, n) VMSTATE_INT16_ARRAY_V(f, s, n, 0)
#define VMSTATE_INT16_SUB_ARRAY(f, s, start, n)                                          \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_int16, int16_t)
#define VMSTATE_INT16_2DARRAY_V(f, s, n1, n2, v)                                         \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_int16, int16_t)
#define VMSTATE_INT16_2DARRAY(f, s, n1, n2) VMSTATE_INT16_2DARRAY_V(f, s, n1, n2, 0)

/* --- int32_t ------------------------------------------------------------------------ */

#define VMSTATE_INT32_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_int32, int32_t)
#define VMSTATE_INT32(f, s)      VMSTATE_INT32_V(f, s, 0)
#define VMSTATE_INT32_TEST(f, s, t)                                                      \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_int32, int32_t)
#define VMSTATE_INT32_ARRAY_V(f, s, n, v)                                                \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_int32, int32_t)
#define VMSTATE_INT32_ARRAY(f, s, n) VMSTATE_INT32_ARRAY_V(f, s, n, 0)
#define VMSTATE_INT32_SUB_ARRAY(f, s, start, n)                                          \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_int32, int32_t)
#define VMSTATE_INT32_2DARRAY_V(f, s, n1, n2, v)                                         \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_int32, int32_t)
#define VMSTATE_INT32_2DARRAY(f, s, n1, n2) VMSTATE_INT32_2DARRAY_V(f, s, n1, n2, 0)
#define VMSTATE_INT32_EQUAL_V(f, s, v, hint)                                             \
    VMSTATE_SINGLE_FULL(f, s, NULL, v, vmstate_info_int32_equal, int32_t, hint)
#define VMSTATE_INT32_EQUAL(f, s, hint) VMSTATE_INT32_EQUAL_V(f, s, 0, hint)
/* Between 0 and what the state has already. */
#define VMSTATE_INT32_POSITIVE_LE(f, s)                                                  \
    VMSTATE_SINGLE(f, s, 0, vmstate_info_int32_le, int32_t)

/* --- int64_t ------------------------------------------------------------------------ */

#define VMSTATE_INT64_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_int64, int64_t)
#define VMSTATE_INT64(f, s)      VMSTATE_INT64_V(f, s, 0)
#define VMSTATE_INT64_TEST(f, s, t)                                                      \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_int64, int64_t)
#define VMSTATE_INT64_ARRAY_V(f, s, n, v)                                                \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_int64, int64_t)
#define VMSTATE_INT64_ARRAY(f, s, n) VMSTATE_INT64_ARRAY_V(f, s, n, 0)
#define VMSTATE_INT64_SUB_ARRAY(f, s, start, n)                                          \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_int64, int64_t)
#define VMSTATE_INT64_2DARRAY_V(f, s, n1, n2, v)                                         \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_int64, int64_t)
#define VMSTATE_INT64_2DARRAY(f, s, n1, n2) VMSTATE_INT64_2DARRAY_V(f, s, n1, n2, 0)

/* --- uint8_t ------------------------------------------------------------------------ */

#define VMSTATE_UINT8_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_uint8, uint8_t)
#define VMSTATE_UINT8(f, s)      VMSTATE_UINT8_V(f, s, 0)
#define VMSTATE_UINT8_TEST(f, s, t)                                                      \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_uint8, uint8_t)
#define VMSTATE_UINT8_ARRAY_V(f, s, n, v)                                                \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_uint8, uint8_t)
#define VMSTATE_UINT8_ARRAY(f, s, n) VMSTATE_UINT8_ARRAY_V(f, s, n, 0)
#define VMSTATE_UINT8_SUB_ARRAY(f, s, start, n)                                          \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_uint8, uint8_t)
#define VMSTATE_UINT8_2DARRAY_V(f, s, n1, n2, v)                                         \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_uint8, uint8_t)
#define VMSTATE_UINT8_2DARRAY(f, s, n1, n2) VMSTATE_UINT8_2DARRAY_V(f, s, n1, n2, 0)
#define VMSTATE_UINT8_EQUAL_V(f, s, v, hint)                                             \
    VMSTATE_SINGLE_FULL(f, s, NULL, v, vmstate_info_uint8_equal, uint8_t, hint)
#define VMSTATE_UINT8_EQUAL(f, s, hint) VMSTATE_UINT8_EQUAL_V(f, s, 0, hint)

/* --- uint16_t ----------------------------------------------------------------------- */

#define VMSTATE_UINT16_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_uint16, uint16_t)
#define VMSTATE_UINT16(f, s)      VMSTATE_UINT16_V(f, s, 0)
#define VMSTATE_UINT16_TEST(f, s, t)                                                     \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_uint16, uint16_t)
#define VMSTATE_UINT16_ARRAY_V(f, s, n, v)                                               \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_uint16, uint16_t)
#define VMSTATE_UINT16_ARRAY(f, s, n) VMSTATE_UINT16_ARRAY_V(f, s, n, 0)
#define VMSTATE_UINT16_SUB_ARRAY(f, s, start, n)                                         \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_uint16, uint16_t)
#define VMSTATE_UINT16_2DARRAY_V(f, s, n1, n2, v)                                        \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_uint16, uint16_t)
#define VMSTATE_UINT16_2DARRAY(f, s, n1, n2) VMSTATE_UINT16_2DARRAY_V(f, s, n1, n2, 0)
#define VMSTATE_UINT16_EQUAL_V(f, s, v, hint)                                            \
    VMSTATE_SINGLE_FULL(f, s, NULL, v, vmstate_info_uint16_equal, uint16_t, hint)
#define VMSTATE_UINT16_EQUAL(f, s, hint) VMSTATE_UINT16_EQUAL_V(f, s, 0, hint)

/* --- uint32_t ----------------------------------------------------------------------- */

#define VMSTATE_UINT32_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_uint32, uint32_t)
#define VMSTATE_UINT32(f, s)      VMSTATE_UINT32_V(f, s, 0)
#define VMSTATE_UINT32_TEST(f, s, t)                                                     \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_uint32, uint32_t)
#define VMSTATE_UINT32_ARRAY_V(f, s, n, v)                                               \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_uint32, uint32_t)
#define VMSTATE_UINT32_ARRAY(f, s, n) VMSTATE_UINT32_ARRAY_V(f, s, n, 0)
#define VMSTATE_UINT32_SUB_ARRAY(f, s, start, n)                                         \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_uint32, uint32_t)
#define VMSTATE_UINT32_2DARRAY_V(f, s, n1, n2, v)                                        \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_uint32, uint32_t)
#define VMSTATE_UINT32_2DARRAY(f, s, n1, n2) VMSTATE_UINT32_2DARRAY_V(f, s, n1, n2, 0)
#define VMSTATE_UINT32_EQUAL_V(f, s, v, hint)                                            \
    VMSTATE_SINGLE_FULL(f, s, NULL, v, vmstate_info_uint32_equal, uint32_t, hint)
#define VMSTATE_UINT32_EQUAL(f, s, hint) VMSTATE_UINT32_EQUAL_V(f, s, 0, hint)

/* --- uint64_t ----------------------------------------------------------------------- */

#define VMSTATE_UINT64_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_uint64, uint64_t)
#define VMSTATE_UINT64(f, s)      VMSTATE_UINT64_V(f, s, 0)
#define VMSTATE_UINT64_TEST(f, s, t)                                                     \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_uint64, uint64_t)
#define VMSTATE_UINT64_ARRAY_V(f, s, n, v)                                               \
    VMSTATE_ARRAY(f, s, n, v, vmstate_info_uint64, uint64_t)
#define VMSTATE_UINT64_ARRAY(f, s, n) VMSTATE_UINT64_ARRAY_V(f, s, n, 0)
#define VMSTATE_UINT64_SUB_ARRAY(f, s, start, n)                                         \
    VMSTATE_SUB_ARRAY(f, s, start, n, 0, vmstate_info_uint64, uint64_t)
#define VMSTATE_UINT64_2DARRAY_V(f, s, n1, n2, v)                                        \
    VMSTATE_2DARRAY(f, s, n1, n2, v, vmstate_info_uint64, uint64_t)
#define VMSTATE_UINT64_2DARRAY(f, s, n1, n2) VMSTATE_UINT64_2DARRAY_V(f, s, n1, n2, 0)
#define VMSTATE_UINT64_EQUAL_V(f, s, v, hint)                                            \
    VMSTATE_SINGLE_FULL(f, s, NULL, v, vmstate_info_uint64_equal, uint64_t, hint)
#define VMSTATE_UINT64_EQUAL(f, s, hint) VMSTATE_UINT64_EQUAL_V(f, s, 0, hint)

/* --- the names that Linux's headers have for them ----------------------------------- */

#ifdef CONFIG_LINUX
#define VMSTATE_U8_V(f, s, v)  VMSTATE_SINGLE(f, s, v, vmstate_info_uint8, __u8)
#define VMSTATE_U16_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_uint16, __u16)
#define VMSTATE_U32_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_uint32, __u32)
#define VMSTATE_U64_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_uint64, __u64)
#define VMSTATE_U8(f, s)       VMSTATE_U8_V(f, s, 0)
#define VMSTATE_U16(f, s)      VMSTATE_U16_V(f, s, 0)
#define VMSTATE_U32(f, s)      VMSTATE_U32_V(f, s, 0)
#define VMSTATE_U64(f, s)      VMSTATE_U64_V(f, s, 0)
#endif

/* --- timers: loading arms them or deletes them -------------------------------------- */

#define VMSTATE_TIMER_V(f, s, v) VMSTATE_SINGLE(f, s, v, vmstate_info_timer, QEMUTimer)
#define VMSTATE_TIMER(f, s)      VMSTATE_TIMER_V(f, s, 0)
#define VMSTATE_TIMER_TEST(f, s, t)                                                      \
    VMSTATE_SINGLE_TEST(f, s, t, 0, vmstate_info_timer, QEMUTimer)
#define VMSTATE_TIMER_ARRAY(f, s, n)                                                     \
    VMSTATE_ARRAY(f, s, n, 0, vmstate_info_timer, QEMUTimer)
#define VMSTATE_TIMER_PTR_V(f, s, v)                                                     \
    VMSTATE_POINTER(f, s, v, vmstate_info_timer, QEMUTimer *)
#define VMSTATE_TIMER_PTR(f, s) VMSTATE_TIMER_PTR_V(f, s, 0)
#define VMSTATE_TIMER_PTR_TEST(f, s, t)                                                  \
    VMSTATE_POINTER_TEST(f, s, t, vmstate_info_timer, QEMUTimer *)
#define VMSTATE_TIMER_PTR_ARRAY(f, s, n)                                                 \
    VMSTATE_ARRAY_OF_POINTER(f, s, n, 0, vmstate_info_timer, QEMUTimer *)

#endif
