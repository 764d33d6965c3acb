# SPDX-License-Identifier: MIT
"""Compiled templates, kept between runs.

An entry holds a digest of the template's source and of its own content: a stale, cut or
mixed up entry is compiled again. Entries are renamed into place, so that runs at the same
time see whole ones. The directory is the user's own (render.py looks), and so must be a
file that is read from it: reading byte code is running it.
"""

import hashlib
import marshal
import os
import stat
import sys

import jinja2

DIGEST = hashlib.sha256().digest_size


class TemplateCache(jinja2.BytecodeCache):
    def __init__(self, directory, settings):
        self.directory = os.path.join(directory, "templates")
        self.version = f"{sys.version}\n{jinja2.__version__}\n{settings}\n".encode()

    def path(self, bucket):
        key = hashlib.sha256(self.version + bucket.key.encode()).hexdigest()
        return os.path.join(self.directory, key)

    def digest(self, bucket, code):
        return hashlib.sha256(self.version + bucket.checksum.encode() + code).digest()

    def load_bytecode(self, bucket):
        try:
            file = os.open(self.path(bucket), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            with open(file, "rb") as entry:
                status = os.fstat(file)
                if status.st_uid != os.geteuid() or not stat.S_ISREG(status.st_mode):
                    return
                content = entry.read()
            digest, code = content[:DIGEST], content[DIGEST:]
            if digest == self.digest(bucket, code):
                bucket.code = marshal.loads(code)
        except (OSError, ValueError, TypeError, EOFError):
            bucket.reset()

    def dump_bytecode(self, bucket):
        path = self.path(bucket)
        beside = f"{path}.{os.getpid()}"
        code = marshal.dumps(bucket.code)
        try:
            os.makedirs(self.directory, 0o700, exist_ok=True)
            with open(beside, "wb") as entry:
                entry.write(self.digest(bucket, code) + code)
            os.replace(beside, path)
        except OSError:
            # No cache is slower, not wrong.
            try:
                os.unlink(beside)
            except OSError:
                pass
