#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Golden tests: each case is a folder with a wrapper.h and the outputs it must give.

    case/wrapper.h      the header; other headers it needs stand beside it
    case/args           optional: options, one a line; what follows a line `--` are CFLAGS
    case/compilers      optional: the C compilers that can read wrapper.h ("clang"), where
                        not all can; the generated header must compile with every one
    case/expected/      what `bindery gen -t c --name CASE` writes, file by file, and
                        `stderr` where it says something

A case of modules has manifests:

    case/module.json    the manifest of the case's one module, or
    case/NAME/          module.json and wrapper.h of each of several
    case/stages         optional: runs, one a line, each with the NAMEs that it generates;
                        what one writes, the next ones find (also with -I). All in one run
                        without

Their names are unique among all cases. What modules write must not depend on which are
generated together and in which order: every run is repeated backwards, and module by module.

A case named bad-* is refused: exit status 1, exactly the diagnostics of expected/stderr (OUT
stands for the output directory), no outputs. `--accept` (`./dev golden`) rewrites expected/.
Every record is checked against docs/ir.schema.json and every manifest against
docs/module.schema.json, every C output is compiled, every layout check is run.
"""

import argparse
import difflib
import json
import os
import platform
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import jsonschema  # noqa: E402
import record  # noqa: E402
import toolchain  # noqa: E402

ACCEPT = "./dev golden"
MANIFEST_SCHEMA = os.path.join(toolchain.ROOT, "docs", "module.schema.json")


class Unit:
    """One header of a case, and the module that is made of it."""

    def __init__(self, case, folder, manifest):
        self.manifest = manifest  # as bindery is given it, from the case's folder; or None
        self.directory = os.path.join(case.directory, folder)
        self.folder = folder
        self.module, self.wrapper = case.module, "wrapper.h"
        if manifest:
            said = _manifest(os.path.join(case.directory, manifest))
            self.module = said.get("name", case.module)
            self.wrapper = said.get("wrapper", self.wrapper)

    def include(self):
        return f'#include "{self.wrapper}"'


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
        self.stages = self._stages()
        self.units = [unit for stage in self.stages for unit in stage]

    def _lines(self, file_name):
        path = os.path.join(self.directory, file_name)
        if not os.path.exists(path):
            return []
        with open(path, encoding="utf-8") as stream:
            return [line.strip() for line in stream if line.strip()]

    def _stages(self):
        """[[Unit of one run]]"""
        if os.path.exists(os.path.join(self.directory, "module.json")):
            return [[Unit(self, "", "module.json")]]
        folders = sorted(
            folder
            for folder in os.listdir(self.directory)
            if os.path.exists(os.path.join(self.directory, folder, "module.json"))
        )
        if not folders:
            return [[Unit(self, "", None)]]
        stages = [line.split() for line in self._lines("stages")] or [folders]
        return [
            [Unit(self, folder, f"{folder}/module.json") for folder in stage]
            for stage in stages
        ]

    def command(self, bindery, units, directory):
        """One run: bindery's command line for some units."""
        command = [bindery, "gen", "-t", "c", "-o", directory, *self.options]
        for unit in units:
            if unit.manifest:
                command += ["-m", unit.manifest]
            else:
                command += ["--name", self.module, "wrapper.h"]
        found = ["-I", directory] if len(self.stages) > 1 else []
        return [*command, "--", *found, *self.cflags]

    def generate(self, bindery, directory):
        """Runs bindery in the case's folder; gives [problem] and leaves what it wrote, with
        `stderr` where there is some, in directory."""
        found, said = [], ""
        for number, stage in enumerate(self.stages, 1):
            refused = self.bad and number == len(self.stages)
            before = set(os.listdir(directory))
            command = self.command(bindery, stage, directory)
            result = toolchain.run(command, cwd=self.directory)
            if result.returncode != (1 if refused else 0):
                found.append(toolchain.failure(command, result))
            if refused:
                written = sorted(set(os.listdir(directory)) - before)
                if written:
                    found.append(f"refused, and yet wrote {', '.join(written)}")
                for name in before:
                    os.remove(os.path.join(directory, name))
            if result.stdout:
                found.append(f"wrote to standard output:\n{result.stdout[:500]}")
            said += result.stderr.replace(directory, "OUT")
        if said:
            with open(os.path.join(directory, "stderr"), "w", encoding="utf-8") as stream:
                stream.write(said)
        return found

    def generate_again(self, bindery, directory, scratch):
        """[problem]: what differs from directory when the modules are generated in another
        order, and each in a run of its own."""
        found = []
        backwards = [stage[::-1] for stage in self.stages]
        single = [[unit] for unit in _by_dependency(self.units)]
        for what, stages in (("backwards", backwards), ("one by one", single)):
            again = os.path.join(scratch, f"{self.name}-{what.replace(' ', '-')}")
            os.mkdir(again)
            for stage in stages:
                command = self.command(bindery, stage, again)
                result = toolchain.run(command, cwd=self.directory)
                if result.returncode:
                    found.append(toolchain.failure(command, result))
            have = set(os.listdir(again))
            want = set(os.listdir(directory)) - {"stderr"}
            differ = have ^ want
            differ |= {
                name
                for name in have & want
                if _read(os.path.join(again, name)) != _read(os.path.join(directory, name))
            }
            if differ:
                found.append(f"generated {what}, these differ: {', '.join(sorted(differ))}")
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


