/* SPDX-License-Identifier: MIT */
/*
 * Fields of every shape, for any kind of element: the parts of a VMStateDescription. Use
 * "migration/vmstate.h", which includes this file.
 *
 * The parameters, by their letters:
 *
 *   f   the member                        ty  the type of an element
 *   s   the type of the state             i   the VMStateInfo of an element
 *   v   the first version that has it     d   the VMStateDescription of a record
 *   t   field_exists, or NULL             n   the number of elements, a constant
 *   fn  the member that holds the number of elements, or (fs) the size in bytes
 *
 * A member whose type is not what the field says is an error at compile time. The macros
 * named _UNSAFE do not check.
 */
#ifndef MIGRATION_VMSTATE_FIELDS_H
#define MIGRATION_VMSTATE_FIELDS_H

#include "qemu/compiler.h"

/* --- offsets, with the member's type checked ---------------------------------------- */

/* 0 where pointers of types p1 and p2 may be subtracted, an error otherwise. */
#define VMSTATE_SAME_POINTER_(p1, p2) (0 * sizeof((p1)sizeof(int) - (p2)sizeof(int)))

#ifndef type_check
#define type_check(t1, t2) VMSTATE_SAME_POINTER_(__typeof__(t1) *, __typeof__(t2) *)
#endif
#define type_check_pointer(t1, t2)                                                       \
    VMSTATE_SAME_POINTER_(__typeof__(t1) **, __typeof__(t2) *)
#define type_check_array(t1, t2, n)                                                      \
    VMSTATE_SAME_POINTER_(__typeof__(t1)(*)[n], __typeof__(t2) *)
#define type_check_2darray(t1, t2, n, m)                                                 \
    VMSTATE_SAME_POINTER_(__typeof__(t1)(*)[n][m], __typeof__(t2) *)
/* Whether member f of record t2 is an array, of any length, with elements of type t1. */
#define type_check_varray(t1, t2, f)                                                     \
    (type_check(t1, __typeof__(((t2 *)0)->f[0])) +                                       \
     QEMU_BUILD_BUG_ON_ZERO(!QEMU_IS_ARRAY(((t2 *)0)->f)))

#define vmstate_offset_value(s, f, ty)                                                   \
    (offsetof(s, f) + type_check(ty, typeof_field(s, f)))
#define vmstate_offset_pointer(s, f, ty)                                                 \
    (offsetof(s, f) + type_check_pointer(ty, typeof_field(s, f)))
#define vmstate_offset_array(s, f, ty, n)                                                \
    (offsetof(s, f) + type_check_array(ty, typeof_field(s, f), n))
#define vmstate_offset_2darray(s, f, ty, n1, n2)                                         \
    (offsetof(s, f) + type_check_2darray(ty, typeof_field(s, f), n1, n2))
#define vmstate_offset_sub_array(s, f, ty, start) vmstate_offset_value(s, f[start], ty)
#define vmstate_offset_buffer(s, f)                                                      \
    vmstate_offset_array(s, f, uint8_t, sizeof(typeof_field(s, f)))
#define vmstate_offset_varray(s, f, ty) (offsetof(s, f) + type_check_varray(ty, s, f))

/* --- parts of fields ---------------------------------------------------------------- */

/* What every field has; the rest are its other members. */
#define VMSTATE_FIELD_(f, v, t, ...)                                                     \
    {                                                                                    \
        .name = stringify(f), .version_id = (v), .field_exists = (t), __VA_ARGS__        \
    }
/* Elements: by an info, or by a description; num, num_offset. */
#define VMSTATE_OF_INFO_(i, ty)  .info = &(i), .size = sizeof(ty)
#define VMSTATE_OF_VMSD_(d, ty)  .vmsd = &(d), .size = sizeof(ty)
#define VMSTATE_NUM_(s, fn, nty) .num_offset = vmstate_offset_value(s, fn, nty)
/* Where an embedded array of variable length is. */
#define VMSTATE_EMBEDDED_(s, f, ty)                                                      \
    .offset = vmstate_offset_varray(s, f, ty),                                           \
    .capacity = sizeof(typeof_field(s, f)) / sizeof(ty)

