# SPDX-License-Identifier: MIT
"""Checks of an interface record that its JSON Schema cannot express, and a translation unit
that a compiler only accepts when the record says what the original header says."""

import functools
import json
import re

import jsonschema

import toolchain

LISTS = {
    "record": "records",
    "enum": "enums",
    "typedef": "typedefs",
    "function": "functions",
    "variable": "variables",
    "macro": "macros",
}
TYPE_REFERENCES = ("type", "to", "of", "returns", "integer")


@functools.lru_cache(maxsize=None)
def _validator():
    with open(toolchain.SCHEMA, encoding="utf-8") as stream:
        schema = json.load(stream)
    cls = jsonschema.validators.validator_for(schema)
    cls.check_schema(schema)
    return cls(schema)


def load(path):
    with open(path, encoding="utf-8") as stream:
        return json.load(stream)


def problems(ir, schema=True):
    """[text]: where the record breaks its schema or the rules of docs/ir.md."""
    found = []
    if schema:
        for error in _validator().iter_errors(ir):
            found.append(f"schema: {error.json_path}: {error.message[:300]}")
    keys = {}
    for kind, name in LISTS.items():
        listed = [decl["key"] for decl in ir.get(name, [])]
        keys[kind] = set(listed)
        for before, after in zip(listed, listed[1:]):
            if before.encode() >= after.encode():
                found.append(f"{name}: {before!r} stands before {after!r}")
    found += _empty(ir, "record")
    found += _types(ir)
    found += _references(ir, keys)
    found += _order(ir, keys)
    return found


def _empty(value, place):
    """What says nothing must be absent."""
    found = []
    if value is None or value is False:
        found.append(f"{place}: is {value!r}, which says nothing")
    elif isinstance(value, dict):
        for name, member in value.items():
            found += _empty(member, f"{place}.{name}")
    elif isinstance(value, list):
        for index, member in enumerate(value):
            found += _empty(member, f"{place}[{index}]")
    return found


def declarations(ir):
    """(kind, declaration) of everything listed."""
    for kind, name in LISTS.items():
        for decl in ir.get(name, []):
            yield kind, decl


def _typed(ir):
    """(place, spelling) of each reference to a type from a declaration."""
    for kind, decl in declarations(ir):
        place = f"{kind} {decl['key']}"
        # A record's or an enum's `type` is its own name in C, which nothing need refer to.
        if "type" in decl and kind not in ("record", "enum"):
            yield place, decl["type"]
        if "integer" in decl:
            yield place, decl["integer"]
        for field in decl.get("fields", []):
            if "type" in field:
                yield f"{place}.{field.get('name', '')}", field["type"]
            for param in field.get("params", []):
                yield f"{place}.{field.get('name', '')}()", param["type"]
        for param in decl.get("params", []):
            yield f"{place}()", param["type"]


def _types(ir):
    found = []
    types = ir.get("types", {})
    for place, spelling in _typed(ir):
        if spelling not in types:
            found.append(f"{place}: its type {spelling!r} is not in types")
    for spelling, entry in types.items():
        targets = [entry[m] for m in TYPE_REFERENCES if m in entry] + entry.get(
            "params", []
        )
        for target in targets:
            if target not in types:
                found.append(f"type {spelling!r}: refers to {target!r}, not in types")
    return found


def _references(ir, keys):
    found = []
    for kind, decl in declarations(ir):
        places = [decl] + decl.get("fields", [])
        for place in places:
            for member in ("inline", "owner"):
                if member in place:
                    other, _, key = place[member].partition(":")
                    if key not in keys.get(other, ()):
                        found.append(
                            f"{kind} {decl['key']}: {member} {place[member]!r} is not here"
                        )
        if "file" in decl and decl["file"] not in ir.get("files", []):
            found.append(f"{kind} {decl['key']}: file {decl['file']!r} is not in files")
    for name in ir.get("files", []):
        if name.startswith("/"):
            found.append(f"files: {name!r} is an absolute path")
    return found


def _order(ir, keys):
    found = []
    order = ir.get("order", [])
    if len(set(order)) != len(order):
        found.append("order: names a declaration twice")
    for entry in order:
        kind, _, key = entry.partition(":")
        if key not in keys.get(kind, ()):
            found.append(f"order: {entry!r} is not here")
    ordered = set(order)
    for kind, decl in declarations(ir):
        # C needs a forward declaration only where a type is first named in a prototype.
        if decl.get("incomplete") or kind == "macro" or "c" not in decl:
            continue
        if f"{kind}:{decl['key']}" not in ordered:
            found.append(f"order: {kind}:{decl['key']} is missing")
    positions = {
        f"{name}/{entry}"
        for name, entries in ir.get("positions", {}).items()
        for entry in entries
    }
    for kind, decl in declarations(ir):
        # What the compiler declares by itself stands nowhere.
        if decl.get("file", "<compiler>") == "<compiler>":
            continue
        if f"{decl['file']}/{kind}:{decl['key']}" not in positions:
            found.append(f"positions: {kind}:{decl['key']} of {decl['file']} is missing")
    return found


# ---------------------------------------------------------------------------------------

_C_STRING_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def c_string(text):
    """text as a C string literal."""
    out = []
    for byte in text.encode("utf-8"):
        char = chr(byte)
        if char in _C_STRING_ESCAPES:
            out.append(_C_STRING_ESCAPES[char])
        elif 32 <= byte < 127 and char != "?":
            out.append(char)
        else:
            out.append(f"\\{byte:03o}")
    return '"' + "".join(out) + '"'


