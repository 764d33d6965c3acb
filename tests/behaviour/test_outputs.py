#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `scan` and `gen` do with their outputs: where they go, when they are left alone, what
the dependency file says, and that nothing of the surroundings reaches them."""

import os
import shlex
import shutil
import stat
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
import toolchain  # noqa: E402

HEADER = """\
#include "parts/first.h"
#include <stddef.h>
#include <stdint.h>

/** A thing, naïve and größer. */
struct thing {
    struct first f;
    uint32_t i;
    size_t size;
};
int thing_open(struct thing *t);
static inline int thing_twice(int i)
{
    return 2 * i;
}
#define THING_ID 0x49
#define THING_TITLE "title I"
enum { ITEM_I, ITEM_i };
"""
FIRST = '#include "second.h"\nstruct first { struct second s; };\n'
SECOND = "struct second { long l; };\n"


class Outputs(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        self.header = self.write("include/wrapper.h", HEADER)
        self.write("include/parts/first.h", FIRST)
        self.write("include/parts/second.h", SECOND)
        os.mkdir(self.path("out"))

    def gen(self, *options, out="out", header=None, status=0, **keywords):
        return self.run_bindery(
            "gen",
            "-o",
            self.path(out),
            *options,
            header or self.header,
            status=status,
            **keywords,
        )

    def snapshot(self, out="out"):
        """{name: bytes} of a directory."""
        found = {}
        for name in sorted(os.listdir(self.path(out))):
            with open(self.path(out, name), "rb") as stream:
                found[name] = stream.read()
        return found

    def times(self):
        return {
            name: (
                os.stat(self.path("out", name)).st_mtime_ns,
                os.stat(self.path("out", name)).st_ino,
            )
            for name in os.listdir(self.path("out"))
        }

    def age(self):
        """Makes all outputs old, so that a new time stamp shows."""
        for name in os.listdir(self.path("out")):
            os.utime(self.path("out", name), (1000000000, 1000000000))

    def test_gen_writes_the_files_of_the_module(self):
        self.gen()
        self.assertEqual(
            sorted(os.listdir(self.path("out"))),
            [
                "wrapper.h",
                "wrapper.ir.json",
                "wrapper_layout_check.c",
                "wrapper_wrappers.c",
            ],
        )

    def test_gen_name_names_the_files(self):
        self.gen("--name", "other")
        self.assertIn("other.ir.json", os.listdir(self.path("out")))
        self.assertIn("other.h", os.listdir(self.path("out")))

    def test_gen_creates_its_directory(self):
        self.gen(out="new/deep")
        self.assertIn("wrapper.h", os.listdir(self.path("new/deep")))

    def test_no_wrappers_without_static_inline_functions(self):
        header = self.write("include/plain.h", "int plain(void);\n")
        self.gen(header=header)
        self.assertNotIn("plain_wrappers.c", os.listdir(self.path("out")))

    def test_unchanged_outputs_are_left_alone(self):
        self.gen("--depfile", self.path("out/deps.d"))
        self.age()
        before = self.times()
        self.gen("--depfile", self.path("out/deps.d"))
        after = self.times()
        before.pop("deps.d"), after.pop("deps.d")
        self.assertEqual(before, after)

    def test_all_outputs_are_written_on_request(self):
        header = self.write("include/plain.h", "int plain(void);\n")
        self.gen("--all-outputs", header=header)
        files = ["plain" + end for end in (".h", "_layout_check.c", "_trampolines.c",
                                           "_trampolines.h", "_wrappers.c")]  # fmt: skip
        self.assertEqual(sorted(self.snapshot()), sorted(["plain.ir.json", *files]))
        for compiler in toolchain.c_compilers():
            for name in files[1:3] + files[4:]:
                flags = [*toolchain.C_STANDARD, *toolchain.WARNINGS, "-Iinclude"]
                command = [compiler, *flags, "-fsyntax-only", self.path("out", name)]
                self.assert_compiles(command)
        self.run_bindery(
            "render", "--all-outputs", "-t", "c", "-o", self.path("rendered"),
            self.path("out/plain.ir.json"),
        )  # fmt: skip
        expected = self.snapshot()
        expected.pop("plain.ir.json")
        self.assertEqual(self.snapshot("rendered"), expected)

    def test_only_changed_outputs_are_written(self):
        self.gen()
        self.age()
        before = self.times()
        # A member's comment changes record and header, and no layout.
        self.write("include/wrapper.h", HEADER.replace("A thing", "Another thing"))
        self.gen()
        after = self.times()
        self.assertNotEqual(before["wrapper.ir.json"], after["wrapper.ir.json"])
        self.assertNotEqual(before["wrapper.h"], after["wrapper.h"])
        self.assertEqual(
            before["wrapper_layout_check.c"], after["wrapper_layout_check.c"]
        )
        self.assertEqual(before["wrapper_wrappers.c"], after["wrapper_wrappers.c"])

    def test_scan_leaves_an_unchanged_record_alone(self):
        output = self.path("out/record.json")
        self.run_bindery("scan", "-o", output, self.header)
        self.age()
        before = self.times()
        self.run_bindery("scan", "-o", output, self.header)
        self.assertEqual(before, self.times())

    def test_render_leaves_unchanged_outputs_alone(self):
        self.gen()
        self.age()
        before = self.times()
        self.run_bindery(
            "render", "-t", "c", "-o", self.path("out"), self.path("out/wrapper.ir.json")
        )
        self.assertEqual(before, self.times())

    def test_render_writes_what_gen_writes(self):
        self.gen()
        expected = self.snapshot()
        record = expected.pop("wrapper.ir.json")
        path = self.write("elsewhere/wrapper.ir.json", record)
        self.run_bindery("render", "-t", "c", "-o", self.path("rendered"), path)
        self.assertEqual(self.snapshot("rendered"), expected)

    def test_scan_writes_what_gen_writes(self):
        self.gen()
        self.run_bindery("scan", "-o", self.path("record.json"), self.header)
        self.assertEqual(self.read("record.json"), self.read("out/wrapper.ir.json"))

    def test_scan_without_output_writes_to_standard_output(self):
        self.run_bindery("scan", "-o", self.path("record.json"), self.header)
        result = self.run_bindery("scan", self.header)
        self.assertEqual(result.stdout, self.read("record.json"))

    def test_an_error_leaves_all_outputs_as_they_were(self):
        self.gen("--depfile", self.path("out/deps.d"))
        self.age()
        before, contents = self.times(), self.snapshot()
        self.write(
            "include/wrapper.h", HEADER.replace("long", "long") + "struct { broken\n"
        )
        self.gen("--depfile", self.path("out/deps.d"), status=1)
        self.assertEqual(before, self.times())
        self.assertEqual(contents, self.snapshot())

    def test_an_error_leaves_no_temporary_files(self):
        self.write("include/wrapper.h", "int a\nlong a;\n")
        self.gen("--depfile", self.path("out/deps.d"), status=1)
        self.assertEqual(os.listdir(self.path("out")), [])

    def test_an_output_that_cannot_be_written_leaves_the_others_alone(self):
        self.gen()
        os.unlink(self.path("out/wrapper_layout_check.c"))
        os.mkdir(self.path("out/wrapper_layout_check.c"))  # no file can be renamed there
        self.write("out/wrapper_layout_check.c/inside", "")
        before = {n: v for n, v in self.times().items() if n != "wrapper_layout_check.c"}
        self.write("include/wrapper.h", HEADER + "struct more { int a; };\n")
        result = self.gen(status=1)
        self.assertIn("wrapper_layout_check.c", result.stderr)
        after = {n: v for n, v in self.times().items() if n != "wrapper_layout_check.c"}
        self.assertEqual(before, after)

    def test_an_output_that_is_a_symbolic_link_is_not_followed_out_of_its_place(self):
        self.gen()
        text = self.read("out/wrapper.h")
        target = self.write("precious.txt", "precious\n")
        os.unlink(self.path("out/wrapper.h"))
        os.symlink(target, self.path("out/wrapper.h"))
        self.gen()
        self.assertEqual(self.read("precious.txt"), "precious\n")
        self.assertEqual(self.read("out/wrapper.h"), text)

    # --- the dependency file ---------------------------------------------------------

    def prerequisites(self, path):
        """(targets, prerequisites) of a Make rule."""
        text = self.read(path).replace("\\\n", " ")
        rule = next(line for line in text.splitlines() if line.strip())
        targets, _, rest = rule.partition(": ")
        return shlex.split(targets), {os.path.realpath(p) for p in shlex.split(rest)}

    def test_depfile_lists_every_header_that_clang_reads(self):
        for command in ("gen", "scan"):
            out = (
                self.path("out") if command == "gen" else self.path("out/wrapper.ir.json")
            )
            self.run_bindery(
                command, "-o", out, "--depfile", self.path("deps.d"), self.header
            )
            targets, have = self.prerequisites("deps.d")
            listed = toolchain.run(["clang", "-M", self.header]).stdout.replace(
                "\\\n", " "
            )
            want = {os.path.realpath(p) for p in listed.partition(": ")[2].split()}
            # The compiler's own headers are those of libclang's version.
            own = {p for p in want if "/lib/clang/" in p}
            self.assertEqual(want - own - have, set())
            names = {os.path.basename(p) for p in have}
            self.assertLessEqual({"stddef.h", "stdint.h", "first.h", "second.h"}, names)
            self.assertIn(
                self.path("out/wrapper.ir.json"), [os.path.realpath(t) for t in targets]
            )

    def test_depfile_escapes_spaces_and_dollars(self):
        header = self.write("a dir$1/wrapper.h", '#include "in ner.h"\n')
        self.write("a dir$1/in ner.h", "int inner;\n")
        self.gen("--depfile", self.path("deps.d"), header=header)
        text = self.read("deps.d")
        self.assertIn("a\\ dir$$1/in\\ ner.h", text)

    def test_depfile_target_depends_on_the_headers(self):
        self.gen("--depfile", self.path("deps.d"), "--depfile-target", "a stamp")
        text = self.read("deps.d").replace("\\\n", "")
        first, *others = text.splitlines()
        target, headers = first.split(":")
        self.assertEqual(target, "a\\ stamp")
        self.assertIn(self.path("include/parts/second.h"), headers.split())
        self.assertEqual(others, [f"{header}:" for header in headers.split()])

    def test_depfile_target_needs_a_depfile(self):
        said = self.refused(
            "gen", "--depfile-target", "stamp", self.header, status=2
        )
        self.assertIn("give --depfile FILE too", said)

    def test_ninja_takes_the_depfile(self):
        if not shutil.which("ninja"):
            self.skipTest("no ninja")
        flags = f"{shlex.quote(self.bindery)} gen -o out --depfile out/deps.d include/wrapper.h"
        self.write(
            "build.ninja",
            f"rule gen\n  command = {flags}\n  depfile = out/deps.d\n  deps = gcc\n  restat = 1\n"
            "build out/wrapper.ir.json: gen include/wrapper.h\n",
        )
        self.assert_compiles(["ninja"])
        self.assertIn("no work to do", self.assert_compiles(["ninja"]).stdout)
        self.write("include/parts/second.h", SECOND.replace("long", "short"))
        self.assertNotIn("no work to do", self.assert_compiles(["ninja"]).stdout)

    # --- the surroundings ------------------------------------------------------------

    def test_outputs_do_not_depend_on_the_working_directory(self):
        self.gen()
        expected = self.snapshot()
        for number, (directory, header) in enumerate(
            [
                (self.path("include"), "wrapper.h"),
                (self.tmp, "include/wrapper.h"),
                (self.tmp, "./include/../include/wrapper.h"),
                ("/", self.header),
                (self.path("include/parts"), "../wrapper.h"),
            ]
        ):
            out = f"out{number}"
            self.gen(out=out, header=header, cwd=directory)
            self.assertEqual(self.snapshot(out), expected, f"{header} from {directory}")

    def test_outputs_do_not_depend_on_the_locale(self):
        self.gen(env={**os.environ, "LC_ALL": "C.UTF-8"})
        expected = self.snapshot()
        for number, locale in enumerate(
            ("C", "POSIX", "tr_TR.UTF-8", "de_DE.UTF-8", "xx_XX")
        ):
            out = f"out{number}"
            self.gen(out=out, env={**os.environ, "LC_ALL": locale, "LANG": locale})
            self.assertEqual(self.snapshot(out), expected, locale)

    def test_outputs_do_not_depend_on_the_environment(self):
        self.gen()
        expected = self.snapshot()
        bare = {"PATH": "/usr/bin:/bin"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                bare[name] = os.environ[name]
        self.gen(out="bare", env=bare)
        self.assertEqual(self.snapshot("bare"), expected)
        self.gen(
            out="set",
            env={
                **os.environ,
                "TZ": "Asia/Tokyo",
                "PYTHONHASHSEED": "7",
                "COLUMNS": "20",
            },
        )
        self.assertEqual(self.snapshot("set"), expected)

    def test_outputs_have_the_permissions_of_the_umask(self):
        for mask, mode in ((0o022, 0o644), (0o077, 0o600), (0o002, 0o664)):
            out = f"out{mask}"
            old = os.umask(mask)
            try:
                self.gen(out=out)
            finally:
                os.umask(old)
            for name in os.listdir(self.path(out)):
                self.assertEqual(
                    stat.S_IMODE(os.stat(self.path(out, name)).st_mode),
                    mode,
                    f"{name}, {mask:o}",
                )
            self.assertEqual(self.snapshot(out), self.snapshot("out18"))

    def test_outputs_do_not_change_when_the_headers_move(self):
        self.gen("-t", "c", header=self.header)
        expected = self.snapshot()
        shutil.copytree(self.path("include"), self.path("quite/another place"))
        self.gen(out="moved", header=self.path("quite/another place/wrapper.h"))
        self.assertEqual(self.snapshot("moved"), expected)

    def test_outputs_do_not_change_when_an_include_root_moves(self):
        wrapper = self.write("w/wrapper.h", "#include <lib/api.h>\n")
        for root in ("root", "other/root"):
            self.write(
                f"{root}/lib/api.h",
                '#include "detail/more.h"\nstruct api { struct more m; };\n',
            )
            self.write(f"{root}/lib/detail/more.h", "struct more { int a; };\n")
        found = []
        for number, root in enumerate(("root", "other/root")):
            out = f"out{number}"
            self.run_bindery(
                "gen", "-o", self.path(out), wrapper, "--", "-I", self.path(root)
            )
            found.append(self.snapshot(out))
        self.assertEqual(found[0], found[1])
        self.assertIn(b"struct more", found[0]["wrapper.h"])

    def test_no_output_names_the_machine(self):
        self.gen()
        for name, content in self.snapshot().items():
            self.assertNotIn(self.tmp.encode(), content, name)
            self.assertNotIn(os.uname().nodename.encode() + b"\n", content, name)

    def test_running_twice_at_once_leaves_whole_files(self):
        self.gen()
        expected = self.snapshot()

        def again(_):
            os.utime(self.header)
            return self.gen(out="shared")

        toolchain.in_parallel(again, range(6), workers=6)
        self.assertEqual(self.snapshot("shared"), expected)


if __name__ == "__main__":
    harness.main()