/* --- one element -------------------------------------------------------------------- */

#define VMSTATE_SINGLE_FULL(f, s, t, v, i, ty, hint)                                     \
    VMSTATE_FIELD_(f, v, t, .err_hint = (hint), VMSTATE_OF_INFO_(i, ty),                 \
                   .flags = VMS_SINGLE, .offset = vmstate_offset_value(s, f, ty))
#define VMSTATE_SINGLE_TEST(f, s, t, v, i, ty)                                           \
    VMSTATE_SINGLE_FULL(f, s, t, v, i, ty, NULL)
#define VMSTATE_SINGLE(f, s, v, i, ty) VMSTATE_SINGLE_TEST(f, s, NULL, v, i, ty)

/* The member is a pointer to the element; ty is the pointer's type. */
#define VMSTATE_POINTER(f, s, v, i, ty)                                                  \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_INFO_(i, ty),                                  \
                   .flags = VMS_SINGLE | VMS_POINTER,                                    \
                   .offset = vmstate_offset_value(s, f, ty))
#define VMSTATE_POINTER_TEST(f, s, t, i, ty)                                             \
    VMSTATE_FIELD_(f, 0, t, VMSTATE_OF_INFO_(i, ty), .flags = VMS_SINGLE | VMS_POINTER,  \
                   .offset = vmstate_offset_value(s, f, ty))

/* No bytes: saving and loading fail where t(opaque, version) is false at this point. */
#define VMSTATE_VALIDATE(text, t)                                                        \
    {                                                                                    \
        .name = (text), .field_exists = (t), .flags = VMS_ARRAY | VMS_MUST_EXIST,        \
        .num = 0,                                                                        \
    }

/* --- arrays of fixed length --------------------------------------------------------- */

#define VMSTATE_ARRAY_TEST(f, s, n, t, i, ty)                                            \
    VMSTATE_FIELD_(f, 0, t, VMSTATE_OF_INFO_(i, ty), .num = (n), .flags = VMS_ARRAY,     \
                   .offset = vmstate_offset_array(s, f, ty, n))
#define VMSTATE_ARRAY(f, s, n, v, i, ty)                                                 \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_INFO_(i, ty), .num = (n), .flags = VMS_ARRAY,  \
                   .offset = vmstate_offset_array(s, f, ty, n))
#define VMSTATE_2DARRAY(f, s, n1, n2, v, i, ty)                                          \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_INFO_(i, ty), .num = (n1) * (n2),              \
                   .flags = VMS_ARRAY,                                                   \
                   .offset = vmstate_offset_2darray(s, f, ty, n1, n2))
/* n elements from start on. */
#define VMSTATE_SUB_ARRAY(f, s, from, n, v, i, ty)                                       \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_INFO_(i, ty), .num = (n), .flags = VMS_ARRAY,  \
                   .offset = vmstate_offset_sub_array(s, f, ty, from))
/* Pointers to elements; ty is the pointers' type. */
#define VMSTATE_ARRAY_OF_POINTER(f, s, n, v, i, ty)                                      \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_INFO_(i, ty), .num = (n),                      \
                   .flags = VMS_ARRAY | VMS_ARRAY_OF_POINTER,                            \
                   .offset = vmstate_offset_array(s, f, ty, n))

/* --- arrays of variable length ------------------------------------------------------ */

/* Behind a pointer. */
#define VMSTATE_VARRAY_(f, s, fn, nty, v, i, ty, fl)                                     \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_INFO_(i, ty), VMSTATE_NUM_(s, fn, nty),        \
                   .flags = (fl), .offset = vmstate_offset_pointer(s, f, ty))
#define VMSTATE_VARRAY_INT32(f, s, fn, v, i, ty)                                         \
    VMSTATE_VARRAY_(f, s, fn, int32_t, v, i, ty, VMS_VARRAY_INT32 | VMS_POINTER)
#define VMSTATE_VARRAY_UINT32(f, s, fn, v, i, ty)                                        \
    VMSTATE_VARRAY_(f, s, fn, uint32_t, v, i, ty, VMS_VARRAY_UINT32 | VMS_POINTER)
