# SPDX-License-Identifier: MIT
"""The renderer and the template set `c`, fed with records written by hand."""

import copy
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(os.environ.get("BINDERY_SOURCE_ROOT", pathlib.Path(__file__).parents[2]))
TEMPLATES = ROOT / "templates"
RECORDS = ROOT / "tests" / "unit" / "records"
SAMPLE = json.loads((RECORDS / "sample.ir.json").read_text())

sys.dont_write_bytecode = True
sys.path.insert(0, str(TEMPLATES))
from renderer import c_text  # noqa: E402

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wmissing-prototypes", "-Werror"]
C_COMPILERS = [c for c in ("gcc", "clang", "clang-14", "clang-19") if shutil.which(c)]
CXX_COMPILERS = [c for c in ("g++", "clang++", "clang++-14", "clang++-19") if shutil.which(c)]


class Answer:
    """What render.py wrote: outputs by path, or an error."""

    def __init__(self, data):
        self.outputs, self.error, self.done = {}, None, False
        while data:
            line, _, data = data.partition(b"\n")
            word, *numbers = line.split()
            numbers = [int(number) for number in numbers]
            if word == b"output":
                path, data = data[: numbers[0]].decode(), data[numbers[0] :]
                self.outputs[path], data = data[: numbers[1]].decode(), data[numbers[1] :]
            elif word == b"error":
                file, text = data[: numbers[0]].decode(), data[numbers[0] :].decode()
                self.error, data = (file, numbers[1], numbers[2], text), b""
            else:
                self.done = word == b"done"


class RenderTest(unittest.TestCase):
    def setUp(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="bindery-test-"))
        self.addCleanup(shutil.rmtree, self.directory)
        self.cache = self.directory / "cache"
        self.out = self.directory / "out"
        self.out.mkdir()

    def render(self, *records, sets=("c",), end=b"end\n", templates=TEMPLATES, **environment):
        feed = b""
        for record in records:
            text = record if isinstance(record, bytes) else json.dumps(record).encode()
            feed += b"record 10 %d\nsample.rec" % len(text) + text
        run = subprocess.run(
            [sys.executable, "-I", templates / "render.py"]
            + [templates / s if isinstance(s, str) else s for s in sets],
            input=feed + end,
            stdout=subprocess.PIPE,
            env={**os.environ, "XDG_CACHE_HOME": str(self.cache), **environment},
            check=True,
        )
        return Answer(run.stdout)

    def render_files(self, record):
        answer = self.render(record)
        self.assertIsNone(answer.error)
        for path, text in answer.outputs.items():
            (self.out / path).write_text(text)
        return answer.outputs

    def compile(self, compiler, *arguments, standard="gnu11", warnings=WARNINGS):
        command = [compiler, f"-std={standard}", *warnings, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, cwd=self.out)

    def assert_compiles(self, compiler, *arguments, **options):
        done = self.compile(compiler, *arguments, **options)
        self.assertEqual((done.returncode, done.stderr), (0, ""), compiler)

    def write_set(self, template, outputs=None):
        """A template set of the test's own."""
        path = self.directory / "set"
        path.mkdir(exist_ok=True)
        outputs = outputs or [{"path": "{module}.txt", "template": "text.j2"}]
        (path / "set.json").write_text(json.dumps({"outputs": outputs}))
        (path / "text.j2").write_text(template)
        return path


