# SPDX-License-Identifier: MIT
"""Enums whose values are flags: functions that put sets of them together."""

from .c_text import INDENT, WIDTH, wrap
from .record import imported_names

# (suffix, result, value, what it says)
HELPERS = (
    ("has", "_Bool", "(set & flag) == flag", "Whether all of these flags are in the set."),
    ("with", None, "set | flag", "The set and these flags."),
    ("without", None, "set & ~flag", "The set without these flags."),
)
BINARY = "|&^"
DECLARED = ("records", "enums", "typedefs", "functions", "variables", "macros")


class Flags:
    """The helpers of all such enums of a record. A name that the record declares stays
    its."""

    def __init__(self, record):
        self.record = record
        self.taken = None

    def helpers(self, enum):
        """The functions, and for C++ the operators, of one enum."""
        if self.taken is None:
            self.taken = names(self.record)
        pieces = [self.helper(enum, *each) for each in HELPERS]
        return "\n\n".join([*pieces, operators(enum["type"], enum["integer"])])

    def helper(self, enum, suffix, result, value, doc):
        name, type_name = f"{enum['name']}_{suffix}", enum["type"]
        if name in self.taken:
            return f"/* {name} is declared otherwise: there is no such helper. */"
        self.taken.add(name)
        value = value if result else f"({type_name})({value})"
        head = f"static inline {result or type_name} {name}({type_name} set, {type_name} flag)"
        return f"/** {doc} */\n{wrap(head)}\n{{\n{INDENT}return {value};\n}}"


def operators(type_name, integer):
    """The operators that C lends all enums, as C++ needs them."""
    lines = []
    for sign in BINARY:
        value = f"({type_name})(({integer})a {sign} ({integer})b)"
        head = f"constexpr {type_name} operator{sign}({type_name} a, {type_name} b)"
        lines += cxx_function(head, value)
    head = f"inline {type_name} operator~({type_name} a)"
    lines += cxx_function(head, f"({type_name})~({integer})a")
    for sign in BINARY:
        head = f"inline {type_name} &operator{sign}=({type_name} &a, {type_name} b)"
        lines += cxx_function(head, f"a = a {sign} b")
    body = "\n".join(lines)
    return f'#ifdef __cplusplus\nextern "C++" {{\n{body}\n}}\n#endif'


def cxx_function(head, value):
    line = f"{head} {{ return {value}; }}"
    return [line] if len(line) <= WIDTH else [wrap(head), "{", f"{INDENT}return {value};", "}"]


def names(record):
    """All names that the record declares or knows from elsewhere."""
    found = {declaration["name"] for member in DECLARED for declaration in record[member]}
    for enum in record["enums"]:
        found.update(each["name"] for each in enum.get("enumerators", ()))
    return found | imported_names(record, "function", "variable", "typedef", "macro")