def _manifest(path):
    """What a manifest says; nothing where it is wrong on purpose."""
    try:
        with open(path, encoding="utf-8") as stream:
            said = json.load(stream)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _by_dependency(units):
    """The units of a case, each after those that it depends on."""
    waiting = {unit.module: unit for unit in units}
    result = []

    def put(unit):
        said = _manifest(os.path.join(unit.directory, "module.json"))
        for name in said.get("depends", []):
            if name in waiting:
                put(waiting.pop(name))
        result.append(unit)

    while waiting:
        put(waiting.pop(next(iter(waiting))))
    return result


def _read(path):
    """Lines with their ends; a last line without one is shown as such."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as stream:
        lines = stream.read().splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines


def _as_in_headers(ir):
    """The record without what the manifest made of the headers: renamed declarations and
    functions made of macros."""
    kept = dict(ir)
    for members in record.LISTS.values():
        kept[members] = [
            decl
            for decl in ir.get(members, [])
            if "original" not in decl
            and "from_macro" not in decl
            and not any("original" in part for part in decl.get("enumerators", []))
        ]
    return kept


def _speaks_of_renamed(ir):
    """Whether some type has a name that the headers do not know."""
    imported = {
        key.split(":", 1)[1] for keys in ir.get("imports", {}).values() for key in keys
    }
    return any(
        "original" in decl
        for members in ("records", "enums", "typedefs")
        for decl in ir.get(members, [])
    ) or any(
        type_[kind] in imported and spelling != type_[kind]
        for spelling, type_ in ir.get("types", {}).items()
        for kind in ("record", "enum", "typedef")
        if kind in type_ and "qualifiers" not in type_
    )


def compile_commands(case, unit, directory, scratch):
    include = ["-isystem", unit.directory, "-isystem", toolchain.MARKS]
    if len(case.stages) > 1:
        include += ["-I", directory]
    outputs = toolchain.Outputs(directory, unit.module, include, case.cflags)
    commands = outputs.commands(scratch, original_compilers=case.original_compilers)
    ir = record.load(outputs.path(".ir.json"))
    source = os.path.join(scratch, f"{unit.module}-agreement.c")
    with open(source, "w", encoding="utf-8") as stream:
        stream.write(record.agreement_unit(_as_in_headers(ir), [unit.include()]))
    for compiler in [] if _speaks_of_renamed(ir) else case.original_compilers:
        commands.append(
            (
                f"record and header agree, {compiler}",
                [compiler, *toolchain.C_STANDARD, "-w", *case.cflags, *include]
                + ["-fsyntax-only", source],
            )
        )
    return [(case, unit, what, command) for what, command in commands]


def check_compilations(cases, outputs, scratch):
    """{case name: [problem]} from compiling all outputs and running the layout checks."""
    problems = {}
    commands = []
    for case in cases:
        for unit in case.units:
            try:
                commands += compile_commands(case, unit, outputs[case.name], scratch)
            except (KeyError, TypeError, ValueError, OSError) as error:
                problems.setdefault(case.name, []).append(f"unusable record: {error!r}")
    failed = set()
    for (case, unit, what, command), result in zip(
        commands, toolchain.in_parallel(lambda entry: toolchain.run(entry[3]), commands)
    ):
        if result.returncode:
            failed.add((unit.module, what))
            problems.setdefault(case.name, []).append(
                f"{what}:\n{toolchain.failure(command, result)}"
            )
    programs = {}
    for case, unit, what, command in commands:
        if what.startswith("layout check") and (unit.module, what) not in failed:
            against = "generated" if "generated" in what else "original"
            programs.setdefault((command[0], against), []).append(unit.module)
    names = {unit.module: case.name for case in cases for unit in case.units}
    for module, text in toolchain.run_layout_checks(scratch, programs):
        problems.setdefault(names.get(module, "layout checks"), []).append(text)
    return problems


def check_record(directory, module):
    path = os.path.join(directory, f"{module}.ir.json")
    if not os.path.exists(path):
        return [f"no {module}.ir.json was written"]
    try:
        return record.problems(record.load(path))
    except (ValueError, KeyError, TypeError) as error:
        return [f"{module}.ir.json cannot be read: {error!r}"]


def check_manifests(case):
    """[problem]: where a good case's manifests are not what the schema says."""
    with open(MANIFEST_SCHEMA, encoding="utf-8") as stream:
        validator = jsonschema.Draft202012Validator(json.load(stream))
    return [
        f"{unit.manifest}: {error.json_path}: {error.message}"
        for unit in case.units
        if unit.manifest
        for error in validator.iter_errors(
            _manifest(os.path.join(case.directory, unit.manifest))
        )
    ]


