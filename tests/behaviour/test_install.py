#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What is installed: which files, that they can be moved, and that the man pages and the
completion say what the program itself says."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
import installed  # noqa: E402
import toolchain  # noqa: E402

COMMANDS = ["check", "diff", "gen", "render", "scan", "show"]
PAGES = ["bindery", *(f"bindery-{command}" for command in COMMANDS)]
FILES = {
    "bin/bindery",
    "include/bindery/marks.h",
    "share/bash-completion/completions/bindery",
    "share/bindery/meson/meson.build",
    "share/bindery/templates/c/set.json",
    "share/bindery/templates/render.py",
    "share/cmake/Bindery/BinderyAddModule.cmake",
    "share/cmake/Bindery/BinderyConfig.cmake",
    "share/cmake/Bindery/BinderyConfigVersion.cmake",
    *(f"share/man/man1/{page}.1" for page in PAGES),
    "share/pkgconfig/bindery.pc",
}
OPTION = re.compile(r"^  (?:(-\w), )?(--[\w-]+)", re.MULTILINE)
# In mdoc source: .It Fl o , Fl -output Ar DIR
ITEM = re.compile(r"^\.It ((?:Fl \S+(?: , )?)+)", re.MULTILINE)


def files_below(directory):
    return {
        os.path.relpath(os.path.join(parent, name), directory)
        for parent, _, names in os.walk(directory)
        for name in names
    }


