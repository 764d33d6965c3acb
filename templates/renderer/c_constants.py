# SPDX-License-Identifier: MIT
"""Constants: macros with a value, and the values of enumerators."""

from operator import itemgetter

from .c_declarations import CONSTANT_STYLES, view
from .c_language import CXX_CONSTANTS, CXX_OPERATORS, c_only
from .c_original import either, originally
from .c_text import doc_comment, identifier, literal, static_assert
from .record import imported_names, once

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
    return names | imported_names(record, "function", "variable", "typedef")


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
    typed = typed_constants(record)
    for file, found in files.items():
        found.sort(key=itemgetter(0))
        texts = [definitions(found, rules)] if found else []
        texts += typed.get(file, ())
        if texts:
            sections.append((file, "\n\n".join(texts)))
    return sections


def typed_constants(record):
    """{file: [text]}: enumerators that have the type of their enum in C too, where they are
    int otherwise; of each enum that is shown as constants and has a name."""
    macros, texts = {macro["name"] for macro in shown_macros(record)}, {}
    for file, enum in view(record).typed:
        lines = [
            f"#define {e['name'].ljust(COLUMN)} (({enum['type']}){e['name']})"
            for e in enum["enumerators"]
            if e["name"] not in macros
        ]
        if lines:
            text = c_only("\n".join(lines), f"enumerators have the type {enum['type']} there")
            texts.setdefault(file, []).append(text)
    return texts


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
            line = f"{prefix}_ASSERT_CONSTANT({name}, {value}, {macro['type']});"
            name, type_name = macro.get("original", name), originally(record, macro["type"])
            original = f"{prefix}_ASSERT_CONSTANT({name}, {value}, {type_name});"
            lines.append(either(record, line, original))
    return lines


def checked_enums(record):
    """Of each enum, assertions of its size, where C can name it, and its values."""
    return [
        either(record, *("\n".join(enum_assertions(record, enum, names)) for names in (0, 1)))
        for enum in record["enums"]
        if "enumerators" in enum
        and enum.get("file") != "<compiler>"
        and "in_prototype" not in enum
    ]


def enum_assertions(record, enum, in_original):
    """Of one enum, with the names of the bindings or those of the original headers."""
    lines, called = [], enum.get("style") not in CONSTANT_STYLES or "unnamed" not in enum
    if "type" in enum and "size" in enum and called:
        name = originally(record, enum["type"]) if in_original else enum["type"]
        lines.append(static_assert(f"sizeof({name}) == {enum['size']}", f"size of {name}"))
    for enumerator in enum["enumerators"]:
        name, value = enumerator["name"], literal(enumerator["value"])
        if in_original:
            name = enumerator.get("original", name)
        lines.append(static_assert(f"{name} == {value}", f"value of {name}"))
    return lines
