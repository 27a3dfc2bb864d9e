"""The customer's own screen, the hand-over and the way back, with the real page in between."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.checkout.place import Place, Surface
from tests.ui.flows.test_agreeing import TICKED, ask
from ui.demo.hands import act
from ui.demo.shop_floor import CARD, USABLE

ELODIE = "elodie.lefevre@example.fr"
MIDDLE = """(() => {
  const box = document.querySelector('#agree').getBoundingClientRect();
  return JSON.stringify([box.x + box.width / 2, box.y + box.height / 2]);
})()"""
Drive = Callable[..., None]


class Desk(QObject):
    """A second screen that is pulled out."""

    changed = Signal()
    second: QRect | None = QRect(1600, 0, 1280, 800)

    def beside(self, window: QWidget) -> QRect | None:
        return self.second

    def pull(self) -> None:
        self.second = None
        self.changed.emit()


async def typed(till: Any) -> str:
    digits = await till.page.evaluate("document.querySelector('#number').value", CARD)
    return "".join(str(digits).split())


async def escape_twice(till: Any) -> None:
    handle = till.desk.window.windowHandle()

    def press() -> None:
        for _ in range(2):
            event = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier
            )
            QCoreApplication.sendEvent(handle, event)

    await act(press)


def test_a_card_half_typed_survives_every_move_of_the_page(at_the_till: Drive) -> None:
    """From the second screen, unplugged, to a hand-over, to staff and back: paid once."""
    desks: list[Desk] = []

    def monitors(parent: QObject) -> Desk:
        desks.append(Desk(parent))
        return desks[-1]

    async def play(till: Any) -> None:
        window, surfaces = till.desk.window, till.desk.routes.theirs.surfaces
        customer = await till.customer(ELODIE)
        await till.open_checkout("25.00")
        assert surfaces.surface is Surface.SECOND
        assert till.desk.routes.checkout.view().window().objectName() == "customerWindow"
        await till.says("customerDoes", "has the payment form")
        await till.card()
        before = await typed(till)
        assert before == "4242424242424242"

        await act(desks[0].pull)
        assert surfaces.surface is Surface.HANDED_OVER
        await till.hands.until(window.isFullScreen, "all of the screen")
        assert till.hands.seen("checkoutSideBar", QWidget) is None
        assert await typed(till) == before

        await escape_twice(till)
        assert surfaces.surface is Surface.EMBEDDED
        await till.hands.see("cancelCheckout", QWidget)
        assert await typed(till) == before
        await till.hands.click("handOverAgain")
        assert surfaces.surface is Surface.HANDED_OVER
        assert len((await till.server.get("checkout/sessions", limit="100"))["data"]) == 1

        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        assert not window.isFullScreen()
        assert window.top_bar.isVisible()
        assert await till.received(customer) == 2500

    at_the_till(play, Place.AUTOMATIC, monitors)


def test_staff_cancel_what_they_took_back(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("12.00")
        assert till.hands.seen("cancelCheckout", QWidget) is None
        await till.page.until(USABLE)
        await escape_twice(till)
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle", "Not charged")
        assert (await till.server.newest_session())["status"] == "expired"

    at_the_till(play, Place.HAND_OVER)


async def ticked_by(till: Any) -> list[str]:
    """What ticks the box of the agreement, as the system delivers it; unticked afterwards."""
    await asyncio.sleep(0.6)  # reason: the window takes its size when the system gives it one
    await till.page.settled()
    page, window = till.desk.routes.checkout.view().focusProxy(), till.desk.window
    x, y = json.loads(await till.page.evaluate(MIDDLE))
    place, handle = page.mapTo(window, QPoint(int(x), int(y))), window.windowHandle()
    finger = QTest.createTouchDevice()

    def touch(*, down: bool) -> None:
        touched = QTest.touchEvent(handle, finger, autoCommit=False)
        (touched.press if down else touched.release)(0, place)
        touched.commit()

    ways: dict[str, Callable[[], None]] = {
        "space": lambda: QTest.keyClick(page.focusProxy(), Qt.Key.Key_Space),
        "mouse": lambda: QTest.mouseClick(
            handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
        ),
        "finger down": lambda: touch(down=True),
        "finger": lambda: touch(down=False),
    }
    found = []
    for name, way in ways.items():
        await till.page.evaluate("document.querySelector('#agree').focus()")
        await act(way)
        for _ in range(40):
            await asyncio.sleep(0.02)  # reason: nothing says that nothing comes
            if await till.page.evaluate(TICKED):
                found.append(name)
                await till.page.evaluate("document.querySelector('#agree').checked = false")
                break
    return found


def test_only_the_customer_ticks_what_staff_took_back(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await ask(till, "balance", "75.00")
        assert till.desk.routes.theirs.surfaces.surface is Surface.HANDED_OVER
        await escape_twice(till)
        assert await ticked_by(till) == []
        again = await till.hands.see("handOverAgain", QWidget)
        assert QApplication.focusWidget() is again
        await till.says("whoseTurn", "Only the customer ticks")

        await till.hands.press("handOverAgain", Qt.Key.Key_Space)
        assert till.desk.routes.theirs.surfaces.surface is Surface.HANDED_OVER
        focused = QApplication.focusWidget()
        assert till.desk.routes.checkout.view().isAncestorOf(focused)
        assert {"space", "mouse"} <= set(await ticked_by(till))

    at_the_till(play, Place.HAND_OVER)


def test_beside_the_till_the_page_takes_what_it_took(at_the_till: Drive) -> None:
    """There the customer stands at the till's own window, and nobody took anything back."""

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await ask(till, "balance", "75.00")
        await till.page.click_until("#agree", "document.querySelector('#agree').checked")

    at_the_till(play, Place.WINDOW)
