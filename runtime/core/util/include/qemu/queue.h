/* SPDX-License-Identifier: MIT */
/*
 * Lists whose links are members of the elements, as in the BSD <sys/queue.h>; nothing is
 * allocated, and no lock is taken.
 *
 *            removes in O(1)       walks back   appends   an entry is
 *  QSLIST    the first             no           no        1 pointer
 *  QSIMPLEQ  the first             no           yes       1 pointer
 *  QLIST     any                   no           no        2 pointers
 *  QTAILQ    any                   yes          yes       2 pointers
 *
 * "var" is a variable of the pointer type, "field" the entry's name in the element,
 * "head" a pointer to the head. The _SAFE loops allow var itself to be removed or freed.
 */
#ifndef QEMU_QUEUE_H
#define QEMU_QUEUE_H

#include <stddef.h>

/* --- QSLIST: singly linked ---------------------------------------------------------- */

#define QSLIST_HEAD(name, type)                                                          \
    struct name {                                                                        \
        struct type *slh_first;                                                          \
    }
#define QSLIST_ENTRY(type)                                                               \
    struct {                                                                             \
        struct type *sle_next;                                                           \
    }
#define QSLIST_HEAD_INITIALIZER(head)                                                    \
    {                                                                                    \
        NULL                                                                             \
    }

#define QSLIST_FIRST(head)      ((head)->slh_first)
#define QSLIST_EMPTY(head)      (QSLIST_FIRST(head) == NULL)
#define QSLIST_NEXT(elm, field) ((elm)->field.sle_next)

#define QSLIST_INIT(head)                                                                \
    do {                                                                                 \
        (head)->slh_first = NULL;                                                        \
    } while (0)
#define QSLIST_INSERT_HEAD(head, elm, field)                                             \
    do {                                                                                 \
        (elm)->field.sle_next = (head)->slh_first;                                       \
        (head)->slh_first = (elm);                                                       \
    } while (0)
#define QSLIST_INSERT_AFTER(listelm, elm, field)                                         \
    do {                                                                                 \
        (elm)->field.sle_next = (listelm)->field.sle_next;                               \
        (listelm)->field.sle_next = (elm);                                               \
    } while (0)
#define QSLIST_REMOVE_HEAD(head, field)                                                  \
    do {                                                                                 \
        __typeof__((head)->slh_first) qslist_gone_ = (head)->slh_first;                  \
        (head)->slh_first = qslist_gone_->field.sle_next;                                \
        qslist_gone_->field.sle_next = NULL;                                             \
    } while (0)
#define QSLIST_REMOVE_AFTER(listelm, field)                                              \
    do {                                                                                 \
        __typeof__(listelm) qslist_gone_ = (listelm)->field.sle_next;                    \
        (listelm)->field.sle_next = qslist_gone_->field.sle_next;                        \
        qslist_gone_->field.sle_next = NULL;                                             \
    } while (0)
/* O(n); elm is in the list. */
#define QSLIST_REMOVE(head, elm, type, field)                                            \
    do {                                                                                 \
        struct type **qslist_link_ = &(head)->slh_first;                                 \
        while (*qslist_link_ != (elm)) {                                                 \
            qslist_link_ = &(*qslist_link_)->field.sle_next;                             \
        }                                                                                \
        *qslist_link_ = (elm)->field.sle_next;                                           \
        (elm)->field.sle_next = NULL;                                                    \
    } while (0)
/* Atomic against other INSERT_HEAD_ATOMIC and MOVE_ATOMIC of the same head. */
#define QSLIST_INSERT_HEAD_ATOMIC(head, elm, field)                                      \
    do {                                                                                 \
        __typeof__(elm) qslist_old_ =                                                    \
            __atomic_load_n(&(head)->slh_first, __ATOMIC_RELAXED);                       \
        do {                                                                             \
            (elm)->field.sle_next = qslist_old_;                                         \
        } while (!__atomic_compare_exchange_n(&(head)->slh_first, &qslist_old_, (elm),   \
                                              0, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED));   \
    } while (0)
/* dest gets all elements of src, which is empty then. */
#define QSLIST_MOVE_ATOMIC(dest, src)                                                    \
    do {                                                                                 \
        (dest)->slh_first =                                                              \
            __atomic_exchange_n(&(src)->slh_first, NULL, __ATOMIC_SEQ_CST);              \
    } while (0)

