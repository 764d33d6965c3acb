# SPDX-License-Identifier: MIT
"""Fills in a man page: its options come from the program's own help text, so that the two
cannot say different things.

Usage: options.py BINDERY VERSION PAGE.1.in PAGE.1

@OPTIONS@ on a line of its own becomes the options of the page's command (bindery-gen.1: of
`bindery gen`), @COMMANDS@ the list of commands, @VERSION@ the version.
"""

import pathlib
import re
import subprocess
import sys
import textwrap

HEADING = re.compile(r"^(\S.*):$")
OPTION = re.compile(r"^  (?:-(\w), )?(--[\w-]+)(?: (\S+))?(?:  +(.*))?$")
COMMAND = re.compile(r"^  (\w+)((?: [^ ]+)*)  +(.*)$")
MORE = re.compile(r"^ {30}(\S.*)$")


def escape(text):
    """Text as a roff line: no backslash and no leading control character is one."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + text if text[:1] in (".", "'") else text


def sections(text):
    """{heading: [line]} of a help text."""
    found, lines = {}, None
    for line in text.splitlines():
        match = HEADING.match(line)
        if match:
            lines = found.setdefault(match[1], [])
        elif line and lines is not None:
            lines.append(line)
    return found


def items(lines, pattern):
    """[match, description] of each line that the pattern takes, and of what follows it."""
    found = []
    for line in lines:
        match = pattern.match(line)
        if match:
            found.append([match, match[match.re.groups] or ""])
        elif found and MORE.match(line):
            found[-1][1] += " " + MORE.match(line)[1]
        else:
            break
    return [(match, description.strip()) for match, description in found]


def item(words, description):
    sentence = description[:1].upper() + description[1:] + "."
    return [f".It {words}", *map(escape, textwrap.wrap(sentence, 70))]


def option_list(text):
    """The options of a help text, as mdoc."""
    out = []
    for heading, lines in sections(text).items():
        found = items(lines, OPTION)
        if not found:
            continue
        out += [f".Ss {escape(heading)}", ".Bl -tag -width Ds"]
        for match, description in found:
            letter, name, value = match[1], match[2], match[3]
            words = f"Fl {letter} , " if letter else ""
            words += f"Fl {escape(name[1:])}" + (f" Ar {escape(value)}" if value else "")
            out += item(words, description)
        out.append(".El")
    return out


def command_list(text):
    """The commands of the program's help text, as mdoc; one that is there in several forms
    once."""
    out, done = [".Bl -tag -width Ds"], set()
    for match, description in items(sections(text)["Commands"], COMMAND):
        if match[1] not in done:
            out += item(f"Xr bindery-{match[1]} 1", description)
        done.add(match[1])
    return [*out, ".El"]


def help_text(bindery, page):
    """What the command that a page is about says of itself."""
    command = page.name.removesuffix(".1.in").split("-")[1:]
    result = subprocess.run(
        [bindery, *command, "--help"], stdout=subprocess.PIPE, text=True, check=True
    )
    return result.stdout


def main(bindery, version, page, output):
    page = pathlib.Path(page)
    text = help_text(bindery, page)
    out = []
    for line in page.read_text(encoding="utf-8").splitlines():
        if line == "@OPTIONS@":
            out += option_list(text)
        elif line == "@COMMANDS@":
            out += command_list(text)
        else:
            out.append(line.replace("@VERSION@", version))
    pathlib.Path(output).write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
