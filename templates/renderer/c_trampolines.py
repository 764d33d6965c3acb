# SPDX-License-Identifier: MIT
"""Trampolines: what a module's handlers, operations tables and object types come out as.

The record has every prototype and every call; here they are put together and broken into
lines. What only a table refers to is private to the source; all that a caller needs is in
the header.
"""

import re
import textwrap

from .c_text import INDENT, WIDTH, doc_comment, fill, wrap
from .record import once

# What C++ has not or calls otherwise. A parameter's own qualifier means nothing to a caller.
OWN_RESTRICT = re.compile(r"\*\s*(?:__)?restrict (?=\w)")
ONLY_C = re.compile(r"\b_Bool\b|\brestrict\b|\[static ")
IN_BOTH = {"_Bool": "bool", "restrict": "__restrict", "[static ": "["}
# What stands before the name of a function.
RESULT = re.compile(r"[\w ]+[ *](?=\w+\()")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A line that ends the first paragraph of a comment: a blank one, or one that begins with a
# command (`@param`, GLib's `@name:`) that is not about words of the paragraph itself.
END_OF_BRIEF = re.compile(
    r"^[ \t]*(?:$|[@\\](?!(?:a|b|c|e|em|p|ref|brief|short)\b)\w)", re.MULTILINE
)
DEPRECATED = """\
#pragma GCC diagnostic push
/* What calls it back may go on with that. */
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
{}
#pragma GCC diagnostic pop"""
WORD = re.compile(r"\w+")
# The name before the brackets of an array, or the parameters of a function.
DEFINED = re.compile(r"(\w+)(?:\[\]$|\([^()]*\)$)")
PARAMETER = re.compile(r"(\w+)\s*[,)]")
# Parameters hang from their parenthesis as long as one fits beside it.
DEEPEST = WIDTH - 25


@once
def trampolines(record):
    """The Trampolines of a record."""
    return Trampolines(record)


class Trampolines:
    """Pieces of C, without blank lines around them.

    system: headers of the C library. includes: the module's own headers. sections:
    [(comment, [declaration or definition])] of the header. definitions: of the source."""

    def __init__(self, record):
        handlers, tables = record["handlers"], record["tables"]
        # A bridge is for a table or for functions to register it, not for both.
        self.in_table = {
            member["bridge"]: table["kind"]
            for table in tables
            for member in table.get("members", ())
        }
        self.functions = record.declarations
        self.handlers = {handler["bridge"]: handler for handler in handlers}
        self.forms = self.typed_forms(handlers)
        objects = [each for each in record["objects"] if each.get("parents")]
        self.includes = [own_include(record, name) for name in record.get("include", ())]
        self.sections = [
            *(self.object(each) for each in objects),
            *(self.handler(each) for each in handlers if each["bridge"] not in self.in_table),
            *(self.table(each) for each in tables),
        ]
        self.definitions = [self.bridge(each) for each in handlers]
        self.definitions += Ordered(record).texts
        self.system = list(system_headers(self.definitions, self.sections))

    def object(self, described):
        """The casts of an object type: to what it begins with, and back."""
        functions = []
        for parent in described["parents"]:
            if "up" in parent:
                functions.append(inline(parent["up"], [parent["up_call"]]))
            if "down" in parent:
                check = [f"assert({parent['check']})"] if "check" in parent else []
                functions.append(inline(parent["down"], [*check, parent["down_call"]]))
        names = " and ".join(parent["type"] for parent in described["parents"])
        return f"/* {described['type']} begins with {names}. */", functions

    def handler(self, handler):
        """The bridge's declaration and the typed form of each registering function."""
        forms = self.forms[handler["bridge"]]
        return handler_comment(handler), [self.declaration(handler), *forms]

    def typed_forms(self, handlers):
        """By bridge, the typed forms that stand behind its declaration: those for which it
        is the last that they need."""
        forms = {handler["bridge"]: [] for handler in handlers}
        places = {bridge: place for place, bridge in enumerate(forms)}
        for handler in handlers:
            for registrar in handler.get("registrars", ()):
                needed = {handler["bridge"], *WORD.findall(registrar["call"])} & forms.keys()
                forms[max(needed, key=places.get)].append(typed_form(registrar))
        return forms

    def table(self, table):
        """The header's part of a table: what there is to use of it."""
        owner, kind = table.get("object") or "Handlers", table["kind"]
        if kind == "const":
            forms = [typed_form(each) for each in table.get("registrars", ())]
            declaration = f"extern {statement(table['c'])}"
            return f"/* {owner} as {table['type']}. */", [declaration, *forms]
        if kind == "class":
            return f"/* {owner}'s methods in {table['type']}. */", [statement(table["c"])]
        bridges = [self.declaration(self.handlers[m["bridge"]]) for m in table["members"]]
        if not any("/*" in bridge for bridge in bridges):
            bridges = ["\n".join(bridges)]
        filler = inline(table["c"], assignments(table))
        return f"/* {owner} as the callbacks of {table['type']}. */", [*bridges, filler]

    def doc(self, handler):
        """The comment of a handler's function, for its bridge."""
        function = self.functions.get(f"function:{handler['function']}", {})
        return doc_comment(function.get("doc"))

    def declaration(self, handler):
        return self.doc(handler) + statement(handler["c"])

    def bridge(self, handler):
        """The definition of a bridge; documented here where the header does not have it."""
        if self.in_table.get(handler["bridge"], "object") == "object":
            text = definition(handler["c"], [handler["call"]])
        else:
            text = self.doc(handler) + definition(f"static {handler['c']}", [handler["call"]])
        function = self.functions.get(f"function:{handler['function']}", {})
        return DEPRECATED.format(text) if "((deprecated" in function.get("c", "") else text


