#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`gen` makes bindings of what was scanned, and `render` of what was read from a record's
file; what comes out must be the same, with brief records and with whole ones."""

import glob
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import toolchain  # noqa: E402

GOLDEN = os.path.join(HERE, "..", "golden")
# Some thousand of every list.
MANY = "".join(
    f"""
/** Number {n}. */
struct record_{n} {{ int a : 3; struct {{ char c[{n % 7 + 1}]; }} in; }};
enum enum_{n} {{ VALUE_{n} = {n} }};
typedef int (*handler_{n})(struct record_{n} *first, const char *text, long number);
int function_{n}(struct record_{n} *, handler_{n} handler) __attribute__((deprecated));
static inline const char *text_{n}(int index) {{ return "text" + index; }}
extern int variable_{n};
#define NUMBER_{n} ({n} * 2)
#define TEXT_{n}(x) x x
"""
    for n in range(2000)
)


class BriefRecord(harness.BinderyTest):
    def assert_same(self, name, header):
        """That both ways lead to the same outputs; False for a header that is refused."""
        made, rendered = self.path(name, "gen"), self.path(name, "render")
        command = [self.bindery, "gen", "-t", "c", "--name", "m", "-o", made, header]
        if toolchain.run(command, cwd=self.tmp).returncode:
            return False
        self.run_bindery("render", "-t", "c", "-o", rendered, os.path.join(made, "m.ir.json"))
        outputs = sorted(os.listdir(rendered))
        self.assertIn("m.h", outputs)
        self.assertEqual(sorted([*outputs, "m.ir.json"]), sorted(os.listdir(made)))
        for output in outputs:
            self.assertEqual(
                self.read(name, "gen", output), self.read(name, "render", output), name
            )
        return True

    def test_golden_headers(self):
        headers = sorted(glob.glob(os.path.join(GOLDEN, "*", "wrapper.h")))
        taken = [self.assert_same(h.split(os.sep)[-2], h) for h in headers]
        self.assertGreater(sum(taken), 60)

    def test_large_record(self):
        self.assertTrue(self.assert_same("many", self.write("many.h", MANY)))

    def test_set_that_does_not_ask_for_brief_records_gets_all(self):
        self.write("set/set.json", '{"outputs": [{"path": "f", "template": "t"}]}')
        self.write("set/t", "{{ record.functions[0].params[0].name }}\n")
        header = self.write("one.h", "int one(int index);\n")
        for sets in (["-t", "./set"], ["-t", "c", "-t", "./set"]):
            self.run_bindery("gen", *sets, "-o", "out", header)
            self.assertEqual(self.read("out", "f"), "index\n")
        self.run_bindery("gen", "-t", "c", "-o", "alone", header)
        self.assertEqual(self.read("alone", "one.h"), self.read("out", "one.h"))


if __name__ == "__main__":
    harness.main()
