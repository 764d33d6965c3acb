# SPDX-License-Identifier: MIT
"""What every test script here needs: the bindery under test, the compilers of this machine,
and the compilations that bindery's C output must survive."""

import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SCHEMA = os.path.join(ROOT, "docs", "ir.schema.json")
# Where a compiler finds bindery/marks.h.
MARKS = os.path.join(ROOT, "gen", "include")
SKIPPED = 77

WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
C_STANDARD = ["-std=gnu11"]
CXX_STANDARD = ["-std=c++17"]


def _found(names):
    """The compilers of those names that are here, each real program once."""
    result, seen = [], set()
    for name in names:
        path = shutil.which(name)
        if path and os.path.realpath(path) not in seen:
            seen.add(os.path.realpath(path))
            result.append(name)
    return result


def c_compilers():
    return _found(["gcc", "clang", "clang-14", "clang-19"])


def cxx_compilers():
    return _found(["g++", "clang++", "clang++-14", "clang++-19"])


def is_clang(compiler):
    return "clang" in compiler


def bindery_path(argument=None, variable="BINDERY"):
    """The bindery to test: the argument, or the environment's; ends the script without."""
    path = argument or os.environ.get(variable)
    if not path or not os.access(path, os.X_OK):
        sys.exit(
            f"no bindery to test: set {variable} to the built program (it is {path!r})"
        )
    return os.path.abspath(path)


def run(command, **keywords):
    """Runs a command to its end; gives a CompletedProcess with text output."""
    keywords.setdefault("stdout", subprocess.PIPE)
    keywords.setdefault("stderr", subprocess.PIPE)
    keywords.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run(command, text=True, errors="replace", **keywords)


def failure(command, result):
    """One failed command as text: what was run, and the first lines it said."""
    said = (result.stderr or "") + (result.stdout or "")
    lines = said.splitlines()
    more = [f"... {len(lines) - 12} more lines"] if len(lines) > 12 else []
    status = (
        f"signal {-result.returncode}"
        if result.returncode < 0
        else f"exit {result.returncode}"
    )
    return "\n".join([f"$ {' '.join(command)}  [{status}]"] + lines[:12] + more)


def in_parallel(function, items, workers=None):
    """[function(item) ...], on all processors."""
    with concurrent.futures.ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        return list(pool.map(function, items))


def macro_name(module):
    """The module's name as the generated macros have it."""
    return "".join(c if c.isalnum() else "_" for c in module).upper()


def symbol_name(module):
    return "".join(c if c.isalnum() else "_" for c in module)


class Outputs:
    """The C outputs of one `bindery gen`: which compilations they must survive.

    directory holds M.h and the rest; include_flags make `#include "wrapper.h"` find the
    originals (as system headers: their warnings are not ours).
    """

    def __init__(self, directory, module, include_flags, cflags=(), cxx=True):
        self.directory = directory
        self.module = module
        self.include_flags = list(include_flags)
        self.cflags = list(cflags)
        # What sets the ABI must be said to whoever uses the generated header, too.
        self.abi_flags = [flag for flag in self.cflags if flag.startswith("-m")]
        self.cxx = cxx

    def path(self, suffix):
        return os.path.join(self.directory, self.module + suffix)

    def commands(self, scratch, c_names=None, cxx_names=None, original_compilers=None):
        """[(what, command)]: every compilation, objects going to scratch. The layout check's
        objects are named `<compiler>-<original|generated>-<module>.o`."""
        c_names = c_compilers() if c_names is None else c_names
        cxx_names = cxx_compilers() if cxx_names is None else cxx_names
        original_compilers = c_names if original_compilers is None else original_compilers
        result = []
        for name in c_names:
            result += self.c_commands(scratch, name, name in original_compilers)
        if self.cxx:
            result += self.cxx_commands(scratch, cxx_names)
        return result

    def c_commands(self, scratch, name, with_original):
        """The compilations of one C compiler."""
        strict = C_STANDARD + WARNINGS
        original = [name, *strict, *self.cflags, *self.include_flags]
        check = self.path("_layout_check.c")

        def to_object(what):
            return ["-o", os.path.join(scratch, f"{name}-{what}-{self.module}.o")]

        result = [
            (
                f"layout check against the generated header, {name}",
                [name, *strict, *self.abi_flags]
                + [f"-D{macro_name(self.module)}_CHECK_BINDINGS", "-I", self.directory]
                + ["-c", check, *to_object("generated")],
            )
        ]
        if with_original:
            command = [*original, "-c", check, *to_object("original")]
            result.append((f"layout check against the original, {name}", command))
        for what in ("wrappers", "trampolines"):
            source = self.path(f"_{what}.c")
            if with_original and os.path.exists(source):
                command = [*original, "-c", source, *to_object(what)]
                result.append((f"{what}, {name}", command))
        return result

    def cxx_commands(self, scratch, names):
        """The compilations as C++: a unit that includes the header twice."""
        unit = os.path.join(scratch, f"{self.module}-cxx.cpp")
        with open(unit, "w", encoding="utf-8") as stream:
            stream.write(f'#include "{self.module}.h"\n' * 2)
        return [
            (
                f"generated header as C++, {name}",
                [name, *CXX_STANDARD, *WARNINGS, *self.abi_flags, "-I", self.directory]
                + ["-fsyntax-only", unit],
            )
            for name in names
        ]


def run_layout_checks(scratch, modules_by_program):
    """Links the layout checks of many modules into one program a compiler and runs it.

    modules_by_program: {(compiler, "original" | "generated"): [module]}. Gives
    [(module, text)] of what failed.
    """
    failures = []
    for (compiler, against), modules in modules_by_program.items():
        if not modules:
            continue
        main = os.path.join(scratch, f"main-{compiler}-{against}.c")
        with open(main, "w", encoding="utf-8") as stream:
            stream.write("#include <stdio.h>\n")
            for module in modules:
                stream.write(f"int {symbol_name(module)}_layout_check(void);\n")
            stream.write("int main(void)\n{\n    int failed;\n")
            for module in modules:
                stream.write(f"    failed = {symbol_name(module)}_layout_check();\n")
                stream.write(f'    if (failed) printf("{module} %d\\n", failed);\n')
            stream.write("    return 0;\n}\n")
        program = os.path.join(scratch, f"check-{compiler}-{against}")
        objects = [os.path.join(scratch, f"{compiler}-{against}-{m}.o") for m in modules]
        command = [compiler, "-o", program, main, *objects]
        result = run(command)
        if result.returncode:
            failures.append((None, failure(command, result)))
            continue
        result = run([program])
        if result.returncode:
            failures.append((None, failure([program], result)))
        for line in result.stdout.splitlines():
            module, status = line.rsplit(" ", 1)
            failures.append(
                (
                    module,
                    f"{symbol_name(module)}_layout_check() against the {against} header, "
                    f"{compiler}: {status}, not 0",
                )
            )
    return failures


class Scratch:
    """A directory that goes away with the script, unless KEEP is set."""

    def __init__(self):
        self.path = tempfile.mkdtemp(prefix="bindery-test-")

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        if os.environ.get("KEEP"):
            print(f"kept: {self.path}", file=sys.stderr)
        else:
            shutil.rmtree(self.path, ignore_errors=True)
