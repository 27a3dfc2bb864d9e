"""What stands while the language changes is said in the new one, wherever it stands."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import UserError
from pos_app.settings.key_uses import Use
from tests.ui.consent.test_ask import Asking
from tests.ui.customers.fakes import customer
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.dues.fakes import due_row, sale
from tests.ui.dues.test_due import World as DueWorld
from tests.ui.settings.world import World as SettingsWorld
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.shell.dialogs import Choice, ask
from ui.shell.main_window import MainWindow
from ui.shell.status_line import StatusLine
from ui.theme.layout import column
from ui.widgets import announce
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import InlineError

Dress = Callable[..., None]
NO_NUMBER = UserError("amount.not_a_number")


def _none() -> str:
    return messages.text(NO_NUMBER)


def _other(dress: Dress, read: Callable[[], str]) -> None:
    """Said in English; then in French, and in English again."""
    english = read()
    assert english
    dress("light", language="fr")
    french = read()
    assert french
    assert french != english
    dress("light", language="en")
    assert read() == english


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("kind", ["info", "success", "warning", "danger", "unknown"])
def test_the_line_at_the_bottom(window: MainWindow, dress: Dress, kind: Any) -> None:
    window.status(_none, kind)
    _other(dress, window.status_text)
    assert window.status_kind() == kind


def test_a_fault_at_the_bottom(window: MainWindow, dress: Dress) -> None:
    window.report(NO_NUMBER)
    _other(dress, window.status_text)


def test_how_the_till_stands_read_in_full(window: MainWindow, dress: Dress) -> None:
    window.standing.connection.click()
    _other(dress, window.status_text)
    window.standing.copy.click()
    _other(dress, window.status_text)


def test_what_was_cleared_stays_away_and_what_can_be_undone_still_can(
    window: MainWindow, dress: Dress
) -> None:
    undone: list[str] = []
    window.status(_none, "success", lambda: undone.append("undone"))
    dress("light", language="fr")
    named(window, "undo", Button).click()
    assert undone == ["undone"]
    dress("light", language="en")
    assert window.status_text() == ""


def test_screen_readers_hear_it_once(
    qtbot: QtBot, dress: Dress, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []

    def hear(_widget: object, words: str, **_how: object) -> None:
        heard.append(words)

    monkeypatch.setattr("ui.shell.status_line.announce", hear)
    monkeypatch.setattr("ui.widgets.banner.announce", hear)
    line, banner = StatusLine(), Banner()
    for one in (line, banner):
        qtbot.addWidget(one)
    heard.clear()
    line.say(_none, "danger")
    banner.say("danger", "", _none)
    dress("light", language="fr")
    assert len(heard) == 2
    assert announce.announce is not hear


def test_a_banner_its_button_and_an_error_beside_nothing(qtbot: QtBot, dress: Dress) -> None:
    holder, banner, error = QWidget(), Banner(), InlineError()
    qtbot.addWidget(holder)
    box = column(holder)
    box.addWidget(banner)
    box.addWidget(error)
    holder.show()
    banner.say("danger", _none, _none, _none)
    error.set_text(_none)
    for read in (
        banner.title, banner.text, banner.action_button().text, banner.accessibleName, error.text,
        error.accessibleName,
    ):  # fmt: skip
        _other(dress, read)


def test_plain_words_beside_a_field_and_what_assistive_tools_say(
    qtbot: QtBot, dress: Dress
) -> None:
    line = QLineEdit()
    row = FieldRow("Day", line)
    qtbot.addWidget(row)
    row.show()
    row.set_error(_none)
    _other(dress, row.error)
    _other(dress, line.accessibleDescription)
    row.set_error(partial(str, ""))
    assert not row.error()
    assert not line.property("invalid")


def test_why_a_button_is_off(qtbot: QtBot, dress: Dress) -> None:
    button = Button("x").needs(Use.CHARGE_CARD)
    qtbot.addWidget(button)
    button.switch_off(_none)
    _other(dress, button.accessibleDescription)
    assert not button.isEnabled()
    button.switch_off("")
    dress("light", language="fr")
    assert button.isEnabled()
    assert button.accessibleDescription() == ""


def test_what_is_wrong_with_an_agreement(qtbot: QtBot, run: Any, dress: Dress) -> None:
    async def flow() -> None:
        world = Asking(qtbot)
        await world.begin()
        await click(named(world.window, "purpose_instalments"))
        rows = (world.showing.ask._count_row, world.showing.ask._last_row)
        await world.fill(3_000, "0", "31/12/2025")
        await click(named(world.window, "handOver"))
        for row in rows:
            _other(dress, row.error)
        await world.fill(3_000, "12", "31/12/2026")
        await click(named(world.window, "handOver"))
        _other(dress, rows[1].error)

    run(flow())


def test_what_is_wrong_with_a_day_and_that_it_was_changed(
    qtbot: QtBot, run: Any, dress: Dress
) -> None:
    async def flow() -> None:
        world = DueWorld(qtbot)
        await world.show()
        await act(lambda: world.showing._open(due_row(1)))
        await click(named(world.window, "moveDate"))
        named(world.window, "newDay", QLineEdit).setText("1/1/2020")
        await click(named(world.window, "collectDue"))
        _other(dress, world.showing.due._panel._day_row.error)
        await act(world.showing.due.go_back)
        await click(named(world.window, "changeAmount"))
        named(world.window, "newAmount", QLineEdit).setText("250")
        await click(named(world.window, "collectDue"))
        await rest()
        assert "No money moved" in world.says("dueFault")
        _other(dress, lambda: world.says("dueFault"))
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await rest()

    run(flow())


def test_what_is_wrong_with_the_days_of_the_terms(
    qtbot: QtBot, run: Any, dress: Dress, tmp_path: Any
) -> None:
    async def flow() -> None:
        world = SettingsWorld(qtbot, tmp_path)
        await world.begin()
        await act(lambda: world.opening.screen._tabs.setCurrentIndex(1))
        named(world.window, "noticeField", QLineEdit).setText("x")
        named(world.window, "refundDaysField", QLineEdit).setText("0")
        await click(named(world.window, "savePromises"))
        section = world.opening.screen.findChild(QWidget, "savePromises").parentWidget()
        rows = [one for one in section.findChildren(FieldRow) if one.error()]
        assert len(rows) == 2
        for row in rows:
            _other(dress, row.error)
        QCoreApplication.processEvents()

    run(flow())


def test_a_question_and_its_answers(window: MainWindow, run: Any, dress: Dress) -> None:
    async def flow() -> None:
        answer = ask(window, _none, _none, [Choice("ok", _none), Choice("no", "1234")])
        await rest()
        for read in (
            named(window, "choice_ok", Button).text,
            lambda: " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible()),
        ):
            _other(dress, read)
        assert named(window, "choice_no", Button).text() == "1234"
        answer.cancel()
        await rest()

    run(flow())


class _Greedy(Retranslated, QWidget):
    """Says everything again as a screen does that shows its step anew."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.onward = QLineEdit(self), QPushButton(self)
        self.retranslate()

    def retranslate(self) -> None:
        self.onward.setText(self.tr("Back"))
        self.onward.setFocus()


def test_another_language_moves_no_focus(qtbot: QtBot, dress: Dress) -> None:
    """It went to the button that takes the next step, which the next Enter then pressed."""
    greedy = _Greedy()
    qtbot.addWidget(greedy)
    greedy.show()
    greedy.activateWindow()
    greedy.line.setFocus()
    qtbot.waitUntil(greedy.line.hasFocus)
    dress("light", language="fr")
    assert greedy.line.hasFocus()
    greedy.line.setEnabled(False)
    greedy.onward.setFocus()
    dress("light", language="en")
    assert greedy.onward.hasFocus()
