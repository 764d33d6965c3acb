# SPDX-License-Identifier: MIT
"""A unittest case with a bindery, a scratch directory and headers written from text, and a
main() that reports as TAP, so that every test counts in `./dev test`."""

import json
import os
import shutil
import sys
import tempfile
import unittest

import toolchain


class BinderyTest(unittest.TestCase):
    """Every test has self.tmp, an empty directory of its own with its real path."""

    maxDiff = 4000
    bindery = None

    def setUp(self):
        self.tmp = os.path.realpath(tempfile.mkdtemp(prefix="bindery-test-"))
        self.addCleanup(shutil.rmtree, self.tmp, ignore_errors=True)

    def path(self, *parts):
        return os.path.join(self.tmp, *parts)

    def write(self, name, text):
        """A file of that name and text in self.tmp; gives its path."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as stream:
            stream.write(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, *parts):
        with open(self.path(*parts), encoding="utf-8") as stream:
            return stream.read()

    def run_bindery(self, *arguments, status=0, **keywords):
        """Runs bindery in self.tmp, and fails the test when the exit status is another."""
        keywords.setdefault("cwd", self.tmp)
        command = [self.bindery, *arguments]
        result = toolchain.run(command, **keywords)
        self.assertEqual(result.returncode, status, toolchain.failure(command, result))
        return result

    def refused(self, *arguments, status=1, **keywords):
        """A run that must be refused: gives what it said."""
        result = self.run_bindery(*arguments, status=status, **keywords)
        self.assertIn("error: ", result.stderr)
        return result.stderr

    def scan(self, text, *options, cflags=(), name="wrapper.h"):
        """The record of a header of that text, as read back."""
        header = self.write(name, text)
        output = self.path("scan.ir.json")
        self.run_bindery("scan", "-o", output, *options, header, "--", *cflags)
        with open(output, encoding="utf-8") as stream:
            return json.load(stream)

    def assert_compiles(self, command):
        result = toolchain.run(command, cwd=self.tmp)
        self.assertEqual(result.returncode, 0, toolchain.failure(command, result))
        return result


def keys(ir, members):
    """The keys of one list of a record."""
    return [decl["key"] for decl in ir.get(members, [])]


class _TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.count = 0
        self.failed = 0

    def _line(self, status, test, rest=""):
        self.count += 1
        name = test.id().replace("__main__.", "")
        print(f"{status} {self.count} - {name}{rest}", flush=True)

    def _failure(self, test, error):
        self.failed += 1
        self._line("not ok", test)
        print(self._exc_info_to_string(error, test), flush=True)

    def addSuccess(self, test):
        self._line("ok", test)

    def addFailure(self, test, error):
        self._failure(test, error)

    def addError(self, test, error):
        self._failure(test, error)

    def addSubTest(self, test, subtest, error):
        if error:
            self._failure(subtest, error)

    def addSkip(self, test, reason):
        self._line("ok", test, f" # SKIP {reason}")


def main():
    """Runs the tests of the calling script: [BINDERY] [test names]."""
    arguments = sys.argv[1:]
    path = arguments.pop(0) if arguments and os.sep in arguments[0] else None
    BinderyTest.bindery = toolchain.bindery_path(path)
    loader = unittest.TestLoader()
    module = sys.modules["__main__"]
    suite = (
        loader.loadTestsFromNames(arguments, module)
        if arguments
        else loader.loadTestsFromModule(module)
    )
    result = _TapResult()
    suite.run(result)
    print(f"1..{result.count}")
    sys.exit(1 if result.failed else 0)
