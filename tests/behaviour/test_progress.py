#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Progress of a run: on a terminal, when it takes more than a second, and nowhere else."""

import os
import pty
import re
import subprocess
import sys

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness  # noqa: E402

CLEAR = "\r\x1b[K"


class Progress(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        manifests = []
        for name in "one", "two":
            self.write(f"{name}/wrapper.h", f"struct {name} {{ int i; }};\n")
            manifests += ["-m", self.write(f"{name}/module.json", f'{{"name": "{name}"}}\n')]
        self.command = [self.bindery, "gen", "-o", self.path("out"), *manifests]
        # The renderer is what takes long.
        slow = self.write(
            "python", "#!/bin/sh\nsleep 1.5\nexec /usr/bin/env python3 \"$@\"\n"
        )
        os.chmod(slow, 0o755)
        self.slow = {"BINDERY_PYTHON": slow, "PATH": "/usr/bin:/bin"}

    def on_terminal(self, **environment):
        """Runs gen with standard error on a terminal; gives what that has got."""
        screen, end = pty.openpty()
        with subprocess.Popen(
            self.command,
            stderr=end,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "TERM": "xterm", **environment},
        ) as process:
            os.close(end)
            got = b""
            while True:
                try:
                    more = os.read(screen, 4096)
                except OSError:
                    break
                if not more:
                    break
                got += more
        os.close(screen)
        self.assertEqual(process.returncode, 0, got)
        return got.decode()

    def test_long_run_shows_how_many_modules_are_done(self):
        got = self.on_terminal(**self.slow)
        self.assertRegex(got, re.escape(CLEAR) + r"bindery: \d of 2 modules done")
        self.assertTrue(got.endswith(CLEAR), repr(got))
        self.assertNotIn("\n", got)

    def test_dumb_terminal_shows_nothing(self):
        self.assertEqual(self.on_terminal(**{**self.slow, "TERM": "dumb"}), "")

    def test_pipe_is_quiet(self):
        result = subprocess.run(
            self.command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **self.slow},
            check=True,
        )
        self.assertEqual(result.stdout, b"")


if __name__ == "__main__":
    harness.main()
