# SPDX-License-Identifier: MIT
"""Bindings that include others, that rename, and that show enums as constants and flags; made
of records written by hand."""

import copy
import subprocess
import unittest

from test_render import C_COMPILERS, CXX_COMPILERS, SAMPLE, RenderTest

# What is declared by modules and renamed, and the headers that it comes from.
BASE_H = """
struct base { int count; char tail[]; };
typedef struct base old_base;
typedef int left;
"""
USER_H = """
#include <stddef.h>
#include "base.h"
struct old_item { struct base *base; int item : 3; int flag : 2; int mode; left left; };
typedef struct old_item item;
enum { OLD_ONE = 1 };
#define OLD_TWO 2
#define mode 99
#define OLD_MAX(a, b) ((a) > (b) ? (a) : (b))
static inline int old_sum(const struct old_item *to, old_base *base, size_t n)
{ return to->item + base->count + (int)n; }
"""
INT = {"kind": "builtin", "class": "signed", "size": 4, "align": 4}


def record_of(module, **members):
    files = sorted({d["file"] for value in members.values() if isinstance(value, list)
                    for d in value if isinstance(d, dict) and "file" in d})
    target = SAMPLE["target"]
    return {"bindery_ir": 1, "module": module, "header": f"{module}.h", "target": target,
            "include": [f'"{module}.h"'], "files": files, **members}


BASE = record_of(
    "base",
    types={"int": INT, "char": {"kind": "builtin", "class": "signed", "size": 1, "align": 1},
           "char []": {"kind": "array", "of": "char"},
           "struct base": {"kind": "record", "record": "struct base", "size": 4, "align": 4}},
    records=[{"key": "struct base", "name": "base", "kind": "struct", "file": "base.h",
              "c": "struct base {...}", "type": "struct base", "size": 4, "align": 4,
              "fields": [{"name": "count", "type": "int", "c": "int count", "offset": 0},
                         {"name": "tail", "type": "char []", "c": "char tail[]", "offset": 32}]}],
    typedefs=[{"key": "old_base", "name": "new_base", "original": "old_base", "file": "base.h",
               "c": "typedef struct base new_base", "type": "struct base"},
              {"key": "left", "name": "left", "file": "base.h", "c": "typedef int left",
               "type": "int"}],
    macros=[{"key": "mode", "name": "mode", "kind": "integer", "file": "base.h", "value": "3",
             "type": "int", "c": "3"}],
    order=["record:struct base", "typedef:old_base", "typedef:left"],
)
USER = record_of(
    "user",
    depends=["base"],
    system=["<stddef.h>"],
    hidden_names=["mode"],
    imports={"<stddef.h>": ["typedef:size_t"],
             "base": ["record:struct base", "typedef:left", "typedef:old_base"]},
    types={"int": INT,
           "left": {"kind": "typedef", "typedef": "left", "size": 4, "align": 4},
           "size_t": {"kind": "typedef", "typedef": "size_t", "size": 8, "align": 8},
           "new_base": {"kind": "typedef", "typedef": "old_base", "size": 4, "align": 4},
           "new_base *": {"kind": "pointer", "to": "new_base"},
           "struct base": {"kind": "record", "record": "struct base", "size": 4, "align": 4},
           "struct base *": {"kind": "pointer", "to": "struct base", "size": 8, "align": 8},
           "struct item": {"kind": "record", "record": "struct old_item"},
           "const struct item": {"kind": "record", "record": "struct old_item",
                                 "qualifiers": ["const"]},
           "const struct item *": {"kind": "pointer", "to": "const struct item",
                                   "size": 8, "align": 8},
           "int (const struct item *, new_base *, size_t)":
               {"kind": "function", "returns": "int", "params": []},
           "int (int, int)": {"kind": "function", "returns": "int", "params": []}},
    records=[{"key": "struct old_item", "name": "item", "original": "old_item",
              "kind": "struct", "file": "user.h", "c": "struct item {...}",
              "type": "struct item", "size": 24, "align": 8,
              "fields": [
                  {"name": "base", "type": "struct base *", "c": "struct base *base", "offset": 0},
                  {"name": "item", "type": "int", "c": "int item : 3", "offset": 64, "width": 3},
                  {"name": "flag", "type": "int", "c": "int flag : 2", "offset": 67, "width": 2},
                  {"name": "mode", "type": "int", "c": "int mode", "offset": 96},
                  {"name": "left", "type": "left", "c": "left left", "offset": 128}]}],
    enums=[{"key": "enum <OLD_ONE>", "name": "OLD_ONE", "c": "enum {...}", "integer": "int",
            "size": 4, "align": 4, "style": "plain", "unnamed": True, "file": "user.h",
            "enumerators": [{"name": "ONE", "original": "OLD_ONE", "value": "1"}]}],
    typedefs=[{"key": "item", "name": "item", "file": "user.h",
               "c": "typedef struct item item", "type": "struct item"}],
    functions=[{"key": "OLD_MAX", "name": "max", "original": "OLD_MAX", "from_macro": True,
                "file": "user.h", "type": "int (int, int)", "wrapper": "max__extern",
                "c": 'int max(int a, int b) __asm__("max__extern")',
                "params": [{"name": "a", "type": "int"}, {"name": "b", "type": "int"}]},
               {"key": "old_sum", "name": "sum", "original": "old_sum", "file": "user.h",
                "type": "int (const struct item *, new_base *, size_t)",
                "wrapper": "sum__extern",
                "c": "int sum(const struct item *to, new_base *base, size_t n)"
                     ' __asm__("sum__extern")',
                "params": [{"name": "to", "type": "const struct item *"},
                           {"name": "base", "type": "new_base *"},
                           {"name": "n", "type": "size_t"}]}],
    macros=[{"key": "OLD_MAX", "name": "OLD_MAX", "kind": "function"},
            {"key": "OLD_TWO", "name": "TWO", "original": "OLD_TWO", "kind": "integer",
             "file": "user.h", "value": "2", "type": "int", "c": "2"}],
    order=["record:struct old_item", "enum:enum <OLD_ONE>", "typedef:item", "function:OLD_MAX",
           "function:old_sum"],
)


