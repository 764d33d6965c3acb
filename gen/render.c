/* SPDX-License-Identifier: MIT */
#include "render.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pieces.h"
#include "template_set.h"
#include "write_all.h"

/* As much as an unprivileged pipe may hold: fewer turns between the two processes. */
#define PIPE_SIZE (1 << 20)

struct Renderer {
    pid_t child;      /* 0 once it was waited for */
    int to, from;     /* its standard input and output; -1 once closed */
    char *program;    /* the interpreter, for messages */
    bool brief;       /* brief records are enough for every set */
    GPtrArray *texts; /* of GString *: what outputs refer to */
};

/* A pipe whose ends other children do not inherit. */
static bool open_pipe(int ends[2])
{
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return false;
    }
#ifdef F_SETPIPE_SZ
    (void)fcntl(ends[0], F_SETPIPE_SZ, PIPE_SIZE);
#endif
    return true;
}

static void close_end(int *end)
{
    if (*end >= 0) {
        close(*end);
        *end = -1;
    }
}

/* Lets the child start with SIGINT blocked: Python would answer it with a traceback until
 * render.py, which unblocks it, has said that it is to end the process. */
static int block_interrupt(posix_spawnattr_t *attributes)
{
    sigset_t blocked;

    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    sigaddset(&blocked, SIGINT);
    posix_spawnattr_setsigmask(attributes, &blocked);
    return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGMASK);
}

/* Runs the command with its standard input and output at these ends; gives an errno. */
static int spawn(pid_t *child, char **command, int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);

    if (error != 0) {
        return error;
    }
    error = posix_spawnattr_init(&attributes);
    if (error != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    error = block_interrupt(&attributes);
    if (error == 0) {
        error = posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    }
    if (error == 0) {
        error = posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    }
    if (error == 0) {
        error = posix_spawnp(child, command[0], &actions, &attributes, command, environ);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* The command line (new): Python, isolated from the user's settings, and the sets; and
 * whether brief records are enough for them. */
static char **build_command(const char *const *sets, bool all_outputs, bool *brief,
                            Diagnostics *diag)
{
    const char *python = g_getenv("BINDERY_PYTHON");
    g_autoptr(GPtrArray) command = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *templates = template_directory(diag);

    if (templates == NULL) {
        return NULL;
    }
    if (python == NULL || *python == '\0') {
        python = BINDERY_PYTHON;
    }
    g_ptr_array_add(command, g_strdup(python));
    g_ptr_array_add(command, g_strdup("-I"));
    g_ptr_array_add(command, g_build_filename(templates, "render.py", NULL));
    if (all_outputs) {
        g_ptr_array_add(command, g_strdup("--all-outputs"));
    }
    *brief = true;
    for (size_t i = 0; sets[i] != NULL; i++) {
        char *set = template_set_directory(templates, sets[i], diag);

        if (set == NULL) {
            return NULL;
        }
        g_ptr_array_add(command, set);
        *brief = *brief && template_set_is_brief(set);
    }
    g_ptr_array_add(command, NULL);
    return (char **)g_ptr_array_steal(command, NULL);
}

Renderer *renderer_start(const char *const *sets, bool all_outputs, Diagnostics *diag)
{
    bool brief;
    g_auto(GStrv) command = build_command(sets, all_outputs, &brief, diag);
    int input[2] = {-1, -1}, output[2] = {-1, -1};
    Renderer *renderer;
    int error = 0;

    if (command == NULL) {
        return NULL;
    }
    renderer = g_new0(Renderer, 1);
    renderer->program = g_strdup(command[0]);
    renderer->brief = brief;
    renderer->texts = pieces_create();
    if (!open_pipe(input) || !open_pipe(output)) {
        error = errno;
    } else {
        error = spawn(&renderer->child, command, input[0], output[1]);
    }
    close_end(&input[0]);
    close_end(&output[1]);
    renderer->to = input[1];
    renderer->from = output[0];
    if (error != 0) {
        diag_error(
            diag,
            "cannot start '%s': %s; set BINDERY_PYTHON to a Python 3 that has Jinja2",
            command[0], g_strerror(error));
        renderer->child = 0;
        renderer_destroy(renderer);
        return NULL;
    }
    return renderer;
}

/* Sends parts (text and length, NULL at the end). A renderer that failed does not read
 * on, and its answer says why. */
static void send_parts(Renderer *renderer, const char *const *parts,
                       const size_t *lengths)
{
    for (size_t i = 0; parts[i] != NULL && renderer->to >= 0; i++) {
        if (!write_all(renderer->to, parts[i], lengths[i])) {
            close_end(&renderer->to);
        }
    }
}

bool renderer_takes_brief(const Renderer *renderer)
{
    return renderer->brief;
}

GPtrArray *renderer_texts(Renderer *renderer)
{
    return renderer->texts;
}

void renderer_feed(Renderer *renderer, const char *name, const char *json, size_t length)
{
    g_autofree char *head =
        name != NULL ? g_strdup_printf("record %zu %zu\n%s", strlen(name), length, name)
                     : g_strdup_printf("part %zu\n", length);

    send_parts(renderer, (const char *[]){head, json, NULL},
               (size_t[]){strlen(head), length});
}

/* The whole answer (new), which ends where the renderer does. */
static GString *read_answer(Renderer *renderer)
{
    GString *answer = g_string_sized_new(PIPE_SIZE);

    for (;;) {
        size_t used = answer->len;
        ssize_t got;

        g_string_set_size(answer, used + PIPE_SIZE);
        got = read(renderer->from, answer->str + used, PIPE_SIZE);
        g_string_set_size(answer, used + (got > 0 ? (size_t)got : 0));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return answer;
        }
    }
}

/* Waits for the renderer; gives its wait status, 0 when it ended well. */
static int wait_for(Renderer *renderer)
{
    int status = 0;
    pid_t ended;

    do {
        ended = waitpid(renderer->child, &status, 0);
    } while (ended < 0 && errno == EINTR);
    renderer->child = 0;
    return status;
}

/* What is left of an answer. */
typedef struct Answer {
    const char *at;
    const char *end;
} Answer;

/* Reads a line `word NUMBER...` of that many numbers; false when it is another one. */
static bool take_line(Answer *answer, const char *word, size_t *numbers, size_t count)
{
    size_t length = strlen(word);
    const char *newline = memchr(answer->at, '\n', (size_t)(answer->end - answer->at));
    const char *at = answer->at + length;

    if (newline == NULL || at > newline || memcmp(answer->at, word, length) != 0) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        char *after;

        numbers[i] = strtoul(at, &after, 10);
        if (after == at || after > newline) {
            return false;
        }
        at = after;
    }
    if (at != newline) {
        return false;
    }
    answer->at = newline + 1;
    return true;
}

