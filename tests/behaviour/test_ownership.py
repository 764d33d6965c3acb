#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What belongs to which module, over several runs: what a dependency owns, blocks and calls
otherwise, and what system headers declare."""

import json
import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
from owning import OwnershipTest  # noqa: E402


class Noreturn(OwnershipTest):
    """A function that does not return is the same however its header says so."""

    WAYS = {
        "keyword": "_Noreturn void die(const char *why);\n",
        "macro": "#include <stdnoreturn.h>\nnoreturn void die(const char *why);\n",
        "attribute": "void die(const char *why) __attribute__((noreturn));\n",
        "pointer": "_Noreturn void (*die(int n))(int);\n",
    }

    def test_consumer_of_the_bindings(self):
        for way, text in self.WAYS.items():
            with self.subTest(way):
                self.write(f"include/{way}.h", text)
                self.module(f"lib_{way}", f"#include <{way}.h>\n")
                self.module(
                    f"app_{way}",
                    f'#include "lib_{way}.h"\nvoid app(void);\n',
                    [f"lib_{way}"],
                )
                self.assertEqual(self.gen(f"lib_{way}"), "")
                self.assertEqual(self.gen(f"app_{way}", cflags=["-Iout"]), "")

    def test_dependent_on_the_original(self):
        self.write("include/die.h", self.WAYS["keyword"])
        self.module("lib", "#include <die.h>\n")
        self.module("app", "#include <die.h>\nvoid app(void);\n", ["lib"])
        self.assertEqual(self.gen("lib", "app"), "")

    def test_function_that_returns_now(self):
        self.write("include/die.h", self.WAYS["keyword"])
        self.module("lib", "#include <die.h>\n")
        self.module("app", "#include <die.h>\nvoid app(void);\n", ["lib"])
        self.gen("lib")
        self.write("include/die.h", "void die(const char *why);\n")
        self.assertEqual(
            self.gen_refused("app"),
            "app/module.json:3:13: error: the record of module 'lib' does not fit the "
            "headers: function die returns, and is noreturn in its record; generate "
            "module 'lib' again\n",
        )


class Names(OwnershipTest):
    """What a dependency's bindings call otherwise has that name for all."""

    def setUp(self):
        super().setUp()
        self.write("include/a.h", "#pragma once\nint fa(void);\nstruct pa { int x; };\n")
        self.module("a", "#include <a.h>\n", rename={"fa": "first", "pa": "point"})

    def test_new_name_that_a_dependency_has_given(self):
        self.write("include/b.h", '#include <a.h>\nint fb(struct pa *at);\nstruct pb { int y; };\n')
        self.module(
            "b", "#include <b.h>\n", ["a"], rename={"fb": "first", "pb": "point"}
        )
        self.assertEqual(
            self.gen_refused("a", "b"),
            "b/module.json:4:33: error: rename 'pb' to 'point': struct pa of module 'a' is "
            "called so already\n"
            "b/module.json:4:18: error: rename 'fb' to 'first': function fa of module 'a' "
            "is called so already\n",
        )

    def test_own_name_that_a_dependency_has_given(self):
        self.write("include/b.h", '#include <a.h>\nint first(struct pa *at);\n')
        self.module("b", "#include <b.h>\n", ["a"])
        self.assertEqual(
            self.gen_refused("a", "b"),
            "b/module.json:3:13: error: the bindings of module 'a' call function fa "
            "'first', as this module's function first is called; rename one of them "
            "otherwise\n"
            "include/b.h:2:5: note: function first is declared here\n",
        )

    def test_name_that_two_dependencies_have_given(self):
        self.write("include/b.h", "int fb(void);\n")
        self.module("b", "#include <b.h>\n", rename={"fb": "first"})
        self.module("c", "#include <a.h>\n#include <b.h>\n", ["a", "b"])
        self.assertEqual(
            self.gen_refused("a", "b", "c"),
            "c/module.json:3:18: error: the bindings of module 'a' call function fa "
            "'first', and those of module 'b' function fb; rename one of them otherwise\n",
        )

    def test_names_in_other_name_spaces(self):
        self.write(
            "include/b.h",
            "#include <a.h>\nint point(struct pa *at);\nstruct first { int a; };\n",
        )
        self.module("b", "#include <b.h>\n", ["a"])
        self.gen("a", "b")
        self.compiles("b")


