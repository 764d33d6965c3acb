/* SPDX-License-Identifier: MIT */
/* What of qom can be owned besides its QOM types: see "bindery/util/owned.h". */
#ifndef BINDERY_QOM_OWNED_H
#define BINDERY_QOM_OWNED_H

#include "bindery/qom.h"
#include "bindery/util/owned.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Visitor, visit_free)

#endif
