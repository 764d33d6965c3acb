# SPDX-License-Identifier: MIT
"""Comparisons as pages that people read: which changes stand together, and what is drawn
of a layout."""

import html as html_escape
from itertools import groupby

LEVELS = {
    "abi": ("ABI", "programs that were compiled before break"),
    "api": ("API", "source that compiled before may not compile, or mean something else"),
    "behaviour": ("Behaviour", "all compiles and links; what happens may differ"),
    "compatible": ("Compatible", "nothing breaks"),
    "documentation": ("Documentation", "only comments changed"),
}
# How much of a chain of consequences a page tells; the JSON has all of it.
REACHED = 12
# Rows of a layout around those that changed.
AROUND = 3


def html(text):
    """Text as it may stand in a page and in its attributes."""
    return html_escape.escape(str(text))


def code(text):
    """Code in Markdown, whatever is in it; a new line would end it."""
    text = " ".join(str(text).split())
    ticks = "`"
    while ticks in text:
        ticks += "`"
    blank = " " if text.startswith("`") or text.endswith("`") or not text else ""
    return f"{ticks}{blank}{text}{blank}{ticks}".replace("|", "\\|")


def title(change):
    """What the change is of; nothing where it is a whole module."""
    return change.get("title", "")


def many(count, word):
    """"1 declaration", "2 declarations"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def groups(report, suppressed=False, limit=None):
    """[(level, its name, what it means, [(title, module, place, [change])], left out)]: the
    changes by what they break, those of one declaration together; of each level at most
    limit declarations."""
    found = []
    for level, (name, meaning) in LEVELS.items():
        subjects = []
        for module in report["modules"]:
            chosen = [
                change
                for change in module["changes"]
                if change["level"] == level and ("suppressed" in change) == suppressed
            ]
            for key, changes in groupby(chosen, title):
                changes = list(changes)
                subjects.append((key or module["module"], module, place(changes[0]), changes))
        if subjects:
            shown = subjects[:limit]
            found.append((level, name, meaning, shown, len(subjects) - len(shown)))
    return found


def headline(report):
    """How many changes break something: "2 breaking interface changes"."""
    count = report["summary"]["abi"] + report["summary"]["api"]
    return many(count, "breaking interface change") if count else "No breaking interface change"


def sentence(change):
    """What happened, with the part of the declaration that it happened to."""
    part, text = change.get("part"), change["text"]
    return f"{part}: {text}" if part and part not in text else text


def place(change):
    """Where its declaration stands: "foo.h:12"."""
    where = change.get("file", "")
    if "line" in change:
        where += f":{change['line']}"
    return f"{where} (before)" if where and change.get("gone") else where


def chain(reached, index):
    """The way to one thing that a change reaches, as words."""
    each = reached[index]
    how = f" ({each['how']})" if "how" in each else ""
    words = [title(each) + how]
    return (chain(reached, each["via"]) if "via" in each else []) + words


def reached(change):
    """(what, more, ways): how much a change reaches, in words; the first ways to some of it,
    functions first; and how many more there are. (None, 0, []) where it reaches nothing."""
    found = change.get("reached", [])
    functions = [i for i, each in enumerate(found) if each["kind"] == "function"]
    others = [i for i, each in enumerate(found) if each["kind"] != "function"]
    ways = [" → ".join(chain(found, i)) for i in (functions + others)[:REACHED]]
    if not found:
        return None, 0, []
    what = many(len(found), "declaration")
    if 0 < len(functions) < len(found):
        what += f", {many(len(functions), 'function')} among them"
    return what, len(found) - len(ways), ways


def row_text(row):
    """What stands on a row of a layout."""
    kind = row["kind"]
    if kind in ("hole", "padding", "opaque"):
        return f"({kind})"
    if kind == "close":
        return "}"
    text = f"{row['type']} {row.get('name', '')}".rstrip()
    return text + " {" if kind == "open" else text


def row_view(row):
    """A row as a page shows it: offset, size, text, and how far it is in."""
    if row is None:
        return None
    offset, bits = row["offset"], row.get("bits")
    where = str(offset // 8) if offset % 8 == 0 else f"{offset // 8}:{offset % 8}"
    size = "" if bits is None else str(bits // 8) if bits % 8 == 0 else f"{bits} bits"
    if row["kind"] == "close":
        where = size = ""
    return {
        "where": where,
        "size": size,
        "text": row_text(row),
        "depth": row.get("depth", 0),
        "gap": row["kind"] in ("hole", "padding"),
    }


def same(old, new):
    """Whether two rows are the same member, at whatever place."""
    if old["kind"] != new["kind"] or old.get("depth") != new.get("depth"):
        return False
    if old["kind"] in ("member", "open", "close") and "name" in old:
        return old["name"] == new.get("name")
    return old["offset"] == new["offset"]


def aligned(old, new):
    """Pairs of rows, a None for what one side lacks."""
    pairs, at = [], 0
    for row in old:
        match = next((i for i in range(at, len(new)) if same(row, new[i])), None)
        if match is None:
            pairs.append((row, None))
            continue
        pairs += [(None, other) for other in new[at:match]]
        pairs.append((row, new[match]))
        at = match + 1
    return pairs + [(None, other) for other in new[at:]]


def differs(pair):
    old, new = pair
    if old is None or new is None:
        return True
    return any(old.get(what) != new.get(what) for what in ("offset", "bits", "type"))


def layouts(change):
    """The two layouts of a change side by side, or None: sizes, and rows as (changed, before,
    after) or, for those left out, the number of them."""
    if "layout_before" not in change or "layout_after" not in change:
        return None
    before, after = change["layout_before"], change["layout_after"]
    pairs = aligned(before["rows"], after["rows"])
    near = {
        i + step
        for i, pair in enumerate(pairs)
        if differs(pair)
        for step in range(-AROUND, AROUND + 1)
    }
    rows, left_out = [], 0
    for i, (old, new) in enumerate(pairs):
        if i not in near:
            left_out += 1
            continue
        if left_out:
            rows.append(left_out)
            left_out = 0
        rows.append((differs((old, new)), row_view(old), row_view(new)))
    if left_out:
        rows.append(left_out)
    return {"before": before, "after": after, "rows": rows}
