"""Pictures of every screen in every theme and language, on a sheet: `python3 dev.py screens`.

`--only WORDS` takes the screens whose name has them. `--size 1920x1080`, which may be given several
times, makes the window as large; without it, it is as large as the smallest screen. Each size has a
folder of its own and its sheet in it, screens.html. The customer's own page is there as well, in
the real engine, paid at the training stand-in.
"""

import argparse
import html
import re
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.training.process import StandIn
from tests.helpers.standin import StandInHandle
from tests.ui.customers.hands import rest
from tests.ui.screens.apart import played_through
from tests.ui.screens.customer_page import STATES, gone_through
from tests.ui.screens.customer_side import CustomerSide
from tests.ui.screens.looks import LOOKS, Look
from tests.ui.screens.register import PLAYS
from tests.ui.screens.stage import Play, Stage
from ui import tasks
from ui.webview.engine import prepare_engine

SIZES: Final = ("1024x768", "1920x1080", "3840x2160")
"""The smallest screen there is a till for, the usual one, and 4K seen at 100 %."""
PAGE: Final = "the customer's page: "
"""Before the names of its states."""
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

    def wants_page(self) -> bool:
        """Whether any state of the customer's page is asked for."""
        return any(self._wanted(name) for names in STATES.values() for name in names)

    def wants_only_page(self) -> bool:
        """Whether no other screen can be called so."""
        return self._only.startswith(PAGE)

    async def customers_page(self, standin: StandInHandle) -> None:
        """The customer's own page, opened anew in each look: it keeps the one it has."""
        taken: dict[str, list[tuple[Look, str]]] = {}
        for look in LOOKS:
            look.wear(self._app)
            side = CustomerSide(standin, look, self._size)
            async for name in gone_through(side, self._wanted):
                file = self._save(PAGE + name, look, side.window)
                taken.setdefault(name, []).append((look, file))
            side.close()
        for name, pictures in taken.items():
            self._show(PAGE + name, pictures)
        LOOKS[0].wear(self._app)
        await rest()

    def _wanted(self, state: str) -> bool:
        return self._only in PAGE + state

    def write(self) -> Path:
        """The sheet's file."""
        file = self._folder / "screens.html"
        file.write_text("\n".join(self._sheet), encoding="utf-8")
        return file

    async def _take(self, name: str, window: QWidget) -> None:
        before = window.size()
        window.resize(self._size)  # some plays make a window of their own
        taken = []
        for look in LOOKS:
            look.wear(self._app)
            await rest()
            taken.append((look, self._save(name, look, window)))
        window.resize(before)
        self._show(name, taken)
        LOOKS[0].wear(self._app)
        await rest()

    def _save(self, name: str, look: Look, window: QWidget) -> str:
        file = f"{_file_of(name)}-{look.theme}-{look.language}.png"
        window.grab().save(str(self._folder / file))
        return file

    def _show(self, name: str, pictures: Iterable[tuple[Look, str]]) -> None:
        self._sheet.append(f"<h2>{html.escape(name)}</h2><div>")
        for look, file in pictures:
            self._sheet.append(
                f'<figure><a href="{file}"><img src="{file}" loading="lazy" alt=""></a>'
                f"<figcaption>{look.theme}, {look.language}</figcaption></figure>"
            )
        self._sheet.append("</div>")


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
        for play in () if album.wants_only_page() else PLAYS:
            await album.play(play)
    if any(album.wants_page() for album in albums):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            standin = StandIn.start_now(Path(folder) / "stripe.db", customers=0)
            for album in albums:
                await album.customers_page(StandInHandle(standin))
            standin.stop_now()
    await tasks.cancel_all()


def main(arguments: Sequence[str]) -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(prog="dev.py screens")
    parser.add_argument("--out", type=Path, default=Path("build") / "screens")
    parser.add_argument("--only", default="")
    parser.add_argument("--size", type=size_of, action="append", metavar="|".join(SIZES))
    options = parser.parse_args(arguments)
    prepare_engine()
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
