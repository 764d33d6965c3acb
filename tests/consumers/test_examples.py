#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The examples of docs/build-integration.md are the projects that are built here."""

import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import toolchain  # noqa: E402

EXAMPLE = re.compile(r"<!-- (\S+) -->\n```\w*\n(.*?)```", re.DOTALL)
LICENCE = re.compile(r"\A(?:#|/\*) SPDX-License-Identifier: MIT(?: \*/)?\n")
BUILD_FILES = {
    "cmake/CMakeLists.txt",
    "make/Makefile",
    "meson/app/meson.build",
    "meson/bindings/meson.build",
    "meson/lib/meson.build",
    "meson/meson.build",
    "ninja/build.ninja",
}


class Examples(harness.BinderyTest):
    def test_examples_are_what_is_tested(self):
        page = os.path.join(toolchain.ROOT, "docs", "build-integration.md")
        with open(page, encoding="utf-8") as stream:
            examples = dict(EXAMPLE.findall(stream.read()))
        self.assertEqual(BUILD_FILES - examples.keys(), set())
        for name, shown in examples.items():
            with open(os.path.join(HERE, name), encoding="utf-8") as stream:
                self.assertEqual(shown, LICENCE.sub("", stream.read()), name)


if __name__ == "__main__":
    harness.main()