#define QSLIST_FOREACH(var, head, field)                                                 \
    for ((var) = QSLIST_FIRST(head); (var); (var) = QSLIST_NEXT(var, field))
#define QSLIST_FOREACH_SAFE(var, head, field, next)                                      \
    for ((var) = QSLIST_FIRST(head); (var) && ((next) = QSLIST_NEXT(var, field), 1);     \
         (var) = (next))

/* --- QSIMPLEQ: singly linked with a tail -------------------------------------------- */

#define QSIMPLEQ_HEAD(name, type)                                                        \
    struct name {                                                                        \
        struct type *sqh_first;                                                          \
        struct type **sqh_last;                                                          \
    }
#define QSIMPLEQ_ENTRY(type)                                                             \
    struct {                                                                             \
        struct type *sqe_next;                                                           \
    }
#define QSIMPLEQ_HEAD_INITIALIZER(head)                                                  \
    {                                                                                    \
        NULL, &(head).sqh_first                                                          \
    }

#define QSIMPLEQ_FIRST(head) ((head)->sqh_first)
#define QSIMPLEQ_EMPTY(head) (QSIMPLEQ_FIRST(head) == NULL)
#define QSIMPLEQ_EMPTY_ATOMIC(head)                                                      \
    (__atomic_load_n(&(head)->sqh_first, __ATOMIC_RELAXED) == NULL)
#define QSIMPLEQ_NEXT(elm, field) ((elm)->field.sqe_next)
#define QSIMPLEQ_LAST(head, type, field)                                                 \
    (QSIMPLEQ_EMPTY(head)                                                                \
         ? NULL                                                                          \
         : (struct type *)((char *)(head)->sqh_last - offsetof(struct type, field)))

#define QSIMPLEQ_INIT(head)                                                              \
    do {                                                                                 \
        (head)->sqh_first = NULL;                                                        \
        (head)->sqh_last = &(head)->sqh_first;                                           \
    } while (0)
#define QSIMPLEQ_INSERT_HEAD(head, elm, field)                                           \
    do {                                                                                 \
        (elm)->field.sqe_next = (head)->sqh_first;                                       \
        if ((elm)->field.sqe_next == NULL) {                                             \
            (head)->sqh_last = &(elm)->field.sqe_next;                                   \
        }                                                                                \
        (head)->sqh_first = (elm);                                                       \
    } while (0)
#define QSIMPLEQ_INSERT_TAIL(head, elm, field)                                           \
    do {                                                                                 \
        (elm)->field.sqe_next = NULL;                                                    \
        *(head)->sqh_last = (elm);                                                       \
        (head)->sqh_last = &(elm)->field.sqe_next;                                       \
    } while (0)
#define QSIMPLEQ_INSERT_AFTER(head, listelm, elm, field)                                 \
    do {                                                                                 \
        (elm)->field.sqe_next = (listelm)->field.sqe_next;                               \
        if ((elm)->field.sqe_next == NULL) {                                             \
            (head)->sqh_last = &(elm)->field.sqe_next;                                   \
        }                                                                                \
        (listelm)->field.sqe_next = (elm);                                               \
    } while (0)
#define QSIMPLEQ_REMOVE_HEAD(head, field)                                                \
    do {                                                                                 \
        __typeof__((head)->sqh_first) qsimpleq_gone_ = (head)->sqh_first;                \
        (head)->sqh_first = qsimpleq_gone_->field.sqe_next;                              \
        if ((head)->sqh_first == NULL) {                                                 \
            (head)->sqh_last = &(head)->sqh_first;                                       \
        }                                                                                \
        qsimpleq_gone_->field.sqe_next = NULL;                                           \
    } while (0)
/* O(n); elm is in the list. */
#define QSIMPLEQ_REMOVE(head, elm, type, field)                                          \
    do {                                                                                 \
        struct type **qsimpleq_link_ = &(head)->sqh_first;                               \
        while (*qsimpleq_link_ != (elm)) {                                               \
            qsimpleq_link_ = &(*qsimpleq_link_)->field.sqe_next;                         \
        }                                                                                \
        *qsimpleq_link_ = (elm)->field.sqe_next;                                         \
        if (*qsimpleq_link_ == NULL) {                                                   \
            (head)->sqh_last = qsimpleq_link_;                                           \
        }                                                                                \
        (elm)->field.sqe_next = NULL;                                                    \
    } while (0)
