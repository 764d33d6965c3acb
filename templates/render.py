# SPDX-License-Identifier: MIT
"""The renderer: template sets and interface records in, outputs out.

`bindery` starts this program while it still scans, so that the interpreter and Jinja2 are
up when the record is ready. docs/templates.md describes the protocol on its standard input
and output.
"""

import gc
import os
import signal
import sys

# One short run: what is allocated here is needed to the end.
gc.disable()
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
# `bindery` blocks this one, as Python would show a traceback before it gets here.
signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])


def cache_directory():
    """The user's cache directory for compiled templates, or None where nobody but the
    user could be kept from writing code into it."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        home = os.environ.get("HOME", "")
        if not os.path.isabs(home):
            return None
        base = os.path.join(home, ".cache")
    path = os.path.join(base, "bindery")
    try:
        os.makedirs(path, 0o700, exist_ok=True)
        status = os.lstat(path)
    except OSError:
        return None
    mine = status.st_uid == os.geteuid() and status.st_mode & 0o170022 == 0o040000
    return path if mine else None


def import_renderer(cache):
    """Imports the renderer's modules; their byte code goes into the cache, never beside
    the sources."""
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    if cache:
        sys.pycache_prefix = os.path.join(cache, "python")
    else:
        sys.dont_write_bytecode = True
    from renderer import session

    sys.pycache_prefix = None
    return session


def main():
    output = open(1, "wb", closefd=False)
    try:
        import jinja2  # noqa: F401  before the renderer's modules: it has its own cache
    except ImportError as error:
        text = (
            f"{sys.executable} cannot import Jinja2 ({error}); install python3-jinja2, or"
            " set BINDERY_PYTHON to an interpreter that has it"
        ).encode()
        output.write(b"error 0 0 0 %d\n" % len(text) + text)
    else:
        cache = cache_directory()
        session = import_renderer(cache)
        sets = sys.argv[1:]
        all_outputs = sets[:1] == ["--all-outputs"]
        source = open(0, "rb", closefd=False)
        session.run(sets[all_outputs:], all_outputs, cache, source, output)
    output.flush()
    # Taking the record apart again would cost as much as a tenth of making it.
    os._exit(0)


if __name__ == "__main__":
    main()
