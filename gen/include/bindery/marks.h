/* SPDX-License-Identifier: MIT */
/*
 * Marks: what a declaration means to Bindery. They stand in a module's own headers; for a
 * compiler they are nothing. docs/marks.md describes each with what is generated for it.
 *
 * An argument is C as one would write it there: a name is taken as it stands, no macro in
 * it is expanded.
 */
#ifndef BINDERY_MARKS_H
#define BINDERY_MARKS_H

#ifdef __BINDERY__

/* Only bindery's own scan defines __BINDERY__. */
#define BINDERY_IMPLEMENTS(...)                                                          \
    __attribute__((annotate("bindery:implements:" #__VA_ARGS__)))
#define BINDERY_TYPE(...) __attribute__((annotate("bindery:type:" #__VA_ARGS__)))
#define BINDERY_CAST_CHECK(...)                                                          \
    __attribute__((annotate("bindery:cast_check:" #__VA_ARGS__)))
#define BINDERY_TABLE(...)    __attribute__((annotate("bindery:table:" #__VA_ARGS__)))
#define BINDERY_CLASS(...)    __attribute__((annotate("bindery:class:" #__VA_ARGS__)))
#define BINDERY_PROPERTY(...) __attribute__((annotate("bindery:property:" #__VA_ARGS__)))
#define BINDERY_MIGRATE(...)  __attribute__((annotate("bindery:migrate:" #__VA_ARGS__)))

#else

/*
 * BINDERY_IMPLEMENTS(WHAT [, MEMBER [, TABLE]]), behind the declaration of a function:
 * the function is a handler.
 *
 * WHAT is what it implements:
 * - a callback type:
 *       gboolean tick(Counter *counter) BINDERY_IMPLEMENTS(GSourceFunc);
 * - a record, or a typedef of one, and the member of it that holds the callback
 *   ("valid.accepts" for a member of a member):
 *       uint64_t uart_read(Uart *uart, hwaddr offset, unsigned size)
 *           BINDERY_IMPLEMENTS(MemoryRegionOps, read);
 * - a function, and its parameter that takes the callback, by name or counted from 1:
 *       int by_weight(const Item *a, const Item *b, Scale *scale)
 *           BINDERY_IMPLEMENTS(qsort_r, 4);
 *
 * Where the callback has a `void *` the handler may have a pointer to any object, and
 * where it has an object, one that begins with such an object. All else must be alike.
 * TABLE names the operations table that the handler belongs to, where an object has
 * several for one record.
 */
#define BINDERY_IMPLEMENTS(...)

/*
 * BINDERY_TYPE("name" [, PARENT]), behind a struct or a typedef of one: objects of that
 * type have casts to what they begin with, and back. The name is put in front of what is
 * generated; PARENT must be the type of the first member:
 *       typedef struct Uart {
 *           Device parent;
 *           uint32_t control;
 *       } Uart BINDERY_TYPE("uart", Device);
 */
#define BINDERY_TYPE(...)

/*
 * BINDERY_CAST_CHECK(FUNCTION), beside BINDERY_TYPE: FUNCTION takes a pointer to one of
 * the object's ancestors and says whether it is one of these objects. Casts down to it
 * assert that:
 *       bool uart_is(const Device *device);
 *       typedef struct Uart {
 *           Device parent;
 *       } Uart BINDERY_TYPE("uart") BINDERY_CAST_CHECK(uart_is);
 */
#define BINDERY_CAST_CHECK(...)

/*
 * BINDERY_TABLE(RECORD, NAME [, .member = value]...), behind a struct or a typedef of
 * one: `const RECORD NAME` is the table of the object's handlers for RECORD, and has
 * these initializers too, for members that no handler is for: typedef struct Uart {
 *           uint32_t control;
 *       } Uart BINDERY_TYPE("uart")
 *           BINDERY_TABLE(MemoryRegionOps, uart_ops, .endianness = DEVICE_LITTLE_ENDIAN);
 */
#define BINDERY_TABLE(...)

/*
 * BINDERY_CLASS(RECORD, .member = value...), behind a struct or a typedef of one: what
 * fills the object's class RECORD sets these members too, beside the methods:
 *       typedef struct Uart {
 *           SysBusDevice parent_obj;
 *       } Uart BINDERY_TYPE("uart") BINDERY_CLASS(DeviceClass, .desc = "a serial port");
 */
#define BINDERY_CLASS(...)

/*
 * BINDERY_PROPERTY("name" [, default] [, .option = value]...), behind a member of a
 * struct that has BINDERY_TYPE: the member is a property of the object. The kind follows
 * from its type. Options: .info, .bit, .bitmask, .link, .count.
 *       uint32_t frequency BINDERY_PROPERTY("frequency", 115200);
 *       uint32_t features BINDERY_PROPERTY("dma", false, .bit = 3);
 */
#define BINDERY_PROPERTY(...)

/*
 * BINDERY_MIGRATE([.option = value]...), behind a member of a struct that has
 * BINDERY_TYPE: the member is part of what is saved of an object, in the order of the
 * source. Options: .table, .version, .unused, .vmsd, .info, .count, .alloc, .exists,
 * .validate.
 *       uint32_t control BINDERY_MIGRATE();
 *       Timer timers[8] BINDERY_MIGRATE(.vmsd = vmstate_timer, .count = n_timers);
 */
#define BINDERY_MIGRATE(...)

#endif

#endif
