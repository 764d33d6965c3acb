# SPDX-License-Identifier: MIT
"""devices/ as a project of its own: built against a build tree and against an installed
prefix, without a header of the core; and what it says when there is neither."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position,import-error
import installed  # pylint: disable=wrong-import-position,import-error
import toolchain  # pylint: disable=wrong-import-position,import-error

DEVICES = os.path.join(toolchain.ROOT, "devices")


def without_bindery():
    """An environment in which nothing of Bindery is found."""
    taken = ("BINDERY_BUILD_ROOT", "PKG_CONFIG_PATH")
    environment = {name: value for name, value in os.environ.items() if name not in taken}
    return dict(environment, PKG_CONFIG_LIBDIR="/nowhere")


class DevicesProject(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        self.build = os.path.dirname(os.path.dirname(self.bindery))

    def setup_project(self, name, environment, status=0):
        result = toolchain.run([installed.MESON, "setup", self.path(name), DEVICES],
                               env=environment)
        self.assertEqual(result.returncode, status, result.stdout)
        return result.stdout

    def build_project(self, **environment):
        """Gives every header that was opened."""
        self.setup_project("my devices", {**os.environ, **environment})
        directory = self.path("my devices")
        self.assert_compiles(["ninja", "-C", directory, "-j2"])
        self.assert_compiles([installed.MESON, "install", "-C", directory, "--no-rebuild",
                              f"--destdir={self.path('installed')}"])
        board = next(pathlib.Path(self.path("installed")).rglob("bindery-board"))
        for program in (os.path.join(directory, "board", "bindery-board"), board):
            types = subprocess.run([program, "--list-types"], check=True, capture_output=True,
                                   text=True).stdout
            self.assertRegex(types, r"(?m)^hpet .*\n(.*\n)*pl011 ")
        said = toolchain.run(["ninja", "-C", directory, "--quiet", "-t", "deps"]).stdout
        opened = [line.strip() for line in said.splitlines() if line.startswith("    ")]
        return [os.path.normpath(os.path.join(directory, name)) for name in opened]

    def compile_lines(self):
        with open(self.path("my devices", "compile_commands.json"), encoding="utf-8") as lines:
            return [entry["command"] for entry in json.load(lines)]

    def assert_no_core(self, opened):
        core = os.path.join(toolchain.ROOT, "runtime", "core") + os.sep
        self.assertEqual([name for name in opened if name.startswith(core)], [])
        for line in self.compile_lines():
            self.assertNotIn("runtime/core", line)
            self.assertNotIn("bindery-runtime/", line)

    def test_it_builds_against_a_build_tree(self):
        opened = self.build_project(BINDERY_BUILD_ROOT=self.build)
        self.assertIn(f"{self.build}/runtime/typed/bindery/hwcore.h", opened)
        self.assert_no_core(opened)

    def test_it_builds_against_a_prefix_with_a_blank(self):
        os.mkdir(self.path("scratch"))
        prefix = self.path("pre fix")
        installed.install(self.build, self.path("scratch"), prefix, runtime=True)
        shutil.rmtree(self.path("scratch"))
        found = next(pathlib.Path(prefix).rglob("bindery-devices.pc"))
        opened = self.build_project(PKG_CONFIG_PATH=str(found.parent), BINDERY_BUILD_ROOT="")
        self.assertIn(f"{prefix}/include/bindery/hwcore.h", opened)
        self.assert_no_core(opened)
        self.assertEqual([name for name in opened if name.startswith(self.build)], [])

    def assert_three_ways(self, said):
        error = said[said.index("ERROR: "):]
        for way in ("meson setup build && ninja -C build",
                    "PKG_CONFIG_PATH=DIR meson setup",
                    "BINDERY_BUILD_ROOT=BUILD meson setup"):
            self.assertIn(way, error)
        return error

    def test_without_generated_files_the_three_ways_to_get_them_are_named(self):
        said = self.setup_project("none", without_bindery(), status=1)
        self.assertIn("bindery-devices", self.assert_three_ways(said))

    def test_a_build_root_that_is_none_is_named(self):
        environment = {**without_bindery(), "BINDERY_BUILD_ROOT": self.tmp}
        said = self.setup_project("none", environment, status=1)
        self.assertIn(f"'{self.tmp}' is no build tree", self.assert_three_ways(said))

    def test_a_build_tree_that_is_not_built_is_told(self):
        # Its directories are there from the time it was configured.
        os.makedirs(self.path("tree", "runtime", "typed"))
        shutil.copytree(os.path.join(self.build, "meson-uninstalled"),
                        self.path("tree", "meson-uninstalled"))
        for path in pathlib.Path(self.path("tree", "meson-uninstalled")).iterdir():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(self.build, self.path("tree")), encoding="utf-8")
        environment = {**os.environ, "BINDERY_BUILD_ROOT": self.path("tree")}
        said = self.setup_project("none", environment, status=1)
        self.assertIn("hwcore.h", self.assert_three_ways(said))


if __name__ == "__main__":
    harness.main()