class OneRun(OwnershipTest):
    """Modules of one run that a run of their own would let pass, and the other way."""

    def test_macros_that_are_alike(self):
        macros = "#define TRUE 1\n#define AT(x) ((x) + 1)\n#define A_T __thread\n"
        self.write("include/a.h", macros + "int a;\n")
        self.write("include/b.h", macros + "int b;\n")
        self.module("a", "#include <a.h>\n")
        self.module("b", "#include <b.h>\n")
        self.module("c", "#include <a.h>\n#include <b.h>\nint c;\n", ["a", "b"])
        self.assertEqual(self.gen("a", "b", "c"), "")
        self.compiles("c")

    def test_macros_that_differ(self):
        self.write("include/a.h", "#define LEAST 1\n#define AT(x) ((x) + 1)\n")
        self.write("include/b.h", "#define LEAST 2\n#define AT(y) ((y) + 1)\n")
        self.module("a", "#include <a.h>\nint a;\n")
        self.module("b", "#include <b.h>\nint b;\n")
        said = self.gen_refused("a", "b")
        for name, place in (("LEAST", "b.h:1"), ("AT", "b.h:2")):
            self.assertIn(
                "b/module.json:2:9: error: modules 'a' and 'b' both own the macro "
                f"'{name}' ({place}); let one own it and the other depend on that one, or "
                "block it in one of them\n"
                "a/module.json:2:9: note: module 'a' takes it since it has no \"allow\"\n",
                said,
            )

    def test_consumer_beside_its_dependency(self):
        self.write("include/a.h", "int a(void);\n")
        self.module("a", "#include <a.h>\n")
        self.module("app", '#include "a.h"\nvoid app(void);\n', ["a"])
        missing = self.gen_refused("a", "app", cflags=["-iquote", "out"])
        self.assertIn("app/wrapper.h:1:10: error: 'a.h' file not found\n", missing)
        self.assertIn(
            "app/module.json:3:13: note: 'a.h' has the bindings of module 'a': generate "
            "them in a run before this one, and say with -I where they are\n",
            missing,
        )

    def test_consumer_of_what_the_run_writes(self):
        self.write("include/a_orig.h", "int a(void);\n")
        self.module("a", "#include <a_orig.h>\n")
        self.module("app", '#include "a.h"\nvoid app(void);\n', ["a"])
        self.gen("a")
        self.gen("app", cflags=["-Iout"])
        self.assertEqual(
            self.gen_refused("a", "app", cflags=["-Iinclude", "-Iout"]),
            "app/module.json:3:13: error: module 'app' includes the bindings of module 'a', "
            "which this run writes; generate module 'app' in a run of its own afterwards\n",
        )

    def test_owner_that_depends_does_not_name(self):
        self.write("include/a.h", "#pragma once\ntypedef struct pa { int x; } pa;\n")
        self.module("a", "#include <a.h>\n")
        for name in ("b", "_b"):  # scanned after a, and before
            wrapper = f"#include <a.h>\nvoid {name}_do(pa *at);\n"
            self.module(name, wrapper, allow={"function": [".*"]})
            said = self.gen_refused("a", name)
            self.assertIn(
                f"{name}/module.json:2:9: error: module '{name}' needs typedef pa, which no "
                "module it depends on owns\n",
                said,
            )
            self.assertIn(
                f"{name}/module.json:2:9: note: module 'a' owns typedef pa: add it to "
                '"depends"\n',
                said,
            )


