#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Modules whose headers are alike are scanned once: what is written is the same as when
each is scanned by itself."""

import json
import os
import re
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402

HEADERS = {
    "all.h": "#include <stddef.h>\n#include <shapes/shape.h>\n#include <shapes/canvas.h>\n",
    "shapes/shape.h": """#ifndef SHAPE_H
#define SHAPE_H
/** A place. */
typedef struct { int x, y; } point;
typedef struct shape {
    point at;
    union { int number; void *pointer; };
    struct { unsigned a : 3, b : 5; } bits __attribute__((aligned(8)));
    int (*draw)(struct shape *shape, const char *name);
} shape;
enum kind { KIND_A, KIND_B __attribute__((deprecated("old"))) };
/** Makes one. */
shape *shape_new(enum kind kind) __attribute__((malloc));
static inline size_t shape_size(void) { return sizeof(shape); }
#define SHAPE_MAX(a, b) ((a) > (b) ? (a) : (b))
#define SHAPE_KIND KIND_B
#endif
""",
    "shapes/canvas.h": """#include <shapes/shape.h>
struct canvas { shape shapes[4]; size_t count; enum kind kind; };
int canvas_each(struct canvas *canvas, int (*each)(shape *shape, void *data), void *data);
#define CANVAS_SIZE (2 * sizeof(int))
""",
}
WRAPPER = "/* Everything. */\n#include <all.h>\nextern int wrapper_own;\n"


class SharedScanTest(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        for name, text in HEADERS.items():
            self.write(f"include/{name}", text)

    def module(self, folder, wrapper=WRAPPER, **members):
        manifest = {"name": os.path.basename(folder), **members}
        self.write(f"{folder}/wrapper.h", wrapper)
        self.write(f"{folder}/module.json", json.dumps(manifest, indent=1))

    def modules(self):
        """Two that own a part each, and one whose header says less."""
        self.module("shape", allow={"file": ["shapes/shape.h"]}, system=["stddef.h"])
        self.module(
            "canvas",
            depends=["shape"],
            allow={"file": ["shapes/canvas.h", "wrapper.h"]},
            rename={"canvas_each": "each_shape"},
        )
        self.module("other", "#include <shapes/shape.h>\nint other(shape *shape);\n",
                    depends=["shape"], allow={"function": ["other"]})
        return ["shape", "canvas", "other"]

    def gen(self, names, directory, *options, status=0):
        manifests = [word for name in names for word in ("-m", f"{name}/module.json")]
        return self.run_bindery(
            "gen", "-o", directory, *options, *manifests, "--", "-Iinclude",
            "-includestddef.h", status=status,
        )

    def contents(self, directory):
        found = {}
        for name in os.listdir(self.path(directory)):
            with open(self.path(directory, name), "rb") as stream:
                found[name] = stream.read()
        return found

    def inputs(self, name):
        """The prerequisites in a dependency file."""
        text = self.read(name).replace("\\\n", " ").partition(":")[2]
        return {word for word in text.split("\n")[0].split() if not word.endswith(".json")}

    def parses(self, said):
        """The modules that took time to be parsed."""
        lines = re.findall(r"^parse +([\d.]+) ms +(\w+)", said, re.M)
        return {module for time, module in lines if float(time) > 0}

    def test_together_and_alone_give_the_same_bytes(self):
        names = self.modules()
        self.gen(names, "together")
        for name in names:
            self.gen([name], "alone")
        self.assertEqual(self.contents("together"), self.contents("alone"))

    def test_headers_that_are_alike_are_parsed_once(self):
        said = self.gen(self.modules(), "out", "--time").stderr
        self.assertEqual(self.parses(said), {"canvas", "other"})

    def test_each_module_depends_on_its_own_header(self):
        names = self.modules()
        self.gen(["shape", "canvas"], "out", "--depfile", "both.d")
        self.gen(["shape"], "out", "--depfile", "shape.d")
        self.gen(["canvas"], "out", "--depfile", "canvas.d")
        both = self.inputs("both.d")
        self.assertEqual(both, self.inputs("shape.d") | self.inputs("canvas.d"))
        self.assertTrue({"shape/wrapper.h", "canvas/wrapper.h"} <= both)
        self.assertEqual(len(names), 3)

    def test_header_that_quotes_is_read_by_itself(self):
        wrapper = '#include "local.h"\n'
        for name in ("one", "two"):
            self.module(name, wrapper)
            self.write(f"{name}/local.h", f"int only_{name}(void);\n")
        said = self.gen(["one", "two"], "out", "--time").stderr
        self.assertEqual(self.parses(said), {"one", "two"})
        self.assertIn("only_one", self.read("out", "one.h"))
        self.assertIn("only_two", self.read("out", "two.h"))

    def test_header_outside_the_search_directories_is_read_by_itself(self):
        self.write("include/all.h", '#include "../beside.h"\n')
        self.write("beside.h", "typedef int beside;\n")
        self.module("one", "#include <all.h>\n", allow={"type": ["beside"]})
        self.module("deep/two", "#include <all.h>\n", depends=["one"])
        said = self.run_bindery(
            "gen", "-o", "out", "--time", "-m", "one/module.json", "-m",
            "deep/two/module.json", "--", "-Iinclude",
        ).stderr
        self.assertEqual(self.parses(said), {"one", "two"})

    def test_error_is_told_for_each_module(self):
        self.write("include/all.h", "#error not today\n")
        self.module("one")
        self.module("two")
        said = self.gen(["one", "two"], "out", status=1).stderr
        self.assertEqual(said.count("not today"), 2)


if __name__ == "__main__":
    harness.main()
