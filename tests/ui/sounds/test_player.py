"""Tones are played by another program, for which nobody waits and which never outlives the till."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui.shell.main_window import MainWindow
from ui.sounds.player import Player
from ui.sounds.programs import Command
from ui.sounds.tones import Tone, file_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the system plays them")


class _Machine:
    """Programs that note what they were to play, and end with a status; or go on and on."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.log = folder / "played.txt"
        self.found: list[Command] = []
        self.asked = 0

    def has(self, name: str, status: int = 0, seconds: int = 0) -> None:
        script = self._folder / f"{name}.py"
        script.write_text(
            "import sys, time\n"
            f"with open({str(self.log)!r}, 'a') as log:\n"
            f"    log.write({name!r} + ' ' + sys.argv[-1] + '\\n')\n"
            f"time.sleep({seconds})\n"
            f"sys.exit({status})\n"
        )
        self.found.append((sys.executable, str(script)))

    def find(self) -> Sequence[Command]:
        self.asked += 1
        return self.found

    def played(self) -> list[str]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [" ".join((line.split()[0], Path(line.split()[1]).stem)) for line in lines]


@pytest.fixture
def machine(tmp_path: Path) -> _Machine:
    return _Machine(tmp_path)


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _processes(parent: QWidget) -> list[QProcess]:
    return parent.findChildren(QProcess)


def _over(parent: QWidget) -> Callable[[], bool]:
    def over() -> bool:
        settle()
        return not _processes(parent)

    return over


def test_a_tone_is_played_when_tones_are_on(
    machine: _Machine, parent: QWidget, qtbot: QtBot
) -> None:
    machine.has("good")
    on = [False]
    player = Player(lambda: on[0], parent, machine.find)
    player.play(Tone.SUCCEEDED)
    player.play(None)
    assert machine.asked == 0, "nothing is looked for before it is needed"
    on[0] = True
    player.play(Tone.DECLINED)
    assert machine.played() == [], "nobody waited for it"
    qtbot.waitUntil(lambda: machine.played() == ["good declined"])
    qtbot.waitUntil(_over(parent))
    assert file_of(Tone.DECLINED).is_file()


def test_it_is_tried_although_tones_are_off(
    machine: _Machine, parent: QWidget, qtbot: QtBot
) -> None:
    machine.has("good")
    player = Player(lambda: False, parent, machine.find)
    player.try_out(Tone.UNKNOWN)
    qtbot.waitUntil(lambda: machine.played() == ["good unknown"])
    qtbot.waitUntil(_over(parent))


def test_where_one_program_fails_the_next_plays_and_comes_first_from_then_on(
    machine: _Machine, parent: QWidget, qtbot: QtBot
) -> None:
    machine.has("deaf", status=1)
    machine.has("good")
    player = Player(lambda: True, parent, machine.find)
    player.play(Tone.SUCCEEDED)
    qtbot.waitUntil(lambda: machine.played() == ["deaf succeeded", "good succeeded"])
    qtbot.waitUntil(_over(parent))
    player.play(Tone.DECLINED)
    qtbot.waitUntil(lambda: machine.played()[2:] == ["good declined"])
    qtbot.waitUntil(_over(parent))


def test_a_program_that_does_not_start_is_passed_over_as_well(
    machine: _Machine, parent: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    machine.found.append((str(tmp_path / "gone"),))
    machine.has("good")
    player = Player(lambda: True, parent, machine.find)
    player.play(Tone.SUCCEEDED)
    qtbot.waitUntil(lambda: machine.played() == ["good succeeded"])
    qtbot.waitUntil(_over(parent))


def test_a_machine_without_sound_stays_silent(
    machine: _Machine, parent: QWidget, qtbot: QtBot
) -> None:
    player = Player(lambda: True, parent, machine.find)
    assert not player.able()
    player.play(Tone.SUCCEEDED)
    machine.has("deaf", status=1)
    player = Player(lambda: True, parent, machine.find)
    assert player.able()
    for _ in range(2):
        player.play(Tone.SUCCEEDED)
        qtbot.waitUntil(_over(parent))
    assert machine.played() == ["deaf succeeded"] * 2


def test_where_nobody_sees_windows_nobody_hears_either(machine: _Machine, parent: QWidget) -> None:
    machine.has("good")
    player = Player(lambda: True, parent, machine.find, heard=False)
    player.play(Tone.SUCCEEDED)
    assert not player.able()
    assert _processes(parent) == []


def test_the_next_tone_ends_the_one_before(
    machine: _Machine, parent: QWidget, qtbot: QtBot
) -> None:
    machine.has("long", seconds=60)
    player = Player(lambda: True, parent, machine.find)
    player.play(Tone.SUCCEEDED)
    qtbot.waitUntil(lambda: len(machine.played()) == 1)
    player.play(Tone.DECLINED)
    qtbot.waitUntil(lambda: len(machine.played()) == 2)
    qtbot.waitUntil(lambda: (settle(), len(_processes(parent)) == 1)[1])
    assert player.able(), "one that was ended by us has not failed"
    player.stop()
    qtbot.waitUntil(_over(parent))


def test_it_ends_with_the_window_and_plays_nothing_more(machine: _Machine, qtbot: QtBot) -> None:
    """The first player of this till outlived its application, and crashed it at the end."""
    machine.has("long", seconds=60)
    window = MainWindow(shop_name="Atelier", till_name="1", training=False)
    qtbot.addWidget(window)
    player = Player(lambda: True, window, machine.find)
    window.closed.connect(player.stop)
    window.show()
    player.play(Tone.SUCCEEDED)
    qtbot.waitUntil(lambda: len(machine.played()) == 1)
    process = _processes(window)[0]
    window.close_now()
    assert process.state() is QProcess.ProcessState.NotRunning
    player.play(Tone.DECLINED)
    player.try_out(Tone.DECLINED)
    settle()
    assert _processes(window) == []
    assert len(machine.played()) == 1