#define VMSTATE_VARRAY_UINT16(f, s, fn, v, i, ty)                                        \
    VMSTATE_VARRAY_(f, s, fn, uint16_t, v, i, ty, VMS_VARRAY_UINT16 | VMS_POINTER)
#define VMSTATE_VARRAY_UINT8(f, s, fn, v, i, ty)                                         \
    VMSTATE_VARRAY_(f, s, fn, uint8_t, v, i, ty, VMS_VARRAY_UINT8 | VMS_POINTER)
#define VMSTATE_VARRAY_UINT32_ALLOC(f, s, fn, v, i, ty)                                  \
    VMSTATE_VARRAY_(f, s, fn, uint32_t, v, i, ty,                                        \
                    VMS_VARRAY_UINT32 | VMS_POINTER | VMS_ALLOC)
#define VMSTATE_VARRAY_UINT16_ALLOC(f, s, fn, v, i, ty)                                  \
    VMSTATE_VARRAY_(f, s, fn, uint16_t, v, i, ty,                                        \
                    VMS_VARRAY_UINT16 | VMS_POINTER | VMS_ALLOC)

/* Embedded. (UNSAFE by name only: its length bounds the number.) */
#define VMSTATE_ARRAY_INT32_UNSAFE(f, s, fn, i, ty)                                      \
    VMSTATE_FIELD_(f, 0, NULL, VMSTATE_OF_INFO_(i, ty), VMSTATE_NUM_(s, fn, int32_t),    \
                   .flags = VMS_VARRAY_INT32, VMSTATE_EMBEDDED_(s, f, ty))
#define VMSTATE_VARRAY_UINT16_UNSAFE(f, s, fn, v, i, ty)                                 \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_INFO_(i, ty), VMSTATE_NUM_(s, fn, uint16_t),   \
                   .flags = VMS_VARRAY_UINT16, VMSTATE_EMBEDDED_(s, f, ty))
/* The number in fn times a constant. */
#define VMSTATE_VARRAY_MULTIPLY(f, s, fn, factor, i, ty)                                 \
    VMSTATE_FIELD_(f, 0, NULL, VMSTATE_OF_INFO_(i, ty), VMSTATE_NUM_(s, fn, uint32_t),   \
                   .num = (factor), .flags = VMS_VARRAY_UINT32 | VMS_MULTIPLY_ELEMENTS,  \
                   VMSTATE_EMBEDDED_(s, f, ty))

/* --- records ------------------------------------------------------------------------ */

#define VMSTATE_STRUCT_TEST(f, s, t, v, d, ty)                                           \
    VMSTATE_FIELD_(f, v, t, VMSTATE_OF_VMSD_(d, ty), .flags = VMS_STRUCT,                \
                   .offset = vmstate_offset_value(s, f, ty))
#define VMSTATE_STRUCT(f, s, v, d, ty) VMSTATE_STRUCT_TEST(f, s, NULL, v, d, ty)
/* In version sv of its description. */
#define VMSTATE_VSTRUCT_TEST(f, s, t, v, d, ty, sv)                                      \
    VMSTATE_FIELD_(f, v, t, VMSTATE_OF_VMSD_(d, ty), .struct_version_id = (sv),          \
                   .flags = VMS_VSTRUCT, .offset = vmstate_offset_value(s, f, ty))
#define VMSTATE_VSTRUCT_V(f, s, v, d, ty, sv)                                            \
    VMSTATE_VSTRUCT_TEST(f, s, NULL, v, d, ty, sv)
#define VMSTATE_VSTRUCT(f, s, d, ty, sv) VMSTATE_VSTRUCT_V(f, s, 0, d, ty, sv)

#define VMSTATE_STRUCT_POINTER_TEST_V(f, s, t, v, d, ty)                                 \
    VMSTATE_FIELD_(f, v, t, VMSTATE_OF_VMSD_(d, ty *),                                   \
                   .flags = VMS_STRUCT | VMS_POINTER,                                    \
                   .offset = vmstate_offset_pointer(s, f, ty))
#define VMSTATE_STRUCT_POINTER_V(f, s, v, d, ty)                                         \
    VMSTATE_STRUCT_POINTER_TEST_V(f, s, NULL, v, d, ty)
