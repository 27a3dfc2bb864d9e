"""The manuals' pictures of screens that the demo doesn't lead through, in both languages; part of
`python3 dev.py pictures`."""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.ui.customers.hands import rest
from tests.ui.screens import reports, sales, till
from tests.ui.screens.apart import played_through
from tests.ui.screens.looks import LANGUAGES, Look
from tests.ui.screens.stage import Play, Stage
from ui import tasks

WANTED: Final[Mapping[Play, Mapping[str, str]]] = {
    sales.board: {"due: board": "due"},
    sales.call_off: {"call off": "call-off"},
    reports.shift: {"shift: running": "shift"},
    reports.figures: {"figures: by day": "figures"},
    till.staff: {"approval": "approval"},
}
"""By play: what a shot is called there, and its picture in the manuals."""
SIZE: Final = QSize(1024, 768)


async def _all(app: QApplication, folder: Path) -> None:
    for play, wanted in WANTED.items():
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            stage = Stage(Path(scratch))
            stage.size = SIZE
            async for name, window in play(stage):
                if name in wanted:
                    window.resize(SIZE)  # some plays make a window of their own
                for language in LANGUAGES if name in wanted else ():
                    Look("light", language).wear(app)
                    await rest()
                    within = folder if language == LANGUAGES[0] else folder / language
                    within.mkdir(parents=True, exist_ok=True)
                    window.grab().save(str(within / f"{wanted[name]}.png"))
                Look("light", LANGUAGES[0]).wear(app)
            stage.clear()
    await tasks.cancel_all()


def main(arguments: Sequence[str]) -> int:
    """Take them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, help="the English ones; others in folders below it")
    options = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    Look("light", LANGUAGES[0]).wear(app)
    played_through(app, _all(app, options.folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
