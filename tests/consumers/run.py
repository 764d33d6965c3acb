#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A project of somebody else, built against an installed Bindery: run.py BUILD-DIRECTORY
meson|cmake|cmake-make|make|ninja [test names].

The project has a library, bindings of its two headers (of which one module depends on the
other), and a program with a handler that sees only the bindings. Bindery is installed from
the build directory into a prefix whose name has a blank, and everything is done by a user
who is not root, where there is such a user.
"""

import glob
import json
import os
import pwd
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import installed  # noqa: E402

PROGRAMS = {
    "meson": ["meson", "ninja"],
    "cmake": ["cmake", "ninja"],
    "cmake-make": ["cmake", "make"],
    "make": ["make"],
    "ninja": ["ninja"],
}
# What build systems write for themselves.
NOT_THE_PROJECTS = re.compile(
    r"/(meson-private|meson-info|meson-logs|CMakeFiles/3[^/]*)/"
    r"|/CMakeFiles/.*(?<!\.o)$|/\.ninja_(log|deps)$"
)
SAID = "blinker: 5 turns, the last after 100 ms of at most 1000\n"


def unprivileged():
    """What runs a command as a user who is not root; [] for one who is not, None when root
    cannot become another."""
    if os.geteuid() != 0:
        return []
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return None
    if not shutil.which("setpriv"):
        return None
    ids = [f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids]


class Consumer(unittest.TestCase):
    build_directory = None
    system = None

    @classmethod
    def setUpClass(cls):
        cls.as_user = unprivileged()
        cls.tmp = os.path.realpath(tempfile.mkdtemp(prefix="bindery-consumer-"))
        cls.prefix = os.path.join(cls.tmp, "pre fix")
        installed.install(cls.build_directory, cls.tmp, cls.prefix)
        os.chmod(cls.tmp, 0o755)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.tmp, ignore_errors=True)

    def setUp(self):
        if self.as_user is None:
            self.skipTest("root, and no setpriv or no user nobody to become")
        missing = [name for name in PROGRAMS[self.system] if not shutil.which(name)]
        if missing:
            self.skipTest(f"{missing[0]} is not installed")
        self.home = tempfile.mkdtemp(prefix="project-", dir=self.tmp)
        self.source = os.path.join(self.home, "source")
        self.build = os.path.join(self.home, "build")
        for tree in "project", self.system.split("-")[0]:
            shutil.copytree(os.path.join(HERE, tree), self.source, dirs_exist_ok=True)
        if self.system == "meson":
            helper = os.path.join(self.prefix, "share", "bindery", "meson")
            shutil.copytree(helper, os.path.join(self.source, "subprojects", "bindery"))
        if self.system in ("make", "ninja"):
            self.build = os.path.join(self.source, "build")
        if self.system == "ninja":
            self.change("build.ninja", "prefix = /usr/local", f"prefix = {self.prefix}")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.home,
            "LC_ALL": "C.UTF-8",
            "PKG_CONFIG_PATH": os.path.join(self.prefix, "share", "pkgconfig"),
            "CMAKE_PREFIX_PATH": self.prefix,
        }
        for name in "ASAN_OPTIONS", "UBSAN_OPTIONS":
            if name in os.environ:
                self.environment[name] = os.environ[name]
        if self.as_user:
            subprocess.run(["chown", "-R", "nobody", self.home], check=True)

    # --- what a developer does ------------------------------------------------------------

    def run_user(self, *command, status=0):
        result = subprocess.run(
            [*self.as_user, *command],
            cwd=self.source,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.assertEqual(
            result.returncode == 0, status == 0, f"$ {shlex.join(command)}\n{result.stdout}"
        )
        return result.stdout

    def configure(self):
        if self.system == "meson":
            self.run_user(installed.MESON, "setup", self.build)
        elif self.system == "cmake":
            self.run_user("cmake", "-G", "Ninja", "-B", self.build)
        elif self.system == "cmake-make":
            self.run_user("cmake", "-G", "Unix Makefiles", "-B", self.build)

    def make(self, status=0):
        """One build; gives what it printed."""
        if self.system == "make":
            return self.run_user("make", "-j2", status=status)
        if self.system == "cmake-make":
            return self.run_user("make", "-C", self.build, "-j2", "VERBOSE=1", status=status)
        where = self.source if self.system == "ninja" else self.build
        return self.run_user("ninja", "-C", where, "-j2", "-v", status=status)

    def change(self, name, old, new):
        path = os.path.join(self.source, name)
        with open(path, encoding="utf-8") as stream:
            text = stream.read()
        self.assertIn(old, text)
        self.wait()
        with open(path, "w", encoding="utf-8") as stream:
            stream.write(text.replace(old, new))

    @staticmethod
    def wait():
        """Until a file that is written now is newer than all that are there."""
        time.sleep(0.02)

    def times(self, pattern):
        """{name: time stamp} of files of the build."""
        found = glob.glob(os.path.join(self.build, "**", pattern), recursive=True)
        return {
            os.path.relpath(path, self.build): os.stat(path).st_mtime_ns
            for path in found
            if os.path.isfile(path) and not NOT_THE_PROJECTS.search(path)
        }

    def rebuilt(self, before, pattern):
        """Base names of the files that a build has written again."""
        after = self.times(pattern)
        self.assertEqual(before.keys(), after.keys())
        names = {os.path.basename(name) for name in after if after[name] != before[name]}
        return {name.removeprefix("meson-generated_.._").split(".")[0] for name in names}

    def first_build(self):
        self.configure()
        output = self.make()
        self.assertEqual(output.count(" gen --all-outputs "), 3, output)
        return output

    def assert_program_runs(self, said=SAID):
        [program] = {
            path
            for path in glob.glob(os.path.join(self.build, "**", "blinker"), recursive=True)
            if os.path.isfile(path)
        }
        self.assertEqual(self.run_user(program), said)

    def compile_commands(self, sources):
        """The command line that compiles each of these sources of the program."""
        if self.system == "make":
            self.wait()
            lines = self.run_user("make", "-n", "-B").replace("\\\n", " ").splitlines()
            commands = [shlex.split(line) for line in lines if " -c " in line]
        elif self.system == "ninja":
            listed = json.loads(self.run_user("ninja", "-t", "compdb", "cc"))
            commands = [shlex.split(entry["command"]) for entry in listed]
        else:
            path = os.path.join(self.build, "compile_commands.json")
            with open(path, encoding="utf-8") as stream:
                commands = [shlex.split(entry["command"]) for entry in json.load(stream)]
        found = [
            command
            for command in commands
            if any(word.endswith(source) for word in command for source in sources)
        ]
        self.assertEqual(len(found), len(sources))
        return found

    # --- what must hold -------------------------------------------------------------------

    def test_first_build_makes_a_program_that_runs(self):
        self.first_build()
        self.assert_program_runs()
        self.assertNotEqual(os.stat(self.build).st_uid, 0)

    def test_second_build_does_nothing(self):
        self.first_build()
        before = self.times("*")
        output = self.make()
        self.assertNotIn(" gen ", output)
        self.assertNotIn(" -c ", output)
        self.assertEqual(before, self.times("*"))

    def test_changed_meaning_of_nothing_compiles_nothing_that_uses_bindings(self):
        self.first_build()
        before = self.times("*.o")
        generated = self.times("*.[hc]")
        self.change("lib/base_limits.h", "#ifndef", "/* One line further down. */\n#ifndef")
        output = self.make()
        self.assertIn(" gen ", output, "the bindings were not looked at again")
        self.assertEqual(self.rebuilt(generated, "*.[hc]"), set())
        # What is compiled against the originals is the only thing that may be compiled again.
        self.assertLessEqual(
            self.rebuilt(before, "*.o"),
            {"timer"} | {f"{m}_{p}" for m in ("base", "timer") for p in PARTS},
        )
        self.assertNotIn(" gen ", self.make(), "the third build generates again")

    def test_touched_header_compiles_nothing_that_uses_bindings(self):
        self.first_build()
        before = self.times("*.o")
        generated = self.times("*.json")
        self.wait()
        os.utime(os.path.join(self.source, "lib", "base.h"))
        self.assertIn(" gen ", self.make())
        self.assertEqual(self.rebuilt(generated, "*.json"), set())
        self.assertFalse({"main", "app", "blinker", "blinker_trampolines"} & self.rebuilt(before, "*.o"))
        self.assertNotIn(" gen ", self.make(), "the third build generates again")

    def test_changed_struct_compiles_what_includes_it(self):
        self.first_build()
        before = self.times("*.o")
        self.change("lib/base.h", "uint64_t ns;", "uint64_t era;\n    uint64_t ns;")
        self.make()
        compiled = self.rebuilt(before, "*.o")
        needed = {"main", "base_layout_check", "blinker_trampolines"}
        needed.add("app" if self.system == "ninja" else "blinker")
        self.assertLessEqual(needed, compiled)
        self.assertNotIn("title", compiled)
        self.assert_program_runs()

    def test_removed_header_is_an_error_that_names_it(self):
        self.first_build()
        os.remove(os.path.join(self.source, "lib", "base_limits.h"))
        output = self.make(status=1)
        self.assertRegex(output, r"base\.h:\d+:\d+: error: .*base_limits\.h")

    def test_header_that_nothing_includes_any_more_may_go(self):
        self.first_build()
        os.remove(os.path.join(self.source, "lib", "base_limits.h"))
        self.change("lib/base.h", '#include "base_limits.h"', "#define BASE_MAX_MS 1000")
        self.make()
        self.assert_program_runs()

    def test_removed_output_is_made_again(self):
        if self.system == "cmake-make":
            self.skipTest("CMake's makefiles do not look at by-products")
        self.first_build()
        [path] = glob.glob(os.path.join(self.build, "**", "base.h"), recursive=True)
        os.remove(path)
        self.make()
        self.assertTrue(os.path.exists(path))

    def test_what_uses_bindings_finds_no_original_header(self):
        self.first_build()
        original = os.path.join(self.source, "lib")
        at = self.source if self.system in ("make", "ninja") else self.build
        for command in self.compile_commands(["app/main.c", "app/blinker.c"]):
            for word in command:
                path = os.path.normpath(os.path.join(at, word.removeprefix("-I")))
                self.assertNotEqual(path, original, command)
            probe = os.path.join(self.home, "probe.c")
            with open(probe, "w", encoding="utf-8") as stream:
                stream.write("#if __has_include(<base_limits.h>)\n#error found\n#endif\n")
                stream.write("#if !__has_include(<timer.h>)\n#error no bindings\n#endif\n")
            flags = [word for word in command if word.startswith("-I")]
            self.run_user("sh", "-c", f'cd "{at}" && exec "$@"', "sh", "cc", *flags,
                          "-fsyntax-only", probe)  # fmt: skip


PARTS = "layout_check", "wrappers", "trampolines"


if __name__ == "__main__":
    Consumer.build_directory = os.path.abspath(sys.argv.pop(1))
    Consumer.system = sys.argv.pop(1)
    sys.argv.insert(1, os.path.join(Consumer.build_directory, "gen", "bindery"))
    harness.main()
