# SPDX-License-Identifier: MIT
"""What is measured on: real headers, and a synthetic one of any number of records."""

import pathlib
import subprocess
from typing import NamedTuple

HERE = pathlib.Path(__file__).resolve().parent / 'inputs'


class Input(NamedTuple):
    letter: str
    title: str
    header: pathlib.Path
    packages: tuple  # of pkg-config
    small: bool = False  # too small for ratios: measured against rust-bindgen instead

    def flags(self):
        """The compiler arguments, or None when a library is not installed."""
        if not self.packages:
            return []
        result = subprocess.run(['pkg-config', '--cflags', *self.packages], text=True,
                                capture_output=True, check=False)
        return None if result.returncode else result.stdout.split()


INPUTS = [
    Input('a', 'stdio + stdlib + string', HERE / 'libc.h', (), small=True),
    Input('b', 'glib.h + gio/gio.h', HERE / 'glib.h', ('gio-2.0',)),
    Input('c', 'gtk/gtk.h (3)', HERE / 'gtk.h', ('gtk+-3.0',)),
    Input('d', '42 Linux, socket, pthread and sys headers', HERE / 'linux.h', ()),
    Input('e', 'libavformat/avformat.h', HERE / 'avformat.h', ('libavformat',)),
]

RECORD = '''
/** Record number {n}. */
struct record_{n} {{
    struct record_{previous} *previous; /**< the one before */
    int (*handler_{n})(struct record_{n} *self, const char *name, unsigned long size);
    unsigned flags_{n} : 5, mode_{n} : 3;
    double weights[4];
    char name[{length}];
}};
'''


def write_synthetic(path, records):
    """A header of that many records, each pointing at the one before."""
    with open(path, 'w', encoding='utf-8') as header:
        for n in range(records):
            header.write(RECORD.format(n=n, previous=max(n - 1, 0), length=n % 29 + 3))
