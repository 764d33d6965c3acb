#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Finds what the first build generated, for devices/meson.build: in the build tree that
BINDERY_BUILD_ROOT names, or else where pkg-config finds an installed bindery-devices.

Prints four lines of words with tabs between: flags for the compiler, flags for the linker,
the generator, the directory of the modules' records.
"""

import os
import pathlib
import shlex
import subprocess
import sys

WAYS = """\
Get the generated bindings in one of three ways:
  1. build the devices with the whole project: meson setup build && ninja -C build
  2. install Bindery, and let pkg-config find it; DIR is where bindery-devices.pc is, below
     the prefix in lib/pkgconfig or lib/ARCHITECTURE/pkgconfig:
     PKG_CONFIG_PATH=DIR meson setup build-devices devices
  3. name a build tree of Bindery (meson devenv does it, too):
     BINDERY_BUILD_ROOT=BUILD meson setup build-devices devices"""


def fail(reason):
    sys.exit(f"{reason}\n{WAYS}")


def pkg_config(*arguments, path=None):
    """The words that pkg-config says of bindery-devices."""
    environment = dict(os.environ)
    if path:
        others = environment.get("PKG_CONFIG_PATH")
        environment["PKG_CONFIG_PATH"] = f"{path}:{others}" if others else str(path)
    program = environment.get("PKG_CONFIG", "pkg-config")
    try:
        result = subprocess.run(
            [program, *arguments, "bindery-devices"],
            env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        fail(f"there is no program '{program}'")
    if result.returncode != 0:
        fail(f"the generated bindings were not found: {result.stderr.strip()}")
    return shlex.split(result.stdout)


def check_generated(flags, modules, bindery):
    """The files behind the flags: a build tree may be configured and not built."""
    roots = [flag[2:] for flag in flags if flag.startswith("-I")]
    if not any((pathlib.Path(root) / "bindery/hwcore.h").is_file() for root in roots):
        fail("the generated header 'bindery/hwcore.h' is in none of: " + ", ".join(roots))
    if not (pathlib.Path(modules) / "hwcore.ir.json").is_file():
        fail(f"there is no generated record 'hwcore.ir.json' in '{modules}'")
    if not os.access(bindery, os.X_OK):
        fail(f"there is no generator '{bindery}'")


def main():
    build_root = os.environ.get("BINDERY_BUILD_ROOT")
    path = pathlib.Path(build_root) / "meson-uninstalled" if build_root else None
    if path and not path.is_dir():
        fail(f"BINDERY_BUILD_ROOT: '{build_root}' is no build tree of Bindery")
    flags = pkg_config("--cflags", path=path)
    libraries = pkg_config("--libs", path=path)
    bindery = " ".join(pkg_config("--variable=bindery", path=path))
    modules = " ".join(pkg_config("--variable=modules", path=path))
    check_generated(flags, modules, bindery)
    # The library is found where it is, without LD_LIBRARY_PATH.
    libraries += ["-Wl,-rpath," + flag[2:] for flag in libraries if flag.startswith("-L")]
    for words in (flags, libraries, [bindery], [modules]):
        print("\t".join(words))


if __name__ == "__main__":
    main()
