#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Bindings of real libraries as modules: what depends on each other is declared once, compiles
everywhere, fits the originals, and is all that a program needs that links the library."""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import toolchain  # noqa: E402

LISTS = ("records", "enums", "typedefs", "functions", "variables", "macros")

GIO_PROGRAM = """\
#include "gio.h"

static gboolean tick(gpointer data)
{
    GMainLoop *loop = (GMainLoop *)data;

    g_main_loop_quit(loop);
    return FALSE;
}

int main(void)
{
    GMainLoop *loop = g_main_loop_new(NULL, FALSE);
    GOutputStream *stream = g_memory_output_stream_new_resizable();
    GFile *file = g_file_new_for_path("/a/b/../c");
    char *path = g_file_get_path(file);
    GError *error = NULL;
    gsize written = 0;
    gboolean sound;

    g_timeout_add(1, tick, loop);
    g_main_loop_run(loop);
    sound = g_output_stream_write_all(stream, "four", 4, &written, NULL, &error);
    sound = sound && written == 4 && error == NULL && compare_strings(path, "/a/c") == 0;
    sound = sound && larger(3, 4) == 4 && INT8_MOST == 127 && SEEK_HERE == 0;
    sound = sound && g_type_is_a(g_memory_output_stream_get_type(), g_output_stream_get_type());
    g_free(path);
    g_object_unref(file);
    g_object_unref(stream);
    g_main_loop_unref(loop);
    return sound ? 0 : 1;
}
"""

THREE_PROGRAM = """\
#include "expat.h"
#include "sqlite.h"
#include "z.h"

static int rows(void *data, int columns, char **values, char **names)
{
    (void)names;
    *(int *)data += columns == 1 && values[0][0] == '7';
    return 0;
}

static void start(void *data, const XML_Char *name, const XML_Char **attributes)
{
    (void)attributes;
    *(int *)data += name[0];
}

