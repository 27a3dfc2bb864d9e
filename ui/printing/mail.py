"""A letter prepared in the machine's own mail program, the file in it where that can be had.

Nothing is sent: whoever sits there reads it and does.
"""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote

from PySide6.QtCore import QUrl

LONGEST_LINK: Final = 2_000
"""Characters of a `mailto:` that Windows and mail programs still take whole."""
_XDG: Final = "xdg-email"
_OPEN_S: Final = 5.0
"""Some mail programs end with their window: one that runs for so long has opened it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """To `to` (may be empty): plain text."""

    to: str
    subject: str
    body: str

    def link(self) -> str:
        """As `mailto:` says it, encoded."""
        return f"{self._address()}?subject={quote(self.subject)}&body={quote(self.body)}"

    def options(self, file: Path) -> Sequence[str]:
        """As xdg-email takes it (its manual page, xdg-utils): the address as a link, so that none
        is ever read as an option."""
        given = ["--utf8", "--subject", self.subject, "--body", self.body, "--attach", str(file)]
        return [*given, self._address()] if self.to else given

    def _address(self) -> str:
        return f"mailto:{quote(self.to, safe='@')}"


class Prepared(Enum):
    """What became of a letter. WITH_FILE: handed over together; not every mail program takes
    it, so whoever sends it has to look. NOT: no program opened."""

    WITH_FILE = auto()
    WITHOUT_FILE = auto()
    NOT = auto()


class Mail(Protocol):
    """Who writes letters."""

    async def prepare(self, letter: Letter, file: Path) -> Prepared: ...


class DesktopMail:
    """`xdg-email` where there is one, which knows attachments; else a `mailto:` link."""

    def __init__(
        self, open_url: Callable[[QUrl], bool], find: Callable[[str], str | None] = shutil.which
    ) -> None:
        """`open_url` opens a link in the desktop's own program; whether one did. `find` tells
        where a program is."""
        self._open_url = open_url
        self._find = find
        self._running: list[subprocess.Popen[bytes]] = []

    async def prepare(self, letter: Letter, file: Path) -> Prepared:
        """Open it there, for somebody to send."""
        program = self._find(_XDG) if sys.platform.startswith("linux") else None
        if program is not None:
            command = [program, *letter.options(file)]
            if await asyncio.to_thread(self._run, command):
                return Prepared.WITH_FILE
        opened = self._open_url(QUrl.fromEncoded(letter.link().encode()))
        return Prepared.WITHOUT_FILE if opened else Prepared.NOT

    def _run(self, command: Sequence[str]) -> bool:
        """Whether it opened: it ended well, or goes on."""
        self._running = [one for one in self._running if one.poll() is None]
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError:
            return False
        try:
            return process.wait(_OPEN_S) == 0
        except subprocess.TimeoutExpired:
            self._running.append(process)
            return True
