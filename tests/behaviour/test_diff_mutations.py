#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Real headers are changed in one place, in every way there is, and the comparison must tell
that change and no other: a miss and a false alarm are both counted, and both must be none.

BINDERY_MUTATIONS sets how many changes of each kind are made to each header."""

import json
import os
import random
import re
import sys
import unittest

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import emit
import harness
import toolchain

COUNT = int(os.environ.get("BINDERY_MUTATIONS", "2"))
SEED = int(os.environ.get("BINDERY_SEED", "1"))
# What is taken of each; without a pattern what it declares itself.
HEADERS = {
    "sqlite3.h": [],
    "zlib.h": [],
    "expat.h": [],
    "glib.h": ["--allowlist-file", ".*/glib/.*"],
}


def words(text):
    return set(text.split())


def mutation(kind, classes):
    """Marks a function that gives a changed piece, or None where it cannot be made. classes:
    one of them must be told, and none besides."""

    def mark(function):
        function.kind, function.classes = kind, words(classes)
        MUTATIONS.append(function)
        return function

    return mark


MUTATIONS = []

# --- functions


def is_extern(decl):
    return decl.get("storage") != "static" and "symbol" not in decl


def before_end(piece, text):
    """The piece with something put behind the parameters."""
    return piece[:-1] + text + ";" if piece.endswith(";") else None


def parameters(piece, decl):
    """Start and end of what stands between the function's own parentheses."""
    match = re.search(rf"\b{re.escape(decl['name'])}\(", piece)
    if not match:
        return None
    depth = 1
    for end in range(match.end(), len(piece)):
        depth += {"(": 1, ")": -1}.get(piece[end], 0)
        if not depth:
            return match.end(), end
    return None


@mutation("function", "symbol-removed")
def function_removed(piece, decl, pick):
    return "" if is_extern(decl) else None


@mutation("function", "parameter-added")
def parameter_added(piece, decl, pick):
    place = parameters(piece, decl)
    if not place or "..." in piece[slice(*place)] or piece[slice(*place)] == "":
        return None
    inside = piece[slice(*place)]
    inside = "int added_here" if inside == "void" else inside + ", int added_here"
    return piece[: place[0]] + inside + piece[place[1]:]


@mutation("function", "parameter-removed")
def parameter_removed(piece, decl, pick):
    place = parameters(piece, decl)
    params = decl.get("params", [])
    if not place or not params or "..." in piece or "__attribute__" in piece:
        return None
    inside = piece[slice(*place)]
    if "(" in inside or inside.count(",") != len(params) - 1 or decl.get("attributes"):
        return None
    inside = inside.rpartition(",")[0] or "void"
    return piece[: place[0]] + inside + piece[place[1]:]


@mutation("function", "parameter-type")
def parameter_type(piece, decl, pick):
    place = parameters(piece, decl)
    if not place:
        return None
    inside = re.sub(r"(^|, )(?:int|gint) (\w)", r"\1double *\2", piece[slice(*place)], count=1)
    changed = piece[: place[0]] + inside + piece[place[1]:]
    return changed if changed != piece else None


@mutation("function", "result-type")
def result_type(piece, decl, pick):
    start = piece.rfind("*/") + 2 if "*/" in piece else 0
    head = piece[start:].lstrip("\n")
    for old, new in (("int ", "double "), ("void ", "int "), ("gboolean ", "double ")):
        if head.startswith(old) and not head.startswith("void *"):
            return piece[:start] + "\n" + new + head[len(old):]
    return None


@mutation("function", "deprecated")
def function_deprecated(piece, decl, pick):
    if "deprecated" in piece or decl.get("is_inline"):
        return None
    return before_end(piece, ' __attribute__((deprecated("not any more")))')


@mutation("function", "attribute-stricter")
def function_unused_result(piece, decl, pick):
    if "warn_unused_result" in piece or spaced_result(piece, decl) == "void":
        return None
    return before_end(piece, " __attribute__((warn_unused_result))")


def spaced_result(piece, decl):
    text = emit.spaced(piece[piece.rfind("*/") + 2 if "*/" in piece else 0:]).strip()
    return text.partition(decl["name"])[0].replace("extern ", "").strip()


@mutation("function", "variadic")
def function_variadic(piece, decl, pick):
    place = parameters(piece, decl)
    if not place or not decl.get("params") or "..." in piece or decl.get("is_inline"):
        return None
    return piece[: place[1]] + ", ..." + piece[place[1]:]


@mutation("function", "symbol-renamed symbol-removed added")
def function_renamed(piece, decl, pick):
    if not is_extern(decl):
        return None
    return re.sub(rf"\b{re.escape(decl['name'])}\(", decl["name"] + "_x(", piece)


