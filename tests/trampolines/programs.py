# SPDX-License-Identifier: MIT
"""Programs whose handlers C libraries call: generating what they include, and building
them from nothing else."""

import json
import os
import shlex
from typing import NamedTuple

import toolchain

HERE = os.path.dirname(os.path.abspath(__file__))
MARKS = os.path.join(toolchain.ROOT, "gen", "include")
WARNINGS = [*toolchain.WARNINGS, "-Wcast-qual", "-Wstrict-prototypes", "-Wmissing-prototypes"]


class Library(NamedTuple):
    package: str = ""  # of pkg-config
    flags: tuple = ()  # to read its header
    libraries: tuple = ()  # to link it
    source: str = ""  # beside the wrapper header


LIBRARIES = {
    "bus": Library(source="bus.c"),
    "expat": Library("expat"),
    "glib": Library("glib-2.0"),
    "gobject": Library("gobject-2.0"),
    "sorting": Library(flags=("-D_GNU_SOURCE",)),
    "sqlite3": Library("sqlite3"),
    "threads": Library(libraries=("-pthread",)),
    "zlib": Library("zlib"),
}


def pkg_config(what, package):
    """A package's flags, or None where it is not installed."""
    result = toolchain.run(["pkg-config", what, package])
    return None if result.returncode else shlex.split(result.stdout)


PROGRAMS = sorted(os.listdir(os.path.join(HERE, "programs")))


def directory(name):
    """The directory of a library or a program here."""
    kind = "libraries" if name in LIBRARIES else "programs"
    return os.path.join(HERE, kind, name)


def manifest(name):
    with open(os.path.join(directory(name), "module.json"), encoding="utf-8") as stream:
        return json.load(stream)


class Workshop:
    """Generates into one directory, everything once, and builds from there."""

    def __init__(self, bindery, out):
        self.bindery, self.out = bindery, out
        self.made = set()

    def path(self, name):
        return os.path.join(self.out, name)

    def run(self, command):
        result = toolchain.run([str(part) for part in command], cwd=self.out)
        if result.returncode:
            raise AssertionError(toolchain.failure(command, result))
        return result

    def missing(self, program):
        """A package that the program needs and that is not installed; None without one."""
        for name in manifest(program)["depends"]:
            package = LIBRARIES[name].package
            if package and pkg_config("--cflags", package) is None:
                return package
        return None

    def generate(self, name, flags):
        module = os.path.join(directory(name), "module.json")
        self.run([self.bindery, "gen", "-m", module, "-o", self.out, "--", *flags])

    def generate_library(self, name):
        """The bindings of a library: the only step that sees its own headers."""
        if name not in self.made:
            library = LIBRARIES[name]
            package = pkg_config("--cflags", library.package) if library.package else []
            self.generate(name, [*library.flags, *package])
            self.made.add(name)

    def generate_program(self, name):
        """Bindings of what the program depends on, then its trampolines."""
        if name not in self.made:
            for library in manifest(name)["depends"]:
                self.generate_library(library)
            self.generate(name, ["-I", self.out])
            self.made.add(name)

    def c_flags(self, name):
        """How the program itself is compiled: no directory of a library's own headers."""
        return ["-I", directory(name), "-I", self.out, "-I", MARKS]

    def objects(self, name, compiler, *options):
        """Compiles a program and its trampolines; gives the objects. No file may be read
        but the program's, generated ones and the C library's."""
        objects = []
        sources = [os.path.join(directory(name), "main.c")]
        sources.append(self.path(f"{manifest(name)['name']}_trampolines.c"))
        for source in sources:
            target = self.path(f"{name}-{compiler}-{os.path.basename(source)}.o")
            self.run(
                [compiler, "-std=gnu11", "-O2", *WARNINGS, *options, *self.c_flags(name)]
                + ["-MD", "-MF", f"{target}.d", "-c", source, "-o", target]
            )
            objects.append(target)
        return objects

    def read_files(self, objects):
        """What the compiler read for these objects."""
        files = set()
        for name in objects:
            with open(f"{name}.d", encoding="utf-8") as stream:
                rule = stream.read().replace("\\\n", " ")
            files.update(os.path.realpath(os.path.join(self.out, each))
                         for each in shlex.split(rule.partition(":")[2]))
        return files

    def link_arguments(self, name, compiler):
        """Libraries, the wrappers of their inline functions, and sources of our own."""
        arguments, libraries = [], []
        for each in manifest(name)["depends"]:
            library, place = LIBRARIES[each], directory(each)
            package = library.package
            flags = [*library.flags, *(pkg_config("--cflags", package) if package else [])]
            wrappers = self.path(f"{each}_wrappers.c")
            for source in (os.path.join(place, library.source), wrappers):
                if os.path.isfile(source):
                    target = self.path(f"{each}-{compiler}-{os.path.basename(source)}.o")
                    self.run([compiler, "-std=gnu11", "-O2", "-w", *flags, "-I", place]
                             + ["-c", source, "-o", target])
                    arguments.append(target)
            libraries += library.libraries
            libraries += pkg_config("--libs", package) if package else []
        return arguments + libraries

    def build(self, name, compiler):
        """The path of the program."""
        program = self.path(f"{name}-{compiler}")
        objects = self.objects(name, compiler)
        self.run([compiler, *objects, *self.link_arguments(name, compiler), "-o", program])
        return program
