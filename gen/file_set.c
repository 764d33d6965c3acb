/* SPDX-License-Identifier: MIT */
#include "file_set.h"

/* Which file it is, under whatever name. */
typedef struct FileId {
    dev_t device;
    ino_t inode;
} FileId;

static guint hash_file_id(gconstpointer key)
{
    const FileId *id = key;
    const gint64 mixed = (gint64)id->inode ^ ((gint64)id->device << 32);

    return g_int64_hash(&mixed);
}

static gboolean equal_file_ids(gconstpointer a, gconstpointer b)
{
    const FileId *left = a, *right = b;

    return left->device == right->device && left->inode == right->inode;
}

FileSet *file_set_create(const GPtrArray *paths)
{
    GHashTable *files = g_hash_table_new_full(hash_file_id, equal_file_ids, g_free, NULL);

    for (guint i = 0; paths != NULL && i < paths->len; i++) {
        struct stat status;

        if (stat(g_ptr_array_index(paths, i), &status) == 0) {
            FileId *id = g_new(FileId, 1);

            *id = (FileId){status.st_dev, status.st_ino};
            g_hash_table_add(files, id);
        }
    }
    return (FileSet *)files;
}

bool file_set_has(const FileSet *files, const struct stat *status)
{
    const FileId id = {status->st_dev, status->st_ino};

    return g_hash_table_contains((GHashTable *)files, &id);
}

void file_set_destroy(FileSet *files)
{
    g_hash_table_unref((GHashTable *)files);
}
