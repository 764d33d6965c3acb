# SPDX-License-Identifier: MIT
"""bindery-board as a qtest server beside QEMU: register accesses a second over a Unix
socket, for the same client, one at a time and with many under way."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from measure import build_tree

SOURCE = pathlib.Path(__file__).resolve().parent / 'devices' / 'qtest_client.c'
COUNT = 50_000
ROUNDS = 5
QEMU = 'qemu-system-aarch64'
QEMU_OPTIONS = ['-M', 'virt', '-S', '-display', 'none', '-nodefaults', '-serial', 'null',
                '-qtest-log', 'none']


def one_round(client, server, path):
    """(accesses a second one at a time, with many under way) of a server's command."""
    with subprocess.Popen([client, path, str(COUNT)], stdout=subprocess.PIPE,
                          text=True) as asking:
        try:
            if asking.stdout.readline() != 'listening\n':
                raise RuntimeError('the qtest client does not listen')
            with subprocess.Popen([*server, '-qtest' if server[0] == QEMU else '--qtest',
                                   f'unix:{path}'], stdin=subprocess.DEVNULL) as serving:
                try:
                    said, _ = asking.communicate(timeout=120)
                finally:
                    serving.send_signal(signal.SIGKILL)
        finally:
            asking.kill()
            os.unlink(path)
    if asking.returncode:
        raise RuntimeError('the qtest client failed')
    return [COUNT / float(seconds) for seconds in said.split()]


def measure(client, servers, path):
    """The best of each server's rounds, which take turns: what else runs only slows down."""
    rounds = {name: [] for name in servers}
    for _ in range(ROUNDS):
        for name, server in servers.items():
            rounds[name].append(one_round(client, server, path))
    return {name: [max(column) for column in zip(*values)]
            for name, values in rounds.items()}


def run(bindery):
    """Prints the figures; gives the number of targets that were missed."""
    build = build_tree(bindery, 'devices/board/bindery-board', 'board')
    if not build:
        return 0
    servers = {'bindery-board': [str(build / 'devices/board/bindery-board')]}
    if shutil.which(QEMU):
        servers[QEMU] = [QEMU, *QEMU_OPTIONS]
    missed = 0
    with tempfile.TemporaryDirectory(prefix='bindery-bench-') as out:
        client = os.path.join(out, 'client')
        subprocess.run(['gcc', '-std=gnu11', '-O2', '-o', client, str(SOURCE)], check=True)
        rates = measure(client, servers, os.path.join(out, 'qtest'))
    print('\nboard: qtest register accesses a second over a Unix socket')
    for i, what in enumerate(('one at a time', 'many under way')):
        own = rates['bindery-board'][i]
        line = f'    {what:16}{own:10.0f}'
        if QEMU in rates:
            ratio = own / rates[QEMU][i]
            missed += ratio < 1
            line += (f'  {QEMU} {rates[QEMU][i]:10.0f}  ratio {ratio:5.2f}  at least 1 '
                     f'{"missed" if ratio < 1 else "ok"}')
        print(line, flush=True)
    if QEMU not in rates:
        print(f'    {QEMU} is not installed, left out')
    return missed


if __name__ == '__main__':
    import sys
    sys.exit(run(sys.argv[1]) > 0)
