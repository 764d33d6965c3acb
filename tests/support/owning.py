# SPDX-License-Identifier: MIT
"""A test case with modules in folders, for tests of what belongs to which of them."""

import json

import harness
import toolchain


class OwnershipTest(harness.BinderyTest):
    def module(self, name, wrapper, depends=(), **members):
        """A module in a folder of its name, its manifest a key a line."""
        self.write(f"{name}/wrapper.h", wrapper)
        manifest = {"name": name, **({"depends": list(depends)} if depends else {})}
        manifest.update(members)
        lines = [f'"{key}": {json.dumps(value)}' for key, value in manifest.items()]
        self.write(f"{name}/module.json", "{\n" + ",\n".join(lines) + "\n}\n")

    def gen(self, *names, cflags=("-Iinclude",), **keywords):
        """What a run for these modules said."""
        manifests = [word for name in names for word in ("-m", f"{name}/module.json")]
        result = self.run_bindery(
            "gen", "-o", "out", *manifests, "--", *cflags, **keywords
        )
        return result.stderr

    def gen_refused(self, *names, **keywords):
        said = self.gen(*names, status=1, **keywords)
        self.assertIn("error: ", said)
        return said

    def compiles(self, name):
        source = self.write(f"use-{name}.c", f'#include "{name}.h"\n')
        command = ["cc", "-std=gnu11", "-Wall", "-Werror", "-I", "out"]
        result = toolchain.run([*command, "-fsyntax-only", source], cwd=self.tmp)
        self.assertEqual(result.returncode, 0, result.stderr)
