"""Pictures of every screen in every theme and language, on one sheet: `python3 dev.py screens`.

`--only WORD` takes the screens whose name has it. The sheet is screens.html beside the pictures.
"""

import argparse
import asyncio
import html
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import qasync
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.garbage import garbage_here
from tests.helpers.qt import Stage as QtStage
from tests.ui.customers.hands import rest
from tests.ui.screens.looks import LOOKS
from tests.ui.screens.register import PLAYS
from tests.ui.screens.stage import Play, Stage
from ui import tasks

_HEAD = """<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>
  body { font: 15px system-ui; margin: 16px; background: #f4f2ec; color: #161d20 }
  h2 { font-size: 17px; margin: 28px 0 8px; position: sticky; top: 0; background: #f4f2ec }
  div { display: flex; gap: 8px; overflow-x: auto } figure { margin: 0 }
  img { width: 512px; display: block; border: 1px solid #86826f } figcaption { color: #555c5d }
</style>
"""


class Album:
    """Takes the pictures and writes the sheet; `folder` is made when it isn't there."""

    def __init__(self, app: QApplication, folder: Path, only: str) -> None:
        self._app = app
        self._folder = folder
        self._only = only
        self._sheet: list[str] = [_HEAD]
        folder.mkdir(parents=True, exist_ok=True)

    async def play(self, play: Play) -> None:
        """All that one feature shows."""
        with tempfile.TemporaryDirectory() as scratch:
            stage = Stage(Path(scratch))
            async for name, window in play(stage):
                if self._only in name:
                    await self._take(name, window)
            stage.clear()

    def write(self) -> Path:
        """The sheet's file."""
        file = self._folder / "screens.html"
        file.write_text("\n".join(self._sheet), encoding="utf-8")
        return file

    async def _take(self, name: str, window: QWidget) -> None:
        self._sheet.append(f"<h2>{html.escape(name)}</h2><div>")
        for look in LOOKS:
            look.wear(self._app)
            await rest()
            file = f"{_file_of(name)}-{look.theme}-{look.language}.png"
            window.grab().save(str(self._folder / file))
            self._sheet.append(
                f'<figure><a href="{file}"><img src="{file}" loading="lazy" alt=""></a>'
                f"<figcaption>{look.theme}, {look.language}</figcaption></figure>"
            )
        self._sheet.append("</div>")
        LOOKS[0].wear(self._app)
        await rest()


def _file_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


async def _all(album: Album) -> None:
    for play in PLAYS:
        await album.play(play)
    await tasks.cancel_all()


def main(arguments: Sequence[str]) -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(prog="dev.py screens")
    parser.add_argument("--out", type=Path, default=Path("build") / "screens")
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    LOOKS[0].wear(app)
    loop = qasync.QEventLoop(QtStage(app))
    asyncio.set_event_loop(loop)
    album = Album(app, options.out, options.only)
    with garbage_here():
        loop.run_until_complete(_all(album))
    loop.close()
    sys.stdout.write(f"{album.write()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