class System(OwnershipTest):
    """What the compiler's own directories declare."""

    def test_standard_header_is_no_modules(self):
        self.module(
            "app", "#include <stdio.h>\nvoid app_print(FILE *to);\n", system=["stdio.h"]
        )
        self.assertEqual(self.gen("app"), "")
        text = self.read("out/app.h")
        self.assertIn("#include <stdio.h>\n", text)
        self.assertNotIn("fopen", text)
        self.compiles("app")

    def test_standard_header_that_is_not_named(self):
        self.module(
            "app",
            "#include <stdio.h>\nvoid app_print(FILE *to, size_t n);\n"
            "int app_scan(FILE *from);\n",
        )
        said = self.gen_refused("app")
        self.assertEqual(
            said.split("\nbindery: note: for each: ")[0],
            "app/module.json:2:9: error: module 'app' needs typedef size_t and others, which "
            "no module it depends on owns\n"
            'app/module.json:2:9: note: "system": ["stdio.h"] would have the bindings '
            "include typedef size_t, typedef FILE, needed by function app_print, function "
            "app_scan",
        )

    def test_header_that_a_library_includes(self):
        self.write("include/lib/io.h", "#pragma once\n#include <time.h>\n")
        self.write("include/lib/all.h", "#pragma once\n#include <lib/io.h>\ntime_t now(void);\n")
        self.module("lib", "#include <lib/all.h>\n")
        self.assertIn('"system": ["time.h"] would have', self.gen_refused("lib"))

    def test_other_header_of_the_system_is_owned(self):
        self.write("system/other.h", "int other(void);\n")
        self.module("other", "#include <other.h>\n")
        self.gen("other", cflags=["-isystem", "system"])
        self.assertIn("int other(void);", self.read("out/other.h"))

    def test_header_of_the_library_itself(self):
        self.write("include/a.h", "#include <stddef.h>\nsize_t a(void);\n")
        self.module("a", "#include <a.h>\n", system=["stddef.h", "a.h"])
        self.assertEqual(
            self.gen_refused("a"),
            "a/module.json:3:24: error: <a.h> is no system header: it is "
            f"{self.path('include/a.h')}; leave out what the module declares itself, and "
            "name the directory of another library with -isystem\n",
        )

    def test_header_that_another_one_came_before(self):
        self.write(
            "include/a.h",
            "#include <unistd.h>\n#include <sys/socket.h>\nsocklen_t m_len(void);\n",
        )
        self.module("a", "#include <a.h>\n", system=["sys/socket.h"])
        self.assertEqual(self.gen("a"), "")
        record = json.loads(self.read("out/a.ir.json"))
        self.assertEqual(record["imports"], {"<sys/socket.h>": ["typedef:socklen_t"]})
        self.compiles("a")

    def test_what_a_header_does_not_declare(self):
        self.write(
            "include/a.h",
            "#include <unistd.h>\n#include <stddef.h>\nsocklen_t m_len(void);\n",
        )
        self.module("a", "#include <a.h>\n", system=["stddef.h"])
        self.assertIn(
            '"system": ["unistd.h"] would have the bindings include typedef socklen_t, '
            "needed by function m_len\n",
            self.gen_refused("a"),
        )

    def test_header_of_a_dependency(self):
        self.write("include/a.h", "#include <sys/socket.h>\nsocklen_t a_len(void);\n")
        self.write(
            "include/b.h",
            "#include <unistd.h>\n#include <a.h>\nsocklen_t b_len(void);\n",
        )
        self.module("a", "#include <a.h>\n", system=["sys/socket.h"])
        self.module("b", "#include <b.h>\n", ["a"])
        self.gen("a", "b")
        self.compiles("b")


class Blocked(OwnershipTest):
    """What a module does not want is not its dependents' by default."""

    def setUp(self):
        super().setUp()
        self.write(
            "include/a.h",
            "#pragma once\nint kept(void);\nint gone(void);\n"
            "typedef struct hidden { int x; } hidden;\n",
        )
        self.write(
            "include/b.h", '#pragma once\n#include "a.h"\nhidden *b_new(void);\n'
        )
        self.module(
            "a",
            "#include <a.h>\n",
            block={"function": ["gone"], "type": ["hidden"]},
            raw=["typedef struct hidden hidden;"],
        )

    def functions(self, name):
        return [f["key"] for f in json.loads(self.read(f"out/{name}.ir.json"))["functions"]]

    def test_default_of_a_dependent(self):
        self.module("b", '#include "../include/b.h"\n', ["a"])
        self.gen("a", "b")
        self.assertEqual(
            json.loads(self.read("out/a.ir.json"))["blocked"],
            ["function:gone", "record:struct hidden", "typedef:hidden"],
        )
        self.assertEqual(self.functions("b"), ["b_new"])
        record = json.loads(self.read("out/b.ir.json"))
        self.assertEqual(record["imports"], {"a": ["typedef:hidden"]})
        self.compiles("b")

    def test_pattern_of_a_dependent(self):
        self.module(
            "b", "#include <b.h>\n", ["a"], allow={"function": ["gone", "b_.*"]}
        )
        self.module("c", "#include <b.h>\nint c_new(hidden *old);\n", ["a", "b"])
        self.gen("a", "b", "c")
        self.assertEqual(self.functions("b"), ["b_new", "gone"])
        self.assertEqual(self.functions("c"), ["c_new"])

    def test_dependent_of_a_record_written_before(self):
        self.module("b", '#include "../include/b.h"\n', ["a"])
        self.gen("a", "b")
        together = self.read("out/b.ir.json")
        self.gen("b")
        self.assertEqual(self.read("out/b.ir.json"), together)


if __name__ == "__main__":
    harness.main()
