#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Golden tests: each case is a folder with a wrapper.h and the outputs it must give.

    case/wrapper.h      the header; other headers it needs stand beside it
    case/args           optional: options, one a line; what follows a line `--` are CFLAGS
    case/compilers      optional: the C compilers that can read wrapper.h ("clang"), where
                        not all can; the generated header must compile with every one
    case/expected/      what `bindery gen -t c --name CASE` writes, file by file, and
                        `stderr` where it says something

A case named bad-* is refused: exit status 1, exactly the diagnostics of expected/stderr, no
outputs. `--accept` (`./dev golden`) rewrites expected/. Every record is checked against
docs/ir.schema.json, every C output is compiled, every layout check is run.
"""

import argparse
import difflib
import os
import platform
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import record  # noqa: E402
import toolchain  # noqa: E402

ACCEPT = "./dev golden"


class Case:
    def __init__(self, name):
        self.name = name
        self.directory = os.path.join(HERE, name)
        self.expected = os.path.join(self.directory, "expected")
        self.module = name.replace("-", "_")
        self.bad = name.startswith("bad-")
        self.options, self.cflags = [], []
        into = self.options
        for line in self._lines("args"):
            if line == "--":
                into = self.cflags
            else:
                into.append(line)
        self.original_compilers = [
            name
            for name in toolchain.c_compilers()
            if not self._lines("compilers")
            or name.split("-")[0] in self._lines("compilers")
        ]

    def _lines(self, file_name):
        path = os.path.join(self.directory, file_name)
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as stream:
            return [line.strip() for line in stream if line.strip()]

    def generate(self, bindery, directory):
        """Runs bindery in the case's folder; gives [problem] and leaves what it wrote, with
        `stderr` where there is some, in directory."""
        command = [bindery, "gen", "-t", "c", "--name", self.module, "-o", directory]
        command += [*self.options, "wrapper.h", "--", *self.cflags]
        result = toolchain.run(command, cwd=self.directory)
        found = []
        if result.returncode != (1 if self.bad else 0):
            found.append(toolchain.failure(command, result))
        written = sorted(os.listdir(directory))
        if self.bad and written:
            found.append(f"refused, and yet wrote {', '.join(written)}")
        if result.stdout:
            found.append(f"wrote to standard output:\n{result.stdout[:500]}")
        if result.stderr:
            with open(os.path.join(directory, "stderr"), "w", encoding="utf-8") as stream:
                stream.write(result.stderr)
        return found

    def differences(self, directory):
        """[unified diff] between expected/ and what was written."""
        found = []
        have = set(os.listdir(directory))
        want = set(os.listdir(self.expected)) if os.path.isdir(self.expected) else set()
        for name in sorted(have | want):
            before = _read(os.path.join(self.expected, name)) if name in want else []
            after = _read(os.path.join(directory, name)) if name in have else []
            if before == after and name in have and name in want:
                continue
            found.append(
                "".join(
                    difflib.unified_diff(
                        before,
                        after,
                        f"{self.name}/expected/{name}"
                        if name in want
                        else "(not expected)",
                        name if name in have else "(not written)",
                    )
                )
                or f"{name}: {'empty, not expected' if name in have else 'missing, empty'}\n"
            )
        return found

    def accept(self, directory):
        shutil.rmtree(self.expected, ignore_errors=True)
        shutil.copytree(directory, self.expected)


def _read(path):
    """Lines with their ends; a last line without one is shown as such."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as stream:
        lines = stream.read().splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines


def compile_commands(case, directory, scratch):
    outputs = toolchain.Outputs(
        directory, case.module, ["-isystem", case.directory], case.cflags
    )
    commands = outputs.commands(scratch, original_compilers=case.original_compilers)
    ir = record.load(outputs.path(".ir.json"))
    unit = os.path.join(scratch, f"{case.module}-agreement.c")
    with open(unit, "w", encoding="utf-8") as stream:
        stream.write(record.agreement_unit(ir, ['#include "wrapper.h"']))
    for compiler in case.original_compilers:
        commands.append(
            (
                f"record and header agree, {compiler}",
                [compiler, *toolchain.C_STANDARD, "-w", *case.cflags]
                + ["-isystem", case.directory, "-fsyntax-only", unit],
            )
        )
    return [(case, what, command) for what, command in commands]


