#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a manifest says and cannot mean: what is told about it, and at which place."""

import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
from owning import OwnershipTest  # noqa: E402


class Manifests(OwnershipTest):
    """What a manifest says and cannot mean."""

    def setUp(self):
        super().setUp()
        self.write(
            "include/a.h",
            "#pragma once\nstruct pa { int x; };\n#define ADD(x, y) ((x) + (y))\n"
            "typedef void (*cb_t)(void);\n",
        )
        self.write("include/b.h", "#include <a.h>\nint b(struct pa *at, cb_t cb);\n")
        self.module("a", "#include <a.h>\n")

    def test_what_is_a_dependencys(self):
        for members, said in (
            ({"opaque": ["pa"]}, "4:12: error: opaque 'pa' matches only what"),
            (
                {"block": {"type": ["pa"]}},
                "4:20: error: block.type 'pa' matches only what",
            ),
        ):
            with self.subTest(members):
                self.module("b", "#include <b.h>\n", ["a"], **members)
                self.assertEqual(
                    self.gen_refused("a", "b"),
                    f"b/module.json:{said} module 'a' owns (struct pa); say it in the "
                    "manifest of that module\n",
                )
        self.module("b", "#include <b.h>\n", ["a"], macros={"ADD": "int (int x, int y)"})
        self.assertEqual(
            self.gen_refused("a", "b"),
            "b/module.json:4:12: error: macros 'ADD': module 'a' owns this macro; give the "
            "signature in the manifest of that module\n",
        )

    def test_blocking_narrows_a_pattern(self):
        self.module(
            "b",
            "#include <b.h>\n",
            ["a"],
            allow={"item": [".*"]},
            block={"type": ["pa", "cb_t"], "macro": ["ADD"]},
        )
        self.assertEqual(self.gen("a", "b"), "")

    def test_opaque_of_what_is_no_record(self):
        self.module("a", "#include <a.h>\n", opaque=["cb_t"])
        self.assertEqual(
            self.gen_refused("a"),
            "a/module.json:3:12: error: opaque 'cb_t' matches no record, and only records "
            "can be opaque\n",
        )

    def test_header_that_only_includes_others(self):
        for number in range(5):
            self.write(f"include/hb/hb-{number}.h", f"int hb_{number}(void);\n")
        self.write(
            "include/hb/hb.h",
            "#define HB_H\n#include <stddef.h>\n"
            + "".join(f'#include "hb-{number}.h"\n' for number in range(5)),
        )
        self.module("hb", "#include <hb.h>\n")
        self.assertEqual(
            self.gen("hb", cflags=["-Iinclude/hb"]),
            "hb/module.json:2:9: warning: module 'hb' owns no function and no type: "
            "hb/wrapper.h and what it includes itself declare none, but hb-0.h, hb-1.h, "
            'hb-2.h and 2 more do; say which files are the module\'s: "allow": {"file": '
            '["..."]}\n',
        )
        self.module("hb", "#include <hb.h>\n", allow={"file": [r"hb-.*\.h"]})
        self.assertEqual(self.gen("hb", cflags=["-Iinclude/hb"]), "")

    def test_module_of_others_only(self):
        self.module("all", "#include <a.h>\n", ["a"])
        self.assertEqual(self.gen("a", "all"), "")

    def test_patterns_that_leave_nothing(self):
        self.module("a", "#include <a.h>\n", allow={"type": ["cb_t"]}, block={"item": ["c.*"]})
        self.assertEqual(
            self.gen("a"),
            "a/module.json:2:9: warning: nothing of module 'a' is selected: the patterns "
            "leave no declaration\n",
        )

    def manifest_refused(self, text, *options):
        self.write("m/module.json", text)
        self.write("m/wrapper.h", "#include <a.h>\nvoid reg(cb_t cb, void *data);\n")
        return self.refused(
            "gen", "-o", "out", *options, "-m", "m/module.json", "--", "-Iinclude"
        )

    def test_places_of_names(self):
        for text, said in (
            ('{"name": "m",\n "bar":\n\n  [1]}', '2:2: error: unknown key "bar"'),
            ('{"name": "m", "allow": {\n "types":\n  []}}', '2:2: error: unknown key "types"'),
            (
                '{"name": "m", "rename": {\n "ad":\n  "x"}}',
                "2:2: error: rename 'ad' to 'x': this module owns no such",
            ),
            (
                '{"name": "m", "rename": {\n "reg":\n  "cb_t"}}',
                "3:3: error: rename 'reg' to 'cb_t': typedef cb_t is called so",
            ),
            (
                '{"name": "m", "macros": {\n "SUB":\n  "int (int a)"}}',
                "2:2: error: macros 'SUB': the headers define no such macro",
            ),
            (
                '{"name": "m", "macros": {\n "ADD":\n  "int (int a)"}}',
                "3:3: error: macros 'ADD': the macro takes 2 arguments, not 1",
            ),
            (
                '{"name": "m", "callbacks": {\n "reg":\n  {"bc":\n {"user_data": "data"}}}}',
                "3:4: error: ",
            ),
        ):
            with self.subTest(text):
                self.assertTrue(
                    self.manifest_refused(text).startswith(f"m/module.json:{said}"),
                    self.manifest_refused(text),
                )

    def test_small_mistakes(self):
        for text, said in (
            (
                b'\xef\xbb\xbf{"name": "m"}',
                "1:1: error: a byte order mark stands before the manifest; save it as UTF-8 "
                "without one\n",
            ),
            (
                '{"name": ""}',
                '1:10: error: "name" is empty: every module has a name of its own\n',
            ),
            ('{"name": "_Bool"}', '1:10: error: "_Bool" is no name for a module: '),
            (
                '{"name": "m", "callbacks": {"cb_t": {"opaque": 1.0}}}',
                '1:48: error: "opaque" must say which of the callback\'s own parameters it is: '
                "an integer, 0 for the first, or null for none\n",
            ),
        ):
            with self.subTest(text):
                self.assertIn(f"m/module.json:{said}", self.manifest_refused(text))

    def test_notes_about_a_signature_stand_in_the_manifest(self):
        said = self.manifest_refused('{"name": "m",\n "macros": {"ADD": "int (int a, int"}}')
        self.assertIn("m/module.json:2:38: error: expected ')'\n", said)
        self.assertRegex(said, r"m/module\.json:2:20: note: to match this '\('\n")
        self.assertNotIn("wrapper.h", said)

    def test_places_where_a_record_is_looked_for(self):
        os.mkdir(self.path("out"))
        said = self.manifest_refused(
            '{"name": "m", "depends": ["x"]}', "--module-path", "out", "--module-path", "no"
        )
        self.assertIn(
            "and there is no 'out/x.ir.json', 'no/x.ir.json' (nor such a directory); give",
            said,
        )


if __name__ == "__main__":
    harness.main()
