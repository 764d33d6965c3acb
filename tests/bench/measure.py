# SPDX-License-Identifier: MIT
"""Running a command and saying how long it took and how much memory it held."""

import os
import pathlib
import subprocess
import time
from typing import NamedTuple

PAGE = os.sysconf('SC_PAGE_SIZE')


class CommandFailed(Exception):
    """A measured command did not exit with 0; the text is the end of what it said."""


def build_tree(bindery, file, title):
    """The build tree of a generator, where file was built in it; else None, and it is said."""
    build = pathlib.Path(bindery).resolve().parents[1]
    if (build / file).exists():
        return build
    print(f'\n{title}: {file} was not built beside the generator, left out')
    return None


class Run(NamedTuple):
    seconds: float
    processor: float  # seconds of all processors, children included
    peak: int  # bytes resident: the largest process that the command waited for


def run(argv, environment, log):
    """Runs one command to its end, output to the file log."""
    with open(log, 'wb') as output:
        start = time.perf_counter()
        # Closed descriptors and no session of its own keep this a plain vfork and exec.
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=output, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = pathlib.Path(log).read_text(errors='replace')[-1000:]
        raise CommandFailed(f'exit status {process.returncode}: {tail.strip()}')
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def tree_peak(argv, environment, log):
    """
    The most bytes that a command and all its children held at one time, by sampling: a
    command that runs a helper beside itself is charged for both. Pages that two processes
    share count twice, so this is an upper bound between two samples.
    """
    with open(log, 'wb') as output:
        process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=output, env=environment)
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(resident, tree(process.pid))))
            time.sleep(0.002)
    return peak


def tree(root):
    """A process and its descendants, as process ids."""
    parents = {}
    for entry in os.listdir('/proc'):
        if entry.isdigit() and int(entry) >= root:
            try:
                with open(f'/proc/{entry}/stat', encoding='ascii', errors='replace') as stat:
                    fields = stat.read().rpartition(')')[2].split()
            except OSError:  # it has ended
                continue
            parents[int(entry)] = int(fields[1])
    members = {root}
    for child in sorted(parents):
        if parents[child] in members:
            members.add(child)
    return members


def resident(pid):
    try:
        with open(f'/proc/{pid}/statm', encoding='ascii') as statm:
            return int(statm.read().split()[1]) * PAGE
    except (OSError, IndexError):  # it has ended
        return 0
