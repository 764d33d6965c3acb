# SPDX-License-Identifier: MIT
"""What render.py runs: records, template sets, and the filters that spell C."""
