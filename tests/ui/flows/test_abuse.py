"""Cards tried one after another at the real till, and a till that locks itself."""

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from pos_app.storage import Database
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN
from tests.ui.flows.past import JAMES
from tests.ui.flows.test_staff import locked, sign_in, type_pin, with_staff
from ui.demo.shop_floor import USABLE

Drive = Callable[[Any], None]
DECLINED = "4000000000000002"


async def refused(till: Any, times: int) -> None:
    """So many cards that the bank refuses, typed and paid with by the customer."""
    for number in range(1, times + 1):
        await till.card(DECLINED)
        await till.pay()
        for _ in range(1_000):
            if await till.till.ground.ledger.read(_counted) >= number:
                break
            await asyncio.sleep(0.02)  # reason: the page tells the till in its own time


def _counted(db: Database) -> int:
    return int(db.execute("SELECT count(*) FROM page_refusals").fetchone()[0])


def test_a_page_is_closed_at_the_fifth_card_and_a_manager_allows_another(
    at_the_till: Drive,
) -> None:
    async def play(till: Any) -> None:
        who = await till.customer(JAMES)
        before = await till.received(who)
        _, marc, anna = await with_staff(till)
        await till.hands.click("signedIn")
        await sign_in(till, anna, CASHIER_PIN)
        await till.open_checkout("12.50")
        await refused(till, 5)
        await till.says("outcomeTitle", "Not charged")
        await till.says("outcomeSentence", "Too many cards were refused")
        await till.hands.picture("closed")

        await till.hands.click("anotherCard")
        panel = await till.hands.see("approvalPanel", QWidget)
        words = " ".join(one.text() for one in panel.findChildren(QLabel))
        assert "Let a card be tried after too many were refused" in words
        await till.hands.picture("approval")
        await till.hands.click(f"who_{marc.id}")
        await type_pin(till, MANAGER_PIN)
        await till.page.until(USABLE)
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "Payment succeeded")
        assert await till.received(who) == before + 1250
        assert till.till.staff.sign_in.actor.name == "Anna"

    at_the_till(play)


def test_without_staff_a_customer_waits(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        who = await till.customer(JAMES)
        before = await till.received(who)
        await till.open_checkout("12.50")
        await refused(till, 5)
        await till.says("outcomeTitle", "Not charged")
        await till.hands.click("anotherCard")
        await till.says("checkoutExplanation", "Try again in")
        assert await till.received(who) == before

    at_the_till(play)


def test_the_till_does_not_lock_under_a_customer_and_keeps_the_outcome(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        who = await till.customer(JAMES)
        before = await till.received(who)
        _, _, anna = await with_staff(till)
        await till.hands.click("signedIn")
        await sign_in(till, anna, CASHIER_PIN)
        locking = till.desk.routes.staff.locking
        await till.open_checkout("12.50")
        await till.card()
        idle(locking)
        assert not locked(till)
        await till.pay()
        idle(locking)  # while Stripe is asked what happened
        await till.says("outcomeTitle", "Payment succeeded")
        locking.look()
        assert not locked(till)  # whoever stands there has their minutes to read it
        idle(locking)
        await till.hands.until(lambda: locked(till), "the lock screen")
        await sign_in(till, anna, CASHIER_PIN)
        await till.says("outcomeTitle", "Payment succeeded")
        assert await till.received(who) == before + 1250

    at_the_till(play)


def idle(locking: Any) -> None:
    """Nobody touched the till for twenty minutes, and it looks whether it should lock."""
    locking._touched = tuple(one - 20 * 60 for one in locking._touched)
    locking.look()
