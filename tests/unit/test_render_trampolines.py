# SPDX-License-Identifier: MIT
"""Trampolines of the template set `c`, rendered from a record written by hand."""

import copy
import json
import shutil
import subprocess
import unittest

import test_render
from test_render import C_COMPILERS, CXX_COMPILERS, RECORDS, ROOT, RenderTest

CONSUMER = json.loads((RECORDS / "consumer.ir.json").read_text())
STRICT = [*test_render.WARNINGS, "-Wcast-qual", "-Wstrict-prototypes", "-I."]
HEADER, SOURCE = "consumer_trampolines.h", "consumer_trampolines.c"

USES_EVERYTHING = """\
#include "consumer_trampolines.h"

int use(Counter *counter, Widget *widget, Stream *stream, WidgetClass *widget_class)
{
    counter_Stream_set(stream, counter);
    counter_WidgetClass_set(widget_class);
    counter_as_Widget(counter)->width = 1;
    counter_from_Widget(widget)->ticks = 2;
    counter_tick_register_for_a_long_time("name", 1, counter, 0);
    return use_operations(&counter_ops, counter) + (int)counter_tick_add_timeout(1, counter);
}
"""


class TrampolinesTest(RenderTest):
    def setUp(self):
        super().setUp()
        for name in ("consumer.h", "events.h"):
            shutil.copy(RECORDS / name, self.out)

    def render_files(self, record):
        answer = self.render(record)
        self.assertIsNone(answer.error)
        for path, text in answer.outputs.items():
            (self.out / path).write_text(text)
        return answer.outputs

    def render_consumer(self, **members):
        """Header and source of the record with other members."""
        outputs = self.render_files({**copy.deepcopy(CONSUMER), **members})
        return outputs[HEADER], outputs[SOURCE]

    def own_header(self):
        """The bindings of the same name must not be found: the record holds none."""
        (self.out / "consumer.h").unlink()
        shutil.copy(RECORDS / "consumer.h", self.out)

    def test_source_compiles_without_warnings(self):
        self.render_consumer()
        self.own_header()
        for compiler in C_COMPILERS:
            self.assert_compiles(compiler, "-fsyntax-only", SOURCE, warnings=STRICT)

    def test_header_can_be_used_from_c_and_cxx(self):
        self.render_consumer()
        self.own_header()
        (self.out / "use.c").write_text(USES_EVERYTHING)
        (self.out / "use.cc").write_text(USES_EVERYTHING)
        strict = [w for w in STRICT if w != "-Wmissing-prototypes"]
        for compiler in C_COMPILERS:
            self.assert_compiles(compiler, "-fsyntax-only", "use.c", warnings=strict)
        strict.remove("-Wstrict-prototypes")
        for compiler in CXX_COMPILERS:
            self.assert_compiles(
                compiler, "-fsyntax-only", "use.cc", standard="c++17", warnings=strict
            )

    def test_bridges_of_tables_are_private_and_documented_in_the_source(self):
        header, source = self.render_consumer()
        self.assertNotIn("counter_read_bridge", header)
        self.assertIn(
            "/** The ticks so far, whatever the offset. */\n"
            "static unsigned long counter_read_bridge(void *opaque, unsigned long offset)\n"
            "{\n    return counter_read(opaque, offset);\n}\n",
            source,
        )

    def test_bridge_that_a_caller_can_register_is_public_and_documented_in_the_header(self):
        header, source = self.render_consumer()
        self.assertIn(
            "/* counter_tick() as TickFunction. */\n\n"
            "/** Counts one tick; 0 when it was the last. */\n"
            "int counter_tick_bridge(void *opaque);\n",
            header,
        )
        self.assertIn("\nint counter_tick_bridge(void *opaque)\n{\n", source)

    def test_typed_form_has_the_documentation_of_the_function(self):
        header, _ = self.render_consumer()
        self.assertIn(
            "/**\n * Calls the function\n * again and again.\n */\n"
            "static inline unsigned counter_tick_add_timeout(unsigned class_, Counter *data)\n"
            "{\n    return add_timeout(class_, counter_tick_bridge, data);\n}\n",
            header,
        )

    def test_typed_form_has_the_first_paragraph_alone(self):
        handlers = copy.deepcopy(CONSUMER["handlers"])
        registrar = next(h for h in handlers if "registrars" in h)["registrars"][0]
        for doc, expected in (
            ("Calls it.\n\nOften.", "/** Calls it. */\n"),
            ("Calls it.\n@param tick  what", "/** Calls it. */\n"),
            ("Calls it.\n  \\return a number", "/** Calls it. */\n"),
            ("Calls it with\n@p tick.", "/**\n * Calls it with\n * @p tick.\n */\n"),
            ("@brief Calls it.\n", "/** @brief Calls it. */\n"),
            ("@param tick  what", "\n"),
        ):
            registrar["doc"] = doc
            header, _ = self.render_consumer(handlers=handlers)
            self.assertIn(f"\n{expected}static inline {registrar['c'][:20]}", header, doc)

    def test_typed_form_stands_behind_all_bridges_that_it_needs(self):
        handlers = copy.deepcopy(CONSUMER["handlers"])
        tick = next(h for h in handlers if "registrars" in h)
        later = {**tick, "function": "later", "bridge": "later_bridge", "registrars": []}
        later["c"] = tick["c"].replace(tick["bridge"], "later_bridge")
        tick["registrars"] = [
            {"function": "f", "name": "g", "c": "void g(Counter *data)",
             "call": "f(NULL, later_bridge, counter_tick_bridge, data)"}
        ]
        header, _ = self.render_consumer(handlers=[*handlers, later])
        self.assertLess(header.index("later_bridge(void *"), header.index("void g("))
        self.assertIn("#include <stddef.h>\n", header)

    def test_bridge_calls_a_deprecated_handler_without_a_warning(self):
        functions = copy.deepcopy(CONSUMER["functions"])
        tick = next(f for f in functions if f["key"] == "counter_tick")
        tick["c"] = "int counter_tick(Counter *c) __attribute__((deprecated))"
        _, source = self.render_consumer(functions=functions)
        self.assertRegex(
            source,
            r"#pragma GCC diagnostic push\n/\*.*\*/\n"
            r'#pragma GCC diagnostic ignored "-Wdeprecated-declarations"\n'
            r"int counter_tick_bridge\(void \*opaque\)\n{\n.*\n}\n"
            r"#pragma GCC diagnostic pop\n",
        )
        self.assertEqual(source.count("#pragma"), 3)

    def test_table_has_designated_initialisers(self):
        header, source = self.render_consumer()
        self.assertIn("\nextern const Operations counter_ops;\n", header)
        self.assertIn(
            "const Operations counter_ops = {\n    .read = counter_read_bridge,\n"
            "    .write = counter_write_bridge,\n    .size = {1, 8},\n};\n",
            source,
        )

    def test_setters_fill_records_and_classes(self):
        header, source = self.render_consumer()
        self.assertIn(
            "static inline void counter_Stream_set(Stream *to, Counter *object)\n{\n"
            "    to->allocate = counter_allocate_bridge;\n"
            "    to->release = counter_release_bridge;\n"
            "    to->opaque = object;\n}\n",
            header,
        )
        self.assertIn(
            "void counter_WidgetClass_set(WidgetClass *klass)\n{\n"
            "    klass->finalize = counter_finalize_bridge;\n}\n",
            source,
        )

    def test_down_cast_asserts_the_check(self):
        header, _ = self.render_consumer()
        self.assertIn(
            "static inline Counter *counter_from_Widget(Widget *object)\n{\n"
            "    assert(is_counter(object));\n    return (Counter *)object;\n}\n",
            header,
        )
        unchecked = copy.deepcopy(CONSUMER["objects"])
        del unchecked[0]["parents"][0]["check"]
        header, _ = self.render_consumer(objects=unchecked)
        self.assertNotIn("assert", header)

    def test_no_line_is_too_long_and_clang_format_agrees(self):
        for text in self.render_consumer():
            self.assertLessEqual(max(map(len, text.splitlines())), 90)
            if not shutil.which("clang-format-14"):
                continue
            formatted = subprocess.run(
                ["clang-format-14", f"--style=file:{ROOT}/.clang-format"],
                input=text, capture_output=True, text=True, check=True,
            ).stdout
            self.assertEqual(formatted, text)

    def test_words_that_only_c_has_are_written_as_both_languages_have_them(self):
        handlers = copy.deepcopy(CONSUMER["handlers"])
        tick = next(h for h in handlers if "registrars" in h)
        tick["c"] = "_Bool counter_tick_bridge(void *restrict opaque)"
        tick["registrars"][0]["c"] = (
            "unsigned f(char *restrict *text, int values[static 4], Counter *restrict data)"
        )
        header, source = self.render_consumer(handlers=handlers)
        self.assertIn("#include <stdbool.h>\n", header)
        self.assertIn("\nbool counter_tick_bridge(void *opaque);\n", header)
        self.assertIn("\nbool counter_tick_bridge(void *opaque)\n{\n", source)
        self.assertIn(
            "unsigned f(char *__restrict *text, int values[4], Counter *data)\n", header
        )
        header, _ = self.render_consumer()
        self.assertNotIn("stdbool", header)

    def test_function_that_implements_two_things_has_two_bridges(self):
        handlers = copy.deepcopy(CONSUMER["handlers"])
        tick = next(h for h in handlers if "registrars" in h)
        tick["function"] = "counter_read"
        header, source = self.render_consumer(handlers=handlers)
        self.assertIn("\nint counter_tick_bridge(void *opaque);\n", header)
        self.assertIn("\nint counter_tick_bridge(void *opaque)\n", source)
        self.assertNotIn("counter_read_bridge", header)
        self.assertIn("\nstatic unsigned long counter_read_bridge(", source)

    def test_module_without_marks_has_no_trampolines(self):
        record = {**CONSUMER, "handlers": [], "tables": [], "objects": []}
        outputs = self.render(record).outputs
        self.assertNotIn(HEADER, outputs)
        self.assertNotIn(SOURCE, outputs)

    def test_object_types_alone_have_casts(self):
        header, source = self.render_consumer(handlers=[], tables=[])
        self.assertIn("counter_from_Widget", header)
        self.assertTrue(source.endswith('#include "consumer_trampolines.h"\n'))

    def test_own_header_is_never_taken_for_bindings_of_that_name(self):
        self.assertIn("#include <consumer.h>\n", self.render_consumer()[0])
        header, _ = self.render_consumer(include=['"wrapper.h"'])
        self.assertIn('#include "wrapper.h"\n', header)
        header, _ = self.render_consumer(include=['"events.h"'])
        self.assertIn("#include <events.h>\n", header)


class ConditionsTest(RenderTest):
    """`when` of set.json."""

    def outputs_when(self, condition):
        output = {"path": "{module}.txt", "template": "text.j2", "when": condition}
        answer = self.render(CONSUMER, sets=[self.write_set("text\n", [output])])
        return answer.error, list(answer.outputs)

    def test_one_of_several_conditions_is_enough(self):
        self.assertEqual(self.outputs_when("tables"), (None, ["consumer.txt"]))
        self.assertEqual(self.outputs_when(["enums", "tables.c"]), (None, ["consumer.txt"]))
        self.assertEqual(self.outputs_when(["enums", "functions.wrapper"]), (None, []))

    def test_unknown_condition_is_refused(self):
        for condition in ("nothing", "tables.", ".c", ["enums", 3]):
            error, outputs = self.outputs_when(condition)
            self.assertIn("'when' is LIST, LIST.MEMBER or bindings.TEXT", error[3])
            self.assertEqual(outputs, [])


# The base class's own tests run with test_render.
del RenderTest

if __name__ == "__main__":
    unittest.main()
