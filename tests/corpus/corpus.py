#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Bindery on the headers that this machine has.

Each header is generated alone (`gen -t c`), the record is checked against its schema and
against the header itself by the compilers (types of functions, members, macros; values), the
outputs are compiled as C and C++, and the layout checks are run. Prints a table and the
first message of each failure.

    corpus.py --bindery B --quick        a fixed handful, for the test suite
    corpus.py --bindery B                every header of /usr/include that compiles alone
    corpus.py --bindery B linux/*.h gtk/gtk.h=gtk+-3.0   these; =PACKAGE asks pkg-config
    corpus.py --all ...                  with `--allowlist-file .*`: system headers as well
"""

import argparse
import fnmatch
import os
import re
import shutil
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import record  # noqa: E402
import toolchain  # noqa: E402

INCLUDE = "/usr/include"
ALL = ["--allowlist-file", ".*"]

# Those of pkg-config packages; any that is not installed is left out.
PACKAGED = """
glib.h=glib-2.0 gio/gio.h=gio-2.0 gmodule.h=gmodule-2.0 gtk/gtk.h=gtk+-3.0 gdk/gdk.h=gdk-3.0
cairo.h=cairo pango/pango.h=pango gdk-pixbuf/gdk-pixbuf.h=gdk-pixbuf-2.0 atk/atk.h=atk
ft2build.h=freetype2 hb.h=harfbuzz pixman.h=pixman-1 fribidi.h=fribidi dbus/dbus.h=dbus-1
libavformat/avformat.h=libavformat libavcodec/avcodec.h=libavcodec libavutil/frame.h=libavutil
openssl/ssl.h=openssl openssl/evp.h=openssl openssl/x509v3.h=openssl gnutls/gnutls.h=gnutls
X11/Xlib.h=x11 X11/Xutil.h=x11 X11/XKBlib.h=x11 xcb/xcb.h=xcb xkbcommon/xkbcommon.h=xkbcommon
X11/extensions/XInput2.h=xi X11/extensions/Xrandr.h=xrandr libxml/parser.h=libxml-2.0
libxslt/xslt.h=libxslt libpq-fe.h=libpq uuid/uuid.h=uuid blkid/blkid.h=blkid curl/curl.h=libcurl
wayland-client.h=wayland-client wayland-server.h=wayland-server ncurses.h=ncurses
webp/decode.h=libwebp webp/encode.h=libwebp tcl.h=tcl tk.h=tk Python.h=python3-embed ffi.h=libffi
nettle/aes.h=nettle selinux/selinux.h=libselinux libmount/libmount.h=mount nspr.h=nspr nss.h=nss
epoxy/gl.h=epoxy GL/gl.h=gl EGL/egl.h=egl rpc/rpc.h=libtirpc tiffio.h=libtiff-4 pcre2.h=libpcre2-8
unicode/ucol.h=icu-i18n fontconfig/fontconfig.h=fontconfig p11-kit/p11-kit.h=p11-kit-1
valgrind/valgrind.h=valgrind zstd.h=libzstd lzma.h=liblzma sqlite3.h=sqlite3 png.h=libpng
""".split()

QUICK = """
stdio.h stdlib.h string.h math.h signal.h pthread.h time.h sys/socket.h netinet/in.h fcntl.h
errno.h linux/input.h linux/kvm.h linux/if_ether.h sqlite3.h=sqlite3 zlib.h=zlib
expat.h=expat png.h=libpng glib.h=glib-2.0 jansson.h=jansson stdatomic.h stdarg.h
""".split()

FOLDERS = (
    "arpa asm-generic linux net netinet netpacket rpc scsi sound video misc mtd protocols"
)


class Header:
    def __init__(self, entry):
        self.name, _, package = entry.partition("=")
        self.module = re.sub(r"\W", "_", self.name.removesuffix(".h"))
        self.cflags = []
        self.options = []
        self.missing = False
        self.original_compilers = []
        self.problems = []
        self.seconds = 0.0
        self.floor = 0.0
        self.lines = 0
        self.counts = ""
        if package:
            flags = toolchain.run(["pkg-config", "--cflags", package])
            self.missing = bool(flags.returncode)
            self.cflags = flags.stdout.split()
            # Headers that only include others declare nothing by themselves.
            self.options = ALL

    def try_alone(self, scratch):
        """Which compilers take the header by itself."""
        self.wrapper = os.path.join(scratch, self.module, "wrapper.h")
        os.makedirs(os.path.dirname(self.wrapper))
        with open(self.wrapper, "w", encoding="utf-8") as stream:
            stream.write(f"#include <{self.name}>\n")
        for name in toolchain.c_compilers():
            command = [name, "-std=gnu11", "-w", "-x", "c", "-fsyntax-only", *self.cflags]
            start = time.monotonic()
            result = toolchain.run([*command, self.wrapper])
            if result.returncode == 0:
                self.original_compilers.append(name)
            if toolchain.is_clang(name) and not self.floor:
                self.floor = time.monotonic() - start

    def usable(self):
        return not self.missing and any(map(toolchain.is_clang, self.original_compilers))

    def generate(self, bindery, options):
        self.out = os.path.join(os.path.dirname(self.wrapper), "out")
        command = [
            bindery,
            "gen",
            "--name",
            self.module,
            "-o",
            self.out,
            *(options or self.options),
        ]
        command += [self.wrapper, "--", *self.cflags]
        start = time.monotonic()
        result = toolchain.run(command)
        self.seconds = time.monotonic() - start
        if result.returncode:
            self.problems.append(("gen", toolchain.failure(command, result)))
            return
        if result.stderr:
            self.problems.append(("warned", toolchain.failure(command, result)))
        ir = record.load(os.path.join(self.out, f"{self.module}.ir.json"))
        for problem in record.problems(ir)[:5]:
            self.problems.append(("record", problem))
        with open(os.path.join(self.out, f"{self.module}.h"), encoding="utf-8") as stream:
            self.lines = sum(1 for _ in stream)
        self.counts = "/".join(
            str(len(ir.get(name, []))) for name in [*record.LISTS.values(), "unsupported"]
        )
        for entry in ir.get("unsupported", []):
            self.problems.append(
                ("unsupported", f"{entry['kind']} {entry['name']}: {entry['reason']}")
            )
        includes = [f"#include {name}" for name in ir["include"]]
        self.agreement = os.path.join(self.out, "agreement.c")
        with open(self.agreement, "w", encoding="utf-8") as stream:
            stream.write(record.agreement_unit(ir, includes))

    def commands(self, scratch):
        include = ["-isystem", os.path.dirname(self.wrapper)]
        outputs = toolchain.Outputs(self.out, self.module, include, self.cflags)
        commands = outputs.commands(scratch, original_compilers=self.original_compilers)
        for name in self.original_compilers:
            # What a macro is worth is the compiler's own affair: ask clang.
            if toolchain.is_clang(name):
                command = [name, *toolchain.C_STANDARD, "-w", *self.cflags, *include]
                commands.append(
                    (
                        f"record and header agree, {name}",
                        [*command, "-fsyntax-only", self.agreement],
                    )
                )
        return [(self, what, command) for what, command in commands]


def every_header():
    """All that Debian's packages put into /usr/include and the kernel's folders."""
    found = []
    multiarch = os.path.join(INCLUDE, "x86_64-linux-gnu")
    for root in (INCLUDE, multiarch):
        for folder in ["", "sys", "bits/types", *FOLDERS.split()]:
            directory = os.path.join(root, folder)
            if not os.path.isdir(directory) or (
                root == INCLUDE and folder == "bits/types"
            ):
                continue
            for name in sorted(os.listdir(directory)):
                if name.endswith(".h"):
                    found.append(os.path.join(folder, name))
    return sorted(set(found)) + PACKAGED


def chosen(patterns):
    if not patterns:
        return every_header()
    known = every_header()
    result = []
    for pattern in patterns:
        if any(c in pattern for c in "*?["):
            result += [
                name for name in known if fnmatch.fnmatch(name.split("=")[0], pattern)
            ]
        else:
            result.append(pattern)
    return result


def table(headers):
    print(
        f"{'header':40} {'floor':>6} {'gen':>6} {'lines':>7}  rec/enu/typ/fun/var/mac/uns  state"
    )
    for header in headers:
        kinds = sorted(
            {what for what, _ in header.problems if what not in ("unsupported", "warned")}
        )
        print(
            f"{header.name:40} {header.floor:6.2f} {header.seconds:6.2f} {header.lines:7}  "
            f"{header.counts:27}  {', '.join(kinds) or 'ok'}"
        )


def check(headers, bindery, options, scratch, keep_going):
    """Generates and compiles a batch of headers."""
    toolchain.in_parallel(lambda header: header.generate(bindery, options), headers)
    generated = [h for h in headers if not any(what == "gen" for what, _ in h.problems)]
    commands = [entry for header in generated for entry in header.commands(scratch)]
    results = toolchain.in_parallel(lambda entry: toolchain.run(entry[2]), commands)
    programs = {}
    for (header, what, command), result in zip(commands, results):
        if result.returncode:
            header.problems.append((what, toolchain.failure(command, result)))
        elif what.startswith("layout check"):
            against = "generated" if "generated" in what else "original"
            programs.setdefault((command[0], against), []).append(header.module)
    by_module = {header.module: header for header in headers}
    for module, text in toolchain.run_layout_checks(scratch, programs):
        by_module.get(module, headers[0]).problems.append(("layout check", text))
    if not keep_going:
        for header in headers:
            shutil.rmtree(os.path.dirname(header.wrapper), ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bindery")
    parser.add_argument("--quick", action="store_true", help="a fixed handful of headers")
    parser.add_argument(
        "--all", action="store_true", help="everything each header declares"
    )
    parser.add_argument(
        "--seconds", type=float, help="stop starting new headers after this"
    )
    parser.add_argument(
        "--unsupported", action="store_true", help="print the reasons given"
    )
    parser.add_argument("header", nargs="*")
    options = parser.parse_args()
    bindery = toolchain.bindery_path(options.bindery)
    entries = QUICK if options.quick else chosen(options.header)
    extra = ALL if options.all else []
    start = time.monotonic()
    checked, left_out = [], []
    with toolchain.Scratch() as scratch:
        for first in range(0, len(entries), 20):
            if options.seconds and time.monotonic() - start > options.seconds:
                break
            batch, modules = [], set()
            for header in map(Header, entries[first : first + 20]):
                if header.missing or header.module in modules:
                    left_out.append(header)
                    continue
                modules.add(header.module)
                batch.append(header)
            toolchain.in_parallel(lambda header: header.try_alone(scratch), batch)
            left_out += [header for header in batch if not header.usable()]
            usable = [header for header in batch if header.usable()]
            if usable:
                check(usable, bindery, extra, scratch, bool(os.environ.get("KEEP")))
            for header in batch:
                if not header.usable():
                    shutil.rmtree(os.path.dirname(header.wrapper), ignore_errors=True)
            checked += usable
        table(checked)
        failed = report(checked, options.unsupported)
    print(
        f"{len(checked) - failed} passed, {failed} failed, {len(left_out)} that do not compile "
        f"alone or are not here, {time.monotonic() - start:.0f} s"
    )
    return 1 if failed else 0


def report(headers, show_unsupported):
    """Prints each header's first failures; gives how many headers failed."""
    failed = 0
    for header in headers:
        problems = [p for p in header.problems if p[0] not in ("unsupported", "warned")]
        if show_unsupported:
            for what, text in header.problems:
                if what in ("unsupported", "warned"):
                    print(f"{header.name}: {what}: {text}")
        if problems:
            failed += 1
            print(f"\nFAILED <{header.name}>: {len(problems)} problems, the first:")
            print(f"{problems[0][0]}:\n{problems[0][1]}")
    return failed


if __name__ == "__main__":
    sys.exit(main())
