#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Two builds of bindery, with different versions of libclang, write the same bytes.

The other one is named by BINDERY_OTHER, or found in a build directory beside this one's.
"""

import glob
import os
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import difflib  # noqa: E402

import harness  # noqa: E402
import toolchain  # noqa: E402

GOLDEN = os.path.join(HERE, "..", "golden")
ALL = ["--allowlist-file", ".*"]
LIBRARIES = {
    "glib": ("#include <glib.h>\n#include <gio/gio.h>\n", "gio-2.0"),
    "gtk": ("#include <gtk/gtk.h>\n", "gtk+-3.0"),
    "avformat": ("#include <libavformat/avformat.h>\n", "libavformat"),
    "sqlite": ("#include <sqlite3.h>\n", "sqlite3"),
    "openssl": ("#include <openssl/ssl.h>\n#include <openssl/evp.h>\n", "openssl"),
    "x11": ("#include <X11/Xlib.h>\n#include <X11/Xutil.h>\n", "x11"),
}
SYSTEM = {
    "libc": "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n#include <math.h>\n",
    "posix": "#include <pthread.h>\n#include <signal.h>\n#include <sys/socket.h>\n"
    "#include <sys/ioctl.h>\n#include <netinet/in.h>\n#include <fcntl.h>\n#include <poll.h>\n",
    "linux": "#include <linux/kvm.h>\n#include <linux/input.h>\n#include <linux/fs.h>\n"
    "#include <linux/if_packet.h>\n#include <linux/perf_event.h>\n",
    "atomic": "#include <stdatomic.h>\n",
    "compiler": "#include <stdarg.h>\n#include <stdbool.h>\n#include <stddef.h>\n"
    "#include <stdint.h>\n#include <limits.h>\n#include <float.h>\n#include <iso646.h>\n",
}


def libclang_of(program):
    return toolchain.run([program, "--version"]).stdout


def other_build(program):
    """A bindery with another libclang, or None."""
    if os.environ.get("BINDERY_OTHER"):
        return toolchain.bindery_path(None, "BINDERY_OTHER")
    root = os.path.dirname(os.path.dirname(os.path.dirname(program)))
    for candidate in sorted(glob.glob(os.path.join(root, "*", "gen", "bindery"))):
        if libclang_of(candidate) not in ("", libclang_of(program)):
            return candidate
    return None


class Versions(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        self.other = other_build(self.bindery)
        if not self.other:
            self.skipTest("no other bindery: BINDERY_OTHER is not set")

    def outputs(self, program, out, header, options, cflags, cwd):
        os.mkdir(self.path(out))
        command = [program, "gen", "--name", "m", "-o", self.path(out)]
        command += [*options, header, "--", *cflags]
        result = toolchain.run(command, cwd=cwd)
        found = {"exit status": str(result.returncode)}
        for name in os.listdir(self.path(out)):
            with open(self.path(out, name), encoding="utf-8") as stream:
                found[name] = stream.read()
        shutil.rmtree(self.path(out))
        return found, toolchain.failure(command, result)

    def compare(self, header, options=(), cflags=(), cwd=None, must_work=True):
        (one, said), (two, said_too) = toolchain.in_parallel(
            lambda entry: self.outputs(*entry, header, options, cflags, cwd),
            [(self.bindery, "one"), (self.other, "two")],
        )
        if must_work:
            self.assertEqual(one["exit status"], "0", said)
            self.assertEqual(two["exit status"], "0", said_too)
        for name in sorted(set(one) | set(two)):
            before, after = one.get(name, ""), two.get(name, "")
            if before != after:
                lines = difflib.unified_diff(
                    before.splitlines(),
                    after.splitlines(),
                    self.bindery,
                    self.other,
                    lineterm="",
                )
                diff = [line for _, line in zip(range(40), lines)]
                self.fail(f"{name} differs:\n" + "\n".join(diff))


def _golden(name):
    def test(self):
        sys.path.insert(0, GOLDEN)
        from run import Case

        case = Case(name)
        self.compare(
            "wrapper.h", case.options, case.cflags, cwd=case.directory, must_work=False
        )

    return test


def _library(text, package):
    def test(self):
        flags = toolchain.run(["pkg-config", "--cflags", package])
        if flags.returncode:
            self.skipTest(f"no {package}")
        header = self.write("wrapper.h", text)
        self.compare(header, cflags=flags.stdout.split())
        self.compare(header, ALL, flags.stdout.split())

    return test


def _system(text):
    def test(self):
        header = self.write("wrapper.h", text)
        self.compare(header)
        self.compare(header, ALL)

    return test


for _path in sorted(glob.glob(os.path.join(GOLDEN, "*", "wrapper.h"))):
    _case = os.path.basename(os.path.dirname(_path))
    setattr(Versions, f"test_golden_{_case}", _golden(_case))
for _name, (_text, _package) in LIBRARIES.items():
    setattr(Versions, f"test_library_{_name}", _library(_text, _package))
for _name, _text in SYSTEM.items():
    setattr(Versions, f"test_system_{_name}", _system(_text))


if __name__ == "__main__":
    harness.main()