@mutation("function", "parameter-renamed")
def parameter_renamed(piece, decl, pick):
    names = [param["name"] for param in decl.get("params", []) if param.get("name")]
    place = parameters(piece, decl)
    if not names or not place:
        return None
    inside = re.sub(rf"\b{names[0]}\b(?=\s*(?:,|$|\[|\)))", "other_name", piece[slice(*place)], count=1)
    changed = piece[: place[0]] + inside + piece[place[1]:]
    return changed if changed != piece else None


@mutation("function", "documentation")
def function_documented(piece, decl, pick):
    return "/** Another text. */\n" + piece if "doc" not in decl else None


@mutation("function", "storage")
def function_inline(piece, decl, pick):
    if not is_extern(decl) or "__asm__" in piece or "__attribute__" in piece or "..." in piece:
        return None
    start = piece.rfind("*/") + 2 if "*/" in piece else 0
    head = piece[start:].lstrip("\n").removeprefix("extern ")
    return f"{piece[:start]}\nstatic inline {head[:-1]} {{ __builtin_trap(); }}"


# --- records


# Room for later members may change as it likes.
RESERVED = re.compile("reserved|dummy|padding|unused|spare")


def members(piece):
    """The lines of a record's piece, and which of them are plain members."""
    lines = piece.split("\n")
    return lines, [
        i
        for i, line in enumerate(lines)
        if re.fullmatch(r"    [\w ]+[ *]\w+(\[\w+\])?;", line) and not RESERVED.search(line)
    ]


def is_plain(piece, decl):
    """A record whose own members are in the piece, one a line."""
    return "fields" in decl and not any("inline" in field for field in decl["fields"])


def change_member(piece, decl, pick, change):
    if not is_plain(piece, decl):
        return None
    lines, places = members(piece)
    if not places:
        return None
    place = pick.choice(places)
    changed = change(lines[place])
    if changed is None:
        return None
    lines[place] = changed
    return "\n".join(lines)


RECORD_ADDED = "field-added field-added-at-end field-added-in-padding"


@mutation("record", RECORD_ADDED)
def member_added(piece, decl, pick):
    return change_member(piece, decl, pick, lambda line: line + "\n    char added_here[3];")


@mutation("record", "field-removed")
def member_removed(piece, decl, pick):
    if len(decl.get("fields", [])) < 2:
        return None
    return change_member(piece, decl, pick, lambda line: "")


@mutation("record", "field-renamed field-added-in-padding")
def member_renamed(piece, decl, pick):
    return change_member(piece, decl, pick,
                         lambda line: re.sub(r"(\w+)(\[\w+\])?;$", r"\1_x\2;", line))


@mutation("record", "type")
def member_type(piece, decl, pick):
    return change_member(piece, decl, pick, lambda line: re.sub(
        r"^    (?:const )?[\w ]+?[ *]+(\w+)(\[\w+\])?;$", r"    _Complex double \1;", line))


@mutation("record", "field-reordered")
def members_swapped(piece, decl, pick):
    if not is_plain(piece, decl) or decl["kind"] == "union":
        return None
    lines, places = members(piece)
    pairs = [(a, b) for a, b in zip(places, places[1:]) if b == a + 1]
    if not pairs:
        return None
    first, second = pick.choice(pairs)
    lines[first], lines[second] = lines[second], lines[first]
    return "\n".join(lines)


@mutation("record", "record-kind")
def record_union(piece, decl, pick):
    return piece.replace("struct ", "union ", 1) if piece.startswith("struct {") else None


# --- enums


def enumerators(piece):
    lines = piece.split("\n")
    return lines, [i for i, line in enumerate(lines) if re.fullmatch(r"    \w+ = -?\d+,", line)]


@mutation("enum", "enumerator-added")
def enumerator_added(piece, decl, pick):
    lines, places = enumerators(piece)
    if not places:
        return None
    lines[places[-1]] += "\n    ADDED_HERE = 12345,"
    return "\n".join(lines)


@mutation("enum", "enumerator-removed replaced")
def enumerator_removed(piece, decl, pick):
    lines, places = enumerators(piece)
    values = [each["value"] for each in decl.get("enumerators", [])]
    if len(places) < 2 or len(set(values)) < len(values) or any(v[0] == "-" for v in values):
        return None
    del lines[pick.choice(places)]
    return "\n".join(lines)


def one_enumerator_changed(piece, pick, pattern, text):
    lines, places = enumerators(piece)
    if not places:
        return None
    place = pick.choice(places)
    lines[place] = re.sub(pattern, text, lines[place])
    return "\n".join(lines)


@mutation("enum", "enumerator-value enumerator-count")
def enumerator_value(piece, decl, pick):
    return one_enumerator_changed(piece, pick, r"-?\d+,", "54321,")


@mutation("enum", "enumerator-renamed replaced")
def enumerator_renamed(piece, decl, pick):
    return one_enumerator_changed(piece, pick, r"    \w+ =", "    OTHER_NAME =")


