#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Unpacks a QEMU 10 for the conformance tests, beside whatever QEMU is installed.

Usage: get_qemu.py DIRECTORY

The packages are those of Debian 12's backports, from the mirror that this machine's own
package sources name. They are unpacked below DIRECTORY and nothing is installed, so this
needs no rights; libraries that they need and that are not installed are unpacked, too.
"""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'support'))
# pylint: disable=wrong-import-position
from qemu import environment_below

RELEASE = 'bookworm'
SUITE = f'{RELEASE}-backports'
PACKAGES = ('qemu-system-arm', 'qemu-system-x86')
PROGRAMS = ('qemu-system-aarch64', 'qemu-system-x86_64')
KEYS = '/usr/share/keyrings/debian-archive-keyring.gpg'
STAMP = 'complete'


class NotHere(Exception):
    """The text says what is missing and what to do."""


def run(command, environment=None):
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            text=True, errors='replace', env=environment)
    if result.returncode != 0:
        raise NotHere(f'"{" ".join(command)}" failed:\n{result.stdout.strip()}')
    return result.stdout


def mirror():
    """Where this machine gets its Debian packages from."""
    listed = run(['apt-get', 'indextargets', '--format', '$(REPO_URI) $(RELEASE)',
                  'Created-By: Packages'])
    for line in listed.split('\n'):
        words = line.split()
        if len(words) == 2 and words[1] == RELEASE:
            return words[0]
    raise NotHere(f'the package sources of this machine have no {RELEASE} with package lists '
                  'that were fetched; on Debian 12, run "apt-get update" as root and try '
                  'again; elsewhere, install QEMU 10 (its arm and x86 machines) and run the '
                  'tests with --qemu ""')


def apt_configuration(directory):
    """apt's own files and lists below the directory, with the backports as a source."""
    for name in ('lists/partial', 'archives/partial'):
        (directory / name).mkdir(parents=True, exist_ok=True)
    place = mirror()
    (directory / 'sources.list').write_text(''.join(
        f'deb [signed-by={KEYS}] {place} {suite} main\n' for suite in (RELEASE, SUITE)))
    settings = {'Dir::Etc::sourcelist': directory / 'sources.list',
                'Dir::Etc::sourceparts': '-',
                'Dir::State::lists': directory / 'lists',
                'Dir::Cache': directory,
                'Dir::Cache::archives': directory / 'archives',
                'Debug::NoLocking': '1', 'APT::Sandbox::User': ''}
    path = directory / 'apt.conf'
    path.write_text(''.join(f'{key} "{value}";\n' for key, value in settings.items()))
    return {**os.environ, 'APT_CONFIG': str(path), 'DEBIAN_FRONTEND': 'noninteractive'}


def unpack(directory):
    environment = apt_configuration(directory)
    run(['apt-get', '-qq', 'update'], environment)
    run(['apt-get', '-qq', '-y', '--download-only', '--reinstall', '--no-install-recommends',
         '-t', SUITE, 'install', *PACKAGES], environment)
    for package in sorted((directory / 'archives').glob('*.deb')):
        run(['dpkg-deb', '-x', str(package), str(directory)])
        package.unlink()
    for program in PROGRAMS:
        version = run([str(directory / 'usr/bin' / program), '--version'],
                      environment_below(directory))
        print(version.split('\n')[0])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    directory = pathlib.Path(sys.argv[1]).resolve()
    if (directory / STAMP).exists():
        return
    try:
        unpack(directory)
    except (NotHere, OSError) as error:
        sys.exit(f'get_qemu: error: {error}')
    (directory / STAMP).touch()


if __name__ == '__main__':
    main()
