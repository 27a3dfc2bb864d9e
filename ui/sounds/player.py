"""Plays a tone without anybody waiting for it, and never makes trouble of silence.

Another program plays it: Qt's own module for sound brings 58 MB and keeps threads that outlive
windows (docs/decisions/0025). On Windows the system plays it within this process.
"""

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from ui.sounds.programs import Command, commands, surroundings
from ui.sounds.tones import Tone, file_of

_log = logging.getLogger(__name__)
_END_MS = 500
"""A program that was killed has ended long before."""


class Player(QObject):
    """A child of the window: what plays ends with it, and with `stop`.

    `wanted` is asked each time. Where one program can't play, the next is tried; without any the
    till stays silent.
    """

    def __init__(
        self, wanted: Callable[[], bool], parent: QObject,
        find: Callable[[], Sequence[Command]] = commands, *, heard: bool = True,
    ) -> None:  # fmt: skip
        """`heard`: somebody is there to hear it; windows that nobody sees are driven by tests."""
        super().__init__(parent)
        self._heard = heard
        self._wanted = wanted
        self._find = find
        self._commands: list[Command] | None = None
        self._process: QProcess | None = None
        self._stopped = False

    def play(self, tone: Tone | None) -> None:
        """Play it unless tones are off; what played before ends."""
        if tone is not None and self._wanted():
            self.try_out(tone)

    def try_out(self, tone: Tone) -> None:
        """Play it although tones are off."""
        if self._stopped or not self.able():
            return
        if sys.platform == "win32":
            _play_on_windows(file_of(tone))
        else:
            self._begin(tuple(self._known()), file_of(tone))

    def able(self) -> bool:
        """Whether there is anything to play with, as far as it is known."""
        return self._heard and (sys.platform == "win32" or bool(self._known()))

    def stop(self) -> None:
        """Be silent from now on: the till quits."""
        self._stopped = True
        if sys.platform == "win32":
            _play_on_windows(None)
        process = self._silence()
        if process is not None:
            process.waitForFinished(_END_MS)

    def _known(self) -> list[Command]:
        if self._commands is None:
            self._commands = list(self._find())
        return self._commands

    def _begin(self, left: Sequence[Command], file: Path) -> None:
        """By the first of those `left`; by the next where it can't."""
        self._silence()
        command = left[0]
        process = self._process = QProcess(self)
        process.setProcessEnvironment(_variables())
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())

        def end(status: int) -> None:
            process.deleteLater()
            if process is self._process:
                self._process = None
                if status:
                    self._pass_over(left, file, status)

        def fail(error: QProcess.ProcessError) -> None:
            if error is QProcess.ProcessError.FailedToStart:  # `finished` doesn't come then
                end(-1)

        process.finished.connect(end)
        process.errorOccurred.connect(fail)
        process.start(command[0], [*command[1:], str(file)])

    def _pass_over(self, left: Sequence[Command], file: Path, status: int) -> None:
        """The next time the others come first."""
        command, *others = left
        _log.info("tone_not_played program=%s status=%d", Path(command[0]).name, status)
        known = self._known()
        if command in known:
            known.remove(command)
            known.append(command)
        if others and not self._stopped:
            self._begin(others, file)

    def _silence(self) -> QProcess | None:
        """End what plays, without waiting for it; what that was."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
        return process


def _variables() -> QProcessEnvironment:
    made = QProcessEnvironment()
    for name, value in surroundings().items():
        made.insert(name, value)
    return made


def _play_on_windows(file: Path | None) -> None:
    """At once, whatever plays; None is silence. Python's `winsound` calls PlaySound of Windows."""
    if sys.platform == "win32":
        import winsound

        try:
            flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
            winsound.PlaySound(None if file is None else str(file), flags)
        except RuntimeError:  # no sound device: PlaySound says no more than that it failed
            _log.info("tone_not_played program=PlaySound")
