/* SPDX-License-Identifier: MIT */
/* JSON text. */
#include "qemu/osdep.h"

#include <cmocka.h>

#include "death.h"
#include "qobject/json-writer.h"

static JSONWriter *write_all(bool pretty)
{
    JSONWriter *w = json_writer_new(pretty);
    json_writer_start_object(w, NULL);
    json_writer_bool(w, "yes", true);
    json_writer_bool(w, "no", false);
    json_writer_null(w, "null");
    json_writer_start_array(w, "numbers");
    json_writer_int64(w, NULL, INT64_MIN);
    json_writer_uint64(w, NULL, UINT64_MAX);
    json_writer_double(w, NULL, 0.5);
    json_writer_end_array(w);
    json_writer_start_array(w, "empty");
    json_writer_end_array(w);
    json_writer_start_object(w, "object");
    json_writer_str(w, "text", "a \"b\" \\ \n\r\t\x01\x7f \xc3\xa9 \xff");
    json_writer_end_object(w);
    json_writer_end_object(w);
    return w;
}

static void every_kind_of_value_is_written(void **state)
{
    GString *text = json_writer_get_and_free(write_all(false));
    assert_string_equal(
        text->str,
        "{\"yes\": true, \"no\": false, \"null\": null, "
        "\"numbers\": [-9223372036854775808, 18446744073709551615, 0.5], "
        "\"empty\": [], \"object\": {\"text\": "
        "\"a \\\"b\\\" \\\\ \\n\\r\\t\\u0001\\u007F \xc3\xa9 \xef\xbf\xbd\"}}");
    g_string_free(text, TRUE);
}

static void pretty_text_has_a_value_on_each_line(void **state)
{
    JSONWriter *w = json_writer_new(true);
    json_writer_start_object(w, NULL);
    json_writer_int64(w, "a", 1);
    json_writer_start_array(w, "b");
    json_writer_int64(w, NULL, 2);
    json_writer_end_array(w);
    json_writer_start_array(w, "c");
    json_writer_end_array(w);
    json_writer_end_object(w);
    assert_string_equal(json_writer_get(w),
                        "{\n    \"a\": 1,\n    \"b\": [\n        2\n    ],\n"
                        "    \"c\": []\n}");
    json_writer_free(w);
    json_writer_free(NULL);
}

static void close_the_wrong_one(void *opaque)
{
    JSONWriter *w = json_writer_new(false);
    json_writer_start_object(w, NULL);
    json_writer_end_array(w);
}

static void leave_out_a_name(void *opaque)
{
    JSONWriter *w = json_writer_new(false);
    json_writer_start_object(w, NULL);
    json_writer_null(w, NULL);
}

static void calls_that_do_not_nest_abort(void **state)
{
    assert_aborts(close_the_wrong_one, NULL, "assertion failed");
    assert_aborts(leave_out_a_name, NULL, "assertion failed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_is_written),
        cmocka_unit_test(pretty_text_has_a_value_on_each_line),
        cmocka_unit_test(calls_that_do_not_nest_abort),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
