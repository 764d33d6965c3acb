# SPDX-License-Identifier: MIT
"""The filters that templates may use; docs/templates.md lists them."""

from . import c_constants, c_language, c_layout, c_trampolines, c_wrappers, diff_page, diff_sarif
from .c_declarations import view
from .c_original import either, originally
from .c_text import doc_comment, identifier, static_assert

JINJA = (
    "default", "first", "indent", "join", "last", "length", "list", "lower", "replace",
    "sort", "trim", "upper",
)


def c_layouts(record):
    """The layouts of types that are the same for every compiler: not the compiler's own."""
    return [layout for layout in view(record).layouts if not layout.compiler]


def c_layout_checks(record):
    """Of each layout the assertions that hold of the original header too."""
    texts = []
    for layout in c_layouts(record):
        original = [c_layout.original_assertion(record, line) for line in layout.assertions]
        texts.append(either(record, "\n".join(layout.assertions), "\n".join(original)))
    return texts


def c_bit_fields(record):
    """(type, the same in the original header, member, offset, width) of each, in bits."""
    return [
        (type_name, originally(record, type_name), *rest)
        for layout in view(record).layouts
        for type_name, *rest in layout.bit_fields
    ]


def c_assertions(record, c_only):
    """Assertions of the records that C++ sees as C does, or else of the others; a
    record's stand together."""
    return [
        "\n".join(layout.assertions)
        for layout in view(record).layouts
        if layout.c_only == c_only
    ]


def c_subject(record):
    """What the bindings are of, for people: the header, where the module is called after it,
    or else the module, whose header may be a mere list of includes."""
    header = record["header"].rpartition("/")[2]
    named = identifier(header.rpartition(".")[0]) == record["module"]
    return header if named else f"module {record['module']}"


def cxx_macros(record):
    found = view(record)
    return c_language.cxx_macros(found.code, bool(found.layouts), record)


OWN = {
    "c_assert": static_assert,
    "c_assertions": c_assertions,
    "c_bit_fields": c_bit_fields,
    "c_doc": doc_comment,
    "c_enums": c_constants.checked_enums,
    "c_hidden_names": lambda record: record.get("hidden_names", ()),
    "c_includes": c_language.includes,
    "c_identifier": identifier,
    "c_integer_macros": c_constants.checked_macros,
    "c_layout_checks": c_layout_checks,
    "c_layouts": c_layouts,
    "c_macros": c_constants.macros,
    "c_original_include": c_language.original_include,
    "c_original_warnings": lambda record: c_language.ORIGINAL_WARNINGS,
    "c_subject": c_subject,
    "c_tags": lambda record: view(record).tags(),
    "c_sections": lambda record: view(record).sections,
    "c_trampolines": c_trampolines.trampolines,
    "c_warnings": lambda record: c_language.warnings(view(record).code, record),
    "c_wrappers": c_wrappers.wrappers,
    "cxx_macros": cxx_macros,
    "diff_code": diff_page.code,
    "diff_groups": diff_page.groups,
    "diff_headline": diff_page.headline,
    "diff_layouts": diff_page.layouts,
    "diff_reached": diff_page.reached,
    "diff_sarif": diff_sarif.sarif,
    "diff_sentence": diff_page.sentence,
    "html": diff_page.html,
}


def allowed(jinja_filters):
    return {name: jinja_filters[name] for name in JINJA} | OWN
