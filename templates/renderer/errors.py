# SPDX-License-Identifier: MIT
"""The one exception that is shown to the user."""


class RenderError(Exception):
    """What is wrong, and where: a file with line and column, each 0 for none."""

    def __init__(self, text, file="", line=0, column=0):
        super().__init__(text)
        self.text, self.file, self.line, self.column = text, file, line, column