def repeated_names(cases):
    """Names of modules that several cases have: their programs could not be linked."""
    owners = {}
    for case in cases:
        for unit in case.units if not case.bad else []:
            owners.setdefault(unit.module, []).append(case.name)
    return [
        f"module {module} is in several cases: {', '.join(names)}"
        for module, names in sorted(owners.items())
        if len(names) > 1
    ]


def is_case(name):
    """Whether the folder is a case: it has a header or manifests."""
    directory = os.path.join(HERE, name)
    return os.path.isdir(directory) and any(
        os.path.exists(os.path.join(directory, folder, file))
        for folder in ["", *os.listdir(directory)]
        for file in ("wrapper.h", "module.json")
    )


def check_case(case, bindery, directory, scratch):
    """[problem] of what was generated into directory, but for the differences."""
    found = []
    if case.bad:
        return found
    for unit in case.units:
        found += check_record(directory, unit.module)
    found += check_manifests(case)
    if len(case.units) > 1:
        found += case.generate_again(bindery, directory, scratch)
    return found


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
        name for name in os.listdir(HERE) if is_case(name)
    )
    cases = [Case(name) for name in names]
    repeated = repeated_names(cases)
    if repeated:
        sys.exit("\n".join(repeated))
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
            if not found:
                problems[case.name] += check_case(
                    case, bindery, outputs[case.name], scratch
                )
        compiled = [
            case
            for case in cases
            if not case.bad
            and all(
                os.path.exists(os.path.join(outputs[case.name], f"{unit.module}.h"))
                for unit in case.units
            )
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
