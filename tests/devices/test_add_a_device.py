#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""docs/add-a-device.md, followed to its end: its files are put into a copy of devices/, which
is built as a project of its own against this build; its test is run, and what it says of
programs and of generated code is compared with what they are."""

import os
import re
import shlex
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import toolchain  # noqa: E402

DOCUMENT = os.path.join(toolchain.ROOT, "docs", "add-a-device.md")
BLOCK = r"```\w+\n(.*?)```"
FILE = re.compile(r"<!-- file: (\S+) -->\n" + BLOCK, re.DOTALL)
INSERT = re.compile(r"<!-- insert: (\S+) before (.*?) -->\n" + BLOCK, re.DOTALL)
RUN = re.compile(r"<!-- run: (\d) -->\n" + BLOCK + r"\n" + BLOCK, re.DOTALL)
WRONG = re.compile(r"<!-- wrong: (\S+) s/(.*?)/(.*?)/ -->\n" + BLOCK, re.DOTALL)
GENERATED = re.compile(r"<!-- generated: (\S+) -->\n" + BLOCK, re.DOTALL)


def read(path):
    with open(path, encoding="utf-8") as stream:
        return stream.read()


class AddADevice(harness.BinderyTest):
    """One build of the document's device, which the tests look at."""

    text = read(DOCUMENT)

    def setUp(self):
        super().setUp()
        self.environment = dict(
            os.environ,
            BINDERY_BUILD_ROOT=os.path.dirname(os.path.dirname(self.bindery)))
        shutil.copytree(os.path.join(toolchain.ROOT, "devices"), self.path("devices"))
        files = {}
        for name, text in FILE.findall(self.text):
            files[name] = files[name] + "\n" + text if name in files else text
        self.assertIn("devices/countdown/countdown.c", files)
        for name, text in files.items():
            self.write(name, text)
        for name, line, text in INSERT.findall(self.text):
            self.write(name, self.read(name).replace(line, text + line, 1))

    def run_command(self, *command, status=0):
        result = toolchain.run(command, cwd=self.tmp, env=self.environment)
        self.assertEqual(result.returncode, status, toolchain.failure(command, result))
        return result.stdout + result.stderr

    def set_up_build(self):
        # As one builds while a device is being written: without optimization.
        self.run_command("meson", "setup", "--buildtype=debug", "build", "devices")

    def test_document_leads_to_a_device_that_runs(self):
        self.set_up_build()
        self.run_command("ninja", "-C", "build")
        self.run_command("meson", "test", "-C", "build", "countdown")
        with self.subTest("what programs say"):
            runs = RUN.findall(self.text)
            self.assertEqual(len(runs), 2)
            for status, command, output in runs:
                command = command.replace("build/devices/", "build/")
                said = self.run_command(
                    *shlex.split(command.replace("\\\n", "")), status=int(status))
                self.assertEqual(said, output)
        with self.subTest("generated code"):
            excerpts = GENERATED.findall(self.text)
            self.assertEqual(len(excerpts), 2)
            for name, excerpt in excerpts:
                generated = self.read("build/countdown/generated", name)
                self.assertIn(excerpt, generated)

    def test_handler_that_does_not_fit_is_told_as_shown(self):
        (name, right, wrong, message), = WRONG.findall(self.text)
        name = f"devices/countdown/{name}"
        self.assertIn(right, self.read(name))
        self.write(name, self.read(name).replace(right, wrong))
        self.set_up_build()
        said = self.run_command(
            "ninja", "-C", "build", "countdown/generated/countdown_trampolines.c", status=1)
        self.assertIn("/" + message, said)

    def test_code_is_formatted(self):
        formatter = shutil.which("clang-format-14")
        if not formatter:
            self.skipTest("clang-format-14 is not installed")
        style = "--style=file:" + os.path.join(toolchain.ROOT, ".clang-format")
        for name in ("countdown.h", "countdown.c", "test_countdown.c"):
            path = self.path("devices/countdown", name)
            self.assertEqual(self.run_command(formatter, style, path), read(path), name)


if __name__ == "__main__":
    harness.main()
