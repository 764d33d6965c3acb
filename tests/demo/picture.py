# SPDX-License-Identifier: MIT
"""Pictures of wires in value change dumps: as SVG, and as text."""

import re
from typing import NamedTuple

VARIABLE = re.compile(r'\$var wire 1 (\S+) (\S+) \$end')
ROW, LEFT, WIDTH, HIGH = 40, 90, 1000, 24


def changes(path, wires):
    """(changes as (wire, ns, level), first ns, last ns) of wires named SCOPE.NAME."""
    scope, codes, found, times = [], {}, [], []
    for line in path.read_text(encoding='utf-8').splitlines():
        words = line.split()
        variable = VARIABLE.match(line)
        if words[0] == '$scope':
            scope.append(words[2])
        elif words[0] == '$upscope':
            scope.pop()
        elif variable:
            codes[variable[1]] = f'{scope[-1]}.{variable[2]}'
        elif line[0] == '#':
            times.append(int(line[1:]))
        elif line[0] in '01' and codes.get(line[1:]) in wires:
            found.append((codes[line[1:]], times[-1], int(line[0])))
    return found, times[0], times[-1]


class Picture(NamedTuple):
    start: int
    end: int
    levels: dict  # wire to [(ns, level)]
    seams: list  # ns where one dump ends and the next begins

    def _x(self, time):
        return LEFT + (time - self.start) * WIDTH / (self.end - self.start)

    def _path(self, steps, base):
        """A line that goes up and down; steps begin with the level at the start."""
        points, level = '', 0
        for time, new in steps:
            x = self._x(time)
            points += f' {x:.1f},{base - level * HIGH} {x:.1f},{base - new * HIGH}'
            level = new
        return points + f' {self._x(self.end):.1f},{base - level * HIGH}'

    def svg(self):
        height = ROW * len(self.levels) + 30
        out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 20}" '
               f'height="{height}" font-family="monospace" font-size="12">',
               '<rect width="100%" height="100%" fill="white"/>']
        for seam in self.seams:
            x = self._x(seam)
            out.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height - 20}" '
                       'stroke="gray" stroke-dasharray="4"/>')
        for row, (wire, steps) in enumerate(self.levels.items()):
            base = ROW * (row + 1) - 6
            out += [f'<text x="4" y="{base - 6}">{wire}</text>',
                    f'<polyline fill="none" stroke="black" points="{self._path(steps, base)}"/>']
        for ms in range(self.start // 1_000_000, self.end // 1_000_000 + 1):
            x = self._x(ms * 1_000_000)
            if x >= LEFT:
                out.append(f'<text x="{x:.1f}" y="{height - 6}">{ms} ms</text>')
        return '\n'.join([*out, '</svg>', ''])

    def text(self, columns):
        """One line for each wire: '#' where it is high at some time of the column."""
        lines = []
        for wire, steps in self.levels.items():
            cells = ['_'] * columns
            for (time, level), (until, _) in zip(steps, [*steps[1:], (self.end, 0)]):
                if level:
                    first, last = (int((ns - self.start) * (columns - 1)
                                       / (self.end - self.start)) for ns in (time, until))
                    cells[first:last + 1] = '#' * (last + 1 - first)
            lines.append(f'  {wire:11}{"".join(cells)}')
        return '\n'.join(lines)


def of(paths, wires):
    """A picture of the wires in dumps, each of which goes on where the one before ends."""
    levels, seams, ends = {wire: [] for wire in wires}, [], []
    for path in paths:
        found, start, end = changes(path, wires)
        for wire, time, level in found:
            levels[wire].append((time, level))
        ends += [start, end]
        seams.append(start)
    return Picture(ends[0], ends[-1], levels, seams[1:])
