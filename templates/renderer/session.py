# SPDX-License-Identifier: MIT
"""One run: the conversation with `bindery` on standard input and output."""

import os

from .errors import RenderError
from .record import Record
from .report import Report
from .templates import TemplateSet


def read_records(source, document):
    """Each document fed (a Record, or what else the sets are for), its parts parsed as
    they come in; None when the feeding was broken off."""
    records = []
    while True:
        word, *lengths = source.readline().split() or [b""]
        if word == b"end":
            return records
        if word == b"record":
            records.append(document(os.fsdecode(source.read(int(lengths[0])))))
        elif word != b"part":
            return None
        data = source.read(int(lengths[-1]))
        if len(data) < int(lengths[-1]):
            return None
        records[-1].add(data)


def render_all(sets, all_outputs, records):
    """Every output of the run, by its path; all are there before one is handed back."""
    outputs = {}
    for record in records:
        record.check()
        for templates in sets:
            for path, text in templates.render(record, all_outputs):
                if path in outputs:
                    raise RenderError(f"'{path}' would be written twice", record.name)
                outputs[path] = text.encode()
    return outputs


def run(set_directories, all_outputs, cache, source, sink):
    """Loads the sets, reads all records, and answers with the outputs or one error."""
    try:
        sets = [TemplateSet(directory, cache) for directory in set_directories]
        reports = {templates.of_reports for templates in sets}
        if len(reports) > 1:
            raise RenderError("these template sets are for different things", "-t")
        records = read_records(source, Report if reports == {True} else Record)
        if records is None:
            return
        outputs = render_all(sets, all_outputs, records)
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