#define VMSTATE_STRUCT_POINTER(f, s, d, ty) VMSTATE_STRUCT_POINTER_V(f, s, 0, d, ty)
#define VMSTATE_STRUCT_POINTER_TEST(f, s, t, d, ty)                                      \
    VMSTATE_STRUCT_POINTER_TEST_V(f, s, t, 0, d, ty)

#define VMSTATE_STRUCT_ARRAY_TEST(f, s, n, t, v, d, ty)                                  \
    VMSTATE_FIELD_(f, v, t, VMSTATE_OF_VMSD_(d, ty), .num = (n),                         \
                   .flags = VMS_STRUCT | VMS_ARRAY,                                      \
                   .offset = vmstate_offset_array(s, f, ty, n))
#define VMSTATE_STRUCT_ARRAY(f, s, n, v, d, ty)                                          \
    VMSTATE_STRUCT_ARRAY_TEST(f, s, n, NULL, v, d, ty)
#define VMSTATE_STRUCT_2DARRAY_TEST(f, s, n1, n2, t, v, d, ty)                           \
    VMSTATE_FIELD_(f, v, t, VMSTATE_OF_VMSD_(d, ty), .num = (n1) * (n2),                 \
                   .flags = VMS_STRUCT | VMS_ARRAY,                                      \
                   .offset = vmstate_offset_2darray(s, f, ty, n1, n2))
#define VMSTATE_STRUCT_2DARRAY(f, s, n1, n2, v, d, ty)                                   \
    VMSTATE_STRUCT_2DARRAY_TEST(f, s, n1, n2, NULL, v, d, ty)
#define VMSTATE_STRUCT_SUB_ARRAY(f, s, from, n, v, d, ty)                                \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_VMSD_(d, ty), .num = (n),                      \
                   .flags = VMS_STRUCT | VMS_ARRAY,                                      \
                   .offset = vmstate_offset_sub_array(s, f, ty, from))
#define VMSTATE_ARRAY_OF_POINTER_TO_STRUCT(f, s, n, v, d, ty)                            \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_VMSD_(d, ty *), .num = (n),                    \
                   .flags = VMS_ARRAY | VMS_STRUCT | VMS_ARRAY_OF_POINTER,               \
                   .offset = vmstate_offset_array(s, f, ty *, n))

/* Of variable length, embedded. */
#define VMSTATE_STRUCT_VARRAY_(f, s, fn, nty, v, d, ty, fl)                              \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_VMSD_(d, ty), VMSTATE_NUM_(s, fn, nty),        \
                   .flags = (fl) | VMS_STRUCT, VMSTATE_EMBEDDED_(s, f, ty))
#define VMSTATE_STRUCT_VARRAY_UINT8(f, s, fn, v, d, ty)                                  \
    VMSTATE_STRUCT_VARRAY_(f, s, fn, uint8_t, v, d, ty, VMS_VARRAY_UINT8)
#define VMSTATE_STRUCT_VARRAY_INT32(f, s, fn, v, d, ty)                                  \
    VMSTATE_STRUCT_VARRAY_(f, s, fn, int32_t, v, d, ty, VMS_VARRAY_INT32)
#define VMSTATE_STRUCT_VARRAY_UINT32(f, s, fn, v, d, ty)                                 \
    VMSTATE_STRUCT_VARRAY_(f, s, fn, uint32_t, v, d, ty, VMS_VARRAY_UINT32)

/* Of variable length behind a pointer; KNOWN has a constant length. */
#define VMSTATE_STRUCT_VARRAY_POINTER_(f, s, fn, nty, v, d, ty, fl)                      \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_VMSD_(d, ty), VMSTATE_NUM_(s, fn, nty),        \
                   .flags = (fl) | VMS_STRUCT | VMS_POINTER,                             \
                   .offset = vmstate_offset_pointer(s, f, ty))
#define VMSTATE_STRUCT_VARRAY_POINTER_INT32(f, s, fn, d, ty)                             \
    VMSTATE_STRUCT_VARRAY_POINTER_(f, s, fn, int32_t, 0, d, ty, VMS_VARRAY_INT32)
