# SPDX-License-Identifier: MIT
"""Random C records: a small tree of records and members that can be spelled as C, walked for
its members' paths, and made smaller while a failure stays."""

import copy
import random

# Types shared by all records of one header, spelled in its first lines.
PRELUDE = """\
enum fz_small { FZ_SMALL_A, FZ_SMALL_B, FZ_SMALL_C };
enum fz_signed { FZ_SIGNED_A = -1, FZ_SIGNED_B = 3 };
enum fz_wide { FZ_WIDE_A = 0x123456789abLL, FZ_WIDE_B = 1 };
enum fz_tiny { FZ_TINY_A, FZ_TINY_B = 200 } __attribute__((packed));
enum fz_short { FZ_SHORT_A, FZ_SHORT_B = 300 } __attribute__((packed));
typedef unsigned char fz_u8;
typedef unsigned int fz_u32;
typedef unsigned long long fz_u64;
typedef int fz_int_aligned_16 __attribute__((aligned(16)));
typedef char fz_char_aligned_8 __attribute__((aligned(8)));
typedef long fz_long_aligned_2 __attribute__((aligned(2)));
typedef double fz_double_aligned_4 __attribute__((aligned(4)));
typedef int fz_v4si __attribute__((vector_size(16)));
typedef float fz_v8sf __attribute__((vector_size(32)));
typedef unsigned char fz_v8qi __attribute__((vector_size(8)));
typedef int fz_array_aligned[3] __attribute__((aligned(32)));
struct fz_point { int x; short y; };
typedef struct fz_point fz_point_aligned __attribute__((aligned(64)));
struct fz_packed { char c; int i; } __attribute__((packed));
union fz_union { char c; long l; };
"""

SCALARS = (
    "char|signed char|unsigned char|short|unsigned short|int|unsigned int|long|"
    "unsigned long|long long|unsigned long long|float|double|long double|_Bool|__int128|"
    "unsigned __int128|void *|enum fz_small|enum fz_signed|enum fz_wide|enum fz_tiny|"
    "enum fz_short|fz_u8|fz_u32|fz_u64|fz_int_aligned_16|fz_char_aligned_8|"
    "fz_long_aligned_2|fz_double_aligned_4|fz_v4si|fz_v8sf|fz_v8qi|fz_array_aligned|"
    "struct fz_point|fz_point_aligned|struct fz_packed|union fz_union|float _Complex|"
    "double _Complex|long double _Complex|int _Complex|char _Complex|_Atomic int|"
    "_Atomic long|_Atomic char|_Atomic(struct fz_point)|_Atomic _Bool|const int|"
    "volatile unsigned char|__float128"
).split("|")

# Of these no array can be made: an element would not keep its alignment.
NO_ARRAY = {
    "fz_int_aligned_16",
    "fz_char_aligned_8",
    "fz_array_aligned",
    "fz_point_aligned",
}

BIT_TYPES = (
    ("char", 8), ("signed char", 8), ("unsigned char", 8), ("short", 16),
    ("unsigned short", 16), ("int", 32), ("unsigned int", 32), ("unsigned int", 32),
    ("long", 64), ("unsigned long", 64), ("long long", 64), ("unsigned long long", 64),
    ("_Bool", 1), ("enum fz_small", 32), ("enum fz_signed", 32), ("enum fz_wide", 64),
    ("enum fz_tiny", 8), ("enum fz_short", 16), ("fz_u8", 8), ("fz_u32", 32),
    ("fz_u64", 64), ("fz_long_aligned_2", 64), ("fz_int_aligned_16", 32),
)  # fmt: skip


class Member:
    """One member: a plain one (type), a bit-field (width), or a record (record)."""

    def __init__(self, name, type_text=None, width=None, record=None):
        self.name = name
        self.type = type_text
        self.width = width
        self.record = record
        self.dimensions = []
        self.attributes = []
        self.alignas = None

    @property
    def flexible(self):
        return bool(self.dimensions) and self.dimensions[0] is None

    def lines(self, indent):
        alignas = f"_Alignas({self.alignas}) " if self.alignas else ""
        dimensions = "".join(f"[{'' if d is None else d}]" for d in self.dimensions)
        attributes = (
            f" __attribute__(({', '.join(self.attributes)}))" if self.attributes else ""
        )
        if self.record:
            lines = self.record.lines(indent)
            declarator = f" {self.name}{dimensions}" if self.name else ""
            lines[0] = lines[0].replace(indent, indent + alignas, 1)
            lines[-1] += f"{declarator}{attributes};"
            return lines
        width = "" if self.width is None else f" : {self.width}"
        name = f" {self.name}" if self.name else ""
        return [f"{indent}{alignas}{self.type}{name}{dimensions}{width}{attributes};"]


