/* SPDX-License-Identifier: MIT */
#include "qemu/osdep.h"

#include "char_spec.h"

#include "qapi/error.h"

#define DEFAULT_SIZE 65536
#define MAX_SIZE     (1u << 30)
/* An hour: more than that is a unit taken for another. */
#define MAX_RECONNECT_MS 3600000

/* --- options ------------------------------------------------------------------------ */

typedef enum {
    OPTION_BOOL,
    OPTION_NUMBER,
} OptionKind;

typedef struct Option {
    const char *name;
    OptionKind kind;
    size_t offset; /* in ChardevBackend */
    uint32_t min;
    uint32_t max;
} Option;

#define OPTION_SERVER                                                                    \
    {                                                                                    \
        "server", OPTION_BOOL, offsetof(ChardevBackend, server), 0, 0                    \
    }
#define OPTION_WAIT                                                                      \
    {                                                                                    \
        "wait", OPTION_BOOL, offsetof(ChardevBackend, wait), 0, 0                        \
    }
#define OPTION_RECONNECT                                                                 \
    {                                                                                    \
        "reconnect-ms", OPTION_NUMBER, offsetof(ChardevBackend, reconnect_ms), 0,        \
            MAX_RECONNECT_MS                                                             \
    }

static const Option tcp_options[] = {
    OPTION_SERVER,
    OPTION_WAIT,
    {"nodelay", OPTION_BOOL, offsetof(ChardevBackend, nodelay), 0, 0},
    OPTION_RECONNECT,
    {.name = NULL},
};

static const Option unix_options[] = {
    OPTION_SERVER,
    OPTION_WAIT,
    OPTION_RECONNECT,
    {.name = NULL},
};

static const Option memory_options[] = {
    {"size", OPTION_NUMBER, offsetof(ChardevBackend, size), 1, MAX_SIZE},
    {.name = NULL},
};

/* The text up to a comma that is alone, new, and ",," as ","; *text goes behind it. */
static char *next_part(const char **text)
{
    GString *part = g_string_new(NULL);
    const char *p = *text;

    for (; *p && (*p != ',' || p[1] == ','); p++) {
        g_string_append_c(part, *p);
        p += *p == ',';
    }
    *text = *p ? p + 1 : p;
    return g_string_free(part, FALSE);
}

static bool set_bool(bool *to, const char *name, const char *value, Error **errp)
{
    if (strcmp(value, "on") == 0 || strcmp(value, "off") == 0) {
        *to = strcmp(value, "on") == 0;
        return true;
    }
    error_setg(errp, "option '%s' is 'on' or 'off', not '%s'", name, value);
    return false;
}

static bool set_number(uint32_t *to, const Option *option, const char *value,
                       Error **errp)
{
    guint64 number;

    if (!g_ascii_string_to_unsigned(value, 10, option->min, option->max, &number, NULL)) {
        error_setg(errp, "option '%s' is a number from %u to %u, not '%s'", option->name,
                   option->min, option->max, value);
        return false;
    }
    *to = number;
    return true;
}

static void unknown_option(const Option *options, const char *name, Error **errp)
{
    g_autoptr(GString) known = g_string_new(NULL);

    for (const Option *o = options; o->name; o++) {
        g_string_append_printf(known, "%s%s", known->len ? ", " : "", o->name);
    }
    error_setg(errp, "there is no option '%s'; there are: %s", name, known->str);
}

/* "name=value", or "name" alone for on. */
static bool set_option(ChardevBackend *backend, const Option *options, char *part,
                       Error **errp)
{
    char *value = strchr(part, '=');

    if (value) {
        *value++ = '\0';
    }
    for (const Option *o = options; o->name; o++) {
        char *member = (char *)backend + o->offset;
        if (strcmp(o->name, part) != 0) {
            continue;
        }
        if (o->kind == OPTION_BOOL) {
            return set_bool((bool *)member, part, value ? value : "on", errp);
        }
        return set_number((uint32_t *)member, o, value ? value : "", errp);
    }
    unknown_option(options, part, errp);
    return false;
}

static bool set_options(ChardevBackend *backend, const Option *options, const char *text,
                        Error **errp)
{
    while (*text) {
        g_autofree char *part = next_part(&text);
        if (!set_option(backend, options, part, errp)) {
            return false;
        }
    }
    return true;
}

/* --- kinds -------------------------------------------------------------------------- */

/* What each kind does with the text behind its prefix. */
typedef bool ParseFunc(ChardevBackend *backend, const char *text, Error **errp);

static bool parse_nothing(ChardevBackend *backend, const char *text, Error **errp)
{
    return true;
}

static bool parse_memory(ChardevBackend *backend, const char *text, Error **errp)
{
    backend->size = DEFAULT_SIZE;
    if (!set_options(backend, memory_options, text, errp)) {
        return false;
    }
    if (backend->size & (backend->size - 1)) {
        error_setg(errp, "option 'size' is a power of two, not %u", backend->size);
        return false;
    }
    return true;
}

