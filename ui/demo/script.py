"""The main job, step by step, as a cashier and a customer do it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListView, QWidget

from ui.demo.hands import act
from ui.demo.server import ServerView
from ui.demo.shop_floor import (
    ASKS_THE_BANK,
    CHALLENGE,
    DECLINED,
    VISA,
    ShopFloor,
    as_typed,
    row_words,
    said,
)
from ui.demo.summary import Step, Summary
from ui.widgets.spinner import Spinner

_ELODIE = "elodie.lefevre@example.fr"


class Script:
    """Each step leaves the till on its first screen, or on the customer it opened."""

    def __init__(
        self,
        floor: ShopFloor,
        server: ServerView,
        summary: Summary,
        out: Path,
        opened: list[Path],
        handed_over: Callable[[], AbstractAsyncContextManager[None]],
    ) -> None:
        """`opened` receives each file the till would show in the desktop's own program;
        `handed_over` gives the till's own screen to the customer for a while."""
        self._floor = floor
        self._hands = floor.hands
        self._page = floor.page
        self._server = server
        self._summary = summary
        self._out = out
        self._customer = ""
        self._saved = ""
        self._opened = opened
        self._handed_over = handed_over

    async def play(self) -> None:
        """All steps; stops at the first that can't go on."""
        await self._find()
        await self._new_card(ticked=False)
        await self._new_card(ticked=True)
        await self._saved_card_at_checkout()
        await self._charge_saved_card()
        await self._declined()
        await self._asks_the_bank()
        await self._walk_in()

    async def _find(self) -> None:
        hands = self._hands
        with self._summary.step("find a customer with two fragments") as step:
            known = (await self._server.get("customers", email=_ELODIE))["data"][0]
            self._customer = known["id"]
            listed = await hands.see("resultList", QListView)
            await hands.until(lambda: listed.model().rowCount() > 0, "customers in the till", 40)
            await self._shoot(step, "till")
            await hands.type("searchBox", "lef elo")
            await hands.until(
                lambda: listed.model().rowCount() > 0 and known["name"] in row_words(listed, 0),
                "a hit",
            )
            await self._shoot(step, "found")
            await hands.click("openHelp")
            await hands.see("keySheet", QWidget)
            await self._shoot(step, "keys")
            await hands.click("closeKeys")
            await hands.press("searchBox", Qt.Key.Key_Return)
            name = await hands.see("customerName", QWidget)
            await hands.until(lambda: known["name"] in said(name), "the customer's panel")
            await self._all_read()
            await self._shoot(step, "customer")
            step.compare(
                {"opened": said(name), "saved cards": 0},
                {"opened": known["name"], "saved cards": len(await self._cards())},
            )

    async def _new_card(self, *, ticked: bool) -> None:
        name = f"new card, box {'ticked' if ticked else 'unticked'}"
        with self._summary.step(name) as step:
            await self._open_checkout("takePayment", "25.00")
            unticked = await self._page.evaluate("document.querySelector('#keep-card').checked")
            await self._shoot(step, "checkout")
            await self._floor.type_card(VISA)
            if ticked:
                await self._page.click("#keep-card-label")
                await self._page.until("document.querySelector('#keep-card').checked")
            await self._shoot(step, "card-ticked" if ticked else "card-unticked")
            await self._floor.pay()
            await self._shoot(step, "paid-saved" if ticked else "paid-not-saved")
            cards = await self._cards()
            self._saved = cards[0]["id"] if cards else ""
            await self._compare(
                step, 2500,
                {"box on load": False, "saved": ["always"] if ticked else []},
                {"box on load": unticked, "saved": [card["allow_redisplay"] for card in cards]},
            )  # fmt: skip
            await self._done()

    async def _saved_card_at_checkout(self) -> None:
        with self._summary.step("next checkout shows the card and pays with it") as step:
            await self._open_checkout("takePayment", "31.50")
            shown = await self._page.evaluate(
                "Array.from(document.querySelectorAll('input[name=card]'), "
                "(one) => one.value).join(' ')"
            )
            await self._page.click(f"label:has(input[value='{self._saved}'])")
            await self._shoot(step, "checkout-saved-card")
            await self._floor.pay()
            await self._shoot(step, "paid-with-saved-card")
            intent = await self._compare(step, 3150)
            step.compare(
                {"card shown": self._saved, "paid with": self._saved},
                {
                    "card shown": next(
                        (one for one in (shown or "").split() if one == self._saved), None
                    ),
                    "paid with": intent["payment_method"]["id"],
                },
            )
            await self._done()

    async def _charge_saved_card(self) -> None:
        hands = self._hands
        with self._summary.step("charge the saved card") as step:
            await hands.click("chargeSavedCard")
            await hands.see("card_4242", QWidget)
            await hands.type("amountField", as_typed("12.90"))
            await self._shoot(step, "choose-card")
            await hands.click("reviewCharge")
            await hands.see("confirmCharge", QWidget)
            await self._shoot(step, "read-back")
            await hands.click("confirmCharge")
            await hands.see("outcomeTitle", QWidget)
            await self._shoot(step, "charged")
            await self._keep_receipt()
            intent = await self._compare(step, 1290)
            step.compare(
                {"charged card": self._saved, "receipt": True},
                {
                    "charged card": intent["payment_method"]["id"],
                    "receipt": (self._out / "receipt.pdf").stat().st_size > 2_000,
                },
            )
            await self._done()
            await self._hands.see("customerName", QWidget)
            await self._hands.until(
                lambda: self._hands.seen("chargeSavedCard", QWidget), "the customer again"
            )
            await self._all_read()
            await self._shoot(step, "customer-with-card")

    async def _all_read(self) -> None:
        """Nothing of the customer is still being asked for: a picture shows what there is."""
        panel = await self._hands.see("customerPanel", QWidget)
        await self._hands.until(
            lambda: not any(one.turning() for one in panel.findChildren(Spinner)), "all of it"
        )

    async def _declined(self) -> None:
        with self._summary.step("declined card") as step:
            await self._open_checkout("takePayment", "18.00")
            await self._floor.type_card(DECLINED)
            await self._page.click("#pay")
            await self._page.until("!document.querySelector('#message').hidden")
            await self._hands.see("checkoutDeclined", QWidget)
            await self._shoot(step, "declined")
            session = await self._server.newest_session()
            charges = await self._server.get("charges", customer=self._customer, limit="1")
            await self._hands.click("cancelCheckout")
            await self._hands.see("outcomeTitle", QWidget)
            await self._shoot(step, "not-charged")
            closed = await self._server.get(f"checkout/sessions/{session['id']}")
            intent = await self._server.newest_intent(self._customer)
            step.compare(
                {"charge": "failed", "session": "expired", "intent": "canceled", "received": 0},
                {
                    "charge": charges["data"][0]["status"],
                    "session": closed["status"],
                    "intent": intent["status"],
                    "received": intent["amount_received"],
                },
            )
            await self._done()

    async def _asks_the_bank(self) -> None:
        with self._summary.step("card needing authentication") as step:
            await self._open_checkout("takePayment", "47.00")
            await self._floor.type_card(ASKS_THE_BANK)
            await self._page.click("#pay")
            await self._floor.bank_asks()
            before = (await self._server.newest_intent(self._customer))["status"]
            await self._shoot(step, "bank-asks")
            await self._page.click("#approve", CHALLENGE)
            await self._hands.see("outcomeTitle", QWidget)
            await self._shoot(step, "authenticated")
            await self._compare(step, 4700, {"before": "requires_action"}, {"before": before})
            await self._done()

    async def _walk_in(self) -> None:
        with self._summary.step("walk-in") as step:
            await self._open_checkout("walkIn", "9.90")
            await self._floor.type_card(VISA)
            await self._page.type("#email", "walk.in@example.com")
            await self._shoot(step, "walk-in")
            async with self._handed_over():
                await self._hands.see("takeBack", QWidget)
                await self._page.until(f"innerWidth === {self._hands.window.width()}")
                await self._shoot(step, "handed-over")
            beside = await self._hands.see("checkoutSideBar", QWidget)
            await self._page.until(f"innerWidth === {self._hands.window.width() - beside.width()}")
            await self._floor.pay()
            await self._shoot(step, "walk-in-paid")
            session = await self._server.newest_session()
            made = await self._server.get(f"customers/{session['customer']}")
            intent = await self._server.newest_intent(made["id"])
            await self._done()
            await self._hands.type("searchBox", "walk.in@ex")
            listed = await self._hands.see("resultList", QListView)
            await self._hands.until(
                lambda: listed.model().rowCount() == 1 and "walk.in" in row_words(listed, 0),
                "the walk-in's customer in the till",
            )
            step.compare(
                {"creation": "always", "e-mail": "walk.in@example.com", "intent": "succeeded",
                 "received": 990},
                {"creation": session["customer_creation"], "e-mail": made["email"],
                 "intent": intent["status"], "received": intent["amount_received"]},
            )  # fmt: skip

    # what several steps do

    async def _open_checkout(self, button: str, amount: str) -> None:
        await self._hands.click(button)
        await self._hands.type("amountField", as_typed(amount))
        await self._hands.click("continueToCard")
        await self._floor.usable()

    async def _done(self) -> None:
        await self._floor.done()
        await self._hands.see("searchBox", QWidget)

    async def _cards(self) -> list[dict[str, Any]]:
        return await self._server.cards(self._customer)

    async def _compare(
        self,
        step: Step,
        amount: int,
        expected: dict[str, Any] | None = None,
        server: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        intent = await self._server.newest_intent(self._customer)
        step.compare({"intent": "succeeded", "received": amount}, {
            "intent": intent["status"], "received": intent["amount_received"],
        })  # fmt: skip
        step.compare(expected or {}, server or {})
        return intent

    async def _shoot(self, step: Step, what: str) -> None:
        step.pictures.append(await self._hands.picture(what))

    async def _keep_receipt(self) -> None:
        await self._hands.click("outcomeReceipt")
        dialog = await self._hands.see("saveReceiptDialog", QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert line is not None
        line.setText(str(self._out.absolute() / "receipt.pdf"))
        await act(lambda: QTest.keyClick(line, Qt.Key.Key_Return))
        await self._hands.until(lambda: self._opened, "the receipt, saved and opened")
