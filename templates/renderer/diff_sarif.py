# SPDX-License-Identifier: MIT
"""Comparisons as SARIF 2.1.0, which code review tools show beside the lines."""

import hashlib
import json

from .diff_page import reached, sentence, title

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# What SARIF calls what a change breaks.
LEVELS = {
    "abi": "error",
    "api": "error",
    "behaviour": "warning",
    "compatible": "note",
    "documentation": "note",
}


def message(change):
    """The change in one sentence, with what it reaches."""
    subject = title(change)
    text = f"{subject}: {sentence(change)}" if subject else sentence(change)
    if "before" in change and "after" in change and change["class"] != "documentation":
        text += f" (before: {change['before']}; after: {change['after']})"
    for detail in change.get("details", ()):
        text += f"; {detail}"
    what, _, _ = reached(change)
    if what:
        text += f"; reaches {what}"
    return text


def fingerprint(module, change):
    """What stays the same when lines move: tools use it to know a result again."""
    what = (module["module"], change["class"], title(change), change.get("part", ""))
    return hashlib.sha256("\0".join(what).encode(errors="replace")).hexdigest()


def result(module, change, rules):
    """A change as a result of the rule of its class."""
    found = {
        "ruleId": change["class"],
        "ruleIndex": rules.setdefault(change["class"], len(rules)),
        "level": LEVELS[change["level"]],
        "message": {"text": message(change)},
        "partialFingerprints": {"change/v1": fingerprint(module, change)},
        "properties": {"breaks": change["level"], "module": module["module"]},
    }
    if "file" in change:
        location = {"artifactLocation": {"uri": change["file"]}}
        # Where a declaration is gone, its line is one of the old header.
        if "line" in change and not change.get("gone"):
            location["region"] = {"startLine": change["line"], "startColumn": change["column"]}
        found["locations"] = [{"physicalLocation": location}]
    if "suppressed" in change:
        found["suppressions"] = [
            {"kind": "external", "justification": change["suppressed"]}
        ]
    return found


def sarif(report):
    """The report's text."""
    rules = {}
    results = [
        result(module, change, rules)
        for module in report["modules"]
        for change in module["changes"]
    ]
    titles = report["classes"]
    driver = {
        "name": "bindery",
        "rules": [
            {"id": name, "shortDescription": {"text": titles[name]}} for name in rules
        ],
    }
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints",
                  "results": results}],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)
