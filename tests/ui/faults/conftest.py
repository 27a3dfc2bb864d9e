"""The counter of the flows, and the comparison that every fault ends with."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pos_app.payments.model import OutcomeKind
from tests.helpers.invariants import Evidence, Movement, TillFacts, check
from tests.ui.flows.conftest import Counter, Play, at_the_till
from ui.demo.hands import act

__all__ = ["Counter", "Play", "at_the_till"]

ELODIE, JAMES = "elodie.lefevre@example.fr", "james.oconnor@example.com"
CONFIRM = "POST /v1/payment_intents/"
PAGE_CONFIRM = "POST /page/session/confirm"

_TITLES = {
    "Payment succeeded": OutcomeKind.SUCCEEDED,
    "Card declined": OutcomeKind.DECLINED,
    "The customer must confirm": OutcomeKind.NEEDS_CUSTOMER,
    "Not charged": OutcomeKind.NOT_CHARGED,
    "Not known yet": OutcomeKind.UNKNOWN,
}


def said(till: Counter) -> OutcomeKind:
    """What a person reads on the outcome screen."""
    title = till.hands.seen("outcomeTitle", QLabel)
    assert title is not None, "there is no outcome on the screen"
    return _TITLES[title.text()]


async def outcome(till: Counter, *expected: OutcomeKind, seconds: float = 60) -> OutcomeKind:
    """Wait until the outcome screen says one of these (anything known, when none is given)."""

    def known() -> OutcomeKind | None:
        if till.hands.seen("outcomeTitle", QLabel) is None:
            return None
        kind = said(till)
        wanted = kind in expected if expected else kind is not OutcomeKind.UNKNOWN
        return kind if wanted else None

    found = await till.hands.until(known, f"an outcome {expected or ''}", seconds)
    assert found is not None
    return found


async def everything_known(till: Counter, seconds: float = 60) -> None:
    """Wait until no payment waits for its outcome, in the services and in the window."""
    async with asyncio.timeout(seconds):
        while till.till.pending() or await till.till.payments.unresolved():
            await till.till.payments.recover()
            await asyncio.sleep(0.05)
    await till.hands.until(
        lambda: till.hands.seen("unresolvedBanner", QWidget) is None, "no banner", seconds
    )


async def agreed(
    till: Counter, *, paid: Sequence[int] | None, shown: OutcomeKind | None = None
) -> None:
    """The server took exactly the amounts `paid` (None: whatever it took) for this till's items;
    ledger, journal and, with `shown`, the outcome on the screen say the same."""
    await everything_known(till)
    if shown is not None:
        assert said(till) is shown
    facts = await _evidence(till)
    if paid is not None:
        assert sorted(moved.amount_minor for moved in facts.payments) == sorted(paid)
    check(facts)
    if shown is not None:
        assert facts.tills[0].shown[await _newest_item(till)] == shown


async def _evidence(till: Counter) -> Evidence:
    """What can't be seen from a counter stays empty: whether an item could be paid in two ways at
    any moment before now, and whether another till could pay it."""
    payments = till.till.payments
    journal = await till.till.ground.ledger.read(_journal)
    listed = (await till.server.get("payment_intents", limit="100"))["data"]
    ours = [one for one in listed if one["metadata"].get("item") in journal.items]
    kinds = {}
    for item in journal.items:
        last = await payments.last_outcome(item)
        assert last is not None
        kinds[item] = last.kind.value
    facts = TillFacts(
        payments=journal.payments,
        refunds=journal.refunds,
        broken_row=await payments.first_broken_row(),
        unresolved=[
            *(one.item_id for one in await payments.unresolved()),
            *(one.operation_id for one in await payments.unresolved_operations()),
        ],
        shown=kinds,
        told={item: till.told[item] for item in journal.items if item in till.told},
    )
    return Evidence(
        payments=[
            Movement(one["id"], one["metadata"]["item"], one["amount_received"], one["currency"])
            for one in ours
            if one["status"] == "succeeded"
        ],
        refunds=[moved for one in ours for moved in await _given_back(till, one)],
        tills=[facts],
        items=journal.items,
        second_recovery_posts=await _posts_of(till, payments.recover),
        live_at_once=await _live_at_once(till, ours),
        texts={"ledger": journal.text.encode()},
    )


async def _given_back(till: Counter, intent: dict[str, Any]) -> list[Movement]:
    made = (await till.server.get("refunds", payment_intent=intent["id"]))["data"]
    return [
        Movement(
            one["id"], intent["metadata"]["item"], one["amount"], one["currency"],
            one["metadata"].get("pos_refund", one["id"]),
        )
        for one in made
        if one["status"] not in ("failed", "canceled")
    ]  # fmt: skip


async def _posts_of(till: Counter, work: Callable[[], Awaitable[object]]) -> list[str]:
    """What `work` sends to Stripe to change something, itself or in tasks it begins. What the till
    does beside it, such as noting an agreement on its customer, isn't its."""
    caller: Any = till.till.ground.gateway._caller
    send, sent, its = caller.post, list[str](), ContextVar("its", default=False)

    async def noted(path: str, params: Any, key: str) -> Any:
        if its.get():
            sent.append(path)
        return await send(path, params, key)

    async def marked() -> None:
        its.set(True)
        await work()

    caller.post = noted
    try:
        await asyncio.create_task(marked())
    finally:
        caller.post = send
    return sent