int main(void)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    sqlite3 *database = NULL;
    z_stream stream = {0};
    int found = 0, letters = 0;

    if (sqlite3_open(":memory:", &database) != SQLITE_OK ||
        sqlite3_exec(database, "select 7", rows, &found, NULL) != SQLITE_OK || found != 1) {
        return 1;
    }
    sqlite3_close(database);
    XML_SetElementHandler(parser, start, NULL);
    XML_SetUserData(parser, &letters);
    if (XML_Parse(parser, "<a><b/></a>", 11, XML_TRUE) != XML_STATUS_OK ||
        letters != 'a' + 'b') {
        return 2;
    }
    XML_ParserFree(parser);
    if (deflateInit_(&stream, Z_BEST_SPEED, ZLIB_VERSION, sizeof(stream)) != Z_OK) {
        return 3;
    }
    deflateEnd(&stream);
    return crc32(0, (const Bytef *)"a", 1) == 0xe8b7be43 ? 0 : 4;
}
"""


class ModuleBindings(harness.BinderyTest):
    def write_module(self, name, wrapper, **members):
        """A module's folder; gives the manifest's path."""
        self.write(f"{name}/wrapper.h", "".join(f"#include <{each}>\n" for each in wrapper))
        return self.write(f"{name}/module.json", json.dumps({"name": name, **members}))

    def flags(self, option, *packages):
        """What pkg-config says, include directories as those of the system."""
        result = toolchain.run(["pkg-config", option, *packages])
        if result.returncode:
            self.skipTest(f"no development files of {' and '.join(packages)} here")
        words = result.stdout.split()
        return [each for w in words for each in (["-isystem", w[2:]] if w[:2] == "-I" else [w])]

    def record(self, module):
        with open(self.path("out", f"{module}.ir.json"), encoding="utf-8") as stream:
            return json.load(stream)

    def assert_sound(self, modules, cflags):
        """Each module's outputs survive every compiler, and its layout checks find nothing."""
        commands = []
        for module in modules:
            include = ["-I", self.path(module), *cflags]
            outputs = toolchain.Outputs(self.path("out"), module, include)
            commands += outputs.commands(self.tmp)
        results = toolchain.in_parallel(lambda each: toolchain.run(each[1]), commands)
        for (what, command), result in zip(commands, results):
            said = toolchain.failure(command, result)
            self.assertEqual((result.returncode, result.stderr), (0, ""), f"{what}\n{said}")
        programs = {
            (compiler, against): modules
            for compiler in toolchain.c_compilers()
            for against in ("original", "generated")
        }
        self.assertEqual(toolchain.run_layout_checks(self.tmp, programs), [])

    def assert_declared_once(self, modules):
        owners = {}
        for module in modules:
            record = self.record(module)
            for key in {f"{member}:{d['key']}" for member in LISTS for d in record.get(member, [])}:
                self.assertNotIn(key, owners, f"in '{module}' and '{owners.get(key)}'")
                owners[key] = module
        for module in modules:
            for owner, references in self.record(module).get("imports", {}).items():
                if not owner.startswith("<"):
                    for reference in references:
                        kind, _, key = reference.partition(":")
                        self.assertEqual(owners[f"{kind}s:{key}"], owner)

    def assert_program(self, text, modules, cflags, libraries, foreign):
        """A program compiled from bindings alone runs, and has read no header of `foreign`."""
        source = self.write("program.c", text)
        wrappers = [m for m in modules if os.path.exists(self.path("out", f"{m}_wrappers.c"))]
        for compiler in toolchain.c_compilers():
            objects = [self.path(f"{compiler}-wrappers-{module}.o") for module in wrappers]
            program = self.path("program")
            command = [compiler, "-std=gnu11", *toolchain.WARNINGS, "-I", self.path("out")]
            self.assert_compiles([*command, source, *objects, "-o", program, *libraries])
            self.assert_compiles([program])
            read = self.assert_compiles([*command, "-M", source]).stdout
            for header in foreign:
                self.assertNotIn(header, read)

    def test_modules_that_depend_on_each_other(self):
        cflags, libraries = self.flags("--cflags", "gio-2.0"), self.flags("--libs", "gio-2.0")
        manifests = [
            self.write_module(
                "gio", ["gio/gio.h"], depends=["glib", "gobject"],
                allow={"file": ["gio/.*", "gmodule.h"]},
                system=["stddef.h", "stdarg.h", "sys/types.h"],
            ),
            self.write_module(
                "glib", ["glib.h"], allow={"file": ["glib/.*", "glib\\.h", "glibconfig\\.h"]},
                system=["stddef.h", "stdarg.h", "limits.h", "float.h", "time.h", "string.h",
                        "sys/types.h", "dirent.h", "pthread.h"],
                rename={"GQuark": "Quark", "_GList": "List", "g_strcmp0": "compare_strings",
                        "G_SEEK_CUR": "SEEK_HERE", "G_MAXINT8": "INT8_MOST", "MAX": "larger"},
                macros={"MAX": "int (int a, int b)"},
            ),
            self.write_module(
                "gobject", ["glib-object.h"], depends=["glib"], system=["stdarg.h"],
                allow={"file": ["gobject/.*", "glib-object\\.h"]},
                enums={"bitfield": ["GParamFlags", "GSignalFlags"], "consts": ["GSignalMatchType"]},
            ),
        ]
        modules = ["gio", "glib", "gobject"]
        arguments = [word for manifest in manifests for word in ("-m", manifest)]
        self.run_bindery("gen", *arguments, "-o", "out", "--", *cflags)
        self.assert_declared_once(modules)
        self.assertGreater(len(self.record("gio")["imports"]["gobject"]), 5)
        self.assert_sound(modules, cflags)
        foreign = ["glib-2.0", "gio/gio.h"]
        self.assert_program(GIO_PROGRAM, modules, cflags, libraries, foreign)

    def test_modules_that_need_no_other(self):
        packages = ("sqlite3", "expat", "zlib")
        cflags, libraries = self.flags("--cflags", *packages), self.flags("--libs", *packages)
        modules = {
            "expat": (["expat.h"], {"system": ["stdlib.h"], "allow": {"file": ["expat.*"]}}),
            "sqlite": (["sqlite3.h"], {"system": ["stdarg.h"]}),
            "z": (["zlib.h"], {"system": ["stddef.h", "sys/types.h", "stdarg.h"],
                               "allow": {"file": ["zlib\\.h", "zconf\\.h"]}}),
        }
        for name, (wrapper, members) in modules.items():
            manifest = self.write_module(name, wrapper, **members)
            self.run_bindery("gen", "-m", manifest, "-o", "out", "--", *cflags)
        self.assert_declared_once(modules)
        self.assert_sound(list(modules), cflags)
        foreign = ["/sqlite3.h", "/zlib.h", "include/expat.h", "/expat_external.h"]
        self.assert_program(THREE_PROGRAM, list(modules), cflags, libraries, foreign)


if __name__ == "__main__":
    harness.main()
