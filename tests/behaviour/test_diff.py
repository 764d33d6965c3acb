#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`bindery diff` and `bindery check` as commands: formats, exit status, suppressions,
directories, targets, and what they refuse."""

import json
import os
import re
import sys

import jsonschema

sys.path.insert(
    0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support")
)

import harness
from diff_classes import CASES

DOCS = os.path.join(os.path.dirname(__file__), "..", "..", "docs")
BEFORE = """\
/** Opens. */
int foo_open(const char *name);
struct foo { int a; long b; };
struct foo foo_get(void);
#define FOO_SIZE 16
#define FOO_DEFAULT 1
"""
AFTER = """\
/** Opens it. */
int foo_open(const char *name, int flags);
struct foo { int a; int more; int again; long b; };
struct foo foo_get(void);
#define FOO_SIZE 16
#define FOO_DEFAULT 2
"""
# Classes that take more than a header before and after it: tested here.
ELSEWHERE = {"moved", "record-layout", "module-added", "module-removed"}


def document(name):
    with open(os.path.join(DOCS, name), encoding="utf-8") as stream:
        return stream.read()


class DiffTest(harness.BinderyTest):
    def setUp(self):
        super().setUp()
        self.make("old", BEFORE)
        self.make("new", AFTER)

    def make(self, directory, text, *options, name="api"):
        """DIRECTORY/NAME.ir.json of a header of that text."""
        header = self.write(f"headers-{directory}/{name}.h", text)
        os.makedirs(self.path(directory), exist_ok=True)
        path = self.path(directory, f"{name}.ir.json")
        self.run_bindery("scan", "-o", path, *options, header)
        return path

    def diff(self, *options, status=1, old="old/api.ir.json", new="new/api.ir.json"):
        return self.run_bindery("diff", *options, old, new, status=status).stdout

    def report(self, *options, **keywords):
        keywords.setdefault("status", 0)
        text = self.diff("--format", "json", "--fail-on", "never", *options, **keywords)
        return json.loads(text)

    def classes(self, *options, **keywords):
        report = self.report(*options, **keywords)
        return {c["class"] for m in report["modules"] for c in m["changes"]}

    # --- formats

    def test_text_tells_the_change_its_consequences_and_what_it_reaches(self):
        text = self.diff()
        for part in ("struct foo", "member more was added", "[field-added]",
                     "size 16 -> 24 bytes", "function foo_get (result)",
                     "+ int foo_open(const char *name, int flags)", "3 ABI"):
            self.assertIn(part, text)

    def test_json_fits_its_schema(self):
        schema = json.loads(document("diff.schema.json"))
        report = self.report()
        jsonschema.Draft7Validator(schema).validate(report)
        self.assertEqual(report["summary"]["behaviour"], 1)
        reached = [r for c in report["modules"][0]["changes"] for r in c.get("reached", [])]
        self.assertIn({"kind": "function", "key": "foo_get", "title": "function foo_get",
                       "how": "result", "by_value": True}, reached)

    def test_markdown_names_levels_and_folds_what_breaks_nothing(self):
        text = self.diff("--format", "markdown")
        self.assertIn("### ABI: programs that were compiled before break", text)
        self.assertIn("<details><summary><b>Documentation</b>", text)
        self.assertIn("- `struct foo`, api.h:3", text)

    def test_html_is_one_page_without_script_or_network(self):
        self.make("old", "/** <script>alert(1)</script> & */\nint foo_open(void);\n")
        text = self.diff("--format", "html")
        self.assertTrue(text.startswith("<!DOCTYPE html>"))
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt; &amp;", text)
        for word in ("<script", "http://", "https://", "<link", "@import", "url("):
            self.assertNotIn(word, text)
        self.assertIn("prefers-color-scheme: dark", text)

    def test_sarif_has_a_rule_and_a_place_for_each_result(self):
        log = json.loads(self.diff("--format", "sarif"))
        self.assertEqual(log["version"], "2.1.0")
        run = log["runs"][0]
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        for result in run["results"]:
            self.assertEqual(rules[result["ruleIndex"]], result["ruleId"])
            place = result["locations"][0]["physicalLocation"]
            self.assertEqual(place["artifactLocation"]["uri"], "api.h")
            self.assertGreater(place["region"]["startLine"], 0)
        levels = {result["ruleId"]: result["level"] for result in run["results"]}
        self.assertEqual(levels["parameter-added"], "error")
        self.assertEqual(levels["value-default"], "warning")
        self.assertEqual(levels["documentation"], "note")

    def test_a_report_in_a_file_is_left_alone_when_unchanged(self):
        self.diff("-o", "out.md", "--format", "markdown")
        before = os.stat(self.path("out.md")).st_mtime_ns
        self.diff("-o", "out.md", "--format", "markdown")
        self.assertEqual(os.stat(self.path("out.md")).st_mtime_ns, before)

    # --- exit status

    def test_exit_status_follows_fail_on(self):
        self.diff("--fail-on", "never", status=0)
        self.diff("--fail-on", "breaking", status=1)
        self.make("new", BEFORE + "int foo_more(void);\n")
        self.diff(status=0)
        self.diff("--fail-on", "any", status=1)
        self.make("new", BEFORE)
        self.assertEqual(self.diff("--fail-on", "any", status=0), "no change\n")

    # --- suppressions

    def suppress(self, *entries):
        return self.write("accepted.json", json.dumps({"suppressions": list(entries)}))

    def test_what_is_suppressed_does_not_count_and_says_why(self):
        path = self.suppress({"name": "foo_open", "reason": "nobody calls it"},
                             {"name": "struct foo", "class": "field-added", "reason": "new"})
        report = self.report("--suppress", path)
        self.assertEqual(report["summary"]["abi"], 0)
        # Two members were added, a parameter, and a comment changed.
        self.assertEqual(report["summary"]["suppressed"], 4)
        reasons = {c["suppressed"] for c in report["modules"][0]["changes"]
                   if c["class"] == "parameter-added"}
        self.assertEqual(reasons, {"nobody calls it"})
        self.diff("--suppress", path, status=0)

    def test_each_member_of_a_suppression_counts(self):
        for entry in ({"kind": "function"}, {"level": "abi"}, {"class": "parameter-added"},
                      {"header": "api.h"}, {"part": "member more"}, {"module": "api"}):
            with self.subTest(entry):
                path = self.suppress({**entry, "reason": "for a test"})
                self.assertGreater(self.report("--suppress", path)["summary"]["suppressed"], 0)
        path = self.suppress({"kind": "enum", "reason": "for a test"})
        self.assertEqual(self.report("--suppress", path)["summary"]["suppressed"], 0)

    def test_one_that_has_expired_or_fits_nothing_is_told(self):
        path = self.suppress(
            {"name": "foo_open", "reason": "old news", "expires": "2001-01-31"},
            {"name": "bar", "reason": "gone"},
        )
        result = self.run_bindery("diff", "--suppress", path, "old/api.ir.json",
                                  "new/api.ir.json", status=1)
        self.assertIn("has expired and is not applied (its reason: old news)", result.stderr)
        self.assertIn("fits no change; leave it out (its reason: gone)", result.stderr)
        self.assertIn("parameter-added", result.stdout)

    def test_a_damaged_file_of_suppressions_is_refused_at_its_place(self):
        for text, message in (
            ('{"suppressions": [{"name": "(", "reason": "r"}]}', "no regular expression"),
            ('{"suppressions": [{"name": "x"}]}', '"reason" is missing'),
            ('{"suppressions": [{"reason": "r"}]}', "would suppress every change"),
            ('{"suppressions": [{"class": "fields-added", "reason": "r"}]}',
             "did you mean 'field-added'?"),
            ('{"suppressions": [{"name": "x", "reason": "r", "expires": "2026-13-01"}]}',
             "is no day"),
            ('{"suppressions": {}}', "must be a list"),
            ('{"suppresions": []}', "is an object with the list"),
            ('{"suppressions": [', "not valid JSON"),
        ):
            with self.subTest(text):
                path = self.write("accepted.json", text)
                said = self.refused("diff", "--suppress", path, "old/api.ir.json",
                                    "new/api.ir.json")
                self.assertRegex(said, r"accepted\.json:\d+:\d+: error: ")
                self.assertIn(message, said)

    def test_suppressions_of_the_documents_fit_their_schema(self):
        schema = json.loads(document("suppress.schema.json"))
        example = re.search(r"```json\n(\{\n    \"suppressions\".*?)```", document("diff.md"),
                            re.DOTALL)
        jsonschema.Draft7Validator(schema).validate(json.loads(example[1]))

    def test_what_is_accepted_stands_in_the_report_with_its_reason(self):
        path = self.suppress({"name": "foo_open", "reason": "nobody calls it"})
        for name in ("text", "markdown", "html", "sarif"):
            with self.subTest(name):
                text = self.diff("--format", name, "--suppress", path)
                self.assertIn("nobody calls it", text)

    def test_names_of_files_get_their_prefix(self):
        for name in ("text", "json", "sarif"):
            with self.subTest(name):
                self.assertIn("include/lib/api.h", self.diff(
                    "--format", name, "--file-prefix", "include/lib/"))

    def test_records_of_different_modules_are_compared_with_a_warning(self):
        self.make("old", BEFORE, name="other")
        result = self.run_bindery("diff", "--fail-on", "never", "old/other.ir.json",
                                  "new/api.ir.json")
        self.assertIn("this is a record of 'api', and the one it is compared with of "
                      "'other'", result.stderr)

    # --- what is compared

    def test_directories_are_paired_by_name(self):
        self.make("old", "int bar(void);\n", name="bar")
        self.make("new", "int baz(void);\n", name="baz")
        classes = self.classes(old="old", new="new")
        self.assertLessEqual({"module-added", "module-removed", "field-added"}, classes)

    def test_a_declaration_that_moves_to_another_header(self):
        for directory, text in (("old", '#include "a.h"\n#include "b.h"\n'),
                                ("new", '#include "a.h"\n#include "b.h"\n')):
            self.write(f"headers-{directory}/a.h",
                       "int f(void);\n" if directory == "old" else "")
            self.write(f"headers-{directory}/b.h",
                       "int f(void);\n" if directory == "new" else "int g(void);\n")
            self.make(directory, text, "--allowlist-file", ".*")
        self.assertIn("moved", self.classes())

    def test_the_size_of_an_opaque_record(self):
        self.make("old", "struct s { int a; };\nint f(struct s s);\n", "--opaque-type", "s")
        self.make("new", "struct s { long a; };\nint f(struct s s);\n", "--opaque-type", "s")
        self.assertEqual(self.classes(), {"record-layout"})

    def test_a_change_is_told_where_it_was_made(self):
        self.make("old", "struct in { int a; };\nstruct out { struct in i; int b; };\n"
                         "int f(struct out *o);\n")
        self.make("new", "struct in { int a; int c; };\nstruct out { struct in i; int b; };\n"
                         "int f(struct out *o);\n")
        changes = self.report()["modules"][0]["changes"]
        self.assertEqual([c["key"] for c in changes], ["struct in"])
        self.assertEqual([r["key"] for r in changes[0]["reached"]], ["struct out", "f"])

    def test_what_uses_a_renamed_type_did_not_change(self):
        self.make("old", "struct one { int a, b, c; };\nint f(struct one *o);\n")
        self.make("new", "struct two { int a, b, c; };\nint f(struct two *o);\n")
        self.assertEqual(self.classes(), {"renamed"})

    # --- targets

    def test_targets_shows_what_is_not_the_same_for_all(self):
        text = "struct s { char c; long l; };\ntypedef long t;\nint f(int a);\n"
        paths = []
        for target in ("x86_64-linux-gnu", "i686-linux-gnu", "x86_64-w64-mingw32"):
            header = self.write("target.h", text)
            paths.append(self.path(f"{target}.ir.json"))
            self.run_bindery("scan", "--target", target, "-o", paths[-1], header, "--",
                             "-ffreestanding")
        table = json.loads(self.run_bindery("diff", "--targets", "--format", "json",
                                            *paths).stdout)
        rows = {(row.get("key"), row["what"]): row["values"] for row in table["rows"]}
        self.assertEqual(rows["struct s", "size"], ["16", "8", "8"])
        self.assertEqual(rows["struct s", "offset of l"], ["8", "4", "4"])
        self.assertEqual(rows["t", "size"], ["8", "4", "4"])
        self.assertNotIn("f", {key for key, _ in rows})
        said = self.run_bindery("diff", "--targets", *paths).stdout
        self.assertIn("2 declarations are not the same for all targets", said)
        self.run_bindery("diff", "--targets", "--fail-on", "any", *paths, status=1)
        self.assertIn("--targets", self.refused("diff", paths[0], paths[1]))

    def test_targets_tells_what_they_are_themselves(self):
        header = self.write("target.h", "int f(int a);\n")
        for name in ("x86_64-linux-gnu", "powerpc64-linux-gnu"):
            self.run_bindery("scan", "--target", name, "-o", f"{name}.json", header, "--",
                             "-ffreestanding")
        said = self.run_bindery("diff", "--targets", "x86_64-linux-gnu.json",
                                "powerpc64-linux-gnu.json").stdout
        self.assertRegex(said, r"byte order +little +big\n")
        self.assertRegex(said, r"char +signed +unsigned\n")
        self.assertIn("each must be for another target", self.refused(
            "diff", "--targets", "x86_64-linux-gnu.json", "x86_64-linux-gnu.json"))

    # --- what is refused

    def test_command_lines_that_are_wrong(self):
        for arguments, message in (
            (["old/api.ir.json"], "there must be two records"),
            (["old", "new", "old"], "more than two"),
            (["--format", "htlm", "old", "new"], "did you mean 'html'?"),
            (["--fail-on", "often", "old", "new"], "there are breaking, any, never"),
            (["--targets", "old/api.ir.json"], "records of several targets"),
            (["--targets", "--format", "sarif", "a", "b"], "text or json, not as sarif"),
        ):
            with self.subTest(arguments):
                self.assertIn(message, self.refused("diff", *arguments, status=2))

    def test_input_that_is_wrong(self):
        self.write("empty/readme", "")
        damaged = self.write("damaged.ir.json", '{"bindery_ir": 1, "module": 3}')
        for arguments, message in (
            (["old/api.ir.json", "gone.ir.json"], "cannot read the record"),
            (["old", "new/api.ir.json"], "is a directory"),
            (["old", "empty"], "there is no record"),
            (["old/api.ir.json", damaged], "error: "),
        ):
            with self.subTest(arguments):
                self.assertIn(message, self.refused("diff", *arguments))

    # --- check

    def test_check_compares_with_what_is_committed_and_writes_nothing(self):
        header = self.write("api.h", BEFORE)
        self.run_bindery("gen", "-o", "kept", header)
        before = {name: os.stat(self.path("kept", name)).st_mtime_ns
                  for name in os.listdir(self.path("kept"))}
        self.assertEqual(self.run_bindery("check", "-o", "kept", header).stdout, "no change\n")
        self.write("api.h", AFTER)
        result = self.run_bindery("check", "-o", "kept", header, status=1)
        self.assertIn("[parameter-added]", result.stdout)
        self.assertIn("api.h: error: this file is not what would be generated now",
                      result.stderr)
        self.assertIn("run 'bindery gen' with the same arguments", result.stderr)
        self.run_bindery("check", "--fail-on", "never", "-o", "kept", header)
        after = {name: os.stat(self.path("kept", name)).st_mtime_ns
                 for name in os.listdir(self.path("kept"))}
        self.assertEqual(before, after)

    def test_check_takes_records_alone_and_lines_may_move(self):
        header = self.write("api.h", BEFORE)
        os.mkdir(self.path("kept"))
        self.run_bindery("scan", "-o", "kept/api.ir.json", header)
        self.write("api.h", "\n\n\n" + BEFORE)
        self.run_bindery("check", "-o", "kept", header)

    def test_check_with_nothing_to_compare_with(self):
        header = self.write("api.h", BEFORE)
        self.assertIn("there is nothing here to compare with",
                      self.refused("check", "-o", "kept", header))

    # --- documents

    def test_the_table_of_classes_is_whole(self):
        rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \|", document("diff.md"), re.MULTILINE)
        documented = {name for name, level in rows if level in
                      ("abi", "api", "behaviour", "compatible", "documentation")}
        tested = {c.forth[0] for c in CASES} | {c.back[0] for c in CASES} | ELSEWHERE
        self.assertEqual(documented - {"abi", "api"}, tested)


if __name__ == "__main__":
    harness.main()
