# SPDX-License-Identifier: MIT
"""Interface records: reading one, and finding declarations in it."""

import functools
import json
import re

from .errors import RenderError

VERSION = 1
LISTS = {
    "record": "records",
    "enum": "enums",
    "typedef": "typedefs",
    "function": "functions",
    "variable": "variables",
    "macro": "macros",
}
MODULE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")


class Record(dict):
    """A record as docs/ir.md describes it, from the members that were read. Absent lists
    read as empty ones."""

    def __init__(self, name, members):
        check_head(name, members)
        super().__init__(members)
        self.name = name
        self.kept = {}  # by functions that are `once`
        try:
            self.complete()
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise damaged(name, f"{type(error).__name__} at {error}") from None

    def complete(self):
        for member in (*LISTS.values(), "files", "tags", "order"):
            self.setdefault(member, [])
        self.setdefault("types", {})
        self.setdefault("positions", {})
        # `kind:key` of every declaration that C must see.
        self.declarations = {}
        for kind, member in LISTS.items():
            if kind != "macro":
                prefix = f"{kind}:"
                self.declarations.update({prefix + d["key"]: d for d in self[member]})
        for member in ("tags", "order"):
            for reference in set(self[member]).difference(self.declarations):
                what = f"'{member}' names '{reference}', which is not there"
                raise damaged(self.name, what)


def once(function):
    """A function of a record that is worked out when first asked for, then kept."""

    @functools.wraps(function)
    def kept(record):
        if function not in record.kept:
            record.kept[function] = function(record)
        return record.kept[function]

    return kept


def damaged(name, what):
    return RenderError(f"damaged record: {what}; scan the header again", name)


def add_part(members, name, data):
    """Adds the members in `data`, a part (or all) of the record called `name`: to lists
    and objects that are there already, what is in them."""
    try:
        part = json.loads(data)
    except json.JSONDecodeError as error:
        text = f"damaged record: {error.msg}; scan the header again"
        raise RenderError(text, name, error.lineno, error.colno) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise damaged(name, str(error)) from None
    if not isinstance(part, dict):
        raise no_record(name)
    for member, value in part.items():
        if member not in members:
            members[member] = value
        elif isinstance(value, list):
            members[member] += value
        else:
            members[member].update(value)


def no_record(name):
    return RenderError("this is no interface record: it has no 'bindery_ir'", name)


def check_head(name, members):
    """Whether these are the members of a record that this program reads."""
    if "bindery_ir" not in members:
        raise no_record(name)
    version = members["bindery_ir"]
    if version != VERSION:
        raise RenderError(
            f"a record of version {version}, and this program reads version {VERSION};"
            " scan the header again",
            name,
        )
    if not MODULE.fullmatch(str(members.get("module", ""))):
        raise damaged(name, "'module' is no name that a file could have")
