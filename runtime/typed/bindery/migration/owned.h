/* SPDX-License-Identifier: MIT */
/* What of migration can be owned: see "bindery/util/owned.h". */
#ifndef BINDERY_MIGRATION_OWNED_H
#define BINDERY_MIGRATION_OWNED_H

#include "bindery/migration.h"
#include "bindery/util/owned.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(QEMUFile, qemu_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JSONWriter, json_writer_free)

#endif