def typed_form(registrar):
    """A registering function with the object's own type."""
    doc = doc_comment(brief(registrar.get("doc")))
    return doc + inline(registrar["c"], [registrar["call"]])


def system_headers(definitions, sections):
    """Headers of the C library that the pieces need."""
    code = "\n".join([*definitions, *(piece for _, pieces in sections for piece in pieces)])
    code = COMMENT.sub("", code)
    if "assert(" in code:
        yield "<assert.h>"
    if re.search(r"\bbool\b", code):
        yield "<stdbool.h>"
    if re.search(r"\b(?:NULL|offsetof)\b", code):
        yield "<stddef.h>"


def own_include(record, name):
    """How the module's own header is included: between angle brackets where bindings of
    the same name may stand beside the trampolines."""
    generated = {f"{module}.h" for module in (record["module"], *record.get("depends", ()))}
    return f"<{name[1:-1]}>" if name[1:-1] in generated else name


def brief(doc):
    """The first paragraph of a comment: the rest is of parameters that may be gone."""
    end = END_OF_BRIEF.search(doc) if doc else None
    return doc[: end.start()].rstrip() if end else doc


def handler_comment(handler):
    """What a handler is, and which functions have no typed form for it."""
    lines = [f"{handler['function']}() as {implemented(handler)}."]
    if "unconfirmed" in handler:
        names = ", ".join(handler["unconfirmed"])
        lines += textwrap.wrap(
            f"Without a typed form, as only the types say where the object stands: {names}. "
            'Confirm them in "callbacks" of the manifest.',
            WIDTH - 6,
            break_long_words=False,
            break_on_hyphens=False,
        )
    return "/* " + "\n * ".join(lines) + " */"


def implemented(handler):
    """What a handler implements, for people."""
    kind, _, name = handler["implements"].partition(":")
    member = handler.get("member")
    if not member:
        return name
    if kind != "function":
        return f"{name}.{member}"
    return f"{'parameter ' if member.isdigit() else ''}{member} of {name}()"


