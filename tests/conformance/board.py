# SPDX-License-Identifier: MIT
"""bindery-board as the target, with just the device under test on it."""

import stream
from play import first_difference
from qtest import Refused
from target import BASE, Target

# Where a machine of the device's kind has memory that the device may write to.
MEMORY = {'hpet': ['--ram', '0x100000,0x1000']}

# What QEMU's machine sets where nothing else is said.
MACHINE_SETS = {'hpet': {'hpet-intcap': '0xff0104'}}

# In QEMU's machine the real-time clock drives this input of the HPET, and lowers it when
# it is reset itself.
RTC_INPUT = 1


class Board(Target):
    def __init__(self, device, program, properties=()):
        super().__init__(device)
        properties = {**MACHINE_SETS.get(device, {}), **dict(properties)}
        options = ''.join(f',{key}={value}' for key, value in properties.items())
        command = [program, '--nodefaults',
                   '--device', f'{device},id=dut,addr={BASE[device]:#x}{options}',
                   '--qtest', f'unix:{self.process.path("qtest")}',
                   *MEMORY.get(device, [])]
        if self.has_serial:
            command += ['--serial', f'unix:{self.process.path("serial")}']
        self.path = '/machine/peripheral/dut'
        try:
            self.process.start(command)
            self.connect('bindery-board')
        except BaseException:
            self.close()
            raise

    def version(self):
        return 'bindery-board'

    def reset(self):
        self.qtest('system_reset')
        if self.device == 'hpet':
            self.set_line(RTC_INPUT, 0)

    def send_break(self):
        self.qtest('send_break')

    def settle_input(self):
        self.qtest('settle')
        self.input_waits = self.input_left() > 0
        return self.input_waits

    def stop(self):
        """As a frozen QEMU: no timer fires."""
        self.qtest('stop')

    def advance_to(self, time):
        self.qtest(f'clock_set {time}')

    def at(self, time):
        """What is asked next is done at that time, before the timers of that time."""
        self.qtest.prefix = f'clock_at {time} '

    def whole_stream(self):
        path = self.process.path('state')
        self.qtest(f'save {path}')
        with open(path, 'rb') as state:
            return state.read()

    def save(self):
        return stream.section_of(self.device, self.whole_stream())

    def load(self, section):
        """Whether the state is accepted."""
        path = self.process.path('incoming')
        with open(path, 'wb') as state:
            state.write(stream.replace_section(self.device, self.whole_stream(), section))
        try:
            self.qtest(f'load {path}')
        except Refused:
            return False
        return True


def started_board(program, trace):
    """A board for a trace, as still as QEMU was when it was recorded."""
    board = Board(trace.device, program, trace.properties)
    try:
        board.intercept()
        if trace.settings['mode'] == 'frozen':
            board.stop()
    except BaseException:
        board.close()
        raise
    return board


def play_on_board(program, trace):
    """The first difference, or None."""
    with started_board(program, trace) as board:
        return first_difference(trace, board)