async def _live_at_once(till: Counter, ours: list[dict[str, Any]]) -> list[str]:
    """Items that can be paid on a page and by a PaymentIntent of another way, right now."""
    opened = (await till.server.get("checkout/sessions", limit="100", status="open"))["data"]
    pages = {one["metadata"].get("item"): one["payment_intent"] for one in opened}
    waiting = ("requires_action", "requires_confirmation", "processing")
    return [
        f"{one['metadata']['item']} has a page, and {one['id']} {one['status']}"
        for one in ours
        if one["status"] in waiting
        and one["metadata"]["item"] in pages
        and pages[one["metadata"]["item"]] != one["id"]
    ]


@dataclass(frozen=True)
class _Journal:
    items: list[Any]
    payments: list[Movement]
    refunds: list[Movement]
    text: str
    """Every row of every table, as a thief with the key would read it."""


def _journal(db: Any) -> _Journal:
    items = [row[0] for row in db.execute("SELECT item_id FROM attempts ORDER BY rowid")]
    columns = "item_id, amount_minor, currency FROM"
    taken = db.execute(f"SELECT payment_intent_id, {columns} payments ORDER BY seq").fetchall()
    given = db.execute(
        f"SELECT refund_id, {columns} refunds WHERE status = 'succeeded' ORDER BY seq"
    ).fetchall()
    tables = [name for name in db.table_names() if not name.startswith("_sqlite")]
    lines = [repr(tuple(row)) for name in tables for row in db.execute(f"SELECT * FROM {name}")]
    return _Journal(
        list(dict.fromkeys(items)),
        [Movement(*row) for row in taken],
        [Movement(*row) for row in given],
        "\n".join(lines),
    )


async def _newest_item(till: Counter) -> str:
    sql = "SELECT item_id FROM attempts ORDER BY prepared_at DESC, rowid DESC LIMIT 1"
    found = await till.till.ground.ledger.read(lambda db: db.execute(sql).fetchone())
    return str(found[0])


async def to_confirm(till: Counter, amount: str = "12.90", card: str = "4242") -> None:
    """From the open customer to the amount read back."""
    await till.hands.click("chargeSavedCard")
    await till.hands.see(f"card_{card}", QWidget)
    await till.hands.type("amountField", amount)
    await till.hands.click("reviewCharge")
    await till.hands.see("confirmCharge", QWidget)


async def until_paid(till: Counter, minor: int) -> None:
    """Until the server has the money, though nobody was told."""
    async with asyncio.timeout(20):
        while True:
            newest = await till.server.newest_intent()
            if newest["status"] == "succeeded" and newest["amount"] == minor:
                return
            await asyncio.sleep(0.02)


async def hammer(till: Counter, name: str, clicks: int = 10) -> None:
    """Clicks on one place of the glass as fast as they can be made, whatever comes under it."""
    widget = await till.hands.see(name, QWidget)
    window = till.desk.window

    def found() -> QPoint:
        return widget.mapTo(window, QPoint(min(widget.width() // 2, 60), widget.height() // 2))

    place = QPoint()
    while place != found() or not window.rect().contains(place):  # until it is laid out
        place = found()
        await asyncio.sleep(0.05)
    glass = window.windowHandle()

    def at_once() -> None:
        for _ in range(clicks):
            QTest.mouseClick(
                glass, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place
            )

    await act(at_once)


async def hold_enter(till: Counter, name: str, repeats: int = 40) -> None:
    """Press Enter on the widget and keep it down: each repeat goes to what has the focus by then,
    web pages too."""
    widget = await _take_focus(till, name)
    await act(lambda: _enter(widget, QEvent.Type.KeyPress, repeated=False))
    for _ in range(repeats):
        await act(lambda: _enter(_focused(till), QEvent.Type.KeyPress, repeated=True))
    await act(lambda: _enter(_focused(till), QEvent.Type.KeyRelease, repeated=False))


async def double_enter(till: Counter, name: str) -> None:
    """Two whole presses with nothing in between."""
    await _take_focus(till, name)

    def twice() -> None:
        for _ in range(2):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                _enter(_focused(till), kind, repeated=False)

    await act(twice)


async def _take_focus(till: Counter, name: str) -> QWidget:
    """Keys go to the active window only, as on a desk."""
    widget = await till.hands.see(name, QWidget)
    await act(till.desk.window.activateWindow)
    await till.hands.until(till.desk.window.isActiveWindow, "an active window")
    await act(lambda: widget.setFocus(Qt.FocusReason.OtherFocusReason))
    return widget


def _focused(till: Counter) -> QWidget:
    return QApplication.focusWidget() or till.desk.window


def _enter(widget: QWidget, kind: QEvent.Type, *, repeated: bool) -> None:
    event = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", repeated)
    QCoreApplication.sendEvent(widget, event)
