# SPDX-License-Identifier: MIT
"""One run: the conversation with `bindery` on standard input and output."""

import os

from .errors import RenderError
from .record import Record, add_part
from .templates import TemplateSet


def read_records(source):
    """(name, members) of each record fed, its parts parsed as they come in; None when the
    feeding was broken off."""
    records, name, members = [], "", {}
    while True:
        word, *lengths = source.readline().split() or [b""]
        if word == b"end":
            return records
        if word == b"record":
            name, members = os.fsdecode(source.read(int(lengths[0]))), {}
            records.append((name, members))
        elif word != b"part":
            return None
        data = source.read(int(lengths[-1]))
        if len(data) < int(lengths[-1]):
            return None
        add_part(members, name, data)


def render_all(sets, records):
    """Every output of the run, by its path; all are there before one is handed back."""
    outputs = {}
    for name, members in records:
        record = Record(name, members)
        for templates in sets:
            for path, text in templates.render(record):
                if path in outputs:
                    raise RenderError(f"'{path}' would be written twice", name)
                outputs[path] = text.encode()
    return outputs


def run(set_directories, cache, source, sink):
    """Loads the sets, reads all records, and answers with the outputs or one error."""
    try:
        sets = [TemplateSet(directory, cache) for directory in set_directories]
        records = read_records(source)
        if records is None:
            return
        outputs = render_all(sets, records)
    except RenderError as error:
        file, text = os.fsencode(error.file), error.text.encode(errors="replace")
        sink.write(
            b"error %d %d %d %d\n" % (len(file), error.line, error.column, len(text))
        )
        sink.write(file + text)
        return
    for path, content in outputs.items():
        name = path.encode()
        sink.write(b"output %d %d\n" % (len(name), len(content)))
        sink.write(name)
        sink.write(content)
    sink.write(b"done\n")
