# SPDX-License-Identifier: MIT
"""Compares the macros of a record with what Clang makes of them.

usage: macros.py [--keep DIRECTORY] [--no-run] BINDERY HEADER... [-- CFLAG...]

Every macro that the record calls a constant must have that type and value, and its `c` must
have them too; every one that it calls text must be no constant to Clang. For
another target than the host's, --no-run checks all but what strings, pointers and floating
constants hold. The last line is
`N macros, N constant, N differences`; the exit status is 1 if there is a difference.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

CLANG = ['clang', '-std=gnu11', '-w', '-ferror-limit=0', '-fno-caret-diagnostics']

# The compiler makes a new value of these at each place.
DYNAMIC = re.compile(r'\b__(LINE|FILE|BASE_FILE|FILE_NAME|COUNTER|DATE|TIME|TIMESTAMP'
                     r'|INCLUDE_LEVEL)__\b')

# What a file of probes needs besides the headers.
PRELUDE = r'''
extern int printf(const char *, ...);
extern int memcmp(const void *, const void *, unsigned long);
static void differ(const char *name, const char *what) { printf("%s: %s\n", name, what); }
#define SAME_TYPE(EXPRESSION, TYPE) \
    _Static_assert(__builtin_types_compatible_p(__typeof__(EXPRESSION), TYPE), "type")
#define BOTH_NAN(A, B) ((A) != (A) && (B) != (B))
'''


class Compiler:
    """Clang on a file of probes: one macro a line, so a line's errors are the macro's."""

    def __init__(self, directory, headers, flags):
        self.directory = directory
        self.includes = ''.join(f'#include {header}\n' for header in headers)
        self.flags = flags

    def write(self, name, lines, prelude=PRELUDE):
        """Gives the path, and the number of the first probe's line."""
        head = self.includes + prelude
        path = self.directory / name
        path.write_text(head + '\n'.join(lines) + '\n', encoding='utf-8',
                        errors='surrogateescape')
        return path, head.count('\n') + 1

    def run(self, *arguments):
        return subprocess.run([*CLANG, *self.flags, *map(str, arguments)], check=False,
                              capture_output=True, encoding='utf-8', errors='surrogateescape')

    def errors(self, name, lines):
        """{index of the line: first error}"""
        path, first = self.write(name, lines)
        result = self.run('-fsyntax-only', path)
        found = {}
        for line in result.stderr.splitlines():
            match = re.match(r'(.*?):(\d+):\d+: (?:fatal )?error: (.*)', line)
            if match and match[1] == str(path):
                found.setdefault(int(match[2]) - first, match[3])
        return found

    def output(self, name, lines):
        """What the program prints that has these lines before its main()."""
        path, _ = self.write(name, lines)
        program = path.with_suffix('')
        built = self.run('-O0', path, '-o', program)
        if built.returncode:
            sys.exit(f'{path} does not compile:\n{built.stderr}')
        return subprocess.run([program], check=True, capture_output=True,
                              encoding='utf-8', errors='surrogateescape').stdout

    def macros(self):
        """{name: body} of the object-like macros at the end of the headers."""
        return object_like(self.run('-E', '-dM', self.write('all.c', [], '')[0]).stdout)

    def predefined(self):
        return object_like(self.run('-E', '-dM', '-x', 'c', '/dev/null').stdout)

    def expansions(self, names):
        """What each name expands to."""
        lines = [f'bindery_begin {index} {name} bindery_end'
                 for index, name in enumerate(names)]
        text = self.run('-E', '-P', self.write('expand.c', lines, '')[0]).stdout
        return {names[int(match[1])]: match[2].strip() for match in
                re.finditer(r'bindery_begin (\d+)(.*?)bindery_end', text, re.S)}


def object_like(text):
    return {match[1]: match[2] for match in
            re.finditer(r'^#define ([^\s(]+)(?: (.*))?$', text, re.M)}


def scan(bindery, directory, headers, flags):
    wrapper = directory / 'wrapper.h'
    record = directory / 'wrapper.json'
    wrapper.write_text(''.join(f'#include {header}\n' for header in headers))
    scanned = subprocess.run([bindery, 'scan', '--allowlist-file', '.*', '-o', record, wrapper,
                              '--', *flags], check=False)
    if scanned.returncode:
        sys.exit('the headers cannot be scanned')
    return json.loads(record.read_text(encoding='utf-8'))['macros']


def c_bytes(text):
    return '"' + ''.join(f'\\{byte:03o}' for byte in text.encode()) + '"'


def value_check(macro):
    """C that is true if the probe's value is the record's."""
    value, type_ = macro.get('value'), macro['type']
    if macro['kind'] in ('integer', 'pointer'):
        number = int(value) % 2 ** 128
        high = f'(unsigned __int128){number >> 64}ULL << 64 | ' if '__int128' in type_ else ''
        number = f'({high}{number % 2 ** 64}ULL)'
        if macro['kind'] == 'pointer':
            return f'(__UINTPTR_TYPE__){{probe}} == (__UINTPTR_TYPE__){number}'
        return f'{{probe}} == ({type_}){number}'
    if macro['kind'] == 'floating':
        if 'n' in value:
            value = value.replace('inf', '__builtin_infl()').replace(
                'nan', '__builtin_nanl("")')
        else:
            value += 'L'
        value = f'({type_}){value}'
        return f'({{probe}} == {value} || BOTH_NAN({{probe}}, {value}))'
    if value is not None and 'char' in type_:
        return f'memcmp({{probe}}, {c_bytes(value)}, sizeof {c_bytes(value)}) == 0'
    return '1'


