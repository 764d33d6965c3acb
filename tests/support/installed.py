# SPDX-License-Identifier: MIT
"""Installs the Bindery under test into a prefix, as `meson install` does it."""

import json
import os
import shutil
import subprocess

import toolchain

MESON = "/usr/bin/meson" if os.path.exists("/usr/bin/meson") else "meson"


def _options(build):
    path = os.path.join(build, "meson-info", "intro-buildoptions.json")
    with open(path, encoding="utf-8") as stream:
        return {option["name"]: option["value"] for option in json.load(stream)}


def _run(command, **environment):
    result = toolchain.run(command, env={**os.environ, **environment})
    if result.returncode:
        raise RuntimeError(toolchain.failure(command, result))


def install(build, scratch, prefix, destdir=""):
    """Installs the generator that the build directory has built: configured anew for the
    prefix, in scratch, but not compiled again; without the runtime, which would have to be."""
    options = _options(build)
    new = os.path.join(scratch, "configured")
    same = [f"-D{name}={options[name]}" for name in ("libclang_version", "python")]
    left_out = ["-Dtests=false", "-Druntime=false"]
    _run([MESON, "setup", new, toolchain.ROOT, f"--prefix={prefix}", *left_out, *same])
    shutil.copy2(os.path.join(build, "gen", "bindery"), os.path.join(new, "gen"))
    pages = os.path.join("docs", "man")
    for name in os.listdir(os.path.join(build, pages)):
        if name.endswith(".1"):
            shutil.copy2(os.path.join(build, pages, name), os.path.join(new, pages))
    _run([MESON, "install", "-C", new, "--no-rebuild", "--quiet"], DESTDIR=destdir)
