#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What belongs in a record: the default without patterns, allow and block patterns, opaque
types, enum styles."""

import json
import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402
from harness import keys  # noqa: E402

MIXED = """\
struct wanted { struct needed *n; };
struct needed { int a; };
struct other { int b; };
typedef struct other other_type;
enum wanted_enum { WANTED_A };
int wanted_function(struct needed *n);
int wanted_too(void);
int other_function(struct other *o);
extern int wanted_variable;
extern int other_variable;
#define WANTED_MACRO 1
#define OTHER_MACRO 2
"""


class Default(harness.BinderyTest):
    """The header, those it includes directly, and what stands below their directories."""

    def test_indirect_headers_of_a_search_root_stay_out(self):
        self.write("root/direct.h", '#include "indirect.h"\nint direct(void);\n')
        self.write("root/indirect.h", "int indirect(void);\nstruct unused { int a; };\n")
        ir = self.scan(
            "#include <direct.h>\nint own(void);\n",
            cflags=["-I", self.path("root")],
            name="own/wrapper.h",
        )
        self.assertEqual(keys(ir, "functions"), ["direct", "own"])
        self.assertEqual(keys(ir, "records"), [])

    def test_headers_below_the_directory_of_a_direct_one_belong(self):
        self.write(
            "root/lib/api.h", '#include "more.h"\n#include "sub/deep.h"\nint api(void);\n'
        )
        self.write("root/lib/more.h", "int more(void);\n")
        self.write("root/lib/sub/deep.h", "#include <other/far.h>\nint deep(void);\n")
        self.write("root/other/far.h", "int far_away(void);\n")
        self.write("root/library/similar.h", "int similar(void);\n")
        ir = self.scan(
            "#include <lib/api.h>\n",
            cflags=["-I", self.path("root")],
            name="own/wrapper.h",
        )
        self.assertEqual(keys(ir, "functions"), ["api", "deep", "more"])

    def test_what_they_need_comes_from_anywhere(self):
        self.write("root/direct.h", "#include <types/types.h>\nint take(needed_t *n);\n")
        self.write(
            "root/types/types.h",
            "struct needed { int a; };\ntypedef struct needed needed_t;\nstruct idle { int a; };\n",
        )
        ir = self.scan(
            "#include <direct.h>\n",
            cflags=["-I", self.path("root")],
            name="own/wrapper.h",
        )
        self.assertEqual(keys(ir, "records"), ["struct needed"])
        self.assertEqual(keys(ir, "typedefs"), ["needed_t"])

    def test_a_header_of_its_own_directory(self):
        self.write("beside.h", '#include "second.h"\nint beside(void);\n')
        self.write("second.h", "int second(void);\n")
        ir = self.scan('#include "beside.h"\nint own(void);\n')
        self.assertIn("beside", keys(ir, "functions"))
        self.assertIn("own", keys(ir, "functions"))

    def test_macros_of_direct_headers_belong(self):
        self.write("root/direct.h", '#include "hidden.h"\n#define DIRECT 1\n')
        self.write("root/hidden.h", "#define INDIRECT 1\n")
        ir = self.scan(
            "#include <direct.h>\n#define OWN 2\n",
            cflags=["-I", self.path("root")],
            name="own/wrapper.h",
        )
        self.assertEqual(keys(ir, "macros"), ["DIRECT", "OWN"])

    def test_predefined_and_command_line_macros_stay_out(self):
        ir = self.scan("#define OWN 2\n", "--allowlist-file", ".*", cflags=["-DGIVEN=1"])
        self.assertEqual(keys(ir, "macros"), ["OWN"])

    def test_system_header(self):
        ir = self.scan("#include <stdlib.h>\n")
        self.assertIn("malloc", keys(ir, "functions"))
        self.assertIn("EXIT_FAILURE", keys(ir, "macros"))
        self.assertNotIn("__GLIBC__", keys(ir, "macros"))


class Patterns(harness.BinderyTest):
    def test_allow_by_kind(self):
        ir = self.scan(MIXED, "--allowlist-function", "wanted_.*")
        self.assertEqual(keys(ir, "functions"), ["wanted_function", "wanted_too"])
        self.assertEqual(keys(ir, "records"), ["struct needed"])
        self.assertEqual(keys(ir, "macros"), [])
        ir = self.scan(MIXED, "--allowlist-type", "wanted.*")
        self.assertEqual(keys(ir, "records"), ["struct needed", "struct wanted"])
        self.assertEqual(keys(ir, "enums"), ["enum wanted_enum"])
        self.assertEqual(keys(ir, "functions"), [])
        ir = self.scan(MIXED, "--allowlist-var", "wanted_variable|WANTED_MACRO")
        self.assertEqual(keys(ir, "variables"), ["wanted_variable"])
        self.assertEqual(keys(ir, "macros"), ["WANTED_MACRO"])

    def test_a_pattern_matches_a_whole_name(self):
        ir = self.scan(MIXED, "--allowlist-function", "wanted")
        self.assertEqual(keys(ir, "functions"), [])
        ir = self.scan(MIXED, "--allowlist-function", "other_function|wanted_t")
        self.assertEqual(keys(ir, "functions"), ["other_function"])

    def test_a_typedef_brings_its_type(self):
        ir = self.scan(MIXED, "--allowlist-type", "other_type")
        self.assertEqual(keys(ir, "typedefs"), ["other_type"])
        self.assertEqual(keys(ir, "records"), ["struct other"])

    def test_block_beats_allow(self):
        ir = self.scan(
            MIXED, "--allowlist-function", ".*", "--blocklist-function", "other_.*"
        )
        self.assertEqual(keys(ir, "functions"), ["wanted_function", "wanted_too"])

    def test_block_alone(self):
        ir = self.scan(
            MIXED, "--blocklist-type", "other", "--blocklist-function", "wanted_too"
        )
        self.assertNotIn("struct other", keys(ir, "records"))
        self.assertNotIn("wanted_too", keys(ir, "functions"))
        self.assertIn("struct wanted", keys(ir, "records"))

    def test_blocked_types_are_not_brought_back_by_need(self):
        ir = self.scan(
            MIXED, "--allowlist-function", "wanted_function", "--blocklist-type", "needed"
        )
        self.assertEqual(keys(ir, "functions"), ["wanted_function"])
        self.assertEqual(keys(ir, "records"), [])

    def test_not_recursive(self):
        ir = self.scan(
            MIXED, "--allowlist-function", "wanted_function", "--no-recursive-allowlist"
        )
        self.assertEqual(keys(ir, "functions"), ["wanted_function"])
        self.assertEqual(keys(ir, "records"), [])

    def test_files(self):
        self.write("first.h", "int first(void);\n")
        self.write("second.h", "int second(void);\n")
        text = '#include "first.h"\n#include "second.h"\nint own(void);\n'
        ir = self.scan(text, "--allowlist-file", r".*first\.h")
        self.assertEqual(keys(ir, "functions"), ["first"])
        ir = self.scan(text, "--blocklist-file", r".*first\.h")
        self.assertEqual(keys(ir, "functions"), ["own", "second"])

    def test_everything(self):
        ir = self.scan(
            "#include <stddef.h>\n#include <time.h>\n", "--allowlist-file", ".*"
        )
        self.assertIn("struct timespec", keys(ir, "records"))
        self.assertIn("__time_t", keys(ir, "typedefs"))
        self.assertIn("__GLIBC__", keys(ir, "macros"))

    def test_items(self):
        ir = self.scan(MIXED, "--allowlist-item", "(?i)wanted.*")
        self.assertEqual(keys(ir, "functions"), ["wanted_function", "wanted_too"])
        self.assertIn("enum wanted_enum", keys(ir, "enums"))
        self.assertEqual(keys(ir, "macros"), ["WANTED_MACRO"])

    def test_used_twice_adds_up(self):
        ir = self.scan(
            MIXED,
            "--allowlist-function",
            "wanted_too",
            "--allowlist-function",
            "other_function",
        )
        self.assertEqual(keys(ir, "functions"), ["other_function", "wanted_too"])

    def test_option_with_equals_sign(self):
        ir = self.scan(MIXED, "--allowlist-function=wanted_too")
        self.assertEqual(keys(ir, "functions"), ["wanted_too"])

    def test_unnamed_enum_by_its_enumerators(self):
        ir = self.scan(
            "enum { LONELY_A, LONELY_B };\nenum { OTHER_A };\n",
            "--allowlist-var",
            "LONELY_A",
        )
        self.assertEqual(len(ir.get("enums", [])), 1)

    def test_an_unnamed_enum_is_blocked_by_its_enumerators(self):
        text = "enum { LONELY_A, LONELY_B };\nenum { OTHER_A };\nenum named { IN_NAMED };\n"
        ir = self.scan(
            text, "--blocklist-var", "LONELY_B", "--blocklist-var", "IN_NAMED"
        )
        self.assertEqual(keys(ir, "enums"), ["enum <OTHER_A>", "enum named"])

    def test_an_unnamed_type_stays_with_the_declaration_it_is_written_in(self):
        header = self.write(
            "wrapper.h",
            "typedef enum { A } t;\nextern enum { B } v;\n"
            "struct s { enum { C } c; struct { int x; } d; };\n",
        )
        for option, pattern in (
            ("--blocklist-var", "[ABC]"),
            ("--blocklist-type", r".*<.*>|struct s\..*"),
        ):
            self.run_bindery(
                "gen", "-t", "c", "-o", self.path("out"), option, pattern, header
            )
            with open(self.path("out/wrapper.h"), encoding="utf-8") as stream:
                text = stream.read()
            for enumerator in ("A = 0", "B = 0", "C = 0", "int x;"):
                self.assertIn(enumerator, text)

    def test_files_of_one_name(self):
        self.write("a/x.h", "int a_x(void);\n#include_next <x.h>\n")
        self.write("b/x.h", "int b_x(void);\n")
        flags = ["-I", self.path("a"), "-I", self.path("b")]
        header = self.write("wrapper.h", "#include <x.h>\nint own(void);\n")
        patterns = [r".*/a/x\.h", r".*/b/x\.h", r"x\.h"]
        options = [f"--allowlist-file={pattern}" for pattern in patterns]
        result = self.run_bindery("scan", *options, header, "--", *flags)
        self.assertEqual(result.stderr, "")
        for option in options:
            result = self.run_bindery("scan", option, header, "--", *flags)
            self.assertEqual(
                keys(json.loads(result.stdout), "functions"), ["a_x", "b_x"], option
            )

    def test_a_compiler_header_is_matched_by_its_path(self):
        text = "#include <stdarg.h>\n#include <stdbool.h>\nint own(void);\n"
        for name in ("stdarg", "stdbool"):
            ir = self.scan(text, "--allowlist-file", rf".*/{name}\.h")
            self.assertIn("va_list", keys(ir, "typedefs"), name)

    def test_a_typedef_name_of_an_unnamed_type(self):
        ir = self.scan(
            "typedef struct { int a; } one;\ntypedef struct { int a; } two;\n",
            "--allowlist-type", "one",
        )  # fmt: skip
        self.assertEqual(keys(ir, "records"), ["struct <one>"])


class Shown(harness.BinderyTest):
    def record(self, ir, key):
        return next(decl for decl in ir["records"] if decl["key"] == key)

    def test_opaque_type_has_its_size_and_no_members(self):
        text = "struct s { int a; char b[9]; struct t *t; };\nstruct t { int x; };\nint f(struct s *s);\n"
        ir = self.scan(text, "--opaque-type", "s", "--allowlist-function", "f")
        record = self.record(ir, "struct s")
        self.assertEqual((record["size"], record["align"]), (24, 8))
        self.assertTrue(record["opaque"])
        self.assertNotIn("fields", record)
        self.assertEqual(keys(ir, "records"), ["struct s"])

    def test_enum_styles(self):
        names = {
            "--constified-enum": "consts",
            "--constified-enum-module": "moduleconsts",
            "--bitfield-enum": "bitfield",
            "--newtype-enum": "newtype",
            "--rustified-enum": "rust",
            "--rustified-non-exhaustive-enum": "rust_non_exhaustive",
        }
        for option, style in names.items():
            ir = self.scan("enum e { A };\nenum f { B };\n", option, "e")
            styles = {enum["key"]: enum["style"] for enum in ir["enums"]}
            self.assertEqual(styles, {"enum e": style, "enum f": "plain"}, option)

    def test_default_enum_style(self):
        ir = self.scan(
            "enum e { A };\nenum f { B };\n", "--default-enum-style", "newtype"
        )
        self.assertEqual([enum["style"] for enum in ir["enums"]], ["newtype"] * 2)

    def test_comments_can_be_left_out(self):
        text = "/** Doc. */\nint f(void);\n"
        self.assertEqual(self.scan(text)["functions"][0]["doc"], "Doc.")
        self.assertNotIn("doc", self.scan(text, "--no-doc-comments")["functions"][0])


if __name__ == "__main__":
    harness.main()