def same_check(macro):
    """C that is true if the probe and the C text are the same value."""
    name, c = macro['name'], macro['c']
    if macro['kind'] in ('string', 'text'):
        literal = re.sub(r'^\(\(.*?\)(.*)\)$', r'\1', c, flags=re.S)
        same = f'memcmp({{probe}}, {{text}}, sizeof {braced(literal)}) == 0'
        if literal == c:
            same += f' && sizeof {name} == sizeof {braced(c)}'
        return same
    return '({probe} == {text} || BOTH_NAN({probe}, {text}))'


def braced(text):
    """The text as str.format() gives it back."""
    return text.replace('{', '{{').replace('}', '}}')


def constant_line(index, macro, runs):
    """One line of C that checks one constant: at file scope, and in check_INDEX()."""
    name, type_, c = macro['name'], macro['type'], macro['c']
    names = {'probe': f'bindery_probe_{index}', 'text': f'bindery_text_{index}'}
    line = (f'static const __auto_type {names["probe"]} = ({name}); '
            f'static const __auto_type {names["text"]} = {c}; '
            f'SAME_TYPE({names["probe"]}, {type_}); SAME_TYPE({names["text"]}, {type_}); ')
    if not runs and macro['kind'] == 'integer':
        check = value_check(macro)
        line += ''.join(f'_Static_assert({check.format(probe=probe)}, "value"); '
                        for probe in (f'({name})', f'({c})'))
    if runs:
        line += (f'static void bindery_check_{index}(void) {{ '
                 f'if (!({value_check(macro).format(**names)})) differ("{name}", "value"); '
                 f'if (!({same_check(macro).format(**names)})) differ("{name}", "c"); }}')
    return line


def check_constants(compiler, constants, runs):
    """Yields a description of each difference."""
    lines = [constant_line(index, macro, runs) for index, macro in enumerate(constants)]
    errors = compiler.errors('constants.c', lines)
    for index, error in sorted(errors.items()):
        name = constants[index]['name'] if 0 <= index < len(constants) else '?'
        yield f'{name}: recorded as {constants[index]["c"]}: {error}'
    if not runs:
        return
    lines = ['' if index in errors else line for index, line in enumerate(lines)]
    lines.append('int main(void) {')
    lines += [f'bindery_check_{index}();' for index in range(len(constants))
              if index not in errors]
    lines.append('return 0; }')
    by_name = {macro['name']: macro for macro in constants}
    for line in compiler.output('values.c', lines).splitlines():
        macro = by_name[line.split(':')[0]]
        yield f'{line} differs: {macro}'


def is_balanced(text):
    open_ = []
    pairs = {')': '(', ']': '['}
    for char in re.sub(r'"(\\.|[^"\\])*"|\'(\\.|[^\'\\])*\'', '', text):
        if char in '([':
            open_.append(char)
        elif char in ')]' and (not open_ or open_.pop() != pairs[char]):
            return False
    return not open_


def check_texts(compiler, names):
    """Yields a description of each text macro that is a constant to Clang."""
    expansions = compiler.expansions(names)
    probed = [name for name in names
              if expansions.get(name) and is_balanced(expansions[name]) and
              not re.search(r'[{};#]|_Pragma', expansions[name])]
    lines = [f'static const __auto_type bindery_probe_{index} = ({name}); '
             f'static const __auto_type bindery_bare_{index} = {name}; '
             f'_Static_assert(__builtin_constant_p({name}) && '
             f'__builtin_classify_type({name}) != 9, "no complex number");'
             for index, name in enumerate(probed)]
    errors = compiler.errors('texts.c', lines)
    for index, name in enumerate(probed):
        if index not in errors:
            yield f'{name}: recorded as text, but is the constant {expansions[name]}'


def check_names(compiler, macros):
    """Yields a description of each macro that is in one list only."""
    recorded = {macro['name'] for macro in macros}
    known = compiler.macros()
    objects = {macro['name'] for macro in macros if macro['kind'] != 'function'}
    for name in sorted(objects - known.keys()):
        yield f'{name}: recorded, but not defined at the end of the headers'
    for name in sorted(known.keys() - recorded - compiler.predefined().keys()):
        if not name.startswith('_'):  # names of the compiler's own headers
            yield f'{name}: not recorded'


def main(arguments):
    keep, runs = None, True
    while arguments and arguments[0].startswith('--'):
        if arguments[0] == '--keep':
            keep, arguments = Path(arguments[1]), arguments[1:]
        elif arguments[0] == '--no-run':
            runs = False
        else:
            sys.exit(__doc__)
        arguments = arguments[1:]
    if len(arguments) < 2:
        sys.exit(__doc__)
    flags = []
    if '--' in arguments:
        split = arguments.index('--')
        arguments, flags = arguments[:split], arguments[split + 1:]
    bindery, *headers = arguments
    headers = [header if header.startswith(('<', '"')) else f'<{header}>'
               for header in headers]
    with tempfile.TemporaryDirectory() as temporary:
        directory = keep or Path(temporary)
        directory.mkdir(parents=True, exist_ok=True)
        compiler = Compiler(directory, headers, flags)
        macros = scan(bindery, directory, headers, flags)
        constants = [macro for macro in macros if 'c' in macro]
        texts = [macro['name'] for macro in macros
                 if macro['kind'] == 'text' and 'c' not in macro and
                 not DYNAMIC.search(macro.get('body', ''))]
        differences = [*check_names(compiler, macros),
                       *check_constants(compiler, constants, runs),
                       *check_texts(compiler, texts)]
    for difference in differences:
        print(difference)
    print(f'{len(macros)} macros, {len(constants)} constant, '
          f'{len(differences)} differences')
    return 1 if differences else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
