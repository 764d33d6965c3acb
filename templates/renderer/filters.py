# SPDX-License-Identifier: MIT
"""The filters that templates may use; docs/templates.md lists them."""

from . import c_constants, c_language, c_wrappers
from .c_declarations import view
from .c_text import doc_comment, identifier, static_assert

JINJA = (
    "default", "first", "indent", "join", "last", "length", "list", "lower", "replace",
    "sort", "trim", "upper",
)


def c_layouts(record):
    """The layouts of types that are the same for every compiler: not the compiler's own."""
    return [layout for layout in view(record).layouts if not layout.compiler]


def c_assertions(record, c_only):
    """Assertions of the records that C++ sees as C does, or else of the others; a
    record's stand together."""
    return [
        "\n".join(layout.assertions)
        for layout in view(record).layouts
        if layout.c_only == c_only
    ]


def cxx_macros(record):
    found = view(record)
    return c_language.cxx_macros(found.code, bool(found.layouts), record)


OWN = {
    "c_assert": static_assert,
    "c_assertions": c_assertions,
    "c_bit_fields": lambda record: [f for each in view(record).layouts for f in each.bit_fields],
    "c_doc": doc_comment,
    "c_enums": c_constants.checked_enums,
    "c_hidden_names": lambda record: record.get("hidden_names", ()),
    "c_identifier": identifier,
    "c_integer_macros": c_constants.checked_macros,
    "c_layouts": c_layouts,
    "c_macros": c_constants.macros,
    "c_original_include": c_language.original_include,
    "c_original_warnings": lambda record: c_language.ORIGINAL_WARNINGS,
    "c_tags": lambda record: view(record).tags(),
    "c_sections": lambda record: view(record).sections,
    "c_warnings": lambda record: c_language.warnings(view(record).code, record),
    "c_wrappers": c_wrappers.wrappers,
    "cxx_macros": cxx_macros,
}


def allowed(jinja_filters):
    return {name: jinja_filters[name] for name in JINJA} | OWN
