#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Adding a declaration changes only its own lines of output, wherever it stands: no counters,
no line numbers but in the one line of positions that a file has."""

import difflib
import os
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402

BASE = """\
/** A thing. */
struct a_thing {
    int number;
    union {
        int i;
        float f;
    };
    struct {
        char c;
    } part;
    unsigned bits : 3;
};
enum { A_FIRST = 1, A_SECOND };
typedef struct {
    int x;
} a_typedef;
int a_function(int i);
static inline int a_wrapped(int i)
{
    return i;
}
extern int a_variable;
#define A_MACRO 1

/* here */

struct z_thing {
    struct {
        int x;
    };
    struct {
        int y;
        enum { Z_INSIDE } z_enum;
    } z_part[2];
};
enum { Z_FIRST = 1, Z_SECOND };
typedef struct {
    int x;
} z_typedef;
typedef int (*z_callback)(int i);
int z_function(int i);
static inline int z_wrapped(int i)
{
    return i;
}
extern int z_variable;
extern struct {
    int v;
} z_unnamed_variable;
#define Z_MACRO 1
"""

INSERTED = {
    "record": "struct inserted_tag {\n    int inserted_a;\n    char inserted_b;\n};\n",
    "record_with_unnamed_ones": (
        "struct inserted_tag {\n    union {\n        int inserted_i;\n    };\n"
        "    struct {\n        int inserted_x;\n    } inserted_m;\n};\n"
    ),
    "bit_fields": "struct inserted_tag {\n    unsigned inserted_bits : 4;\n};\n",
    "unnamed_enum": "enum { INSERTED_A, INSERTED_B };\n",
    "enum": "enum inserted_enum { INSERTED_A, INSERTED_B };\n",
    "typedef_of_unnamed": "typedef struct {\n    int inserted_x;\n} inserted_typedef;\n",
    "function": "int inserted_function(int i);\n",
    "documented_function": "/** Inserted text. */\nint inserted_function(int i);\n",
    "static_inline_function": "static inline int inserted_wrapped(int i)\n{\n    return i;\n}\n",
    "callback": "typedef int (*inserted_callback)(int i);\n",
    "variable": "extern int inserted_variable;\n",
    "macro": "#define INSERTED_MACRO 7\n",
    "function_macro": "#define INSERTED_MACRO(x) (x)\n",
    "blank_lines": "\n\n\n/* only a comment */\n",
}


class LineDiff(harness.BinderyTest):
    def outputs(self, text, out):
        header = self.write("wrapper.h", text)
        self.run_bindery("gen", "-o", self.path(out), header)
        return {
            name: self.read(out, name).splitlines() for name in os.listdir(self.path(out))
        }

    def check(self, inserted):
        before = self.outputs(BASE, "before")
        after = self.outputs(BASE.replace("/* here */\n", inserted), "after")
        self.assertEqual(sorted(before), sorted(after))
        for name, old in before.items():
            new = after[name]
            matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
            for what, i, j, k, l in matcher.get_opcodes():
                if what == "equal":
                    continue
                hunk = "\n".join(
                    [f"-{x}" for x in old[i:j]] + [f"+{x}" for x in new[k:l]]
                )
                if (
                    what == "replace"
                    and name.endswith(".ir.json")
                    and (j - i, l - k) == (1, 1)
                ):
                    # The one line of positions that the file has.
                    if (
                        "record:struct a_thing" in old[i]
                        and "record:struct a_thing" in new[k]
                    ):
                        continue
                self.assertEqual(what, "insert", f"{name}:\n{hunk}")
                self.assertIn("inserted", hunk.lower(), f"{name}:\n{hunk}")


def _method(inserted):
    return lambda self: self.check(inserted)


for _name, _text in INSERTED.items():
    setattr(LineDiff, f"test_{_name}_changes_only_its_own_lines", _method(_text))


if __name__ == "__main__":
    harness.main()