/* Takes the next length bytes (borrowed), or gives NULL when there are fewer. */
static const char *take_bytes(Answer *answer, size_t length)
{
    const char *bytes = answer->at;

    if (length > (size_t)(answer->end - bytes)) {
        return NULL;
    }
    answer->at += length;
    return bytes;
}

/* Reports the error that the renderer answered with; false when it is none. */
static bool report_error(Answer *answer, Diagnostics *diag)
{
    size_t numbers[4]; /* length of the file, line, column, length of the text */
    const char *bytes;
    g_autofree char *file = NULL;

    if (!take_line(answer, "error", numbers, G_N_ELEMENTS(numbers))) {
        return false;
    }
    bytes = take_bytes(answer, numbers[0]);
    file = numbers[0] > 0 && bytes != NULL ? g_strndup(bytes, numbers[0]) : NULL;
    bytes = take_bytes(answer, numbers[3]);
    if (bytes == NULL) {
        return false;
    }
    diag_report(diag, DIAG_ERROR, file, (unsigned)numbers[1], (unsigned)numbers[2],
                "%.*s", (int)numbers[3], bytes);
    return true;
}

/* Takes one output: the path (borrowed, not terminated) and the content (stolen). */
typedef void TakeOutput(const char *path, size_t path_length, GString *content,
                        void *data);

/* The text that a number between two NUL bytes stands for (borrowed); NULL for none. */
static const GString *find_text(const GPtrArray *texts, const char *number,
                                const char *end)
{
    char *after;
    const unsigned long at = strtoul(number, &after, 10);

    return after == end && after > number && at < texts->len
               ? g_ptr_array_index(texts, at)
               : NULL;
}