class Record:
    def __init__(self, kind, tag):
        self.kind = kind
        self.tag = tag
        self.members = []
        self.attributes = []
        self.attributes_first = False

    def lines(self, indent):
        attributes = (
            f"__attribute__(({', '.join(self.attributes)}))" if self.attributes else ""
        )
        head = [self.kind]
        if attributes and self.attributes_first:
            head.append(attributes)
        if self.tag:
            head.append(self.tag)
        lines = [f"{indent}{' '.join(head)} {{"]
        for member in self.members:
            lines += member.lines(indent + "    ")
        tail = f" {attributes}" if attributes and not self.attributes_first else ""
        lines.append(f"{indent}}}{tail}")
        return lines

    def paths(self, prefix=""):
        """(path, member) of each member that C can name, and of those inside it."""
        for member in self.members:
            if member.record:
                if member.name:
                    path = prefix + member.name
                    yield path, member
                    if not any(d in (0, None) for d in member.dimensions):
                        index = "".join("[0]" for _ in member.dimensions)
                        yield from member.record.paths(path + index + ".")
                elif not member.record.tag:
                    yield from member.record.paths(prefix)
            elif member.name:
                yield prefix + member.name, member


class Definition:
    """A record at file scope, with its #pragma pack and the way it is named."""

    def __init__(self, record, name, typedef, pack):
        self.record = record
        self.name = name
        self.typedef = typedef
        self.pack = pack

    @property
    def type(self):
        return self.name if self.typedef else f"{self.record.kind} {self.name}"

    @property
    def types(self):
        """How C names this record and those with a tag inside it."""
        return [self.type] + [
            f"{member.record.kind} {member.record.tag}"
            for _, member in self.record.paths()
            if member.record and member.record.tag
        ]

    def text(self):
        lines = [] if self.pack is None else [f"#pragma pack(push, {self.pack})"]
        body = self.record.lines("")
        if self.typedef:
            body[0] = "typedef " + body[0]
            body[-1] += f" {self.name}"
        body[-1] += ";"
        lines += body
        if self.pack is not None:
            lines.append("#pragma pack(pop)")
        return "\n".join(lines) + "\n"


class Unit:
    """One record under test and the records it is made of, the last being the record."""

    def __init__(self, index, definitions):
        self.index = index
        self.definitions = definitions

    def text(self):
        return "".join(d.text() for d in self.definitions)


