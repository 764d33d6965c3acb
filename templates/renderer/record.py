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
# What consumers of a module add: no declarations.
CONSUMER_LISTS = ("handlers", "tables", "objects", "definitions", "registration")
MODULE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")


class Record(dict):
    """A record as docs/ir.md describes it, made up of the parts that were read. Lists that
    are in none read as empty ones.

    called: what templates call it. declarations: by `kind:key`, all that C must see. kept:
    what functions that are `once` worked out."""

    called = "record"

    def __init__(self, name):
        lists = (*LISTS.values(), *CONSUMER_LISTS, "files", "tags", "order")
        super().__init__({member: [] for member in lists})
        self.update(types={}, positions={})
        self.name = name
        self.declarations = {}
        self.kept = {}

    def add(self, data):
        """Adds the members in `data`, a part of the record or all of it: to lists and
        objects that are there already, what is in them."""
        part = self.parse(data)
        try:
            for member, value in part.items():
                if isinstance(value, list):
                    self.setdefault(member, []).extend(value)
                elif isinstance(value, dict):
                    self.setdefault(member, {}).update(value)
                else:
                    self[member] = value
            for kind, member in LISTS.items():
                if kind != "macro" and member in part:
                    prefix = f"{kind}:"
                    self.declarations.update({prefix + d["key"]: d for d in part[member]})
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise damaged(self.name, f"{type(error).__name__} at {error}") from None

    def parse(self, data):
        try:
            part = json.loads(data)
        except json.JSONDecodeError as error:
            text = f"damaged record: {error.msg}; scan the header again"
            raise RenderError(text, self.name, error.lineno, error.colno) from None
        except (UnicodeDecodeError, RecursionError) as error:
            raise damaged(self.name, str(error)) from None
        version = None
        if isinstance(part, dict):
            version = part.get("bindery_ir", self.get("bindery_ir"))
        if version is None:
            text = "this is no interface record: it has no 'bindery_ir'"
            raise RenderError(text, self.name)
        if version != VERSION:
            raise RenderError(
                f"a record of version {version}, and this program reads version {VERSION};"
                " scan the header again",
                self.name,
            )
        return part

    def check(self):
        """Whether this is, now that it is complete, a record that can be rendered."""
        if not MODULE.fullmatch(str(self.get("module", ""))):
            raise damaged(self.name, "'module' is no name that a file could have")
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
