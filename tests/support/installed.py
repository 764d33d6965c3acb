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


def _bring(build, new):
    """Puts what the build directory has built, and is to be installed, into the new one."""
    path = os.path.join(new, "meson-info", "intro-installed.json")
    with open(path, encoding="utf-8") as stream:
        wanted = [os.path.relpath(name, new) for name in json.load(stream)]
    for name in wanted:
        if not name.startswith("..") and not os.path.exists(os.path.join(new, name)):
            os.makedirs(os.path.dirname(os.path.join(new, name)), exist_ok=True)
            shutil.copy2(os.path.join(build, name), os.path.join(new, name))


def install(build, scratch, prefix, destdir="", runtime=False):
    """Installs what the build directory has built: configured anew for the prefix, in
    scratch, but not compiled again. Without the runtime it is the generator alone."""
    options = _options(build)
    new = os.path.join(scratch, "configured")
    kept = ["libclang_version", "python", "default_library"]
    same = [f"-D{name}={options[name]}" for name in kept]
    wanted = "true" if runtime else "false"
    parts = ["-Dtests=false", "-Ddevices=false", f"-Druntime={wanted}"]
    _run([MESON, "setup", new, toolchain.ROOT, f"--prefix={prefix}", *parts, *same])
    _bring(build, new)
    _run([MESON, "install", "-C", new, "--no-rebuild", "--quiet"], DESTDIR=destdir)
