/* SPDX-License-Identifier: MIT */
/* JSON lines: one object for each event, in the order of cause and effect. */
#include <inttypes.h>

#include "trace_format.h"

typedef struct JsonTrace {
    /* Lines that changed during an access are written after it. */
    bool in_access;
    GString *later;
} JsonTrace;

static void *start(const Board *board, FILE *file, int64_t ns)
{
    JsonTrace *json = g_new0(JsonTrace, 1);

    json->later = g_string_new(NULL);
    return json;
}

static void access_begins(void *state)
{
    JsonTrace *json = state;

    json->in_access = true;
}

/* A number of 64 bits is text, as most readers have no such numbers. */
static void write_data(FILE *file, const BoardAccess *access)
{
    if (access->size > sizeof(uint64_t)) {
        fputs(",\"data\":\"0x", file);
        for (size_t i = 0; i < access->size; i++) {
            fprintf(file, "%02x", access->data[i]);
        }
        fputc('"', file);
        return;
    }
    fprintf(file, ",\"value\":\"0x%" PRIx64 "\"", board_access_value(access));
}

static void write_access(void *state, FILE *file, int64_t ns, const BoardAccess *access)
{
    JsonTrace *json = state;
    const char *event = access->is_write ? "write" : "read";

    fprintf(file, "{\"ns\":%" PRId64 ",\"event\":\"%s%s\"", ns, event,
            access->is_port ? "-port" : "");
    if (access->region && access->region->device) {
        fprintf(file, ",\"device\":\"%s\",\"region\":%d,\"offset\":\"0x%" PRIx64 "\"",
                access->region->device->id, access->region->number,
                access->addr - access->region->addr);
    }
    fprintf(file, ",\"addr\":\"0x%" PRIx64 "\",\"size\":%zu", access->addr, access->size);
    write_data(file, access);
    fprintf(file, "%s}\n%s", access->result ? ",\"failed\":true" : "", json->later->str);
    g_string_truncate(json->later, 0);
    json->in_access = false;
}

static void write_output(void *state, FILE *file, int64_t ns, const BoardOutput *output)
{
    JsonTrace *json = state;
    g_autofree char *line =
        output->line < 0 ? g_strdup("null") : g_strdup_printf("%d", output->line);
    g_autofree char *text = g_strdup_printf(
        "{\"ns\":%" PRId64 ",\"event\":\"irq\",\"device\":\"%s\",\"irq\":%d,\"line\":%s,"
        "\"level\":%d}\n",
        ns, output->device->id, output->number, line, output->level);

    if (json->in_access) {
        g_string_append(json->later, text);
    } else {
        fputs(text, file);
    }
}

static void finish(void *state, FILE *file, int64_t ns)
{
    JsonTrace *json = state;

    g_string_free(json->later, TRUE);
    g_free(json);
}

const TraceFormat trace_jsonl = {
    .suffix = ".jsonl",
    .start = start,
    .access_begins = access_begins,
    .access = write_access,
    .output = write_output,
    .finish = finish,
};