class HeaderTest(RenderTest):
    def test_header_compiles_alone_as_c_without_warnings(self):
        self.render_files(SAMPLE)
        (self.out / "use.c").write_text('#include "sample.h"\nextern int used;\n')
        for compiler in C_COMPILERS:
            self.assert_compiles(compiler, "-fsyntax-only", "use.c")

    def test_header_compiles_alone_as_cxx_without_warnings(self):
        self.render_files(SAMPLE)
        (self.out / "use.cc").write_text('#include "sample.h"\nextern int used;\n')
        warnings = [w for w in WARNINGS if w != "-Wmissing-prototypes"]
        for compiler in CXX_COMPILERS:
            for standard in ("c++17", "gnu++17"):
                self.assert_compiles(
                    compiler, "-fsyntax-only", "use.cc", standard=standard, warnings=warnings
                )

    def test_header_needs_no_include(self):
        self.assertNotIn("#include", self.render_files(SAMPLE)["sample.h"])

    def test_header_leaves_cxx_words_as_they_were(self):
        self.render_files(SAMPLE)
        (self.out / "use.cc").write_text(
            "#define restrict 42\n#include \"sample.h\"\n"
            "static_assert(restrict == 42, \"\");\nclass t { bool b = true; };\n"
        )
        for compiler in CXX_COMPILERS:
            self.assert_compiles(compiler, "-fsyntax-only", "use.cc", standard="c++17",
                                 warnings=[])

    def test_macro_that_hides_a_declaration_is_not_defined(self):
        header = self.render_files(SAMPLE)["sample.h"]
        self.assertNotIn("#define area", header)
        self.assertNotIn("#define COLOUR_RED", header)
        self.assertRegex(header, r"#define SHAPES_MAX +16\n")

    def test_declarations_keep_the_order_of_the_record(self):
        record = copy.deepcopy(SAMPLE)
        record["order"].remove("typedef:handle")
        record["order"].insert(0, "typedef:handle")
        header = self.render_files(record)["sample.h"]
        self.assertLess(header.index("*handle;"), header.index("struct shape {"))
        self.assertEqual(header.count("/* sample/calls.h */"), 2)

    def test_moved_member_stops_the_compiler(self):
        record = copy.deepcopy(SAMPLE)
        shape = next(r for r in record["records"] if r["key"] == "struct shape")
        shape["fields"][-1]["offset"] += 8
        self.render_files(record)
        (self.out / "use.c").write_text('#include "sample.h"\n')
        done = self.compile("gcc", "-fsyntax-only", "use.c")
        self.assertIn("offset of kind in struct shape", done.stderr)


class LayoutCheckTest(RenderTest):
    def run_check(self, compiler, *arguments):
        (self.out / "main.c").write_text(
            "int sample_layout_check(void);\nint main(void)\n"
            "{\n    return sample_layout_check();\n}\n"
        )
        self.assert_compiles(
            compiler, "-O2", *arguments, "sample_layout_check.c", "main.c", "-o", "check"
        )
        return subprocess.run([self.out / "check"]).returncode

    def test_check_agrees_with_bindings_and_original(self):
        self.render_files(SAMPLE)
        for compiler in C_COMPILERS:
            self.assertEqual(self.run_check(compiler, "-DSAMPLE_CHECK_BINDINGS"), 0)
            self.assertEqual(self.run_check(compiler, "-isystem", RECORDS), 0)

    def test_each_misplaced_bit_field_is_counted(self):
        record = copy.deepcopy(SAMPLE)
        bits = next(r for r in record["records"] if r["key"] == "struct bits")
        fields = {f["name"]: f for f in bits["fields"] if "name" in f}
        fields["b"]["offset"] += 1
        fields["flag"]["offset"] -= 8
        fields["wide"]["width"] -= 1
        self.render_files(record)
        for compiler in C_COMPILERS:
            self.assertEqual(self.run_check(compiler, "-isystem", RECORDS), 3)

    def test_other_macro_value_stops_clang(self):
        record = copy.deepcopy(SAMPLE)
        macro = next(m for m in record["macros"] if m["name"] == "SHAPES_MAX")
        macro["value"] = "17"
        self.render_files(record)
        check = ("-fsyntax-only", "-isystem", RECORDS, "sample_layout_check.c")
        if shutil.which("clang"):
            self.assertIn("value_of_SHAPES_MAX", self.compile("clang", *check).stderr)
        self.assert_compiles("gcc", *check)