class Install(harness.BinderyTest):
    """Installs once, into a prefix whose name has a blank."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = os.path.realpath(tempfile.mkdtemp(prefix="bindery-install-"))
        cls.prefix = os.path.join(cls.scratch, "pre fix")
        cls.build = os.path.dirname(os.path.dirname(cls.bindery))
        installed.install(cls.build, cls.scratch, cls.prefix)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.scratch, ignore_errors=True)

    def at(self, *parts):
        return os.path.join(self.prefix, *parts)

    def text(self, *parts):
        with open(self.at(*parts), encoding="utf-8") as stream:
            return stream.read()

    def pkg_config(self, *arguments, prefix=None):
        path = os.path.join(prefix or self.prefix, "share", "pkgconfig")
        result = toolchain.run(
            ["pkg-config", *arguments, "bindery"],
            env={**os.environ, "PKG_CONFIG_PATH": path},
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout.rstrip()

    def moved(self, name):
        """A copy of the installation in another place."""
        prefix = self.path(name)
        shutil.copytree(self.prefix, prefix)
        return prefix

    # --- files ----------------------------------------------------------------------------

    def test_files_are_where_others_look_for_them(self):
        found = files_below(self.prefix)
        self.assertEqual(FILES - found, set())
        others = {n for n in found - FILES if not n.startswith("share/bindery/templates/")}
        self.assertEqual(others, set())

    def test_nothing_is_writable_by_others_or_private(self):
        for name in files_below(self.prefix):
            mode = os.stat(self.at(name)).st_mode & 0o777
            self.assertEqual(mode & 0o022, 0, name)
            self.assertEqual(mode & 0o444, 0o444, name)

    def test_no_text_names_the_build(self):
        for name in files_below(self.prefix) - {"bin/bindery"}:
            self.assertNotIn(toolchain.ROOT, self.text(name), name)
            if name != "share/pkgconfig/bindery.pc":  # its prefix: see below
                self.assertNotIn(self.scratch, self.text(name), name)

    def test_destdir_goes_before_the_prefix(self):
        staged = self.path("staged")
        os.mkdir(self.path("new"))
        installed.install(self.build, self.path("new"), "/opt/a b", destdir=staged)
        self.assertEqual(FILES - files_below(staged + "/opt/a b"), set())

    # --- the program ----------------------------------------------------------------------

    def gen(self, prefix):
        header = self.write("a b/thing.h", "struct thing { int i; };\n")
        return toolchain.run(
            [os.path.join(prefix, "bin", "bindery"), "gen", "-o", self.path("out"), header],
            env={**os.environ, "HOME": self.path("home"), "BINDERY_TEMPLATES": ""},
        )

    def test_installed_program_generates(self):
        result = self.gen(self.prefix)
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertIn("struct thing", self.read("out", "thing.h"))

    def test_moved_program_takes_its_own_templates(self):
        prefix = self.moved("else where")
        template = os.path.join(prefix, "share/bindery/templates/c/header.h.j2")
        os.chmod(template, 0o644)
        with open(template, "w", encoding="utf-8") as stream:
            stream.write("moved\n")
        self.assertEqual(self.gen(prefix).returncode, 0)
        self.assertEqual(self.read("out", "thing.h"), "moved\n")

    def test_moved_program_finds_its_own_marks(self):
        prefix = self.moved("else where")
        marks = os.path.join(prefix, "include/bindery/marks.h")
        os.chmod(marks, 0o644)
        with open(marks, "a", encoding="utf-8") as stream:
            stream.write("struct moved { int i; };\n")
        header = self.write("app.h", "#include <bindery/marks.h>\n")
        program = os.path.join(prefix, "bin", "bindery")
        result = toolchain.run([program, "scan", "--allowlist-type", "moved", header])
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertIn('"struct moved"', result.stdout)

    # --- pkg-config -----------------------------------------------------------------------

    def test_pkg_config_variables_name_what_is_there(self):
        for name, path in {
            "prefix": "",
            "bindery": "bin/bindery",
            "templatedir": "share/bindery/templates",
            "mesondir": "share/bindery/meson",
            "includedir": "include",
        }.items():
            value = self.pkg_config(f"--variable={name}")
            self.assertTrue(os.path.samefile(value, self.at(path)), value)

    def test_pkg_config_flags_find_the_marks(self):
        source = self.write("uses.c", "#include <bindery/marks.h>\n")
        flags = self.pkg_config("--cflags")
        self.assert_compiles(["sh", "-c", f"cc {flags} -fsyntax-only {source}"])

    def test_pkg_config_version_is_the_programs(self):
        said = toolchain.run([self.at("bin/bindery"), "--version"]).stdout
        self.assertEqual(said.split()[1], self.pkg_config("--modversion"))

    def test_pkg_config_file_can_be_moved(self):
        os.mkdir(self.path("new"))
        installed.install(self.build, self.path("new"), self.path("prefix"))
        os.rename(self.path("prefix"), self.path("moved"))
        value = self.pkg_config("--variable=bindery", prefix=self.path("moved"))
        self.assertTrue(os.path.samefile(value, self.path("moved/bin/bindery")), value)

    # --- CMake ----------------------------------------------------------------------------

    def find_package(self, prefix, request, *lines, status=0):
        if not shutil.which("cmake"):
            self.skipTest("cmake is not installed")
        self.write(
            "project/CMakeLists.txt",
            "cmake_minimum_required(VERSION 3.20)\nproject(probe C)\nset(prefix kept)\n"
            f"find_package(Bindery {request} REQUIRED)\n"
            'message(STATUS "found: ${Bindery_PROGRAM}; ${prefix}")\n'
            + "\n".join(lines),
        )
        result = toolchain.run(
            ["cmake", "-S", self.path("project"), "-B", self.path("cmake")],
            env={**os.environ, "CMAKE_PREFIX_PATH": prefix},
        )
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result.stdout + result.stderr

    def test_cmake_finds_a_moved_package(self):
        prefix = self.moved("else where")
        said = self.find_package(prefix, "0.1")
        self.assertIn(f"found: {prefix}/bin/bindery; kept", said)

    def test_cmake_refuses_another_major_version(self):
        self.assertIn('version "1.0"', self.find_package(self.prefix, "1.0", status=1))

    def test_cmake_says_what_is_wrong_with_a_module(self):
        self.write("project/module.json", '{"name": "thing"}\n')
        self.write("project/wrapper.h", "int thing(void);\n")
        self.write("project/user.json", '{"name": "user", "depends": ["thing"]}\n')
        twice = "thing MANIFEST module.json)\nbindery_add_module(thing MANIFEST module.json"
        for arguments, said in {
            "thing": "MANIFEST FILE is missing",
            "thing MANIFEST none.json": "none.json is not there",
            "other MANIFEST module.json": 'module.json says "name": "thing"',
            "thing MANIFEST module.json DEPENDS base": "there is no module 'base' yet",
            "thing MANIFEST module.json SOURCES a.c": "unknown arguments: SOURCES;a.c",
            "user MANIFEST user.json": "depends on 'thing'; say DEPENDS thing here too",
            twice: "this module is added already",
        }.items():
            line = f"bindery_add_module({arguments})"
            got = self.find_package(self.prefix, "0.1", line, status=1)
            self.assertIn(said, " ".join(got.split()))

    # --- man pages ------------------------------------------------------------------------

    def help(self, page):
        command = page.split("-")[1:]
        return toolchain.run([self.at("bin/bindery"), *command, "--help"]).stdout

    def test_man_pages_have_the_options_of_the_help_texts(self):
        for page in PAGES:
            source = self.text("share/man/man1", f"{page}.1").replace("\\-", "-")
            listed = {
                f"-{word}"
                for item in ITEM.findall(source)
                for word in item.replace("Fl ", "").split(" , ")
            }
            listed = {word.strip() for word in listed}
            offered = {name for pair in OPTION.findall(self.help(page)) for name in pair}
            self.assertEqual(listed, offered - {""}, page)

    def test_man_pages_name_all_commands(self):
        commands = re.search(r"Commands:\n(.*?)\n\n", self.help("bindery"), re.DOTALL)[1]
        names = [line.split()[0] for line in commands.splitlines() if line[2] != " "]
        self.assertEqual(sorted(set(names)), COMMANDS, "a man page for each, here too")
        source = self.text("share/man/man1/bindery.1")
        for name in names:
            self.assertIn(f".It Xr bindery-{name} 1", source)

    def test_man_pages_are_without_warnings(self):
        checked = False
        for page in PAGES:
            path = self.at("share/man/man1", f"{page}.1")
            for command in [
                ["groff", "-mandoc", "-Tutf8", "-ww", path],
                ["mandoc", "-Tlint", "-Wwarning", path],
            ]:
                if shutil.which(command[0]):
                    checked = True
                    result = toolchain.run(command)
                    said = result.stderr + (result.stdout if command[0] == "mandoc" else "")
                    self.assertEqual((result.returncode, said), (0, ""), command)
        if not checked:
            self.skipTest("neither groff nor mandoc is installed")

    # --- completion -----------------------------------------------------------------------

    def complete(self, *words):
        """What bash offers for the last of these words."""
        script = (
            'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))\n'
            '_bindery; printf "%s\\n" "${COMPREPLY[@]}"\n'
        )
        path = self.at("share/bash-completion/completions/bindery")
        result = toolchain.run(
            ["bash", "-c", script, "bash", path, self.at("bin/bindery"), *words],
            cwd=self.tmp,
        )
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return sorted(word for word in result.stdout.split("\n") if word)

    def test_completion_offers_commands(self):
        self.assertEqual(self.complete(""), COMMANDS)
        self.assertEqual(self.complete("s"), ["scan", "show"])
        self.assertEqual(self.complete("--v"), ["--version"])

    def test_completion_offers_the_options_of_a_command(self):
        for command in COMMANDS:
            offered = {
                name for pair in OPTION.findall(self.help(f"-{command}")) for name in pair
            }
            self.assertEqual(set(self.complete(command, "-")), offered - {""}, command)
        self.assertEqual(
            self.complete("gen", "--blocklist-f"), ["--blocklist-file", "--blocklist-function"]
        )

    def test_completion_offers_values(self):
        os.makedirs(self.path("a dir"))
        self.write("a file.h", "")
        self.assertEqual(self.complete("gen", "-o", "a"), ["a dir"])
        self.assertEqual(self.complete("gen", "--output", "=", "a"), ["a dir"])
        self.assertEqual(self.complete("gen", "--depfile", "a"), ["a dir", "a file.h"])
        self.assertEqual(self.complete("gen", "-m", "a f"), ["a file.h"])
        self.assertEqual(self.complete("render", "-t", ""), template_sets(self.prefix))
        self.assertEqual(self.complete("gen", "--default-enum-style", "n"), ["newtype"])
        self.assertEqual(self.complete("gen", "--name", ""), [])

    def test_completion_offers_files(self):
        self.write("one.h", "")
        self.assertEqual(self.complete("gen", ""), ["one.h"])
        self.assertEqual(self.complete("gen", "--verbose", "o"), ["one.h"])
        self.assertEqual(self.complete("gen", "one.h", "--", "o"), ["one.h"])

    def test_completion_is_bash(self):
        path = self.at("share/bash-completion/completions/bindery")
        subprocess.run(["bash", "-n", path], check=True)


def template_sets(prefix):
    found = glob.glob(os.path.join(glob.escape(prefix), "share/bindery/templates/*/set.json"))
    return sorted(os.path.basename(os.path.dirname(path)) for path in found)


if __name__ == "__main__":
    harness.main()
