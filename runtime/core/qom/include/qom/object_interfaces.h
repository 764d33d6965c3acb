/* SPDX-License-Identifier: MIT */
/* Objects that a user makes by type, name and properties, below "/objects". */
#ifndef OBJECT_INTERFACES_H
#define OBJECT_INTERFACES_H

#include "qom/object.h"

#define TYPE_USER_CREATABLE "user-creatable"

typedef struct UserCreatable UserCreatable;
typedef struct UserCreatableClass UserCreatableClass;
DECLARE_CLASS_CHECKERS(UserCreatableClass, USER_CREATABLE, TYPE_USER_CREATABLE)
#define USER_CREATABLE(obj) INTERFACE_CHECK(UserCreatable, (obj), TYPE_USER_CREATABLE)

struct UserCreatableClass {
    InterfaceClass parent_class;

    /* All properties are set: make the object ready, or set errp. NULL: it is ready. */
    void (*complete)(UserCreatable *uc, Error **errp);
    /* Whether nothing needs the object any more. NULL: always. */
    bool (*can_be_deleted)(UserCreatable *uc);
};

/* Calls complete; false with errp set when it failed. */
bool user_creatable_complete(UserCreatable *uc, Error **errp);
bool user_creatable_can_be_deleted(UserCreatable *uc);
/*
 * Removes "/objects/<id>" and drops its reference. False with errp set when there is no
 * such object, when it is not user-creatable, or when it is still in use.
 */
bool user_creatable_del(const char *id, Error **errp);
/* Removes everything from "/objects". */
void user_creatable_cleanup(void);

#endif
