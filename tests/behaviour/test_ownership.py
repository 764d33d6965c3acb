#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What belongs to which module, over several runs: what a dependency owns, blocks and calls
otherwise, what system headers declare, and what is told where something is wrong."""

import json
import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
import toolchain  # noqa: E402


class OwnershipTest(harness.BinderyTest):
    def module(self, name, wrapper, depends=(), **members):
        """A module in a folder of its name, its manifest a key a line."""
        self.write(f"{name}/wrapper.h", wrapper)
        manifest = {"name": name, **({"depends": list(depends)} if depends else {})}
        manifest.update(members)
        lines = [f'"{key}": {json.dumps(value)}' for key, value in manifest.items()]
        self.write(f"{name}/module.json", "{\n" + ",\n".join(lines) + "\n}\n")

    def gen(self, *names, cflags=("-Iinclude",), **keywords):
        """What a run for these modules said."""
        manifests = [word for name in names for word in ("-m", f"{name}/module.json")]
        result = self.run_bindery(
            "gen", "-o", "out", *manifests, "--", *cflags, **keywords
        )
        return result.stderr

    def gen_refused(self, *names, **keywords):
        said = self.gen(*names, status=1, **keywords)
        self.assertIn("error: ", said)
        return said

    def compiles(self, name):
        source = self.write(f"use-{name}.c", f'#include "{name}.h"\n')
        command = ["cc", "-std=gnu11", "-Wall", "-Werror", "-I", "out"]
        result = toolchain.run([*command, "-fsyntax-only", source], cwd=self.tmp)
        self.assertEqual(result.returncode, 0, result.stderr)


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
        self.write("include/b.h", '#include <a.h>\nint point(struct pa *at);\nstruct first { int a; };\n')
        self.module("b", "#include <b.h>\n", ["a"])
        self.gen("a", "b")
        self.compiles("b")


class OneRun(OwnershipTest):
    """Modules of one run that a run of their own would let pass, and the other way."""

    def test_macros_that_are_alike(self):
        self.write("include/a.h", "#define TRUE 1\n#define AT(x) ((x) + 1)\n#define A_T __thread\nint a;\n")
        self.write("include/b.h", "#define TRUE 1\n#define AT(x) ((x) + 1)\n#define A_T __thread\nint b;\n")
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
            "out/a.ir.json: error: this run reads and writes it; generate what includes "
            "it, or depends on it, in a run of its own afterwards\n"
        )


if __name__ == "__main__":
    harness.main()
