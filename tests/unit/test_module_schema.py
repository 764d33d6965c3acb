# SPDX-License-Identifier: MIT
"""docs/module.schema.json takes the manifests of the tests and refuses what none may say."""

import json
import os
import pathlib
import unittest

import jsonschema

ROOT = pathlib.Path(os.environ.get('BINDERY_SOURCE_ROOT', '.'))
SCHEMA = json.loads((ROOT / 'docs' / 'module.schema.json').read_text(encoding='utf-8'))
# Every key there is, each with all it may hold.
FULL = {
    '$schema': '../docs/module.schema.json',
    'name': 'gio',
    'depends': ['glib', 'gobject'],
    'wrapper': 'wrapper.h',
    'allow': {kind: ['a', 'b.*'] for kind in
              ('file', 'type', 'function', 'variable', 'macro', 'item')},
    'block': {kind: ['c'] for kind in
              ('file', 'type', 'function', 'variable', 'macro', 'item')},
    'opaque': ['GMainContext'],
    'enums': {'default': 'plain', 'plain': ['a'], 'consts': ['b'], 'moduleconsts': ['c'],
              'bitfield': ['d'], 'newtype': ['e'], 'rust': ['f'],
              'rust_non_exhaustive': ['g']},
    'rename': {'old_name': 'new_name'},
    'macros': {'MAX_INT': 'int (int a, int b)'},
    'callbacks': {
        'g_timeout_add': {'function': {'user_data': 'data', 'destroy': None, 'opaque': 0}},
        'foo': False,
        'struct zs': {'zalloc': {'user_data': 'opaque'}, 'other': False},
        'GSourceFunc': {'opaque': 0},
    },
    'system': ['stddef.h', 'sys/types.h'],
    'raw': ['#define X 1', ''],
}


def parts(schema, path=()):
    """(path, part) of each part of the schema that says what a value is."""
    for name in ('properties', '$defs'):
        for key, part in schema.get(name, {}).items():
            yield path + (key,), part
            yield from parts(part, path + (key,))


class SchemaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        validator = jsonschema.validators.validator_for(SCHEMA)
        validator.check_schema(SCHEMA)
        cls.validator = validator(SCHEMA)

    def test_full_manifest_is_valid(self):
        self.assertEqual([error.message for error in self.validator.iter_errors(FULL)], [])
        self.assertEqual(set(FULL), set(SCHEMA['properties']))
        for key in ('allow', 'block'):
            self.assertEqual(set(FULL[key]), set(SCHEMA['$defs']['patterns']['properties']))
        self.assertEqual(set(FULL['enums']), set(SCHEMA['properties']['enums']['properties']))

    def test_every_key_alone_is_valid(self):
        for key, value in FULL.items():
            self.assertTrue(self.validator.is_valid({'name': 'a', key: value}), key)

    def test_every_key_is_described(self):
        for path, part in parts(SCHEMA):
            if path[-1] != 'identifier':
                self.assertIn('description', {**part, **self.referred(part)}, path)

    def referred(self, part):
        name = part.get('$ref', '').rpartition('/')[2]
        return SCHEMA['$defs'].get(name, {})

    def test_unknown_keys_are_refused(self):
        for manifest in ({'surprise': 1}, {'allow': {'surprise': []}},
                         {'enums': {'surprise': []}},
                         {'callbacks': {'f': {'p': {'surprise': 1}}}}):
            self.assertFalse(self.validator.is_valid({'name': 'a', **manifest}), manifest)

    def test_wrong_types_are_refused(self):
        for key, value in FULL.items():
            for wrong in (3, None, True, [3], {'a': 3}, ''):
                self.assertFalse(self.validator.is_valid({'name': 'a', key: wrong}),
                                 (key, value, wrong))

    def test_manifests_of_the_tests_are_valid(self):
        found = [path for path in (ROOT / 'tests').rglob('module.json')
                 if not any(part.startswith('bad-') for part in path.parts)]
        self.assertTrue(found)
        for path in found:
            manifest = json.loads(path.read_text(encoding='utf-8'))
            self.assertEqual([error.message for error in self.validator.iter_errors(manifest)],
                             [], path)


if __name__ == '__main__':
    unittest.main()
