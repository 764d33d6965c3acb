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
BINDERY = os.environ.get("BINDERY", "bindery")
SAMPLE = json.loads((RECORDS / "sample.ir.json").read_text())

sys.dont_write_bytecode = True
sys.path.insert(0, str(TEMPLATES))
from renderer import c_text  # noqa: E402

# What a record of nothing comes with.
NO_BINDINGS = {"words": [], "sections": [], "macros": [], "bit_fields": []}
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
        """What render.py answers to records that `bindery` has no bindings for."""
        feed = b""
        for record in records:
            if isinstance(record, dict):
                record = {**record, "bindings": NO_BINDINGS}
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
        """What `bindery render` makes of a record."""
        made, path = self.directory / "made", self.directory / "made.ir.json"
        path.write_text(json.dumps(record))
        command = [BINDERY, "render", "-t", "c", "-o", made, path]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        outputs = {file.name: file.read_text() for file in made.iterdir()}
        shutil.rmtree(made)
        for name, text in outputs.items():
            (self.out / name).write_text(text)
        return outputs

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


class TextTest(unittest.TestCase):
    def test_doc_comment(self):
        self.assertEqual(c_text.doc_comment("One line."), "/** One line. */\n")
        self.assertEqual(
            c_text.doc_comment("Two\n\nlines, */ and /*/ too ??/", "  "),
            "  /**\n   * Two\n   *\n   * lines, * / and / * / too ?? /\n   */\n",
        )
        self.assertEqual(c_text.doc_comment("a\u202eb\0c"), "/** a b c */\n")

    def test_wrap_breaks_between_parameters_only(self):
        text = (
            "void g_some_function_of_glib(int (*callback)(void *data, int number), "
            'void *data, const char *name) __attribute__((deprecated("a, b, and (c")))'
        )
        self.assertEqual(
            c_text.wrap(text, "", 45),
            "void g_some_function_of_glib(int (*callback)(void *data, int number), void *data,\n"
            "                             const char *name)\n"
            '    __attribute__((deprecated("a, b, and (c")))',
        )
        text = "    int f(" + ", ".join(["struct a_long_name *name"] * 9) + ")"
        lines = c_text.wrap(text, "", 45)
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

    def test_member_missing_in_a_handler(self):
        record = {**SAMPLE, "handlers": [{"bridge": "bridge"}]}
        self.assert_error(self.render(record), "sample.rec", 0, "damaged record")

    def test_text_goes_through_as_its_number(self):
        path = self.write_set("<{{ record | c_enums }}>{{ record | c_wrappers }}")
        record = json.dumps({**SAMPLE, "bindings": {"enums": 7}}).encode()
        outputs = self.render(record, sets=[path]).outputs
        self.assertEqual(outputs, {"sample.txt": "<\x007\x00>"})

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


class UnsoundRecordTest(RenderTest):
    """Records that no scan writes, and that bindings cannot be made of."""

    def refused(self, text, **changes):
        """Changes a declaration ("list": (key, what to do with it)) and looks at the error."""
        record = copy.deepcopy(SAMPLE)
        for member, (key, change) in changes.items():
            change(next(each for each in record[member] if each["key"] == key))
        path = self.directory / "unsound.ir.json"
        path.write_text(json.dumps(record))
        command = [BINDERY, "render", "-t", "c", "-o", self.out / "none", path]
        done = subprocess.run(command, capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, rf"^{path}:1:\d+: error: .*{text}")
        self.assertFalse((self.out / "none").exists())

    def test_record_inside_itself(self):
        own = {"name": "in", "type": "int", "c": "struct {...} in", "offset": 0,
               "inline": "record:struct shape.pos"}
        self.refused("declared inside itself",
                     records=("struct shape.pos", lambda d: d["fields"].append(own)))

    def test_member_that_declares_a_type_with_a_name(self):
        self.refused("no unnamed type", records=(
            "struct shape", lambda d: d["fields"][1].update(inline="record:struct bits")))

    def test_member_without_text(self):
        self.refused('"kind" has an empty "c"',
                     records=("struct shape", lambda d: d["fields"][2].update(c="")))

    def test_opaque_record_without_a_size(self):
        def change(record):
            record["opaque"] = True
            del record["size"]

        self.refused('"size" or "align" is missing', records=("struct shape", change))

    def test_enum_without_its_integer(self):
        self.refused('"integer" is missing', enums=("enum colour", lambda d: d.pop("integer")))

    def test_variadic_function_with_a_wrapper(self):
        self.refused("variadic", functions=("report", lambda d: d.update(wrapper="w")))

    def test_function_that_is_none(self):
        self.refused("not that of a function",
                     functions=("twice", lambda d: d.update(type="int")))

    def test_integer_macro_without_a_value(self):
        self.refused('"value" or "type"', macros=("SHAPES_MAX", lambda d: d.pop("value")))


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