#define VMSTATE_STRUCT_VARRAY_POINTER_UINT32(f, s, fn, d, ty)                            \
    VMSTATE_STRUCT_VARRAY_POINTER_(f, s, fn, uint32_t, 0, d, ty, VMS_VARRAY_UINT32)
#define VMSTATE_STRUCT_VARRAY_POINTER_UINT16(f, s, fn, d, ty)                            \
    VMSTATE_STRUCT_VARRAY_POINTER_(f, s, fn, uint16_t, 0, d, ty, VMS_VARRAY_UINT16)
#define VMSTATE_STRUCT_VARRAY_ALLOC(f, s, fn, v, d, ty)                                  \
    VMSTATE_STRUCT_VARRAY_POINTER_(f, s, fn, int32_t, v, d, ty,                          \
                                   VMS_VARRAY_INT32 | VMS_ALLOC)
#define VMSTATE_STRUCT_VARRAY_POINTER_KNOWN(f, s, n, v, d, ty)                           \
    VMSTATE_FIELD_(f, v, NULL, VMSTATE_OF_VMSD_(d, ty), .num = (n),                      \
                   .flags = VMS_STRUCT | VMS_ARRAY | VMS_POINTER,                        \
                   .offset = offsetof(s, f))

/* --- bytes -------------------------------------------------------------------------- */

/* Bytes start up to end (exclusive) of an array of uint8_t. */
#define VMSTATE_STATIC_BUFFER(f, s, v, t, from, end)                                     \
    VMSTATE_FIELD_(f, v, t, .info = &vmstate_info_buffer, .size = (end) - (from),        \
                   .flags = VMS_BUFFER, .offset = vmstate_offset_buffer(s, f) + (from))
#define VMSTATE_BUFFER_UNSAFE_INFO_TEST(f, s, t, v, i, bytes)                            \
    VMSTATE_FIELD_(f, v, t, .info = &(i), .size = (bytes), .flags = VMS_BUFFER,          \
                   .offset = offsetof(s, f))
#define VMSTATE_BUFFER_UNSAFE_INFO(f, s, v, i, bytes)                                    \
    VMSTATE_BUFFER_UNSAFE_INFO_TEST(f, s, NULL, v, i, bytes)
#define VMSTATE_BUFFER_UNSAFE(f, s, v, bytes)                                            \
    VMSTATE_BUFFER_UNSAFE_INFO(f, s, v, vmstate_info_buffer, bytes)
#define VMSTATE_BUFFER_POINTER_UNSAFE(f, s, v, bytes)                                    \
    VMSTATE_FIELD_(f, v, NULL, .info = &vmstate_info_buffer, .size = (bytes),            \
                   .flags = VMS_BUFFER | VMS_POINTER, .offset = offsetof(s, f))

#define VMSTATE_BUFFER_V(f, s, v)                                                        \
    VMSTATE_STATIC_BUFFER(f, s, v, NULL, 0, sizeof(typeof_field(s, f)))
#define VMSTATE_BUFFER(f, s) VMSTATE_BUFFER_V(f, s, 0)
#define VMSTATE_BUFFER_TEST(f, s, t)                                                     \
    VMSTATE_STATIC_BUFFER(f, s, 0, t, 0, sizeof(typeof_field(s, f)))
#define VMSTATE_PARTIAL_BUFFER(f, s, bytes) VMSTATE_STATIC_BUFFER(f, s, 0, NULL, 0, bytes)
#define VMSTATE_BUFFER_START_MIDDLE_V(f, s, from, v)                                     \
    VMSTATE_STATIC_BUFFER(f, s, v, NULL, from, sizeof(typeof_field(s, f)))
#define VMSTATE_BUFFER_START_MIDDLE(f, s, from)                                          \
    VMSTATE_BUFFER_START_MIDDLE_V(f, s, from, 0)

/* Behind a pointer, as many as fs says. */
#define VMSTATE_VBUFFER_(f, s, v, t, fs, nty, fl)                                        \
    VMSTATE_FIELD_(f, v, t, .info = &vmstate_info_buffer,                                \
                   .size_offset = vmstate_offset_value(s, fs, nty),                      \
                   .flags = VMS_VBUFFER | VMS_POINTER | (fl), .offset = offsetof(s, f))
