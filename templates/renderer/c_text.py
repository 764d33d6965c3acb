# SPDX-License-Identifier: MIT
"""Spelling C: comments, identifiers, and lines that fit."""

import re

WIDTH = 90
INDENT = "    "

# What ends a comment, warns inside one, or reorders what a reader sees.
UNSAFE = re.compile("\\*/|/(?=\\*)|\\?\\?/|[\0\u202a-\u202e\u2066-\u2069]")
BREAKS = {"*/": "* /", "/": "/ ", "??/": "?? /"}
# Parentheses, commas and strings of a declaration.
TOKENS = re.compile(r'[(),]|"(?:[^"\\]|\\.)*"')
NO_PARAMETERS = re.compile(r"(?:__attribute__|__asm__|__typeof__|_Atomic|\()\s*$")
# Stands for a blank where no line may end.
NO_BREAK = "\1"


def doc_comment(text, indent=""):
    """A documentation comment with its final newline; nothing for no text."""
    if not text:
        return ""
    text = UNSAFE.sub(lambda found: BREAKS.get(found[0], " "), text)
    if "\n" not in text and len(indent) + len(text) + 7 <= WIDTH:
        return f"{indent}/** {text} */\n"
    text = text.replace("\n", f"\n{indent} * ").replace(" \n", "\n")
    return f"{indent}/**\n{indent} * {text}\n{indent} */\n"


def identifier(text):
    """An identifier as like `text` as C allows."""
    text = re.sub(r"\W", "_", text, flags=re.ASCII)
    return f"_{text}" if text[:1].isdigit() else text


def parameter_list(text):
    """(start, end, commas) of the parameter list of a declaration: its last outermost
    parentheses that belong to no attribute; None without one."""
    depth, start, commas, found = 0, 0, [], None
    for token in TOKENS.finditer(text):
        mark, place = token[0], token.start()
        if mark == "(":
            if depth == 0:
                start, commas = place, []
            depth += 1
        elif mark == ")":
            depth -= 1
            if depth == 0 and not NO_PARAMETERS.search(text, 0, start):
                found = start, place, commas
        elif mark == "," and depth == 1:
            commas.append(place)
    return found


def wrap(text, indent, deepest):
    """A declaration broken into lines of at most WIDTH columns where that can be done:
    between parameters, which hang from column `deepest` at most, and before attributes."""
    if len(indent) + len(text) < WIDTH:
        return text
    found = parameter_list(text)
    if not found:
        return text
    start, end, commas = found
    pieces, position = [], start + 1
    for comma in (*commas, end):
        pieces.append(text[position : comma + 1].replace(", ", "," + NO_BREAK))
        position = comma + 2
    wrapped = fill(text[: start + 1], " ".join(pieces), text[end + 1 :], indent, deepest)
    return wrapped.replace(NO_BREAK, " ")


def fill(head, parameters, tail, indent, deepest=WIDTH // 2):
    """Head, parameters and tail as lines of at most WIDTH columns."""
    hang, lines = len(indent) + len(head), None
    if hang <= deepest:
        lines = break_lines(parameters, WIDTH - 1 - hang)
    if lines is None:
        hang = len(indent) + 2 * len(INDENT)
        lines = break_lines(parameters, WIDTH - 1 - hang, force=True)
        head += "\n" + " " * hang
    text = head + ("\n" + " " * hang).join(lines)
    if tail and hang + len(lines[-1]) + len(tail) >= WIDTH:
        return f"{text}\n{indent}{INDENT}{tail.strip()}"
    return text + tail


def break_lines(text, width, force=False):
    """The text broken after commas into lines of at most width columns; None where that
    cannot be done, unless it must be done as well as can be."""
    lines = []
    while len(text) > width:
        end = text.rfind(", ", 0, width + 1)
        if end < 0:
            if not force:
                return None
            end = text.find(", ")
            if end < 0:
                break
        lines.append(text[: end + 1])
        text = text[end + 2 :]
    lines.append(text)
    return lines
