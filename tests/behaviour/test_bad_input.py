#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Input that cannot be used: each is refused with a diagnostic that says where and what, an
exit status, and no output."""

import json
import os
import pwd
import re
import subprocess
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
import toolchain  # noqa: E402

PLACE = re.compile(r"^(.+?):(\d+):(\d+): (error|warning|note): ", re.MULTILINE)


class CommandLine(harness.BinderyTest):
    def test_unknown_option_gets_a_suggestion(self):
        header = self.write("wrapper.h", "int a;\n")
        said = self.refused("scan", "--alowlist-type", "x", header, status=2)
        self.assertIn("--alowlist-type", said)
        self.assertIn("--allowlist-type", said)

    def test_unknown_command_gets_a_suggestion(self):
        said = self.refused("genn", "x.h", status=2)
        self.assertIn("genn", said)
        self.assertRegex(said, r"\bgen\b")

    def test_no_command(self):
        result = toolchain.run([self.bindery])
        self.assertEqual(result.returncode, 2)
        self.assertIn("scan", result.stderr + result.stdout)

    def test_no_header(self):
        for command in ("scan", "gen"):
            self.refused(command, status=2)

    def test_option_without_its_value(self):
        for arguments in (
            ["scan", "-o"],
            ["gen", "--name"],
            ["scan", "--allowlist-type"],
        ):
            self.refused(*arguments, status=2)

    def test_two_headers(self):
        header = self.write("wrapper.h", "int a;\n")
        self.refused("scan", header, header, status=2)

    def test_unknown_template_set_names_those_there_are(self):
        header = self.write("wrapper.h", "int a;\n")
        result = toolchain.run(
            [self.bindery, "gen", "-t", "fortran", "-o", self.path("out"), header]
        )
        self.assertIn(result.returncode, (1, 2))
        self.assertIn("fortran", result.stderr)
        self.assertRegex(result.stderr, r"\bc\b")
        self.assertFalse(os.path.exists(self.path("out", "wrapper.ir.json")))

    def test_invalid_pattern_is_named(self):
        header = self.write("wrapper.h", "int a;\n")
        for option in ("--allowlist-type", "--blocklist-function", "--opaque-type"):
            result = toolchain.run([self.bindery, "scan", option, "(open", header])
            self.assertIn(result.returncode, (1, 2))
            self.assertIn("(open", result.stderr)
            self.assertIn(option, result.stderr)

    def test_unknown_target(self):
        header = self.write("wrapper.h", "int a;\n")
        said = self.refused("scan", "--target", "pdp11-dec-unix", header)
        self.assertIn("pdp11", said)

    def test_name_that_is_no_identifier(self):
        header = self.write("wrapper.h", "int a;\n")
        for name in ("../escape", "a/b", ""):
            result = toolchain.run(
                [self.bindery, "gen", "--name", name, "-o", self.path("out"), header]
            )
            self.assertIn(result.returncode, (1, 2), name)
            self.assertIn("error: ", result.stderr)
        self.assertFalse(os.path.exists(self.path("escape.h")))

    def test_help_and_version(self):
        self.assertIn("scan", self.run_bindery("--help").stdout)
        self.assertRegex(self.run_bindery("--version").stdout, r"\d+\.\d+")
        for command in ("scan", "gen", "render", "show"):
            self.assertIn(command, self.run_bindery(command, "--help").stdout)

    def test_full_standard_output(self):
        header = self.write("wrapper.h", "int a;\n")
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        for arguments in (["--help"], ["scan", header]):
            with open("/dev/full", "w", encoding="utf-8") as full:
                result = toolchain.run([self.bindery, *arguments], stdout=full)
            self.assertEqual(result.returncode, 1, arguments)
            self.assertIn("error: ", result.stderr)

    def test_messages_in_colour_only_on_a_terminal(self):
        self.assertNotIn("\x1b", self.refused("scan", "nowhere.h"))


class Headers(harness.BinderyTest):
    def places(self, said):
        return [
            (os.path.basename(file), int(line), int(column), severity)
            for file, line, column, severity in PLACE.findall(said)
        ]

    def gen_refused(self, header, *cflags):
        said = self.refused("gen", "-o", self.path("out"), header, "--", *cflags)
        left = os.listdir(self.path("out")) if os.path.exists(self.path("out")) else []
        self.assertEqual(left, [])
        return said

    def test_missing_header(self):
        said = self.gen_refused(self.path("nowhere.h"))
        self.assertIn("nowhere.h", said)

    def test_header_is_a_directory(self):
        os.mkdir(self.path("folder.h"))
        self.assertIn("folder.h", self.gen_refused(self.path("folder.h")))

    def test_header_is_a_pipe(self):
        os.mkfifo(self.path("pipe.h"))
        said = self.gen_refused(self.path("pipe.h"))
        self.assertIn("pipe.h: error: is not a regular file", said)

    def gen_while(self, change):
        """What gen says when an included header is changed while another is parsed."""
        first = self.write("first.h", "#define FIRST 1\n")
        header = self.write("wrapper.h", '#include "first.h"\n#include "pipe.h"\n')
        pipe = self.path("pipe.h")
        os.mkfifo(pipe)
        command = [self.bindery, "gen", "-o", self.path("out"), header, "--"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
            # It is opened as soon as the parser has come to it.
            with open(pipe, "w", encoding="utf-8") as parsed:
                os.remove(pipe)
                change(first)
                parsed.write("int a;\n")
            said = run.communicate(timeout=60)[1]
        self.assertEqual(run.returncode, 1, said)
        self.assertFalse(os.path.exists(self.path("out")))
        return said

    def test_header_that_is_removed_meanwhile(self):
        said = self.gen_while(os.remove)
        self.assertIn("first.h: error: it was written or removed while", said)

    def test_header_that_is_written_meanwhile(self):
        def write(path):
            self.write("first.h", "#define SECOND 22\n#define FIRST 1\n")
            os.utime(path, (1, 1))

        said = self.gen_while(write)
        self.assertIn("first.h: error: it was written or removed while", said)

    def test_missing_include_has_its_place(self):
        header = self.write("wrapper.h", 'int a;\n  #include "gone.h"\n')
        said = self.gen_refused(header)
        self.assertIn(("wrapper.h", 2, 12, "error"), self.places(said))
        self.assertIn("gone.h", said)

    def test_missing_include_does_not_hide_it_behind_others(self):
        header = self.write("wrapper.h", '#include "gone.h"\ngone_type g;\n')
        self.assertIn("'gone.h' file not found", self.gen_refused(header))

    def test_every_error_and_note_has_its_place(self):
        header = self.write(
            "wrapper.h",
            "int one(int a);\nlong one(int a);\nstruct s { int a; };\nstruct s { int b; };\n"
            "unknown_type x;\n",
        )
        places = self.places(self.gen_refused(header))
        self.assertIn(("wrapper.h", 2, 6, "error"), places)
        self.assertIn(("wrapper.h", 1, 5, "note"), places)
        self.assertIn(("wrapper.h", 4, 8, "error"), places)
        self.assertIn(("wrapper.h", 3, 8, "note"), places)
        self.assertIn(("wrapper.h", 5, 1, "error"), places)

    def test_error_in_an_included_header_is_placed_there(self):
        self.write("sub/inner.h", "int a;\nlong a;\n")
        header = self.write("wrapper.h", '#include "sub/inner.h"\n')
        places = self.places(self.gen_refused(header))
        self.assertIn(("inner.h", 2, 6, "error"), places)

    def test_more_errors_than_clang_prints_by_default(self):
        header = self.write(
            "wrapper.h", "".join(f"unknown_{i} v{i};\n" for i in range(60))
        )
        said = self.gen_refused(header)
        for number in range(60):
            self.assertIn(f"unknown_{number}'", said)

    def test_error_directive(self):
        header = self.write("wrapper.h", '#error "not on this system"\n')
        self.assertIn("not on this system", self.gen_refused(header))

    def test_warnings_do_not_refuse(self):
        header = self.write("wrapper.h", '#warning "old"\nint a;\n')
        self.run_bindery("gen", "-o", self.path("out"), header)

    def test_unreadable_header(self):
        header = self.write("wrapper.h", "int a;\n")
        os.chmod(header, 0)
        keywords = {}
        if os.getuid() == 0:
            os.chmod(self.tmp, 0o755)
            keywords["user"] = pwd.getpwnam("nobody").pw_uid
            if toolchain.run([self.bindery, "--version"], **keywords).returncode:
                self.skipTest("the program cannot be run by another user")
        result = toolchain.run([self.bindery, "scan", header], **keywords)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("wrapper.h", result.stderr)
        self.assertIn("error: ", result.stderr)

    def test_header_that_is_no_text(self):
        header = self.write("wrapper.h", bytes(range(256)) * 8)
        self.gen_refused(header)

    def test_deep_nesting_ends(self):
        header = self.write(
            "wrapper.h", "struct s { " * 200 + "int a;" + " } m;" * 199 + " };\n"
        )
        result = toolchain.run([self.bindery, "scan", "-o", self.path("o.json"), header])
        self.assertIn(result.returncode, (0, 1), result.stderr[:500])

    def test_a_pattern_that_matches_nothing_is_a_warning_that_names_it(self):
        header = self.write("wrapper.h", "int present(void);\n")
        for option in ("--allowlist-type", "--blocklist-function", "--opaque-type"):
            result = self.run_bindery(
                "scan", "-o", self.path("o.json"), "--allowlist-function", "present",
                option, "absent_[0-9]+", header,
            )  # fmt: skip
            self.assertIn("warning: ", result.stderr)
            self.assertIn("absent_[0-9]+", result.stderr)
            self.assertIn(option, result.stderr)


class Outputs(harness.BinderyTest):
    def test_full_output(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full")
        header = self.write("wrapper.h", "int a;\n")
        said = self.refused("scan", "-o", "/dev/full", header)
        self.assertIn("/dev/full", said)
        self.assertTrue(os.path.exists("/dev/full"))

    def test_output_to_a_device_or_pipe(self):
        header = self.write("wrapper.h", "int a;\n")
        self.run_bindery("scan", "-o", "/dev/null", header)
        self.assertFalse(os.path.isfile("/dev/null"))
        result = self.run_bindery("scan", "-o", "/dev/stdout", header)
        self.assertIn('"bindery_ir"', result.stdout)

    def test_directory_that_cannot_be_made(self):
        header = self.write("wrapper.h", "int a;\n")
        self.write("file", "")
        said = self.refused("gen", "-o", self.path("file/out"), header)
        self.assertIn("file", said)

    def test_output_below_a_file(self):
        header = self.write("wrapper.h", "int a;\n")
        self.write("file", "")
        said = self.refused("scan", "-o", self.path("file/o.json"), header)
        self.assertIn("file", said)

    def test_depfile_that_cannot_be_written(self):
        header = self.write("wrapper.h", "int a;\n")
        self.write("file", "")
        depfile = self.path("file/deps.d")
        said = self.refused("gen", "-o", self.path("out"), "--depfile", depfile, header)
        self.assertIn("file", said)
        left = os.listdir(self.path("out")) if os.path.exists(self.path("out")) else []
        self.assertEqual(left, [])

    def test_unwritable_directory(self):
        header = self.write("wrapper.h", "int a;\n")
        os.mkdir(self.path("out"), 0o555)
        keywords = {}
        if os.getuid() == 0:
            os.chmod(self.tmp, 0o755)
            keywords["user"] = pwd.getpwnam("nobody").pw_uid
            if toolchain.run([self.bindery, "--version"], **keywords).returncode:
                self.skipTest("the program cannot be run by another user")
        result = toolchain.run(
            [self.bindery, "gen", "-o", self.path("out"), header], **keywords
        )
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertIn("out", result.stderr)


class Records(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        header = self.write(
            "wrapper.h", "struct s { int a; char b; };\nint f(struct s *s);\n"
        )
        self.run_bindery("scan", "-o", self.path("good.ir.json"), header)
        with open(self.path("good.ir.json"), encoding="utf-8") as stream:
            self.text = stream.read()

    def both_refuse(self, text, pattern=None):
        """show and render refuse a record of that text, and name the file."""
        path = self.write("bad.ir.json", text)
        for command in (
            ["show", path],
            ["render", "-t", "c", "-o", self.path("out"), path],
        ):
            said = self.refused(*command)
            self.assertIn("bad.ir.json", said)
            if pattern:
                self.assertRegex(said, pattern)
        left = os.listdir(self.path("out")) if os.path.exists(self.path("out")) else []
        self.assertEqual(left, [])

    def test_the_good_record_is_taken(self):
        self.run_bindery("show", self.path("good.ir.json"))
        self.run_bindery(
            "render", "-t", "c", "-o", self.path("out"), self.path("good.ir.json")
        )

    def test_missing_record(self):
        for command in (["show"], ["render", "-t", "c", "-o", self.path("out")]):
            self.assertIn("none.json", self.refused(*command, self.path("none.json")))

    def test_truncated_record_has_a_place(self):
        self.both_refuse(
            self.text[: len(self.text) // 2], r"bad\.ir\.json:\d+:\d+: error: "
        )

    def test_no_json(self):
        self.both_refuse("struct s { int a; };\n", r"bad\.ir\.json:1:\d+: error: ")
        self.both_refuse("")
        self.both_refuse("[]\n")
        self.both_refuse(b"\xff\xfe\x00")

    def test_another_version(self):
        changed = self.text.replace('"bindery_ir": 1', '"bindery_ir": 99')
        self.assertNotEqual(changed, self.text)
        self.both_refuse(changed, r"99")

    def test_member_missing_or_of_another_type(self):
        for edit in (
            lambda ir: ir.pop("bindery_ir"),
            lambda ir: ir.pop("module"),
            lambda ir: ir.update(types=[]),
            lambda ir: ir.update(records="none"),
            lambda ir: ir["records"][0].pop("key"),
            lambda ir: ir["records"][0].update(size="big"),
            lambda ir: ir["records"][0]["fields"][0].update(type="no such type"),
            lambda ir: ir["functions"][0].update(type=7),
            lambda ir: ir.update(order=["record:struct nowhere"]),
            lambda ir: ir["functions"].append(ir["functions"][0]),
        ):
            ir = json.loads(self.text)
            edit(ir)
            self.both_refuse(json.dumps(ir, indent=1))

    def test_unknown_name_to_show(self):
        said = self.refused("show", self.path("good.ir.json"), "struct t")
        self.assertIn("struct t", said)

    def test_a_module_name_cannot_lead_out_of_the_directory(self):
        ir = json.loads(self.text)
        ir["module"] = "../escaped"
        path = self.write("bad.ir.json", json.dumps(ir))
        self.refused("render", "-t", "c", "-o", self.path("out"), path)
        self.assertFalse(os.path.exists(self.path("escaped.h")))


class Templates(harness.BinderyTest):
    """A template set of the user's own: a directory given to -t."""

    def setUp(self):
        super().setUp()
        self.header = self.write("wrapper.h", "struct s { int a; };\n")

    def gen(self, template, status, sets=None, manifest=None):
        """gen with a set of that one template; gives what it said."""
        outputs = {"outputs": [{"path": "{module}.txt", "template": "only.txt.j2"}]}
        self.write("mine/set.json", json.dumps(outputs) if manifest is None else manifest)
        if template is not None:
            self.write("mine/only.txt.j2", template)
        command = [
            "gen",
            "-t",
            sets or self.path("mine"),
            "-o",
            self.path("out"),
            self.header,
        ]
        result = self.run_bindery(*command, status=status)
        if status:
            self.assertIn("error: ", result.stderr)
            self.assertNotIn("Traceback", result.stderr)
            left = (
                os.listdir(self.path("out")) if os.path.exists(self.path("out")) else []
            )
            self.assertEqual(left, [])
        return result.stderr

    def test_a_set_of_ones_own(self):
        self.gen("{{ record.module }}: {{ record.records | length }}\n", 0)
        self.assertEqual(self.read("out/wrapper.txt"), "wrapper: 1\n")

    def test_syntax_error_in_a_template(self):
        said = self.gen("one\n{% if %}\n", 1)
        self.assertRegex(said, r"only\.txt\.j2:2:.*error: ")

    def test_undefined_name_in_a_template(self):
        said = self.gen("one\ntwo\n{{ record.no_such_member }}\n", 1)
        self.assertRegex(said, r"only\.txt\.j2:3:.*error: ")
        self.assertIn("no_such_member", said)

    def test_failing_expression_in_a_template(self):
        said = self.gen("{{ 1 / 0 }}\n", 1)
        self.assertIn("only.txt.j2:1:", said)
        self.assertIn("zero", said)

    def test_unknown_filter(self):
        said = self.gen("{{ record.module | no_such_filter }}\n", 1)
        self.assertIn("no_such_filter", said)

    def test_template_that_is_not_there(self):
        said = self.gen(None, 1)
        self.assertIn("only.txt.j2", said)

    def test_broken_manifest(self):
        self.assertRegex(
            self.gen("", 1, manifest="{\n  oops\n"), r"set\.json:2:\d+: error: "
        )
        self.assertIn("set.json", self.gen("", 1, manifest='{"outputs": [{"path": 7}]}'))

    def test_output_path_cannot_lead_out_of_the_directory(self):
        for path in ("../{module}.txt", "/tmp/bindery-{module}-escaped.txt"):
            manifest = json.dumps(
                {"outputs": [{"path": path, "template": "only.txt.j2"}]}
            )
            self.gen("text\n", 1, manifest=manifest)
        self.assertFalse(os.path.exists(self.path("wrapper.txt")))
        self.assertFalse(os.path.exists("/tmp/bindery-wrapper-escaped.txt"))

    def test_one_failing_set_of_two_writes_nothing(self):
        self.gen("{{ record.no_such_member }}\n", 1, sets=f"c,{self.path('mine')}")


if __name__ == "__main__":
    harness.main()
