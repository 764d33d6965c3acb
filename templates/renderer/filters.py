# SPDX-License-Identifier: MIT
"""The filters that templates may use; docs/templates.md lists them."""

from . import c_language, c_trampolines, diff_page, diff_sarif
from .c_text import doc_comment, identifier

JINJA = (
    "default", "first", "indent", "join", "last", "length", "list", "lower", "replace",
    "sort", "trim", "upper",
)


class Text:
    """C that `bindery` has put together and puts in where a template does: here it is only
    passed on."""

    def __init__(self, number):
        self.number = number

    def __str__(self):
        return f"\0{self.number}\0"


def text(name):
    """A filter that gives the text of that name of a record's bindings, if there is one."""

    def give(record):
        number = record["bindings"].get(name)
        return "" if number is None else Text(number)

    return give


def texts_by_file(name):
    """A filter that gives (file, text) of each."""
    return lambda record: [(file, Text(n)) for file, n in record["bindings"][name]]


def c_subject(record):
    """What the bindings are of, for people: the header, where the module is called after it,
    or else the module, whose header may be a mere list of includes."""
    header = record["header"].rpartition("/")[2]
    named = identifier(header.rpartition(".")[0]) == record["module"]
    return header if named else f"module {record['module']}"


OWN = {
    "c_bit_fields": lambda record: record["bindings"]["bit_fields"],
    "c_doc": doc_comment,
    "c_enums": text("enums"),
    "c_hidden_names": lambda record: record.get("hidden_names", ()),
    "c_includes": c_language.includes,
    "c_identifier": identifier,
    "c_integer_macros": text("integer_macros"),
    "c_layout_checks": text("layout_checks"),
    "c_layouts": text("layouts"),
    "c_layouts_of_c": text("c_layouts"),
    "c_macros": texts_by_file("macros"),
    "c_original_include": c_language.original_include,
    "c_original_warnings": lambda record: c_language.ORIGINAL_WARNINGS,
    "c_subject": c_subject,
    "c_tags": text("tags"),
    "c_sections": texts_by_file("sections"),
    "c_trampolines": c_trampolines.trampolines,
    "c_warnings": c_language.warnings,
    "c_wrapped_macros": lambda record: "wrapped_macros" in record["bindings"],
    "c_wrappers": text("wrappers"),
    "cxx_macros": c_language.cxx_macros,
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