class _Generator:
    def __init__(self, seed, index):
        self.random = random.Random(f"{seed}:{index}")
        self.index = index
        self.count = 0
        self.previous = []

    def chance(self, share):
        return self.random.random() < share

    def name(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def attributes(self):
        result = []
        if self.chance(0.25):
            result.append("packed")
        if self.chance(0.2):
            align = self.random.choice([1, 2, 4, 8, 16, 32, 64])
            result.append(f"aligned({align})" if self.chance(0.95) else "aligned")
        return result

    def member(self, depth):
        pick = self.random.random()
        if pick < 0.4:
            return self.bit_field()
        if pick < 0.55 and depth < 3:
            return self.nested(depth)
        if pick < 0.62 and self.previous:
            type_text = self.random.choice(self.previous)
        else:
            type_text = self.random.choice(SCALARS)
        member = Member(self.name("m"), type_text)
        if self.chance(0.15) and type_text not in NO_ARRAY:
            member.dimensions = [
                self.random.choice([1, 2, 3, 5])
                for _ in range(self.random.choice([1, 1, 2]))
            ]
            if self.chance(0.08):
                member.dimensions[0] = 0
        if self.chance(0.15):
            member.attributes = self.attributes() or ["aligned(8)"]
        elif self.chance(0.03):
            member.alignas = 64
        return member

    def bit_field(self):
        type_text, bits = self.random.choice(BIT_TYPES)
        pick = self.random.random()
        if pick < 0.08:
            return Member(None, type_text, 0)
        width = self.random.choice([1, self.random.randint(1, bits), bits])
        member = Member(None if pick < 0.15 else self.name("b"), type_text, width)
        if self.chance(0.06) and member.name:
            member.attributes = self.random.choice(
                [["packed"], ["aligned(4)"], ["aligned(16)"]]
            )
        return member

    def nested(self, depth):
        record = self.record(depth + 1, None)
        name = None if self.chance(0.5) else self.name("n")
        if name and self.chance(0.2):
            record.tag = f"fz_{self.index}_{self.name('t')}"
        member = Member(name, record=record)
        if name and self.chance(0.2):
            member.dimensions = [self.random.choice([1, 2, 4])]
        if self.chance(0.1):
            member.attributes = [f"aligned({self.random.choice([2, 8, 32])})"]
        return member

    def record(self, depth, tag):
        record = Record("union" if self.chance(0.2) else "struct", tag)
        record.attributes = self.attributes()
        record.attributes_first = self.chance(0.3)
        for _ in range(
            self.random.choice([1, 2, 3, 4, 5, 7] if depth == 0 else [1, 2, 3])
        ):
            record.members.append(self.member(depth))
        if not any(m.name or m.record for m in record.members):
            record.members.append(Member(self.name("m"), "char"))
        if depth == 0 and record.kind == "struct" and self.chance(0.08):
            tail = Member(
                self.name("f"), self.random.choice(["char", "int", "long", "short"])
            )
            tail.dimensions = [None]
            record.members.append(tail)
            if not any(m.name for m in record.members[:-1]):
                record.members.insert(0, Member(self.name("m"), "char"))
        return record

    def definition(self, name):
        typedef = self.chance(0.3)
        record = self.record(0, None if typedef else name)
        pack = self.random.choice([1, 2, 4, 8, 16]) if self.chance(0.2) else None
        return Definition(record, name, typedef, pack)

    def unit(self):
        definitions = []
        for part in range(self.random.choice([1, 1, 1, 2, 3])):
            definition = self.definition(f"fz_{self.index}_{part}")
            definitions.append(definition)
            if not definition.record.members[-1].flexible:
                self.previous += [definition.type] * 2
        return Unit(self.index, definitions)


def generate(seed, index):
    """The record of that number; the same for the same seed."""
    return _Generator(seed, index).unit()


def smaller(unit):
    """Units with one thing less than this one, the biggest steps first."""
    for number in range(len(unit.definitions)):
        if len(unit.definitions) > 1:
            yield _edited(unit, lambda u, n=number: u.definitions.pop(n))
    for number, definition in enumerate(unit.definitions):
        if definition.pack is not None:
            yield _edited(
                unit, lambda u, n=number: setattr(u.definitions[n], "pack", None)
            )
        yield from _smaller_record(unit, lambda u, n=number: u.definitions[n].record)


def _edited(unit, edit):
    other = copy.deepcopy(unit)
    edit(other)
    return other


def _smaller_record(unit, find):
    record = find(unit)
    for number in range(len(record.members)):
        if len(record.members) > 1:
            yield _edited(unit, lambda u, n=number: find(u).members.pop(n))
    for number in range(len(record.attributes)):
        yield _edited(unit, lambda u, n=number: find(u).attributes.pop(n))
    for number, member in enumerate(record.members):
        for which in range(len(member.attributes)):
            yield _edited(
                unit, lambda u, n=number, w=which: find(u).members[n].attributes.pop(w)
            )
        if member.alignas:
            yield _edited(
                unit, lambda u, n=number: setattr(find(u).members[n], "alignas", None)
            )
        if member.dimensions:
            yield _edited(
                unit, lambda u, n=number: setattr(find(u).members[n], "dimensions", [])
            )
        if member.record:
            yield _edited(
                unit,
                lambda u, n=number: find(u).members.__setitem__(n, Member("z", "char")),
            )
            yield from _smaller_record(
                unit, lambda u, n=number: find(u).members[n].record
            )
