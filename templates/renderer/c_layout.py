# SPDX-License-Identifier: MIT
"""Layouts: what is asserted of each record, and where its bit-fields lie."""

from . import c_original
from .c_text import identifier


def original_assertion(record, assertion):
    """An assertion of a layout with the type's name in the original header. Behind the type
    stand two things more, and of these a member may have any name."""
    head, *rest = assertion.rsplit(", ", 2)
    return ", ".join([c_original.originally(record, head), *rest])


def flexible_to_zero(record):
    """Keys of the records whose flexible array C++ takes only as a zero-length one:
    because it has no member before it, or because the record stands inside another one."""
    flexible = {}
    for declaration in record["records"]:
        fields = declaration.get("fields")
        if fields and fields[-1].get("c", "").endswith("[]"):
            flexible[declaration.get("type", declaration["key"])] = declaration
    if not flexible:
        return set()
    types, found = record["types"], set()
    for declaration in flexible.values():
        sizes = [types.get(f["type"], {}).get("size", 0) for f in declaration["fields"][:-1]]
        if declaration["kind"] == "union" or not any(sizes):
            found.add(declaration["key"])
    for declaration in record["records"]:
        for field in declaration.get("fields", ()):
            key = types.get(field["type"], {}).get("record")
            if key:
                inside = record.declarations.get(f"record:{key}")
                if inside and inside.get("type", key) in flexible:
                    found.add(key)
    return found


class Layout:
    """One complete record that C can name.

    type: how C names it. assertions: of its size, alignment and members' offsets, by the
    macros that the templates define. bit_fields: [(type, member, offset, width)],
    offsets in bits from the start of that type. compiler: the compiler's own headers
    declare it, each version in its own way, or it is known only in a prototype. c_only: C++ sees it otherwise, or not at all.
    """

    def __init__(self, record, kind, declaration, layout):
        self.prefix = identifier(record["module"]).upper()
        self.c_only = False
        self.compiler = declaration.get("file") == "<compiler>" or "in_prototype" in layout
        self.types = record["types"]
        self.declarations = record.declarations
        self.type = layout.get("type") or self.type_of(kind, declaration)
        self.assertions = []
        self.bit_fields = []
        self.members = []
        if self.type:
            self.record(self.type, layout)

    def type_of(self, kind, declaration):
        """A type expression for an unnamed record by what declares it."""
        if kind == "variable":
            return self.element(declaration["name"], declaration["type"])
        if kind == "typedef":
            name = declaration["name"]
            return self.element(f"(*({name} *)0)", declaration["type"])
        return None

    def element(self, expression, spelling):
        """The type of the record that an expression of that type has or points to."""
        description = self.types.get(spelling, {})
        while description.get("kind") in ("array", "pointer"):
            if description["kind"] == "array":
                expression, spelling = f"{expression}[0]", description["of"]
            else:
                expression, spelling = f"(*{expression})", description["to"]
            description = self.types.get(spelling, {})
        return f"__typeof__({expression})" if description.get("kind") == "record" else None

    def record(self, type_name, layout):
        """Asserts a record's size, alignment and members."""
        size, align = layout["size"], layout["align"]
        if type_name in self.types:
            # A typedef may be more aligned than the record it names.
            align = self.types[type_name].get("align", align)
        self.assertions.append(f"{self.prefix}_ASSERT_SIZE({type_name}, {size}, {align});")
        self.fields(type_name, "", 0, layout)

    def fields(self, type_name, path, base, layout):
        """Asserts the offset of each member; path and base lead to the inner record."""
        for field in layout.get("fields", ()):
            name, offset = field.get("name"), base + field["offset"]
            if "width" in field:
                if name:
                    self.bit_fields.append((type_name, path + name, offset, field["width"]))
                    self.members.append(name)
                continue
            if name:
                self.members.append(name)
                self.assertions.append(
                    f"{self.prefix}_ASSERT_OFFSET({type_name}, {path}{name}, {offset // 8});"
                )
            if "inline" in field:
                self.inner(type_name, path, offset, field)

    def inner(self, type_name, path, offset, field):
        """Goes into an unnamed record that a member declares."""
        layout = self.declarations[field["inline"]]
        if "fields" not in layout:
            return
        name = field.get("name")
        if not name:
            self.fields(type_name, path, offset, layout)
            return
        path += name
        description = self.types.get(field["type"], {})
        direct = True
        while description.get("kind") == "array":
            direct = direct and description.get("length", 0) > 0
            path += "[0]"
            description = self.types.get(description["of"], {})
        if direct and description.get("kind") == "record":
            self.fields(type_name, f"{path}.", offset, layout)
            return
        # Behind a pointer or in an array without elements: a type of its own.
        inside = self.element(f"(({type_name} *)0)->{path}", field["type"])
        if not direct:
            inside = f"__typeof__((({type_name} *)0)->{path})"
        if inside:
            self.record(inside, layout)