/* Append head2's elements to head1; head2 is empty then. */
#define QSIMPLEQ_CONCAT(head1, head2)                                                    \
    do {                                                                                 \
        if (!QSIMPLEQ_EMPTY(head2)) {                                                    \
            *(head1)->sqh_last = (head2)->sqh_first;                                     \
            (head1)->sqh_last = (head2)->sqh_last;                                       \
            QSIMPLEQ_INIT(head2);                                                        \
        }                                                                                \
    } while (0)
#define QSIMPLEQ_PREPEND(head1, head2)                                                   \
    do {                                                                                 \
        if (!QSIMPLEQ_EMPTY(head2)) {                                                    \
            *(head2)->sqh_last = (head1)->sqh_first;                                     \
            if (QSIMPLEQ_EMPTY(head1)) {                                                 \
                (head1)->sqh_last = (head2)->sqh_last;                                   \
            }                                                                            \
            (head1)->sqh_first = (head2)->sqh_first;                                     \
            QSIMPLEQ_INIT(head2);                                                        \
        }                                                                                \
    } while (0)

#define QSIMPLEQ_FOREACH(var, head, field)                                               \
    for ((var) = QSIMPLEQ_FIRST(head); (var); (var) = QSIMPLEQ_NEXT(var, field))
#define QSIMPLEQ_FOREACH_SAFE(var, head, field, next)                                    \
    for ((var) = QSIMPLEQ_FIRST(head); (var) && ((next) = QSIMPLEQ_NEXT(var, field), 1); \
         (var) = (next))

/* --- QLIST: doubly linked ----------------------------------------------------------- */

#define QLIST_HEAD(name, type)                                                           \
    struct name {                                                                        \
        struct type *lh_first;                                                           \
    }
#define QLIST_ENTRY(type)                                                                \
    struct {                                                                             \
        struct type *le_next;                                                            \
        struct type **le_prev;                                                           \
    }
#define QLIST_HEAD_INITIALIZER(head)                                                     \
    {                                                                                    \
        NULL                                                                             \
    }

#define QLIST_FIRST(head)      ((head)->lh_first)
#define QLIST_EMPTY(head)      (QLIST_FIRST(head) == NULL)
#define QLIST_NEXT(elm, field) ((elm)->field.le_next)
/* Whether elm, zeroed before its first use or removed by _REMOVE, is in a list. */
#define QLIST_IS_INSERTED(elm, field) ((elm)->field.le_prev != NULL)

#define QLIST_INIT(head)                                                                 \
    do {                                                                                 \
        (head)->lh_first = NULL;                                                         \
    } while (0)
/* dstlist, whatever it held, gets srclist's elements; srclist is empty then. */
#define QLIST_SWAP(dstlist, srclist, field)                                              \
    do {                                                                                 \
        __typeof__((srclist)->lh_first) qlist_moved_ = (srclist)->lh_first;              \
        (srclist)->lh_first = (dstlist)->lh_first;                                       \
        if ((srclist)->lh_first) {                                                       \
            (srclist)->lh_first->field.le_prev = &(srclist)->lh_first;                   \
        }                                                                                \
        (dstlist)->lh_first = qlist_moved_;                                              \
        if (qlist_moved_) {                                                              \
            qlist_moved_->field.le_prev = &(dstlist)->lh_first;                          \
        }                                                                                \
    } while (0)
/* *link becomes elm, and what was there follows it. */
#define QLIST_INSERT_AT_LINK_(link, elm, field)                                          \
    do {                                                                                 \
        __typeof__(elm) *qlist_link_ = (link);                                           \
        (elm)->field.le_next = *qlist_link_;                                             \
        (elm)->field.le_prev = qlist_link_;                                              \
        if ((elm)->field.le_next) {                                                      \
            (elm)->field.le_next->field.le_prev = &(elm)->field.le_next;                 \
        }                                                                                \
        *qlist_link_ = (elm);                                                            \
    } while (0)
#define QLIST_INSERT_HEAD(head, elm, field)                                              \
    QLIST_INSERT_AT_LINK_(&(head)->lh_first, elm, field)
#define QLIST_INSERT_AFTER(listelm, elm, field)                                          \
    QLIST_INSERT_AT_LINK_(&(listelm)->field.le_next, elm, field)
