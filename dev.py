#!/usr/bin/env python3
"""Everything a developer does here, from a machine that has only Python.

    python3 dev.py run      set up, then open the till (without a display: the demo's pictures)
    python3 dev.py test     set up, then run the tests
    python3 dev.py --help   the rest

Standard library only. This file keeps to the syntax of Python 3.7, so that an old Python can
still look for a fit one and hand over.
"""

from __future__ import annotations

import os
import subprocess
import sys

from devkit import interpreters


def main() -> int:
    """Run one command with a fit Python; the result is the process's exit status."""
    if interpreters.running().fit:
        from devkit.commands import main as command

        return command(sys.argv[1:])
    others = interpreters.fit_ones()
    if others and "POS_APP_HANDED_OVER" not in os.environ:
        given = [others[0].program, os.path.abspath(__file__)] + sys.argv[1:]  # noqa: PTH100, RUF005
        return subprocess.call(given, env=dict(os.environ, POS_APP_HANDED_OVER="1"))
    print(
        "This needs Python 3.11, 3.12 or 3.13: install one, then run this again.", file=sys.stderr
    )
    return 2


if __name__ == "__main__":
    sys.exit(main())
