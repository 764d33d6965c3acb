# SPDX-License-Identifier: MIT
"""Spelling C: comments, numbers, declarators, and lines that fit."""

import re

WIDTH = 90
INDENT = "    "

# What ends a comment, warns inside one, or reorders what a reader sees.
UNSAFE = re.compile("\\*/|/(?=\\*)|\\?\\?/|[\0\u202a-\u202e\u2066-\u2069]")
BREAKS = {"*/": "* /", "/": "/ ", "??/": "?? /"}
# Parentheses, commas and strings of a declaration.
TOKENS = re.compile(r'[(),]|"(?:[^"\\]|\\.)*"')
NO_PARAMETERS = re.compile(r"(?:__attribute__|__asm__|__typeof__|_Atomic|\()\s*$")
TAILS = (" __asm__(", " __attribute__((")
# Where an abstract declarator begins: "(*" and what may follow it on the way in.
POINTER = re.compile(r"\((?:\*|\(|\s|const\b|volatile\b|restrict\b|__restrict\b)*\*"
                     r"(?:\s|const\b|volatile\b|restrict\b|__restrict\b)*")


def doc_comment(text, indent=""):
    """A documentation comment with its final newline; nothing for no text."""
    if not text:
        return ""
    # Cheap tests first: this runs for every declaration.
    if "/" in text or not text.isascii() or "\0" in text:
        text = UNSAFE.sub(lambda found: BREAKS.get(found[0], " "), text)
    if "\n" not in text and len(indent) + len(text) + 7 <= WIDTH:
        return f"{indent}/** {text} */\n"
    text = text.replace("\n", f"\n{indent} * ").replace(" \n", "\n")
    return f"{indent}/**\n{indent} * {text}\n{indent} */\n"


def identifier(text):
    """An identifier as like `text` as C allows."""
    text = re.sub(r"\W", "_", text, flags=re.ASCII)
    return f"_{text}" if text[:1].isdigit() else text


def literal(value):
    """An integer constant for a decimal: the narrowest type of int, long, long long and
    unsigned long long that has it."""
    if len(value) < 19:
        return value
    number = int(value)
    if number > 0x7FFFFFFFFFFFFFFF:
        return f"{value}ULL"
    if number == -0x8000000000000000:
        return f"(-{2**63 - 1} - 1)"
    return value


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


def wrap(text, indent=""):
    """A declaration broken into lines of at most WIDTH columns where that can be done:
    between parameters, and before attributes."""
    if len(indent) + len(text) < WIDTH:
        return text
    if "\n" in text:
        return wrap_tail(text)
    tail = min((place for mark in TAILS if (place := text.find(mark)) > 0), default=len(text))
    plain = text[:tail]
    if plain[-1] == ")" and plain.count("(") == 1:
        # By far the most: no parentheses but those of the parameter list.
        head, _, parameters = plain.partition("(")
        pieces = parameters.replace(", ", ",\n").split("\n")
        return fill(head + "(", pieces, text[tail:], indent)
    found = parameter_list(text)
    if not found:
        return text
    start, end, commas = found
    pieces, position = [], start + 1
    for comma in commas:
        pieces.append(text[position : comma + 1])
        position = comma + 2
    pieces.append(text[position : end + 1])
    return fill(text[: start + 1], pieces, text[end + 1 :], indent)


def wrap_tail(text):
    """The same for a declaration whose parameters are broken already."""
    before, newline, last = text.rpartition("\n")
    if len(last) < WIDTH:
        return text
    places = [place for mark in TAILS if (place := last.find(mark)) > 0]
    if not places:
        return text
    place = min(places)
    return f"{before}{newline}{last[:place]}\n{INDENT}{last[place + 1 :]}"


def fill(head, pieces, tail, indent):
    """Head, pieces of a parameter list and tail as lines of at most WIDTH columns."""
    hang = len(indent) + len(head)
    if hang > WIDTH // 2 or hang + max(map(len, pieces)) >= WIDTH:
        hang = len(indent) + 2 * len(INDENT)
        lines, line = [indent + head], ""
    else:
        lines, line = [], indent + head
    for piece in pieces:
        if line.strip() and line[-1] != "(" and len(line) + len(piece) + 1 >= WIDTH:
            lines.append(line)
            line = ""
        if not line:
            line = " " * hang + piece
        elif line[-1] == "(":
            line += piece
        else:
            line += " " + piece
    if tail and len(line) + len(tail) >= WIDTH:
        lines.append(line)
        line = indent + INDENT + tail.strip()
    else:
        line += tail
    lines.append(line)
    return "\n".join(lines)[len(indent) :]


def declare(type_spelling, name):
    """The declaration of `name` with a type that is spelled without a declarator."""
    found = POINTER.search(type_spelling)
    if found:
        before, after = type_spelling[: found.end()], type_spelling[found.end() :]
        space = " " if before[-1].isalpha() else ""
        return f"{before}{space}{name}{after}"
    if "(" in type_spelling:
        return f"__typeof__({type_spelling}) {name}"
    base, bracket, lengths = type_spelling.partition("[")
    base = base.rstrip()
    space = "" if base.endswith("*") else " "
    return f"{base}{space}{name}{bracket}{lengths}"


def static_assert(condition, text):
    line = f'_Static_assert({condition}, "{text}");'
    if len(line) > WIDTH:
        line = f'_Static_assert({condition},\n               "{text}");'
    return line
