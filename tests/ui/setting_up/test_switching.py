"""What a key lacks is said of the buttons that a screen shows, and of what they are for by now."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.settings.key_uses import Use
from pos_app.settings.permissions import Finding, Standing, needs_of_till
from tests.ui.screens.looking import settle
from ui.setting_up.switching import OffNotice, SwitchedOff
from ui.theme.layout import column, row
from ui.widgets.buttons import Button
from ui.widgets.frame import TOLD_ONCE


class _Screen(QWidget):
    """Two buttons side by side, of which it shows one."""

    def __init__(self, bot: QtBot) -> None:
        super().__init__()
        self.refund = Button("Refund").needs(Use.REFUND)
        self.collect = Button("Collect").needs(Use.CHARGE_CARD)
        buttons = row()
        buttons.addWidget(self.refund)
        buttons.addWidget(self.collect)
        column(self).addLayout(buttons)
        self.refund.hide()
        bot.addWidget(self)
        self.show()
        self._switched_off = SwitchedOff(self)

    def lack(self, *names: str) -> None:
        """From now on."""
        self._switched_off.show(
            [
                Finding(one, Standing.MISSING if one.name in names else Standing.GRANTED)
                for one in needs_of_till()
            ]
        )
        settle()

    def said(self) -> str:
        """Nothing where nothing is to be seen."""
        settle()
        return " ".join(one.words() for one in self.findChildren(OffNotice) if one.isVisible())


@pytest.fixture
def screen(qtbot: QtBot) -> _Screen:
    return _Screen(qtbot)


def test_a_button_that_is_not_there_needs_no_words(screen: _Screen) -> None:
    screen.lack("refund_write")
    assert screen.said() == ""
    screen.refund.show()
    assert "Nothing can be refunded" in screen.said()
    screen.refund.hide()
    assert screen.said() == ""


def test_only_what_the_buttons_there_lack_is_named(screen: _Screen) -> None:
    screen.lack("refund_write", "payment_method_read")
    assert "PaymentMethods: read" in screen.said()
    assert "Refunds" not in screen.said()
    screen.refund.show()
    assert "Refunds: write" in screen.said()


def test_what_a_button_is_for_by_now_counts(screen: _Screen) -> None:
    screen.lack("payment_method_read")
    assert screen.said() != ""
    screen.collect.needs(None)
    assert screen.said() == ""
    screen.collect.needs(Use.CHARGE_CARD)
    assert "neither seen nor charged" in screen.said()


def test_nothing_is_said_any_more_once_it_is_allowed(screen: _Screen) -> None:
    screen.lack("payment_method_read")
    screen.lack()
    assert screen.said() == ""
    assert screen.collect.isEnabled()


def test_what_is_for_nothing_of_stripes_at_the_moment_is_off_once_it_is(screen: _Screen) -> None:
    screen.collect.needs(None)
    screen.lack("payment_method_read", "refund_write")
    assert screen.collect.isEnabled()
    assert screen.said() == ""
    screen.collect.needs(Use.CHARGE_CARD)
    assert not screen.collect.isEnabled()
    assert "PaymentMethods: read" in screen.said() or "neither seen nor charged" in screen.said()
    screen.collect.needs(Use.REFUND)
    assert "Nothing can be refunded" in screen.collect.accessibleDescription()
    assert "Nothing can be refunded" in screen.said()
    screen.collect.needs(Use.REMOVE_CARD)
    screen.lack("refund_write")
    assert screen.collect.isEnabled()
    assert screen.said() == ""


def test_two_panes_say_it_once(qtbot: QtBot) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.setProperty(TOLD_ONCE, True)
    panes = row()
    for needed in (Use.REFUND, Use.CHARGE_CARD):
        pane = QWidget()
        column(pane).addWidget(Button("One").needs(needed))
        panes.addWidget(pane)
    column(screen).addLayout(panes)
    screen.show()
    lacking = ("refund_write", "payment_method_read")
    SwitchedOff(screen).show(
        [
            Finding(one, Standing.MISSING if one.name in lacking else Standing.GRANTED)
            for one in needs_of_till()
        ]
    )
    settle()
    (notice,) = screen.findChildren(OffNotice)
    assert notice.isVisible()
    assert "Refunds: write" in notice.words()
    assert "PaymentMethods: read" in notice.words()
