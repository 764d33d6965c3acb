#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What programs see that include nothing but a generated header: constants of the right value
and type, wrappers that call, attributes that the compiler acts on, symbols that link."""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "support"))

import harness  # noqa: E402
import toolchain  # noqa: E402

GOLDEN = os.path.join(HERE, "..", "golden")

SHAPES = """\
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
struct point { int x, y; };
static inline struct point point_make(int x, int y)
{
    struct point p = {x, y};
    return p;
}
static inline int point_sum(const struct point *p, size_t n)
{
    int sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += p[i].x + p[i].y;
    }
    return sum;
}
static inline uint64_t wide(uint64_t a, double b, _Bool c)
{
    return a * (uint64_t)b + c;
}
typedef int (*operation)(int);
static inline int twice(int a) { return 2 * a; }
static inline operation pick(operation given) { return given ? given : twice; }
static inline int apply(int (*function)(int), int values[2]) { return function(values[1]); }
static inline int list_second(int first, va_list arguments)
{
    return first + va_arg(arguments, int);
}
static inline void store(int *where) { *where = 77; }
static inline int class(int new) { return new + 1; }
int from_library(int a);
int renamed(int a) __asm__("real_symbol");
extern int library_variable;
extern _Thread_local int library_thread_local;
"""
LIBRARY = """\
int from_library(int a) { return a + 1000; }
int real_symbol(int a) { return a + 2000; }
int library_variable = 5;
_Thread_local int library_thread_local = 6;
"""
PROGRAM = """\
#include "m.h"
#include <stdarg.h>
#include <stdio.h>
static int negate(int a) { return -a; }
static int call_list(int first, ...)
{
    va_list arguments;
    va_start(arguments, first);
    int result = list_second(first, arguments);
    va_end(arguments);
    return result;
}
int main(void)
{
    struct point p[2] = {point_make(1, 2), point_make(3, 4)};
    int values[2] = {5, 6}, stored = 0;
    store(&stored);
    printf("%d %llu %d %d %d %d %d\\n", point_sum(p, 2), (unsigned long long)wide(3, 4.0, 1),
           pick(0)(21), pick(negate)(21), apply(negate, values), call_list(7, 8), stored);
    printf("%d %d %d %d\\n", from_library(1), renamed(1), library_variable, library_thread_local);
    return 0;
}
"""

ATTRIBUTES = """\
int old(void) __attribute__((deprecated("use \\"fresh\\" of 100%")));
int print(const char *format, ...) __attribute__((format(printf, 1, 2)));
int check(void) __attribute__((warn_unused_result));
int never_null(const char *text, const char *other) __attribute__((nonnull(2)));
void die(void) __attribute__((noreturn));
int ends(const char *first, ...) __attribute__((sentinel));
typedef void (*last)(void) __attribute__((noreturn));
typedef union { int *i; const char *c; } any __attribute__((transparent_union));
int take(any value);
struct s { int gone __attribute__((deprecated("no more"))); int kept; };
enum e { E_OLD __attribute__((deprecated("old enumerator"))), E_NEW };
"""


class Programs(harness.BinderyTest):
    def gen(self, text, *options):
        header = self.write("original/wrapper.h", text)
        self.run_bindery("gen", "--name", "m", "-o", self.path("out"), *options, header)

    def test_wrappers_and_symbols(self):
        self.gen(SHAPES)
        self.assertNotIn("#include", self.read("out/m.h"))
        program = self.write("program.c", PROGRAM)
        library = self.write("library.c", LIBRARY)
        for name in toolchain.c_compilers():
            objects = []
            for source, flags in (
                (self.path("out/m_wrappers.c"), ["-I", self.path("original")]),
                (program, ["-I", self.path("out")]),
                (library, []),
            ):
                objects.append(f"{source}.{name}.o")
                self.assert_compiles(
                    [name, "-std=gnu11", *toolchain.WARNINGS, *flags, "-c", source]
                    + ["-o", objects[-1]]
                )
            self.assert_compiles([name, "-o", self.path("program"), *objects])
            said = self.assert_compiles([self.path("program")]).stdout
            self.assertEqual(said, "10 13 42 -21 -6 15 77\n1001 2001 5 6\n", name)

    def test_wrappers_from_cxx(self):
        self.gen(SHAPES)
        program = self.write("program.cpp", PROGRAM)
        library = self.write("library.c", LIBRARY)
        for c_name, name in (("gcc", "g++"), ("clang", "clang++")):
            if name not in toolchain.cxx_compilers():
                continue
            wrappers = self.path("out/m_wrappers.c")
            self.assert_compiles(
                [
                    c_name,
                    "-I",
                    self.path("original"),
                    "-c",
                    wrappers,
                    "-o",
                    self.path("w.o"),
                ]
            )
            self.assert_compiles([c_name, "-c", library, "-o", self.path("l.o")])
            self.assert_compiles(
                [
                    name,
                    "-std=c++17",
                    "-Wall",
                    "-Wextra",
                    "-Werror",
                    "-I",
                    self.path("out"),
                ]
                + [
                    program,
                    self.path("w.o"),
                    self.path("l.o"),
                    "-o",
                    self.path("program"),
                ]
            )
            said = self.assert_compiles([self.path("program")]).stdout
            self.assertEqual(said, "10 13 42 -21 -6 15 77\n1001 2001 5 6\n", name)

    def warned(self, compiler, body, head=""):
        """What a compiler warns of, in a function that uses the attributes' header."""
        source = self.write(
            "use.c", f'#include "m.h"\n{head}int use(void)\n{{\n{body}\n}}\n'
        )
        command = [
            compiler,
            "-Wall",
            "-Wextra",
            "-O1",
            "-c",
            "-o",
            os.devnull,
            "-I",
            self.path("out"),
            source,
        ]
        result = toolchain.run(command)
        return [
            line
            for line in result.stderr.splitlines()
            if "use.c" in line and ("warning: " in line or "error: " in line)
        ]

    def test_attributes_are_acted_on(self):
        self.gen(ATTRIBUTES)
        for name in toolchain.c_compilers():
            warned = lambda body: "\n".join(self.warned(name, body))  # noqa: E731
            self.assertIn(
                'use "fresh" of 100%', warned("return old();").replace('\\"', '"')
            )
            self.assertIn("format", warned('return print("%s", 1);'))
            self.assertIn("unused", warned("check(); return 0;"))
            self.assertIn("null", warned('return never_null("a", 0);').lower())
            self.assertEqual("", warned("die();"))
            self.assertEqual("", warned('return never_null(0, "a");'))
            self.assertIn("sentinel", warned('return ends("a", "b");'))
            self.assertEqual("", warned("int i = 1; return take(&i);"))
            self.assertIn("no more", warned("struct s s; s.gone = 1; return s.gone;"))
            self.assertIn("old enumerator", warned("return E_OLD;"))
            self.assertEqual("", warned("struct s s; s.kept = E_NEW; return s.kept;"))

    def test_noreturn_of_a_function_pointer(self):
        self.gen(ATTRIBUTES)
        for name in toolchain.c_compilers():
            self.assertEqual(self.warned(name, "last f = die; f();"), [], name)