class WrapperTest(RenderTest):
    def test_wrappers_link_with_a_program_that_sees_only_the_bindings(self):
        self.render_files(SAMPLE)
        (self.out / "main.c").write_text(
            '#include "sample.h"\n'
            "static int add(void *sum, int n)\n{\n    return *(int *)sum += n;\n}\n"
            "int main(void)\n{\n    int sum = 0, list[4] = {1, 2, 3, 4};\n\n"
            "    each(add, &sum, list);\n"
            "    return sum == 10 && twice(21) == 42 && chooser(1) == 0 ? 0 : 1;\n}\n"
        )
        for compiler in C_COMPILERS:
            self.assert_compiles(compiler, "-c", "main.c", "-o", "main.o")
            self.assert_compiles(
                compiler, "-isystem", RECORDS, "sample_wrappers.c", "main.o", "-o", "main"
            )
            self.assertEqual(subprocess.run([self.out / "main"]).returncode, 0)

    def test_no_wrapper_no_file(self):
        record = copy.deepcopy(SAMPLE)
        for function in record["functions"]:
            function.pop("wrapper", None)
        self.assertNotIn("sample_wrappers.c", self.render_files(record))


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
    types={"int": INT, "char []": {"kind": "array", "of": "char"},
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
           "struct item": {"kind": "record", "record": "struct old_item"},
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


class TextTest(unittest.TestCase):
    def test_doc_comment(self):
        self.assertEqual(c_text.doc_comment("One line."), "/** One line. */\n")
        self.assertEqual(
            c_text.doc_comment("Two\n\nlines, */ and /*/ too ??/", "  "),
            "  /**\n   * Two\n   *\n   * lines, * / and / * / too ?? /\n   */\n",
        )
        self.assertEqual(c_text.doc_comment("a\u202eb\0c"), "/** a b c */\n")

    def test_literal(self):
        for value, text in (
            ("-1", "-1"),
            ("9223372036854775807", "9223372036854775807"),
            ("9223372036854775808", "9223372036854775808ULL"),
            ("-9223372036854775808", "(-9223372036854775807 - 1)"),
        ):
            self.assertEqual(c_text.literal(value), text)

    def test_declare(self):
        for spelling, text in (
            ("int", "int x"),
            ("char *", "char *x"),
            ("const char *const", "const char *const x"),
            ("int [4][2]", "int x[4][2]"),
            ("int (*)(void *, int)", "int (*x)(void *, int)"),
            ("int (*const)(void)", "int (*const x)(void)"),
            ("int (*[3])(void)", "int (*x[3])(void)"),
            ("int (*)[4]", "int (*x)[4]"),
            ("void (*(*)(int))(void (*)(int))", "void (*(*x)(int))(void (*)(int))"),
            ("_Atomic(int)", "__typeof__(_Atomic(int)) x"),
        ):
            self.assertEqual(c_text.declare(spelling, "x"), text)

    def test_wrap_breaks_between_parameters_only(self):
        text = (
            "void g_some_function_of_glib(int (*callback)(void *data, int number), "
            'void *data, const char *name) __attribute__((deprecated("a, b, and (c")))'
        )
        self.assertEqual(
            c_text.wrap(text),
            "void g_some_function_of_glib(int (*callback)(void *data, int number), void *data,\n"
            "                             const char *name)\n"
            '    __attribute__((deprecated("a, b, and (c")))',
        )
        lines = c_text.wrap("    int f(" + ", ".join(["struct a_long_name *name"] * 9) + ")")
        self.assertLessEqual(max(map(len, lines.split("\n"))), 90)
        self.assertEqual(" ".join(lines.split()).count(","), 8)


class FailureTest(RenderTest):
    def assert_error(self, answer, file, line, text):
        self.assertEqual(answer.outputs, {})
        self.assertFalse(answer.done)
        self.assertEqual(answer.error[:2], (str(file), line))
        self.assertIn(text, answer.error[3])

    def test_damaged_json_names_the_line(self):
        self.assert_error(self.render(b'{\n  "bindery_ir": 1,\n  oops\n'), "sample.rec", 3,
                          "damaged record")

    def test_record_cut_short(self):
        text = json.dumps(SAMPLE, indent=1).encode()
        text = text[: text.index(b'"kind"')]
        line = text.count(b"\n") + 1
        self.assert_error(self.render(text), "sample.rec", line, "damaged record")

    def test_other_version(self):
        answer = self.render({**SAMPLE, "bindery_ir": 2})
        self.assert_error(answer, "sample.rec", 0, "version 2")

    def test_no_record(self):
        self.assert_error(self.render([1, 2]), "sample.rec", 0, "no interface record")

    def test_order_names_what_is_not_there(self):
        answer = self.render({**SAMPLE, "order": ["record:struct nothing"]})
        self.assert_error(answer, "sample.rec", 0, "'record:struct nothing'")

    def test_member_missing_in_a_declaration(self):
        record = copy.deepcopy(SAMPLE)
        del next(r for r in record["records"] if r.get("fields"))["fields"][0]["offset"]
        self.assert_error(self.render(record), "sample.rec", 0, "damaged record")

    def test_module_that_leaves_the_directory(self):
        self.assert_error(self.render({**SAMPLE, "module": "../x"}), "sample.rec", 0, "'module'")

    def test_two_records_of_one_module(self):
        self.assert_error(self.render(SAMPLE, SAMPLE), "sample.rec", 0, "written twice")

    def test_template_syntax_error_names_its_line(self):
        path = self.write_set("one\n{% for %}\n")
        self.assert_error(self.render(SAMPLE, sets=[path]), path / "text.j2", 2, "")

    def test_undefined_name_names_its_line(self):
        path = self.write_set("one\ntwo\n{{ record.nothing }}\n")
        self.assert_error(self.render(SAMPLE, sets=[path]), path / "text.j2", 3, "nothing")

    def test_filter_that_is_not_allowed(self):
        path = self.write_set("{{ record | pprint }}\n")
        self.assert_error(self.render(SAMPLE, sets=[path]), path / "text.j2", 1, "pprint")

    def test_failing_template_after_a_good_one_gives_nothing(self):
        path = self.write_set("{{ 1 // 0 }}")
        self.assert_error(self.render(SAMPLE, sets=["c", path]), path / "text.j2", 1, "")

    def test_damaged_manifest(self):
        path = self.write_set("")
        (path / "set.json").write_text('{\n"outputs": [')
        self.assert_error(self.render(SAMPLE, sets=[path]), path / "set.json", 2, "")
        for outputs in ([{"path": "x"}], [{"path": "../x", "template": "text.j2"}],
                        [{"path": "x", "template": "other.j2"}]):
            path = self.write_set("", outputs)
            self.assert_error(self.render(SAMPLE, sets=[path]), path / "set.json", 0, "")

    def test_feed_broken_off_gives_nothing(self):
        answer = self.render(SAMPLE, end=b"")
        self.assertEqual((answer.outputs, answer.error, answer.done), ({}, None, False))

    def test_parts_make_up_a_record(self):
        head, *rest = [{member: value} for member, value in SAMPLE.items()]
        self.assertIn("bindery_ir", head)
        cut = []
        for part in rest:
            ((member, value),) = part.items()
            if isinstance(value, list):
                cut += [{member: [element]} for element in value]
            elif isinstance(value, dict):
                cut += [{member: {name: element}} for name, element in value.items()]
            else:
                cut.append(part)
        parts = b"".join(b"part %d\n" % len(t) + t for t in (json.dumps(p).encode() for p in cut))
        self.assertGreater(len(cut), 100)
        self.assertEqual(
            self.render(head, end=parts + b"end\n").outputs, self.render(SAMPLE).outputs
        )

    def test_damaged_part_is_named(self):
        answer = self.render(SAMPLE, end=b"part 3\n{]}end\n")
        self.assert_error(answer, "sample.rec", 1, "damaged record")

    def test_interrupt_at_the_start_says_nothing(self):
        for delay in (0, 0.005, 0.01, 0.02, 0.04, 0.08):
            process = subprocess.Popen(
                [sys.executable, "-I", TEMPLATES / "render.py", TEMPLATES / "c"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                # As `bindery` starts it.
                preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]),
                env={**os.environ, "XDG_CACHE_HOME": str(self.cache)},
            )
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate()
            self.assertEqual((process.returncode, said), (-signal.SIGINT, b""))


