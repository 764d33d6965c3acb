# SPDX-License-Identifier: MIT
"""What a C header needs so that gcc and clang take it, as C and as C++, without warnings."""

import re

from .record import imported_names

# Words of C that C++ lacks, and what stands for them there. The order is the output's.
CXX_WORDS = (
    ("_Alignas", "_Alignas", "alignas"),
    ("_Alignof", "_Alignof", "alignof"),
    ("_Atomic(T)", "_Atomic", "T"),
    ("_Bool", "_Bool", "bool"),
    ("_Noreturn", "_Noreturn", "__attribute__((noreturn))"),
    ("_Static_assert", "_Static_assert", "static_assert"),
    ("_Thread_local", "_Thread_local", "__thread"),
    ("restrict", "restrict", "__restrict"),
    # For array parameters: a constant has internal linkage in C++ without it.
    ("static", "[static", ""),
)
# Of these, what stands in the values of macros, which are used after the header.
CXX_VALUE_WORDS = {"_Bool": "bool", "restrict": "__restrict"}
# The same without the words of C++ that a record uses as identifiers.
CXX_OTHERWISE = {
    "alignas": ("_Alignas(n)", "__attribute__((aligned(n)))"),
    "alignof": ("_Alignof", "__alignof__"),
    "static_assert": ("_Static_assert(c, text)", "extern char bindery_asserted[(c) ? 1 : -1]"),
}
ASSERTED = ("_Alignof", "_Static_assert")
# Types that C++ has built in under the names that C typedefs.
CXX_TYPES = {"wchar_t", "char8_t", "char16_t", "char32_t"}
# Keywords of C++ that no macro can rename.
CXX_OPERATORS = {
    "and", "and_eq", "bitand", "bitor", "compl", "not", "not_eq", "or", "or_eq", "xor",
    "xor_eq",
}
CXX_CONSTANTS = {"bool", "false", "true", "alignas", "alignof", "static_assert",
                 "thread_local", "nullptr"}
# Types that gcc has built in, from version 13 in C++ too, and that headers typedef for
# other compilers.
GCC_TYPES = {"_Float16", "_Float32", "_Float64", "_Float128", "_Float32x", "_Float64x",
             "_Float128x"}

ANY, GCC, CLANG, CLANG_CXX = (
    "",
    "!defined(__clang__)",
    "defined(__clang__)",
    "defined(__clang__) && defined(__cplusplus)",
)
CXX = "defined(__cplusplus)"
# (option, compiler, what brings it about, what it is about)
WARNINGS = (
    ("-Wpedantic", ANY, "", "GNU C is described: bit-fields of any type, zero-length arrays, ..."),
    ("-Wdeprecated-declarations", ANY, "deprecated", "Deprecated types are used here, by other declarations."),
    ("-Wattributes", ANY, "packed", "Packed members of types that need no packing."),
    ("-Wpacked-not-aligned", GCC, "packed", "Packed records with aligned members."),
    ("-Wpacked-bitfield-compat", GCC, "packed", "Packed bit-fields lie elsewhere than with gcc 4.3."),
    ("-Wattribute-packed-for-bitfield", CLANG, "packed", "Packed bit-fields lie elsewhere than with old compilers."),
    ("-Wignored-attributes", CLANG_CXX, "transparent_union", "C++ has no transparent unions."),
    ("-Winvalid-offsetof", CXX, "", "Offsets of members are asserted, whatever C++ makes of the type."),
)
QUALIFIED_RESULT = ("-Wignored-qualifiers", "Results are declared const.")
EMPTY_RECORD = ("-Wextern-c-compat", "Empty records have size 0 here, in C++ too.")
# What an original header may do that only its owner can mend.
ORIGINAL_WARNINGS = (
    (ANY, ("-Wpedantic", "-Wattributes", "-Wdeprecated-declarations",
           "-Wignored-qualifiers", "-Wmissing-field-initializers", "-Wsign-compare",
           "-Wunused-function", "-Wunused-parameter", "-Wunused-variable")),
    (GCC, ("-Wcpp", "-Wpacked-not-aligned", "-Wpacked-bitfield-compat")),
    (CLANG, ("-W#warnings", "-Wattribute-packed-for-bitfield", "-Wvisibility",
             "-Wgnu-variable-sized-type-not-at-end",)),
)


def renamed_words(record):
    """Identifiers of the record that macros rename while C++ reads the header."""
    return [
        word
        for word in record.get("cxx_keywords", ())
        if word not in CXX_OPERATORS and word not in CXX_TYPES
    ]


