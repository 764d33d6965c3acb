# SPDX-License-Identifier: MIT
"""tracetool.py: what it refuses, and that an unchanged header keeps its time."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ['BINDERY_SOURCE_ROOT'])
TOOL = ROOT / 'runtime/core/util/tracetool.py'


class TraceToolTest(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)
        self.events = pathlib.Path(self.directory.name) / 'trace-events'
        self.header = pathlib.Path(self.directory.name) / 'trace.h'

    def run_tool(self, text):
        self.events.write_text(text, encoding='utf-8')
        return subprocess.run([sys.executable, TOOL, self.events, self.header],
                              capture_output=True, text=True, check=False)

    def test_bad_lines_are_named_with_their_number(self):
        for line, reason in [
                ('a_name', 'expected NAME'),
                ('a_name(int)', 'expected NAME'),
                ('a_name(int) "x"', 'needs a type and a name'),
                ('odd a_name(void) "x"', '"odd" is not a property'),
                ('one(void) "x"', 'declared twice')]:
            with self.subTest(line=line):
                result = self.run_tool(f'one(void) "1"\n{line}\n')
                self.assertEqual(result.returncode, 1)
                self.assertIn('trace-events:2: error: ', result.stderr)
                self.assertIn(reason, result.stderr)
                self.assertFalse(self.header.exists())

    def test_missing_input_is_an_error(self):
        result = subprocess.run([sys.executable, TOOL, self.events, self.header],
                                capture_output=True, text=True, check=False)
        self.assertEqual(result.returncode, 1)
        self.assertIn('trace-events', result.stderr)

    def test_unchanged_header_is_left_alone(self):
        self.assertEqual(self.run_tool('one(void) "1"\n').returncode, 0)
        os.utime(self.header, (1, 1))
        self.assertEqual(self.run_tool('one(void) "1"\n').returncode, 0)
        self.assertEqual(self.header.stat().st_mtime, 1)
        self.assertEqual(self.run_tool('one(void) "2"\n').returncode, 0)
        self.assertNotEqual(self.header.stat().st_mtime, 1)

    def test_no_path_of_the_machine_is_in_the_header(self):
        self.run_tool('one(void) "1"\n')
        self.assertNotIn(str(pathlib.Path(self.directory.name).parent) + os.sep,
                         self.header.read_text(encoding='utf-8'))


if __name__ == '__main__':
    unittest.main()
