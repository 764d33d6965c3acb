#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Generating bindings and consuming them are two steps: what is built from bindings opens no
header of runtime/core, in this build, with its flags from pkg-config, and with those of an
installed prefix; and the bindings are of all that the core's headers show."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import installed  # noqa: E402
import toolchain  # noqa: E402

CORE = os.path.join(toolchain.ROOT, "runtime", "core")
MODULES = sorted(os.listdir(os.path.join(toolchain.ROOT, "wrapper-headers")))
# Macros that take arguments alone: there is nothing in it to be bound.
ONLY_MACROS = {"hw/registerfields.h"}
# Directories whose sources are built from bindings; the wrappers beside these are not.
CONSUMERS = ("runtime/typed/", "devices/")
WRAPPERS = re.compile(r"^runtime/typed/bindery/libruntime_\w+_bindings\.a\.p/")
DEVICE = os.path.join(HERE, "split")


def below(path, directory):
    return os.path.commonpath([os.path.realpath(path), directory]) == directory


def is_consumer(output):
    return (
        output.endswith(".o")
        and output.startswith(CONSUMERS)
        and not WRAPPERS.match(output)
    )


def core_headers():
    """(module, name that it is included by, path) of every public header of the core."""
    for module in sorted(os.listdir(CORE)):
        root = os.path.join(CORE, module, "include")
        for parent, _, names in os.walk(root):
            for name in names:
                path = os.path.join(parent, name)
                yield module, os.path.relpath(path, root), path


def only_includes(path):
    """Whether a header is another name of others: it has nothing but their includes."""
    with open(path, encoding="utf-8") as stream:
        text = re.sub(r"/\*.*?\*/", "", stream.read(), flags=re.DOTALL)
    lines = [line for line in text.splitlines() if line.strip()]
    guards = re.compile(r"#\s*(include|if __has_include|ifndef|endif|define\s+\w+$)")
    return all(guards.match(line) for line in lines)


