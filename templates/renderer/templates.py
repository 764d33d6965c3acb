# SPDX-License-Identifier: MIT
"""Template sets: a directory with a set.json and the templates that it names."""

import json
import os

import jinja2

from . import filters
from .cache import TemplateCache
from .errors import RenderError
from .record import CONSUMER_LISTS, LISTS, damaged


class Environment(jinja2.Environment):
    """Jinja2 with strict names and only the filters of filters.py. `a.b` on a dictionary
    is its member `b`, never a method."""

    def __init__(self, directory, cache):
        super().__init__(
            loader=jinja2.FileSystemLoader(directory),
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.filters = filters.allowed(self.filters)
        self.globals = {name: self.globals[name] for name in ("namespace", "range")}
        if cache:
            self.bytecode_cache = TemplateCache(cache, sorted(self.filters))

    def getattr(self, obj, attribute):
        if isinstance(obj, dict):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


class TemplateSet:
    """One set, its templates loaded."""

    def __init__(self, directory, cache):
        self.directory = directory
        self.manifest = os.path.join(directory, "set.json")
        self.environment = Environment(directory, cache)
        self.outputs = []
        for output in self.read_manifest():
            self.outputs.append((output, self.load(output["template"])))

    def read_manifest(self):
        try:
            with open(self.manifest, "rb") as file:
                manifest = json.load(file)
            outputs = manifest["outputs"]
            if manifest.get("record", "brief") not in ("brief", "diff"):
                raise ValueError("'record' is 'brief' or 'diff', or it is not there")
            self.of_reports = manifest.get("record") == "diff"
            for output in outputs:
                if not {"path", "template"} <= output.keys() <= {"path", "template", "when"}:
                    raise ValueError("an output has 'path', 'template' and maybe 'when'")
                path = output["path"].format(module="module")
                if path.startswith("/") or ".." in path.split("/"):
                    raise ValueError(f"'{path}' is not below the output directory")
            return outputs
        except OSError as error:
            raise RenderError(f"cannot be read: {error.strerror}", self.manifest) from None
        except json.JSONDecodeError as error:
            raise RenderError(error.msg, self.manifest, error.lineno, error.colno) from None
        except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
            text = f"{error}; see docs/templates.md"
            raise RenderError(text, self.manifest) from None

    def load(self, name):
        try:
            return self.environment.get_template(name)
        except jinja2.TemplateNotFound as error:
            text = f"there is no template '{error.name}'"
            raise RenderError(text, self.manifest) from None
        except jinja2.TemplateSyntaxError as error:
            raise RenderError(error.message, error.filename or name, error.lineno) from None
        except (OSError, UnicodeDecodeError) as error:
            raise RenderError(f"cannot be read: {error}", self.path(name)) from None

    def path(self, name):
        return os.path.join(self.directory, name)

    def render(self, record, all_outputs=False):
        """(path, text) of each output of the set for the record: of those that the record
        has something for, or of all."""
        for output, template in self.outputs:
            if not wanted(record, output.get("when", ())) and not all_outputs:
                continue
            path = output["path"].format(module=record["module"])
            try:
                yield path, template.render(**{record.called: record})
            except RenderError:
                raise
            except Exception as error:
                raise self.blame(error, record, output["template"]) from error

    def blame(self, error, record, name):
        """What a failed template or a damaged record comes out as: the innermost line of
        a template on the way to the failure."""
        if isinstance(error, jinja2.TemplateSyntaxError):
            return RenderError(error.message, error.filename or name, error.lineno)
        file, line, own = self.path(name), 0, True
        trace = error.__traceback__
        while trace:
            source = trace.tb_frame.f_code.co_filename
            own = source.endswith(".j2")
            if own:
                file, line = source, trace.tb_lineno
            trace = trace.tb_next
        if own or isinstance(error, jinja2.TemplateError):
            return RenderError(f"{error}, for record '{record.name}'", file, line)
        what = f"{type(error).__name__}: {error}, at {file}:{line}"
        return damaged(record.name, what)


def wanted(record, conditions):
    """Whether an output is made: one of its conditions holds, or it has none."""
    if isinstance(conditions, str):
        conditions = [conditions]
    return not conditions or any(holds(record, condition) for condition in conditions)


def holds(record, condition):
    """Whether a condition holds: `handlers`, that list has something in it;
    `functions.wrapper`, something in that list has that member; `bindings.wrappers`, the
    bindings have that."""
    member, dot, name = str(condition).partition(".")
    if member == "bindings" and name:
        return name in record[member]
    if member not in (*LISTS.values(), *CONSUMER_LISTS) or bool(dot) != bool(name):
        raise RenderError(f"'when' is LIST, LIST.MEMBER or bindings.TEXT of the record, not '{condition}'")
    return any(not dot or name in entry for entry in record[member])
