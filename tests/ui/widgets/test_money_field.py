"""Typing amounts: what is taken, what is refused and how it is said."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from ui.widgets.money_field import MoneyField
from ui.widgets.number_pad import NumberPad


@pytest.fixture
def field(qtbot: QtBot) -> MoneyField:
    made = MoneyField("eur", "Amount")
    qtbot.addWidget(made)
    made.show()
    return made


def _type(qtbot: QtBot, field: MoneyField, text: str) -> None:
    if text.isascii():
        qtbot.keyClicks(field.line(), text)
    else:  # QTest has no keys for these
        field.line().insert(text)


@pytest.mark.parametrize(
    ("typed", "minor"), [("12.5", 1250), ("12,50", 1250), ("1 234,50", 123450), (".99", 99)]
)
def test_amounts_as_people_write_them(
    qtbot: QtBot, field: MoneyField, typed: str, minor: int
) -> None:
    heard: list[Money | None] = []
    field.amountChanged.connect(heard.append)
    _type(qtbot, field, typed)
    assert field.amount() == Money(minor, "eur")
    assert heard[-1] == Money(minor, "eur")
    assert field.error_text() == ""


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("", "amount.empty"),
        ("0", "amount.zero"),
        ("-5", "amount.negative"),
        ("0.10", "amount.too_small"),
        ("9999999.99", "amount.too_large"),
        ("99999999999999999999", "amount.too_large"),
        ("abc", "amount.not_a_number"),
        ("12.345", "amount.ambiguous"),
        ("1.2.3", "amount.not_a_number"),
        ("12.3456", "amount.too_many_decimals"),
        ("١٢", "amount.not_a_number"),
        ("1e5", "amount.not_a_number"),
    ],
)
def test_refused_amounts_say_why_and_keep_what_was_typed(
    qtbot: QtBot, field: MoneyField, typed: str, key: str
) -> None:
    sent: list[Money] = []
    field.submitted.connect(sent.append)
    _type(qtbot, field, typed)
    assert field.error_text() == "", "not while still typing"
    qtbot.keyClick(field.line(), Qt.Key.Key_Return)
    error = field.error()
    assert error is not None
    assert error.key == key
    assert field.error_text()
    assert field.line().accessibleDescription() == field.error_text()
    assert field.text() == typed
    assert field.amount() is None
    assert sent == []


def test_decimals_are_wrong_where_the_currency_has_none(qtbot: QtBot) -> None:
    field = MoneyField("jpy")
    qtbot.addWidget(field)
    _type(qtbot, field, "12.5")
    assert field.validate() is None
    assert "JPY" in field.error_text()
    field.set_currency("eur")
    assert field.amount() == Money(1250, "eur")
    assert field.error_text() == ""


def test_the_error_goes_as_soon_as_it_is_mended(qtbot: QtBot, field: MoneyField) -> None:
    _type(qtbot, field, "0")
    field.validate()
    assert field.error_text()
    field.line().selectAll()
    _type(qtbot, field, "5")
    assert field.error_text() == ""
    assert not field.line().property("invalid")


def test_enter_submits_what_may_be_charged(qtbot: QtBot, field: MoneyField) -> None:
    _type(qtbot, field, "20")
    with qtbot.waitSignal(field.submitted) as heard:
        qtbot.keyClick(field.line(), Qt.Key.Key_Return)
    assert heard.args == [Money(2000, "eur")]


def test_a_preset_amount_is_replaced_by_typing(qtbot: QtBot, field: MoneyField) -> None:
    field.set_amount(Money(1999, "eur"))
    assert field.text() == "19.99"
    _type(qtbot, field, "7")
    assert field.amount() == Money(700, "eur")
    field.set_amount(None)
    assert field.text() == ""
    assert field.error_text() == ""


def test_the_amount_follows_the_language(field: MoneyField, dress: Callable[..., None]) -> None:
    field.set_amount(Money(1999, "eur"))
    dress(language="fr")
    assert field.text() == "19,99"
    assert field.amount() == Money(1999, "eur")


def test_typing_goes_on_while_another_language_is_chosen(
    qtbot: QtBot, field: MoneyField, dress: Callable[..., None]
) -> None:
    """Written out between two figures, the next one stood behind the cents."""
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.line().hasFocus)
    _type(qtbot, field, "1")
    dress(language="fr")
    _type(qtbot, field, "2.5")
    assert (field.text(), field.amount()) == ("12.5", Money(1250, "eur"))
    field.line().clearFocus()
    assert field.text() == "12,50"


def test_an_amount_that_typing_replaces_is_replaced_in_another_language_too(
    qtbot: QtBot, field: MoneyField, dress: Callable[..., None]
) -> None:
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.line().hasFocus)
    field.set_amount(Money(123450, "eur"))
    dress(language="fr")
    assert field.text() == "1234,50"
    _type(qtbot, field, "7")
    assert field.amount() == Money(700, "eur")


def test_leaving_writes_the_amount_out_or_says_what_is_wrong(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    field, other = MoneyField("eur"), QLineEdit()
    box.addWidget(field)
    box.addWidget(other)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    _type(qtbot, field, "12,5")
    other.setFocus()
    qtbot.waitUntil(lambda: field.text() == "12.50")
    field.setFocus()
    field.line().setText("x")
    other.setFocus()
    qtbot.waitUntil(lambda: bool(field.error_text()))


def test_the_number_pad_types_and_rubs_out(qtbot: QtBot, field: MoneyField) -> None:
    pad = NumberPad(field.line())
    qtbot.addWidget(pad)
    keys = {
        button.text() or "rub": button
        for button in pad.findChildren(QWidget)
        if hasattr(button, "text")
    }
    for key in ("1", "2", ".", "5", "0"):
        qtbot.mouseClick(keys[key], Qt.MouseButton.LeftButton)
    assert field.amount() == Money(1250, "eur")
    qtbot.mouseClick(keys["rub"], Qt.MouseButton.LeftButton)
    assert field.text() == "12.5"
    assert all(key.focusPolicy() == Qt.FocusPolicy.NoFocus for key in keys.values())
