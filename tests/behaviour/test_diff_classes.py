#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Each class of changes of docs/diff.md is told as that, in both directions, and nothing
is told that breaks more."""

import json
import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness
from diff_classes import ALIKE, CASES

LEVELS = ["documentation", "compatible", "behaviour", "api", "abi"]


def subject(change):
    """ "struct s member a" """
    tagged = change["kind"] in ("record", "enum")
    key = change.get("was", change["key"])
    text = key if tagged else f"{change['kind']} {key}"
    return f"{text} {change['part']}" if "part" in change else text


class ClassesTest(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        self.records = {}

    def record(self, text, pattern=".*"):
        """The record of a header of that text, which is scanned once."""
        if text not in self.records:
            path = self.path(f"{len(self.records)}.ir.json")
            header = self.write("headers/api.h", text)
            self.run_bindery("scan", "-o", path, "--allowlist-file", pattern, header)
            self.records[text] = path
        return self.records[text]

    def changes(self, before, after):
        """Every change between two headers."""
        result = self.run_bindery("diff", "--format", "json", "--fail-on", "never",
                                  self.record(before), self.record(after))
        return json.loads(result.stdout)["modules"][0]["changes"]

    def check(self, case, before, after, expected, forth):
        changes = self.changes(before, after)
        told = [(c["class"], c["level"], subject(c)) for c in changes]
        # The other way the declaration may have another name, and the part another.
        fits = [
            (name, level)
            for name, level, what in told
            if not forth or what.startswith(case.subject)
        ]
        self.assertIn(expected, fits, f"{case}: {told}")
        worst = max(LEVELS.index(level) for _, level, _ in told)
        self.assertEqual(LEVELS[worst], expected[1], f"{case}: {told}")

    def test_each_class_forth_and_back(self):
        for case in CASES:
            with self.subTest(case.subject, change=case.forth[0]):
                self.check(case, case.before, case.after, case.forth, True)
                self.check(case, case.after, case.before, case.back, False)

    def test_no_change_between_equal_headers(self):
        for case in CASES:
            with self.subTest(case.subject, change=case.forth[0]):
                self.assertEqual(self.changes(case.after, case.after), [])

    def test_what_nobody_can_tell_breaks_nothing(self):
        for before, after in ALIKE:
            with self.subTest(before):
                self.record(before, ".*/api.h")
                self.record(after, ".*/api.h")
                told = [c for c in self.changes(before, after)
                        if c["level"] not in ("compatible", "documentation")]
                self.assertEqual(told, [], after)


if __name__ == "__main__":
    harness.main()