def table_definition(table):
    """A constant table, or the function that fills a class."""
    if table["kind"] == "class":
        return definition(table["c"], assignments(table))
    lines = [*table.get("head", ())]
    lines += [f".{member['name']} = {member['bridge']}" for member in table.get("members", ())]
    lines += table.get("values", ())
    return "\n".join([f"{table['c']} = {{", *(initialiser(line) for line in lines), "};"])


def initialiser(text):
    """A line of a table; a list between braces that is too long hangs from its brace."""
    start = text.find("{") + 1
    if start > 0 and len(INDENT) + len(text) >= WIDTH and text.endswith("}"):
        text = fill(text[:start], text[start:-1], "}", INDENT)
    return f"{INDENT}{text},"


class Ordered:
    """Tables and what they refer to, as one writes them by hand: what only one refers to
    stands right before it, and the types that are registered stand last."""

    def __init__(self, record):
        self.texts = []
        self.pending = {defined_name(each["c"]): each for each in record["definitions"]}
        registered = {word for each in record["registration"] for step in each["steps"]
                      for word in WORD.findall(step)}
        tables = [each for each in record["tables"] if each["kind"] != "object"]
        for table in sorted(tables, key=lambda each: each["name"] in registered):
            self.put_named(table.get("values", ()))
            self.texts.append(table_definition(table))
        self.put_named([*self.pending])
        self.texts += [defined(each) for each in record["registration"]]

    def put_named(self, texts):
        """The definitions that these texts name, each behind those that itself names."""
        for word in WORD.findall(" ".join(texts)):
            if word in self.pending:
                definition_ = self.pending.pop(word)
                self.put_named(definition_.get("steps", ()))
                self.texts.append(defined(definition_))


def defined_name(declaration):
    """The name of the array or the function that it declares."""
    return DEFINED.search(declaration)[1]


def defined(definition_):
    """An array of rows, or a function."""
    if "steps" in definition_:
        return definition(definition_["c"], definition_["steps"])
    rows = [row(each["values"]) for each in definition_["rows"]]
    return "\n".join([f"{definition_['c']} = {{", *rows, "};"])


def row(values):
    """An element of an array: its initialisers on one line, or each on its own."""
    line = f"{INDENT}{{{', '.join(values)}}},"
    if len(line) <= WIDTH:
        return line
    lines = (f"{2 * INDENT}{value}," for value in values)
    return "\n".join([f"{INDENT}{{", *lines, f"{INDENT}}},"])


def assignments(table):
    """What fills a record that a function is given: its members, and the object where there
    is a member for it."""
    to, *rest = parameters(table["c"])
    steps = [f"{to}->{m['name']} = {m['bridge']}" for m in table.get("members", ())]
    steps += [f"{to}->{value[1:]}" for value in table.get("values", ())]
    if "user_data" in table:
        steps.append(f"{to}->{table['user_data']} = {rest[0]}")
    return steps


def parameters(prototype):
    """The names of a function's parameters, none of which is a function pointer."""
    return PARAMETER.findall(cxx_safe(prototype))


def cxx_safe(text):
    """A prototype or a statement as both C and C++ read it."""
    return ONLY_C.sub(lambda found: IN_BOTH[found[0]], OWN_RESTRICT.sub("*", text))


def statement(text, indent=""):
    return f"{wrap(cxx_safe(text), indent, DEEPEST)};"


def head(prototype):
    """A function's first lines: its parameters hang from their parenthesis, where the name
    stands on a line of its own if it must."""
    if len(prototype) <= WIDTH:
        return prototype
    wrapped = wrap(prototype, "", DEEPEST)
    found = RESULT.match(prototype)
    if "(\n" not in wrapped or not found:
        return wrapped
    return f"{found[0].rstrip()}\n{head(prototype[found.end():])}"


def definition(prototype, steps):
    """A function of these statements."""
    body = "\n".join(INDENT + statement(step, INDENT) if step else "" for step in steps)
    return f"{head(cxx_safe(prototype))}\n{{\n{body}\n}}"


def inline(prototype, steps):
    return definition(f"static inline {prototype}", steps)
