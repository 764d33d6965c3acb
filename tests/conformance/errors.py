# SPDX-License-Identifier: MIT
"""What goes wrong besides what a qtest client meets (support/qtest.py); the text says it to
the person who ran the tests."""


class ConformanceError(Exception):
    """The base of the following."""


class StartError(ConformanceError):
    """A program did not start."""


class StreamError(ConformanceError):
    """There is no such section, or it does not have the device's form."""


class TraceError(ConformanceError):
    """A trace cannot be read."""


class TrafficError(ConformanceError):
    """The accesses cannot have been one guest's on one device."""
