"""What the widgets do when seen, pressed, read aloud or translated."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.settings.key_uses import Use
from ui.theme.layout import column
from ui.theme.tokens import KINDS, SIZE, SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton, PrimaryButton
from ui.widgets.card_row import CardRow, brand_name
from ui.widgets.combo_box import ComboBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.focus_ring import FocusRing, _Ring
from ui.widgets.labels import ElidedLabel, IconLabel, MoneyLabel, label
from ui.widgets.scrolling import scrolled
from ui.widgets.search_box import SearchBox
from ui.widgets.spinner import Spinner
from ui.widgets.status_chip import StatusChip

_TODAY = date(2026, 11, 23)
_CARD = SavedCard(
    id=PaymentMethodId("pm_1"),
    customer_id=CustomerId("cus_1"),
    brand="visa",
    last4="4242",
    exp_month=12,
    exp_year=2030,
    fingerprint="f",
    redisplay=Redisplay.ALWAYS,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def _shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


# search box


def test_search_speaks_at_every_change_and_moves_the_list(qtbot: QtBot) -> None:
    box = SearchBox("Find")
    _shown(qtbot, box)
    texts: list[str] = []
    moves: list[int] = []
    box.searched.connect(texts.append)
    box.moved.connect(moves.append)
    qtbot.keyClicks(box, "ma")
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    with qtbot.waitSignal(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    assert texts == ["m", "ma"]
    assert moves == [1, -1]
    assert box.accessibleName() == "Find"


def test_escape_empties_the_search_first(qtbot: QtBot) -> None:
    box = SearchBox("Find")
    _shown(qtbot, box)
    qtbot.keyClicks(box, "ma")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""


def test_the_search_can_be_emptied_by_finger(qtbot: QtBot) -> None:
    box = SearchBox("Find")
    _shown(qtbot, box)
    clear = box.findChild(IconButton)
    assert isinstance(clear, IconButton)
    assert clear.isHidden()
    qtbot.keyClicks(box, "x")
    assert clear.isVisible()
    assert clear.accessibleName()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert box.text() == ""


# fields


def test_a_field_says_what_is_wrong_beside_it(qtbot: QtBot) -> None:
    row = FieldRow("E-mail", QLineEdit("x@"), "For the receipt")
    _shown(qtbot, row)
    assert row.editor.accessibleName() == "E-mail"
    assert row.editor.accessibleDescription() == "For the receipt"
    row.set_error(UserError("customer.bad_email", field="email"))
    assert "e-mail address" in row.error()
    assert row.editor.accessibleDescription() == row.error()
    assert row.editor.property("invalid")
    row.set_error(None)
    assert row.error() == ""
    assert not row.editor.property("invalid")


def test_choices_are_large_enough_for_fingers(qtbot: QtBot) -> None:
    box = ComboBox()
    box.addItems(["EUR", "GBP"])
    _shown(qtbot, box)
    assert box.height() >= SIZE.target
    box.showPopup()
    assert box.view().sizeHintForRow(0) >= SIZE.target
    box.hidePopup()


# buttons


@pytest.mark.parametrize("role", ["primary", "secondary", "danger", "quiet", "key"])
def test_buttons_are_large_enough_for_fingers(qtbot: QtBot, role: str) -> None:
    button = Button("Go", role)  # type: ignore[arg-type]
    _shown(qtbot, button)
    assert button.height() >= SIZE.target
    assert button.width() >= SIZE.target


def test_a_shortcut_presses_the_button_and_survives_a_new_text(qtbot: QtBot) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    button = PrimaryButton("Charge", shortcut="Ctrl+Return")
    box.addWidget(button)
    _shown(qtbot, window)
    button.setText("Débiter & fermer")
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_key_held_down_presses_once(qtbot: QtBot) -> None:
    button = PrimaryButton("Charge", shortcut="F2")
    _shown(qtbot, button)
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    for repeat in (False, True, True):
        key = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeat
        )
        QCoreApplication.sendEvent(button, key)
    assert presses == [True]
    # no test tool sends a repeated key through Qt's table of shortcuts
    assert [shortcut.autoRepeat() for shortcut in button.findChildren(QShortcut)] == [False]


def test_a_disabled_button_has_no_shortcut(qtbot: QtBot) -> None:
    button = PrimaryButton("Charge", shortcut="F2")
    _shown(qtbot, button)
    button.setEnabled(False)
    presses: list[bool] = []
    button.clicked.connect(lambda: presses.append(True))
    qtbot.keyClick(button, Qt.Key.Key_F2)
    assert presses == []


def test_an_icon_button_has_a_name(qtbot: QtBot) -> None:
    button = IconButton("close", "Close", shortcut="Esc")
    _shown(qtbot, button)
    assert button.accessibleName() == "Close"
    assert "Esc" in button.toolTip()
    assert button.width() >= SIZE.target


def test_the_ring_follows_the_focus(qtbot: QtBot) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    first, second = Button("One"), Button("Two")
    box.addWidget(first)
    box.addWidget(second)
    FocusRing(window)
    _shown(qtbot, window)

    def rings() -> list[QWidget]:
        return [
            w for w in window.findChildren(QWidget) if type(w).__name__ == "_Ring" and w.isVisible()
        ]

    first.setFocus()
    qtbot.waitUntil(lambda: len(rings()) == 1)
    assert rings()[0].geometry().contains(first.geometry())
    second.setFocus()
    qtbot.waitUntil(lambda: len(rings()) == 1 and rings()[0].geometry().contains(second.geometry()))
    second.hide()
    qtbot.waitUntil(lambda: not any(r.geometry().contains(second.geometry()) for r in rings()))


def test_the_ring_is_whole_at_the_edge_of_a_box(qtbot: QtBot) -> None:
    window = QWidget()
    inner = QWidget()
    column(window, margin=SPACE.xl).addWidget(inner)
    button = Button("One")
    column(inner).addWidget(button)
    FocusRing(window)
    _shown(qtbot, window)
    button.setFocus()
    ring = next(w for w in window.findChildren(QWidget) if type(w).__name__ == "_Ring")
    parent = ring.parentWidget()
    assert parent is not None
    assert parent.rect().contains(ring.geometry())
    window.resize(500, 300)
    corner = button.mapTo(window, QPoint(0, 0))
    qtbot.waitUntil(lambda: ring.geometry().contains(QRect(corner, button.size())))


def test_the_ring_is_whole_where_a_control_fills_what_scrolls(qtbot: QtBot) -> None:
    window, content, button = QWidget(), QWidget(), Button("One")
    column(content).addWidget(button)
    column(window, margin=SPACE.xl).addWidget(scrolled(content))
    FocusRing(window)
    _shown(qtbot, window)
    button.setFocus()
    qtbot.waitUntil(lambda: bool(window.findChildren(_Ring)))
    ring = window.findChildren(_Ring)[0]
    assert content.rect().contains(ring.geometry()), "what is beyond its edge nobody sees"
    assert ring.geometry().left() == button.geometry().left() == 0


# states and messages


@pytest.mark.parametrize("kind", KINDS)
def test_a_state_has_icon_and_words_not_only_colour(qtbot: QtBot, kind: Kind) -> None:
    chip = StatusChip("Words", kind)
    _shown(qtbot, chip)
    assert chip.accessibleName() == "Words"
    icon = chip.findChild(IconLabel)
    assert isinstance(icon, IconLabel)
    assert not icon.pixmap().isNull()


def test_a_banner_tells_and_offers(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.say("unknown", "We don’t know yet", "Nothing more was charged.", "Check now")
    assert banner.isVisible()
    assert banner.accessibleName() == "We don’t know yet Nothing more was charged."
    with qtbot.waitSignal(banner.action_clicked):
        banner.action_button().click()
    banner.say("success", "Paid")
    assert banner.action_button().isHidden()
    banner.clear()
    assert banner.isHidden()


def test_an_empty_place_offers_a_way_on(qtbot: QtBot) -> None:
    empty = EmptyState("search", "Nobody found", "Check the spelling", "New customer")
    _shown(qtbot, empty)
    with qtbot.waitSignal(empty.action_clicked):
        empty.action_button().click()
    empty.set_text("Nobody here")
    assert empty.action_button().isHidden()


def test_the_spinner_rests_while_hidden(qtbot: QtBot) -> None:
    spinner = Spinner()
    _shown(qtbot, spinner)
    assert spinner.turning()
    assert spinner.accessibleName()
    spinner.hide()
    assert not spinner.turning()


# labels


def test_markup_in_a_name_stays_text(qtbot: QtBot) -> None:
    name = label("<b>Bobby</b>")
    qtbot.addWidget(name)
    assert name.textFormat() == Qt.TextFormat.PlainText


def test_a_cut_label_keeps_the_whole_for_readers(qtbot: QtBot) -> None:
    name = ElidedLabel("Wilhelmina von Hohenzollern-Sigmaringen", "strong")
    _shown(qtbot, name)
    name.resize(120, name.height())
    assert name.text().endswith("…")
    assert name.toolTip() == name.accessibleName() == name.whole_text()
    name.resize(2000, name.height())
    assert name.text() == name.whole_text()
    assert name.toolTip() == ""


def test_an_amount_follows_the_language(qtbot: QtBot, dress: Callable[..., None]) -> None:
    amount = MoneyLabel(Money(123450, "eur"))
    qtbot.addWidget(amount)
    assert amount.text() == "€1,234.50"
    dress(language="fr")
    assert amount.text().endswith("\u00a0€")


# cards


def test_a_card_says_everything_in_words(qtbot: QtBot) -> None:
    row = CardRow(_CARD, _TODAY, selectable=True)
    _shown(qtbot, row)
    assert "Visa" in row.accessibleName()
    assert "4242" in row.accessibleName()
    assert "12/30" in row.accessibleName()


def test_each_redisplay_has_its_words(qtbot: QtBot) -> None:
    said = set()
    for redisplay in Redisplay:
        row = CardRow(replace(_CARD, redisplay=redisplay), _TODAY)
        qtbot.addWidget(row)
        said.add(row.accessibleName())
    assert len(said) == len(Redisplay)


def test_an_expired_card_says_so(qtbot: QtBot) -> None:
    row = CardRow(replace(_CARD, exp_year=2026, exp_month=10), _TODAY)
    qtbot.addWidget(row)
    assert "Expired" in row.accessibleName()
    assert "Expired" not in CardRow(_CARD, _TODAY).accessibleName()


def test_one_card_is_chosen_at_a_time(qtbot: QtBot) -> None:
    window = QWidget()
    box = QVBoxLayout(window)
    first, second = (CardRow(_CARD, _TODAY, selectable=True) for _ in range(2))
    box.addWidget(first)
    box.addWidget(second)
    _shown(qtbot, window)
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.isChecked()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert second.isChecked()
    assert not first.isChecked()


def test_brands_by_the_names_people_use() -> None:
    assert brand_name("cartes_bancaires") == "CB"
    assert brand_name("new_brand") == "New Brand"
    assert brand_name("") == "?"


def test_what_is_switched_off_stays_so_whatever_its_screen_wants(qtbot: QtBot) -> None:
    button = Button("Refund").needs(Use.REFUND)
    qtbot.addWidget(button)
    told: list[bool] = []
    button.switched.connect(lambda: told.append(button.isEnabled()))
    button.switch_off("Nothing can be refunded.")
    button.setEnabled(True)
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Nothing can be refunded."
    button.needs(None)
    assert button.isEnabled(), "for something else by now"
    button.needs(Use.REFUND)
    button.setEnabled(False)
    button.switch_off("")
    assert not button.isEnabled(), "its screen had it disabled"
    button.setEnabled(True)
    assert button.isEnabled()
    assert button.accessibleDescription() == ""
    assert told == [False, True, False, False]
