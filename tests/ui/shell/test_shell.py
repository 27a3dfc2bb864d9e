"""The frame: screens, status, questions, leaving, events."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import Bug, RemoteUnreachable, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.money import Money
from tests.ui.conftest import Run, settle
from ui.shell.dialogs import Choice, ask
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.shell.overlay import Overlay
from ui.shell.training_band import TestBand, TrainingBand
from ui.theme.apply import change_theme, theme_of
from ui.theme.tokens import TEST, TRAINING
from ui.widgets.buttons import Button, IconButton, QuietButton
from ui.widgets.search_box import SearchBox


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(shop_name="Atelier", till_name="Till 1", training=False)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    yield made
    made.close_now()


class _Screen(QWidget):
    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        self.line = QLineEdit()
        self.button = QPushButton("Press")
        box.addWidget(self.line)
        box.addWidget(self.button)
        self.setFocusProxy(self.line)


# screens


def test_screens_by_name(window: MainWindow, qtbot: QtBot) -> None:
    first, second = _Screen(), _Screen()
    window.add_screen("first", first)
    window.add_screen("second", second)
    names: list[str] = []
    window.screen_changed.connect(names.append)
    window.show_screen("second")
    window.show_screen("second")
    assert window.current_screen() == "second"
    assert second.isVisible()
    assert not first.isVisible()
    assert names == ["second"]
    qtbot.waitUntil(second.line.hasFocus)
    with pytest.raises(Bug):
        window.show_screen("third")
    with pytest.raises(Bug):
        window.add_screen("first", QWidget())


def test_the_window_fits_a_small_touch_screen(window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1024
    assert window.minimumWidth() <= 1024
    assert window.minimumHeight() <= 768


def test_escape_and_search_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.add_screen("first", _Screen())
    window.show_screen("first")
    with qtbot.waitSignal(window.back_requested):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    with qtbot.waitSignal(window.search_requested):
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)


def test_escape_of_a_button_comes_before_going_back(window: MainWindow, qtbot: QtBot) -> None:
    screen = _Screen()
    cancel = QuietButton("Cancel", shortcut="Esc")
    screen.layout().addWidget(cancel)
    window.add_screen("first", screen)
    window.show_screen("first")
    qtbot.waitUntil(window.isActiveWindow)
    backs: list[bool] = []
    window.back_requested.connect(lambda: backs.append(True))
    with qtbot.waitSignal(cancel.clicked):
        qtbot.keyClick(screen.line, Qt.Key.Key_Escape)
    assert backs == []
    cancel.hide()
    qtbot.keyClick(screen.line, Qt.Key.Key_Escape)
    assert backs == [True]


def test_escape_empties_a_search_before_it_leaves(window: MainWindow, qtbot: QtBot) -> None:
    screen = _Screen()
    search = SearchBox("Find")
    screen.layout().addWidget(search)
    screen.layout().addWidget(QuietButton("Cancel", shortcut="Esc"))
    window.add_screen("first", screen)
    window.show_screen("first")
    qtbot.waitUntil(window.isActiveWindow)
    cancel = screen.findChild(QuietButton)
    presses: list[bool] = []
    cancel.clicked.connect(lambda: presses.append(True))
    search.setFocus()
    qtbot.keyClicks(search, "ma")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert search.text() == ""
    assert presses == []
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert presses == [True]


# top bar and status


def test_the_shop_may_change_its_name(window: MainWindow, qtbot: QtBot) -> None:
    def shown() -> set[str]:
        return {label.text() for label in window.top_bar.findChildren(QLabel)}

    window.set_names("Bottega", "Till 2")
    assert "Bottega" in window.windowTitle()
    qtbot.waitUntil(lambda: {"Bottega", "Till 2"} <= shown())


def test_buttons_of_the_top_bar_are_all_as_high(window: MainWindow) -> None:
    """High contrast draws their edges."""
    window.top_bar.set_person("Anna")
    settle()
    buttons = [one for one in window.top_bar.findChildren(Button) if one.isVisible()]
    assert len(buttons) > 5
    assert len({(one.y(), one.height()) for one in buttons}) == 1


def test_keys_of_the_top_bar_are_drawn_where_there_is_room(
    qtbot: QtBot, dress: Callable[..., None]
) -> None:
    made = MainWindow(shop_name="Atelier du Vélo", till_name="Caisse 1", training=True)
    qtbot.addWidget(made)
    made.show()
    bar = made.top_bar
    bar.set_person("Marie-Antoinette")
    names = {
        "openDues": "F8", "openReports": "F9", "openTraining": "Ctrl+T",
        "openSettings": "Ctrl+,", "openHelp": "F1",
    }  # fmt: skip
    for language in ("en", "fr"):
        dress(language=language)
        for due in (0, 12):
            bar.set_due(due)
            for width, drawn in ((1920, True), (1024, False), (1920, True)):
                made.resize(width, 768)
                settle()
                settle()
                for name, keys in names.items():
                    button = bar.findChild(Button, name)
                    assert button is not None
                    assert button.drawn_keys() == (keys if drawn else ""), name
                    assert button.width() >= button.sizeHint().width(), name
                shown = [one for one in bar.findChildren(Button) if one.isVisible()]
                assert max(one.geometry().right() for one in shown) < bar.width()
    made.close_now()


def test_language_and_theme_are_asked_for(
    window: MainWindow, qtbot: QtBot, dress: Callable[..., None]
) -> None:
    theme = window.top_bar.findChild(IconButton, "changeTheme")
    assert isinstance(theme, IconButton)
    for now, then in (("light", "dark"), ("dark", "contrast"), ("contrast", "light")):
        dress(now, language="fr")
        with qtbot.waitSignal(window.theme_requested) as asked:
            theme.click()
        assert asked.args == [then]
    english = next(b for b in window.top_bar.findChildren(Button) if b.text() == "English")
    with qtbot.waitSignal(window.language_requested) as asked:
        english.click()
    assert asked.args == ["en"]


def test_what_can_be_undone_can_be_once_and_only_while_it_is_said(
    window: MainWindow, qtbot: QtBot
) -> None:
    undone: list[str] = []
    undo = window.findChild(QPushButton, "undo")
    assert not undo.isVisible()
    window.status("Zoé was changed.", "success", lambda: undone.append("Zoé"))
    assert undo.isVisible()
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == ["Zoé"]
    assert not undo.isVisible()
    window.status("Marie was changed.", "success", lambda: undone.append("Marie"))
    window.status("Connected again.", "info")
    assert not undo.isVisible(), "it would undo what nobody reads any more"
    undo.click()
    assert undone == ["Zoé"]


def test_status_is_shown_and_errors_become_sentences(window: MainWindow) -> None:
    window.status("Saved", "success")
    assert (window.status_text(), window.status_kind()) == ("Saved", "success")
    window.report(RemoteUnreachable())
    assert "nothing was charged" in window.status_text()
    assert window.status_kind() == "danger"
    window.report(UserError("amount.zero"))
    assert window.status_kind() == "warning"


# training


def test_training_is_unmistakable(qtbot: QtBot, dress: Callable[..., None]) -> None:
    dress("light", training=True)
    window = MainWindow(shop_name="Atelier", till_name="1", training=True)
    qtbot.addWidget(window)
    window.add_screen("empty", QWidget())
    window.show_screen("empty")
    window.show()
    band = window.findChild(TrainingBand)
    assert isinstance(band, TrainingBand)
    assert "TRAINING" in band.accessibleName()
    image = window.grab().toImage()
    assert image.pixelColor(window.width() // 2, 2) == QColor(TRAINING.band)
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 2)
        for y in range(200, image.height() - 100, 2)
    }
    assert TRAINING.watermark["light"] in colours
    assert TRAINING.ground["light"] in colours
    dress("light", training=True, language="fr")
    assert "FORMATION" in band.accessibleName()


def test_a_till_with_test_keys_is_neither_training_nor_real(
    qapp: QApplication, qtbot: QtBot, dress: Callable[..., None]
) -> None:
    dress("light", test=True)
    window = MainWindow(shop_name="Atelier", till_name="1", training=False)
    qtbot.addWidget(window)
    window.add_screen("empty", QWidget())
    window.show_screen("empty")
    window.show()
    band = window.findChild(TestBand)
    assert isinstance(band, TestBand)
    assert band.accessibleName().startswith("TEST – ")
    assert window.findChild(TrainingBand) is None
    image = window.grab().toImage()
    assert image.pixelColor(window.width() // 2, 2) == QColor(TEST.band)
    ground = image.pixelColor(4, image.height() // 2)
    assert ground in (QColor(TEST.ground["light"]), QColor(TEST.watermark["light"]))
    change_theme(qapp, "dark")
    assert theme_of().test, "another theme is no other till"
    assert theme_of().colours.ground == TEST.ground["dark"]


def test_no_sign_of_practice_with_real_money(window: MainWindow) -> None:
    assert window.findChild(TrainingBand) is None
    assert window.findChild(TestBand) is None
    assert theme_of().practice is None


# questions


def _ask(window: MainWindow) -> "asyncio.Future[str | None]":
    return ask(
        window,
        "Charge?",
        "Visa 4242",
        [Choice("no", "Keep"), Choice("yes", "Charge", role="primary")],
        amount=Money(1250, "eur"),
        default="no",
    )


def _overlay(window: MainWindow) -> Overlay:
    found = next(o for o in window.findChildren(Overlay) if o.isVisible())
    assert isinstance(found, Overlay)
    return found


def _button(window: MainWindow, text: str) -> Button:
    found = next(b for b in _overlay(window).findChildren(Button) if b.text() == text)
    assert isinstance(found, Button)
    return found


def test_a_question_blocks_what_is_behind_and_gives_it_back(
    window: MainWindow, qtbot: QtBot, run: Run[None]
) -> None:
    screen = _Screen()
    window.add_screen("first", screen)
    window.show_screen("first")

    async def story() -> None:
        screen.line.setFocus()
        answer = _ask(window)
        assert not screen.button.isEnabled()
        assert _button(window, "Keep").hasFocus()
        _button(window, "Charge").click()
        assert await answer == "yes"
        await asyncio.sleep(0)
        assert screen.button.isEnabled()
        assert screen.line.hasFocus()

    run(story())


@pytest.mark.parametrize(
    ("key", "expected"), [(Qt.Key.Key_Escape, None), (Qt.Key.Key_Return, "no")]
)
def test_a_question_is_answered_by_keys(
    window: MainWindow, qtbot: QtBot, run: Run[None], key: Qt.Key, expected: str | None
) -> None:
    backs: list[bool] = []
    window.back_requested.connect(lambda: backs.append(True))

    async def story() -> None:
        answer = _ask(window)
        qtbot.keyClick(_button(window, "Keep"), key)
        assert await answer == expected
        assert backs == []

    run(story())


def test_tab_stays_within_the_question(window: MainWindow, qtbot: QtBot, run: Run[None]) -> None:
    window.add_screen("first", _Screen())
    window.show_screen("first")

    async def story() -> None:
        answer = _ask(window)
        for text in ("Charge", "Keep", "Charge"):
            qtbot.keyClick(_overlay(window), Qt.Key.Key_Tab)
            assert _button(window, text).hasFocus()
        answer.cancel()
        with pytest.raises(asyncio.CancelledError):
            await answer

    run(story())
    settle()
    assert window.findChildren(Overlay) == []


def test_a_question_ends_with_its_window(qtbot: QtBot, run: Run[None]) -> None:
    window = MainWindow(shop_name="Atelier", till_name="1", training=False)
    window.show()

    async def story() -> None:
        answer = _ask(window)
        shiboken6.delete(window)
        assert await answer is None

    run(story())


# leaving


def test_leaving_waits_for_the_guard(window: MainWindow) -> None:
    asked: list[bool] = []

    def guard() -> None:
        asked.append(True)

    window.guard_closing(guard)
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.close()
    window.close()
    assert window.isVisible()
    assert asked == [True, True]
    assert closed == []
    window.close_now()
    assert not window.isVisible()
    assert closed == [True]


def test_leaving_without_a_guard(window: MainWindow) -> None:
    window.close()
    assert not window.isVisible()


# events


@dataclass(frozen=True)
class _Happened:
    what: str


def test_events_reach_screens_as_long_as_they_live(qtbot: QtBot) -> None:
    bus = EventBus()
    bridge = EventBridge(bus)
    owner = QObject()
    heard: list[_Happened] = []
    bridge.listen(owner, _Happened, heard.append)
    bus.publish(_Happened("one"))
    assert heard == [], "never in the middle of the publisher"
    qtbot.waitUntil(lambda: heard == [_Happened("one")])
    shiboken6.delete(owner)
    bus.publish(_Happened("two"))
    settle()
    assert heard == [_Happened("one")]
