# SPDX-License-Identifier: MIT
"""Interface records: reading one, and finding declarations in it."""

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
    """A record as docs/ir.md describes it. Absent lists read as empty ones; `view` keeps
    what the filters of one back end worked out."""

    def __init__(self, name, members):
        super().__init__(members)
        self.name = name
        self.view = None
        for member in LISTS.values():
            self.setdefault(member, [])
        self.setdefault("files", [])
        self.setdefault("tags", [])
        self.setdefault("order", [])
        self.setdefault("types", {})
        self.setdefault("positions", {})
        # `kind:key` of every declaration that C must see.
        self.declarations = {
            f"{kind}:{declaration['key']}": declaration
            for kind, member in LISTS.items()
            if kind != "macro"
            for declaration in self[member]
        }
        for member in ("tags", "order"):
            for reference in self[member]:
                if reference not in self.declarations:
                    what = f"'{member}' names '{reference}', which is not there"
                    raise damaged(name, what)


def damaged(name, what):
    return RenderError(f"damaged record: {what}; scan the header again", name)


def load(name, data):
    """The record in `data`, the bytes of the file or the scan called `name`."""
    try:
        members = json.loads(data)
    except json.JSONDecodeError as error:
        text = f"damaged record: {error.msg}; scan the header again"
        raise RenderError(text, name, error.lineno, error.colno) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise damaged(name, str(error)) from None
    if not isinstance(members, dict) or "bindery_ir" not in members:
        raise RenderError("this is no interface record: it has no 'bindery_ir'", name)
    version = members["bindery_ir"]
    if version != VERSION:
        raise RenderError(
            f"a record of version {version}, and this program reads version {VERSION};"
            " scan the header again",
            name,
        )
    if not MODULE.fullmatch(str(members.get("module", ""))):
        raise damaged(name, "'module' is no name that a file could have")
    try:
        return Record(name, members)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise damaged(name, f"{type(error).__name__} at {error}") from None
