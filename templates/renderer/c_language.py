# SPDX-License-Identifier: MIT
"""What a C header needs so that gcc and clang take it, as C and as C++, without warnings."""

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


def cxx_macros(record):
    """(signature, name, replacement) of what C++ must see defined to read the header."""
    renamed, bindings = renamed_words(record), record["bindings"]
    asserts = "layouts" in bindings or "c_layouts" in bindings
    macros = []
    for signature, mark, replacement in CXX_WORDS:
        if (asserts and mark in ASSERTED) or mark in bindings["words"]:
            if replacement in renamed:
                signature, replacement = CXX_OTHERWISE[replacement]
            macros.append((signature, signature.partition("(")[0], replacement))
    return macros + [(word, word, f"{word}_") for word in renamed]


def warnings(record):
    """(condition, [(option, reason)]) of the warnings that the header switches off."""
    groups, bindings = {}, record["bindings"]
    for option, compiler, mark, reason in WARNINGS:
        if not mark or mark in bindings["words"]:
            groups.setdefault(compiler, []).append((option, reason))
    if "qualified_results" in bindings:
        groups.setdefault(ANY, []).append(QUALIFIED_RESULT)
    if "records" in bindings:
        groups.setdefault(CLANG_CXX, []).append(EMPTY_RECORD)
    return list(groups.items())


def includes(record):
    """What the bindings include: system headers, then the bindings of other modules."""
    return [*record.get("system", ()), *(f'"{name}.h"' for name in record.get("depends", ()))]


def original_include(name):
    """How a generated file includes the original header: never with quotes, which look
    beside that file first, where bindings of the same name may stand."""
    return f"<{name[1:-1]}>" if name.startswith('"') else name