def check_compilations(cases, outputs, scratch):
    """{case name: [problem]} from compiling all outputs and running the layout checks."""
    problems = {}
    commands = []
    for case in cases:
        try:
            commands += compile_commands(case, outputs[case.name], scratch)
        except (KeyError, TypeError, ValueError, OSError) as error:
            problems.setdefault(case.name, []).append(f"unusable record: {error!r}")
    failed = set()
    for (case, what, command), result in zip(
        commands, toolchain.in_parallel(lambda entry: toolchain.run(entry[2]), commands)
    ):
        if result.returncode:
            failed.add((case.name, what))
            problems.setdefault(case.name, []).append(
                f"{what}:\n{toolchain.failure(command, result)}"
            )
    programs = {}
    for case, what, command in commands:
        if what.startswith("layout check") and (case.name, what) not in failed:
            against = "generated" if "generated" in what else "original"
            programs.setdefault((command[0], against), []).append(case.module)
    names = {case.module: case.name for case in cases}
    for module, text in toolchain.run_layout_checks(scratch, programs):
        problems.setdefault(names.get(module, "layout checks"), []).append(text)
    return problems


def check_record(directory, case):
    path = os.path.join(directory, f"{case.module}.ir.json")
    if not os.path.exists(path):
        return [f"no {case.module}.ir.json was written"]
    try:
        return record.problems(record.load(path))
    except (ValueError, KeyError, TypeError) as error:
        return [f"{case.module}.ir.json cannot be read: {error!r}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bindery")
    parser.add_argument("--accept", action="store_true", help="rewrite expected/")
    parser.add_argument("--no-compile", action="store_true", help="compare only")
    parser.add_argument(
        "case", nargs="*", help="[BINDERY] and names of cases (all without)"
    )
    options = parser.parse_args()
    if options.case and os.path.isfile(options.case[0]):
        options.bindery = options.case.pop(0)
    if platform.machine() != "x86_64":
        print("the expected records are those of x86_64")
        return toolchain.SKIPPED
    bindery = toolchain.bindery_path(options.bindery)
    names = [os.path.basename(name.rstrip("/")) for name in options.case] or sorted(
        name
        for name in os.listdir(HERE)
        if os.path.exists(os.path.join(HERE, name, "wrapper.h"))
    )
    cases = [Case(name) for name in names]
    problems = {case.name: [] for case in cases}
    with toolchain.Scratch() as scratch:
        outputs = {}
        for case in cases:
            outputs[case.name] = os.path.join(scratch, case.name)
            os.mkdir(outputs[case.name])
        generated = toolchain.in_parallel(
            lambda case: case.generate(bindery, outputs[case.name]), cases
        )
        for case, found in zip(cases, generated):
            problems[case.name] += found
            if not found and options.accept:
                case.accept(outputs[case.name])
            problems[case.name] += case.differences(outputs[case.name])
            if not case.bad and not found:
                problems[case.name] += check_record(outputs[case.name], case)
        compiled = [
            case
            for case in cases
            if not case.bad
            and os.path.exists(os.path.join(outputs[case.name], f"{case.module}.h"))
        ]
        if not options.no_compile:
            for name, found in check_compilations(compiled, outputs, scratch).items():
                problems.setdefault(name, []).extend(found)
    failed = report(problems)
    if failed and not options.accept:
        print(f"To accept changed outputs, and review them with `git diff`: {ACCEPT}")
    return 1 if failed else 0


def report(problems):
    """Prints the results as TAP, the failed ones last; gives how many those are."""
    print(f"1..{len(problems)}")
    failed = 0
    for number, (name, found) in enumerate(
        sorted(problems.items(), key=lambda item: bool(item[1])), 1
    ):
        print(f"{'not ok' if found else 'ok'} {number} - {name}")
        failed += bool(found)
        for problem in found:
            print(problem.rstrip("\n"))
    print(f"# {len(problems) - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(main())
