#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Damaged input: real interface records for `show` and `render`, and real headers for `scan`,
with bytes changed, doubled, cut out, or the end cut off.

Each run must succeed, or say why not in a diagnostic and exit with status 1. A crash, a
sanitizer's report, a Python traceback, a hang, an output of a refused run, or an accepted
scan whose record is no JSON fails the test.
"""

import argparse
import glob
import json
import os
import random
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import toolchain  # noqa: E402

GOLDEN = os.path.join(os.path.dirname(HERE), "golden")
SNIPPETS = [
    b"{", b"}", b"[", b"]", b'"', b",", b":", b"null", b"-1", b"1e999", b"0", b"\\u0000",
    b"99999999999999999999", b"\xff", b"\x00", b'"key":', b"struct s", b"*", b"(", b")",
    b"true", b"\\", b"/*", b"#define X", b";", b"\n", b"__attribute__((", b"{{ x }}",
]  # fmt: skip
BAD_SIGNS = (
    "Sanitizer",
    "runtime error:",
    "Traceback (most recent",
    "CRITICAL",
    "Assertion",
)


def damaged(data, chance):
    """data with a few random edits."""
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        if not data:
            break
        at = chance.randrange(len(data))
        span = chance.choice([1, 1, 2, 5, 20, 100])
        what = chance.randrange(7)
        if what == 0:
            data[at] = chance.randrange(256)
        elif what == 1:
            data[at] ^= 1 << chance.randrange(8)
        elif what == 2:
            del data[at : at + span]
        elif what == 3:
            data[at:at] = data[at : at + span]
        elif what == 4:
            data[at:at] = chance.choice(SNIPPETS)
        elif what == 5:
            data[at : at + span] = chance.choice(SNIPPETS)
        else:
            other = chance.randrange(len(data))
            data[at : at + span], data[other : other + span] = (
                data[other : other + span],
                data[at : at + span],
            )
    if chance.random() < 0.15:
        del data[chance.randrange(len(data) + 1) :]
    return bytes(data)


def damaged_record(data, chance):
    """Half of them stay JSON: a value somewhere is replaced, removed or moved."""
    if chance.random() < 0.5:
        return damaged(data, chance)
    ir = json.loads(data)
    for _ in range(chance.choice([1, 1, 2, 4])):
        holder = ir
        while True:
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            if not keys:
                break
            key = chance.choice(list(keys))
            if (
                isinstance(holder[key], (dict, list))
                and holder[key]
                and chance.random() < 0.85
            ):
                holder = holder[key]
                continue
            what = chance.randrange(3)
            if what == 0:
                del holder[key]
            elif what == 1:
                holder[key] = chance.choice(
                    [
                        None,
                        0,
                        -1,
                        2**62,
                        1.5,
                        "",
                        "x",
                        [],
                        {},
                        [1],
                        {"a": "b"},
                        True,
                        "é\n\0",
                    ]
                )
            elif isinstance(holder, list):
                holder.append(holder[key])
            else:
                holder["added"] = holder[key]
            break
    return json.dumps(ir, indent=1).encode()


def verdict(command, output):
    """What is wrong with this run, or None."""
    try:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    except subprocess.TimeoutExpired:
        return "no end after 60 s"
    said = result.stderr.decode(errors="replace")
    if result.returncode not in (0, 1):
        return f"exit status {result.returncode}\n{said[:1500]}"
    for sign in BAD_SIGNS:
        if sign in said:
            return f"{sign!r} in what it said\n{said[:1500]}"
    if result.returncode == 1 and "error: " not in said:
        return f"refused without an error\n{said[:500]}"
    if result.returncode == 1 and output and os.path.exists(output):
        if os.path.isfile(output) or os.listdir(output):
            return "refused, and yet wrote an output"
    if result.returncode == 0 and output and output.endswith(".json"):
        try:
            with open(output, encoding="utf-8") as stream:
                json.load(stream)
        except (OSError, ValueError) as error:
            return f"accepted, but the record cannot be read: {error}"
    return None


class Fuzzer:
    def __init__(self, bindery, scratch, seed):
        self.bindery = bindery
        self.scratch = scratch
        self.seed = seed
        self.headers = sorted(glob.glob(os.path.join(GOLDEN, "*", "wrapper.h")))
        self.records = []
        for path in glob.glob(os.path.join(GOLDEN, "*", "wrapper.h")):
            self.records += self._scan(path)

    def _scan(self, header):
        """The header's record, where it has one."""
        output = os.path.join(self.scratch, "seed.ir.json")
        result = toolchain.run([self.bindery, "scan", "-o", output, header])
        if result.returncode:
            return []
        with open(output, "rb") as stream:
            data = stream.read()
        os.unlink(output)
        return [data] if len(data) < 200000 else []

    def one(self, number):
        """Runs the damaged input of that number: what is wrong with it, or None."""
        chance = random.Random(f"{self.seed}:{number}")
        command = chance.choice(["show", "show", "show", "render", "scan", "scan"])
        directory = os.path.join(self.scratch, str(number))
        os.mkdir(directory)
        output = None
        if command == "scan":
            path = os.path.join(directory, "wrapper.h")
            with open(chance.choice(self.headers), "rb") as stream:
                data = damaged(stream.read(), chance)
            output = os.path.join(directory, "out.json")
            line = [self.bindery, "scan", "-o", output, path, "--", "-w"]
        else:
            path = os.path.join(directory, "wrapper.ir.json")
            data = damaged_record(chance.choice(self.records), chance)
            line = [self.bindery, "show", path]
            if command == "render":
                output = os.path.join(directory, "out")
                os.mkdir(output)
                line = [self.bindery, "render", "-t", "c", "-o", output, path]
        with open(path, "wb") as stream:
            stream.write(data)
        wrong = verdict(line, output)
        if wrong:
            kept = os.path.join(
                os.environ.get("KEEP_DAMAGED", self.scratch), f"damaged-{number}"
            )
            os.makedirs(os.path.dirname(kept), exist_ok=True)
            os.rename(path, kept)
            return f"{' '.join(line).replace(path, kept)}\n{wrong}"
        for name in os.listdir(directory):
            entry = os.path.join(directory, name)
            if os.path.isdir(entry):
                for inner in os.listdir(entry):
                    os.unlink(os.path.join(entry, inner))
                os.rmdir(entry)
            else:
                os.unlink(entry)
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bindery")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument(
        "--seconds", type=float, help="go on until then, instead of --count"
    )
    options = parser.parse_args()
    bindery = toolchain.bindery_path(options.bindery)
    start = time.monotonic()
    with toolchain.Scratch() as scratch:
        fuzzer = Fuzzer(bindery, scratch, options.seed)
        number, failures = options.first, []
        while True:
            if options.seconds is not None:
                if time.monotonic() - start >= options.seconds:
                    break
                batch = 100
            else:
                batch = min(100, options.first + options.count - number)
                if batch <= 0:
                    break
            wrongs = toolchain.in_parallel(fuzzer.one, range(number, number + batch))
            failures += [(number + i, wrong) for i, wrong in enumerate(wrongs) if wrong]
            number += batch
        for which, wrong in failures[:20]:
            print(f"FAILED input {which} of seed {options.seed}: {wrong}\n")
        print(
            f"{number - options.first} inputs, {len(failures)} failures, "
            f"{time.monotonic() - start:.1f} s"
        )
    if failures:
        print("KEEP_DAMAGED=DIR keeps the inputs that failed in DIR")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
