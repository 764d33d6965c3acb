# SPDX-License-Identifier: MIT
"""Constants: macros with a value, and the values of enumerators."""

from operator import itemgetter

from .c_declarations import CONSTANT_STYLES, view
from .c_language import CXX_CONSTANTS, CXX_OPERATORS, c_only
from .c_text import doc_comment, identifier, literal, static_assert
from .record import once

# Where the values stand, whatever else is defined: a new macro moves no other line.
COLUMN = 32


@once
def declared_names(record):
    """Names of ordinary identifiers: what an object-like macro would hide."""
    names = {
        declaration["name"]
        for member in ("functions", "variables", "typedefs")
        for declaration in record[member]
    }
    return names


@once
def shown_macros(record):
    """The macros that the header defines: the constants, but those that would hide a
    declaration of the record, and those that C reserves for the compiler."""
    names = declared_names(record)
    enumerators = {
        enumerator["name"]: enumerator["value"]
        for enum in record["enums"]
        for enumerator in enum.get("enumerators", ())
    }
    return [
        macro
        for macro in record["macros"]
        if "c" in macro
        and macro["name"] not in names
        and enumerators.get(macro["name"]) != macro.get("value", "")
        and not macro["name"].startswith("__STDC_")
    ]


def macros(record):
    """[(file, text)] of the constants to define, by file and then in source order."""
    positions, files = record["positions"], {name: [] for name in record["files"]}
    nowhere = [0, 0]
    for macro in shown_macros(record):
        file = macro.get("file", "")
        place = positions.get(file, {}).get("macro:" + macro["key"], nowhere)
        entry = (place, macro["name"], macro["c"], macro.get("doc"))
        files.setdefault(file, []).append(entry)
    for file, enumerators in view(record).constants:
        for e in enumerators:
            entry = (nowhere, e["name"], literal(e["value"]), e.get("doc"))
            files.setdefault(file, []).append(entry)
    rules, sections = view(record).rules, []
    for file, found in files.items():
        if found:
            found.sort(key=itemgetter(0))
            sections.append((file, definitions(found, rules)))
    return sections


def definitions(entries, rules):
    """#define lines of (place, name, value, documentation), values in one column."""
    lines = []
    for _, name, value, doc in entries:
        comment, define = doc_comment(doc) if doc else "", f"#define {name.ljust(COLUMN)} "
        line = comment + define + value
        in_cxx = rules.value(value)
        if name == "NULL":
            line = f"#ifdef __cplusplus\n#define NULL __null\n#else\n{line}\n#endif"
        elif name in CXX_CONSTANTS or name in CXX_OPERATORS:
            line = c_only(line, "a keyword of C++")
        elif in_cxx != value:
            line = f"{comment}#ifdef __cplusplus\n{define}{in_cxx}\n#else\n{define}{value}\n#endif"
        lines.append(line)
    return "\n".join(lines)


def checked_macros(record):
    """Assertions of value and type of the integer constants that the header defines."""
    lines, prefix = [], identifier(record["module"]).upper()
    for macro in shown_macros(record):
        if macro["kind"] == "integer":
            name, value = macro["name"], literal(macro["value"])
            if not -(2**63) <= int(macro["value"]) < 2**64:
                value = macro["c"]
            lines.append(f"{prefix}_ASSERT_CONSTANT({name}, {value}, {macro['type']});")
    return lines


def checked_enums(record):
    """Of each enum, assertions of its size, where C can name it, and its values."""
    return [
        enum_assertions(enum)
        for enum in record["enums"]
        if "enumerators" in enum
        and enum.get("file") != "<compiler>"
        and "in_prototype" not in enum
    ]


def enum_assertions(enum):
    lines = []
    if "type" in enum and "size" in enum and enum.get("style") not in CONSTANT_STYLES:
        name = enum["type"]
        lines.append(static_assert(f"sizeof({name}) == {enum['size']}", f"size of {name}"))
    for enumerator in enum["enumerators"]:
        name, value = enumerator["name"], literal(enumerator["value"])
        lines.append(static_assert(f"{name} == {value}", f"value of {name}"))
    return lines
