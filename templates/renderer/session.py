# SPDX-License-Identifier: MIT
"""One run: the conversation with `bindery` on standard input and output."""

import os

from .errors import RenderError
from .record import load
from .templates import TemplateSet


def read_records(data):
    """(name, bytes) of each record fed; None when the feeding was broken off."""
    records, position = [], 0
    while True:
        end = data.find(b"\n", position)
        if end < 0:
            return None
        words, position = data[position:end].split(), end + 1
        if words == [b"end"]:
            return records
        name, length = int(words[1]), int(words[2])
        records.append(
            (
                os.fsdecode(data[position : position + name]),
                data[position + name : position + name + length],
            )
        )
        position += name + length


def render_all(sets, records):
    """Every output of the run, by its path; all are there before one is handed back."""
    outputs = {}
    for name, data in records:
        record = load(name, data)
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
        records = read_records(source.readall())
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