class ModuleTest(RenderTest):
    def setUp(self):
        super().setUp()
        self.original = self.directory / "original"
        self.original.mkdir()
        (self.original / "base.h").write_text(BASE_H)
        (self.original / "user.h").write_text(USER_H)
        self.render_files(BASE)
        self.header = self.render_files(USER)["user.h"]

    def test_bindings_include_those_they_depend_on(self):
        self.assertIn('\n#include <stddef.h>\n#include "base.h"\n', self.header)
        self.assertNotIn("struct base {", self.header)
        self.assertLess(self.header.index('"base.h"'), self.header.index('extern "C"'))
        use = '#include "user.h"\nitem i = {0, ONE, 0, 3, 4};\nint two = TWO + mode;\n'
        for name, compilers, standard in (("use.c", C_COMPILERS, "gnu11"),
                                          ("use.cc", CXX_COMPILERS, "c++17")):
            (self.out / name).write_text(use)
            for compiler in compilers:
                self.assert_compiles(compiler, "-fsyntax-only", name, standard=standard,
                                     warnings=["-Wall", "-Wextra", "-Wpedantic", "-Werror"])

    def test_layout_check_knows_both_names(self):
        (self.out / "main.c").write_text(
            "int user_layout_check(void);\n"
            "int main(void)\n{\n    return user_layout_check();\n}\n"
        )
        for compiler in C_COMPILERS:
            for arguments in (["-DUSER_CHECK_BINDINGS"], ["-isystem", self.original]):
                self.assert_compiles(compiler, *arguments, "user_layout_check.c", "main.c",
                                     "-o", "check")
                self.assertEqual(subprocess.run([self.out / "check"]).returncode, 0)

    def test_wrappers_call_what_the_original_has(self):
        (self.out / "main.c").write_text(
            '#include "user.h"\nint main(void)\n{\n    item one = {.item = 1};\n'
            "    new_base base = {.count = 2};\n"
            "    return max(3, 4) == 4 && sum(&one, &base, 5) == 8 ? 0 : 1;\n}\n"
        )
        for compiler in C_COMPILERS:
            self.assert_compiles(compiler, "-c", "main.c", "-o", "main.o")
            self.assert_compiles(compiler, "-isystem", self.original,
                                 "user_wrappers.c", "main.o", "-o", "main")
            self.assertEqual(subprocess.run([self.out / "main"]).returncode, 0)


class EnumStyleTest(RenderTest):
    def set_style(self, style, **members):
        record = copy.deepcopy(SAMPLE)
        colour = next(e for e in record["enums"] if e["key"] == "enum colour")
        colour["style"] = style
        colour["enumerators"][1].pop("attributes")
        record.update(members)
        return self.render_files(record)["sample.h"]

    def assert_runs(self, name, text, compilers, standard):
        (self.out / name).write_text(f'#include "sample.h"\n{text}')
        for compiler in compilers:
            self.assert_compiles(compiler, name, "-o", "use", standard=standard,
                                 warnings=["-Wall", "-Wextra", "-Wpedantic", "-Werror"])
            self.assertEqual(subprocess.run([self.out / "use"]).returncode, 0, compiler)

    def test_constants_have_the_type_of_their_enum(self):
        self.set_style("consts")
        self.assert_runs(
            "use.c",
            "int main(void)\n{\n    return _Generic(COLOUR_GREEN, int: 1, unsigned: 0)"
            " + (COLOUR_GREEN != 1);\n}\n",
            C_COMPILERS, "gnu11")
        self.assert_runs(
            "use.cc",
            "int f(int) { return 1; }\nint f(colour) { return 0; }\n"
            "int main() { return f(COLOUR_GREEN); }\n",
            CXX_COMPILERS, "c++17")

    def test_flags_have_helpers_and_operators(self):
        self.set_style("bitfield")
        self.assert_runs(
            "use.c",
            "int main(void)\n{\n    enum colour set = colour_with(COLOUR_RED, COLOUR_GREEN);\n"
            "    return !(colour_has(set, COLOUR_GREEN) && !colour_has(set, COLOUR_LAST)"
            " && colour_without(set, COLOUR_GREEN) == COLOUR_RED);\n}\n",
            C_COMPILERS, "gnu11")
        self.assert_runs(
            "use.cc",
            "int main() {\n    colour set = COLOUR_RED;\n    set |= COLOUR_GREEN;\n"
            "    constexpr colour both = COLOUR_RED | COLOUR_GREEN;\n"
            "    return set == both && (set & ~both) == COLOUR_RED"
            " && colour_has(set ^ COLOUR_RED, both) ? 0 : 1;\n}\n",
            CXX_COMPILERS, "c++17")

    def test_name_of_a_helper_that_is_taken_stays(self):
        header = self.set_style("bitfield", imports={"other": ["function:colour_with"]})
        self.assertIn("colour_with is declared otherwise", header)
        self.assertEqual(header.count("colour_with("), 0)
        self.assertIn("colour_without(", header)


if __name__ == "__main__":
    unittest.main()
