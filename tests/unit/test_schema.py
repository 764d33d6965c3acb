# SPDX-License-Identifier: MIT
"""docs/ir.schema.json takes the sample record and refuses what no record has."""

import copy
import json
import os
import pathlib
import unittest

import jsonschema

ROOT = pathlib.Path(os.environ.get('BINDERY_SOURCE_ROOT', '.'))
SCHEMA = json.loads((ROOT / 'docs' / 'ir.schema.json').read_text(encoding='utf-8'))
SAMPLE = json.loads((ROOT / 'tests' / 'unit' / 'sample.ir.json').read_text(encoding='utf-8'))
FREE_NAMES = ('types', 'positions', 'imports')  # objects whose members have names of the record


def objects(value, path=()):
    """(path, object) for each object whose member names the schema fixes."""
    if isinstance(value, list):
        for index, element in enumerate(value):
            yield from objects(element, path + (index,))
    elif isinstance(value, dict):
        if path[-1:] not in [(name,) for name in FREE_NAMES] and path[:1] != ('positions',):
            yield path, value
        for name, member in value.items():
            yield from objects(member, path + (name,))


def shape(path, value):
    """The same for objects that one part of the schema describes."""
    return tuple(step for step in path if isinstance(step, str))[:2], value.get('kind')


def one_of_each():
    """The objects() of the sample, but one only where several have the same members."""
    seen = set()
    for path, value in objects(SAMPLE):
        key = shape(path[:1] + path[2:] if path[:1] == ('types',) else path, value), *value
        if key not in seen:
            seen.add(key)
            yield path, value


def part(path):
    """(record, object): a valid record with little more than the object at that path."""
    record = {name: SAMPLE[name] for name in SCHEMA['required']}
    if path:
        member = SAMPLE[path[0]]
        if isinstance(member, list):
            member, path = [member[path[1]]], (path[0], 0, *path[2:])
        elif path[0] == 'types':
            member = {path[1]: member[path[1]]}
        record[path[0]] = member
    record = copy.deepcopy(record)
    found = record
    for step in path:
        found = found[step]
    return record, found


class SchemaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        validator = jsonschema.validators.validator_for(SCHEMA)
        validator.check_schema(SCHEMA)
        cls.validator = validator(SCHEMA)

    def test_sample_is_valid(self):
        self.assertEqual([error.message for error in self.validator.iter_errors(SAMPLE)], [])

    def test_unknown_member_is_refused_in_every_object(self):
        for path, _ in one_of_each():
            record, found = part(path)
            self.assertTrue(self.validator.is_valid(record), path)
            found['surprise'] = 1
            self.assertFalse(self.validator.is_valid(record), path)

    def test_empty_list_null_and_false_are_refused_as_any_member(self):
        for path, value in one_of_each():
            for name in value:
                for nothing in ([], None, False):
                    record, found = part(path)
                    found[name] = nothing
                    self.assertFalse(self.validator.is_valid(record), (path, name, nothing))

    def test_key_and_name_are_required_of_every_declaration(self):
        for kind in ('records', 'enums', 'typedefs', 'functions', 'variables', 'macros'):
            for member in ('key', 'name'):
                record, found = part((kind, 0))
                del found[member]
                self.assertFalse(self.validator.is_valid(record), (kind, member))

    def test_sample_uses_every_member(self):
        """So that the tests of the reader and the writer, which share it, meet them all."""
        for list_name, definition in (('records', 'record'), ('enums', 'enum'),
                                      ('typedefs', 'typedef'), ('functions', 'function'),
                                      ('variables', 'variable'), ('macros', 'macro')):
            own = set(SCHEMA['$defs'][definition]['properties'])
            used = set().union(*SAMPLE[list_name])
            shared = {'inline', 'owner', 'doc', 'c', 'c_only', 'attributes', 'file', 'params'}
            self.assertEqual(own - used - shared, set(), list_name)
        for list_name, definition in (('handlers', 'handler'), ('tables', 'table'),
                                      ('objects', 'object'),
                                      ('definitions', 'definition')):
            used = set().union(*SAMPLE[list_name])
            self.assertEqual(set(SCHEMA['$defs'][definition]['properties']), used, list_name)
        self.assertEqual(set(SCHEMA['properties']) - set(SAMPLE), set())


if __name__ == '__main__':
    unittest.main()
