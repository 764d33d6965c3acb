#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Callbacks of real headers: which argument is told to be the opaque pointer, what travels
with it, what is left out; and how `bindery show --callbacks` shows them."""

import json
import os
import pty
import subprocess
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
import toolchain  # noqa: E402


def told(ir, members, key):
    """A declaration's callbacks as texts: "function 0 data notify name"."""
    for decl in ir[members]:
        if decl["key"] == key:
            return [_text(decl, entry) for entry in decl.get("callbacks", [])]
    raise KeyError(key)


def _text(decl, entry):
    def param(index):
        if index is None:
            return "-"
        return decl["params"][index].get("name") or str(index + 1)

    if "param" in entry:
        names = [
            param(entry["param"]),
            str(entry["opaque"]),
            param(entry.get("user_data")),
            param(entry.get("destroy")),
        ]
    elif "field" in entry:
        names = [
            entry["field"],
            str(entry["opaque"]),
            entry.get("user_data", "-"),
            entry.get("destroy", "-"),
        ]
    else:
        names = [str(entry["opaque"])]
    return " ".join([*names, entry["confidence"]])


class Libraries(harness.BinderyTest):
    """What stands here was read in the libraries' documentation."""

    def library(self, includes, package=None):
        cflags = ["-D_GNU_SOURCE"]
        if package:
            flags = toolchain.run(["pkg-config", "--cflags", package])
            if flags.returncode:
                self.skipTest(f"{package} is not installed")
            cflags += flags.stdout.split()
        text = "".join(f"#include <{name}>\n" for name in includes)
        return self.scan(text, "--allowlist-file", ".*", cflags=cflags)

    def check(self, ir, members, wanted):
        for key, texts in wanted.items():
            self.assertEqual(told(ir, members, key), texts, key)

    def test_glibc(self):
        ir = self.library(["stdlib.h", "pthread.h", "search.h", "ftw.h", "dirent.h"])
        self.check(
            ir,
            "functions",
            {
                "qsort_r": ["__compar 2 __arg - name"],
                "pthread_create": ["__start_routine 0 __arg - name"],
                "on_exit": ["__func 1 __arg - name"],
                "twalk_r": ["2 2 __closure - name"],
                "qsort": [],
                "bsearch": [],
                "atexit": [],
                "twalk": [],
                "tdestroy": [],
                "pthread_key_create": [],
                "scandir": [],
                "nftw": [],
            },
        )

    def test_sqlite3(self):
        ir = self.library(["sqlite3.h"], "sqlite3")
        self.check(
            ir,
            "functions",
            {
                "sqlite3_exec": ["callback 0 4 - shape"],
                "sqlite3_create_collation_v2": ["xCompare 0 pArg xDestroy name"],
                "sqlite3_create_function_v2": ["xDestroy 0 pApp - name"],
                "sqlite3_create_function": [],
                "sqlite3_busy_handler": ["2 0 3 - shape"],
                "sqlite3_set_auxdata": ["4 0 3 - shape"],
            },
        )
        self.check(
            ir,
            "records",
            {
                "struct sqlite3_mem_methods": [
                    "xInit 0 pAppData - name",
                    "xShutdown 0 pAppData - name",
                ],
                "struct sqlite3_vfs": [],
                "struct sqlite3_io_methods": [],
            },
        )

    def test_expat(self):
        ir = self.library(["expat.h"], "expat")
        self.check(
            ir,
            "functions",
            {
                "XML_SetElementHandler": ["start 0 - - name", "end 0 - - name"],
                "XML_SetUnknownEncodingHandler": ["handler 0 encodingHandlerData - name"],
            },
        )
        self.check(
            ir,
            "records",
            {
                "struct <XML_Encoding>": [
                    "convert 0 data release name",
                    "release 0 data - name",
                ],
                "struct <XML_Memory_Handling_Suite>": [],
            },
        )

    def test_zlib(self):
        ir = self.library(["zlib.h"], "zlib")
        self.check(
            ir,
            "records",
            {
                "struct z_stream_s": [
                    "zalloc 0 opaque - name",
                    "zfree 0 opaque - name",
                ]
            },
        )
        self.check(
            ir,
            "functions",
            {"inflateBack": ["in 0 in_desc - shape", "out 0 out_desc - shape"]},
        )

    def test_glib(self):
        ir = self.library(["glib-object.h"], "gobject-2.0")
        self.check(
            ir,
            "functions",
            {
                "g_timeout_add": ["function 0 data - name"],
                "g_timeout_add_full": ["function 0 data notify name"],
                "g_list_foreach": ["func 1 user_data - name"],
                "g_slist_sort_with_data": ["compare_func 2 user_data - name"],
                "g_list_insert_sorted_with_data": ["func 2 user_data - name"],
                "g_hash_table_foreach": ["func 2 user_data - name"],
                "g_hash_table_new_full": [],
                "g_list_sort": [],
                "g_list_find_custom": [],
                "g_tree_new_full": ["key_compare_func 2 key_compare_data - name"],
                "g_thread_pool_new_full": ["func 1 user_data - name"],
                "g_object_set_data_full": ["destroy 0 data - name"],
                "g_signal_connect_data": ["destroy_data 0 data - name"],
                "g_closure_add_marshal_guards": [
                    "pre_marshal_notify 0 pre_marshal_data - name",
                    "post_marshal_notify 0 post_marshal_data - name",
                ],
                "g_bytes_new_with_free_func": ["free_func 0 user_data - name"],
            },
        )
        self.check(
            ir,
            "typedefs",
            {
                "GSourceFunc": ["0 name"],
                "GFunc": ["1 name"],
                "GCompareFunc": [],
                "GHashFunc": [],
                "GCallback": [],
                "GDestroyNotify": ["0 name"],
            },
        )


