#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs of several modules: what one writes does not depend on the others, an error in one
leaves all untouched, and a wrong manifest is refused where it is wrong."""

import itertools
import json
import os
import re
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
import jsonschema  # noqa: E402
import toolchain  # noqa: E402

# Each includes what it depends on; top reaches base only through the others.
MODULES = {
    "base": ("#pragma once\ntypedef struct base_t { int a; } base_t;\n#define BASE_MAX 7\n", []),
    "left": (
        '#pragma once\n#include "../base/wrapper.h"\n'
        "typedef struct left_t { base_t base; long l; } left_t;\n"
        "static inline int left_get(left_t *left) { return left->base.a; }\n",
        ["base"],
    ),
    "right": (
        '#pragma once\n#include "../base/wrapper.h"\nint right_use(base_t *base, int n);\n',
        ["base"],
    ),
    "top": (
        '#include "../left/wrapper.h"\n#include "../right/wrapper.h"\n'
        "struct top_t { left_t left; struct top_t *next; };\n"
        "void top_do(struct top_t *top, int (*visit)(left_t *left, void *data));\n",
        ["right", "left"],
    ),
}


class ModulesTest(harness.BinderyTest):
    def module(self, name, header, depends=(), **members):
        """A module in a folder of its name; gives the path of its manifest."""
        self.write(f"{name}/wrapper.h", header)
        manifest = {"name": name, **({"depends": depends} if depends else {}), **members}
        self.write(f"{name}/module.json", json.dumps(manifest, indent=1))
        return f"{name}/module.json"

    def all_modules(self):
        for name, (header, depends) in MODULES.items():
            self.module(name, header, depends)

    def gen(self, names, directory, *options, status=0):
        manifests = [word for name in names for word in ("-m", f"{name}/module.json")]
        return self.run_bindery("gen", "-o", directory, *options, *manifests, status=status)

    def contents(self, directory):
        """{name: bytes} of all files in a directory of self.tmp."""
        found = {}
        for name in sorted(os.listdir(self.path(directory))):
            with open(self.path(directory, name), "rb") as stream:
                found[name] = stream.read()
        return found


class Together(ModulesTest):
    def test_every_order_gives_the_same_bytes(self):
        self.all_modules()
        self.gen(MODULES, "first", "--depfile", "first.d")
        first = self.contents("first")
        for name in MODULES:
            self.assertIn(f"{name}.ir.json", first)
            self.assertIn(f"{name}.h", first)
        self.assertIn("left_wrappers.c", first)
        for number, names in enumerate(itertools.permutations(MODULES)):
            directory = f"again{number}"
            self.gen(names, directory, "--depfile", f"{directory}.d")
            self.assertEqual(self.contents(directory), first, names)
            self.assertEqual(
                self.read(f"{directory}.d").replace(directory, "first"),
                self.read("first.d"),
            )

    def test_one_by_one_gives_the_same_bytes(self):
        self.all_modules()
        self.gen(MODULES, "together")
        for name in MODULES:
            self.gen([name], "alone")
        self.assertEqual(self.contents("alone"), self.contents("together"))

    def test_some_of_them_give_the_same_bytes(self):
        self.all_modules()
        self.gen(MODULES, "together")
        together = self.contents("together")
        self.gen(["right", "base"], "parts")
        self.gen(["top", "left"], "parts")
        self.assertEqual(self.contents("parts"), together)
        # Again, with the records there: of a module in the run its record is not read.
        self.write("parts/base.ir.json", "damaged")
        self.gen(["base", "left"], "parts")
        self.assertEqual(self.contents("parts"), together)

    def test_scan_writes_what_gen_writes(self):
        self.all_modules()
        self.gen(MODULES, "out")
        for name in MODULES:
            result = self.run_bindery(
                "scan", "-m", f"{name}/module.json", "--module-path", "out"
            )
            self.assertEqual(result.stdout, self.read("out", f"{name}.ir.json"))
        # Beside the output file records are found without being told.
        self.write("beside/base.ir.json", self.read("out", "base.ir.json"))
        self.run_bindery("scan", "-m", "left/module.json", "-o", "beside/left.ir.json")
        self.assertEqual(
            self.read("beside", "left.ir.json"), self.read("out", "left.ir.json")
        )

    def test_more_modules_than_processors(self):
        names = [f"many{number}" for number in range(24)]
        for number, name in enumerate(names):
            depends = names[max(0, number - 2) : number]
            header = "".join(f'#include "../{other}/wrapper.h"\n' for other in depends)
            header += f"#ifndef {name}_h\n#define {name}_h\n"
            header += f"typedef struct {name} {{ int a[{number + 1}]; }} {name};\n"
            header += "".join(f"void {name}_{o}({o} *p);\n" for o in [*depends, name])
            self.module(name, header + "#endif\n", depends)
        self.gen(names, "together")
        together = self.contents("together")
        self.gen(names[::-1], "backwards")
        self.assertEqual(self.contents("backwards"), together)
        for name in names:
            self.gen([name], "alone")
        self.assertEqual(self.contents("alone"), together)

    def test_unchanged_outputs_keep_their_time(self):
        self.all_modules()
        self.gen(MODULES, "out", "--depfile", "out/d")
        for name in os.listdir(self.path("out")):
            os.utime(self.path("out", name), ns=(1, 1))
        self.write("right/wrapper.h", MODULES["right"][0] + "int right_new(void);\n")
        self.gen(MODULES, "out", "--depfile", "out/d")
        written = {
            name
            for name in os.listdir(self.path("out"))
            if os.stat(self.path("out", name)).st_mtime_ns != 1
        }
        self.assertEqual(written, {"right.ir.json", "right.h"})

    def test_manifest_is_found_from_any_directory(self):
        self.all_modules()
        self.gen(MODULES, "here")
        os.mkdir(self.path("elsewhere"))
        command = ["gen", "-o", self.path("there")]
        for name in MODULES:
            command += ["-m", f"../{name}/module.json"]
        self.run_bindery(*command, cwd=self.path("elsewhere"))
        self.assertEqual(self.contents("there"), self.contents("here"))


class Documented(ModulesTest):
    """The example of docs/modules.md is what it says."""

    def setUp(self):
        super().setUp()
        path = os.path.join(toolchain.ROOT, "docs", "modules.md")
        with open(path, encoding="utf-8") as stream:
            example = stream.read().partition("## The manifest")[0]
        # A block stands after the name of its file.
        self.blocks, self.commands, self.messages = {}, [], []
        parts = re.split(r"```(\w+)\n(.*?)```\n", example, flags=re.DOTALL)
        for before, language, text in zip(parts[::3], parts[1::3], parts[2::3]):
            if language == "sh":
                self.commands += text.splitlines()
            elif language == "text":
                self.messages += text.splitlines()
            else:
                self.blocks[re.findall(r"`([\w/.]+\.(?:h|json))`", before)[-1]] = text

    def test_example(self):
        output = self.blocks.pop("bindings/drawing.h")
        self.assertEqual(len(self.blocks), 6)
        for name, text in self.blocks.items():
            self.write(name, text)
        (command,) = self.commands
        self.run_bindery(*command.split()[1:])
        written = iter(self.read("bindings", "drawing.h").splitlines())
        for line in output.splitlines():
            self.assertIn(line, written)  # in this order
        manifest = self.blocks["modules/drawing/module.json"]
        self.write(
            "modules/drawing/module.json",
            manifest.replace(',\n    "system": ["stddef.h"]', ""),
        )
        said = self.refused(*command.split()[1:])
        for message in self.messages:
            self.assertIn(message + "\n", said)


class Told(ModulesTest):
    def test_dependency_file_has_manifests_headers_and_records(self):
        self.all_modules()
        self.gen(["base"], "out")
        self.gen(["left", "right"], "out", "--depfile", "d")
        targets, inputs = self.read("d").replace("\\\n", " ").split(":")
        self.assertEqual(
            targets.split(),
            ["out/left.ir.json", "out/right.ir.json"]
            + ["out/left.h", "out/left_layout_check.c", "out/left_wrappers.c"]
            + ["out/right.h", "out/right_layout_check.c"],
        )
        self.assertEqual(
            inputs.split(),
            ["left/../base/wrapper.h", "left/module.json", "left/wrapper.h"]
            + ["out/base.ir.json"]
            + ["right/../base/wrapper.h", "right/module.json", "right/wrapper.h"],
        )

    def test_verbose_says_what_is_read_and_written(self):
        self.all_modules()
        self.gen(["base"], "out")
        said = self.gen(["right", "left"], "out", "--verbose").stderr.splitlines()
        self.assertEqual(
            said[:3],
            ["parsing    right/wrapper.h (module right)"]
            + ["parsing    left/wrapper.h (module left)"]
            + ["reading    out/base.ir.json (module base)"],
        )
        self.assertIn("wrote      out/left.h", said)

    def test_time_tells_each_module_and_the_whole(self):
        self.all_modules()
        said = self.gen(["base", "left"], "out", "--time").stderr
        for name in ("base", "left"):
            for step in ("parse", "visit", "macros", "select", "json"):
                self.assertRegex(said, rf"(?m)^{step} +[0-9.]+ ms  {name}$")
        for step in ("feed", "render", "write", "total"):
            self.assertRegex(said, rf"(?m)^{step} +[0-9.]+ ms$")


class Refused(ModulesTest):
    def test_error_in_one_leaves_all_untouched(self):
        self.all_modules()
        self.gen(MODULES, "out", "--depfile", "out/d")
        before = self.contents("out")
        for name in MODULES:
            self.write(f"{name}/wrapper.h", MODULES[name][0] + f"int {name}_more(void);\n")
        self.write("right/wrapper.h", "int right_use(base_t *base);\n")
        said = self.gen(MODULES, "out", "--depfile", "out/d", status=1).stderr
        self.assertIn("right/wrapper.h:1:15: error: ", said)
        self.assertEqual(self.contents("out"), before)

    def test_errors_of_all_modules_in_the_order_given(self):
        for name in ("a", "b", "c", "d"):
            self.module(name, f"int {name}(void);\nint no_{name}\n")
        for order in ("abcd", "dbca"):
            said = self.gen(order, "out", status=1).stderr
            files = [line.split("/")[0] for line in said.splitlines() if "error" in line]
            self.assertEqual("".join(files), order)
            self.assertFalse(os.path.exists(self.path("out")))

    def test_what_depends_on_a_failed_module_says_nothing(self):
        self.all_modules()
        self.module("base", MODULES["base"][0], allow={"function": ["no_such"]})
        said = self.gen(MODULES, "out", status=1).stderr
        self.assertIn("base/module.json:", said)
        for name in ("left", "right", "top"):
            self.assertNotIn(f"{name}/module.json", said)

    def test_damaged_record_of_a_dependency(self):
        self.all_modules()
        self.write("out/base.ir.json", "{")
        said = self.gen(["left"], "out", status=1).stderr
        self.assertRegex(said, r"out/base\.ir\.json:1:\d+: error: not valid JSON")
        self.assertRegex(said, r"left/module\.json:\d+:\d+: note: .*'left' depends on it")

    def test_record_for_another_target(self):
        self.all_modules()
        self.gen(["base"], "other", "--target", "aarch64-linux-gnu")
        said = self.gen(["right"], "out", "--module-path", "other", status=1).stderr
        self.assertRegex(said, r"right/module\.json:4:3: error: .*'base' is for the target")

    def test_declaration_of_two_modules_names_both_manifests(self):
        self.module("a", "struct s { int a; };\nint f(void);\n")
        self.module("b", '#include "../a/wrapper.h"\nint g(void);\n', allow={"item": [".*"]})
        said = self.gen(["a", "b"], "out", status=1).stderr
        self.assertRegex(said, r"b/module\.json:\d+:\d+: error: .*'a' and 'b'.*'struct s'")
        self.assertRegex(said, r"a/module\.json:2:10: note: ")
        self.assertIn("'f'", said)

    def test_record_that_is_a_dependency_is_not_written_over(self):
        self.all_modules()
        self.gen(["base"], "out")
        before = self.contents("out")
        said = self.refused(
            "scan", "-m", "left/module.json", "-o", self.path("out", "base.ir.json")
        )
        self.assertIn("base.ir.json", said)
        self.assertEqual(self.contents("out"), before)

    def test_options_that_a_manifest_says(self):
        self.all_modules()
        for options in (
            ["--name", "x"],
            ["--allowlist-type", "x"],
            ["--opaque-type", "x"],
            ["--raw-line", "x"],
            ["--no-recursive-allowlist"],
        ):
            said = self.gen(["base"], "out", *options, status=2).stderr
            self.assertIn(options[0], said)
        self.refused("gen", "-m", "base/module.json", "base/wrapper.h", status=2)
        self.refused("gen", "--module-path", "x", "base/wrapper.h", status=2)
        self.assertFalse(os.path.exists(self.path("out")))


# What is wrong with a manifest, and where it is said; None as the place where JSON Schema
# cannot see it.
WRONG = [
    ('{"name": "a", "allows": {}}', 'unknown key "allows"; did you mean "allow"', 1, 15),
    ('{"name": "a",\n "allow": []}', '"allow" must be an object, not a list', 2, 11),
    ('{"name": "a", "allow": {"types": []}}', 'did you mean "type"', 1, 25),
    ('{"name": "a", "allow": {"type": "x"}}', '"allow.type" must be a list', 1, 33),
    ('{"name": "a", "allow": {"type": [1]}}', "must be a string, not a number", 1, 34),
    ('{"name": "a", "allow": {"type": [""]}}', "is empty", 1, 34),
    ('{"name": "a", "block": {"macro": ["x",\n"x"]}}', '"x" stands twice', 2, 1),
    ('{"depends": []}', '"name" is missing', 1, 1),
    ('{"name": 3}', '"name" must be a string', 1, 10),
    ('{"name": "3a"}', "is no name for a module", 1, 10),
    ('{"name": ""}', '"name" is empty', 1, 10),
    ('{"name": "_Bool"}', "is no name for a module", 1, 10),
    ('{"name": "while"}', "is no name for a module", 1, 10),
    ('{"name": "a", "depends": ["b c"]}', "is no name for a module", 1, 27),
    ('{"name": "a", "wrapper": ""}', "is empty", 1, 26),
    ('{"name": "a", "opaque": {}}', '"opaque" must be a list', 1, 25),
    ('{"name": "a", "enums": {"flags": []}}', 'unknown key "flags"', 1, 25),
    ('{"name": "a", "enums": {"default": "x"}}', 'unknown enum style "x"', 1, 36),
    ('{"name": "a", "rename": {"b": "1"}}', "is no name for a declaration", 1, 31),
    ('{"name": "a", "rename": {"": "b"}}', "this name is empty", 1, 26),
    ('{"name": "a", "macros": {"M": ""}}', "is empty", 1, 31),
    ('{"name": "a", "callbacks": {"f": true}}', '"f" must be false, an object', 1, 34),
    ('{"name": "a", "callbacks": {"f": {}}}', "this says nothing", 1, 34),
    ('{"name": "a", "callbacks": {"f": {"p": {}}}}', "this says nothing", 1, 40),
    ('{"name": "a", "callbacks": {"f": {"p": 1}}}', '"p" must be false', 1, 40),
    (
        '{"name": "a", "callbacks": {"f": {"p": {"opaque": -1}}}}',
        '"opaque" must say which',
        1,
        51,
    ),
    (
        '{"name": "a", "callbacks": {"f": {"p": {"user_data": 4}}}}',
        'its number from 1 as text: "4"',
        1,
        54,
    ),
    ('{"name": "a", "system": ["<a.h>"]}', "as it stands between < and >", 1, 26),
    ('{"name": "a", "raw": ["x\\ny"]}', "more than one line", 1, 23),
    ("[]", "a manifest is an object", 1, 1),
]
WRONG_BEYOND_SCHEMA = [
    ('{"name": "a",\n "name": "a"}', "stands twice in one object", 2, 2),
    ('{"name": "a", "depends": ["a"]}', "depends on itself", 1, 27),
    ('{"name": "a", "opaque": ["("]}', "no regular expression", 1, 26),
    ('{"name": "a", "rename": {"b": "b"}}', "renamed to itself", 1, 31),
]


class Manifests(ModulesTest):
    @classmethod
    def setUpClass(cls):
        path = os.path.join(toolchain.ROOT, "docs", "module.schema.json")
        with open(path, encoding="utf-8") as stream:
            cls.schema = jsonschema.Draft202012Validator(json.load(stream))

    def assert_wrong(self, text, words, line, column):
        self.write("module.json", text)
        said = self.refused("gen", "-m", "module.json", "-o", self.path("out"))
        self.assertIn(words, said, text)
        self.assertTrue(
            said.startswith(f"module.json:{line}:{column}: error: "), (text, said)
        )
        self.assertFalse(os.path.exists(self.path("out")))

    def test_program_and_schema_refuse(self):
        self.write("wrapper.h", "int a;\n")
        for text, words, line, column in WRONG:
            self.assert_wrong(text, words, line, column)
            self.assertFalse(self.schema.is_valid(json.loads(text)), text)

    def test_program_refuses_what_a_schema_cannot_see(self):
        self.write("wrapper.h", "int a;\n")
        for text, words, line, column in WRONG_BEYOND_SCHEMA:
            self.assert_wrong(text, words, line, column)

    def test_damaged_manifests(self):
        self.write("wrapper.h", "int a;\n")
        for text in (b"", b"{", b'{"name": "\xff"}', b'{"name": "a\\u0000"}', b"\0"):
            self.write("module.json", text)
            said = self.refused("gen", "-m", "module.json", "-o", self.path("out"))
            self.assertRegex(said, r"^module\.json:1:\d+: error: not valid JSON")

    def test_manifest_that_is_none(self):
        os.mkdir(self.path("folder"))
        self.assertIn("-m folder/module.json", self.refused("gen", "-m", "folder"))
        self.assertIn("cannot be read", self.refused("gen", "-m", "nowhere.json"))

    def test_a_thousand_patterns(self):
        names = [f"f{number}" for number in range(1000)]
        header = "".join(f"void {name}(void);\n" for name in names)
        self.module("many", header, allow={"function": names})
        self.gen(["many"], "out")
        with open(self.path("out", "many.ir.json"), encoding="utf-8") as stream:
            self.assertEqual(len(json.load(stream)["functions"]), 1000)


if __name__ == "__main__":
    harness.main()