def cxx_macros(code, asserts, record):
    """(signature, name, replacement) of what C++ must see defined to read the code."""
    renamed = renamed_words(record)
    macros = []
    for signature, mark, replacement in CXX_WORDS:
        if (asserts and mark in ASSERTED) or mark in code:
            if replacement in renamed:
                signature, replacement = CXX_OTHERWISE[replacement]
            macros.append((signature, signature.partition("(")[0], replacement))
    return macros + [(word, word, f"{word}_") for word in renamed]


def has_qualified_result(record):
    types = record["types"]
    results = {d["returns"] for d in types.values() if d["kind"] == "function"}
    return any("qualifiers" in types.get(result, ()) for result in results)


def warnings(code, record):
    """(condition, [(option, reason)]) of the warnings that the header switches off."""
    groups = {}
    marks = {mark: mark in code for mark in {mark for _, _, mark, _ in WARNINGS}}
    for option, compiler, mark, reason in WARNINGS:
        if marks[mark]:
            groups.setdefault(compiler, []).append((option, reason))
    if has_qualified_result(record):
        groups.setdefault(ANY, []).append(QUALIFIED_RESULT)
    if record["records"]:
        groups.setdefault(CLANG_CXX, []).append(EMPTY_RECORD)
    return list(groups.items())


def includes(record):
    """What the bindings include: system headers, then the bindings of other modules."""
    return [*record.get("system", ()), *(f'"{name}.h"' for name in record.get("depends", ()))]


def original_include(name):
    """How a generated file includes the original header: never with quotes, which look
    beside that file first, where bindings of the same name may stand."""
    return f"<{name[1:-1]}>" if name.startswith('"') else name


class CxxRules:
    """What becomes of single declarations where C++ cannot take them as they are."""

    def __init__(self, record):
        keywords = record.get("cxx_keywords", ())
        self.typedefs = {typedef["name"]: typedef["type"] for typedef in record["typedefs"]}
        self.type_names = self.typedefs.keys() | imported_names(record, "typedef")
        renamed = [word for word in keywords if word in CXX_OPERATORS]
        renamed += self.conflicting_tags(record)
        self.operators = None
        words = {word: f"{word}_" for word in [*renamed_words(record), *renamed]}
        self.words = CXX_VALUE_WORDS | words
        self.word = re.compile(r"\b(%s)\b" % "|".join(self.words))
        if renamed:
            self.operators = re.compile(r"\b(%s)\b" % "|".join(renamed))

    def conflicting_tags(self, record):
        """Tags of which a typedef of another type has the name: C++ has one name space."""
        tags = [d["type"] for member in ("records", "enums") for d in record[member] if "type" in d]
        return [
            tag
            for tag in tags
            if " " in tag and self.typedefs.get(tag.partition(" ")[2], tag) != tag
        ]

    def own_types(self, fields):
        """Types that members of a record are named like: C++ takes the member's name for
        the type's from there on."""
        return {field["name"] for field in fields if field.get("name") in self.type_names}

    def guard(self, text, declaration, kind):
        """The declaration's text, guarded where C++, or a compiler, must not see it."""
        name = declaration["name"]
        if "c_only" in declaration:
            return c_only(text, declaration["c_only"])
        if kind == "enum" and "integer" not in declaration:
            # Only pointers to it can be used, so that its integer type does not matter.
            return f"#ifdef __cplusplus\n{declaration['type']} : int;\n#else\n{text}\n#endif"
        if kind == "typedef" and name in GCC_TYPES:
            return (
                "#if defined(__clang__) || (defined(__cplusplus) && __GNUC__ < 13)\n"
                f"{text}\n#endif"
            )
        return self.rename(text) if self.operators else text

    def value(self, text):
        """A macro's value as C++ must see it after the header, where the header's own words
        are no longer defined. Only a cast can hold such words."""
        if not text.startswith("(") or '"' in text:
            return text
        return self.word.sub(lambda found: self.words[found[0]], text)

    def rename(self, text):
        """A declaration that is there twice when it uses names that C++ must rename."""
        if not self.operators or not self.operators.search(text):
            return text
        renamed = self.operators.sub(r"\1_", text)
        return f"#ifdef __cplusplus\n{renamed}\n#else\n{text}\n#endif"


def c_only(text, reason):
    return f"#ifndef __cplusplus /* {reason} */\n{text}\n#endif"