# ---------------------------------------------------------------------------------------


def dump_program(include, macros):
    """A program that prints value and type of each macro, bit for bit."""
    # No header of the C library: the generated one may declare the same things.
    lines = [
        f'#include "{include}"',
        "#define IS(m, t) __builtin_types_compatible_p(__typeof__((m)), t)",
        "#define HALF(m, from) (unsigned long long)((unsigned __int128)(m) >> from)",
        "static void bytes(const char *name, const void *data, unsigned long n)",
        '{ __builtin_printf("%s", name); for (unsigned long i = 0; i < n; i++)',
        '  __builtin_printf(" %02x", ((const unsigned char *)data)[i]); __builtin_printf("\\n"); }',
        "int main(void) {",
    ]
    for macro in macros:
        name, kind, type_text = macro["name"], macro["kind"], macro.get("type")
        if kind in ("text", "function"):
            continue
        # A string's type is the pointer that it becomes where it is used.
        value = f"{name} + 0" if macro["c"].endswith('"') else name
        lines.append(
            f'  __builtin_printf("{name} is its type: %d\\n", IS({value}, {type_text}));'
        )
        if kind == "integer":
            lines.append(
                f'  __builtin_printf("{name} %llx %llx %zu\\n", HALF({name}, 64), '
                f"HALF({name}, 0), sizeof({name}));"
            )
        elif kind == "floating":
            lines.append(
                f'  __builtin_printf("{name} %La %zu\\n", (long double)({name}), sizeof({name}));'
            )
        elif kind == "pointer":
            lines.append(
                f'  __builtin_printf("{name} %llx\\n", (unsigned long long)({name}));'
            )
        elif macro["c"].endswith('"'):
            lines.append(f'  bytes("{name}", ({name}), sizeof({name}));')
        else:
            lines.append(
                f'  bytes("{name}", ({name}), __builtin_strlen((const char *)({name})));'
            )
    lines.append("  return 0; }")
    return "\n".join(lines) + "\n"