# --- macros


@mutation("macro", "removed")
def macro_removed(piece, decl, pick):
    return ""


@mutation("macro", "value value-default value-version")
def macro_value(piece, decl, pick):
    return f"#define {decl['name']} 987654" if decl["kind"] == "integer" and \
        decl.get("value") != "987654" and decl.get("type") == "int" else None


@mutation("macro", "value-type")
def macro_type(piece, decl, pick):
    if decl["kind"] != "integer" or decl.get("type") != "int" or decl["value"].startswith("-"):
        return None
    return f"#define {decl['name']} {decl['value']}UL"


@mutation("macro", "macro-body")
def macro_body(piece, decl, pick):
    return piece + " + 1" if decl["kind"] == "function" and decl.get("body") else None


@mutation("macro", "macro-parameters")
def macro_parameters(piece, decl, pick):
    if decl["kind"] != "function" or not decl.get("parameters") or "..." in piece:
        return None
    return re.sub(r"^#define (\w+)\(", r"#define \1(first_one, ", piece)


# --- typedefs


@mutation("typedef", "type type-alike")
def typedef_type(piece, decl, pick):
    return f"typedef long double {decl['name']};" if "inline" not in decl else None


def is_of(key, change):
    """Whether a change is of that declaration, by its name before or after the change, or of
    an unnamed record or enum in it or called after it."""
    bare = key.rpartition(" ")[2]
    own = {key, key + "_x"}
    named = {change["key"], change.get("was")}
    return bool(own & named) or any(
        change["key"].startswith(prefix)
        for prefix in (f"{key}.", f"struct <{bare}", f"union <{bare}", f"enum <{bare}")
    ) or (key.startswith("enum <") and change["key"].startswith("enum <")) or (
        # A struct that became a union.
        change["key"].partition(" ")[2] == bare and " " in change["key"])


class MutationsTest(harness.BinderyTest):
    """One header after another; each change is made to declarations picked at random."""

    def record(self, name, text):
        """Writes the record of a header; gives its path, or None where it is no C."""
        header = self.write(os.path.join(name, "api.h"), text)
        path = self.path(f"{name}.ir.json")
        command = [self.bindery, "scan", "-o", path, "--allowlist-file", ".*/api.h", header]
        return path if toolchain.run(command, cwd=self.tmp).returncode == 0 else None

    def told(self, after):
        result = self.run_bindery("diff", "--format", "json", "--fail-on", "never",
                                  self.path("before.ir.json"), after)
        return json.loads(result.stdout)["modules"][0]["changes"]

    def judge(self, mutate, name, changes):
        """What is wrong with what is told of a change; None where all is right."""
        key = name.partition(":")[2]
        classes = {change["class"] for change in changes}
        if not classes & mutate.classes:
            return f"missed: {mutate.__name__} of {name}: {sorted(classes)}"
        for change in changes:
            if not is_of(key, change):
                return f"false alarm: {mutate.__name__} of {name}: {change}"
        return None

    def mutations(self, header, path):
        """Every wrong judgement of one header's changes, and how many were made."""
        pick = random.Random(f"{SEED} {path}")
        made, wrong = 0, []
        for mutate in MUTATIONS:
            names = [n for n in header.pieces if n.startswith(mutate.kind + ":")]
            pick.shuffle(names)
            done = 0
            for name in names[: 40 * COUNT]:
                decl = header.decls.get(name) or header.macros.get(name)
                piece = mutate(header.pieces[name], decl, pick)
                if piece is None or piece == header.pieces[name]:
                    continue
                after = self.record("after", header.text({name: piece}))
                if after is None:
                    continue
                judged = self.judge(mutate, name, self.told(after))
                if judged:
                    wrong.append(judged)
                done += 1
                if done == COUNT:
                    break
            made += done
        return made, wrong

    def test_every_change_of_a_real_header_is_told_and_no_other(self):
        for path, options in HEADERS.items():
            with self.subTest(path):
                flags = toolchain.run(["pkg-config", "--cflags", "glib-2.0"]).stdout.split()
                probe = self.write("probe.h", f"#include <{path}>\n")
                result = toolchain.run([self.bindery, "scan", "-o", self.path("real.ir.json"),
                                        *options, probe, "--", *flags], cwd=self.tmp)
                if result.returncode:
                    raise unittest.SkipTest(f"{path} is not installed")
                with open(self.path("real.ir.json"), encoding="utf-8") as stream:
                    header = emit.Header(json.load(stream))
                self.assertIsNotNone(self.record("before", header.text()))
                self.assertEqual(self.told(self.path("before.ir.json")), [])
                made, wrong = self.mutations(header, path)
                self.assertGreater(made, 10 * COUNT, "too few changes could be made")
                self.assertEqual(wrong, [], f"{len(wrong)} of {made}")


if __name__ == "__main__":
    harness.main()
