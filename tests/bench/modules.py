# SPDX-License-Identifier: MIT
"""How long eight modules take in one run, beside the floor of the largest of them: over
one large header with a small one each, and as libraries that stand upon each other."""

import json
import os
import pathlib
import statistics
import subprocess
import tempfile

import inputs
import measure

LIMIT = 2.5

# A library: its name, its headers, the files it owns, the system headers its bindings
# include, and a small header that stands in for what else a wrapper may want.
LIBRARIES = [
    ('glib', ['glib.h'], [r'glib\.h', 'glib/.*', r'glibconfig\.h'],
     ['stddef.h', 'stdarg.h', 'time.h', 'pthread.h', 'stdlib.h'], 'errno.h'),
    ('gobject', ['glib-object.h'], [r'glib-object\.h', 'gobject/.*'], [], 'string.h'),
    ('gio', ['gio/gio.h'], ['gio/.*', 'gmodule.*'], [], 'wctype.h'),
    ('cairo', ['cairo.h', 'cairo-gobject.h'], ['cairo.*'], [], 'locale.h'),
    ('pango', ['pango/pango.h', 'pango/pangocairo.h'], ['pango/.*', 'hb.*'],
     ['stdint.h', 'stdio.h'], 'signal.h'),
    ('atk', ['atk/atk.h'], ['atk/.*'], [], 'ctype.h'),
    ('gdk', ['gdk-pixbuf/gdk-pixbuf.h', 'gdk/gdk.h'], ['gdk/.*', 'gdk-pixbuf/.*'], [],
     'setjmp.h'),
    ('gtk', ['gtk/gtk.h'], ['gtk/.*'], [], 'sys/socket.h'),
]


def write_modules(directory, headers_of):
    """A module a library; gives the options that name their manifests."""
    options, before = [], []
    for library in LIBRARIES:
        name, _, files, system, _ = library
        folder = pathlib.Path(directory, name)
        folder.mkdir(parents=True)
        (folder / 'wrapper.h').write_text(
            ''.join(f'#include <{header}>\n' for header in headers_of(library)),
            encoding='utf-8')
        (folder / 'module.json').write_text(json.dumps(
            {'name': name, 'depends': before, 'system': system,
             'allow': {'file': files}}), encoding='utf-8')
        options += ['-m', str(folder / 'module.json')]
        before = [*before, name]
    return options


def shared(bindery, manifests, out, flags):
    """How many of the modules had their part in one scan."""
    said = subprocess.run([bindery, 'gen', '--parse-together', '--verbose', '-t', 'c',
                           '-o', out, *manifests, '--', *flags], text=True,
                          capture_output=True, check=True)
    return said.stderr.count('\nshared ')


def measure_case(bindery, floor, title, headers_of, rounds):
    """Prints the figures of one case; gives 1 when the target is missed."""
    flags = next(each for each in inputs.INPUTS if each.letter == 'c').flags()
    with tempfile.TemporaryDirectory(prefix='bindery-bench-') as work:
        manifests = write_modules(f'{work}/in', headers_of)
        largest = f'{work}/in/gtk/wrapper.h'
        commands = {
            'floor': floor(largest, flags, work),
            'gen': [bindery, 'gen', '--parse-together', '-t', 'c', '-o', f'{work}/out',
                    *manifests, '--', *flags],
        }
        seconds = {name: [] for name in commands}
        for _ in range(rounds + 1):
            for name, command in commands.items():
                seconds[name].append(measure.run(command, dict(os.environ),
                                                 f'{work}/log').seconds)
        median = {name: statistics.median(each[1:]) for name, each in seconds.items()}
        count = shared(bindery, manifests, f'{work}/out', flags)
    ratio = median['gen'] / median['floor']
    print(f'    {title:44}{median["gen"] * 1e3:8.0f} ms{ratio:8.2f}  <= {LIMIT:.2f} '
          f'{"ok" if ratio <= LIMIT else "missed"}, {count} of {len(LIBRARIES)} shared',
          flush=True)
    return ratio > LIMIT


def run(bindery, floor, rounds):
    """Prints the figures and gives how many targets were missed. floor gives the command
    of (header, flags, directory)."""
    each = next(each for each in inputs.INPUTS if each.letter == 'c')
    if each.flags() is None:
        print('\n(modules) libgtk-3-dev is not installed, left out')
        return 0
    bindery = str(pathlib.Path(bindery).resolve())
    print('\n(modules) eight modules with --parse-together; ratio: to the floor of the largest')
    return (measure_case(bindery, floor, 'one large header, and a small one each',
                         lambda library: ['gtk/gtk.h', library[4]], rounds) +
            measure_case(bindery, floor, 'libraries upon each other',
                         lambda library: library[1], rounds))
