#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Modules whose headers differ are scanned together where none has a part in what another
one finds: what is written is the same as when each is scanned by itself."""

import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402

BASE = """#ifndef BASE_H
#define BASE_H
/** A place. */
typedef struct base { int x, y; struct { unsigned a : 3, b : 5; } bits; } base;
enum kind { KIND_A, KIND_B = 4 };
enum { BASE_FLAG = 1, BASE_MORE };
#define BASE_SIZE (2 * sizeof(base))
#define BASE_CALL(name, ...) int base_##name(__VA_ARGS__)
BASE_CALL(open, const char *path);
base *base_new(enum kind kind);
#endif
"""
GUARDED = "#ifndef {0}_H\n#define {0}_H\n{1}\n#endif\n"
THIRD = "#include <third.h>\n"
LIBRARIES = [  # name, wrapper, what it owns, what its bindings include
    ("glib", "#include <glib.h>\n", ["glib\\.h", "glib/.*", "glibconfig\\.h"],
     ["stddef.h", "stdarg.h", "time.h", "pthread.h", "stdlib.h"]),
    ("gobject", "#include <glib-object.h>\n", ["glib-object\\.h", "gobject/.*"], []),
    ("gio", "#include <gio/gio.h>\n", ["gio/.*", "gmodule.*"], []),
    ("cairo", "#include <cairo.h>\n", ["cairo.*"], []),
    ("atk", "#include <atk/atk.h>\n", ["atk/.*"], []),
]


class UnitedScanTest(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        self.header("base", BASE)
        self.header("third", "int third(void);")
        self.flags = ["-Iinclude"]

    def header(self, name, text):
        self.write(f"include/{name}.h",
                   text if "_H\n" in text else GUARDED.format(name.upper(), text))

    def module(self, name, wrapper, **members):
        self.write(f"{name}/wrapper.h", wrapper)
        self.write(f"{name}/module.json", json.dumps({"name": name, **members}))

    def gen(self, names, directory, status=0):
        manifests = [word for name in names for word in ("-m", f"{name}/module.json")]
        return self.run_bindery(
            "gen", "--parse-together", "-o", directory, "--verbose",
            "--depfile", f"{directory}/inputs.d",
            *manifests, "--", *self.flags, status=status,
        ).stderr

    def contents(self, directory):
        found = {}
        for name in os.listdir(self.path(directory)):
            with open(self.path(directory, name), "rb") as stream:
                found[name] = stream.read()
        return found

    def inputs(self, directory):
        text = self.read(directory, "inputs.d").replace("\\\n", " ").partition(":")[2]
        return {word for word in text.split("\n")[0].split() if not word.endswith(".json")}

    def check(self, names, shared=None):
        """Together and alone give the same; and those had their part in one scan (None:
        whichever can)."""
        said = self.gen(names, "together")
        inputs = set()
        for name in names:
            self.gen([name], "alone")
            inputs |= self.inputs("alone")
        together, alone = self.contents("together"), self.contents("alone")
        del together["inputs.d"], alone["inputs.d"]
        for name in together:
            self.assertEqual(together[name], alone.get(name), name)
        self.assertEqual(together.keys(), alone.keys())
        self.assertEqual(self.inputs("together"), inputs)
        parts = set(re.findall(r"^shared .*module (\w+)", said, re.M))
        self.assertEqual(parts, parts if shared is None else set(shared))

    def check_pair(self, one, two, shared, **both):
        """Two headers, each of a module of its own, and a third that has nothing to do
        with them."""
        self.header("one", one)
        self.header("two", two)
        for name in ("one", "two", "third"):
            self.module(name, f"#include <{name}.h>\n",
                        **(both if name != "third" else {}))
        self.check(["one", "two", "third"], shared)

    def test_several_over_one_base_are_scanned_once(self):
        self.module("base", "#include <base.h>\nextern int of_wrapper;\n",
                    allow={"file": ["base.h", "wrapper.h"]})
        for name in ("red", "green", "blue"):
            self.header(name, f"#include <base.h>\nstruct {name} {{ base b; }};\n"
                              f"#define {name.upper()}_SIZE sizeof(struct {name})")
            self.module(name, f"#include <base.h>\n#include <{name}.h>\n",
                        depends=["base"], allow={"file": [f"{name}.h"]})
        names = ["base", "red", "green", "blue"]
        self.check(names, names)

    def test_libraries_upon_each_other_are_scanned_once(self):
        self.header("middle", "#include <base.h>\nstruct middle { base b[KIND_B]; };")
        self.header("top", "#include <middle.h>\nint top(struct middle *m, enum kind k);\n"
                           "#define TOP BASE_SIZE")
        self.module("base", "#include <base.h>\n")
        self.module("middle", "#include <middle.h>\n", depends=["base"])
        self.module("top", "#include <top.h>\n", depends=["middle"])
        self.check(["base", "middle", "top"], ["base", "middle", "top"])

    def test_order_of_files_that_do_not_depend_on_each_other(self):
        self.header("left", "struct left { int n; };\n#define L 1")
        self.header("right", "struct right { int n; };\n#define R 2")
        self.module("one", "#include <left.h>\n#include <right.h>\n",
                    allow={"type": ["left"]})
        self.module("two", "#include <right.h>\n#include <left.h>\n", depends=["one"],
                    allow={"type": ["right"], "macro": ["L", "R"]})
        self.module("third", THIRD)
        self.check(["one", "two", "third"], ["one", "two", "third"])

    def test_types_that_the_compiler_and_the_library_declare(self):
        self.header("one", "#include <stdarg.h>\nvoid one(va_list list);")
        self.header("two", "#include <stdio.h>\nvoid two(va_list list, FILE *file);")
        self.module("one", "#include <one.h>\n", system=["stdarg.h"])
        self.module("two", "#include <two.h>\n", system=["stdio.h"])
        self.module("third", THIRD)
        self.check(["one", "two", "third"])  # the compiler's headers differ

    def test_macro_defined_alike_in_both(self):
        self.check_pair("#define SAME  1\nint one(void);",
                        "int two(void);\n\n#define SAME 1", ["one", "two", "third"])

    def test_macro_that_changes_the_other_header(self):
        self.check_pair("#define WIDE 1\nint one(void);",
                        "#ifdef WIDE\ntypedef long two;\n#else\ntypedef int two;\n#endif",
                        ["one", "third"])

    def test_macro_that_replaces_a_name_in_the_other_header(self):
        self.check_pair("#define member renamed\nint one(void);",
                        "struct two { int member; };", ["one", "third"])

    def test_macro_that_is_put_together_in_the_other_header(self):
        self.check_pair("#define name_x 7\nint one(void);",
                        "enum { name_y = 5 };\n#define GLUE(a, b) a##b\n"
                        "struct two { int n[GLUE(name, _y)]; };\n"
                        "typedef int GLUE(name, _x2);\n#define PAIR(a) a##_x\n"
                        "typedef int t_name_x, PAIR(t_name);", ["one", "two", "third"])

    def test_macro_that_is_put_together_and_hides_a_name(self):
        self.check_pair("#define name_x other\nint one(void);",
                        "#define PAIR(a, b) a##b\nstruct two { int PAIR(name, _x); };",
                        ["one", "third"])

    def test_macro_redefined_by_the_other(self):
        self.check_pair("#define SIZE 1\nint one(void);",
                        "#undef SIZE\n#define SIZE 2\nint two(void);", ["two", "third"],
                        allow={"function": [".*"]})

    def test_macro_undefined_by_the_other(self):
        self.check_pair("#define SIZE 1\nint one(void);", "#undef SIZE\nint two(void);",
                        ["two", "third"])

    def test_macro_whose_value_the_other_declares(self):
        self.check_pair("#define VALUE OTHER\nint one(void);", "enum two { OTHER = 3 };",
                        ["two", "third"])

    def test_record_completed_by_the_other(self):
        self.check_pair("struct s;\nstruct s *one(void);", "struct s { int n; };",
                        ["third"])

    def test_attribute_added_by_the_other(self):
        self.header("both", "int f(int n);")
        self.header("one", "#include <both.h>\nint one(void);")
        self.header("two", "int f(int n) __attribute__((pure));\nint two(void);")
        self.module("one", "#include <one.h>\n", allow={"file": ["one.h", "both.h"]})
        self.module("two", "#include <two.h>\n", allow={"function": ["two"]})
        self.module("third", THIRD)
        self.check(["one", "two", "third"], ["third"])

    def test_pragma_pack_left_open(self):
        self.check_pair("#pragma pack(push, 1)\nstruct one { char c; int n; };",
                        "struct two { char c; int n; };", ["one"])

    def test_pragma_pack_that_is_closed(self):
        self.check_pair(
            "#pragma pack(push, 1)\nstruct one { char c; int n; };\n#pragma pack(pop)",
            "struct two { char c; int n; };", ["one", "two", "third"])

    def test_macro_pushed_by_a_pragma(self):
        self.check_pair('#define M 1\n#pragma push_macro("M")\n#undef M\nint one(void);',
                        "int two(void);", [])

    def test_file_that_is_read_again_with_another_meaning(self):
        self.write("include/list.def", "X(red)\nX(green)\n")
        self.check_pair(
            "#define X(name) ONE_##name,\nenum one {\n#include <list.def>\n};\n#undef X",
            "#define X(name) int two_##name(void);\n#include <list.def>\n#undef X",
            ["third"])

    def test_order_that_matters(self):
        self.header("sets", "#define DEPTH 4\nint sets(void);")
        self.header("uses", "#ifndef DEPTH\n#define DEPTH 2\n#endif\n"
                            "struct uses { int n[DEPTH]; };")
        self.module("one", "#include <sets.h>\nint one(void);\n",
                    allow={"function": ["one"]})
        self.module("two", "#include <uses.h>\nint two(struct uses *uses);\n")
        self.module("third", THIRD)
        self.check(["one", "two", "third"], ["one", "third"])

    def test_count_of_uses(self):
        self.check_pair("#define NUMBER __COUNTER__\nenum one { ONE = NUMBER };",
                        "enum two { TWO = __COUNTER__ };", ["one", "third"])

    def test_depth_of_inclusion(self):
        self.check_pair("enum one { ONE = __INCLUDE_LEVEL__ };", "int two(void);", [])

    def test_name_of_the_file(self):
        self.module("one", "struct one { char name[sizeof(__FILE__)]; };\n")
        self.module("two", "#include <base.h>\n", allow={"file": ["base.h"]})
        self.module("third", THIRD)
        self.check(["one", "two", "third"], [])

    def test_file_beside_the_wrapper(self):
        for name in ("one", "two"):
            self.module(name, '#include "local.h"\n')
            self.write(f"{name}/local.h", f"int only_{name}(void);\n")
        self.module("third", THIRD)
        self.check(["one", "two", "third"], ["third"])

    def test_error_only_together(self):
        self.check_pair("typedef int same;\nint one(same s);",
                        "typedef long same;\nint two(same s);", [],
                        allow={"function": [".*"]}, block={"type": ["same"]})

    def fails_alone_and_together(self, two, message):
        self.header("one", "typedef int of_one;\nenum { ONE = 2 };\n"
                           "static const int one_value = 3;")
        self.header("two", two)
        for name in ("one", "two", "third"):
            self.module(name, f"#include <{name}.h>\n")
        self.assertIn(message, self.gen(["two"], "alone", status=1))
        self.assertIn(message, self.gen(["one", "two", "third"], "out", status=1))

    def test_type_that_only_the_other_declares(self):
        self.fails_alone_and_together("struct two { of_one n; };", "of_one")

    def test_constant_that_only_the_other_declares(self):
        self.fails_alone_and_together("struct two { int n[3 * ONE]; };", "ONE")

    def test_constant_in_an_attribute_that_only_the_other_declares(self):
        self.fails_alone_and_together(
            "struct two { int n; } __attribute__((aligned(4 * ONE)));", "ONE")

    def test_constant_in_a_macro_that_only_the_other_declares(self):
        self.fails_alone_and_together("#define N (ONE + 1)\nstruct two { int n[N]; };",
                                      "ONE")

    def test_size_of_what_only_the_other_declares(self):
        self.fails_alone_and_together("struct two { char n[sizeof(of_one)]; };", "of_one")

    def test_header_that_comes_too_late(self):
        self.header("early", "struct early { late_t n; };")
        self.header("late", "typedef int late_t;")
        self.module("one", "#include <late.h>\n")
        self.module("two", "#include <early.h>\n#include <late.h>\n", depends=["one"])
        self.module("third", THIRD)
        self.assertIn("late_t", self.gen(["one", "two", "third"], "out", status=1))

    def test_error_of_one_is_told_once(self):
        self.header("one", "#error not today")
        for name in ("one", "base", "third"):
            self.module(name, f"#include <{name}.h>\n")
        said = self.gen(["one", "base", "third"], "out", status=1)
        self.assertEqual(said.count("not today"), 1)

    def test_signatures_of_macros_are_scanned_by_themselves(self):
        self.header("two", "#define twice(n) ((n) * 2)")
        self.module("two", "#include <two.h>\n", macros={"twice": "int (int n)"})
        self.module("base", "#include <base.h>\n")
        self.module("one", "#include <third.h>\nint one(void);\n",
                    allow={"function": ["one"]})
        self.module("third", THIRD)
        self.check(["base", "one", "two", "third"], ["base", "one", "third"])

    def test_real_libraries(self):
        """Whatever is shared of these: the bytes are the same."""
        program = shutil.which("pkg-config")
        packages = ["gio-2.0", "cairo", "atk"]
        if not program or subprocess.run([program, "--exists", *packages],
                                         check=False).returncode:
            self.skipTest("libgtk-3-dev is not installed")
        self.flags = subprocess.run([program, "--cflags", *packages], text=True,
                                    capture_output=True, check=True).stdout.split()
        names = []
        for name, wrapper, files, system in LIBRARIES:
            self.module(name, wrapper, depends=list(names), allow={"file": files},
                        system=system)
            names.append(name)
        self.check(names, names)

    def test_real_library_and_small_headers(self):
        program = shutil.which("pkg-config")
        if not program or subprocess.run([program, "--exists", "gio-2.0"],
                                         check=False).returncode:
            self.skipTest("libglib2.0-dev is not installed")
        self.flags = subprocess.run([program, "--cflags", "gio-2.0"], text=True,
                                    capture_output=True, check=True).stdout.split()
        small = {"glib": "errno.h", "gobject": "locale.h", "gio": "sys/time.h"}
        names = []
        for name, _, files, system in LIBRARIES[:3]:
            self.module(name, f"#include <gio/gio.h>\n#include <{small[name]}>\n",
                        depends=list(names), allow={"file": files}, system=system)
            names.append(name)
        self.check(names, names)


if __name__ == "__main__":
    harness.main()
