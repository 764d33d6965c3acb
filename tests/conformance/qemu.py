# SPDX-License-Identifier: MIT
"""A real QEMU as the target: frozen at virtual time 0, its devices reached over qtest."""

import json
import os
import pathlib
import time

import stream
from errors import StartError
from play import first_difference
from qtest import Hung, LineSocket
from target import Target

MACHINES = {
    'pl011': ('qemu-system-aarch64', ['-M', 'virt']),
    'hpet': ('qemu-system-x86_64', ['-M', 'q35,pit=off']),
}
COMMON = ['-m', '64', '-display', 'none', '-nodefaults', '-qtest-log', 'none']

# Input has been looked at by then: a device may take one byte in a turn of the main loop,
# that is in a round trip, and the longest input has 18 bytes with as many already queued.
TURNS_FOR_INPUT = 44


class Monitor:
    """QMP over a socket."""

    def __init__(self, lines):
        self.lines = lines
        self.events = []
        lines.line()
        self.execute('qmp_capabilities')

    def message(self):
        return json.loads(self.lines.line())

    def ask(self, command, **arguments):
        arguments = {name.replace('_', '-'): value for name, value in arguments.items()}
        self.lines.send_line(json.dumps({'execute': command, 'arguments': arguments}))

    def take_events(self):
        """The events that came, without waiting; answers that nobody waits for are lost."""
        while self.lines.is_ready():
            self.events.append(self.message().get('event'))

    def execute(self, command, **arguments):
        self.ask(command, **arguments)
        while True:
            message = self.message()
            if 'event' in message:
                self.events.append(message['event'])
            elif 'error' in message:
                raise Hung(f'QEMU refused {command}: {message["error"]["desc"]}')
            else:
                return message['return']

    def wait_for(self, event):
        while event not in self.events:
            message = self.message()
            if 'event' in message:
                self.events.append(message['event'])
        self.events.remove(event)

    def find(self, kind):
        """The QOM path of the first object of that type."""
        pending = ['/machine']
        while pending:
            path = pending.pop(0)
            for member in self.execute('qom-list', path=path):
                if member['type'] == f'child<{kind}>':
                    return f'{path}/{member["name"]}'
                if member['type'].startswith('child<'):
                    pending.append(f'{path}/{member["name"]}')
        raise Hung(f'QEMU has no {kind}')


def program(root, name):
    """The command line of a QEMU that is installed (root is '') or unpacked below root."""
    where = [] if not root else ['-L', os.path.join(root, 'usr/share/qemu'),
                                 '-L', os.path.join(root, 'usr/share/seabios')]
    return [os.path.join(root, 'usr/bin', name) if root else name, *where]


def environment_below(root):
    """What a program that was unpacked below root needs to find its libraries."""
    if not root:
        return dict(os.environ)
    places = sorted(str(path) for lib in ('usr/lib', 'lib')
                    for path in pathlib.Path(root, lib).glob('*-linux-gnu*'))
    known = os.environ.get('LD_LIBRARY_PATH')
    return {**os.environ, 'LD_LIBRARY_PATH': ':'.join(places + ([known] if known else []))}


class Qemu(Target):
    """`root` is where QEMU was unpacked; `extra` are more arguments. With `incoming`, a
    migration stream in a file, the machine has that state; `accepted` says whether."""

    def __init__(self, device, root, properties=(), extra=(), incoming=None):
        super().__init__(device, ['monitor'])
        name, arguments = MACHINES[device]
        command = program(root, name) + arguments + COMMON
        for key, value in dict(properties).items():
            command += ['-global', f'{device}.{key}={value}']
        command += ['-S', '-qtest', f'unix:{self.process.path("qtest")}',
                    '-chardev', f'socket,id=mon,path={self.process.path("monitor")}',
                    '-mon', 'chardev=mon,mode=control']
        if self.has_serial:
            command += ['-chardev', f'socket,id=serial0,path={self.process.path("serial")}',
                        '-serial', 'chardev:serial0']
        if incoming:
            command += ['-incoming', 'defer']
        try:
            self.process.start(command + list(extra), environment_below(root))
            self.connect('QEMU')
            self.monitor = Monitor(LineSocket(self.process.accept('monitor'), 'QEMU'))
            self.check_version(name)
            self.path = self.monitor.find(device)
            self.accepted = self.receive(incoming) if incoming else True
        except BaseException:
            self.close()
            raise

    def receive(self, path):
        self.monitor.execute('migrate-incoming', uri=f'file:{path}', exit_on_error=False)
        return self.migration_ends()

    def migration_ends(self):
        while True:
            status = self.monitor.execute('query-migrate').get('status')
            if status in ('completed', 'failed'):
                return status == 'completed'
            time.sleep(0.002)

    def version(self):
        found = self.monitor.execute('query-version')['qemu']
        return f'QEMU {found["major"]}.{found["minor"]}.{found["micro"]}'

    def check_version(self, name):
        if not self.version().startswith('QEMU 10.'):
            raise StartError(f'{name} is {self.version()}, and the devices follow QEMU 10; '
                             './dev conformance unpacks one')

    def reset(self):
        self.monitor.events = [e for e in self.monitor.events if e != 'RESET']
        self.monitor.execute('system_reset')
        self.monitor.wait_for('RESET')
        self.qtest.round_trip()

    def send_break(self):
        self.monitor.execute('chardev-send-break', id='serial0')
        self.qtest.round_trip()

    def settle_input(self):
        for _ in range(TURNS_FOR_INPUT):
            self.input_waits = self.input_left() > 0
            self.qtest.round_trip()
            if not self.input_waits:
                break
        return self.input_waits

    def devices_state(self):
        """All devices' sections; the machine stays as it is."""
        path = self.process.path('state')
        self.monitor.execute('xen-save-devices-state', filename=path)
        with open(path, 'rb') as state:
            return state.read()

    def save(self):
        return stream.section_of(self.device, self.devices_state())

    def save_at(self):
        """The device's section, and the virtual time in ns when QEMU counts instructions."""
        state = self.devices_state()
        return stream.section_of(self.device, state), stream.virtual_time(state)

    def whole_stream(self):
        """A migration stream of the whole machine."""
        path = self.process.path('whole')
        self.monitor.execute('migrate', uri=f'file:{path}')
        if not self.migration_ends():
            raise Hung('QEMU did not write its state')
        with open(path, 'rb') as state:
            return state.read()

    def close(self):
        if getattr(self, 'monitor', None):
            self.monitor.lines.close()
        super().close()


def loaded_qemu(device, root, section, properties=()):
    """A QEMU whose device has the state of that section; `accepted` says whether."""
    with Qemu(device, root, properties) as fresh:
        whole = stream.replace_section(device, fresh.whole_stream(), section)
        path = fresh.process.path('incoming')
        with open(path, 'wb') as state:
            state.write(whole)
        return Qemu(device, root, properties, incoming=path)


def play_on_qemu(root, trace):
    """The first difference from what was recorded, or None."""
    with Qemu(trace.device, root, trace.properties) as qemu:
        qemu.intercept()
        return first_difference(trace, qemu)
