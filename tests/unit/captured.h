/* SPDX-License-Identifier: MIT */
/*
 * Standard error into a file for a while, so that a test can look at the messages.
 */
#ifndef BINDERY_TESTS_UNIT_CAPTURED_H
#define BINDERY_TESTS_UNIT_CAPTURED_H

#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

typedef struct Captured {
    char *path;
    int saved;
} Captured;

static inline void captured_start(Captured *captured)
{
    int fd = g_file_open_tmp("bindery-stderr-XXXXXX", &captured->path, NULL);

    g_assert(fd >= 0);
    captured->saved = dup(STDERR_FILENO);
    dup2(fd, STDERR_FILENO);
    close(fd);
}

/* What was written since the start (new; free it with g_free()). */
static inline char *captured_stop(Captured *captured)
{
    char *text = NULL;

    dup2(captured->saved, STDERR_FILENO);
    close(captured->saved);
    g_file_get_contents(captured->path, &text, NULL, NULL);
    g_unlink(captured->path);
    g_free(captured->path);
    return text;
}

#endif