static bool parse_path(ChardevBackend *backend, const char *text, Error **errp)
{
    if (!*text) {
        error_setg(errp, "a path is missing behind the ':'");
        return false;
    }
    backend->path = g_strdup(text);
    return true;
}

static bool check_socket(ChardevBackend *backend, Error **errp)
{
    if (backend->server && backend->reconnect_ms) {
        error_setg(errp,
                   "a server does not connect: option 'reconnect-ms' is for clients");
        return false;
    }
    return true;
}

/* "HOST:PORT", and HOST in brackets where it has colons. */
static bool parse_host_and_port(ChardevBackend *backend, const char *address,
                                Error **errp)
{
    const char *colon = strrchr(address, ':');
    guint64 port;

    if (!colon ||
        !g_ascii_string_to_unsigned(colon + 1, 10, 0, UINT16_MAX, &port, NULL)) {
        error_setg(errp, "'%s' is not HOST:PORT with a number from 0 to 65535", address);
        return false;
    }
    size_t length = colon - address;
    if (length >= 2 && address[0] == '[' && colon[-1] == ']') {
        address++;
        length -= 2;
    }
    backend->host = g_strndup(address, length);
    backend->port = port;
    return true;
}

static bool parse_tcp(ChardevBackend *backend, const char *text, Error **errp)
{
    g_autofree char *address = next_part(&text);

    backend->wait = true;
    if (!parse_host_and_port(backend, address, errp) ||
        !set_options(backend, tcp_options, text, errp) || !check_socket(backend, errp)) {
        return false;
    }
    if (!backend->server && (!*backend->host || !backend->port)) {
        error_setg(errp, "a client needs the host and the port of the server");
        return false;
    }
    return true;
}

static bool parse_unix(ChardevBackend *backend, const char *text, Error **errp)
{
    g_autofree char *path = next_part(&text);

    backend->wait = true;
    return parse_path(backend, path, errp) &&
           set_options(backend, unix_options, text, errp) && check_socket(backend, errp);
}

static bool refuse_mux(ChardevBackend *backend, const char *text, Error **errp)
{
    error_setg(errp, "there are no multiplexers here; give each front end a chardev");
    return false;
}

typedef struct Kind {
    const char *prefix;
    const char *type;
    ParseFunc *parse;
} Kind;

/* A prefix without ':', ',' or '/' at its end is the whole text. */
static const Kind kinds[] = {
    {"null", TYPE_CHARDEV_NULL, parse_nothing},
    {"memory", TYPE_CHARDEV_MEMORY, parse_memory},
    {"memory,", TYPE_CHARDEV_MEMORY, parse_memory},
    {"ringbuf", TYPE_CHARDEV_RINGBUF, parse_memory},
    {"ringbuf,", TYPE_CHARDEV_RINGBUF, parse_memory},
    {"stdio", TYPE_CHARDEV_STDIO, parse_nothing},
    {"pty", TYPE_CHARDEV_PTY, parse_nothing},
    {"file:", TYPE_CHARDEV_FILE, parse_path},
    {"pipe:", TYPE_CHARDEV_PIPE, parse_path},
    {"serial:", TYPE_CHARDEV_SERIAL, parse_path},
    {"tcp:", TYPE_CHARDEV_SOCKET, parse_tcp},
    {"unix:", TYPE_CHARDEV_SOCKET, parse_unix},
    {"mux:", NULL, refuse_mux},
    {"mon:", NULL, refuse_mux},
};

static bool is_kind(const Kind *kind, const char *text)
{
    char last = kind->prefix[strlen(kind->prefix) - 1];

    return last == ':' || last == ',' ? g_str_has_prefix(text, kind->prefix)
                                      : strcmp(text, kind->prefix) == 0;
}

bool chardev_backend_parse(ChardevBackend *backend, const char *text, Error **errp)
{
    *backend = (ChardevBackend){.type = NULL};
    if (g_str_has_prefix(text, "/dev/")) {
        backend->type = TYPE_CHARDEV_SERIAL;
        return parse_path(backend, text, errp);
    }
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        if (is_kind(&kinds[i], text)) {
            backend->type = kinds[i].type;
            return kinds[i].parse(backend, text + strlen(kinds[i].prefix), errp);
        }
    }
    error_setg(errp,
               "there is no kind of chardev for it; there are null, memory, stdio, "
               "file:PATH, pipe:PATH, pty, serial:PATH, tcp:HOST:PORT and unix:PATH");
    return false;
}

void chardev_backend_clear(ChardevBackend *backend)
{
    g_clear_pointer(&backend->path, g_free);
    g_clear_pointer(&backend->host, g_free);
}
