/* SPDX-License-Identifier: MIT */
#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_set.h"
#include "interrupt.h"
#include "pieces.h"
#include "write_all.h"

typedef enum OutputState {
    OUTPUT_PENDING,
    OUTPUT_UNCHANGED,
    OUTPUT_STREAM,    /* standard output, a device or a pipe: written to directly */
    OUTPUT_WRITTEN,   /* complete in its temporary file */
    OUTPUT_EXCHANGED, /* in its place; the temporary file holds what was there before */
    OUTPUT_NEW,       /* in its place, where nothing was */
    OUTPUT_REPLACED,  /* in its place; what was there before could not be kept */
} OutputState;

typedef struct Output {
    char *path;
    char *temporary;   /* beside it; NULL while there is none */
    GPtrArray *pieces; /* its content */
    OutputState state;
} Output;

struct OutputSet {
    GPtrArray *outputs;     /* of Output * */
    GPtrArray *directories; /* of char *: made by the commit, outermost first */
};

static void output_free(gpointer data)
{
    Output *output = data;

    g_free(output->path);
    g_free(output->temporary);
    g_ptr_array_unref(output->pieces);
    g_free(output);
}

OutputSet *output_set_create(void)
{
    OutputSet *set = g_new0(OutputSet, 1);

    set->outputs = g_ptr_array_new_with_free_func(output_free);
    set->directories = g_ptr_array_new_with_free_func(g_free);
    return set;
}

void output_set_destroy(OutputSet *set)
{
    if (set == NULL) {
        return;
    }
    g_ptr_array_unref(set->outputs);
    g_ptr_array_unref(set->directories);
    g_free(set);
}

void output_set_add_pieces(OutputSet *set, const char *path, GPtrArray *pieces)
{
    Output *output = g_new0(Output, 1);

    output->path = g_strdup(path);
    output->pieces = pieces;
    g_ptr_array_add(set->outputs, output);
}

void output_set_add(OutputSet *set, const char *path, char *data, size_t length)
{
    output_set_add_pieces(set, path, pieces_of(data, length));
}

void output_set_list(const OutputSet *set, GPtrArray *paths)
{
    for (guint i = 0; i < set->outputs->len; i++) {
        const Output *output = g_ptr_array_index(set->outputs, i);

        if (!output_is_stdout(output->path)) {
            g_ptr_array_add(paths, g_strdup(output->path));
        }
    }
}

void output_set_visit(const OutputSet *set, OutputVisit *visit, void *data)
{
    for (guint i = 0; i < set->outputs->len; i++) {
        const Output *output = g_ptr_array_index(set->outputs, i);
        GString *text = g_string_new(NULL);

        for (guint j = 0; j < output->pieces->len; j++) {
            const GString *piece = g_ptr_array_index(output->pieces, j);

            g_string_append_len(text, piece->str, (gssize)piece->len);
        }
        visit(output->path, text, data);
        g_string_free(text, TRUE);
    }
}