/* Puts the content together with the texts that it refers to; with NULL, only looks
 * whether they are there. */
static bool put_content(GString *out, const GPtrArray *texts, const char *content,
                        const char *end)
{
    const char *mark;

    while ((mark = memchr(content, '\0', (size_t)(end - content))) != NULL) {
        const char *close = memchr(mark + 1, '\0', (size_t)(end - mark - 1));
        const GString *text = close != NULL ? find_text(texts, mark + 1, close) : NULL;

        if (text == NULL) {
            return false;
        }
        if (out != NULL) {
            g_string_append_len(out, content, mark - content);
            g_string_append_len(out, text->str, (gssize)text->len);
        }
        content = close + 1;
    }
    if (out != NULL) {
        g_string_append_len(out, content, end - content);
    }
    return true;
}

/* Goes through the outputs of an answer and hands each over; with take NULL, only looks
 * whether the answer is whole, which it must be before anything is taken. */
static bool take_outputs(Answer answer, const GPtrArray *texts, TakeOutput *take,
                         void *data)
{
    size_t lengths[2]; /* of the path, of the content */

    while (take_line(&answer, "output", lengths, G_N_ELEMENTS(lengths))) {
        const char *path = take_bytes(&answer, lengths[0]);
        const char *content = take_bytes(&answer, lengths[1]);
        GString *whole = take != NULL ? g_string_sized_new(1 << 16) : NULL;

        if (path == NULL || content == NULL ||
            !put_content(whole, texts, content, content + lengths[1])) {
            return false;
        }
        if (take != NULL) {
            take(path, lengths[0], whole, data);
        }
    }
    return take_line(&answer, "done", NULL, 0) && answer.at == answer.end;
}

void renderer_end(Renderer *renderer)
{
    static const char end[] = "end\n";

    send_parts(renderer, (const char *[]){end, NULL}, (size_t[]){strlen(end)});
    close_end(&renderer->to);
}

/* Waits for the answer and goes through its outputs, when all of it is sound. */
static bool finish(Renderer *renderer, TakeOutput *take, void *data, Diagnostics *diag)
{
    GString *text;
    Answer answer;
    bool done;
    int status;

    renderer_end(renderer);
    text = read_answer(renderer);
    close_end(&renderer->from);
    status = wait_for(renderer);
    answer = (Answer){text->str, text->str + text->len};
    done = status == 0 && take_outputs(answer, renderer->texts, NULL, NULL);
    if (done) {
        take_outputs(answer, renderer->texts, take, data);
    } else if (!report_error(&answer, diag)) {
        diag_error(diag, "the renderer ('%s') %s %d without an answer", renderer->program,
                   WIFSIGNALED(status) ? "was ended by signal" : "ended with status",
                   WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
    g_string_free(text, TRUE);
    return done;
}

/* Where outputs go. */
typedef struct Destination {
    const char *directory;
    OutputSet *outputs;
} Destination;

static void add_output(const char *path, size_t path_length, GString *content, void *data)
{
    const Destination *to = data;
    g_autofree char *name = g_strndup(path, path_length);
    g_autofree char *place = g_build_filename(to->directory, name, NULL);
    GPtrArray *pieces = pieces_create();

    g_ptr_array_add(pieces, content);
    output_set_add_pieces(to->outputs, place, pieces);
}

bool renderer_finish(Renderer *renderer, const char *directory, OutputSet *outputs,
                     Diagnostics *diag)
{
    Destination to = {directory, outputs};

    return finish(renderer, add_output, &to, diag);
}

static void append_output(const char *path, size_t path_length, GString *content,
                          void *data)
{
    (void)path;
    (void)path_length;
    g_string_append_len(data, content->str, (gssize)content->len);
    g_string_free(content, TRUE);
}

bool renderer_finish_text(Renderer *renderer, GString *out, Diagnostics *diag)
{
    return finish(renderer, append_output, out, diag);
}

void renderer_destroy(Renderer *renderer)
{
    if (renderer == NULL) {
        return;
    }
    close_end(&renderer->to);
    close_end(&renderer->from);
    if (renderer->child > 0) {
        kill(renderer->child, SIGTERM);
        wait_for(renderer);
    }
    g_ptr_array_unref(renderer->texts);
    g_free(renderer->program);
    g_free(renderer);
}