#define QLIST_INSERT_BEFORE(listelm, elm, field)                                         \
    QLIST_INSERT_AT_LINK_((listelm)->field.le_prev, elm, field)
#define QLIST_REMOVE(elm, field)                                                         \
    do {                                                                                 \
        if ((elm)->field.le_next) {                                                      \
            (elm)->field.le_next->field.le_prev = (elm)->field.le_prev;                  \
        }                                                                                \
        *(elm)->field.le_prev = (elm)->field.le_next;                                    \
        (elm)->field.le_next = NULL;                                                     \
        (elm)->field.le_prev = NULL;                                                     \
    } while (0)
#define QLIST_SAFE_REMOVE(elm, field)                                                    \
    do {                                                                                 \
        if (QLIST_IS_INSERTED(elm, field)) {                                             \
            QLIST_REMOVE(elm, field);                                                    \
        }                                                                                \
    } while (0)

#define QLIST_FOREACH(var, head, field)                                                  \
    for ((var) = QLIST_FIRST(head); (var); (var) = QLIST_NEXT(var, field))
#define QLIST_FOREACH_SAFE(var, head, field, next_var)                                   \
    for ((var) = QLIST_FIRST(head); (var) && ((next_var) = QLIST_NEXT(var, field), 1);   \
         (var) = (next_var))

/* --- QTAILQ: doubly linked with a tail ---------------------------------------------- */

/*
 * Head and entries have one shape whatever the element's type, so that code that knows an
 * entry's offset only (migration) can walk the list. tql_prev is the link before: an
 * entry's own tql_prev leads over it to the element before.
 */
typedef struct QTailQLink {
    void *tql_next;
    struct QTailQLink *tql_prev;
} QTailQLink;

#define QTAILQ_HEAD(name, type)                                                          \
    union name {                                                                         \
        struct type *tqh_first;                                                          \
        QTailQLink tqh_circ;                                                             \
    }
#define QTAILQ_ENTRY(type)                                                               \
    union {                                                                              \
        struct type *tqe_next;                                                           \
        QTailQLink tqe_circ;                                                             \
    }
#define QTAILQ_HEAD_INITIALIZER(head)                                                    \
    {                                                                                    \
        .tqh_circ = { NULL, &(head).tqh_circ }                                           \
    }

#define QTAILQ_FIRST(head)      ((head)->tqh_first)
#define QTAILQ_EMPTY(head)      (QTAILQ_FIRST(head) == NULL)
#define QTAILQ_NEXT(elm, field) ((elm)->field.tqe_next)
#define QTAILQ_LINK_PREV(link)  ((link).tql_prev->tql_prev->tql_next)
#define QTAILQ_LAST(head)                                                                \
    ((__typeof__((head)->tqh_first))QTAILQ_LINK_PREV((head)->tqh_circ))
#define QTAILQ_PREV(elm, field)                                                          \
    ((__typeof__((elm)->field.tqe_next))QTAILQ_LINK_PREV((elm)->field.tqe_circ))
#define QTAILQ_IN_USE(elm, field) ((elm)->field.tqe_circ.tql_prev != NULL)

#define QTAILQ_INIT(head)                                                                \
    do {                                                                                 \
        (head)->tqh_circ.tql_next = NULL;                                                \
        (head)->tqh_circ.tql_prev = &(head)->tqh_circ;                                   \
    } while (0)
/* elm goes behind a link (of the head or of an element) of the list. */
#define QTAILQ_INSERT_AT_LINK_(head, link, elm, field)                                   \
    do {                                                                                 \
        QTailQLink *qtailq_link_ = (link);                                               \
        (elm)->field.tqe_circ.tql_next = qtailq_link_->tql_next;                         \
        (elm)->field.tqe_circ.tql_prev = qtailq_link_;                                   \
        if ((elm)->field.tqe_next) {                                                     \
            (elm)->field.tqe_next->field.tqe_circ.tql_prev = &(elm)->field.tqe_circ;     \
        } else {                                                                         \
            (head)->tqh_circ.tql_prev = &(elm)->field.tqe_circ;                          \
        }                                                                                \
        qtailq_link_->tql_next = (elm);                                                  \
    } while (0)
