# SPDX-License-Identifier: MIT
"""Names as the original headers have them, where the bindings have others."""

import re

from .c_text import identifier
from .record import once

# A type by its tag, or any other name; not a member of something.
NAME = re.compile(r"(?<![\w.>])(?:(?:struct|union|enum) )?[A-Za-z_]\w*")
KEY = re.compile(r"(?:(struct|union|enum) )?[A-Za-z_]\w*")
TYPE_KINDS = ("record", "enum", "typedef")


@once
def originals(record):
    """{name in C: what the original headers call it} of all that is renamed."""
    names = {}
    for spelling, description in record["types"].items():
        kind = description.get("kind")
        if kind in TYPE_KINDS and "qualifiers" not in description:
            key = description[kind]
            if key != spelling and KEY.fullmatch(key) and KEY.fullmatch(spelling):
                names[spelling] = key
    for member in ("records", "enums", "typedefs", "variables", "functions"):
        for declaration in record[member]:
            if "original" in declaration:
                spelling = declaration["name"]
                if member in ("records", "enums"):
                    spelling = declaration.get("type", "")
                if spelling:
                    tag, blank, _ = spelling.rpartition(" ")
                    names[spelling] = tag + blank + declaration["original"]
            for enumerator in declaration.get("enumerators", ()):
                if "original" in enumerator:
                    names[enumerator["name"]] = enumerator["original"]
    return names


def originally(record, text):
    """C text that names types and constants, as the original headers have it."""
    names = originals(record)
    if not names:
        return text
    return NAME.sub(lambda found: names.get(found[0], found[0]), text)


def either(record, renamed, original):
    """What is checked of the bindings and of the original headers: once, where both have
    the same names."""
    if renamed == original:
        return renamed
    mark = identifier(record["module"]).upper() + "_CHECK_BINDINGS"
    return f"#ifdef {mark}\n{renamed}\n#else\n{original}\n#endif"