class CacheTest(RenderTest):
    def entries(self):
        return sorted((self.cache / "bindery" / "templates").iterdir())

    def test_entries_are_used_and_damage_is_mended(self):
        first = self.render(SAMPLE).outputs
        entries = self.entries()
        self.assertEqual(len(entries), len(list((TEMPLATES / "c").glob("*.j2"))))
        stamps = [entry.stat().st_mtime_ns for entry in entries]
        self.assertEqual(self.render(SAMPLE).outputs, first)
        self.assertEqual([entry.stat().st_mtime_ns for entry in entries], stamps)
        whole = [entry.read_bytes() for entry in entries]
        entries[0].write_bytes(whole[0][:-7])
        entries[1].write_bytes(whole[2])
        entries[2].write_bytes(b"")
        self.assertEqual(self.render(SAMPLE).outputs, first)
        self.assertEqual([entry.read_bytes() for entry in self.entries()], whole)

    def test_changed_template_is_compiled_again(self):
        path = self.write_set("one")
        self.assertEqual(self.render(SAMPLE, sets=[path]).outputs, {"sample.txt": "one"})
        path = self.write_set("two")
        self.assertEqual(self.render(SAMPLE, sets=[path]).outputs, {"sample.txt": "two"})

    def test_directory_that_others_may_write_is_not_used(self):
        (self.cache / "bindery").mkdir(parents=True)
        (self.cache / "bindery").chmod(0o777)
        self.assertTrue(self.render(SAMPLE).done)
        self.assertEqual(list((self.cache / "bindery").iterdir()), [])

    def test_no_cache_is_no_error(self):
        self.cache.write_text("a file in its place")
        self.assertTrue(self.render(SAMPLE).done)

    def test_nothing_is_written_beside_the_templates(self):
        copied = self.directory / "templates"
        shutil.copytree(TEMPLATES, copied, ignore=shutil.ignore_patterns("__pycache__"))
        before = sorted(copied.rglob("*"))
        self.assertTrue(self.render(SAMPLE, templates=copied).done)
        self.assertEqual(sorted(copied.rglob("*")), before)


if __name__ == "__main__":
    unittest.main()
