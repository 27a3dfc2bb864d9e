"""Steps around past payments, and what the server, the ledger and the screen say of them."""

import asyncio
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

JAMES = "james.oconnor@example.com"


async def charge(till: Any, amount: str = "12.90", button: str = "reviewCharge") -> str:
    """Charge the open customer's saved card, or have it held; the payment's id."""
    await till.hands.click("chargeSavedCard")
    await till.hands.see("card_4242", QWidget)
    await till.hands.type("amountField", amount)
    await till.hands.click(button)
    await till.hands.click("confirmCharge")
    await till.says("outcomeTitle", "held" if button == "holdOnly" else "succeeded")
    await till.hands.click("outcomeDone")
    return str((await till.server.newest_intent())["id"])


async def open_payment(till: Any, payment: str) -> None:
    """From the customer to the payment, once Stripe has said how it stands."""
    await till.hands.click(f"payment_{payment}")
    await till.hands.see("paymentScreen", QWidget)
    model = till.desk.routes.past.model
    await till.hands.until(lambda: model.details is not None and not model.busy, "the details", 20)


async def to_confirm_refund(till: Any, payment: str, amount: str | None = None) -> None:
    """From the customer to a refund read back; of everything, unless an amount is given."""
    await open_payment(till, payment)
    await till.hands.click("refundPayment")
    if amount is not None:
        await till.hands.type("partField", amount)
    await till.hands.click("reviewOperation")
    await till.hands.see("confirmOperation", QWidget)


async def given_back(till: Any, payment: str) -> list[int]:
    """Minor units of each refund at the server that wasn't sent back, oldest first."""
    listed = (await till.server.get("refunds", payment_intent=payment, limit="100"))["data"]
    return [one["amount"] for one in reversed(listed) if one["status"] in ("succeeded", "pending")]


async def in_ledger(till: Any, payment: str) -> list[int]:
    """The ledger's refunds of it."""
    sql = "SELECT amount_minor FROM refunds WHERE payment_intent_id = ? ORDER BY seq"
    found = await till.till.ground.ledger.read(
        lambda db: [row[0] for row in db.execute(sql, [payment])]
    )
    return list(found)


def fact(till: Any, name: str) -> str:
    """What the payment's screen says under that name."""
    label = till.hands.seen(f"fact_{name}", QLabel)
    return label.text() if label is not None else ""


async def sums_agree(till: Any, payment: str) -> None:
    """What the payment's screen says was given back, and is left, is what the server says."""
    model = till.desk.routes.past.model
    await till.hands.until(lambda: model.details is not None and not model.busy, "the details", 20)
    intent = await till.server.get(f"payment_intents/{payment}")
    back = sum(await given_back(till, payment))
    assert fact(till, "back") == f"€{back / 100:,.2f}"
    assert fact(till, "left") == f"€{(intent['amount_received'] - back) / 100:,.2f}"


async def nothing_unclear(till: Any, seconds: float = 60) -> None:
    """Until no refund, capture or release waits for its outcome, here or on the screen."""
    async with asyncio.timeout(seconds):
        while till.till.pending() or await till.till.payments.unresolved_operations():
            await till.till.payments.recover()
            await asyncio.sleep(0.05)
    await till.hands.until(
        lambda: till.hands.seen("unresolvedBanner", QWidget) is None, "no banner", seconds
    )


async def elsewhere(till: Any, customer: str, **more: Any) -> str:
    """A payment of 20.00 that another till took, or holds."""
    gateway = till.till.ground.gateway
    cards = await till.server.cards(customer)
    given = {
        "amount": 2000, "currency": "eur", "customer": customer, "confirm": True,
        "payment_method": cards[0]["id"], "allowed_payment_method_types": ["card"], **more,
    }  # fmt: skip
    reply = await gateway._caller.post("/v1/payment_intents", given, f"elsewhere-{len(more)}")
    return str(reply.data["id"])


async def later(till: Any, seconds: int) -> None:
    """The stand-in's clock, and the look at what banks decide in their own time."""
    await asyncio.to_thread(till._post, "clock", {"advance_s": seconds})
    await till.till.ground.gateway.learn_time()
    await till.till.payments._desk.look_around()
