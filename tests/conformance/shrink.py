# SPDX-License-Identifier: MIT
"""Shortens a list to a part that still shows what the whole one shows, by delta debugging:
pieces are left out, large ones first, until no single item can be."""


def shrink(items, shows):
    """`shows(part)` says whether a part still shows it; the whole list must. Gives a part
    from which no single item can be left out."""
    size = max(1, len(items) // 2)
    while size:
        start, shorter = 0, False
        while start < len(items):
            part = items[:start] + items[start + size:]
            if part and shows(part):
                items, shorter = part, True
            else:
                start += size
        if not shorter:
            size //= 2
    return items
