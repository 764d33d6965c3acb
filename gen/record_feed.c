/* SPDX-License-Identifier: MIT */
#include "record_feed.h"

#include "bindings.h"
#include "json_write.h"

/* The record as it is in its file. */
static void feed_whole(Renderer *renderer, const char *name, const Ir *ir,
                       const char *text, size_t length)
{
    GString *written = NULL;

    if (text == NULL) {
        written = g_string_sized_new(1 << 20);
        json_write_record(ir, written);
        text = written->str;
        length = written->len;
    }
    renderer_feed(renderer, name, text, length);
    if (written != NULL) {
        g_string_free(written, TRUE);
    }
}

void record_feed(Renderer *renderer, const char *name, const Ir *ir, const char *text,
                 size_t length)
{
    const bool brief = renderer_takes_brief(renderer);
    JsonText json = {.out = g_string_sized_new(1 << 16), .empty = true};

    if (!brief) {
        feed_whole(renderer, name, ir, text, length);
    }
    json_text_open_lines(&json, '{');
    if (brief) {
        json_put_brief(&json, ir);
    }
    bindings_put(ir, renderer_texts(renderer), &json);
    json_text_close_lines(&json, '}');
    renderer_feed(renderer, brief ? name : NULL, json.out->str, json.out->len);
    g_string_free(json.out, TRUE);
}