#define VMSTATE_VBUFFER(f, s, v, t, fs) VMSTATE_VBUFFER_(f, s, v, t, fs, int32_t, 0)
#define VMSTATE_VBUFFER_UINT32(f, s, v, t, fs)                                           \
    VMSTATE_VBUFFER_(f, s, v, t, fs, uint32_t, 0)
#define VMSTATE_VBUFFER_ALLOC_UINT32(f, s, v, t, fs)                                     \
    VMSTATE_VBUFFER_(f, s, v, t, fs, uint32_t, VMS_ALLOC)
/* That times a constant. */
#define VMSTATE_VBUFFER_MULTIPLY(f, s, v, t, fs, factor)                                 \
    VMSTATE_FIELD_(f, v, t, .info = &vmstate_info_buffer,                                \
                   .size_offset = vmstate_offset_value(s, fs, uint32_t),                 \
                   .size = (factor), .flags = VMS_VBUFFER | VMS_POINTER | VMS_MULTIPLY,  \
                   .offset = offsetof(s, f))
#define VMSTATE_PARTIAL_VBUFFER(f, s, fs)        VMSTATE_VBUFFER(f, s, 0, NULL, fs)
#define VMSTATE_PARTIAL_VBUFFER_UINT32(f, s, fs) VMSTATE_VBUFFER_UINT32(f, s, 0, NULL, fs)

/* A bitmap of longs behind a pointer; fs, an int32_t, is its size in bits. */
#define VMSTATE_BITMAP_TEST(f, s, t, v, fs)                                              \
    VMSTATE_FIELD_(f, v, t, .info = &vmstate_info_bitmap,                                \
                   .size_offset = vmstate_offset_value(s, fs, int32_t),                  \
                   .flags = VMS_VBUFFER | VMS_POINTER, .offset = offsetof(s, f))
#define VMSTATE_BITMAP(f, s, v, fs) VMSTATE_BITMAP_TEST(f, s, NULL, v, fs)

/* Bytes that an older device had: zeros are saved, and what is loaded is dropped. */
#define VMSTATE_UNUSED_BUFFER(t, v, bytes)                                               \
    VMSTATE_FIELD_(unused, v, t, .info = &vmstate_info_unused_buffer, .size = (bytes),   \
                   .flags = VMS_BUFFER)
#define VMSTATE_UNUSED_V(v, bytes)    VMSTATE_UNUSED_BUFFER(NULL, v, bytes)
#define VMSTATE_UNUSED(bytes)         VMSTATE_UNUSED_V(0, bytes)
#define VMSTATE_UNUSED_TEST(t, bytes) VMSTATE_UNUSED_BUFFER(t, 0, bytes)
#define VMSTATE_UNUSED_VARRAY_UINT32(s, t, v, fn, bytes)                                 \
    VMSTATE_FIELD_(unused, v, t, .info = &vmstate_info_unused_buffer, .size = (bytes),   \
                   VMSTATE_NUM_(s, fn, uint32_t),                                        \
                   .flags = VMS_VARRAY_UINT32 | VMS_BUFFER)

/* --- others ------------------------------------------------------------------------- */

/*
 * A record of type tty that lives during the load or save only. Its first member, parent,
 * is set to the state; the hooks of its description carry values over.
 */
#define VMSTATE_WITH_TMP_TEST(s, t, tty, d)                                              \
    {                                                                                    \
        .name = "tmp", .field_exists = (t),                                              \
        .size = sizeof(tty) + QEMU_BUILD_BUG_ON_ZERO(offsetof(tty, parent) != 0) +       \
                type_check_pointer(s, typeof_field(tty, parent)),                        \
        .vmsd = &(d), .info = &vmstate_info_tmp,                                         \
    }
#define VMSTATE_WITH_TMP(s, tty, d) VMSTATE_WITH_TMP_TEST(s, NULL, tty, d)

#define VMSTATE_END_OF_LIST()                                                            \
    {                                                                                    \
        .flags = VMS_END,                                                                \
    }

#endif