bool output_is_stdout(const char *path)
{
    static const char *const names[] = {"-", "/dev/stdout", "/dev/fd/1",
                                        "/proc/self/fd/1"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(path, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool fail(const Output *output, const char *what, Diagnostics *diag)
{
    if (errno != EPIPE && errno != EINTR) {
        diag_report(diag, DIAG_ERROR, output->path, 0, 0, "%s: %s", what,
                    g_strerror(errno));
    }
    return false;
}

/* Reports why standard output took no more; a reader that is gone knows. */
static bool fail_print(Diagnostics *diag)
{
    if (errno != EPIPE && errno != EINTR) {
        diag_error(diag, "standard output: %s", g_strerror(errno));
    }
    return false;
}

bool output_print(const char *text, size_t length, Diagnostics *diag)
{
    return write_all(STDOUT_FILENO, text, length) || fail_print(diag);
}

/* Whether the file holds exactly the output's content; one that cannot be read does not.
 */
static bool has_content(const Output *output, const struct stat *status)
{
    bool same;
    int fd;

    if ((size_t)status->st_size != pieces_length(output->pieces)) {
        return false;
    }
    fd = open(output->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    same = pieces_equal_file(output->pieces, fd);
    close(fd);
    return same;
}

/* Reports an output that is one of the files that were read. */
static bool check_is_no_input(const Output *output, const struct stat *status,
                              const FileSet *inputs, Diagnostics *diag)
{
    if (!file_set_has(inputs, status)) {
        return true;
    }
    diag_report(diag, DIAG_ERROR, output->path, 0, 0,
                "this file was read, so it is not written over; give another "
                "directory with -o DIR or another name with --name");
    return false;
}

/* Finds out what is in the output's place and sets its state. A symbolic link to a file
 * is what gets replaced, not the file. */
static bool inspect(Output *output, const FileSet *inputs, Diagnostics *diag)
{
    struct stat status, link;

    if (output_is_stdout(output->path)) {
        output->state = OUTPUT_STREAM;
        return true;
    }
    if (stat(output->path, &status) != 0) {
        return errno == ENOENT || fail(output, "cannot be written", diag);
    }
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return fail(output, "cannot be written", diag);
    }
    if (!S_ISREG(status.st_mode)) {
        output->state = OUTPUT_STREAM;
        return true;
    }
    if (!check_is_no_input(output, &status, inputs, diag)) {
        return false;
    }
    if (lstat(output->path, &link) == 0 && S_ISLNK(link.st_mode)) {
        return true;
    }
    if (has_content(output, &status)) {
        output->state = OUTPUT_UNCHANGED;
        return true;
    }
    return faccessat(AT_FDCWD, output->path, W_OK, AT_EACCESS) == 0 ||
           fail(output, "cannot be written", diag);
}

static bool inspect_all(OutputSet *set, const GPtrArray *inputs, Diagnostics *diag)
{
    FileSet *files = file_set_create(inputs);
    bool good = true;

    for (guint i = 0; i < set->outputs->len && good; i++) {
        good = inspect(g_ptr_array_index(set->outputs, i), files, diag);
    }
    file_set_destroy(files);
    return good;
}

static bool check_are_distinct(const OutputSet *set, Diagnostics *diag)
{
    GHashTable *places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool distinct = true;

    for (guint i = 0; i < set->outputs->len && distinct; i++) {
        const Output *output = g_ptr_array_index(set->outputs, i);

        if (output->state == OUTPUT_STREAM ||
            g_hash_table_add(places, g_canonicalize_filename(output->path, NULL))) {
            continue;
        }
        distinct = false;
        diag_report(diag, DIAG_ERROR, output->path, 0, 0,
                    "two outputs of this run have this one name; give them different "
                    "ones");
    }
    g_hash_table_unref(places);
    return distinct;
}

/* Makes the directory and those above it, each noted in the set. */
static bool make_directories(OutputSet *set, const char *directory)
{
    char *above;
    bool made;

    if (mkdir(directory, 0777) == 0) {
        g_ptr_array_add(set->directories, g_strdup(directory));
        return true;
    }
    if (errno == EEXIST) {
        return true; /* where it is no directory, making the file says so */
    }
    if (errno != ENOENT) {
        return false;
    }
    above = g_path_get_dirname(directory);
    made = strcmp(above, directory) != 0 && make_directories(set, above);
    g_free(above);
    if (!made || mkdir(directory, 0777) != 0) {
        return false;
    }
    g_ptr_array_add(set->directories, g_strdup(directory));
    return true;
}

/* Opens a new file beside the output's place; -1 with errno set when it cannot. */
static int open_temporary(Output *output)
{
    char *directory = g_path_get_dirname(output->path);
    int fd = -1;

    for (unsigned n = 0; fd < 0 && n < 1000; n++) {
        g_free(output->temporary);
        output->temporary =
            g_strdup_printf("%s/.bindery-%ld-%u.tmp", directory, (long)getpid(), n);
        fd = open(output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST) {
            break;
        }
    }
    if (fd < 0) {
        g_clear_pointer(&output->temporary, g_free);
    }
    g_free(directory);
    return fd;
}

static bool write_file(OutputSet *set, Output *output, Diagnostics *diag)
{
    char *directory = g_path_get_dirname(output->path);
    bool made = make_directories(set, directory);
    bool written;
    int fd;

    g_free(directory);
    if (!made) {
        return fail(output, "its directory cannot be made", diag);
    }
    fd = open_temporary(output);
    if (fd < 0) {
        return fail(output, "cannot be written", diag);
    }
    written = pieces_write(output->pieces, fd);
    if (close(fd) != 0) {
        written = false;
    }
    if (!written) {
        return fail(output, "cannot be written", diag);
    }
    output->state = OUTPUT_WRITTEN;
    return true;
}

static bool write_stream(const Output *output, Diagnostics *diag)
{
    bool written;
    int fd;

    if (output_is_stdout(output->path)) {
        return pieces_write(output->pieces, STDOUT_FILENO) || fail_print(diag);
    }
    fd = open(output->path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail(output, "cannot be written", diag);
    }
    written = pieces_write(output->pieces, fd);
    if (close(fd) != 0) {
        written = false;
    }
    return written || fail(output, "cannot be written", diag);
}

static bool exchange(const char *a, const char *b)
{
    return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE) == 0;
}

/* Puts the output where nothing is. */
static bool place_new(Output *output)
{
    if (rename(output->temporary, output->path) != 0) {
        return false;
    }
    g_clear_pointer(&output->temporary, g_free);
    output->state = OUTPUT_NEW;
    return true;
}

/* For a file system that cannot exchange: a hard link keeps what was there. */
static bool replace(Output *output)
{
    char *kept = g_strconcat(output->temporary, "~", NULL);
    bool linked = link(output->path, kept) == 0;

    if (!linked && errno == ENOENT) {
        g_free(kept);
        return place_new(output);
    }
    if (rename(output->temporary, output->path) != 0) {
        if (linked) {
            unlink(kept);
        }
        g_free(kept);
        return false;
    }
    g_free(output->temporary);
    output->temporary = kept;
    output->state = linked ? OUTPUT_EXCHANGED : OUTPUT_REPLACED;
    return true;
}

/*
 * Exchanging, not renaming: what was there stays in the temporary file until every output
 * is in place, so that a failure half-way can be undone.
 */
static bool put_in_place(Output *output, Diagnostics *diag)
{
    if (exchange(output->temporary, output->path)) {
        output->state = OUTPUT_EXCHANGED;
        return true;
    }
    if (errno == ENOENT && place_new(output)) {
        return true;
    }
    if ((errno == EINVAL || errno == ENOSYS) && replace(output)) {
        return true;
    }
    return fail(output, "cannot be replaced", diag);
}

/* Every step for every output, in an order that leaves what cannot be undone to the end.
 */
static bool write_and_place(OutputSet *set, const GPtrArray *inputs, Diagnostics *diag)
{
    Output **outputs = (Output **)set->outputs->pdata;
    guint n = set->outputs->len;

    if (!inspect_all(set, inputs, diag) || !check_are_distinct(set, diag)) {
        return false;
    }
    for (guint i = 0; i < n; i++) {
        if (interrupt_pending() ||
            (outputs[i]->state == OUTPUT_PENDING && !write_file(set, outputs[i], diag))) {
            return false;
        }
    }
    for (guint i = 0; i < n; i++) {
        if (outputs[i]->state == OUTPUT_STREAM && !write_stream(outputs[i], diag)) {
            return false;
        }
    }
    if (interrupt_pending()) {
        return false;
    }
    for (guint i = 0; i < n; i++) {
        if (outputs[i]->state == OUTPUT_WRITTEN && !put_in_place(outputs[i], diag)) {
            return false;
        }
    }
    return true;
}

/* Puts back what was replaced, last first. */
static void undo(OutputSet *set)
{
    for (guint i = set->outputs->len; i-- > 0;) {
        const Output *output = g_ptr_array_index(set->outputs, i);

        if (output->state == OUTPUT_EXCHANGED) {
            if (!exchange(output->temporary, output->path)) {
                rename(output->temporary, output->path);
            }
        } else if (output->state == OUTPUT_NEW) {
            unlink(output->path);
        }
    }
}

static void remove_temporaries(OutputSet *set)
{
    for (guint i = 0; i < set->outputs->len; i++) {
        Output *output = g_ptr_array_index(set->outputs, i);

        if (output->temporary != NULL) {
            unlink(output->temporary);
            g_clear_pointer(&output->temporary, g_free);
        }
    }
}

bool output_set_commit(OutputSet *set, const GPtrArray *inputs, Diagnostics *diag)
{
    bool done;

    interrupt_hold();
    done = write_and_place(set, inputs, diag);
    if (!done) {
        undo(set);
    }
    remove_temporaries(set);
    for (guint i = set->directories->len; !done && i-- > 0;) {
        rmdir(g_ptr_array_index(set->directories, i));
    }
    interrupt_release();
    return done;
}

void output_set_report(const OutputSet *set, FILE *out)
{
    for (guint i = 0; i < set->outputs->len; i++) {
        const Output *output = g_ptr_array_index(set->outputs, i);

        if (!output_is_stdout(output->path)) {
            fprintf(out, "%-9s  %s\n",
                    output->state == OUTPUT_UNCHANGED ? "unchanged" : "wrote",
                    output->path);
        }
    }
}
