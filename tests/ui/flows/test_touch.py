"""A till without a keyboard: fingers alone find a customer, charge their card, and read it back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from ui.demo.hands import act
from ui.demo.shop_floor import row_words
from ui.widgets.buttons import Button
from ui.widgets.number_pad import NumberPad

Drive = Callable[[Any], None]


class Fingers:
    """Taps what is to be seen; no key is ever pressed."""

    def __init__(self, till: Any) -> None:
        self._till = till

    async def tap(self, name: str) -> None:
        await self._till.hands.click(name)

    async def tap_row(self, name: str) -> None:
        """Of the customers that are listed before anything is typed."""
        listed = await self._till.hands.see("resultList", QListView)

        def at() -> int:
            rows = range(listed.model().rowCount())
            return next((row for row in rows if name in row_words(listed, row)), -1)

        await self._till.hands.until(lambda: at() >= 0, f"{name} in the list", 40)
        index = listed.model().index(at(), 0)
        await act(lambda: listed.scrollTo(index))
        place = listed.visualRect(index).center()
        left = Qt.MouseButton.LeftButton
        await act(lambda: QTest.mouseClick(listed.viewport(), left, pos=place))

    async def tap_figures(self, figures: str) -> None:
        pads = self._till.desk.window.findChildren(NumberPad)
        [pad] = [one for one in pads if one.isVisible()]
        keys = {one.text(): one for one in pad.findChildren(Button)}
        for figure in figures:
            await act(lambda key=keys[figure]: QTest.mouseClick(key, Qt.MouseButton.LeftButton))


def test_a_saved_card_is_charged_by_fingers_alone(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        fingers = Fingers(till)
        await fingers.tap_row("James")
        await till.hands.see("chargeSavedCard", QWidget)
        await fingers.tap("chargeSavedCard")
        await till.hands.see("card_4242", QWidget)
        await fingers.tap("amountFieldPad")
        await fingers.tap_figures("12.9")
        await fingers.tap("padDone")
        await fingers.tap("card_4242")
        await fingers.tap("reviewCharge")
        assert "12.90" in await till.says("confirmAmount")
        await fingers.tap("confirmCharge")
        await till.says("outcomeTitle", "succeeded")
        await fingers.tap("outcomeDone")
        assert till.desk.window.current_screen() == "customers"
        intent = await till.server.newest_intent()
        assert (intent["amount_received"], intent["status"]) == (1290, "succeeded")

    at_the_till(play)


def test_a_walk_in_is_taken_to_the_page_by_fingers_alone(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        fingers = Fingers(till)
        await fingers.tap("walkIn")
        await till.hands.see("amountField", QWidget)
        await fingers.tap_figures("25")
        await fingers.tap("continueToCard")
        await till.card()
        await till.page.type("#email", "by.hand@example.com")
        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        await fingers.tap("outcomeDone")
        assert till.desk.window.current_screen() == "customers"
        assert (await till.server.newest_intent())["amount_received"] == 2500
        assert QApplication.focusWidget() is not None

    at_the_till(play)