HEADER = """\
typedef int (*tick_func)(void *user_data);
struct ops { long (*read)(void *opaque, long at); void (*write)(void *opaque, long at); };
typedef struct ops ops;
void add_timer(int ms, tick_func function, void *data, void (*destroy)(void *data));
void each(int (*)(const char *, const char *, const char *, const char *, void *), void *);
void plain(int n);
"""


class Show(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        self.scan(HEADER)
        self.record = self.path("scan.ir.json")

    def show(self, *names, **keywords):
        return self.run_bindery(
            "show", "--callbacks", self.record, *names, **keywords
        ).stdout

    def test_all_in_tables_that_nothing_is_cut_from_in_a_pipe(self):
        self.assertEqual(
            self.show(),
            "wrapper  wrapper.h\n"
            "\n"
            "2 functions that take callbacks\n"
            "  callback  opaque       user data  destroy  by     type\n"
            "add_timer\n"
            "  function  0 user_data  data       destroy  name   tick_func\n"
            "each\n"
            "  1         4            2          -        shape  int (*)(const char *, "
            "const char *, const char *, const char *, void *)\n"
            "\n"
            "1 record that holds callbacks\n"
            "  member  opaque    user data  destroy  by    type\n"
            "struct ops\n"
            "  read    0 opaque  -          -        name  long (*)(void *, long)\n"
            "  write   0 opaque  -          -        name  void (*)(void *, long)\n"
            "\n"
            "1 callback type\n"
            "  name       opaque       by    type\n"
            "  tick_func  0 user_data  name  int (*)(void *)\n",
        )

    def test_those_that_are_named(self):
        text = self.show("ops", "tick_func")
        self.assertIn("struct ops\n", text)
        self.assertIn("tick_func", text)
        self.assertNotIn("add_timer", text)
        self.assertIn(
            "no callbacks with an opaque pointer in what is named", self.show("plain")
        )

    def test_unknown_name(self):
        said = self.refused("show", "--callbacks", self.record, "add_timre")
        self.assertIn('nothing here is called "add_timre"', said)
        self.assertIn('did you mean "add_timer"?', said)

    def test_terminal_has_lines_of_its_width(self):
        master, slave = pty.openpty()
        toolchain.run(["stty", "cols", "72"], stdin=slave)
        environment = dict(os.environ, TERM="xterm", LC_ALL="C.UTF-8", NO_COLOR="1")
        with subprocess.Popen(
            [self.bindery, "show", "--callbacks", self.record],
            stdout=slave,
            env=environment,
        ) as process:
            process.wait()
        os.close(slave)
        text = os.read(master, 65536).decode().replace("\r", "")
        os.close(master)
        self.assertNotIn("\033", text)
        lines = text.split("\n")
        self.assertEqual(max(map(len, lines)), 72, text)
        self.assertTrue(any(line.endswith("…") for line in lines), text)

    def test_record_without_callbacks(self):
        self.scan("int f(void);\n")
        self.assertIn("\nno callbacks with an opaque pointer\n", self.show())

    def test_both_are_in_the_record_again_when_it_is_rendered(self):
        with open(self.record, encoding="utf-8") as stream:
            ir = json.load(stream)
        self.assertEqual(told(ir, "functions", "add_timer"), ["function 0 data destroy name"])
        self.run_bindery("render", "-t", "c", "-o", self.path("out"), self.record)
        self.assertIn("tick_func function", self.read("out", "wrapper.h"))


if __name__ == "__main__":
    harness.main()
