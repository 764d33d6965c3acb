# SPDX-License-Identifier: MIT
"""docs/board.md and the man page say what the program does."""

import pathlib
import re

from board import BoardTest, main

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/board.md").read_text(encoding="utf-8")
MAN = (ROOT / "docs/man/bindery-board.1.in").read_text(encoding="utf-8")
TABLE_ENTRY = re.compile(r'^    \{"(\w+)", "', re.MULTILINE)


def block(kind, name):
    """The text of the block of the page that is marked so."""
    return re.search(rf"<!-- {kind}: {re.escape(name)} -->\n```\n(.*?)```", PAGE,
                     re.DOTALL)[1]


def words_of_tables():
    """Each word in code of the first cells of the page's tables of commands."""
    commands = PAGE[PAGE.index("## Commands"):PAGE.index("### qtest")]
    for line in commands.splitlines():
        if line.startswith("| `"):
            yield from (code.split()[0] for code in re.findall(r"`([^`]+)`", line.split("|")[1]))


class Page(BoardTest):
    def test_the_example_prints_what_the_page_says(self):
        script = self.write("hello.board", block("file", "hello.board"))
        result = self.run_board("--script", script, "--serial", "file:hello.txt",
                                "--trace", "x.jsonl")
        self.assertEqual(result.stdout, block("output", "hello.board"))
        self.assertEqual(self.read("hello.txt"), "H")
        recorded = self.read("x.jsonl").splitlines()
        for line in re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1].splitlines():
            self.assertIn(line, recorded)

    def test_it_has_all_commands_and_no_others(self):
        known = set()
        for path in (ROOT / "devices/board").glob("*_commands.c"):
            known |= set(TABLE_ENTRY.findall(path.read_text(encoding="utf-8")))
        self.assertGreater(len(known), 25)
        self.assertEqual(set(words_of_tables()), known)
        qtest = self.board().qtest
        for command in sorted(known):
            self.assertNotIn("Unknown command", qtest.raw(command))

    def test_options_of_the_program_are_in_both(self):
        said = self.run_board("--help").stdout
        options = set(re.findall(r"^  (?:-h, )?--([\w-]+)", said, re.MULTILINE))
        self.assertGreater(len(options), 12)
        self.assertEqual(set(re.findall(r"^\.It (?:Fl h , )?Fl Fl ([\w-]+)", MAN, re.MULTILINE)),
                         options)
        for option in options - {"help", "version"}:
            self.assertIn(f"--{option}", PAGE)

    def test_the_version_is_the_projects(self):
        project = (ROOT / "meson.build").read_text(encoding="utf-8")
        version = re.search(r"version: '([^']+)'", project)[1]
        self.assertEqual(self.run_board("--version").stdout, f"bindery-board {version}\n")


if __name__ == "__main__":
    main()