class CxxMacros(harness.BinderyTest):
    """Macros whose values are casts to what C++ calls otherwise."""

    def test_values_can_be_used_after_the_header(self):
        header = self.write(
            "wrapper.h",
            "struct class { int x; };\ntypedef int new;\nstruct and { int y; };\n"
            "#define YES ((_Bool)1)\n#define NOWHERE ((_Bool *)8)\n"
            "#define CLASSY ((struct class *)16)\n#define NEWISH ((new)5)\n"
            "#define ANDY ((struct and *)24)\n#define HERE ((char *restrict *)32)\n"
            '#define TEXT "_Bool class"\n',
        )
        self.run_bindery("gen", "--name", "m", "-o", self.path("out"), header)
        program = self.write(
            "program.cpp",
            '#include "out/m.h"\n'
            "bool yes = YES;\nbool *nowhere = NOWHERE;\nclass_ *classy = CLASSY;\n"
            "int newish = NEWISH;\nand_ *andy = ANDY;\nchar **here = (char **)HERE;\n"
            'static_assert(sizeof(TEXT) == sizeof("_Bool class"), "text");\n',
        )
        for name in toolchain.cxx_compilers():
            self.assert_compiles(
                [name, "-std=c++17", "-Wall", "-Wextra", "-fsyntax-only", program]
            )


class Macros(harness.BinderyTest):
    """Each macro constant of the generated header is what the original's is, to the bit."""

    def check(self, header, original_compilers, *options):
        self.run_bindery("gen", "--name", "m", "-o", self.path("out"), *options, header)
        macros = json.loads(self.read("out/m.ir.json"))["macros"]
        macros = [macro for macro in macros if "c" in macro]
        self.assertGreater(len(macros), 2)
        sources = {
            "original": self.write("original.c", dump_program(header, macros)),
            "generated": self.write(
                "generated.c", dump_program(self.path("out/m.h"), macros)
            ),
        }
        said = {}
        for what, source in sources.items():
            for name in (
                original_compilers if what == "original" else toolchain.c_compilers()
            ):
                program = self.path("dump")
                self.assert_compiles([name, "-std=gnu11", "-w", source, "-o", program])
                said[what, name] = self.assert_compiles([program]).stdout.splitlines()
        expected = said["original", original_compilers[0]]
        for line in expected:
            if " is its type: " in line:
                self.assertTrue(line.endswith("1"), line)
        for which, lines in said.items():
            self.assertEqual(expected, lines, which)
        return macros


def _golden(name):
    def test(self):
        header = os.path.realpath(os.path.join(GOLDEN, name, "wrapper.h"))
        self.check(header, toolchain.c_compilers())

    return test


def _system(*names):
    def test(self):
        clang = [name for name in toolchain.c_compilers() if toolchain.is_clang(name)][:1]
        if not clang:
            self.skipTest("no clang")
        header = self.write(
            "wrapper.h", "".join(f"#include <{name}>\n" for name in names)
        )
        self.check(header, clang)

    return test


for _name in ("macros_integers", "macros_ioctl", "macros_floating", "macros_strings",
              "macros_pointers", "macros_shadowing", "enums_and_macros"):  # fmt: skip
    setattr(Macros, f"test_{_name}", _golden(_name))
Macros.test_limits = _system("limits.h", "float.h", "stdint.h", "inttypes.h")
Macros.test_posix = _system(
    "fcntl.h", "errno.h", "signal.h", "sys/mman.h", "sys/stat.h", "math.h"
)
Macros.test_ioctls = _system("sys/ioctl.h", "linux/fs.h", "linux/kvm.h", "linux/input.h")
Macros.test_network = _system("sys/socket.h", "netinet/in.h", "netdb.h", "net/if.h")


if __name__ == "__main__":
    harness.main()