class Split(harness.BinderyTest):
    @classmethod
    def setUpClass(cls):
        cls.build = os.path.dirname(os.path.dirname(cls.bindery))

    # --- this build -----------------------------------------------------------------------

    def ninja(self, *arguments):
        result = toolchain.run(["ninja", "-C", self.build, "--quiet", *arguments])
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_objects_made_from_bindings_opened_no_core_header(self):
        opened = {}
        for line in self.ninja("-t", "deps").splitlines():
            if not line.startswith(" "):
                name = line.split(":")[0]
                headers = opened.setdefault(name, []) if is_consumer(name) else None
            elif headers is not None and line.strip():
                headers.append(os.path.join(self.build, line.strip()))
        self.assertTrue(any(name.startswith("runtime/typed/bql/") for name in opened))
        bindings = os.path.join(self.build, "runtime", "typed", "bindery")
        self.assertTrue(any(below(h, bindings) for hs in opened.values() for h in hs))
        for name, headers in opened.items():
            self.assertEqual([h for h in headers if below(h, CORE)], [], name)

    def test_no_compile_line_of_theirs_names_the_core(self):
        path = os.path.join(self.build, "compile_commands.json")
        with open(path, encoding="utf-8") as stream:
            commands = json.load(stream)
        seen = 0
        for command in commands:
            name = command["output"]
            if is_consumer(name):
                seen += 1
                for word in shlex.split(command["command"]):
                    self.assertNotIn("runtime/core", word, name)
        self.assertGreater(seen, 0)

    def record(self, module):
        name = os.path.join(self.build, "runtime", "typed", "bindery", module + ".ir.json")
        with open(name, encoding="utf-8") as stream:
            return json.load(stream)

    def test_bindings_are_of_every_header_of_the_core(self):
        """A header that is added to the core is included by its module's wrapper.h."""
        left_out = []
        files = {module: set(self.record(module)["files"]) for module in MODULES}
        for module, name, path in core_headers():
            if name not in files[module] | ONLY_MACROS and not only_includes(path):
                left_out.append(f"{name}: wrapper-headers/{module}/wrapper.h")
        self.assertEqual(left_out, [], "not included by the wrapper of their module")

    def test_what_belongs_to_a_callback_is_sure(self):
        """By its name, or as the manifest says; a shape alone gives no typed form."""
        count = 0
        for module in MODULES:
            record = self.record(module)
            for kind in ("functions", "records", "typedefs"):
                for declaration in record.get(kind, []):
                    for callback in declaration.get("callbacks", []):
                        count += 1
                        self.assertIn(
                            callback["confidence"], ("name", "given"), declaration["key"]
                        )
        self.assertGreater(count, 0)

    # --- flags from pkg-config --------------------------------------------------------------

    def flags(self, package, *arguments, **environment):
        """Words as pkg-config writes them, with a backslash before a blank."""
        result = toolchain.run(
            ["pkg-config", *arguments, package], env={**os.environ, **environment}
        )
        self.assertEqual(result.returncode, 0, result.stderr)
        return shlex.split(result.stdout)

    def consume(self, package="bindery-devices", **environment):
        """Generates for a device, compiles and runs it with nothing but pkg-config's word."""
        [bindery] = self.flags(package, "--variable=bindery", **environment)
        [modules] = self.flags(package, "--variable=modules", **environment)
        cflags = self.flags(package, "--cflags", **environment)
        libs = self.flags(package, "--libs", **environment)
        system = [re.sub("^-I(?=.*glib-2.0)", "-isystem", flag) for flag in cflags]
        self.assert_compiles(
            [bindery, "gen", "-m", f"{DEVICE}/module.json", "-o", self.path("out"),
             "--module-path", modules, "--", *system]
        )
        options = [f"-I{self.path('out')}", f"-I{DEVICE}", *cflags]
        for compiler in toolchain.c_compilers():
            objects = []
            for source in (f"{DEVICE}/ticker.c", self.path("out", "ticker_trampolines.c")):
                stem = os.path.basename(source)
                objects.append(self.path(f"{compiler}-{stem}.o"))
                self.assert_compiles(
                    [compiler, *toolchain.C_STANDARD, "-Wall", "-Wextra", "-Werror",
                     *options, "-MD", "-MF", objects[-1] + ".d", "-c", source,
                     "-o", objects[-1]]
                )
            program = self.path(f"{compiler}-ticker")
            self.assert_compiles([compiler, *objects, "-o", program, *libs])
            library = [f[2:] for f in libs if f.startswith("-L")]
            ran = toolchain.run(
                [program], env={**os.environ, "LD_LIBRARY_PATH": ":".join(library)}
            )
            self.assertEqual((ran.returncode, ran.stderr), (0, ""), ran.stdout)
            self.assertEqual(ran.stdout, "read 0x28\nticks 3 at 3000000 ns, line 1\n")
            yield from (name + ".d" for name in objects)

    def opened(self, depfile):
        with open(depfile, encoding="utf-8") as stream:
            text = stream.read().replace("\\\n", " ")
        words = re.split(r"(?<!\\)\s+", text.split(": ", 1)[1].strip())
        return [os.path.realpath(word.replace("\\ ", " ")) for word in words]

    def refuses_core(self, package, **environment):
        """A device that includes a header of the core does not compile."""
        source = self.write("raw.c", '#include "qom/object.h"\nint i;\n')
        cflags = self.flags(package, "--cflags", **environment)
        for compiler in toolchain.c_compilers():
            ran = toolchain.run([compiler, *cflags, "-fsyntax-only", source])
            self.assertNotEqual(ran.returncode, 0, compiler)
            self.assertIn("qom/object.h", ran.stderr)

    def raw_compiles(self, **environment):
        """The other package is for what is built against the raw API."""
        source = self.write(
            "raw.c", '#include "qemu/osdep.h"\n#include "hw/sysbus.h"\nObject *o;\n'
        )
        cflags = self.flags("bindery-runtime", "--cflags", **environment)
        self.assert_compiles(["cc", *cflags, "-fsyntax-only", source])

    def test_build_tree_is_used_through_devenv(self):
        said = toolchain.run([installed.MESON, "devenv", "-C", self.build, "--dump"])
        values = dict(re.findall(r'^(\w+)="(.*)"$', said.stdout, re.MULTILINE))
        self.assertEqual(values["BINDERY_BUILD_ROOT"], self.build)
        path = {"PKG_CONFIG_PATH": values["PKG_CONFIG_PATH"]}
        for depfile in self.consume(**path):
            opened = self.opened(depfile)
            self.assertIn(f"{self.build}/runtime/typed/bindery/hwcore.h", opened)
            self.assertEqual([name for name in opened if below(name, CORE)], [])
        self.refuses_core("bindery-devices", **path)
        self.raw_compiles(**path)

    def test_prefix_with_a_blank_is_used_through_pkg_config(self):
        scratch = self.path("scratch")
        os.mkdir(scratch)
        prefix = self.path("pre fix")
        installed.install(self.build, scratch, prefix, runtime=True)
        found = subprocess.run(
            ["find", prefix, "-name", "bindery-devices.pc"],
            check=True, text=True, stdout=subprocess.PIPE,
        ).stdout.strip()
        path = {"PKG_CONFIG_PATH": os.path.dirname(found)}
        for depfile in self.consume(**path):
            opened = self.opened(depfile)
            self.assertIn(f"{prefix}/include/bindery/hwcore.h", opened)
            for name in opened:
                self.assertFalse(below(name, toolchain.ROOT) and not below(name, HERE), name)
                self.assertNotIn("include/bindery-runtime", name)
        self.refuses_core("bindery-devices", **path)
        self.raw_compiles(**path)


if __name__ == "__main__":
    harness.main()