def _same_value(ir, macro):
    """A constant expression that holds when the macro has the recorded value, or None."""
    name, kind, value = macro["name"], macro["kind"], macro.get("value")
    if kind == "integer":
        number = int(value)
        if not -(2**63) <= number < 2**64:
            return None
        if number >= 2**63:
            return f"({name}) == {number}ULL"
        if number == -(2**63):
            return f"({name}) == (-9223372036854775807LL - 1)"
        return f"({name}) == {number}LL"
    if kind == "floating" and value not in ("inf", "-inf", "nan", "-nan"):
        suffix = {"float": "f", "long double": "L"}.get(macro["type"], "")
        return f"({name}) == {value}{suffix}"
    if kind == "string" and macro["type"] == "char *" and macro["c"].endswith('"'):
        size = len(value.encode("utf-8")) + 1
        return f"sizeof(({name})) == {size} && !__builtin_memcmp({name}, {c_string(value)}, {size})"
    return None


def agreement_unit(ir, include, macros=True):
    """A C translation unit that compiles when the included header and the record agree on
    the type of every function, variable, typedef and member, the value of every enumerator,
    and the value and type of every macro constant."""
    lines = list(include)
    lines.append("#define BINDERY_SAME(a, b) __builtin_types_compatible_p(a, b)")
    if macros:
        for macro in ir.get("macros", []):
            lines += _macro_assertions(ir, macro)
    names = {m["name"] for m in ir.get("macros", [])}
    # What a prototype declares is another type in each prototype that mentions it.
    local = {
        decl["type"]
        for kind in ("record", "enum")
        for decl in ir.get(LISTS[kind], [])
        if "in_prototype" in decl and "type" in decl
    }
    declared = []
    for kind in ("typedef", "function", "variable"):
        for decl in ir.get(LISTS[kind], []):
            if "c" not in decl or any(tag in decl["c"] for tag in local):
                continue
            if "{...}" not in decl["c"]:
                declared.append((kind, decl))
    words = set()
    for _, decl in declared:
        words.update(re.findall(r"[A-Za-z_]\w*", decl["c"]))
    for kind in ("enum", "record"):
        for decl in ir.get(LISTS[kind], []):
            for part in decl.get("enumerators", []) + decl.get("fields", []):
                words.update(re.findall(r"[A-Za-z_]\w*", decl.get("type", "")))
                words.update(
                    re.findall(
                        r"[A-Za-z_]\w*", part.get("name", "") + " " + part.get("type", "")
                    )
                )
    for word in sorted(names & words):
        lines.append(f"#undef {word}")
    for kind, decl in declared:
        if kind == "function" and decl.get("is_inline"):
            continue
        if kind == "variable" and decl.get("storage") == "static":
            continue
        lines.append(f"{decl['c']};")
    lines += _member_assertions(ir)
    for enum in ir.get("enums", []):
        if "in_prototype" in enum:
            continue
        for item in enum.get("enumerators", []):
            value = int(item["value"])
            literal = f"{value}ULL" if value >= 2**63 else f"{value}LL"
            if value == -(2**63):
                literal = "(-9223372036854775807LL - 1)"
            lines.append(
                f'_Static_assert({item["name"]} == {literal}, "enumerator {item["name"]}");'
            )
    return "\n".join(lines) + "\n"


def _macro_assertions(ir, macro):
    lines = []
    if (
        macro["kind"] not in ("integer", "floating", "string", "pointer")
        or "type" not in macro
    ):
        return lines
    name = macro["name"]
    # A string's type is the pointer that it becomes where it is used.
    decayed = " + 0" if macro.get("c", "").endswith('"') else ""
    lines.append(
        f'_Static_assert(BINDERY_SAME(__typeof__(({name}){decayed}), {macro["type"]}), '
        f'"type of macro {name} is not {macro["type"]}");'.replace("\n", " ")
    )
    same = _same_value(ir, macro)
    if same:
        # Written as an array's size: clang and gcc both fold it where it is no integer
        # constant expression in the strict sense.
        lines.append(f"extern char bindery_value_of_{name}[({same}) ? 1 : -1];")
    return lines


def _member_assertions(ir):
    lines = []
    types = ir.get("types", {})
    for record in ir.get("records", []):
        if "type" not in record or "in_prototype" in record:
            continue
        for field in record.get("fields", []):
            if "name" not in field or "width" in field or "inline" in field:
                continue
            spelling = field.get("type")
            if not spelling or "<" in spelling or _unnameable(types, spelling, ir):
                continue
            # GCC has no place for this attribute in a type without a declarator.
            if "noreturn" in spelling:
                continue
            lines.append(
                f'_Static_assert(BINDERY_SAME(__typeof__((({record["type"]} *)0)->{field["name"]}), '
                f'{spelling}), "type of {record["key"]}.{field["name"]}");'
            )
    return lines


def _unnameable(types, spelling, ir):
    """Whether the type ends in a record or an enum that C cannot name."""
    entry = types.get(spelling, {})
    for kind in ("record", "enum"):
        if entry.get("kind") == kind:
            for decl in ir.get(LISTS[kind], []):
                if decl["key"] == entry.get(kind):
                    return "type" not in decl or "in_prototype" in decl
            return False
    # Nor can the length of a variable-length parameter be named outside of its function.
    if entry.get("kind") == "unsupported" or "length_text" in entry:
        return True
    targets = [entry[m] for m in ("to", "of", "returns") if m in entry] + entry.get(
        "params", []
    )
    return any(_unnameable(types, t, ir) for t in targets)
