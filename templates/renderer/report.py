# SPDX-License-Identifier: MIT
"""Comparisons of records: what the sets of `bindery diff` are rendered from."""

import json

from .errors import RenderError

VERSION = 1


class Report(dict):
    """A comparison as docs/diff.schema.json describes it.

    called: what templates call it."""

    called = "report"

    def __init__(self, name):
        super().__init__(module="report")
        self.name = name

    def add(self, data):
        """Takes the report; it comes in one part."""
        self.update(json.loads(data))
        if self.get("bindery_diff") != VERSION:
            raise RenderError("this is no comparison that this program reads", self.name)

    def check(self):
        """Nothing refers to anything else in it."""
