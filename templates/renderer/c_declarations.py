# SPDX-License-Identifier: MIT
"""The declarations of a record as C text, in order, with what each asserts.

Works everything out in one pass over the record, once per record: what a declaration
says is concatenated, not decided again by each template.
"""

import re

from .c_flags import Flags
from .c_language import GCC_TYPES, CxxRules
from .c_layout import Layout, flexible_to_zero
from .c_text import INDENT, WIDTH, doc_comment, literal, wrap
from .record import once

BODY = "{...}"
# Of deprecated("message", "what to use instead"): GCC knows the message alone.
SECOND_STRING = re.compile(r'^(\w+\("(?:[^"\\]|\\.)*"), ".*"\)$', re.DOTALL)
FIRST_WORD = re.compile(r"((?:const |volatile )*)(\w*)")
PLAIN_KINDS = ("function", "typedef")
CONSTANT_STYLES = ("consts", "moduleconsts")


@once
def view(record):
    """The Declarations of a record."""
    return Declarations(record)


class Declarations:
    """sections: [(file, [group])], where a group is the text of declarations that stand
    together without blank lines. layouts: [Layout] of the complete records, in order.
    constants: enumerators that become macros. typed: [(file, enum)] of those that become
    constants of the enum's type. code: the C of all declarations without
    comments and braces, for whoever asks which words are used."""

    def __init__(self, record):
        self.record = record
        self.zero_length = flexible_to_zero(record)
        self.rules = CxxRules(record)
        self.layouts = []
        self.constants = []
        self.typed = []
        self.flags = Flags(record)
        self.sections = []
        self.pieces = []
        self.build()
        self.code = "\n".join(self.pieces)

    def tags(self):
        """Declarations of the tags that C must see first."""
        rename, found = self.rules.rename, self.record.declarations
        return [rename(found[reference]["type"] + ";") for reference in self.record["tags"]]

    def build(self):
        """Fills sections. A declaration with a comment or a body is a group of its own;
        short ones of a kind that follow each other share one."""
        file, kind, together, groups = None, None, None, []
        declarations = self.record.declarations
        special = {f"typedef:{name}" for name in GCC_TYPES}
        operators = self.rules.operators
        for reference in self.record["order"]:
            declaration = declarations[reference]
            # Without a file it is the compiler's own: struct __va_list_tag.
            if "c" not in declaration or "file" not in declaration:
                continue
            kind_here = reference.partition(":")[0]
            if kind_here == "record" and "unnamed" in declaration:
                continue
            if declaration["file"] != file:
                file = declaration["file"]
                together, groups = None, []
                self.sections.append((file, groups))
            c = declaration["c"]
            self.pieces.append(c)
            if (
                kind_here in PLAIN_KINDS
                and "{" not in c
                and "doc" not in declaration
                and "c_only" not in declaration
                and reference not in special
                and not operators
            ):
                # By far the most: nothing is to be done about it.
                text, alone = (c if len(c) < WIDTH else wrap(c)) + ";", False
            else:
                text, alone = self.declaration(kind_here, declaration, c)
            if not text:
                continue
            if alone:
                groups.append(text)
                together = None
            elif together is None or kind_here != kind:
                together = [text]
                groups.append(together)
            else:
                together.append(text)
            kind = kind_here
        for _, groups in self.sections:
            groups[:] = [g if isinstance(g, str) else "\n".join(g) for g in groups]
        self.sections = [section for section in self.sections if section[1]]

    def declaration(self, kind, declaration, c):
        """Its text without a final newline, and whether it stands in a group alone."""
        alone = False
        if BODY in c:
            c, alone = self.with_body(kind, declaration, c), True
            if not c:
                return "", True
        elif len(c) >= WIDTH:
            c = wrap(c)
        text = c + ";"
        doc = declaration.get("doc")
        if doc:
            text, alone = doc_comment(doc) + text, True
        pack = self.inlined(declaration).get("pack") if alone else None
        if pack:
            text = f"#pragma pack(push, {pack})\n{text}\n#pragma pack(pop)"
        guarded = self.guarded(text, declaration, kind)
        if alone:
            self.take_layout(kind, declaration, guarded is not text)
            guarded += self.helpers(declaration)
        return guarded, alone or guarded is not text

    def guarded(self, text, declaration, kind):
        """The text as C++ may see it; a record that C++ has no words for is storage there."""
        record = self.inlined(declaration)
        reason = declaration.get("c_only") or record.get("c_only")
        if not reason or "fields" not in record or BODY not in declaration["c"]:
            return self.rules.guard(text, declaration, kind)
        before, _, after = declaration["c"].partition(BODY)
        storage = f"{before}{self.storage(record, INDENT)}}}{after};"
        return f"#ifdef __cplusplus /* {reason} */\n{storage}\n#else\n{text}\n#endif"

    def helpers(self, declaration):
        """What follows an enum of flags."""
        enum = self.inlined(declaration)
        if enum.get("style") != "bitfield" or not {"type", "enumerators"} <= enum.keys():
            return ""
        text = self.flags.helpers(enum)
        self.pieces.append(text)
        return "\n\n" + self.rules.rename(text)

    def inlined(self, declaration):
        """The unnamed record or enum that a declaration or a field declares, or itself."""
        reference = declaration.get("inline")
        return self.record.declarations[reference] if reference else declaration

    def with_body(self, kind, declaration, c):
        body_of = self.inlined(declaration)
        if body_of.get("style") in CONSTANT_STYLES:
            if "unnamed" in body_of:
                return self.constant_enum(declaration, body_of, c)
            if "type" in body_of:
                self.typed.append((declaration.get("file"), body_of))
        before, _, after = c.partition(BODY)
        return before + self.body(body_of, "") + after

    def constant_enum(self, declaration, enum, c):
        """An unnamed enum as constants: nothing else names the enum itself."""
        self.constants.append((declaration.get("file"), enum["enumerators"]))
        before, _, after = c.partition(BODY)
        if declaration is enum:
            return ""
        return before.replace("enum", enum["integer"], 1).replace("  ", " ").rstrip() + after

    def body(self, declaration, indent):
        """The braces of a record or an enum and what stands between."""
        if "enumerators" in declaration:
            return self.enum_body(declaration, indent + INDENT) + indent + "}"
        return self.record_body(declaration, indent + INDENT) + indent + "}"

    def enum_body(self, enum, indent):
        lines = ["{\n"]
        for enumerator in enum["enumerators"]:
            if "doc" in enumerator:
                lines.append(doc_comment(enumerator["doc"], indent))
            name = enumerator["name"]
            for attribute in enumerator.get("attributes", ()):
                if attribute.startswith("deprecated"):
                    attribute = SECOND_STRING.sub(r"\1)", attribute)
                    name += f" __attribute__(({attribute}))"
            lines.append(f"{indent}{name} = {literal(enumerator['value'])},\n")
        return "".join(lines)

    def record_body(self, record, indent):
        if record.get("opaque"):
            return self.storage(record, indent)
        lines = ["{\n"]
        fields, width = record.get("fields", ()), WIDTH - len(indent)
        own_types = self.rules.own_types(fields)
        for field in fields:
            if "doc" in field:
                lines.append(doc_comment(field["doc"], indent))
            if "c" not in field:
                continue  # `union { ... } a, b;` is declared by a
            c = field["c"]
            self.pieces.append(c)
            if own_types and FIRST_WORD.match(c)[2] in own_types:
                qualified = FIRST_WORD.sub(r"\1::\2", c, count=1)
                lines.append(
                    f"#ifdef __cplusplus\n{indent}{qualified};\n#else\n{indent}{c};\n#endif\n"
                )
            elif "inline" in field or "width" in field or c[-1] == "]" or len(c) >= width:
                lines.append(self.field(record, field, indent))
            else:
                lines.append(f"{indent}{c};\n")
        if record.get("size") == 0 and not any("type" in f and "width" not in f for f in fields):
            lines.append(
                f"#ifdef __cplusplus\n{indent}char empty[0]; /* size 0, as in C */\n#endif\n"
            )
        return "".join(lines)

    def storage(self, record, indent):
        """The body of a record without members, but its size and alignment."""
        size, align = record["size"], record["align"]
        aligned = f" __attribute__((aligned({align})))" if align > 1 else ""
        return f"{{\n{indent}unsigned char opaque[{size}]{aligned};\n"

    def field(self, record, field, indent):
        c = field["c"]
        if self.zero_length and c.endswith("[]") and record["key"] in self.zero_length:
            c = c[:-1] + "0]"
        if "inline" in field:
            before, _, after = c.partition(BODY)
            body_of = self.inlined(field)
            text = f"{indent}{before}{self.body(body_of, indent)}{after};\n"
            if "enumerators" in body_of and record.get("unnamed") and "name" in field:
                # C++ lets no anonymous record declare a type with enumerators.
                plain = before.replace("enum", body_of["integer"], 1).rstrip() + after
                return (
                    f"#ifdef __cplusplus\n{indent}{plain};\n#else\n{text}#endif\n"
                )
            return text
        if "width" in field:
            c = self.bit_field(field, c)
        if len(indent) + len(c) >= WIDTH:
            c = wrap(c, indent)
        return f"{indent}{c};\n"

    def bit_field(self, field, c):
        """A bit-field; one of an enum with values that it cannot hold gets the enum's
        integer type, as gcc warns of it under no name that could be switched off."""
        types = self.record["types"]
        description = types.get(field["type"], {})
        while description.get("kind") == "typedef":
            typedef = self.record.declarations.get(f"typedef:{description['typedef']}", {})
            description = types.get(typedef.get("type"), {})
        enum = self.record.declarations.get(f"enum:{description.get('enum')}")
        if not enum or "enumerators" not in enum:
            return c
        if "name" not in field:
            # C++ would take it for the declaration of an enum.
            return c.replace(field["type"], enum["integer"], 1)
        values = [int(enumerator["value"]) for enumerator in enum["enumerators"]]
        sign = min(values) < 0
        bits = max(max(value, ~value).bit_length() for value in values) + sign
        if bits <= field["width"] or field["type"] not in c:
            return c
        return c.replace(field["type"], enum["integer"], 1)

    def take_layout(self, kind, declaration, guarded):
        """Notes the layout of the record that this declaration completes."""
        record = self.inlined(declaration)
        if "size" in record and "enumerators" not in record:
            layout = Layout(self.record, kind, declaration, record)
            if layout.type:
                layout.c_only = guarded
                self.layouts.append(layout)
