"""Pictures of every screen in every theme and language, on a sheet: `python3 dev.py screens`.

`--only WORD` takes the screens whose name has it. `--size 1920x1080`, which may be given several
times, makes the window as large; without it, it is as large as the smallest screen. Each size has a
folder of its own and its sheet in it, screens.html.
"""

import argparse
import html
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.customers.hands import rest
from tests.ui.screens.apart import played_through
from tests.ui.screens.looks import LOOKS
from tests.ui.screens.register import PLAYS
from tests.ui.screens.stage import Play, Stage
from ui import tasks

SIZES: Final = ("1024x768", "1920x1080", "3840x2160")
"""The smallest screen there is a till for, the usual one, and 4K seen at 100 %."""
_HEAD = """<!doctype html><meta charset="utf-8"><title>Screens</title>
<style>
  body { font: 15px system-ui; margin: 16px; background: #f4f2ec; color: #161d20 }
  h2 { font-size: 17px; margin: 28px 0 8px; position: sticky; top: 0; background: #f4f2ec }
  div { display: flex; gap: 8px; overflow-x: auto } figure { margin: 0 }
  img { width: 512px; display: block; border: 1px solid #86826f } figcaption { color: #555c5d }
</style>
"""


class Album:
    """Takes pictures of one size and writes the sheet; `folder` is made when it isn't there."""

    def __init__(self, app: QApplication, folder: Path, only: str, size: QSize) -> None:
        self._app = app
        self._folder = folder
        self._only = only
        self._size = size
        self._sheet: list[str] = [_HEAD]
        folder.mkdir(parents=True, exist_ok=True)

    async def play(self, play: Play) -> None:
        """All that one feature shows."""
        with tempfile.TemporaryDirectory() as scratch:
            stage = Stage(Path(scratch))
            stage.size = self._size
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
        before = window.size()
        window.resize(self._size)  # some plays make a window of their own
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
        window.resize(before)
        self._sheet.append("</div>")
        LOOKS[0].wear(self._app)
        await rest()


def _file_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def size_of(text: str) -> QSize:
    """`1920x1080`, in pixels. Raises ArgumentTypeError for anything else."""
    found = re.fullmatch(r"(\d{3,4})[x×](\d{3,4})", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text}: say it as {SIZES[0]}")
    return QSize(int(found[1]), int(found[2]))


async def _all(albums: Sequence[Album]) -> None:
    for album in albums:
        for play in PLAYS:
            await album.play(play)
    await tasks.cancel_all()


def main(arguments: Sequence[str]) -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(prog="dev.py screens")
    parser.add_argument("--out", type=Path, default=Path("build") / "screens")
    parser.add_argument("--only", default="")
    parser.add_argument("--size", type=size_of, action="append", metavar="|".join(SIZES))
    options = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    LOOKS[0].wear(app)
    albums = [
        Album(app, options.out / f"{one.width()}x{one.height()}", options.only, one)
        for one in options.size or [size_of(SIZES[0])]
    ]
    played_through(app, _all(albums))
    for album in albums:
        sys.stdout.write(f"{album.write()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