#define QTAILQ_INSERT_HEAD(head, elm, field)                                             \
    QTAILQ_INSERT_AT_LINK_(head, &(head)->tqh_circ, elm, field)
#define QTAILQ_INSERT_TAIL(head, elm, field)                                             \
    do {                                                                                 \
        (elm)->field.tqe_circ.tql_next = NULL;                                           \
        (elm)->field.tqe_circ.tql_prev = (head)->tqh_circ.tql_prev;                      \
        (head)->tqh_circ.tql_prev->tql_next = (elm);                                     \
        (head)->tqh_circ.tql_prev = &(elm)->field.tqe_circ;                              \
    } while (0)
#define QTAILQ_INSERT_AFTER(head, listelm, elm, field)                                   \
    QTAILQ_INSERT_AT_LINK_(head, &(listelm)->field.tqe_circ, elm, field)
#define QTAILQ_INSERT_BEFORE(listelm, elm, field)                                        \
    do {                                                                                 \
        (elm)->field.tqe_circ.tql_prev = (listelm)->field.tqe_circ.tql_prev;             \
        (elm)->field.tqe_next = (listelm);                                               \
        (listelm)->field.tqe_circ.tql_prev->tql_next = (elm);                            \
        (listelm)->field.tqe_circ.tql_prev = &(elm)->field.tqe_circ;                     \
    } while (0)
#define QTAILQ_REMOVE(head, elm, field)                                                  \
    do {                                                                                 \
        if ((elm)->field.tqe_next) {                                                     \
            (elm)->field.tqe_next->field.tqe_circ.tql_prev =                             \
                (elm)->field.tqe_circ.tql_prev;                                          \
        } else {                                                                         \
            (head)->tqh_circ.tql_prev = (elm)->field.tqe_circ.tql_prev;                  \
        }                                                                                \
        (elm)->field.tqe_circ.tql_prev->tql_next = (elm)->field.tqe_next;                \
        (elm)->field.tqe_circ.tql_prev = NULL;                                           \
        (elm)->field.tqe_next = NULL;                                                    \
    } while (0)

#define QTAILQ_FOREACH(var, head, field)                                                 \
    for ((var) = QTAILQ_FIRST(head); (var); (var) = QTAILQ_NEXT(var, field))
#define QTAILQ_FOREACH_SAFE(var, head, field, next_var)                                  \
    for ((var) = QTAILQ_FIRST(head); (var) && ((next_var) = QTAILQ_NEXT(var, field), 1); \
         (var) = (next_var))
#define QTAILQ_FOREACH_REVERSE(var, head, field)                                         \
    for ((var) = QTAILQ_LAST(head); (var); (var) = QTAILQ_PREV(var, field))
#define QTAILQ_FOREACH_REVERSE_SAFE(var, head, field, prev_var)                          \
    for ((var) = QTAILQ_LAST(head); (var) && ((prev_var) = QTAILQ_PREV(var, field), 1);  \
         (var) = (prev_var))

/* The same by the offset of the entry in the element, for code without its type. */
#define QTAILQ_RAW_FIRST(head)          (((QTailQLink *)(head))->tql_next)
#define QTAILQ_RAW_TQH_CIRC(head)       ((QTailQLink *)(head))
#define QTAILQ_RAW_TQE_CIRC(elm, entry) ((QTailQLink *)((char *)(elm) + (entry)))
#define QTAILQ_RAW_NEXT(elm, entry)     (QTAILQ_RAW_TQE_CIRC(elm, entry)->tql_next)
#define QTAILQ_RAW_FOREACH(elm, head, entry)                                             \
    for ((elm) = QTAILQ_RAW_FIRST(head); (elm); (elm) = QTAILQ_RAW_NEXT(elm, entry))
#define QTAILQ_RAW_INSERT_TAIL(head, elm, entry)                                         \
    do {                                                                                 \
        QTailQLink *qtailq_head_ = QTAILQ_RAW_TQH_CIRC(head);                            \
        QTailQLink *qtailq_entry_ = QTAILQ_RAW_TQE_CIRC(elm, entry);                     \
        qtailq_entry_->tql_next = NULL;                                                  \
        qtailq_entry_->tql_prev = qtailq_head_->tql_prev;                                \
        qtailq_head_->tql_prev->tql_next = (elm);                                        \
        qtailq_head_->tql_prev = qtailq_entry_;                                          \
    } while (0)

#endif
